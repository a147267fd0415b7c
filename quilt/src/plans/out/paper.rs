//! The plan on paper, for a board to read in two minutes: what each way costs and brings, where people wait, what is gained
//! and by whom, which way is better and how surely.

use ::paper::chart::{Lines, Point};
use ::paper::{Figure, Report, Words};

use super::{Unwritten, paper_words as tables};
use crate::plans::said::{self, Unit, about_pounds};
use crate::plans::sections::{deeper as deep, equality, glance, judged, outcomes, waits};
use crate::plans::told::{Deeper, Month, Told, Way};

/// The report.
///
/// # Errors
/// When the fonts inside cannot be read.
pub fn pdf(told: &Told, deeper: Option<&Deeper>) -> Result<Vec<u8>, Unwritten> {
    let about = &told.about;
    let lead = format!(
        "{} years from April {} · {} people · prices of {}",
        about.years,
        about.begins,
        page::text::number(about.people),
        about.price_year
    );
    let report = Report::new(about.name.as_str(), "en")
        .foot(format!("{}: a plan, tried before it is paid for · {}", about.name, about.mark))
        .about(lead.as_str())
        .lead(lead);
    let report = first(report, told);
    let report = people(report, told);
    let report = money(report, told);
    let report = decision(report, told, deeper);
    Ok(report.pdf()?)
}

fn first(report: Report, told: &Told) -> Report {
    let report = told.ways.iter().fold(report, |report, way| {
        let endings = way.flow.iter().find(|it| it.meaning.code == "planned_endings").map(|it| it.range);
        let mut figures = vec![Figure::new(
            about_pounds(way.costs.all.mean),
            format!(
                "cost; {} to {} in 95 of 100 draws",
                about_pounds(way.costs.all.low),
                about_pounds(way.costs.all.high)
            ),
        )];
        figures.extend(endings.map(|it| {
            let each =
                way.costs.each_ending.map_or_else(String::new, |it| format!(", {} each", about_pounds(it)));
            Figure::new(
                Unit::People.said(it.mean),
                format!(
                    "planned endings ({} to {}){each}",
                    Unit::People.said(it.low),
                    Unit::People.said(it.high)
                ),
            )
        }));
        figures.extend(glance::longest(way).map(|(place, wait)| {
            Figure::new(
                format!("{} days", Unit::Days.said(wait.mean)),
                format!(
                    "nine in ten began within, in {place}, where it is longest ({} to {})",
                    Unit::Days.said(wait.low),
                    Unit::Days.said(wait.high)
                ),
            )
        }));
        report
            .heading(way.name.as_str())
            .quiet(glance::posts(way))
            .figures(figures)
            .paragraph(glance::pays_for_itself(way))
    });
    report
        .caution(Words::new().bold("What this rests on. ").plain(glance::rests_on(told)))
        .table(tables::at_a_glance(told))
}

fn people(report: Report, told: &Told) -> Report {
    let report = told.ways.iter().fold(
        report.heading("Where people wait, and where they are reached"),
        |report, way| {
            let report = report.table(tables::places(way));
            match waits::worst(way) {
                Some(words) => report.paragraph(words),
                None => report,
            }
        },
    );
    let report = report.chart(room(told)).table(tables::unmet(told));
    told.ways.iter().fold(report, |report, way| {
        report.paragraph(
            Words::new().bold(format!("Who is reached, {}. ", way.name)).plain(equality::slope(way)),
        )
    })
}

