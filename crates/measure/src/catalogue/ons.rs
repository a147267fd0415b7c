//! The questions of the Office for National Statistics, verbatim and attributed: four on personal wellbeing, four on
//! loneliness. An instrument reworded is no longer that instrument.

use super::{band, choice, cut, list, none, norm, read_in, ships, text, unconfirmed};
use crate::id::{InstrumentId, Standard};
use crate::instrument::Direction::{HigherIsBetter, LowerIsBetter};
use crate::instrument::{Band, Choice, Direction, Instrument, Item, NormShare, Proxy, Side, Source};
use crate::scorer::{MissingRule, Named, Scorer};

/// Bands of the three positive items: ONS personal wellbeing user guide, "labelling of thresholds".
static POSITIVE_BANDS: [Band; 4] =
    [band("low", 0, 4), band("medium", 5, 6), band("high", 7, 8), band("very high", 9, 10)];

/// Bands of the anxiety item differ: same source.
static ANXIOUS_BANDS: [Band; 4] =
    [band("very low", 0, 1), band("low", 2, 3), band("medium", 4, 5), band("high", 6, 10)];

const fn ons4_item(
    code: &'static str,
    name: &'static str,
    wording: &'static str,
    ends: (&'static str, &'static str),
    direction: Direction,
    bands: &'static [Band],
) -> Item {
    Item {
        code: text(code),
        name: text(name),
        wording: Some(text(wording)),
        low_label: text(ends.0),
        high_label: text(ends.1),
        low: 0,
        high: 10,
        direction,
        bands: list(bands),
        choices: none(),
        counts: true,
    }
}

const SATISFIED_ITEM: Item = ons4_item(
    "satisfied",
    "Satisfied with life",
    "Overall, how satisfied are you with your life nowadays?",
    ("Not at all satisfied", "Completely satisfied"),
    HigherIsBetter,
    &POSITIVE_BANDS,
);
const WORTHWHILE_ITEM: Item = ons4_item(
    "worthwhile",
    "Finding life worthwhile",
    "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
    ("Not at all worthwhile", "Completely worthwhile"),
    HigherIsBetter,
    &POSITIVE_BANDS,
);
const HAPPY_ITEM: Item = ons4_item(
    "happy",
    "Happy yesterday",
    "Overall, how happy did you feel yesterday?",
    ("Not at all happy", "Completely happy"),
    HigherIsBetter,
    &POSITIVE_BANDS,
);
const ANXIOUS_ITEM: Item = ons4_item(
    "anxious",
    "Anxious yesterday",
    "On a scale where 0 is “not at all anxious” and 10 is “completely anxious”, overall, how anxious did you feel yesterday?",
    ("Not at all anxious", "Completely anxious"),
    LowerIsBetter,
    &ANXIOUS_BANDS,
);

/// ONS4, first: life satisfaction.
pub static SATISFIED: Item = SATISFIED_ITEM;
/// ONS4, second: feeling that the things one does are worthwhile.
pub static WORTHWHILE: Item = WORTHWHILE_ITEM;
/// ONS4, third: happiness yesterday.
pub static HAPPY: Item = HAPPY_ITEM;
/// ONS4, fourth: anxiety yesterday, where lower is better.
pub static ANXIOUS: Item = ANXIOUS_ITEM;

static ONS4_ITEMS: [Item; 4] = [SATISFIED_ITEM, WORTHWHILE_ITEM, HAPPY_ITEM, ANXIOUS_ITEM];

const OGL: &str = "Source: Office for National Statistics and the Government Statistical Service, licensed under the Open Government Licence v3.0.";
const OGL_NAME: &str = "Open Government Licence v3.0";
const UK: &str = "adults in the United Kingdom";
const ONS_2023: Source =
    read_in("United Kingdom adults, year ending March 2023, Office for National Statistics");

