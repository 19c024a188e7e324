//! Writing letters: the files, their rows in the register and the new appointments, all or none.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::Request;
use super::register::{self, Fields};
use crate::cli::Outcome;
use crate::cli::error::CliError;
use crate::cli::session::{Opened, Session};
use crate::model::letter::LetterKind;
use crate::model::unit::UnitIndex;
use crate::render::docx;
use crate::repo::{Expect, Transaction, WriteLock};
use crate::report::document::Document;
use crate::syntax::letters::{COLUMNS, KINDS};

/// The columns of a new `data/pauses.csv`.
const PAUSES: [&str; 6] = ["dossier_id", "kind", "from", "to", "new_due_at", "document"];

/// A letter that is ready.
pub(super) struct Letter {
    pub(super) kind: LetterKind,
    pub(super) dossier: Option<String>,
    pub(super) unit: UnitIndex,
    /// The name of its file, without ending and not yet fit for one.
    pub(super) stem: String,
    pub(super) document: Document,
}

/// Writes the letters, or says what would be written.
pub(super) fn put(
    session: &Session,
    opened: &Opened,
    request: &Request,
    (lock, letters): (Option<&WriteLock>, Vec<Letter>),
) -> Outcome {
    if letters.is_empty() {
        session.print("Không có thư nào cần viết.\n")?;
        return Ok(ExitCode::SUCCESS);
    }
    let paths = paths(opened, request, &letters)?;
    let summary = summary(opened, &letters, &paths);
    let Some(lock) = lock else {
        session.print(&summary)?;
        session.tell("Chạy thử: chưa ghi gì.");
        return Ok(ExitCode::SUCCESS);
    };
    let mut transaction = Transaction::new(lock);
    let expect = if request.write.force { Expect::Anything } else { Expect::Absent };
    for (letter, path) in letters.iter().zip(&paths) {
        transaction.stage(path, docx::render(&letter.document)?, expect.clone())?;
    }
    let log = register_path(opened, request);
    let known: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
    let root = &opened.repository.root;
    register::stage(&mut transaction, (root, &log), &known, &rows(opened, request, (&letters, &paths)))?;
    let pauses = if request.record { appointments(opened, request, &letters) } else { Vec::new() };
    register::stage(&mut transaction, (root, "data/pauses.csv"), &PAUSES, &pauses)?;
    transaction.commit()?;
    session.print(&summary)?;
    session.tell(&format!(
        "Đã ghi {} thư và sổ {log}. Số văn bản: văn thư điền vào cột document.",
        letters.len()
    ));
    tell_appointments(session, request, (&letters, pauses.len()));
    Ok(ExitCode::SUCCESS)
}

/// The day of the letters, as the register has it.
fn date(opened: &Opened, request: &Request) -> crate::model::date::Date {
    request.write.date.unwrap_or(opened.today)
}

fn register_path(opened: &Opened, request: &Request) -> String {
    format!("data/letters/{}.csv", date(opened, request).year())
}

/// Where each letter goes.
fn paths(opened: &Opened, request: &Request, letters: &[Letter]) -> Result<Vec<PathBuf>, CliError> {
    let absolute = |path: &Path| {
        std::path::absolute(path)
            .map_err(|_| CliError::usage(format!("«{}» không phải là đường dẫn dùng được.", path.display())))
    };
    if let Some(output) = &request.output {
        let is_word = output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx"));
        return match letters {
            _ if !is_word => {
                Err(CliError::usage(format!("thư là tệp Word; đặt đuôi .docx cho «{}».", output.display())))
            }
            [_] => Ok(vec![absolute(output)?]),
            _ => Err(CliError::usage(format!(
                "có {} thư, không ghi chung vào một tệp được; dùng --out-dir, hoặc ghi rõ một mã.",
                letters.len()
            ))),
        };
    }
    let folder = match &request.write.out_dir {
        Some(folder) => absolute(folder)?,
        None => opened.repository.root.join(&format!("thu/{}", opened.today)),
    };
    let mut taken = BTreeSet::new();
    Ok(letters.iter().map(|letter| folder.join(free_name(&letter.stem, &mut taken))).collect())
}

