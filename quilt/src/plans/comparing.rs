//! Two plans side by side: what differs in what they begin with, and what differs in what comes of it, draw by draw.

use maud::{Markup, html};
use page::{Card, Column, Lead, Table, Words};
use serde::Serialize;
use simulate::plan::Plan;
use simulate::runs::Rows;
use tabular::{Cell, Error, Format, Kind, Writer};

use super::differing::{Input, inputs};
use super::sections::{Shown, definitions, judged};
use super::told::{Difference, Told, differences};

/// Two plans compared: the second against the first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compared {
    pub inputs: Vec<Input>,
    /// Whether draw by draw both met the same people with the same chance.
    pub same_chance: bool,
    /// Way by way: its name in the second, its name in the first, and what differs.
    pub ways: Vec<(String, String, Vec<Difference>)>,
    /// Ways only one of them has.
    pub alone: Vec<String>,
}

impl Compared {
    /// Compares them.
    #[must_use]
    pub fn of((first, first_rows): (&Plan, &Rows), (second, second_rows): (&Plan, &Rows)) -> Self {
        let same_chance = first.seed == second.seed
            && first.runs == second.runs
            && first.places.len() == second.places.len();
        let (pairs, alone) = paired(first, second);
        let ways = pairs.into_iter().map(|(a, b)| {
            let (a_name, b_name) = (first.strategies[a].name.as_str(), second.strategies[b].name.as_str());
            let all = differences((b_name, b, second_rows), (a_name, a, first_rows));
            (b_name.to_owned(), a_name.to_owned(), all)
        });
        Self { inputs: inputs(first, second), same_chance, ways: ways.collect(), alone }
    }

    /// What may be said of the differences.
    #[must_use]
    pub fn says(&self) -> &'static str {
        if self.same_chance {
            "In each draw both met the same people with the same chance, so that what differs is the plan."
        } else {
            "They have another seed, other runs or other places: draws were paired by number alone, and the ranges hold chance as well as the plan."
        }
    }
}

/// Ways of the same name; where no name is the same and both have as many, one after the other.
fn paired(first: &Plan, second: &Plan) -> (Vec<(usize, usize)>, Vec<String>) {
    let names = |plan: &Plan| plan.strategies.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
    let (a, b) = (names(first), names(second));
    let pairs: Vec<(usize, usize)> = a
        .iter()
        .enumerate()
        .filter_map(|(at, name)| Some((at, b.iter().position(|it| it == name)?)))
        .collect();
    if pairs.is_empty() && a.len() == b.len() {
        return ((0..a.len()).map(|it| (it, it)).collect(), Vec::new());
    }
    let alone = a.iter().filter(|it| !b.contains(it)).chain(b.iter().filter(|it| !a.contains(it)));
    (pairs, alone.cloned().collect())
}

/// The comparison as a file that stands by itself; `plan` is the second, for what figures mean.
#[must_use]
pub fn html(it: &Compared, (first, second): (&str, &str), plan: &Plan, told: &Told) -> String {
    let shown = Shown { plan, told, definitions: "" };
    let title = format!("{second} against {first}");
    let body = html! {
        h1 { (title) }
        (Lead::new(it.says()))
        (cards(it, (first, second), &shown))
        (definitions::card(plan))
    };
    super::out::document(&title, &body)
}

