//! Every fact of scoring that is published, and every trap that people fall into.

use super::*;
use crate::goal::{Attainment, Goal};
use crate::instrument::{
    CONCERN, Cut, DIALOG, EQ5D5L, GOAL_ATTAINMENT, LONELY_DIRECT, MYCAW, ONS4, OUTCOMES_STAR, PAM, REQOL10,
    SWEMWBS, UCLA3, WEMWBS, WHO5,
};
use crate::scorer::Reported;
use crate::{Answer, Direction, Pairs};

fn answers(instrument: &Instrument, given: &[(&str, u8)]) -> Answers {
    let mut answers = Answers::none(instrument);
    for (code, number) in given {
        answers.put(instrument, code, Answer::Given(*number)).unwrap();
    }
    answers
}

/// Every item answered with the numbers given, in order.
fn all(instrument: &Instrument, numbers: &[u8]) -> Answers {
    let codes = instrument.items.iter().map(|item| &*item.code);
    answers(instrument, &codes.zip(numbers.iter().copied()).collect::<Vec<_>>())
}

fn only(instrument: &Instrument, numbers: &[u8]) -> f64 {
    let scores = score(instrument, &all(instrument, numbers)).unwrap();
    assert_eq!(scores.each.len(), 1);
    scores.each[0].value
}

#[test]
fn who5_moves_in_fours_without_subtracting_anything() {
    let mut reached: Vec<f64> = Vec::new();
    for raw in 0..=25_u8 {
        let numbers: Vec<u8> = (0..5).map(|n| raw / 5 + u8::from(n < raw % 5)).collect();
        reached.push(only(&WHO5, &numbers));
    }
    assert_eq!((reached[0], reached[25]), (0.0, 100.0));
    assert!(reached.windows(2).all(|two| two[1] - two[0] == 4.0));
    assert!(reached.contains(&28.0) && reached.contains(&48.0) && reached.contains(&52.0));
    assert!(!reached.contains(&50.0));
    let [below, at_most]: &[Cut; 2] = WHO5.cuts[..].try_into().unwrap();
    assert!(reached.iter().all(|score| below.picks(*score) == at_most.picks(*score)));
    assert!(below.picks(48.0) && !below.picks(52.0));
    assert!(below.meaning.contains("not a diagnosis"));
}

#[test]
fn who5_needs_all_five() {
    let said = score(&WHO5, &answers(&WHO5, &[("i1", 5), ("i2", 5), ("i3", 5), ("i4", 5)])).unwrap_err();
    assert_eq!(said, NotScored::Missing { missing: 1, of: 5, needed: 5 });
    assert_eq!(said.to_string(), "1 of 5 answers are missing; the score needs at least 5.");
}

#[test]
fn swemwbs_is_transformed_for_each_person_and_then_averaged() {
    let (low, high) = (only(&SWEMWBS, &[2; 7]), only(&SWEMWBS, &[4; 7]));
    assert_eq!((low, high), (15.32, 25.03));
    assert!((f64::midpoint(low, high) - 20.175).abs() < 1e-9);
    assert_eq!(only(&SWEMWBS, &[3; 7]), 19.25);
    assert_eq!((only(&SWEMWBS, &[1; 7]), only(&SWEMWBS, &[5; 7])), (7.0, 35.0));
    assert!(score(&SWEMWBS, &all(&SWEMWBS, &[3; 6])).is_err(), "the table is built on the whole sum");
}

#[test]
fn wemwbs_fills_in_up_to_three_with_the_persons_own_mean() {
    assert_eq!((only(&WEMWBS, &[1; 14]), only(&WEMWBS, &[5; 14])), (14.0, 70.0));
    let mut numbers = [4; 11];
    numbers[0] = 3;
    let scores = score(&WEMWBS, &all(&WEMWBS, &numbers)).unwrap();
    assert!((scores.each[0].value - 43.0 * 14.0 / 11.0).abs() < 1e-12);
    assert_eq!(scores.each[0].filled_in, 3);
    let said = score(&WEMWBS, &all(&WEMWBS, &[4; 10])).unwrap_err();
    assert_eq!(said, NotScored::Missing { missing: 4, of: 14, needed: 11 });
}

