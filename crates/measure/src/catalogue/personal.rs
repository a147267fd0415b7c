//! Measures in the person's own words: concerns, goals, and MYCaW's scores. None of them can bear a target or a payment.

use super::{kept_by_owners, list, none, numbered, ships, text, threshold, unconfirmed};
use crate::id::{InstrumentId, Personal};
use crate::instrument::Direction::LowerIsBetter;
use crate::instrument::{Instrument, Item, Proxy};
use crate::scorer::{MissingRule, Scorer};

const SEVERITY_ITEM: Item = Item {
    code: text("severity"),
    name: text("How much it troubles me"),
    wording: Some(text("How much does this trouble you at the moment?")),
    low_label: text("It does not trouble me"),
    high_label: text("It could not be worse"),
    low: 0,
    high: 6,
    direction: LowerIsBetter,
    bands: none(),
    choices: none(),
    counts: true,
};

/// How much a concern troubles the person, in their own words and by their own rating.
pub static SEVERITY: Item = SEVERITY_ITEM;

static CONCERN_ITEMS: [Item; 1] = [SEVERITY_ITEM];

/// Personal concerns: our own plain question, the person's own words, each concern a separate result.
pub static CONCERN: Instrument = Instrument {
    id: InstrumentId::Personal(Personal::Concern),
    name: text("Personal concerns"),
    edition: text("Quilt, first edition"),
    language: text("en-GB"),
    licence: ships("Quilt’s own", ""),
    introduction: text(""),
    items: list(&CONCERN_ITEMS),
    scorer: Scorer::Items,
    missing: MissingRule::Alone,
    missing_rule: text("Each concern stands alone; a missing answer is never filled in."),
    proxy: Proxy::Never,
    thresholds: none(),
    noise: none(),
    norms: none(),
    norm_shares: none(),
    cuts: none(),
    unconfirmed: none(),
};

/// Goal Attainment Scaling: a method for the person's own goals; see [`crate::goal`].
pub static GOAL_ATTAINMENT: Instrument = Instrument {
    id: InstrumentId::Personal(Personal::GoalAttainment),
    name: text("Goal Attainment Scaling"),
    edition: text("Kiresuk and Sherman 1968; T score as corrected in Turner-Stokes 2009"),
    language: text("en-GB"),
    licence: ships("A method, without fixed wording", ""),
    introduction: text(""),
    items: none(),
    scorer: Scorer::Goals,
    missing: MissingRule::LeftOut,
    missing_rule: text(
        "A goal without an answer is left out with its weight, and the number left out is said.",
    ),
    proxy: Proxy::Never,
    thresholds: none(),
    noise: none(),
    norms: none(),
    norm_shares: none(),
    cuts: none(),
    unconfirmed: none(),
};

static MYCAW_ITEMS: [Item; 3] = [
    numbered("concern1", "Concern 1", (0, 6), LowerIsBetter),
    numbered("concern2", "Concern 2", (0, 6), LowerIsBetter),
    numbered("wellbeing", "Wellbeing", (0, 6), LowerIsBetter),
];

/// MYCaW: three numbers from its owners' form, each separate. The registered wording is not here.
pub static MYCAW: Instrument = Instrument {
    id: InstrumentId::Personal(Personal::Mycaw),
    name: text("Measure Yourself Concerns and Wellbeing (MYCaW®)"),
    edition: text("Paterson and others 2007"),
    language: text("en-GB"),
    licence: kept_by_owners(
        "Licence needed from Meaningful Measures Ltd; wording not included",
        "MYCaW® is a registered mark; licences from Meaningful Measures Ltd",
    ),
    introduction: text(""),
    items: list(&MYCAW_ITEMS),
    scorer: Scorer::Items,
    missing: MissingRule::Alone,
    missing_rule: text(
        "Each number stands alone; the second concern may be blank, and nothing is filled in.",
    ),
    proxy: Proxy::Never,
    thresholds: list!([
        threshold(
            0.5,
            "smallest change that may matter, by analogy with MYMOP",
            unconfirmed("By analogy with MYMOP")
        ),
        threshold(
            1.0,
            "a change that may matter, by analogy with MYMOP",
            unconfirmed("By analogy with MYMOP")
        ),
    ]),
    noise: none(),
    norms: none(),
    norm_shares: none(),
    cuts: none(),
    unconfirmed: list!([text(
        "No change that matters has been published for it; 0.5 to 1.0 is borrowed from MYMOP."
    )]),
};
