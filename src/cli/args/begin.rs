//! Options of `init` and `new-year`.

use std::path::PathBuf;

use clap::Args;

use super::values::{LevelChoice, parse_line, parse_year};
use super::{ARGUMENTS, OPTIONS};

/// Options of `init`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct InitArgs {
    /// Thư mục của kho mới, chưa có hoặc trống; không ghi: thư mục hiện tại.
    #[arg(value_name = "THƯ-MỤC", help_heading = ARGUMENTS)]
    pub folder: Option<PathBuf>,
    /// Tên đầy đủ của cơ quan, ví dụ "Ủy ban nhân dân phường Phước Long".
    #[arg(long, value_name = "TÊN", value_parser = parse_line)]
    pub name: Option<String>,
    /// Cấp của cơ quan: province (tỉnh), district (huyện, đến 30/06/2025), commune (xã).
    #[arg(long, value_name = "CẤP", value_enum, hide_possible_values = true)]
    pub level: Option<LevelChoice>,
    /// Năm của kế hoạch (2000–2100); không ghi: năm nay.
    #[arg(long, value_name = "NĂM", value_parser = parse_year)]
    pub year: Option<i32>,
    /// Trả lời có cho mọi câu hỏi.
    #[arg(short, long)]
    pub yes: bool,
    /// Chỉ cho xem sẽ ghi những tệp nào, không ghi gì.
    #[arg(short = 'n', long)]
    pub dry_run: bool,
}

/// Options of `new-year`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct NewYearArgs {
    /// Năm của kế hoạch lấy làm gốc; không ghi: kế hoạch mới nhất.
    #[arg(long, value_name = "NĂM", value_parser = parse_year)]
    pub from: Option<i32>,
    /// Năm của kế hoạch mới (2000–2100); không ghi: năm sau năm gốc.
    #[arg(long, value_name = "NĂM", value_parser = parse_year)]
    pub year: Option<i32>,
    /// Chỉ cho xem, không ghi gì.
    #[arg(short = 'n', long)]
    pub dry_run: bool,
}