/// A name no other letter has, on systems too that do not tell capitals from small letters.
fn free_name(stem: &str, taken: &mut BTreeSet<String>) -> String {
    let stem = safe(stem);
    let numbered = |n: u32| if n == 1 { format!("{stem}.docx") } else { format!("{stem}-{n}.docx") };
    let mut name = numbered(1);
    for n in 2.. {
        if taken.insert(name.to_lowercase()) {
            break;
        }
        name = numbered(n);
    }
    name
}

/// The text with a hyphen for every character that some system does not allow in names of files.
fn safe(text: &str) -> String {
    let fit = |c: char| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '-' };
    text.chars().map(fit).collect()
}

fn summary(opened: &Opened, letters: &[Letter], paths: &[PathBuf]) -> String {
    let mut text = String::new();
    for (kind, heading) in [(LetterKind::Apology, "Thư xin lỗi"), (LetterKind::Reminder, "Công văn đôn đốc")]
    {
        let own: Vec<&PathBuf> = letters
            .iter()
            .zip(paths)
            .filter(|(letter, _)| letter.kind == kind)
            .map(|(_, path)| path)
            .collect();
        if !own.is_empty() {
            text.push_str(&format!("{heading}: {}\n", own.len()));
            for path in own {
                text.push_str(&format!("  {}\n", register::shown(&opened.repository.root, path)));
            }
        }
    }
    text
}

/// The rows of the register, one a letter.
fn rows(opened: &Opened, request: &Request, (letters, paths): (&[Letter], &[PathBuf])) -> Vec<Fields> {
    let Opened { repository, .. } = opened;
    let row = |(letter, path): (&Letter, &PathBuf)| {
        let word = KINDS.iter().find(|(_, kind)| *kind == letter.kind).map_or("", |(word, _)| word);
        let new_due = request.new_due.filter(|_| letter.kind == LetterKind::Apology);
        vec![
            ("date", date(opened, request).to_string()),
            ("kind", word.to_owned()),
            ("dossier_id", letter.dossier.clone().unwrap_or_default()),
            ("unit", repository.units.get(letter.unit).code.clone()),
            ("new_due_at", new_due.map(|date| date.to_string()).unwrap_or_default()),
            ("file", register::shown(&repository.root, path)),
        ]
    };
    letters.iter().zip(paths).map(row).collect()
}

/// The rows of `data/pauses.csv` that give the new appointments.
fn appointments(opened: &Opened, request: &Request, letters: &[Letter]) -> Vec<Fields> {
    let Some(new_due) = request.new_due else { return Vec::new() };
    let row = |id: &String| {
        vec![
            ("dossier_id", id.clone()),
            ("kind", "reappointment".to_owned()),
            ("from", date(opened, request).to_string()),
            ("new_due_at", new_due.to_string()),
        ]
    };
    letters.iter().filter_map(|letter| letter.dossier.as_ref()).map(row).collect()
}

/// Says what became of the new appointments.
fn tell_appointments(session: &Session, request: &Request, (letters, recorded): (&[Letter], usize)) {
    if recorded > 0 {
        session.tell(&format!("Đã ghi {recorded} dòng hẹn lại vào data/pauses.csv."));
    } else if letters.iter().any(|letter| letter.kind == LetterKind::Apology) {
        let day = request.new_due.map_or("<ngày hẹn mới>".to_owned(), |date| date.to_string());
        session.tell(&format!(
            "Khi thư đã gửi, ghi mỗi hồ sơ một dòng vào data/pauses.csv: dossier_id, kind = reappointment, from = ngày thư, \
             new_due_at = {day}."
        ));
    }
}
