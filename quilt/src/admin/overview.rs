//! `/admin`: the state of the house at a glance, and where to go from here.

use ::store::{Engine, Meter};
use maud::html;
use page::{Card, Caution, Column, Details, Row, Rows, SummaryList, Table};

use super::counts::counts;
use super::{counted, measures, moment_in_words, store};
use crate::access::accounts;
use crate::moment::local;
use crate::outcomes::{self, LoadedPack};
use crate::refusal::Refusal;
use crate::settings;
use crate::web::{Answer, Shell, Visit};

pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let area = visit.area();
    let (schemes, signing_in, checkpoint, lines, packs) = visit.read("look over the house", |tx| {
        Ok((
            settings::schemes(tx, area)?.len(),
            accounts(tx, area)?.len(),
            store::last_checkpoint(tx, area)?,
            store::lanes(tx, area)?.iter().map(|(_, n)| n).sum::<i64>(),
            outcomes::packs(tx, area)?,
        ))
    })?;
    let (counted_at, counts) = counts(visit)?;
    let signed = checkpoint
        .map_or("Not signed yet".to_owned(), |(_, at)| format!("Last signed {}", moment_in_words(at)));
    let warnings = measures::warnings(&packs, visit.now.today());
    let row = |href: &str, title: &str, under: String| Row::new(title).href(href).under(under);
    let rows = Rows::new(
        [
            row("/admin/schemes", "Schemes", format!("{schemes} in the area")),
            row("/admin/organisations", "Organisations", format!("{} known", counted(counts.organizations))),
            row("/admin/accounts", "People who sign in, and their roles", format!("{signing_in} accounts")),
            row("/admin/erasures", "People to be erased", "What teams ask, and you agree to".into()),
            row("/admin/feeds", "Feeds of the directory", "What was read, mended and refused".into()),
            row(
                "/admin/codes",
                "Lists of codes",
                "The four of the minimum dataset, and what they are in SNOMED CT".into(),
            ),
            row("/exports", "Exports", "Services, schemes and codes to take away; no person's record".into()),
            row("/admin/measures", "Measures", measures_at_hand(&packs, &warnings)),
            row(
                "/admin/use",
                "What people used of the health service",
                "By month, without names or numbers of people".into(),
            ),
            row("/admin/ledger", "The ledger", format!("{} lines. {signed}", counted(lines))),
            row(
                "/admin/messages",
                "Messages",
                format!(
                    "{} waiting, {} could not be sent, {} held back",
                    counted(counts.messages("waiting")),
                    counted(counts.messages("failed")),
                    counted(counts.messages("held_back"))
                ),
            ),
        ],
        "",
    );
    let numbers =
        counts.totals.iter().fold(SummaryList::new(), |list, (name, n)| list.row(*name, counted(*n)));
    let body = html! {
        h1 { "Admin" }
        @if !warnings.is_empty() {
            (Card::plain(html! { @for warning in &warnings { (Caution::new(warning.as_str())) } }))
        }
        (Card::new("The house", rows))
        (Card::new(visit.app.area.name.as_str(), html! {
            (numbers)
            p.q-quiet { "Counted at " (page::text::time(local(counted_at).time())) "." }
        }))
        (Card::new("This installation", installation(visit)))
        (Card::new("How the database is doing", html! {
            p { "Since the program started." }
            (Details::new("Show the meters", meters(visit.app.db.meters())))
        }))
    };
    Ok(Answer::page(Shell::new("Admin").render(visit, body)))
}

/// How many packs of wording there are, and whether one needs a look.
fn measures_at_hand(packs: &[LoadedPack], warnings: &[String]) -> String {
    let loaded = match packs.len() {
        0 => "Those built in".to_owned(),
        n => format!("Those built in, and {} of wording", page::text::count(n as u64, "pack", "packs")),
    };
    if warnings.is_empty() { loaded } else { format!("{loaded}. Look: a licence runs out") }
}

fn installation(visit: &Visit<'_>) -> SummaryList {
    let engine = match visit.app.db.engine() {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    };
    SummaryList::new()
        .row("Quilt", env!("CARGO_PKG_VERSION"))
        .row("Database", engine)
        .row("Address", visit.app.base.as_str())
        .row("Demonstration", if visit.app.area.demonstration { "Yes: everybody is invented" } else { "No" })
}

fn meters(mut meters: Vec<Meter>) -> Table {
    meters.sort_by_key(|meter| std::cmp::Reverse(meter.total_micros));
    let millis = |micros: u64| page::text::decimal(micros as f64 / 1e3, 1);
    Table::new("Transactions by name")
        .caption_unseen()
        .columns([
            Column::text("What for"),
            Column::number("Runs"),
            Column::number("Again"),
            Column::number("Failed"),
            Column::number("Statements"),
            Column::number("Mean ms"),
            Column::number("Longest ms"),
        ])
        .rows(meters.into_iter().map(|meter| {
            [
                meter.name.to_owned(),
                page::text::number(meter.runs),
                page::text::number(meter.retries),
                page::text::number(meter.failures),
                page::text::number(meter.statements),
                millis(meter.total_micros / meter.runs.max(1)),
                millis(meter.longest_micros),
            ]
        }))
}
