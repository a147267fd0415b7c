//! What people may be chosen by, besides scheme and days: each a bit, in the order in which a choice that would tell of a
//! few is undone.

use std::ops::RangeInclusive;

use crate::people::{AgeBand, Ethnic, Sex};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Facet {
    Need,
    Language,
    Ethnic,
    Sex,
    Age,
    Referrer,
    Town,
    Deprived,
}

impl Facet {
    pub const ALL: [Facet; 8] = [
        Facet::Need,
        Facet::Language,
        Facet::Ethnic,
        Facet::Sex,
        Facet::Age,
        Facet::Referrer,
        Facet::Town,
        Facet::Deprived,
    ];

    pub fn bit(self) -> u32 {
        1 << (self as u32)
    }
}

/// How deprived the place is where people live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Deprived {
    /// From 1, the most deprived, to 10.
    Tenth(u8),
    /// From 1, the most deprived, to 5.
    Fifth(u8),
    NotKnown,
}

impl Deprived {
    pub fn parse(code: &str) -> Option<Deprived> {
        if code == "unknown" {
            return Some(Deprived::NotKnown);
        }
        match code.strip_prefix('f') {
            Some(fifth) => fifth.parse().ok().filter(|n| (1..=5).contains(n)).map(Deprived::Fifth),
            None => code.parse().ok().filter(|n| (1..=10).contains(n)).map(Deprived::Tenth),
        }
    }

    pub fn code(self) -> String {
        match self {
            Deprived::Tenth(n) => n.to_string(),
            Deprived::Fifth(n) => format!("f{n}"),
            Deprived::NotKnown => "unknown".into(),
        }
    }

    pub fn words(self) -> String {
        match self {
            Deprived::Tenth(n) => format!("living in deprivation tenth {n} (1 is the most deprived)"),
            Deprived::Fifth(n) => format!("living in deprivation fifth {n} (1 is the most deprived)"),
            Deprived::NotKnown => "whose place is not known".into(),
        }
    }

    /// Its first and last tenth, nought where it is not known.
    pub fn tenths(self) -> RangeInclusive<u8> {
        match self {
            Deprived::Tenth(n) => n..=n,
            Deprived::Fifth(n) => n.saturating_mul(2).saturating_sub(1)..=n.saturating_mul(2),
            Deprived::NotKnown => 0..=0,
        }
    }
}

/// A way to look at different groups beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Cut {
    Fifths,
    Ages,
    Sexes,
    Ethnic,
}

impl Cut {
    pub const ALL: [Cut; 4] = [Cut::Fifths, Cut::Ages, Cut::Sexes, Cut::Ethnic];

    pub fn words(self) -> &'static str {
        match self {
            Cut::Fifths => "By how deprived the place is where people live",
            Cut::Ages => "By age in the year they were asked for",
            Cut::Sexes => "By sex",
            Cut::Ethnic => "By ethnic group",
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Cut::Fifths => "fifths",
            Cut::Ages => "ages",
            Cut::Sexes => "sexes",
            Cut::Ethnic => "ethnicity",
        }
    }

    /// Its groups, in order; the last is "not known".
    pub fn groups(self) -> Vec<&'static str> {
        match self {
            Cut::Fifths => {
                vec!["Most deprived fifth", "Second", "Third", "Fourth", "Least deprived fifth", "Not known"]
            }
            Cut::Ages => AgeBand::ALL.into_iter().map(AgeBand::words).collect(),
            Cut::Sexes => Sex::ALL.into_iter().map(Sex::words).collect(),
            Cut::Ethnic => Ethnic::ALL.into_iter().map(Ethnic::words).collect(),
        }
    }
}

/// The place of a need in the directory's list.
pub(super) fn need_named(name: &str) -> Option<u8> {
    let wanted = find::Topic::named(name).filter(|_| !name.is_empty())?;
    find::Topic::all()
        .position(|topic| topic == wanted)
        .and_then(|at| u8::try_from(at).ok())
        .filter(|at| *at < 128)
}

pub(super) fn need_words(at: u8) -> Option<&'static str> {
    find::Topic::all().nth(usize::from(at)).map(find::Topic::name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_fall_in_fifths_and_what_is_no_tenth_is_not_known() {
        let fifth = |tenth| (1..=5).find(|n| Deprived::Fifth(*n).tenths().contains(&tenth));
        assert_eq!([1, 2, 3, 9, 10, 0].map(fifth), [Some(1), Some(1), Some(2), Some(5), Some(5), None]);
        assert_eq!(Deprived::NotKnown.tenths(), 0..=0);
        for code in ["3", "f3", "unknown"] {
            assert_eq!(Deprived::parse(code).unwrap().code(), code);
        }
        assert_eq!(["f6", "0", "11", ""].map(Deprived::parse), [None; 4]);
    }

    #[test]
    fn every_facet_has_a_bit_and_every_need_a_place() {
        for (at, facet) in Facet::ALL.into_iter().enumerate() {
            assert_eq!(facet.bit(), 1 << at);
        }
        assert!(find::Topic::all().count() <= 128);
        let at = need_named("Befriending").unwrap();
        assert_eq!((need_words(at), need_named("")), (Some("Befriending"), None));
    }
}
