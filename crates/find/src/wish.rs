//! What an entry must be, and what it had better be: the filters of a question and the wishes read from its words.

use jiff::civil::Weekday;

use crate::lexicon::same_language;
use crate::point::METRES_IN_A_MILE;
use crate::{Days, Entry, PartOfDay, Point, Query, Understood, Why};

/// How an entry answers a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    Yes,
    Unknown,
    No,
}

impl Fit {
    fn of(known: Option<bool>) -> Self {
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

/// How an entry answers all wishes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Answered {
    /// Wishes known to be met, in words.
    pub(crate) met: Vec<Why>,
    /// Wishes known to be missed.
    pub(crate) missed: usize,
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

    pub(crate) fn answered_by(&self, entry: &Entry) -> Answered {
        let mut answered = Answered::default();
        let mut weigh = |fit: Fit, why: Why| match fit {
            Fit::Yes => answered.met.push(why),
            Fit::Unknown => {}
            Fit::No => answered.missed += 1,
        };
        if !self.days.is_empty() {
            let shared = entry.days.shared(self.days);
            let known = (!entry.days.is_empty()).then_some(!shared.is_empty());
            weigh(Fit::of(known), Why::Day(shared));
        }
        if let Some(part) = self.part {
            weigh(part_of_day(entry, self.days, part), Why::Part(part));
        }
        if self.free {
            weigh(Fit::of(entry.free), Why::Free);
        }
        if let Some(age) = self.age {
            weigh(takes_age(entry, age), Why::Age(age));
        }
        if self.online {
            // What meets somewhere and does not say it can be joined from home cannot; what says neither might.
            let known = (entry.online || !entry.at.is_empty()).then_some(entry.online);
            weigh(Fit::of(known), Why::Online);
        }
        if self.accessible {
            weigh(if entry.accessible { Fit::Yes } else { Fit::Unknown }, Why::Accessible);
        }
        if let Some(language) = &self.language {
            let spoken = entry.languages.iter().any(|l| same_language(l, language));
            let known = (!entry.languages.is_empty()).then_some(spoken);
            weigh(Fit::of(known), Why::Language(language.clone()));
        }
        answered
    }
}

fn part_of_day(entry: &Entry, days: Days, part: PartOfDay) -> Fit {
    let mut openings = entry.times.iter().filter(|t| days.is_empty() || days.has(t.day)).peekable();
    let known = openings.peek().is_some();
    Fit::of(known.then(|| openings.any(|opening| part.touches(opening))))
}

fn takes_age(entry: &Entry, age: u8) -> Fit {
    match entry.ages {
        (None, None) => Fit::Unknown,
        (low, high) => Fit::of(Some(low.is_none_or(|low| low <= age) && high.is_none_or(|high| age <= high))),
    }
}

/// Whether an entry passes every filter of the question, all exact. `metres` is its distance, where it has one.
pub(crate) fn passes(entry: &Entry, query: &Query, metres: Option<f64>) -> bool {
    let in_reach = match (query.near, query.within_miles, metres) {
        (Some(_), Some(miles), Some(metres)) => metres <= miles * METRES_IN_A_MILE,
        _ => true,
    };
    let online = match query.online {
        None => true,
        Some(true) => entry.online,
        Some(false) => !entry.online || !entry.at.is_empty(),
    };
    in_reach
        && online
        && query.day.is_none_or(|day: Weekday| entry.days.has(day))
        && query.part.is_none_or(|part| part_of_day(entry, asked_days(query), part) == Fit::Yes)
        && (!query.room || entry.room == Some(true))
        && (!query.free || entry.free == Some(true))
        && query.age.is_none_or(|age| takes_age(entry, age) != Fit::No)
        && (!query.accessible || entry.accessible)
        && query.language.as_ref().is_none_or(|asked| entry.languages.iter().any(|l| same_language(l, asked)))
        && query.topic.as_ref().is_none_or(|asked| has_topic(entry, asked))
        && (query.topics.is_empty() || query.topics.iter().any(|asked| has_topic(entry, asked)))
}

/// The days whose openings the part of the day is looked for in: all, where no day is asked for.
fn asked_days(query: &Query) -> Days {
    query.day.map_or(Days::NONE, Days::from)
}

fn has_topic(entry: &Entry, asked: &str) -> bool {
    let asked = asked.trim().to_lowercase();
    entry.topics.iter().any(|topic| topic.trim().to_lowercase() == asked)
}

/// The filters an entry passed, in words.
pub(crate) fn passed(entry: &Entry, query: &Query) -> Vec<Why> {
    let mut why = Vec::new();
    why.extend(query.day.map(|day| Why::Day(day.into())));
    why.extend(query.part.map(Why::Part));
    why.extend(query.free.then_some(Why::Free));
    why.extend(query.room.then_some(Why::Room));
    why.extend(query.age.filter(|age| takes_age(entry, *age) == Fit::Yes).map(Why::Age));
    why.extend((query.online == Some(true)).then_some(Why::Online));
    why.extend(query.accessible.then_some(Why::Accessible));
    why.extend(query.language.clone().map(Why::Language));
    let topics = query.topic.iter().chain(query.topics.iter().filter(|asked| has_topic(entry, asked)));
    why.extend(topics.cloned().map(Why::Topic));
    why
}

/// Metres to the nearest meeting place of an entry.
pub(crate) fn nearest(entry: &Entry, from: Option<Point>) -> Option<f64> {
    let from = from?;
    entry.at.iter().map(|at| from.metres_to(*at)).min_by(f64::total_cmp)
}