#[test]
fn reqol_leaves_the_physical_item_out_and_fills_in_one() {
    assert_eq!(only(&REQOL10, &[4; 11]), 40.0);
    assert_eq!(only(&REQOL10, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4]), 0.0);
    let scores = score(&REQOL10, &all(&REQOL10, &[3; 9])).unwrap();
    assert_eq!((scores.each[0].value, scores.each[0].filled_in), (30.0, 1));
    assert!(score(&REQOL10, &all(&REQOL10, &[3; 8])).is_err());
}

#[test]
fn ons4_has_four_results_and_never_one() {
    let mut given = all(&ONS4, &[7, 8, 6, 2]);
    given.put(&ONS4, "happy", Answer::DontKnow).unwrap();
    let scores = score(&ONS4, &given).unwrap();
    let got: Vec<_> = scores.each.iter().map(|score| (&*score.code, score.value)).collect();
    assert_eq!(got, [("satisfied", 7.0), ("worthwhile", 8.0), ("anxious", 2.0)]);
    assert!(scores.each.iter().all(|score| score.filled_in == 0));
    let nothing = Answers::parse(&ONS4, [("satisfied", "don't know"), ("happy", "refused")]).unwrap();
    assert_eq!(score(&ONS4, &nothing), Err(NotScored::NothingGiven));
    assert_eq!(ONS4.scales()[3].direction, Direction::LowerIsBetter);
}

#[test]
fn loneliness_is_a_sum_of_three_and_one_that_is_only_counted() {
    assert_eq!((only(&UCLA3, &[1; 3]), only(&UCLA3, &[3; 3])), (3.0, 9.0));
    assert!(score(&UCLA3, &all(&UCLA3, &[3; 2])).is_err());
    assert_eq!(UCLA3.scales()[0].direction, Direction::LowerIsBetter);
    assert!(UCLA3.cuts[0].picks(6.0) && !UCLA3.cuts[0].picks(5.0));
    assert_eq!(only(&LONELY_DIRECT, &[1]), 1.0);
    let share = Reported::Share { at: 1.0, words: "Often or always".into() };
    assert_eq!(LONELY_DIRECT.scales()[0].reported, share);
}

#[test]
fn mycaw_keeps_three_numbers_apart_and_the_second_concern_may_be_blank() {
    let scores = score(&MYCAW, &answers(&MYCAW, &[("concern1", 5), ("wellbeing", 4)])).unwrap();
    assert_eq!(
        (scores.get("concern1"), scores.get("concern2"), scores.get("wellbeing")),
        (Some(5.0), None, Some(4.0))
    );
    assert!(MYCAW.scales().iter().all(|scale| scale.direction == Direction::LowerIsBetter));
    let concern = score(&CONCERN, &answers(&CONCERN, &[("severity", 6)])).unwrap();
    assert_eq!(concern.get("severity"), Some(6.0));
}

#[test]
fn dialog_has_two_means_and_fills_in_nothing() {
    let scores = score(&DIALOG, &all(&DIALOG, &[4, 5, 4, 5, 4, 5, 4, 6, 5, 5, 6])).unwrap();
    assert_eq!(scores.get("life"), Some(37.0 / 8.0));
    assert!((scores.get("treatment").unwrap() - 16.0 / 3.0).abs() < 1e-12);
    let life_only = score(&DIALOG, &all(&DIALOG, &[4; 9])).unwrap();
    assert_eq!((life_only.get("life"), life_only.get("treatment")), (Some(4.0), None));
    assert_eq!(
        score(&DIALOG, &all(&DIALOG, &[4; 7])),
        Err(NotScored::Missing { missing: 1, of: 8, needed: 8 })
    );
}

