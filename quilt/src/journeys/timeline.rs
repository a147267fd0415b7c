//! What has happened on a journey, drawn from the ledger: newest first, what was written in
//! one breath told together; and, apart from it, who has looked.

use jiff::Timestamp;
use ledger::Entry;
use maud::html;
use page::{Lang, Pagination, Row, Timeline, text};

use super::told::{LOOKS, Told, sentence};
use super::{JourneyId, store};
use crate::access::{Act, ask};
use crate::moment::local;
use crate::people::ties_and_opening;
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// One moment of a journey: a line, and what was written together with it.
pub(super) struct Happened {
    pub at: Timestamp,
    pub by: String,
    pub told: Told,
    pub with_it: Vec<Told>,
}

/// Which line of one breath says it best; the rest is told under it.
const LEADING: [&str; 4] = ["contact.recorded", "journey.ended", "journey.handed_over", "link.made"];

/// Lines, newest written first, as moments in the order they happened. What somebody wrote in
/// one breath is told together: a contact with the steps and ratings it brought.
pub(super) fn happened(entries: &[Entry]) -> Vec<Happened> {
    let mut moments: Vec<Happened> = entries
        .chunk_by(|a, b| a.written == b.written && a.by == b.by && a.by_name == b.by_name)
        .filter_map(breath)
        .collect();
    moments.sort_by_key(|moment| std::cmp::Reverse(moment.at));
    moments
}

/// Lines written together, as one moment: led by the one that says it best, else by the first.
fn breath(entries: &[Entry]) -> Option<Happened> {
    let place = |entry: &Entry| LEADING.iter().position(|kind| *kind == entry.kind).unwrap_or(LEADING.len());
    let (at, lead) = entries.iter().enumerate().rev().min_by_key(|(_, entry)| place(entry))?;
    let rest = entries.iter().enumerate().rev().filter(|(other, _)| *other != at).map(|(_, entry)| entry);
    // That a question was sent says nothing more where what was asked is told.
    let with_it = rest.filter(|entry| entry.kind != "question.put").map(sentence).collect();
    Some(Happened { with_it, ..moment(lead) })
}

fn moment(entry: &Entry) -> Happened {
    Happened { at: entry.happened, by: entry.by_name.clone(), told: sentence(entry), with_it: Vec::new() }
}

/// The moment as a row; `most` characters of each sentence.
pub(super) fn row(moment: &Happened, year: i16, most: usize) -> Row {
    let day = local(moment.at).date();
    let mut row = Row::new(shortened(&moment.told.title, most))
        .when(day.to_string(), text::short_date(Lang::En, day, year));
    let shown = if most == usize::MAX { most } else { WITH_IT };
    for told in moment.with_it.iter().take(shown) {
        row = row.under(shortened(&told.title, most));
    }
    if let Some(more @ 1..) = moment.with_it.len().checked_sub(shown) {
        row = row.under(format!("and {more} more"));
    }
    if let Some(under) = &moment.told.under {
        row = row.under(shortened(under, most));
    }
    row.under(moment.by.as_str())
}

/// How much of what came with a moment is told where room is short.
const WITH_IT: usize = 6;

/// The first `most` characters, cut between words.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let mut ends = text.char_indices().skip(most);
    let Some((end, _)) = ends.next() else { return text.to_owned() };
    let start = &text[..end];
    let cut = start.rfind(char::is_whitespace).filter(|cut| *cut > end / 2).unwrap_or(end);
    format!("{}…", start[..cut].trim_end())
}

/// How many lines one page of the timeline draws.
const PAGE: usize = 50;

