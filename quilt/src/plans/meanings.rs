//! What each figure of a plan means: its name, its unit, how it is counted in words, and what it rests on. Pages, reports,
//! files and the dictionary all read it here.

use simulate::runs::Figure;

use super::said::Unit;

/// What a figure means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meaning {
    /// Its name in files, and where its definition stands on a page.
    pub code: &'static str,
    pub name: &'static str,
    pub unit: Unit,
    /// What it is, in a sentence.
    pub means: &'static str,
    /// How it is worked out, in words.
    pub how: &'static str,
}

const fn meaning(
    code: &'static str,
    name: &'static str,
    unit: Unit,
    means: &'static str,
    how: &'static str,
) -> Meaning {
    Meaning { code, name, unit, means, how }
}

const COUNTED: &str = "Counted as people go through the model; a mean over the runs of each draw.";
const PRICED: &str = "Added up month by month in whole pence, in the prices of the plan's price year.";

/// What a figure that every run leaves means.
#[must_use]
pub fn of(figure: Figure) -> Meaning {
    use Unit::{Count, Days, People, Pounds, Share};
    match figure {
        Figure::Referred => meaning(
            "referred",
            "Referred",
            People,
            "People somebody asked for, or who asked themselves.",
            COUNTED,
        ),
        Figure::Declined => {
            meaning("declined", "Said no", People, "People who said no when they were asked.", COUNTED)
        }
        Figure::GaveUp => meaning(
            "gave_up",
            "Gave up waiting",
            People,
            "People who said yes, waited, and stopped waiting before anybody had room.",
            COUNTED,
        ),
        Figure::Started => {
            meaning("began", "Began", People, "People for whom a link worker had room.", COUNTED)
        }
        Figure::NotReached => meaning(
            "not_reached",
            "Never came",
            People,
            "Of those who began, people who came to none of the first appointments offered.",
            COUNTED,
        ),
        Figure::Completed => meaning(
            "planned_endings",
            "Planned endings",
            People,
            "Journeys that came to a planned ending. All gains are counted from these alone.",
            COUNTED,
        ),
        Figure::LeftEarly => meaning(
            "left_early",
            "Left before",
            People,
            "People who met a link worker and left before a planned ending.",
            COUNTED,
        ),
        Figure::FollowedUp => meaning(
            "followed_up",
            "Answered a follow-up",
            People,
            "People who answered when they were asked again after the ending.",
            COUNTED,
        ),
        Figure::Contacts => {
            meaning("contacts", "Contacts", Count, "Calls, meetings and visits that took place.", COUNTED)
        }
        Figure::WaitMean => meaning(
            "wait_mean",
            "Mean wait",
            Days,
            "Days from referral to beginning, on average, of those who began.",
            "Whoever gave up or still waits at the end is not in it: read it beside “gave up waiting”.",
        ),
        Figure::Wait90 => meaning(
            "wait_90",
            "Nine in ten began within",
            Days,
            "The days within which nine in ten of those who began had begun.",
            "The 90% point of waits, in whole days.",
        ),
        Figure::Linked => meaning(
            "links",
            "Links made",
            Count,
            "Times somebody took a seat in a group or service.",
            "Links that turn out not to suit are in it.",
        ),
        Figure::Suited => meaning(
            "links_suited",
            "Links that suited",
            Count,
            "Links made that turned out to suit: what gains come through.",
            COUNTED,
        ),
        Figure::WishesMet => meaning(
            "wishes_met",
            "Wishes met",
            Share,
            "Of the wishes of people with a planned ending, the part met by links that suited.",
            "Over those who had any wish; nought where nobody had.",
        ),
        Figure::Substituted => meaning(
            "substituted",
            "Took another kind of group",
            Count,
            "Times somebody took something else because what they wished for was full.",
            COUNTED,
        ),
        Figure::Bought => meaning(
            "bought",
            "Bought with a personal budget",
            Count,
            "Times somebody bought what they wished for with a personal budget.",
            COUNTED,
        ),
        Figure::Unmet(_) => meaning(
            "unmet",
            "Went without, by service",
            Count,
            "Wishes for a link that nothing local had room for: the builders' work list.",
            COUNTED,
        ),
        Figure::UnmetAll => meaning(
            "unmet_all",
            "Went without a link they wished for",
            Count,
            "Wishes for a link that came to nothing, over all kinds of groups.",
            COUNTED,
        ),
        Figure::Events => meaning(
            "events",
            "Events",
            Count,
            "Things that happened to somebody in the model: how much work a run is.",
            COUNTED,
        ),
        Figure::Cost(..) => {
            meaning("cost", "Cost, by item and year", Pounds, "What one item costs in one year.", PRICED)
        }
        Figure::CostAll => {
            meaning("cost_all", "Cost", Pounds, "What the way costs over all years, not discounted.", PRICED)
        }
        Figure::CostPresent => meaning(
            "cost_present",
            "Cost, discounted",
            Pounds,
            "The same, a later year counting for less.",
            "Each year's cost, divided by 1 + the discount rate once for each year after the first.",
        ),
        Figure::PaidForNothing => meaning(
            "paid_for_nothing",
            "Paid though nothing was true",
            Share,
            "The chance that outcomes would be paid for if nothing compared were true.",
            "The share of runs in which measuring error alone brings a payment.",
        ),
        Figure::PaidForNothingSum => meaning(
            "paid_for_nothing_sum",
            "Paid if nothing were true",
            Pounds,
            "What would be paid if nothing compared were true.",
            "Payments worked out from measuring errors alone.",
        ),
        other => of_places_and_months(other),
    }
}

