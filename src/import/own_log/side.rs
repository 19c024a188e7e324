//! One file of the origin on all its sides: as it was exported, as it is now, and what is to become of it.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::is_same;
use super::claim::{Claim, key};
use super::merge::{Change, CurrentFile, Edit, FieldEdit, MergeFault, Merged};
use super::pair::pair;
use super::read::OwnLog;
use super::{Conflict, Stop, Why, holds};
use crate::syntax::csv_edit::{RowEdits, add_columns, columns, edit_rows, new_log};
use crate::syntax::log_rows::{LogRows, read_rows};
use crate::text::log_columns::Holds;

/// One file and what is to happen to it.
pub(super) struct Side<'o> {
    own: &'o OwnLog,
    path: &'o str,
    log: LogRows,
    /// The rows of now under the columns of the origin.
    now: Vec<Vec<String>>,
    /// For each exported row of this file its place among those of now.
    pairs: BTreeMap<usize, Option<usize>>,
    key: Vec<usize>,
    /// What is to happen, in words.
    pub(super) changes: Vec<Change>,
    /// By row of now: column of the origin and text.
    edited: BTreeMap<usize, BTreeMap<usize, String>>,
    removed: BTreeSet<usize>,
    added: Vec<(u32, Vec<String>)>,
    /// The row of the sheet of each row of now.
    sheet_rows: BTreeMap<usize, u32>,
}

impl<'o> Side<'o> {
    pub(super) fn new(own: &'o OwnLog, file: usize, current: &CurrentFile) -> Result<Self, MergeFault> {
        let origin = &own.origin.files[file];
        let path = origin.path.as_str();
        let log = match &current.bytes {
            Some(bytes) => {
                read_rows(bytes).map_err(|fault| MergeFault::Rows { path: path.to_owned(), fault })?
            }
            None if origin.sha256.is_empty() => LogRows::default(),
            None => return Err(MergeFault::Missing(path.to_owned())),
        };
        let places: Vec<Option<usize>> = own.origin.columns.iter().map(|column| log.column(column)).collect();
        let project = |fields: &Vec<String>| -> Vec<String> {
            places.iter().map(|place| place.map_or_else(String::new, |at| fields[at].clone())).collect()
        };
        let now: Vec<Vec<String>> = log.rows.iter().map(|row| project(&row.fields)).collect();
        let exported: Vec<usize> =
            (0..own.origin.rows.len()).filter(|&at| own.origin.rows[at].file == file).collect();
        let key = key(own);
        let is_unchanged = current.sha256 == origin.sha256 && exported.len() == now.len();
        let pairs = if is_unchanged {
            (0..now.len()).map(Some).collect()
        } else {
            let fields: Vec<&[String]> =
                exported.iter().map(|&at| own.origin.rows[at].fields.as_slice()).collect();
            pair(&fields, &now, &key)
        };
        let pairs = exported.into_iter().zip(pairs).collect();
        let (changes, added) = (Vec::new(), Vec::new());
        let (edited, removed, sheet_rows) = (BTreeMap::new(), BTreeSet::new(), BTreeMap::new());
        Ok(Self { own, path, log, now, pairs, key, changes, edited, removed, added, sheet_rows })
    }

    /// Takes over what was edited of an exported row.
    pub(super) fn change(&mut self, at: usize, exported: usize, texts: &[String], stops: &mut Vec<Stop>) {
        let row = self.own.rows[at].number;
        let before = &self.own.origin.rows[exported].fields;
        let edited: Vec<usize> = (0..texts.len())
            .filter(|&column| !is_same(self.holds(column), &before[column], &texts[column]))
            .collect();
        let Some(now) = self.pairs.get(&exported).copied().flatten() else {
            if !edited.is_empty() && !self.stands(row, texts) {
                let (id, path) = (self.id(before), self.path.to_owned());
                stops.push(Stop { row, heading: String::new(), why: Why::Gone { id, path } });
            }
            return;
        };
        self.sheet_rows.insert(now, row);
        let line = self.log.rows[now].line;
        let mut fields = Vec::new();
        for column in edited {
            let (text, stands) = (&texts[column], &self.now[now][column]);
            if is_same(self.holds(column), stands, text) {
                continue;
            }
            if is_same(self.holds(column), stands, &before[column]) {
                fields.push(self.field(column, stands, text));
                self.edited.entry(now).or_default().insert(column, text.clone());
            } else {
                let heading = self.own.columns[column].as_ref().map(|place| place.heading.clone());
                let (before, now, edited) = (before[column].clone(), stands.clone(), text.clone());
                let why = Why::Conflict(Conflict { path: self.path.to_owned(), line, before, now, edited });
                stops.push(Stop { row, heading: heading.unwrap_or_default(), why });
            }
        }
        if !fields.is_empty() {
            let (path, id) = (self.path.to_owned(), self.id(&self.now[now]));
            let edit = Edit::Changed(fields);
            self.changes.push(Change { path, line: Some(line), row: Some(row), id, edit });
        }
    }

