//! Which way is better, how surely, at which price of wellbeing; and how ways differ, draw by draw.

use maud::{Markup, html};
use page::chart::{Bands, Ranges};
use page::{Card, Caution, Column, Details, Lang, Table, Words};
use simulate::money::Scenario;
use simulate::runs::Figure;

use super::{Shown, cell};
use crate::plans::meanings::{self, BEST_CHANCE, EVPI, FRONTIER};
use crate::plans::said::{self, Unit, about_pounds, of_a_hundred, percent, pounds};
use crate::plans::told::{Difference, Judged, OnFrontier};

/// The card.
pub fn card(shown: &Shown<'_>) -> Card {
    let body = html! {
        (net_benefits(shown))
        (Caution::new("A net benefit says which way is better for everybody together. It is no saving and must not be quoted as one."))
        div.q-columns { @for it in &shown.told.judged { div {
            h3 { (said::scenario(it.scenario)) }
            (chances(it))
            p { (in_words(it)) " (" (shown.link_as(&BEST_CHANCE, "how it is counted")) ", " (shown.link_as(&EVPI, "what that worth is")) ")" }
        } } }
        @for it in &shown.told.judged {
            (Details::new(format!("At other prices of wellbeing: {}", it.scenario.name()), html! { (by_price(it)) (frontier(shown, it)) }))
        }
    };
    Card::new("Which way is better, and how surely", body).id("judged")
}

fn net_benefits(shown: &Shown<'_>) -> Markup {
    let columns = std::iter::once(Column::text("Way"))
        .chain(Scenario::ALL.into_iter().map(|it| Column::number(said::scenario(it))));
    let link = shown.link(&meanings::of(Figure::NetBenefit(Scenario::Cautious)));
    let table = Table::new("Net benefit, against doing nothing").columns(columns);
    let table = shown.told.ways.iter().fold(table, |table, way| {
        let cells = way.ledgers.iter().map(|it| cell(Unit::Pounds, &it.net_benefit));
        table.row(std::iter::once(Words::from(way.name.as_str())).chain(cells))
    });
    html! { p { (link) ": wellbeing at its price, and cash, less costs, all discounted." } (table) }
}

fn chances(it: &Judged) -> Ranges {
    let name = it.scenario.name();
    let title = format!("Chance of being best, {name}");
    let chart = Ranges::new(Lang::En, format!("chances-{}", name.replace(' ', "-")), title, "Way", "Chance")
        .scale(0.0, 1.0);
    it.names.iter().zip(&it.chances).enumerate().fold(chart, |chart, (number, (name, chance))| {
        let chart = chart.row(name.as_str(), [*chance; 3], std::array::from_fn(|_| percent(*chance)));
        if number == it.best { chart.noted("best on average") } else { chart }
    })
}

/// “Best on average: Blanket, the best in 56 of 100 draws. Knowing every value before choosing would be worth £961,000 (± £144,000).”
pub(in crate::plans) fn in_words(it: &Judged) -> String {
    let chance = it.chances.get(it.best).copied().unwrap_or(0.0);
    format!(
        "Best on average: {}, the best {}. Knowing every value before choosing would be worth {} (± {}), and no study for this decision more.",
        it.best_name(),
        of_a_hundred(chance),
        about_pounds(it.evpi),
        about_pounds(it.evpi_error)
    )
}

fn by_price(it: &Judged) -> Bands {
    let name = it.scenario.name();
    let across = it.by_price.iter().map(|at| (at.price, pounds(at.price))).collect();
    let title = format!("Chance of being best at each price of a WELLBY, {name}");
    let id = format!("price-{}", name.replace(' ', "-"));
    let chart = Bands::new(Lang::En, id, title, ("Price of a WELLBY", across), percent);
    it.names.iter().enumerate().fold(chart, |chart, (way, name)| {
        chart.line(
            name.as_str(),
            it.by_price.iter().map(move |at| [at.chances.get(way).copied().unwrap_or(0.0); 3]),
        )
    })
}

fn standing(it: &OnFrontier) -> String {
    match (it.standing, it.each_further) {
        ("first", _) => "The cheapest".into(),
        ("on", Some(each)) => format!("On the frontier: {} for each further WELLBY", pounds(each)),
        ("extended", _) => "Ruled out: a mixture of others does as much for less".into(),
        _ => "Ruled out: another costs no more and does no less".into(),
    }
}

fn frontier(shown: &Shown<'_>, it: &Judged) -> Markup {
    let name = it.scenario.name();
    let table = Table::new(format!("Cost and wellbeing, {name}"))
        .id(format!("frontier-{}", name.replace(' ', "-")))
        .columns([
            Column::text("Way"),
            Column::number("Cost less cash, discounted"),
            Column::number("WELLBYs, discounted"),
            Column::text(shown.link_as(&FRONTIER, "Where it stands")),
        ]);
    let row =
        |it: &OnFrontier| [it.way.clone(), pounds(it.cost), Unit::Wellbys.said(it.wellbys), standing(it)];
    html! { (it.frontier.iter().fold(table, |table, it| table.row(row(it)))) }
}

/// Each later way against the first; nothing when there is one way.
pub fn differences(shown: &Shown<'_>) -> Option<Card> {
    let mut pairs: Vec<(&str, &str)> =
        shown.told.differences.iter().map(|it| (it.way.as_str(), it.than.as_str())).collect();
    pairs.dedup();
    if pairs.is_empty() {
        return None;
    }
    let body = html! {
        p { "In each draw both meet the same people with the same values, so that what differs is the way and not chance." }
        @for (number, (way, than)) in pairs.iter().enumerate() {
            @let lines = shown.told.differences.iter().filter(|it| it.way == *way && it.than == *than);
            (difference_table(shown, format!("{way} against {than}"), format!("differences-{number}"), (than, way), lines))
        }
    };
    Some(Card::new("How they differ", body).id("differences"))
}

/// Differences as a table; `than` and `way` head what each has.
pub fn difference_table<'a>(
    shown: &Shown<'_>,
    caption: String,
    id: String,
    (than, way): (&str, &str),
    lines: impl Iterator<Item = &'a Difference>,
) -> Table {
    let table = Table::new(caption).id(id).columns([
        Column::text("Figure"),
        Column::number(than),
        Column::number(way),
        Column::number("The difference"),
        Column::number("More in"),
    ]);
    lines.fold(table, |table, it| {
        let unit = it.meaning.unit;
        let name = it.scenario.map_or_else(
            || it.meaning.name.to_owned(),
            |scenario| format!("{}, {scenario}", it.meaning.name),
        );
        table.row([
            Words::from(shown.link_as(&it.meaning, &name)),
            unit.range(&it.than_has).into(),
            unit.range(&it.has).into(),
            unit.difference(&it.more).into(),
            if it.more.is_nothing() {
                "–".into()
            } else {
                format!("{} of draws", percent(it.how_often_more)).into()
            },
        ])
    })
}
