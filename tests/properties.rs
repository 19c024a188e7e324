//! Properties that hold for any log: periods add up, columns balance, order does not matter, nothing panics.

use std::sync::Arc;

use kstthc::diag::Sink;
use kstthc::model::config::{ClosedWithoutResult, Counting, LatenessBy, Reappointed, Reporting};
use kstthc::model::date::Date;
use kstthc::model::dossier::PauseBook;
use kstthc::model::period::{Period, ReportKind};
use kstthc::model::procedure::Catalogue;
use kstthc::model::unit::{Level, Unit, UnitIndex, UnitKind, Units};
use kstthc::syntax::dossiers::Registers;
use kstthc::syntax::pauses::read_pauses;
use kstthc::syntax::source::Source;
use kstthc::syntax::table::LogFile;
use kstthc::tally::{CellCollector, Column, Columns, Counter, Scan, Scope, UnitSet, Visitor, Window};
use proptest::prelude::*;

fn units() -> Units {
    let mut units = Units::default();
    for (code, level) in [("a", Level::District), ("b", Level::Commune)] {
        units.add_unit(Unit {
            code: code.to_owned(),
            name: code.to_owned(),
            kind: UnitKind::Department,
            level,
            parent: None,
            aliases: Vec::new(),
            returns: false,
            valid_from: None,
            valid_to: None,
        });
    }
    units
}

/// A log, a pause log, and how to count them.
#[derive(Clone, Debug)]
struct Case {
    rows: Vec<String>,
    pauses: String,
    counting: Counting,
}

fn day(number: i32) -> Date {
    Date::new(2020, 10, 1).unwrap().plus_days(number)
}

fn row(
    id: usize,
    unit: &str,
    channel: &str,
    status: &str,
    (received, due, length): (i32, i32, i32),
) -> String {
    let closed = ["completed", "delivered", "withdrawn", "returned"].contains(&status);
    let due = if due == 0 { String::new() } else { format!("{} 09:00", day(received + due)) };
    let completed = if closed { format!("{} 10:00", day(received + length)) } else { String::new() };
    let field = FIELDS[id % FIELDS.len()];
    format!("d{id},p,{unit},{channel},{},{status},{due},{completed},{field}\n", day(received))
}

/// The fields of the generated rows.
const FIELDS: [&str; 3] = ["", "Đất đai", "Hộ tịch"];

fn case() -> impl Strategy<Value = Case> {
    let channels = prop::sample::select(vec!["online", "direct", "postal"]);
    let statuses = prop::sample::select(vec![
        "submitted",
        "rejected",
        "processing",
        "awaiting_supplement",
        "awaiting_payment",
        "completed",
        "delivered",
        "withdrawn",
        "returned",
    ]);
    let units = prop::sample::select(vec!["a", "b"]);
    let times = (0..460, 0..40, 0..60);
    let rows = prop::collection::vec((units, channels, statuses, times), 0..120);
    let kinds = prop::sample::select(vec!["supplement", "payment", "reappointment"]);
    let pauses = prop::collection::vec((0..120usize, kinds, 0..500, 0..30, 0..30), 0..40);
    (rows, pauses, any::<[bool; 3]>()).prop_map(|(rows, pauses, choices)| {
        let rows = rows.iter().enumerate();
        let rows = rows.map(|(id, (unit, channel, status, times))| row(id, unit, channel, status, *times));
        let mut log = "dossier_id,kind,from,to,new_due_at\n".to_owned();
        for (id, kind, from, length, new_due) in pauses {
            let to = if length == 0 { String::new() } else { day(from + length).to_string() };
            log.push_str(&format!("d{id},{kind},{},{to},{}\n", day(from), day(from + length + new_due)));
        }
        let counting = Counting {
            lateness_by: if choices[0] { LatenessBy::Day } else { LatenessBy::Instant },
            closed_without_result: if choices[1] {
                ClosedWithoutResult::OnTime
            } else {
                ClosedWithoutResult::ByDueDate
            },
            reappointed: if choices[2] { Reappointed::Original } else { Reappointed::New },
            ..Counting::default()
        };
        Case { rows: rows.collect(), pauses: log, counting }
    })
}

const HEADER: &str = "dossier_id,procedure_code,unit,channel,received_at,status,due_at,completed_at\n";

