//! Tables: from the text they are written as in these files, and to CSV.

/// The rows of a text table: one line each, cells parted by `|`; blank lines are passed over.
pub(crate) fn cells(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| line.split('|').map(str::trim).collect())
}

/// One row of owned cells.
pub(crate) fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

/// CSV as the tool writes it: UTF-8 without BOM, comma, LF, quotes only where they are needed.
pub(crate) fn csv(rows: &[Vec<String>]) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row)?;
    }
    Ok(writer.into_inner()?)
}
