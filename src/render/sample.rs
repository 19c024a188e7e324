//! A document and a summary as a city's office would have them, for the tests of the renderers.

use crate::model::date::Date;
use crate::report::document::{Annex, Block, Cell, Column, Document, Layout, Letter, Row, Table, Tone};
use crate::report::summary::{KeyFigure, OverdueLine, Summary, TrendPoint, UnitLine};
use crate::text::number::Percent;

const LEAVES: [(&[&str], &str); 11] = [
    (&["Số hồ sơ nhận giải quyết"], "Tổng số"),
    (&["Số hồ sơ nhận giải quyết", "Trong kỳ"], "Trực tuyến"),
    (&["Số hồ sơ nhận giải quyết", "Trong kỳ"], "Trực tiếp, dịch vụ bưu chính"),
    (&["Số hồ sơ nhận giải quyết"], "Từ kỳ trước"),
    (&["Số lượng hồ sơ đã giải quyết"], "Tổng số"),
    (&["Số lượng hồ sơ đã giải quyết"], "Trước hạn"),
    (&["Số lượng hồ sơ đã giải quyết"], "Đúng hạn"),
    (&["Số lượng hồ sơ đã giải quyết"], "Quá hạn"),
    (&["Số lượng hồ sơ đang giải quyết"], "Tổng số"),
    (&["Số lượng hồ sơ đang giải quyết"], "Trong hạn"),
    (&["Số lượng hồ sơ đang giải quyết"], "Quá hạn"),
];

const FIELDS: [(&str, u64); 9] = [
    ("Tư pháp, hộ tịch", 4128),
    ("Đất đai", 2315),
    ("Đăng ký kinh doanh hộ cá thể", 1207),
    ("Quy hoạch xây dựng, kiến trúc", 884),
    ("Bảo trợ xã hội và người có công", 1630),
    ("Giáo dục và Đào tạo", 412),
    ("Môi trường", 97),
    ("An toàn thực phẩm & dinh dưỡng", 58),
    ("Văn hóa, thể thao và du lịch", 33),
];

fn day(text: &str) -> Date {
    Date::parse(text.as_bytes()).unwrap()
}