/// Shows a case to a visitor, the rows split into some files.
fn show(case: &Case, files: usize, visitor: &mut impl Visitor) {
    let mut sink = Sink::new();
    let mut pauses = PauseBook::default();
    let file = LogFile { path: Arc::from("pauses.csv"), bytes: case.pauses.as_bytes() };
    for row in read_pauses(&file, &mut sink) {
        pauses.add(&row.dossier_id, row.pause);
    }
    let (units, catalogue) = (units(), Catalogue::default());
    let mut scan = Scan::new(Registers { units: &units, catalogue: &catalogue, pauses: &pauses });
    let header = HEADER.replace('\n', ",field\n");
    for part in case.rows.chunks(case.rows.len().div_ceil(files).max(1)) {
        let text = format!("{header}{}", part.concat());
        let file = LogFile { path: Arc::from("log.csv"), bytes: text.as_bytes() };
        scan.read(&file, visitor, &mut sink);
    }
    assert_eq!(sink.errors(), 0);
}

fn window(kind: ReportKind) -> Window {
    let period = Period::report(kind, 2021, Reporting::default());
    Window { from: period.from, to: period.to }
}

/// Counts a case in a window, the rows split into some files.
fn count(case: &Case, kind: ReportKind, files: usize) -> Columns {
    let mut counter = Counter::new(window(kind), case.counting);
    show(case, files, &mut counter);
    counter.into_cube().total()
}

fn additive(columns: &Columns) -> [u64; 6] {
    let Columns { received_online, received_direct, .. } = *columns;
    let Columns { resolved_early, resolved_on_time, resolved_late, .. } = *columns;
    let resolved = columns.resolved_total();
    [received_online, received_direct, resolved_early, resolved_on_time, resolved_late, resolved]
}

