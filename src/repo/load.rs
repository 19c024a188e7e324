//! Loads everything but the dossiers: configuration, units, days off, plans and the small logs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::files::{
    DirEntry, FileText, exists, has_ending, list, list_deep, read_bytes, read_required, read_text,
};
use super::seals::sealed_reports;
use super::{RepoError, Root};
use crate::diag::{Place, Sink};
use crate::model::calendar::{WorkingCalendar, YearOfDaysOff};
use crate::model::config::Config;
use crate::model::derived::{Records, SealedReport};
use crate::model::evaluation::{Evaluation, EvaluationQuarter};
use crate::model::exemption::Exemption;
use crate::model::feedback::Feedback;
use crate::model::letter::LetterRow;
use crate::model::plan::{Plan, section_rank};
use crate::model::procedure::Catalogue;
use crate::model::progress::{Event, Progress};
use crate::model::returns::Return;
use crate::model::statutory::statutory_days_off;
use crate::model::unit::Units;
use crate::syntax::config::read_config;
use crate::syntax::events::read_events;
use crate::syntax::exemptions::read_exemptions;
use crate::syntax::feedback::read_feedback;
use crate::syntax::holidays::{HolidayFile, read_holidays, shipped};
use crate::syntax::letters::read_letters;
use crate::syntax::pauses::{PauseRow, read_pauses};
use crate::syntax::plan::{plan_year, read_cover, read_section};
use crate::syntax::procedures::read_procedures;
use crate::syntax::progress::read_progress;
use crate::syntax::returns::read_return;
use crate::syntax::slips::{read_quarter, read_slips, read_unit_facts};
use crate::syntax::table::LogFile;
use crate::syntax::units::read_units;
use crate::text::findings::evaluation::UnknownQuarter;
use crate::text::findings::syntax::{LogWithoutYear, StrayFile};
use crate::text::nearest::nearest;

/// A repository, all but its dossiers in memory.
#[derive(Debug)]
pub struct Repository {
    /// Where it is.
    pub root: Root,
    /// What the office chose.
    pub config: Config,
    /// Units and groups.
    pub units: Units,
    /// Working days.
    pub calendar: Arc<WorkingCalendar>,
    /// The plans, by year.
    pub plans: BTreeMap<i32, Plan>,
    /// The findings that are accepted.
    pub exemptions: Vec<Exemption>,
    /// The catalogue of procedures.
    pub catalogue: Catalogue,
    /// Pauses of dossiers.
    pub pauses: Vec<PauseRow>,
    /// Progress rows of all years.
    pub progress: Vec<Progress>,
    /// Events of all years.
    pub events: Vec<Event>,
    /// Feedback of all years.
    pub feedback: Vec<Feedback>,
    /// The register of letters, of all years.
    pub letters: Vec<LetterRow>,
    /// What units sent in, one for each period and unit.
    pub returns: Vec<Return>,
    /// Slips and scores of units, a quarter after the other.
    pub evaluations: Vec<Evaluation>,
    /// The reports that were sealed; what cannot be read is left to `check`.
    pub sealed: Vec<SealedReport>,
    /// The dossier logs, by path.
    pub dossier_logs: Vec<Arc<str>>,
}

impl Repository {
    /// Loads a repository; what is wrong in its files is reported and left out.
    ///
    /// # Errors
    ///
    /// When `kstthc.toml` cannot be read, or a folder cannot be listed.
    pub fn load(root: Root, sink: &mut Sink) -> Result<Self, RepoError> {
        let config = read_config(&read_required(&root, "kstthc.toml")?.source(), sink);
        let units = load_units(&root, sink);
        let calendar = Arc::new(load_calendar(&root, sink));
        let plans = load_plans(&root, &units, sink);
        let exemptions = load_exemptions(&root, sink);
        let optional = |path: &str, sink: &mut Sink| read_log(&root, path, sink);
        let catalogue = optional("data/procedures.csv", sink)
            .map(|(path, bytes)| read_procedures(&LogFile { path, bytes: &bytes }, sink))
            .unwrap_or_default();
        let pauses = optional("data/pauses.csv", sink)
            .map(|(path, bytes)| read_pauses(&LogFile { path, bytes: &bytes }, sink))
            .unwrap_or_default();
        let progress =
            read_logs(&root, "data/progress", sink, |file, sink| read_progress(file, &units, sink));
        let events = read_logs(&root, "data/events", sink, read_events);
        let feedback =
            read_logs(&root, "data/feedback", sink, |file, sink| read_feedback(file, &units, sink));
        let letters = read_logs(&root, "data/letters", sink, |file, sink| read_letters(file, &units, sink));
        let returns = load_returns(&root, &units, sink);
        let evaluations = load_evaluations(&root, &units, sink);
        let sealed = sealed_reports(&root);
        check_names(&root, sink);
        let dossier_logs = csv_logs(list_deep(&root, "data/dossiers", sink), sink);
        Ok(Self {
            root,
            config,
            units,
            calendar,
            plans,
            exemptions,
            catalogue,
            pauses,
            progress,
            events,
            feedback,
            letters,
            returns,
            evaluations,
            sealed,
            dossier_logs,
        })
    }
}

