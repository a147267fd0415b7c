//! `/admin/ledger`: how long the ledger is, when it was last signed, and whether it holds.

use maud::{Markup, html};
use page::{Banner, Button, Card, Column, Form, Lang, Row, Rows, SummaryList, Table, Warning};

use super::{counted, moment_in_words, store, under_admin};
use crate::refusal::Refusal;
use crate::web::{Answer, Visit};

/// What happened to the house itself. Kinds about people are never listed here.
const OF_THE_HOUSE: &[&str] = &[
    "area.founded",
    "scheme.founded",
    "scheme.asks",
    "scheme.stopped_asking",
    "measure_pack.added",
    "measure_pack.removed",
    "feed.added",
    "feed.read",
    "postcodes.read",
    "account.opened",
    "account.role_given",
    "account.role_ended",
    "account.password_set",
];

/// The most problems listed on the page.
const MOST_PROBLEMS: usize = 100;

pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    render(visit, &html! {})
}

/// POST `/admin/ledger/verify`: goes through the whole ledger. Changes nothing, so it may be sent again.
pub(super) fn verify(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let key = visit.app.keys.ledger().verifying_key();
    let area = visit.area().into();
    let report = visit.read("verify the ledger", |tx| Ok(ledger::verify(tx, Some(area), Some(&key))?))?;
    let gone_through = format!(
        "{} lines in {} lanes and {} checkpoints were gone through; the facts of {} were erased.",
        page::text::number(report.lines),
        report.lanes,
        page::text::number(report.checkpoints),
        page::text::number(report.erased)
    );
    let found = html! {
        @if report.is_whole() {
            (Banner::done(Lang::En, format!("The ledger is whole. {gone_through}")))
        } @else {
            (Warning::new(Lang::En, "").heading("The ledger does not hold").body(html! {
                p { (gone_through) " Keep this database as it is, and ask whoever looks after the installation." }
                ul {
                    @for problem in report.problems.iter().take(MOST_PROBLEMS) { li { (problem.to_string()) } }
                }
            }))
        }
    };
    render(visit, &found)
}

fn render(visit: &Visit<'_>, found: &Markup) -> Result<Answer, Refusal> {
    let area = visit.area();
    let (lanes, checkpoint, recent) = visit.read("look at the ledger", |tx| {
        let recent = ledger::recent(tx, area.into(), OF_THE_HOUSE, 30, None)?;
        Ok((store::lanes(tx, area)?, store::last_checkpoint(tx, area)?, recent))
    })?;
    let lines: i64 = lanes.iter().map(|(_, n)| n).sum();
    let signed = checkpoint.map_or_else(
        || "Not yet".to_owned(),
        |(number, at)| format!("Number {number}, {}", moment_in_words(at)),
    );
    let facts = SummaryList::new()
        .row("Lines", counted(lines))
        .row("Lanes", lanes.len().to_string())
        .row("Last checkpoint", signed);
    let by_lane = Table::new("Lines in each lane")
        .caption_unseen()
        .columns([Column::text("Lane"), Column::number("Lines")])
        .rows(lanes.iter().map(|(lane, n)| [lane.to_string(), counted(*n)]));
    let form = Form::post("/admin/ledger/verify", visit.csrf(), visit.once())
        .body(html! { (Button::new("Verify now")) });
    let rows = recent.into_iter().map(|entry| {
        let fact =
            |name: &str| entry.facts.as_ref().and_then(|facts| facts[name].as_str().map(str::to_owned));
        let what =
            [fact("name"), fact("roles"), fact("role")].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let title = if what.is_empty() { entry.kind.clone() } else { format!("{}: {what}", entry.kind) };
        Row::new(title)
            .when(entry.written.to_string(), moment_in_words(entry.written))
            .under(format!("by {}", entry.by_name))
    });
    let body = html! {
        (found)
        (Card::new("Its state", html! {
            (facts)
            (form)
            p.q-quiet { "Verifying goes through every line and can take a while on a large ledger." }
            (page::Details::new("Show the lanes", by_lane))
        }))
        (Card::new("What happened to the house", Rows::new(rows, "Nothing yet.")))
    };
    Ok(under_admin(visit, "The ledger", body))
}