    /// Takes a new row; one that is in the log already, as after a second import of one workbook, is no longer new.
    pub(super) fn add(&mut self, at: usize, texts: &[String], stops: &mut Vec<Stop>) {
        let row = self.own.rows[at].number;
        if let Some(why) = self.copy_of(texts) {
            stops.push(Stop { row, heading: String::new(), why });
            return;
        }
        if self.stands(row, texts) {
            return;
        }
        if let Some(why) = self.taken_id(texts) {
            stops.push(Stop { row, heading: String::new(), why });
            return;
        }
        let filled = (0..texts.len()).filter(|&column| !texts[column].is_empty());
        let fields = filled.map(|column| self.field(column, "", &texts[column])).collect();
        let (path, id) = (self.path.to_owned(), self.id(texts));
        self.changes.push(Change { path, line: None, row: Some(row), id, edit: Edit::Added(fields) });
        self.added.push((row, texts.to_vec()));
    }

    /// A new row that says exactly what another row of the sheet says was copied and left so.
    fn copy_of(&self, texts: &[String]) -> Option<Why> {
        let new = self.added.iter().find(|(_, row)| row == texts).map(|(row, _)| *row);
        let old = || {
            let same = self.sheet_rows.iter().find(|&(&now, _)| self.says(now, texts));
            same.map(|(_, &row)| row)
        };
        new.or_else(old).map(|other| Why::Copy { other })
    }

    /// Tells whether a row of the log says all this, and notes which row of the sheet that is.
    fn stands(&mut self, row: u32, texts: &[String]) -> bool {
        let free = |now: &usize| !self.sheet_rows.contains_key(now);
        let Some(now) = (0..self.now.len()).filter(free).find(|&now| self.says(now, texts)) else {
            return false;
        };
        self.sheet_rows.insert(now, row);
        true
    }

    fn says(&self, now: usize, texts: &[String]) -> bool {
        let row = &self.now[now];
        (0..texts.len()).all(|column| is_same(self.holds(column), &row[column], &texts[column]))
    }

    /// A new row must not have the id of a row that is there.
    fn taken_id(&self, texts: &[String]) -> Option<Why> {
        let [id] = self.key[..] else { return None };
        let at = self.now.iter().position(|row| !texts[id].is_empty() && row[id].trim() == texts[id])?;
        let (path, line) = (self.path.to_owned(), self.log.rows[at].line);
        Some(Why::Exists { id: texts[id].clone(), path, line })
    }

    /// Notes the exported rows that no row of the sheet is any more.
    pub(super) fn remove(&mut self, claims: &[Claim], stops: &mut Vec<Stop>) {
        let kept: BTreeSet<usize> = claims
            .iter()
            .filter_map(|claim| if let Claim::Exported(exported) = claim { Some(*exported) } else { None })
            .collect();
        // Where it is not clear what a row is, nothing is said of those that may be missing.
        if claims.contains(&Claim::Unclear) {
            return;
        }
        for (&exported, &now) in &self.pairs {
            let Some(now) = now.filter(|_| !kept.contains(&exported)) else { continue };
            let (id, path) = (self.id(&self.now[now]), self.path.to_owned());
            let line = self.log.rows[now].line;
            if self.now[now] != self.own.origin.rows[exported].fields {
                stops.push(Stop {
                    row: 0,
                    heading: String::new(),
                    why: Why::ChangedMeanwhile { id, path, line },
                });
                continue;
            }
            self.removed.insert(now);
            self.changes.push(Change { path, line: Some(line), row: None, id, edit: Edit::Removed });
        }
    }

