//! The options of the commands that record work: the columns of the logs with dashes.

use clap::{Args, Subcommand};

use super::sheet::Given;
use crate::cli::args::TEMPLATE;

const OPTIONS: &str = "Tùy chọn";
const ARGUMENTS: &str = "Tham số";

/// How a row is written.
#[derive(Args, Clone, Copy, Debug)]
pub(in crate::cli) struct Common {
    /// Đồng ý mọi câu hỏi; lấy giá trị được đề nghị.
    #[arg(short, long, help_heading = OPTIONS)]
    pub yes: bool,
    /// Chỉ cho xem dòng sẽ ghi, không ghi gì.
    #[arg(short = 'n', long, help_heading = OPTIONS)]
    pub dry_run: bool,
}

/// Options of `start` and `done`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct ProgressArgs {
    /// Lượt thực hiện (A.VI.01@2021-Q2), hoặc mã nhiệm vụ nếu chỉ còn một lượt chưa xong
    #[arg(value_name = "LƯỢT", help_heading = ARGUMENTS)]
    pub occurrence: String,
    /// Đơn vị thực hiện; không ghi thì hỏi, đề nghị đơn vị chủ trì
    #[arg(long, value_name = "ĐƠN-VỊ")]
    pub unit: Option<String>,
    /// Ngày thực hiện; mặc định hôm nay
    #[arg(long, value_name = "NGÀY")]
    pub date: Option<String>,
    /// started (bắt đầu), done (đã xong), not_applicable (không phát sinh)
    #[arg(long, value_name = "MÃ")]
    pub state: Option<String>,
    /// Số, ký hiệu văn bản minh chứng, ví dụ 15/BC-UBND
    #[arg(long, value_name = "SỐ-KÝ-HIỆU")]
    pub evidence: Option<String>,
    /// Ghi chú; không ghi tên, số điện thoại, số định danh
    #[arg(long, value_name = "CHỮ")]
    pub note: Option<String>,
    /// Cách ghi.
    #[command(flatten)]
    pub common: Common,
}

impl ProgressArgs {
    /// The columns given.
    pub(super) fn given(&self) -> Given<'_> {
        vec![
            ("unit", self.unit.as_deref()),
            ("date", self.date.as_deref()),
            ("state", self.state.as_deref()),
            ("evidence", self.evidence.as_deref()),
            ("note", self.note.as_deref()),
        ]
    }
}

/// Options of `event add`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct EventAddArgs {
    /// Mã sự kiện; mặc định số tiếp theo, ví dụ SK-2021-04
    #[arg(long, value_name = "MÃ")]
    pub event_id: Option<String>,
    /// Nhiệm vụ của kế hoạch mà sự kiện yêu cầu làm, ví dụ A.VIII.01
    #[arg(long, value_name = "MÃ")]
    pub item: Option<String>,
    /// Ngày xảy ra, hoặc ngày của văn bản yêu cầu; mặc định hôm nay
    #[arg(long, value_name = "NGÀY")]
    pub date: Option<String>,
    /// Hạn phải xong
    #[arg(long, value_name = "NGÀY")]
    pub due: Option<String>,
    /// Số, ký hiệu văn bản yêu cầu
    #[arg(long, value_name = "SỐ-KÝ-HIỆU")]
    pub document: Option<String>,
    /// Ghi chú
    #[arg(long, value_name = "CHỮ")]
    pub note: Option<String>,
    /// Cách ghi.
    #[command(flatten)]
    pub common: Common,
}

impl EventAddArgs {
    /// The columns given.
    pub(super) fn given(&self) -> Given<'_> {
        vec![
            ("event_id", self.event_id.as_deref()),
            ("item", self.item.as_deref()),
            ("date", self.date.as_deref()),
            ("due", self.due.as_deref()),
            ("document", self.document.as_deref()),
            ("note", self.note.as_deref()),
        ]
    }
}

