//! What figures of places, fifths and months mean.

use simulate::runs::Figure;

use super::{COUNTED, Meaning, meaning};
use crate::plans::said::Unit;

pub(super) fn of(figure: Figure) -> Meaning {
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
        other => super::of_worth::of(other),
    }
}
