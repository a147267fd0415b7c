//! `/stories/csv?table=…`: a table of a story as a file, or all of them one under the other.

use super::numbers::{self, file_name};
use super::opened::{self, Opened};
use super::{choose, tables};
use crate::refusal::Refusal;
use crate::web::{Answer, Visit};

/// GET `/stories/csv?table=flow&…`; with a score, the tables of its page.
pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opened = match opened::open(visit)? {
        Ok(opened) => opened,
        Err(soon) => return Ok(soon),
    };
    let Opened { schemes, choice, story, known_at, .. } = &opened;
    if story.too_few {
        return Err(Refusal::not_now("Fewer than 8 people fit this choice, and of so few nothing is told."));
    }
    let listings = match visit.query.some("score") {
        Some(_) => numbers::tables(&opened, numbers::wanted(visit, &opened)?),
        None => tables::all(story),
    };
    let wanted = visit.query.some("table").unwrap_or("all");
    let of_whom = choose::told_of(schemes, choice, &story.selection);
    let as_known = choose::as_known(choice, *known_at);
    let mut bytes = Vec::new();
    for listing in listings.iter().filter(|listing| wanted == "all" || listing.code == wanted) {
        if wanted == "all" {
            bytes.extend_from_slice(format!("\n\"{}\"\n", listing.title.replace('"', "\"\"")).as_bytes());
        }
        bytes.extend(listing.csv(&of_whom, &as_known));
    }
    if bytes.is_empty() {
        return Err(Refusal::not_found());
    }
    Ok(Answer::File { name: file_name(choice, wanted), kind: "text/csv; charset=utf-8", bytes })
}
