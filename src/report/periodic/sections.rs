//! The body of the report: for each section of the outline what is computed, then the clerk's own words.

use super::evidence::evidence;
use super::facts;
use super::{PlanInWindow, Sources};
use crate::model::outline::{Content, Outline, OutlineSection, SectionIndex};
use crate::report::document::{Annex, Block};
use crate::text::roman::roman;
use crate::text::wording;

/// The body of the report.
pub(super) fn body(sources: &Sources<'_>, plan: Option<&PlanInWindow<'_>>, annexes: &[Annex]) -> Vec<Block> {
    let Sources { outline, .. } = *sources;
    let mut blocks = Vec::new();
    if !outline.opening.is_empty() {
        blocks.push(Block::Paragraph(opening(outline, sources)));
    }
    for (part, of) in outline.parts.iter().enumerate() {
        blocks.push(Block::Heading(format!("{}. {}", roman(part + 1), of.title)));
        for (at, section) in of.sections.iter().enumerate() {
            if !section.title.is_empty() {
                blocks.push(Block::Subheading(format!("{}. {}", at + 1, section.title)));
            }
            let place = SectionIndex { part, section: at };
            let paragraphs = paragraphs((place, section), sources, plan);
            blocks.extend(paragraphs.into_iter().map(Block::Paragraph));
            blocks.extend(references(section, annexes).map(Block::Paragraph));
        }
    }
    blocks
}

/// The opening sentence with the office and the period in their places.
fn opening(outline: &Outline, sources: &Sources<'_>) -> String {
    let office = sources.unit.map_or(&sources.config.office, |unit| &sources.units.get(unit).name);
    let lower = |text: String| {
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
    };
    let period = lower(wording::period(sources.period));
    let window = lower(wording::window(sources.period.from, sources.period.to));
    outline.opening.replace("{office}", office).replace("{period}", &period).replace("{window}", &window)
}

fn paragraphs(
    (place, section): (SectionIndex, &OutlineSection),
    sources: &Sources<'_>,
    plan: Option<&PlanInWindow<'_>>,
) -> Vec<String> {
    let mut paragraphs: Vec<String> =
        section.content.iter().flat_map(|&content| computed(content, sources, plan)).collect();
    if let Some(plan) = plan {
        paragraphs.extend(evidence(&section.plan, sources, plan));
    }
    let own = sources.narrative.into_iter().flat_map(|narrative| narrative.of(place));
    paragraphs.extend(own.map(str::to_owned));
    if paragraphs.is_empty() {
        paragraphs.push(wording::NOTHING.to_owned());
    }
    paragraphs
}

fn computed(content: Content, sources: &Sources<'_>, plan: Option<&PlanInWindow<'_>>) -> Vec<String> {
    let with_plan = |tell: fn(&Sources<'_>, &PlanInWindow<'_>) -> Vec<String>| {
        plan.map_or_else(Vec::new, |plan| tell(sources, plan))
    };
    match content {
        Content::Publication => facts::publication(sources),
        Content::Review => facts::review(sources),
        Content::Feedback => facts::feedback(sources),
        Content::Dossiers => facts::dossiers(sources),
        Content::OneStop => facts::one_stop(sources),
        Content::Online => facts::online(sources),
        Content::PlanProgress => match plan {
            Some(plan) => facts::plan_progress(sources, plan),
            None => vec![format!("Kho dữ liệu không có kế hoạch năm {}.", sources.period.year)],
        },
        Content::Results => facts::results(sources, plan),
        Content::Problems => facts::problems(sources, plan),
        Content::Causes => facts::causes(sources),
        Content::NextTasks => with_plan(facts::next_tasks),
    }
}

/// `(Biểu số II.06a/VPCP/KSTT tại Phụ lục I; Phụ lục II, Phụ lục X đính kèm.)`
fn references(section: &OutlineSection, annexes: &[Annex]) -> Option<String> {
    let attached = section.forms.iter().filter_map(|key| annexes.iter().find(|annex| annex.key == *key));
    let name = |annex: &Annex| {
        if annex.form.is_empty() {
            annex.label.clone()
        } else {
            format!("{} tại {}", annex.form, annex.label)
        }
    };
    let names: Vec<String> = attached.map(name).collect();
    (!names.is_empty()).then(|| format!("({} đính kèm.)", names.join("; ")))
}
