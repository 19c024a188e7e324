//! The command line, in Vietnamese.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};

use super::calendar::CalendarArgs;
use super::export::ExportArgs;
use super::import_given::ImportGiven;
use super::letter::LetterArgs;
use super::levels::LevelArgs;
use super::record::args::{DossierArgs, EventArgs, FeedbackArgs, ProgressArgs, SlipArgs};
use crate::model::date::Date;
use crate::model::unit::Level;

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

/// Options of `status`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(super) struct StatusArgs {
    /// Năm của kế hoạch (2000–2100).
    #[arg(long, value_name = "NĂM", value_parser = parse_year)]
    pub year: Option<i32>,
    /// Định dạng: text, json.
    #[arg(long, value_name = "DẠNG", value_enum, default_value_t = ViewFormat::Text,
          hide_default_value = true, hide_possible_values = true)]
    pub format: ViewFormat,
    /// Thoát với mã 1 nếu có việc hoặc hồ sơ quá hạn.
    #[arg(long)]
    pub exit_code: bool,
}

/// Options of `overdue`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(super) struct OverdueArgs {
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

/// Options of `report`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(super) struct ReportArgs {
    /// Kỳ báo cáo.
    #[command(flatten)]
    pub period: PeriodArgs,
    /// Chỉ một đơn vị và các đơn vị trực thuộc.
    #[arg(long, value_name = "ĐƠN-VỊ", help_heading = OPTIONS)]
    pub unit: Option<String>,
    /// Định dạng: text, md, html, docx, xlsx, json, csv; return: tệp số liệu để cơ quan cấp trên đưa vào data/returns.
    #[arg(long, value_name = "DẠNG", value_enum, hide_possible_values = true, help_heading = OPTIONS)]
    pub format: Option<ReportFormat>,
    /// Ghi ra tệp; định dạng theo đuôi tệp (.docx, .xlsx, .html, .md, .txt, .json, .csv).
    #[arg(short, long, value_name = "TỆP", help_heading = OPTIONS)]
    pub output: Option<PathBuf>,
    /// Ghi trọn bộ vào thư mục: báo cáo Word, phụ lục Excel, trang cho lãnh đạo (HTML), số liệu CSV và JSON.
    #[arg(long, value_name = "THƯ-MỤC", value_hint = ValueHint::DirPath, conflicts_with_all = ["output", "format"], help_heading = OPTIONS)]
    pub out_dir: Option<PathBuf>,
    /// So với kỳ liền trước (previous) hoặc cùng kỳ năm trước (last-year).
    #[arg(long, value_name = "KỲ", value_enum, hide_possible_values = true, help_heading = OPTIONS)]
    pub compare: Option<CompareWith>,
    /// Ghi đè tệp đã có.
    #[arg(long, help_heading = OPTIONS)]
    pub force: bool,
    /// Vẫn lập báo cáo khi sổ có dòng lỗi: bỏ các dòng đó và nói rõ trên báo cáo.
    #[arg(long, help_heading = OPTIONS)]
    pub allow_errors: bool,
    /// Tính mã kiểm (SHA-256) của dữ liệu.
    #[arg(long, help_heading = OPTIONS)]
    pub checksum: bool,
}

/// Options of `seal`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(super) struct SealArgs {
    /// Kỳ báo cáo.
    #[command(flatten)]
    pub period: PeriodArgs,
    /// Vẫn chốt khi kế hoạch hoặc sổ có thay đổi chưa lưu vào git.
    #[arg(short, long, help_heading = OPTIONS)]
    pub yes: bool,
    /// Chỉ cho xem, không ghi gì.
    #[arg(short = 'n', long, help_heading = OPTIONS)]
    pub dry_run: bool,
}

