//! `/plan/compare?a=&b=`: two plans side by side. What differs in what they begin with, and what differs in what comes
//! of it, draw by draw: both meet the same people, so that a small difference can be told from chance. `as=` and `bs=`
//! are how each is tuned.

use std::collections::BTreeMap;

use maud::{Markup, html};
use page::text::decimal;
use page::{Card, Caution, Column, Table};
use simulate::money::Scenario;
use simulate::plan::{Name, Plan, Role};
use simulate::runs::{Figure, Rows};

use super::opened::{self, Opened};
use super::runs::{Progress, SoFar};
use super::{levers, list_page, meanings, posts, said, told, tuned};
use crate::refusal::Refusal;
use crate::web::{Answer, Fields, Shell, Visit};

/// GET `/plan/compare?a=&as=&b=&bs=`
pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    if visit.query.some("a").is_none() && visit.query.some("b").is_none() {
        return list_page::choose(visit);
    }
    let side = |id: &str, state: &str| {
        let id = visit.query.get(id).parse().map_err(|_| Refusal::not_found())?;
        opened::of(visit, id, &Fields::parse(visit.query.get(state).as_bytes()))
    };
    let (a, b) = (side("a", "as")?, side("b", "bs")?);
    let (first, second) = (a.so_far(visit), b.so_far(visit));
    let names = names(&a, &b);
    let whole = first.progress == Progress::Whole && second.progress == Progress::Whole;
    let body = html! {
        h1 { "Two plans beside each other" }
        p.q-lead { a href=(a.at("")) { (names.0) } " and " a href=(b.at("")) { (names.1) } }
        (inputs(&names, &a.tuned.plan, &b.tuned.plan))
        (outcomes(&names, &first, &second))
    };
    let mut shell = Shell::new("Two plans beside each other").under(&[("/plan", "Plans")]).style("plan.css");
    if !whole {
        let query = visit.query.query();
        shell = shell.refresh_to(3, format!("/plan/compare?{query}"));
    }
    Ok(Answer::page(shell.render(visit, body)))
}

/// What each is called: the same plan twice is told apart by what was changed.
fn names(a: &Opened, b: &Opened) -> (String, String) {
    let name = |it: &Opened| {
        if it.tuned.is_as_kept() { it.kept.name.clone() } else { format!("{}, changed", it.kept.name) }
    };
    let (first, second) = (name(a), name(b));
    if first == second { (format!("{first} (1)"), format!("{second} (2)")) } else { (first, second) }
}

/// A line of the table of inputs: what, in one, in the other.
type Line = [String; 3];

fn inputs(names: &(String, String), a: &Plan, b: &Plan) -> Card {
    let mut lines: Vec<Line> = Vec::new();
    whole(a, b, &mut lines);
    values(a, b, &mut lines);
    places(a, b, &mut lines);
    staffing(a, b, &mut lines);
    let columns = [Column::text("What"), Column::number(names.0.as_str()), Column::number(names.1.as_str())];
    Card::new(
        "What differs in what they begin with",
        html! {
            @if lines.is_empty() { p { "Nothing. Both are the same plan." } }
            @else { (Table::new("What differs").caption_unseen().columns(columns).rows(lines)) }
        },
    )
    .id("inputs")
}

fn whole(a: &Plan, b: &Plan, lines: &mut Vec<Line>) {
    let of = |plan: &Plan| {
        [
            ("Years", plan.years.to_string()),
            ("First year", plan.first_year.to_string()),
            ("Prices of", plan.price_year.to_string()),
            ("Draws", plan.draws.to_string()),
            ("Runs in each draw", plan.runs.to_string()),
            ("Ways", plan.strategies.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ")),
            (
                "Kinds of groups",
                plan.services.parts.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", "),
            ),
        ]
    };
    for ((what, first), (_, second)) in of(a).into_iter().zip(of(b)) {
        if first != second {
            lines.push([what.into(), first, second]);
        }
    }
}

