//! Reads the forms of the annexes: those the binary carries, and an office's own in `templates/forms/`.

use std::sync::Arc;

use super::source::Source;
use super::toml::{TableReader, read_file};
use crate::diag::Sink;
use crate::model::form::{Form, FormColumn, FormStatus, FormValidity, RowSet, ValueKind};
use crate::regulation::FORMS;

/// What the rows of a form are, as files name it.
pub const ROW_SETS: &[(&str, RowSet)] = &[
    ("dossiers_by_field", RowSet::DossiersByField),
    ("dossiers_by_unit", RowSet::DossiersByUnit),
    ("procedures", RowSet::Procedures),
    ("lateness", RowSet::Lateness),
    ("feedback", RowSet::Feedback),
    ("online", RowSet::Online),
    ("review", RowSet::Review),
    ("publication", RowSet::Publication),
    ("plan", RowSet::Plan),
    ("late_dossiers", RowSet::LateDossiers),
    ("feedback_open", RowSet::FeedbackOpen),
];

/// What a form is in law, as files name it.
pub const STATUSES: &[(&str, FormStatus)] =
    &[("official", FormStatus::Official), ("reference", FormStatus::Reference), ("own", FormStatus::Own)];

/// The forms that the binary carries, in the order of the annexes.
///
/// The files are part of the program and a test reads each without a finding, so findings are not asked for.
#[must_use]
pub fn shipped() -> Vec<Form> {
    let read = |(name, text): &(&str, &str)| {
        let source = Source::new(Arc::from(format!("regulation/forms/{name}.toml")), text);
        read_form(&source, &mut Sink::new())
    };
    FORMS.iter().filter_map(read).collect()
}

/// Reads a form; `None` where its rows or its validity are not known, which was then reported.
pub fn read_form(source: &Source<'_>, sink: &mut Sink) -> Option<Form> {
    read_file(source, sink, |table, sink| {
        let key = table.required_text("key", sink);
        let sheet = table.required_text("sheet", sink);
        if sheet.chars().count() > 31 || sheet.contains(['[', ']', ':', '*', '?', '/', '\\']) {
            table.wrong("sheet", "tên trang tính Excel: tối đa 31 ký tự, không có [ ] : * ? / \\", sink);
        }
        let title = table.required_text("title", sink);
        let rows = table.required_choice("rows", ROW_SETS, sink);
        let validity = table.tables("validity", sink, read_validity);
        if validity.is_empty() {
            table.wrong("validity", "ít nhất một bảng [[validity]]", sink);
        }
        let columns = table.tables("column", sink, |column, sink| read_column(column, rows, sink));
        if columns.is_empty() {
            table.wrong("column", "ít nhất một bảng [[column]]", sink);
        }
        let form = Form {
            key,
            sheet,
            title,
            rows: RowSet::Plan,
            measure: table.text("measure", sink).unwrap_or_default(),
            landscape: table.truth("landscape", sink).unwrap_or(false),
            national: table.truth("national", sink).unwrap_or(false),
            limit: table.number("limit", 1..=100_000, sink),
            columns: columns.into_iter().flatten().collect(),
            notes: table.texts("notes", sink),
            validity: validity.into_iter().flatten().collect(),
        };
        Some(Form { rows: rows?, ..form })
    })
}

fn read_validity(table: &TableReader<'_, '_>, sink: &mut Sink) -> Option<FormValidity> {
    let status = table.required_choice("status", STATUSES, sink);
    let number = table.text("number", sink).unwrap_or_default();
    let origin = table.text("origin", sink).unwrap_or_default();
    if status == Some(FormStatus::Official) && (number.is_empty() || origin.is_empty()) {
        table.wrong("status", "official chỉ khi có number và origin (văn bản ban hành)", sink);
    }
    Some(FormValidity {
        from: table.date("from", sink),
        to: table.date("to", sink),
        status: status?,
        number,
        origin,
    })
}

fn read_column(table: &TableReader<'_, '_>, rows: Option<RowSet>, sink: &mut Sink) -> Option<FormColumn> {
    let value = table.required_text("value", sink);
    let kind = rows.map_or(Some(ValueKind::Text), |rows| rows.kind_of(&value));
    if let (None, Some(rows)) = (kind, rows) {
        table.wrong("value", &format!("một trong: {}", rows.values().join(", ")), sink);
    }
    Some(FormColumn {
        number: table.text("number", sink).unwrap_or_default(),
        groups: table.texts("groups", sink),
        heading: table.required_text("heading", sink),
        value,
        kind: kind?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Date;

    fn findings(text: &str) -> Vec<String> {
        let mut sink = Sink::new();
        read_form(&Source::new(Arc::from("x.toml"), text), &mut sink);
        sink.into_findings().into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn the_shipped_forms_are_without_findings_and_hold_on_every_day() {
        for (name, text) in FORMS {
            assert_eq!(findings(text), Vec::<String>::new(), "{name}");
        }
        let forms = shipped();
        assert_eq!(forms.len(), FORMS.len());
        for day in [Date::new(2019, 3, 1), Date::new(2021, 6, 14), Date::new(2026, 3, 14)] {
            for form in &forms {
                assert!(form.on(day.unwrap()).is_some(), "{} {day:?}", form.key);
            }
        }
    }

    /// Circular 5/2025/TT-VPCP takes effect on 15/02/2026; its forms are not established.
    #[test]
    fn only_what_was_seen_is_official_and_only_while_its_circular_is_in_force() {
        let official = |year, month, day| -> Vec<String> {
            let day = Date::new(year, month, day).unwrap();
            let is_official = |form: &&Form| form.on(day).unwrap().status == FormStatus::Official;
            shipped().iter().filter(is_official).map(|form| form.key.clone()).collect()
        };
        assert_eq!(official(2020, 6, 14), Vec::<String>::new());
        assert_eq!(official(2021, 6, 14), ["ii-06a", "ii-07b"]);
        assert_eq!(official(2026, 2, 14), ["ii-06a", "ii-07b"]);
        assert_eq!(official(2026, 3, 14), Vec::<String>::new());
    }

    #[test]
    fn a_value_the_rows_do_not_have_is_named_with_those_they_have() {
        let text = "schema_version = 1\nkey = \"x\"\nsheet = \"X\"\ntitle = \"X\"\nrows = \"review\"\n\
                    [[validity]]\nstatus = \"own\"\n[[column]]\nheading = \"A\"\nvalue = \"receivd\"\n";
        let found = findings(text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("value"), "{found:?}");
    }

    #[test]
    fn an_official_form_names_its_number_and_its_act() {
        let text = "schema_version = 1\nkey = \"x\"\nsheet = \"X\"\ntitle = \"X\"\nrows = \"review\"\n\
                    [[validity]]\nstatus = \"official\"\n[[column]]\nheading = \"A\"\nvalue = \"keep\"\n";
        assert_eq!(findings(text).len(), 1);
    }
}
