//! `kstthc slip add`: a citizen's slip about how a dossier was handled.

use super::args::{EvaluationArgs, SlipAddArgs, SlipArgs, SlipCommand};
use super::case::find_case;
use super::draft::{addition, find};
use super::sheet::{Desk, Sheet};
use super::{Entry, record};
use crate::cli::Outcome;
use crate::cli::error::CliError;
use crate::cli::session::Session;
use crate::model::evaluation::{EvaluationQuarter, Indicator};
use crate::repo::logs_below;
use crate::syntax::log_kind::LogKind;
use crate::text::log_columns::{ColumnWords, columns_of};

const FIELDS: &[ColumnWords] = columns_of(LogKind::Slips);

/// Records a slip.
pub(in crate::cli) fn slip(session: &Session, args: &SlipArgs) -> Outcome {
    let SlipCommand::Add { slip, evaluation } = &args.command;
    record(session, slip.common, |desk| add(desk, slip, *evaluation))
}

fn add(desk: &mut Desk<'_, '_>, args: &SlipAddArgs, evaluation: EvaluationArgs) -> Result<Entry, CliError> {
    let mut sheet = desk.read(FIELDS, args.given())?;
    desk.require(&mut sheet, "dossier_id", None)?;
    let mut proposal = None;
    if !sheet.lacks("dossier_id") {
        let case = find_case(desk, sheet.get("dossier_id"))?;
        proposal = Some(desk.repository().units.get(case.unit).code.clone());
        sheet.set("dossier_id", case.id);
    }
    let own = proposal.clone();
    desk.require(&mut sheet, "unit", proposal)?;
    desk.asker.all_answered()?;
    if own.is_some_and(|own| own != sheet.get("unit")) {
        desk.doubts.push("hồ sơ do đơn vị khác giải quyết.".to_owned());
    }
    score(desk, &mut sheet)?;
    let quarter = quarter(desk, evaluation);
    refuse_second(desk, &sheet)?;
    let EvaluationQuarter { year, number } = quarter;
    desk.remarks.push(format!("Phiếu được tính vào đợt đánh giá quý {number}/{year}."));
    let path = format!("data/evaluations/{}/slips.csv", quarter.label());
    let draft = addition(desk.repository(), path, &sheet, &[])?;
    Ok(Entry { drafts: vec![draft], next: "kstthc save".to_owned() })
}

/// Asks a person for scores where none is given.
fn score(desk: &mut Desk<'_, '_>, sheet: &mut Sheet) -> Result<(), CliError> {
    let is_blank = |sheet: &Sheet| {
        Indicator::OF_SLIPS.iter().all(|indicator| sheet.lacks(indicator.key()))
            && sheet.lacks("satisfaction")
    };
    if is_blank(sheet) {
        for indicator in Indicator::OF_SLIPS {
            desk.offer(sheet, indicator.key())?;
        }
        desk.offer(sheet, "satisfaction")?;
    }
    if is_blank(sheet) {
        desk.doubts.push("phiếu không có điểm nào và không ghi mức hài lòng.".to_owned());
    }
    Ok(())
}

/// The quarter of the evaluation: as given, else the one whose window contains today.
fn quarter(desk: &Desk<'_, '_>, args: EvaluationArgs) -> EvaluationQuarter {
    let today = desk.opened.today;
    match args.quarter {
        Some(number) => EvaluationQuarter { year: args.year.unwrap_or_else(|| today.year()), number },
        None => EvaluationQuarter::containing(today),
    }
}

/// Refuses a second slip of a dossier: there is one slip for each dossier.
fn refuse_second(desk: &Desk<'_, '_>, sheet: &Sheet) -> Result<(), CliError> {
    let mut logs = logs_below(desk.root(), "data/evaluations");
    logs.retain(|path| path.ends_with("/slips.csv"));
    match find(desk.root(), &logs, ("dossier_id", sheet.get("dossier_id")))?.first() {
        None => Ok(()),
        Some(first) => Err(CliError::Refused(format!(
            "hồ sơ {} đã có phiếu ở {}; mỗi hồ sơ một phiếu.",
            sheet.get("dossier_id"),
            first.place()
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::slips;
    use crate::text::log_words::{SCORES, Word};

    #[test]
    fn codes_and_columns_are_those_of_the_format() {
        assert!(slips::COLUMNS.iter().map(|column| column.name).eq(FIELDS.iter().map(|field| field.column)));
        let codes = |words: &[Word]| words.iter().map(|(code, _)| *code).collect::<Vec<_>>();
        assert!(slips::SCORES.iter().map(|(code, _)| *code).eq(codes(SCORES)));
    }
}
