//! What is told, of courses made here: pairs, a mixture, neither; few people; and whoever takes one answer from another.

use measure::{Suppressed, SuppressedMean};

use super::*;
use crate::system_use::figure::figure_of;
use crate::system_use::read::Traits;
use crate::system_use::salt::UseKey;

fn secret(n: u8) -> Secret {
    Secret::new([n; 32].map(|byte: u8| byte.wrapping_mul(31).rotate_left(3)))
}

fn key(n: usize) -> UseKey {
    let mut bytes = [7; 32];
    bytes[..8].copy_from_slice(&n.to_be_bytes());
    UseKey::of(bytes)
}

fn course(n: usize, began: Option<i64>, traits: Traits, counts: Vec<u32>) -> Course {
    Course { key: key(n), began: began.map(Month::counted), scheme: None, traits, counts }
}

/// Journeys that fall from 2 a month to 1, and people alike who stay at 2.
fn falling(many: usize, compares: bool) -> Vec<Course> {
    let falls: Vec<u32> = [vec![2; 6], vec![9], vec![1; 6]].concat();
    let own = (0..many).map(|n| course(n, Some(106), Traits::default(), falls.clone()));
    let traits = Traits { compares: true, ..Traits::default() };
    let others = (0..many).filter(|_| compares).map(|n| course(1_000 + n, None, traits, vec![2; 13]));
    own.chain(others).collect()
}

fn scope() -> Scope {
    Scope { kind: UseKind::Gp, months: 6, scheme: None }
}

fn told(courses: &[Course]) -> Story {
    told_of(scope(), courses, 1)
}

fn told_of(scope: Scope, courses: &[Course], n: u8) -> Story {
    let long = i64::try_from(courses.first().map_or(1, |course| course.counts.len())).unwrap();
    tell(scope, Some((Month::counted(100), Month::counted(99 + long))), courses, &secret(n))
}

#[test]
fn a_change_is_set_beside_the_change_of_people_alike() {
    let story = told(&falling(40, true));
    let pairs = story.pairs.as_ref().unwrap();
    assert_eq!((story.began.n(), story.free.n(), pairs.beside.own.n()), (40, 40, 40));
    assert!(matches!(story.chosen, Chosen::Pairs(why) if why.contains("at least 30")));
    // 6 fewer in the half year, moved by less than one person can: two groups of 40, 13 at most each.
    assert!((pairs.beside.difference.points + 6.0).abs() <= 2.0 * 13.0 / 40.0);
    assert!(!pairs.beside.started_apart());
    let words = figure_of(&story).unwrap().words().unwrap();
    assert!(
        words.contains("GP appointments a year before the journey began") && words.contains("of 40 people"),
        "{words}"
    );
    // How alike they were is told by the same means as the change is.
    let (_, used) = &pairs.beside.balance[0];
    assert_eq!(used.one.to_bits(), pairs.beside.difference.seen.before.mean.to_bits());
    let all = story.everybody.as_ref().unwrap();
    assert_eq!(all.balance[0].1.one.to_bits(), all.difference.seen.before.mean.to_bits());
    let few = told(&falling(10, true));
    assert!(matches!(few.chosen, Chosen::Pairs(why) if why.contains("few")));
}

#[test]
fn without_others_there_is_no_difference_and_of_three_nothing() {
    let alone = told(&falling(40, false));
    assert!(alone.pairs.is_none() && alone.everybody.is_none() && alone.mixture.is_none());
    assert!(alone.change.is_some() && alone.chosen == Chosen::Nothing);
    let three = told(&falling(3, true));
    assert!(
        three.change.is_none()
            && three.levels.is_empty()
            && three.pairs.is_none()
            && three.everybody.is_none()
    );
    assert_eq!((figure_of(&three), three.chosen), (None, Chosen::Nothing));
    let none = tell(scope(), None, &[], &secret(1));
    assert!(none.change.is_none() && figure_of(&none).is_none());
}

/// One month before, however many after: nobody reaches to both sides, and nothing is said.
#[test]
fn one_month_before_is_not_enough() {
    let courses: Vec<Course> = falling(40, true)
        .into_iter()
        .map(|it| Course { began: it.began.map(|_| Month::counted(101)), ..it })
        .collect();
    for months in LENGTHS {
        let story = told_of(Scope { months, ..scope() }, &courses, 1);
        assert_eq!((story.began.n(), story.seen.n()), (40, 0));
        assert!(story.change.is_none() && story.pairs.is_none() && story.mixture.is_none());
    }
}

