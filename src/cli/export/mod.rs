//! `kstthc export`.

mod target;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use self::target::Target;
use super::args::{ARGUMENTS, OPTIONS, PeriodArgs};
use super::error::CliError;
use super::plan::with_plan;
use super::session::{Opened, Session};
use super::{Outcome, output};
use crate::model::date::Date;
use crate::model::occurrence::Occurrence;
use crate::render::xlsx::log;
use crate::repo::{read_with_digest, write_file};
use crate::report::log_sheet::{KnownValues, LogFileBytes, LogSheet};
use crate::text::log_columns::log_name;
use crate::text::number::count;

/// Options of `export`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(super) struct ExportArgs {
    /// Log.
    #[arg(value_name = "SỔ", help_heading = ARGUMENTS,
          help = "dossiers, pauses, procedures, progress, events, feedback, letters, returns, slips, units, hoặc đường dẫn một tệp \
                  sổ hay thư mục trong data/dossiers; không ghi: liệt kê các sổ xuất được")]
    pub log: Option<String>,
    /// Với returns: đơn vị gửi số liệu.
    #[arg(long, value_name = "ĐƠN-VỊ", help_heading = OPTIONS)]
    pub unit: Option<String>,
    /// Ghi ra tệp (.xlsx); không ghi: tên của sổ, trong thư mục hiện tại.
    #[arg(short, long, value_name = "TỆP", help_heading = OPTIONS)]
    pub output: Option<PathBuf>,
    /// Ghi đè tệp đã có.
    #[arg(long, help_heading = OPTIONS)]
    pub force: bool,
    /// Kỳ hoặc năm của sổ.
    #[command(flatten)]
    pub period: PeriodArgs,
}

/// The one format there is, by the ending of files.
const FORMATS: &[(&str, ())] = &[("xlsx", ())];

/// Writes a log as a workbook to be edited and imported back.
pub(super) fn run(session: &Session, args: &ExportArgs) -> Outcome {
    output::format(None, args.output.as_deref(), FORMATS)?;
    let opened = session.open()?;
    let Some(name) = &args.log else {
        session.print(&target::overview(&opened))?;
        return Ok(ExitCode::SUCCESS);
    };
    let target = target::find(&opened, name, args)?;
    let sheet = sheet(&opened, &target)?;
    let bytes = log::render(&sheet)?;
    let path = args.output.clone().unwrap_or_else(|| PathBuf::from(format!("{}.xlsx", target.name())));
    let outcome = write_file(&path, &bytes, output::replace(args.force))?;
    for notice in &sheet.notices {
        session.tell(notice);
    }
    output::tell(session, &path, outcome);
    session.tell(&summary(&sheet, &path));
    Ok(ExitCode::SUCCESS)
}

fn summary(sheet: &LogSheet, path: &Path) -> String {
    let rows = count(u64::try_from(sheet.rows.len()).unwrap_or(u64::MAX));
    let files = match &sheet.origin.files[..] {
        [one] => one.path.clone(),
        several => format!("{} tệp", several.len()),
    };
    let (title, shown) = (sheet.title, path.display());
    if sheet.origin.files.iter().all(|file| file.sha256.is_empty()) {
        return format!(
            "{title}: chưa có {files}, bảng còn trống. Ghi trong Excel, lưu, rồi: kstthc import {shown} -n"
        );
    }
    format!("{title}: {rows} dòng của {files}. Sửa trong Excel, lưu, rồi: kstthc import {shown} -n")
}

fn sheet(opened: &Opened, target: &Target) -> Result<LogSheet, CliError> {
    let root = &opened.repository.root;
    let read = |path: &String| -> Result<LogFileBytes, CliError> {
        let (bytes, sha256) = read_with_digest(root, path)?;
        Ok(LogFileBytes { path: path.clone(), bytes, sha256 })
    };
    let files = target.paths.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let [procedures, items, occurrences] = known(opened, target.year);
    let known = KnownValues {
        units: &opened.repository.units,
        procedures: &procedures,
        items: &items,
        occurrences: &occurrences,
    };
    LogSheet::new(target.kind, &files, known, opened.notices())
        .map_err(|error| CliError::Refused(format!("{}: {error}.", log_name(target.kind))))
}

/// Procedures, and items and occurrences of the plan of a year, each with what it is.
fn known(opened: &Opened, year: Option<i32>) -> [Vec<(String, String)>; 3] {
    let repository = &opened.repository;
    let mut procedures: Vec<(String, String)> = Vec::new();
    for procedure in repository.catalogue.iter() {
        if procedures.last().is_none_or(|(code, _)| *code != procedure.code) {
            procedures.push((procedure.code.clone(), procedure.name.clone()));
        }
    }
    let plan = year.and_then(|year| repository.plans.get(&year));
    // Whoever records an event of tomorrow may record its progress too.
    let ever = Date::new(2100, 12, 31).unwrap_or(opened.today);
    let [items, occurrences] = with_plan(repository, plan, (opened.today, ever), |plan| {
        let Some(plan) = plan else { return [Vec::new(), Vec::new()] };
        let items = plan.plan.items().map(|item| (item.code.clone(), item.in_report().to_owned()));
        let occurrence =
            |occurrence: &Occurrence<'_>| (occurrence.id.clone(), occurrence.item.in_report().to_owned());
        [items.collect(), plan.occurrences.iter().map(occurrence).collect()]
    });
    [procedures, items, occurrences]
}
