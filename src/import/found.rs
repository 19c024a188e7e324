//! What an import has found in a foreign file: dossiers, what was passed over, and what stops it.

use super::header::Header;
use super::headings::Meaning;
use super::layouts::Layout;
use super::table::{Kind, Reading};
use crate::syntax::dossiers::COLUMNS;

/// Where a row stands: the sheet's place among those read, and the row as Excel counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The sheet.
    pub sheet: u32,
    /// The row.
    pub row: u32,
}

/// The rows that were taken, by our columns, in one text: a year of a town has a million values.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    text: String,
    ends: Vec<u32>,
    at: Vec<At>,
}

impl Rows {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.at.len()
    }

    /// Tells whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.at.is_empty()
    }

    /// Adds a row; its values in the order of [`COLUMNS`].
    pub(super) fn push(&mut self, at: At, values: &[String]) {
        for value in values {
            self.text.push_str(value);
            self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        }
        self.at.push(at);
    }

    /// A value.
    #[must_use]
    pub fn get(&self, row: usize, column: usize) -> &str {
        let place = row * COLUMNS.len() + column;
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.text[start..self.ends[place] as usize]
    }

    /// Where a row stands.
    #[must_use]
    pub fn at(&self, row: usize) -> At {
        self.at[row]
    }
}

/// Where the values of one of our columns come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A column of the table, by its heading; `given` stands where it is empty.
    Column {
        /// The column, from 0.
        at: usize,
        /// What stands for an empty cell.
        given: Option<String>,
        /// Whether it holds the name of the procedure.
        is_name: bool,
    },
    /// The same value in every row.
    Constant(String),
    /// The rows above a group name it.
    Group,
    /// The days say it: `completed_at` and `handed_over_at`.
    Days,
}

/// Why a column of the table is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Its heading.
    pub heading: String,
    /// What it is for.
    pub meaning: Meaning,
}

/// A sheet that was read.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name in Excel, the number of the table in a page, empty in a text.
    pub name: String,
    /// Its header; none where no row has known headings.
    pub header: Option<Header>,
    /// Where each of our columns comes from.
    pub origins: Vec<Option<Origin>>,
    /// Columns that are not kept.
    pub dropped: Vec<Dropped>,
    /// Headings that the profile names and the table has not.
    pub missing: Vec<String>,
    /// Headings by which two columns fit one of ours.
    pub ambiguous: Vec<(usize, Vec<String>)>,
    /// Columns that a profile fills with what is personal.
    pub personal: Vec<(usize, String)>,
    /// The layout it was recognised as.
    pub layout: Option<&'static Layout>,
    /// How many dossiers were taken from it.
    pub rows: usize,
    /// How many rows below the header are blank.
    pub blank: u32,
    /// How many rows that are not blank stand above the header, or in a sheet without one.
    pub above: usize,
}

/// Why a row is no dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skip {
    /// `(1)`, `(2)`, `(3)`.
    Numbering,
    /// The header once more.
    Header,
    /// `Lĩnh vực: Đất đai`, which names the field of the rows below.
    Field,
    /// Another row that groups those below.
    Group,
    /// `Tổng cộng`.
    Total,
    /// A row without dossier id and without days: signatures, remarks.
    Note,
    /// The same dossier with the same values once more.
    Twice,
}

/// A row that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Where.
    pub at: At,
    /// Why.
    pub why: Skip,
    /// What it says, cut.
    pub text: String,
}

