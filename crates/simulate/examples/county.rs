//! The example's county, told in a table: `cargo run --release -p simulate --example county`, or with a plan's file after it.
#![expect(clippy::print_stdout, reason = "it is there to be read")]

use simulate::{
    curves::{Builders, cliff, saturation},
    judge,
    money::Scenario,
    plan::{EXAMPLE, Payer, Plan},
    runs::{Figure, Rows, Task, difference, summary},
};

fn main() {
    let text = std::env::args()
        .nth(1)
        .map_or_else(|| EXAMPLE.to_owned(), |path| std::fs::read_to_string(path).unwrap_or_default());
    let plan = match Plan::read(&text) {
        Ok(plan) => plan,
        Err(problems) => return println!("{problems}"),
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let rows = Task::new(&plan).threads(threads).run();
    println!("{}: {} years, {} draws\n", plan.name, plan.years, rows.len());
    for (strategy, it) in plan.strategies.iter().enumerate() {
        println!("## {}", it.name);
        tell(&plan, &rows, strategy);
    }
    decide(&plan, &rows);
    draw(&plan);
}

/// A figure's mean and middle 95%.
fn line(rows: &Rows, strategy: usize, says: &str, figure: Figure) {
    if let Some(it) = summary(rows, strategy, figure) {
        println!("{says:<44}{:>14.0}  ({:.0} to {:.0})", it.mean, it.low, it.high);
    }
}

fn tell(plan: &Plan, rows: &Rows, strategy: usize) {
    let say = |says: &str, figure| line(rows, strategy, says, figure);
    say("people referred", Figure::Referred);
    say("people who began", Figure::Started);
    say("planned endings", Figure::Completed);
    say("gave up waiting", Figure::GaveUp);
    say("mean wait, days", Figure::WaitMean);
    say("nine in ten began within, days", Figure::Wait90);
    say("links made", Figure::Linked);
    say("links made that suited", Figure::Suited);
    say("went without a link they wanted", Figure::UnmetAll);
    say("costs, £", Figure::CostAll);
    for scenario in Scenario::ALL {
        let name = scenario.name();
        say(&format!("{name}: cash, £"), Figure::Cash(scenario));
        say(&format!("{name}: capacity freed, £"), Figure::Freed(scenario));
        say(&format!("{name}: WELLBYs"), Figure::Wellbys(scenario));
        say(&format!("{name}: net benefit, £"), Figure::NetBenefit(scenario));
    }
    for payer in Payer::ALL {
        let years = (0..plan.years as usize).map(|year| Figure::Pays(Scenario::Cautious, payer, year));
        let pays: f64 = years.filter_map(|it| summary(rows, strategy, it)).map(|it| it.mean).sum();
        if pays != 0.0 {
            println!("{:<44}{pays:>14.0}", format!("paid by {}, £", payer.name()));
        }
    }
    if let Some((waits, reached)) = judge::worst(rows, strategy, plan.places.len()) {
        let name = |place: usize| &plan.places[place].name;
        println!("longest wait: {} ({:.0} days for nine in ten)", name(waits.place), waits.value);
        println!(
            "least reached: {} ({:.0}% of those who would gain)\n",
            name(reached.place),
            100.0 * reached.value
        );
    }
}

/// The cliff of each team at the end, and what link workers do without builders; everything at its middle.
fn draw(plan: &Plan) {
    for (strategy, it) in plan.strategies.iter().enumerate() {
        println!("\n{}, everything at its middle, in the last year", it.name);
        for (number, team) in it.teams.iter().enumerate() {
            let Some(cliff) = cliff(plan, strategy, number, plan.months() - 1, 2) else { continue };
            println!(
                "  {}: {:.1} referred a week, and the edge is {:.1}; a wait of {:.2} weeks, {:.1}% give up",
                team.name,
                cliff.now.referrals,
                cliff.edge,
                cliff.now.wait,
                100.0 * cliff.now.give_up
            );
        }
        for point in saturation(plan, strategy, Builders::None, &[0.25, 0.5, 1.0, 2.0], 4) {
            println!(
                "  {:.0} link workers without builders: {:.0} links made, {:.0} wishes without one",
                point.link_workers, point.linked, point.unmet
            );
        }
    }
}

fn decide(plan: &Plan, rows: &Rows) {
    let name = |it: usize| it.checked_sub(1).map_or("doing nothing", |it| &plan.strategies[it].name);
    for scenario in Scenario::ALL {
        let Some(them) = judge::from_rows(rows, scenario) else { continue };
        let chances: Vec<String> = them
            .probabilities()
            .iter()
            .enumerate()
            .map(|(it, chance)| format!("{} {:.0}%", name(it), 100.0 * chance))
            .collect();
        let evpi = them.evpi();
        println!(
            "{}: best on average {}; chance of being best: {}; knowing everything is worth £{:.0} ± {:.0}",
            scenario.name(),
            name(them.best()),
            chances.join(", "),
            evpi.worth,
            evpi.error
        );
        for strategy in 1..plan.strategies.len() {
            let more = difference(rows, strategy, 0, Figure::NetBenefit(scenario));
            if let Some(it) = more {
                let (way, first) = (name(strategy + 1), name(1));
                println!(
                    "  {way} less {first}: £{:.0} ± {:.0} ({:.0} to {:.0})",
                    it.mean, it.error, it.low, it.high
                );
            }
        }
        for (value, worth) in judge::of_values(plan, rows, &them).into_iter().take(3) {
            println!("  knowing {}: £{:.0} ± {:.0}", value.told(plan), worth.worth, worth.error);
        }
    }
}
