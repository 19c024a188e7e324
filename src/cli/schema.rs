//! `kstthc schema`.

use std::process::ExitCode;

use super::Outcome;
use super::args::SchemaArgs;
use super::error::CliError;
use super::session::Session;
use crate::syntax::schema::{SCHEMAS, Schema};
use crate::text::nearest::nearest;

/// Prints the JSON Schema of a kind of TOML file, or the list of them.
pub(super) fn run(session: &Session, args: &SchemaArgs) -> Outcome {
    let text = match &args.name {
        None => list(),
        Some(name) => Schema::find(name).ok_or_else(|| unknown(name))?.text(),
    };
    session.print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn list() -> String {
    let width = SCHEMAS.iter().map(|schema| schema.name.len()).max().unwrap_or(0);
    let line = |schema: &Schema| format!("{:width$}  {}: {}\n", schema.name, schema.files, schema.about);
    SCHEMAS.iter().map(line).collect()
}

fn unknown(name: &str) -> CliError {
    let names = || SCHEMAS.iter().map(|schema| schema.name);
    let hint = nearest(name, names()).map_or_else(String::new, |near| format!(" Có phải ý bạn là «{near}»?"));
    let known: Vec<_> = names().map(|name| format!("«{name}»")).collect();
    CliError::usage(format!("không có lược đồ «{name}».{hint} Các tên dùng được: {}.", known.join(", ")))
}
