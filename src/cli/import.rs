//! `kstthc import`.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use super::Outcome;
use super::args::ImportArgs;
use super::error::{CliError, FAILED};
use super::session::{Session, Stream};
use super::writing;
use crate::diag::Sink;
use crate::diag::render::full;
use crate::import::{Fault, Imported, Misread, Unmapped, import_dossiers};
use crate::repo::{Expect, Transaction, WriteOutcome, find_root, read_foreign};
use crate::syntax::profile::{Profile, read_profile};
use crate::syntax::source::Source;
use crate::text::number::count;

/// Brings a foreign table in.
pub(super) fn run(session: &Session, args: &ImportArgs) -> Outcome {
    if let Some(outcome) = super::import_log::run(session, args) {
        return outcome;
    }
    let Some(profile_path) = &args.profile else {
        if args.is_return {
            return super::import_return::run(session, args);
        }
        return Err(CliError::usage(format!(
            "«{}» không phải bảng do «kstthc export» xuất ra.\ngợi ý: bảng CSV của hệ thống khác cần --profile TỆP-ÁNH-XẠ; biểu II.06a \
             của đơn vị cần --return --unit ĐƠN-VỊ KỲ.",
            args.file.display()
        )));
    };
    let root = find_root(session.directory())?;
    let profile = profile(session, profile_path)?;
    let bytes = read_foreign(&args.file)?;
    let imported = import_dossiers(&bytes, &profile);
    if let Some(refusal) = refusal(&imported) {
        session.alert(&refusal);
        return Ok(ExitCode::from(FAILED));
    }
    let relative = target(&args.file)?;
    session.tell(&summary(&imported, &profile));
    if args.writing.dry_run {
        session.tell(&format!("Chạy thử: chưa ghi {relative}."));
        return Ok(ExitCode::SUCCESS);
    }
    let lock = writing::lock(session, &root)?;
    let mut transaction = Transaction::new(&lock);
    let expect = if args.writing.force { Expect::Anything } else { Expect::Absent };
    transaction.stage(&root.join(&relative), imported.log, expect)?;
    if transaction.commit()?.contains(&WriteOutcome::Written) {
        session.tell(&format!("Đã ghi {relative}. Tiếp theo: kstthc check"));
    } else {
        session.tell(&format!("{relative} đã có đúng nội dung này, không có gì thay đổi."));
    }
    Ok(ExitCode::SUCCESS)
}

fn profile(session: &Session, path: &Path) -> Result<Profile, CliError> {
    let bytes = read_foreign(path)?;
    let Ok(text) = String::from_utf8(bytes) else {
        return Err(CliError::usage(format!("«{}» không phải UTF-8.", path.display())));
    };
    let mut sink = Sink::new();
    let shown: Arc<str> = Arc::from(path.display().to_string());
    let profile = read_profile(&Source::new(shown, &text), &mut sink);
    if sink.errors() == 0 {
        return Ok(profile);
    }
    let read = |_: &str| Some(text.clone());
    session.alert(full(&sink.into_findings(), &read, &session.finding_options(Stream::Err)).trim_end());
    Err(CliError::usage(format!("tệp ánh xạ «{}» có lỗi.", path.display())))
}

/// Where the log goes: named after the file, without what would hide it.
fn target(file: &Path) -> Result<String, CliError> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let name = stem.trim_start_matches(['.', '~', '$']);
    if name.is_empty() {
        return Err(CliError::usage(format!("«{}» không cho tên sổ; hãy đổi tên tệp.", file.display())));
    }
    Ok(format!("data/dossiers/{name}.csv"))
}

/// At most this many lines are listed of each thing that stops an import.
pub(super) const LISTED: usize = 10;

/// Why nothing can be written, if nothing can.
fn refusal(imported: &Imported) -> Option<String> {
    let mut reasons = Vec::new();
    if !imported.missing.is_empty() {
        reasons.push(format!("bảng không có cột «{}» mà tệp ánh xạ nêu tên.", imported.missing.join("», «")));
    }
    if !imported.ambiguous.is_empty() {
        reasons.push(format!(
            "bảng có hai cột cùng tên «{}»; hãy đổi tên một cột.",
            imported.ambiguous.join("», «")
        ));
    }
    if !imported.misread.is_empty() {
        reasons.push(format!(
            "không tách được các dòng sau thành cột:\n{}",
            list(&imported.misread, misread_line)
        ));
    }
    if !imported.unmapped.is_empty() {
        reasons.push(format!(
            "tệp ánh xạ chưa nói các giá trị sau là mã nào (K0801):\n{}\ngợi ý: thêm chúng vào [values.<cột>] của tệp \
             ánh xạ; đừng đoán trạng thái.",
            list(&imported.unmapped, unmapped_line)
        ));
    }
    if !imported.returned_without_end.is_empty() {
        let lines = list(&imported.returned_without_end, |line| format!("dòng {line}"));
        reasons.push(format!(
            "hồ sơ ghi là trả lại (returned) mà không có ngày kết thúc; cần biết còn giải quyết hay đã trả:\n{lines}"
        ));
    }
    (!reasons.is_empty()).then(|| format!("lỗi: {}\nChưa ghi gì.", reasons.join("\nlỗi: ")))
}

/// Some items, one a line, and how many more there are.
pub(super) fn list<T>(items: &[T], line: impl Fn(&T) -> String) -> String {
    let mut lines: Vec<String> = items.iter().take(LISTED).map(|item| format!("  {}", line(item))).collect();
    if items.len() > LISTED {
        lines.push(format!("  và {} dòng khác", items.len() - LISTED));
    }
    lines.join("\n")
}

fn misread_line(misread: &Misread) -> String {
    let why = match misread.fault {
        Fault::Quotes => "dấu nháy kép không khớp, các dòng sau có thể bị nuốt mất".to_owned(),
        Fault::NotUtf8 => "chữ không phải UTF-8; trong Excel hãy Lưu thành → CSV UTF-8".to_owned(),
        Fault::Empty => "tệp rỗng, không có dòng tiêu đề".to_owned(),
        Fault::Fields { found, expected } => format!("có {found} ô, dòng tiêu đề có {expected} cột"),
    };
    format!("dòng {}: {why}", misread.line)
}

fn unmapped_line(value: &Unmapped) -> String {
    format!("{}: «{}» ({} dòng, lần đầu ở dòng {})", value.column, value.value, value.rows, value.line)
}

fn summary(imported: &Imported, profile: &Profile) -> String {
    let number = |n: usize| count(u64::try_from(n).unwrap_or(u64::MAX));
    let mut text = format!("{}: {} hồ sơ", profile.name, number(imported.rows));
    if imported.blank > 0 {
        text.push_str(&format!(", {} dòng trống bỏ qua", number(imported.blank)));
    }
    if imported.unread_dates > 0 {
        text.push_str(&format!(", {} ngày không đọc được giữ nguyên", number(imported.unread_dates)));
    }
    if !imported.unused.is_empty() {
        text.push_str(&format!("\nCột không dùng (không giữ lại): {}", imported.unused.join(", ")));
    }
    text
}
