//! More measures whose wording is their owners': ReQoL, DIALOG, EQ-5D-5L by numbers from their forms; Outcomes Star and
//! the PAM by what their owners return.

use std::borrow::Cow;

use super::{cut, kept_by_owners, list, named, none, norm, numbered, read_in, text, threshold, unconfirmed};
use crate::id::{InstrumentId, Standard};
use crate::instrument::Direction::{HigherIsBetter, LowerIsBetter};
use crate::instrument::{Instrument, Item, Proxy, Side, Source};
use crate::scorer::{Group, MissingRule, Reported, Scale, Scorer};

const fn reqol(code: &'static str, name: &'static str) -> Item {
    numbered(code, name, (0, 4), HigherIsBetter)
}

/// An item that is asked and kept beside the score.
const fn beside(code: &'static str, name: &'static str, ends: (u8, u8)) -> Item {
    Item {
        code: text(code),
        name: text(name),
        wording: None,
        low_label: text(""),
        high_label: text(""),
        low: ends.0,
        high: ends.1,
        direction: HigherIsBetter,
        bands: none(),
        choices: none(),
        counts: false,
    }
}

static REQOL10_ITEMS: [Item; 11] = [
    reqol("i1", "Item 1"),
    reqol("i2", "Item 2"),
    reqol("i3", "Item 3"),
    reqol("i4", "Item 4"),
    reqol("i5", "Item 5"),
    reqol("i6", "Item 6"),
    reqol("i7", "Item 7"),
    reqol("i8", "Item 8"),
    reqol("i9", "Item 9"),
    reqol("i10", "Item 10"),
    beside("physical", "Physical health item", (0, 4)),
];

/// ReQoL-10: ten items as scored on the form, and one on physical health kept beside the sum.
pub static REQOL10: Instrument = Instrument {
    id: InstrumentId::Standard(Standard::Reqol10),
    name: text("Recovering Quality of Life (ReQoL-10)"),
    edition: text("2016"),
    language: text("en-GB"),
    licence: kept_by_owners("Licence needed from its owners; wording not included", ""),
    introduction: text(""),
    items: list(&REQOL10_ITEMS),
    scorer: Scorer::Sum { score: named("total", "ReQoL-10"), times: 1 },
    missing: MissingRule::PersonMean { up_to: 1 },
    missing_rule: text(
        "One missing answer is given the mean of the person’s own others (unconfirmed); with more missing there is no score.",
    ),
    proxy: Proxy::Never,
    thresholds: list!([threshold(5.0, "a change that matters", unconfirmed("ReQoL manual"))]),
    noise: none(),
    norms: none(),
    norm_shares: none(),
    cuts: list!([cut(
        "total",
        Side::AtLeast(25.0),
        "as in the general population",
        unconfirmed("ReQoL manual")
    )]),
    unconfirmed: list!([
        text("The rule for missing answers and the line at 25 have not been checked in the manual."),
        text("Who issues licences today has not been checked."),
    ]),
};

const fn dialog(code: &'static str, name: &'static str) -> Item {
    numbered(code, name, (1, 7), HigherIsBetter)
}

static DIALOG_ITEMS: [Item; 11] = [
    dialog("life1", "Life item 1"),
    dialog("life2", "Life item 2"),
    dialog("life3", "Life item 3"),
    dialog("life4", "Life item 4"),
    dialog("life5", "Life item 5"),
    dialog("life6", "Life item 6"),
    dialog("life7", "Life item 7"),
    dialog("life8", "Life item 8"),
    dialog("treatment1", "Treatment item 1"),
    dialog("treatment2", "Treatment item 2"),
    dialog("treatment3", "Treatment item 3"),
];

const EAST_LONDON: Source = read_in("East London NHS Foundation Trust");

/// DIALOG: two means. 4 is neutral.
pub static DIALOG: Instrument = Instrument {
    id: InstrumentId::Standard(Standard::Dialog),
    name: text("DIALOG"),
    edition: text("East London NHS Foundation Trust"),
    language: text("en-GB"),
    licence: kept_by_owners("Terms not found (unconfirmed); wording not included", ""),
    introduction: text(""),
    items: list(&DIALOG_ITEMS),
    scorer: Scorer::Means(list!([
        Group {
            score: named("life", "DIALOG, life"),
            items: list!([
                text("life1"),
                text("life2"),
                text("life3"),
                text("life4"),
                text("life5"),
                text("life6"),
                text("life7"),
                text("life8"),
            ]),
        },
        Group {
            score: named("treatment", "DIALOG, treatment"),
            items: list!([text("treatment1"), text("treatment2"), text("treatment3")]),
        },
    ])),
    missing: MissingRule::AllNeeded,
    missing_rule: text(
        "All items of a mean are needed, until the owners’ own rule is confirmed (unconfirmed).",
    ),
    proxy: Proxy::Never,
    thresholds: none(),
    noise: none(),
    norms: list!([
        norm("life", "people in mental health care in East London", 4.65, EAST_LONDON),
        norm("treatment", "people in mental health care in East London", 5.25, EAST_LONDON),
    ]),
    norm_shares: none(),
    cuts: none(),
    unconfirmed: list!([
        text("The licence has not been found."),
        text("The owners’ rule for missing answers has not been found."),
    ]),
};

