//! `/admin/organisations`: how many of each kind, all of them by name, and which may be one.

use maud::{Markup, html};
use page::{Button, Card, Column, Form, Hidden, Lang, Pagination, Row, Rows, Table, Tag};

use super::{counted, store, under_admin};
use crate::directory::feeds::{self, OrganizationPair, PairState};
use crate::refusal::Refusal;
use crate::settings::{OrganizationId, OrganizationKind};
use crate::web::{Answer, Visit};

const A_PAGE: i64 = 50;

/// How many pairs are shown.
const PAIRS: i64 = 100;

/// GET `/admin/organisations?page=`
pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    // A page nobody can count to is the first; the cap keeps the sum below in range.
    let at = visit.query.get("page").parse::<i64>().unwrap_or(1).clamp(1, 1_000_000);
    let (kinds, rows, pairs) = visit.read("list organisations", |tx| {
        let kinds = store::organizations_by_kind(tx, visit.area())?;
        let pairs = feeds::organization_pairs(tx, visit.area(), PAIRS)?;
        Ok((kinds, store::organizations(tx, visit.area(), A_PAGE, (at - 1) * A_PAGE)?, pairs))
    })?;
    let all: i64 = kinds.iter().map(|(_, n)| n).sum();
    let last = ((all + A_PAGE - 1) / A_PAGE).max(1);
    let words = |kind: &str| {
        OrganizationKind::parse(kind).map_or_else(|| kind.to_owned(), |kind| kind.words().to_owned())
    };
    let by_kind = Table::new("Organisations by kind")
        .caption_unseen()
        .columns([Column::text("Kind"), Column::number("How many")])
        .rows(kinds.iter().map(|(kind, n)| [words(kind), counted(*n)]))
        .row(["All".to_owned(), counted(all)]);
    let list = Table::new("Organisations by name")
        .caption_unseen()
        .columns([Column::text("Name"), Column::text("Kind"), Column::text("Postcode")])
        .rows(rows.into_iter().map(|(name, kind, postcode, also)| {
            let also = if also > 0 {
                html! { " " (Tag::plain(format!("{} records", also + 1))) }
            } else {
                html! {}
            };
            [html! { (name) (also) }, html! { (words(&kind)) }, html! { (postcode.unwrap_or_default()) }]
        }));
    let address = |page: i64| format!("/admin/organisations?page={page}");
    let mut pages = Pagination::new(Lang::En);
    if at > 1 {
        pages = pages.previous(address(at - 1), format!("{} of {last}", at - 1));
    }
    if at < last {
        pages = pages.next(address(at + 1), format!("{} of {last}", at + 1));
    }
    let body = html! {
        @if !pairs.is_empty() { (Card::new("The same organisation?", pair_rows(visit, &pairs)).id("same")) }
        (Card::new("By kind", by_kind))
        (Card::new("By name", html! { (list) (pages) }))
    };
    Ok(under_admin(visit, "Organisations", body))
}

/// POST `/admin/organisations/same`: two are one, are not, or nobody has said yet.
pub(super) fn decide(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let unsaid = || Refusal::not_now("Say which two organisations, and whether they are one.");
    let id = |field: &str| visit.form.get(field).parse::<OrganizationId>().map_err(|_| unsaid());
    let state = PairState::parse(visit.form.get("do")).ok_or_else(unsaid)?;
    let pair = (id("one")?, id("other")?);
    visit.submit("say whether organisations are one", |tx| {
        feeds::decide_pair(tx, &visit.actor, &visit.now, pair, state)?;
        Ok("/admin/organisations#same".into())
    })
}

fn pair_rows(visit: &Visit<'_>, pairs: &[OrganizationPair]) -> Markup {
    let rows = pairs.iter().map(|pair| {
        let names = if pair.one_name == pair.other_name {
            pair.one_name.clone()
        } else {
            format!("{} and {}", pair.one_name, pair.other_name)
        };
        let from = |feed: &Option<String>| feed.clone().unwrap_or_else(|| "written here".into());
        let row = Row::new(names)
            .strong()
            .under(format!("{} · {}", from(&pair.one_feed), from(&pair.other_feed)))
            .under(pair.why.as_str());
        let row = match pair.state {
            PairState::Suggested => row,
            PairState::Same => row.tag_after(Tag::teal("shown as one")),
            PairState::Different => row.tag_after(Tag::plain("not the same")),
        };
        row.aside(answers(visit, pair))
    });
    html! {
        p { "These come from two sources and may be one. Both records stay; pages show them as one when you say so, and you can take it back." }
        (Rows::new(rows, ""))
    }
}

fn answers(visit: &Visit<'_>, pair: &OrganizationPair) -> Markup {
    let about = html! { span.nhsuk-u-visually-hidden { ": " (pair.one_name) } };
    let button = |state: PairState, words: &str| html! { (Button::quiet(html! { (words) (about) }).small().sends("do", state.code())) };
    let form = Form::post("/admin/organisations/same", visit.csrf(), visit.once())
        .label(format!("Are {} one?", pair.one_name));
    let body = html! {
        (Hidden::new("one", pair.one.to_string()))
        (Hidden::new("other", pair.other.to_string()))
        @if pair.state == PairState::Suggested {
            (button(PairState::Same, "They are one")) " " (button(PairState::Different, "Not the same"))
        } @else {
            (button(PairState::Suggested, "Take it back"))
        }
    };
    html! { (form.body(body)) }
}
