//! Next year's plan from this one: a draft that keeps words and comments, and drops what was decided for the old year.

use std::sync::Arc;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value};

use super::NewFile;
use super::years::shifted;
use crate::diag::Sink;
use crate::model::act::Acts;
use crate::model::citation::citations;
use crate::model::date::Date;
use crate::model::plan::{Plan, section_rank};
use crate::model::unit::Units;
use crate::syntax::plan::{read_cover, read_section};
use crate::syntax::source::Source;
use crate::text::fold::nfc;
use crate::text::wording;

/// How the first line of a rolled file begins.
const MADE: &str = "# DỰ THẢO kế hoạch năm ";
/// How its second line begins.
const BEFORE: &str = "# Các ghi chú có từ trước, kể cả ngay dưới đây,";

/// A file of the old plan that is no TOML.
#[derive(Debug, thiserror::Error)]
#[error("«{path}» có lỗi cú pháp, chưa chuyển sang năm mới được")]
pub struct RollError {
    /// The file.
    pub path: String,
}

/// From which year to which.
#[derive(Clone, Copy, Debug)]
pub struct Rollover<'a> {
    /// The year of the plan that is taken over.
    pub from: i32,
    /// The year of the new plan.
    pub to: i32,
    /// The acts whose validity is known.
    pub acts: &'a Acts,
}

