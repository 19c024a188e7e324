//! The plan as it stands: the list of items, and everything about one.

use serde::Serialize;

use super::derived::DerivedView;
use super::document::{Block, Cell, Document, Tone};
use super::plan_blocks::{errata_block, inferred_blocks, list_row, list_table, occurrence_blocks};
use crate::model::date::Date;
use crate::model::derived::DataSource;
use crate::model::occurrence::Occurrence;
use crate::model::plan::{Erratum, Inferred, Item, Plan, Section};
use crate::model::progress::{Progress, ProgressState};
use crate::model::state::{Judge, State};
use crate::model::unit::Units;
use crate::text::day;
use crate::text::derived::state_source;
use crate::text::wording;

/// The list of a plan's items.
#[derive(Clone, Debug, Serialize)]
pub struct PlanReport {
    /// The year.
    pub year: i32,
    /// Whether its decision is not entered yet.
    pub draft: bool,
    /// The items.
    pub items: Vec<ItemView>,
    /// The sections of these items.
    pub sections: Vec<SectionView>,
    /// The approving decision, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionView>,
    /// What people read.
    #[serde(skip)]
    pub document: Document,
}

/// A section as machine output shows it.
#[derive(Clone, Debug, Serialize)]
pub struct SectionView {
    /// The code.
    pub code: String,
    /// The title.
    pub title: String,
    /// Known inconsistencies of the heading.
    pub errata: Vec<Erratum>,
}

/// The approving decision as machine output shows it.
#[derive(Clone, Debug, Serialize)]
pub struct DecisionView {
    /// Number and symbol.
    pub number: String,
    /// The day it was signed.
    pub date: Option<Date>,
    /// What it is about.
    pub title: String,
    /// Who signed it.
    pub signer: String,
    /// The line that ties the plan to the decision.
    pub attachment: String,
    /// The words of its legal bases.
    pub legal_bases: Vec<String>,
    /// Known inconsistencies of the decision and of the whole.
    pub errata: Vec<Erratum>,
}

/// An item as machine output shows it.
#[derive(Clone, Debug, Serialize)]
pub struct ItemView {
    /// The code.
    pub code: String,
    /// The section.
    pub section: String,
    /// What is to be done.
    pub task: String,
    /// Codes of units and groups.
    pub units: Vec<String>,
    /// The units in the plan's own words.
    pub units_text: String,
    /// The unit that answers for all, if one does.
    pub lead: Option<String>,
    /// When.
    pub schedule: ScheduleView,
    /// What is to come of it.
    pub result: String,
    /// The data that tell of it beside the progress rows; `None` where none do.
    pub state_from: Option<&'static str>,
    /// Values that were inferred.
    pub inferred: Vec<Inferred>,
    /// Known inconsistencies.
    pub errata: Vec<Erratum>,
    /// When it falls due, and how that stands.
    pub occurrences: Vec<OccurrenceView>,
}

/// A schedule as machine output shows it.
#[derive(Clone, Debug, Serialize)]
pub struct ScheduleView {
    /// The plan's own words.
    pub text: String,
    /// The typed kind.
    pub kind: &'static str,
}

/// An occurrence as machine output shows it.
#[derive(Clone, Debug, Serialize)]
pub struct OccurrenceView {
    /// Its id.
    pub id: String,
    /// The first day.
    pub start: Date,
    /// The due day.
    pub due: Option<Date>,
    /// How it stands.
    pub state: State,
    /// What data tell of it; null where they tell nothing.
    pub derived: Option<DerivedView>,
    /// What was done for it.
    pub progress: Vec<ProgressView>,
}

/// A progress row as machine output shows it.
#[derive(Clone, Debug, Serialize)]
pub struct ProgressView {
    /// The unit's code.
    pub unit: String,
    /// The day.
    pub date: Date,
    /// What it says.
    pub state: &'static str,
    /// The document that proves it.
    pub evidence: String,
    /// Anything else.
    pub note: String,
}

/// A plan with its occurrences and the judge of today.
#[derive(Clone, Copy, Debug)]
pub struct PlanToday<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// All occurrences of the plan.
    pub occurrences: &'a [Occurrence<'a>],
    /// Judges today.
    pub judge: Judge<'a>,
}