/// ONS personal wellbeing: four questions in a fixed order, four separate results, no composite.
pub static ONS4: Instrument = Instrument {
    id: InstrumentId::Standard(Standard::Ons4),
    name: text("ONS personal wellbeing (ONS4)"),
    edition: text("Personal wellbeing harmonised standard, May 2020"),
    language: text("en-GB"),
    licence: ships(OGL_NAME, OGL),
    introduction: text(
        "Next I would like to ask you four questions about your feelings on aspects of your life. There are no right or wrong answers. For each of these questions I’d like you to give an answer on a scale of 0 to 10, where 0 is “not at all” and 10 is “completely”.",
    ),
    items: list(&ONS4_ITEMS),
    scorer: Scorer::Items,
    missing: MissingRule::Alone,
    missing_rule: text("Each question stands alone; a missing answer is never filled in."),
    proxy: Proxy::Never,
    thresholds: none(),
    noise: none(),
    norms: list!([
        norm("satisfied", UK, 7.45, ONS_2023),
        norm("worthwhile", UK, 7.73, ONS_2023),
        norm("happy", UK, 7.39, ONS_2023),
        norm("anxious", UK, 3.23, ONS_2023),
    ]),
    norm_shares: list!([NormShare {
        of: text("anxious"),
        counted: text("high (6 to 10)"),
        share: 0.234,
        source: ONS_2023,
    }]),
    cuts: none(),
    unconfirmed: none(),
};

static HOW_OFTEN_3: [Choice; 3] =
    [choice("Hardly ever or never", 1), choice("Some of the time", 2), choice("Often", 3)];

const fn ucla_item(code: &'static str, name: &'static str, wording: &'static str) -> Item {
    Item {
        code: text(code),
        name: text(name),
        wording: Some(text(wording)),
        low_label: text("Hardly ever or never"),
        high_label: text("Often"),
        low: 1,
        high: 3,
        direction: LowerIsBetter,
        bands: none(),
        choices: list(&HOW_OFTEN_3),
        counts: true,
    }
}

const COMPANIONSHIP_ITEM: Item =
    ucla_item("companionship", "Lack companionship", "How often do you feel that you lack companionship?");
const LEFT_OUT_ITEM: Item = ucla_item("left_out", "Left out", "How often do you feel left out?");
const ISOLATED_ITEM: Item =
    ucla_item("isolated", "Isolated from others", "How often do you feel isolated from others?");

/// UCLA-3, first.
pub static LACK_COMPANIONSHIP: Item = COMPANIONSHIP_ITEM;
/// UCLA-3, second.
pub static LEFT_OUT: Item = LEFT_OUT_ITEM;
/// UCLA-3, third.
pub static ISOLATED: Item = ISOLATED_ITEM;

static UCLA3_ITEMS: [Item; 3] = [COMPANIONSHIP_ITEM, LEFT_OUT_ITEM, ISOLATED_ITEM];

/// The standard introduces all four questions together, as “the next four questions”. We put the three of the scale and the
/// direct one on sheets of their own, so each says how many follow; the questions themselves are word for word.
const THREE_INTRODUCTION: &str = "The next three questions are about relationships with others. For each one, please say how often (if at all) you feel that way.";
const DIRECT_INTRODUCTION: &str = "The next question is about relationships with others. Please say how often (if at all) you feel that way.";
const LONELINESS_EDITION: &str = "Loneliness harmonised standard, adult measure, May 2020";

/// The three-item loneliness scale in ONS's harmonised wording, scored 3 to 9.
pub static UCLA3: Instrument = Instrument {
    id: InstrumentId::Standard(Standard::Ucla3),
    name: text("Loneliness, three questions (UCLA, as harmonised by ONS)"),
    edition: text(LONELINESS_EDITION),
    language: text("en-GB"),
    licence: ships(
        OGL_NAME,
        "Source: Office for National Statistics and the Government Statistical Service, licensed under the Open Government Licence v3.0. Scale: Hughes, Waite, Hawkley and Cacioppo (2004), after Russell’s UCLA Loneliness Scale.",
    ),
    introduction: text(THREE_INTRODUCTION),
    items: list(&UCLA3_ITEMS),
    scorer: Scorer::Sum {
        score: Named { code: text("loneliness"), name: text("Loneliness (three questions)") },
        times: 1,
    },
    missing: MissingRule::AllNeeded,
    missing_rule: text("All three answers are needed for the score."),
    proxy: Proxy::Never,
    thresholds: none(),
    noise: none(),
    norms: none(),
    norm_shares: none(),
    cuts: list!([cut(
        "loneliness",
        Side::AtLeast(6.0),
        "often called lonely; ONS itself sets no line",
        unconfirmed("Steptoe and others 2013"),
    )]),
    unconfirmed: list!([text("The line at 6 (Steptoe and others 2013) has not been checked in the paper.")]),
};

