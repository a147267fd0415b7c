//! A question once understood: everything about it that entries are held against.

use crate::needs::Topic;
use crate::reasons::Concept;
use crate::stand_in::StandIn;
use crate::wish::Wishes;
use crate::{Entry, Point, Query, Understood};

/// A question once understood.
pub(crate) struct Asked<'a> {
    pub(crate) query: &'a Query,
    pub(crate) understood: Understood,
    pub(crate) wishes: Wishes,
    /// Words that stand in for wishes, where an entry's fields do not say.
    pub(crate) stand_ins: Vec<StandIn>,
    pub(crate) concepts: Vec<Concept>,
    pub(crate) from: Option<Point>,
}

impl Asked<'_> {
    /// How far the entry is for some people of whom the question does not speak: half where it is for others it speaks of.
    pub(crate) fn narrow(&self, entry: &Entry) -> f64 {
        let spoken_of = |topic: &Topic| self.concepts.iter().any(|concept| concept.topics.contains(topic));
        let narrow =
            entry.topics.iter().filter_map(|name| Topic::named(name)).filter(|topic| topic.is_for_some());
        match narrow.fold(
            (0, 0),
            |(spoken, not), t| if spoken_of(&t) { (spoken + 1, not) } else { (spoken, not + 1) },
        ) {
            (_, 0) => 0.0,
            (0, _) => 1.0,
            _ => 0.5,
        }
    }
}
