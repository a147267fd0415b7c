//! `/stories/pdf`: the story on paper, for a board to read in two minutes: who came how far, what changed, what that
//! cannot say, for whom, and what people could not find.

use measure::Suppressed;
use page::text::decimal;
use paper::chart::{Bar, Bars, Intervals, Pairs};
use paper::{Column, Figure, Report, Table, Words};

use super::choose;
use super::figures::{Change, Figures};
use super::listing::Listing;
use super::opened::{self, Opened};
use super::story::Story;
use super::tables::{self, people, shown, signed};
use crate::refusal::Refusal;
use crate::web::{Answer, Visit};

/// The scores told of on paper; the others are in its table.
const MOST: usize = 4;

/// GET `/stories/pdf?…`
pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opened = match opened::open(visit)? {
        Ok(opened) => opened,
        Err(soon) => return Ok(soon),
    };
    if opened.story.too_few {
        return Err(Refusal::not_now("Fewer than 8 people fit this choice, and of so few nothing is told."));
    }
    let report = written(visit, &opened);
    let bytes = report.pdf().map_err(|error| {
        tracing::error!(%error, "a story was not put on paper");
        Refusal::broken("a report on paper")
    })?;
    let known = opened.choice.as_known.map_or_else(String::new, |day| format!("-as-known-{day}"));
    Ok(Answer::File { name: format!("quilt-stories{known}.pdf"), kind: "application/pdf", bytes })
}

fn written(visit: &Visit<'_>, opened: &Opened) -> Report {
    let Opened { schemes, choice, cube, story, known_at } = opened;
    let of = choose::told_of(schemes, choice, &story.selection);
    let known = choose::as_known(choice, *known_at);
    let demonstration = if visit.app.area.demonstration { " · invented people" } else { "" };
    let report = Report::new("What changed, and for whom", "en")
        .foot(format!("{}: social prescribing{demonstration}", visit.app.area.name))
        .about(format!("{of}, {known}"))
        .made(visit.now.at.to_zoned(jiff::tz::TimeZone::UTC).datetime())
        .lead(format!("{of} · {known}"));
    let report = flow(report, story);
    let report = changes(report, story);
    let report = for_whom(report, story);
    let report = report.heading("What people could not find").table(table(&tables::gaps(story)));
    let report = match cube.drawn.filter(|drawn| drawn.emptied > 0) {
        Some(drawn) => report.quiet(format!(
            "{} lines of the ledger are empty, because the person they were about was erased since: they are counted nowhere.",
            page::text::number(drawn.emptied)
        )),
        None => report,
    };
    report.quiet(
        "Counts from 1 to 7 are shown as *, others are moved by at most two and rounded to the nearest five; means are moved by less \
         than one person’s answer; nothing is told of fewer than 8 people. What each number means stands in docs/numbers.md.",
    )
}

fn flow(report: Report, story: &Story) -> Report {
    let counts = &story.counts;
    let said = format!(
        "Of {} asked for, {} said yes and {} began.",
        tables::crowd(counts.asked),
        tables::crowd(counts.said_yes),
        tables::crowd(counts.began)
    );
    let bars = [
        ("Asked for", counts.asked),
        ("Offered", counts.offered),
        ("Said yes", counts.said_yes),
        ("Began", counts.began),
        ("Answered twice", counts.paired),
        ("Ended", counts.ended),
        ("Followed up", counts.followed_up),
    ];
    let chart = bars.into_iter().fold(Bars::new(said.clone()), |chart, (name, people)| {
        let people = Suppressed::of(people);
        chart.bar(name, people.shown().unwrap_or(0) as f64, shown(people))
    });
    let missing = format!(
        "{} said no and {} could not be reached.",
        people(Suppressed::of(counts.said_no)),
        people(Suppressed::of(counts.not_reached))
    );
    let fifths = story.groups.first().and_then(super::equity::Groups::sentence).unwrap_or_default();
    report.heading("From asking to following up").chart(chart).paragraph(format!("{said} {missing} {fifths}"))
}

