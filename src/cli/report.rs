//! `kstthc report`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::args::{CompareWith, ReportArgs, ReportFormat};
use super::error::CliError;
use super::period::{notices, period, provenance, rows_left_out, scope_of, unit};
use super::plan::with_plan;
use super::report_parts::Parts;
use super::session::{Opened, Session, plan_notice};
use super::{Outcome, output};
use crate::diag::{Code, Diagnostic};
use crate::model::narrative::Narrative;
use crate::model::period::{Period, PeriodKind};
use crate::model::unit::UnitIndex;
use crate::render::figures_csv::FiguresHead;
use crate::render::{docx, figures_csv, html, json, markdown, return_csv, text, xlsx};
use crate::repo::{Repository, Templates, data_sha256, load_narrative, load_templates, write_files};
use crate::report::periodic::{Basis, Comparison, DossierFigures, PeriodicReport, PlanInWindow, Provenance};
use crate::report::plan::PlanToday;
use crate::report::returns::missing_notice;
use crate::tally::{Extent, PeriodCounter, PeriodCounts, UnitSet};

/// The formats, by the endings of files.
const FORMATS: &[(&str, ReportFormat)] = &[
    ("txt", ReportFormat::Text),
    ("md", ReportFormat::Md),
    ("html", ReportFormat::Html),
    ("docx", ReportFormat::Docx),
    ("xlsx", ReportFormat::Xlsx),
    ("json", ReportFormat::Json),
    ("csv", ReportFormat::Csv),
];

/// What `--out-dir` writes: the beginning of each name, and the format.
const BUNDLE: [(&str, ReportFormat); 5] = [
    ("bao-cao", ReportFormat::Docx),
    ("phu-luc", ReportFormat::Xlsx),
    ("trang-lanh-dao", ReportFormat::Html),
    ("so-lieu", ReportFormat::Csv),
    ("so-lieu", ReportFormat::Json),
];

/// What was asked for.
pub(super) struct Request {
    pub period: Period,
    pub unit: Option<UnitIndex>,
    /// All units the report is about.
    pub scope: UnitSet,
    pub compared: Option<(Basis, Period)>,
    pub extent: Extent,
}

