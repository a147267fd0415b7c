//! The measures themselves, as data: wording verbatim from its source, every number with where it was published.

use crate::instrument::Direction::{HigherIsBetter, LowerIsBetter};
use crate::instrument::{
    Band, Choice, Direction, Instrument, InstrumentId, Item, Licence, Norm, Personal, Standard, Threshold,
};

const fn band(name: &'static str, low: u8, high: u8) -> Band {
    Band { name, low, high }
}

const fn choice(words: &'static str, value: u8) -> Choice {
    Choice { words, value }
}

/// Bands of the three positive items: ONS personal wellbeing user guide, "labelling of thresholds".
const POSITIVE_BANDS: &[Band] =
    &[band("low", 0, 4), band("medium", 5, 6), band("high", 7, 8), band("very high", 9, 10)];

/// Bands of the anxiety item differ: same source.
const ANXIOUS_BANDS: &[Band] =
    &[band("very low", 0, 1), band("low", 2, 3), band("medium", 4, 5), band("high", 6, 10)];

const fn ons4_item(
    code: &'static str,
    name: &'static str,
    wording: &'static str,
    ends: (&'static str, &'static str),
    direction: Direction,
    bands: &'static [Band],
) -> Item {
    let (low_label, high_label) = ends;
    Item { code, name, wording, low_label, high_label, low: 0, high: 10, direction, bands, choices: &[] }
}

/// ONS4, first: life satisfaction.
pub const SATISFIED: Item = ons4_item(
    "satisfied",
    "Satisfied with life",
    "Overall, how satisfied are you with your life nowadays?",
    ("Not at all satisfied", "Completely satisfied"),
    HigherIsBetter,
    POSITIVE_BANDS,
);
/// ONS4, second: feeling that the things one does are worthwhile.
pub const WORTHWHILE: Item = ons4_item(
    "worthwhile",
    "Finding life worthwhile",
    "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
    ("Not at all worthwhile", "Completely worthwhile"),
    HigherIsBetter,
    POSITIVE_BANDS,
);
/// ONS4, third: happiness yesterday.
pub const HAPPY: Item = ons4_item(
    "happy",
    "Happy yesterday",
    "Overall, how happy did you feel yesterday?",
    ("Not at all happy", "Completely happy"),
    HigherIsBetter,
    POSITIVE_BANDS,
);
/// ONS4, fourth: anxiety yesterday, where lower is better.
pub const ANXIOUS: Item = ons4_item(
    "anxious",
    "Anxious yesterday",
    "On a scale where 0 is “not at all anxious” and 10 is “completely anxious”, overall, how anxious did you feel yesterday?",
    ("Not at all anxious", "Completely anxious"),
    LowerIsBetter,
    ANXIOUS_BANDS,
);

const OGL: &str = "Source: Office for National Statistics and the Government Statistical Service, licensed under the Open Government Licence v3.0.";
const ONS_2023: &str = "United Kingdom adults, year ending March 2023, Office for National Statistics";

/// ONS personal wellbeing: four questions in a fixed order, four separate results, no composite.
pub static ONS4: Instrument = Instrument {
    id: InstrumentId::Standard(Standard::Ons4),
    name: "ONS personal wellbeing (ONS4)",
    edition: "Personal wellbeing harmonised standard, May 2020",
    language: "en-GB",
    licence: Licence { name: "Open Government Licence v3.0", attribution: OGL, wording_ships: true },
    introduction: "Next I would like to ask you four questions about your feelings on aspects of your life. There are no right or wrong answers. For each of these questions I’d like you to give an answer on a scale of 0 to 10, where 0 is “not at all” and 10 is “completely”.",
    items: &[SATISFIED, WORTHWHILE, HAPPY, ANXIOUS],
    proxy_allowed: false,
    missing_rule: "Each question stands alone; a missing answer is never filled in.",
    thresholds: &[],
    norms: &[
        Norm { of: "satisfied", mean: 7.45, source: ONS_2023 },
        Norm { of: "worthwhile", mean: 7.73, source: ONS_2023 },
        Norm { of: "happy", mean: 7.39, source: ONS_2023 },
        Norm { of: "anxious", mean: 3.23, source: ONS_2023 },
    ],
};

