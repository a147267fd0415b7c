//! What a plan says in one line, for a list of plans: how long people would wait, and what it would cost.

use page::text::decimal;
use simulate::plan::Plan;
use simulate::runs::{Figure, Rows, summary};

/// “Quilt: nine in ten begin within 9 days (0 to 60), £1.02 million a year. Blanket: …”; nothing without draws.
pub(super) fn of(plan: &Plan, rows: &Rows) -> Option<String> {
    let ways = plan.strategies.iter().enumerate();
    let said: Option<Vec<String>> = ways
        .map(|(at, way)| {
            let wait = summary(rows, at, Figure::Wait90)?;
            let cost = summary(rows, at, Figure::CostAll)?;
            Some(format!(
                "{}: nine in ten begin within {} ({} to {}), {} a year.",
                way.name,
                days(wait.mean),
                decimal(wait.low, 0),
                decimal(wait.high, 0),
                money(cost.mean / f64::from(plan.years.max(1)))
            ))
        })
        .collect();
    said.map(|said| said.join(" "))
}

/// “1 day”, “9 days”.
pub(super) fn days(days: f64) -> String {
    let said = decimal(days, 0);
    if said == "1" { "1 day".into() } else { format!("{said} days") }
}

/// “£640,000”, “£1.02 million”.
pub(super) fn money(pounds: f64) -> String {
    let sign = if pounds < 0.0 { "−" } else { "" };
    let pounds = pounds.abs();
    if pounds >= 999_500.0 {
        format!("{sign}£{} million", decimal(pounds / 1e6, 2))
    } else if pounds >= 10_000.0 {
        format!("{sign}£{}", page::text::number((pounds / 1_000.0).round() as u64 * 1_000))
    } else {
        format!("{sign}£{}", page::text::number(pounds.round() as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_said_as_people_say_it() {
        assert_eq!(
            [money(999.4), money(640_321.0), money(1_020_000.0), money(-52_400.0)],
            ["£999", "£640,000", "£1.02 million", "−£52,000"]
        );
        assert_eq!((days(1.2), days(9.0), days(0.0)), ("1 day".into(), "9 days".into(), "0 days".into()));
    }
}
