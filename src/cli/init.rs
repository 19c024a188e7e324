//! `kstthc init`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::args::{InitArgs, LevelChoice, parse_line, parse_year};
use super::error::CliError;
use super::session::Session;
use super::{Outcome, ask};
use crate::model::date::Date;
use crate::model::unit::Level;
use crate::repo::{Replace, vacant, write_files};
use crate::scaffold::{NewFile, Office, new_repository};
use crate::text::fold::nfc;

/// Makes a new repository.
pub(super) fn run(session: &Session, args: &InitArgs) -> Outcome {
    let folder = session.directory().join(args.folder.as_deref().unwrap_or(Path::new("")));
    let root = vacant(&folder)?;
    let office = office(session, args)?;
    confirm(session, args, &office)?;
    let files = new_repository(&office)?;
    if !args.dry_run {
        let targets: Vec<(PathBuf, Vec<u8>)> =
            files.iter().map(|file| (target(&root, file), file.text.clone().into_bytes())).collect();
        write_files(&targets, Replace::Never)?;
    }
    session.print(&told(args, &root, &files))?;
    Ok(ExitCode::SUCCESS)
}

fn target(root: &Path, file: &NewFile) -> PathBuf {
    file.path.split('/').fold(root.to_owned(), |path, part| path.join(part))
}

/// The office, from the options and, on a terminal, from answers.
fn office(session: &Session, args: &InitArgs) -> Result<Office, CliError> {
    let today = session.today()?;
    let can_ask = ask::is_possible() && !args.yes;
    let missing: Vec<&str> = [(args.name.is_none(), "--name"), (args.level.is_none(), "--level")]
        .into_iter()
        .filter_map(|(is_missing, option)| is_missing.then_some(option))
        .collect();
    if !can_ask && !missing.is_empty() {
        return Err(CliError::usage(format!(
            "thiếu {}.\ngợi ý: kstthc init THƯ-MỤC --name \"Ủy ban nhân dân phường Phước Long\" --level commune --year {}",
            missing.join(", "),
            today.year()
        )));
    }
    let name = match &args.name {
        Some(name) => name.clone(),
        None => ask::value(session, "Tên đầy đủ của cơ quan:", None, parse_line)?,
    };
    let level = match args.level {
        Some(level) => level.into(),
        None => ask::value(session, "Cấp: 1 tỉnh, 2 huyện, 3 xã", None, read_level)?,
    };
    let year = match args.year {
        Some(year) => year,
        None if can_ask => {
            let question = format!("Năm của kế hoạch [{}]:", today.year());
            ask::value(session, &question, Some(today.year()), parse_year)?
        }
        None => today.year(),
    };
    Ok(Office::new(&nfc(&name), level, (year, today)))
}

fn read_level(answer: &str) -> Result<Level, String> {
    match answer.to_lowercase().as_str() {
        "1" | "tỉnh" | "province" => Ok(LevelChoice::Province),
        "2" | "huyện" | "district" => Ok(LevelChoice::District),
        "3" | "xã" | "phường" | "commune" => Ok(LevelChoice::Commune),
        _ => Err("hãy trả lời 1, 2 hoặc 3".to_owned()),
    }
    .map(Level::from)
}

/// Asks whether an office of a level that no longer exists is meant.
fn confirm(session: &Session, args: &InitArgs, office: &Office) -> Result<(), CliError> {
    const ENDED: &str = "cấp huyện kết thúc hoạt động từ 01/07/2025 (Nghị quyết số 203/2025/QH15)";
    let last = Date::new(2025, 6, 30).filter(|_| office.level == Level::District);
    if !office.is_abolished() {
        if last.is_some_and(|last| session.today().is_ok_and(|today| today > last)) {
            session.alert(&format!("Lưu ý: {ENDED}; các đơn vị cấp huyện được ghi valid_to = 2025-06-30."));
        }
        return Ok(());
    }
    session.alert(&format!("cảnh báo: {ENDED}."));
    if args.yes {
        return Ok(());
    }
    if ask::is_possible() && ask::yes(session, "Vẫn lập kho cấp huyện?")? {
        return Ok(());
    }
    Err(CliError::usage(format!(
        "chưa lập kho cấp huyện cho năm {}.\ngợi ý: dùng --level commune hoặc province; nếu đúng là cấp huyện, thêm --yes.",
        office.year
    )))
}

fn told(args: &InitArgs, root: &Path, files: &[NewFile]) -> String {
    let verb =
        if args.dry_run { "Chạy thử: chưa ghi gì. Sẽ lập kho ở" } else { "Đã lập kho ở" };
    let paths: Vec<String> = files.iter().map(|file| format!("  {}\n", file.path)).collect();
    let paths = paths.concat();
    let change = match &args.folder {
        Some(folder) => format!("  cd \"{}\"\n", folder.display()),
        None => String::new(),
    };
    format!(
        "{verb} {}:\n{paths}\nDanh mục đơn vị và kế hoạch là DỰ THẢO, cần xem lại; README.md ghi việc cần làm trước. Thử \
         ngay:\n{change}  kstthc check\n  kstthc status\n  kstthc plan list\n",
        root.display()
    )
}
