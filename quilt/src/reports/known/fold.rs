//! One line after the other: a pure fold from the ledger to rows.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use ledger::Entry;
use serde_json::Value;
use uuid::Uuid;

use crate::outcomes::Absent;
use crate::people::Described;
use crate::referrals::State;
use crate::reports::cube::{Builder, Row, Second};
use crate::reports::store_cube::{BEING_COUNTED, referrer_place};
use crate::settings::SchemeId;

/// The kinds of lines a report is drawn from.
pub(super) const KINDS: &[&str] = &[
    "person.added",
    "person.changed",
    "person.merged",
    "person.merge_undone",
    "consent.recorded",
    "referral.asked",
    "referral.offered",
    "referral.decided",
    "referral.started",
    "journey.begun",
    "journey.ended",
    "contact.recorded",
    "follow_up.answered",
    "reading.taken",
    "measure.put",
    "measure.put_off",
    "measure.declined",
    "concern.raised",
    "gap.found",
];

/// What the lines so far come to.
#[derive(Default)]
pub(super) struct Fold {
    /// Schemes by name, for lines written before they carried an id.
    schemes: HashMap<String, SchemeId>,
    people: HashMap<Uuid, Described>,
    referrals: HashMap<Uuid, Asked>,
    journeys: HashMap<Uuid, Walked>,
    answers: Vec<Answered>,
    absences: Vec<Missed>,
    /// Readings that were put right since.
    replaced: HashSet<Uuid>,
    gaps: Vec<(Uuid, String, Option<String>)>,
    /// The referrals that went to another record with a merge, by the record merged.
    moved: HashMap<Uuid, Vec<Uuid>>,
    /// People who said no to being counted.
    uncounted: HashSet<Uuid>,
    /// People whose lines are empty.
    gone: HashSet<Uuid>,
    lines: u64,
    emptied: u64,
}

struct Asked {
    person: Uuid,
    scheme: Option<SchemeId>,
    referrer: u8,
    state: State,
    asked: Timestamp,
    offered: bool,
    decided: Option<Timestamp>,
    journey: Option<Uuid>,
}

struct Answered {
    reading: Option<Uuid>,
    journey: Uuid,
    at: Timestamp,
    code: String,
    value: f64,
}

/// Why an answer is missing.
struct Missed {
    reading: Option<Uuid>,
    journey: Uuid,
    at: Timestamp,
    measure: String,
    item: Option<String>,
    absent: Absent,
}

#[derive(Default)]
struct Walked {
    begun: Option<Timestamp>,
    first_conversation: Option<Timestamp>,
    ended: Option<Timestamp>,
    contacts: u16,
    followed_up: bool,
    concerns: Vec<String>,
}

impl Fold {
    pub fn of(schemes: impl Iterator<Item = (String, SchemeId)>) -> Fold {
        Fold { schemes: schemes.collect(), ..Fold::default() }
    }

    pub fn lines(&self) -> u64 {
        self.lines
    }

    pub fn emptied(&self) -> u64 {
        self.emptied
    }

    /// Takes the next line in.
    pub fn take(&mut self, entry: &Entry) {
        self.lines += 1;
        let Some(facts) = &entry.facts else {
            self.emptied += 1;
            self.gone.insert(entry.about);
            return;
        };
        let thread = entry.thread.unwrap_or(entry.about);
        match entry.kind.as_str() {
            "person.added" | "person.changed" => {
                if !facts["known"].is_null() {
                    self.people.insert(entry.about, Described::from_facts(&facts["known"]));
                }
            }
            "consent.recorded" => self.on_counting(entry.about, facts),
            "person.merged" => self.merge(entry.about, id(facts, "merged")),
            "person.merge_undone" => self.part(id(facts, "merged")),
            "referral.asked" => self.asked(thread, entry, facts),
            "referral.offered" | "referral.decided" | "referral.started" => {
                self.on_referral(thread, entry, facts)
            }
            "reading.taken" => self.answered(thread, entry, facts),
            "measure.put" | "measure.put_off" | "measure.declined" => self.put(thread, entry, facts),
            "gap.found" => {
                let need = text(facts, "need").to_owned();
                self.gaps.push((thread, need, facts["town"].as_str().map(str::to_owned)));
            }
            _ => self.on_journey(thread, entry, facts),
        }
    }

