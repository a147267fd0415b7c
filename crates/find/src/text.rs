//! How tellingly an entry holds a word: the weight of each field, and BM25 within a field.

use crate::Entry;
use crate::query::Where;
use crate::segment::{Postings, Shape};

/// What a second field holding the same word adds, next to the best one.
pub(crate) const ALSO: f32 = 0.15;

/// Fields with how telling a word in them is. Chosen on the judged questions in the tests.
pub(crate) const TELLING: [(Where, f32); FIELDS] = [
    (Where::Name, 2.2),
    (Where::Topic, 2.6),
    (Where::Audience, 1.6),
    (Where::Place, 1.0),
    (Where::Organization, 0.9),
    (Where::Description, 1.6),
];

/// How many fields there are.
pub(crate) const FIELDS: usize = 6;

/// BM25: how soon saying a word again stops counting, and how much a long text counts against it.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// The texts of an entry that belong to a field.
pub(crate) fn texts(entry: &Entry, place: Where) -> &[String] {
    match place {
        Where::Name => std::slice::from_ref(&entry.name),
        Where::Topic => &entry.topics,
        Where::Audience => &entry.audience,
        Where::Place => &entry.place,
        Where::Organization => std::slice::from_ref(&entry.organization),
        Where::Description => std::slice::from_ref(&entry.description),
    }
}

/// Every field, most telling first.
pub(crate) fn fields() -> impl Iterator<Item = Where> {
    TELLING.into_iter().map(|(place, _)| place)
}

/// The most telling field that holds a term.
pub(crate) fn found_in(shape: Shape) -> Option<Where> {
    fields().nth(shape.fields.trailing_zeros() as usize)
}

/// How long a text is, in one byte: exactly up to forty words, then by steps that grow with it.
pub(crate) fn length_code(words: usize) -> u8 {
    (0..=u8::MAX).rev().find(|code| length(*code) as usize <= words).unwrap_or(0)
}

/// The length a code stands for.
pub(crate) fn length(code: u8) -> u32 {
    match u32::from(code) {
        short @ 0..40 => short,
        long => {
            let (step, doubled) = ((long - 24) % 8, (long - 24) / 8 - 1);
            (8 + step).checked_shl(doubled).map_or(u32::MAX, |more| more.saturating_add(24))
        }
    }
}

/// What is known of all texts together, so that a word in few of them tells more than one in many.
#[derive(Debug, Clone)]
pub(crate) struct Statistics {
    entries: u32,
    /// For each field and length, what a text of that length counts against a word in it.
    against: Vec<[f32; 256]>,
}

impl Statistics {
    /// `words` are those of all entries in each field.
    pub(crate) fn new(entries: u32, words: [u64; FIELDS]) -> Self {
        let against = words.map(|words| {
            // Where nothing is usual yet, one word is.
            let usual = if words == 0 { 1.0 } else { words as f32 / entries.max(1) as f32 };
            std::array::from_fn(|code| K1 * (1.0 - B + B * length(code as u8) as f32 / usual))
        });
        Self { entries, against: against.to_vec() }
    }

    /// The weight of a term in each field, from how many entries hold it there; for a phrase, of each of its words.
    pub(crate) fn weights(&self, held: impl Iterator<Item = [u32; FIELDS]>) -> [f32; FIELDS] {
        let mut weights = [0.0; FIELDS];
        for held in held {
            for (weight, held) in weights.iter_mut().zip(held) {
                let others = self.entries.saturating_sub(held) as f32;
                *weight += (1.0 + (others + 0.5) / (held as f32 + 0.5)).ln();
            }
        }
        for (weight, (_, telling)) in weights.iter_mut().zip(TELLING) {
            *weight *= telling * (1.0 + K1);
        }
        weights
    }

    /// What tells how much an entry scores for a term with these weights.
    pub(crate) fn scoring(&self, weights: [f32; FIELDS]) -> Scoring<'_> {
        let plain = std::array::from_fn(|length| {
            weights[FIELDS - 1] * (1.0 / (1.0 + self.against[FIELDS - 1][length]))
        });
        Scoring { all: self, weights, plain }
    }
}

/// The scores of one term.
#[derive(Debug, Clone)]
pub(crate) struct Scoring<'a> {
    all: &'a Statistics,
    weights: [f32; FIELDS],
    /// For each length of a description, the score of being in it once and nowhere else, as half of all postings are.
    plain: [f32; 256],
}

impl Scoring<'_> {
    /// The best field's score and the sum of all fields' for one entry.
    #[inline]
    pub(crate) fn score(&self, shape: Shape, lengths: &[u8; FIELDS]) -> (f32, f32) {
        if shape == Shape::PLAIN {
            let score = self.plain[usize::from(lengths[FIELDS - 1])];
            return (score, score);
        }
        let (mut best, mut sum) = (0.0_f32, 0.0_f32);
        let mut left = shape.fields;
        while left != 0 {
            let field = left.trailing_zeros() as usize % FIELDS;
            left &= left - 1;
            let often = f32::from(shape.often[field]);
            let against = self.all.against[field][usize::from(lengths[field])];
            let score = self.weights[field] * (often / (often + against));
            best = best.max(score);
            sum += score;
        }
        (best, sum)
    }
}

/// The best field counts whole, every other a little.
#[inline]
pub(crate) fn together(best: f32, sum: f32) -> f32 {
    best + ALSO * (sum - best)
}

/// How many entries hold a term in each field, over several segments.
pub(crate) fn held<'a>(lists: impl Iterator<Item = Postings<'a>>) -> [u32; FIELDS] {
    let mut all = [0; FIELDS];
    for list in lists {
        for (all, held) in all.iter_mut().zip(list.fields()) {
            *all += held;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_kept_roughly_and_in_order() {
        assert!((0..=40).all(|words| length(length_code(words)) as usize == words));
        assert!((0..=u8::MAX).map(length).is_sorted());
        for words in [41, 57, 100, 999, 70_000] {
            let kept = f64::from(length(length_code(words)));
            assert!(kept <= words as f64 && kept > words as f64 * 0.88, "{words} {kept}");
        }
        assert!(length_code(usize::MAX) >= length_code(1_000_000));
    }

    #[test]
    fn rarer_words_and_shorter_texts_tell_more() {
        let all = Statistics::new(1_000, [3_000, 1_000, 1_000, 1_000, 2_000, 60_000]);
        let mut shape = Shape::default();
        shape.add(0);
        let score = |held, words| {
            let weights = all.weights(std::iter::once([held; FIELDS]));
            all.scoring(weights).score(shape, &[length_code(words); FIELDS]).0
        };
        assert!(score(3, 4) > score(300, 4) && score(3, 2) > score(3, 9));
        assert_eq!(found_in(shape), Some(Where::Name));
        assert_eq!(found_in(Shape::default()), None);
        assert_eq!(together(2.0, 3.0), 2.15);
    }
}