/// Options of `feedback add`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct FeedbackAddArgs {
    /// Mã phản ánh, kiến nghị; mặc định số tiếp theo, ví dụ PAKN-2021-16
    #[arg(long, value_name = "MÃ")]
    pub feedback_id: Option<String>,
    /// Ngày tiếp nhận, có thể kèm giờ; mặc định hôm nay
    #[arg(long, value_name = "NGÀY")]
    pub received_at: Option<String>,
    /// document (văn bản), phone (điện thoại), form (phiếu lấy ý kiến), online (trực tuyến)
    #[arg(long, value_name = "MÃ")]
    pub channel: Option<String>,
    /// Lĩnh vực
    #[arg(long, value_name = "LĨNH-VỰC")]
    pub field: Option<String>,
    /// complaint (phản ánh), proposal (kiến nghị)
    #[arg(long, value_name = "MÃ")]
    pub kind: Option<String>,
    /// conduct (hành vi hành chính), regulation (quy định), both (cả hai)
    #[arg(long, value_name = "MÃ")]
    pub about: Option<String>,
    /// not_accepted, forwarded_conduct, own, forwarded
    #[arg(long, value_name = "MÃ")]
    pub class: Option<String>,
    /// Đơn vị xử lý
    #[arg(long, value_name = "ĐƠN-VỊ")]
    pub handling_unit: Option<String>,
    /// Ngày chuyển
    #[arg(long, value_name = "NGÀY")]
    pub forwarded_at: Option<String>,
    /// Hạn trả lời
    #[arg(long, value_name = "NGÀY")]
    pub due_at: Option<String>,
    /// Số, ký hiệu văn bản
    #[arg(long, value_name = "SỐ-KÝ-HIỆU")]
    pub document: Option<String>,
    /// Tóm tắt nội dung; không ghi tên, số điện thoại, số định danh
    #[arg(long, value_name = "CHỮ")]
    pub summary: Option<String>,
    /// Cách ghi.
    #[command(flatten)]
    pub common: Common,
}

impl FeedbackAddArgs {
    /// The columns given.
    pub(super) fn given(&self) -> Given<'_> {
        vec![
            ("feedback_id", self.feedback_id.as_deref()),
            ("received_at", self.received_at.as_deref()),
            ("channel", self.channel.as_deref()),
            ("field", self.field.as_deref()),
            ("kind", self.kind.as_deref()),
            ("about", self.about.as_deref()),
            ("class", self.class.as_deref()),
            ("handling_unit", self.handling_unit.as_deref()),
            ("forwarded_at", self.forwarded_at.as_deref()),
            ("due_at", self.due_at.as_deref()),
            ("document", self.document.as_deref()),
            ("summary", self.summary.as_deref()),
        ]
    }
}

/// Options of `feedback forward`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct FeedbackForwardArgs {
    /// Mã phản ánh, kiến nghị
    #[arg(value_name = "MÃ", help_heading = ARGUMENTS)]
    pub id: String,
    /// forwarded_conduct (hành vi), forwarded (quy định), own (thuộc thẩm quyền của mình)
    #[arg(long, value_name = "MÃ")]
    pub class: Option<String>,
    /// Đơn vị xử lý
    #[arg(long, value_name = "ĐƠN-VỊ")]
    pub handling_unit: Option<String>,
    /// Ngày chuyển; mặc định hôm nay
    #[arg(long, value_name = "NGÀY")]
    pub forwarded_at: Option<String>,
    /// Hạn trả lời
    #[arg(long, value_name = "NGÀY")]
    pub due_at: Option<String>,
    /// Số, ký hiệu văn bản chuyển
    #[arg(long, value_name = "SỐ-KÝ-HIỆU")]
    pub document: Option<String>,
    /// Cách ghi.
    #[command(flatten)]
    pub common: Common,
}

impl FeedbackForwardArgs {
    /// The columns given.
    pub(super) fn given(&self) -> Given<'_> {
        vec![
            ("class", self.class.as_deref()),
            ("handling_unit", self.handling_unit.as_deref()),
            ("forwarded_at", self.forwarded_at.as_deref()),
            ("due_at", self.due_at.as_deref()),
            ("document", self.document.as_deref()),
        ]
    }
}

/// Options of `feedback answer`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct FeedbackAnswerArgs {
    /// Mã phản ánh, kiến nghị
    #[arg(value_name = "MÃ", help_heading = ARGUMENTS)]
    pub id: String,
    /// Ngày trả lời; mặc định hôm nay
    #[arg(long, value_name = "NGÀY")]
    pub answered_at: Option<String>,
    /// handled (đã xử lý), insufficient (không đủ cơ sở xử lý)
    #[arg(long, value_name = "MÃ")]
    pub outcome: Option<String>,
    /// Số, ký hiệu văn bản trả lời
    #[arg(long, value_name = "SỐ-KÝ-HIỆU")]
    pub document: Option<String>,
    /// Cách ghi.
    #[command(flatten)]
    pub common: Common,
}

impl FeedbackAnswerArgs {
    /// The columns given.
    pub(super) fn given(&self) -> Given<'_> {
        vec![
            ("answered_at", self.answered_at.as_deref()),
            ("outcome", self.outcome.as_deref()),
            ("document", self.document.as_deref()),
        ]
    }
}