impl Rollover<'_> {
    /// The new file of an old one, given by path and text.
    ///
    /// # Errors
    ///
    /// When the old one is no TOML.
    pub fn file(&self, path: &str, text: &str) -> Result<NewFile, RollError> {
        let is_crlf = text.contains("\r\n");
        let plain = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
        let mut document: DocumentMut = plain.parse().map_err(|_| RollError { path: path.to_owned() })?;
        let name = path.rsplit('/').next().unwrap_or(path);
        if name == "plan.toml" {
            self.cover(&mut document);
        } else {
            self.section(&mut document);
        }
        let rolled = self.headed(&document.to_string());
        let text = if is_crlf { rolled.replace('\n', "\r\n") } else { rolled };
        Ok(NewFile::new(format!("plan/{}/{name}", self.to), text))
    }

    /// Puts the words that say what the file is above it, below the line for editors.
    fn headed(&self, text: &str) -> String {
        let head = format!(
            "{MADE}{}, lập từ kế hoạch năm {} bằng «kstthc new-year».\n{BEFORE} nói về bản {}.\n",
            self.to, self.from, self.from
        );
        // What the last rollover said there is no longer so.
        let is_old = |line: &&str| line.starts_with(MADE) || line.starts_with(BEFORE);
        let kept: String = text.split_inclusive('\n').filter(|line| !is_old(line)).collect();
        match kept.split_once('\n').filter(|(first, _)| first.starts_with("#:")) {
            Some((first, rest)) => format!("{first}\n{head}{rest}"),
            None => format!("{head}{kept}"),
        }
    }

    /// Empties what must be decided anew, marks the legal bases that are out of force.
    fn cover(&self, document: &mut DocumentMut) {
        set(document.get_mut("year"), i64::from(self.to));
        self.shift(document.get_mut("title"));
        if let Some(decision) = document.get_mut("decision").and_then(Item::as_table_like_mut) {
            decision.remove("date");
            for key in ["number", "signer", "attachment"] {
                set(decision.get_mut(key), "");
            }
            self.shift(decision.get_mut("title"));
            let articles = decision.get_mut("articles").and_then(Item::as_array_mut);
            for article in articles.into_iter().flat_map(toml_edit::Array::iter_mut) {
                self.shift_value(article);
            }
        }
        for basis in tables(document.get_mut("legal_basis")) {
            let comments = self.endings(basis);
            comment_above(basis, &comments);
        }
        document.remove("amendment");
        document.remove("correction");
        let known = self.errata(document.as_table_mut());
        let trailing = document.trailing().as_str().unwrap_or_default().to_owned();
        document.set_trailing(format!("{trailing}{}", comment_lines(&known)));
    }

    /// Shifts the years of the schedules, turns errata and inferred values into comments.
    fn section(&self, document: &mut DocumentMut) {
        if let Some(section) = document.get_mut("section").and_then(Item::as_table_mut) {
            let known = self.errata(section);
            self.shift(section.get_mut("title"));
            comment_above(section, &known);
        }
        for item in tables(document.get_mut("item")) {
            let mut known = self.inferred(item);
            known.extend(self.errata(item));
            let schedule = item.get_mut("schedule").and_then(Item::as_table_like_mut);
            if let Some(schedule) = schedule {
                self.shift(schedule.get_mut("text"));
            }
            comment_above(item, &known);
        }
    }

    fn shift(&self, item: Option<&mut Item>) {
        if let Some(value) = item.and_then(Item::as_value_mut) {
            self.shift_value(value);
        }
    }

    fn shift_value(&self, value: &mut Value) {
        if let Some(old) = value.as_str() {
            let new = shifted(old, (self.from, self.to));
            if new != old {
                replace(value, new);
            }
        }
    }

    /// The known inconsistencies of the old plan as comments; they stand no longer in the table.
    fn errata(&self, table: &mut Table) -> Vec<String> {
        let errata = table.remove("erratum").and_then(|item| item.into_array_of_tables().ok());
        let comment = |erratum: &Table| {
            let text = |key| one_line(erratum.get(key).and_then(Item::as_str).unwrap_or_default());
            let number = erratum.get("number").and_then(Item::as_integer).unwrap_or_default();
            format!(
                "Đối chiếu bản {}, số {number}: «{}», đọc là «{}».",
                self.from,
                text("as_written"),
                text("reading")
            )
        };
        errata.unwrap_or_default().iter().map(comment).collect()
    }

    /// The inferred values of an item as comments; they stand no longer in the table.
    fn inferred(&self, table: &mut Table) -> Vec<String> {
        let inferred = table.remove("inferred").and_then(|item| item.into_array_of_tables().ok());
        let comment = |value: &Table| {
            let text = |key| one_line(value.get(key).and_then(Item::as_str).unwrap_or_default());
            format!("Ở bản {}, {} là giá trị suy ra: {}", self.from, text("field"), text("reason"))
        };
        inferred.unwrap_or_default().iter().map(comment).collect()
    }

    /// What is known of the acts of a legal basis that are out of force when the new year begins.
    fn endings(&self, basis: &Table) -> Vec<String> {
        let text = basis.get("text").and_then(Item::as_str).unwrap_or_default();
        let Some(day) = Date::new(self.to, 1, 1) else { return Vec::new() };
        let cited = citations(text);
        let known = cited.iter().filter_map(|citation| self.acts.find(&citation.number));
        let ended =
            known.filter(|act| act.has_ended(day)).filter_map(|act| Some((act, act.ending.as_ref()?)));
        ended.map(|(act, ending)| format!("{}: {}", act.number, wording::ending(ending))).collect()
    }
}

/// Reads the files of a plan, as loading the repository would.
#[must_use]
pub fn read_plan(files: &[NewFile], year: i32, units: &Units, sink: &mut Sink) -> Plan {
    let mut plan = Plan { year, ..Plan::default() };
    for file in files {
        let source = Source::new(Arc::from(file.path.as_str()), &file.text);
        let name = file.path.rsplit('/').next().unwrap_or_default();
        match name.strip_suffix(".toml") {
            Some("plan") => plan.cover = read_cover(&source, year, sink),
            Some(stem) => plan.sections.push(read_section(&source, stem, year, units, sink)),
            None => {}
        }
    }
    plan.sections.sort_by_key(|section| section_rank(&section.code));
    plan
}

/// The tables of a list, whatever stands there instead having none.
fn tables(item: Option<&mut Item>) -> impl Iterator<Item = &mut Table> {
    item.and_then(Item::as_array_of_tables_mut).into_iter().flat_map(ArrayOfTables::iter_mut)
}

