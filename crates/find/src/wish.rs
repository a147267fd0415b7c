//! What an entry must be, and what it had better be: the filters of a question and the wishes read from its words.

use jiff::civil::Weekday;

use crate::point::METRES_IN_A_MILE;
use crate::segment::Facts;
use crate::{Days, PartOfDay, Query, Understood, Why};

/// How an entry answers a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    Yes,
    Unknown,
    No,
}

impl Fit {
    pub(crate) fn of(known: Option<bool>) -> Self {
        match known {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::Unknown,
        }
    }
}

/// Wishes read from words: softer than filters, since the words may have meant something else.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Wishes {
    pub(crate) days: Days,
    pub(crate) part: Option<PartOfDay>,
    pub(crate) free: bool,
    pub(crate) age: Option<u8>,
    pub(crate) online: bool,
    pub(crate) accessible: bool,
    pub(crate) language: Option<String>,
}

impl Wishes {
    pub(crate) fn of(understood: &Understood, query: &Query) -> Self {
        let named = understood.days_from_now.zip(query.today).and_then(|(ahead, today)| {
            let date = today.checked_add(jiff::Span::new().days(i64::from(ahead))).ok()?;
            Some(Days::from(date.weekday()))
        });
        Self {
            days: understood.days.and(named.unwrap_or_default()),
            part: understood.part,
            free: understood.free,
            age: understood.age,
            online: understood.online,
            accessible: understood.accessible,
            language: understood.language.clone(),
        }
    }

    /// How many things are wished for.
    pub(crate) fn count(&self) -> usize {
        usize::from(!self.days.is_empty())
            + usize::from(self.part.is_some())
            + usize::from(self.free)
            + usize::from(self.age.is_some())
            + usize::from(self.online)
            + usize::from(self.accessible)
            + usize::from(self.language.is_some())
    }

    /// Tells how an entry answers each wish, with the reason that would be given if it does. `language` is how it answers
    /// the wish for one.
    pub(crate) fn weigh(&self, facts: &Facts, language: Fit, mut tell: impl FnMut(Fit, Why)) {
        if !self.days.is_empty() {
            let shared = facts.days.shared(self.days);
            let known = (!facts.days.is_empty()).then_some(!shared.is_empty());
            tell(Fit::of(known), Why::Day(shared));
        }
        if let Some(part) = self.part {
            tell(Fit::of(facts.runs_in(part, self.days)), Why::Part(part));
        }
        if self.free {
            tell(Fit::of(facts.free()), Why::Free);
        }
        if let Some(age) = self.age {
            tell(takes_age(facts, age), Why::Age(age));
        }
        if self.online {
            // What meets somewhere and does not say it can be joined from home cannot; what says neither might.
            let known = (facts.online() || facts.meets()).then_some(facts.online());
            tell(Fit::of(known), Why::Online);
        }
        if self.accessible {
            tell(if facts.accessible() { Fit::Yes } else { Fit::Unknown }, Why::Accessible);
        }
        if let Some(asked) = &self.language {
            tell(language, Why::Language(if language == Fit::Yes { asked.clone() } else { String::new() }));
        }
    }

    /// How many wishes an entry is known to meet, and how many to miss.
    pub(crate) fn answered(&self, facts: &Facts, language: Fit) -> Answered {
        let mut answered = Answered::default();
        self.weigh(facts, language, |fit, why| match fit {
            Fit::Yes => {
                answered.met += 1;
                answered.fit += if matches!(why, Why::Age(_)) { closeness(facts.ages()) } else { 1.0 };
            }
            Fit::Unknown => {}
            Fit::No => answered.missed += 1,
        });
        answered
    }
}

/// How an entry answers all that is wished.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Answered {
    /// Wishes it is known to meet.
    pub(crate) met: u8,
    /// Wishes it is known to miss.
    pub(crate) missed: u8,
    /// The sum over those met of how closely each is met, from 0 to 1.
    pub(crate) fit: f64,
}

/// Ages further apart than this are for nearly everybody: "from 18" is what most entries would say if they said anything.
const FOR_NEARLY_ALL: u8 = 50;
/// How closely such ages meet the wish for one.
pub(crate) const OPEN_TO_ALL: f64 = 0.25;

/// How closely ages that take the one wished for are meant for it: "over 60s" says more to someone of 63 than "adults" does.
pub(crate) fn closeness((low, high): (Option<u8>, Option<u8>)) -> f64 {
    let apart = high.unwrap_or(100).min(100).saturating_sub(low.unwrap_or(0));
    if apart > FOR_NEARLY_ALL { OPEN_TO_ALL } else { 1.0 }
}

fn takes_age(facts: &Facts, age: u8) -> Fit {
    match facts.ages() {
        (None, None) => Fit::Unknown,
        (low, high) => Fit::of(Some(low.is_none_or(|low| low <= age) && high.is_none_or(|high| age <= high))),
    }
}

/// Whether an entry passes every filter of the question that is about its facts, all exact.
pub(crate) fn passes(facts: &Facts, query: &Query) -> bool {
    let online = match query.online {
        None => true,
        Some(true) => facts.online(),
        Some(false) => !facts.online() || facts.meets(),
    };
    online
        && query.day.is_none_or(|day: Weekday| facts.days.has(day))
        && query.part.is_none_or(|part| facts.runs_in(part, asked_days(query)) == Some(true))
        && (!query.room || facts.room() == Some(true))
        && (!query.free || facts.free() == Some(true))
        && query.age.is_none_or(|age| takes_age(facts, age) != Fit::No)
        && (!query.accessible || facts.accessible())
}

/// The days whose openings the part of the day is looked for in: all, where no day is asked for.
fn asked_days(query: &Query) -> Days {
    query.day.map_or(Days::NONE, Days::from)
}

/// Whether something so far away is in the circle asked for. What meets nowhere comes to the person.
pub(crate) fn in_reach(query: &Query, metres: Option<f64>) -> bool {
    match (query.near, query.within_miles, metres) {
        (Some(_), Some(miles), Some(metres)) => metres <= miles * METRES_IN_A_MILE,
        _ => true,
    }
}

/// The filters an entry passed, in words; `topics` are those asked for that it has.
pub(crate) fn passed(facts: &Facts, query: &Query, topics: Vec<String>) -> Vec<Why> {
    let mut why = Vec::new();
    why.extend(query.day.map(|day| Why::Day(day.into())));
    why.extend(query.part.map(Why::Part));
    why.extend(query.free.then_some(Why::Free));
    why.extend(query.room.then_some(Why::Room));
    why.extend(query.age.filter(|age| takes_age(facts, *age) == Fit::Yes).map(Why::Age));
    why.extend((query.online == Some(true)).then_some(Why::Online));
    why.extend(query.accessible.then_some(Why::Accessible));
    why.extend(query.language.clone().map(Why::Language));
    why.extend(topics.into_iter().map(Why::Topic));
    why
}