    fn asked(&mut self, referral: Uuid, entry: &Entry, facts: &Value) {
        let named = || self.schemes.get(text(facts, "scheme")).copied();
        let asked = Asked {
            person: entry.about,
            scheme: text(facts, "scheme_id").parse().ok().or_else(named),
            referrer: referrer_place(text(facts, "referrer_kind")),
            state: State::Waiting,
            asked: entry.happened,
            offered: facts["offered"].as_bool().unwrap_or(false),
            decided: None,
            journey: None,
        };
        self.referrals.insert(referral, asked);
    }

    fn on_referral(&mut self, referral: Uuid, entry: &Entry, facts: &Value) {
        let Some(asked) = self.referrals.get_mut(&referral) else { return };
        match entry.kind.as_str() {
            "referral.offered" => asked.offered = true,
            "referral.started" => {
                asked.state = State::Started;
                asked.journey = id(facts, "journey");
            }
            _ => {
                asked.state = State::parse(text(facts, "state")).unwrap_or(asked.state);
                asked.decided = Some(entry.happened);
                asked.offered |= matches!(asked.state, State::Accepted | State::Declined);
            }
        }
    }

    fn on_journey(&mut self, journey: Uuid, entry: &Entry, facts: &Value) {
        let walked = self.journeys.entry(journey).or_default();
        match entry.kind.as_str() {
            "journey.begun" => walked.begun = Some(entry.happened),
            "journey.ended" => walked.ended = Some(entry.happened),
            "contact.recorded" => {
                walked.contacts = walked.contacts.saturating_add(1);
                let spoke = facts["reached"].as_bool().unwrap_or(false)
                    && !matches!(text(facts, "kind"), "for_them" | "letter");
                if spoke && walked.first_conversation.is_none() {
                    walked.first_conversation = Some(entry.happened);
                }
            }
            "follow_up.answered" => walked.followed_up = true,
            "concern.raised" => walked.concerns.push(text(facts, "words").to_owned()),
            _ => {}
        }
    }

    /// The four answers of ONS4 stand among the facts; those of other measures under `scores`.
    fn answered(&mut self, journey: Uuid, entry: &Entry, facts: &Value) {
        self.replaced.extend(id(facts, "replaces"));
        if entry.thread.is_none() || facts["valid"].as_bool() == Some(false) {
            return;
        }
        self.missed(journey, entry, facts);
        const FOUR: [&str; 4] = ["satisfied", "worthwhile", "happy", "anxious"];
        let measure = text(facts, "measure");
        let four = measure == "ons4";
        let scores = if four { facts.as_object() } else { facts["scores"].as_object() };
        for (name, value) in scores.into_iter().flatten() {
            if let (true, Some(value)) = (!four || FOUR.contains(&name.as_str()), value.as_f64()) {
                let (reading, code) = (id(facts, "reading"), format!("{measure}.{name}"));
                self.answers.push(Answered { reading, journey, at: entry.happened, code, value });
            }
        }
    }

    fn missed(&mut self, journey: Uuid, entry: &Entry, facts: &Value) {
        for (item, reason) in facts["missing"].as_object().into_iter().flatten() {
            if let Some(absent) = reason.as_str().filter(|_| item != "why").and_then(Absent::parse) {
                let (reading, measure) = (id(facts, "reading"), text(facts, "measure").to_owned());
                let item = Some(item.clone());
                self.absences.push(Missed { reading, journey, at: entry.happened, measure, item, absent });
            }
        }
    }

    /// A question put, put off or declined: without an answer since, that is why there is none.
    fn put(&mut self, journey: Uuid, entry: &Entry, facts: &Value) {
        let declined = (entry.kind == "measure.declined").then_some(Absent::Refused);
        if let Some(absent) = declined.or_else(|| Absent::put(text(facts, "how"))) {
            let measure = text(facts, "measure").to_owned();
            let (at, item) = (entry.happened, None);
            self.absences.push(Missed { reading: None, journey, at, measure, item, absent });
        }
    }

