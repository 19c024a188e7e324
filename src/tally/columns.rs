//! The columns of form II.06a/VPCP/KSTT.

use serde::Serialize;
use serde::ser::SerializeStruct;

use super::column::{Column, Outcome, Placement, Receipt};
use crate::model::returns::KEYS;

/// Counts of dossiers. The totals (3), (7) and (11) are sums, so they cannot disagree with their parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// (4) Received in the window, online.
    pub received_online: u64,
    /// (5) Received in the window, at the desk or by post.
    pub received_direct: u64,
    /// (6) Carried over from before.
    pub carried_over: u64,
    /// (8) Resolved before the due day.
    pub resolved_early: u64,
    /// (9) Resolved on the due day.
    pub resolved_on_time: u64,
    /// (10) Resolved after it.
    pub resolved_late: u64,
    /// (12) Pending, not yet due.
    pub pending_in_time: u64,
    /// (13) Pending, past due.
    pub pending_overdue: u64,
}

impl Columns {
    /// The keys of machine output, in the order of the form, (3) to (13).
    pub const KEYS: [&'static str; 11] = KEYS;

    /// Counts a dossier.
    pub(super) const fn add(&mut self, placement: Placement) {
        let received = match placement.receipt {
            Receipt::Online => &mut self.received_online,
            Receipt::Direct => &mut self.received_direct,
            Receipt::CarriedOver => &mut self.carried_over,
        };
        *received += 1;
        let standing = match placement.outcome {
            Outcome::Early => &mut self.resolved_early,
            Outcome::OnTime => &mut self.resolved_on_time,
            Outcome::Late => &mut self.resolved_late,
            Outcome::InTime => &mut self.pending_in_time,
            Outcome::Overdue => &mut self.pending_overdue,
        };
        *standing += 1;
    }

    /// (3) All dossiers to be handled.
    #[must_use]
    pub const fn received_total(&self) -> u64 {
        self.received_online + self.received_direct + self.carried_over
    }

    /// (7) Resolved.
    #[must_use]
    pub const fn resolved_total(&self) -> u64 {
        self.resolved_early + self.resolved_on_time + self.resolved_late
    }

    /// (10)+(13) Late, resolved or not.
    #[must_use]
    pub const fn late(&self) -> u64 {
        self.resolved_late + self.pending_overdue
    }

    /// (4)+(5) Received in the window.
    #[must_use]
    pub const fn received_new(&self) -> u64 {
        self.received_online + self.received_direct
    }

    /// (11) Pending at the end of the window.
    #[must_use]
    pub const fn pending_total(&self) -> u64 {
        self.pending_in_time + self.pending_overdue
    }

    /// The figure of a column.
    #[must_use]
    pub const fn value(&self, column: Column) -> u64 {
        self.values()[column.index()]
    }

    /// The values, in the order of [`Self::KEYS`].
    #[must_use]
    pub const fn values(&self) -> [u64; 11] {
        [
            self.received_total(),
            self.received_online,
            self.received_direct,
            self.carried_over,
            self.resolved_total(),
            self.resolved_early,
            self.resolved_on_time,
            self.resolved_late,
            self.pending_total(),
            self.pending_in_time,
            self.pending_overdue,
        ]
    }
}

impl std::ops::AddAssign<&Self> for Columns {
    fn add_assign(&mut self, other: &Self) {
        self.received_online += other.received_online;
        self.received_direct += other.received_direct;
        self.carried_over += other.carried_over;
        self.resolved_early += other.resolved_early;
        self.resolved_on_time += other.resolved_on_time;
        self.resolved_late += other.resolved_late;
        self.pending_in_time += other.pending_in_time;
        self.pending_overdue += other.pending_overdue;
    }
}

impl<'a> std::iter::Sum<&'a Self> for Columns {
    fn sum<I: Iterator<Item = &'a Self>>(rows: I) -> Self {
        rows.fold(Self::default(), |mut sum, row| {
            sum += row;
            sum
        })
    }
}

impl Serialize for Columns {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_struct("Columns", Self::KEYS.len())?;
        for (key, value) in Self::KEYS.into_iter().zip(self.values()) {
            row.serialize_field(key, &value)?;
        }
        row.end()
    }
}