#[test]
fn whoever_is_not_seen_on_both_sides_is_counted_and_left_out() {
    let mut courses = falling(10, false);
    courses.push(course(500, Some(104), Traits::default(), vec![1; 13]));
    courses.push(course(501, Some(90), Traits::default(), vec![1; 13]));
    let story = told(&courses);
    assert_eq!((story.began.n(), story.seen.n()), (12, 10));
}

/// A group of ten people for each age band and fifth, each with a wave of its own; journeys are half like one group and half
/// like another until they begin, and one less a month afterwards.
fn waves(groups: usize, falls: u32) -> Vec<Course> {
    let wave = |group: usize, t: usize| {
        u32::try_from(2 + group % 7 + (t * (group + 3) + group * group) % 5).unwrap()
    };
    let like = |group: usize| Traits {
        compares: true,
        age: Some(group % 6),
        fifth: Some(u8::try_from(group / 6 + 1).unwrap()),
    };
    let others = (0..groups * 10)
        .map(|n| course(1_000 + n, None, like(n / 10), (0..13).map(|t| wave(n / 10, t)).collect()));
    let own = (0..40).map(|n| {
        let counts = (0..13).map(|t| wave([4, 11][n % 2], t) - if t > 6 { falls } else { 0 });
        course(n, Some(106), Traits::default(), counts.collect())
    });
    own.chain(others).collect()
}

#[test]
fn where_nobody_is_alike_a_mixture_of_groups_stands_beside_them() {
    let story = told(&waves(25, 2));
    assert!(story.pairs.is_none(), "nobody is of an age not known");
    let mixture = story.mixture.as_ref().unwrap();
    assert!(
        matches!(story.chosen, Chosen::Mixture(why) if why.contains("went the same way")),
        "{:?}",
        story.chosen
    );
    assert!(mixture.fits() && mixture.can_tell() && mixture.of.fit < 0.05, "{mixture:?}");
    // Six months can be met by more mixtures than one; whichever it is, all of it is of groups.
    assert!((mixture.weights.iter().map(|(_, weight, _)| weight).sum::<f64>() - 1.0).abs() < 1e-2);
    assert!((mixture.of.points + 2.0).abs() < 0.5, "two a month less, moved a little: {}", mixture.of.points);
    assert_eq!((mixture.groups, mixture.people.n()), (25, 10 * mixture.weights.len() as u64));
    let few = told(&waves(12, 2));
    assert!(matches!(few.chosen, Chosen::Mixture(why) if why.contains("fewer than 19")));
    assert_eq!(few.mixture.unwrap().of.interval, None);
}

/// Journeys that use far more than any group: no mixture goes that high, so none is told.
#[test]
fn a_mixture_that_does_not_fit_is_not_leaned_on() {
    let mut courses = waves(25, 0);
    courses.iter_mut().take(40).for_each(|it| it.counts.iter_mut().for_each(|count| *count += 30));
    let story = told(&courses);
    assert!(!story.mixture.as_ref().unwrap().fits());
    assert_eq!(story.chosen, Chosen::Nothing);
}

/// What came after decides nothing of which comparison is told.
#[test]
fn the_comparison_is_chosen_without_looking_at_what_came_after() {
    let mut other = falling(40, true);
    other.iter_mut().for_each(|it| it.counts[7..].iter_mut().for_each(|count| *count *= 5));
    assert_eq!(told(&falling(40, true)).chosen, told(&other).chosen);
}

/// Chance of our own, the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % n).unwrap()
    }
}

/// Somebody with a use of their own, from next to none to a great deal.
fn person(n: usize, dice: &mut Dice) -> Course {
    let most = u64::from(1 + dice.below(4));
    course(n, Some(112), Traits::default(), (0..25).map(|_| dice.below(most)).collect())
}

