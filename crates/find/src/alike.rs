//! Which entries are as good as the same: one group's same thing in several halls, or one thing that two feeds both list.

use crate::Entry;
use crate::words::each_word;

/// In what an entry may be like another: equal numbers in the same place say that it is; nothing is like 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Alike(pub(crate) [u32; 2]);

impl Alike {
    pub(crate) fn of(entry: &Entry) -> Self {
        let whose = mixed(0, &entry.organization);
        let with = |text: &str| if whose == 0 || text.is_empty() { 0 } else { short(mixed(whose, text)) };
        let text = if entry.alike.is_empty() {
            with(&entry.description)
        } else {
            short(entry.alike.bytes().fold(1, |sum, byte| stir(sum, byte)))
        };
        Self([with(&entry.name), text])
    }

    /// The ways in which others may be like it.
    pub(crate) fn ways(self) -> impl Iterator<Item = (usize, u32)> {
        self.0.into_iter().enumerate().filter(|(_, way)| *way != 0)
    }
}

/// The words of a text as one number, however they are written; 0 for none.
fn mixed(start: u64, text: &str) -> u64 {
    let mut sum = start;
    each_word(text, &mut String::new(), |word| {
        sum = word.bytes().fold(stir(sum, b' '), stir);
    });
    sum
}

/// FNV-1a: the sum of a text with one more byte.
fn stir(sum: u64, byte: u8) -> u64 {
    (if sum == 0 { 0xcbf2_9ce4_8422_2325 } else { sum } ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

fn short(sum: u64) -> u32 {
    ((sum ^ (sum >> 32)) as u32).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(organization: &str, name: &str, description: &str, alike: &str) -> Entry {
        Entry {
            organization: organization.into(),
            name: name.into(),
            description: description.into(),
            alike: alike.into(),
            ..Entry::default()
        }
    }

    fn are_alike(one: &Entry, other: &Entry) -> bool {
        Alike::of(one).ways().any(|way| Alike::of(other).ways().any(|with| with == way))
    }

    #[test]
    fn one_groups_same_thing_is_alike() {
        let lunch = entry("Age Well", "Lunch Club", "A hot meal.", "");
        assert!(are_alike(&lunch, &entry("age well", "Lunch club!", "Soup and a roll.", "")));
        assert!(are_alike(&lunch, &entry("Age Well", "Friday table", "A HOT MEAL", "")));
        assert!(!are_alike(&lunch, &entry("Other people", "Lunch Club", "A hot meal.", "")));
        assert!(!are_alike(&lunch, &entry("Age Well", "Walks", "An easy pace.", "")));
    }

    #[test]
    fn nobodys_things_and_things_without_words_are_like_nothing() {
        let nobody = entry("", "Lunch Club", "A hot meal.", "");
        assert!(!are_alike(&nobody, &nobody));
        let bare = entry("Age Well", "", "", "");
        assert!(!are_alike(&bare, &bare));
    }

    #[test]
    fn what_is_said_to_be_one_thing_is_alike() {
        let (one, other) = (entry("Age Well", "Lunch", "Soup.", "7"), entry("", "Luncheon", "A meal.", "7"));
        assert!(are_alike(&one, &other) && !are_alike(&one, &entry("", "Luncheon", "A meal.", "8")));
    }
}
