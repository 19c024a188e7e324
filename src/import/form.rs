//! A filled form II.06a/VPCP/KSTT in a workbook to a unit's return.
//!
//! The columns are known by their numbers, which every print of the form has; headings differ. Nothing is guessed: what
//! is no count is named with its cell, and figures that are not taken over are sums, which are checked.

use super::form_head::FormHead;
use super::form_text::{Unread, column_number, figure, is_total, level, names_form};
use super::workbook::{Refusal, Sheet, Value, read_sheets};
use crate::model::returns::{Figures, KEYS, ReturnLevel, parts};
use crate::model::unit::Level;
use crate::syntax::returns::level_word;
use crate::text::fold::nfc;

/// The number of the column with the names of rows.
const NAME: usize = 2;
/// The number of the first column of figures.
const FIRST: usize = 3;

/// What a filled form says.
#[derive(Clone, Debug)]
pub struct FormTable {
    /// The name of the sheet.
    pub sheet: String,
    /// What it says of itself.
    pub head: FormHead,
    /// The rows, the row of all at the end.
    pub rows: Vec<FormRow>,
    /// Whether rows stand before any row of a level, and were given the level of the unit.
    pub level_is_assumed: bool,
    /// Empty rows that were passed over.
    pub blank: usize,
    /// Rows below the table that were passed over: dates, signatures, notes.
    pub below: usize,
    /// Those of them that have a number in a column of the form.
    pub numbers_below: Vec<u32>,
    /// Rows with a name and no number, which were passed over.
    pub unfilled: Vec<(u32, String)>,
    /// What is wrong; nothing may be written where there is anything.
    pub flaws: Vec<Flaw>,
}

/// A row that is taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRow {
    /// The row, as Excel counts.
    pub row: u32,
    /// Its level.
    pub level: ReturnLevel,
    /// Its field; empty in the row of all.
    pub field: String,
    /// Its figures; a total is left out where only its parts are filled in.
    pub figures: Figures,
}

/// Something wrong in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The row, as Excel counts.
    pub row: u32,
    /// The cell, as Excel names it, and the figure it holds by its place in [`KEYS`]; `None` where it is the row.
    pub cell: Option<(String, usize)>,
    /// What.
    pub slip: Slip,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// A cell that is no count.
    Unread(Unread),
    /// Figures without the name of a field.
    Nameless,
    /// A row of a level that is not the sum of its rows.
    LevelSum {
        /// What it says.
        stated: u64,
        /// The sum.
        sum: u64,
    },
    /// A row of a level with figures and no rows.
    LevelAlone,
}

impl FormTable {
    /// The return: UTF-8, comma, LF.
    ///
    /// # Errors
    ///
    /// When the CSV writer fails, which it does not on memory.
    pub fn log(&self) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["level", "field"].into_iter().chain(KEYS))?;
        for row in &self.rows {
            let figures = row.figures.stated.map(|figure| figure.map_or_else(String::new, |f| f.to_string()));
            let cells = [level_word(row.level).to_owned(), row.field.clone()];
            writer.write_record(cells.into_iter().chain(figures))?;
        }
        writer.into_inner().map_err(|error| error.into_error().into())
    }

    /// The row of the workbook that a line of the return was made from.
    #[must_use]
    pub fn row_of_line(&self, line: u32) -> Option<u32> {
        let at = usize::try_from(line.checked_sub(2)?).ok()?;
        self.rows.get(at).map(|row| row.row)
    }

    /// Tells whether the sender's own sum of all is there.
    #[must_use]
    pub fn has_total(&self) -> bool {
        self.rows.iter().any(|row| row.level == ReturnLevel::Total)
    }
}

/// Reads the form in a workbook. Rows that stand before any row of a level have the one given.
///
/// # Errors
///
/// When the file cannot be read, or no sheet has the form.
pub fn read_form(bytes: &[u8], assumed: Level) -> Result<FormTable, Refusal> {
    let sheets = read_sheets(bytes)?;
    let layout = find(&sheets)?;
    let table = Reading::new(&layout, assumed).read();
    if table.rows.is_empty() && table.flaws.is_empty() {
        return Err(Refusal::NoRows(table.sheet));
    }
    Ok(table)
}

/// Where the columns of the form are.
#[derive(Debug)]
struct Layout<'s> {
    sheet: &'s Sheet,
    /// The row of column numbers.
    row: u32,
    /// The column of each number, from (1) on.
    columns: [Option<u32>; 13],
}

impl<'s> Layout<'s> {
    /// The row of a sheet that has most of the numbers (2) to (13).
    fn of(sheet: &'s Sheet) -> Option<Self> {
        let mut best: Option<Self> = None;
        let mut this: Option<Self> = None;
        for (&(row, column), value) in &sheet.cells {
            if this.as_ref().is_none_or(|this| this.row != row) {
                best = better(best, this.take());
                this = Some(Self { sheet, row, columns: [None; 13] });
            }
            if let (Some(this), Some(number)) = (&mut this, column_number(value)) {
                this.columns[number - 1].get_or_insert(column);
            }
        }
        better(best, this).filter(|best| best.lacking().len() <= MOST_LACKING)
    }

