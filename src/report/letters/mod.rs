//! Letters to citizens and units: the apology with a new appointment, and the reminder of what is overdue.
//!
//! The law names the forms and says what they tell; their layout here is our own, and each letter says so.

mod apology;
mod reminder;

pub use apology::apology;
pub use reminder::{MissingReturn, OpenTask, OpenWork, open_work, reminder};

use super::document::Letter;
use super::periodic::letterhead;
use crate::model::calendar::WorkingCalendar;
use crate::model::config::Config;
use crate::model::date::Date;
use crate::model::procedure::Catalogue;
use crate::model::unit::{UnitIndex, UnitKind, Units};
use crate::text::day;

/// What every letter is made from.
#[derive(Clone, Copy, Debug)]
pub struct LetterSources<'a> {
    /// What the office chose.
    pub config: &'a Config,
    /// Units and groups.
    pub units: &'a Units,
    /// The catalogue of procedures.
    pub catalogue: &'a Catalogue,
    /// Working days.
    pub calendar: &'a WorkingCalendar,
    /// The day as of which it tells.
    pub today: Date,
    /// The day printed; `None` leaves it to the registry.
    pub dated: Option<Date>,
    /// What must be said on every page.
    pub notices: &'a [String],
}

impl LetterSources<'_> {
    /// What stands around the body, with another type of document in the number.
    fn letterhead(&self, unit: Option<UnitIndex>, number: impl Fn(&str) -> String) -> Letter {
        let mut letter = letterhead(self.config, self.units, unit, self.today);
        let symbol = letter.number.rsplit_once('/').map_or("", |(_, symbol)| symbol);
        let own = symbol.strip_prefix("BC-").unwrap_or(symbol);
        letter.number = format!("Số:          /{}", number(own));
        if let Some(date) = self.dated {
            let place = letter.place_and_date.split(", ngày").next().unwrap_or_default();
            letter.place_and_date = format!("{place}, {}", day::long_date(date));
        }
        letter
    }

    /// The notices, and that the layout is no official one.
    fn notices(&self, origin: &str) -> Vec<String> {
        let own = std::iter::once(format!("Mẫu tham khảo. {origin}"));
        self.notices.iter().cloned().chain(own).collect()
    }
}

/// The unit that answers for dossiers of a unit: a person's is the one above; none is the office itself.
#[must_use]
pub fn answering(units: &Units, unit: UnitIndex) -> Option<UnitIndex> {
    let mut at = Some(unit);
    // No chain of units is longer than there are units; a longer one goes in a circle.
    for _ in units.iter() {
        let unit = units.get(at?);
        if unit.kind != UnitKind::Person {
            break;
        }
        at = unit.parent.as_deref().and_then(|parent| units.find(parent));
    }
    at
}