/// Makes a periodic report.
pub(super) fn run(session: &Session, args: &ReportArgs) -> Outcome {
    let output = args.output.as_deref();
    let format = output::format(args.format, output, FORMATS)?;
    let bundle = args.out_dir.as_deref();
    if format.is_binary() && output.is_none() && bundle.is_none() && session.is_terminal() {
        return Err(CliError::usage("tệp Word, Excel không in ra màn hình được; thêm «-o TỆP».".to_owned()));
    }
    let (mut opened, asked) = session.open_beside_git()?;
    let request = request(&opened, args, format)?;
    let root = opened.repository.root.clone();
    let templates = load_templates(&root, &mut opened.sink);
    let narrative = narrative(&mut opened, &request, &templates);
    let (findings, counts) = count(&mut opened, &request);
    let rows_left_out = rows_left_out(session, &opened, &findings, args.allow_errors)?;
    tell_lost_paragraphs(session, &findings);
    let writes = output.is_some() || bundle.is_some();
    let data_sha256 = (args.checksum || writes).then(|| data_sha256(&root)).transpose()?;
    let provenance = provenance(&opened, asked.stamp(), data_sha256, rows_left_out);
    let report = make(&opened, &request, &counts, (&templates, narrative.as_ref(), provenance));
    let print = Print { session, opened: &opened, templates: &templates, report: &report };
    match bundle {
        Some(folder) => print.bundle(folder, &request, args.force)?,
        None => output::put(session, &print.render(format, output)?, output, output::replace(args.force))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn request(opened: &Opened, args: &ReportArgs, format: ReportFormat) -> Result<Request, CliError> {
    let period = period(opened, &args.period, "kstthc report --quarter 2")?;
    let unit = args.unit.as_deref().map(|code| unit(opened, code)).transpose()?;
    let reporting = opened.repository.config.reporting;
    let compared = match args.compare {
        None => None,
        Some(CompareWith::LastYear) => Some((Basis::LastYear, period.last_year(reporting))),
        Some(CompareWith::Previous) => {
            let previous = period.previous(reporting).ok_or_else(|| {
                CliError::usage(
                    "9 tháng không có kỳ liền trước để so sánh; dùng --compare last-year.".to_owned(),
                )
            })?;
            Some((Basis::Previous, previous))
        }
    };
    let figures_alone = format.is_figures() && args.out_dir.is_none();
    let extent = if figures_alone { Extent::Figures } else { Extent::Document };
    let scope = scope_of(opened, unit);
    Ok(Request { period, unit, scope, compared, extent })
}

/// The clerk's own paragraphs of the period.
fn narrative(opened: &mut Opened, request: &Request, templates: &Templates) -> Option<Narrative> {
    let PeriodKind::Report(kind) = request.period.kind else { return None };
    let Opened { repository, sink, .. } = opened;
    let unit = request.unit.map(|unit| repository.units.get(unit).code.as_str());
    load_narrative(&repository.root, (request.period.year, kind, unit), &templates.outline, sink)
}

/// Says which of the clerk's paragraphs found no place; whatever else is no error, `check` says.
fn tell_lost_paragraphs(session: &Session, findings: &[Diagnostic]) {
    for finding in findings.iter().filter(|finding| finding.code == Code::NarrativeSection) {
        let place = &finding.place;
        session.alert(&format!("cảnh báo: {}:{}: {}", place.path, place.line, finding.message));
    }
}

fn count(opened: &mut Opened, request: &Request) -> (Vec<Diagnostic>, PeriodCounts) {
    let config = &opened.repository.config;
    let units = &request.scope;
    let choices = (config.counting, config.reporting);
    let mut counter = PeriodCounter::new(&request.period, choices, units, request.extent);
    if let Some((_, period)) = &request.compared {
        counter = counter.compared_with(period, config.counting, units);
    }
    let findings = opened.examine(&mut counter);
    let mut counts = counter.into_counts();
    let compared = request.compared.as_ref().map(|(_, period)| period);
    counts.consolidate((&request.period, compared), &opened.repository.returns, units);
    if request.extent == Extent::Document {
        let repository = &opened.repository;
        counts.fill_past(&request.period.past(repository.config.reporting), |period| {
            let seal = repository.seal_of(period).ok().flatten()?;
            Some(DossierFigures::sealed(&seal, &repository.units, units).total)
        });
    }
    (findings, counts)
}

fn make(
    opened: &Opened,
    request: &Request,
    counts: &PeriodCounts,
    (templates, narrative, provenance): (&Templates, Option<&Narrative>, Provenance),
) -> PeriodicReport {
    let parts = Parts::new(opened, request, counts);
    let sources = parts.sources(opened, (request, counts), (templates, narrative));
    let period = &request.period;
    let (_, plan) = parts.catalogue_and_plan(opened, period.year);
    let days = (opened.today, opened.today.max(period.to));
    let mut report = with_plan(&opened.repository, plan, days, |plan| {
        let plan = plan.map(|PlanToday { plan, occurrences, judge }| {
            PlanInWindow::new(plan, occurrences, judge, period)
        });
        let report = PeriodicReport::new(&sources, plan.as_ref(), provenance);
        match request.extent {
            Extent::Figures => report,
            Extent::Document => report.with_document(&sources, plan.as_ref()),
        }
    });
    // Only now is it known for which years days off had to be computed.
    report.document.notices =
        said_of(opened, request, &report).into_iter().chain(parts.seal_notice).collect();
    report
}

/// What must be said on every page of a report.
fn said_of(opened: &Opened, request: &Request, report: &PeriodicReport) -> Vec<String> {
    let Repository { plans, units, .. } = &opened.repository;
    let mut said = notices(opened, &request.period, report.provenance.rows_left_out);
    said.extend(plan_notice(plans.get(&request.period.year)));
    said.extend(report.sealed.as_ref().and_then(|sealed| sealed.notice(&report.document)));
    said.extend(report.comparison.as_ref().and_then(Comparison::notice));
    said.extend(missing_notice(&report.returns, units));
    said
}

/// A report that is ready, and what its formats need.
struct Print<'a> {
    session: &'a Session,
    opened: &'a Opened,
    templates: &'a Templates,
    report: &'a PeriodicReport,
}

impl Print<'_> {
    fn render(&self, format: ReportFormat, output: Option<&Path>) -> Result<Vec<u8>, CliError> {
        let Self { report, .. } = *self;
        let document = &report.document;
        Ok(match format {
            ReportFormat::Text => {
                text::render(document, output::text_options(self.session, output)).into_bytes()
            }
            ReportFormat::Md => markdown::render(document).into_bytes(),
            ReportFormat::Html => self.page()?.into_bytes(),
            ReportFormat::Docx => docx::render(document)?,
            ReportFormat::Xlsx => xlsx::render(document)?,
            ReportFormat::Json => json::render(self.opened.json_head("report"), report)?.into_bytes(),
            ReportFormat::Return => return_csv::render(report)?.into_bytes(),
            ReportFormat::Csv => {
                figures_csv::render(report, FiguresHead { as_of: self.opened.today })?.into_bytes()
            }
        })
    }

    fn page(&self) -> Result<String, CliError> {
        let own = self.templates.page.as_deref();
        html::render(&self.report.document, &self.report.summary, own).map_err(|error| match own {
            Some(_) => {
                CliError::usage(format!("mẫu trang templates/report.html không dùng được: {error:#}."))
            }
            None => CliError::Stopped(error.into()),
        })
    }

    /// Writes every file of the bundle, or none.
    fn bundle(&self, folder: &Path, request: &Request, force: bool) -> Result<(), CliError> {
        let name = bundle_name(self.opened, request);
        let files: Result<Vec<(PathBuf, Vec<u8>)>, CliError> = BUNDLE
            .iter()
            .map(|(stem, format)| {
                let ending = FORMATS.iter().find(|(_, own)| own == format).map_or("", |(ending, _)| ending);
                let path = folder.join(format!("{stem}-{name}.{ending}"));
                let bytes = self.render(*format, Some(&path))?;
                Ok((path, bytes))
            })
            .collect();
        let files = files?;
        let outcomes = write_files(&files, output::replace(force))?;
        for ((path, _), outcome) in files.iter().zip(outcomes) {
            output::tell(self.session, path, outcome);
        }
        Ok(())
    }
}

/// `2021-Q2`, `2021-Q2-tn-mt`, `2021-01-01_2021-03-31`.
fn bundle_name(opened: &Opened, request: &Request) -> String {
    let Period { kind, year, from, to } = request.period;
    let period = match kind {
        PeriodKind::Report(kind) => format!("{year}-{}", kind.label()),
        PeriodKind::Range => format!("{from}_{to}"),
    };
    match request.unit {
        Some(unit) => format!("{period}-{}", opened.repository.units.get(unit).code),
        None => period,
    }
}
