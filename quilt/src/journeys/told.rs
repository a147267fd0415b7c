//! Lines of the ledger as sentences a person can read: one function of one line, for every
//! kind the acts write. A kind nobody has given words yet is said in its own plain words.

use jiff::Timestamp;
use jiff::civil::Date;
use ledger::Entry;
use page::{Lang, text};

use super::{ContactKind, EndingReason, How, LinkState, StepState, told_measures};
use crate::moment::local;

/// A line, told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub title: String,
    /// More, for those who read on.
    pub under: Option<String>,
}

/// Kinds that say somebody looked, and nothing of what happened.
pub(super) const LOOKS: [&str; 4] =
    ["journey.looked_at", "person.looked_at", "person.opened_with_reason", "look.refused"];

/// The facts of a line, by name; whatever is missing, or was erased, is empty.
pub(super) struct Facts<'a>(pub(super) &'a Entry);

impl<'a> Facts<'a> {
    pub(super) fn some(&self, name: &str) -> Option<&'a str> {
        self.0.facts.as_ref()?.get(name)?.as_str().filter(|text| !text.is_empty())
    }

    pub(super) fn text(&self, name: &str) -> &'a str {
        self.some(name).unwrap_or_default()
    }

    pub(super) fn owned(&self, name: &str) -> Option<String> {
        self.some(name).map(str::to_owned)
    }

    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.0.facts.as_ref()?.get(name)?.as_i64()
    }

    pub(super) fn yes(&self, name: &str) -> Option<bool> {
        self.0.facts.as_ref()?.get(name)?.as_bool()
    }

    /// A day that was written as text, said as people say it.
    fn day(&self, name: &str) -> Option<String> {
        let text = self.some(name)?;
        let day =
            text.parse::<Date>().or_else(|_| text.parse::<Timestamp>().map(|at| local(at).date())).ok()?;
        Some(text::day(Lang::En, day, local(self.0.written).year()))
    }

    fn quoted(&self, name: &str) -> String {
        self.some(name).map_or_else(|| "it".to_owned(), |words| format!("“{words}”"))
    }

    /// "name: words" when there are words.
    fn after(&self, before: &str, name: &str) -> Option<String> {
        self.some(name).map(|words| format!("{before}{words}"))
    }
}

/// What one line says.
pub(super) fn sentence(entry: &Entry) -> Told {
    if entry.facts.is_none() {
        return Told { title: plain(&entry.kind), under: Some("What was written has been erased".into()) };
    }
    let facts = Facts(entry);
    let context = entry.kind.split('.').next().unwrap_or_default();
    let told = match context {
        "journey" => journey(&entry.kind, &facts),
        "contact" | "meeting" => contact(&entry.kind, &facts),
        "step" | "concern" | "reading" => what_they_say(&entry.kind, &facts),
        "link" | "question" | "gap" => link(&entry.kind, &facts),
        "measure" | "measure_pack" | "scheme" => told_measures::put(&entry.kind, &facts),
        "referral" => referral(&entry.kind, &facts),
        _ => beside(&entry.kind, &facts),
    };
    let (title, under) = told.unwrap_or_else(|| (plain(&entry.kind), None));
    Told { title, under: under.filter(|under| !under.is_empty()) }
}

pub(super) type Said = Option<(String, Option<String>)>;