/// Options of `unseal`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(super) struct UnsealArgs {
    /// Kỳ báo cáo.
    #[command(flatten)]
    pub period: PeriodArgs,
    /// Vì sao bỏ chốt; không ghi thì hỏi.
    #[arg(long, value_name = "LÝ-DO", value_parser = parse_line, help_heading = OPTIONS)]
    pub reason: Option<String>,
    /// Chỉ cho xem, không ghi gì.
    #[arg(short = 'n', long, help_heading = OPTIONS)]
    pub dry_run: bool,
}

/// Options of `explain-cell`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(super) struct ExplainCellArgs {
    /// Kỳ báo cáo.
    #[command(flatten)]
    pub period: PeriodArgs,
    /// Column.
    #[arg(value_name = "CỘT", help_heading = ARGUMENTS,
          help = "Cột của biểu II.06a: số (3 đến 13) hoặc khóa, ví dụ 10 hoặc resolved_late")]
    pub column: String,
    /// Chỉ TTHC một cấp: province, district, commune.
    #[arg(long, value_name = "CẤP", value_enum, hide_possible_values = true, help_heading = OPTIONS)]
    pub level: Option<LevelChoice>,
    /// Chỉ một lĩnh vực, viết đúng như trong báo cáo; "" là hồ sơ không ghi lĩnh vực.
    #[arg(long, value_name = "LĨNH-VỰC", help_heading = OPTIONS)]
    pub field: Option<String>,
    /// Chỉ một đơn vị và các đơn vị trực thuộc.
    #[arg(long, value_name = "ĐƠN-VỊ", help_heading = OPTIONS)]
    pub unit: Option<String>,
    /// Định dạng: text, json, csv.
    #[arg(long, value_name = "DẠNG", value_enum, hide_possible_values = true, help_heading = OPTIONS)]
    pub format: Option<ListFormat>,
    /// Ghi ra tệp; định dạng theo đuôi tệp (.txt, .json, .csv).
    #[arg(short, long, value_name = "TỆP", help_heading = OPTIONS)]
    pub output: Option<PathBuf>,
    /// Ghi đè tệp đã có.
    #[arg(long, help_heading = OPTIONS)]
    pub force: bool,
    /// Vẫn liệt kê khi sổ có dòng lỗi: bỏ các dòng đó và nói rõ.
    #[arg(long, help_heading = OPTIONS)]
    pub allow_errors: bool,
}

/// Options of `evaluate`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(super) struct EvaluateArgs {
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
pub(super) struct EvaluationSpanArgs {
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

/// The period of a report.
#[derive(Args, Debug)]
#[group(id = "period", multiple = true)]
#[command(next_help_heading = "Kỳ báo cáo (chọn một)")]
pub(super) struct PeriodArgs {
    /// Quý 1, 2, 3 hoặc 4.
    #[arg(long, value_name = "N", value_parser = parse_quarter,
          conflicts_with_all = ["six_months", "nine_months", "annual", "from", "to"])]
    pub quarter: Option<u32>,
    /// 6 tháng đầu năm.
    #[arg(long, conflicts_with_all = ["nine_months", "annual", "from", "to"])]
    pub six_months: bool,
    /// 9 tháng đầu năm.
    #[arg(long, conflicts_with_all = ["annual", "from", "to"])]
    pub nine_months: bool,
    /// Cả năm.
    #[arg(long, conflicts_with_all = ["from", "to"])]
    pub annual: bool,
    /// Báo cáo đột xuất: từ ngày này (kể cả).
    #[arg(long, value_name = "NGÀY", value_parser = parse_date, requires = "to")]
    pub from: Option<Date>,
    /// Báo cáo đột xuất: đến ngày này (kể cả).
    #[arg(long, value_name = "NGÀY", value_parser = parse_date, requires = "from")]
    pub to: Option<Date>,
    /// Năm (2000–2100); mặc định: năm nay nếu có kế hoạch, nếu không thì năm của kế hoạch mới nhất.
    #[arg(long, value_name = "NĂM", value_parser = parse_year, conflicts_with_all = ["from", "to"])]
    pub year: Option<i32>,
}

