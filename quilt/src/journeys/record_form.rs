//! Reading the form of a contact: what was typed becomes a [`Recorded`], or sentences beside
//! the fields.

use std::str::FromStr;

use jiff::Timestamp;
use measure::{Ons4, Ons4Form, Severity};
use page::Problems;

use super::measure_words::{typed_answer, why_name};
use super::recorded::{Arrival, MovedStep, NewMatters, Recorded};
use super::when::{Part, Toward, read_moment};
use super::{ContactKind, NewContact, NewMeeting, NewStep, StepState};
use crate::moment::Moment;
use crate::outcomes::{HowTaken, NewReading};
use crate::web::Fields;

/// The longest note, and the longest of the person's words, in characters.
pub(super) const LONGEST: usize = 10_000;

/// The longest of any other field.
const SHORTER: usize = 1_000;

/// Reads the form. Only what the contact was, and when, is needed.
///
/// # Errors
/// What was wrong, field by field.
pub(super) fn read_form(fields: &Fields, now: &Moment) -> Result<Recorded, Problems> {
    let mut problems = Problems::none();
    check_lengths(fields, &mut problems);
    let contact = contact(fields, now, &mut problems);
    let at = contact.as_ref().map_or(now.at, |contact| contact.at);
    let matters = fields.some("matters").map(|words| NewMatters {
        words: words.to_owned(),
        context: own(fields, "context"),
        tried: own(fields, "tried"),
    });
    if matters.is_none() && (fields.some("context").is_some() || fields.some("tried").is_some()) {
        problems.add("matters", "Write what matters to them too, in their words.");
    }
    let step = step(fields, &mut problems);
    let raised = raised(fields, &mut problems);
    let reading = reading(fields, at, &mut problems);
    let next = next(fields, now, &mut problems);
    let (moved, rated, arrivals) = (moved(fields), rated(fields, &mut problems), arrivals(fields));
    match contact {
        Some(contact) if problems.is_empty() => {
            Ok(Recorded { contact, matters, moved, step, rated, raised, reading, arrivals, next })
        }
        _ => Err(problems),
    }
}

fn own(fields: &Fields, name: &str) -> Option<String> {
    fields.some(name).map(str::to_owned)
}

fn check_lengths(fields: &Fields, problems: &mut Problems) {
    for (name, value) in fields.typed() {
        let most = if ["note", "matters", "tried"].contains(&name) { LONGEST } else { SHORTER };
        let length = value.chars().count();
        if length > most {
            let over = page::text::number((length - most) as u64);
            problems.add(
                name,
                format!(
                    "This is {over} characters too long. Yours is kept below: shorten it and send it again."
                ),
            );
        }
    }
}

fn contact(fields: &Fields, now: &Moment, problems: &mut Problems) -> Option<NewContact> {
    let kind = ContactKind::parse(fields.get("kind"));
    if kind.is_none() {
        problems.add("kind", "Choose what kind of contact it was.");
    }
    let reached = match fields.get("reached") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => {
            problems.add("reached", "Say whether you spoke with them.");
            None
        }
    };
    let at = read_moment(fields.get("on"), fields.get("at"), now.today(), Toward::Past);
    let at = at
        .map_err(|(part, sentence)| problems.add(if part == Part::Day { "on" } else { "at" }, sentence))
        .ok();
    let minutes = match fields.some("minutes") {
        None => None,
        Some(typed) => match typed.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ').parse::<i64>() {
            Ok(minutes) if (0..=1_440).contains(&minutes) => Some(minutes),
            _ => {
                problems.add(
                    "minutes",
                    "Write the minutes as a whole number, like 25. Leave it empty if you do not know.",
                );
                None
            }
        },
    };
    Some(NewContact {
        kind: kind?,
        reached: reached?,
        minutes,
        with_whom: own(fields, "with"),
        note: fields.get("note").to_owned(),
        at: at?,
    })
}