pub(super) fn joined(parts: &[Option<String>]) -> Option<String> {
    let parts: Vec<&str> = parts.iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn journey(kind: &str, facts: &Facts<'_>) -> Said {
    let weeks = |name| text::weeks(Lang::En, facts.number(name).unwrap_or(0));
    Some(match kind {
        "journey.begun" => (
            format!("The journey began: {} were agreed", weeks("weeks")),
            joined(&[
                facts.after("Asked for by ", "asked_by"),
                facts.some("why_now").map(|w| format!("“{w}”")),
            ]),
        ),
        "journey.what_matters" => {
            (format!("Said what matters: {}", facts.quoted("words")), facts.owned("context"))
        }
        "journey.paused" => (
            format!("Paused: {}", facts.text("reason")),
            facts.day("until").map(|day| format!("Until about {day}")),
        ),
        "journey.resumed" => {
            let days = facts.number("days").unwrap_or(0);
            let given = (days > 0).then(|| format!("{days} days given back"));
            (
                "The journey goes on".into(),
                joined(&[given, facts.day("ends_on").map(|d| format!("Now until {d}"))]),
            )
        }
        "journey.extended" => (
            format!("{} more were agreed: {}", weeks("weeks"), facts.text("reason")),
            facts.day("ends_on").map(|day| format!("Now until {day}")),
        ),
        "journey.handed_over" => ("Handed over to another link worker".into(), facts.owned("note")),
        "journey.ended" => {
            let reason = EndingReason::parse(facts.text("reason"));
            let under = joined(&[
                facts.after("What changed: ", "what_changed"),
                facts.after("What holds: ", "what_holds"),
                facts.yes("letter").filter(|yes| *yes).map(|_| "A letter was written together".to_owned()),
            ]);
            (format!("The journey ended: {}", reason.map_or("", EndingReason::words)), under)
        }
        "journey.looked_at" => ("Looked at this journey".into(), None),
        _ => return None,
    })
}

fn contact(kind: &str, facts: &Facts<'_>) -> Said {
    let how = ContactKind::parse(facts.text("kind"));
    Some(match kind {
        "contact.recorded" => {
            let mut title = how.map_or("A contact", ContactKind::happened).to_owned();
            if facts.yes("reached") == Some(false) {
                title.push_str(", no answer");
            }
            if let Some(minutes) = facts.number("minutes") {
                title.push_str(&format!(", {}", text::count(minutes.unsigned_abs(), "minute", "minutes")));
            }
            if let Some(note) = facts.some("note") {
                title.push_str(&format!(". {note}"));
            }
            (title, facts.after("With ", "with"))
        }
        "meeting.agreed" => {
            let when = facts.some("at").and_then(|at| at.parse::<Timestamp>().ok()).map(|at| {
                let at = local(at);
                let year = local(facts.0.written).year();
                format!(", {} at {}", text::date(Lang::En, at.date(), year), text::time(at.time()))
            });
            let what = how.map_or("a meeting", ContactKind::words);
            (format!("Agreed next: {}{}", lower_first(what), when.unwrap_or_default()), facts.owned("place"))
        }
        _ => return None,
    })
}

fn what_they_say(kind: &str, facts: &Facts<'_>) -> Said {
    let severity = || facts.number("severity").map_or_else(String::new, |n| format!(": {n} of 6"));
    Some(match kind {
        "step.agreed" => (
            format!("Agreed a step: {}", facts.text("words")),
            joined(&[facts.owned("who"), facts.owned("by_when")]),
        ),
        "step.moved" => {
            let moved = match StepState::parse(facts.text("to")) {
                Some(StepState::Next) => "Put back to next",
                Some(StepState::Doing) => "Doing",
                Some(StepState::Done) => "Done",
                Some(StepState::SetBack) => "Did not work out this time",
                Some(StepState::LetGo) => "Let go",
                None => "A step",
            };
            (format!("{moved}: {}", facts.text("words")), facts.owned("note"))
        }
        "concern.raised" => {
            (format!("Said what troubles them: {}{}", facts.quoted("words"), severity()), None)
        }
        "concern.rated" => (format!("Rated {} again{}", facts.quoted("words"), severity()), None),
        "step.hoped" => (
            format!("Said what would be good: {}", facts.text("words")),
            facts.some("expected").map(|w| format!("“{w}”")),
        ),
        "step.attained" => {
            let level = facts.number("level").and_then(super::hope::level).map(super::hope_page::words);
            (format!("{}: {}", level.unwrap_or("Said how it came out"), facts.text("words")), None)
        }
        "reading.taken" => told_measures::reading(facts),
        _ => return None,
    })
}

fn link(kind: &str, facts: &Facts<'_>) -> Said {
    let service = facts.some("service").unwrap_or("A group");
    Some(match kind {
        "link.made" => {
            let how = How::parse(facts.text("how")).map(|how| how.words().to_owned());
            (
                format!("Linked with {service}"),
                joined(&[how, facts.after("What they would be told: ", "shared")]),
            )
        }
        "link.asked" => (
            format!("{service} was asked: room for one?"),
            joined(&[facts.owned("question"), facts.day("lapses_on").map(|day| format!("Lapses {day}"))]),
        ),
        "link.answered" => {
            let said = match LinkState::parse(facts.text("state")) {
                Some(LinkState::Room) => "has room for one",
                Some(LinkState::Full) => "is full for now",
                Some(LinkState::NotForUs) => "says it is not the right place",
                _ => "answered",
            };
            (format!("{service} {said}"), facts.owned("note"))
        }
        "link.arrival" => match LinkState::parse(facts.text("state")) {
            Some(LinkState::Came) => (format!("Got to {service}"), facts.owned("note")),
            _ => (format!("Has not been to {service} yet"), facts.owned("note")),
        },
        "link.lapsed" => (format!("{service} did not answer in 14 days"), Some("The question lapsed".into())),
        "question.put" => (question_put(facts.text("question")).into(), None),
        "gap.found" => (format!("Nothing local for {}: a gap", facts.quoted("need")), facts.owned("town")),
        _ => return None,
    })
}

fn question_put(code: &str) -> &'static str {
    match super::Question::parse(code) {
        Some(super::Question::RoomForOne) => "A group was sent the question: room for one?",
        Some(super::Question::DidTheyCome) => "A group was sent the question: did they come?",
        Some(super::Question::DidYouGetThere) => "They were sent the question: did you get there?",
        None => "A question was sent",
    }
}

