//! What changed: the first and the last answer to one question, on the same people, with who
//! is missing beside it. One question at a time: the four have no sum.

use jiff::Timestamp;
use measure::bands::Histogram;
use measure::instrument::ONS4;
use measure::{Interval, Item, Pairs, Suppressed, SuppressedMean, drift, missing};

/// How far two answers of a person whose life did not change are taken to agree (their
/// correlation), for saying how much of a change may be people feeling better anyway. From
/// 0.6 to 0.7 in repeated surveys of life satisfaction; the smaller, so the caution is the larger.
pub(super) const AGREEMENT: f64 = 0.6;

/// The first and the last answer to one question in one journey.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Ends {
    first: Option<(Timestamp, u8)>,
    last: Option<(Timestamp, u8)>,
}

impl Ends {
    /// Takes an answer in, in whatever order they come.
    pub fn add(&mut self, at: Timestamp, answer: u8) {
        if self.first.is_none_or(|(first, _)| at < first) {
            self.first = Some((at, answer));
        }
        if self.last.is_none_or(|(last, _)| at > last) {
            self.last = Some((at, answer));
        }
    }

    /// Both, when they were two readings.
    fn pair(&self) -> Option<(u8, u8)> {
        let (first, last) = (self.first?, self.last?);
        (first.0 < last.0).then_some((first.1, last.1))
    }
}

/// What changed in the answers to one question, fit to print.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub item: &'static Item,
    /// People with both readings.
    pub n: Suppressed,
    /// People who began a journey.
    pub began: Suppressed,
    /// Of those who began, in per cent.
    pub both: Option<u8>,
    pub only_one: Suppressed,
    pub none: Suppressed,
    /// Nothing when fewer than eight people have both.
    pub figures: Option<Figures>,
}

#[derive(Debug, Clone)]
pub(super) struct Figures {
    pub before: SuppressedMean,
    pub after: SuppressedMean,
    /// After minus before.
    pub change: f64,
    pub interval: Option<Interval>,
    /// Standardised response mean: the change over the standard deviation of changes.
    pub srm: Option<f64>,
    pub up: Suppressed,
    pub same: Suppressed,
    pub down: Suppressed,
    /// People at each score: before, after.
    pub scores: Vec<(u8, Suppressed, Suppressed)>,
    /// How much of the change could have come by itself, in its direction; nothing when the
    /// group began no worse than the country.
    pub by_itself: Option<f64>,
    /// The change if everyone without a second answer had stayed as they were.
    pub if_missing_stayed: Option<f64>,
}

impl Change {
    /// Of the answers to one question in each journey begun; journeys without an answer may be left out of `ends`.
    pub fn of(item: &'static Item, ends: &[Ends], began: u64) -> Change {
        let pairs: Vec<(u8, u8)> = ends.iter().filter_map(Ends::pair).collect();
        let lost: Vec<f64> = ends
            .iter()
            .filter(|e| e.pair().is_none())
            .filter_map(|e| e.first)
            .map(|(_, a)| f64::from(a))
            .collect();
        let (n, one) = (pairs.len() as u64, lost.len() as u64);
        let shown = Suppressed::new(n);
        Change {
            item,
            n: shown,
            began: Suppressed::new(began),
            both: shown.percent_of(Suppressed::new(began)),
            only_one: Suppressed::new(one),
            none: Suppressed::new(began.saturating_sub(n + one)),
            figures: (n >= measure::suppress::FEWEST).then(|| Figures::of(item, &pairs, &lost)).flatten(),
        }
    }
}

impl Figures {
    fn of(item: &'static Item, scores: &[(u8, u8)], lost: &[f64]) -> Option<Figures> {
        let pairs = Pairs::of_scores(scores);
        let summary = pairs.summary()?;
        let before = Histogram::of(item, scores.iter().map(|pair| pair.0));
        let after = Histogram::of(item, scores.iter().map(|pair| pair.1));
        let counts = (item.low..=item.high).zip(before.counts).zip(after.counts);
        let bounds = missing::bounds(&pairs, lost, f64::from(item.low), f64::from(item.high)).ok().flatten();
        Some(Figures {
            before: SuppressedMean::new(summary.before.mean, summary.n),
            after: SuppressedMean::new(summary.after.mean, summary.n),
            change: summary.change.mean,
            interval: summary.interval,
            srm: summary.effect.srm,
            up: Suppressed::new(summary.up.count),
            same: Suppressed::new(summary.same.count),
            down: Suppressed::new(summary.down.count),
            scores: counts.map(|((score, b), a)| (score, Suppressed::new(b), Suppressed::new(a))).collect(),
            by_itself: by_itself(item, summary.before.mean),
            if_missing_stayed: bounds.filter(|bounds| bounds.missing > 0).map(|bounds| bounds.no_change),
        })
    }
}

