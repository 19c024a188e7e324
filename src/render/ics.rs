//! Due days as an iCalendar file (RFC 5545), which Outlook, Google Calendar and phones read and subscribe to.

use crate::model::date::Date;
use crate::report::calendar::{DueCalendar, DueEntry};

/// How many octets a line may have, its ending aside (section 3.1).
const LINE: usize = 75;
/// The hour of a reminder, on its day.
const REMINDER_HOUR: i32 = 9;

/// Writes the calendar; the same calendar gives the same bytes.
#[must_use]
pub fn render(calendar: &DueCalendar) -> String {
    let mut ics = Ics::default();
    ics.line("BEGIN", "VCALENDAR");
    ics.line("VERSION", "2.0");
    ics.line("PRODID", "-//kstthc//kstthc//VI");
    ics.line("CALSCALE", "GREGORIAN");
    ics.line("METHOD", "PUBLISH");
    ics.text("X-WR-CALNAME", &calendar.name);
    if !calendar.notices.is_empty() {
        ics.text("X-WR-CALDESC", &calendar.notices.join("\n"));
    }
    for entry in &calendar.entries {
        ics.entry(entry, calendar.today);
    }
    ics.line("END", "VCALENDAR");
    ics.0
}

#[derive(Debug, Default)]
struct Ics(String);

impl Ics {
    fn entry(&mut self, entry: &DueEntry, today: Date) {
        self.line("BEGIN", "VEVENT");
        self.text("UID", &entry.uid);
        // The day on which the calendar was made, not the moment: the same day gives the same bytes.
        self.line("DTSTAMP", &format!("{}T000000Z", date(today)));
        self.line("DTSTART;VALUE=DATE", &date(entry.day));
        // The end is not part of the event (section 3.6.1).
        self.line("DTEND;VALUE=DATE", &date(entry.day.next()));
        self.text("SUMMARY", &entry.summary);
        self.text("DESCRIPTION", &entry.description);
        self.text("CATEGORIES", entry.category);
        self.line("STATUS", "CONFIRMED");
        // Nobody is busy all day because something is due.
        self.line("TRANSP", "TRANSPARENT");
        if let Some(days) = entry.remind {
            self.line("BEGIN", "VALARM");
            self.line("ACTION", "DISPLAY");
            self.text("DESCRIPTION", &entry.summary);
            self.line("TRIGGER", &format!("-PT{}H", 24 * days - REMINDER_HOUR));
            self.line("END", "VALARM");
        }
        self.line("END", "VEVENT");
    }

    /// A property whose value is a text.
    fn text(&mut self, name: &str, value: &str) {
        self.line(name, &escaped(value));
    }

    /// A property, folded.
    fn line(&mut self, name: &str, value: &str) {
        self.0.push_str(&folded(&format!("{name}:{value}")));
        self.0.push_str("\r\n");
    }
}

/// `20210615`.
fn date(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// A text as a value (section 3.3.11); control characters, which no value may have, become blanks.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' | '\r' => value.push_str("\\n"),
            c if c.is_control() => value.push(' '),
            c => value.push(c),
        }
    }
    value
}

/// A line in pieces of at most [`LINE`] octets, none of which cuts a character; all but the first begin with a blank.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + line.len() / LINE * 3);
    let mut room = LINE;
    for c in line.chars() {
        if c.len_utf8() > room {
            folded.push_str("\r\n ");
            room = LINE - 1;
        }
        folded.push(c);
        room -= c.len_utf8();
    }
    folded
}

#[cfg(test)]
mod tests {
    use icalendar::parser::{read_calendar, unfold};
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text.as_bytes()).unwrap()
    }

    fn calendar(summary: &str, description: &str) -> DueCalendar {
        let entry = DueEntry {
            uid: "A.I.01@2021@xa.kstthc".to_owned(),
            day: day("2021-12-31"),
            summary: summary.to_owned(),
            description: description.to_owned(),
            category: "Kế hoạch",
            remind: Some(3),
        };
        let done = DueEntry { remind: None, ..entry.clone() };
        let entries = vec![entry, done];
        DueCalendar { name: "Hạn".to_owned(), notices: Vec::new(), today: day("2021-06-15"), entries }
    }

    /// What a stranger's parser reads: the properties of the first event, by name.
    fn read(ics: &str, name: &str) -> String {
        let unfolded = unfold(ics);
        let read = read_calendar(&unfolded).unwrap();
        let event = read.components.iter().find(|part| part.name == "VEVENT").unwrap();
        event.properties.iter().find(|property| property.name == name).unwrap().val.to_string()
    }

    /// The contract of a calendar: whole days whose end is exclusive, a fixed stamp, a reminder at nine.
    #[test]
    fn a_due_day_is_a_whole_day_and_its_end_is_the_next_one() {
        let ics = render(&calendar("Báo cáo", "Một\nHai"));
        for (name, value) in [
            ("DTSTART", "20211231"),
            ("DTEND", "20220101"),
            ("DTSTAMP", "20210615T000000Z"),
            ("UID", "A.I.01@2021@xa.kstthc"),
        ] {
            assert_eq!(read(&ics, name), value);
        }
        assert!(ics.contains("TRIGGER:-PT63H\r\n"), "{ics}");
        assert_eq!(ics.matches("BEGIN:VALARM").count(), 1, "what is done reminds nobody");
    }

    #[test]
    fn separators_newlines_and_control_characters_are_escaped() {
        assert_eq!(escaped("a, b; c\\d\r\ne\u{7}f"), "a\\, b\\; c\\\\d\\ne f");
    }

    proptest! {
        /// Lines hold at most 75 octets, cut no character, and read back to what was written.
        #[test]
        fn folding_is_by_octets_and_reads_back(summary in "[a-zđĐếựẬ,;\\\\ \u{1F600}\n]{0,200}") {
            let ics = render(&calendar(&summary, &summary));
            let lines = ics.strip_suffix("\r\n").unwrap().split("\r\n");
            for line in lines {
                prop_assert!(line.len() <= LINE && !line.contains(['\n', '\r']), "{:?}", line);
            }
            let unfolded = ics.replace("\r\n ", "");
            let expected = format!("\r\nSUMMARY:{}\r\n", escaped(&summary));
            prop_assert!(unfolded.contains(&expected), "{}", unfolded);
            read_calendar(&unfold(&ics)).unwrap();
        }
    }
}
