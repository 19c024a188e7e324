//! `kstthc letter`: apologies to citizens, reminders to units.

mod args;
mod register;
mod write;

pub(super) use args::LetterArgs;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use self::args::{ApologyArgs, LetterCommand, ReminderArgs, WriteArgs};
use self::write::{Letter, put};
use super::Outcome;
use super::error::CliError;
use super::period::{rows_left_out, unit};
use super::plan::with_plan;
use super::session::{Opened, Session};
use super::writing;
use crate::model::date::Date;
use crate::model::letter::{Apologies, ApologyStanding, LetterKind};
use crate::model::unit::UnitIndex;
use crate::repo::find_root;
use crate::report::letters::{LetterSources, OpenWork, answering, apology, open_work, reminder};
use crate::report::overdue::due_dossiers;
use crate::tally::{Day, DueDossier, LetterCollector, LetterDossier, TodayCounter};
use crate::text::day;

/// By default a reminder asks for completion within so many working days; a default, no law.
const REMINDER_DAYS: u32 = 3;

/// What is asked for.
struct Request {
    /// The dossiers to apologise for; `None` for no apologies, an empty set for all that need one.
    dossiers: Option<BTreeSet<String>>,
    /// The units to remind; `None` for no reminders, an empty list for all that have something open.
    units: Option<Vec<String>>,
    new_due: Option<Date>,
    /// Whether new appointments are recorded.
    record: bool,
    by: Option<Date>,
    output: Option<PathBuf>,
    write: WriteArgs,
}

impl Request {
    fn all(write: &WriteArgs) -> Self {
        Self {
            dossiers: Some(BTreeSet::new()),
            units: Some(Vec::new()),
            new_due: None,
            record: false,
            by: None,
            output: None,
            write: write.clone(),
        }
    }

    fn new(args: &LetterArgs) -> Self {
        match &args.command {
            None => Self::all(&args.write),
            Some(LetterCommand::All(write)) => Self::all(write),
            Some(LetterCommand::Apology(ApologyArgs {
                dossiers, new_due_at, yes, output, write, ..
            })) => Self {
                dossiers: Some(
                    dossiers.iter().map(|id| crate::text::fold::nfc(id.trim()).into_owned()).collect(),
                ),
                units: None,
                new_due: *new_due_at,
                record: *yes,
                output: output.clone(),
                ..Self::all(write)
            },
            Some(LetterCommand::Reminder(ReminderArgs { units, by, output, write })) => Self {
                dossiers: None,
                units: Some(units.clone()),
                by: *by,
                output: output.clone(),
                ..Self::all(write)
            },
        }
    }
}

/// Writes the letters asked for, or all that are needed today.
pub(super) fn run(session: &Session, args: &LetterArgs) -> Outcome {
    let request = Request::new(args);
    let root = find_root(session.directory())?;
    let lock = (!request.write.dry_run).then(|| writing::lock(session, &root)).transpose()?;
    let mut opened = session.open()?;
    check_days(&opened, &request)?;
    let reminded: Result<Vec<UnitIndex>, CliError> =
        request.units.iter().flatten().map(|code| unit(&opened, code)).collect();
    let reminded = reminded?;
    let (dossiers, overdue) = collect(session, &mut opened, &request)?;
    let notices = opened.notices();
    let sources = sources(&opened, &request, &notices);
    let mut letters = Vec::new();
    if let Some(asked) = &request.dossiers {
        refuse_dossiers(asked, &dossiers)?;
        letters.extend(dossiers.iter().map(|dossier| apology_letter(&sources, dossier, &request)));
    }
    if request.units.is_some() {
        letters.extend(reminders(session, &opened, (&sources, &request), (&reminded, overdue)));
    }
    put(session, &opened, &request, (lock.as_ref(), letters))
}

/// A letter is not dated after today, and a new appointment lies ahead of it, on a working day.
fn check_days(opened: &Opened, request: &Request) -> Result<(), CliError> {
    let today = opened.today;
    if let Some(date) = request.write.date.filter(|date| *date > today) {
        return Err(CliError::usage(format!(
            "--date {} sau hôm nay ({}); thư không đề ngày sau hôm nay.",
            day::date(date),
            day::date(today)
        )));
    }
    for (name, date) in [("--new-due-at", request.new_due), ("--by", request.by)] {
        let Some(date) = date else { continue };
        let calendar = &opened.repository.calendar;
        if date <= today {
            return Err(CliError::usage(format!(
                "{name} {} phải sau hôm nay ({}).",
                day::date(date),
                day::date(today)
            )));
        }
        if !calendar.is_working_day(date) {
            let next = day::date(calendar.roll_forward(date));
            return Err(CliError::usage(format!(
                "{name} {} là ngày nghỉ; ngày làm việc kế tiếp là {next}.",
                day::date(date)
            )));
        }
    }
    Ok(())
}