impl Repository {
    /// The data that tell of the plan's occurrences, beside the progress rows.
    #[must_use]
    pub fn records(&self) -> Records<'_> {
        Records {
            seals: &self.sealed,
            returns: &self.returns,
            feedback: &self.feedback,
            catalogue: &self.catalogue,
            evaluations: &self.evaluations,
            limits: self.config.feedback,
            reporting: self.config.reporting,
            units: &self.units,
            calendar: &self.calendar,
        }
    }

    /// Tells whether a log of feedback is kept for a year: without one nobody knows whether any arose.
    #[must_use]
    pub fn keeps_feedback(&self, year: i32) -> bool {
        exists(&self.root, &format!("data/feedback/{year}.csv"))
    }

    /// Leaves out rows of the small logs, given by path and first line.
    pub fn drop_rows(&mut self, rows: &BTreeSet<(Arc<str>, u32)>) {
        let kept = |place: &Place| !rows.contains(&(Arc::clone(&place.path), place.record));
        if !rows.is_empty() {
            self.pauses.retain(|row| kept(&row.place));
            self.progress.retain(|row| kept(&row.place));
            self.events.retain(|row| kept(&row.place));
            self.feedback.retain(|row| kept(&row.place));
            self.letters.retain(|row| kept(&row.place));
            for table in &mut self.returns {
                table.rows.retain(|row| kept(&row.place));
            }
            for evaluation in &mut self.evaluations {
                evaluation.slips.retain(|row| kept(&row.place));
                evaluation.units.retain(|row| kept(&row.place));
            }
        }
    }
}

fn load_units(root: &Root, sink: &mut Sink) -> Units {
    let before = sink.unreadable();
    let file = read_text(root, "plan/units.toml", sink);
    let mut units = file.map(|file| read_units(&file.source(), sink)).unwrap_or_default();
    if sink.unreadable() > before {
        units.mark_incomplete();
    }
    units
}

fn load_exemptions(root: &Root, sink: &mut Sink) -> Vec<Exemption> {
    if !root.join("plan/exemptions.toml").exists() {
        return Vec::new();
    }
    let file = read_text(root, "plan/exemptions.toml", sink);
    file.map(|file| read_exemptions(&file.source(), sink)).unwrap_or_default()
}

fn load_calendar(root: &Root, sink: &mut Sink) -> WorkingCalendar {
    let mut years: BTreeMap<i32, YearOfDaysOff> = BTreeMap::new();
    for entry in list(root, "plan/holidays", sink) {
        let stem = entry.name.strip_suffix(".toml").and_then(plan_year);
        let Some(year) = stem.filter(|_| !entry.is_dir) else {
            stray(&entry, "tệp <năm>.toml", sink);
            continue;
        };
        if let Some(file) = read_text(root, &entry.path, sink) {
            add_year(&mut years, read_holidays(&file.source(), year, sink));
        }
    }
    WorkingCalendar::with_official(years.into_values(), shipped)
}

/// Adds a file to what is known of its year; a year nobody knows begins with the days the law gives.
fn add_year(years: &mut BTreeMap<i32, YearOfDaysOff>, file: HolidayFile) {
    let HolidayFile { replace, year: own } = file;
    let year = own.year;
    if replace {
        years.insert(year, own);
        return;
    }
    let computed = || YearOfDaysOff { year, days_off: statutory_days_off(year), working_days: Vec::new() };
    let known = years.entry(year).or_insert_with(|| shipped(year).unwrap_or_else(computed));
    known.days_off.extend(own.days_off);
    known.working_days.extend(own.working_days);
}

