//! `/admin/organisations`: how many of each kind, and all of them by name.

use maud::html;
use page::{Card, Column, Lang, Pagination, Table};

use super::{counted, store, under_admin};
use crate::refusal::Refusal;
use crate::settings::OrganizationKind;
use crate::web::{Answer, Visit};

const A_PAGE: i64 = 50;

/// GET `/admin/organisations?page=`
pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    // A page nobody can count to is the first; the cap keeps the sum below in range.
    let at = visit.query.get("page").parse::<i64>().unwrap_or(1).clamp(1, 1_000_000);
    let (kinds, rows) = visit.read("list organisations", |tx| {
        let kinds = store::organizations_by_kind(tx, visit.area())?;
        Ok((kinds, store::organizations(tx, visit.area(), A_PAGE, (at - 1) * A_PAGE)?))
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
        .rows(
            rows.into_iter().map(|(name, kind, postcode)| [name, words(&kind), postcode.unwrap_or_default()]),
        );
    let address = |page: i64| format!("/admin/organisations?page={page}");
    let mut pages = Pagination::new(Lang::En);
    if at > 1 {
        pages = pages.previous(address(at - 1), format!("{} of {last}", at - 1));
    }
    if at < last {
        pages = pages.next(address(at + 1), format!("{} of {last}", at + 1));
    }
    let body = html! {
        (Card::new("By kind", by_kind))
        (Card::new("By name", html! { (list) (pages) }))
    };
    Ok(under_admin(visit, "Organisations", body))
}
