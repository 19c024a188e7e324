//! What every command needs: options, the clock, the terminal, the repository, and the way to print.

use std::io::{IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use super::args::{ColourChoice, Global};
use super::error::CliError;
use super::progress::{Audience, Progress};
use super::writing;
use crate::check;
use crate::diag::render::{RenderOptions, full, short};
use crate::diag::{Diagnostic, Reach, Severity, Sink, Totals};
use crate::model::date::Date;
use crate::model::feedback_way::FeedbackDay;
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::render::json::Head;
use crate::render::text::TextOptions;
use crate::repo::{AskedGit, Repository, Root, ask_git, find_root, is_interrupted, read_lines};
use crate::report::returns::ReturnSources;
use crate::tally::Fork;
use crate::text::{day, wording};

/// The options, and what the environment says.
#[derive(Debug)]
pub(super) struct Session {
    global: Global,
    width: Option<usize>,
    stdout_colour: bool,
    stderr_colour: bool,
}

/// A loaded repository and today.
#[derive(Debug)]
pub(super) struct Opened {
    /// The repository.
    pub repository: Repository,
    /// Today.
    pub today: Date,
    /// Whether `as_of` of the configuration stands for today.
    pub today_is_configured: bool,
    /// Findings of loading.
    pub sink: Sink,
    /// Whether somebody watches how far long work has come.
    pub(super) audience: Audience,
}

impl Session {
    /// Looks at terminal and environment.
    #[must_use]
    pub(super) fn new(global: Global) -> Self {
        let width = if std::io::stdout().is_terminal() { Some(terminal_width()) } else { None };
        let colour = |is_terminal: bool| match global.color {
            ColourChoice::Always => true,
            ColourChoice::Never => false,
            ColourChoice::Auto => wants_colour(is_terminal),
        };
        Self {
            width,
            stdout_colour: colour(std::io::stdout().is_terminal()),
            stderr_colour: colour(std::io::stderr().is_terminal()),
            global,
        }
    }

    /// Finds and loads the repository.
    ///
    /// # Errors
    ///
    /// When there is none, it cannot be read, or today is not a day.
    pub(super) fn open(&self) -> Result<Opened, CliError> {
        self.load(self.find()?)
    }

    /// The same, with git looking at the files meanwhile.
    ///
    /// # Errors
    ///
    /// As of [`Self::open`].
    pub(super) fn open_beside_git(&self) -> Result<(Opened, AskedGit), CliError> {
        let root = self.find()?;
        let asked = ask_git(&root);
        Ok((self.load(root)?, asked))
    }

    /// Finds the repository, with nothing half written in it.
    fn find(&self) -> Result<Root, CliError> {
        let root = find_root(&self.global.directory)?;
        if is_interrupted(&root) {
            // Some files may be new and others old: whoever reads waits for the writer, or ends what it left.
            drop(writing::lock(self, &root)?);
        }
        Ok(root)
    }

    fn load(&self, root: Root) -> Result<Opened, CliError> {
        let mut sink = Sink::new();
        let repository = Repository::load(root, &mut sink)?;
        let given = self.given_today()?;
        let configured = repository.config.as_of;
        Ok(Opened {
            today: given.or(configured).unwrap_or_else(clock),
            today_is_configured: given.is_none() && configured.is_some(),
            repository,
            sink,
            audience: Audience::of(self),
        })
    }

    /// Today, where there is no repository to say otherwise.
    ///
    /// # Errors
    ///
    /// When today is not a day.
    pub(super) fn today(&self) -> Result<Date, CliError> {
        Ok(self.given_today()?.unwrap_or_else(clock))
    }

    /// Today as given by option or environment.
    fn given_today(&self) -> Result<Option<Date>, CliError> {
        if self.global.today.is_some() {
            return Ok(self.global.today);
        }
        let text = std::env::var("KSTTHC_TODAY").unwrap_or_default();
        if text.is_empty() {
            return Ok(None);
        }
        let parsed = super::args::parse_date(&text);
        parsed.map(Some).map_err(|reason| CliError::usage(format!("KSTTHC_TODAY=«{text}» {reason}.")))
    }

    /// The folder in which the search for the repository begins.
    #[must_use]
    pub(super) fn directory(&self) -> &std::path::Path {
        &self.global.directory
    }

    /// How text goes to stdout.
    #[must_use]
    pub(super) const fn text_options(&self) -> TextOptions {
        TextOptions { width: self.width, colour: self.stdout_colour }
    }

    /// How findings are laid out on a stream.
    #[must_use]
    pub(super) fn finding_options(&self, stream: Stream) -> RenderOptions {
        let colour = match stream {
            Stream::Out => self.stdout_colour,
            Stream::Err => self.stderr_colour,
        };
        RenderOptions { colour, width: self.width.unwrap_or(100) }
    }

    /// Writes a result to stdout.
    ///
    /// # Errors
    ///
    /// When stdout cannot be written; a pipe that was closed counts as read to its end.
    pub(super) fn print(&self, text: &str) -> Result<(), CliError> {
        self.print_bytes(text.as_bytes())
    }

    /// The same for bytes that need not be text.
    ///
    /// # Errors
    ///
    /// As of [`Self::print`].
    pub(super) fn print_bytes(&self, bytes: &[u8]) -> Result<(), CliError> {
        let mut stdout = AutoStream::new(std::io::stdout(), choice(self.stdout_colour));
        let written = match std::str::from_utf8(bytes) {
            Ok(_) => stdout.write_all(bytes).and_then(|()| stdout.flush()),
            // A Word or Excel file: nothing in it is colour.
            Err(_) => std::io::stdout().write_all(bytes).and_then(|()| std::io::stdout().flush()),
        };
        written.map_err(CliError::Output)
    }

    /// Whether stdout is a terminal.
    #[must_use]
    pub(super) const fn is_terminal(&self) -> bool {
        self.width.is_some()
    }

    /// Writes a line to stderr unless the user wants quiet.
    pub(super) fn tell(&self, text: &str) {
        if !self.global.quiet {
            self.alert(text);
        }
    }

    /// Tells whether the user wants results alone.
    #[must_use]
    pub(super) const fn is_quiet(&self) -> bool {
        self.global.quiet
    }

    /// Tells whether the user wants details.
    #[must_use]
    pub(super) const fn is_verbose(&self) -> bool {
        self.global.verbose
    }

    /// Writes to stderr where the user wants details and there are any.
    pub(crate) fn detail(&self, text: &str) {
        if self.global.verbose && !text.is_empty() {
            self.alert(text);
        }
    }

    /// Writes a line to stderr.
    pub(super) fn alert(&self, text: &str) {
        let mut stderr = AutoStream::new(std::io::stderr(), choice(self.stderr_colour));
        // Nothing is left to tell the user by when stderr is gone.
        let _ = writeln!(stderr, "{text}");
    }
}

/// A standard stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    /// stdout.
    Out,
    /// stderr.
    Err,
}

