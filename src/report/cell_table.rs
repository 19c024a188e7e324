//! The table of the dossiers behind a figure.

use super::cell::{CellDossier, Filters};
use super::document::{Cell, Column, Layout, Row, Table, Tone};
use crate::model::config::LatenessBy;
use crate::model::date::Moment;
use crate::model::unit::Units;
use crate::text::day;

/// The field as people read it.
#[must_use]
pub(super) fn named_field(field: &str) -> &str {
    if field.is_empty() { "(không ghi lĩnh vực)" } else { field }
}

/// A column of the table of dossiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Id,
    Received,
    Due,
    Completed,
    DaysLate,
    Unit,
    Field,
    Reason,
    Source,
}

impl Part {
    const ALL: [Self; 9] = [
        Self::Id,
        Self::Received,
        Self::Due,
        Self::Completed,
        Self::DaysLate,
        Self::Unit,
        Self::Field,
        Self::Reason,
        Self::Source,
    ];

    /// Groups tell a narrow screen where the table may be split.
    fn column(self) -> Column {
        let (group, heading, layout) = match self {
            Self::Id => return Column::new("Mã hồ sơ", Layout::Word),
            Self::Received => ("Ngày", "Tiếp nhận", Layout::Word),
            Self::Due => ("Ngày", "Hẹn trả (tính)", Layout::Word),
            Self::Completed => ("Ngày", "Kết thúc", Layout::Word),
            Self::DaysLate => ("Trễ", "Ngày làm việc", Layout::Number),
            Self::Unit => ("Hồ sơ", "Đơn vị", Layout::Text),
            Self::Field => ("Hồ sơ", "Lĩnh vực", Layout::Text),
            Self::Reason => ("Hồ sơ", "Lý do trễ", Layout::Text),
            Self::Source => ("Nguồn", "Tệp:dòng", Layout::Text),
        };
        Column { groups: vec![group.to_owned()], ..Column::new(heading, layout) }
    }

    fn cell(self, row: &CellDossier, units: &Units, by: LatenessBy) -> Cell {
        match self {
            Self::Id => Cell::text(&row.dossier_id),
            Self::Received => Cell::date(Some(row.received_at.date)),
            Self::Due => moment_cell(row.due_at, by),
            Self::Completed => moment_cell(row.completed_at, by),
            Self::DaysLate => days_late(row),
            Self::Unit => Cell::text(units.name(&row.unit)),
            Self::Field => Cell::text(named_field(&row.field)),
            Self::Reason => Cell::text(&row.late_reason),
            Self::Source => Cell::text(&format!("{}:{}", row.path, row.line)),
        }
    }
}

/// A table of dossiers without what the filters have fixed; lateness and its reason stand there only where one of the
/// dossiers was late.
#[must_use]
pub fn dossier_table(
    dossiers: &[CellDossier],
    (units, by): (&Units, LatenessBy),
    filters: &Filters,
) -> Table {
    let late = dossiers.iter().any(|row| row.days_late.is_some());
    let one_unit = filters.unit.is_some() && dossiers.windows(2).all(|pair| pair[0].unit == pair[1].unit);
    let says_something = |part: &Part| match part {
        Part::DaysLate | Part::Reason => late,
        Part::Unit => !one_unit,
        Part::Field => filters.field.is_none(),
        _ => true,
    };
    let parts: Vec<Part> = Part::ALL.into_iter().filter(says_something).collect();
    let cells = |row| parts.iter().map(|part| part.cell(row, units, by)).collect();
    let rows = dossiers.iter().map(|row| Row { cells: cells(row), strong: false }).collect();
    Table { columns: parts.iter().map(|part| part.column()).collect(), rows, ..Table::default() }
}

fn days_late(row: &CellDossier) -> Cell {
    row.working_days_late.map_or_else(Cell::missing, |days| Cell::count(days.into()).toned(Tone::Bad))
}

/// A day, with its time where lateness goes by it.
fn moment_cell(moment: Option<Moment>, by: LatenessBy) -> Cell {
    let cell = Cell::date(moment.map(|moment| moment.date));
    match moment {
        Some(moment) if by == LatenessBy::Instant => Cell { display: day::moment(moment), ..cell },
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dossier::Status;
    use crate::model::unit::{Level, UnitIndex};

    fn row(id: &str, unit: &str, days_late: Option<u32>) -> CellDossier {
        CellDossier {
            dossier_id: id.to_owned(),
            unit: unit.to_owned(),
            level: Level::District,
            field: String::new(),
            procedure_code: "p".to_owned(),
            status: Status::Completed,
            received_at: at("2021-04-01 08:00"),
            due_at: Some(at("2021-04-09 08:00")),
            completed_at: Some(at("2021-04-09 09:00")),
            days_late,
            working_days_late: days_late,
            late_reason: String::new(),
            path: "a.csv".to_owned(),
            line: 2,
        }
    }

    fn at(text: &str) -> Moment {
        Moment::parse(text.as_bytes()).unwrap()
    }

    fn headings(rows: &[CellDossier], filters: &Filters) -> String {
        let table = dossier_table(rows, (&Units::default(), LatenessBy::Day), filters);
        table.columns.iter().map(|column| column.heading.as_str()).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn what_every_row_would_repeat_is_no_column() {
        let rows = [row("a", "x", Some(1)), row("b", "x", None)];
        let all = "Mã hồ sơ, Tiếp nhận, Hẹn trả (tính), Kết thúc, Ngày làm việc, Đơn vị, Lĩnh vực, Lý do trễ, Tệp:dòng";
        assert_eq!(headings(&rows, &Filters::default()), all);
        assert_eq!(
            headings(&rows[1..], &Filters::default()),
            all.replace(", Ngày làm việc", "").replace(", Lý do trễ", "")
        );
        let unit = Filters { unit: Some(UnitIndex(0)), ..Filters::default() };
        assert_eq!(headings(&rows, &unit), all.replace(", Đơn vị", ""));
        assert_eq!(headings(&[row("a", "x", Some(1)), row("b", "y", None)], &unit), all, "units below it");
        let field = Filters { field: Some(String::new()), ..Filters::default() };
        assert_eq!(headings(&rows, &field), all.replace(", Lĩnh vực", ""));
    }

    #[test]
    fn times_are_shown_where_lateness_goes_by_them() {
        let rows = [row("a", "x", Some(0))];
        let days = |by| {
            let table = dossier_table(&rows, (&Units::default(), by), &Filters::default());
            [2, 3].map(|at: usize| table.rows[0].cells[at].display.clone())
        };
        assert_eq!(days(LatenessBy::Day), ["09/04/2021", "09/04/2021"]);
        assert_eq!(days(LatenessBy::Instant), ["09/04/2021 08:00", "09/04/2021 09:00"]);
    }
}
