//! JSON: the report value itself under a common head (contract, section 7).

use serde::Serialize;

use crate::model::date::Date;
use crate::text::wording::GENERATED_BY;

/// What stands at the head of every document.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// What the document is.
    pub kind: &'a str,
    /// Today.
    pub as_of: Date,
    /// Whether the figures are illustrative; said only when they are.
    pub illustrative: bool,
}

#[derive(Serialize)]
struct Envelope<'a, T> {
    schema_version: u32,
    kind: &'a str,
    generated_by: &'a str,
    as_of: Date,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    illustrative: bool,
    #[serde(flatten)]
    body: &'a T,
}

/// Writes a value under the common head, indented, with a final newline.
///
/// # Errors
///
/// When the value cannot be written as JSON, which no value of this tool is.
pub fn render(head: Head<'_>, body: &impl Serialize) -> Result<String, serde_json::Error> {
    let Head { kind, as_of, illustrative } = head;
    let envelope =
        Envelope { schema_version: 1, kind, generated_by: GENERATED_BY, as_of, illustrative, body };
    let mut text = serde_json::to_string_pretty(&envelope)?;
    text.push('\n');
    Ok(text)
}
