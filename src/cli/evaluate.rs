//! `kstthc evaluate`.

use std::process::ExitCode;

use super::args::{EvaluateArgs, EvaluationFormat, EvaluationSpanArgs};
use super::error::CliError;
use super::period::{provenance, rows_left_out};
use super::session::{Opened, Session};
use super::{Outcome, output};
use crate::model::evaluation::{Evaluation, EvaluationQuarter};
use crate::model::feedback::Feedback;
use crate::model::period::{Period, PeriodKind, ReportKind, YEARS};
use crate::render::{json, text, xlsx};
use crate::repo::{Repository, data_sha256};
use crate::report::evaluation::{Annexes, EvaluationReport, Sources};
use crate::report::periodic::Provenance;
use crate::syntax::scheme;
use crate::tally::{HandlingCollector, Window};
use crate::text::wording;

/// The formats, by the endings of files.
const FORMATS: &[(&str, EvaluationFormat)] =
    &[("txt", EvaluationFormat::Text), ("json", EvaluationFormat::Json), ("xlsx", EvaluationFormat::Xlsx)];

/// Evaluates a quarter or a year.
pub(super) fn run(session: &Session, args: &EvaluateArgs) -> Outcome {
    let output = args.output.as_deref();
    let format = output::format(args.format, output, FORMATS)?;
    if format == EvaluationFormat::Xlsx && output.is_none() && session.is_terminal() {
        return Err(CliError::usage("tệp Excel không in ra màn hình được; thêm «-o TỆP».".to_owned()));
    }
    let (mut opened, asked) = session.open_beside_git()?;
    let period = period(&opened, &args.span)?;
    let mut handling = collector(&opened.repository, &period);
    let findings = opened.examine(&mut handling);
    let rows_left_out = rows_left_out(session, &opened, &findings, args.allow_errors)?;
    let root = &opened.repository.root;
    let writes = output.is_some();
    let data_sha256 = (args.checksum || writes).then(|| data_sha256(root)).transpose()?;
    let provenance = provenance(&opened, asked.stamp(), data_sha256, rows_left_out);
    let annexes = if format == EvaluationFormat::Xlsx { Annexes::Forms } else { Annexes::None };
    let report = make(&opened, (&period, &handling), provenance, annexes);
    let bytes = match format {
        EvaluationFormat::Text => {
            text::render(&report.document, output::text_options(session, output)).into_bytes()
        }
        EvaluationFormat::Json => json::render(opened.json_head("evaluate"), &report)?.into_bytes(),
        EvaluationFormat::Xlsx => xlsx::render_without_entry(&report.document)?,
    };
    output::put(session, &bytes, output, output::replace(args.force))?;
    Ok(ExitCode::SUCCESS)
}

/// The quarter or year asked for, with its window or the one asked for.
fn period(opened: &Opened, args: &EvaluationSpanArgs) -> Result<Period, CliError> {
    let year = args.year.unwrap_or_else(|| opened.default_year());
    if !YEARS.contains(&year) {
        return Err(CliError::usage(format!("năm {year} nằm ngoài {}–{}.", YEARS.start(), YEARS.end())));
    }
    let usual = match args.quarter {
        Some(number) => EvaluationQuarter { year, number }.period(),
        None if args.annual => EvaluationQuarter::year_of(year),
        None => {
            return Err(CliError::usage(
                "chưa chọn đợt đánh giá: --quarter 1…4 hoặc --annual.\ngợi ý: ví dụ «kstthc evaluate --quarter 2»."
                    .to_owned(),
            ));
        }
    };
    match args.from.zip(args.to) {
        None => Ok(usual),
        Some((from, to)) if from <= to => Ok(Period { from, to, ..usual }),
        Some(_) => Err(CliError::usage("--from phải không sau --to.".to_owned())),
    }
}

/// What is recorded of the quarters of a period.
fn evaluations<'r>(repository: &'r Repository, period: &Period) -> Vec<&'r Evaluation> {
    let belongs = |quarter: EvaluationQuarter| match period.kind {
        PeriodKind::Report(ReportKind::Quarter(number)) => quarter.number == number,
        _ => true,
    };
    let of_year = repository.evaluations.iter().filter(|evaluation| evaluation.quarter.year == period.year);
    of_year.filter(|evaluation| belongs(evaluation.quarter)).collect()
}

fn collector(repository: &Repository, period: &Period) -> HandlingCollector {
    let window = Window { from: period.from, to: period.to };
    let slips = evaluations(repository, period).into_iter().flat_map(|evaluation| &evaluation.slips);
    let dossiers = slips.map(|slip| slip.dossier_id.as_str());
    HandlingCollector::new(window, repository.config.counting, dossiers)
}

fn make(
    opened: &Opened,
    (period, handling): (&Period, &HandlingCollector),
    provenance: Provenance,
    annexes: Annexes,
) -> EvaluationReport {
    let Repository { config, units, catalogue, .. } = &opened.repository;
    let rows_left_out = provenance.rows_left_out;
    let sources = Sources {
        config,
        units,
        catalogue,
        feedback: feedback(&opened.repository, period),
        period,
        evaluations: &evaluations(&opened.repository, period),
        scheme: &scheme::on(period.to),
        handling,
        today: opened.today,
    };
    let mut report = EvaluationReport::new(&sources, provenance, annexes);
    let mut notices = opened.notices();
    notices.append(&mut report.document.notices);
    if rows_left_out > 0 {
        notices.push(wording::rows_left_out(rows_left_out));
    }
    report.document.notices = notices;
    report
}

/// The feedback, where a log of it is kept for the year in which the window ends.
fn feedback<'r>(repository: &'r Repository, period: &Period) -> Option<&'r [Feedback]> {
    repository.keeps_feedback(period.to.year()).then_some(&repository.feedback)
}
