//! What changed in one score, on the same people, fit to print: moved by less than one person's answer, then rounded.

use measure::distribution::Middle;
use measure::paired::Spread;
use measure::{Crowd, Interval, Pairs, Summary, Suppressed, SuppressedMean, bootstrap, drift, missing};

use super::grid::Grid;
use super::spec::Spec;
use super::why::Why;

/// How far two answers of a person whose life did not change are taken to agree (their
/// correlation), for saying how much of a change may be people feeling better anyway. From
/// 0.6 to 0.7 in repeated surveys of life satisfaction; the smaller, so the caution is the larger.
pub(super) const AGREEMENT: f64 = 0.6;

/// Share of people at an end of the scale from which a mean's usual interval misleads.
const AT_THE_END: u8 = 15;

/// Everyone who began, by what they answered.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub spec: Spec,
    pub began: Suppressed,
    /// Gave a first answer.
    pub baseline: Suppressed,
    /// Gave both.
    pub n: Suppressed,
    /// Both, of those who began, in per cent.
    pub both: Option<u8>,
    pub only_one: Suppressed,
    /// The two answers lie nearer together or farther apart than was asked for.
    pub outside: Suppressed,
    /// So few lay outside that they are in the figures after all.
    pub kept_outside: bool,
    pub none: Suppressed,
    /// Why they have no answer, or no second.
    pub why: Vec<Why>,
    /// Nothing when fewer than eight people have both.
    pub figures: Option<Figures>,
}

#[derive(Debug, Clone)]
pub(super) struct Figures {
    pub before: Place,
    pub after: Place,
    /// After minus before.
    pub change: f64,
    pub change_sd: Option<f64>,
    pub change_middle: [Option<f64>; 3],
    /// Student's t on the pairs.
    pub interval: Option<Interval>,
    /// Resampled, which asks for no bell curve.
    pub resampled: Option<Interval>,
    /// Few people or the ends of the scale make the first doubtful.
    pub doubtful: bool,
    pub effects: Effects,
    pub up: Suppressed,
    pub same: Suppressed,
    pub down: Suppressed,
    /// The points beyond noise, and how many changed so far: for the better, not, for the worse.
    pub reliable: Option<(f64, [Part; 3])>,
    /// People at each score: before, after.
    pub scores: Vec<(String, Suppressed, Suppressed)>,
    /// At the lowest and the highest score in per cent: before, after.
    pub ends: [(Option<u8>, Option<u8>); 2],
    /// From which band (row) to which.
    pub moves: Vec<Vec<Suppressed>>,
    /// The mean change of everyone with a first answer, had all the missing ended at the lowest, stayed, ended at the highest.
    pub bounds: Option<[f64; 3]>,
    pub lost: Option<Lost>,
    /// How much of the change could have come by itself, in its direction; nothing when the
    /// group began no worse than the country.
    pub by_itself: Option<f64>,
    /// The most any mean here was moved by.
    pub moved_by: f64,
}

/// Where scores lie.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub mean: SuppressedMean,
    pub sd: Option<f64>,
    /// First quarter, middle, third quarter.
    pub middle: [Option<f64>; 3],
}

/// Effect sizes, each by its name. They differ; compare like with like.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Effects {
    pub srm: Option<f64>,
    pub glass: Option<f64>,
    pub d_av: Option<f64>,
    pub d_rm: Option<f64>,
    pub hedges_j: Option<f64>,
    /// More went up than down: the chance that a person's second answer is the higher, half for the same.
    pub p_hat: Option<f64>,
}

/// A part of the people with its share and Wilson's interval for it, all from printed counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub count: Suppressed,
    pub share: Option<Interval>,
}

/// Those who answered once, beside those who answered twice.
#[derive(Debug, Clone)]
pub(super) struct Lost {
    pub before: SuppressedMean,
    /// Mean of the paired minus mean of the lost, in standard deviations.
    pub difference: Option<f64>,
}

