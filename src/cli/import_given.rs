//! What a foreign table does not say, as options of `import`.

use clap::Args;

use super::args::parse_date;
use crate::model::date::Date;
use crate::syntax::dossiers::{CHANNEL, CHANNELS, COLUMNS, FIELD, PROCEDURE, STATUS, STATUSES, UNIT};
use crate::syntax::pauses::KINDS;

/// What stands for columns that a foreign table has not, and for values that are not known.
#[derive(Args, Debug)]
#[command(next_help_heading = "Điều bảng không ghi")]
pub(super) struct ImportGiven {
    /// Mã thủ tục hành chính của mọi hồ sơ mà bảng không ghi.
    #[arg(long, value_name = "MÃ", conflicts_with = "is_return")]
    pub procedure: Option<String>,
    /// Hình thức nộp: online, direct, postal.
    #[arg(long, value_name = "HÌNH-THỨC", value_parser = parse_channel, conflicts_with = "is_return")]
    pub channel: Option<&'static str>,
    /// Trạng thái: processing, completed, …; by-dates: theo ngày xong, ngày trả của từng hồ sơ.
    #[arg(long, value_name = "TRẠNG-THÁI", value_parser = parse_import_status, conflicts_with = "is_return")]
    pub status: Option<&'static str>,
    /// Lĩnh vực của mọi hồ sơ mà bảng không ghi.
    #[arg(long, value_name = "LĨNH-VỰC", conflicts_with = "is_return")]
    pub field: Option<String>,
    /// Đổi một giá trị: CỘT:GIÁ-TRỊ=MÃ, ví dụ `unit:Phòng TN&MT=tn-mt`; ghi được nhiều lần.
    #[arg(long = "map", value_name = "CỘT:GIÁ-TRỊ=MÃ", value_parser = parse_map, conflicts_with = "is_return")]
    pub maps: Vec<(usize, String, String)>,
    /// Hạn trả mới do: supplement, payment, reappointment; ghi vào data/pauses.csv.
    #[arg(long, value_name = "LÝ-DO", value_parser = parse_pause_kind, requires = "new_due_from",
          conflicts_with = "is_return")]
    pub new_due: Option<&'static str>,
    /// Ngày yêu cầu bổ sung, nộp phí hay hẹn lại.
    #[arg(long, value_name = "NGÀY", value_parser = parse_date, requires = "new_due")]
    pub new_due_from: Option<Date>,
    /// Ngày bổ sung, nộp phí xong.
    #[arg(long, value_name = "NGÀY", value_parser = parse_date, requires = "new_due")]
    pub new_due_to: Option<Date>,
}

/// The status that follows from the days of each dossier.
pub(super) const BY_DATES: &str = "by-dates";

fn parse_channel(text: &str) -> Result<&'static str, String> {
    one_of(text, CHANNELS.iter().map(|(name, _)| *name))
}

fn parse_import_status(text: &str) -> Result<&'static str, String> {
    one_of(text, STATUSES.iter().map(|(name, _)| *name).chain([BY_DATES]))
}

fn parse_pause_kind(text: &str) -> Result<&'static str, String> {
    one_of(text, KINDS.iter().map(|(name, _)| *name))
}

fn one_of(text: &str, words: impl Iterator<Item = &'static str>) -> Result<&'static str, String> {
    let words: Vec<&str> = words.collect();
    let found = words.iter().find(|word| **word == text).copied();
    found.ok_or_else(|| format!("không có trong: {}", words.join(", ")))
}

/// Reads `status:Tạm dừng=awaiting_supplement`.
fn parse_map(text: &str) -> Result<(usize, String, String), String> {
    let parts = text.split_once(':').and_then(|(column, rest)| Some((column, rest.rsplit_once('=')?)));
    let Some((name, (foreign, own))) = parts else {
        return Err("viết CỘT:GIÁ-TRỊ=MÃ, ví dụ «status:Tạm dừng=awaiting_supplement»".to_owned());
    };
    let column = COLUMNS.iter().position(|column| column.name == name.trim());
    let Some(column @ (PROCEDURE | UNIT | CHANNEL | STATUS | FIELD)) = column else {
        return Err("CỘT là procedure_code, unit, channel, status hoặc field".to_owned());
    };
    match column {
        CHANNEL => parse_channel(own.trim()).map(drop)?,
        STATUS => one_of(own.trim(), STATUSES.iter().map(|(name, _)| *name)).map(drop)?,
        _ => {}
    }
    Ok((column, foreign.trim().to_owned(), own.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_mapped_by_column_foreign_value_and_code() {
        let map = parse_map("unit:Phòng TN=MT: đất=tn-mt");
        assert_eq!(map, Ok((UNIT, "Phòng TN=MT: đất".to_owned(), "tn-mt".to_owned())));
        for text in ["unit", "unit:x", "officer:x=y", "status:x=done", "channel:1=2"] {
            assert!(parse_map(text).is_err(), "{text}");
        }
    }
}
