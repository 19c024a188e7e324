//! How the letters of a text are written: UTF-8, UTF-16, or Windows-1258 as Excel writes CSV in Vietnam.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1258};

use crate::text::fold::nfc;

/// An encoding, named to whoever imports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, Excel's "Unicode Text".
    Utf16,
    /// Windows-1258: what is no UTF-8 is taken for it.
    Windows1258,
    /// What a page says of itself.
    Declared(&'static str),
}

impl Encoding {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Windows1258 => "Windows-1258",
            Self::Declared(name) => name,
        }
    }
}

/// A text and how it was written.
#[derive(Debug)]
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    pub(super) encoding: Encoding,
}

/// Decodes a text by its BOM, by the zeros of UTF-16, as UTF-8 where it is that, else as Windows-1258.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some(big_endian) = utf16(bytes) {
        let (text, _) = if big_endian { UTF_16BE } else { UTF_16LE }.decode_with_bom_removal(bytes);
        return Decoded { text, encoding: Encoding::Utf16 };
    }
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        return Decoded { text, encoding: Encoding::Utf8 };
    }
    windows_1258(bytes)
}

/// The first letters of a text, cut anywhere: those of ASCII are right.
pub(super) fn glance(head: &[u8]) -> Cow<'_, str> {
    if utf16(head).is_some() { decode(head).text } else { String::from_utf8_lossy(head) }
}

/// Decodes a page, which may say itself how it is written.
pub(super) fn decode_page(bytes: &[u8]) -> Decoded<'_> {
    let decoded = decode(bytes);
    let declared = declared(bytes).filter(|encoding| ![UTF_8, UTF_16LE, WINDOWS_1258].contains(encoding));
    match declared {
        Some(encoding) if decoded.encoding == Encoding::Windows1258 => {
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            Decoded { text, encoding: Encoding::Declared(encoding.name()) }
        }
        _ => decoded,
    }
}

/// Tells whether a text is UTF-16, and then whether the larger byte comes first: by the BOM, or by zeros at every second
/// place, since nearly every line has signs of ASCII.
fn utf16(bytes: &[u8]) -> Option<bool> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(false),
        [0xfe, 0xff, ..] => return Some(true),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let enough = head.len() / 5;
    match (even > enough, odd > enough) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Windows-1258 writes a tone behind its letter: NFC puts them together.
fn windows_1258(bytes: &[u8]) -> Decoded<'_> {
    let (text, _) = WINDOWS_1258.decode_without_bom_handling(bytes);
    Decoded { text: Cow::Owned(nfc(&text).into_owned()), encoding: Encoding::Windows1258 }
}

/// The encoding that a page names in its head.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset=")?;
    let label: String = rest
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    encoding_rs::Encoding::for_label(label.as_bytes())
}