impl Change {
    pub fn of(spec: Spec, grid: &Grid, began: Crowd) -> Change {
        let (paired, only_one) = (grid.paired(), grid.only_one());
        let answered = paired.with(only_one).with(grid.outside);
        let shown = Suppressed::of(paired);
        let enough = paired.n() >= measure::suppress::FEWEST;
        Change {
            began: Suppressed::of(began),
            baseline: Suppressed::of(answered),
            n: shown,
            both: shown.percent_of(Suppressed::of(began)),
            only_one: Suppressed::of(only_one),
            outside: Suppressed::of(grid.outside),
            kept_outside: grid.kept_outside,
            none: Suppressed::of(began.without(answered)),
            why: Vec::new(),
            figures: enough.then(|| Figures::of(&spec, grid)).flatten(),
            spec,
        }
    }
}

impl Change {
    /// With why answers are missing.
    pub fn with_why(self, why: Vec<Why>) -> Change {
        Change { why, ..self }
    }
}

impl Figures {
    fn of(spec: &Spec, grid: &Grid) -> Option<Figures> {
        let (range, paired) = (spec.range(), grid.paired());
        let pairs = grid.pairs().ok()?;
        let summary = pairs.summary()?;
        let n = paired.n();
        let (first_moved, moved) = (paired.nudge(0, range), paired.nudge(1, range));
        let on_scale = |mean: f64| mean.clamp(spec.low, spec.high);
        let first = on_scale(summary.before.mean + first_moved);
        let change = summary.change.mean + moved;
        let shifted = |it: Interval| Interval { low: it.low + moved, high: it.high + moved };
        let ends = [end_shares(grid, |first, _| first), end_shares(grid, |_, last| last)];
        let doubtful =
            ends.iter().any(|(low, high)| (*low).max(*high).is_some_and(|share| share > AT_THE_END));
        let (up, down) = (grid.those(|first, last| last > first), grid.those(|first, last| last < first));
        let same = paired.without(up).without(down);
        Some(Figures {
            before: Place::of(summary.before, summary.before_middle, first, n),
            after: Place::of(summary.after, summary.after_middle, on_scale(first + change), n),
            change,
            change_sd: summary.change.sd,
            change_middle: quarters(summary.change_middle),
            interval: summary.interval.map(shifted),
            resampled: bootstrap::of_mean(&pairs.changes()).map(|drawn| shifted(drawn.corrected)),
            doubtful: doubtful || n < 30,
            effects: Effects::of(change, &summary, [up, same, paired]),
            up: Suppressed::of(up),
            same: Suppressed::of(same),
            down: Suppressed::of(down),
            reliable: spec
                .noise
                .as_ref()
                .and_then(|noise| noise.points(summary.before.sd))
                .map(|points| (points, three_ways(spec, grid, points))),
            scores: bars(spec, grid),
            ends,
            moves: moves(spec, grid),
            bounds: bounds(spec, grid, &pairs),
            lost: Lost::beside(spec, grid, Spread { mean: first, sd: summary.before.sd }),
            by_itself: by_itself(spec, first),
            moved_by: paired.most_nudge(range),
        })
    }
}

impl Place {
    fn of(spread: Spread, middle: Middle, mean: f64, n: u64) -> Place {
        Place { mean: SuppressedMean::new(mean, n), sd: spread.sd, middle: quarters(middle) }
    }
}

fn quarters(middle: Middle) -> [Option<f64>; 3] {
    [middle.lower, middle.median, middle.upper].map(Some)
}

impl Effects {
    /// Of the printed change, so that each is what a reader with a calculator finds.
    fn of(change: f64, summary: &Summary, [up, same, all]: [Crowd; 3]) -> Effects {
        let ratio = |bottom: Option<f64>| bottom.filter(|sd| *sd > 0.0).map(|sd| change / sd);
        let srm = ratio(summary.change.sd);
        let average = summary.before.sd.zip(summary.after.sd).map(|(a, b)| f64::midpoint(a, b));
        let share =
            |part: Crowd| Some(f64::from(Suppressed::of(part).percent_of(Suppressed::of(all))?) / 100.0);
        Effects {
            srm,
            glass: ratio(summary.before.sd),
            d_av: ratio(average),
            d_rm: srm.zip(summary.r).map(|(srm, r)| srm * (2.0 * (1.0 - r)).max(0.0).sqrt()),
            hedges_j: summary.effect.hedges_j,
            p_hat: share(up).zip(share(same)).map(|(up, same)| up + same / 2.0),
        }
    }
}

