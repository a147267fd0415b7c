//! What others published, worked out again: each figure to the digits that were printed. Whom the numbers are of, and what
//! should be learnt from them, is said with each.

use measure::chance::Chance;
use measure::cluster::by_cluster;
use measure::compare::{self, Verdict, Warning};
use measure::effect::Effect;
use measure::instrument::{ANXIOUS, MYCAW, SATISFIED, SWEMWBS, UCLA3};
use measure::interval::implied_sd;
use measure::paired::{Share, Spread};
use measure::{Interval, Pairs, drift, fading, many, reliable};

fn close(got: f64, printed: f64, within: f64) {
    assert!((got - printed).abs() <= within, "{got} is not {printed}");
}

fn change(mean: f64, sd: f64) -> Spread {
    Spread { mean, sd: Some(sd) }
}

/// Foster 2020/21, UCLA-3: 2,250 pairs of 10,643 people; −1.84 (−1.91 to −1.77); 1,634 less lonely.
#[test]
fn british_red_cross() {
    let paired = Share::of(2_250, 10_643).unwrap();
    close(paired.share(), 0.21, 5e-3);
    let sd = |half: f64| implied_sd(Interval { low: -1.84 - half, high: -1.84 + half }, 2_250).unwrap();
    close(sd(0.07), 1.69, 5e-3);
    close(sd(0.065), 1.57, 5e-3);
    close(sd(0.075), 1.81, 5e-3);
    let effect = Effect::of(change(0.0, 1.0), change(0.0, 1.0), change(-1.84, sd(0.07)), None, 2_250);
    close(effect.srm.unwrap(), -1.09, 5e-3);
    assert!(UCLA3.scales()[0].direction.gain(effect.srm.unwrap()) > 0.0, "lower is better");
    let fewer = Share::of(1_634, 2_250).unwrap();
    close(fewer.share(), 0.726, 5e-4);
    close(fewer.interval.low, 0.7074, 5e-5);
    close(fewer.interval.high, 0.7442, 5e-5);
    let exact = Interval::exact_share(1_634, 2_250).unwrap();
    close(exact.low, 0.7073, 5e-5);
    close(exact.high, 0.7446, 5e-5);
}

/// Paterson 2007, MYCaW at two centres: mean changes and SDs of concern 1, concern 2 and wellbeing, kept apart.
#[test]
fn mycaw() {
    assert_eq!(MYCAW.scales().len(), 3);
    for (mean, sd, n, low, high, srm) in [
        (2.9, 1.63, 254, 2.699, 3.101, 1.779),
        (2.5, 1.73, 254, 2.286, 2.714, 1.445),
        (1.4, 1.80, 254, 1.178, 1.622, 0.778),
        (1.91, 1.58, 267, 1.720, 2.100, 1.209),
        (1.77, 1.96, 267, 1.534, 2.006, 0.903),
        (0.61, 1.52, 267, 0.427, 0.793, 0.401),
    ] {
        let interval = Interval::of_mean(mean, sd, n).unwrap();
        close(interval.low, low, 5.1e-4);
        close(interval.high, high, 5.1e-4);
        let effect = Effect::of(change(0.0, 1.0), change(0.0, 1.0), change(mean, sd), None, n);
        close(effect.srm.unwrap(), srm, 5.1e-4);
    }
}

/// Shah 2018, SWEMWBS in a clinical sample: 19.28 (3.921) to 23.32; one standard error 1.03, 2.77 of them 2.87.
#[test]
fn swemwbs_in_a_clinic() {
    let effect =
        Effect::of(change(19.28, 3.921), change(23.32, 4.873), Spread { mean: 4.04, sd: None }, None, 172);
    close(effect.glass.unwrap(), 1.030, 5e-4);
    assert_eq!(effect.srm, None, "the SD of change was not published");
    close(SWEMWBS.thresholds[1].points, 2.87, 1e-12);
    close(reliable::index_of_sem(1.03).unwrap(), 2.87, 0.02);
}

/// Maheswaran 2012, WEMWBS: standard errors of 2.4 to 3.1, so 6.6 to 8.6 points.
#[test]
fn wemwbs_noise() {
    close(reliable::index_of_sem(2.4).unwrap(), 6.6, 0.06);
    close(reliable::index_of_sem(3.1).unwrap(), 8.6, 0.06);
}

