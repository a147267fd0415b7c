//! Slips of the finger: the nearest word the directory knows.

use std::cmp::Reverse;

use crate::segment::{Words, letters_of};

/// No word is longer; see `words.rs`.
const LONGEST: usize = 41;

/// The letters of a word, up to the longest.
#[derive(Clone, Copy)]
struct Letters {
    all: [char; LONGEST],
    count: usize,
}

impl Letters {
    fn of(word: &str) -> Self {
        let mut letters = Self { all: ['\0'; LONGEST], count: 0 };
        for (place, c) in letters.all.iter_mut().zip(word.chars()) {
            *place = c;
            letters.count += 1;
        }
        letters
    }

    fn get(&self) -> &[char] {
        &self.all[..self.count]
    }
}

/// The nearest word that is in use, or is known `also`: one slip for words of four letters or five, two for longer ones.
/// Ties go to the same first letter, then to the word in more entries, then to the alphabet.
pub(crate) fn nearest<'a>(
    used: &[&'a Words],
    typed: &str,
    also: impl Iterator<Item = &'a str> + Clone,
) -> Option<String> {
    let letters = typed.chars().count();
    let allowed = match letters {
        0..=3 => return None,
        4 | 5 => 1,
        _ => 2,
    };
    // Whatever is one slip away comes before all that is two.
    (1..=allowed).find_map(|slips| within(used, typed, also.clone(), slips, allowed == 1))
}

/// The nearest word within so many slips, which in a short word must be likely ones.
fn within<'a>(
    used: &[&'a Words],
    typed: &str,
    also: impl Iterator<Item = &'a str>,
    allowed: usize,
    short: bool,
) -> Option<String> {
    let (set, letters) = (letters_of(typed), Letters::of(typed));
    // Each slip changes at most two letters of the set.
    let differ = 2 * allowed as u32;
    let lengths = (letters.count.saturating_sub(allowed)).max(4)..=letters.count + allowed;
    let ours = used.iter().flat_map(|words| {
        lengths.clone().flat_map(move |length| words.like(length, set, differ)).map(|(word, _)| (word, false))
    });
    let known = also.filter(|word| {
        lengths.contains(&word.chars().count()) && (letters_of(word) ^ set).count_ones() <= differ
    });
    ours.chain(known.map(|word| (word, true)))
        .filter_map(|(word, known)| {
            let meant = Letters::of(word);
            let (typed, meant) = (letters.get(), meant.get());
            let slips = slips(typed, meant, allowed).filter(|_| !short || is_likely(typed, meant))?;
            let start = usize::from(typed.first() != meant.first());
            let count =
                if known { u64::MAX } else { used.iter().map(|words| u64::from(words.count(word))).sum() };
            Some((slips + start, slips, Reverse(count), word))
        })
        .min()
        .map(|(.., word)| word.to_owned())
}

/// In a short word one wrong letter soon makes another word ("hands", "handy"), so it must be a likely one: a vowel for a
/// vowel, or a neighbour on the keyboard.
fn is_likely(typed: &[char], meant: &[char]) -> bool {
    let mut wrong = typed.iter().zip(meant).filter(|(a, b)| a != b);
    match (wrong.next(), wrong.next()) {
        (Some((a, b)), None) if typed.len() == meant.len() => {
            let vowel = |c: &char| "aeiou".contains(*c);
            vowel(a) && vowel(b) || are_neighbours(*a, *b)
        }
        _ => true,
    }
}

fn are_neighbours(a: char, b: char) -> bool {
    const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    ROWS.iter().any(|row| row.find(a).zip(row.find(b)).is_some_and(|(a, b)| a.abs_diff(b) == 1))
}

/// Slips between two words (a letter missing, extra, wrong, or two neighbours swapped), or `None` above `allowed`.
fn slips(a: &[char], b: &[char], allowed: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > allowed || b.len() > LONGEST {
        return None;
    }
    let mut rows = [[0_usize; LONGEST + 1]; 3];
    rows[0] = std::array::from_fn(|at| at);
    for (i, x) in a.iter().enumerate() {
        let (last, row, before) = (i % 3, (i + 1) % 3, (i + 2) % 3);
        rows[row][0] = i + 1;
        let mut least = i + 1;
        for (j, y) in b.iter().enumerate() {
            let wrong = rows[last][j] + usize::from(x != y);
            let mut best = wrong.min(rows[last][j + 1] + 1).min(rows[row][j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                best = best.min(rows[before][j - 1] + 1);
            }
            rows[row][j + 1] = best;
            least = least.min(best);
        }
        if least > allowed {
            return None;
        }
    }
    Some(rows[a.len() % 3][b.len()]).filter(|slips| *slips <= allowed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn between(a: &str, b: &str) -> Option<usize> {
        slips(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>(), 2)
    }

    #[test]
    fn counts_slips() {
        assert_eq!(between("wlaking", "walking"), Some(1));
        assert_eq!(between("sundys", "sundays"), Some(1));
        assert_eq!(between("benifits", "benefits"), Some(1));
        assert_eq!(between("walking", "walking"), Some(0));
        assert_eq!(between("cat", "horse"), None);
    }

    fn known(words: &[(&str, u32)]) -> Words {
        Words::of(words.iter().copied())
    }

    #[test]
    fn finds_the_nearest_and_most_used() {
        let (known, more) = (
            known(&[("walking", 1), ("talking", 1), ("baking", 1), ("gardening", 1)]),
            known(&[("talking", 1), ("strolling", 1)]),
        );
        let nearest = |typed, also: &[&'static str]| nearest(&[&known, &more], typed, also.iter().copied());
        assert_eq!(nearest("wlaking", &[]), Some("walking".into()));
        assert_eq!(nearest("galking", &[]), Some("talking".into()));
        assert_eq!(nearest("strolin", &[]), Some("strolling".into()));
        assert_eq!(nearest("sundys", &["sundays"]), Some("sundays".into()));
        assert_eq!(nearest("wlk", &[]), None);
        assert_eq!(nearest("🙂🙂🙂🙂🙂", &[]), None);
    }

    #[test]
    fn short_words_need_a_likely_slip() {
        let known = known(&[("handy", 1), ("yoga", 1), ("choir", 1)]);
        let nearest = |typed| nearest(&[&known], typed, std::iter::empty());
        assert_eq!(nearest("hands"), None);
        assert_eq!(nearest("yiga"), Some("yoga".into()));
        assert_eq!(nearest("chior"), Some("choir".into()));
        assert_eq!(nearest("cvoir"), None);
        assert_eq!(nearest("cjoir"), Some("choir".into()));
    }

    proptest! {
        #[test]
        fn slips_are_the_same_both_ways(a in "[a-d]{0,8}", b in "[a-d]{0,8}") {
            prop_assert_eq!(between(&a, &b), between(&b, &a));
            prop_assert_eq!(between(&a, &a), Some(0));
        }
    }
}
