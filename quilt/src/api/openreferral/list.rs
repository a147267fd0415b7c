//! Lists: a page of one, with the envelope around it, or all of it, a line each.

use std::sync::Arc;

use ::store::Tx;
use openreferral::v3;
use serde_json::Value;

use super::asked::Asked;
use crate::directory::Shelf;
use crate::refusal::Refusal;
use crate::web::{Answer, Document, Visit};

/// How many entries of a stream are read in one transaction.
const BATCH: usize = 100;

/// What is given, as it stands now: to be listed, and found by its id.
pub(super) fn listed(visit: &Visit<'_>) -> Result<Arc<Shelf>, Refusal> {
    visit.app.giving.listed(&visit.app.db, visit.area())
}

/// The same, to be asked by more.
pub(super) fn shelf(visit: &Visit<'_>) -> Result<Arc<Shelf>, Refusal> {
    visit.app.giving.shelf(&visit.app.db, visit.area())
}

/// The entries found: the page asked for, or all of them as lines. `show` writes some of them.
pub(super) fn answer<T: Clone + Send + 'static>(
    visit: &Visit<'_>,
    asked: &Asked,
    shelf: &Shelf,
    found: Vec<T>,
    mut show: impl FnMut(&mut Tx<'_>, &[T]) -> Result<Vec<Value>, Refusal> + Send + 'static,
) -> Result<Answer, Refusal> {
    if asked.lines {
        let document = lines(visit, &told(visit, asked, shelf), found, show);
        return Ok(Answer::Document(document.changed(shelf.changed_at())));
    }
    let page = Page::of(asked, found.len());
    let shown = found.get(page.first..page.first + page.size).unwrap_or_default();
    let contents = visit.read("give a page of the directory", |tx| show(tx, shown))?;
    let count = |it: usize| u64::try_from(it).unwrap_or(u64::MAX);
    let envelope = v3::page(contents, count(page.number), count(page.each), count(found.len()));
    Ok(Answer::Document(Document::json(&envelope).changed(shelf.changed_at())))
}

/// Everything that decides what a stream says, for it is marked before it is made.
fn told(visit: &Visit<'_>, asked: &Asked, shelf: &Shelf) -> String {
    let release = env!("CARGO_PKG_VERSION");
    format!("{release} {} {:?} {} {}", shelf.number(), shelf.changed_at(), visit.path, asked.told())
}

fn lines<T: Clone + Send + 'static>(
    visit: &Visit<'_>,
    told: &str,
    found: Vec<T>,
    mut show: impl FnMut(&mut Tx<'_>, &[T]) -> Result<Vec<Value>, Refusal> + Send + 'static,
) -> Document {
    let db = visit.app.db.clone();
    let mut done = 0;
    Document::stream("application/x-ndjson", told, move || {
        let upto = found.len().min(done + BATCH);
        let Some(some) = found.get(done..upto).filter(|some| !some.is_empty()) else { return Ok(None) };
        done = upto;
        let shown = db.read("give some of the directory", |tx| show(tx, some))?;
        let mut bytes = Vec::new();
        for entry in shown {
            bytes.extend_from_slice(v3::line(&entry).as_bytes());
        }
        // A batch that was withdrawn meanwhile is empty, and no end of the stream.
        Ok(Some(bytes))
    })
}

/// Where a page stands among the others.
struct Page {
    number: usize,
    each: usize,
    first: usize,
    size: usize,
}

impl Page {
    fn of(asked: &Asked, items: usize) -> Page {
        let (number, each) = (asked.page(), asked.per_page());
        let first = (number - 1).saturating_mul(each).min(items);
        Page { number, each, first, size: each.min(items - first) }
    }
}
