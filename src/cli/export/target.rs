//! Which log is meant by a name, a path or a folder.

use std::path::Path;

use super::ExportArgs;
use crate::cli::error::CliError;
use crate::cli::period::{period, unit};
use crate::cli::session::Opened;
use crate::model::period::PeriodKind;
use crate::repo::{Root, logs_below};
use crate::syntax::log_kind::LogKind;
use crate::text::log_columns::log_name;
use crate::text::nearest::nearest;

/// The files of a log.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// The kind of log.
    pub kind: LogKind,
    /// The paths relative to the root, in their order; one that is not there yet is begun by what comes back.
    pub paths: Vec<String>,
    /// The year of the plan to which the log belongs.
    pub year: Option<i32>,
    /// What was asked for, as a path below `data`.
    asked: String,
}

impl Target {
    fn new(kind: LogKind, paths: Vec<String>, asked: &str) -> Self {
        let year = paths.first().and_then(|path| year_in(path));
        Self { kind, paths, year, asked: asked.to_owned() }
    }

    /// What the workbook is called: `dossiers-2021-tn-mt`.
    pub(super) fn name(&self) -> String {
        self.asked.trim_start_matches("data/").trim_end_matches(".csv").replace('/', "-")
    }
}

/// The year that a path names: that of its last part that begins with one.
fn year_in(path: &str) -> Option<i32> {
    let years = path.split('/').rev().filter_map(|part| part.get(..4)?.parse().ok());
    years.into_iter().find(|year| crate::model::period::YEARS.contains(year))
}

/// The log meant.
///
/// # Errors
///
/// When there is none, or an option that names it is lacking.
pub(super) fn find(opened: &Opened, name: &str, args: &ExportArgs) -> Result<Target, CliError> {
    if let Some(kind) = LogKind::named(name) {
        return of_kind(opened, kind, args);
    }
    refuse_options(args)?;
    let path = relative(&opened.repository.root, name);
    if let Some(kind) = LogKind::of_path(&path) {
        return Ok(Target::new(kind, vec![path.clone()], &path));
    }
    let folder = path.trim_end_matches('/');
    let below = |log: &&str| log.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    let logs = opened.repository.dossier_logs.iter().map(AsRef::as_ref).filter(below);
    let logs: Vec<String> = logs.map(str::to_owned).collect();
    if logs.is_empty() || !folder.starts_with("data/dossiers") {
        return Err(unknown(opened, name));
    }
    Ok(Target::new(LogKind::Dossiers, logs, folder))
}

/// The log of a kind, with the year, period or unit that the options name.
fn of_kind(opened: &Opened, kind: LogKind, args: &ExportArgs) -> Result<Target, CliError> {
    let one = |path: String| Target::new(kind, vec![path.clone()], &path);
    match kind {
        LogKind::Dossiers => {
            refuse_options(args)?;
            dossiers(opened)
        }
        LogKind::Pauses | LogKind::Procedures => {
            refuse_options(args)?;
            Ok(one(format!("data/{}.csv", kind.name())))
        }
        LogKind::Progress | LogKind::Events | LogKind::Feedback | LogKind::Letters => {
            refuse_period(args)?;
            let year = args.period.year.unwrap_or_else(|| opened.default_year());
            Ok(one(format!("data/{}/{year}.csv", kind.name())))
        }
        LogKind::Returns => returns(opened, args).map(one),
        LogKind::Slips | LogKind::UnitFacts => {
            let example = format!("kstthc export {} --quarter 2", kind.name());
            let (Some(number), None) = (args.period.quarter, &args.unit) else {
                return Err(CliError::usage(format!(
                    "đánh giá lập theo quý, cho mọi đơn vị: chọn --quarter 1…4.\ngợi ý: ví dụ «{example}»."
                )));
            };
            let year = period(opened, &args.period, &example)?.year;
            Ok(one(format!("data/evaluations/{year}-Q{number}/{}.csv", kind.name())))
        }
    }
}

fn dossiers(opened: &Opened) -> Result<Target, CliError> {
    let paths: Vec<String> = opened.repository.dossier_logs.iter().map(ToString::to_string).collect();
    if paths.is_empty() {
        return Err(CliError::usage(
            "chưa có sổ hồ sơ nào.\ngợi ý: ghi rõ tệp sẽ lập, ví dụ «kstthc export data/dossiers/2021.csv»; nhập lại thì tệp được lập."
                .to_owned(),
        ));
    }
    Ok(Target::new(LogKind::Dossiers, paths, "data/dossiers"))
}

