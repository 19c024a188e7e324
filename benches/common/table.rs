//! Prints tables as Markdown, padded, so that they read well in a terminal and go into `docs/performance.md` as they are.

/// Prints a table; the first column is text, the others are figures.
#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
pub(crate) fn print(headings: &[&str], rows: &[Vec<String>]) {
    let headings: Vec<String> = headings.iter().map(|&heading| heading.to_owned()).collect();
    let width = |column: usize| {
        let cells = std::iter::once(&headings).chain(rows).filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0).max(3)
    };
    let widths: Vec<usize> = (0..headings.len()).map(width).collect();
    let rule = widths.iter().enumerate().map(|(column, width)| {
        if column == 0 { "-".repeat(*width) } else { format!("{}:", "-".repeat(width - 1)) }
    });
    println!("{}", line(&headings, &widths));
    println!("{}", line(&rule.collect::<Vec<_>>(), &widths));
    for row in rows {
        println!("{}", line(row, &widths));
    }
    println!();
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let padded = cells.iter().zip(widths).enumerate().map(|(column, (cell, &width))| {
        if column == 0 { format!("| {cell:<width$} ") } else { format!("| {cell:>width$} ") }
    });
    padded.collect::<String>() + "|"
}