/// Options of `feedback publish`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct FeedbackPublishArgs {
    /// Mã phản ánh, kiến nghị
    #[arg(value_name = "MÃ", help_heading = ARGUMENTS)]
    pub id: String,
    /// Ngày đăng tải kết quả; mặc định hôm nay
    #[arg(long, value_name = "NGÀY")]
    pub published_at: Option<String>,
    /// Cách ghi.
    #[command(flatten)]
    pub common: Common,
}

impl FeedbackPublishArgs {
    /// The columns given.
    pub(super) fn given(&self) -> Given<'_> {
        vec![("published_at", self.published_at.as_deref())]
    }
}

/// Options of `dossier add`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct DossierAddArgs {
    /// Mã hồ sơ
    #[arg(long, value_name = "MÃ")]
    pub dossier_id: Option<String>,
    /// Mã thủ tục hành chính
    #[arg(long, value_name = "MÃ")]
    pub procedure_code: Option<String>,
    /// Đơn vị giải quyết
    #[arg(long, value_name = "ĐƠN-VỊ")]
    pub unit: Option<String>,
    /// online (trực tuyến), direct (trực tiếp), postal (bưu chính)
    #[arg(long, value_name = "MÃ")]
    pub channel: Option<String>,
    /// Ngày tiếp nhận, có thể kèm giờ: "2021-06-15 09:30"
    #[arg(long, value_name = "NGÀY")]
    pub received_at: Option<String>,
    /// Trạng thái; mặc định processing (đang giải quyết)
    #[arg(long, value_name = "MÃ")]
    pub status: Option<String>,
    /// Lĩnh vực; không ghi thì theo danh mục TTHC
    #[arg(long, value_name = "LĨNH-VỰC")]
    pub field: Option<String>,
    /// Hạn trả kết quả; không ghi thì tính theo thời hạn trong danh mục TTHC
    #[arg(long, value_name = "NGÀY")]
    pub due_at: Option<String>,
    /// Ngày giải quyết xong, nếu ghi hồ sơ đã xong
    #[arg(long, value_name = "NGÀY")]
    pub completed_at: Option<String>,
    /// Ngày trả kết quả cho công dân
    #[arg(long, value_name = "NGÀY")]
    pub handed_over_at: Option<String>,
    /// Lý do trễ hạn
    #[arg(long, value_name = "CHỮ")]
    pub late_reason: Option<String>,
    /// Mã công chức, không ghi tên
    #[arg(long, value_name = "MÃ")]
    pub officer: Option<String>,
    /// Ghi chú; không ghi tên, số điện thoại, số định danh
    #[arg(long, value_name = "CHỮ")]
    pub note: Option<String>,
    /// Cách ghi.
    #[command(flatten)]
    pub common: Common,
}

impl DossierAddArgs {
    /// The columns given.
    pub(super) fn given(&self) -> Given<'_> {
        vec![
            ("dossier_id", self.dossier_id.as_deref()),
            ("procedure_code", self.procedure_code.as_deref()),
            ("unit", self.unit.as_deref()),
            ("channel", self.channel.as_deref()),
            ("received_at", self.received_at.as_deref()),
            ("status", self.status.as_deref()),
            ("field", self.field.as_deref()),
            ("due_at", self.due_at.as_deref()),
            ("completed_at", self.completed_at.as_deref()),
            ("handed_over_at", self.handed_over_at.as_deref()),
            ("late_reason", self.late_reason.as_deref()),
            ("officer", self.officer.as_deref()),
            ("note", self.note.as_deref()),
        ]
    }
}

/// Options of `dossier complete`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct DossierCompleteArgs {
    /// Mã hồ sơ
    #[arg(value_name = "HỒ-SƠ", help_heading = ARGUMENTS)]
    pub id: String,
    /// Ngày xong, rút hoặc trả lại, có thể kèm giờ; mặc định hôm nay
    #[arg(long, value_name = "NGÀY")]
    pub completed_at: Option<String>,
    /// completed (đã giải quyết xong; mặc định), withdrawn (công dân rút), returned (trả lại)
    #[arg(long, value_name = "MÃ")]
    pub status: Option<String>,
    /// Lý do trễ hạn; trễ mà không ghi thì hỏi
    #[arg(long, value_name = "CHỮ")]
    pub late_reason: Option<String>,
    /// Ghi chú
    #[arg(long, value_name = "CHỮ")]
    pub note: Option<String>,
    /// Cách ghi.
    #[command(flatten)]
    pub common: Common,
}

impl DossierCompleteArgs {
    /// The columns given.
    pub(super) fn given(&self) -> Given<'_> {
        vec![
            ("completed_at", self.completed_at.as_deref()),
            ("status", self.status.as_deref()),
            ("late_reason", self.late_reason.as_deref()),
            ("note", self.note.as_deref()),
        ]
    }
}