fn lines(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

/// Columns (1) to (13) of form II.06a under three rows of headings.
fn form_columns() -> Vec<Column> {
    let mut columns =
        vec![Column::new("STT", Layout::Word), Column::new("Lĩnh vực giải quyết", Layout::Text)];
    columns.extend(
        LEAVES.iter().map(|(groups, heading)| Column {
            groups: lines(groups),
            ..Column::new(heading, Layout::Number)
        }),
    );
    for (column, number) in columns.iter_mut().zip(1..) {
        column.number = format!("({number})");
    }
    columns
}

/// Numbers that add up as the form asks.
fn form_row(number: &str, name: &str, received: u64) -> Row {
    let (online, carried) = (received / 3, received / 20);
    let (late, overdue, pending) = (received / 97, received / 211, received / 9);
    let resolved = received - pending - overdue;
    let early = resolved / 2;
    let numbers = [
        received,
        online,
        received - online - carried,
        carried,
        resolved,
        early,
        resolved - early - late,
        late,
        pending + overdue,
        pending,
        overdue,
    ];
    let mut cells = vec![Cell::text(number), Cell::text(name)];
    cells.extend(numbers.map(Cell::count));
    Row { cells, strong: number.is_empty() }
}

fn form_annex() -> Annex {
    let mut rows: Vec<_> =
        FIELDS.iter().zip(1..).map(|((name, n), at)| form_row(&at.to_string(), name, *n)).collect();
    rows.push(form_row("", "Tổng số", FIELDS.iter().map(|(_, n)| n).sum()));
    Annex {
        key: "ii-06a".to_owned(),
        label: "Phụ lục I".to_owned(),
        form: "Biểu số II.06a/VPCP/KSTT".to_owned(),
        origin: "Thông tư số 01/2020/TT-VPCP".to_owned(),
        title: "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH TẠI CƠ QUAN, ĐƠN VỊ".to_owned(),
        subtitle: lines(&["Kỳ báo cáo: Quý II/2021 (từ ngày 15/03/2021 đến ngày 14/06/2021)"]),
        parties: lines(&["Đơn vị báo cáo: UBND thành phố", "Đơn vị nhận báo cáo: UBND tỉnh"]),
        measure: "Đơn vị tính: Số hồ sơ TTHC".to_owned(),
        landscape: true,
        national: true,
        table: Table { columns: form_columns(), rows, ..Table::default() },
        notes: lines(&["Cột (3) = (4) + (5) + (6); (7) = (8) + (9) + (10); (11) = (12) + (13)."]),
        ..Annex::default()
    }
}

fn overdue_annex() -> Annex {
    let columns = vec![
        Column::new("Mã hồ sơ", Layout::Word),
        Column::new("Thủ tục", Layout::Text),
        Column::new("Ngày hẹn trả", Layout::Word),
        Column::new("Số ngày làm việc quá hạn", Layout::Number),
    ];
    let row = |at: u64| Row {
        cells: vec![
            Cell::text(&format!("000.21.40.H38-2104{at:02}-0007")),
            Cell::text("Đăng ký biến động quyền sử dụng đất <tặng cho> & \"thừa kế\""),
            Cell::date(Some(day("2021-05-20"))),
            Cell::count(40 - at).toned(Tone::Bad),
        ],
        strong: false,
    };
    Annex {
        key: "ho-so-qua-han".to_owned(),
        label: "Phụ lục II".to_owned(),
        title: "HỒ SƠ QUÁ HẠN CHƯA GIẢI QUYẾT".to_owned(),
        origin: "Bảng của cơ quan, không phải biểu mẫu quy định".to_owned(),
        table: Table { columns, rows: (1..31).map(row).collect(), limit: Some(8), ..Table::default() },
        ..Annex::default()
    }
}

fn empty_annex() -> Annex {
    Annex {
        key: "ii-07a".to_owned(),
        label: "Phụ lục III".to_owned(),
        form: "Biểu số II.07a/VPCP/KSTT".to_owned(),
        title: "NGUYÊN NHÂN QUÁ HẠN".to_owned(),
        table: Table {
            columns: vec![
                Column::new("Lĩnh vực", Layout::Text),
                Column::new("Số hồ sơ", Layout::Number),
                Column::new("Nguyên nhân", Layout::Text),
            ],
            ..Table::default()
        },
        ..Annex::default()
    }
}

fn letter() -> Letter {
    Letter {
        superior: Vec::new(),
        issuer: lines(&["ỦY BAN NHÂN DÂN", "THÀNH PHỐ GIẢ ĐỊNH"]),
        number: "Số:       /BC-UBND".to_owned(),
        place_and_date: "Giả Định, ngày      tháng 6 năm 2021".to_owned(),
        subject: String::new(),
        kind: "BÁO CÁO".to_owned(),
        about: lines(&["Công tác kiểm soát thủ tục hành chính Quý II/2021"]),
        addressees: lines(&["Ủy ban nhân dân tỉnh"]),
        signature: lines(&["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        signer: String::new(),
        recipients: lines(&["Như trên", "Chủ tịch, các Phó Chủ tịch", "Lưu: VT, KSTT"]),
    }
}

fn blocks() -> Vec<Block> {
    let text = |text: &str| text.to_owned();
    let columns = vec![
        Column::new("Lượt", Layout::Word),
        Column::new("Hạn", Layout::Word),
        Column::new("Trạng thái", Layout::Word),
        Column::new("Nội dung", Layout::Text),
    ];
    let row = |id: &str, due: &str, state: &str, tone, task: &str| Row {
        cells: vec![
            Cell::text(id),
            Cell::date(Some(day(due))),
            Cell::text(state).toned(tone),
            Cell::text(task),
        ],
        strong: false,
    };
    let rows = vec![
        row("A.II.01/Q2", "2021-06-15", "Hoàn thành", Tone::Good, "Rà soát, đơn giản hóa thủ tục hành chính"),
        row(
            "A.VIII.01/Q2",
            "2021-06-14",
            "QUÁ HẠN",
            Tone::Bad,
            "Báo cáo định kỳ công tác KSTTHC\nvà cải cách",
        ),
        row("A.V.03/Q2", "2021-06-30", "Sắp đến hạn", Tone::Warn, "Niêm yết công khai bộ thủ tục hành chính"),
    ];
    vec![
        Block::Heading(text("I. KẾT QUẢ GIẢI QUYẾT HỒ SƠ")),
        Block::Paragraph(text(
            "Trong kỳ, các đơn vị của thành phố nhận giải quyết 10.764 hồ sơ; đã giải quyết 9.517 hồ sơ, trong đó \
             đúng hạn và trước hạn 9.407 hồ sơ. Mã lĩnh vực dùng ký hiệu | * _ # ` \\ và <script>alert('x')</script>.",
        )),
        Block::Subheading(text("1. Tổng số")),
        Block::Facts(vec![
            (text("(3) Số hồ sơ nhận giải quyết: Tổng số"), Cell::count(10_764)),
            (text("(10) Số lượng hồ sơ đã giải quyết: Quá hạn"), Cell::count(110).toned(Tone::Bad)),
            (text("Tỷ lệ đúng hạn"), Cell::percent(Percent::of(9407, 10_764))),
        ]),
        Block::Heading(text("II. THỰC HIỆN KẾ HOẠCH")),
        Block::Table(Table { columns, rows, ..Table::default() }),
        Block::Heading(text("NGUỒN SỐ LIỆU")),
        Block::Facts(vec![
            (text("Bản lưu (commit)"), Cell::text("a3cb91a5d0cd6fd5a8f0f3c1b7e1c0a4f9d2b6e7")),
            (
                text("Mã kiểm dữ liệu (SHA-256)"),
                Cell::text("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
            ),
        ]),
    ]
}

/// A periodic report as it goes out.
pub(super) fn document() -> Document {
    Document {
        title: "BÁO CÁO CÔNG TÁC KIỂM SOÁT THỦ TỤC HÀNH CHÍNH QUÝ II/2021".to_owned(),
        subtitle: lines(&["Từ ngày 15/03/2021 đến ngày 14/06/2021; hạn gửi báo cáo: 15/06/2021"]),
        notices: lines(&[
            "SỐ LIỆU MINH HỌA, không phải số liệu thật của cơ quan.",
            "Ngày hôm nay được đặt là 16/06/2021 (as_of trong kstthc.toml).",
        ]),
        letter: Some(letter()),
        blocks: blocks(),
        annexes: vec![form_annex(), overdue_annex(), empty_annex()],
        stamp: "kstthc 0.1.0; bản lưu a3cb91a; dữ liệu 9f86d081; ngày 16/06/2021".to_owned(),
    }
}

fn key_figure(label: &str, cell: Cell, remark: &str) -> KeyFigure {
    KeyFigure { label: label.to_owned(), cell, remark: remark.to_owned() }
}

fn point(label: &str, [from, to]: [&str; 2], [received, resolved, late, overdue]: [u64; 4]) -> TrendPoint {
    TrendPoint {
        label: label.to_owned(),
        from: day(from),
        to: day(to),
        received_total: received,
        resolved_total: resolved,
        resolved_late: late,
        pending_overdue: overdue,
        percent: Percent::of(resolved - late, received),
    }
}

fn unit(name: &str, [received, late, overdue]: [u64; 3], percent: Option<Percent>) -> UnitLine {
    UnitLine {
        name: name.to_owned(),
        received_total: received,
        resolved_late: late,
        pending_overdue: overdue,
        percent,
    }
}

fn overdue(id: &str, task: &str, units: &str, due: &str, working_days: u32) -> OverdueLine {
    OverdueLine {
        id: id.to_owned(),
        task: task.to_owned(),
        units: units.to_owned(),
        due: day(due),
        working_days,
    }
}

/// The page for the head of the office that belongs to it.
pub(super) fn summary() -> Summary {
    Summary {
        key_figures: vec![
            key_figure(
                "Tỷ lệ đúng hạn",
                Cell::percent(Percent::of(9407, 10_764)).toned(Tone::Warn),
                "kỳ trước 88,12%",
            ),
            key_figure("Hồ sơ nhận giải quyết (3)", Cell::count(10_764), "+6,20% so với kỳ trước"),
            key_figure(
                "Đã giải quyết quá hạn (10)",
                Cell::count(110).toned(Tone::Bad),
                "+12 so với kỳ trước",
            ),
            key_figure("Đang giải quyết quá hạn (13)", Cell::count(51).toned(Tone::Bad), ""),
            key_figure("Hồ sơ trực tuyến (4)", Cell::count(3588).toned(Tone::Good), "33,33% số hồ sơ nhận"),
            key_figure("Nhiệm vụ kế hoạch quá hạn", Cell::count(2).toned(Tone::Bad), "trên 47 nhiệm vụ"),
        ],
        rate_over: "(8)+(9) trên cột (3), tổng số hồ sơ nhận giải quyết; NĐ 61/2018/NĐ-CP, Điều 30.2c"
            .to_owned(),
        trend: vec![
            point("Quý II/2020", ["2020-03-15", "2020-06-14"], [0, 0, 0, 0]),
            point("Quý III/2020", ["2020-06-15", "2020-09-14"], [9120, 8231, 211, 84]),
            point("Quý IV/2020", ["2020-09-15", "2020-12-14"], [9655, 8702, 187, 77]),
            point("Quý I/2021", ["2020-12-15", "2021-03-14"], [10_136, 9030, 98, 49]),
            point("Quý II/2021", ["2021-03-15", "2021-06-14"], [10_764, 9517, 110, 51]),
        ],
        units: vec![
            unit("Phòng Tài nguyên và Môi trường", [2412, 58, 31], Percent::of(2001, 2412)),
            unit("Phòng Quản lý đô thị", [884, 22, 9], Percent::of(760, 884)),
            unit("UBND phường Trần Hưng Đạo", [1301, 17, 0], Percent::of(1201, 1301)),
            unit("UBND xã <Bình Minh> & \"Tân An\"", [4, 0, 4], None),
        ],
        overdue: vec![
            overdue(
                "A.VIII.01/Q1",
                "Báo cáo định kỳ công tác kiểm soát thủ tục hành chính gửi Sở Nội vụ và Văn phòng UBND tỉnh",
                "Văn phòng HĐND và UBND thành phố",
                "2021-03-15",
                63,
            ),
            overdue(
                "A.III.02",
                "Kiểm tra việc thực hiện kiểm soát thủ tục hành chính tại các phường, xã",
                "Văn phòng HĐND và UBND thành phố; Phòng Tư pháp",
                "2021-05-31",
                10,
            ),
        ],
    }
}

/// The displays of every cell a page shows.
pub(super) fn displays(document: &Document) -> Vec<String> {
    let cells = |table: &Table| {
        table.shown().iter().flat_map(|row| row.cells.clone()).map(|cell| cell.display).collect::<Vec<_>>()
    };
    let mut displays: Vec<_> = document.annexes.iter().flat_map(|annex| cells(&annex.table)).collect();
    for block in &document.blocks {
        match block {
            Block::Table(table) => displays.extend(cells(table)),
            Block::Facts(facts) => displays.extend(facts.iter().map(|(_, cell)| cell.display.clone())),
            Block::Heading(text) | Block::Subheading(text) | Block::Paragraph(text) => {
                displays.push(text.clone());
            }
        }
    }
    displays
}
