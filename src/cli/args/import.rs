//! Options of `import`.

use std::path::PathBuf;

use clap::Args;

use super::report::PeriodArgs;
use super::{ARGUMENTS, OPTIONS};
use crate::cli::import_given::ImportGiven;

/// Options of `import`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct ImportArgs {
    /// Bảng do «kstthc export» xuất ra, đã sửa; tệp xuất từ hệ thống một cửa (.xlsx, .xls, .ods, HTML tên .xls, .csv); với --return: biểu II.06a đã điền.
    #[arg(value_name = "TỆP", help_heading = ARGUMENTS)]
    pub file: PathBuf,
    /// Tên một mẫu có sẵn, hoặc tệp TOML nói cột nào là cột nào; không ghi: nhận theo tiêu đề.
    #[arg(long, value_name = "MẪU|TỆP-ÁNH-XẠ", conflicts_with_all = ["is_return", "period"])]
    pub profile: Option<PathBuf>,
    /// Đọc biểu II.06a của một đơn vị thành data/returns/<kỳ>/<đơn vị>.csv.
    #[arg(long = "return", id = "is_return", requires = "unit")]
    pub is_return: bool,
    /// Đơn vị giải quyết, khi bảng không ghi; với --return: đơn vị gửi biểu.
    #[arg(long, value_name = "ĐƠN-VỊ")]
    pub unit: Option<String>,
    /// Bảng do «kstthc export» xuất ra: xóa khỏi sổ cả những dòng đã xóa trong Excel.
    #[arg(long, conflicts_with = "is_return")]
    pub delete_rows: bool,
    /// Điều bảng không ghi.
    #[command(flatten)]
    pub given: ImportGiven,
    /// Ghi thế nào.
    #[command(flatten)]
    pub writing: ImportWriting,
    /// Kỳ của biểu.
    #[command(flatten)]
    pub period: PeriodArgs,
}

/// How `import` writes.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct ImportWriting {
    /// Chỉ cho xem, không ghi gì.
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    /// Thay tệp cùng tên không phải sổ hồ sơ; với --return: thay số liệu đã nhận của kỳ.
    #[arg(long)]
    pub force: bool,
    /// Không hỏi lại: ghi cả thay đổi và điều cần xác nhận.
    #[arg(short, long)]
    pub yes: bool,
}
