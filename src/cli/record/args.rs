//! The options of the commands that record work: the columns of the logs with dashes.

use clap::{Args, Subcommand};

use super::sheet::Given;
use crate::cli::args::{ARGUMENTS, OPTIONS, TEMPLATE, parse_quarter, parse_year};

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

/// Declares the options of a command: an argument where there is one, and for each column what stands for its value in
/// the help, and the help. All are texts: what a column may hold is judged by its field, with the wording of the readers.
macro_rules! options {
    ($(#[$doc:meta])* $name:ident $(($id:ident: $of_id:literal $help_id:literal))? {
        $($column:ident: $of:literal $help:literal,)+
    }) => {
        $(#[$doc])*
        #[derive(Args, Debug)]
        #[command(next_help_heading = OPTIONS)]
        pub(in crate::cli) struct $name {
            $(#[arg(value_name = $of_id, help = $help_id, help_heading = ARGUMENTS)]
            pub $id: String,)?
            $(#[arg(long, value_name = $of, help = $help)]
            pub $column: Option<String>,)+
            /// How the row is written.
            #[command(flatten)]
            pub common: Common,
        }

        impl $name {
            /// The columns, with what was given for each.
            pub(super) fn given(&self) -> Given<'_> {
                vec![$((stringify!($column), self.$column.as_deref()),)+]
            }
        }
    };
}

options! {
    /// Options of `start` and `done`.
    ProgressArgs(occurrence: "LƯỢT" "Lượt thực hiện (A.VI.01@2021-Q2), hoặc mã nhiệm vụ nếu chỉ còn một lượt chưa xong") {
        unit: "ĐƠN-VỊ" "Đơn vị thực hiện; không ghi thì hỏi, đề nghị đơn vị chủ trì",
        date: "NGÀY" "Ngày thực hiện; mặc định hôm nay",
        state: "MÃ" "started (bắt đầu), done (đã xong), not_applicable (không phát sinh)",
        evidence: "SỐ-KÝ-HIỆU" "Số, ký hiệu văn bản minh chứng, ví dụ 15/BC-UBND",
        note: "CHỮ" "Ghi chú; không ghi tên, số điện thoại, số định danh",
    }
}

options! {
    /// Options of `event add`.
    EventAddArgs {
        event_id: "MÃ" "Mã sự kiện; mặc định số tiếp theo, ví dụ SK-2021-04",
        item: "MÃ" "Nhiệm vụ của kế hoạch mà sự kiện yêu cầu làm, ví dụ A.VIII.01",
        date: "NGÀY" "Ngày xảy ra, hoặc ngày của văn bản yêu cầu; mặc định hôm nay",
        due: "NGÀY" "Hạn phải xong",
        document: "SỐ-KÝ-HIỆU" "Số, ký hiệu văn bản yêu cầu",
        note: "CHỮ" "Ghi chú",
    }
}

options! {
    /// Options of `feedback add`.
    FeedbackAddArgs {
        feedback_id: "MÃ" "Mã phản ánh, kiến nghị; mặc định số tiếp theo, ví dụ PAKN-2021-16",
        received_at: "NGÀY" "Ngày tiếp nhận, có thể kèm giờ; mặc định hôm nay",
        channel: "MÃ" "document (văn bản), phone (điện thoại), form (phiếu lấy ý kiến), online (trực tuyến)",
        field: "LĨNH-VỰC" "Lĩnh vực",
        kind: "MÃ" "complaint (phản ánh), proposal (kiến nghị)",
        about: "MÃ" "conduct (hành vi hành chính), regulation (quy định), both (cả hai)",
        class: "MÃ" "not_accepted, forwarded_conduct, own, forwarded",
        handling_unit: "ĐƠN-VỊ" "Đơn vị xử lý",
        forwarded_at: "NGÀY" "Ngày chuyển",
        due_at: "NGÀY" "Hạn trả lời",
        document: "SỐ-KÝ-HIỆU" "Số, ký hiệu văn bản",
        summary: "CHỮ" "Tóm tắt nội dung; không ghi tên, số điện thoại, số định danh",
    }
}

options! {
    /// Options of `feedback forward`.
    FeedbackForwardArgs(id: "MÃ" "Mã phản ánh, kiến nghị") {
        class: "MÃ" "forwarded_conduct (hành vi), forwarded (quy định), own (thuộc thẩm quyền của mình)",
        handling_unit: "ĐƠN-VỊ" "Đơn vị xử lý",
        forwarded_at: "NGÀY" "Ngày chuyển; mặc định hôm nay",
        due_at: "NGÀY" "Hạn trả lời",
        document: "SỐ-KÝ-HIỆU" "Số, ký hiệu văn bản chuyển",
    }
}

options! {
    /// Options of `feedback answer`.
    FeedbackAnswerArgs(id: "MÃ" "Mã phản ánh, kiến nghị") {
        answered_at: "NGÀY" "Ngày trả lời; mặc định hôm nay",
        outcome: "MÃ" "handled (đã xử lý), insufficient (không đủ cơ sở xử lý)",
        document: "SỐ-KÝ-HIỆU" "Số, ký hiệu văn bản trả lời",
    }
}