const fn dimension(code: &'static str, name: &'static str) -> Item {
    numbered(code, name, (1, 5), LowerIsBetter)
}

static EQ5D5L_ITEMS: [Item; 6] = [
    dimension("d1", "Dimension 1"),
    dimension("d2", "Dimension 2"),
    dimension("d3", "Dimension 3"),
    dimension("d4", "Dimension 4"),
    dimension("d5", "Dimension 5"),
    beside("vas", "EQ VAS", (0, 100)),
];

static EQ5D_INDEX: Scale = Scale {
    code: text("index"),
    name: text("EQ-5D index, as given"),
    low: -1.0,
    high: 1.0,
    decimals: 3,
    direction: HigherIsBetter,
    reported: Reported::Mean,
    bands: none(),
};

/// EQ-5D-5L: the profile and the thermometer as answered, the index as given from a licensed value set.
pub static EQ5D5L: Instrument = Instrument {
    id: InstrumentId::Standard(Standard::Eq5d5l),
    name: text("EQ-5D-5L"),
    edition: text("EuroQol, five levels"),
    language: text("en-GB"),
    licence: kept_by_owners("Registration with EuroQol needed; wording and value sets not included", ""),
    introduction: text(""),
    items: list(&EQ5D5L_ITEMS),
    scorer: Scorer::Profile { index: Cow::Borrowed(&EQ5D_INDEX) },
    missing: MissingRule::AllNeeded,
    missing_rule: text(
        "With any dimension missing there is no profile and no index; the thermometer stands alone.",
    ),
    proxy: Proxy::Never,
    thresholds: list!([
        threshold(
            0.06,
            "smallest published change of the index that matters",
            unconfirmed("United Kingdom, five levels")
        ),
        threshold(
            0.08,
            "largest published change of the index that matters",
            unconfirmed("United Kingdom, five levels")
        ),
    ]),
    noise: none(),
    norms: none(),
    norm_shares: none(),
    cuts: none(),
    unconfirmed: list!([text("The change that matters has not been checked at its source.")]),
};

const fn area(code: &'static str, name: &'static str) -> Scale {
    Scale {
        code: text(code),
        name: text(name),
        low: 1.0,
        high: 5.0,
        decimals: 0,
        direction: HigherIsBetter,
        reported: Reported::Mean,
        bands: none(),
    }
}

/// Outcomes Star, the eight areas of the Well-being Star, as its owners return them.
pub static OUTCOMES_STAR: Instrument = Instrument {
    id: InstrumentId::Standard(Standard::OutcomesStar),
    name: text("Outcomes Star (Well-being Star)"),
    edition: text("As returned by its owners"),
    language: text("en-GB"),
    licence: kept_by_owners("Licence and training needed from its owners; only returned scores are kept", ""),
    introduction: text(""),
    items: none(),
    scorer: Scorer::Returned {
        scales: list!([
            area("area1", "Star area 1"),
            area("area2", "Star area 2"),
            area("area3", "Star area 3"),
            area("area4", "Star area 4"),
            area("area5", "Star area 5"),
            area("area6", "Star area 6"),
            area("area7", "Star area 7"),
            area("area8", "Star area 8"),
        ]),
        whole_only: false,
    },
    missing: MissingRule::AsReturned,
    missing_rule: text("An area that was not returned stays empty. There is no sum over areas."),
    proxy: Proxy::Never,
    thresholds: none(),
    noise: none(),
    norms: none(),
    norm_shares: none(),
    cuts: none(),
    unconfirmed: list!([text("That there are eight areas from 1 to 5 has not been checked at its source.")]),
};

/// PAM: the score and level its owners return, of whole, unadapted administrations only.
pub static PAM: Instrument = Instrument {
    id: InstrumentId::Standard(Standard::Pam),
    name: text("Patient Activation Measure (PAM)"),
    edition: text("As returned by its owners"),
    language: text("en-GB"),
    licence: kept_by_owners("One licence for each person from its owners; only returned scores are kept", ""),
    introduction: text(""),
    items: none(),
    scorer: Scorer::Returned {
        scales: list!([
            Scale {
                code: text("score"),
                name: text("PAM score"),
                low: 0.0,
                high: 100.0,
                decimals: 1,
                direction: HigherIsBetter,
                reported: Reported::Mean,
                bands: none(),
            },
            Scale {
                code: text("level"),
                name: text("PAM level"),
                low: 1.0,
                high: 4.0,
                decimals: 0,
                direction: HigherIsBetter,
                reported: Reported::Counts,
                bands: none(),
            },
        ]),
        whole_only: true,
    },
    missing: MissingRule::AsReturned,
    missing_rule: text("Whole and unadapted, or not at all: part of the questions has no score."),
    proxy: Proxy::Never,
    thresholds: list!([
        threshold(4.0, "smallest published change that matters", unconfirmed("Not checked at its source")),
        threshold(5.0, "largest published change that matters", unconfirmed("Not checked at its source")),
    ]),
    noise: none(),
    norms: none(),
    norm_shares: none(),
    cuts: none(),
    unconfirmed: list!([
        text("The NHS licence after 2021 has not been checked."),
        text("The change that matters (4 to 5 points) has not been checked at its source."),
    ]),
};
