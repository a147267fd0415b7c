//! The attack by taking one answer from another, on many small populations.
//!
//! The adversary knows everything but one thing: who is in every choice, how the rule works, every key's place; not how
//! people's scores changed, nor who said no. They look at every pair of choices that differ by one to seven people, take
//! one answer from the other, and pool what they find of the same people. Against the plain rule (hide 1 to 7,
//! round to five, means to one place) that works; against ours it does no better than guessing from what is published.
#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is wrong, and shows what the adversary came to"
)]

use std::collections::{BTreeMap, BTreeSet};

use measure::suppress_choice::Undo;
use measure::{Crowd, Heads, LeftOut, Secret, Stretches, Suppressed, SuppressedMean};

const POPULATIONS: u64 = 60;
const DAYS: usize = 60;
/// First days (and days after the last) that may be asked for.
const CUTS: [usize; 6] = [0, 12, 24, 36, 48, 60];
/// How many answers each of the three questions about people has.
const ANSWERS: [u8; 3] = [2, 4, 3];

/// Chance of our own, the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mixed = (self.0 ^ (self.0 >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (mixed >> 33) % n
    }
}

struct Person {
    answers: [u8; 3],
    day: usize,
    /// Change between two readings, for those who gave two.
    change: Option<i32>,
    said_no: bool,
}

fn population(dice: &mut Dice) -> Vec<Person> {
    let n = 40 + dice.below(87);
    (0..n)
        .map(|_| Person {
            // The first answers are commoner, as places and languages are.
            answers: ANSWERS.map(|most| {
                (dice.below(u64::from(most)) * dice.below(u64::from(most)) / u64::from(most)) as u8
            }),
            day: dice.below(DAYS as u64) as usize,
            change: (dice.below(10) < 6).then(|| dice.below(6) as i32 + dice.below(6) as i32 - 4),
            said_no: dice.below(4) == 0,
        })
        .collect()
}

#[derive(Clone, Copy)]
struct Choice {
    answers: [Option<u8>; 3],
    from: usize,
    until: usize,
}

fn choices() -> Vec<Choice> {
    let options = |most: u8| (0..most).map(Some).chain([None]);
    let mut all = Vec::new();
    for a in options(ANSWERS[0]) {
        for b in options(ANSWERS[1]) {
            for c in options(ANSWERS[2]) {
                for (at, from) in CUTS.iter().enumerate() {
                    for until in &CUTS[at + 1..] {
                        all.push(Choice { answers: [a, b, c], from: *from, until: *until });
                    }
                }
            }
        }
    }
    all
}

fn unfit(person: &Person, choice: &Choice, made: u32) -> u32 {
    (0..3)
        .filter(|at| made & (1 << at) != 0 && choice.answers[*at].is_some_and(|a| a != person.answers[*at]))
        .map(|at| 1 << at)
        .sum()
}

type Set = u128;

/// Who is in it as asked for.
fn asked_for(people: &[Person], choice: &Choice) -> Set {
    let fits = |p: &Person| (choice.from..choice.until).contains(&p.day) && unfit(p, choice, 0b111) == 0;
    people.iter().enumerate().filter(|(_, p)| fits(p)).map(|(n, _)| 1_u128 << n).sum()
}

/// Who is in it as it is told.
fn told(people: &[Person], choice: &Choice) -> Set {
    let mut made: u32 = (0..3).filter(|at| choice.answers[*at].is_some()).map(|at| 1 << at).sum();
    loop {
        let mut days = vec![Heads::default(); DAYS];
        for person in people.iter().filter(|p| unfit(p, choice, made) == 0) {
            days[person.day].add(person.change.is_some());
        }
        let stretches = Stretches::of(&days);
        let range = stretches.begin(choice.from)..stretches.end(choice.until - 1).unwrap_or(DAYS);
        let mut out = LeftOut::of(3);
        for person in people.iter().filter(|p| range.contains(&p.day)) {
            out.note(unfit(person, choice, made), person.change.is_some());
        }
        match out.to_undo(made) {
            Some(Undo::TellsOfAFew(at) | Undo::LeavesOutNobody(at)) => made &= !(1 << at),
            None => {
                let fits = |p: &Person| range.contains(&p.day) && unfit(p, choice, made) == 0;
                return people.iter().enumerate().filter(|(_, p)| fits(p)).map(|(n, _)| 1_u128 << n).sum();
            }
        }
    }
}

