//! `kstthc report`.

use std::path::Path;
use std::process::ExitCode;

use super::Outcome;
use super::args::{PeriodArgs, ReportArgs, ViewFormat};
use super::error::CliError;
use super::plan::with_plan;
use super::session::{Opened, Session, faulty_rows, refuse};
use crate::diag::{Diagnostic, Reach, Severity};
use crate::model::period::{Period, PeriodKind, ReportKind, YEARS};
use crate::model::returns::Return;
use crate::model::unit::UnitIndex;
use crate::render::text::TextOptions;
use crate::render::{json, text};
use crate::repo::{GitStamp, Replace, WriteOutcome, data_sha256, git_stamp, write_file};
use crate::report::periodic::{PeriodicReport, PlanInWindow, Provenance, Sources};
use crate::tally::{Counter, Cube, Window};
use crate::text::nearest::nearest;
use crate::text::wording;

/// How text is laid out in a file: as wide as a landscape page in a small type.
const FILE_OPTIONS: TextOptions = TextOptions { width: Some(120), colour: false };

/// Makes a periodic report.
pub(super) fn run(session: &Session, args: &ReportArgs) -> Outcome {
    let format = format(args)?;
    let mut opened = session.open()?;
    let period = period(&opened, &args.period)?;
    let unit = args.unit.as_deref().map(|code| unit(&opened, code)).transpose()?;
    let root = opened.repository.root.clone();
    let (stamp, (findings, cube)) = std::thread::scope(|scope| {
        let stamp = scope.spawn(|| git_stamp(&root));
        let counted = count(&mut opened, &period, unit);
        (stamp.join().unwrap_or_default(), counted)
    });
    let rows_left_out = rows_left_out(session, &opened, &findings, args.allow_errors)?;
    let data_sha256 = (args.checksum || args.output.is_some()).then(|| data_sha256(&root)).transpose()?;
    let GitStamp { commit, dirty } = stamp;
    let illustrative = opened.repository.config.illustrative;
    let provenance = Provenance { commit, dirty, data_sha256, illustrative, rows_left_out };
    let report = make(&opened, &period, unit, &cube, provenance);
    let terminal = args.output.is_none();
    let options = if terminal { session.text_options() } else { FILE_OPTIONS };
    let shown = match format {
        ViewFormat::Text => text::render(&report.document, options),
        ViewFormat::Json => json::render(opened.json_head("report"), &report)?,
    };
    match &args.output {
        Some(path) => write(session, path, &shown, args.force)?,
        None => session.print(&shown)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The format asked for, else the one the file's ending names, else text.
fn format(args: &ReportArgs) -> Result<ViewFormat, CliError> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let Some(path) = &args.output else {
        return Ok(ViewFormat::Text);
    };
    match path.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase).as_deref() {
        Some("txt") => Ok(ViewFormat::Text),
        Some("json") => Ok(ViewFormat::Json),
        _ => Err(CliError::usage(format!(
            "không biết định dạng của «{}»; đặt đuôi .txt hoặc .json, hoặc thêm --format.",
            path.display()
        ))),
    }
}

fn period(opened: &Opened, args: &PeriodArgs) -> Result<Period, CliError> {
    if let (Some(from), Some(to)) = (args.from, args.to) {
        if !YEARS.contains(&from.year()) || !YEARS.contains(&to.year()) {
            return Err(CliError::usage(format!("năm phải từ {} đến {}.", YEARS.start(), YEARS.end())));
        }
        let range = Period::range(from, to);
        return range.ok_or_else(|| CliError::usage("--from phải không sau --to.".to_owned()));
    }
    let kind = match *args {
        PeriodArgs { quarter: Some(quarter), .. } => ReportKind::Quarter(quarter),
        PeriodArgs { six_months: true, .. } => ReportKind::SixMonths,
        PeriodArgs { nine_months: true, .. } => ReportKind::NineMonths,
        PeriodArgs { annual: true, .. } => ReportKind::Annual,
        _ => {
            let message = "chưa chọn kỳ báo cáo: --quarter 1…4, --six-months, --nine-months, --annual, hoặc --from … --to ….\ngợi ý: ví dụ «kstthc report --quarter 2».";
            return Err(CliError::usage(message.to_owned()));
        }
    };
    let year = args.year.unwrap_or_else(|| opened.default_year());
    if !YEARS.contains(&year) {
        return Err(CliError::usage(format!("năm {year} nằm ngoài {}–{}.", YEARS.start(), YEARS.end())));
    }
    Ok(Period::report(kind, year, opened.repository.config.reporting))
}

