//! Which entries are as good as the same: one group's same thing in several halls, or one thing that two feeds both list.

/// In what an entry may be like another: equal numbers in the same place say that it is; nothing is like 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Alike(pub(crate) [u32; 2]);

impl Alike {
    /// From the [`Said`] of an entry's organization, name and description, and what it is said to be one thing with.
    pub(crate) fn of(organization: Said, name: Said, description: Said, alike: &str) -> Self {
        let with = |text: Said| {
            if organization == Said::NOTHING || text == Said::NOTHING {
                return 0;
            }
            short(stir(organization.0, text.0))
        };
        let text = if alike.is_empty() { with(description) } else { short(word(alike)) };
        Self([with(name), text])
    }

    /// The ways in which others may be like it.
    pub(crate) fn ways(self) -> impl Iterator<Item = (usize, u32)> {
        self.0.into_iter().enumerate().filter(|(_, way)| *way != 0)
    }
}

/// The words of a text as one number, however they are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Said(u64);

impl Said {
    pub(crate) const NOTHING: Self = Self(0);

    /// With one more word, as [`word`] has it.
    pub(crate) fn and(self, word: u64) -> Self {
        Self(stir(self.0, word).max(1))
    }
}

/// A word as a number.
pub(crate) fn word(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| stir(sum, u64::from(byte)))
}

/// FNV-1a, of whole numbers rather than bytes where these are.
fn stir(sum: u64, more: u64) -> u64 {
    (sum.rotate_left(23) ^ more).wrapping_mul(0x0100_0000_01b3)
}

fn short(sum: u64) -> u32 {
    ((sum ^ (sum >> 32)) as u32).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    fn said(text: &str) -> Said {
        words(text).iter().fold(Said::NOTHING, |said, one| said.and(word(one)))
    }

    fn entry(organization: &str, name: &str, description: &str, alike: &str) -> Alike {
        Alike::of(said(organization), said(name), said(description), alike)
    }

    fn are_alike(one: Alike, other: Alike) -> bool {
        one.ways().any(|way| other.ways().any(|with| with == way))
    }

    #[test]
    fn one_groups_same_thing_is_alike() {
        let lunch = entry("Age Well", "Lunch Club", "A hot meal.", "");
        assert!(are_alike(lunch, entry("age well", "Lunch club!", "Soup and a roll.", "")));
        assert!(are_alike(lunch, entry("Age Well", "Friday table", "A HOT MEAL", "")));
        assert!(!are_alike(lunch, entry("Other people", "Lunch Club", "A hot meal.", "")));
        assert!(!are_alike(lunch, entry("Age Well", "Walks", "An easy pace.", "")));
    }

    #[test]
    fn nobodys_things_and_things_without_words_are_like_nothing() {
        let nobody = entry("", "Lunch Club", "A hot meal.", "");
        assert!(!are_alike(nobody, nobody));
        let bare = entry("Age Well", "", "", "");
        assert!(!are_alike(bare, bare));
    }

    #[test]
    fn what_is_said_to_be_one_thing_is_alike() {
        let (one, other) = (entry("Age Well", "Lunch", "Soup.", "7"), entry("", "Luncheon", "A meal.", "7"));
        assert!(are_alike(one, other) && !are_alike(one, entry("", "Luncheon", "A meal.", "8")));
    }
}
