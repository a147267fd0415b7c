//! “On average 10.0 GP appointments a year, now 8.6”: a figure other pages can show.

use measure::{Suppressed, SuppressedMean};

use super::UseKind;
use super::chosen::Chosen;
use super::story::Story;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    pub kind: UseKind,
    pub people: Suppressed,
    /// A year, on average.
    pub before: SuppressedMean,
    pub after: SuppressedMean,
    /// Whether there are people to compare with: without, a fall may be no more than chance.
    pub compared: bool,
}

impl Figure {
    /// Nothing when too few people are behind it.
    pub fn words(&self) -> Option<String> {
        let (before, after) = (self.before.shown()?, self.after.shown()?);
        let what = self.kind.words();
        Some(format!(
            "On average {before:.1} {what} a year before the journey began, and {after:.1} after, of {} people.",
            self.people
        ))
    }
}

/// The figure of a story.
pub fn figure_of(story: &Story) -> Option<Figure> {
    let seen = story.change.as_ref()?.seen;
    let year = story.scope.a_year();
    let n = story.seen.n();
    Some(Figure {
        kind: story.scope.kind,
        people: Suppressed::of(story.seen),
        before: SuppressedMean::new(seen.before.mean * year, n),
        after: SuppressedMean::new(seen.after.mean * year, n),
        compared: story.chosen != Chosen::Nothing,
    })
}