/// The published mean of the country for this question.
pub(super) fn country(item: &Item) -> Option<f64> {
    ONS4.norms.iter().find(|norm| norm.of == item.code).map(|norm| norm.mean)
}

/// An upper bound of the change that would have come by itself, with its sign.
fn by_itself(item: &Item, before: f64) -> Option<f64> {
    let drift = drift::by_mean_before(country(item)?, before, AGREEMENT).ok()?;
    (item.direction.gain(drift) > 0.0).then_some(drift)
}

#[cfg(test)]
mod tests {
    use measure::instrument::{ANXIOUS, SATISFIED};

    use super::*;

    fn ends(first: u8, last: u8) -> Ends {
        let mut ends = Ends::default();
        ends.add(Timestamp::from_second(2_000).unwrap(), last);
        ends.add(Timestamp::from_second(1_000).unwrap(), first);
        ends.add(Timestamp::from_second(1_500).unwrap(), 10);
        ends
    }

    fn once(answer: u8) -> Ends {
        let mut ends = Ends::default();
        ends.add(Timestamp::UNIX_EPOCH, answer);
        ends
    }

    #[test]
    fn two_readings_make_a_pair_and_one_does_not() {
        assert_eq!(ends(3, 6).pair(), Some((3, 6)));
        assert_eq!((once(4).pair(), Ends::default().pair()), (None, None));
    }

    /// Ten people worked out by hand (the interval is t(9) = 2.262157 times 1.0801234 / √10 round 1.5).
    #[test]
    fn the_toy_world() {
        let (before, after) = ([4, 5, 3, 6, 5, 2, 7, 4, 5, 3], [6, 6, 5, 7, 5, 5, 7, 6, 8, 4]);
        let mut all: Vec<Ends> = before.into_iter().zip(after).map(|(b, a)| ends(b, a)).collect();
        all.extend([once(2), once(8)]);
        let change = Change::of(&SATISFIED, &all, 20);
        assert_eq!(
            (change.n.to_string(), change.both, change.none.is_hidden()),
            ("10".into(), Some(50), false)
        );
        assert!(change.only_one.is_hidden());
        let figures = change.figures.unwrap();
        assert_eq!((figures.before.to_string(), figures.after.to_string()), ("4.4".into(), "5.9".into()));
        let interval = figures.interval.unwrap();
        assert!((interval.low - 0.727_326_2).abs() < 1e-6 && (interval.high - 2.272_673_8).abs() < 1e-6);
        assert!((figures.srm.unwrap() - 1.388_730_2).abs() < 1e-6);
        // (1 − 0.6) × (7.45 − 4.4) = 1.22
        assert!((figures.by_itself.unwrap() - 1.22).abs() < 1e-9);
        // 15 points over 12 people
        assert!((figures.if_missing_stayed.unwrap() - 1.25).abs() < 1e-9);
        assert!(
            figures
                .scores
                .iter()
                .all(|(_, b, a)| b.shown().is_none_or(|n| n == 0) && a.shown().is_none_or(|n| n == 0))
        );
    }

    #[test]
    fn seven_people_show_nothing() {
        let change = Change::of(&SATISFIED, &[ends(3, 6); 7], 100);
        assert!(change.n.is_hidden() && change.figures.is_none() && change.both.is_none());
    }

    #[test]
    fn anxious_people_calm_by_themselves_and_calm_people_do_not() {
        // (1 − 0.6) × (3.23 − 7) = −1.508
        let change = |first| Change::of(&ANXIOUS, &[ends(first, 4); 8], 8).figures.unwrap().by_itself;
        assert!((change(7).unwrap() + 1.508).abs() < 1e-9);
        assert_eq!(change(2), None);
    }
}
