//! The cliff of one team, small enough to stand beside the sliders: how long people wait by how many are referred, the
//! edge, and where the plan stands. Drawn for the team whose posts were changed last, else for the one nearest its edge.

use maud::{Markup, html};
use page::text::decimal;
use page::{Column, Details, Table};
use simulate::curves::{Cliff, Limit, cliff};
use simulate::plan::Plan;

use crate::plans::tuned::{PostAt, Tuned};

const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 186.0;
const LEFT: f64 = 34.0;
const RIGHT: f64 = 350.0;
const TOP: f64 = 28.0;
const BOTTOM: f64 = 144.0;
const POINTS: usize = 49;

/// The drawing, and what it says in words.
pub(in crate::plans) fn card(plan: &Plan, tuned: &Tuned) -> Markup {
    let Some((name, it)) = chosen(plan, tuned) else { return html! {} };
    let most = scale(&it);
    html! {
        h3.q-cliff__heading { "The edge: " (name) }
        figure.q-chart {
            (drawn(&it, most, &said(&name, &it)))
            figcaption { (said(&name, &it)) }
        }
        (Details::new("Show the numbers", table(&it)))
    }
}

/// The team told of: the one whose posts were changed last, else the one nearest its edge.
fn chosen(plan: &Plan, tuned: &Tuned) -> Option<(String, Cliff)> {
    let month = plan.months().checked_sub(1)?;
    let of = |s: usize, t: usize| {
        let name = plan.strategies.get(s)?.teams.get(t)?.name.clone();
        Some((name, cliff(plan, s, t, month, POINTS)?))
    };
    let moved = tuned.changes.iter().rev().find_map(|change| PostAt::parse(&change.field));
    if let Some(found) = moved.and_then(|at| of(at.0, at.1)) {
        return Some(found);
    }
    let all = plan.strategies.iter().enumerate().flat_map(|(s, it)| (0..it.teams.len()).map(move |t| (s, t)));
    let near = |it: &Cliff| if it.edge.is_finite() { it.now.referrals / it.edge.max(1e-9) } else { 0.0 };
    all.filter_map(|(s, t)| of(s, t)).max_by(|a, b| near(&a.1).total_cmp(&near(&b.1)))
}

/// The longest wait drawn, in weeks.
fn scale(it: &Cliff) -> f64 {
    let longest = it.points.iter().map(|point| point.wait).fold(it.now.wait, f64::max);
    if longest.is_finite() { longest.clamp(1.0, 104.0) } else { 104.0 }
}

/// “1.5 weeks”, “3 days”.
fn time(weeks: f64) -> String {
    if weeks < 2.0 {
        crate::plans::one_line::days(weeks * 7.0)
    } else {
        format!("{} weeks", decimal(weeks, 0))
    }
}

fn said(name: &str, it: &Cliff) -> String {
    if it.slots == 0 {
        return format!(
            "{name} has nobody to begin a journey with: everyone who is referred waits until they give up."
        );
    }
    let runs_out = match it.by {
        Limit::Slots => "open journeys",
        Limit::Hours => "hours",
    };
    let more = it.points.iter().find(|point| point.referrals >= it.now.referrals * 1.15);
    let then = more.map_or_else(String::new, |point| {
        format!(" With {} a week they would wait {}.", decimal(point.referrals, 1), time(point.wait))
    });
    format!(
        "{name} can begin with about {} a week before it runs out of {runs_out}. The plan sends {}: people wait {} on average, and {}% give up.{then}",
        decimal(it.edge, 1),
        decimal(it.now.referrals, 1),
        time(it.now.wait),
        decimal(it.now.give_up * 100.0, 0)
    )
}

fn at(x: f64) -> String {
    format!("{}", (x * 10.0).round() / 10.0)
}