#[test]
fn goals_make_a_t_score_and_no_weight_is_an_error() {
    let goals = |rated: &[(f64, Option<Attainment>)]| {
        let goals = rated.iter().map(|&(weight, attained)| Goal { weight, attained }).collect();
        score(&GOAL_ATTAINMENT, &Answers::none(&GOAL_ATTAINMENT).with_goals(goals))
    };
    let more = Some(Attainment::More);
    let scores = goals(&[(1.0, more), (1.0, more), (1.0, more), (5.0, None)]).unwrap();
    assert!((scores.get("t").unwrap() - 63.693_064).abs() < 1e-6);
    assert_eq!(scores.goals_left_out, 1);
    assert_eq!(goals(&[(0.0, more)]), Err(NotScored::Goals(Error::NoWeight)));
    assert_eq!(goals(&[]), Err(NotScored::Goals(Error::NoWeight)));
    let scale = &GOAL_ATTAINMENT.scales()[0];
    for n in [1, 4, 40] {
        let best = goals(&vec![(1.0, Some(Attainment::MuchMore)); n]).unwrap().get("t").unwrap();
        assert!(scale.holds(best) && scale.holds(100.0 - best), "{n} {best}");
    }
}

#[test]
fn eq5d_keeps_profile_and_index_as_given() {
    let given = all(&EQ5D5L, &[1, 2, 3, 4, 5, 62]);
    let scores = score(&EQ5D5L, &given).unwrap();
    assert_eq!(
        (scores.profile.as_deref(), scores.get("vas"), scores.get("index")),
        (Some("12345"), Some(62.0), None)
    );
    let mut with_index = given.clone();
    with_index.put_entered(&EQ5D5L, "index", -0.285).unwrap();
    assert_eq!(score(&EQ5D5L, &with_index).unwrap().get("index"), Some(-0.285));
    with_index.put(&EQ5D5L, "d2", Answer::Refused).unwrap();
    let scores = score(&EQ5D5L, &with_index).unwrap();
    assert_eq!((scores.get("index"), scores.profile), (None, None), "any dimension missing: no index");
}

#[test]
fn what_the_owners_return_is_kept_as_it_is() {
    let star = Answers::parse(&OUTCOMES_STAR, [("area1", "3"), ("area8", "5")]).unwrap();
    let scores = score(&OUTCOMES_STAR, &star).unwrap();
    assert_eq!((scores.each.len(), scores.get("area8")), (2, Some(5.0)));
    let pam = Answers::parse(&PAM, [("score", "56.4"), ("level", "3")]).unwrap();
    assert_eq!(score(&PAM, &pam).unwrap().get("score"), Some(56.4));
    let adapted = pam.administered(&PAM, Administration::Adapted).unwrap();
    assert_eq!(adapted.entered("score"), Some(56.4), "kept");
    let said = score(&PAM, &adapted).unwrap_err();
    assert!(said.to_string().starts_with("Not valid to score"), "{said}");
}

#[test]
fn a_reworded_measure_is_no_longer_that_measure() {
    let adapted = all(&ONS4, &[7, 8, 6, 2]).administered(&ONS4, Administration::Adapted).unwrap();
    assert_eq!(score(&ONS4, &adapted), Err(NotScored::Adapted));
    let other = all(&ONS4, &[7, 8, 6, 2]);
    assert_eq!(score(&UCLA3, &other), Err(NotScored::OtherMeasure(ONS4.id)));
}

/// Every score of every measure lies on the scale it says it runs on, at both ends and in the middle.
#[test]
fn scores_stay_on_their_scales() {
    for instrument in InstrumentId::ALL.into_iter().filter_map(InstrumentId::built_in) {
        for part in [0, 1, 2] {
            let number = |item: &Item| item.low + (item.high - item.low) / 2 * part;
            let numbers: Vec<u8> = instrument.items.iter().map(|item| number(item).min(item.high)).collect();
            let Ok(scores) = score(instrument, &all(instrument, &numbers)) else { continue };
            let scales = instrument.scales();
            for score in &scores.each {
                let scale = scales.iter().find(|scale| scale.code == score.code).unwrap();
                assert!(scale.holds(score.value), "{} {}", instrument.name, score.value);
            }
        }
    }
    assert!(Pairs::of_scores(&[]).summary().is_none());
}
