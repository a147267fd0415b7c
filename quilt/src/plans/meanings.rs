//! What each figure of a plan means: its name, its unit, how it is counted in words, and what it rests on. Pages, reports,
//! files and the dictionary all read it here.

mod of_all_draws;
mod of_places;
mod of_worth;

use simulate::runs::Figure;

use super::said::Unit;

pub use of_all_draws::*;

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
        other => of_places::of(other),
    }
}
