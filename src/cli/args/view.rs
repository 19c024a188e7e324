//! Options of the commands that show: plan, status, what is overdue.

use clap::{Args, Subcommand, ValueEnum};

use super::values::{parse_days, parse_year};
use super::{ARGUMENTS, OPTIONS, TEMPLATE};

/// Options of `status`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct StatusArgs {
    /// Kế hoạch nào, dạng nào.
    #[command(flatten)]
    pub view: ViewArgs,
    /// Thoát với mã 1 nếu có việc hoặc hồ sơ quá hạn.
    #[arg(long)]
    pub exit_code: bool,
}

/// Options of `overdue`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct OverdueArgs {
    /// Kể cả việc và hồ sơ đến hạn trong N ngày làm việc tới.
    #[arg(long, value_name = "N", value_parser = parse_days)]
    pub within: Option<u32>,
    /// Năm của kế hoạch (2000–2100).
    #[arg(long, value_name = "NĂM", value_parser = parse_year)]
    pub year: Option<i32>,
    /// Định dạng: text, json, csv.
    #[arg(long, value_name = "DẠNG", value_enum, default_value_t = ListFormat::Text,
          hide_default_value = true, hide_possible_values = true)]
    pub format: ListFormat,
    /// Thoát với mã 1 nếu có việc hoặc hồ sơ quá hạn.
    #[arg(long)]
    pub exit_code: bool,
}

/// Options of `plan`.
#[derive(Args, Debug)]
pub(in crate::cli) struct PlanArgs {
    /// Lệnh.
    #[command(subcommand)]
    pub command: PlanCommand,
}

/// The commands of `plan`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PlanCommand {
    /// Mọi nhiệm vụ theo mục.
    #[command(help_template = TEMPLATE, override_usage = "kstthc plan list [TÙY CHỌN]")]
    List(ViewArgs),
    /// Trọn một nhiệm vụ: lời văn, lịch, lượt thực hiện, minh chứng, chỗ chưa nhất quán.
    #[command(help_template = TEMPLATE, override_usage = "kstthc plan show MÃ [TÙY CHỌN]")]
    Show(PlanShowArgs),
    /// Kế hoạch đã đổi những gì giữa hai bản trong git.
    #[command(help_template = TEMPLATE, override_usage = "kstthc plan diff BẢN1..BẢN2 | BẢN1 [TÙY CHỌN]")]
    Diff(PlanDiffArgs),
}

/// Which plan is shown, and how: the options of `plan list`, of `plan show` and `status` among others.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct ViewArgs {
    /// Năm của kế hoạch (2000–2100).
    #[arg(long, value_name = "NĂM", value_parser = parse_year)]
    pub year: Option<i32>,
    /// Định dạng: text, json.
    #[arg(long, value_name = "DẠNG", value_enum, default_value_t = ViewFormat::Text,
          hide_default_value = true, hide_possible_values = true)]
    pub format: ViewFormat,
}

/// Options of `plan show`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct PlanShowArgs {
    /// Mã nhiệm vụ (A.VIII.01), mã mục (A.VIII), hoặc «decision»: quyết định phê duyệt.
    #[arg(value_name = "MÃ", help_heading = ARGUMENTS)]
    pub item: String,
    /// Kế hoạch nào, dạng nào.
    #[command(flatten)]
    pub view: ViewArgs,
}

/// Options of `plan diff`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct PlanDiffArgs {
    /// Hai bản trong git (nhánh, thẻ, commit), ví dụ main..HEAD; chỉ một bản: so với các tệp hiện tại.
    #[arg(value_name = "BẢN1..BẢN2", help_heading = ARGUMENTS)]
    pub range: String,
    /// Định dạng: text, json.
    #[arg(long, value_name = "DẠNG", value_enum, default_value_t = ViewFormat::Text,
          hide_default_value = true, hide_possible_values = true)]
    pub format: ViewFormat,
}

/// Formats of views.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ViewFormat {
    /// Văn bản.
    Text,
    /// JSON.
    Json,
}

/// Formats of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ListFormat {
    /// Văn bản.
    Text,
    /// JSON.
    Json,
    /// CSV.
    Csv,
}
