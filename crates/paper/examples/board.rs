//! A report with one of everything, written to the standard output: `cargo run -p paper --example board > board.pdf`.

use std::io::Write as _;

use paper::chart::{Bar, Bars, Intervals, Lines, Pairs, Point};
use paper::{Column, Figure, Report, Table, Words};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    std::io::stdout().write_all(&report().pdf()?)?;
    Ok(())
}

fn pairs() -> Pairs {
    let counts = [
        (6, 2),
        (14, 4),
        (22, 9),
        (48, 14),
        (78, 40),
        (92, 60),
        (66, 88),
        (45, 96),
        (28, 64),
        (12, 28),
        (9, 15),
    ];
    let mut pairs =
        Pairs::new("Before, most said 4 or 5; after, most said 6 or 7.", "First reading", "Last reading")
            .under("0 is not at all, 10 is completely. * is fewer than 8 people.");
    for (value, (before, after)) in counts.into_iter().enumerate() {
        let bar = |n: i32| if n < 8 { Bar::few() } else { Bar::new(f64::from(n), n.to_string()) };
        pairs = pairs.pair(value.to_string(), bar(before), bar(after));
    }
    pairs
}

fn report() -> Report {
    let waits = [3.1, 3.4, 2.8, 2.6, 2.2, 1.9];
    let months = ["April", "May", "June", "July", "August", "September"];
    let point = |(at, value): (i32, &f64)| Point::new(f64::from(at), *value, format!("{value}"));
    let mut line = Lines::new("The wait fell from 3.1 weeks in April to 1.9 in September.", 0.0, 4.0)
        .unit("weeks")
        .line("Median wait", (0..).zip(&waits).map(point))
        .line("Promised", [Point::new(0.0, 3.0, ""), Point::new(5.0, 3.0, "")]);
    for (at, month) in (0..).zip(months) {
        line = line.label(f64::from(at), month);
    }
    Report::new("What changed, and for whom", "en")
        .foot("Tamarshire social prescribing · invented numbers")
        .author("Quilt")
        .about("Six months of social prescribing in an invented county.")
        .lead("All schemes · asked for between 1 April and 30 September 2026 · as known on 12 October 2026")
        .heading("From asking to following up")
        .chart(
            Bars::new("1,240 people were asked for; 310 were followed up.")
                .bar("Asked for", 1240.0, "1,240")
                .bar("Offered", 1105.0, "1,105")
                .bar("Said yes", 970.0, "970")
                .bar("Began", 810.0, "810")
                .bar("Ended", 505.0, "505")
                .bar("Followed up", 310.0, "310")
                .few("Asked twice"),
        )
        .caution("135 people said no and 95 we could not reach. People in the most deprived fifth said no less often but were reached less often.")
        .heading("Satisfied with life, 0 to 10")
        .figures([
            Figure::new("4.6 → 6.1", "the same 420 people, first and last reading"),
            Figure::new("+1.5", "95% interval 1.3 to 1.7; SRM 0.71"),
            Figure::new("52%", "have both readings, of 810 who began"),
        ])
        .chart(pairs())
        .caution(Words::new().bold("No comparison group. ").plain("Up to 1.0 of this change could be people feeling better anyway: people come at a low point."))
        .subheading("How sure, and how much")
        .chart(
            Intervals::new("Three measures rose and one, anxiety, fell.", -2.0, 3.0)
                .line(0.0, "no change")
                .interval("Satisfied with life", [1.3, 1.5, 1.7], "+1.5 (1.3 to 1.7)")
                .interval("Worthwhile", [0.9, 1.2, 1.5], "+1.2 (0.9 to 1.5)")
                .interval("Happy yesterday", [0.2, 0.8, 1.4], "+0.8 (0.2 to 1.4)")
                .interval("Anxious yesterday", [-1.2, -0.7, -0.2], "−0.7 (−1.2 to −0.2)"),
        )
        .paragraph(Words::new().plain("People who felt ").bold("anxious").plain(" yesterday said so less strongly at the end. Mae’r ŵyl yn Nhŷ’r Gŵyr yn dechrau ddydd Llun."))
        .heading("Waiting")
        .chart(line)
        .list(["Half of people waited up to 1.9 weeks in September.", "A quarter waited over 4 weeks. That is longer than promised, and longest where buses are few: two schemes share one link worker between five practices."])
        .heading("What people could not find")
        .table(
            Table::new("Needs met with nothing, by three people or more")
                .columns([Column::text("Need"), Column::text("Where"), Column::number("People"), Column::number("Share")])
                .row(["Company on Sundays", "Bridgwater Bay", "15", "4.1%"])
                .row(["Evening debt help, without an appointment, near a bus stop", "Levels", "10", "2.7%"])
                .row(["Men’s cooking", "Exmoor", "*", "*"])
                .total(["All needs", "", "1,125", "100%"])
                .note("* is fewer than 8 people. Other counts are rounded to the nearest 5."),
        )
        .quiet("A need is counted once for each person who spoke of it. How this was worked out is told at the address of the report.")
}
