//! The measures built in, as data: wording verbatim from its source, every number with where it was published.
//!
//! Facts that nobody has checked against their source are marked [`unconfirmed`] and print as such.

/// A list that is built in; its contents may be made by constant functions.
macro_rules! list {
    ([$($each:expr),* $(,)?]) => {
        std::borrow::Cow::Borrowed(const { &[$($each),*] })
    };
}

mod licensed;
mod more_licensed;
mod ons;
mod personal;

use std::borrow::Cow;

pub use licensed::{SWEMWBS, WEMWBS, WHO5};
pub use more_licensed::{DIALOG, EQ5D5L, OUTCOMES_STAR, PAM, REQOL10};
pub use ons::{
    ANXIOUS, HAPPY, ISOLATED, LACK_COMPANIONSHIP, LEFT_OUT, LONELY, LONELY_DIRECT, ONS4, SATISFIED, UCLA3,
    WORTHWHILE,
};
pub use personal::{CONCERN, GOAL_ATTAINMENT, MYCAW, SEVERITY};

use crate::id::{InstrumentId, Personal, Standard};
use crate::instrument::{
    Band, Choice, Cut, Direction, Instrument, Item, Licence, List, Norm, Side, Source, Text, Threshold,
};
use crate::scorer::Named;

impl InstrumentId {
    /// Everything known about a measure built in; `None` for one from a content pack, which the [`crate::Shelf`] holds.
    #[must_use]
    pub fn built_in(self) -> Option<&'static Instrument> {
        Some(match self {
            Self::Standard(Standard::Ons4) => &ONS4,
            Self::Standard(Standard::Ucla3) => &UCLA3,
            Self::Standard(Standard::LonelyDirect) => &LONELY_DIRECT,
            Self::Standard(Standard::Swemwbs) => &SWEMWBS,
            Self::Standard(Standard::Wemwbs) => &WEMWBS,
            Self::Standard(Standard::Who5) => &WHO5,
            Self::Standard(Standard::Reqol10) => &REQOL10,
            Self::Standard(Standard::Dialog) => &DIALOG,
            Self::Standard(Standard::Eq5d5l) => &EQ5D5L,
            Self::Standard(Standard::OutcomesStar) => &OUTCOMES_STAR,
            Self::Standard(Standard::Pam) => &PAM,
            Self::Personal(Personal::Concern) => &CONCERN,
            Self::Personal(Personal::GoalAttainment) => &GOAL_ATTAINMENT,
            Self::Personal(Personal::Mycaw) => &MYCAW,
            Self::Standard(Standard::Packed(_)) | Self::Personal(Personal::Packed(_)) => return None,
        })
    }
}

const fn text(text: &'static str) -> Text {
    Cow::Borrowed(text)
}

const fn list<T: Clone>(list: &'static [T]) -> List<T> {
    Cow::Borrowed(list)
}

const fn none<T: Clone>() -> List<T> {
    Cow::Borrowed(&[])
}

const fn band(name: &'static str, low: u8, high: u8) -> Band {
    Band { name: text(name), low, high }
}

const fn choice(words: &'static str, value: u8) -> Choice {
    Choice { words: text(words), value }
}

/// Read at its source.
const fn read_in(source: &'static str) -> Source {
    Source { text: text(source), confirmed: true }
}

/// Believed, and not checked at its source.
const fn unconfirmed(source: &'static str) -> Source {
    Source { text: text(source), confirmed: false }
}

const fn threshold(points: f64, meaning: &'static str, source: Source) -> Threshold {
    Threshold { points, meaning: text(meaning), source }
}

const fn norm(of: &'static str, who: &'static str, mean: f64, source: Source) -> Norm {
    Norm { of: text(of), who: text(who), mean, source }
}

const fn cut(of: &'static str, side: Side, meaning: &'static str, source: Source) -> Cut {
    Cut { of: text(of), side, meaning: text(meaning), source }
}

const fn named(code: &'static str, name: &'static str) -> Named {
    Named { code: text(code), name: text(name) }
}

/// Terms of a measure whose wording is its owners' and not here.
const fn kept_by_owners(name: &'static str, attribution: &'static str) -> Licence {
    Licence {
        name: text(name),
        attribution: text(attribution),
        wording_ships: false,
        reference: None,
        expires: None,
    }
}

