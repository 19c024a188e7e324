//! Questions on a terminal.

use std::io::{BufRead, IsTerminal};

use super::error::CliError;
use super::session::Session;

/// Whether somebody is there to answer.
pub(super) fn is_possible() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks until the answer is understood; an empty answer takes the default, if there is one.
///
/// # Errors
///
/// When the input ends or cannot be read.
pub(super) fn value<T>(
    session: &Session,
    question: &str,
    default: Option<T>,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<T, CliError> {
    loop {
        let answer = line(session, question)?;
        let reason = match (answer.is_empty(), &default) {
            (true, Some(_)) => break,
            _ => match read(&answer) {
                Ok(value) => return Ok(value),
                Err(reason) => reason,
            },
        };
        session.alert(&format!("«{answer}»: {reason}."));
    }
    default.ok_or_else(no_answer)
}

/// Asks whether to go on; only a clear yes is one.
///
/// # Errors
///
/// When the input ends or cannot be read.
pub(super) fn yes(session: &Session, question: &str) -> Result<bool, CliError> {
    let answer = line(session, &format!("{question} [c/K]"))?.to_lowercase();
    Ok(["c", "có", "co", "y", "yes"].contains(&answer.as_str()))
}

fn line(session: &Session, question: &str) -> Result<String, CliError> {
    session.alert(question);
    let mut answer = String::new();
    match std::io::stdin().lock().read_line(&mut answer) {
        Ok(0) => Err(no_answer()),
        Ok(_) => Ok(answer.trim().to_owned()),
        Err(error) => Err(error.into()),
    }
}

fn no_answer() -> CliError {
    CliError::usage("không có câu trả lời; chưa ghi gì.".to_owned())
}
