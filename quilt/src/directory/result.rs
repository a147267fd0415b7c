//! One thing found: enough to choose by, why it is there, how fresh it is, and a box that puts
//! it on a sheet to print.

use find::{Hit, Point};
use maud::{Markup, Render, html};
use openreferral::Kind;
use page::{ButtonLink, Card, Tag};

use super::because::because;
use super::finding::{ForWhom, freshness};
use super::map::anchor;
use super::{DirectoryEntry, cost_words, show, when_words};
use crate::web::{Visit, say};

/// The number is its place in the whole list, and on the map.
pub(super) fn result(
    visit: &Visit<'_>,
    number: usize,
    (hit, entry): (&Hit, &DirectoryEntry),
    chosen: bool,
    whom: Option<&ForWhom>,
) -> Markup {
    let href = match whom {
        Some(whom) => format!("/find/{}?journey={}", entry.id, whom.journey),
        None => format!("/find/{}", entry.id),
    };
    let because = because(visit.lang, hit);
    let facts = facts(visit, entry);
    let body = html! {
        h3.q-card__heading.q-found__name {
            span.q-found__number { (number) } " "
            a href=(href) { (entry.name) }
            @if entry.status == openreferral::Status::TemporarilyClosed { " " (Tag::ochre(say(visit.lang, "service-closed", &[]))) }
        }
        @if let Some(under) = under(entry) { p.q-quiet { (under) } }
        @if !entry.summary.is_empty() { p { (entry.summary) } }
        @if !facts.is_empty() { p { (facts.join(" · ")) } }
        @if !because.is_empty() { p { strong { (say(visit.lang, "find-because", &[])) } " " (because) } }
        p.q-quiet { (freshness(visit, entry)) }
        (chooser(visit, entry, chosen))
        @if let Some(whom) = whom {
            div.q-actions { (ButtonLink::quiet(whom.link(entry), format!("Link {}", whom.first_name)).small()) }
        }
    };
    Card::plain(body).id(anchor(number)).render()
}

/// Who runs it, and where.
fn under(entry: &DirectoryEntry) -> Option<String> {
    let by = entry.organization.as_deref().filter(|by| *by != entry.name);
    let place = entry.town.as_deref().or(entry.postcode.as_deref());
    let under: Vec<&str> = by.into_iter().chain(place).collect();
    (!under.is_empty()).then(|| under.join(" · "))
}

fn facts(visit: &Visit<'_>, entry: &DirectoryEntry) -> Vec<String> {
    [
        when_words(visit.lang, &entry.record),
        cost_words(visit.lang, &entry.record),
        show::access_words(visit.lang, entry),
    ]
    .into_iter()
    .filter(|words| !words.is_empty())
    .map(|words| shortened(&words, 140))
    .collect()
}

/// "On my sheet", for this one.
fn chooser(visit: &Visit<'_>, entry: &DirectoryEntry, chosen: bool) -> Markup {
    let id = format!("sheet-{}", entry.id);
    html! {
        div.nhsuk-checkboxes.nhsuk-checkboxes--small.q-found__choose {
            div.nhsuk-checkboxes__item {
                input.nhsuk-checkboxes__input id=(id) name="sheet" type="checkbox" value=(entry.id) checked[chosen];
                label.nhsuk-label.nhsuk-checkboxes__label for=(id) {
                    (say(visit.lang, "sheet-choose", &[]))
                    span.nhsuk-u-visually-hidden { ": " (entry.name) }
                }
            }
        }
    }
}

/// The beginning of a long line, for lists.
pub(super) fn shortened(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let cut: String = words.chars().take(most).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(before, _)| before))
}

/// Where it is: of its places, the nearest.
pub(super) fn place_of(entry: &DirectoryEntry, from: Option<Point>) -> Option<Point> {
    let meets = entry.record.locations.iter().filter(|place| place.kind == Kind::Physical);
    let points = meets.filter_map(|place| place.point).filter_map(|point| Point::new(point.lat, point.lon));
    let nearest = match from {
        Some(from) => points.min_by(|a, b| from.metres_to(*a).total_cmp(&from.metres_to(*b))),
        None => points.into_iter().next(),
    };
    nearest.or(entry.point)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_cut_between_words() {
        assert_eq!(shortened("tea and talk", 40), "tea and talk");
        assert_eq!(shortened("tea and talk", 9), "tea and…");
        assert_eq!(shortened("éééé", 2), "éé…");
    }
}
