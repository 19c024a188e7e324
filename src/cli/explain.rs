//! `kstthc explain`.

use std::process::ExitCode;

use super::Outcome;
use super::args::ExplainArgs;
use super::error::CliError;
use super::session::{Session, Stream};
use crate::diag::Code;
use crate::diag::render::{explain_code, explain_list};

/// Explains a code, or lists all; needs no repository.
pub(super) fn run(session: &Session, args: &ExplainArgs) -> Outcome {
    let text = match &args.code {
        Some(word) => {
            let code = Code::find(word).ok_or_else(|| unknown(word))?;
            explain_code(code, &session.finding_options(Stream::Out))
        }
        None => explain_list(),
    };
    session.print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn unknown(word: &str) -> CliError {
    let hint = match Code::nearest(word) {
        Some(nearest) => format!("có phải ý bạn là «{nearest}»?"),
        None => "xem mọi mã bằng «kstthc explain».".to_owned(),
    };
    CliError::usage(format!("không có mã phát hiện «{word}».\ngợi ý: {hint}"))
}
