//! What commands on a period share: which period and unit are meant, what errors do, and what must be said.

use super::args::PeriodArgs;
use super::error::CliError;
use super::session::{Opened, Session, faulty_rows, refuse};
use crate::diag::{Diagnostic, Reach, Severity};
use crate::model::period::{Period, ReportKind, YEARS};
use crate::model::unit::UnitIndex;
use crate::repo::GitStamp;
use crate::report::periodic::Provenance;
use crate::tally::UnitSet;
use crate::text::nearest::nearest;
use crate::text::wording;

/// The period asked for; `example` is a command line that names one.
///
/// # Errors
///
/// When none was asked for, or its days are none that a period can have.
pub(super) fn period(opened: &Opened, args: &PeriodArgs, example: &str) -> Result<Period, CliError> {
    if let (Some(from), Some(to)) = (args.from, args.to) {
        if !YEARS.contains(&from.year()) || !YEARS.contains(&to.year()) {
            return Err(CliError::usage(format!("năm phải từ {} đến {}.", YEARS.start(), YEARS.end())));
        }
        let range = Period::range(from, to);
        return range.ok_or_else(|| CliError::usage("--from phải không sau --to.".to_owned()));
    }
    let kind = match *args {
        PeriodArgs { quarter: Some(quarter), .. } => ReportKind::Quarter(quarter),
        PeriodArgs { six_months: true, .. } => ReportKind::SixMonths,
        PeriodArgs { nine_months: true, .. } => ReportKind::NineMonths,
        PeriodArgs { annual: true, .. } => ReportKind::Annual,
        _ => {
            return Err(CliError::usage(format!(
                "chưa chọn kỳ báo cáo: --quarter 1…4, --six-months, --nine-months, --annual, hoặc --from … --to ….\ngợi ý: ví dụ «{example}»."
            )));
        }
    };
    let year = args.year.unwrap_or_else(|| opened.default_year());
    if !YEARS.contains(&year) {
        return Err(CliError::usage(format!("năm {year} nằm ngoài {}–{}.", YEARS.start(), YEARS.end())));
    }
    Ok(Period::report(kind, year, opened.repository.config.reporting))
}

/// The unit of a code or alias.
///
/// # Errors
///
/// When there is none.
pub(super) fn unit(opened: &Opened, code: &str) -> Result<UnitIndex, CliError> {
    let units = &opened.repository.units;
    units.find(code).ok_or_else(|| {
        let near = nearest(code, units.iter().map(|(_, unit)| unit.code.as_str()));
        let hint = near.map(|near| format!(" Có phải ý bạn là «{near}»?")).unwrap_or_default();
        CliError::usage(format!("không có đơn vị «{code}» trong plan/units.toml.{hint}"))
    })
}

/// All units meant by one: it and those below it; every unit where none is named.
#[must_use]
pub(super) fn scope_of(opened: &Opened, unit: Option<UnitIndex>) -> UnitSet {
    let below = |unit| UnitSet::of(&opened.repository.units.with_units_below(unit));
    unit.map(below).unwrap_or_default()
}

/// Where figures come from: what git said, the checksum where there is one, and how many rows were left out.
pub(super) fn provenance(
    opened: &Opened,
    GitStamp { commit, dirty }: GitStamp,
    data_sha256: Option<String>,
    rows_left_out: usize,
) -> Provenance {
    let illustrative = opened.repository.config.illustrative;
    Provenance { commit, dirty, data_sha256, illustrative, rows_left_out }
}

/// How many rows were left out.
///
/// # Errors
///
/// Where there are errors that are not to be left out, or cannot be.
pub(super) fn rows_left_out(
    session: &Session,
    opened: &Opened,
    findings: &[Diagnostic],
    allow_errors: bool,
) -> Result<usize, CliError> {
    let mut errors = findings.iter().filter(|finding| finding.severity == Severity::Error).peekable();
    if errors.peek().is_none() {
        return Ok(0);
    }
    if !allow_errors || errors.any(|finding| finding.reach == Reach::File) {
        return Err(refuse(session, opened, findings));
    }
    Ok(faulty_rows(findings).len())
}

/// What must be said of the figures of a period.
#[must_use]
pub(super) fn notices(opened: &Opened, period: &Period, rows_left_out: usize) -> Vec<String> {
    let mut notices = opened.notices();
    if period.to > opened.today {
        notices.push(wording::unfinished_period(period.to, opened.today));
    }
    if rows_left_out > 0 {
        notices.push(wording::rows_left_out(rows_left_out));
    }
    notices
}
