//! Our own area as a plan: each scheme a place with its team as it is now; beside it one contract with as many people.
//! It is written as a `plan.toml` and read by the one door there is.

use std::fmt::Write as _;

use jiff::civil::Date;
use simulate::plan::{Plan, Problems};

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

/// Kinds of groups, and the share of wishes for each: the example's, until a plan says otherwise.
const KINDS: [(&str, f64); 4] = [
    ("Walking and being active", 0.3),
    ("Company", 0.3),
    ("Money and housing advice", 0.25),
    ("Gardens and green", 0.15),
];

/// Seats there are already, for each thousand people and kind of group: an assumption the plan's file shows.
const SEATS_A_THOUSAND: f64 = 0.6;

/// The plan, with shipped values wherever nothing is known.
pub(super) fn plan(area: &str, patches: &[Patch<'_>], today: Date) -> Result<Plan, Problems> {
    Plan::read(&toml(area, patches, today))
}

fn toml(area: &str, patches: &[Patch<'_>], today: Date) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write(&mut out, area, patches, today);
    out
}

/// Text in quotes, without what a name never holds.
fn quoted(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control()).take(200).collect();
    format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
}

fn write(out: &mut String, area: &str, patches: &[Patch<'_>], today: Date) -> std::fmt::Result {
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
    for (name, share) in KINDS {
        writeln!(out, "[[service]]\nname = {}\nshare = {share}", quoted(name))?;
    }
    for patch in patches {
        place(out, patch)?;
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

fn place(out: &mut String, patch: &Patch<'_>) -> std::fmt::Result {
    let seats = (patch.people as f64 / 1_000.0 * SEATS_A_THOUSAND).round();
    let seats: Vec<String> = KINDS.iter().map(|(name, _)| format!("{} = {seats}", quoted(name))).collect();
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