    /// The numbers that are needed and not there.
    fn lacking(&self) -> Vec<usize> {
        (NAME..=13).filter(|number| self.columns[number - 1].is_none()).collect()
    }

    fn value(&self, row: u32, number: usize) -> &'s Value {
        self.columns[number - 1].map_or(&Value::Empty, |column| self.sheet.get(row, column))
    }

    /// The text of a cell without line breaks; empty where it is no text.
    fn text(&self, row: u32, number: usize) -> String {
        match self.value(row, number) {
            Value::Text(text) => nfc(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned(),
            _ => String::new(),
        }
    }

    fn is_numbering(&self, row: u32) -> bool {
        (FIRST..=13).all(|number| column_number(self.value(row, number)) == Some(number))
    }
}

/// A row that lacks more of the numbers than this is a row of figures or of another form.
const MOST_LACKING: usize = 5;

fn better<'s>(best: Option<Layout<'s>>, other: Option<Layout<'s>>) -> Option<Layout<'s>> {
    match (best, other) {
        (Some(best), Some(other)) => {
            Some(if other.lacking().len() < best.lacking().len() { other } else { best })
        }
        (best, other) => best.or(other),
    }
}

/// The sheet with the form: the first that is named after it, else the first that has its columns.
fn find(sheets: &[Sheet]) -> Result<Layout<'_>, Refusal> {
    let mut layouts: Vec<Layout<'_>> = sheets.iter().filter_map(Layout::of).collect();
    layouts.sort_by_key(|layout| (!layout.lacking().is_empty(), !names_form(&layout.sheet.name)));
    let Some(layout) = layouts.into_iter().next() else {
        let exceeding = sheets.iter().find(|sheet| sheet.exceeds);
        return Err(exceeding.map_or(Refusal::NoTable, |sheet| Refusal::SheetTooLarge(sheet.name.clone())));
    };
    let lacking = layout.lacking();
    if !lacking.is_empty() {
        let lacking: Vec<String> = lacking.iter().map(|number| format!("({number})")).collect();
        let (sheet, row) = (layout.sheet.name.clone(), layout.row + 1);
        return Err(Refusal::ColumnsLacking { sheet, row, lacking: lacking.join(", ") });
    }
    if layout.sheet.exceeds {
        return Err(Refusal::SheetTooLarge(layout.sheet.name.clone()));
    }
    Ok(layout)
}

/// A row below the column numbers that is not empty.
#[derive(Debug)]
struct Line {
    row: u32,
    /// What stands in (2), or in (1) where both are merged.
    name: String,
    /// Whether (1) numbers it.
    is_numbered: bool,
    figures: [Result<Option<u64>, Unread>; KEYS.len()],
}

impl Line {
    fn of(layout: &Layout<'_>, row: u32) -> Self {
        let name = layout.text(row, NAME);
        let ordinal = layout.text(row, 1);
        let is_numbered = matches!(layout.value(row, 1), Value::Number(_))
            || ordinal.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
        let name = if name.is_empty() && !is_numbered { ordinal } else { name };
        Self {
            row,
            name,
            is_numbered,
            figures: std::array::from_fn(|at| figure(layout.value(row, at + FIRST))),
        }
    }

    fn is_empty(&self) -> bool {
        self.name.is_empty() && self.figures.iter().all(|figure| *figure == Ok(None))
    }

    fn has_number(&self) -> bool {
        self.figures.iter().any(|figure| matches!(figure, Ok(Some(_))))
    }

    fn is_filled(&self) -> bool {
        self.figures.iter().any(|figure| *figure != Ok(None))
    }
}

/// A row of a level, and where its rows begin.
#[derive(Debug)]
struct Head {
    row: u32,
    /// `None` where a cell could not be read.
    figures: Option<Figures>,
    first: usize,
}

/// The table while it is read.
#[derive(Debug)]
struct Reading<'l> {
    layout: &'l Layout<'l>,
    table: FormTable,
    assumed: Level,
    heads: Vec<Head>,
    level: Option<Level>,
    total: Option<FormRow>,
}

impl<'l> Reading<'l> {
    fn new(layout: &'l Layout<'l>, assumed: Level) -> Self {
        let table = FormTable {
            sheet: layout.sheet.name.clone(),
            head: FormHead::above(layout.sheet, layout.row),
            rows: Vec::new(),
            level_is_assumed: false,
            blank: 0,
            below: 0,
            numbers_below: Vec::new(),
            unfilled: Vec::new(),
            flaws: Vec::new(),
        };
        Self { layout, table, assumed, heads: Vec::new(), level: None, total: None }
    }

    fn read(mut self) -> FormTable {
        let lines = self.lines();
        let last = lines.iter().rposition(|line| line.has_number() || line.is_numbered);
        let mut ended = false;
        for (at, line) in lines.iter().enumerate() {
            ended |= last.is_none_or(|last| at > last);
            // Below the row of all stands another table, or nothing; where it stands first, its rows are below it.
            ended |= self.ends_with_total();
            if ended {
                self.pass_over(line);
            } else {
                self.take(line);
            }
        }
        self.check_levels();
        self.table.rows.extend(self.total);
        self.table
    }

