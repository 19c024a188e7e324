//! A foreign table to dossiers.
//!
//! Nothing is guessed: a value for which no code is known, a day that may have the month first, an id that Excel has
//! changed stop the import, each with its place. Where the office's own profile maps every column, faulty rows are written
//! as the source has them, and `check` names what is wrong in them.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::dates::{Doubt, Seen};
use super::found::{At, Fault, Flaw, Imported, KEPT_FLAWS, Origin, Rows, Sheet, Skip, Skipped};
use super::recipe::Recipe;
use super::table::{Kind, Reading, Row, Taker, Unreadable, read_rows};
use super::translate::{self, Translator};
use super::{cells, header, skip};
use crate::model::lookup::Lookup;
use crate::syntax::dossiers::{
    COLUMNS, COMPLETED, DUE, HANDED_OVER, ID, PROCEDURE, RECEIVED, STATUS, STATUSES,
};
use crate::syntax::profile::Profile;

/// Among how many rows the header is looked for.
const LOOKED_AT: usize = 60;

/// Reads the dossiers of a foreign file. `tell` is told now and then how many rows were read.
///
/// # Errors
///
/// When the file is no table, too large, protected or damaged.
pub fn import_dossiers(
    bytes: &[u8],
    recipe: &Recipe<'_>,
    tell: &mut dyn FnMut(usize),
) -> Result<Imported, Unreadable> {
    let mut importer = Importer::new(recipe, tell);
    let reading = read_rows(bytes, &mut importer)?;
    importer.end_sheet();
    importer.result.reading = reading;
    importer.result.unmapped = importer.translator.unmapped();
    Ok(importer.result)
}

struct Importer<'r, 't> {
    recipe: &'r Recipe<'r>,
    tell: &'t mut dyn FnMut(usize),
    read: usize,
    /// The first rows of a sheet, while its header is looked for.
    waiting: Vec<Row>,
    /// Whether the header of the sheet was looked for.
    settled: bool,
    /// The row handed over last.
    last: u32,
    /// The field that a group row has named.
    field: String,
    /// What was seen in the columns of days of the sheet.
    days: BTreeMap<usize, Seen>,
    translator: Translator<'r>,
    ids: Lookup,
    result: Imported,
}

impl<'r, 't> Importer<'r, 't> {
    fn new(recipe: &'r Recipe<'r>, tell: &'t mut dyn FnMut(usize)) -> Self {
        Self {
            recipe,
            tell,
            read: 0,
            waiting: Vec::new(),
            settled: false,
            last: 0,
            field: String::new(),
            days: BTreeMap::new(),
            translator: Translator::new(recipe),
            ids: Lookup::default(),
            result: Imported {
                reading: Reading { kind: Kind::Text, encoding: None },
                sheets: Vec::new(),
                rows: Rows::default(),
                skipped: Vec::new(),
                flaws: Vec::new(),
                more_flaws: 0,
                unmapped: Vec::new(),
                small_days: Vec::new(),
                ended_by_collection: 0,
                ends_left_out: 0,
                unread_days: 0,
            },
        }
    }