fn referral(kind: &str, facts: &Facts<'_>) -> Said {
    Some(match kind {
        "referral.asked" => (
            format!("Asked for by {}", facts.text("referrer")),
            facts.some("why_now").map(|w| format!("“{w}”")),
        ),
        "referral.offered" => ("Support was offered".into(), None),
        "referral.decided" => {
            let state = crate::referrals::State::parse(facts.text("state"));
            let title = state.map_or("The referral was decided", crate::referrals::State::words);
            let again = facts.day("ask_again_on").map(|day| format!("Ask again on {day}"));
            (title.into(), joined(&[facts.owned("note"), facts.after("To ", "routed_to"), again]))
        }
        "referral.allocated" => (format!("Given to {}", facts.text("worker")), None),
        "referral.started" => ("The journey began".into(), None),
        _ => return None,
    })
}

fn beside(kind: &str, facts: &Facts<'_>) -> Said {
    Some(match kind {
        "follow_up.answered" => (
            format!("{} months on: {}", facts.number("months").unwrap_or(0), facts.quoted("how_are_you")),
            joined(&[
                facts.some("still_going").map(|words| format!("Still going? “{words}”")),
                facts
                    .yes("wants_more")
                    .filter(|yes| *yes)
                    .map(|_| "Would like us to get in touch".to_owned()),
            ]),
        ),
        "follow_up.not_reached" => {
            (format!("{} months on: we could not reach them", facts.number("months").unwrap_or(0)), None)
        }
        "consent.recorded" => {
            let said = if facts.yes("given") == Some(false) { "Did not agree" } else { "Agreed" };
            (format!("{said} {}", facts.text("about")), facts.owned("how"))
        }
        "supporter.added" => {
            (format!("{} joined in", facts.some("name").unwrap_or("Somebody")), facts.owned("relation"))
        }
        "message.held_back" => ("A message was held back".into(), facts.owned("why")),
        "message.written" => ("A message was written".into(), facts.owned("subject")),
        "check_in.out" => ("Out on a visit".into(), None),
        "check_in.overdue" => ("Overdue from a visit: their team leads were told".into(), None),
        "check_in.still_overdue" => ("Still overdue: every team lead was told".into(), None),
        "check_in.safe" => ("Back and safe".into(), None),
        "told_story.begun" => ("Began to tell their own story".into(), None),
        "told_story.changed" => ("Put their story in other words".into(), None),
        "told_story.agreed" => ("Said yes to showing their story".into(), facts.owned("how")),
        "told_story.stopped" => ("Took back a yes to showing their story".into(), None),
        "told_story.withdrawn" => ("Took their story back: no words of it are left".into(), None),
        "told_story.read" => ("Read the story they may read".into(), None),
        "told_story.link_made" => ("A link to their story was sent to them".into(), None),
        "person.looked_at" => ("Looked at the person’s page".into(), None),
        "person.opened_with_reason" => ("Opened the record with a reason".into(), facts.owned("reason")),
        "look.refused" => ("Tried to look, and was not let in".into(), None),
        _ => return None,
    })
}

