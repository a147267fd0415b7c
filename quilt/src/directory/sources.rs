//! Where an entry comes from: who says each fact and since when, and who else lists the same.

use ::store::Tx;
use maud::{Markup, Render, html};
use page::{Details, SummaryList, text};

use super::feeds::{self, Feed, Said, Twin};
use super::{DirectoryEntry, ServiceId};
use crate::refusal::Refusal;
use crate::settings::AreaId;
use crate::web::{Visit, say};

/// What is known of an entry's sources.
pub(super) struct Sources {
    facts: Vec<Said>,
    feed: Option<Feed>,
    twins: Vec<Twin>,
}

pub(super) fn sources(tx: &mut Tx<'_>, area: AreaId, entry: &DirectoryEntry) -> Result<Sources, Refusal> {
    let id: ServiceId = entry.id;
    Ok(Sources {
        facts: feeds::provenance(tx, area, id)?,
        feed: entry.feed.map_or(Ok(None), |feed| feeds::feed(tx, area, feed))?,
        twins: feeds::twins(tx, area, id)?,
    })
}

/// For anybody: the same service as another source lists it.
pub(super) fn twins(visit: &Visit<'_>, entry: &DirectoryEntry, sources: &Sources) -> Markup {
    html! {
        @for twin in &sources.twins {
            @let later = twin.assured_on > entry.assured_on;
            @let feed = twin.feed.as_deref().unwrap_or(&visit.app.area.name);
            p { a href={ "/find/" (twin.service) } { (say(visit.lang, if later { "service-twin-later" } else { "service-twin" }, &[("feed", feed)])) } }
        }
    }
}

/// For those who keep the directory: each fact with its source.
pub(super) fn where_from(visit: &Visit<'_>, sources: &Sources) -> Markup {
    if sources.facts.is_empty() {
        return html! {};
    }
    let day = |at| text::date(visit.lang, crate::moment::local(at).date(), visit.now.today().year());
    let rows = sources.facts.iter().fold(SummaryList::new(), |rows, said| {
        rows.row(field_words(&said.field), format!("{}, since {}", said.source, day(said.at)))
    });
    let read = sources.feed.as_ref().and_then(|feed| Some((&feed.name, feed.last_run_at?)));
    Details::new(
        "Where each fact comes from",
        html! {
            @if let Some((name, at)) = read { p { (name) " was last read on " (day(at)) "." } }
            (rows)
        },
    )
    .render()
}

/// A field of an entry as people call it.
fn field_words(field: &str) -> String {
    match field {
        "url" => "Website".into(),
        "emails" => "E-mail".into(),
        "organization" => "Organisation".into(),
        "phones" => "Telephone".into(),
        "locations" => "Where".into(),
        "schedules" => "When".into(),
        "costs" => "Cost".into(),
        "terms" => "Topics".into(),
        "attending" => "How to take part".into(),
        "access" => "How to start".into(),
        "areas" => "Area served".into(),
        "assured_date" => "Checked by its publisher".into(),
        "last_modified" => "Last changed by its publisher".into(),
        "deliverable" => "What it gives".into(),
        other => {
            let words = other.replace('_', " ");
            let mut letters = words.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_named_as_people_name_them() {
        assert_eq!(field_words("emails"), "E-mail");
        assert_eq!(field_words("wait_time"), "Wait time");
        assert_eq!(field_words(""), "");
    }
}
