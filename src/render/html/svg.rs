//! Bars, drawn as SVG within the page. Texts are part of the drawing, colours are never the only sign.

use super::escaped;
use crate::report::document::Cell;
use crate::report::summary::TrendPoint;
use crate::text::width;

const WIDTH: u32 = 340;
/// Where the bars start, right of the names of the periods.
const START: u32 = 104;
/// The length of a bar of 100%.
const FULL: u32 = 176;
/// The height of one line of a name.
const LINE: u32 = 15;
/// How many columns of text a name may take before it is broken.
const NAME_COLUMNS: usize = 15;

/// Draws the rates as horizontal bars from 0% to 100%, one a period, with name and rate as text.
pub(super) fn trend(points: &[TrendPoint]) -> String {
    let mut bars = String::new();
    let mut top = 0;
    for (at, point) in points.iter().enumerate() {
        let colour = if at + 1 == points.len() { "#12406b" } else { "#7d97b2" };
        let lines = width::wrap(&point.label, NAME_COLUMNS);
        let height = u32::try_from(lines.len()).unwrap_or(1) * LINE + 13;
        bars.push_str(&names(&lines, top));
        bars.push_str(&bar(point, top + height / 2, colour));
        top += height;
    }
    let spoken: Vec<_> = points.iter().map(|point| format!("{} {}", point.label, rate(point))).collect();
    let spoken = escaped(&format!("Tỷ lệ đúng hạn: {}", spoken.join("; ")));
    let height = top + 20;
    let axis = axis(top);
    format!(
        "<svg class=\"trend\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{spoken}\" \
         font-size=\"12\" fill=\"#1a1a1a\">\n{axis}{bars}</svg>"
    )
}

fn rate(point: &TrendPoint) -> String {
    Cell::percent(point.percent).display
}

fn names(lines: &[String], top: u32) -> String {
    let line = |(text, y): (&String, u32)| format!("<text x=\"0\" y=\"{y}\">{}</text>\n", escaped(text));
    lines.iter().zip((top + 18..).step_by(LINE as usize)).map(line).collect()
}

fn bar(point: &TrendPoint, middle: u32, colour: &str) -> String {
    let share = point.percent.map_or(0.0, |percent| percent.as_f64().clamp(0.0, 100.0) / 100.0);
    let length = share * f64::from(FULL);
    let (y, baseline, rate) = (middle - 7, middle + 4, rate(point));
    format!(
        "<rect x=\"{START}\" y=\"{y}\" width=\"{FULL}\" height=\"14\" fill=\"#edf0f4\"/>\n\
         <rect x=\"{START}\" y=\"{y}\" width=\"{length:.1}\" height=\"14\" fill=\"{colour}\"/>\n\
         <text x=\"{WIDTH}\" y=\"{baseline}\" text-anchor=\"end\" font-weight=\"600\">{rate}</text>\n"
    )
}

/// Lines at 0%, 50% and 100%, named below the bars.
fn axis(bottom: u32) -> String {
    let tick = |percent: u32| {
        let (x, y) = (START + FULL * percent / 100, bottom + 14);
        format!(
            "<path d=\"M{x} 4V{bottom}\" stroke=\"#8a93a0\" stroke-width=\"0.7\"/>\n\
             <text x=\"{x}\" y=\"{y}\" text-anchor=\"middle\" font-size=\"10\" fill=\"#555\">{percent}%</text>\n"
        )
    };
    [0, 50, 100].map(tick).concat()
}

/// Draws a unit's dossiers late and overdue as parts of one bar, in the scale of the `longest` one.
///
/// The numbers stand beside it, so that readers of the screen are spared it.
#[expect(clippy::cast_precision_loss, reason = "a length on the screen")]
pub(super) fn late_and_overdue([late, overdue]: [u64; 2], longest: u64) -> String {
    let length = |count: u64| 100.0 * count as f64 / longest.max(1) as f64;
    let (late, overdue) = (length(late), length(overdue));
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect width=\"{overdue:.1}\" height=\"6\" fill=\"#9b1c1c\"/>\
         <rect x=\"{overdue:.1}\" width=\"{late:.1}\" height=\"6\" fill=\"#e0a13c\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Date;
    use crate::text::number::Percent;

    fn point(label: &str, percent: Option<Percent>) -> TrendPoint {
        let day = Date::parse(b"2021-03-15").unwrap();
        TrendPoint {
            label: label.to_owned(),
            from: day,
            to: day,
            received_total: 0,
            resolved_total: 0,
            resolved_late: 0,
            pending_overdue: 0,
            percent,
        }
    }

    #[test]
    fn a_bar_is_as_long_as_its_share_of_a_full_one() {
        let svg = trend(&[point("Quý I/2021", Percent::of(1, 2)), point("Quý II/2021", Percent::of(1, 1))]);
        assert!(svg.contains("width=\"88.0\"") && svg.contains("width=\"176.0\""), "{svg}");
        assert!(svg.contains(">50,00%<") && svg.contains(">Quý I/2021<"));
    }

    #[test]
    fn a_rate_of_nothing_is_a_dash_without_a_bar() {
        let svg = trend(&[point("Quý I/2021", None)]);
        assert!(svg.contains(">–<") && svg.contains("width=\"0.0\""), "{svg}");
    }

    #[test]
    fn names_are_escaped_and_long_ones_broken() {
        let svg = trend(&[point("6 tháng <đầu> năm 2021", None)]);
        assert!(svg.contains(">6 tháng &lt;đầu&gt;<") && svg.contains(">năm 2021<"), "{svg}");
        assert!(!svg.contains("<đầu>"));
    }

    #[test]
    fn the_parts_of_a_bar_follow_each_other_in_the_scale_of_the_longest() {
        let svg = late_and_overdue([30, 10], 80);
        assert!(svg.contains("width=\"12.5\"") && svg.contains("x=\"12.5\" width=\"37.5\""), "{svg}");
        assert!(late_and_overdue([0, 0], 0).contains("width=\"0.0\""));
    }
}
