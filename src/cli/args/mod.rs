//! The command line, in Vietnamese: all commands; the options of each are in the file of its kind.

mod begin;
mod check;
mod evaluate;
mod import;
mod report;
mod tools;
mod values;
mod view;

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};

pub(super) use self::begin::{InitArgs, NewYearArgs};
pub(super) use self::check::{CheckArgs, CheckFormat, ExplainArgs, LogArgs, SaveArgs};
pub(super) use self::evaluate::{EvaluateArgs, EvaluationFormat, EvaluationSpanArgs};
pub(super) use self::import::ImportArgs;
pub(super) use self::report::{
    CompareWith, ExplainCellArgs, PeriodArgs, ReportArgs, ReportFormat, SealArgs, UnsealArgs,
};
pub(super) use self::tools::{CompletionsArgs, ManArgs, SchemaArgs, ShellChoice};
pub(super) use self::values::{LevelChoice, parse_date, parse_line, parse_quarter, parse_year};
pub(super) use self::view::{
    ListFormat, OverdueArgs, PlanArgs, PlanCommand, PlanDiffArgs, PlanShowArgs, StatusArgs, ViewArgs,
    ViewFormat,
};
use super::calendar::CalendarArgs;
use super::export::ExportArgs;
use super::letter::LetterArgs;
use super::record::args::{DossierArgs, EventArgs, FeedbackArgs, ProgressArgs, SlipArgs};
use crate::model::date::Date;

pub(super) const TEMPLATE: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";
const GLOBAL: &str = "Tùy chọn chung";
pub(super) const OPTIONS: &str = "Tùy chọn";
pub(super) const ARGUMENTS: &str = "Tham số";

/// Kế hoạch kiểm soát thủ tục hành chính: việc đến hạn, hồ sơ quá hạn, báo cáo định kỳ.
#[derive(Debug, Parser)]
#[command(
    name = "kstthc",
    version,
    help_template = TEMPLATE,
    override_usage = "kstthc [TÙY CHỌN CHUNG] [LỆNH …]",
    subcommand_help_heading = "Lệnh",
    subcommand_value_name = "LỆNH",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    after_help = "Ví dụ:\n  kstthc status\n  kstthc overdue --within 3\n  kstthc report --quarter 2\n  \
                  kstthc report --from 2021-01-01 --to 2021-03-31 --format json\n  kstthc explain-cell --quarter 2 10\n  kstthc plan show A.VIII.01\n  \
                  kstthc check\n  kstthc explain K0302\n\nTrợ giúp của từng lệnh: kstthc LỆNH --help. Mã thoát: 0 xong, 1 dữ liệu có lỗi, 2 không làm được."
)]
pub(super) struct Cli {
    /// Tùy chọn chung.
    #[command(flatten)]
    pub global: Global,
    /// Lệnh; không có: việc cần làm ngay.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of every command.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = GLOBAL)]
pub(super) struct Global {
    /// Bắt đầu tìm kho dữ liệu (kstthc.toml) từ thư mục này.
    #[arg(
        short = 'C',
        value_name = "THƯ-MỤC",
        global = true,
        value_hint = ValueHint::DirPath,
        default_value = ".",
        hide_default_value = true
    )]
    pub directory: PathBuf,
    /// Today.
    #[arg(long, help = "Coi ngày này là hôm nay: 2021-06-15 hoặc 15/06/2021 (biến môi trường KSTTHC_TODAY)", value_name = "NGÀY", global = true, value_parser = parse_date)]
    pub today: Option<Date>,
    /// Dùng màu: auto, always, never.
    #[arg(long, value_name = "KHI", global = true, value_enum, default_value_t = ColourChoice::Auto,
          hide_default_value = true, hide_possible_values = true)]
    pub color: ColourChoice,
    /// Chỉ in kết quả và lỗi.
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// In thêm chi tiết.
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// In trợ giúp.
    #[arg(short = 'h', long = "help", global = true, action = ArgAction::Help)]
    pub help: Option<bool>,
    /// In phiên bản.
    #[arg(short = 'V', long = "version", action = ArgAction::Version)]
    pub version: Option<bool>,
}

