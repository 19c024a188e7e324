//! The page for the head of the office, from the same figures.

use super::{PlanInWindow, Rate, Sources, plan_facts};
use crate::model::state::State;
use crate::report::document::{Cell, Tone};
use crate::report::summary::{KeyFigure, OverdueLine, Summary, TrendPoint, UnitLine};
use crate::tally::Columns;
use crate::text::day;
use crate::text::number::{Percent, difference};
use crate::text::wording;

/// How many units the page names.
const UNITS: usize = 10;

pub(super) fn summary(sources: &Sources<'_>, plan: Option<&PlanInWindow<'_>>) -> Summary {
    let over = sources.figures.on_time_rate.over;
    let now = (*sources.period, sources.figures.total);
    Summary {
        key_figures: key_figures(sources, plan),
        rate_over: wording::rate_over(over).to_owned(),
        trend: sources
            .trend
            .iter()
            .chain([&now])
            .map(|(period, columns)| TrendPoint {
                label: wording::period(period),
                from: period.from,
                to: period.to,
                received_total: columns.received_total(),
                resolved_total: columns.resolved_total(),
                resolved_late: columns.resolved_late,
                pending_overdue: columns.pending_overdue,
                percent: Rate::on_time(columns, sources.figures.on_time_rate.over).percent,
            })
            .collect(),
        units: sources
            .worst_units()
            .take(UNITS)
            .map(|row| unit_line(sources, &row.unit, &row.columns))
            .collect(),
        overdue: plan.map(|plan| overdue(sources, plan)).unwrap_or_default(),
    }
}

fn unit_line(sources: &Sources<'_>, unit: &str, columns: &Columns) -> UnitLine {
    UnitLine {
        name: sources.units.name(unit).to_owned(),
        received_total: columns.received_total(),
        resolved_late: columns.resolved_late,
        pending_overdue: columns.pending_overdue,
        percent: Rate::on_time(columns, sources.figures.on_time_rate.over).percent,
    }
}

fn key_figures(sources: &Sources<'_>, plan: Option<&PlanInWindow<'_>>) -> Vec<KeyFigure> {
    let total = &sources.figures.total;
    let bad = |number: u64| if number > 0 { Tone::Bad } else { Tone::Good };
    let figure =
        |label: &str, cell: Cell, remark: String| KeyFigure { label: label.to_owned(), cell, remark };
    let change = |of: fn(&Columns) -> u64| {
        sources.comparison.filter(|compared| compared.complete).map(|compared| {
            let signed = super::comparison::signed(of(total), of(&compared.figures.total));
            format!("{} so với {}", difference(signed), compared.name())
        })
    };
    let share = |part: u64, whole: u64| {
        Percent::of(part, whole).map(|share| format!("{} số nhận giải quyết", share.display()))
    };
    let remark = |of: fn(&Columns) -> u64, part: Option<String>| change(of).or(part).unwrap_or_default();
    let received = total.received_total();
    let mut figures = vec![
        figure(
            "Tỷ lệ giải quyết trước hạn và đúng hạn",
            Cell::percent(sources.figures.on_time_rate.percent),
            format!("trên {}", wording::rate_over_short(sources.figures.on_time_rate.over)),
        ),
        figure("Hồ sơ nhận giải quyết", Cell::count(received), remark(Columns::received_total, None)),
        figure(
            "Đã giải quyết",
            Cell::count(total.resolved_total()),
            remark(Columns::resolved_total, share(total.resolved_total(), received)),
        ),
        figure(
            "Giải quyết quá hạn",
            Cell::count(total.resolved_late).toned(bad(total.resolved_late)),
            remark(|columns| columns.resolved_late, share(total.resolved_late, received)),
        ),
        figure(
            "Đang giải quyết, đã quá hạn",
            Cell::count(total.pending_overdue).toned(bad(total.pending_overdue)),
            remark(|columns| columns.pending_overdue, share(total.pending_overdue, received)),
        ),
    ];
    if let Some(plan) = plan {
        let overdue = u64::try_from(plan.overdue().count()).unwrap_or(u64::MAX);
        let remark = format!("tính đến ngày {}", day::date(plan.at_end.today));
        figures.push(figure("Lượt nhiệm vụ quá hạn", Cell::count(overdue).toned(bad(overdue)), remark));
    }
    figures
}

/// What is overdue today, the longest first.
fn overdue(sources: &Sources<'_>, plan: &PlanInWindow<'_>) -> Vec<OverdueLine> {
    let mut lines: Vec<OverdueLine> = plan
        .overdue()
        .filter_map(|occurrence| {
            let due = occurrence.due?;
            Some(OverdueLine {
                id: occurrence.id.clone(),
                task: occurrence.item.in_report().to_owned(),
                units: plan_facts::units(sources, occurrence),
                due,
                working_days: sources.calendar.working_days_between(due, plan.at_end.today),
            })
        })
        .collect();
    lines.sort_by(|a, b| (a.due, &a.id).cmp(&(b.due, &b.id)));
    lines
}

impl<'a> PlanInWindow<'a> {
    /// The occurrences that are overdue at the end of the window.
    pub(super) fn overdue(&self) -> impl Iterator<Item = &'a crate::model::occurrence::Occurrence<'a>> {
        let judge = self.at_end;
        self.occurrences.iter().filter(move |occurrence| judge.standing(occurrence).state == State::Overdue)
    }
}
