//! What is worked out from all draws together, and what it means.

use super::{Meaning, meaning};
use crate::plans::said::Unit;

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

pub const LINKS_WITHOUT_BUILDERS: Meaning = meaning(
    "links_without_builders",
    "Links by link workers, with builders and without",
    Unit::Count,
    "How many links of the plan's last year suit when there are more or fewer link workers, with the plan's builders and with none.",
    "Every link worker's post times so much, every value at its middle, the same people in each run.",
);

/// All of those.
pub const OF_ALL_DRAWS: [Meaning; 8] =
    [BEST_CHANCE, FRONTIER, EVPI, EVPPI, TORNADO, RETURN, MULTIPLE, LINKS_WITHOUT_BUILDERS];
