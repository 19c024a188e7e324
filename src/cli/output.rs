//! Where a result goes: stdout, or a file whose ending names the format.

use std::path::Path;

use super::error::CliError;
use super::session::Session;
use crate::render::text::TextOptions;
use crate::repo::{Replace, WriteOutcome, write_file};

/// How text is laid out in a file: as wide as a landscape page in a small type.
const FILE_OPTIONS: TextOptions = TextOptions { width: Some(120), colour: false };

/// The format asked for, else the one the file's ending names, else the first known.
///
/// # Errors
///
/// When the ending is not known.
pub(super) fn format<F: Copy + PartialEq>(
    asked: Option<F>,
    output: Option<&Path>,
    known: &[(&str, F)],
) -> Result<F, CliError> {
    let ending = |path: &Path| path.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase);
    let named = |path: &Path| {
        let ending = ending(path);
        known.iter().find(|(name, _)| ending.as_deref() == Some(*name)).map(|&(_, format)| format)
    };
    // A format without an ending of its own may go to any file.
    let is_known = |asked: F| known.iter().any(|(_, format)| *format == asked);
    match (asked, output) {
        (Some(asked), Some(path)) if is_known(asked) && named(path).is_some_and(|named| named != asked) => {
            let path = path.display();
            Err(CliError::usage(format!("đuôi của «{path}» không hợp với --format; bỏ một trong hai.")))
        }
        (Some(asked), _) => Ok(asked),
        (None, Some(path)) => named(path).ok_or_else(|| unknown_ending(path, known)),
        (None, None) => Ok(known[0].1),
    }
}

fn unknown_ending<F>(path: &Path, known: &[(&str, F)]) -> CliError {
    let endings: Vec<String> = known.iter().map(|(name, _)| format!(".{name}")).collect();
    let endings = match &endings[..] {
        [first @ .., last] if !first.is_empty() => format!("{} hoặc {last}", first.join(", ")),
        _ => endings.concat(),
    };
    // A command that knows one format has no option to choose among them.
    let or_option = if known.len() > 1 { ", hoặc thêm --format" } else { "" };
    CliError::usage(format!("không biết định dạng của «{}»; đặt đuôi {endings}{or_option}.", path.display()))
}

/// How text is laid out where it goes.
#[must_use]
pub(super) fn text_options(session: &Session, output: Option<&Path>) -> TextOptions {
    if output.is_none() { session.text_options() } else { FILE_OPTIONS }
}

/// Prints a result, or writes it to a file.
///
/// # Errors
///
/// When it cannot be written, or the file is there with another content and may not be replaced.
pub(super) fn put(
    session: &Session,
    shown: &[u8],
    output: Option<&Path>,
    replace: Replace,
) -> Result<(), CliError> {
    let Some(path) = output else {
        return session.print_bytes(shown);
    };
    tell(session, path, write_file(path, shown, replace)?);
    Ok(())
}

/// Says what writing a file did.
pub(super) fn tell(session: &Session, path: &Path, outcome: WriteOutcome) {
    match outcome {
        WriteOutcome::Written => session.tell(&format!("Đã ghi {}.", path.display())),
        WriteOutcome::Unchanged => session.tell(&format!("{} đã có sẵn đúng nội dung này.", path.display())),
    }
}

/// Whether a file that is there may be replaced.
#[must_use]
pub(super) const fn replace(force: bool) -> Replace {
    if force { Replace::Always } else { Replace::Never }
}