/// Terms of a measure whose wording is here.
const fn ships(name: &'static str, attribution: &'static str) -> Licence {
    Licence {
        name: text(name),
        attribution: text(attribution),
        wording_ships: true,
        reference: None,
        expires: None,
    }
}

/// An item known by its number alone.
const fn numbered(code: &'static str, name: &'static str, ends: (u8, u8), direction: Direction) -> Item {
    Item {
        code: text(code),
        name: text(name),
        wording: None,
        low_label: text(""),
        high_label: text(""),
        low: ends.0,
        high: ends.1,
        direction,
        bands: none(),
        choices: none(),
        counts: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Day;
    use crate::instrument::Offer;
    use crate::scorer::{MissingRule, Scorer};

    fn all() -> impl Iterator<Item = &'static Instrument> {
        InstrumentId::ALL.into_iter().filter_map(InstrumentId::built_in)
    }

    #[test]
    fn every_id_has_its_record() {
        assert_eq!(all().map(|it| it.id).collect::<Vec<_>>(), InstrumentId::ALL);
    }

    #[test]
    fn item_and_score_codes_are_distinct_and_scales_run_upwards() {
        for instrument in all() {
            let mut codes: Vec<&str> = instrument.items.iter().map(|item| &*item.code).collect();
            codes.sort_unstable();
            codes.dedup();
            assert_eq!(codes.len(), instrument.items.len(), "{}", instrument.name);
            let scales = instrument.scales();
            assert!(!scales.is_empty() && scales.iter().all(|s| s.low < s.high), "{}", instrument.name);
            let known = |code: &str| scales.iter().any(|scale| scale.code == code);
            assert!(instrument.norms.iter().all(|norm| known(&norm.of)), "{}", instrument.name);
            assert!(instrument.norm_shares.iter().all(|norm| known(&norm.of)), "{}", instrument.name);
            assert!(instrument.cuts.iter().all(|cut| known(&cut.of)), "{}", instrument.name);
        }
    }

    /// Nothing of a measure whose owners keep its wording is here: no question, no label, no choice.
    #[test]
    fn wording_is_present_exactly_where_it_may_ship() {
        let today = Day::new(2026, 11, 25).unwrap();
        for instrument in all() {
            let ships = instrument.licence.wording_ships;
            assert!(
                instrument.items.iter().all(|item| item.wording.is_some() == ships),
                "{}",
                instrument.name
            );
            assert_eq!(instrument.offer(today), if ships { Offer::Ask } else { Offer::NumbersOnly });
            if !ships {
                let bare = |item: &Item| {
                    item.low_label.is_empty() && item.high_label.is_empty() && item.choices.is_empty()
                };
                assert!(instrument.items.iter().all(bare) && instrument.introduction.is_empty());
            }
        }
        for instrument in [&ONS4, &UCLA3, &LONELY_DIRECT] {
            assert!(instrument.items.iter().all(|item| item.words().ends_with('?')));
            assert!(instrument.licence.attribution.contains("Open Government Licence"));
        }
    }

    #[test]
    fn no_composite_of_the_four() {
        assert_eq!((&ONS4.scorer, ONS4.missing), (&Scorer::Items, MissingRule::Alone));
        let codes: Vec<_> = ONS4.scales().into_iter().map(|scale| scale.code).collect();
        assert_eq!(codes, ["satisfied", "worthwhile", "happy", "anxious"]);
    }

    /// What is still to be settled says so wherever it is printed.
    #[test]
    fn unconfirmed_facts_say_so() {
        for (instrument, word) in [
            (&MYCAW, "change"),
            (&DIALOG, "missing"),
            (&REQOL10, "missing"),
            (&WEMWBS, "missing"),
            (&PAM, "licence"),
        ] {
            assert!(!instrument.is_settled(), "{}", instrument.name);
            assert!(
                instrument.unconfirmed.iter().any(|said| said.to_lowercase().contains(word)),
                "{}",
                instrument.name
            );
        }
        assert!(UCLA3.cuts[0].source.to_string().ends_with("(unconfirmed)"));
        assert!(MYCAW.thresholds.iter().all(|it| it.source.to_string().ends_with("(unconfirmed)")));
        assert!(REQOL10.cuts[0].source.to_string().ends_with("(unconfirmed)"));
        assert!(ONS4.is_settled() && !SWEMWBS.thresholds[0].source.to_string().contains("unconfirmed"));
    }
}
