//! Options of the commands on the figures of a period: reports, seals, the dossiers behind a figure.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::values::{LevelChoice, parse_date, parse_line, parse_quarter, parse_year};
use super::view::ListFormat;
use super::{ARGUMENTS, OPTIONS};
use crate::model::date::Date;

/// Options of `report`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct ReportArgs {
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
pub(in crate::cli) struct SealArgs {
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
pub(in crate::cli) struct UnsealArgs {
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
pub(in crate::cli) struct ExplainCellArgs {
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

/// The period of a report.
#[derive(Args, Debug)]
#[group(id = "period", multiple = true)]
#[command(next_help_heading = "Kỳ báo cáo (chọn một)")]
pub(in crate::cli) struct PeriodArgs {
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
    pub(in crate::cli) const fn is_given(&self) -> bool {
        let kinds = self.six_months || self.nine_months || self.annual;
        kinds || self.quarter.is_some() || self.from.is_some() || self.year.is_some()
    }
}

/// Formats of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ReportFormat {
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
    pub(in crate::cli) const fn is_binary(self) -> bool {
        matches!(self, Self::Docx | Self::Xlsx)
    }

    /// Whether it holds the figures alone.
    pub(in crate::cli) const fn is_figures(self) -> bool {
        matches!(self, Self::Json | Self::Csv | Self::Return)
    }
}

/// Which period a report is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CompareWith {
    /// Kỳ liền trước.
    Previous,
    /// Cùng kỳ năm trước.
    LastYear,
}
