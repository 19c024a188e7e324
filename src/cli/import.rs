//! `kstthc import`.

use std::path::Path;
use std::sync::Arc;

use super::Outcome;
use super::args::ImportArgs;
use super::error::CliError;
use super::session::{Session, Stream};
use crate::diag::Sink;
use crate::diag::render::{full, pick_lines};
use crate::import::{layout, layouts};
use crate::repo::read_foreign;
use crate::syntax::profile::{Profile, read_profile};
use crate::syntax::source::Source;

/// Brings a foreign file in.
pub(super) fn run(session: &Session, args: &ImportArgs) -> Outcome {
    if let Some(outcome) = super::import_log::run(session, args) {
        return outcome;
    }
    if args.is_return {
        return super::import_return::run(session, args);
    }
    if args.period.is_given() {
        let message = "kỳ báo cáo (--quarter, …) chỉ dùng với --return.";
        return Err(CliError::usage(message.to_owned()));
    }
    super::import_dossiers::run(session, args)
}

/// The profile asked for: one that is known by its name, else a file.
///
/// # Errors
///
/// When there is none, or it has errors, which are shown.
pub(super) fn profile(session: &Session, path: &Path) -> Result<Profile, CliError> {
    if let Some(known) = path.to_str().and_then(layout) {
        return Ok(known.profile.clone());
    }
    let is_name = path.extension().is_none() && path.components().count() == 1;
    let bytes = read_foreign(path).map_err(|error| {
        if is_name { CliError::usage(unknown_layout(path)) } else { CliError::from(error) }
    })?;
    let Ok(text) = String::from_utf8(bytes) else {
        return Err(CliError::usage(format!("«{}» không phải UTF-8.", path.display())));
    };
    let mut sink = Sink::new();
    let shown: Arc<str> = Arc::from(path.display().to_string());
    let profile = read_profile(&Source::new(shown, &text), &mut sink);
    if sink.errors() == 0 {
        return Ok(profile);
    }
    let read = |path: &str, wanted: &_| pick_lines(path, text.as_bytes(), wanted);
    session.alert(full(&sink.into_findings(), &read, &session.finding_options(Stream::Err)).trim_end());
    Err(CliError::usage(format!("tệp ánh xạ «{}» có lỗi.", path.display())))
}

fn unknown_layout(path: &Path) -> String {
    let names: Vec<String> =
        layouts().iter().map(|layout| format!("  {}: {}", layout.name, layout.profile.name)).collect();
    format!("không có mẫu hay tệp ánh xạ «{}». Các mẫu có sẵn:\n{}", path.display(), names.join("\n"))
}

/// At most this many lines are listed of each thing that stops an import.
pub(super) const LISTED: usize = 10;

/// Some items, one a line, and how many more there are.
pub(super) fn list<T>(items: &[T], line: impl Fn(&T) -> String) -> String {
    list_up_to(LISTED, items, line)
}

/// As [`list`], with another limit.
pub(super) fn list_up_to<T>(limit: usize, items: &[T], line: impl Fn(&T) -> String) -> String {
    let mut lines: Vec<String> = items.iter().take(limit).map(|item| format!("  {}", line(item))).collect();
    if items.len() > limit {
        lines.push(format!("  và {} dòng khác", items.len() - limit));
    }
    lines.join("\n")
}