/// A value and its range, as a page says it.
fn value(plan: &Plan, name: Name) -> String {
    let it = plan.value(name);
    let shown = |number| levers::said(name, tuned::as_shown(plan, name, number));
    if it.low == it.high {
        shown(it.value)
    } else {
        format!("{} ({} to {})", shown(it.value), shown(it.low), shown(it.high))
    }
}

fn values(a: &Plan, b: &Plan, lines: &mut Vec<Line>) {
    for name in Name::ALL {
        let (first, second) = (value(a, *name), value(b, *name));
        if first != second {
            lines.push([name.means().to_owned(), first, second]);
        }
    }
}

fn places(a: &Plan, b: &Plan, lines: &mut Vec<Line>) {
    let of = |plan: &Plan| -> BTreeMap<String, String> {
        let mut all = BTreeMap::new();
        for place in &plan.places {
            all.insert(format!("{}: people who live there", place.name), page::text::number(place.people));
            all.insert(format!("{}: practices", place.name), place.practices.to_string());
            let seats = place.seats.iter().sum();
            all.insert(format!("{}: seats there already", place.name), decimal(seats, 0));
            for (name, own) in &place.own {
                let shown = levers::said(*name, tuned::as_shown(plan, *name, own.value));
                all.insert(format!("{}: {}", place.name, name.means().to_lowercase()), shown);
            }
        }
        all
    };
    differing(&of(a), &of(b), lines);
}

fn staffing(a: &Plan, b: &Plan, lines: &mut Vec<Line>) {
    let of = |plan: &Plan| -> BTreeMap<String, String> {
        let mut all: BTreeMap<String, f64> = BTreeMap::new();
        for strategy in &plan.strategies {
            for team in &strategy.teams {
                for post in &team.posts {
                    let role = match post.role {
                        Role::LinkWorker => "link workers",
                        Role::Builder => "builders",
                    };
                    *all.entry(format!("{}, {}: {role}", strategy.name, team.name)).or_default() += post.wte;
                }
                let hosted = format!("{}, {}: {}", strategy.name, team.name, posts::host(team.host));
                all.insert(hosted, f64::NAN);
            }
        }
        all.into_iter()
            .map(|(what, n)| (what, if n.is_nan() { "yes".into() } else { decimal(n, 2) }))
            .collect()
    };
    differing(&of(a), &of(b), lines);
}

fn differing(a: &BTreeMap<String, String>, b: &BTreeMap<String, String>, lines: &mut Vec<Line>) {
    let mut all: Vec<&String> = a.keys().chain(b.keys()).collect();
    all.sort_unstable();
    all.dedup();
    for what in all {
        let of =
            |side: &BTreeMap<String, String>| side.get(what).map_or_else(|| "–".to_owned(), Clone::clone);
        if a.get(what) != b.get(what) {
            lines.push([what.clone(), of(a), of(b)]);
        }
    }
}

/// What outcomes are compared by, figure by figure.
fn compared() -> Vec<(Figure, Option<Scenario>)> {
    let plain = [
        Figure::Wait90,
        Figure::Referred,
        Figure::Started,
        Figure::GaveUp,
        Figure::Completed,
        Figure::Linked,
        Figure::UnmetAll,
        Figure::CostAll,
    ];
    let of = |it: Scenario| {
        [Figure::Cash(it), Figure::Freed(it), Figure::Wellbys(it), Figure::NetBenefit(it)]
            .map(|figure| (figure, Some(it)))
    };
    plain.into_iter().map(|it| (it, None)).chain(Scenario::ALL.into_iter().flat_map(of)).collect()
}

fn outcomes(names: &(String, String), a: &SoFar, b: &SoFar) -> Markup {
    let (Some(first), Some(second)) = (&a.rows, &b.rows) else {
        return html! { (Card::new("What differs in what comes of it", html! { p { "The first numbers come in a moment." } })) };
    };
    let pairs = ways(&a.plan, &b.plan);
    html! {
        @for (at, than) in pairs {
            @let heading = format!("What differs in what comes of it: {}", a.plan.strategies[at].name);
            (Card::new(heading.as_str(), differences(&heading, names, &a.plan, (first, at), (second, than))))
        }
        @if a.plan.years != b.plan.years {
            (Caution::new("The plans do not last equally long. Totals are over all years of each."))
        }
        @if a.plan.seed != b.plan.seed {
            (Caution::new("The plans have different seeds, so they do not meet the same people: some of what differs is chance."))
        }
    }
}

