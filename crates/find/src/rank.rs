//! Putting entries in order: how well the words fit, how near, how sure.

use crate::point::METRES_IN_A_MILE;

/// Weights beside a text fit of 1. Chosen on the judged questions in the tests; their order matters more than their size:
/// what was asked for outweighs where it is, and both outweigh how lately it was confirmed.
const NEAR: f64 = 0.45;
const WISH: f64 = 0.30;
/// What a wish found only in an entry's words counts beside one it is known to meet.
pub(crate) const IN_WORDS: f64 = 0.8;
const NAMED_PLACE: f64 = 0.25;
/// What is for some people comes after what is for anybody, unless the question speaks of them.
const TOO_NARROW: f64 = 0.07;
const FRESH: f64 = 0.06;
const FULL: f64 = 0.08;
/// A place this far away counts half as near as one next door.
const HALF_AS_NEAR: f64 = 4.0 * METRES_IN_A_MILE;
/// Entries that come to the person, or whose place is unknown, count as this near.
const ANYWHERE: f64 = 0.4;

/// What the order depends on, for one entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    /// Fit of the words, 0 to 1; nothing when the question has none that are looked for.
    pub(crate) text: Option<f64>,
    /// Whether distances are measured at all, and this entry's.
    pub(crate) metres: Option<Option<f64>>,
    /// How closely wishes are met, each a share of all, 0 to 1.
    pub(crate) wishes: f64,
    /// Wishes it is known to miss, out of those wished, 0 to 1.
    pub(crate) missed: f64,
    /// Wishes found in its words, where its fields do not say, 0 to 1.
    pub(crate) in_words: f64,
    /// How far it is for some people only, of whom the question does not speak, 0 to 1.
    pub(crate) narrow: f64,
    /// It serves the place that was named.
    pub(crate) named_place: bool,
    /// Known to have no room.
    pub(crate) full: bool,
    /// The day it was last confirmed and today, by number.
    pub(crate) assured: Option<i32>,
    pub(crate) today: Option<i32>,
}

/// From here on the words fit so well that what they fit is about the thing asked for.
pub(crate) const ABOUT_IT: f64 = 0.6;

/// One number to sort by, higher first.
pub(crate) fn score(s: &Standing) -> f64 {
    let near = match s.metres {
        None => 0.0,
        Some(None) => NEAR * ANYWHERE,
        Some(Some(metres)) => NEAR * HALF_AS_NEAR / (HALF_AS_NEAR + metres),
    };
    let place = if s.named_place { NAMED_PLACE } else { 0.0 };
    let full = if s.full { FULL } else { 0.0 };
    let narrow = TOO_NARROW * s.narrow;
    // What is not about the thing asked for is no better for being on the right day.
    let wishes = WISH * (s.wishes - s.missed + IN_WORDS * s.in_words) * s.text.unwrap_or(1.0);
    s.text.unwrap_or(0.0) + near + wishes + place + FRESH * fresh(s.assured, s.today) - full - narrow
}

/// What an entry steps down for each better one it is like, and how many steps at most: far enough that others as good
/// come first, and not so far that it comes after what hardly fits.
const STEP: f64 = 0.12;
const STEPS: usize = 4;

/// The score of an entry that goes some steps down.
pub(crate) fn stepped_down(score: f64, steps: usize) -> f64 {
    score - STEP * steps.min(STEPS) as f64
}

/// What being about a need counts beside holding words for it: an entry that only mentions it never comes to more than
/// the rest.
const ABOUT: f64 = 0.55;
/// What is left of that where a need has several topics and the entry has one of them.
const ABOUT_ONE: f64 = 0.8;

/// How tellingly an entry meets a need, from 0 to 1: `words` is how tellingly it holds words for it, `on` how many of the
/// need's topics it has.
pub(crate) fn about(words: f64, on: usize, of: usize) -> f64 {
    let about = match on {
        0 => 0.0,
        1 if of > 1 => ABOUT * ABOUT_ONE,
        _ => ABOUT,
    };
    about + (1.0 - ABOUT) * words
}

/// 1 for entries confirmed within three months, falling to 0 at two years; 0 when never confirmed or today is unknown.
fn fresh(assured: Option<i32>, today: Option<i32>) -> f64 {
    let Some((assured, today)) = assured.zip(today) else { return 0.0 };
    let days = f64::from(today.saturating_sub(assured).clamp(0, 10_000));
    (1.0 - (days - 91.0) / (730.0 - 91.0)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::day_number;
    use jiff::civil::date;

    #[test]
    fn freshness_fades() {
        let day = |year, month, day| Some(day_number(date(year, month, day)));
        let today = day(2026, 3, 1);
        assert_eq!(fresh(day(2026, 2, 1), today), 1.0);
        assert_eq!(fresh(day(2023, 2, 1), today), 0.0);
        assert_eq!(fresh(day(2030, 2, 1), today), 1.0);
        assert_eq!(fresh(None, today), 0.0);
        let half = fresh(day(2025, 1, 15), today);
        assert!((0.4..0.6).contains(&half), "{half}");
    }

    #[test]
    fn nearer_is_higher_and_full_is_lower() {
        let (entry, full) = (false, true);
        let at = |full, metres| {
            score(&Standing {
                text: Some(0.5),
                metres: Some(metres),
                wishes: 0.0,
                missed: 0.0,
                in_words: 0.0,
                narrow: 0.0,
                named_place: false,
                full,
                assured: None,
                today: None,
            })
        };
        assert!(at(entry, Some(100.0)) > at(entry, Some(5_000.0)));
        assert!(at(entry, Some(5_000.0)) > at(entry, None));
        assert!(at(entry, None) > at(entry, Some(50_000.0)));
        assert!(at(full, None) < at(entry, None));
    }
}