impl Opened {
    /// Another state of the repository, seen on the same day.
    pub(super) fn beside(&self, repository: Repository, sink: Sink) -> Self {
        let Self { today, audience, .. } = *self;
        Self { repository, today, today_is_configured: false, sink, audience }
    }

    /// Shows every dossier to a visitor and runs every check; returns all findings in a stable order.
    pub(super) fn examine(&mut self, visitor: &mut impl Fork) -> Vec<Diagnostic> {
        let mut sink = std::mem::take(&mut self.sink);
        let ids = self.repository.sweep_dossiers(visitor, &self.progress(), &mut sink);
        check::run(&self.repository, &ids, &mut sink);
        let findings = sink.into_findings();
        self.repository.drop_rows(&faulty_rows(&findings));
        findings
    }

    /// Shows how far the reading of the logs has come.
    pub(super) fn progress(&self) -> Progress<'static> {
        Progress::new(self.audience, "Đang đọc sổ hồ sơ")
    }

    /// Runs every rule there is, those that only advise included; returns all findings in a stable order.
    pub(super) fn inspect(&mut self) -> Vec<Diagnostic> {
        let mut sink = std::mem::take(&mut self.sink);
        check::everything(&self.repository, self.today, &self.progress(), &mut sink);
        sink.into_findings()
    }

    /// The plan of a year: the one asked for, else that of today's year, else the newest.
    ///
    /// # Errors
    ///
    /// When a year was asked for that has no plan.
    pub(super) fn plan(&self, year: Option<i32>) -> Result<Option<&Plan>, CliError> {
        let plans = &self.repository.plans;
        match year {
            Some(year) => match plans.get(&year) {
                Some(plan) => Ok(Some(plan)),
                None => Err(CliError::usage(format!("không có kế hoạch năm {year} trong thư mục plan."))),
            },
            None => Ok(plans.get(&self.default_year())),
        }
    }

    /// The year meant where none is named: today's if it has a plan, else the newest plan's, else today's.
    #[must_use]
    pub(super) fn default_year(&self) -> i32 {
        let plans = &self.repository.plans;
        let this_year = self.today.year();
        if plans.contains_key(&this_year) {
            return this_year;
        }
        plans.last_key_value().map_or(this_year, |(&year, _)| year)
    }

    /// The head of a JSON document.
    #[must_use]
    pub(crate) fn json_head<'a>(&self, kind: &'a str) -> Head<'a> {
        Head { kind, as_of: self.today, illustrative: self.repository.config.illustrative }
    }

    /// `Tính đến Thứ Ba, 15/06/2021`.
    #[must_use]
    pub(super) fn as_of_line(&self) -> String {
        format!("Tính đến {}, {}", day::weekday(self.today.weekday()), day::date(self.today))
    }

    /// What the returns of units are judged by.
    #[must_use]
    pub(super) fn return_sources(&self) -> ReturnSources<'_> {
        let Repository { units, returns, progress, .. } = &self.repository;
        ReturnSources { units, returns, progress, today: self.today }
    }

    /// Today, as feedback is judged by it.
    #[must_use]
    pub(super) fn feedback_day(&self) -> FeedbackDay<'_> {
        let Repository { config, calendar, .. } = &self.repository;
        FeedbackDay { today: self.today, limits: config.feedback, calendar }
    }

    /// The reporting quarter that contains today.
    #[must_use]
    pub(super) fn quarter(&self) -> Period {
        Period::quarter_containing(self.today, self.repository.config.reporting)
    }

    /// What must be said on every output.
    #[must_use]
    pub(super) fn notices(&self) -> Vec<String> {
        let mut notices = Vec::new();
        if self.repository.config.illustrative {
            notices.push(wording::ILLUSTRATIVE.to_owned());
        }
        if self.today_is_configured {
            notices.push(wording::as_of_notice(self.today));
        }
        notices.extend(wording::computed_years(&self.repository.calendar.computed_years()));
        notices
    }
}