/// What differs, in what they begin with and in what comes of it, way by way; `shown` is the second.
pub(super) fn cards(it: &Compared, (first, second): (&str, &str), shown: &Shown<'_>) -> Markup {
    let columns = [Column::text("What"), Column::number(first), Column::number(second)];
    let begun = Table::new("Beginning with, one beside the other").caption_unseen().columns(columns);
    let said = |it: &Option<String>| it.clone().unwrap_or_else(|| "–".to_owned());
    let begun = it.inputs.iter().fold(begun, |table, it| {
        table.row([Words::from(it.what.as_str()), said(&it.first).into(), said(&it.second).into()])
    });
    html! {
        (Card::new("What differs in what they begin with", html! {
            @if it.inputs.is_empty() { p { "Nothing: they are the same plan." } } @else { (begun) }
        }).id("inputs"))
        (Card::new("What differs in what comes of it", html! {
            @for (number, (way, than, lines)) in it.ways.iter().enumerate() {
                @let caption = if way == than { way.clone() } else { format!("{way} against {than}") };
                (judged::difference_table(shown, caption, format!("compared-{number}"), (first, second), lines.iter()))
            }
            @if !it.alone.is_empty() { p { "Only one of them has: " (it.alone.join(", ")) "." } }
            p.q-quiet { (it.says()) " A range of the difference that leaves out nought is a difference whatever the assumptions are. The net benefit weighs wellbeing, cash and costs; it is no saving." }
        }).id("outcomes"))
    }
}

/// The differences as rows.
///
/// # Errors
/// When the file cannot be made.
pub fn table(it: &Compared, format: Format) -> Result<Vec<u8>, Error> {
    let text = |name| tabular::Column::new(name, Kind::Text);
    let real = |name| tabular::Column::new(name, Kind::Real);
    let columns = [
        text("way"),
        text("than"),
        text("figure"),
        text("unit"),
        text("scenario"),
        real("mean"),
        real("error"),
        real("low"),
        real("median"),
        real("high"),
        real("how_often_more"),
    ];
    let mut writer = Writer::new(format, &columns, &[])?;
    for line in it.ways.iter().flat_map(|(_, _, lines)| lines) {
        let more = &line.more;
        writer.row(&[
            Cell::Text(&line.way),
            Cell::Text(&line.than),
            Cell::Text(line.meaning.code),
            Cell::Text(line.meaning.unit.code()),
            line.scenario.map_or(Cell::Nothing, Cell::Text),
            Cell::Real(more.mean),
            Cell::Real(more.error),
            Cell::Real(more.low),
            Cell::Real(more.median),
            Cell::Real(more.high),
            Cell::Real(line.how_often_more),
        ])?;
    }
    writer.finish()
}

#[cfg(test)]
mod tests {
    use simulate::plan::{EXAMPLE, Name};
    use simulate::runs::Task;

    use super::*;

    #[test]
    fn what_was_changed_is_what_differs() {
        let mut first = Plan::read(EXAMPLE).unwrap();
        (first.draws, first.runs) = (3, 1);
        let second = first.with(Name::LinkPay, 40_000.0).unwrap();
        let (a, b) = (Task::new(&first).run(), Task::new(&second).run());
        let it = Compared::of((&first, &a), (&second, &b));
        assert!(it.same_chance && it.alone.is_empty() && it.ways.len() == 2);
        assert!(
            it.inputs.iter().all(|it| it.what.contains("Yearly pay of a full-time link worker")),
            "{:?}",
            it.inputs
        );
        let of = |code: &str| it.ways[0].2.iter().find(|it| it.meaning.code == code).unwrap();
        assert!(of("cost_all").more.mean > 0.0);
        assert_eq!(of("began").more.mean, 0.0);
        let told = Told::of(&second, &b).unwrap();
        assert!(html(&it, ("One", "Two"), &second, &told).contains("<title>Two against One · Quilt</title>"));
        assert_eq!(String::from_utf8(table(&it, Format::Csv).unwrap()).unwrap().lines().count(), 1 + 2 * 19);
        let same = Compared::of((&first, &a), (&first, &a));
        assert!(same.inputs.is_empty());
    }

    #[test]
    fn ways_are_paired_by_name_or_in_order() {
        let first = Plan::read(EXAMPLE).unwrap();
        let mut second = first.clone();
        second.strategies[0].name = "Patchwork".into();
        second.seed = 7;
        assert_eq!(paired(&first, &second), (vec![(1, 1)], vec!["Quilt".to_owned(), "Patchwork".to_owned()]));
        second.strategies[1].name = "One".into();
        assert_eq!(paired(&first, &second).0, [(0, 0), (1, 1)]);
    }
}
