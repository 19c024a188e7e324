//! A row that is being filled in, and the desk at which that happens.

use std::collections::BTreeMap;

use super::ask::{Asker, Question};
use super::fields::iso;
use crate::cli::error::CliError;
use crate::cli::session::Opened;
use crate::model::date::Moment;
use crate::repo::{Repository, Root};
use crate::syntax::log_row::Value;
use crate::text::log_columns::{ColumnWords, Holds};

/// The options of a command as they were given: column and text.
pub(super) type Given<'g> = Vec<(&'static str, Option<&'g str>)>;

/// The values of a row by column; empty where there is none.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    /// Its columns, in the order in which they are shown.
    pub fields: &'static [ColumnWords],
    values: BTreeMap<&'static str, String>,
}

impl Sheet {
    /// A sheet with nothing on it.
    pub(super) const fn empty(fields: &'static [ColumnWords]) -> Self {
        Self { fields, values: BTreeMap::new() }
    }

    /// What stands in a column.
    pub(super) fn get(&self, column: &str) -> &str {
        self.values.get(column).map_or("", String::as_str)
    }

    /// The day or moment in a column.
    pub(super) fn moment(&self, column: &str) -> Option<Moment> {
        Moment::parse(self.get(column).as_bytes())
    }

    /// Tells whether a column is empty.
    pub(super) fn lacks(&self, column: &str) -> bool {
        self.get(column).is_empty()
    }

    /// Writes a value.
    pub(super) fn set(&mut self, column: &'static str, value: impl Into<String>) {
        self.values.insert(column, value.into());
    }

    /// Writes a value where there is none.
    pub(super) fn default(&mut self, column: &'static str, value: impl Into<String>) {
        if self.lacks(column) {
            self.set(column, value);
        }
    }

    /// The values in the order of the columns.
    pub(super) fn values(&self) -> Vec<Value<'_>> {
        self.fields.iter().map(|field| (field.column, self.get(field.column))).collect()
    }

    /// The values that are not empty.
    pub(super) fn filled(&self) -> Vec<Value<'_>> {
        self.values().into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }
}

/// Where a row is filled in: the repository, the person, and what is said about the row.
pub(super) struct Desk<'a, 'i> {
    /// The repository and today.
    pub opened: &'a Opened,
    /// The person.
    pub asker: &'a mut Asker<'i>,
    /// What the reader should know, such as how a due date was reckoned.
    pub remarks: Vec<String>,
    /// What a person should look at again; nobody is kept from writing by it.
    pub hints: Vec<String>,
    /// What must be confirmed.
    pub doubts: Vec<String>,
}

impl<'a, 'i> Desk<'a, 'i> {
    /// A desk with nothing on it.
    pub(super) fn new(opened: &'a Opened, asker: &'a mut Asker<'i>) -> Self {
        Self { opened, asker, remarks: Vec::new(), hints: Vec::new(), doubts: Vec::new() }
    }

    /// The repository.
    pub(super) fn repository(&self) -> &'a Repository {
        &self.opened.repository
    }

    /// The root.
    pub(super) fn root(&self) -> &'a Root {
        &self.opened.repository.root
    }

    /// Today as logs write it.
    pub(super) fn today(&self) -> String {
        iso(Moment::day(self.opened.today))
    }

    /// Reads the options into a sheet.
    ///
    /// # Errors
    ///
    /// When a value cannot be used.
    pub(super) fn read(
        &mut self,
        fields: &'static [ColumnWords],
        given: Given<'_>,
    ) -> Result<Sheet, CliError> {
        let mut values = BTreeMap::new();
        for (column, text) in given {
            let field = named(fields, column);
            let value = field.normal(text.unwrap_or_default(), self.repository()).map_err(CliError::usage)?;
            self.hints.extend(field.doubt(&value));
            values.insert(column, value);
        }
        Ok(Sheet { fields, values })
    }

    /// Asks for a value that is not given.
    ///
    /// # Errors
    ///
    /// When no answer can be read.
    pub(super) fn require(
        &mut self,
        sheet: &mut Sheet,
        column: &'static str,
        proposal: Option<String>,
    ) -> Result<(), CliError> {
        if sheet.lacks(column) {
            let field = named(sheet.fields, column);
            let repository = self.repository();
            let answer =
                self.asker.required(&question(field, proposal), &|text| field.normal(text, repository))?;
            self.hints.extend(field.doubt(&answer));
            sheet.set(column, answer);
        }
        Ok(())
    }

    /// Asks a person for a value that may stay empty.
    ///
    /// # Errors
    ///
    /// When no answer can be read.
    pub(super) fn offer(&mut self, sheet: &mut Sheet, column: &'static str) -> Result<(), CliError> {
        if sheet.lacks(column) {
            let field = named(sheet.fields, column);
            let repository = self.repository();
            let answer =
                self.asker.optional(&question(field, None), &|text| field.normal(text, repository))?;
            self.hints.extend(field.doubt(&answer));
            sheet.set(column, answer);
        }
        Ok(())
    }
}

/// A column of a list; the commands name only columns of their own list.
fn named(fields: &'static [ColumnWords], column: &'static str) -> &'static ColumnWords {
    static OTHER: ColumnWords = ColumnWords { column: "", label: "", holds: Holds::Text };
    fields.iter().find(|field| field.column == column).unwrap_or(&OTHER)
}

fn question(field: &ColumnWords, proposal: Option<String>) -> Question<'_> {
    Question { option: field.option(), label: field.asked_as(), choices: field.codes(), proposal }
}