/// East London, DIALOG: 12,592 records are of 5,646 people. Alike records make the true interval wider, and that is said.
#[test]
fn many_records_of_the_same_people() {
    let mut chance = Chance::seeded(3);
    let own: Vec<f64> = (0..5_646).map(|_| chance.share() * 6.0).collect();
    let records = (0..12_592).map(|n| (n % 5_646, own[n % 5_646] + chance.share()));
    let got = by_cluster(records).unwrap().unwrap();
    assert_eq!((got.records, got.clusters), (12_592, 5_646));
    assert!(got.design_effect.unwrap() > 1.8);
    assert!(got.caution().unwrap().starts_with("12592 records of 5646 people"));
}

/// Green social prescribing 2021–23: anxious 4.8 to 3.4 is for the better; of 2.1 points of satisfaction, up to 1.10
/// (ρ 0.6) or 0.83 (ρ 0.7) could be regression to the mean.
#[test]
fn green_social_prescribing() {
    close(ANXIOUS.direction.gain(3.4 - 4.8), 1.4, 1e-12);
    close(SATISFIED.direction.gain(6.8 - 4.7), 2.1, 1e-12);
    close(drift::by_mean_before(7.45, 4.7, 0.6).unwrap(), 1.10, 5e-3);
    close(drift::by_mean_before(7.45, 4.7, 0.7).unwrap(), 0.83, 6e-3);
    let chosen = drift::selected_below(7.45, 2.0, 0.6, 5.0).unwrap();
    close(chosen.before, 4.0337, 5e-5);
    close(chosen.gain, 1.3665, 5e-5);
}

/// Hackney, Carnes 2017: GP visits 10.0 to 8.6 a year; others 3.9 to 4.3.
#[test]
fn hackney() {
    let got = compare::published((10.0, 8.6), (3.9, 4.3)).unwrap();
    close(got.seen.change.mean, -1.4, 1e-12);
    close(got.seen.relative.unwrap(), -0.14, 1e-12);
    close(got.points, -1.8, 1e-12);
    assert_eq!(got.warnings, [Warning::BeganApart]);
    assert_eq!(got.verdict, Verdict::ChangedMoreButBeganApart);
    assert!(got.verdict.words().contains("regression to the mean"));
}

/// Kent and Tameside: frequent users fall, rare users rise. Drawn here with nothing done to anybody: each person has a rate
/// of their own, and a year either side of nothing.
#[test]
fn frequent_users_fall_and_rare_users_rise_by_themselves() {
    let mut chance = Chance::seeded(5);
    let pairs: Vec<(u8, u8)> = (0..5_908)
        .map(|_| {
            let own = chance.share() * 0.5;
            (chance.binomial(24, own) as u8, chance.binomial(24, own) as u8)
        })
        .collect();
    let pairs = Pairs::of_scores(&pairs);
    let thirds = drift::by_start(&pairs).unwrap();
    assert!(thirds.drew_together() && thirds.warning().is_some());
    assert!(pairs.summary().unwrap().change.mean.abs() < 0.2, "and on the whole nothing happened");
}

/// Reconnections, UCLA-4: −1.4 at nine months, −0.9 at eighteen.
#[test]
fn reconnections() {
    let got = fading::fading(-1.4, 9.0, -0.9, 18.0).unwrap();
    close(got.monthly, 0.049, 5e-4);
    close(got.half_life.unwrap(), 14.1, 0.05);
}

/// Rotherham: "83% improved in at least one of eight areas" is what chance alone prints when one reading in five wobbles up.
#[test]
fn rotherham() {
    close(many::any_of(&[0.2; 8]).unwrap().apart, 0.83, 5e-3);
}

/// Luton, Pescheny 2019: 63 people, p < 0.0001 and "not of clinical relevance". Both are there to print.
#[test]
fn luton() {
    let pairs = (0..63).map(|n| (20.0, 20.4 + f64::from(n % 3) * 0.2)).collect();
    let pairs = Pairs::new(pairs).unwrap();
    assert!(pairs.summary().unwrap().p.unwrap() < 0.0001);
    let ways = reliable::ways(&pairs, &SWEMWBS, measure::Direction::HigherIsBetter);
    assert!(ways.iter().all(|way| way.counts.better.count == 0));
}