/// "story.given" as "Story given".
fn plain(kind: &str) -> String {
    let words = kind.replace(['.', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "Visit at home" within a sentence; "E-mail" too.
fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::fixture::entry;

    fn title(kind: &str, facts: Value) -> String {
        sentence(&entry(kind, Some(facts))).title
    }

    #[test]
    fn lines_read_as_people_would_say_them() {
        let call = json!({"kind": "call", "reached": true, "minutes": 12, "note": "Sounded brighter"});
        assert_eq!(title("contact.recorded", call), "Rang, 12 minutes. Sounded brighter");
        assert_eq!(title("contact.recorded", json!({"kind": "call", "reached": false})), "Rang, no answer");
        assert_eq!(
            title("meeting.agreed", json!({"kind": "visit", "at": "2026-10-22T13:00:00Z"})),
            "Agreed next: visit at home, Thursday 22 October at 14:00"
        );
        assert_eq!(
            title("step.moved", json!({"words": "Catch the 14 bus", "to": "set_back"})),
            "Did not work out this time: Catch the 14 bus"
        );
        assert_eq!(
            title("link.answered", json!({"service": "Café", "state": "room"})),
            "Café has room for one"
        );
        assert_eq!(
            title("concern.rated", json!({"words": "Weekends", "severity": 3})),
            "Rated “Weekends” again: 3 of 6"
        );
        assert_eq!(
            title("reading.taken", json!({"satisfied": 5, "anxious": 0})),
            "Said how they are: satisfied 5, anxious 0"
        );
        assert_eq!(title("journey.begun", json!({"weeks": 12})), "The journey began: 12 weeks were agreed");
    }

    #[test]
    fn erased_and_unknown_lines_still_say_something() {
        let erased = sentence(&entry("contact.recorded", None));
        assert_eq!((erased.title.as_str(), erased.under.is_some()), ("Contact recorded", true));
        assert_eq!(title("story.given_back", json!({})), "Story given back");
    }

    /// Every kind written by the acts of a journey, of referrals and of outcomes, read from their sources.
    #[test]
    fn every_kind_the_acts_write_has_words_of_its_own() {
        let top = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut kinds = std::collections::BTreeSet::new();
        for folder in ["journeys", "referrals", "outcomes"] {
            for file in std::fs::read_dir(top.join(folder)).into_iter().flatten() {
                let text = std::fs::read_to_string(file.unwrap().path()).unwrap_or_default();
                for after in text.split("now, \"").skip(1) {
                    let kind = after.split('"').next().unwrap();
                    if kind.contains('.')
                        && kind.bytes().all(|b| b.is_ascii_lowercase() || b"._".contains(&b))
                    {
                        kinds.insert(kind.to_owned());
                    }
                }
            }
        }
        assert!(kinds.len() >= 25, "{kinds:?}");
        for kind in kinds {
            let told = sentence(&entry(&kind, Some(json!({}))));
            assert!(told.title != plain(&kind), "{kind}: say in told.rs what this line means");
        }
    }
}
