//! CSV as every list is written: UTF-8, comma, LF, a header row even where nothing follows.

use serde::Serialize;

/// Writes the header, then one row a value.
///
/// # Errors
///
/// When a value is no flat row, which no row of this tool is.
pub(super) fn render<R: Serialize>(
    header: &[&str],
    rows: impl IntoIterator<Item = R>,
) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    writer.write_record(header)?;
    for row in rows {
        writer.serialize(row)?;
    }
    text(writer)
}

/// The text that was written.
///
/// # Errors
///
/// When the CSV writer fails, which it does not on memory.
pub(super) fn text(writer: csv::Writer<Vec<u8>>) -> Result<String, csv::Error> {
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