const HOW_OFTEN_3: &[Choice] =
    &[choice("Hardly ever or never", 1), choice("Some of the time", 2), choice("Often", 3)];

const fn ucla_item(code: &'static str, name: &'static str, wording: &'static str) -> Item {
    Item {
        code,
        name,
        wording,
        low_label: "Hardly ever or never",
        high_label: "Often",
        low: 1,
        high: 3,
        direction: LowerIsBetter,
        bands: &[],
        choices: HOW_OFTEN_3,
    }
}

/// UCLA-3, first.
pub const LACK_COMPANIONSHIP: Item =
    ucla_item("companionship", "Lack companionship", "How often do you feel that you lack companionship?");
/// UCLA-3, second.
pub const LEFT_OUT: Item = ucla_item("left_out", "Left out", "How often do you feel left out?");
/// UCLA-3, third.
pub const ISOLATED: Item =
    ucla_item("isolated", "Isolated from others", "How often do you feel isolated from others?");

const LONELINESS_INTRODUCTION: &str = "The next four questions are about relationships with others. For each one, please say how often (if at all) you feel that way.";

/// The three-item loneliness scale in ONS's harmonised wording, scored 3 to 9.
pub static UCLA3: Instrument = Instrument {
    id: InstrumentId::Standard(Standard::Ucla3),
    name: "Loneliness, three questions (UCLA, as harmonised by ONS)",
    edition: "Loneliness harmonised standard, adult measure, May 2020",
    language: "en-GB",
    licence: Licence {
        name: "Open Government Licence v3.0",
        attribution: "Source: Office for National Statistics and the Government Statistical Service, licensed under the Open Government Licence v3.0. Scale: Hughes, Waite, Hawkley and Cacioppo (2004), after Russell’s UCLA Loneliness Scale.",
        wording_ships: true,
    },
    introduction: LONELINESS_INTRODUCTION,
    items: &[LACK_COMPANIONSHIP, LEFT_OUT, ISOLATED],
    proxy_allowed: false,
    missing_rule: "All three answers are needed for the score.",
    thresholds: &[],
    norms: &[],
};

/// The direct question's item. 1 is “often or always”, so a higher number is less lonely.
pub const LONELY: Item = Item {
    code: "lonely",
    name: "Feel lonely",
    wording: "How often do you feel lonely?",
    low_label: "Often or always",
    high_label: "Never",
    low: 1,
    high: 5,
    direction: HigherIsBetter,
    bands: &[],
    choices: &[
        choice("Often or always", 1),
        choice("Some of the time", 2),
        choice("Occasionally", 3),
        choice("Hardly ever", 4),
        choice("Never", 5),
    ],
};

/// The direct loneliness question: ordinal, reported as the share answering "often or always", never as a mean.
pub static LONELY_DIRECT: Instrument = Instrument {
    id: InstrumentId::Standard(Standard::LonelyDirect),
    name: "Loneliness, direct question",
    edition: "Loneliness harmonised standard, adult measure, May 2020",
    language: "en-GB",
    licence: Licence { name: "Open Government Licence v3.0", attribution: OGL, wording_ships: true },
    introduction: LONELINESS_INTRODUCTION,
    items: &[LONELY],
    proxy_allowed: false,
    missing_rule: "A missing answer is never filled in.",
    thresholds: &[],
    norms: &[],
};

/// SWEMWBS: scorer and table only; see [`crate::swemwbs`].
pub static SWEMWBS: Instrument = Instrument {
    id: InstrumentId::Standard(Standard::Swemwbs),
    name: "Short Warwick-Edinburgh Mental Wellbeing Scale (SWEMWBS)",
    edition: "2008; metric table Stewart-Brown and others 2009, Health and Quality of Life Outcomes 7:15",
    language: "en-GB",
    licence: Licence {
        name: "Registration with the rights holders needed; wording not included",
        attribution: "© NHS Health Scotland, University of Warwick and University of Edinburgh, 2008, all rights reserved",
        wording_ships: false,
    },
    introduction: "",
    items: &[],
    proxy_allowed: false,
    missing_rule: "All seven answers are needed, because the table is built on the total.",
    thresholds: &[
        Threshold {
            points: 1.03,
            meaning: "one standard error of measurement",
            source: "Shah and others 2018, clinical sample, n=172",
        },
        Threshold {
            points: 2.87,
            meaning: "2.77 standard errors: unlikely to be noise in one person",
            source: "Shah and others 2018, clinical sample, n=172",
        },
    ],
    norms: &[
        Norm { of: "men", mean: 23.7, source: "Health Survey for England 2010 to 2013, n=27,169" },
        Norm { of: "women", mean: 23.2, source: "Health Survey for England 2010 to 2013, n=27,169" },
    ],
};