fn sum(kinds: &[ReportKind], case: &Case) -> [u64; 6] {
    kinds.iter().map(|&kind| additive(&count(case, kind, 1))).fold([0; 6], |mut sum, own| {
        sum.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
        sum
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn periods_add_up_and_columns_balance(case in case()) {
        let [q1, q2, q3, q4] = ReportKind::QUARTERS;
        prop_assert_eq!(sum(&[q1, q2], &case), additive(&count(&case, ReportKind::SixMonths, 1)));
        prop_assert_eq!(sum(&[q1, q2, q3], &case), additive(&count(&case, ReportKind::NineMonths, 1)));
        prop_assert_eq!(sum(&[q1, q2, q3, q4], &case), additive(&count(&case, ReportKind::Annual, 1)));
        let quarters = ReportKind::QUARTERS.map(|kind| count(&case, kind, 1));
        for columns in &quarters {
            prop_assert_eq!(columns.received_total(), columns.resolved_total() + columns.pending_total());
        }
        for pair in quarters.windows(2) {
            prop_assert_eq!(pair[0].pending_total(), pair[1].carried_over);
        }
    }

    #[test]
    fn neither_files_nor_the_order_of_rows_change_the_counts(case in case(), files in 1..5usize) {
        let mut reversed = case.clone();
        reversed.rows.reverse();
        let expected = count(&case, ReportKind::SixMonths, 1);
        prop_assert_eq!(count(&case, ReportKind::SixMonths, files), expected);
        prop_assert_eq!(count(&reversed, ReportKind::SixMonths, files), expected);
    }
}

/// Some unit, level and field, or all of them.
fn narrowed() -> impl Strategy<Value = (Option<u32>, Option<Level>, Option<&'static str>)> {
    let levels = prop::sample::select(vec![Level::District, Level::Commune]);
    let fields = prop::sample::select(FIELDS.to_vec());
    (prop::option::of(0..2_u32), prop::option::weighted(0.3, levels), prop::option::of(fields))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn as_many_dossiers_are_listed_behind_a_figure_as_are_counted(case in case(), (unit, level, field) in narrowed()) {
        let window = window(ReportKind::SixMonths);
        let mut counter = Counter::new(window, case.counting);
        show(&case, 1, &mut counter);
        let cube = counter.into_cube();
        let counted: Columns = cube.cells().iter()
            .filter(|cell| unit.is_none_or(|unit| cell.unit == UnitIndex(unit)))
            .filter(|cell| level.is_none_or(|level| cell.level == level))
            .filter(|cell| field.is_none_or(|field| *cell.field == *field))
            .map(|cell| &cell.columns)
            .sum();
        let scope = Scope {
            units: unit.map(|unit| UnitSet::of(&[UnitIndex(unit)])).unwrap_or_default(),
            level,
            field: field.map(str::to_owned),
            ..Scope::new(window, case.counting)
        };
        let listed = |mut collector: CellCollector| {
            show(&case, 1, &mut collector);
            collector.into_listed()
        };
        for column in Column::all() {
            let listed = listed(CellCollector::new(&[column], scope.clone()));
            prop_assert_eq!(listed.len() as u64, counted.value(column), "{:?}", column);
        }
        let late = listed(CellCollector::late(scope));
        prop_assert_eq!(late.len() as u64, counted.resolved_late + counted.pending_overdue);
        prop_assert!(late.iter().all(|dossier| dossier.days_late().is_some()));
    }
}

/// Bytes that look a little like a log, so that readers get past the header now and then.
fn log_like() -> impl Strategy<Value = Vec<u8>> {
    let pieces = vec![
        HEADER.as_bytes().to_vec(),
        b"d1,p,a,online,2021-03-01,processing,,\n".to_vec(),
        b"\xef\xbb\xbf".to_vec(),
        b"\"".to_vec(),
        b"\r\n".to_vec(),
        b";".to_vec(),
        b",,".to_vec(),
        b"\xff".to_vec(),
        "đ\u{302}\u{300}".as_bytes().to_vec(),
        b"2021-02-31".to_vec(),
    ];
    let piece = prop_oneof![4 => prop::sample::select(pieces), 1 => prop::collection::vec(any::<u8>(), 0..8)];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// Pieces of TOML, right and wrong.
fn toml_like() -> impl Strategy<Value = String> {
    let pieces = vec![
        "schema_version = 1\n",
        "[section]\n",
        "[[item]]\n",
        "[item.schedule]\n",
        "code = \"A.I\"\n",
        "title = \"đố\"\n",
        "kind = \"quarter\"\n",
        "quarter = 9\n",
        "units = [\"x\", 1]\n",
        "date = 2021-02-31\n",
        "x = [",
        "\"\n",
        "= ",
        "\u{feff}",
        "\r\n",
        "năm = {a = 1",
    ];
    let piece = prop_oneof![6 => prop::sample::select(pieces).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_log_is_read_without_a_panic_and_findings_lie_in_it(bytes in log_like()) {
        let (units, catalogue, pauses) = (units(), Catalogue::default(), PauseBook::default());
        let mut sink = Sink::new();
        let file = LogFile { path: Arc::from("log.csv"), bytes: &bytes };
        let mut scan = Scan::new(Registers { units: &units, catalogue: &catalogue, pauses: &pauses });
        scan.read(&file, &mut (), &mut sink);
        // A file without `\n` is one of an old Mac: its lines end with `\r`.
        let end = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
        let lines = bytes.split(|&byte| byte == end).count();
        for finding in sink.into_findings() {
            prop_assert!(finding.place.line as usize <= lines && finding.place.line > 0 && finding.place.column > 0);
        }
    }

    #[test]
    fn any_toml_is_read_without_a_panic_and_findings_lie_in_it(text in toml_like()) {
        let mut sink = Sink::new();
        let source = Source::new(Arc::from("plan/2021/A-I.toml"), &text);
        kstthc::syntax::plan::read_section(&source, "A-I", 2021, &units(), &mut sink);
        kstthc::syntax::plan::read_cover(&source, 2021, &mut sink);
        kstthc::syntax::units::read_units(&source, &mut sink);
        kstthc::syntax::config::read_config(&source, &mut sink);
        kstthc::syntax::holidays::read_holidays(&source, 2021, &mut sink);
        kstthc::syntax::exemptions::read_exemptions(&source, &mut sink);
        kstthc::syntax::profile::read_profile(&source, &mut sink);
        let lines: Vec<&str> = text.split('\n').collect();
        for finding in sink.into_findings() {
            let place = finding.place;
            let line = lines.get(place.line as usize - 1);
            let length = line.map_or(0, |line| line.chars().count());
            prop_assert!(line.is_some() && place.column as usize <= length + 1, "{place:?}");
        }
    }
}
