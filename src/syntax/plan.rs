//! Reads a plan: `plan.toml` and one file per section.

use super::source::Source;
use super::toml::{TableReader, read_file};
use crate::diag::{Place, Sink};
use crate::model::derived::{DataSource, StateFrom};
use crate::model::period::YEARS;
use crate::model::plan::{
    Act, Amendment, Cover, Decision, Erratum, Inferred, Item, LegalBasis, Part, Section, section_rank,
};
use crate::model::schedule::{ReportClass, Schedule};
use crate::model::unit::Units;
use crate::text::findings::identity::MisplacedItem;
use crate::text::findings::reference::UnknownUnit;
use crate::text::findings::schedule::ScheduleContradictsText;
use crate::text::nearest::nearest;

/// Reads `plan/<year>/plan.toml`.
pub fn read_cover(source: &Source<'_>, year: i32, sink: &mut Sink) -> Cover {
    read_file(source, sink, |table, sink| {
        if let Some(stated) = table.integer("year", sink).filter(|&stated| stated != i64::from(year)) {
            table.wrong("year", &format!("year = {year} như tên thư mục (trong tệp là {stated})"), sink);
        }
        Cover {
            title: table.stated_text("title", sink),
            decision: table.table("decision", sink, read_decision).unwrap_or_default(),
            parts: table.tables("part", sink, |table, sink| Part {
                code: table.required_text("code", sink),
                title: table.required_text("title", sink),
            }),
            legal_bases: table.tables("legal_basis", sink, read_legal_basis),
            errata: table.tables("erratum", sink, read_erratum),
            amendments: [
                table.tables("amendment", sink, |table, sink| read_amendment(table, true, sink)),
                table.tables("correction", sink, |table, sink| read_amendment(table, false, sink)),
            ]
            .concat(),
        }
    })
}

fn read_decision(table: &TableReader<'_, '_>, sink: &mut Sink) -> Decision {
    let mut optional = |key| table.text(key, sink).unwrap_or_default();
    let (place, title, issuer) = (optional("place"), optional("title"), optional("issuer"));
    let (proposed_by, signer, attachment) =
        (optional("proposed_by"), optional("signer"), optional("attachment"));
    Decision {
        number: optional("number"),
        date: table.date("date", sink),
        place,
        title,
        issuer,
        proposed_by,
        signer,
        attachment,
        articles: table.texts("articles", sink),
        recipients: table.texts("recipients", sink),
    }
}

fn read_legal_basis(table: &TableReader<'_, '_>, sink: &mut Sink) -> LegalBasis {
    LegalBasis {
        text: table.required_text("text", sink),
        acts: table.tables("act", sink, |table, sink| Act {
            number: table.text("number", sink).unwrap_or_default(),
            date: table.date("date", sink),
            kind: table.text("kind", sink).unwrap_or_default(),
            issuer: table.text("issuer", sink).unwrap_or_default(),
            subject: table.text("subject", sink).unwrap_or_default(),
        }),
    }
}

fn read_amendment(table: &TableReader<'_, '_>, numbered: bool, sink: &mut Sink) -> Amendment {
    Amendment {
        number: numbered.then(|| table.required_text("number", sink)),
        date: table.required_date("date", sink),
        items: table.different_texts("items", "ít nhất một mã nhiệm vụ, mỗi mã một lần", sink),
        places: table.places_of("items"),
        reason: table.required_text("reason", sink),
        place: table.place(),
    }
}

fn read_erratum(table: &TableReader<'_, '_>, sink: &mut Sink) -> Erratum {
    Erratum {
        number: table.required_number("number", 1..=9999, sink).unwrap_or_default(),
        place: table.text("place", sink),
        as_written: table.stated_text("as_written", sink),
        reading: table.stated_text("reading", sink),
        confidence: table.number("confidence", 0..=100, sink),
        note: table.stated_text("note", sink),
    }
}

/// Reads `plan/<year>/<section>.toml`; `stem` is the file's name without its ending.
pub fn read_section(source: &Source<'_>, stem: &str, year: i32, units: &Units, sink: &mut Sink) -> Section {
    let expected = stem.replace('-', ".");
    read_file(source, sink, |table, sink| {
        let head = table.required_table("section", sink, |table, sink| {
            let code = table.required_text("code", sink);
            if !code.is_empty() && (code != expected || section_rank(&code).is_none()) {
                sink.file(table.place_of("code"), &MisplacedItem { code: &code, expected: &expected });
            }
            (table.required_text("title", sink), table.tables("erratum", sink, read_erratum))
        });
        let (title, errata) = head.unwrap_or_default();
        let items = table.tables("item", sink, |table, sink| read_item(table, year, units, sink));
        for item in items.iter().filter(|item| !fits(&item.code, &expected)) {
            let fact = MisplacedItem { code: &item.code, expected: &format!("{expected}.01") };
            sink.file(item.place.clone(), &fact);
        }
        Section { code: expected.clone(), title, errata, items }
    })
}

/// Tells whether an item's code is that of the section and two digits.
fn fits(code: &str, section: &str) -> bool {
    let number = code.strip_prefix(section).and_then(|rest| rest.strip_prefix('.'));
    code.is_empty()
        || number.is_some_and(|number| number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit()))
}