/// Room and open journeys at the end of each half-year; the band is in the report that a browser opens.
fn room(told: &Told) -> Lines {
    fn every(way: &Way, of: fn(&Month) -> f64) -> Vec<Point> {
        way.months
            .iter()
            .enumerate()
            .skip(5)
            .step_by(6)
            .map(|(at, it)| Point::new(at as f64, of(it), ""))
            .collect()
    }
    let months = told.ways.iter().flat_map(|way| &way.months);
    let most = months.map(|it| it.slots.mean.max(it.open.mean)).fold(1.0, f64::max);
    let said = "Room for open journeys, and open journeys, at the end of each half-year.";
    let chart = Lines::new(said, 0.0, most * 1.1).unit("open journeys at the end of each half-year, means");
    let chart =
        told.ways.first().into_iter().fold(chart, |chart, way| {
            chart.line(format!("Room, {}", way.name), every(way, |it| it.slots.mean))
        });
    let chart =
        told.ways.iter().take(2).fold(chart, |chart, way| {
            chart.line(format!("Open, {}", way.name), every(way, |it| it.open.mean))
        });
    (0..told.about.years as usize)
        .fold(chart, |chart, year| chart.label((year * 12) as f64, said::month(told.about.begins, year * 12)))
}

fn money(report: Report, told: &Told) -> Report {
    let report = report.heading("What is gained: four ledgers");
    let report = told.ways.iter().fold(report, |report, way| report.table(tables::ledgers(way)));
    let report = report.caution(
        Words::new()
            .bold("Do not add these lines. ")
            .plain("Capacity freed is filled by other people at once and is in nobody's account; wellbeing is people's own."),
    );
    let report = report.heading("Who pays, and who gains");
    let report = told.ways.iter().fold(report, |report, way| report.table(tables::payers(way)));
    told.ways.iter().filter_map(|way| Some((way, way.outcomes.as_ref()?))).fold(
        report,
        |report, (way, all)| {
            let report = report.heading(format!("Paying by outcomes: {}", way.name));
            let lines = all.iter().map(|it| {
                let investor = it.investor.as_ref().map_or_else(String::new, |investor| {
                    format!(
                        " The investor is left with {}; rate of return: {}; loses {}.",
                        Unit::Pounds.range(&investor.left),
                        outcomes::rate(&investor.rate),
                        said::of_a_hundred(investor.loses)
                    )
                });
                format!("{}: {} paid.{investor}", said::scenario(it.scenario), Unit::Pounds.range(&it.paid))
            });
            let report = report.list(lines);
            all.first().map_or(report.clone(), |it| report.caution(outcomes::for_nothing(it)))
        },
    )
}

fn decision(report: Report, told: &Told, deeper: Option<&Deeper>) -> Report {
    let report = report.heading("Which way is better, and how surely").table(tables::net_benefits(told));
    let report = told.judged.iter().fold(report, |report, it| {
        report.paragraph(
            Words::new().bold(format!("{}. ", said::scenario(it.scenario))).plain(judged::in_words(it)),
        )
    });
    let report = match deeper {
        Some(it) => changes(report, it),
        None => report,
    };
    report.quiet(
        "Ranges are the middle 95% of draws. Every value with its source and every figure with its definition stand in report.html.",
    )
}

/// How many bars and values paper has room for.
const MOST: usize = 3;

fn changes(report: Report, it: &Deeper) -> Report {
    let report = report
        .heading(format!("What would change the decision ({})", it.scenario.name()))
        .paragraph(deep::changing(it));
    let movers: Vec<String> = it
        .bars
        .iter()
        .filter(|bar| bar.changes_decision)
        .take(MOST)
        .map(|bar| bar.value.means().to_owned())
        .collect();
    let report =
        if movers.is_empty() { report } else { report.paragraph("Those that move it most:").list(movers) };
    let worth: Vec<_> = it.knowing.iter().take(MOST).collect();
    if worth.is_empty() {
        return report
            .paragraph("No single value is worth finding out: none would change what is best on average.");
    }
    report.paragraph("What is worth finding out before deciding, if it is well above its error:").list(
        worth.iter().map(|it| {
            let believe = if it.believable { "" } else { " (could be nothing)" };
            format!(
                "{}: {} ± {}{believe}",
                it.means,
                said::short_pounds(it.worth),
                said::short_pounds(it.error)
            )
        }),
    )
}