fn load_plans(root: &Root, units: &Units, sink: &mut Sink) -> BTreeMap<i32, Plan> {
    let mut plans = BTreeMap::new();
    for entry in list(root, "plan", sink) {
        let known = ["units.toml", "exemptions.toml", "holidays"].contains(&entry.name.as_str());
        match plan_year(&entry.name).filter(|_| entry.is_dir) {
            Some(year) => {
                plans.insert(year, load_plan(root, &entry, year, units, sink));
            }
            None if known => {}
            None => stray(
                &entry,
                "units.toml, exemptions.toml, holidays/ và thư mục <năm>/ từ 2000 đến 2100",
                sink,
            ),
        }
    }
    plans
}

fn load_plan(root: &Root, folder: &DirEntry, year: i32, units: &Units, sink: &mut Sink) -> Plan {
    let before = sink.unreadable();
    let mut plan = Plan { year, ..Plan::default() };
    for entry in list(root, &folder.path, sink) {
        let stem = entry.name.strip_suffix(".toml").filter(|_| !entry.is_dir);
        let is_section = |stem: &&str| section_rank(&stem.replace('-', ".")).is_some();
        match stem {
            Some("plan") => {
                let cover = read_text(root, &entry.path, sink);
                plan.cover = cover.map(|file| read_cover(&file.source(), year, sink)).unwrap_or_default();
            }
            Some(stem) if is_section(&stem) => {
                let file: Option<FileText> = read_text(root, &entry.path, sink);
                plan.sections.extend(file.map(|file| read_section(&file.source(), stem, year, units, sink)));
            }
            _ => stray(&entry, "plan.toml và các mục A-I.toml, A-II.toml, …, B.toml", sink),
        }
    }
    plan.incomplete = sink.unreadable() > before;
    plan.sections.sort_by_key(|section| section_rank(&section.code));
    plan
}

/// The texts of a plan's files, by path.
///
/// # Errors
///
/// When one cannot be read.
pub fn plan_texts(root: &Root, year: i32) -> Result<Vec<FileText>, RepoError> {
    let entries = list(root, &format!("plan/{year}"), &mut Sink::new());
    let is_part = |entry: &&DirEntry| {
        let stem = entry.name.strip_suffix(".toml").filter(|_| !entry.is_dir);
        stem.is_some_and(|stem| stem == "plan" || section_rank(&stem.replace('-', ".")).is_some())
    };
    entries.iter().filter(is_part).map(|entry| read_required(root, &entry.path)).collect()
}

fn stray(entry: &DirEntry, expected: &str, sink: &mut Sink) {
    sink.file(Place::file(&Arc::from(entry.path.as_str())), &StrayFile { expected, nearest: None });
}

/// What stands in `data/`, whether this version reads it or not.
const DATA: [&str; 11] = [
    "procedures.csv",
    "pauses.csv",
    "dossiers",
    "progress",
    "events",
    "feedback",
    "letters",
    "narrative",
    "returns",
    "evaluations",
    "sealed",
];

/// Reports what stands in `data/` under a name that nothing reads: its figures would be missing in silence.
fn check_names(root: &Root, sink: &mut Sink) {
    let expected = "procedures.csv, pauses.csv và các thư mục dossiers/, progress/, events/, feedback/, letters/, narrative/, \
                    returns/, evaluations/, sealed/";
    for entry in list(root, "data", sink) {
        if !DATA.contains(&entry.name.as_str()) && !entry.name.starts_with("README") {
            let fact = StrayFile { expected, nearest: nearest(&entry.name, DATA) };
            sink.file(Place::file(&Arc::from(entry.path.as_str())), &fact);
        }
    }
}

/// Reads an optional log; `None` where it is missing.
fn read_log(root: &Root, relative: &str, sink: &mut Sink) -> Option<(Arc<str>, Vec<u8>)> {
    if !exists(root, relative) {
        return None;
    }
    let path: Arc<str> = Arc::from(relative);
    let bytes = read_bytes(root, &path, sink)?;
    Some((path, bytes))
}

