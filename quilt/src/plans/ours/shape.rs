//! Our own area as a plan: each scheme a place with its team as it is now; beside it one contract with as many people.
//! It is written as a `plan.toml` and read by the one door there is.

use std::fmt::Write as _;

use jiff::civil::Date;
use measure::Suppressed;
use measure::suppress::FEWEST;
use page::Lang;
use simulate::plan::{Plan, Problems};

use super::raw::Year;
use super::wishes::Wishes;
use crate::directory;
use crate::settings::{Scheme, SchemeKind};

/// What somebody said about one scheme.
#[derive(Debug, Clone)]
pub(super) struct Patch<'a> {
    pub scheme: &'a Scheme,
    pub people: u64,
    pub practices: u64,
    pub link_workers: f64,
    pub builders: f64,
}

/// A kind of group of the plan.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Kind {
    pub name: String,
    /// Its share of wishes.
    pub wished: f64,
    /// Its share of the seats there are.
    pub seated: f64,
}

/// The example's kinds, until enough people wished for something here.
const USUAL: [(&str, f64); 4] = [
    ("Walking and being active", 0.3),
    ("Company", 0.3),
    ("Money and housing advice", 0.25),
    ("Gardens and green", 0.15),
];

/// What is called anything else.
const OTHER: &str = "Other groups and services";

/// Seats there are already for each thousand people, of all kinds together: an assumption the plan's file shows.
const SEATS_A_THOUSAND: f64 = 2.4;

/// The kinds of groups a plan of ours speaks of: the words of the directory's first row that enough people wished for, and
/// everything else as one. Seats are where links were made, for that is where room was.
pub(super) fn kinds(year: &Year) -> Vec<Kind> {
    let names = directory::subjects(Lang::En).map(|(name, _)| name).chain([OTHER.to_owned()]);
    let (told, few): (Vec<_>, Vec<_>) =
        names.zip(&year.sought.wishes).partition(|(name, wishes)| name != OTHER && wishes.people >= FEWEST);
    let rest = few.into_iter().fold(Wishes::default(), |rest, (_, few)| rest.with(*few));
    let mut kinds: Vec<(String, Wishes)> = told.into_iter().map(|(name, it)| (name, *it)).collect();
    if rest.people >= FEWEST {
        kinds.push((OTHER.to_owned(), rest));
    }
    if kinds.len() < 2 {
        let seated = 1.0 / USUAL.len() as f64;
        return USUAL.map(|(name, wished)| Kind { name: name.to_owned(), wished, seated }).into();
    }
    let rounded = |n: u64| Suppressed::new(n).shown().unwrap_or(0) as f64;
    let sum = |of: fn(&Wishes) -> u64| kinds.iter().map(|(_, it)| rounded(of(it))).sum::<f64>().max(1.0);
    let (wished, linked) = (sum(Wishes::all), sum(|it| it.linked));
    let kind = |(name, it): &(String, Wishes)| Kind {
        name: name.clone(),
        wished: rounded(it.all()) / wished,
        seated: rounded(it.linked) / linked,
    };
    kinds.iter().map(kind).collect()
}

/// The plan, with shipped values wherever nothing is known.
pub(super) fn plan(area: &str, patches: &[Patch<'_>], kinds: &[Kind], today: Date) -> Result<Plan, Problems> {
    Plan::read(&toml(area, patches, kinds, today))
}

fn toml(area: &str, patches: &[Patch<'_>], kinds: &[Kind], today: Date) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write(&mut out, area, patches, kinds, today);
    out
}

/// Text in quotes, without what a name never holds.
fn quoted(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control()).take(200).collect();
    format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
}

fn write(
    out: &mut String,
    area: &str,
    patches: &[Patch<'_>],
    kinds: &[Kind],
    today: Date,
) -> std::fmt::Result {
    let next = if today.month() >= 4 { today.year() + 1 } else { today.year() };
    writeln!(out, "[plan]\nname = {}\nyears = 5", quoted(area))?;
    writeln!(
        out,
        "first_year = \"{next}-{:02}\"\nprice_year = \"2026-27\"\nseed = 2026\ndraws = 200\nruns = 1",
        (next + 1) % 100
    )?;
    writeln!(out, "ramp = \"logistic\"\n[values]")?;
    let workers: f64 = patches.iter().map(|patch| patch.link_workers).sum();
    let held: f64 = patches.iter().map(|patch| patch.scheme.caseload as f64 * patch.link_workers).sum();
    if workers > 0.0 && held > 0.0 {
        let open = (held / workers).round();
        writeln!(
            out,
            "caseload = {{ value = {open}, source = \"The limit each scheme set for itself\", read_on = \"{today}\", kind = \"list price\" }}"
        )?;
    }
    // These teams are there: people know of them.
    writeln!(
        out,
        "ramp_months = {{ value = 0, source = \"The schemes are there already\", read_on = \"{today}\", kind = \"list price\" }}"
    )?;
    for Kind { name, wished, .. } in kinds {
        writeln!(out, "[[service]]\nname = {}\nshare = {wished:?}", quoted(name))?;
    }
    for patch in patches {
        place(out, patch, kinds)?;
    }
    writeln!(out, "[[strategy]]\nname = \"Quilt\"\nmodel = \"quilt\"\n[strategy.pays]")?;
    writeln!(out, "link_workers = {{ icb = 1.0 }}\nbuilders = {{ council = 0.7, vcse = 0.3 }}")?;
    for patch in patches {
        team(out, patch)?;
    }
    let sum = |of: fn(&Patch<'_>) -> f64| patches.iter().map(of).sum::<f64>();
    writeln!(out, "[[strategy]]\nname = \"Blanket\"\nmodel = \"blanket\"\n[strategy.pays]")?;
    writeln!(out, "link_workers = {{ icb = 1.0 }}\nbuilders = {{ icb = 1.0 }}")?;
    writeln!(out, "[[strategy.team]]\nname = \"One contract\"\nhost = \"vcse\"")?;
    writeln!(out, "link_workers = {:?}\nbuilders = {:?}", sum(|it| it.link_workers), sum(|it| it.builders))
}

fn place(out: &mut String, patch: &Patch<'_>, kinds: &[Kind]) -> std::fmt::Result {
    let all = patch.people as f64 / 1_000.0 * SEATS_A_THOUSAND;
    let seats = |kind: &Kind| format!("{} = {}", quoted(&kind.name), (all * kind.seated).round());
    let seats: Vec<String> = kinds.iter().map(seats).collect();
    writeln!(out, "[[place]]\nname = {}\npeople = {}", quoted(&patch.scheme.name), patch.people)?;
    writeln!(out, "deprivation = [0.2, 0.2, 0.2, 0.2, 0.2]\npractices = {}", patch.practices)?;
    writeln!(out, "trust = \"The hospital\"\nseats = {{ {} }}", seats.join(", "))
}

fn team(out: &mut String, patch: &Patch<'_>) -> std::fmt::Result {
    let host = match patch.scheme.kind {
        SchemeKind::GpNetwork => "gp",
        SchemeKind::Charity | SchemeKind::CommunityLed => "vcse",
    };
    let name = quoted(&patch.scheme.name);
    writeln!(out, "[[strategy.team]]\nname = {name}\nhost = \"{host}\"\nplaces = [{name}]")?;
    writeln!(out, "link_workers = {:?}\nbuilders = {:?}", patch.link_workers, patch.builders)
}
