//! Options of `evaluate`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::OPTIONS;
use super::values::{parse_date, parse_quarter, parse_year};
use crate::model::date::Date;

/// Options of `evaluate`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct EvaluateArgs {
    /// Đợt đánh giá.
    #[command(flatten)]
    pub span: EvaluationSpanArgs,
    /// Định dạng: text, json, xlsx.
    #[arg(long, value_name = "DẠNG", value_enum, hide_possible_values = true, help_heading = OPTIONS)]
    pub format: Option<EvaluationFormat>,
    /// Ghi ra tệp; định dạng theo đuôi tệp (.xlsx, .txt, .json).
    #[arg(short, long, value_name = "TỆP", help_heading = OPTIONS)]
    pub output: Option<PathBuf>,
    /// Ghi đè tệp đã có.
    #[arg(long, help_heading = OPTIONS)]
    pub force: bool,
    /// Vẫn đánh giá khi sổ có dòng lỗi: bỏ các dòng đó và nói rõ.
    #[arg(long, help_heading = OPTIONS)]
    pub allow_errors: bool,
    /// Tính mã kiểm (SHA-256) của dữ liệu.
    #[arg(long, help_heading = OPTIONS)]
    pub checksum: bool,
}

/// What is evaluated.
#[derive(Args, Debug)]
#[command(next_help_heading = "Đợt đánh giá")]
pub(in crate::cli) struct EvaluationSpanArgs {
    /// Quý 1, 2, 3 hoặc 4.
    #[arg(long, value_name = "N", value_parser = parse_quarter, conflicts_with = "annual")]
    pub quarter: Option<u32>,
    /// Cả năm: phiếu của bốn quý.
    #[arg(long)]
    pub annual: bool,
    /// Năm (2000–2100); mặc định: năm nay nếu có kế hoạch, nếu không thì năm của kế hoạch mới nhất.
    #[arg(long, value_name = "NĂM", value_parser = parse_year)]
    pub year: Option<i32>,
    /// Thời gian đánh giá từ ngày này (kể cả); mặc định: ngày 10 của tháng cuối quý trước.
    #[arg(long, value_name = "NGÀY", value_parser = parse_date, requires = "to")]
    pub from: Option<Date>,
    /// Thời gian đánh giá đến ngày này (kể cả); mặc định: ngày 9 của tháng cuối quý.
    #[arg(long, value_name = "NGÀY", value_parser = parse_date, requires = "from")]
    pub to: Option<Date>,
}

/// Formats of evaluations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum EvaluationFormat {
    /// Văn bản.
    Text,
    /// JSON.
    Json,
    /// Excel.
    Xlsx,
}
