//! Wellbeing scales whose wording is their owners' and not here: SWEMWBS, WEMWBS and the WHO-5. Scorers and published
//! facts only; answers are known by the number of their item on the owners' form.

use super::{cut, kept_by_owners, list, named, none, norm, numbered, read_in, text, threshold, unconfirmed};
use crate::id::{InstrumentId, Standard};
use crate::instrument::Direction::HigherIsBetter;
use crate::instrument::{Instrument, Item, Noise, NoiseFigure, Proxy, Side, Source};
use crate::scorer::{MissingRule, Scorer};
use crate::swemwbs::METRIC;

const fn one_to_five(code: &'static str, name: &'static str) -> Item {
    numbered(code, name, (1, 5), HigherIsBetter)
}

static SEVEN: [Item; 7] = [
    one_to_five("i1", "Item 1"),
    one_to_five("i2", "Item 2"),
    one_to_five("i3", "Item 3"),
    one_to_five("i4", "Item 4"),
    one_to_five("i5", "Item 5"),
    one_to_five("i6", "Item 6"),
    one_to_five("i7", "Item 7"),
];

static FOURTEEN: [Item; 14] = [
    one_to_five("i1", "Item 1"),
    one_to_five("i2", "Item 2"),
    one_to_five("i3", "Item 3"),
    one_to_five("i4", "Item 4"),
    one_to_five("i5", "Item 5"),
    one_to_five("i6", "Item 6"),
    one_to_five("i7", "Item 7"),
    one_to_five("i8", "Item 8"),
    one_to_five("i9", "Item 9"),
    one_to_five("i10", "Item 10"),
    one_to_five("i11", "Item 11"),
    one_to_five("i12", "Item 12"),
    one_to_five("i13", "Item 13"),
    one_to_five("i14", "Item 14"),
];

const SHAH: Source = read_in("Shah and others 2018, clinical sample, n=172");
const HSE: Source = read_in("Health Survey for England 2010 to 2013, n=27,169");
const REGISTRATION: &str = "Registration with the rights holders needed; wording not included";

/// SWEMWBS: scorer and table only; see [`crate::swemwbs`].
pub static SWEMWBS: Instrument = Instrument {
    id: InstrumentId::Standard(Standard::Swemwbs),
    name: text("Short Warwick-Edinburgh Mental Wellbeing Scale (SWEMWBS)"),
    edition: text(
        "2008; metric table Stewart-Brown and others 2009, Health and Quality of Life Outcomes 7:15",
    ),
    language: text("en-GB"),
    licence: kept_by_owners(
        REGISTRATION,
        "© NHS Health Scotland, University of Warwick and University of Edinburgh, 2008, all rights reserved",
    ),
    introduction: text(""),
    items: list(&SEVEN),
    scorer: Scorer::Table { score: named("metric", "SWEMWBS (metric)"), metric: list(&METRIC) },
    missing: MissingRule::AllNeeded,
    missing_rule: text("All seven answers are needed, because the table is built on the total."),
    proxy: Proxy::Never,
    thresholds: list!([
        threshold(1.03, "one standard error of measurement", SHAH),
        threshold(2.87, "2.77 standard errors: unlikely to be noise in one person", SHAH),
    ]),
    noise: list!([Noise { figure: NoiseFigure::Sem(1.03), source: SHAH }]),
    norms: list!([
        norm("metric", "men in England", 23.7, HSE),
        norm("metric", "women in England", 23.2, HSE)
    ]),
    norm_shares: none(),
    cuts: list!([
        cut(
            "metric",
            Side::AtMost(19.5),
            "low: mean less one standard deviation",
            unconfirmed("Warwick guidance")
        ),
        cut(
            "metric",
            Side::AtLeast(27.5),
            "high: mean and one standard deviation",
            unconfirmed("Warwick guidance")
        ),
    ]),
    unconfirmed: list!([
        text("The metric table agrees in three public copies and has not been checked in the paper itself."),
        text("The lines at 19.5 and 27.5 have not been checked at their source."),
        text("The present licence text (commercial fee, electronic use) has not been checked."),
    ]),
};