/// Replaces a value that is there, keeping what stands around it.
fn set(item: Option<&mut Item>, new: impl Into<Value>) {
    if let Some(value) = item.and_then(Item::as_value_mut) {
        replace(value, new);
    }
}

fn replace(value: &mut Value, new: impl Into<Value>) {
    let decor = value.decor().clone();
    *value = new.into();
    *value.decor_mut() = decor;
}

/// Adds comments right above the head of a table.
fn comment_above(table: &mut Table, comments: &[String]) {
    let decor = table.decor_mut();
    let before = decor.prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
    // What the last rollover said already stands there.
    let new: Vec<String> =
        comments.iter().filter(|comment| !before.contains(comment.as_str())).cloned().collect();
    decor.set_prefix(format!("{before}{}", comment_lines(&new)));
}

fn comment_lines(comments: &[String]) -> String {
    let lines: Vec<String> = comments.iter().map(|comment| format!("# {comment}\n")).collect();
    lines.concat()
}

/// A text that may stand in a comment.
fn one_line(text: &str) -> String {
    nfc(text).chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::acts::shipped;

    const SECTION: &str = "#:schema x.json\n# đầu tệp\nschema_version = 1\n\n[section]\ncode = \"A.I\"\ntitle = \"Mục\"\n\n# về việc\n[[item]]\ncode = \"A.I.01\"\n\
        task = \"Việc năm 2021\"  # giữ\nunits = [\"vp\"]\n\n# lịch\n[item.schedule]\ntext = \"Quý I/2021\"\nkind = \"quarter\"\nquarter = 1\n\n\
        [[item.erratum]]\nnumber = 7\nas_written = \"a\"\nreading = \"b\"\nnote = \"\"\n";

    fn rolled(text: &str) -> String {
        let acts = shipped();
        let roll = Rollover { from: 2021, to: 2022, acts: &acts };
        roll.file("plan/2021/A-I.toml", text).unwrap().text
    }

    #[test]
    fn words_and_comments_stay_schedules_move_and_errata_become_comments() {
        let expected = "#:schema x.json\n# DỰ THẢO kế hoạch năm 2022, lập từ kế hoạch năm 2021 bằng «kstthc new-year».\n# Các ghi chú có từ \
             trước, kể cả ngay dưới đây, nói về bản 2021.\n# đầu tệp\nschema_version = 1\n\n[section]\ncode = \"A.I\"\ntitle = \"Mục\"\n\n# về \
             việc\n# Đối chiếu bản 2021, số 7: «a», đọc là «b».\n[[item]]\ncode = \"A.I.01\"\ntask = \"Việc năm 2021\"  # giữ\nunits = [\"vp\"]\n\n# \
             lịch\n[item.schedule]\ntext = \"Quý I/2022\"\nkind = \"quarter\"\nquarter = 1\n";
        assert_eq!(rolled(SECTION), expected);
    }

    #[test]
    fn a_second_rollover_says_once_what_the_file_is() {
        let acts = shipped();
        let again = Rollover { from: 2022, to: 2023, acts: &acts };
        let text = again.file("plan/2022/A-I.toml", &rolled(SECTION)).unwrap().text;
        assert_eq!(
            text,
            rolled(SECTION)
                .replace("2022", "2023")
                .replace("từ kế hoạch năm 2021", "từ kế hoạch năm 2022")
                .replace("nói về bản 2021", "nói về bản 2022")
        );
    }

    #[test]
    fn line_endings_are_those_of_the_old_file() {
        let crlf = rolled(&SECTION.replace('\n', "\r\n"));
        assert_eq!(crlf, rolled(SECTION).replace('\n', "\r\n"));
    }

    #[test]
    fn what_is_no_toml_is_refused() {
        let acts = Acts::default();
        let roll = Rollover { from: 2021, to: 2022, acts: &acts };
        assert!(roll.file("plan/2021/A-I.toml", "= 1").is_err());
    }
}