fn unit(opened: &Opened, code: &str) -> Result<UnitIndex, CliError> {
    let units = &opened.repository.units;
    units.find(code).ok_or_else(|| {
        let near = nearest(code, units.iter().map(|(_, unit)| unit.code.as_str()));
        let hint = near.map(|near| format!(" Có phải ý bạn là «{near}»?")).unwrap_or_default();
        CliError::usage(format!("không có đơn vị «{code}» trong plan/units.toml.{hint}"))
    })
}

fn count(opened: &mut Opened, period: &Period, unit: Option<UnitIndex>) -> (Vec<Diagnostic>, Cube) {
    let window = Window { from: period.from, to: period.to };
    let mut counter = Counter::new(window, opened.repository.config.counting);
    if let Some(unit) = unit {
        counter = counter.only(&opened.repository.units.with_units_below(unit));
    }
    let findings = opened.examine(&mut counter);
    (findings, counter.into_cube())
}

/// How many rows were left out; refuses where there are errors that are not to be left out, or cannot be.
fn rows_left_out(
    session: &Session,
    opened: &Opened,
    findings: &[Diagnostic],
    allow_errors: bool,
) -> Result<usize, CliError> {
    let mut errors = findings.iter().filter(|finding| finding.severity == Severity::Error).peekable();
    if errors.peek().is_none() {
        return Ok(0);
    }
    if !allow_errors || errors.any(|finding| finding.reach == Reach::File) {
        return Err(refuse(session, opened, findings));
    }
    Ok(faulty_rows(findings).len())
}

fn make(
    opened: &Opened,
    period: &Period,
    unit: Option<UnitIndex>,
    cube: &Cube,
    provenance: Provenance,
) -> PeriodicReport {
    let repository = &opened.repository;
    let deadline = period.deadline(repository.config.reporting, &repository.calendar);
    let sources =
        Sources { config: &repository.config, units: &repository.units, period, deadline, cube, unit };
    let mut notices = opened.notices();
    let sent = |table: &&Return| PeriodKind::Report(table.kind) == period.kind && table.year == period.year;
    let uncounted = repository.returns.iter().filter(sent).count();
    if uncounted > 0 {
        notices.push(wording::uncounted_returns(uncounted));
    }
    if period.to > opened.today {
        notices.push(wording::unfinished_period(period.to, opened.today));
    }
    if provenance.rows_left_out > 0 {
        notices.push(wording::rows_left_out(provenance.rows_left_out));
    }
    let days = (opened.today, opened.today.max(period.to));
    with_plan(repository, repository.plans.get(&period.year), days, |plan| {
        let plan = plan.map(|plan| PlanInWindow {
            items: plan.plan.items().count(),
            occurrences: plan.occurrences,
            judge: plan.judge,
        });
        PeriodicReport::new(sources, plan, provenance, notices)
    })
}

fn write(session: &Session, path: &Path, text: &str, force: bool) -> Result<(), CliError> {
    let replace = if force { Replace::Always } else { Replace::Never };
    match write_file(path, text.as_bytes(), replace)? {
        WriteOutcome::Written => session.tell(&format!("Đã ghi {}.", path.display())),
        WriteOutcome::Unchanged => session.tell(&format!("{} đã có sẵn đúng nội dung này.", path.display())),
    }
    Ok(())
}