fn of_places_and_months(figure: Figure) -> Meaning {
    use Unit::{Count, Days, People, PerThousand, Seats, Share};
    match figure {
        Figure::PlaceReferred(_) => meaning(
            "place_referred",
            "Referred, by place",
            People,
            "People of a place who were referred.",
            COUNTED,
        ),
        Figure::PlaceStarted(_) => {
            meaning("place_began", "Began, by place", People, "People of a place who began.", COUNTED)
        }
        Figure::PlaceWait90(_) => meaning(
            "place_wait_90",
            "Nine in ten began within, by place",
            Days,
            "The days within which nine in ten of a place who began had begun.",
            "As for the whole, over the people of one place.",
        ),
        Figure::PlaceReached(_) => meaning(
            "place_reached",
            "Reached, by place",
            Share,
            "Of the people of a place who would gain in a year, how many begin in a year.",
            "Began, a year, over people who live there times the value “need”.",
        ),
        Figure::FifthReferred(_) => meaning(
            "fifth_referred",
            "Referred, by fifth of deprivation",
            PerThousand,
            "People referred a year, for each thousand who live in neighbourhoods of that fifth.",
            COUNTED,
        ),
        Figure::FifthStarted(_) => meaning(
            "fifth_began",
            "Began, by fifth of deprivation",
            PerThousand,
            "People who began a year, for each thousand who live in neighbourhoods of that fifth.",
            COUNTED,
        ),
        Figure::Slope => meaning(
            "slope",
            "Slope index of inequality",
            PerThousand,
            "How many more of the most deprived begin than of the least, a year and thousand.",
            "The slope of a line through the five fifths, each counted by how many live in it. Above nought: the most deprived begin more often.",
        ),
        Figure::MonthStarted(_) => {
            meaning("month_began", "Began, by month", People, "People who began in a month.", COUNTED)
        }
        Figure::MonthWaiting(_) => {
            meaning("month_waiting", "Waiting", People, "People who wait at a month's end.", COUNTED)
        }
        Figure::MonthOpen(_) => {
            meaning("month_open", "Open journeys", People, "Journeys open at a month's end.", COUNTED)
        }
        Figure::MonthSlots(_) => meaning(
            "month_slots",
            "Room for open journeys",
            People,
            "Open journeys the posts filled at a month's end can hold.",
            "Posts that are filled and not ill, times the value “caseload”.",
        ),
        Figure::MonthUnmet(_) => meaning(
            "month_unmet",
            "Went without, by month",
            Count,
            "Wishes for a link that came to nothing in a month.",
            COUNTED,
        ),
        Figure::MonthNewSeats(_) => meaning(
            "month_new_seats",
            "New seats",
            Seats,
            "Seats at a month's end in groups that builders started.",
            "New seats by builders, less those of groups that ended.",
        ),
        other => of_worth(other),
    }
}