/// Options of `dossier pause`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct DossierPauseArgs {
    /// Mã hồ sơ
    #[arg(value_name = "HỒ-SƠ", help_heading = ARGUMENTS)]
    pub id: String,
    /// supplement (yêu cầu bổ sung), payment (chờ nộp phí), reappointment (hẹn lại, chỉ một lần)
    #[arg(long, value_name = "MÃ")]
    pub kind: Option<String>,
    /// Ngày bắt đầu; mặc định hôm nay
    #[arg(long, value_name = "NGÀY")]
    pub from: Option<String>,
    /// Ngày kết thúc: đã bổ sung, đã nộp phí
    #[arg(long, value_name = "NGÀY")]
    pub to: Option<String>,
    /// Hạn trả mới; sau bổ sung không ghi thì tính lại từ đầu theo danh mục TTHC
    #[arg(long, value_name = "NGÀY")]
    pub new_due_at: Option<String>,
    /// Số, ký hiệu phiếu yêu cầu, thư xin lỗi
    #[arg(long, value_name = "SỐ-KÝ-HIỆU")]
    pub document: Option<String>,
    /// Cách ghi.
    #[command(flatten)]
    pub common: Common,
}

impl DossierPauseArgs {
    /// The columns given.
    pub(super) fn given(&self) -> Given<'_> {
        vec![
            ("kind", self.kind.as_deref()),
            ("from", self.from.as_deref()),
            ("to", self.to.as_deref()),
            ("new_due_at", self.new_due_at.as_deref()),
            ("document", self.document.as_deref()),
        ]
    }
}

/// Options of `dossier hand-over`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct DossierHandOverArgs {
    /// Mã hồ sơ
    #[arg(value_name = "HỒ-SƠ", help_heading = ARGUMENTS)]
    pub id: String,
    /// Ngày trả kết quả, có thể kèm giờ; mặc định hôm nay
    #[arg(long, value_name = "NGÀY")]
    pub handed_over_at: Option<String>,
    /// Cách ghi.
    #[command(flatten)]
    pub common: Common,
}

impl DossierHandOverArgs {
    /// The columns given.
    pub(super) fn given(&self) -> Given<'_> {
        vec![("handed_over_at", self.handed_over_at.as_deref())]
    }
}

/// Options of `slip add`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct SlipAddArgs {
    /// Quý đánh giá; mặc định quý có ngày hôm nay (từ ngày 10 tháng cuối quý trước).
    #[arg(long, value_name = "N", value_parser = crate::cli::args::parse_quarter)]
    pub quarter: Option<u32>,
    /// Năm đánh giá.
    #[arg(long, value_name = "NĂM", value_parser = crate::cli::args::parse_year, requires = "quarter")]
    pub year: Option<i32>,
    /// Mã hồ sơ được đánh giá
    #[arg(long, value_name = "MÃ")]
    pub dossier_id: Option<String>,
    /// Đơn vị được đánh giá; không ghi thì hỏi, đề nghị đơn vị giải quyết hồ sơ
    #[arg(long, value_name = "ĐƠN-VỊ")]
    pub unit: Option<String>,
    /// Mã công chức, không ghi tên
    #[arg(long, value_name = "MÃ")]
    pub officer: Option<String>,
    /// Lĩnh vực
    #[arg(long, value_name = "LĨNH-VỰC")]
    pub field: Option<String>,
    /// Điểm chỉ số 1: 0, 1, 2
    #[arg(long, value_name = "ĐIỂM")]
    pub i1: Option<String>,
    /// Điểm chỉ số 2: 0, 1, 2
    #[arg(long, value_name = "ĐIỂM")]
    pub i2: Option<String>,
    /// Điểm chỉ số 3: 0, 1, 2
    #[arg(long, value_name = "ĐIỂM")]
    pub i3: Option<String>,
    /// Điểm chỉ số 4: 0, 1, 2
    #[arg(long, value_name = "ĐIỂM")]
    pub i4: Option<String>,
    /// Điểm chỉ số 6: 0, 1, 2
    #[arg(long, value_name = "ĐIỂM")]
    pub i6: Option<String>,
    /// Điểm chỉ số 7: 0, 1, 2
    #[arg(long, value_name = "ĐIỂM")]
    pub i7: Option<String>,
    /// very_satisfied (rất hài lòng), satisfied (hài lòng), dissatisfied (không hài lòng)
    #[arg(long, value_name = "MÃ")]
    pub satisfaction: Option<String>,
    /// Cách ghi.
    #[command(flatten)]
    pub common: Common,
}

