//! `kstthc man`: the manual in roff, one page with all commands or one page a command.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Command, CommandFactory as _};
use clap_mangen::Man;

use super::Outcome;
use super::args::{Cli, ManArgs};
use super::error::CliError;
use super::output::{replace, tell};
use super::session::Session;
use crate::repo::write_files;

/// What the generator puts before every part.
const PREAMBLE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

/// The first line tells preconv how the page is encoded where the locale does not.
const CODING: &str = ".\\\" -*- mode: nroff; coding: utf-8 -*-\n";

/// The headings of the generator and ours. `NAME` stays: indexers of manuals look for it.
const HEADINGS: [(&str, &str); 4] = [
    (".SH SYNOPSIS\n", ".SH CÁCH DÙNG\n"),
    (".SH DESCRIPTION\n", ".SH MÔ TẢ\n"),
    (".SH EXTRA\n", ".SH VÍ DỤ\n"),
    (".SH VERSION\n", ".SH PHIÊN BẢN\n"),
];

/// Prints the manual, or writes its pages into a folder.
pub(super) fn run(session: &Session, args: &ManArgs) -> Outcome {
    let mut command = Cli::command();
    command.build();
    match &args.out_dir {
        None => session.print(&whole(&command)?)?,
        Some(folder) => write(session, &pages(&command, folder)?, args.force)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn write(session: &Session, files: &[(PathBuf, Vec<u8>)], force: bool) -> Result<(), CliError> {
    let outcomes = write_files(files, replace(force))?;
    for ((path, _), outcome) in files.iter().zip(outcomes) {
        tell(session, path, outcome);
    }
    Ok(())
}

/// All commands on one page.
fn whole(command: &Command) -> io::Result<String> {
    let man = manual(command);
    let commands = below(command).into_iter().map(section).collect::<io::Result<String>>()?;
    let [head, options, tail] = [head(&man)?, options(command)?, tail(command)?];
    Ok(format!("{CODING}{PREAMBLE}{head}{commands}{options}{tail}"))
}

/// A page for each command, named as `man` looks for it.
fn pages(command: &Command, folder: &Path) -> io::Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut commands = vec![command];
    commands.extend(below(command));
    let page = |command: &Command| {
        let man = manual(command);
        let list = if command.has_subcommands() {
            rendered(|to| man.render_subcommands_section(to))?.replacen(".SH Lệnh\n", ".SH LỆNH\n", 1)
        } else {
            String::new()
        };
        let text = format!("{CODING}{PREAMBLE}{}{}{list}{}", head(&man)?, options(command)?, tail(command)?);
        Ok((folder.join(man.get_filename()), text.into_bytes()))
    };
    commands.into_iter().map(page).collect()
}

/// The commands below one, and those below them.
fn below(command: &Command) -> Vec<&Command> {
    let own = command.get_subcommands().filter(|own| !own.is_hide_set());
    own.flat_map(|own| std::iter::once(own).chain(below(own))).collect()
}

fn manual(command: &Command) -> Man {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let source = concat!("kstthc ", env!("CARGO_PKG_VERSION"));
    Man::new(command.clone()).title(name.to_uppercase()).source(source).manual("Sổ tay kstthc")
}

/// Title, name, usage and description.
fn head(man: &Man) -> io::Result<String> {
    let text = rendered(|to| {
        man.render_title(to)?;
        man.render_name_section(to)?;
        man.render_synopsis_section(to)?;
        man.render_description_section(to)
    })?;
    Ok(translated(&text))
}

fn options(command: &Command) -> io::Result<String> {
    rendered(|to| Man::new(command.clone()).render_options_section(to))
}

/// Examples and version.
fn tail(command: &Command) -> io::Result<String> {
    let man = Man::new(command.clone());
    let text = rendered(|to| {
        if command.get_after_help().is_some() {
            man.render_extra_section(to)?;
        }
        if command.get_version().is_some() { man.render_version_section(to) } else { Ok(()) }
    })?;
    Ok(translated(&text))
}

/// A command as a section of the one page: what it does, how it is used, its own options.
fn section(command: &Command) -> io::Result<String> {
    let own = command.clone().mut_args(|arg| {
        let common = arg.is_global_set();
        arg.hide(common)
    });
    let man = Man::new(own.clone());
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name()).to_uppercase();
    let about = body(&rendered(|to| man.render_description_section(to))?);
    let usage = body(&rendered(|to| man.render_synopsis_section(to))?);
    let options = options(&own)?.replace(".SH ", ".SS ");
    Ok(format!(".SH \"{name}\"\n{about}.PP\n{usage}{options}"))
}

/// A section without its heading.
fn body(section: &str) -> String {
    section.split_inclusive('\n').filter(|line| !line.starts_with(".SH ")).collect()
}

fn translated(text: &str) -> String {
    HEADINGS.iter().fold(text.to_owned(), |text, (from, to)| text.replacen(from, to, 1))
}

fn rendered(render: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> io::Result<String> {
    let mut bytes = Vec::new();
    render(&mut bytes)?;
    let text = String::from_utf8(bytes).map_err(io::Error::other)?;
    Ok(text.replace(PREAMBLE, ""))
}