/// A file with one person more: an adversary who knows how many there are takes one mean from the other, and has what that
/// person used, if only the plain rule stands in the way.
#[test]
fn taking_last_month_s_page_from_this_month_s_says_nothing_of_the_one_who_came() {
    let scope = Scope { months: 12, ..scope() };
    let (mut plain, mut ours, mut guessed) = (0, 0, 0);
    let mut moved = 0;
    let populations = 300;
    for population in 0..populations {
        let mut dice = Dice(population);
        let n = 20 + usize::try_from(dice.below(30)).unwrap();
        let mut courses: Vec<Course> = (0..n).map(|at| person(at, &mut dice)).collect();
        let less = told_of(scope, &courses, u8::try_from(population % 250).unwrap());
        let mean = |courses: &[Course]| {
            courses.iter().map(|it| it.counts[..12].iter().sum::<u32>()).map(f64::from).sum::<f64>()
                / courses.len() as f64
        };
        let before = mean(&courses);
        courses.push(person(n, &mut dice));
        let more = told_of(scope, &courses, u8::try_from(population % 250).unwrap());
        let truth = f64::from(courses[n].counts[..12].iter().sum::<u32>());
        let printed = |mean: f64, n: usize| {
            let shown = SuppressedMean::new(mean, n as u64).shown().unwrap();
            (shown * 10.0).round() / 10.0
        };
        let taken =
            |one: f64, other: f64| printed(one, n + 1) * (n + 1) as f64 - printed(other, n) * n as f64;
        let of = |story: &Story| story.change.as_ref().unwrap().seen.before.mean;
        let right = |guess: f64| u32::from((guess - truth).abs() <= 3.0);
        plain += right(taken(mean(&courses), before));
        ours += right(taken(of(&more), of(&less)));
        guessed += right(printed(of(&less), n));
        let step = |story: &Story| i64::try_from(Suppressed::of(story.seen).shown().unwrap()).unwrap();
        moved += u32::from(step(&more) < step(&less));
    }
    assert!(plain > 250, "the plain rule gives them away: {plain}");
    assert!(ours <= guessed + 15, "ours tells no more than the page does: {ours} against {guessed}");
    assert!(moved > 10, "a count may even go down when one comes: {moved}");
}

/// All people less those of one scheme is the one person of the other.
#[test]
fn two_choices_that_differ_by_one_person_are_told_as_one() {
    let [north, south, east] = [1, 2, 3].map(|n| SchemeId::from(uuid::Uuid::from_u128(n)));
    let mut courses = falling(60, true);
    let scheme = |n: usize| match n {
        0..30 => north,
        30..59 => east,
        _ => south,
    };
    courses.iter_mut().take(60).enumerate().for_each(|(n, it)| it.scheme = Some(scheme(n)));
    let all = told(&courses);
    let of =
        |scheme: SchemeId, courses: &[Course]| told_of(Scope { scheme: Some(scheme), ..scope() }, courses, 1);
    let north_alone = of(north, &courses);
    assert!(!north_alone.undone && north_alone.seen.n() == 30);
    // South is one person; with the next smallest they are thirty, and what is left of all is never one.
    for few in [south, east] {
        let story = of(few, &courses);
        assert!(story.undone && story.scope.scheme.is_none());
        assert_eq!(
            (story.seen, story.change.map(|it| it.points.to_bits())),
            (all.seen, all.change.as_ref().map(|it| it.points.to_bits()))
        );
    }
    // Somebody of no scheme is the same to whoever takes away.
    courses[59].scheme = None;
    courses.iter_mut().take(59).for_each(|it| it.scheme = Some(north));
    assert!(of(north, &courses).undone);
    courses[59].scheme = Some(north);
    assert!(!of(north, &courses).undone);
}

/// The same people, asked for as all or as the one scheme there is, are told the same to the last digit.
#[test]
fn the_same_people_are_told_the_same() {
    let north = SchemeId::from(uuid::Uuid::from_u128(1));
    let mut courses = falling(23, true);
    courses.iter_mut().for_each(|it| it.scheme = it.began.map(|_| north));
    let (all, one) = (told(&courses), told_of(Scope { scheme: Some(north), ..scope() }, &courses, 1));
    assert_eq!(all.change, one.change);
    assert_eq!(Suppressed::of(all.seen), Suppressed::of(one.seen));
    courses.reverse();
    assert_eq!(Suppressed::of(told(&courses).seen), Suppressed::of(all.seen));
    let other = told_of(scope(), &courses, 2);
    assert_ne!(
        other.change.unwrap().points.to_bits(),
        all.change.unwrap().points.to_bits(),
        "another house, another key"
    );
}