impl PeriodArgs {
    /// Tells whether a period was asked for.
    pub(super) const fn is_given(&self) -> bool {
        let kinds = self.six_months || self.nine_months || self.annual;
        kinds || self.quarter.is_some() || self.from.is_some() || self.year.is_some()
    }
}

/// Options of `plan`.
#[derive(Args, Debug)]
pub(super) struct PlanArgs {
    /// Lệnh.
    #[command(subcommand)]
    pub command: PlanCommand,
}

/// The commands of `plan`.
#[derive(Debug, Subcommand)]
pub(super) enum PlanCommand {
    /// Mọi nhiệm vụ theo mục.
    #[command(help_template = TEMPLATE, override_usage = "kstthc plan list [TÙY CHỌN]")]
    List(PlanListArgs),
    /// Trọn một nhiệm vụ: lời văn, lịch, lượt thực hiện, minh chứng, chỗ chưa nhất quán.
    #[command(help_template = TEMPLATE, override_usage = "kstthc plan show MÃ [TÙY CHỌN]")]
    Show(PlanShowArgs),
    /// Kế hoạch đã đổi những gì giữa hai bản trong git.
    #[command(help_template = TEMPLATE, override_usage = "kstthc plan diff BẢN1..BẢN2 | BẢN1 [TÙY CHỌN]")]
    Diff(PlanDiffArgs),
}

/// Options of `plan list`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(super) struct PlanListArgs {
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
pub(super) struct PlanShowArgs {
    /// Mã nhiệm vụ (A.VIII.01), mã mục (A.VIII), hoặc «decision»: quyết định phê duyệt.
    #[arg(value_name = "MÃ", help_heading = ARGUMENTS)]
    pub item: String,
    /// Như «plan list».
    #[command(flatten)]
    pub view: PlanListArgs,
}

/// Options of `plan diff`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(super) struct PlanDiffArgs {
    /// Hai bản trong git (nhánh, thẻ, commit), ví dụ main..HEAD; chỉ một bản: so với các tệp hiện tại.
    #[arg(value_name = "BẢN1..BẢN2", help_heading = ARGUMENTS)]
    pub range: String,
    /// Định dạng: text, json.
    #[arg(long, value_name = "DẠNG", value_enum, default_value_t = ViewFormat::Text,
          hide_default_value = true, hide_possible_values = true)]
    pub format: ViewFormat,
}

/// Options of `check`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(super) struct CheckArgs {
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
pub(super) struct ExplainArgs {
    /// Mã (K0203, 0203) hoặc tên (duplicate-unit) của phát hiện.
    #[arg(value_name = "MÃ", help_heading = ARGUMENTS)]
    pub code: Option<String>,
}

/// Options of `save`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(super) struct SaveArgs {
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
pub(super) struct LogArgs {
    /// Mã nhiệm vụ (A.II.01), lượt thực hiện (A.VI.01@2021-Q2) hoặc hồ sơ; không ghi: 20 lần lưu gần nhất.
    #[arg(value_name = "MÃ", help_heading = ARGUMENTS)]
    pub subject: Option<String>,
    /// Định dạng: text, json.
    #[arg(long, value_name = "DẠNG", value_enum, default_value_t = ViewFormat::Text,
          hide_default_value = true, hide_possible_values = true)]
    pub format: ViewFormat,
}