/// The return of a unit and period: the file that is there under any of the unit's names, else one under its code.
fn returns(opened: &Opened, args: &ExportArgs) -> Result<String, CliError> {
    let example = "kstthc export returns --quarter 2 --unit tn-mt";
    let period = period(opened, &args.period, example)?;
    let PeriodKind::Report(label) = period.kind else {
        return Err(CliError::usage(
            "số liệu đơn vị gửi chỉ có theo kỳ báo cáo, không theo khoảng ngày.".to_owned(),
        ));
    };
    let Some(code) = &args.unit else {
        return Err(CliError::usage(format!("chưa ghi đơn vị.\ngợi ý: ví dụ «{example}».")));
    };
    let unit = unit(opened, code)?;
    let units = &opened.repository.units;
    let folder = format!("data/returns/{}-{}", period.year, label.label());
    let stem = |path: &str| path.rsplit('/').next()?.strip_suffix(".csv").and_then(|stem| units.find(stem));
    let there =
        logs_below(&opened.repository.root, &folder).into_iter().find(|path| stem(path) == Some(unit));
    Ok(there.map_or_else(|| format!("{folder}/{}.csv", units.get(unit).code), |path| path.to_string()))
}

fn refuse_period(args: &ExportArgs) -> Result<(), CliError> {
    let period = &args.period;
    let long = period.six_months || period.nine_months || period.annual;
    if period.quarter.is_some() || long || period.from.is_some() || args.unit.is_some() {
        return Err(CliError::usage("sổ này chọn theo --year, không theo kỳ hay đơn vị.".to_owned()));
    }
    Ok(())
}

fn refuse_options(args: &ExportArgs) -> Result<(), CliError> {
    if args.period.year.is_some() || refuse_period(args).is_err() {
        return Err(CliError::usage(
            "sổ này không chọn theo năm, kỳ hay đơn vị; chỉ ghi tên hoặc đường dẫn của sổ.".to_owned(),
        ));
    }
    Ok(())
}

/// A path as files are named in the repository: relative to the root, with `/`.
fn relative(root: &Root, name: &str) -> String {
    let slashes = |path: &Path| path.to_string_lossy().replace('\\', "/");
    let given = slashes(Path::new(name));
    let given = given.strip_prefix("./").unwrap_or(&given).to_owned();
    if given.starts_with("data/") {
        return given;
    }
    let absolute = |path: &Path| std::path::absolute(path).ok();
    let below = absolute(Path::new(name)).zip(absolute(root.path()));
    let below = below.and_then(|(path, root)| path.strip_prefix(root).ok().map(slashes));
    below.unwrap_or(given)
}

fn unknown(opened: &Opened, name: &str) -> CliError {
    let names = LogKind::ALL.map(LogKind::name);
    let logs = opened.repository.dossier_logs.iter().map(AsRef::as_ref);
    let near = nearest(name, names.into_iter().chain(logs));
    let hint = near.map(|near| format!("\ngợi ý: có phải ý bạn là «{near}»?")).unwrap_or_default();
    CliError::usage(format!("không có sổ «{name}».{hint}\n{}", overview(opened)))
}

/// What can be exported, one line a log.
pub(super) fn overview(opened: &Opened) -> String {
    let year = opened.default_year();
    let line = |kind: LogKind| {
        let how = match kind {
            LogKind::Dossiers => "mọi sổ; hoặc một tệp, một thư mục của data/dossiers".to_owned(),
            LogKind::Pauses | LogKind::Procedures => format!("data/{}.csv", kind.name()),
            LogKind::Progress | LogKind::Events | LogKind::Feedback | LogKind::Letters => {
                format!("data/{}/<năm>.csv; --year {year}", kind.name())
            }
            LogKind::Returns => "data/returns/<kỳ>/<đơn vị>.csv; --quarter 2 --unit MÃ".to_owned(),
            LogKind::Slips | LogKind::UnitFacts => {
                format!("data/evaluations/<quý>/{}.csv; --quarter 2", kind.name())
            }
        };
        format!("  {:<11} {} ({how})\n", kind.name(), log_name(kind))
    };
    let lines: String = LogKind::ALL.iter().map(|&kind| line(kind)).collect::<Vec<_>>().concat();
    format!("Các sổ xuất được ra Excel: kstthc export SỔ\n{lines}")
}