const LONELY_ITEM: Item = Item {
    code: text("lonely"),
    name: text("Feel lonely"),
    wording: Some(text("How often do you feel lonely?")),
    low_label: text("Often or always"),
    high_label: text("Never"),
    low: 1,
    high: 5,
    direction: HigherIsBetter,
    bands: none(),
    choices: list(&HOW_OFTEN_5),
    counts: true,
};

static HOW_OFTEN_5: [Choice; 5] = [
    choice("Often or always", 1),
    choice("Some of the time", 2),
    choice("Occasionally", 3),
    choice("Hardly ever", 4),
    choice("Never", 5),
];

/// The direct question's item. 1 is “often or always”, so a higher number is less lonely.
pub static LONELY: Item = LONELY_ITEM;

static LONELY_ITEMS: [Item; 1] = [LONELY_ITEM];

/// The direct loneliness question: ordinal, reported as the share answering "often or always", never as a mean.
pub static LONELY_DIRECT: Instrument = Instrument {
    id: InstrumentId::Standard(Standard::LonelyDirect),
    name: text("Loneliness, direct question"),
    edition: text(LONELINESS_EDITION),
    language: text("en-GB"),
    licence: ships(OGL_NAME, OGL),
    introduction: text(DIRECT_INTRODUCTION),
    items: list(&LONELY_ITEMS),
    scorer: Scorer::Ordinal { counted: 1 },
    missing: MissingRule::Alone,
    missing_rule: text("A missing answer is never filled in."),
    proxy: Proxy::Never,
    thresholds: none(),
    noise: none(),
    norms: none(),
    norm_shares: list!([
        lonely_share(0.071, "Adults in England 2023/24, gov.uk"),
        lonely_share(0.066, "Adults in England 2024/25, gov.uk"),
    ]),
    cuts: none(),
    unconfirmed: none(),
};

const fn lonely_share(share: f64, source: &'static str) -> NormShare {
    NormShare { of: text("lonely"), counted: text("often or always"), share, source: read_in(source) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_cover_each_scale_once() {
        for item in ONS4.items.iter() {
            for score in item.low..=item.high {
                let holding = item.bands.iter().filter(|b| (b.low..=b.high).contains(&score)).count();
                assert_eq!(holding, 1, "{} {score}", item.code);
            }
            assert_eq!(item.band(11), None);
        }
    }

    #[test]
    fn ons4_bands_differ_by_item() {
        let names =
            |item: &Item| (0..=10).map(|n| item.band(n).unwrap().name.to_string()).collect::<Vec<_>>();
        let positive = names(&SATISFIED);
        assert_eq!(positive, names(&WORTHWHILE));
        assert_eq!(positive, names(&HAPPY));
        let runs = [("low", 0..=4), ("medium", 5..=6), ("high", 7..=8), ("very high", 9..=10)];
        for (name, mut run) in runs {
            assert!(run.all(|n| positive[n] == name), "{name}");
        }
        let anxious = names(&ANXIOUS);
        let runs = [("very low", 0..=1), ("low", 2..=3), ("medium", 4..=5), ("high", 6..=10)];
        for (name, mut run) in runs {
            assert!(run.all(|n| anxious[n] == name), "{name}");
        }
    }

    #[test]
    fn anxious_alone_is_better_lower_and_order_is_fixed() {
        let order: Vec<_> = ONS4.items.iter().map(|i| (&*i.code, i.direction)).collect();
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
    fn a_sheet_says_as_many_questions_as_it_holds() {
        for (instrument, words) in [
            (&ONS4, "four questions about"),
            (&UCLA3, "next three questions"),
            (&LONELY_DIRECT, "next question is"),
        ] {
            let number = ["", "question is", "", "three", "four"][instrument.items.len()];
            assert!(instrument.introduction.contains(words) && words.contains(number), "{}", instrument.name);
        }
    }
}
