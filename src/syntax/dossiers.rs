//! Decodes the rows of dossier logs, borrowed from the bytes they were read from.

use std::borrow::Cow;

use super::progress::read_unit;
use super::table::{Column, Row};
use crate::diag::Sink;
use crate::model::date::Moment;
use crate::model::dossier::{Channel, Dossier, PauseBook, Status};
use crate::model::procedure::Catalogue;
use crate::model::unit::Units;
use crate::text::findings::log::{CompletedBeforeReceived, StatusContradictsDates};
use crate::text::findings::reference::UnknownProcedure;

/// The columns of a dossier log.
pub const COLUMNS: &[Column] = &[
    Column::required("dossier_id"),
    Column::required("procedure_code"),
    Column::required("unit"),
    Column::required("channel"),
    Column::required("received_at"),
    Column::required("status"),
    Column::optional("field"),
    Column::optional("due_at"),
    Column::optional("completed_at"),
    Column::optional("handed_over_at"),
    Column::optional("late_reason"),
    Column::optional("officer"),
    Column::optional("note"),
];

/// The place of the id among the columns.
pub const ID: usize = 0;
/// The procedure.
pub const PROCEDURE: usize = 1;
/// The unit.
pub const UNIT: usize = 2;
/// How it came in.
pub const CHANNEL: usize = 3;
/// The receipt.
pub const RECEIVED: usize = 4;
/// How it stands.
pub const STATUS: usize = 5;
/// The field.
pub const FIELD: usize = 6;
/// The first appointment.
pub const DUE: usize = 7;
/// The end of work.
pub const COMPLETED: usize = 8;
/// The day the result was collected.
pub const HANDED_OVER: usize = 9;
/// Why it was late.
pub const LATE_REASON: usize = 10;
/// Who handles it.
pub const OFFICER: usize = 11;

/// The channels, as logs name them.
pub const CHANNELS: &[(&str, Channel)] =
    &[("online", Channel::Online), ("direct", Channel::Direct), ("postal", Channel::Postal)];

/// The statuses, as logs name them.
pub const STATUSES: &[(&str, Status)] = &[
    ("submitted", Status::Submitted),
    ("rejected", Status::Rejected),
    ("processing", Status::Processing),
    ("awaiting_supplement", Status::AwaitingSupplement),
    ("awaiting_payment", Status::AwaitingPayment),
    ("completed", Status::Completed),
    ("delivered", Status::Delivered),
    ("withdrawn", Status::Withdrawn),
    ("returned", Status::Returned),
];

/// What the rows of dossier logs refer to.
#[derive(Clone, Copy, Debug)]
pub struct Registers<'a> {
    /// The units.
    pub units: &'a Units,
    /// The catalogue of procedures.
    pub catalogue: &'a Catalogue,
    /// The pauses.
    pub pauses: &'a PauseBook,
}

/// Decodes a row; `None` where it has an error, which was then reported.
pub fn read_dossier<'r>(row: Row<'r>, registers: Registers<'r>, sink: &mut Sink) -> Option<Dossier<'r>> {
    let before = sink.errors();
    let id = row.required(ID, sink);
    let procedure = row.required(PROCEDURE, sink);
    let unit = read_unit(row, UNIT, registers.units, sink);
    let channel = row.choice(CHANNEL, CHANNELS, sink);
    let received = row.moment(RECEIVED, sink);
    let status = row.choice(STATUS, STATUSES, sink);
    let due = row.moment(DUE, sink);
    let completed = row.moment(COMPLETED, sink);
    row.moment(HANDED_OVER, sink);
    if let Some(status) = status {
        check_status(row, status, sink);
    }
    if let (Some(received), Some(completed)) = (received, completed) {
        check_order(row, received, completed, sink);
    }
    let known = registers.catalogue.find(&procedure);
    if known.is_none() && !procedure.is_empty() && !registers.catalogue.is_empty() {
        sink.row(row.place(PROCEDURE), &UnknownProcedure { code: &procedure });
    }
    if sink.errors() > before {
        return None;
    }
    let own_field = row.text(FIELD);
    let field = match known {
        Some(known) if own_field.is_empty() => Cow::Borrowed(known.field.as_str()),
        _ => own_field,
    };
    let unit = unit?;
    let level = known.and_then(|known| known.level).unwrap_or(registers.units.get(unit).level);
    let pauses = registers.pauses.of(&id);
    Some(Dossier {
        id,
        unit,
        field,
        field_key: None,
        level,
        channel: channel?,
        status: status?,
        received: received?,
        due,
        completed,
        pauses,
    })
}

/// Reports a status that contradicts `completed_at`; a date that cannot be read was reported already.
fn check_status(row: Row<'_>, status: Status, sink: &mut Sink) {
    if status.is_closed() == row.raw(COMPLETED).is_empty() {
        let fact = StatusContradictsDates { status: &row.raw(STATUS), closed: status.is_closed() };
        sink.row(row.place(STATUS), &fact);
    }
}

fn check_order(row: Row<'_>, received: Moment, completed: Moment, sink: &mut Sink) {
    if completed.is_before(received) {
        let fact = CompletedBeforeReceived { received, completed };
        sink.row(row.place(COMPLETED), &fact);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_written_as_logs_name_it() {
        for (name, status) in STATUSES {
            assert_eq!(serde_json::to_value(status).unwrap(), *name);
        }
    }
}