/// Each way of one beside the way of that name of the other; where none is called that, beside the one in its place.
fn ways(a: &Plan, b: &Plan) -> Vec<(usize, usize)> {
    let same = |at: usize| b.strategies.iter().position(|it| it.name == a.strategies[at].name);
    (0..a.strategies.len())
        .filter_map(|at| Some((at, same(at).or((at < b.strategies.len()).then_some(at))?)))
        .collect()
}

/// One figure of the draws that both have, in order.
fn paired(first: (&Rows, usize), second: (&Rows, usize), figure: Figure) -> (Vec<f64>, Vec<f64>) {
    let of =
        |(rows, way): (&Rows, usize)| rows.draws().zip(rows.means(way, figure)).collect::<BTreeMap<_, _>>();
    let (a, b) = (of(first), of(second));
    a.into_iter().filter_map(|(draw, a)| Some((a, *b.get(&draw)?))).unzip()
}

fn differences(
    heading: &str,
    names: &(String, String),
    plan: &Plan,
    first: (&Rows, usize),
    second: (&Rows, usize),
) -> Markup {
    let mut draws = 0;
    let lines: Vec<[String; 5]> = compared()
        .into_iter()
        .map(|(figure, scenario)| {
            let meaning = meanings::of(figure);
            let (a, b) = paired(first, second, figure);
            draws = a.len();
            let (more, often) = told::apart(&b, &a);
            let under =
                scenario.map_or_else(String::new, |it| format!(", {}", said::scenario(it).to_lowercase()));
            [
                format!("{}{under}", meaning.name),
                meaning.unit.range(&told::of_draws(&a)),
                meaning.unit.range(&told::of_draws(&b)),
                meaning.unit.difference(&more),
                if more.is_nothing() { "–".into() } else { said::percent(often) },
            ]
        })
        .collect();
    let columns = [
        Column::text(format!("Over {}", page::text::count(u64::from(plan.years), "year", "years"))),
        Column::number(names.0.as_str()),
        Column::number(names.1.as_str()),
        Column::number("The difference"),
        Column::number("Draws with more"),
    ];
    html! {
        (Table::new(heading).caption_unseen().columns(columns).rows(lines))
        p.q-quiet {
            "Draw by draw over " (draws) " draws that both have. A range of the difference that leaves out nought is a difference whatever the assumptions are. "
            "The net benefit weighs wellbeing, cash and costs; it is no saving."
        }
    }
}

#[cfg(test)]
mod tests {
    use simulate::plan::EXAMPLE;
    use simulate::runs::Task;

    use super::*;

    #[test]
    fn what_differs_is_listed_and_nothing_else() {
        let a = Plan::read(EXAMPLE).unwrap();
        let b = a.with(Name::Decline, 0.2).unwrap().with_post(0, 0, 0, 9.0).unwrap();
        let mut lines = Vec::new();
        for tell in [whole, values, places, staffing] {
            tell(&a, &b, &mut lines);
        }
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert_eq!(lines[0][1..], ["12% (10% to 22%)".to_owned(), "20%".to_owned()]);
        assert_eq!(lines[1][1..], ["6".to_owned(), "9".to_owned()]);
    }

    #[test]
    fn draws_are_paired_by_their_numbers() {
        let mut plan = Plan::read(EXAMPLE).unwrap();
        (plan.draws, plan.runs, plan.years) = (6, 1, 1);
        let all = Task::new(&plan).run();
        let some = Task::new(&plan).shard(simulate::runs::Shard::new(1, 3).unwrap()).run();
        let (a, b) = paired((&all, 0), (&some, 0), Figure::Referred);
        assert_eq!((a.len(), a), (2, b));
    }
}
