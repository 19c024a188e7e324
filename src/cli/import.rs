//! `kstthc import`.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use super::Outcome;
use super::args::ImportArgs;
use super::error::{CliError, FAILED};
use super::session::{Session, Stream};
use crate::diag::Sink;
use crate::diag::render::full;
use crate::import::{Imported, import_dossiers};
use crate::repo::{Replace, WriteOutcome, find_root, read_foreign, write_file};
use crate::syntax::profile::{Profile, read_profile};
use crate::syntax::source::Source;
use crate::text::number::count;

/// Brings a foreign table in.
pub(super) fn run(session: &Session, args: &ImportArgs) -> Outcome {
    let root = find_root(session.directory())?;
    let profile = profile(session, &args.profile)?;
    let bytes = read_foreign(&args.file)?;
    let imported = import_dossiers(&bytes, &profile).map_err(|error| {
        let line = memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count() + 1;
        CliError::usage(format!(
            "«{}» không phải UTF-8 (dòng {line}); trong Excel hãy Lưu thành → CSV UTF-8.",
            args.file.display()
        ))
    })?;
    if let Some(refusal) = refusal(&imported) {
        session.alert(&refusal);
        return Ok(ExitCode::from(FAILED));
    }
    let name = args.file.file_stem().unwrap_or_default().to_string_lossy();
    let relative = format!("data/dossiers/{name}.csv");
    session.tell(&summary(&imported, &profile));
    if args.dry_run {
        session.tell(&format!("Chạy thử: chưa ghi {relative}."));
        return Ok(ExitCode::SUCCESS);
    }
    let replace = if args.force { Replace::Always } else { Replace::Never };
    match write_file(&root.join(&relative), &imported.log, replace)? {
        WriteOutcome::Written => session.tell(&format!("Đã ghi {relative}. Tiếp theo: kstthc check")),
        WriteOutcome::Unchanged => {
            session.tell(&format!("{relative} đã có đúng nội dung này, không có gì thay đổi."));
        }
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

/// Why nothing can be written, if nothing can.
fn refusal(imported: &Imported) -> Option<String> {
    if !imported.missing.is_empty() {
        let missing = imported.missing.join("», «");
        return Some(format!("lỗi: bảng không có cột «{missing}» mà tệp ánh xạ nêu tên; chưa ghi gì."));
    }
    if imported.unmapped.is_empty() {
        return None;
    }
    let lines = imported.unmapped.iter().map(|value| {
        format!("  {}: «{}» ({} dòng, lần đầu ở dòng {})", value.column, value.value, value.rows, value.line)
    });
    let lines: Vec<String> = lines.collect();
    Some(format!(
        "lỗi[K0801]: tệp ánh xạ chưa nói các giá trị sau là mã nào; chưa ghi gì.\n{}\n\
         gợi ý: thêm chúng vào [values.<cột>] của tệp ánh xạ; đừng đoán trạng thái.",
        lines.join("\n")
    ))
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