    /// The profile by which the sheet is read.
    fn profile(&self) -> Option<&'r Profile> {
        let layout = || self.result.sheets.last().and_then(|sheet| sheet.layout);
        self.recipe.profile.or_else(|| layout().map(|layout| &layout.profile))
    }

    fn keeps_faulty_rows(&self) -> bool {
        self.recipe.profile.is_some_and(Profile::keeps_faulty_rows)
    }

    fn place(&self, row: &Row) -> At {
        let sheet = self.result.sheets.len().saturating_sub(1);
        At { sheet: u32::try_from(sheet).unwrap_or(u32::MAX), row: row.number }
    }

    /// Looks for the header among the rows that wait, and reads those below it.
    fn settle(&mut self) {
        self.settled = true;
        let rows = std::mem::take(&mut self.waiting);
        let recipe = self.recipe;
        let Some(found) =
            header::find(&rows, |heading| recipe.knows(heading), |known| recipe.may_head(known))
        else {
            if let Some(sheet) = self.result.sheets.last_mut() {
                sheet.above = rows.len();
            }
            return;
        };
        let (above, below, last) = (found.rows.start, found.rows.end, found.last);
        if let Some(sheet) = self.result.sheets.last_mut() {
            *sheet = Sheet { above, ..recipe.resolve(&sheet.name, found) };
        }
        self.last = last;
        for row in &rows[below..] {
            self.take(row);
        }
    }

    fn end_sheet(&mut self) {
        if self.result.sheets.is_empty() {
            return;
        }
        if !self.settled {
            self.settle();
        }
        for (column, seen) in std::mem::take(&mut self.days) {
            let heading = self.heading(column);
            match seen.doubt() {
                Some(Doubt::Mixed) => {
                    let at = At { row: 0, ..self.place(&Row::default()) };
                    self.flaw(Flaw { at, heading, text: String::new(), fault: Fault::MixedDays });
                }
                Some(Doubt::Small) => self.result.small_days.push(heading),
                None => {}
            }
        }
    }

    /// The heading from which one of our columns is taken.
    fn heading(&self, column: usize) -> String {
        let sheet = self.result.sheets.last();
        let origin = sheet.and_then(|sheet| sheet.origins.get(column)?.as_ref());
        let header = sheet.and_then(|sheet| sheet.header.as_ref());
        match (origin, header) {
            (Some(Origin::Column { at, .. }), Some(header)) => header.headings[*at].text(),
            _ => String::new(),
        }
    }

    fn flaw(&mut self, flaw: Flaw) {
        if self.result.flaws.len() < KEPT_FLAWS {
            self.result.flaws.push(flaw);
        } else {
            self.result.more_flaws += 1;
        }
    }

    fn flaw_of(&mut self, row: &Row, column: usize, fault: Fault) {
        let text = self.cell(row, column).map(cells::shown).unwrap_or_default();
        let text = crate::text::width::truncate(&text, 40);
        self.flaw(Flaw { at: self.place(row), heading: self.heading(column), text, fault });
    }

    fn skip(&mut self, row: &Row, why: Skip) {
        let (at, text) = (self.place(row), skip::shown(row));
        self.result.skipped.push(Skipped { at, why, text });
    }

    /// The cell of one of our columns.
    fn cell<'v>(&self, row: &'v Row, column: usize) -> Option<&'v super::table::Value> {
        match self.result.sheets.last()?.origins.get(column)?.as_ref()? {
            Origin::Column { at, .. } => Some(row.get(*at)),
            _ => None,
        }
    }

    /// Takes a row below the header.
    fn take(&mut self, row: &Row) {
        let blank = row.number.saturating_sub(self.last + 1);
        self.last = row.number;
        let repeats = match self.result.sheets.last_mut() {
            Some(sheet) => {
                sheet.blank += blank;
                sheet.header.as_ref().is_some_and(|header| header.is_repeated_by(row))
            }
            None => false,
        };
        if repeats {
            self.skip(row, Skip::Header);
        } else if skip::is_numbering(row) {
            self.skip(row, Skip::Numbering);
        } else if let Some(why) = self.aside(row) {
            self.skip(row, why);
        } else if self.has_right_width(row) {
            self.dossier(row);
        }
    }

    /// Why a row is no dossier, if it is none.
    fn aside(&mut self, row: &Row) -> Option<Skip> {
        let has = |column| self.cell(row, column).is_some_and(|cell| !cell.is_blank());
        let has_day = |column| self.cell(row, column).is_some_and(skip::may_be_day);
        let has_days = [RECEIVED, DUE, COMPLETED].into_iter().any(has_day);
        if skip::is_total(row) && !has_day(RECEIVED) {
            return Some(Skip::Total);
        }
        let only = skip::only_text(row);
        if let Some(field) = only.and_then(skip::field) {
            self.field = field;
            return Some(Skip::Field);
        }
        // An id has no blanks: a lone text with blanks in its column is a group that is merged over all.
        let is_sentence = only.is_some_and(|text| text.contains(char::is_whitespace));
        if has_days || (has(ID) && !is_sentence) {
            return None;
        }
        let filled = (0..COLUMNS.len()).filter(|&column| has(column)).count();
        match only {
            // A group begins where the table does; a signature stands under its right half.
            Some(_) if self.begins_left(row) => Some(Skip::Group),
            Some(_) => Some(Skip::Note),
            None if filled < 3 => Some(Skip::Note),
            None => None,
        }
    }

    /// Tells whether a row has its first text at or before the column of the id.
    fn begins_left(&self, row: &Row) -> bool {
        let origin = self.result.sheets.last().and_then(|sheet| sheet.origins.get(ID)?.as_ref());
        let first = row.cells.iter().position(|cell| !cell.is_blank());
        matches!(origin, Some(Origin::Column { at, .. }) if first.is_some_and(|first| first <= *at))
    }

    /// Tells whether a record of a text has as many cells as the header.
    fn has_right_width(&mut self, row: &Row) -> bool {
        let Some(sheet) = self.result.sheets.last() else { return false };
        let expected = sheet.header.as_ref().map_or(0, |header| header.headings.len());
        let found = row.cells.len();
        let surplus = row.cells.iter().skip(expected).any(|cell| !cell.is_blank());
        let right = !sheet.name.is_empty() || (found >= expected && !surplus);
        if !right {
            let fault = Fault::Cells { found, expected };
            self.flaw(Flaw { at: self.place(row), heading: String::new(), text: String::new(), fault });
        }
        right
    }

    fn dossier(&mut self, row: &Row) {
        let flaws = self.result.flaws.len() + self.result.more_flaws;
        let mut values = vec![String::new(); COLUMNS.len()];
        for (column, own) in values.iter_mut().enumerate() {
            match self.value(row, column) {
                Ok(value) => *own = value,
                Err(fault) => self.flaw_of(row, column, fault),
            }
        }
        if values[ID].is_empty() && flaws == self.result.flaws.len() + self.result.more_flaws {
            self.flaw_of(row, ID, Fault::NoId);
        }
        self.settle_end(row, &mut values);
        if !self.keeps_faulty_rows() {
            self.require(row, &values);
        }
        // Rows are taken although something is wrong: then nothing is written, and all is told in one run.
        if flaws == self.result.flaws.len() + self.result.more_flaws {
            self.push(row, &values);
        }
    }

    /// What stands in one of our columns.
    fn value(&mut self, row: &Row, column: usize) -> Result<String, Fault> {
        let sheet = self.result.sheets.last();
        let origin = sheet.and_then(|sheet| sheet.origins.get(column)?.clone());
        let (at, given, is_name) = match origin {
            None | Some(Origin::Days) => return Ok(String::new()),
            Some(Origin::Constant(value)) => return Ok(value),
            Some(Origin::Group) => return Ok(self.field.clone()),
            Some(Origin::Column { at, given, is_name }) => (at, given, is_name),
        };
        let cell = row.get(at);
        if cell.is_blank()
            && let Some(given) = given
        {
            return Ok(given);
        }
        match column {
            RECEIVED | DUE | COMPLETED | HANDED_OVER => self.day(cell, column),
            ID => cells::code(cell, self.profile().is_some_and(|profile| profile.numeric_ids)),
            PROCEDURE if !is_name => {
                let code = cells::code(cell, false)?;
                Ok(self.translate(row, column, code, is_name))
            }
            _ => {
                let text = cells::text(cell)?;
                Ok(self.translate(row, column, text, is_name))
            }
        }
    }

    fn translate(&mut self, row: &Row, column: usize, foreign: String, by_name: bool) -> String {
        let reading = translate::Reading { profile: self.profile(), by_name };
        let at = self.place(row);
        self.translator.code(column, foreign, (at, reading))
    }

    fn day(&mut self, cell: &super::table::Value, column: usize) -> Result<String, Fault> {
        let pattern = self.profile().and_then(|profile| profile.date_format.as_deref());
        let seen = self.days.entry(column).or_default();
        match cells::day(cell, pattern, seen) {
            Ok(moment) => Ok(moment.map(|moment| moment.to_string()).unwrap_or_default()),
            // By a pattern one day that cannot be read says nothing of the others.
            Err(Fault::NoDay) if pattern.is_some() && self.keeps_faulty_rows() => {
                self.result.unread_days += 1;
                cells::text(cell)
            }
            Err(fault) => Err(fault),
        }
    }

    /// Makes status and days agree as far as that is certain; what is not is a flaw.
    fn settle_end(&mut self, row: &Row, values: &mut [String]) {
        let by_days = self.result.sheets.last().and_then(|sheet| sheet.origins.get(STATUS)?.as_ref());
        if by_days == Some(&Origin::Days) {
            let status = match (values[HANDED_OVER].is_empty(), values[COMPLETED].is_empty()) {
                (false, _) => "delivered",
                (true, false) => "completed",
                (true, true) => "processing",
            };
            status.clone_into(&mut values[STATUS]);
        }
        let keeps = self.keeps_faulty_rows();
        let closed =
            STATUSES.iter().find(|(name, _)| *name == values[STATUS]).map(|(_, status)| status.is_closed());
        let has_end = !values[COMPLETED].is_empty() || !values[HANDED_OVER].is_empty();
        match closed {
            Some(true) if !keeps && values[COMPLETED].is_empty() && has_end => {
                let end = values[HANDED_OVER].clone();
                values[COMPLETED] = end;
                self.result.ended_by_collection += 1;
            }
            Some(true) if values[COMPLETED].is_empty() && values[STATUS] == "returned" => {
                self.flaw_of(row, STATUS, Fault::ReturnedWithoutEnd);
            }
            Some(true) if !keeps && values[COMPLETED].is_empty() => self.flaw_of(row, STATUS, Fault::NoEnd),
            Some(false) if !keeps && has_end && values[STATUS] == "rejected" => {
                values[COMPLETED].clear();
                values[HANDED_OVER].clear();
                self.result.ends_left_out += 1;
            }
            Some(false) if !keeps && has_end => self.flaw_of(row, STATUS, Fault::EndWhileOpen),
            _ => {}
        }
    }

    /// Every required column has a value.
    fn require(&mut self, row: &Row, values: &[String]) {
        for (column, own) in COLUMNS.iter().enumerate().filter(|(_, column)| column.required) {
            let is_readable = self.cell(row, column).is_some_and(|cell| *cell == super::table::Value::Empty);
            if own.required && column != ID && values[column].is_empty() && is_readable {
                self.flaw_of(row, column, Fault::Empty);
            }
        }
    }

    /// Adds the dossier, unless it stands further up.
    fn push(&mut self, row: &Row, values: &[String]) {
        let at = self.place(row);
        let next = u32::try_from(self.result.rows.len()).unwrap_or(u32::MAX);
        if let Some(first) = self.ids.insert(&values[ID], next) {
            let first = first as usize;
            let same = (0..COLUMNS.len()).all(|column| self.result.rows.get(first, column) == values[column]);
            if same {
                return self.skip(row, Skip::Twice);
            }
            if !self.keeps_faulty_rows() {
                let before = self.result.rows.at(first);
                return self.flaw_of(row, ID, Fault::SameId(before));
            }
        }
        self.result.rows.push(at, values);
        if let Some(sheet) = self.result.sheets.last_mut() {
            sheet.rows += 1;
        }
    }
}

impl Taker for Importer<'_, '_> {
    fn sheet(&mut self, name: &str) {
        self.end_sheet();
        self.result.sheets.push(Sheet { name: name.to_owned(), ..Sheet::default() });
        self.waiting.clear();
        self.settled = false;
        self.last = 0;
        self.field.clear();
        self.translator.turn_page();
    }

    fn row(&mut self, row: &Row) -> ControlFlow<()> {
        self.read += 1;
        if self.read.is_multiple_of(1000) {
            (self.tell)(self.read);
        }
        if !self.settled {
            self.waiting.push(row.clone());
            if self.waiting.len() == LOOKED_AT {
                self.settle();
            }
        } else if self.result.sheets.last().is_some_and(|sheet| sheet.header.is_some()) {
            self.take(row);
        } else if let Some(sheet) = self.result.sheets.last_mut() {
            sheet.above += 1;
        }
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests;
