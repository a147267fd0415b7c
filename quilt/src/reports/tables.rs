//! The tables of a story: what its page shows and its files hold.

use measure::{Crowd, Suppressed};
use page::text::{decimal, number};

use super::equity::{GroupChange, Groups, percent};
use super::figures::{Change, Figures};
use super::flow::Middle;
use super::listing::Listing;
use super::story::Story;

/// A count as it prints.
pub fn shown(count: Suppressed) -> String {
    count.shown().map_or_else(|| "*".to_owned(), number)
}

pub(super) fn crowd(people: Crowd) -> String {
    shown(Suppressed::of(people))
}

/// "135 people", "fewer than 8 people", "nobody".
pub(super) fn people(count: Suppressed) -> String {
    match count.shown() {
        None => "fewer than 8 people".into(),
        Some(0) => "nobody".into(),
        Some(n) => format!("{} people", number(n)),
    }
}

/// A figure with all its places, so that those under one another are lined up: "5.0", "−0.8".
pub(super) fn fixed(value: f64, places: usize) -> String {
    let said = format!("{value:.places$}");
    let nought = said.trim_start_matches('-').chars().all(|c| matches!(c, '0' | '.'));
    if nought { said.trim_start_matches('-').to_owned() } else { said.replace('-', "−") }
}

/// "+1.5", "−0.8", "0.0".
pub(super) fn signed(change: f64, places: usize) -> String {
    let said = fixed(change, places);
    let plus = change > 0.0 && said.chars().any(|c| c.is_ascii_digit() && c != '0');
    if plus { format!("+{said}") } else { said }
}

pub(super) fn or_star(value: Option<f64>, places: usize) -> String {
    value.map_or_else(|| "*".to_owned(), |value| fixed(value, places))
}

fn share(percent: Option<u8>) -> String {
    percent.map_or_else(|| "*".to_owned(), |share| format!("{share}%"))
}

pub(super) fn flow(story: &Story) -> Listing {
    let counts = &story.counts;
    let row =
        |name: &str, people: Crowd| [name.to_owned(), crowd(people), share(percent(people, counts.asked))];
    Listing::new("flow", "From asking to following up", "Came as far as", &["People", "Of those asked for"])
        .row(row("Asked for", counts.asked))
        .row(row("Offered", counts.offered))
        .row(row("Said yes", counts.said_yes))
        .row(row("Began a journey", counts.began))
        .row(row("Had a first conversation", counts.spoke))
        .row(row("Answered a question twice", counts.paired))
        .row(row("Ended", counts.ended))
        .row(row("Followed up afterwards", counts.followed_up))
}

pub(super) fn settled(story: &Story) -> Listing {
    let counts = &story.counts;
    let row = |name: &str, people: Crowd| [name.to_owned(), crowd(people)];
    Listing::new("did-not-begin", "Those who did not begin", "What became of it", &["People"])
        .row(row("Said yes and wait to begin", counts.said_yes.without(counts.began)))
        .row(row("Said no", counts.said_no))
        .row(row("Could not be reached", counts.not_reached))
        .row(row("Not now: somebody asks again", counts.later))
        .row(row("Went elsewhere with their agreement", counts.elsewhere))
        .row(row("Not decided yet", counts.undecided))
}

pub(super) fn waits(story: &Story) -> Listing {
    let waits = &story.waits;
    let row = |name: &str, middle: Middle| {
        [
            name.to_owned(),
            or_star(middle.median.shown(), 1),
            or_star(middle.upper.shown(), 1),
            shown(middle.n),
        ]
    };
    Listing::new(
        "waits",
        "Waits and lengths",
        "From … to",
        &["Half took up to", "A quarter took over", "People"],
    )
    .row(row("Asked to decided, days", waits.to_decision))
    .row(row("Yes to first conversation, days", waits.from_yes))
    .row(row("Asked to first conversation, days", waits.to_start))
    .row(row("Asked to ended, days", waits.to_end))
    .row(row("First conversation to ended, weeks", waits.walked.in_weeks()))
    .row(row("Contacts in a journey that ended", waits.contacts))
}