/// Fields called `{what}-{id}`, with what was answered under them.
fn each<'a, Id: FromStr>(fields: &'a Fields, what: &'a str) -> impl Iterator<Item = (Id, &'a str, &'a str)> {
    fields.typed().filter_map(move |(name, value)| {
        let id = name.strip_prefix(what)?.strip_prefix('-')?;
        let value = value.trim();
        Some((id.parse().ok()?, id, value)).filter(|_| !value.is_empty())
    })
}

fn moved(fields: &Fields) -> Vec<MovedStep> {
    each(fields, "step")
        .filter_map(|(step, id, to)| {
            Some(MovedStep { step, to: StepState::parse(to)?, note: own(fields, &format!("note-{id}")) })
        })
        .collect()
}

fn arrivals(fields: &Fields) -> Vec<Arrival> {
    each(fields, "link")
        .filter(|(_, _, said)| ["came", "did_not_go"].contains(said))
        .map(|(link, id, said)| Arrival {
            link,
            came: said == "came",
            note: own(fields, &format!("said-{id}")),
        })
        .collect()
}

fn rated(fields: &Fields, problems: &mut Problems) -> Vec<(super::ConcernId, Severity)> {
    let mut rated = Vec::new();
    for (concern, id, typed) in each(fields, "concern") {
        match Severity::parse(typed) {
            Ok(Some(severity)) => rated.push((concern, severity)),
            Ok(None) => {}
            Err(error) => problems.add(format!("concern-{id}"), error.to_string()),
        }
    }
    rated
}

fn raised(fields: &Fields, problems: &mut Problems) -> Option<(String, Severity)> {
    let severity = Severity::parse(fields.get("severity"));
    match (fields.some("concern"), severity) {
        (None, Ok(None)) => None,
        (None, _) => {
            problems.add("concern", "Write what troubles them, in their words.");
            None
        }
        (Some(words), Ok(Some(severity))) => Some((words.to_owned(), severity)),
        (Some(_), _) => {
            problems.add("severity", "Ask them how much it troubles them, from 0 to 6.");
            None
        }
    }
}

fn step(fields: &Fields, problems: &mut Problems) -> Option<NewStep> {
    let Some(words) = fields.some("step") else {
        if fields.some("by_when").is_some() {
            problems.add("step", "Write the step, in their words.");
        }
        return None;
    };
    Some(NewStep {
        words: words.to_owned(),
        who: fields.get("who").to_owned(),
        by_when: own(fields, "by_when"),
        replaces: None,
    })
}

/// The four questions, where at least one was put or there is a reason why not.
fn reading(fields: &Fields, at: Timestamp, problems: &mut Problems) -> Option<NewReading> {
    let names = ["satisfied", "worthwhile", "happy", "anxious", "why_missing"];
    let none = |name: &&str| fields.some(name).is_none() && fields.some(&why_name(name)).is_none();
    if names.iter().all(|name| none(&name)) {
        return None;
    }
    let [satisfied, worthwhile, happy, anxious] =
        ["satisfied", "worthwhile", "happy", "anxious"].map(|name| typed_answer(fields, name, problems));
    let form = Ons4Form { satisfied, worthwhile, happy, anxious };
    let answers = Ons4::parse_all(&form).map_err(|errors| {
        for (item, error) in errors {
            problems.add(item, error.to_string());
        }
    });
    let how = HowTaken::parse(fields.get("asked_how"))
        .map_err(|_| problems.add("asked_how", "Say how the questions were asked: it moves the answers."));
    Some(NewReading { answers: answers.ok()?, how: how.ok()?, why_missing: own(fields, "why_missing"), at })
}

