//! Every identity of the figures with its two sides, and where the figures come from: what an inspector reads first.

use super::rows::FeedbackCounts;
use super::{Sources, annexes};
use crate::model::period::ReportKind;
use crate::model::returns::Return;
use crate::report::document::{Annex, Cell, Column, Layout, Row, Table, Tone};
use crate::tally::{Columns, UnitSet, sum_of_returns};
use crate::text::day;
use crate::text::wording;

/// An identity: what it says, and its two sides.
struct Identity {
    what: String,
    left: u64,
    right: u64,
}

impl Identity {
    fn new(what: impl Into<String>, left: u64, right: u64) -> Self {
        Self { what: what.into(), left, right }
    }
}

pub(super) fn annex(sources: &Sources<'_>, stamp: &[String]) -> Annex {
    let identities = identities(sources);
    let failing = identities.iter().filter(|identity| identity.left != identity.right).count();
    let verdict = match failing {
        0 => "Mọi quan hệ đều khớp.".to_owned(),
        number => format!("CÓ {number} QUAN HỆ KHÔNG KHỚP: không gửi báo cáo khi chưa rõ nguyên nhân."),
    };
    Annex {
        key: "doi-chieu".to_owned(),
        sheet: "Đối chiếu".to_owned(),
        title: "ĐỐI CHIẾU SỐ LIỆU VÀ NGUỒN SỐ LIỆU".to_owned(),
        subtitle: annexes::subtitle(sources),
        table: table(&identities),
        notes: std::iter::once(verdict).chain(stamp.iter().cloned()).collect(),
        ..Annex::default()
    }
}

fn table(identities: &[Identity]) -> Table {
    let columns = vec![
        Column::new("STT", Layout::Word),
        Column::new("Quan hệ", Layout::Text),
        Column::new("Vế trái", Layout::Number),
        Column::new("Vế phải", Layout::Number),
        Column::new("Kết quả", Layout::Word),
    ];
    let row = |(at, identity): (usize, &Identity)| {
        let holds = identity.left == identity.right;
        let (word, tone) = if holds { ("Khớp", Tone::Good) } else { ("KHÔNG KHỚP", Tone::Bad) };
        Row {
            cells: vec![
                Cell::text(&(at + 1).to_string()),
                Cell::text(&identity.what),
                Cell::count(identity.left),
                Cell::count(identity.right),
                Cell::text(word).toned(tone),
            ],
            strong: false,
        }
    };
    Table { columns, rows: identities.iter().enumerate().map(row).collect(), ..Table::default() }
}

fn identities(sources: &Sources<'_>) -> Vec<Identity> {
    let mut all = within(&sources.figures.total);
    all.extend(between_tables(sources));
    all.push(Identity::new(
        format!(
            "(6) Từ kỳ trước = (11) Đang giải quyết vào cuối ngày {} (ngày cuối kỳ trước), hồ sơ trong sổ",
            day::date(sources.period.from.plus_days(-1))
        ),
        sources.logs.carried_over,
        sources.opening.pending_total(),
    ));
    all.extend(returns(sources));
    all.extend(parts(sources));
    let feedback = FeedbackCounts::of(sources.feedback(), sources.period);
    let results = feedback.own_open
        + feedback.own_done
        + feedback.forwarded
        + feedback.not_accepted
        + feedback.unclassified;
    let about = feedback.conduct + feedback.regulation + feedback.both + feedback.about_unstated;
    all.push(Identity::new("Phản ánh, kiến nghị: theo thời điểm = theo nội dung", feedback.total(), about));
    all.push(Identity::new("Phản ánh, kiến nghị: theo thời điểm = theo kết quả", feedback.total(), results));
    all
}