pub(super) fn group(groups: &Groups) -> Listing {
    let with = |part: Crowd, whole: Crowd| match percent(part, whole) {
        Some(share) => format!("{} ({share}%)", crowd(part)),
        None => crowd(part),
    };
    Listing::new(
        groups.cut.code(),
        groups.cut.words(),
        "Group",
        &["Asked", "Offered", "Said no", "Not reached", "Began", "Answered twice"],
    )
    .rows(groups.rows().map(|(name, counts)| {
        [
            name.to_owned(),
            crowd(counts.asked),
            crowd(counts.offered),
            with(counts.said_no, counts.offered),
            with(counts.not_reached, counts.asked),
            with(counts.began, counts.asked),
            with(counts.paired, counts.began),
        ]
    }))
}

pub(super) fn gaps(story: &Story) -> Listing {
    Listing::new("gaps", "What people could not find, by need and place", "Need", &["Where", "People"])
        .words(1)
        .rows(story.gaps.iter().map(|gap| [gap.need.clone(), gap.towns.clone(), shown(gap.people)]))
}

/// One row a score: what stands large on the page.
pub(super) fn changes(story: &Story) -> Listing {
    let row = |change: &Change| {
        let figures = change.figures.as_ref();
        let of = |value: fn(&Figures) -> Option<f64>, places| or_star(figures.and_then(value), places);
        vec![
            change.spec.name.clone(),
            if change.spec.primary { "primary" } else { "exploratory" }.to_owned(),
            shown(change.began),
            shown(change.n),
            share(change.both),
            of(|f| f.before.mean.shown(), 1),
            of(|f| f.after.mean.shown(), 1),
            of(|f| Some(f.change), 1),
            of(|f| f.interval.map(|i| i.low), 1),
            of(|f| f.interval.map(|i| i.high), 1),
            of(|f| f.effects.srm, 2),
        ]
    };
    Listing::new(
        "changes",
        "What changed, on the same people",
        "Score",
        &[
            "Declared",
            "Began",
            "Answered twice",
            "Share of those who began",
            "Mean before",
            "Mean after",
            "Mean change",
            "95% interval from",
            "to",
            "SRM",
        ],
    )
    .words(1)
    .rows(story.changes.iter().map(row))
}

/// Every table of the story by itself.
pub(super) fn all(story: &Story) -> Vec<Listing> {
    let mut all = vec![flow(story), settled(story), waits(story), changes(story)];
    all.extend(story.groups.iter().map(group));
    all.push(gaps(story));
    all
}

/// Who answered, of those who began.
pub(super) fn answered(change: &Change) -> Listing {
    let row = |name: &str, count: Suppressed| [name.to_owned(), shown(count)];
    let listing = Listing::new("answered", "Who answered", "Of those who began", &["People"])
        .row(row("Answered at all", change.baseline))
        .row(row("Answered twice, on different days", change.n))
        .row(row("Answered once", change.only_one));
    let listing = if change.outside.shown() == Some(0) {
        listing
    } else {
        listing.row(row("Answered twice, nearer together or farther apart", change.outside))
    };
    listing.row(row("Have not answered, or did not say", change.none)).row(row("All who began", change.began))
}

/// Who is missing and why, of those who began.
pub(super) fn why(change: &Change) -> Option<Listing> {
    let listing = Listing::new(
        "missing-why",
        "Who is missing, and why",
        "The latest reason that was written down",
        &["Have no answer", "Have one, and no second"],
    );
    let rows = change.why.iter().map(|it| [it.words.to_owned(), shown(it.none), shown(it.no_second)]);
    (!change.why.is_empty()).then(|| listing.rows(rows))
}

pub(super) fn places(figures: &Figures) -> Listing {
    let row = |name: &str, mean: String, sd: Option<f64>, [low, middle, high]: [Option<f64>; 3]| {
        [name.to_owned(), mean, or_star(sd, 1), or_star(middle, 1), or_star(low, 1), or_star(high, 1)]
    };
    Listing::new(
        "before-and-after",
        "Before and after, on the same people",
        "Answers",
        &["Mean", "Standard deviation", "Median", "A quarter lie at or under", "A quarter lie at or over"],
    )
    .row(row("Before", figures.before.mean.to_string(), figures.before.sd, figures.before.middle))
    .row(row("After", figures.after.mean.to_string(), figures.after.sd, figures.after.middle))
    .row(row("Change", signed(figures.change, 1), figures.change_sd, figures.change_middle))
}