fn changes(report: Report, story: &Story) -> Report {
    let told: Vec<(&Change, &Figures)> =
        story.changes.iter().filter_map(|change| Some((change, change.figures.as_ref()?))).collect();
    let report = report.heading("What changed, on the same people");
    let Some((first, figures)) = told.first() else {
        return report.paragraph("Too few people have answered twice to say anything.");
    };
    let report = report
        .figures([
            Figure::new(
                format!("{} → {}", figures.before.mean, figures.after.mean),
                format!("{}: mean of the same {}", first.spec.name, people(first.n)),
            ),
            Figure::new(signed(figures.change, 1), "the mean change of the same people"),
            Figure::new(
                first.both.map_or_else(|| "*".to_owned(), |share| format!("{share}%")),
                format!("answered twice, of {} who began", shown(first.began)),
            ),
        ])
        .chart(histogram(first, figures));
    let report = intervals(report, &told);
    report
        .caution(
            Words::new()
                .bold("No comparison group. ")
                .plain(by_itself(first, figures))
                .plain(" Whoever did not answer twice may have fared otherwise."),
        )
        .table(table(&tables::changes(story)))
}

fn by_itself(change: &Change, figures: &Figures) -> String {
    match figures.by_itself {
        Some(drift) => format!(
            "Up to {} of the change in “{}” could be people feeling better anyway, since people come at a low point.",
            decimal(drift.abs().min(figures.change.abs()), 1),
            change.spec.name.to_lowercase()
        ),
        None => "Nobody can say what would have happened anyway.".into(),
    }
}

fn histogram(change: &Change, figures: &Figures) -> Pairs {
    let bar =
        |people: Suppressed| people.shown().map_or_else(Bar::few, |n| Bar::new(n as f64, shown(people)));
    let said = format!("{}: people at each score, first and last answer.", change.spec.name);
    figures
        .scores
        .iter()
        .fold(Pairs::new(said, "First answer", "Last answer"), |chart, (score, before, after)| {
            chart.pair(score.as_str(), bar(*before), bar(*after))
        })
}

/// The mean changes beside each other: of scores on the same scale, the first few.
fn intervals(report: Report, told: &[(&Change, &Figures)]) -> Report {
    let alike = told
        .iter()
        .filter(|(change, _)| change.spec.range() == told.first().map_or(0.0, |it| it.0.spec.range()));
    let rows: Vec<(&str, [f64; 3])> = alike
        .take(MOST)
        .filter_map(|(change, figures)| {
            let interval = figures.interval?;
            Some((change.spec.name.as_str(), [interval.low, figures.change, interval.high]))
        })
        .collect();
    if rows.is_empty() {
        return report;
    }
    let low = rows.iter().map(|(_, at)| at[0]).fold(0.0, f64::min) - 0.5;
    let high = rows.iter().map(|(_, at)| at[2]).fold(0.0, f64::max) + 0.5;
    let said = "The mean change of each score, and its 95% interval.";
    let chart =
        rows.into_iter().fold(Intervals::new(said, low, high).line(0.0, "no change"), |chart, (name, at)| {
            chart.interval(
                name,
                at,
                format!("{} ({} to {})", signed(at[1], 1), signed(at[0], 1), signed(at[2], 1)),
            )
        });
    report.chart(chart)
}

fn for_whom(report: Report, story: &Story) -> Report {
    match story.groups.first() {
        Some(fifths) => report.heading("For whom").table(table(&tables::group(fifths))),
        None => report,
    }
}

fn table(listing: &Listing) -> Table {
    let columns = listing
        .columns
        .iter()
        .map(|(name, numeric)| if *numeric { Column::number(*name) } else { Column::text(*name) });
    Table::new(listing.title.as_str())
        .columns(columns)
        .rows(listing.rows.iter().map(|row| row.iter().map(String::as_str)))
        .note("* is fewer than 8 people.")
}