/// How much a concern troubles the person, in their own words and by their own rating.
pub const SEVERITY: Item = Item {
    code: "severity",
    name: "How much it troubles me",
    wording: "How much does this trouble you at the moment?",
    low_label: "It does not trouble me",
    high_label: "It could not be worse",
    low: 0,
    high: 6,
    direction: LowerIsBetter,
    bands: &[],
    choices: &[],
};

/// Personal concerns: our own plain question, the person's own words, each concern a separate result.
pub static CONCERN: Instrument = Instrument {
    id: InstrumentId::Personal(Personal::Concern),
    name: "Personal concerns",
    edition: "Quilt, first edition",
    language: "en-GB",
    licence: Licence { name: "Quilt’s own", attribution: "", wording_ships: true },
    introduction: "",
    items: &[SEVERITY],
    proxy_allowed: false,
    missing_rule: "Each concern stands alone; a missing answer is never filled in.",
    thresholds: &[],
    norms: &[],
};

/// Goal Attainment Scaling: a method for the person's own goals; see [`crate::goal`].
pub static GOAL_ATTAINMENT: Instrument = Instrument {
    id: InstrumentId::Personal(Personal::GoalAttainment),
    name: "Goal Attainment Scaling",
    edition: "Kiresuk and Sherman 1968; T score as corrected in Turner-Stokes 2009",
    language: "en-GB",
    licence: Licence { name: "A method, without fixed wording", attribution: "", wording_ships: true },
    introduction: "",
    items: &[],
    proxy_allowed: false,
    missing_rule: "A goal without an answer is left out with its weight, and the number left out is said.",
    thresholds: &[],
    norms: &[],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_and_are_distinct() {
        for id in InstrumentId::ALL {
            assert_eq!(InstrumentId::from_code(id.code()), Some(id));
            assert_eq!(id.instrument().id, id);
        }
        assert_eq!(InstrumentId::from_code("mycaw"), None);
    }

    #[test]
    fn bands_cover_each_scale_once() {
        for item in ONS4.items {
            for score in item.low..=item.high {
                let holding = item.bands.iter().filter(|b| (b.low..=b.high).contains(&score)).count();
                assert_eq!(holding, 1, "{} {score}", item.code);
            }
            assert_eq!(item.band(11), None);
        }
    }

    #[test]
    fn ons4_bands_differ_by_item() {
        let names = |item: &Item| (0..=10).map(|n| item.band(n).unwrap().name).collect::<Vec<_>>();
        let positive = names(&SATISFIED);
        assert_eq!(positive, names(&WORTHWHILE));
        assert_eq!(positive, names(&HAPPY));
        assert_eq!(
            (positive[4], positive[5], positive[7], positive[9]),
            ("low", "medium", "high", "very high")
        );
        let anxious = names(&ANXIOUS);
        assert_eq!((anxious[1], anxious[2], anxious[4], anxious[6]), ("very low", "low", "medium", "high"));
    }

    #[test]
    fn anxious_alone_is_better_lower_and_order_is_fixed() {
        let order: Vec<_> = ONS4.items.iter().map(|i| (i.code, i.direction)).collect();
        assert_eq!(
            order,
            [
                ("satisfied", HigherIsBetter),
                ("worthwhile", HigherIsBetter),
                ("happy", HigherIsBetter),
                ("anxious", LowerIsBetter)
            ]
        );
    }

    #[test]
    fn wording_is_present_exactly_where_it_may_ship() {
        assert!(
            ONS4.items.iter().chain(UCLA3.items).chain(LONELY_DIRECT.items).all(|i| i.wording.ends_with('?'))
        );
        assert!(SWEMWBS.items.is_empty() && !SWEMWBS.licence.wording_ships);
        assert!(ONS4.licence.attribution.contains("Open Government Licence"));
    }
}
