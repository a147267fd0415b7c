//! The paired toy, published figures, thin evidence, and what must hold for any people.

use super::*;
use proptest::prelude::*;

fn toy() -> Summary {
    let before = [4, 5, 3, 6, 5, 2, 7, 4, 5, 3];
    let after = [6, 6, 5, 7, 5, 5, 7, 6, 8, 4];
    Pairs::of_scores(&before.into_iter().zip(after).collect::<Vec<_>>()).summary().unwrap()
}

fn close(got: f64, expected: f64, within: f64) {
    assert!((got - expected).abs() <= within, "{got} is not {expected}");
}

#[test]
fn the_paired_toy_to_the_digits() {
    let toy = toy();
    assert_eq!(toy.n, 10);
    close(toy.change.mean, 1.5, 1e-12);
    close(toy.change.sd.unwrap(), 1.080_123_4, 5e-8);
    close(toy.interval.unwrap().low, 0.727_326_2, 5e-8);
    close(toy.interval.unwrap().high, 2.272_673_8, 5e-8);
    close(toy.t.unwrap(), 4.391_550_3, 5e-8);
    close(toy.p.unwrap(), 0.001_741_624, 5e-10);
    close(toy.r.unwrap(), 0.702_740_4, 5e-8);
    close(toy.effect.srm.unwrap(), 1.388_730_150, 1e-9);
    close(toy.effect.glass.unwrap(), 0.996_316_7, 5e-8);
    close(toy.effect.d_av.unwrap(), 1.109_974_7, 5e-8);
    close(toy.effect.d_rm.unwrap(), 1.070_781_397, 1e-9);
    close(toy.effect.hedges_j.unwrap(), 0.914_285_7, 5e-8);
    assert_eq!((toy.up.count, toy.same.count, toy.down.count), (8, 2, 0));
    close(toy.median_change, 1.5, 1e-12);
    assert_eq!(toy.p_up, 0.9);
    assert_eq!(toy.change_middle, Middle { lower: 1.0, median: 1.5, upper: 2.0 });
    assert_eq!(toy.before_middle, Middle { lower: 3.25, median: 4.5, upper: 5.0 });
    let about = toy.effect.srm_interval.unwrap();
    close(about.width() / 2.0, 1.959_964 * (0.1 + 1.388_730_150_f64.powi(2) / 20.0).sqrt(), 1e-6);
}

/// Paterson 2007: SRM and t from published means and SDs; Shah 2018: baseline-SD effect.
#[test]
fn published_effect_sizes() {
    for (mean, sd, n, srm, t) in [
        (2.9, 1.63, 254, 1.779, Some(28.36)),
        (2.5, 1.73, 254, 1.445, Some(23.03)),
        (1.4, 1.8, 254, 0.778, Some(12.40)),
        (1.91, 1.58, 267, 1.209, None),
        (1.77, 1.96, 267, 0.903, None),
        (0.61, 1.52, 267, 0.401, None),
    ] {
        let change = Spread { mean, sd: Some(sd) };
        close(Effect::of(change, change, change, None, n).srm.unwrap(), srm, 5.1e-4);
        if let Some(t) = t {
            close(t_statistic(change, n).unwrap(), t, 5.2e-3);
        }
    }
    let (before, change) = (Spread { mean: 19.28, sd: Some(3.921) }, Spread { mean: 4.04, sd: None });
    close(Effect::of(before, before, change, None, 172).glass.unwrap(), 1.030, 5.1e-4);
}

#[test]
fn direction_turns_up_into_worse() {
    let [better, same, worse] = toy().better_same_worse(Direction::LowerIsBetter);
    assert_eq!((better.count, same.count, worse.count), (0, 2, 8));
}

#[test]
fn thin_evidence_gives_none_rather_than_nonsense() {
    assert_eq!(Pairs::of_scores(&[]).summary(), None);
    let one = Pairs::of_scores(&[(3, 5)]).summary().unwrap();
    assert_eq!((one.change.mean, one.change.sd, one.interval, one.t), (2.0, None, None, None));
    let flat = Pairs::of_scores(&[(3, 5), (3, 5), (3, 5)]).summary().unwrap();
    assert_eq!((flat.t, flat.p, flat.r, flat.effect.srm, flat.effect.glass), (None, None, None, None, None));
    assert_eq!(flat.interval, Some(Interval { low: 2.0, high: 2.0 }));
    assert_eq!(Pairs::new(vec![(1.0, f64::NAN)]), Err(Error::NotFinite));
}

proptest! {
    #[test]
    fn shuffling_changes_nothing(
        pairs in prop::collection::vec((-1e3..1e3f64, -1e3..1e3f64), 1..60).prop_flat_map(|v| {
            (Just(v.clone()), Just(v).prop_shuffle())
        })
    ) {
        let (one, other) = pairs;
        prop_assert_eq!(Pairs::new(one).unwrap().summary(), Pairs::new(other).unwrap().summary());
    }

    #[test]
    fn counts_add_up_and_the_interval_holds_the_mean(pairs in prop::collection::vec((0u8..=10, 0u8..=10), 2..200)) {
        let s = Pairs::of_scores(&pairs).summary().unwrap();
        prop_assert_eq!(s.up.count + s.same.count + s.down.count, s.n);
        let interval = s.interval.unwrap();
        prop_assert!(interval.low <= s.change.mean && s.change.mean <= interval.high);
    }
}

/// Luton, Pescheny 2019: a p value below 0.0001 beside a change the authors call "not of clinical relevance". Sixty-three
/// people who change a little, all alike, are the same: certain and small. Both must be there to print.
#[test]
fn certain_is_not_the_same_as_large() {
    let pairs: Vec<(f64, f64)> = (0..63).map(|n| (20.0, 20.5 + f64::from(n % 3) * 0.25)).collect();
    let summary = Pairs::new(pairs).unwrap().summary().unwrap();
    let size = crate::instrument::SWEMWBS.thresholds[0].points;
    assert!(summary.p.unwrap() < 0.0001 && summary.change.mean < size);
}

#[test]
fn a_million_people_are_a_few_rows() {
    let counts = |people: u64| {
        let all = (0..=10_u8).flat_map(move |before| (0..=10_u8).map(move |after| (before, after, people)));
        Pairs::of_score_counts(all)
    };
    let many = counts(10_000);
    assert_eq!((many.n(), many.rows().len()), (1_210_000, 121));
    let one_by_one: Vec<(u8, u8)> = (0..40_000_u32).map(|n| ((n % 11) as u8, (n / 7 % 11) as u8)).collect();
    let by_counts = Pairs::of_score_counts(one_by_one.iter().map(|(before, after)| (*before, *after, 1)));
    assert_eq!(Pairs::of_scores(&one_by_one), by_counts, "the table and the sort agree");
    assert_eq!(counts(5_000).and(&counts(5_000)), many);
    let (one, all) = (counts(1).summary().unwrap(), many.summary().unwrap());
    assert_eq!(
        (one.change.mean, one.p_up, one.change_middle),
        (all.change.mean, all.p_up, all.change_middle)
    );
    assert!(all.interval.unwrap().width() < one.interval.unwrap().width());
    assert!(Pairs::of_score_counts([(1, 2, 0)]).summary().is_none());
}