/// GET `/journeys/{id}/timeline`: everything, or with `?looks=yes` who has looked.
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: JourneyId = visit.param("id")?;
    let looks = visit.query.ticked("looks");
    let before = visit.query.get("before").parse::<Timestamp>().ok();
    let (person, name, entries) = visit.read("open a journey's timeline", |tx| {
        let head = store::select_head(tx, visit.area(), id)?.ok_or_else(Refusal::not_found)?;
        let (ties, opened) = ties_and_opening(tx, &visit.actor, &visit.now, head.journey.person)?;
        ask(&visit.actor, Act::OpenJourney, head.journey.person, &ties, opened)?;
        let entries = ledger::thread_of(tx, visit.area().into(), id.into(), &LOOKS, looks, PAGE, before)?;
        Ok((head.journey.person, head.called().to_owned(), entries))
    })?;
    visit.looked("journey.looked_at", person, Some(id.into()))?;
    let year = visit.now.today().year();
    let whose = text::possessive(&name);
    let (title, empty, other) = if looks {
        (format!("Who has looked at {whose} journey"), "Nobody has looked yet.", ("", "What has happened"))
    } else {
        (
            format!("What has happened on {whose} journey"),
            "Nothing has happened yet.",
            ("?looks=yes", "Who has looked?"),
        )
    };
    let rows = happened(&entries).iter().map(|m| with_time(m, year, looks)).collect::<Vec<_>>();
    let older = entries.last().filter(|_| entries.len() >= PAGE).map(|last| {
        let looks = if looks { "looks=yes&" } else { "" };
        format!("/journeys/{id}/timeline?{looks}before={}", last.written)
    });
    let body = html! {
        h1 { (title) }
        p.q-quiet { a href={ "/journeys/" (id) "/timeline" (other.0) } { (other.1) } }
        (Timeline::new(rows, empty))
        (Pagination::new(Lang::En).older(older))
    };
    let crumbs = [("/caseload", "Caseload"), (&*format!("/journeys/{id}"), name.as_str())];
    Ok(Answer::page(Shell::new(title.clone()).under(&crumbs).render(visit, body)))
}

/// Who looked, and when to the minute; or the whole of what was written.
fn with_time(moment: &Happened, year: i16, looks: bool) -> Row {
    if !looks {
        return row(moment, year, usize::MAX);
    }
    let at = local(moment.at);
    Row::new(moment.by.as_str())
        .when(moment.at.to_string(), text::short_date(Lang::En, at.date(), year))
        .under(text::time(at.time()))
        .under(moment.told.title.as_str())
        .under(moment.told.under.as_deref().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn entry(kind: &str, written: i64, happened: i64, facts: serde_json::Value) -> Entry {
        Entry {
            happened: Timestamp::from_second(happened).unwrap(),
            written: Timestamp::from_second(written).unwrap(),
            ..crate::fixture::entry(kind, Some(facts))
        }
    }

    #[test]
    fn what_was_recorded_in_one_breath_is_told_under_the_contact() {
        let entries = [
            entry("step.moved", 200, 200, json!({"words": "Ring the hall", "to": "done"})),
            entry("contact.recorded", 200, 50, json!({"kind": "call", "reached": true})),
            entry("gap.found", 100, 100, json!({"need": "Sundays"})),
            entry("question.put", 30, 30, json!({"question": "room_for_one"})),
            entry("link.asked", 30, 30, json!({"service": "Café"})),
            entry("link.made", 30, 30, json!({"service": "Café"})),
        ];
        let moments = happened(&entries);
        assert_eq!(moments.len(), 3);
        assert_eq!(moments[2].told.title, "Linked with Café");
        assert_eq!(moments[2].with_it.len(), 1);
        assert_eq!(moments[0].told.title, "Nothing local for “Sundays”: a gap");
        assert_eq!(moments[1].told.title, "Rang");
        assert_eq!(moments[1].with_it[0].title, "Done: Ring the hall");
    }

    #[test]
    fn long_words_are_cut_between_words() {
        assert_eq!(shortened("one two three", 100), "one two three");
        assert_eq!(shortened("one two three", 9), "one two…");
    }

    proptest! {
        #[test]
        fn any_text_can_be_cut_anywhere(text in "\\PC{0,80}", most in 0usize..90) {
            prop_assert!(shortened(&text, most).chars().count() <= most + 1);
        }
    }
}
