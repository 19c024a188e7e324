//! Options of what serves other tools: schemas, completions, man pages.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::{ARGUMENTS, OPTIONS};

/// Options of `schema`.
#[derive(Args, Debug)]
pub(in crate::cli) struct SchemaArgs {
    /// config, units, plan, section, holidays, exemptions, profile; không ghi: danh sách.
    #[arg(value_name = "TÊN", help_heading = ARGUMENTS)]
    pub name: Option<String>,
}

/// Options of `completions`.
#[derive(Args, Debug)]
pub(in crate::cli) struct CompletionsArgs {
    /// Chương trình dòng lệnh: bash, zsh, fish, powershell.
    #[arg(value_name = "LOẠI", value_enum, hide_possible_values = true, help_heading = ARGUMENTS)]
    pub shell: ShellChoice,
}

/// Options of `man`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct ManArgs {
    /// Ghi mỗi lệnh một trang vào thư mục này; không ghi: in một trang có mọi lệnh.
    #[arg(long, value_name = "THƯ-MỤC", value_hint = ValueHint::DirPath)]
    pub out_dir: Option<PathBuf>,
    /// Ghi đè tệp đã có.
    #[arg(long, requires = "out_dir")]
    pub force: bool,
}

/// Shells whose completion is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ShellChoice {
    /// Bash.
    Bash,
    /// Zsh.
    Zsh,
    /// Fish.
    Fish,
    /// PowerShell.
    Powershell,
}
