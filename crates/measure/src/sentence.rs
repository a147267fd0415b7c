//! One person's readings in words that never overclaim.
//!
//! A sentence says what was given and when, in the order it was given. It does not say "improved", does not guess at a
//! cause, and reminds the reader that two readings say little.

use crate::{Answer, Item};

/// One reading with words for when it was: a month ("September"), or "now" for the latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noted<'a> {
    /// Words that follow "in", or exactly "now".
    pub when: &'a str,
    /// The answer.
    pub answer: Answer,
}

/// Words for how one item went over the readings, oldest first.
///
/// Answers without a number are passed over in the comparison and mentioned when nothing else can be said. Up to two
/// numbers come with the caution; three or more are listed first to last with the lowest and highest.
#[must_use]
pub fn change(item: &Item, readings: &[Noted<'_>]) -> String {
    let given: Vec<(&str, u8)> =
        readings.iter().filter_map(|r| r.answer.given().map(|number| (r.when, number))).collect();
    match given.as_slice() {
        [] => nothing_given(item, readings),
        [(when, n)] => format!("{} {}. One reading cannot show a change.", item.name, was(*n, when)),
        [(first, before), (last, after)] => {
            format!("{} Two readings say little yet.", compared(item, (first, *before), (last, *after)))
        }
        [(first, before), .., (last, after)] => {
            let low = given.iter().map(|g| g.1).min().unwrap_or(*before);
            let high = given.iter().map(|g| g.1).max().unwrap_or(*after);
            let told = compared(item, (first, *before), (last, *after));
            if low == high {
                return format!("{told} It was the same all {} times.", given.len());
            }
            format!("{told} Over {} readings it went between {low} and {high}.", given.len())
        }
    }
}

fn compared(item: &Item, (first, before): (&str, u8), (last, after): (&str, u8)) -> String {
    let also = if before == after { "still " } else { "" };
    let end =
        if last == "now" { format!("is {also}{after} now") } else { format!("was {also}{after} in {last}") };
    format!("{} {} and {end}.", item.name, was(before, first))
}

fn was(number: u8, when: &str) -> String {
    if when == "now" { format!("is {number} now") } else { format!("was {number} in {when}") }
}

fn nothing_given(item: &Item, readings: &[Noted<'_>]) -> String {
    let said = match readings.last().map(|r| r.answer) {
        Some(Answer::DontKnow) => "the answer was “don’t know”",
        Some(Answer::Refused) => "you would rather not say",
        _ => "not asked yet",
    };
    format!("{}: {said}.", item.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::{ANXIOUS, SATISFIED};

    fn noted(when: &str, answer: Answer) -> Noted<'_> {
        Noted { when, answer }
    }

    #[test]
    fn two_readings() {
        let said =
            change(&SATISFIED, &[noted("September", Answer::Given(3)), noted("now", Answer::Given(5))]);
        assert_eq!(said, "Satisfied with life was 3 in September and is 5 now. Two readings say little yet.");
        let said = change(&ANXIOUS, &[noted("May", Answer::Given(4)), noted("June", Answer::Given(4))]);
        assert_eq!(
            said,
            "Anxious yesterday was 4 in May and was still 4 in June. Two readings say little yet."
        );
    }

    #[test]
    fn one_none_and_many() {
        let given = |when, n| noted(when, Answer::Given(n));
        assert_eq!(
            change(&SATISFIED, &[given("now", 3)]),
            "Satisfied with life is 3 now. One reading cannot show a change."
        );
        assert_eq!(change(&SATISFIED, &[]), "Satisfied with life: not asked yet.");
        assert_eq!(
            change(&SATISFIED, &[noted("now", Answer::DontKnow)]),
            "Satisfied with life: the answer was “don’t know”."
        );
        assert_eq!(
            change(
                &SATISFIED,
                &[given("May", 3), noted("June", Answer::Refused), given("July", 6), given("now", 5)]
            ),
            "Satisfied with life was 3 in May and is 5 now. Over 3 readings it went between 3 and 6."
        );
        assert_eq!(
            change(&SATISFIED, &[given("May", 3), given("June", 3), given("now", 3)]),
            "Satisfied with life was 3 in May and is still 3 now. It was the same all 3 times."
        );
    }

    #[test]
    fn never_claims_more_than_a_change() {
        for before in 0..=10 {
            for after in 0..=10 {
                let said = change(
                    &ANXIOUS,
                    &[noted("May", Answer::Given(before)), noted("now", Answer::Given(after))],
                );
                for word in ["improve", "better", "worse", "because", "thanks to", "success", "fail"] {
                    assert!(!said.contains(word), "{said}");
                }
                assert!(said.ends_with("Two readings say little yet."));
            }
        }
    }
}