/// When colour is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColourChoice {
    /// Khi màn hình hiện được màu.
    Auto,
    /// Luôn dùng.
    Always,
    /// Không dùng.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Tình hình hôm nay: kế hoạch, hồ sơ, báo cáo sắp tới.
    #[command(help_template = TEMPLATE, override_usage = "kstthc status [TÙY CHỌN]")]
    Status(StatusArgs),
    /// Việc và hồ sơ quá hạn, hoặc sắp đến hạn.
    #[command(help_template = TEMPLATE, override_usage = "kstthc overdue [--within N] [TÙY CHỌN]")]
    Overdue(OverdueArgs),
    /// Báo cáo của một kỳ.
    #[command(
        help_template = TEMPLATE,
        override_usage = "kstthc report KỲ [TÙY CHỌN]"
    )]
    Report(ReportArgs),
    /// Những hồ sơ nào làm nên một con số của báo cáo.
    #[command(
        help_template = TEMPLATE,
        override_usage = "kstthc explain-cell KỲ CỘT [--field LĨNH-VỰC] [--unit ĐƠN-VỊ] [TÙY CHỌN]",
        after_help = "Ví dụ:\n  kstthc explain-cell --quarter 2 10\n  kstthc explain-cell --quarter 2 resolved_late --unit tn-mt\n  \
                      kstthc explain-cell --six-months 13 --field \"Đất đai\" -o qua-han.csv"
    )]
    ExplainCell(ExplainCellArgs),
    /// Đánh giá việc giải quyết TTHC theo quý hoặc năm: điểm chín chỉ số, xếp loại đơn vị và công chức, mức độ hài lòng.
    #[command(
        help_template = TEMPLATE,
        override_usage = "kstthc evaluate --quarter N | --annual [--year NĂM] [--from NGÀY --to NGÀY] [TÙY CHỌN]",
        after_help = "Ví dụ:\n  kstthc evaluate --quarter 2\n  kstthc evaluate --quarter 2 -o danh-gia.xlsx\n  \
                      kstthc evaluate --annual --year 2021 --format json"
    )]
    Evaluate(EvaluateArgs),
    /// Kế hoạch: danh sách nhiệm vụ, hoặc trọn một nhiệm vụ.
    #[command(
        help_template = TEMPLATE,
        override_usage = "kstthc plan list | kstthc plan show MÃ | kstthc plan diff BẢN1..BẢN2",
        subcommand_help_heading = "Lệnh",
        subcommand_value_name = "LỆNH",
        disable_help_subcommand = true
    )]
    Plan(PlanArgs),
    /// Kiểm tra mọi tệp của kế hoạch và sổ trong một lượt.
    #[command(help_template = TEMPLATE, override_usage = "kstthc check [--base BẢN] [--format DẠNG] [-D|-W|-A MÃ]…")]
    Check(CheckArgs),
    /// Giải thích một mã phát hiện, hoặc liệt kê mọi mã.
    #[command(help_template = TEMPLATE, override_usage = "kstthc explain [MÃ]")]
    Explain(ExplainArgs),
    /// Ghi một lượt thực hiện của kế hoạch đã bắt đầu.
    #[command(help_template = TEMPLATE, override_usage = "kstthc start LƯỢT [--unit ĐƠN-VỊ] [TÙY CHỌN]")]
    Start(ProgressArgs),
    /// Ghi một lượt thực hiện của kế hoạch đã xong, kèm minh chứng.
    #[command(
        help_template = TEMPLATE,
        override_usage = "kstthc done LƯỢT [--unit ĐƠN-VỊ] [--evidence SỐ-KÝ-HIỆU] [TÙY CHỌN]",
        after_help = "Ví dụ:\n  kstthc done A.VI.01@2021-Q2 --unit vp --date 2021-06-10 --evidence \"15/BC-UBND\"\n  \
                      kstthc done A.IX.02@2021-Q2 --unit vp --state not_applicable"
    )]
    Done(ProgressArgs),
    /// Ghi sổ hồ sơ: tiếp nhận, giải quyết xong, tạm dừng, trả kết quả.
    #[command(
        help_template = TEMPLATE,
        override_usage = "kstthc dossier add | complete | pause | hand-over …",
        subcommand_help_heading = "Lệnh",
        subcommand_value_name = "LỆNH",
        disable_help_subcommand = true
    )]
    Dossier(DossierArgs),
    /// Ghi sự kiện làm phát sinh việc: yêu cầu của cấp trên, đợt kiểm tra.
    #[command(
        help_template = TEMPLATE,
        override_usage = "kstthc event add …",
        subcommand_help_heading = "Lệnh",
        subcommand_value_name = "LỆNH",
        disable_help_subcommand = true
    )]
    Event(EventArgs),
    /// Ghi phản ánh, kiến nghị: tiếp nhận, chuyển, trả lời, đăng tải.
    #[command(
        help_template = TEMPLATE,
        override_usage = "kstthc feedback add | forward | answer | publish …",
        subcommand_help_heading = "Lệnh",
        subcommand_value_name = "LỆNH",
        disable_help_subcommand = true
    )]
    Feedback(FeedbackArgs),
    /// Ghi phiếu đánh giá của công dân.
    #[command(
        help_template = TEMPLATE,
        override_usage = "kstthc slip add …",
        subcommand_help_heading = "Lệnh",
        subcommand_value_name = "LỆNH",
        disable_help_subcommand = true
    )]
    Slip(SlipArgs),
    /// Chốt số liệu của kỳ khi gửi báo cáo; sau này sổ đổi thì report và check chỉ ra.
    #[command(
        help_template = TEMPLATE,
        override_usage = "kstthc seal KỲ [--year NĂM] [-n] [--yes]",
        after_help = "Ví dụ:\n  kstthc seal --quarter 2 --year 2021"
    )]
    Seal(SealArgs),
    /// Bỏ chốt một kỳ, có lý do; số liệu đã chốt vẫn giữ trong data/sealed/unsealed.
    #[command(
        help_template = TEMPLATE,
        override_usage = "kstthc unseal KỲ [--year NĂM] --reason LÝ-DO [-n]",
        after_help = "Ví dụ:\n  kstthc unseal --quarter 2 --year 2021 --reason \"Gửi báo cáo đính chính số 20/BC-UBND\""
    )]
    Unseal(UnsealArgs),
    /// Lưu kế hoạch và sổ vào lịch sử git, lời ghi soạn sẵn từ những gì đã đổi; không gửi đi đâu.
    #[command(help_template = TEMPLATE, override_usage = "kstthc save [-m LỜI-GHI] [-n]")]
    Save(SaveArgs),
    /// Ai đã đổi gì, khi nào; của riêng một nhiệm vụ hoặc hồ sơ nếu ghi mã.
    #[command(help_template = TEMPLATE, override_usage = "kstthc log [MÃ] [TÙY CHỌN]")]
    Log(LogArgs),
    /// Lập một kho mới: cấu hình, danh mục đơn vị, dự thảo kế hoạch, sổ trống.
    #[command(
        help_template = TEMPLATE,
        override_usage = "kstthc init [THƯ-MỤC] [--name TÊN] [--level CẤP] [--year NĂM] [-n]",
        after_help = "Ví dụ:\n  kstthc init phuoc-long --name \"Ủy ban nhân dân phường Phước Long\" --level commune --year 2026"
    )]
    Init(InitArgs),
    /// Dự thảo kế hoạch năm sau từ kế hoạch đã có, kèm những chỗ phải xem lại.
    #[command(help_template = TEMPLATE, override_usage = "kstthc new-year [--from NĂM] [--year NĂM] [-n]")]
    NewYear(NewYearArgs),
    /// Đưa vào sổ: bảng Excel do «kstthc export» xuất ra, bảng của hệ thống khác (Excel, ODS, HTML, CSV), hoặc biểu II.06a của đơn vị.
    #[command(
        help_template = TEMPLATE,
        override_usage = "kstthc import TỆP [--profile MẪU|TỆP-ÁNH-XẠ] [TÙY CHỌN]\n           \
                          kstthc import TỆP --return --unit ĐƠN-VỊ KỲ [TÙY CHỌN]"
    )]
    Import(ImportArgs),
    /// Một sổ thành bảng Excel có danh sách chọn và kiểm tra ô, để sửa rồi đưa lại bằng «kstthc import».
    #[command(
        help_template = TEMPLATE,
        override_usage = "kstthc export SỔ [--year NĂM] [KỲ] [--unit ĐƠN-VỊ] [-o TỆP.xlsx] [--force]",
        after_help = "Ví dụ:\n  kstthc export data/dossiers/2021/tn-mt.csv -o tn-mt.xlsx\n  kstthc export progress --year 2021\n  \
                      kstthc export returns --quarter 2 --unit tn-mt\n  kstthc import tn-mt.xlsx -n"
    )]
    Export(ExportArgs),
    /// Thư xin lỗi người nộp hồ sơ, công văn đôn đốc đơn vị: tệp Word, ghi vào sổ thư.
    #[command(
        help_template = TEMPLATE,
        override_usage = "kstthc letter [TÙY CHỌN] | letter apology [MÃ-HỒ-SƠ…] | letter reminder [ĐƠN-VỊ…]",
        subcommand_help_heading = "Lệnh",
        subcommand_value_name = "LỆNH",
        disable_help_subcommand = true,
        args_conflicts_with_subcommands = true
    )]
    Letter(LetterArgs),
    /// Ngày đến hạn của kế hoạch và báo cáo thành tệp lịch (.ics) cho Outlook, Google Calendar, điện thoại.
    #[command(
        help_template = TEMPLATE,
        override_usage = "kstthc calendar [--year NĂM] [--unit ĐƠN-VỊ] [-o TỆP.ics] [--force]",
        after_help = "Ví dụ:\n  kstthc calendar -o han-2021.ics\n  kstthc calendar --unit tn-mt -o han-tn-mt.ics --force"
    )]
    Calendar(CalendarArgs),
    /// Lược đồ JSON Schema của các tệp TOML, cho trình soạn thảo.
    #[command(help_template = TEMPLATE, override_usage = "kstthc schema [TÊN]")]
    Schema(SchemaArgs),
    /// Tập lệnh để nhấn Tab hoàn thành lệnh, tùy chọn, giá trị: bash, zsh, fish, powershell.
    #[command(help_template = TEMPLATE, override_usage = "kstthc completions bash|zsh|fish|powershell")]
    Completions(CompletionsArgs),
    /// Sổ tay cho lệnh man (Linux, macOS).
    #[command(help_template = TEMPLATE, override_usage = "kstthc man [--out-dir THƯ-MỤC [--force]]")]
    Man(ManArgs),
}
