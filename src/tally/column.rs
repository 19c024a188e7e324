//! A column of form II.06a/VPCP/KSTT, and the two columns every counted dossier goes into.

use crate::model::returns::{CARRIED_OVER, KEYS, PENDING_TOTAL, RECEIVED_TOTAL, RESOLVED_TOTAL, parts};

/// The number of the first column; (1) and (2) are the ordinal and the name of the row.
const FIRST: usize = 3;

/// A column of the form, (3) to (13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column(usize);

impl Column {
    /// (3) All dossiers to be handled.
    pub const RECEIVED_TOTAL: Self = Self(RECEIVED_TOTAL);
    /// (4) Received in the window, online.
    pub const RECEIVED_ONLINE: Self = Self(1);
    /// (5) Received in the window, at the desk or by post.
    pub const RECEIVED_DIRECT: Self = Self(2);
    /// (6) Carried over from before.
    pub const CARRIED_OVER: Self = Self(CARRIED_OVER);
    /// (7) Resolved.
    pub const RESOLVED_TOTAL: Self = Self(RESOLVED_TOTAL);
    /// (8) Resolved before the due day.
    pub const RESOLVED_EARLY: Self = Self(5);
    /// (9) Resolved on the due day.
    pub const RESOLVED_ON_TIME: Self = Self(6);
    /// (10) Resolved after it.
    pub const RESOLVED_LATE: Self = Self(7);
    /// (11) Pending at the end of the window.
    pub const PENDING_TOTAL: Self = Self(PENDING_TOTAL);
    /// (12) Pending, not yet due.
    pub const PENDING_IN_TIME: Self = Self(9);
    /// (13) Pending, past due.
    pub const PENDING_OVERDUE: Self = Self(10);

    /// All columns, in the order of the form.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..KEYS.len()).map(Self)
    }

    /// Reads a key (`resolved_late`) or a number of the form (`10`, `(10)`).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let bare = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(text);
        Self::all().find(|column| column.key() == text || column.number().to_string() == bare)
    }

    /// Its place among the columns, from 0.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0
    }

    /// Its key in machine output.
    #[must_use]
    pub const fn key(self) -> &'static str {
        KEYS[self.0]
    }

    /// Its number in the form.
    #[must_use]
    pub const fn number(self) -> usize {
        self.0 + FIRST
    }

    /// Tells whether it goes by how a dossier stands, (7) to (13), and not by how it came in.
    #[must_use]
    pub const fn is_judged(self) -> bool {
        self.0 >= RESOLVED_TOTAL
    }

    /// Tells whether a dossier of a placement is counted here; a total holds what its parts hold.
    #[must_use]
    pub fn holds(self, placement: Placement) -> bool {
        let parts = parts(self.0);
        let own = [placement.receipt.column(), placement.outcome.column()];
        own.into_iter().any(|column| column == self || parts.contains(&column.0))
    }
}

/// How a dossier came into the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// Within it, online.
    Online,
    /// Within it, at the desk or by post.
    Direct,
    /// From before.
    CarriedOver,
}

impl Receipt {
    /// Its column, (4) to (6).
    #[must_use]
    pub const fn column(self) -> Column {
        match self {
            Self::Online => Column::RECEIVED_ONLINE,
            Self::Direct => Column::RECEIVED_DIRECT,
            Self::CarriedOver => Column::CARRIED_OVER,
        }
    }
}

/// How a dossier stands at the end of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Resolved before the due day.
    Early,
    /// Resolved on the due day, or counted so.
    OnTime,
    /// Resolved after it.
    Late,
    /// Pending, not yet due.
    InTime,
    /// Pending, past due.
    Overdue,
}

impl Outcome {
    /// Its column, (8) to (10), (12) or (13).
    #[must_use]
    pub const fn column(self) -> Column {
        match self {
            Self::Early => Column::RESOLVED_EARLY,
            Self::OnTime => Column::RESOLVED_ON_TIME,
            Self::Late => Column::RESOLVED_LATE,
            Self::InTime => Column::PENDING_IN_TIME,
            Self::Overdue => Column::PENDING_OVERDUE,
        }
    }

    /// Tells whether the due day passed before the end: (10) or (13).
    #[must_use]
    pub const fn is_late(self) -> bool {
        matches!(self, Self::Late | Self::Overdue)
    }
}

/// The two columns of a dossier, one for how it came in and one for how it stands: (3) = (7) + (11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placement {
    /// How it came in.
    pub receipt: Receipt,
    /// How it stands.
    pub outcome: Outcome,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_named_by_its_key_or_by_its_number_in_the_form() {
        for text in ["resolved_late", "10", "(10)", " (10) "] {
            assert_eq!(Column::parse(text), Some(Column::RESOLVED_LATE), "{text}");
        }
        for text in ["", "2", "14", "(10", "010", "+4", "(resolved_late)", "RESOLVED_LATE"] {
            assert_eq!(Column::parse(text), None, "{text}");
        }
        for column in Column::all() {
            assert_eq!(Column::parse(column.key()), Some(column));
            assert_eq!(Column::parse(&column.number().to_string()), Some(column));
        }
    }

    #[test]
    fn the_names_of_the_columns_stand_for_the_keys_of_the_form() {
        let names = [Column::RECEIVED_ONLINE, Column::RECEIVED_DIRECT, Column::CARRIED_OVER];
        assert_eq!(names.map(Column::key), ["received_online", "received_direct", "carried_over"]);
        let resolved = [Column::RESOLVED_EARLY, Column::RESOLVED_ON_TIME, Column::RESOLVED_LATE];
        assert_eq!(resolved.map(Column::key), ["resolved_early", "resolved_on_time", "resolved_late"]);
        let pending = [Column::PENDING_IN_TIME, Column::PENDING_OVERDUE];
        assert_eq!(pending.map(Column::key), ["pending_in_time", "pending_overdue"]);
        let totals = [Column::RECEIVED_TOTAL, Column::RESOLVED_TOTAL, Column::PENDING_TOTAL];
        assert_eq!(totals.map(Column::number), [3, 7, 11]);
    }

    #[test]
    fn a_total_holds_what_its_parts_hold() {
        let late = Placement { receipt: Receipt::CarriedOver, outcome: Outcome::Late };
        let holding: Vec<_> = Column::all().filter(|column| column.holds(late)).map(Column::number).collect();
        assert_eq!(holding, [3, 6, 7, 10]);
        let overdue = Placement { receipt: Receipt::Online, outcome: Outcome::Overdue };
        let holding: Vec<_> =
            Column::all().filter(|column| column.holds(overdue)).map(Column::number).collect();
        assert_eq!(holding, [3, 4, 11, 13]);
    }
}