impl Part {
    fn of(part: Crowd, all: Crowd) -> Part {
        let count = Suppressed::of(part);
        let share = count.shown().zip(Suppressed::of(all).shown());
        Part { count, share: share.and_then(|(part, all)| Interval::of_share(part.min(all), all).ok()) }
    }
}

/// Better, neither, worse, by the published size of change.
fn three_ways(spec: &Spec, grid: &Grid, points: f64) -> [Part; 3] {
    let gain = |first: f64, last: f64| spec.direction.gain(last - first);
    let all = grid.paired();
    let better = grid.those(|first, last| gain(first, last) >= points);
    let worse = grid.those(|first, last| gain(first, last) <= -points);
    [better, all.without(better).without(worse), worse].map(|part| Part::of(part, all))
}

/// People at each score, or in each tenth of a long scale.
fn bars(spec: &Spec, grid: &Grid) -> Vec<(String, Suppressed, Suppressed)> {
    let whole = spec.has_bars(&grid.levels);
    let width = if whole { 1.0 } else { spec.range() / 10.0 };
    let steps = if whole { spec.range() as usize + 1 } else { 10 };
    let within = |step: usize, score: f64| {
        let at = ((score - spec.low) / width).floor().clamp(0.0, (steps - 1) as f64);
        at as usize == step
    };
    (0..steps)
        .map(|step| {
            let low = spec.low + step as f64 * width;
            let name = if whole { format!("{low}") } else { format!("{low:.0}+") };
            (
                name,
                Suppressed::of(grid.those(|first, _| within(step, first))),
                Suppressed::of(grid.those(|_, last| within(step, last))),
            )
        })
        .collect()
}

fn end_shares(grid: &Grid, which: fn(f64, f64) -> f64) -> (Option<u8>, Option<u8>) {
    let all = Suppressed::of(grid.paired());
    let (low, high) = (grid.levels.first().copied(), grid.levels.last().copied());
    let share = |end: Option<f64>| {
        Suppressed::of(grid.those(|first, last| Some(which(first, last)) == end)).percent_of(all)
    };
    (share(low), share(high))
}

fn moves(spec: &Spec, grid: &Grid) -> Vec<Vec<Suppressed>> {
    let inside = |band: &super::spec::Band, score: f64| (band.low..=band.high).contains(&score);
    spec.bands
        .iter()
        .map(|from| {
            let to = |to| Suppressed::of(grid.those(|first, last| inside(from, first) && inside(to, last)));
            spec.bands.iter().map(to).collect()
        })
        .collect()
}

/// Manski's bounds: those without a second answer all at the bottom number, as they were, all at the top number.
fn bounds(spec: &Spec, grid: &Grid, pairs: &Pairs) -> Option<[f64; 3]> {
    let bounds = missing::bounds_of(pairs, &grid.lost().ok()?, spec.low, spec.high).ok()??;
    let moved = grid.paired().with(grid.only_one()).nudge(2, spec.range());
    let told = [bounds.lowest, bounds.no_change, bounds.highest].map(|change| change + moved);
    (bounds.missing > 0).then_some(told)
}

impl Lost {
    /// `before`: where the people with both answers started, as printed.
    fn beside(spec: &Spec, grid: &Grid, before: Spread) -> Option<Lost> {
        let crowd = grid.only_one();
        if crowd.n() < measure::suppress::FEWEST {
            return None;
        }
        let lost = grid.lost().ok()?.spread()?;
        let mean = lost.mean + crowd.nudge(0, spec.range());
        Some(Lost {
            before: SuppressedMean::new(mean, crowd.n()),
            difference: missing::standardised_difference(before, Spread { mean, ..lost }),
        })
    }
}