    fn on_counting(&mut self, person: Uuid, facts: &Value) {
        if text(facts, "about") == BEING_COUNTED {
            if facts["given"].as_bool() == Some(true) {
                self.uncounted.remove(&person);
            } else {
                self.uncounted.insert(person);
            }
        }
    }

    fn merge(&mut self, kept: Uuid, merged: Option<Uuid>) {
        let Some(merged) = merged else { return };
        let mut moved = Vec::new();
        for (id, asked) in self.referrals.iter_mut().filter(|(_, asked)| asked.person == merged) {
            asked.person = kept;
            moved.push(*id);
        }
        self.moved.insert(merged, moved);
    }

    /// A merge was undone: what moved goes back.
    fn part(&mut self, merged: Option<Uuid>) {
        let Some(merged) = merged else { return };
        for id in self.moved.remove(&merged).unwrap_or_default() {
            if let Some(asked) = self.referrals.get_mut(&id) {
                asked.person = merged;
            }
        }
    }

    /// Puts what came of it in rows, by their ids, so that the same lines give the same rows.
    pub fn into_rows(self, builder: &mut Builder<'_>) {
        let mut referrals: Vec<(&Uuid, &Asked)> = self.referrals.iter().collect();
        referrals.sort_unstable_by_key(|(id, _)| **id);
        let mut rows = HashMap::new();
        for (referral, asked) in referrals {
            let Some(scheme) = asked.scheme.filter(|_| !self.gone.contains(&asked.person)) else { continue };
            let row = self.row(*referral, asked, scheme, builder);
            let at = builder.row(&row);
            rows.extend(asked.journey.map(|journey| (journey, at)));
        }
        for it in &self.answers {
            let replaced = it.reading.is_some_and(|reading| self.replaced.contains(&reading));
            if let Some(row) = rows.get(&it.journey).filter(|_| !replaced) {
                builder.answer(*row, it.at, &it.code, it.value);
            }
        }
        for it in &self.absences {
            let replaced = it.reading.is_some_and(|reading| self.replaced.contains(&reading));
            if let Some(row) = rows.get(&it.journey).filter(|_| !replaced) {
                builder.absent(*row, it.at, &it.measure, it.item.as_deref(), it.absent);
            }
        }
        for (journey, need, town) in &self.gaps {
            if let Some(row) = rows.get(journey) {
                builder.gap(*row, need, town.as_deref());
            }
        }
    }

    fn row(&self, referral: Uuid, asked: &Asked, scheme: SchemeId, builder: &mut Builder<'_>) -> Row {
        let walked = asked.journey.and_then(|journey| self.journeys.get(&journey));
        let said_yes = walked.and_then(|walked| asked.decided.or(walked.begun));
        let concerns = walked.map_or(&[][..], |walked| &walked.concerns[..]);
        let who = self.people.get(&asked.person).map_or_else(Default::default, |known| builder.who(known));
        Row {
            referral,
            person: asked.person,
            journey: asked.journey.unwrap_or_default(),
            scheme: builder.scheme(scheme),
            state: asked.state,
            referrer: asked.referrer,
            asked: Second::of(asked.asked),
            offered: asked.offered,
            decided: Second::or_never(asked.decided),
            said_yes: Second::or_never(said_yes),
            first_conversation: Second::or_never(walked.and_then(|walked| walked.first_conversation)),
            ended: Second::or_never(walked.and_then(|walked| walked.ended)),
            contacts: walked.map_or(0, |walked| walked.contacts),
            followed_up: walked.is_some_and(|walked| walked.followed_up),
            who,
            needs: concerns.iter().fold(0, |bits, words| bits | builder.about(words)),
            counted: !self.uncounted.contains(&asked.person),
        }
    }
}

fn text<'a>(facts: &'a Value, name: &str) -> &'a str {
    facts[name].as_str().unwrap_or_default()
}

fn id(facts: &Value, name: &str) -> Option<Uuid> {
    text(facts, name).parse().ok()
}
