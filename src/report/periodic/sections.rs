//! The body of the report: for each section of the outline what is computed, then the clerk's own words.

use super::evidence::evidence;
use super::{PlanInWindow, Sources, assessment, evaluation, facts, plan_facts};
use crate::model::outline::{Content, Outline, OutlineSection, SectionIndex};
use crate::report::document::{Annex, Block};
use crate::text::roman::roman;
use crate::text::wording::{self, lower_initial};

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
    let period = lower_initial(&wording::period(sources.period));
    let window = lower_initial(&wording::window(sources.period.from, sources.period.to));
    outline
        .opening
        .replace("{office}", sources.issuer())
        .replace("{period}", &period)
        .replace("{window}", &window)
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
        paragraphs.push(section.empty.clone());
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
        Content::Evaluation => evaluation::evaluation(sources),
        Content::Online => facts::online(sources),
        Content::PlanProgress => match plan {
            Some(plan) => plan_facts::plan_progress(sources, plan),
            None => vec![format!(
                "- Chưa có Kế hoạch năm {}; báo cáo chỉ gồm số liệu hồ sơ.",
                sources.period.year
            )],
        },
        Content::Results => assessment::results(sources, plan),
        Content::Problems => assessment::problems(sources, plan),
        Content::Causes => assessment::causes(sources),
        Content::NextTasks => with_plan(plan_facts::next_tasks),
    }
}

/// `(Biểu số II.06a/VPCP/KSTT tại Phụ lục I; các Phụ lục II, IV đính kèm.)`
fn references(section: &OutlineSection, annexes: &[Annex]) -> Option<String> {
    let attached = section.forms.iter().filter_map(|key| annexes.iter().find(|annex| annex.key == *key));
    let (others, forms): (Vec<&Annex>, Vec<&Annex>) = attached.partition(|annex| annex.form.is_empty());
    let mut names: Vec<String> =
        forms.iter().map(|annex| format!("{} tại {}", annex.form, annex.label)).collect();
    match others.as_slice() {
        [] => {}
        [only] => names.push(only.label.clone()),
        several => {
            let numbers = several.iter().filter_map(|annex| annex.label.strip_prefix("Phụ lục "));
            names.push(format!("các Phụ lục {}", numbers.collect::<Vec<_>>().join(", ")));
        }
    }
    (!names.is_empty()).then(|| format!("({} đính kèm.)", names.join("; ")))
}
