//! What two plans begin with differently, in plain words: what every plan has, each by what it means, and whatever else stands
//! in their files, by where it stands.

use std::collections::BTreeMap;

use page::text::decimal;
use serde::Serialize;
use simulate::plan::{Name, Plan, Role, Split};

use super::pages::{levers, posts};
use super::tuned;

/// Something that differs in what they begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Input {
    pub what: String,
    pub first: Option<String>,
    pub second: Option<String>,
}

impl Input {
    fn of(what: impl Into<String>, first: Option<String>, second: Option<String>) -> Self {
        Self { what: what.into(), first, second }
    }
}

/// All of it.
pub(super) fn inputs(first: &Plan, second: &Plan) -> Vec<Input> {
    let mut lines = Vec::new();
    for tell in [whole, values, places, staffing, everything_else] {
        tell(first, second, &mut lines);
    }
    lines
}

fn whole(a: &Plan, b: &Plan, lines: &mut Vec<Input>) {
    let of = |plan: &Plan| {
        [
            ("Years", plan.years.to_string()),
            ("First year", plan.first_year.to_string()),
            ("Prices of", plan.price_year.to_string()),
            ("Draws", plan.draws.to_string()),
            ("Runs in each draw", plan.runs.to_string()),
            ("Ways", plan.strategies.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ")),
            ("Kinds of groups", shares(&plan.services)),
            ("Who refers people", shares(&plan.sources)),
        ]
    };
    for ((what, first), (_, second)) in of(a).into_iter().zip(of(b)) {
        if first != second {
            lines.push(Input::of(what, Some(first), Some(second)));
        }
    }
}

/// “Walking 30%, Company 70%”.
fn shares(split: &Split) -> String {
    let part = |part: &simulate::plan::Part| format!("{} {}%", part.name, decimal(part.share * 100.0, 0));
    split.parts.iter().map(part).collect::<Vec<_>>().join(", ")
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

fn values(a: &Plan, b: &Plan, lines: &mut Vec<Input>) {
    for name in Name::ALL {
        let (first, second) = (value(a, *name), value(b, *name));
        if first != second {
            lines.push(Input::of(name.means(), Some(first), Some(second)));
        }
    }
}

fn places(a: &Plan, b: &Plan, lines: &mut Vec<Input>) {
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

fn staffing(a: &Plan, b: &Plan, lines: &mut Vec<Input>) {
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

fn differing(a: &BTreeMap<String, String>, b: &BTreeMap<String, String>, lines: &mut Vec<Input>) {
    let mut all: Vec<&String> = a.keys().chain(b.keys()).collect();
    all.sort_unstable();
    all.dedup();
    for what in all {
        if a.get(what) != b.get(what) {
            lines.push(Input::of(what.as_str(), a.get(what).cloned(), b.get(what).cloned()));
        }
    }
}

/// What the others have no words for: what stands in both files, line by line.
fn everything_else(a: &Plan, b: &Plan, lines: &mut Vec<Input>) {
    let of = |plan: &Plan| {
        let mut all = BTreeMap::new();
        if let Ok(table) = plan.to_toml().parse::<toml::Table>() {
            flatten("", &toml::Value::Table(table), &mut all);
        }
        all.retain(|path, _| !is_told(path));
        all
    };
    differing(&of(a), &of(b), lines);
}

/// Whether a line of a plan's file is told in words of its own.
fn is_told(path: &str) -> bool {
    let mut parts = path.split(" · ");
    match (parts.next(), parts.next(), parts.last()) {
        (Some("values"), Some(name), _) => Name::named(name).is_some(),
        (Some("place"), _, last) => last != Some("deprivation"),
        (Some("strategy"), _, Some(last)) => ["wte", "host"].contains(&last),
        (Some("plan"), Some(one), _) => {
            ["name", "years", "first_year", "price_year", "draws", "runs"].contains(&one)
        }
        _ => false,
    }
}

fn flatten(path: &str, value: &toml::Value, all: &mut BTreeMap<String, String>) {
    let under = |part: &str| if path.is_empty() { part.to_owned() } else { format!("{path} · {part}") };
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                flatten(&under(key), value, all);
            }
        }
        toml::Value::Array(list) if list.iter().all(toml::Value::is_table) => {
            for (number, value) in list.iter().enumerate() {
                let name = value.get("name").and_then(toml::Value::as_str);
                flatten(&under(name.unwrap_or(&format!("number {}", number + 1))), value, all);
            }
        }
        toml::Value::String(text) => {
            all.insert(path.to_owned(), text.clone());
        }
        other => {
            all.insert(path.to_owned(), other.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use simulate::plan::EXAMPLE;

    use super::*;

    #[test]
    fn what_differs_is_listed_and_nothing_else() {
        let a = Plan::read(EXAMPLE).unwrap();
        let b = a.with(Name::Decline, 0.2).unwrap().with_post(0, 0, 0, 9.0).unwrap();
        let lines = inputs(&a, &b);
        assert_eq!(lines.len(), 2, "{lines:?}");
        let both = |line: &Input| (line.first.clone().unwrap(), line.second.clone().unwrap());
        assert_eq!(both(&lines[0]), ("12% (10% to 22%)".to_owned(), "20%".to_owned()));
        assert_eq!(both(&lines[1]), ("6".to_owned(), "9".to_owned()));
        assert_eq!(inputs(&a, &a), []);
    }

    #[test]
    fn what_has_no_words_of_its_own_is_listed_as_it_stands() {
        let a = Plan::read(EXAMPLE).unwrap();
        let mut b = a.clone();
        (b.seed, b.years) = (a.seed + 1, a.years + 1);
        b.places[0].deprivation.reverse();
        let lines = inputs(&a, &b);
        let whats: Vec<&str> = lines.iter().map(|line| line.what.as_str()).collect();
        assert_eq!(whats, ["Years", "place · The town · deprivation", "plan · seed"]);
    }
}