/// What units sent in: the whole is the logs and their figures, and each opens with what its last return closed with.
fn returns(sources: &Sources<'_>) -> Vec<Identity> {
    let sent: Vec<&Return> = sources.sent().collect();
    if sent.is_empty() {
        return Vec::new();
    }
    let all = UnitSet::default();
    let sum = sum_of_returns(sent.iter().copied(), &all);
    let mut identities = vec![Identity::new(
        format!("(3) = hồ sơ trong sổ + số liệu của {} đơn vị gửi về", sent.len()),
        sources.figures.total.received_total(),
        sources.logs.received_total() + sum.received_total(),
    )];
    for table in sent {
        let of = |(year, kind): &(i32, ReportKind)| {
            let mut others = sources.all_returns.iter();
            others.find(|other| (other.unit, other.year, other.kind) == (table.unit, *year, *kind))
        };
        if let Some(before) = table.periods_before().iter().find_map(of) {
            let name = &sources.units.get(table.unit).name;
            identities.push(Identity::new(
                format!("(6) của {name} = (11) trong số liệu kỳ trước của đơn vị"),
                sum_of_returns([table], &all).carried_over,
                sum_of_returns([before], &all).pending_total(),
            ));
        }
    }
    identities
}

/// The relations of form II.06a.
fn within(total: &Columns) -> Vec<Identity> {
    vec![
        Identity::new(
            "(3) = (4) + (5) + (6)",
            total.received_total(),
            total.received_online + total.received_direct + total.carried_over,
        ),
        Identity::new(
            "(7) = (8) + (9) + (10)",
            total.resolved_total(),
            total.resolved_early + total.resolved_on_time + total.resolved_late,
        ),
        Identity::new(
            "(11) = (12) + (13)",
            total.pending_total(),
            total.pending_in_time + total.pending_overdue,
        ),
        Identity::new(
            "(3) = (7) + (11)",
            total.received_total(),
            total.resolved_total() + total.pending_total(),
        ),
    ]
}

/// Tables of one report agree with each other.
fn between_tables(sources: &Sources<'_>) -> Vec<Identity> {
    let figures = sources.figures;
    let fields: Columns = figures.by_field.iter().map(|row| &row.columns).sum();
    let units: Columns = figures.by_unit.iter().map(|row| &row.columns).sum();
    let late = sources.logs.late();
    let mut all = column_by_column(&figures.total, &fields, "cộng các dòng theo lĩnh vực");
    all.extend(column_by_column(&figures.total, &units, "cộng các dòng theo đơn vị"));
    all.push(Identity::new(
        "(10) + (13) của hồ sơ trong sổ = số hồ sơ trong danh sách hồ sơ quá hạn",
        late,
        u64::try_from(sources.late.len()).unwrap_or(u64::MAX),
    ));
    all
}

fn column_by_column(total: &Columns, sum: &Columns, what: &str) -> Vec<Identity> {
    let columns = total.values().into_iter().zip(sum.values()).zip(3..);
    columns.map(|((total, sum), number)| Identity::new(format!("({number}) = {what}"), total, sum)).collect()
}

/// The additive columns of the quarters add up to those of six months, nine months, a year.
fn parts(sources: &Sources<'_>) -> Vec<Identity> {
    if sources.parts.is_empty() {
        return Vec::new();
    }
    let names: Vec<String> = sources.parts.iter().map(|(period, _)| wording::period(period)).collect();
    let sum: Columns = sources.parts.iter().map(|(_, columns)| columns).sum();
    let total = &sources.figures.total;
    let names = names.join(" + ");
    [
        ("(4)", total.received_online, sum.received_online),
        ("(5)", total.received_direct, sum.received_direct),
        ("(7)", total.resolved_total(), sum.resolved_total()),
        ("(8)", total.resolved_early, sum.resolved_early),
        ("(9)", total.resolved_on_time, sum.resolved_on_time),
        ("(10)", total.resolved_late, sum.resolved_late),
    ]
    .into_iter()
    .map(|(column, left, right)| {
        Identity::new(format!("{column} của kỳ = {column} của {names}"), left, right)
    })
    .collect()
}