impl PlanToday<'_> {
    /// An item as machine output shows it.
    #[must_use]
    pub fn view(&self, item: &Item) -> ItemView {
        let own = self.occurrences.iter().filter(|occurrence| occurrence.item.code == item.code);
        ItemView {
            code: item.code.clone(),
            section: item.section().to_owned(),
            task: item.task.clone(),
            units: item.units.clone(),
            units_text: item.units_text.clone(),
            lead: item.lead().map(str::to_owned),
            schedule: ScheduleView { text: item.time_text.clone(), kind: item.schedule.name() },
            result: item.result.clone(),
            state_from: item.data_source().map(DataSource::name),
            inferred: item.inferred.clone(),
            errata: item.errata.clone(),
            occurrences: own.map(|occurrence| self.occurrence(occurrence)).collect(),
        }
    }

    fn occurrence(&self, occurrence: &Occurrence<'_>) -> OccurrenceView {
        let standing = self.judge.standing(occurrence);
        OccurrenceView {
            id: occurrence.id.clone(),
            start: occurrence.start,
            due: occurrence.due,
            state: standing.state,
            derived: DerivedView::new(occurrence, &standing),
            progress: self.judge.rows(occurrence).map(|row| progress_view(row, self.judge.units)).collect(),
        }
    }

    /// The list of all items.
    #[must_use]
    pub fn list(&self, notices: Vec<String>) -> PlanReport {
        let items: Vec<ItemView> = self.plan.items().map(|item| self.view(item)).collect();
        let document = self.list_document(&items, notices);
        self.report(items, document)
    }

    /// A report on some items, with the sections they stand in.
    fn report(&self, items: Vec<ItemView>, document: Document) -> PlanReport {
        let named = |section: &&Section| items.iter().any(|item| item.section == section.code);
        let sections = self.plan.sections.iter().filter(named).map(|section| SectionView {
            code: section.code.clone(),
            title: section.title.clone(),
            errata: section.errata.clone(),
        });
        PlanReport {
            year: self.plan.year,
            draft: self.plan.is_draft(),
            sections: sections.collect(),
            items,
            decision: None,
            document,
        }
    }

    fn list_document(&self, items: &[ItemView], notices: Vec<String>) -> Document {
        let mut blocks = Vec::new();
        for section in &self.plan.sections {
            blocks.push(Block::Heading(format!("{}. {}", section.code, section.title)));
            let own = items.iter().filter(|item| item.section == section.code);
            blocks.push(Block::Table(list_table(own.map(list_row).collect())));
        }
        blocks.push(Block::Paragraph(
            "(*) có giá trị được suy ra từ chỗ khác của kế hoạch. Xem trọn một nhiệm vụ: kstthc plan show MÃ"
                .to_owned(),
        ));
        Document {
            title: self.plan.cover.title.clone(),
            subtitle: Vec::new(),
            notices,
            blocks,
            ..Document::default()
        }
    }

    /// Everything about one item.
    #[must_use]
    pub fn show(&self, item: &Item, notices: Vec<String>) -> PlanReport {
        let view = self.view(item);
        let document = self.show_document(item, &view, notices);
        self.report(vec![view], document)
    }

    fn show_document(&self, item: &Item, view: &ItemView, notices: Vec<String>) -> Document {
        let section = self.plan.sections.iter().find(|section| section.code == item.section());
        let mut subtitle: Vec<String> =
            section.map(|section| format!("{}. {}", section.code, section.title)).into_iter().collect();
        subtitle.push(decision_line(self.plan));
        let mut blocks = vec![Block::Facts(self.facts(item))];
        blocks.extend(occurrence_blocks(view, self.judge.units));
        blocks.extend(inferred_blocks(&item.code, &item.inferred));
        blocks.extend(errata_block("Chỗ chưa nhất quán của bản kế hoạch tại nhiệm vụ này", &item.errata));
        if let Some(section) = section {
            blocks.extend(errata_block("Ở tiêu đề của mục", &section.errata));
        }
        blocks.push(Block::Paragraph(format!(
            "Quyết định phê duyệt và {} chỗ chưa nhất quán chung của bản kế hoạch: kstthc plan show decision",
            self.plan.cover.errata.len()
        )));
        let title = format!("NHIỆM VỤ {} - KẾ HOẠCH NĂM {}", item.code, self.plan.year);
        Document { title, subtitle, notices, blocks, ..Document::default() }
    }

    /// A section: its items and what is known to be wrong in its heading.
    #[must_use]
    pub fn show_section(&self, section: &Section, notices: Vec<String>) -> PlanReport {
        let items: Vec<ItemView> = section.items.iter().map(|item| self.view(item)).collect();
        let rows = items.iter().map(list_row).collect();
        let mut blocks = vec![Block::Table(list_table(rows))];
        blocks.extend(errata_block("Chỗ chưa nhất quán ở tiêu đề của mục", &section.errata));
        let title = format!("MỤC {} - KẾ HOẠCH NĂM {}", section.code, self.plan.year);
        let document =
            Document { title, subtitle: vec![section.title.clone()], notices, blocks, ..Document::default() };
        self.report(items, document)
    }

    /// The approving decision, its legal bases, and what is known to be wrong in it and in the whole.
    #[must_use]
    pub fn show_decision(&self, notices: Vec<String>) -> PlanReport {
        let cover = &self.plan.cover;
        let decision = &cover.decision;
        let date = decision.date.map(day::date).unwrap_or_default();
        let facts = [
            ("Số", decision.number.as_str()),
            ("Ngày", &date),
            ("Nơi ký", &decision.place),
            ("Trích yếu", &decision.title),
            ("Người ban hành", &decision.issuer),
            ("Đề nghị của", &decision.proposed_by),
            ("Người ký", &decision.signer),
            ("Kèm theo", &decision.attachment),
            ("Nơi nhận", &decision.recipients.join("; ")),
        ];
        let facts = facts.map(|(term, text)| (term.to_owned(), Cell::text(text)));
        let mut blocks = vec![Block::Facts(facts.into()), Block::Heading("Căn cứ".to_owned())];
        blocks.extend(cover.legal_bases.iter().map(|basis| Block::Paragraph(basis.text.clone())));
        blocks.push(Block::Heading("Quyết định".to_owned()));
        blocks.extend(decision.articles.iter().map(|article| Block::Paragraph(article.clone())));
        blocks.extend(errata_block("Chỗ chưa nhất quán ở quyết định và toàn bản kế hoạch", &cover.errata));
        let title = format!("QUYẾT ĐỊNH PHÊ DUYỆT KẾ HOẠCH NĂM {}", self.plan.year);
        let document =
            Document { title, subtitle: vec![cover.title.clone()], notices, blocks, ..Document::default() };
        let view = DecisionView {
            number: decision.number.clone(),
            date: decision.date,
            title: decision.title.clone(),
            signer: decision.signer.clone(),
            attachment: decision.attachment.clone(),
            legal_bases: cover.legal_bases.iter().map(|basis| basis.text.clone()).collect(),
            errata: cover.errata.clone(),
        };
        PlanReport { decision: Some(view), ..self.report(Vec::new(), document) }
    }

    fn facts(&self, item: &Item) -> Vec<(String, Cell)> {
        let stated = |text: &str| Cell::text(if text.is_empty() { "(không nêu)" } else { text });
        let units = self.judge.units;
        let codes = unit_names(units, &item.units);
        let lead =
            item.lead().map_or("từng đơn vị tự chịu trách nhiệm", |code| units.name(code));
        [
            ("Nội dung", stated(&item.task)),
            ("Đơn vị thực hiện (nguyên văn)", stated(&item.units_text)),
            ("Đơn vị", stated(&codes)),
            ("Chủ trì", Cell::text(lead)),
            ("Thời gian (nguyên văn)", stated(&item.time_text)),
            ("Lịch", Cell::text(&wording::schedule(&item.schedule))),
            ("Kết quả", stated(&item.result)),
            ("Trạng thái lấy từ", Cell::text(&state_source(item))),
            ("Tệp nguồn", Cell::text(&format!("{}:{}", item.place.path, item.place.line))),
        ]
        .map(|(term, cell)| (term.to_owned(), cell))
        .into()
    }
}