fn next(fields: &Fields, now: &Moment, problems: &mut Problems) -> Option<NewMeeting> {
    if fields.some("next_on").is_none() {
        for name in ["next_at", "next_place"] {
            if fields.some(name).is_some() && problems.of("next_on").is_none() {
                problems.add("next_on", "Say on which day you meet next.");
            }
        }
        return None;
    }
    let at = read_moment(fields.get("next_on"), fields.get("next_at"), now.today(), Toward::Future);
    let at = at.map_err(|(part, sentence)| {
        problems.add(if part == Part::Day { "next_on" } else { "next_at" }, sentence);
    });
    let at = at.ok()?;
    if at <= now.at {
        problems.add("next_on", "The next meeting is in the past. Check the day and the time.");
        return None;
    }
    let kind = ContactKind::parse(fields.get("next_kind")).unwrap_or(ContactKind::Visit);
    Some(NewMeeting { kind, at, place: own(fields, "next_place") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::moment;

    fn read(changes: &[(&str, &str)]) -> Result<Recorded, Problems> {
        let mut fields =
            Fields::of(&[("kind", "call"), ("reached", "yes"), ("on", "today"), ("at", "09:30")]);
        for (name, value) in changes {
            fields.put(name, *value);
        }
        read_form(&fields, &moment())
    }

    #[test]
    fn what_it_was_and_when_is_enough() {
        let recorded = read(&[]).unwrap();
        assert_eq!(recorded.contact.at, "2026-11-23T09:30:00Z".parse().unwrap());
        assert!(recorded.matters.is_none() && recorded.reading.is_none() && recorded.next.is_none());
        assert!(recorded.moved.is_empty() && recorded.step.is_none() && recorded.raised.is_none());
    }

    #[test]
    fn everything_a_contact_may_bring_is_read() {
        let id = "00000000-0000-0000-0000-000000000007";
        let recorded = read(&[
            ("minutes", "25 min"),
            (&format!("step-{id}"), "set_back"),
            (&format!("note-{id}"), "The step was too high."),
            (&format!("concern-{id}"), "3"),
            (&format!("link-{id}"), "came"),
            ("step", "Ring the hall"),
            ("concern", "Getting about"),
            ("severity", "4"),
            ("satisfied", "5"),
            ("anxious", "don’t know"),
            ("asked_how", "phone"),
            ("next_on", "Thursday"),
            ("next_at", "2pm"),
        ])
        .unwrap();
        assert_eq!(recorded.contact.minutes, Some(25));
        assert_eq!(recorded.moved[0].note.as_deref(), Some("The step was too high."));
        assert_eq!((recorded.rated[0].1.value(), recorded.arrivals[0].came), (3, true));
        assert_eq!(recorded.raised.unwrap().1.value(), 4);
        assert_eq!(recorded.reading.unwrap().answers.satisfied.given(), Some(5));
        assert_eq!(recorded.next.unwrap().at, "2026-11-26T14:00:00Z".parse().unwrap());
    }

    #[test]
    fn what_cannot_be_read_is_said_beside_its_field() {
        let long = "é".repeat(LONGEST + 1);
        for (field, value, at) in [
            ("kind", "telepathy", "kind"),
            ("reached", "", "reached"),
            ("on", "one day", "on"),
            ("at", "late", "at"),
            ("minutes", "ages", "minutes"),
            ("note", long.as_str(), "note"),
            ("severity", "4", "concern"),
            ("concern", "Money", "severity"),
            ("satisfied", "11", "satisfied"),
            ("next_at", "10:00", "next_on"),
            ("next_on", "Thursday", "next_at"),
            ("context", "at home", "matters"),
        ] {
            let problems = read(&[("asked_how", "phone"), (field, value)]).unwrap_err();
            assert!(problems.of(at).is_some(), "{field}: {problems:?}");
            assert_eq!(problems.iter().count(), 1, "{field}: {problems:?}");
        }
        assert!(read(&[("satisfied", "5")]).unwrap_err().of("asked_how").is_some());
    }

    #[test]
    fn any_script_and_sign_is_taken_as_it_is() {
        let note = format!("{}🧵\u{202e}مرحبا\u{202c}", "ł".repeat(290));
        assert_eq!(read(&[("note", &note)]).unwrap().contact.note, note);
        assert!(read(&[("note", &"🧵".repeat(LONGEST))]).is_ok());
    }
}