/// The dossiers to apologise for, and those that are overdue.
///
/// # Errors
///
/// While errors exist: a letter rests on every row.
fn collect(
    session: &Session,
    opened: &mut Opened,
    request: &Request,
) -> Result<(Vec<LetterDossier>, Vec<DueDossier>), CliError> {
    let calendar = Arc::clone(&opened.repository.calendar);
    let (today, counting) = (opened.today, opened.repository.config.counting);
    let apologies = Apologies::known_on(today, &opened.repository.letters);
    let nothing = BTreeSet::new();
    let collector = LetterCollector::new(&apologies, request.dossiers.as_ref().unwrap_or(&nothing));
    let day = Day { today, quarter: opened.quarter(), counting, calendar: &calendar, apologies: &apologies };
    let mut visitors = (collector, TodayCounter::new(day, None));
    let findings = opened.examine(&mut visitors);
    rows_left_out(session, opened, &findings, false)?;
    Ok((visitors.0.into_found(), visitors.1.listed))
}

fn sources<'a>(opened: &'a Opened, request: &Request, notices: &'a [String]) -> LetterSources<'a> {
    let repository = &opened.repository;
    LetterSources {
        config: &repository.config,
        units: &repository.units,
        catalogue: &repository.catalogue,
        calendar: &repository.calendar,
        today: opened.today,
        dated: request.write.date,
        notices,
    }
}

/// Refuses, by name, dossiers that can have no apology.
fn refuse_dossiers(asked: &BTreeSet<String>, found: &[LetterDossier]) -> Result<(), CliError> {
    let known = |id: &String| found.iter().any(|dossier| dossier.id == *id);
    let unknown =
        asked.iter().filter(|id| !known(id)).map(|id| format!("không có hồ sơ «{id}» trong data/dossiers"));
    let refused = found.iter().filter_map(|dossier| {
        let why = match dossier.standing {
            ApologyStanding::Missing(_) | ApologyStanding::NotYet(_) => return None,
            ApologyStanding::Reappointed => {
                "đã hẹn lại; chỉ được hẹn lại một lần (Nghị định 61/2018/NĐ-CP, khoản 9 Điều 19)"
            }
            ApologyStanding::Written => {
                "đã có thư xin lỗi trong sổ data/letters; chỉ được hẹn lại một lần (Nghị định 61/2018/NĐ-CP, khoản 9 Điều 19). Thư để trống ngày \
                 hẹn mới thì ghi ngày ấy bằng: kstthc dossier pause MÃ --kind reappointment --new-due-at NGÀY"
            }
            ApologyStanding::Waiting => "đang chờ công dân bổ sung hoặc nộp phí, chưa cần thư xin lỗi",
            ApologyStanding::NoDueDate => "không có ngày hẹn trả",
            ApologyStanding::Closed => "không còn đang giải quyết",
        };
        Some(format!("hồ sơ «{}» {why}", dossier.id))
    });
    let reasons: Vec<String> = unknown.chain(refused).collect();
    if reasons.is_empty() {
        return Ok(());
    }
    Err(CliError::usage(format!("chưa viết thư nào: {}.", reasons.join(";\n  "))))
}

fn apology_letter(sources: &LetterSources<'_>, dossier: &LetterDossier, request: &Request) -> Letter {
    Letter {
        kind: LetterKind::Apology,
        dossier: Some(dossier.id.clone()),
        unit: answering(sources.units, dossier.unit).unwrap_or(dossier.unit),
        stem: format!("xin-loi-{}", dossier.id),
        document: apology(sources, dossier, request.new_due),
    }
}

/// The reminders asked for, or to every unit; none to a unit that had one today.
fn reminders(
    session: &Session,
    opened: &Opened,
    (sources, request): (&LetterSources<'_>, &Request),
    (asked, overdue): (&[UnitIndex], Vec<DueDossier>),
) -> Vec<Letter> {
    let repository = &opened.repository;
    let dossiers = due_dossiers(overdue, &repository.units, &repository.calendar, opened.today);
    let plan = opened.plan(None).unwrap_or_default();
    let work: BTreeMap<UnitIndex, OpenWork> =
        with_plan(repository, plan, (opened.today, opened.today), |plan| {
            open_work(sources, plan, &repository.returns, dossiers)
        });
    for unit in asked.iter().filter(|unit| !work.contains_key(unit)) {
        session.tell(&format!("{}: không có việc nào quá hạn.", repository.units.get(*unit).name));
    }
    let date = request.write.date.unwrap_or(opened.today);
    let sent = |unit: UnitIndex| {
        let mut rows = repository.letters.iter();
        rows.any(|row| (row.kind, row.unit, row.date) == (LetterKind::Reminder, unit, date))
    };
    let by = request.by.unwrap_or_else(|| repository.calendar.add_working_days(opened.today, REMINDER_DAYS));
    let wanted = work.iter().filter(|(unit, _)| asked.is_empty() || asked.contains(unit));
    wanted
        .filter(|(unit, _)| !sent(**unit))
        .map(|(&unit, open)| Letter {
            kind: LetterKind::Reminder,
            dossier: None,
            unit,
            stem: format!("don-doc-{}", repository.units.get(unit).code),
            document: reminder(sources, unit, open, by),
        })
        .collect()
}