/// `Quyết định số 1911/QĐ-UBND ngày 31/12/2020`.
fn decision_line(plan: &Plan) -> String {
    let decision = &plan.cover.decision;
    if decision.number.is_empty() {
        return "Kế hoạch chưa có quyết định phê duyệt (bản dự thảo)".to_owned();
    }
    let date = decision.date.map(|date| format!(" ngày {}", day::date(date))).unwrap_or_default();
    let signer = if decision.signer.is_empty() {
        String::new()
    } else {
        format!(", người ký: {}", decision.signer)
    };
    format!("Quyết định số {}{date}{signer}", decision.number)
}

fn progress_view(row: &Progress, units: &Units) -> ProgressView {
    ProgressView {
        unit: units.get(row.unit).code.clone(),
        date: row.date,
        state: match row.state {
            ProgressState::Started => "started",
            ProgressState::Done => "done",
            ProgressState::NotApplicable => "not_applicable",
        },
        evidence: row.evidence.clone(),
        note: row.note.clone(),
    }
}

/// The names of units and groups, separated by semicolons.
#[must_use]
pub fn unit_names(units: &Units, codes: &[String]) -> String {
    codes.iter().map(|code| units.name(code)).collect::<Vec<_>>().join("; ")
}

/// A cell with the name of a state.
#[must_use]
pub fn state_cell(state: State) -> Cell {
    let tone = match state {
        State::Overdue => Tone::Bad,
        State::DueSoon | State::DoneLate | State::NoActivity => Tone::Warn,
        State::Done => Tone::Good,
        _ => Tone::Plain,
    };
    Cell::text(wording::state(state)).toned(tone)
}
