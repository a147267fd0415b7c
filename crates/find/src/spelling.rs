//! Slips of the finger: the nearest word the directory knows.

use std::collections::HashMap;

/// Words in use and in how many entries, with their stems.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    words: HashMap<String, u32>,
    stems: HashMap<String, u32>,
}

impl Vocabulary {
    /// Counts one entry's distinct words and stems in.
    pub(crate) fn add<'a>(
        &mut self,
        words: impl Iterator<Item = &'a String>,
        stems: impl Iterator<Item = &'a String>,
    ) {
        words.for_each(|word| count_in(&mut self.words, word));
        stems.for_each(|stem| count_in(&mut self.stems, stem));
    }

    /// Counts them out again.
    pub(crate) fn remove<'a>(
        &mut self,
        words: impl Iterator<Item = &'a String>,
        stems: impl Iterator<Item = &'a String>,
    ) {
        words.for_each(|word| count_out(&mut self.words, word));
        stems.for_each(|stem| count_out(&mut self.stems, stem));
    }

    /// Whether any entry holds a word with this stem.
    pub(crate) fn has_stem(&self, stem: &str) -> bool {
        self.stems.contains_key(stem)
    }

    /// The nearest word: one slip for words of four letters or five, two for longer ones. Ties go to the same first
    /// letter, then to the word in more entries, then to the alphabet.
    pub(crate) fn nearest<'a>(&'a self, typed: &str, also: impl Iterator<Item = &'a str>) -> Option<String> {
        let typed: Vec<char> = typed.chars().collect();
        let allowed = match typed.len() {
            0..=3 => return None,
            4 | 5 => 1,
            _ => 2,
        };
        let set = letters_of(typed.iter().copied());
        let ours = self.words.iter().map(|(word, count)| (word.as_str(), *count));
        ours.chain(also.map(|word| (word, u32::MAX)))
            .filter(|(word, _)| {
                let letters = word.chars().count();
                letters >= 4
                    && letters.abs_diff(typed.len()) <= allowed
                    && could_be(letters_of(word.chars()), set, allowed)
            })
            .filter_map(|(word, count)| {
                let chars: Vec<char> = word.chars().collect();
                let slips =
                    slips(&typed, &chars, allowed).filter(|_| allowed > 1 || is_likely(&typed, &chars))?;
                let start = usize::from(chars.first() != typed.first());
                Some((slips + start, slips, std::cmp::Reverse(count), word))
            })
            .min()
            .map(|(.., word)| word.to_owned())
    }
}

fn count_in(counts: &mut HashMap<String, u32>, word: &str) {
    match counts.get_mut(word) {
        Some(count) => *count += 1,
        None => {
            counts.insert(word.to_owned(), 1);
        }
    }
}

fn count_out(counts: &mut HashMap<String, u32>, word: &str) {
    if let Some(count) = counts.get_mut(word) {
        *count -= 1;
        if *count == 0 {
            counts.remove(word);
        }
    }
}

/// Which letters a word has, one bit each: a quick look before counting slips.
fn letters_of(chars: impl Iterator<Item = char>) -> u32 {
    chars.fold(0, |set, c| set | 1 << (u32::from(c) % 32))
}

/// Each slip changes at most two letters of the set.
fn could_be(a: u32, b: u32, allowed: usize) -> bool {
    (a ^ b).count_ones() as usize <= 2 * allowed
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
    if a.len().abs_diff(b.len()) > allowed {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1; b.len() + 1];
        for (j, y) in b.iter().enumerate() {
            let wrong = last[j] + usize::from(x != y);
            row[j + 1] = wrong.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        if row.iter().min().is_some_and(|least| *least > allowed) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|slips| *slips <= allowed)
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

    #[test]
    fn finds_the_nearest_and_most_used() {
        let mut known = Vocabulary::default();
        let words: Vec<String> = ["walking", "talking", "baking", "gardening"].map(str::to_owned).to_vec();
        known.add(words.iter(), words.iter());
        known.add(words[1..2].iter(), words[1..2].iter());
        assert_eq!(known.nearest("wlaking", [].into_iter()), Some("walking".into()));
        assert_eq!(known.nearest("galking", [].into_iter()), Some("talking".into()));
        assert_eq!(known.nearest("sundys", ["sundays"].into_iter()), Some("sundays".into()));
        assert_eq!(known.nearest("wlk", [].into_iter()), None);
        assert_eq!(known.nearest("🙂🙂🙂🙂🙂", [].into_iter()), None);
        known.remove(words.iter(), words.iter());
        known.remove(words[1..2].iter(), words[1..2].iter());
        assert_eq!(known.nearest("walking", [].into_iter()), None);
    }

    #[test]
    fn short_words_need_a_likely_slip() {
        let mut known = Vocabulary::default();
        let words: Vec<String> = ["handy", "yoga", "choir"].map(str::to_owned).to_vec();
        known.add(words.iter(), words.iter());
        let nearest = |typed| known.nearest(typed, [].into_iter());
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