fn of_worth(figure: Figure) -> Meaning {
    use Unit::{Pounds, Share, Wellbys};
    match figure {
        Figure::Pays(..) => meaning(
            "pays",
            "Pays, by payer and year",
            Pounds,
            "What one payer pays in one year. Below nought: more came back than went in.",
            "Each item's cost by the plan's shares; then grants, bought seats, budgets, outcomes and the bond.",
        ),
        Figure::CashOf(..) => meaning(
            "cash_of",
            "Cash, by who keeps it and year",
            Pounds,
            "Money one payer no longer has to spend in one year.",
            "Whole quanta spared times what a quantum costs, and what each unit spared saves at once; employer by employer, never pooled.",
        ),
        Figure::FreedAt(..) => meaning(
            "freed_at",
            "Capacity freed, by where and year",
            Pounds,
            "What the capacity freed at one payer costs to provide in one year.",
            "Units spared times what a unit costs, less what was counted as cash.",
        ),
        Figure::Cash(_) => meaning(
            "cash",
            "Cash",
            Pounds,
            "Money somebody no longer has to spend: at the year's end it is in an account.",
            "Whole quanta spared times what a quantum costs, and what each unit spared saves at once; employer by employer, never pooled.",
        ),
        Figure::CashPresent(_) => meaning(
            "cash_present",
            "Cash, discounted",
            Pounds,
            "The same, a later year counting for less.",
            "Discounted at the rate for money.",
        ),
        Figure::Freed(_) => meaning(
            "freed",
            "Capacity freed",
            Pounds,
            "Visits and stays somebody did not need, at what they cost to provide. Other people fill them at once: worth having, and in nobody's account.",
            "Units spared times what a unit costs, less what was counted as cash.",
        ),
        Figure::Wellbys(_) => meaning(
            "wellbys",
            "Wellbeing",
            Wellbys,
            "Wellbeing-adjusted life years: one point of life satisfaction, one person, one year.",
            "Planned endings times points gained, fading month by month as the value “decay” says; a share of the gain comes only through links that suit.",
        ),
        Figure::WellbysHealth(_) => meaning(
            "wellbys_health",
            "Wellbeing, discounted as health",
            Wellbys,
            "The same, discounted at the rate for health and life.",
            "Each year's WELLBYs at 1.5%, or what the plan says.",
        ),
        Figure::WellbysMoney(_) => meaning(
            "wellbys_money",
            "Wellbeing, discounted as money",
            Wellbys,
            "The same, discounted at the rate for money.",
            "Each year's WELLBYs at 3.5%, or what the plan says.",
        ),
        Figure::NetBenefit(_) => meaning(
            "net_benefit",
            "Net benefit",
            Pounds,
            "What ways are compared by: which is better for everybody together. It is no saving and must not be quoted as one.",
            "WELLBYs at their price, and cash, less costs; all discounted as money. Capacity freed and what has no price are not in it.",
        ),
        Figure::Paid(_) => meaning(
            "paid",
            "Paid for outcomes",
            Pounds,
            "What is paid under an outcomes contract.",
            "Each month: price times what is beyond the threshold, over all terms, at most the cap, after the lag.",
        ),
        Figure::InvestorYear(..) => meaning(
            "investor_year",
            "The investor's purse, by year",
            Pounds,
            "What comes into (above nought) and goes out of the investor's purse in a year.",
            "Draws to carry costs, then capital and return from what outcomes bring.",
        ),
        Figure::InvestorSum(_) => meaning(
            "investor_sum",
            "Left to the investor",
            Pounds,
            "What came back less what went in.",
            "The sum over all months.",
        ),
        Figure::InvestorLost(_) => meaning(
            "investor_lost",
            "Chance that the investor loses",
            Share,
            "How often less came back than went in.",
            "The share of runs.",
        ),
        Figure::PeakDraw(_) => meaning(
            "peak_draw",
            "Most out at once",
            Pounds,
            "The most the investor had out at once.",
            "The highest sum of draws less what had come back by then.",
        ),
        Figure::Unfunded(_) => meaning(
            "unfunded",
            "Carried by nobody",
            Pounds,
            "Costs beyond the commitment, which the plan's payers must carry.",
            "Costs and fees less payments and draws.",
        ),
        // The other two functions say the rest: what comes here has a meaning above.
        _ => meaning("figure", "A figure", Unit::Count, "A figure of the model.", COUNTED),
    }
}

/// What is worked out from all draws together.
pub const BEST_CHANCE: Meaning = meaning(
    "chance_of_best",
    "Chance of being best",
    Unit::Share,
    "In how many draws a way has the highest net benefit.",
    "Draws in which it is highest, over all draws; equals share. The best on average need not be the most often best.",
);
pub const FRONTIER: Meaning = meaning(
    "frontier",
    "Frontier",
    Unit::Pounds,
    "Which ways can be best at some price of wellbeing, and what each further WELLBY costs.",
    "Ways in order of cost; whichever costs more and does no more, or does less than a mixture of two others, is ruled out.",
);
pub const EVPI: Meaning = meaning(
    "evpi",
    "What knowing everything is worth",
    Unit::Pounds,
    "No study for this decision is worth more.",
    "The mean of each draw's best, less the best mean (the expected value of perfect information).",
);
pub const EVPPI: Meaning = meaning(
    "evppi",
    "What knowing one value is worth",
    Unit::Pounds,
    "The same for one value. Believe it only when it is well above its error.",
    "Each way's net benefit is regressed on the value by a smooth curve; the mean of the best along the curves, less the best mean.",
);
pub const TORNADO: Meaning = meaning(
    "tornado",
    "What one value moves",
    Unit::Pounds,
    "How far the best way's lead over the next moves when one value goes to the ends of its range and all others stay.",
    "Net benefit at the value's 2.5% and 97.5% points, the same people in each run.",
);
pub const RETURN: Meaning = meaning(
    "return",
    "Rate of return",
    Unit::Share,
    "The yearly rate at which what goes in and what comes back are worth the same.",
    "Of the mean flow of each year. Where flows change direction more than once, all rates are listed, and none of them is the rate.",
);
pub const MULTIPLE: Meaning = meaning(
    "multiple",
    "Came back for each pound",
    Unit::Count,
    "What came back to the investor for each pound put in.",
    "Of the mean flow of each year.",
);

/// All of those.
pub const OF_ALL_DRAWS: [Meaning; 7] = [BEST_CHANCE, FRONTIER, EVPI, EVPPI, TORNADO, RETURN, MULTIPLE];
