//! clap's errors in Vietnamese.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The message for an error of usage, with a hint where there is one.
#[must_use]
pub(super) fn message(error: &clap::Error) -> String {
    let context = |kind| error.get(kind).map(shown);
    let arg = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh «{}»", context(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::UnknownArgument => format!("không có tùy chọn hoặc tham số «{arg}» ở đây"),
        ErrorKind::InvalidValue if value.is_empty() => format!("«{arg}» cần một giá trị"),
        ErrorKind::InvalidValue => format!("giá trị «{value}» của «{arg}» không dùng được"),
        ErrorKind::ValueValidation => {
            let reason =
                std::error::Error::source(error).map(|source| format!(": {source}")).unwrap_or_default();
            format!("giá trị «{value}» của «{arg}» không dùng được{reason}")
        }
        ErrorKind::MissingRequiredArgument => format!("còn thiếu {arg}"),
        ErrorKind::MissingSubcommand => "còn thiếu lệnh con".to_owned(),
        ErrorKind::ArgumentConflict => {
            let other = context(ContextKind::PriorArg).unwrap_or_default();
            if other == arg {
                format!("«{arg}» chỉ dùng một lần")
            } else {
                format!("«{arg}» không đi cùng «{other}»")
            }
        }
        ErrorKind::NoEquals
        | ErrorKind::TooFewValues
        | ErrorKind::TooManyValues
        | ErrorKind::WrongNumberOfValues => {
            format!("«{arg}» có số giá trị không đúng")
        }
        ErrorKind::InvalidUtf8 => "tham số không phải UTF-8".to_owned(),
        _ => "dòng lệnh chưa đúng".to_owned(),
    };
    format!("{what}.{}", hint(error))
}

fn hint(error: &clap::Error) -> String {
    let suggested =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(suggestion) = suggested.into_iter().find_map(|kind| error.get(kind)) {
        return format!("\ngợi ý: có phải ý bạn là «{}»?", shown(suggestion));
    }
    let valid = error.get(ContextKind::ValidValue).map(shown).unwrap_or_default();
    if !valid.is_empty() {
        return format!("\ngợi ý: các giá trị dùng được: {valid}.");
    }
    "\ngợi ý: xem «kstthc --help» hoặc «kstthc LỆNH --help».".to_owned()
}

/// A value of the context as text; `--today <NGÀY>` becomes `--today`.
fn shown(value: &ContextValue) -> String {
    let bare = |text: &str| text.split(' ').next().unwrap_or_default().to_owned();
    match value {
        ContextValue::String(text) if text.starts_with('-') => bare(text),
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.iter().map(|text| bare(text)).collect::<Vec<_>>().join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        other => other.to_string(),
    }
}
