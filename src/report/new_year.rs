//! What must be looked at before the draft of a new year goes out: acts out of force, years named, units that are gone.

use super::document::{Block, Cell, Column, Document, Layout, Row, Table};
use crate::check::passages::{Passage, passages};
use crate::diag::Place;
use crate::model::act::{Acts, Displaced, Ending, KnownAct};
use crate::model::citation::citations;
use crate::model::date::Date;
use crate::model::plan::{Item, Plan};
use crate::model::unit::{UnitIndex, Units};
use crate::scaffold::{NewFile, years_named};
use crate::text::{day, wording};

/// The draft of a new year, and what it is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// The year it was made from.
    pub from: i32,
    /// The plan.
    pub plan: &'a Plan,
    /// Its files.
    pub files: &'a [NewFile],
    /// The units.
    pub units: &'a Units,
    /// The acts whose validity is known.
    pub acts: &'a Acts,
}

/// A place that must be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Concern {
    place: Place,
    item: String,
    what: String,
    advice: String,
}

impl Draft<'_> {
    /// The list, as a person reads it.
    #[must_use]
    pub fn document(&self) -> Document {
        let year = self.plan.year;
        let mut blocks = vec![Block::Paragraph(format!(
            "Lập từ kế hoạch năm {}: {} nhiệm vụ, {} tệp. Lời văn giữ nguyên; thời gian thực hiện đổi sang năm {year}; số, ngày, \
             người ký quyết định để trống; các lần điều chỉnh của kế hoạch cũ không chuyển sang; chỗ chưa nhất quán và giá trị suy \
             ra chỉ còn là ghi chú để đối chiếu.",
            self.from,
            self.plan.items().count(),
            self.files.len(),
        ))];
        let acts = format!("Văn bản hết hiệu lực trước hoặc trong năm {year}");
        blocks.extend(section(&acts, &self.acts_out_of_force()));
        blocks.extend(section("Lời văn nêu năm", &self.years()));
        blocks.extend(section(&format!("Đơn vị không còn trong năm {year}"), &self.units_gone()));
        Document {
            title: format!("DỰ THẢO KẾ HOẠCH NĂM {year}: NHỮNG CHỖ PHẢI XEM LẠI"),
            blocks,
            ..Document::default()
        }
    }

    /// The text of a new file.
    fn read(&self, path: &str) -> Option<String> {
        self.files.iter().find(|file| file.path == path).map(|file| file.text.clone())
    }

    fn concern(&self, passage: &Passage<'_>, part: &std::ops::Range<usize>) -> Concern {
        Concern {
            place: passage.place(part, |path| self.read(path)),
            item: passage.item.map(|item| item.code.clone()).unwrap_or_default(),
            what: passage.text[part.clone()].to_owned(),
            advice: String::new(),
        }
    }

    /// Citations of acts that, whole or in part, are out of force on the last day of the year.
    fn acts_out_of_force(&self) -> Vec<Concern> {
        let Some(last) = Date::new(self.plan.year, 12, 31) else { return Vec::new() };
        let mut concerns = Vec::new();
        for passage in passages(self.plan) {
            for citation in citations(passage.text) {
                let act = self.acts.find(&citation.number);
                if let Some(advice) = act.and_then(|act| advice(act, last)) {
                    concerns.push(Concern { advice, ..self.concern(&passage, &citation.span) });
                }
            }
            let bases = self.plan.cover.legal_bases.iter().filter(|basis| basis.text == passage.text);
            for act in bases.flat_map(|basis| self.acts.cited_by_day(basis)) {
                if let Some(advice) = advice(act, last) {
                    concerns.push(Concern { advice, ..self.concern(&passage, &(0..passage.text.len())) });
                }
            }
        }
        concerns
    }

    /// Texts that name a year other than the new one.
    fn years(&self) -> Vec<Concern> {
        let mut concerns = Vec::new();
        for passage in passages(self.plan) {
            for (year, _) in years_named(passage.text).into_iter().filter(|(year, _)| *year != self.plan.year)
            {
                let advice = format!("Nêu năm {year}: sửa, hoặc giữ nếu đúng là năm {year}.");
                concerns.push(Concern { advice, ..self.concern(&passage, &(0..passage.text.len())) });
            }
        }
        concerns
    }

    /// Items that name a unit which does not exist in the new year, by itself or through a group.
    fn units_gone(&self) -> Vec<Concern> {
        let (year, units) = (self.plan.year, self.units);
        let is_gone = |index: &UnitIndex| {
            let unit = units.get(*index);
            let ended = unit.valid_to.is_some_and(|to| to.year() < year);
            ended || unit.valid_from.is_some_and(|from| from.year() > year)
        };
        let gone = |code: &String| {
            let members = units.expand(std::slice::from_ref(code));
            let gone: Vec<UnitIndex> = members.iter().copied().filter(is_gone).collect();
            let names =
                || gone.iter().map(|index| units.get(*index).code.as_str()).collect::<Vec<_>>().join(", ");
            match (gone.len(), code.starts_with('@')) {
                (0, _) => None,
                (_, false) => Some(code.clone()),
                (number, true) if number == members.len() => Some(format!("{code} (cả nhóm)")),
                (_, true) => Some(format!("{code} ({})", names())),
            }
        };
        let concern = |item: &Item| {
            let gone: Vec<String> = item.units.iter().filter_map(gone).collect();
            (!gone.is_empty()).then(|| Concern {
                place: item.place.clone(),
                item: item.code.clone(),
                what: gone.join(", "),
                advice: "Sửa plan/units.toml (thời gian tồn tại, thành viên nhóm) hoặc units của nhiệm vụ."
                    .to_owned(),
            })
        };
        self.plan.items().filter_map(concern).collect()
    }
}

/// A heading, and what stands under it.
fn section(heading: &str, concerns: &[Concern]) -> [Block; 2] {
    let heading = Block::Heading(heading.to_owned());
    if concerns.is_empty() {
        return [heading, Block::Paragraph("Không có.".to_owned())];
    }
    let columns = vec![
        Column::new("Chỗ", Layout::Text),
        Column::new("Nhiệm vụ", Layout::Word),
        Column::new("Nội dung", Layout::Text),
        Column::new("Ghi chú", Layout::Text),
    ];
    let row = |concern: &Concern| {
        let place = format!("{}:{}", concern.place.path, concern.place.line);
        let texts = [&place, &concern.item, &concern.what, &concern.advice];
        Row { cells: texts.map(|text| Cell::text(text)).into(), strong: false }
    };
    [heading, Block::Table(Table { columns, rows: concerns.iter().map(row).collect(), ..Table::default() })]
}

/// What is to be said of an act that is out of force, whole or in part, on a day.
fn advice(act: &KnownAct, day: Date) -> Option<String> {
    if let Some(ending) = act.ending.as_ref().filter(|ending| ending.until < day) {
        return Some(wording::ending(ending));
    }
    let parts: Vec<String> =
        act.displaced.iter().filter(|part| part.ending.until < day).map(displaced).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn displaced(part: &Displaced) -> String {
    let Ending { until, replaced_by, certainty, note } = &part.ending;
    let certainty = wording::certainty(*certainty);
    let (since, replaced) = (day::date(until.next()), replaced_by.join(", "));
    format!("Phần về {} được thay từ {since} bằng {replaced} ({certainty}). {note}", part.what)
}
