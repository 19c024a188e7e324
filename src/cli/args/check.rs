//! Options of `check`, `explain`, and of what git keeps: `save` and `log`.

use clap::{Args, ValueEnum};

use super::values::parse_line;
use super::view::ViewFormat;
use super::{ARGUMENTS, OPTIONS};
use crate::cli::levels::LevelArgs;

/// Options of `check`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct CheckArgs {
    /// So với một bản trong git (nhánh, thẻ, commit): sửa kế hoạch phải có căn cứ, sổ không mất dòng; nêu phát hiện nào là mới.
    #[arg(long, value_name = "BẢN")]
    pub base: Option<String>,
    /// Định dạng: text, short (mỗi phát hiện một dòng), json, sarif, github.
    #[arg(long, value_name = "DẠNG", value_enum, default_value_t = CheckFormat::Text,
          hide_default_value = true, hide_possible_values = true)]
    pub format: CheckFormat,
    /// Mức của từng mã.
    #[command(flatten)]
    pub levels: LevelArgs,
}

/// Options of `explain`.
#[derive(Args, Debug)]
pub(in crate::cli) struct ExplainArgs {
    /// Mã (K0203, 0203) hoặc tên (duplicate-unit) của phát hiện.
    #[arg(value_name = "MÃ", help_heading = ARGUMENTS)]
    pub code: Option<String>,
}

/// Options of `save`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct SaveArgs {
    /// Dòng đầu của lời ghi, thay cho dòng soạn sẵn.
    #[arg(short, long, value_name = "LỜI-GHI", value_parser = parse_line)]
    pub message: Option<String>,
    /// Chỉ cho xem lời ghi và các tệp, không lưu.
    #[arg(short = 'n', long)]
    pub dry_run: bool,
}

/// Options of `log`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct LogArgs {
    /// Mã nhiệm vụ (A.II.01), lượt thực hiện (A.VI.01@2021-Q2) hoặc hồ sơ; không ghi: 20 lần lưu gần nhất.
    #[arg(value_name = "MÃ", help_heading = ARGUMENTS)]
    pub subject: Option<String>,
    /// Định dạng: text, json.
    #[arg(long, value_name = "DẠNG", value_enum, default_value_t = ViewFormat::Text,
          hide_default_value = true, hide_possible_values = true)]
    pub format: ViewFormat,
}

/// Formats of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CheckFormat {
    /// Kèm dòng dữ liệu.
    Text,
    /// Mỗi phát hiện một dòng.
    Short,
    /// JSON.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Chú thích của GitHub Actions.
    Github,
}
