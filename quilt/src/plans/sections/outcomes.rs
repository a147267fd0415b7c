//! An outcomes contract and a bond: what is paid, how the investor fares, and what would be paid for nothing.

use maud::{Markup, html};
use page::text::decimal;
use page::{Card, Caution, Column, Table, Words};
use simulate::money::Scenario;
use simulate::runs::Figure;

use super::{Shown, cell};
use crate::plans::meanings::{self, MULTIPLE, RETURN};
use crate::plans::said::{self, Unit, percent, pounds};
use crate::plans::told::{Investor, Outcomes, Return, Way};

/// The card; nothing when no way has a contract.
pub fn card(shown: &Shown<'_>) -> Option<Card> {
    let with: Vec<(usize, &Way, &[Outcomes])> =
        shown.ways().filter_map(|(number, way)| Some((number, way, way.outcomes.as_deref()?))).collect();
    if with.is_empty() {
        return None;
    }
    let body = html! {
        @for (number, way, outcomes) in with {
            (table(shown, number, way, outcomes))
            @if let Some(first) = outcomes.first() { (Caution::new(for_nothing(first))) }
        }
    };
    Some(Card::new("Paying by outcomes", body).id("outcomes"))
}

/// “If nothing it compares were true, it would still pay in 62% of runs: £12,000 on average.”
pub(in crate::plans) fn for_nothing(it: &Outcomes) -> String {
    if it.paid_for_nothing == 0.0 {
        return "If nothing it compares were true, it would pay nothing.".into();
    }
    format!(
        "If nothing it compares were true, measuring error alone would still bring a payment in {} of runs: {} on average.",
        percent(it.paid_for_nothing),
        pounds(it.paid_for_nothing_sum.mean)
    )
}

/// The rate, all rates, or why there is none.
pub(in crate::plans) fn rate(it: &Return) -> String {
    let percent = |rate: f64| format!("{}%", decimal(100.0 * rate, 1));
    match it {
        Return::OneWay => "none: money goes one way only".into(),
        Return::One(rate) => format!("{} a year", percent(*rate)),
        Return::Several(all) => {
            let all: Vec<String> = all.iter().map(|it| percent(*it)).collect();
            format!("no single one: flows change direction more than once ({})", all.join(" and "))
        }
        Return::Beyond => "none between −99% and 1,000%".into(),
    }
}

fn table(shown: &Shown<'_>, number: usize, way: &Way, outcomes: &[Outcomes]) -> Markup {
    let columns = std::iter::once(Column::text("Over all years"))
        .chain(outcomes.iter().map(|it| Column::number(said::scenario(it.scenario))));
    let row = |name: Markup, of: &dyn Fn(&Outcomes) -> Words| -> Vec<Words> {
        std::iter::once(name.into()).chain(outcomes.iter().map(of)).collect()
    };
    let link = |figure: Figure| shown.link(&meanings::of(figure));
    let any = Scenario::Cautious;
    let table = Table::new(way.name.as_str())
        .id(format!("outcomes-{number}"))
        .columns(columns)
        .row(row(link(Figure::Paid(any)), &|it| cell(Unit::Pounds, &it.paid)))
        .row(row(html! { "Paid for each planned ending" }, &|it| {
            it.paid_each_ending.map_or_else(|| "–".to_owned(), pounds).into()
        }));
    let of = |with: fn(&Investor) -> Words| {
        move |it: &Outcomes| it.investor.as_ref().map_or_else(|| "–".into(), with)
    };
    let table = if outcomes.iter().all(|it| it.investor.is_none()) {
        table
    } else {
        table
            .row(row(link(Figure::InvestorSum(any)), &of(|it| cell(Unit::Pounds, &it.left))))
            .row(row(shown.link(&RETURN), &of(|it| rate(&it.rate).into())))
            .row(row(
                shown.link(&MULTIPLE),
                &of(|it| {
                    it.multiple.map_or_else(|| "–".to_owned(), |it| format!("£{}", decimal(it, 2))).into()
                }),
            ))
            .row(row(link(Figure::PeakDraw(any)), &of(|it| cell(Unit::Pounds, &it.peak_draw))))
            .row(row(link(Figure::InvestorLost(any)), &of(|it| percent(it.loses).into())))
            .row(row(link(Figure::Unfunded(any)), &of(|it| cell(Unit::Pounds, &it.unfunded))))
    };
    html! { (table) }
}