options! {
    /// Options of `feedback publish`.
    FeedbackPublishArgs(id: "MÃ" "Mã phản ánh, kiến nghị") {
        published_at: "NGÀY" "Ngày đăng tải kết quả; mặc định hôm nay",
    }
}

options! {
    /// Options of `dossier add`.
    DossierAddArgs {
        dossier_id: "MÃ" "Mã hồ sơ",
        procedure_code: "MÃ" "Mã thủ tục hành chính",
        unit: "ĐƠN-VỊ" "Đơn vị giải quyết",
        channel: "MÃ" "online (trực tuyến), direct (trực tiếp), postal (bưu chính)",
        received_at: "NGÀY" "Ngày tiếp nhận, có thể kèm giờ: \"2021-06-15 09:30\"",
        status: "MÃ" "Trạng thái; mặc định processing (đang giải quyết)",
        field: "LĨNH-VỰC" "Lĩnh vực; không ghi thì theo danh mục TTHC",
        due_at: "NGÀY" "Hạn trả kết quả; không ghi thì tính theo thời hạn trong danh mục TTHC",
        completed_at: "NGÀY" "Ngày giải quyết xong, nếu ghi hồ sơ đã xong",
        handed_over_at: "NGÀY" "Ngày trả kết quả cho công dân",
        late_reason: "CHỮ" "Lý do trễ hạn",
        officer: "MÃ" "Mã công chức, không ghi tên",
        note: "CHỮ" "Ghi chú; không ghi tên, số điện thoại, số định danh",
    }
}

options! {
    /// Options of `dossier complete`.
    DossierCompleteArgs(id: "HỒ-SƠ" "Mã hồ sơ") {
        completed_at: "NGÀY" "Ngày xong, rút hoặc trả lại, có thể kèm giờ; mặc định hôm nay",
        status: "MÃ" "completed (đã giải quyết xong; mặc định), withdrawn (công dân rút), returned (trả lại)",
        late_reason: "CHỮ" "Lý do trễ hạn; trễ mà không ghi thì hỏi",
        note: "CHỮ" "Ghi chú",
    }
}

options! {
    /// Options of `dossier pause`.
    DossierPauseArgs(id: "HỒ-SƠ" "Mã hồ sơ") {
        kind: "MÃ" "supplement (yêu cầu bổ sung), payment (chờ nộp phí), reappointment (hẹn lại, chỉ một lần)",
        from: "NGÀY" "Ngày bắt đầu; mặc định hôm nay",
        to: "NGÀY" "Ngày kết thúc: đã bổ sung, đã nộp phí",
        new_due_at: "NGÀY" "Hạn trả mới; sau bổ sung không ghi thì tính lại từ đầu theo danh mục TTHC",
        document: "SỐ-KÝ-HIỆU" "Số, ký hiệu phiếu yêu cầu, thư xin lỗi",
    }
}

options! {
    /// Options of `dossier hand-over`.
    DossierHandOverArgs(id: "HỒ-SƠ" "Mã hồ sơ") {
        handed_over_at: "NGÀY" "Ngày trả kết quả, có thể kèm giờ; mặc định hôm nay",
    }
}

options! {
    /// Options of `slip add`.
    SlipAddArgs {
        dossier_id: "MÃ" "Mã hồ sơ được đánh giá",
        unit: "ĐƠN-VỊ" "Đơn vị được đánh giá; không ghi thì hỏi, đề nghị đơn vị giải quyết hồ sơ",
        officer: "MÃ" "Mã công chức, không ghi tên",
        field: "LĨNH-VỰC" "Lĩnh vực",
        i1: "ĐIỂM" "Điểm chỉ số 1: 0, 1, 2",
        i2: "ĐIỂM" "Điểm chỉ số 2: 0, 1, 2",
        i3: "ĐIỂM" "Điểm chỉ số 3: 0, 1, 2",
        i4: "ĐIỂM" "Điểm chỉ số 4: 0, 1, 2",
        i6: "ĐIỂM" "Điểm chỉ số 6: 0, 1, 2",
        i7: "ĐIỂM" "Điểm chỉ số 7: 0, 1, 2",
        satisfaction: "MÃ" "very_satisfied (rất hài lòng), satisfied (hài lòng), dissatisfied (không hài lòng)",
    }
}

/// The evaluation a slip belongs to.
#[derive(Args, Clone, Copy, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct EvaluationArgs {
    /// Quý đánh giá; mặc định quý có ngày hôm nay (tính từ ngày 10 tháng cuối quý trước).
    #[arg(long, value_name = "N", value_parser = parse_quarter)]
    pub quarter: Option<u32>,
    /// Năm đánh giá.
    #[arg(long, value_name = "NĂM", value_parser = parse_year, requires = "quarter")]
    pub year: Option<i32>,
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
    Add {
        /// The slip.
        #[command(flatten)]
        slip: SlipAddArgs,
        /// The evaluation.
        #[command(flatten)]
        evaluation: EvaluationArgs,
    },
}
