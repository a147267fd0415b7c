//! What figures of money and wellbeing mean.

use simulate::runs::Figure;

use super::{COUNTED, Meaning, meaning};
use crate::plans::said::Unit;

pub(super) fn of(figure: Figure) -> Meaning {
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
