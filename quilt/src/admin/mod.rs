//! `/admin`: keeping the house. Schemes, organisations, who may sign in as what, feeds, the
//! ledger's state, messages on their way, the installation itself. No person's record is read
//! here: only counts, and facts about the house. [`erase`] empties one, unread, when two people agree that it must go.

mod account_page;
mod accounts;
mod codes;
mod counts;
mod erase;
mod erase_ask;
mod erase_words;
mod erasures;
mod feeds;
mod feeds_one;
mod feeds_run;
mod ledger_page;
mod measures;
mod messages;
mod new_scheme;
mod organizations;
mod overview;
mod scheme_measures;
mod schemes;
mod store;
mod store_erase;
#[cfg(test)]
mod tests;

pub use counts::Counts;
pub use erase::{Why as ErasureWhy, ask as ask_erasure};

use maud::{Markup, html};

use crate::access::Act;
use crate::web::{Answer, Door, Route, Shell, Visit, get, post};

const DOOR: Door = Door::May(Act::Administer);

pub const ROUTES: &[Route] = &[
    get("/admin", DOOR, overview::show),
    get("/admin/schemes", DOOR, schemes::show),
    get("/admin/schemes/new", DOOR, new_scheme::show),
    post("/admin/schemes/new", DOOR, new_scheme::save),
    get("/admin/schemes/{id}/measures", DOOR, scheme_measures::show),
    post("/admin/schemes/{id}/measures", DOOR, scheme_measures::save),
    get("/admin/measures", DOOR, measures::show),
    get("/admin/organisations", DOOR, organizations::show),
    get("/admin/accounts", DOOR, accounts::show),
    get("/admin/accounts/new", DOOR, accounts::new),
    post("/admin/accounts/new", DOOR, accounts::save),
    get("/admin/accounts/{id}", DOOR, account_page::show),
    post("/admin/accounts/{id}/phone", DOOR, account_page::phone),
    post("/admin/accounts/{id}/give", DOOR, account_page::give),
    post("/admin/accounts/{id}/end", DOOR, account_page::end),
    post("/admin/organisations/same", DOOR, organizations::decide),
    get("/admin/feeds", DOOR, feeds::show),
    post("/admin/feeds", DOOR, feeds::add),
    get("/admin/feeds/{feed}", DOOR, feeds_one::show),
    post("/admin/feeds/{feed}", DOOR, feeds_one::change),
    post("/admin/feeds/{feed}/read", DOOR, feeds_one::read),
    post("/admin/feeds/{feed}/gone", DOOR, feeds_one::settle),
    get("/admin/feeds/{feed}/{run}", DOOR, feeds_run::show),
    get("/admin/codes", DOOR, codes::lists),
    get("/admin/codes/{list}", DOOR, codes::show),
    post("/admin/codes/{list}", DOOR, codes::keep),
    get("/admin/ledger", DOOR, ledger_page::show),
    post("/admin/ledger/verify", DOOR, ledger_page::verify),
    get("/admin/messages", DOOR, messages::show),
    get("/admin/erasures", Door::May(Act::Erase), erasures::show),
    get("/admin/erasures/{id}", Door::May(Act::Erase), erasures::one),
    post("/admin/erasures/{id}", Door::May(Act::Erase), erasures::save),
    get("/people/{id}/erase", Door::May(Act::AskErasure), erase_ask::show),
    post("/people/{id}/erase", Door::May(Act::AskErasure), erase_ask::save),
];

/// A page of the administrator's, under the overview.
fn under_admin(visit: &Visit<'_>, title: &str, body: Markup) -> Answer {
    let body = html! { h1 { (title) } (body) };
    Answer::page(Shell::new(title).under(&[("/admin", "Admin")]).render(visit, body))
}

/// "3 March 2026, 14:05"
fn moment_in_words(at: jiff::Timestamp) -> String {
    let at = crate::moment::local(at);
    format!("{}, {}", page::text::day(page::Lang::En, at.date(), 0), page::text::time(at.time()))
}

/// A whole number from the database, as people read it.
fn counted(n: i64) -> String {
    page::text::number(u64::try_from(n).unwrap_or(0))
}