/// Reads every CSV of a folder with one reader.
fn read_logs<T>(
    root: &Root,
    folder: &str,
    sink: &mut Sink,
    mut read: impl FnMut(&LogFile<'_>, &mut Sink) -> Vec<T>,
) -> Vec<T> {
    let mut rows = Vec::new();
    for path in csv_logs(list(root, folder, sink), sink) {
        check_year(&path, sink);
        if let Some(bytes) = read_bytes(root, &path, sink) {
            rows.extend(read(&LogFile { path, bytes: &bytes }, sink));
        }
    }
    rows
}

/// Reads what units sent in; a second file of one unit and period, named by an alias, goes to the first.
fn load_returns(root: &Root, units: &Units, sink: &mut Sink) -> Vec<Return> {
    let mut returns: Vec<Return> = Vec::new();
    for folder in list(root, "data/returns", sink) {
        if !folder.is_dir {
            stray(
                &folder,
                "thư mục theo kỳ (2021-Q2, 2021-6M, 2021-9M, 2021-Y) có các tệp <mã đơn vị>.csv",
                sink,
            );
            continue;
        }
        for path in csv_logs(list(root, &folder.path, sink), sink) {
            let Some(bytes) = read_bytes(root, &path, sink) else { continue };
            let Some(read) = read_return(&LogFile { path, bytes: &bytes }, units, sink) else { continue };
            let key = |table: &Return| (table.year, table.kind, table.unit);
            match returns.iter_mut().find(|table| key(table) == key(&read)) {
                Some(first) => {
                    first.rows.extend(read.rows);
                    first.complete &= read.complete;
                }
                None => returns.push(read),
            }
        }
    }
    returns
}

/// Reads slips and scores of units: a folder for each quarter.
fn load_evaluations(root: &Root, units: &Units, sink: &mut Sink) -> Vec<Evaluation> {
    let mut evaluations = Vec::new();
    for folder in list(root, "data/evaluations", sink) {
        let quarter = read_quarter(&folder.name);
        match quarter.filter(|_| folder.is_dir) {
            Some(quarter) => evaluations.push(load_evaluation(root, (&folder, quarter), units, sink)),
            None if folder.is_dir => {
                let fact = UnknownQuarter { folder: &folder.name };
                sink.file(Place::file(&Arc::from(folder.path.as_str())), &fact);
            }
            None => stray(&folder, "thư mục theo quý (2021-Q1 … 2021-Q4) có slips.csv và units.csv", sink),
        }
    }
    evaluations
}

fn load_evaluation(
    root: &Root,
    (folder, quarter): (&DirEntry, EvaluationQuarter),
    units: &Units,
    sink: &mut Sink,
) -> Evaluation {
    let mut evaluation = Evaluation { quarter, slips: Vec::new(), units: Vec::new(), log: None };
    for entry in list(root, &folder.path, sink) {
        if entry.is_dir || !["slips.csv", "units.csv"].contains(&entry.name.as_str()) {
            stray(&entry, "slips.csv và units.csv", sink);
            continue;
        }
        let path: Arc<str> = Arc::from(entry.path.as_str());
        // Entries come by name, so the slips stand first.
        evaluation.log.get_or_insert_with(|| path.clone());
        let Some(bytes) = read_bytes(root, &path, sink) else { continue };
        let file = LogFile { path, bytes: &bytes };
        if entry.name == "slips.csv" {
            evaluation.slips = read_slips(&file, units, sink);
        } else {
            evaluation.units = read_unit_facts(&file, units, sink);
        }
    }
    evaluation
}

/// Reports a yearly log whose name is no year; it is read all the same.
fn check_year(path: &Arc<str>, sink: &mut Sink) {
    let stem = path.rsplit('/').next().and_then(|name| name.strip_suffix(".csv"));
    if stem.and_then(plan_year).is_none() {
        sink.file(Place::file(path), &LogWithoutYear);
    }
}

/// The CSV files among some entries; others are reported.
fn csv_logs(entries: Vec<DirEntry>, sink: &mut Sink) -> Vec<Arc<str>> {
    let mut logs = Vec::new();
    for entry in entries {
        if has_ending(&entry.name, "csv") {
            logs.push(Arc::from(entry.path));
        } else {
            stray(&entry, "tệp .csv (trong Excel: Lưu thành → CSV UTF-8)", sink);
        }
    }
    logs
}
