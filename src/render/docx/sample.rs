//! A whole document with all that one may hold.

use crate::report::document::{Annex, Block, Cell, Column, Document, Layout, Letter, Row, Table, Tone};
use crate::text::number::Percent;

const NOTICE: &str = "SỐ LIỆU MINH HỌA, KHÔNG PHẢI SỐ LIỆU THẬT";

pub(super) fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

pub(super) fn letter() -> Letter {
    Letter {
        superior: Vec::new(),
        issuer: strings(&["ỦY BAN NHÂN DÂN", "THỊ XÃ PHƯỚC LONG"]),
        number: "Số:        /BC-UBND".to_owned(),
        place_and_date: "Phước Long, ngày       tháng 6 năm 2021".to_owned(),
        subject: String::new(),
        kind: "BÁO CÁO".to_owned(),
        about: strings(&[
            "Công tác kiểm soát thủ tục hành chính, triển khai cơ chế một cửa,",
            "một cửa liên thông và thực hiện thủ tục hành chính",
            "trên môi trường điện tử Quý II năm 2021",
        ]),
        addressees: strings(&[
            "Ủy ban nhân dân tỉnh Bình Phước",
            "Văn phòng Ủy ban nhân dân tỉnh Bình Phước",
        ]),
        signature: strings(&["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        signer: "Nguyễn Văn A".to_owned(),
        recipients: strings(&[
            "Như trên",
            "Thường trực Thị ủy, Thường trực Hội đồng nhân dân thị xã",
            "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân thị xã",
            "Lưu: VT, KSTTHC",
        ]),
    }
}

fn column(groups: &[&str], heading: &str, layout: Layout) -> Column {
    Column { groups: strings(groups), ..Column::new(heading, layout) }
}

/// The columns of form II.06a.
fn form_columns() -> Vec<Column> {
    const RECEIVED: &str = "Số hồ sơ nhận giải quyết";
    const RESOLVED: &str = "Số lượng hồ sơ đã giải quyết";
    const OPEN: &str = "Số lượng hồ sơ đang giải quyết";
    let mut columns = vec![
        column(&[], "STT", Layout::Word),
        column(&[], "Lĩnh vực, công việc giải quyết theo cấp", Layout::Text),
        column(&[RECEIVED], "Tổng số", Layout::Number),
        column(&[RECEIVED, "Trong kỳ"], "Trực tuyến", Layout::Number),
        column(&[RECEIVED, "Trong kỳ"], "Trực tiếp, dịch vụ bưu chính", Layout::Number),
        column(&[RECEIVED], "Từ kỳ trước", Layout::Number),
    ];
    let rest = [
        (RESOLVED, ["Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn"].as_slice()),
        (OPEN, &["Tổng số", "Trong hạn", "Quá hạn"]),
    ];
    for (group, headings) in rest {
        columns.extend(headings.iter().map(|heading| column(&[group], heading, Layout::Number)));
    }
    for (column, number) in columns.iter_mut().zip(1..) {
        column.number = format!("({number})");
    }
    columns
}

fn form_table(rows: u64) -> Table {
    let row = |at: u64| {
        let names = [
            "Đất đai",
            "Hộ tịch",
            "Chứng thực",
            "Đăng ký kinh doanh, thành lập và hoạt động của hộ kinh doanh",
        ];
        let name = names[usize::try_from(at).unwrap() % names.len()];
        let mut cells = vec![Cell::text(&at.to_string()), Cell::text(name)];
        cells.extend((3..=13).map(|column| Cell::count(at * column * 97 % 12_345)));
        Row { cells, strong: false }
    };
    let group = |text: &str| {
        let mut cells = vec![Cell::text(""); 13];
        cells[1] = Cell::text(text);
        Row { cells, strong: true }
    };
    let mut total = vec![Cell::text(""), Cell::text("Tổng số")];
    total.extend((3..=13).map(|column| Cell::count(column * 1_234_567 % 999_999)));
    let mut list = vec![group("A. Thủ tục hành chính thuộc thẩm quyền giải quyết của cấp huyện")];
    list.extend((1..=rows).map(row));
    list.push(Row { cells: total, strong: true });
    Table { columns: form_columns(), rows: list, ..Table::default() }
}

/// Ten columns of texts, codes and days.
fn text_table() -> Table {
    let headings = [
        ("STT", Layout::Word),
        ("Mã hồ sơ", Layout::Word),
        ("Thủ tục hành chính", Layout::Text),
        ("Lĩnh vực", Layout::Text),
        ("Đơn vị giải quyết", Layout::Text),
        ("Ngày tiếp nhận", Layout::Word),
        ("Ngày hẹn trả", Layout::Word),
        ("Số ngày làm việc quá hạn", Layout::Number),
        ("Nguyên nhân", Layout::Text),
        ("Văn bản xin lỗi", Layout::Word),
    ];
    let row = |at: u64| Row {
        strong: false,
        cells: vec![
            Cell::count(at),
            Cell::text(&format!("000.00.53.H10-210615-{at:04}")),
            Cell::text(
                "Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất trong các trường hợp chuyển đổi, chuyển nhượng",
            ),
            Cell::text("Đất đai"),
            Cell::text("Chi nhánh Văn phòng Đăng ký đất đai thị xã"),
            Cell::text("15/6/2021"),
            Cell::text("29/06/2021"),
            Cell::count(at * 3).toned(Tone::Bad),
            Cell::text("Phối hợp xác minh nguồn gốc đất chậm; công chức nghỉ ốm"),
            Cell::missing(),
        ],
    };
    Table {
        columns: headings.iter().map(|(heading, layout)| column(&[], heading, *layout)).collect(),
        rows: (1..=30).map(row).collect(),
        limit: Some(20),
        ..Table::default()
    }
}

fn narrative() -> Vec<Block> {
    let long = "Ủy ban nhân dân thị xã đã chỉ đạo các phòng, ban, ngành, Ủy ban nhân dân các xã, phường thực hiện nghiêm \
        các quy định về kiểm soát thủ tục hành chính; công khai, niêm yết đầy đủ thủ tục hành chính tại Bộ phận Tiếp \
        nhận và Trả kết quả.\n- Số văn bản đã ban hành: 03 văn bản <chưa kể công văn đôn đốc> & \"hướng dẫn\".\n- \
        Không phát sinh việc đánh giá tác động.";
    let mut blocks = vec![
        Block::Heading("I. TÌNH HÌNH, KẾT QUẢ KIỂM SOÁT THỦ TỤC HÀNH CHÍNH".to_owned()),
        Block::Subheading("1. Công khai thủ tục hành chính".to_owned()),
    ];
    blocks.extend((0..5).map(|_| Block::Paragraph(long.to_owned())));
    blocks.extend([
        Block::Subheading("2. Tình hình giải quyết hồ sơ".to_owned()),
        Block::Paragraph("Kết quả giải quyết hồ sơ trong kỳ:".to_owned()),
        Block::Facts(vec![
            ("Số hồ sơ nhận giải quyết".to_owned(), Cell::count(59_010)),
            ("Số hồ sơ đã giải quyết".to_owned(), Cell::count(57_689)),
            ("Tỷ lệ đúng hạn".to_owned(), Cell::percent(Percent::of(57_502, 57_689))),
        ]),
        Block::Paragraph("Chi tiết như sau:".to_owned()),
        Block::Table(Table {
            columns: vec![
                column(&[], "Mã", Layout::Word),
                column(&[], "Nhiệm vụ", Layout::Text),
                column(&[], "Hạn", Layout::Word),
                column(&[], "Trạng thái", Layout::Word),
            ],
            rows: vec![
                Row {
                    cells: vec![Cell::text("A. HOẠT ĐỘNG KIỂM SOÁT THỦ TỤC HÀNH CHÍNH"), Cell::text(""), Cell::text(""), Cell::text("")],
                    strong: true,
                },
                Row {
                    cells: strings(&["A.VIII.01-2021-Q2", "Báo cáo định kỳ về kiểm soát thủ tục hành chính, tình hình triển khai cơ chế một cửa", "16/6/2021", "Hoàn thành đúng hạn"]).iter().map(|text| Cell::text(text)).collect(),
                    strong: false,
                },
            ],
            ..Table::default()
        }),
        Block::Heading("II. PHƯƠNG HƯỚNG, NHIỆM VỤ".to_owned()),
        Block::Paragraph("Trên đây là báo cáo công tác kiểm soát thủ tục hành chính Quý II năm 2021 của Ủy ban nhân dân thị xã Phước Long./.".to_owned()),
    ]);
    blocks
}

pub(super) fn annexes() -> Vec<Annex> {
    let form = Annex {
        key: "ii-06a".to_owned(),
        label: "Phụ lục I".to_owned(),
        form: "Biểu số II.06a/VPCP/KSTT".to_owned(),
        origin: "Ban hành theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020".to_owned(),
        title: "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH".to_owned(),
        subtitle: strings(&["Kỳ báo cáo: Quý II năm 2021", "(Từ ngày 15/3/2021 đến ngày 14/6/2021)"]),
        parties: strings(&["- Đơn vị báo cáo: UBND thị xã Phước Long", "- Đơn vị nhận báo cáo: UBND tỉnh Bình Phước"]),
        measure: "Đơn vị tính: Số hồ sơ TTHC".to_owned(),
        landscape: true,
        table: form_table(60),
        notes: strings(&["Ghi chú: cột (9) gồm cả hồ sơ trả lại và hồ sơ công dân rút."]),
        ..Annex::default()
    };
    let late = Annex {
        label: "Phụ lục II".to_owned(),
        origin: "Mẫu của phần mềm, không phải biểu mẫu do pháp luật quy định".to_owned(),
        title: "DANH SÁCH HỒ SƠ QUÁ HẠN".to_owned(),
        landscape: true,
        table: text_table(),
        ..Annex::default()
    };
    let empty = Annex {
        label: "Phụ lục III".to_owned(),
        form: "Biểu số II.05a/VPCP/KSTT".to_owned(),
        title: "KẾT QUẢ TIẾP NHẬN, XỬ LÝ PHẢN ÁNH, KIẾN NGHỊ".to_owned(),
        table: Table { rows: Vec::new(), ..text_table() },
        ..Annex::default()
    };
    vec![form, late, empty]
}

pub(super) fn document() -> Document {
    Document {
        title: "Báo cáo Quý II năm 2021".to_owned(),
        subtitle: strings(&["Từ ngày 15/3/2021 đến ngày 14/6/2021"]),
        notices: strings(&[NOTICE, "Có 3 dòng <lỗi> không được tính"]),
        letter: Some(letter()),
        blocks: narrative(),
        annexes: annexes(),
        stamp: "kstthc 0.1.0; dữ liệu a1b2c3 & \"d4\"".to_owned(),
    }
}