fn members(set: Set) -> impl Iterator<Item = usize> {
    (0..128).filter(move |n| set >> n & 1 == 1)
}

/// What is printed of a set: the mean change, and how many said no.
#[derive(Clone, Copy)]
struct Printed {
    change: Option<f64>,
    said_no: Suppressed,
}

fn tenths(mean: f64) -> f64 {
    (mean * 10.0).round() / 10.0
}

fn printed(people: &[Person], set: Set, ours: Option<&Secret>) -> Printed {
    let changes: Vec<f64> = members(set).filter_map(|n| people[n].change).map(f64::from).collect();
    let mean = changes.iter().sum::<f64>() / changes.len() as f64;
    let crowd = |of: &dyn Fn(&Person) -> bool| {
        let secret = Secret::new([1; 32]);
        let mut crowd = Crowd::NOBODY;
        members(set)
            .filter(|n| of(&people[*n]))
            .for_each(|n| crowd.add(ours.unwrap_or(&secret).key_of(n as u128)));
        crowd
    };
    // Of fewer than eight people not even a nought is told.
    if ours.is_some() && set.count_ones() < 8 {
        return Printed { change: None, said_no: Suppressed::new(1) };
    }
    let (paired, no) = (crowd(&|p| p.change.is_some()), crowd(&|p| p.said_no));
    let nudge = ours.map_or(0.0, |_| paired.nudge(0, 10.0));
    Printed {
        change: SuppressedMean::new(mean + nudge, paired.n()).shown().map(tenths),
        said_no: if ours.is_some() { Suppressed::of(no) } else { Suppressed::new(no.n()) },
    }
}

/// What an adversary came to, over all populations.
#[derive(Default, Debug)]
struct Score {
    /// Pairs of choices that differ by one to seven people, as they are told.
    pairs: u64,
    /// Guesses of the mean change of those people within half a point: by subtraction, and from the larger set's mean.
    guesses: u64,
    subtracted: u64,
    published: u64,
    /// One person's change guessed from all pairs that differ by them alone, within half a point.
    persons: u64,
    pooled: u64,
    pooled_published: u64,
    /// Whether one of them said no: guessed rightly of those pairs where one did, and where none did.
    yes: (u64, u64),
    no: (u64, u64),
}

impl Score {
    /// Half is guessing.
    fn membership(&self) -> f64 {
        let share = |(right, of): (u64, u64)| if of == 0 { 0.5 } else { right as f64 / of as f64 };
        f64::midpoint(share(self.yes), share(self.no))
    }
}

/// Attacks every pair of choices whose sets as asked for differ by one to seven people. `knows` are the sets the adversary
/// believes the answers to be of.
fn attack(people: &[Person], sets: &[(Set, Printed)], score: &mut Score) {
    let mut of: BTreeMap<usize, (Vec<f64>, Vec<f64>)> = BTreeMap::new();
    let paired = |set: Set| members(set).filter(|n| people[*n].change.is_some()).count() as f64;
    for (large, from) in sets {
        for (small, taken) in sets {
            let left = large & !small;
            if small & !large != 0 || !(1..=7).contains(&left.count_ones()) {
                continue;
            }
            score.pairs += 1;
            let says_yes = match (from.said_no.shown(), taken.said_no.shown()) {
                (Some(a), Some(b)) => a > b,
                (Some(a), None) => a > 0,
                (None, Some(b)) => b == 0,
                (None, None) => false,
            };
            let one_did = members(left).any(|n| people[n].said_no);
            let tally = if one_did { &mut score.yes } else { &mut score.no };
            tally.0 += u64::from(says_yes == one_did);
            tally.1 += 1;
            let changes: Vec<f64> = members(left).filter_map(|n| people[n].change).map(f64::from).collect();
            let (Some(a), Some(b), false) = (from.change, taken.change, changes.is_empty()) else { continue };
            let truth = changes.iter().sum::<f64>() / changes.len() as f64;
            let guess = (paired(*large) * a - paired(*small) * b) / changes.len() as f64;
            score.guesses += 1;
            score.subtracted += u64::from((guess - truth).abs() <= 0.5);
            score.published += u64::from((a - truth).abs() <= 0.5);
            if left.count_ones() == 1 {
                let (guesses, means) = of.entry(members(left).next().unwrap()).or_default();
                guesses.push(guess);
                means.push(a);
            }
        }
    }
    for (person, (guesses, means)) in of {
        let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
        let truth = f64::from(people[person].change.unwrap());
        score.persons += 1;
        score.pooled += u64::from((mean(&guesses) - truth).abs() <= 0.5);
        score.pooled_published += u64::from((mean(&means) - truth).abs() <= 0.5);
    }
}

