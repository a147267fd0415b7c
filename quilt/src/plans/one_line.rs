//! What a plan says in one line, for a list of plans: how long people would wait, and what it would cost.

use page::text::decimal;
use simulate::plan::Plan;
use simulate::runs::{Figure, Rows, summary};

use super::said::about_pounds;

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
                about_pounds(cost.mean / f64::from(plan.years.max(1)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_people_say_them() {
        assert_eq!((days(1.2), days(9.0), days(0.0)), ("1 day".into(), "9 days".into(), "0 days".into()));
    }
}