fn read_item(table: &TableReader<'_, '_>, year: i32, units: &Units, sink: &mut Sink) -> Item {
    let code = table.required_text("code", sink);
    let named = table.different_texts("units", "ít nhất một đơn vị, mỗi đơn vị một lần", sink);
    for (unit, place) in named.iter().zip(table.places_of("units")) {
        check_unit(units, unit, place, sink);
    }
    let lead = table.text("lead", sink);
    if let Some(lead) = &lead {
        check_unit(units, lead, table.place_of("lead"), sink);
    }
    let schedule =
        table.required_table("schedule", sink, |table, sink| read_schedule(table, &code, year, sink));
    let (time_text, schedule) = schedule.unwrap_or((String::new(), Schedule::NotStated));
    Item {
        task: table.required_text("task", sink),
        report_as: table.text("report_as", sink).unwrap_or_default(),
        units: named,
        units_text: table.text("units_text", sink).unwrap_or_default(),
        lead,
        result: table.text("result", sink).unwrap_or_default(),
        state_from: table.choice("state_from", STATE_FROM, sink),
        time_text,
        schedule,
        inferred: table.tables("inferred", sink, |table, sink| Inferred {
            field: table.required_text("field", sink),
            from: table.text("from", sink).unwrap_or_default(),
            confidence: table.number("confidence", 0..=100, sink),
            reason: table.required_text("reason", sink),
        }),
        errata: table.tables("erratum", sink, read_erratum),
        place: table.place_of("code"),
        code,
    }
}

fn check_unit(units: &Units, code: &str, place: Place, sink: &mut Sink) {
    if units.is_unknown(code) {
        sink.file(place, &UnknownUnit { code, nearest: nearest(code, units.codes()) });
    }
}

/// The names of the kinds of schedule.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Quarter,
    QuarterRange,
    BeforeQuarter,
    Months,
    Year,
    Continuous,
    Reports,
    BeforeDay,
    OnEvent,
    NotStated,
}

/// The kinds of schedule, as files name them.
pub(super) const KINDS: &[(&str, Kind)] = &[
    ("quarter", Kind::Quarter),
    ("quarter_range", Kind::QuarterRange),
    ("before_quarter", Kind::BeforeQuarter),
    ("months", Kind::Months),
    ("year", Kind::Year),
    ("continuous", Kind::Continuous),
    ("reports", Kind::Reports),
    ("before_day", Kind::BeforeDay),
    ("on_event", Kind::OnEvent),
    ("not_stated", Kind::NotStated),
];

/// Where the state of an item comes from, as files name it.
pub const STATE_FROM: &[(&str, StateFrom)] = &[
    ("progress", StateFrom::Progress),
    (DataSource::Reports.name(), StateFrom::Data(DataSource::Reports)),
    (DataSource::FeedbackHandling.name(), StateFrom::Data(DataSource::FeedbackHandling)),
    (DataSource::FeedbackForms.name(), StateFrom::Data(DataSource::FeedbackForms)),
    (DataSource::FeedbackPublication.name(), StateFrom::Data(DataSource::FeedbackPublication)),
    (DataSource::Announcements.name(), StateFrom::Data(DataSource::Announcements)),
    (DataSource::Publication.name(), StateFrom::Data(DataSource::Publication)),
    (DataSource::Review.name(), StateFrom::Data(DataSource::Review)),
    (DataSource::Evaluation.name(), StateFrom::Data(DataSource::Evaluation)),
];

/// The classes of reports, as files name them.
pub const REPORTS: &[(&str, ReportClass)] = &[
    ("quarter", ReportClass::Quarter),
    ("six_months", ReportClass::SixMonths),
    ("nine_months", ReportClass::NineMonths),
    ("annual", ReportClass::Annual),
];

fn read_schedule(table: &TableReader<'_, '_>, item: &str, year: i32, sink: &mut Sink) -> (String, Schedule) {
    let text = table.stated_text("text", sink);
    let kind = table.required_choice("kind", KINDS, sink);
    let schedule = kind.and_then(|kind| read_parameters(table, kind, sink));
    if let Some(schedule) = schedule.as_ref().filter(|schedule| !schedule.agrees_with(&text, year)) {
        let fact = ScheduleContradictsText { item, text: &text, kind: schedule.name(), year };
        sink.file(table.place_of("kind"), &fact);
    }
    (text, schedule.unwrap_or(Schedule::NotStated))
}

/// Reads the parameters of a kind of schedule; `None` where one is wrong, which was then reported.
fn read_parameters(table: &TableReader<'_, '_>, kind: Kind, sink: &mut Sink) -> Option<Schedule> {
    Some(match kind {
        Kind::Quarter => Schedule::Quarter(table.required_number("quarter", 1..=4, sink)?),
        Kind::QuarterRange => {
            let from = table.required_number("from_quarter", 1..=4, sink);
            let to = table.required_number("to_quarter", 1..=4, sink);
            if from > to {
                table.wrong("to_quarter", "quý sau, không trước from_quarter", sink);
                return None;
            }
            Schedule::QuarterRange(from?, to?)
        }
        Kind::BeforeQuarter => Schedule::BeforeQuarter(table.required_number("quarter", 2..=4, sink)?),
        Kind::Months => {
            let months = table.numbers("months", 1..=12, sink);
            if months.is_empty() || months.windows(2).any(|pair| pair[0] >= pair[1]) {
                table.wrong("months", "các tháng theo thứ tự tăng, ít nhất một tháng: [6, 12]", sink);
                return None;
            }
            Schedule::Months(months)
        }
        Kind::Year => Schedule::Year,
        Kind::Continuous => Schedule::Continuous,
        Kind::Reports => Schedule::Reports {
            classes: table.choices("reports", REPORTS, sink),
            on_request: table.truth("on_request", sink).unwrap_or(false),
        },
        Kind::BeforeDay => Schedule::BeforeDay(table.required_number("day", 2..=28, sink)?),
        Kind::OnEvent => Schedule::OnEvent,
        Kind::NotStated => Schedule::NotStated,
    })
}

/// Reads the year in the name of a plan's folder.
#[must_use]
pub fn plan_year(folder: &str) -> Option<i32> {
    folder.parse().ok().filter(|year| folder.len() == 4 && YEARS.contains(year))
}