/// WEMWBS: fourteen items, no transform.
pub static WEMWBS: Instrument = Instrument {
    id: InstrumentId::Standard(Standard::Wemwbs),
    name: text("Warwick-Edinburgh Mental Wellbeing Scale (WEMWBS)"),
    edition: text("2006"),
    language: text("en-GB"),
    licence: kept_by_owners(
        REGISTRATION,
        "© NHS Health Scotland, University of Warwick and University of Edinburgh, 2006, all rights reserved",
    ),
    introduction: text(""),
    items: list(&FOURTEEN),
    scorer: Scorer::Sum { score: named("total", "WEMWBS"), times: 1 },
    missing: MissingRule::PersonMean { up_to: 3 },
    missing_rule: text(
        "Up to three missing answers are given the mean of the person’s own others (unconfirmed); with more missing there is no score.",
    ),
    proxy: Proxy::Never,
    thresholds: list!([
        threshold(
            6.6,
            "2.77 standard errors of 2.4: the smallest of the published",
            read_in("Maheswaran and others 2012")
        ),
        threshold(
            8.6,
            "2.77 standard errors of 3.1: the largest of the published",
            read_in("Maheswaran and others 2012")
        ),
    ]),
    noise: list!([
        Noise { figure: NoiseFigure::Sem(2.4), source: read_in("Maheswaran and others 2012, smallest") },
        Noise { figure: NoiseFigure::Sem(3.1), source: read_in("Maheswaran and others 2012, largest") },
    ]),
    norms: list!([
        norm("total", "men in England", 50.1, read_in("Health Survey for England 2016")),
        norm("total", "women in England", 49.6, read_in("Health Survey for England 2016")),
        norm("total", "men in England", 51.7, read_in("Health Survey for England 2015")),
        norm("total", "women in England", 51.5, read_in("Health Survey for England 2015")),
    ]),
    norm_shares: none(),
    cuts: none(),
    unconfirmed: list!([
        text("The rule for missing answers has not been checked in the user guide."),
        text("The present licence text (commercial fee, electronic use) has not been checked."),
    ]),
};

const fn nought_to_five(code: &'static str, name: &'static str) -> Item {
    numbered(code, name, (0, 5), HigherIsBetter)
}

static FIVE: [Item; 5] = [
    nought_to_five("i1", "Item 1"),
    nought_to_five("i2", "Item 2"),
    nought_to_five("i3", "Item 3"),
    nought_to_five("i4", "Item 4"),
    nought_to_five("i5", "Item 5"),
];

/// WHO-5: the sum times four, so it moves in fours.
pub static WHO5: Instrument = Instrument {
    id: InstrumentId::Standard(Standard::Who5),
    name: text("WHO-5 wellbeing index"),
    edition: text("World Health Organization 2024, WHO/UCN/MSD/MHE/2024.1"),
    language: text("en-GB"),
    licence: kept_by_owners(
        "CC BY-NC-SA 3.0 IGO; wording not included, since its terms clash with paid hosting",
        "World Health Organization, WHO/UCN/MSD/MHE/2024.1, CC BY-NC-SA 3.0 IGO",
    ),
    introduction: text(""),
    items: list(&FIVE),
    scorer: Scorer::Sum { score: named("index", "WHO-5"), times: 4 },
    missing: MissingRule::AllNeeded,
    missing_rule: text("All five answers are needed (unconfirmed)."),
    proxy: Proxy::Never,
    thresholds: list!([threshold(10.0, "a change that matters", read_in("Topp and others 2015"))]),
    noise: none(),
    norms: list!([
        norm("index", "the general population, about", 70.0, read_in("INSPQ")),
        norm("index", "people with untreated depression, about", 40.0, read_in("INSPQ")),
    ]),
    norm_shares: none(),
    cuts: list!([
        cut(
            "index",
            Side::Below(50.0),
            "look further; not a diagnosis",
            read_in("World Health Organization 2024")
        ),
        cut("index", Side::AtMost(50.0), "look further; not a diagnosis", read_in("Topp and others 2015")),
    ]),
    unconfirmed: list!([text("That all five answers are needed has not been checked at its source.")]),
};