/// What is wrong in a row or column, so that nothing may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A number where the id or the code of a procedure must be: Excel has changed it.
    NumberAsCode,
    /// A day where such a code must be: Excel has changed it.
    DayAsCode,
    /// `3.52E+11`: Excel has cut it.
    CutNumber,
    /// `#REF!` and its like.
    Error,
    /// A formula without a result.
    Uncomputed,
    /// A cell that is merged with others.
    Merged,
    /// True or false, or a time without a day.
    OddKind,
    /// No day.
    NoDay,
    /// No day unless the month stood first.
    MonthFirst,
    /// A number that is not shown as a day.
    NumberAsDay,
    /// The column has days of Excel and days as text, and Excel has read the month first.
    MixedDays,
    /// A value that must be there is not.
    Empty,
    /// Days and values, but no id.
    NoId,
    /// The id stands further up, with other values.
    SameId(At),
    /// More cells than headings, or fewer.
    Cells {
        /// How many it has.
        found: usize,
        /// How many the header has.
        expected: usize,
    },
    /// A state that ends a dossier, without its day.
    NoEnd,
    /// `returned`, without its day: still with the office, or refused for good?
    ReturnedWithoutEnd,
    /// A state that does not end a dossier, with the day of an end.
    EndWhileOpen,
}

/// Something wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The row.
    pub at: At,
    /// The heading of its column; empty where the row is meant.
    pub heading: String,
    /// What it says, cut.
    pub text: String,
    /// What is wrong.
    pub fault: Fault,
}

/// A value for which no code of ours is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmapped {
    /// Our column.
    pub column: usize,
    /// The foreign value.
    pub value: String,
    /// Where it stands first.
    pub at: At,
    /// How many rows have it.
    pub rows: usize,
}

/// How many flaws are kept with their places; the others are counted.
pub(super) const KEPT_FLAWS: usize = 10_000;

/// What an import has found.
#[derive(Clone, Debug)]
pub struct Imported {
    /// What kind of file it is.
    pub reading: Reading,
    /// The sheets, in the order of the file.
    pub sheets: Vec<Sheet>,
    /// The dossiers.
    pub rows: Rows,
    /// What was passed over.
    pub skipped: Vec<Skipped>,
    /// What stops the import.
    pub flaws: Vec<Flaw>,
    /// How many more there are.
    pub more_flaws: usize,
    /// Values that are not known.
    pub unmapped: Vec<Unmapped>,
    /// Columns of days in which no day is larger than 12, by heading.
    pub small_days: Vec<String>,
    /// How many dossiers have the day of collection for the day on which work ended.
    pub ended_by_collection: usize,
    /// How many refused ones lost the day of an end, which such dossiers have none of.
    pub ends_left_out: usize,
    /// How many days were kept as they stand, since the pattern does not fit.
    pub unread_days: usize,
}

impl Imported {
    /// The sheets that have a header.
    pub fn read_sheets(&self) -> impl Iterator<Item = &Sheet> {
        self.sheets.iter().filter(|sheet| sheet.header.is_some())
    }

    /// Required columns that nothing fills in some sheet.
    #[must_use]
    pub fn lacking(&self) -> Vec<usize> {
        let lacks = |sheet: &Sheet, column: usize| sheet.origins.get(column).is_none_or(Option::is_none);
        let required = COLUMNS.iter().enumerate().filter(|(_, column)| column.required).map(|(at, _)| at);
        required.filter(|&column| self.read_sheets().any(|sheet| lacks(sheet, column))).collect()
    }

    /// Tells whether any sheet fills one of our columns.
    #[must_use]
    pub fn fills(&self, column: usize) -> bool {
        self.read_sheets().any(|sheet| sheet.origins.get(column).is_some_and(Option::is_some))
    }

    /// Tells whether the sheet of a row fills one of our columns.
    #[must_use]
    pub fn fills_in(&self, at: At, column: usize) -> bool {
        let sheet = self.sheets.get(at.sheet as usize);
        sheet.is_some_and(|sheet| sheet.origins.get(column).is_some_and(Option::is_some))
    }

    /// `trang «Tháng 6», dòng 12`, `bảng 3, dòng 5`, `dòng 7`.
    #[must_use]
    pub fn place(&self, at: At) -> String {
        let name = self.sheets.get(at.sheet as usize).map_or("", |sheet| sheet.name.as_str());
        match self.reading.kind {
            Kind::Text => format!("dòng {}", at.row),
            Kind::Html => format!("{name}, dòng {}", at.row),
            Kind::Xlsx | Kind::Xls | Kind::Ods => format!("trang «{name}», dòng {}", at.row),
        }
    }
}