/// What must be said of a plan.
#[must_use]
pub(super) fn plan_notice(plan: Option<&Plan>) -> Option<String> {
    plan.filter(|plan| plan.is_draft()).map(|plan| wording::draft(plan.year))
}

/// The rows with an error, by path and first line.
#[must_use]
pub(super) fn faulty_rows(findings: &[Diagnostic]) -> std::collections::BTreeSet<(std::sync::Arc<str>, u32)> {
    let of_rows = findings.iter().filter(|f| f.reach == Reach::Row && f.severity == Severity::Error);
    of_rows.map(|finding| (finding.place.path.clone(), finding.place.record)).collect()
}

/// Names the number of errors on stderr, for commands that show what can be read.
pub(super) fn tell_errors(session: &Session, findings: &[Diagnostic]) {
    let totals = Totals::of(findings);
    session.detail(short(findings).trim_end());
    if totals.errors > 0 {
        let totals = wording::totals(totals);
        session.alert(&format!("Dữ liệu có {totals}; phần lỗi không được tính. Xem: kstthc check"));
    }
}

/// Refuses because of errors: shows the findings on stderr.
#[must_use]
pub(super) fn refuse(session: &Session, opened: &Opened, findings: &[Diagnostic]) -> CliError {
    let errors: Vec<_> = findings.iter().filter(|f| f.severity == Severity::Error).cloned().collect();
    let read = |path: &str, wanted: &_| read_lines(&opened.repository.root, path, wanted);
    session.alert(full(&errors, &read, &session.finding_options(Stream::Err)).trim_end());
    CliError::Findings
}

fn choice(colour: bool) -> ColorChoice {
    if colour { ColorChoice::Always } else { ColorChoice::Never }
}

/// Today in Vietnam, UTC+7 without summer time.
#[expect(clippy::disallowed_methods, reason = "the one clock of the tool")]
fn clock() -> Date {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Date::from_unix_seconds(i64::try_from(now.as_secs()).unwrap_or(0) + 7 * 3600)
}

/// <https://no-color.org>, `CLICOLOR_FORCE` and `TERM=dumb`.
fn wants_colour(is_terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if set("NO_COLOR") {
        return false;
    }
    let forced = set("CLICOLOR_FORCE") && std::env::var("CLICOLOR_FORCE").is_ok_and(|value| value != "0");
    forced || (is_terminal && std::env::var("TERM").map_or(true, |term| term != "dumb"))
}

/// The width of the terminal; 80 where it cannot be asked.
fn terminal_width() -> usize {
    let asked = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let told = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    asked.or_else(told).unwrap_or(80).max(40)
}