impl SlipAddArgs {
    /// The columns given.
    pub(super) fn given(&self) -> Given<'_> {
        vec![
            ("dossier_id", self.dossier_id.as_deref()),
            ("unit", self.unit.as_deref()),
            ("officer", self.officer.as_deref()),
            ("field", self.field.as_deref()),
            ("i1", self.i1.as_deref()),
            ("i2", self.i2.as_deref()),
            ("i3", self.i3.as_deref()),
            ("i4", self.i4.as_deref()),
            ("i6", self.i6.as_deref()),
            ("i7", self.i7.as_deref()),
            ("satisfaction", self.satisfaction.as_deref()),
        ]
    }
}
/// The commands of `event`.
#[derive(Args, Debug)]
pub(in crate::cli) struct EventArgs {
    /// Lệnh.
    #[command(subcommand)]
    pub command: EventCommand,
}

/// What `event` does.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum EventCommand {
    /// Ghi một sự kiện: yêu cầu của cấp trên, đợt kiểm tra.
    #[command(help_template = TEMPLATE, override_usage = "kstthc event add --item MÃ [TÙY CHỌN]")]
    Add(EventAddArgs),
}

/// The commands of `feedback`.
#[derive(Args, Debug)]
pub(in crate::cli) struct FeedbackArgs {
    /// Lệnh.
    #[command(subcommand)]
    pub command: FeedbackCommand,
}

/// What `feedback` does.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum FeedbackCommand {
    /// Ghi một phản ánh, kiến nghị mới tiếp nhận.
    #[command(help_template = TEMPLATE, override_usage = "kstthc feedback add --channel MÃ --kind MÃ [TÙY CHỌN]")]
    Add(FeedbackAddArgs),
    /// Ghi việc chuyển đến đơn vị xử lý.
    #[command(help_template = TEMPLATE, override_usage = "kstthc feedback forward MÃ --class MÃ [TÙY CHỌN]")]
    Forward(FeedbackForwardArgs),
    /// Ghi việc trả lời.
    #[command(help_template = TEMPLATE, override_usage = "kstthc feedback answer MÃ --outcome MÃ [TÙY CHỌN]")]
    Answer(FeedbackAnswerArgs),
    /// Ghi việc đăng tải kết quả.
    #[command(help_template = TEMPLATE, override_usage = "kstthc feedback publish MÃ [TÙY CHỌN]")]
    Publish(FeedbackPublishArgs),
}

/// The commands of `dossier`.
#[derive(Args, Debug)]
pub(in crate::cli) struct DossierArgs {
    /// Lệnh.
    #[command(subcommand)]
    pub command: DossierCommand,
}

/// What `dossier` does.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum DossierCommand {
    /// Ghi một hồ sơ mới tiếp nhận; hạn trả tính theo danh mục TTHC.
    #[command(help_template = TEMPLATE, override_usage = "kstthc dossier add --dossier-id MÃ --procedure-code MÃ --unit ĐƠN-VỊ --channel MÃ --received-at NGÀY [TÙY CHỌN]")]
    Add(DossierAddArgs),
    /// Ghi hồ sơ đã giải quyết xong, được rút hoặc trả lại.
    #[command(help_template = TEMPLATE, override_usage = "kstthc dossier complete HỒ-SƠ [--completed-at NGÀY] [--status MÃ] [TÙY CHỌN]")]
    Complete(DossierCompleteArgs),
    /// Ghi yêu cầu bổ sung, chờ nộp phí, hẹn lại; có --to thì ghi ngày kết thúc.
    #[command(help_template = TEMPLATE, override_usage = "kstthc dossier pause HỒ-SƠ --kind MÃ [--from NGÀY] [--to NGÀY] [TÙY CHỌN]")]
    Pause(DossierPauseArgs),
    /// Ghi việc công dân đã nhận kết quả.
    #[command(help_template = TEMPLATE, override_usage = "kstthc dossier hand-over HỒ-SƠ [--handed-over-at NGÀY] [TÙY CHỌN]")]
    HandOver(DossierHandOverArgs),
}

/// The commands of `slip`.
#[derive(Args, Debug)]
pub(in crate::cli) struct SlipArgs {
    /// Lệnh.
    #[command(subcommand)]
    pub command: SlipCommand,
}

/// What `slip` does.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum SlipCommand {
    /// Ghi một phiếu đánh giá của công dân; mỗi hồ sơ một phiếu.
    #[command(help_template = TEMPLATE, override_usage = "kstthc slip add --dossier-id MÃ [TÙY CHỌN]")]
    Add(SlipAddArgs),
}