/// An upper bound of the change that would have come by itself, with its sign.
fn by_itself(spec: &Spec, before: f64) -> Option<f64> {
    let drift = drift::by_mean_before(spec.country?, before, AGREEMENT).ok()?;
    (spec.direction.gain(drift) > 0.0).then_some(drift)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn satisfied() -> Spec {
        super::super::spec::spec(&measure::Shelf::built_in(), "ons4.satisfied", &[], &[])
    }

    fn levels() -> Vec<f64> {
        (0..=10).map(f64::from).collect()
    }

    /// Ten people worked out by hand, a hundred times over: what is moved is moved by less than a hundredth of ten points.
    #[test]
    fn the_toy_world() {
        let (before, after) = ([4, 5, 3, 6, 5, 2, 7, 4, 5, 3], [6, 6, 5, 7, 5, 5, 7, 6, 8, 4]);
        let pairs: Vec<(usize, usize)> = before.into_iter().zip(after).cycle().take(1_000).collect();
        let grid = Grid::by_hand(&levels(), &pairs, &[2; 100]);
        let change = Change::of(satisfied(), &grid, grid.paired().with(grid.only_one()));
        let figures = change.figures.unwrap();
        let close =
            |got: f64, wanted: f64, within: f64| assert!((got - wanted).abs() <= within, "{got} {wanted}");
        close(figures.before.mean.shown().unwrap(), 4.4, 0.0101);
        close(figures.change, 1.5, 0.0101);
        close(figures.moved_by, 0.01, 1e-12);
        // √(9/999·1000/… ): the standard deviation of the ten with n in place of n−1, nearly.
        close(figures.change_sd.unwrap(), 1.0252, 0.001);
        close(figures.effects.glass.unwrap(), 1.5 / 1.4290, 0.01);
        close(figures.effects.p_hat.unwrap(), 0.9, 0.02);
        close(figures.by_itself.unwrap(), 1.22, 0.005);
        let [lowest, stayed, highest] = figures.bounds.unwrap();
        close(stayed, 1_500.0 / 1_100.0, 0.0101);
        close(highest - lowest, 10.0 * 100.0 / 1_100.0, 1e-9);
        close(figures.lost.unwrap().before.shown().unwrap(), 2.0, 0.101);
        assert!(
            figures.scores.iter().map(|(_, b, _)| b.shown().unwrap_or(0)).sum::<u64>().abs_diff(1_000) <= 44
        );
        assert_eq!(figures.moves.len(), 4);
        assert!(figures.reliable.is_none());
    }

    #[test]
    fn seven_people_show_nothing() {
        let grid = Grid::by_hand(&levels(), &[(3, 6); 7], &[]);
        let change = Change::of(satisfied(), &grid, grid.paired());
        assert!(change.n.is_hidden() && change.figures.is_none() && change.both.is_none());
    }

    #[test]
    fn anxious_people_calm_by_themselves_and_calm_people_do_not() {
        let spec = super::super::spec::spec(&measure::Shelf::built_in(), "ons4.anxious", &[], &[]);
        let drift = |first: usize| {
            let grid = Grid::by_hand(&levels(), &vec![(first, 4); 1_000], &[]);
            Figures::of(&spec, &grid).unwrap().by_itself
        };
        // (1 − 0.6) × (3.23 − 7) = −1.508
        assert!((drift(7).unwrap() + 1.508).abs() < 0.01);
        assert_eq!(drift(2), None);
    }

    #[test]
    fn worse_is_counted_too_and_direction_matters() {
        let mut spec = satisfied();
        spec.direction = measure::Direction::LowerIsBetter;
        let pairs: Vec<_> = [(3, 7), (5, 5), (6, 3)].into_iter().cycle().take(300).collect();
        let [better, neither, worse] = three_ways(&spec, &Grid::by_hand(&levels(), &pairs, &[]), 3.0);
        for part in [better, neither, worse] {
            assert!(part.count.shown().unwrap().abs_diff(100) <= 5);
            assert!(part.share.unwrap().width() < 0.12);
        }
    }
}