    /// The rows below the column numbers, empty ones and further rows of column numbers left out.
    fn lines(&mut self) -> Vec<Line> {
        let mut rows: Vec<u32> =
            self.layout.sheet.cells.range((self.layout.row + 1, 0)..).map(|(at, _)| at.0).collect();
        rows.dedup();
        let last = rows.last().copied().unwrap_or(self.layout.row);
        let rows = rows.into_iter().filter(|&row| !self.layout.is_numbering(row));
        let lines: Vec<Line> =
            rows.map(|row| Line::of(self.layout, row)).filter(|line| !line.is_empty()).collect();
        let between = usize::try_from(last - self.layout.row).unwrap_or(usize::MAX);
        self.table.blank = between.saturating_sub(lines.len());
        lines
    }

    /// Tells whether the row of all was read below the rows it sums.
    fn ends_with_total(&self) -> bool {
        self.total.as_ref().is_some_and(|total| self.table.rows.iter().any(|row| row.row < total.row))
    }

    fn pass_over(&mut self, line: &Line) {
        self.table.below += 1;
        if line.has_number() {
            self.table.numbers_below.push(line.row + 1);
        }
    }

    fn take(&mut self, line: &Line) {
        if let Some(level) = level(&line.name) {
            self.level = Some(level);
            let figures = if line.is_filled() { self.figures(line) } else { None };
            self.heads.push(Head { row: line.row + 1, figures, first: self.table.rows.len() });
        } else if !line.is_filled() {
            self.table.unfilled.push((line.row + 1, line.name.clone()));
        } else if is_total(&line.name) {
            let row = self.row(line, ReturnLevel::Total);
            if self.total.is_none() {
                self.total = row;
            } else {
                // A second one is kept, so that the check of the return names it.
                self.table.rows.extend(row);
            }
        } else if line.name.is_empty() {
            self.table.flaws.push(Flaw { row: line.row + 1, cell: None, slip: Slip::Nameless });
        } else {
            self.table.level_is_assumed |= self.level.is_none();
            let level = ReturnLevel::Of(self.level.unwrap_or(self.assumed));
            let row = self.row(line, level);
            self.table.rows.extend(row);
        }
    }

    fn row(&mut self, line: &Line, level: ReturnLevel) -> Option<FormRow> {
        let figures = self.figures(line)?;
        let field = if level == ReturnLevel::Total { String::new() } else { line.name.clone() };
        Some(FormRow { row: line.row + 1, level, field, figures })
    }

    /// The figures of a row; names the cells that are none.
    fn figures(&mut self, line: &Line) -> Option<Figures> {
        let before = self.table.flaws.len();
        for (at, figure) in line.figures.iter().enumerate() {
            if let Err(unread) = figure {
                let slip = Slip::Unread(unread.clone());
                let cell = Some((self.cell(line.row, at), at));
                self.table.flaws.push(Flaw { row: line.row + 1, cell, slip });
            }
        }
        let written = |at: usize| line.figures[at].as_ref().ok().copied().flatten();
        let is_left_out = |at: usize| parts(at).any(|part| written(part).is_some());
        let stated = |at: usize| written(at).or_else(|| (!is_left_out(at)).then_some(0));
        (self.table.flaws.len() == before).then(|| Figures { stated: std::array::from_fn(stated) })
    }

    /// A row of a level is the sum of its rows.
    fn check_levels(&mut self) {
        if !self.table.flaws.is_empty() {
            return;
        }
        let ends = self.heads.iter().skip(1).map(|head| head.first).chain([self.table.rows.len()]);
        let groups: Vec<(&Head, usize)> = self.heads.iter().zip(ends).collect();
        let mut flaws = Vec::new();
        for (head, end) in groups {
            let Some(figures) = head.figures else { continue };
            let rows = &self.table.rows[head.first..end];
            if rows.is_empty() && figures.stated.iter().flatten().any(|&figure| figure > 0) {
                flaws.push(Flaw { row: head.row, cell: None, slip: Slip::LevelAlone });
                continue;
            }
            for at in 0..KEYS.len() {
                let Some(stated) = figures.stated[at] else { continue };
                let sum = rows.iter().map(|row| row.figures.value(at)).sum();
                if stated != sum {
                    let cell = Some((self.cell(head.row - 1, at), at));
                    flaws.push(Flaw { row: head.row, cell, slip: Slip::LevelSum { stated, sum } });
                }
            }
        }
        self.table.flaws = flaws;
    }

    /// The name of a figure's cell: `F14`.
    fn cell(&self, row: u32, at: usize) -> String {
        let column = self.layout.columns[at + FIRST - 1].unwrap_or_default();
        format!("{}{}", letters(column), row + 1)
    }
}

/// The letters of a column counted from 0; there are never more than [`super::workbook::COLUMNS`].
fn letters(column: u32) -> String {
    let letter = |number: u32| char::from_u32(u32::from(b'A') + number % 26).unwrap_or('?');
    let high = (column >= 26).then(|| letter(column / 26 - 1));
    high.into_iter().chain([letter(column)]).collect()
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