/// What the adversary comes to when they take each answer to be of the people asked for, and when they know of whom it
/// is told.
fn against(ours: bool) -> [Score; 2] {
    let mut dice = Dice(20_261_125);
    let [mut as_asked, mut as_told] = [Score::default(), Score::default()];
    let mut different = 0;
    let choices = choices();
    for population in 0..POPULATIONS {
        let people = self::population(&mut dice);
        let secret = Secret::new([population as u8 ^ 0x5a; 32].map(|b: u8| b.rotate_left(3)));
        let mut asked = BTreeMap::new();
        let mut told_of = BTreeMap::new();
        for choice in &choices {
            let whole = asked_for(&people, choice);
            let told = if ours { told(&people, choice) } else { whole };
            let answer = printed(&people, told, ours.then_some(&secret));
            asked.insert(whole, answer);
            told_of.insert(told, answer);
        }
        different += told_of.len() as u64;
        attack(&people, &asked.into_iter().collect::<Vec<_>>(), &mut as_asked);
        attack(&people, &told_of.into_iter().collect::<Vec<_>>(), &mut as_told);
    }
    // Of use all the same: most populations are told in many ways.
    assert!(different > POPULATIONS * 4, "{different}");
    [as_asked, as_told]
}

fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[test]
fn taking_one_answer_from_another_works_against_the_plain_rule() {
    let [plain, _] = against(false);
    println!("plain: {plain:?}, membership {:.3}", plain.membership());
    assert!(plain.pairs > 10_000 && plain.persons > 50, "{plain:?}");
    assert!(
        share(plain.subtracted, plain.guesses) > share(plain.published, plain.guesses) + 0.10,
        "{plain:?}"
    );
    assert!(
        share(plain.pooled, plain.persons) > share(plain.pooled_published, plain.persons) + 0.25,
        "{plain:?}"
    );
    assert!(plain.membership() > 0.55, "{plain:?}");
}

#[test]
fn and_does_no_better_than_guessing_against_ours() {
    let [asked, told] = against(true);
    for (name, score) in [("of whom was asked", &asked), ("of whom it is told", &told)] {
        println!("ours, {name}: {score:?}, membership {:.3}", score.membership());
        assert!(
            share(score.subtracted, score.guesses) <= share(score.published, score.guesses) + 0.02,
            "{score:?}"
        );
        assert!(
            share(score.pooled, score.persons) <= share(score.pooled_published, score.persons) + 0.05,
            "{score:?}"
        );
        assert!((score.membership() - 0.5).abs() <= 0.05, "{score:?}");
    }
    // Nearly every pair that could be taken from each other is told of the same people.
    assert!(told.pairs * 20 < asked.pairs, "{} {}", told.pairs, asked.pairs);
}

/// A group of three people shows nothing, whatever is asked of it.
#[test]
fn a_cohort_of_three_shows_nothing() {
    let secret = Secret::new([3; 32]);
    let distinct: BTreeSet<String> = (0..200_u128)
        .map(|first| {
            let mut crowd = Crowd::NOBODY;
            (0..3).for_each(|n| crowd.add(secret.key_of(first * 3 + n)));
            let mean = SuppressedMean::new(4.0 + crowd.nudge(0, 10.0), crowd.n());
            format!("{} {mean} {crowd:?}", Suppressed::of(crowd))
        })
        .collect();
    assert_eq!(distinct.into_iter().collect::<Vec<_>>(), ["* * Crowd(*)"]);
}