fn drawn(it: &Cliff, most: f64, says: &str) -> Markup {
    let to = it.points.last().map_or(1.0, |point| point.referrals).max(1e-9);
    let x = |referrals: f64| LEFT + (RIGHT - LEFT) * (referrals / to).clamp(0.0, 1.0);
    let y = |wait: f64| BOTTOM - (BOTTOM - TOP) * (wait / most).clamp(0.0, 1.0);
    let line: Vec<String> =
        it.points.iter().map(|point| format!("{} {}", at(x(point.referrals)), at(y(point.wait)))).collect();
    let edge = x(it.edge.min(to));
    let (here, wait) = (x(it.now.referrals), y(it.now.wait));
    let beyond = it.now.referrals > it.edge;
    let (anchor, aside) = if here > 240.0 { ("end", -10.0) } else { ("start", 10.0) };
    html! {
        svg.q-svg.q-svg--cliff viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(says) {
            rect x=(at(edge)) y=(at(TOP)) width=(at((RIGHT - edge).max(0.0))) height=(at(BOTTOM - TOP)) fill="#f8ebd0" {}
            g.q-svg__grid stroke="#d8dde0" { path d=(format!("M{LEFT} {BOTTOM}H{RIGHT}M{LEFT} {TOP}H{RIGHT}")) {} }
            g.q-svg__quiet fill="#3d5161" {
                text x=(at(LEFT - 6.0)) y=(at(TOP + 5.0)) text-anchor="end" { (decimal(most, 0)) }
                text x=(at(LEFT - 6.0)) y=(at(BOTTOM + 4.0)) text-anchor="end" { "0" }
                text x=(at(LEFT)) y=(at(BOTTOM + 20.0)) { "0 referred a week" }
                text x=(at(LEFT)) y=(at(TOP - 10.0)) { "weeks’ wait" }
                text x=(at(RIGHT)) y=(at(BOTTOM + 20.0)) text-anchor="end" { (decimal(to, 0)) }
            }
            path.q-svg__axis d=(format!("M{} {TOP}V{BOTTOM}", at(edge))) stroke="#5c3b00" stroke-width="1.5" stroke-dasharray="4 4" {}
            g.q-svg__series stroke="#4a2a5e" { polyline points=(line.join(",").replace(',', " ")) fill="none" stroke-width="3.5" stroke-linejoin="round" {} }
            circle cx=(at(here)) cy=(at(wait)) r="8" fill=(if beyond { "#821741" } else { "#00594f" }) stroke="#fff" stroke-width="2.5" {}
            text x=(at(here + aside)) y=(at((wait - 14.0).max(TOP + 14.0))) text-anchor=(anchor) font-weight="700" fill="#212b32" stroke="#fff" stroke-width="4" stroke-linejoin="round" paint-order="stroke" { "the plan: " (time(it.now.wait)) }
        }
    }
}

fn table(it: &Cliff) -> Table {
    let columns =
        [Column::number("Referrals a week"), Column::number("They wait"), Column::number("Give up")];
    let rows = it.points.iter().step_by(6).map(|point| {
        [decimal(point.referrals, 1), time(point.wait), format!("{}%", decimal(point.give_up * 100.0, 0))]
    });
    Table::new("Waits by referrals").caption_unseen().columns(columns).rows(rows)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use simulate::plan::EXAMPLE;

    use super::*;
    use crate::plans::tuned::tune;
    use crate::web::Fields;

    #[test]
    fn fewer_workers_and_the_plan_stands_beyond_the_edge() {
        let plan = Arc::new(Plan::read(EXAMPLE).unwrap());
        let told = |query: &str| {
            let tuned = tune(&plan, &Fields::parse(query.as_bytes()));
            chosen(&tuned.plan, &tuned).unwrap()
        };
        let (name, half) = told("s0t0p0=3");
        assert_eq!(name, "Practices of the town");
        assert!(half.now.referrals > half.edge && half.now.wait > 2.0, "{half:?}");
        let (_, more) = told("s0t0p0=9");
        assert!(more.now.wait < 0.5 && more.edge > half.edge);
        let (name, none) = told("s0t0p0=0");
        assert!(said(&name, &none).contains("nobody to begin"));
        let tuned = tune(&plan, &Fields::default());
        assert!(card(&plan, &tuned).0.contains("role=\"img\""));
    }
}
