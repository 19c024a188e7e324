//! The command lines of `letter`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::cli::args::{ARGUMENTS, OPTIONS, TEMPLATE, parse_date};
use crate::model::date::Date;

/// Options of `letter`; without a command every letter that is needed today.
#[derive(Args, Debug)]
pub(in crate::cli) struct LetterArgs {
    /// Lệnh.
    #[command(subcommand)]
    pub command: Option<LetterCommand>,
    /// Ghi ra đâu.
    #[command(flatten)]
    pub write: WriteArgs,
}

/// The commands of `letter`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum LetterCommand {
    /// Mọi thư cần viết hôm nay, như khi không ghi lệnh.
    #[command(help_template = TEMPLATE, override_usage = "kstthc letter all [TÙY CHỌN]")]
    All(WriteArgs),
    /// Phiếu xin lỗi và hẹn lại ngày trả kết quả, mỗi hồ sơ một tệp.
    #[command(help_template = TEMPLATE, override_usage = "kstthc letter apology [MÃ-HỒ-SƠ…] [TÙY CHỌN]")]
    Apology(ApologyArgs),
    /// Công văn đôn đốc, mỗi đơn vị có việc quá hạn một tệp.
    #[command(help_template = TEMPLATE, override_usage = "kstthc letter reminder [ĐƠN-VỊ…] [TÙY CHỌN]")]
    Reminder(ReminderArgs),
}

/// Options of every letter.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct WriteArgs {
    /// Ghi vào thư mục này; mặc định là thu/<hôm nay> trong kho dữ liệu.
    #[arg(long, value_name = "THƯ-MỤC")]
    pub out_dir: Option<PathBuf>,
    /// Ngày ghi trên thư và trong sổ; không ghi: thư để trống ngày, sổ ghi hôm nay.
    #[arg(long, value_name = "NGÀY", value_parser = parse_date)]
    pub date: Option<Date>,
    /// Chỉ cho xem sẽ viết thư nào, không ghi gì.
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    /// Ghi đè tệp thư đã có.
    #[arg(long)]
    pub force: bool,
}

/// Options of `letter apology`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct ApologyArgs {
    /// Mã hồ sơ; không ghi: mọi hồ sơ hôm nay cần thư xin lỗi mà chưa có.
    #[arg(value_name = "MÃ-HỒ-SƠ", help_heading = ARGUMENTS)]
    pub dossiers: Vec<String>,
    /// Mọi hồ sơ cần thư, như khi không ghi mã.
    #[arg(long, conflicts_with = "dossiers")]
    pub all: bool,
    /// Ngày hẹn trả mới; không ghi: để trống trên thư.
    #[arg(long, value_name = "NGÀY", value_parser = parse_date)]
    pub new_due_at: Option<Date>,
    /// Ghi luôn dòng hẹn lại (reappointment) vào data/pauses.csv; cần --new-due-at.
    #[arg(long, requires = "new_due_at")]
    pub yes: bool,
    /// Ghi ra tệp này; chỉ khi có đúng một thư.
    #[arg(short, long, value_name = "TỆP", conflicts_with = "out_dir")]
    pub output: Option<PathBuf>,
    /// Như mọi thư.
    #[command(flatten)]
    pub write: WriteArgs,
}

/// Options of `letter reminder`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct ReminderArgs {
    /// Mã đơn vị; không ghi: mọi đơn vị có việc quá hạn.
    #[arg(value_name = "ĐƠN-VỊ", help_heading = ARGUMENTS)]
    pub units: Vec<String>,
    /// Yêu cầu làm xong trước ngày này; mặc định 3 ngày làm việc nữa (không phải quy định).
    #[arg(long, value_name = "NGÀY", value_parser = parse_date)]
    pub by: Option<Date>,
    /// Ghi ra tệp này; chỉ khi có đúng một thư.
    #[arg(short, long, value_name = "TỆP", conflicts_with = "out_dir")]
    pub output: Option<PathBuf>,
    /// Như mọi thư.
    #[command(flatten)]
    pub write: WriteArgs,
}
