//! Feedback that is due, overdue, or awaits the publication of its result (Decree 20/2008/NĐ-CP).

use serde::Serialize;

use super::document::{Cell, Column, Layout, Row, Table, Tone};
use crate::model::date::Date;
use crate::model::feedback::{Feedback, FeedbackClass};
use crate::model::feedback_way::{FeedbackDay, FeedbackState, FeedbackStep, NextStep};
use crate::model::state::DUE_SOON_WORKING_DAYS;
use crate::model::unit::Units;
use crate::text::wording;

/// Feedback with something to be done.
#[derive(Clone, Debug, Serialize)]
pub struct DueFeedback {
    /// The id.
    pub feedback_id: String,
    /// How it stands.
    pub state: FeedbackState,
    /// What is to be done next.
    pub step: FeedbackStep,
    /// The last day; `None` where nobody states one.
    pub due: Option<Date>,
    /// Whether the law states that day; otherwise the row or the office does.
    pub by_law: bool,
    /// Working days after the due day up to and including today.
    pub working_days_overdue: u32,
    /// The code of who handles it.
    pub unit: Option<String>,
    /// What it says, without names.
    pub summary: String,
}

/// How feedback stands on a day, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FeedbackStatus {
    /// With something left to be done before its result is published.
    pub open: u64,
    /// Of these, past their last day.
    pub overdue: u64,
    /// Of these, due within ten working days.
    pub due_soon: u64,
    /// Of these, not classified.
    pub unclassified: u64,
    /// Answered, and the result not published; not among the open ones.
    pub awaiting_publication: u64,
    /// Of these, past the office's own term; counted as overdue too.
    pub publication_overdue: u64,
}

impl FeedbackStatus {
    /// Counts; `None` where there is no feedback at all.
    #[must_use]
    pub fn new(feedback: &[Feedback], on: FeedbackDay<'_>) -> Option<Self> {
        let mut status = Self::default();
        for step in feedback.iter().filter_map(|row| row.next_step(on)) {
            status.add(step, on);
        }
        (!feedback.is_empty()).then_some(status)
    }

    fn add(&mut self, NextStep { step, due }: NextStep, on: FeedbackDay<'_>) {
        let late = due.is_some_and(|due| due < on.today);
        let is_publication = step == FeedbackStep::Publish;
        *(if is_publication { &mut self.awaiting_publication } else { &mut self.open }) += 1;
        self.overdue += u64::from(late);
        self.due_soon += u64::from(!late && is_near(due, DUE_SOON_WORKING_DAYS, on));
        self.publication_overdue += u64::from(late && is_publication);
        self.unclassified += u64::from(step == FeedbackStep::Classify);
    }

    /// What the one screen of the morning says.
    #[must_use]
    pub fn facts(&self) -> Vec<(String, Cell)> {
        let toned =
            |number: u64, tone| Cell::count(number).toned(if number > 0 { tone } else { Tone::Plain });
        let rows = [
            ("Chưa xử lý xong", self.open, Tone::Plain),
            ("Trong đó chưa phân loại", self.unclassified, Tone::Plain),
            ("Quá hạn", self.overdue, Tone::Bad),
            ("Đến hạn trong 10 ngày làm việc", self.due_soon, Tone::Plain),
            ("Đã trả lời, chưa công khai kết quả", self.awaiting_publication, Tone::Warn),
        ];
        // A line of the one screen each: the first and the last always, the others where there is something.
        let shown = (0..).zip(rows).filter(|(at, (_, number, _))| [0, 4].contains(at) || *number > 0);
        shown.map(|(_, (term, number, tone))| (term.to_owned(), toned(number, tone))).collect()
    }
}

fn is_near(due: Option<Date>, within: u32, on: FeedbackDay<'_>) -> bool {
    due.is_some_and(|due| due >= on.today && on.calendar.working_days_between(on.today, due) <= within)
}

/// What is overdue, or due within some working days, by due day; what awaits publication stands at the end until it is
/// published.
#[must_use]
pub fn due_feedback(
    feedback: &[Feedback],
    units: &Units,
    on: FeedbackDay<'_>,
    within: Option<u32>,
) -> Vec<DueFeedback> {
    let listed = |row: &Feedback| {
        let NextStep { step, due } = row.next_step(on)?;
        let late = due.is_some_and(|due| due < on.today);
        let near = within.is_some_and(|within| is_near(due, within, on));
        (late || near || step == FeedbackStep::Publish).then(|| DueFeedback {
            feedback_id: row.id.clone(),
            // A row with a next step was received.
            state: row.state_on(on.today).unwrap_or(FeedbackState::Received),
            step,
            due,
            by_law: step == FeedbackStep::Forward && row.class == Some(FeedbackClass::Forwarded),
            working_days_overdue: due.map_or(0, |due| on.calendar.working_days_between(due, on.today)),
            unit: row.handling_unit.map(|unit| units.get(unit).code.clone()),
            summary: row.summary.clone(),
        })
    };
    let mut rows: Vec<DueFeedback> = feedback.iter().filter_map(listed).collect();
    rows.sort_by(|a, b| {
        let key = |row: &DueFeedback| (row.due.is_none(), row.due);
        (key(a), &a.feedback_id).cmp(&(key(b), &b.feedback_id))
    });
    rows
}

impl DueFeedback {
    /// Tells whether its last day has passed.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.due.is_some_and(|due| due < today)
    }
}

/// A table of feedback with something to be done.
#[must_use]
pub fn table(rows: &[DueFeedback], units: &Units, today: Date) -> Table {
    let columns = vec![
        Column::new("Mã", Layout::Word),
        Column::new("Việc", Layout::Text),
        Column::new("Hạn", Layout::Word),
        Column::new("Ngày trễ", Layout::Number),
        Column::new("Nội dung", Layout::Text),
        Column::new("Đơn vị", Layout::Text),
    ];
    let row = |row: &DueFeedback| {
        let days = if row.is_overdue(today) {
            Cell::count(row.working_days_overdue.into()).toned(Tone::Bad)
        } else {
            Cell::missing()
        };
        let unit = row.unit.as_deref().map_or("", |unit| units.name(unit));
        let cells = vec![
            Cell::text(&row.feedback_id),
            Cell::text(wording::feedback_step(row.step, row.by_law)),
            Cell::date(row.due),
            days,
            Cell::text(&row.summary),
            Cell::text(unit),
        ];
        Row { cells, strong: false }
    };
    Table { columns, rows: rows.iter().map(row).collect(), max_lines: Some(2), ..Table::default() }
}
