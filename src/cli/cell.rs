//! `kstthc explain-cell`.

use std::collections::BTreeSet;
use std::process::ExitCode;

use super::args::{ExplainCellArgs, ListFormat};
use super::error::CliError;
use super::period::{notices, period, rows_left_out, scope_of, unit};
use super::session::{Opened, Session};
use super::{Outcome, output};
use crate::render::{cell_csv, json, text};
use crate::report::cell::{CellReport, Filters, Sources, label};
use crate::tally::{CellCollector, Column, FieldNames, Scope, Window};
use crate::text::collate;
use crate::text::fold::nfc;
use crate::text::nearest::nearest;
use crate::text::wording;

/// The formats, by the endings of files.
const FORMATS: &[(&str, ListFormat)] =
    &[("txt", ListFormat::Text), ("json", ListFormat::Json), ("csv", ListFormat::Csv)];

/// Lists the dossiers behind one figure of a report.
pub(super) fn run(session: &Session, args: &ExplainCellArgs) -> Outcome {
    let column = column(&args.column)?;
    let output = args.output.as_deref();
    let format = output::format(args.format, output, FORMATS)?;
    let mut opened = session.open()?;
    let period = period(&opened, &args.period, "kstthc explain-cell --quarter 2 10")?;
    let filters = Filters {
        level: args.level.map(Into::into),
        field: args.field.as_deref().map(|field| nfc(field.trim()).into_owned()),
        unit: args.unit.as_deref().map(|code| unit(&opened, code)).transpose()?,
    };
    let window = Window { from: period.from, to: period.to };
    let collector = CellCollector::new(&[column], scope(&opened, window, &filters));
    let mut visitors = (collector, FieldNames::default());
    let findings = opened.examine(&mut visitors);
    let (collector, fields) = visitors;
    let rows_left_out = rows_left_out(session, &opened, &findings, args.allow_errors)?;
    if let Some(field) = &filters.field {
        check_field(&opened, fields.met(), field)?;
    }
    let repository = &opened.repository;
    let sources = Sources {
        config: &repository.config,
        units: &repository.units,
        calendar: &repository.calendar,
        period: &period,
        returns: &repository.returns,
        rows_left_out,
    };
    if format == ListFormat::Csv && rows_left_out > 0 {
        session.alert(&wording::rows_left_out(rows_left_out));
    }
    let notices = notices(&opened, &period, rows_left_out);
    let cell = CellReport::new(sources, (column, filters), collector.into_listed(), notices);
    let shown = match format {
        ListFormat::Text => text::render(&cell.document, output::text_options(session, output)),
        ListFormat::Json => json::render(opened.json_head("explain_cell"), &cell)?,
        ListFormat::Csv => cell_csv::render(&cell)?,
    };
    output::put(session, shown.as_bytes(), output, output::replace(args.force))?;
    Ok(ExitCode::SUCCESS)
}

fn scope(opened: &Opened, window: Window, filters: &Filters) -> Scope {
    Scope {
        window,
        counting: opened.repository.config.counting,
        units: scope_of(opened, filters.unit),
        level: filters.level,
        field: filters.field.clone(),
    }
}

/// The column of a key or number.
fn column(text: &str) -> Result<Column, CliError> {
    Column::parse(text).ok_or_else(|| {
        let near = nearest(text, Column::all().map(Column::key));
        let hint = near.map(|near| format!("\ngợi ý: có phải ý bạn là «{near}»?")).unwrap_or_default();
        let line =
            |column: Column| format!("\n  {:>2}  {:<17} {}", column.number(), column.key(), label(column));
        let known: String = Column::all().map(line).collect();
        CliError::usage(format!(
            "không có cột «{text}».{hint}\nCác cột của biểu, gọi bằng số hoặc khóa:{known}"
        ))
    })
}

/// Refuses a field that neither a dossier nor the catalogue has.
fn check_field(opened: &Opened, seen: &BTreeSet<String>, field: &str) -> Result<(), CliError> {
    let catalogue = opened.repository.catalogue.iter().map(|procedure| procedure.field.as_str());
    let known: BTreeSet<&str> = seen.iter().map(String::as_str).chain(catalogue).collect();
    if field.is_empty() || known.contains(field) {
        return Ok(());
    }
    let mut known: Vec<&str> = known.into_iter().filter(|known| !known.is_empty()).collect();
    known.sort_by_cached_key(|known| collate::key(known));
    let hint = match nearest(field, known.iter().copied()) {
        Some(near) => format!("có phải ý bạn là «{near}»?"),
        None if known.is_empty() => "sổ và danh mục chưa ghi lĩnh vực nào.".to_owned(),
        None => format!("các lĩnh vực: {}.", known.join("; ")),
    };
    Err(CliError::usage(format!("không có lĩnh vực «{field}» trong sổ và danh mục TTHC.\ngợi ý: {hint}")))
}
