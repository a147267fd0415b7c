//! What would change the decision, and what is worth finding out.

use maud::{Markup, html};
use page::chart::Tornado;
use page::{Card, Column, Lang, Table, Tag, Words};
use simulate::plan::{Drawn, Name};

use super::Shown;
use crate::plans::meanings::{EVPPI, TORNADO};
use crate::plans::said::{about_pounds, exact, pounds};
use crate::plans::told::{Bar, Deeper, Knowing};

/// How many bars and values are shown; the files have them all.
const MOST: usize = 12;

/// The card.
pub fn card(shown: &Shown<'_>, it: &Deeper) -> Card {
    let body = html! {
        p { (changing(it)) " (" (shown.link_as(&TORNADO, "how it is worked out")) ")" }
        (tornado(shown, it))
        (knowing(shown, it))
    };
    Card::new(format!("What would change the decision ({})", it.scenario.name()), body)
        .id(format!("deeper-{}", it.scenario.at()))
}

fn name(it: &Deeper, way: usize) -> &str {
    it.names.get(way).map_or("", String::as_str)
}

/// “With every value at its middle, Blanket is best, £370,000 ahead of the next. 9 values change that when they alone go to an end of their range.”
pub(in crate::plans) fn changing(it: &Deeper) -> String {
    let changes = it.bars.iter().filter(|bar| bar.changes_decision).count();
    let best = format!(
        "With every value at its middle, {} is best, {} ahead of the next best.",
        name(it, it.best).to_owned().replace("Doing", "doing"),
        about_pounds(it.lead)
    );
    match changes {
        0 => format!("{best} No value changes that by itself."),
        1 => format!("{best} One value changes that by itself, at one end of its range."),
        _ => format!("{best} {changes} values change that, each by itself, at one end of its range."),
    }
}

/// What becomes best, and where.
pub(in crate::plans) fn marked(it: &Deeper, bar: &Bar) -> Option<String> {
    let ends = [("low", bar.best_low), ("high", bar.best_high)];
    let other: Vec<String> = ends
        .iter()
        .filter(|(_, best)| *best != it.best)
        .map(|(end, best)| format!("{} is best at the {end} end", name(it, *best)))
        .collect();
    (bar.changes_decision && !other.is_empty()).then(|| other.join("; "))
}

/// A value's two ends, in the plan's own unit.
pub(in crate::plans) fn value_ends(shown: &Shown<'_>, value: Name) -> [String; 2] {
    let factor = shown.plan.factor(value);
    [0.025, 0.975].map(|end| {
        let at = Drawn::at_an_end(shown.plan, value, end).get(value) / factor;
        exact(three_digits(at))
    })
}

fn tornado(shown: &Shown<'_>, it: &Deeper) -> Markup {
    let title = format!("By how much {} leads, one value moved at a time", name(it, it.best));
    let id = format!("tornado-{}", it.scenario.at());
    let heads = ["Value", "Lead at its low end", "Lead at its high end"];
    let chart =
        Tornado::new(Lang::En, id, title, heads, (it.lead, "Lead with all at their middle".into()), pounds);
    let bars = it.bars.iter().filter(|bar| bar.lead_low != bar.lead_high).take(MOST);
    let chart = bars.fold(chart, |chart, bar| {
        chart.bar(
            bar.value.text().replace('_', " "),
            [bar.lead_low, bar.lead_high],
            value_ends(shown, bar.value),
            marked(it, bar),
        )
    });
    html! {
        p.q-quiet { "Ochre: the value at the low end of its range. Teal: at the high end. Beside each name: the ends of its range. Left of the dashed line something else is best; such values are in red." }
        (chart)
        @if it.bars.iter().any(|bar| bar.changes_decision) {
            ul { @for bar in it.bars.iter().filter(|bar| bar.changes_decision).take(MOST) {
                li { (Tag::rose("Changes the decision")) " " (bar.value.means()) @if let Some(words) = marked(it, bar) { ": " (words) } "." }
            } }
        }
    }
}

fn knowing(shown: &Shown<'_>, it: &Deeper) -> Markup {
    let table =
        Table::new("What knowing one value is worth").id(format!("knowing-{}", it.scenario.at())).columns([
            Column::text("Value"),
            Column::number("Worth"),
            Column::number("Error"),
            Column::text("Believe it?"),
        ]);
    let row = |it: &Knowing| -> [Words; 4] {
        let says = if it.believable {
            html! { (Tag::teal("Worth finding out")) }
        } else {
            html! { "Could be nothing" }
        };
        [
            it.means.as_str().into(),
            pounds(it.worth).into(),
            format!("± {}", pounds(it.error)).into(),
            says.into(),
        ]
    };
    html! {
        p { "What is worth finding out before deciding: " (shown.link_as(&EVPPI, "how it is worked out")) ". A study, or a pilot with people to compare with, is worth no more than this." }
        @if it.knowing.is_empty() { p { "Nothing: no single value would change what is best on average." } }
        @else { (it.knowing.iter().take(MOST).fold(table, |table, it| table.row(row(it)))) }
    }
}

/// As many digits as say something: 0.0068, 34,400, 12.4.
fn three_digits(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return 0.0;
    }
    let power = 10f64.powf(2.0 - value.abs().log10().floor());
    (value * power).round() / power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_that_say_something() {
        assert_eq!(
            [0.006_812, 34_412.3, 12.449, 0.0, f64::NAN].map(three_digits),
            [0.006_81, 34_400.0, 12.4, 0.0, 0.0]
        );
    }
}