/// Options of `init`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(super) struct InitArgs {
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
pub(super) struct NewYearArgs {
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

/// Options of `import`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(super) struct ImportArgs {
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
pub(super) struct ImportWriting {
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

/// Options of `schema`.
#[derive(Args, Debug)]
pub(super) struct SchemaArgs {
    /// config, units, plan, section, holidays, exemptions, profile; không ghi: danh sách.
    #[arg(value_name = "TÊN", help_heading = ARGUMENTS)]
    pub name: Option<String>,
}

/// Options of `completions`.
#[derive(Args, Debug)]
pub(super) struct CompletionsArgs {
    /// Chương trình dòng lệnh: bash, zsh, fish, powershell.
    #[arg(value_name = "LOẠI", value_enum, hide_possible_values = true, help_heading = ARGUMENTS)]
    pub shell: ShellChoice,
}

/// Options of `man`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(super) struct ManArgs {
    /// Ghi mỗi lệnh một trang vào thư mục này; không ghi: in một trang có mọi lệnh.
    #[arg(long, value_name = "THƯ-MỤC", value_hint = ValueHint::DirPath)]
    pub out_dir: Option<PathBuf>,
    /// Ghi đè tệp đã có.
    #[arg(long, requires = "out_dir")]
    pub force: bool,
}

/// Shells whose completion is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ShellChoice {
    /// Bash.
    Bash,
    /// Zsh.
    Zsh,
    /// Fish.
    Fish,
    /// PowerShell.
    Powershell,
}

/// Levels of procedures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LevelChoice {
    /// Cấp tỉnh.
    Province,
    /// Cấp huyện.
    District,
    /// Cấp xã.
    Commune,
}

impl From<LevelChoice> for Level {
    fn from(choice: LevelChoice) -> Self {
        match choice {
            LevelChoice::Province => Self::Province,
            LevelChoice::District => Self::District,
            LevelChoice::Commune => Self::Commune,
        }
    }
}

/// Formats of views.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ViewFormat {
    /// Văn bản.
    Text,
    /// JSON.
    Json,
}

/// Formats of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// Văn bản.
    Text,
    /// Markdown.
    Md,
    /// Trang HTML.
    Html,
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// JSON.
    Json,
    /// Số liệu dạng CSV.
    Csv,
    /// The figures as a return for the office above.
    Return,
}

impl ReportFormat {
    /// Whether a terminal cannot show it.
    pub(super) const fn is_binary(self) -> bool {
        matches!(self, Self::Docx | Self::Xlsx)
    }

    /// Whether it holds the figures alone.
    pub(super) const fn is_figures(self) -> bool {
        matches!(self, Self::Json | Self::Csv | Self::Return)
    }
}

/// Formats of evaluations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum EvaluationFormat {
    /// Văn bản.
    Text,
    /// JSON.
    Json,
    /// Excel.
    Xlsx,
}

/// Which period a report is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CompareWith {
    /// Kỳ liền trước.
    Previous,
    /// Cùng kỳ năm trước.
    LastYear,
}

/// Formats of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// Văn bản.
    Text,
    /// JSON.
    Json,
    /// CSV.
    Csv,
}

/// Formats of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
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

/// Reads `YYYY-MM-DD` or `dd/mm/yyyy`.
///
/// # Errors
///
/// A sentence for the user.
pub(super) fn parse_date(text: &str) -> Result<Date, String> {
    Date::parse(text.as_bytes())
        .or_else(|| Date::parse_vietnamese(text))
        .ok_or_else(|| "không phải là ngày có trong lịch; viết 2021-06-15 hoặc 15/06/2021".to_owned())
}

pub(super) fn parse_year(text: &str) -> Result<i32, String> {
    let years = crate::model::period::YEARS;
    let year = text.parse().ok().filter(|year| years.contains(year));
    year.ok_or_else(|| format!("năm phải từ {} đến {}", years.start(), years.end()))
}

pub(super) fn parse_line(text: &str) -> Result<String, String> {
    let line = text.trim();
    if line.is_empty() || line.contains(['\n', '\r']) {
        return Err("phải là một dòng có chữ".to_owned());
    }
    Ok(line.to_owned())
}

fn parse_days(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| format!("cần một số nguyên từ 0 đến {}", u32::MAX))
}

pub(super) fn parse_quarter(text: &str) -> Result<u32, String> {
    let quarter = text.parse().ok().filter(|quarter| (1..=4).contains(quarter));
    quarter.ok_or_else(|| "quý là 1, 2, 3 hoặc 4".to_owned())
}