    fn holds(&self, column: usize) -> Holds {
        holds(self.own.origin.kind, &self.own.origin.columns[column])
    }

    fn field(&self, column: usize, before: &str, after: &str) -> FieldEdit {
        let [before, after] = [before, after].map(str::to_owned);
        FieldEdit {
            column: self.own.origin.columns[column].clone(),
            holds: self.holds(column),
            before,
            after,
        }
    }

    /// What a row is known by.
    fn id(&self, fields: &[String]) -> String {
        let words = self.key.iter().map(|&at| fields[at].trim()).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(", ")
    }

    /// The file as it is to be; `None` where it stays.
    pub(super) fn into_merged(self, current: &CurrentFile) -> Result<Option<Merged>, MergeFault> {
        if self.edited.is_empty() && self.removed.is_empty() && self.added.is_empty() {
            return Ok(None);
        }
        let fault = |fault| MergeFault::Edit { path: self.path.to_owned(), fault };
        let columns = &self.own.origin.columns;
        let new_columns = self.new_columns(current);
        let names: Vec<&str> = new_columns.iter().map(String::as_str).collect();
        let widened = match &current.bytes {
            Some(bytes) if names.is_empty() => bytes.clone(),
            Some(bytes) => add_columns(bytes, &names).map_err(fault)?,
            None => new_log(&columns.iter().map(String::as_str).collect::<Vec<_>>()),
        };
        let after = edit_rows(&widened, &self.edits(&widened)).map_err(fault)?;
        let rows = self.rows_of_lines(&after);
        let path = self.path.to_owned();
        Ok(Some(Merged { path, before: current.bytes.clone(), after, new_columns, rows }))
    }

    /// The columns that the log lacks and that are to hold something.
    fn new_columns(&self, current: &CurrentFile) -> Vec<String> {
        let changed = self.edited.values().flat_map(BTreeMap::keys).copied();
        let added = self.added.iter().flat_map(|(_, row)| (0..row.len()).filter(|&at| !row[at].is_empty()));
        let filled: BTreeSet<usize> = changed.chain(added).collect();
        let names = filled.into_iter().map(|at| &self.own.origin.columns[at]);
        let lacking = names.filter(|name| current.bytes.is_some() && self.log.column(name).is_none());
        lacking.cloned().collect()
    }

    fn edits(&self, widened: &[u8]) -> RowEdits {
        // It was read before, and has more columns at most.
        let log = read_rows(widened).unwrap_or_default();
        let field_of = |column: usize| {
            let name = &self.own.origin.columns[column];
            log.columns.iter().find(|own| own.name == *name).map(|own| own.field)
        };
        let fields = |texts: &BTreeMap<usize, String>| {
            texts.iter().filter_map(|(&column, text)| Some((field_of(column)?, text.clone()))).collect()
        };
        let changed =
            self.edited.iter().map(|(&row, texts)| (self.log.rows[row].record, fields(texts))).collect();
        let width = columns(widened).unwrap_or_default().len();
        let added = self.added.iter().map(|(_, texts)| {
            let mut row = vec![String::new(); width];
            for (column, text) in texts.iter().enumerate() {
                if let Some(field) = field_of(column) {
                    row[field].clone_from(text);
                }
            }
            row
        });
        let removed = self.removed.iter().map(|&row| self.log.rows[row].record).collect();
        RowEdits { changed, removed, added: added.collect() }
    }

    /// The rows of the sheet by the lines of the file as it is to be.
    fn rows_of_lines(&self, after: &[u8]) -> BTreeMap<u32, u32> {
        let log = read_rows(after).unwrap_or_default();
        let kept = (0..self.now.len()).filter(|row| !self.removed.contains(row));
        let kept = kept.map(|row| self.sheet_rows.get(&row).copied());
        let rows = kept.chain(self.added.iter().map(|(row, _)| Some(*row)));
        log.rows.iter().zip(rows).filter_map(|(row, sheet)| Some((row.line, sheet?))).collect()
    }
}