pub(super) fn effects(figures: &Figures) -> Listing {
    let effects = &figures.effects;
    let row = |name: &str, value: Option<f64>| [name.to_owned(), or_star(value, 2)];
    Listing::new("effect-sizes", "Effect sizes, each by its name", "Name", &["Size"])
        .row(row("SRM (d_z): mean change over the SD of change", effects.srm))
        .row(row("Glass’s Δ: mean change over the SD before", effects.glass))
        .row(row("d_av: mean change over the average of the two SDs", effects.d_av))
        .row(row("d_rm: SRM times √(2(1−r))", effects.d_rm))
        .row(row("Hedges’ J, to multiply any of them by", effects.hedges_j))
        .row(row("Chance that the second answer is the higher (half for the same)", effects.p_hat))
}

pub(super) fn moved(figures: &Figures) -> Listing {
    let row = |name: &str, count: Suppressed| [name.to_owned(), shown(count)];
    Listing::new("moved", "How many changed", "Of those with two answers", &["People"])
        .row(row("A higher number", figures.up))
        .row(row("The same", figures.same))
        .row(row("A lower number", figures.down))
}

pub(super) fn reliable(figures: &Figures) -> Option<Listing> {
    let (_, parts) = figures.reliable?;
    let rows =
        ["Changed for the better", "No reliable change", "Changed for the worse"].into_iter().zip(parts);
    let listing = Listing::new("reliable-change", "Beyond noise", "How", &["People", "95% from", "to"]);
    Some(listing.rows(rows.map(|(name, part)| {
        let percent = |end: fn(&measure::Interval) -> f64| {
            part.share
                .as_ref()
                .map_or_else(|| "*".to_owned(), |it| format!("{}%", decimal(end(it) * 100.0, 0)))
        };
        [name.to_owned(), shown(part.count), percent(|it| it.low), percent(|it| it.high)]
    })))
}

pub(super) fn scores(figures: &Figures) -> Listing {
    Listing::new("scores", "People at each score", "Score", &["Before", "After"]).rows(
        figures.scores.iter().map(|(score, before, after)| [score.clone(), shown(*before), shown(*after)]),
    )
}

/// From band to band.
pub(super) fn moves(change: &Change, figures: &Figures) -> Option<Listing> {
    let names: &'static [&'static str] = match figures.moves.len() {
        4 => &["To the first band", "To the second", "To the third", "To the fourth"],
        3 => &["To the first band", "To the second", "To the third"],
        2 => &["To the first band", "To the second"],
        _ => return None,
    };
    let listing = Listing::new("band-moves", "From which band to which", "From", names);
    let rows = change.spec.bands.iter().zip(&figures.moves).map(|(band, row)| {
        let name = format!("{} ({}–{})", band.name, decimal(band.low, 0), decimal(band.high, 0));
        [name].into_iter().chain(row.iter().map(|count| shown(*count))).collect::<Vec<_>>()
    });
    Some(listing.rows(rows))
}

pub(super) fn of_group(title: &str, code: &'static str, groups: &[GroupChange]) -> Listing {
    Listing::new(code, title, "Group", &["Began", "Answered twice", "Share", "Mean before", "Mean change"])
        .rows(groups.iter().map(|group| {
            [
                group.name.to_owned(),
                shown(group.began),
                shown(group.paired),
                share(group.share),
                group.before.to_string(),
                group.change.shown().map_or_else(|| "*".to_owned(), |change| signed(change, 1)),
            ]
        }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_counts_are_said_plainly() {
        assert_eq!(
            [1.46, -0.84, 0.01, -0.01].map(|c| signed(c, 1)),
            ["+1.5", "−0.8", "0.0", "0.0"].map(str::to_owned)
        );
        assert_eq!(
            [0, 3, 1_240].map(|n| people(Suppressed::new(n))),
            ["nobody", "fewer than 8 people", "1,240 people"]
        );
    }
}
