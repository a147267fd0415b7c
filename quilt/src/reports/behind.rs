//! `/stories/behind`: each number of the flow, what it counts, the question in words, and the rows the reader may see.

use maud::{Markup, html};
use page::{Card, Lang, Row, text};
use uuid::Uuid;

use super::choose;
use super::cube::Columns;
use super::flow::Counts;
use super::opened::{self, Opened};
use super::tables::crowd;
use crate::access::{Act, Role, Tied, Verdict};
use crate::referrals::State;
use crate::refusal::Refusal;
use crate::settings::SchemeId;
use crate::web::{Answer, Shell, Visit};

/// The most rows listed.
const MOST: usize = 200;

/// A number, and the rows it counts.
struct Number {
    code: &'static str,
    name: &'static str,
    /// Follows "whose referral" or stands alone: the question in words.
    question: &'static str,
    count: fn(&Counts) -> measure::Crowd,
    is: fn(&Columns, usize) -> bool,
}

fn decided(columns: &Columns, row: usize, state: State) -> bool {
    columns.state[row] == state
}

const NUMBERS: [Number; 9] = [
    Number {
        code: "asked",
        name: "Asked",
        question: "for whom a referral arrived",
        count: |c| c.asked,
        is: |_, _| true,
    },
    Number {
        code: "said-yes",
        name: "Said yes",
        question: "who accepted, whether or not a journey has begun",
        count: |c| c.said_yes,
        is: |c, row| matches!(c.state[row], State::Accepted | State::Started),
    },
    Number {
        code: "said-no",
        name: "Said no",
        question: "who said no",
        count: |c| c.said_no,
        is: |c, row| decided(c, row, State::Declined),
    },
    Number {
        code: "not-reached",
        name: "Not reached",
        question: "whom nobody could reach",
        count: |c| c.not_reached,
        is: |c, row| decided(c, row, State::NotReached),
    },
    Number {
        code: "undecided",
        name: "Not decided yet",
        question: "who wait for an answer",
        count: |c| c.undecided,
        is: |c, row| decided(c, row, State::Waiting),
    },
    Number {
        code: "began",
        name: "Began",
        question: "whose journey was opened",
        count: |c| c.began,
        is: Columns::began,
    },
    Number {
        code: "paired",
        name: "Answered twice",
        question: "who answered some question twice, on different days",
        count: |c| c.paired,
        is: |c, row| c.paired[row],
    },
    Number {
        code: "ended",
        name: "Ended",
        question: "whose journey came to an ending",
        count: |c| c.ended,
        is: |c, row| c.ended[row].came(),
    },
    Number {
        code: "followed-up",
        name: "Followed up",
        question: "who were asked after the ending, and answered",
        count: |c| c.followed_up,
        is: |c, row| c.followed_up[row],
    },
];

/// GET `/stories/behind?number=began&…`
pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opened = match opened::open(visit)? {
        Ok(opened) => opened,
        Err(soon) => return Ok(soon),
    };
    let Opened { schemes, choice, story, known_at, .. } = &opened;
    let wanted = NUMBERS.iter().find(|number| number.code == visit.query.get("number"));
    let rows = match wanted {
        Some(number) => Some((number, rows(visit, &opened, number)?)),
        None => None,
    };
    let of = choose::told_of(schemes, choice, &story.selection);
    let body = html! {
        h1 { "What is behind each number" }
        (choose::lead(schemes, choice, &story.selection, *known_at))
        @if story.too_few { p { "Fewer than 8 people fit this choice, and of so few nothing is told." } }
        @else {
            @if let Some((number, rows)) = rows { (rows_card(number, &rows)) }
            @for number in &NUMBERS { (number_card(visit, &opened, number, &of)) }
        }
    };
    let shell = Shell::new("What is behind each number").under(&[(choice.address().as_str(), "Stories")]);
    Ok(Answer::page(shell.render(visit, body)))
}

fn number_card(visit: &Visit<'_>, opened: &Opened, number: &Number, of: &str) -> Card {
    let count = crowd((number.count)(&opened.story.counts));
    let body = html! {
        p { strong { (count) } " · people " (number.question) ". Counted by referral: somebody asked for twice counts twice." }
        p.q-quiet { "The question in words: people " (number.question) ", of " (of) "." }
        @if sees_rows(visit) {
            p { a href=(opened.choice.at("behind", &[("number", number.code)])) { "Show the rows" span.nhsuk-u-visually-hidden { ": " (number.name) } } }
        }
    };
    Card::new(number.name, body)
}

/// Whether anything this reader is allows them to open journeys of a whole scheme.
fn sees_rows(visit: &Visit<'_>) -> bool {
    visit.actor.has(Role::TeamLead)
}

/// What may be shown of the rows of a number.
struct Seen {
    rows: Vec<Row>,
    /// Rows of schemes whose journeys this reader may not open.
    hidden: bool,
    more: bool,
}

/// The rows this reader may see; that they were looked at is a line of the ledger.
fn rows(visit: &Visit<'_>, opened: &Opened, number: &Number) -> Result<Seen, Refusal> {
    let (cube, chosen) = (&opened.cube, &opened.story.selection.rows);
    let may =
        |scheme: SchemeId| visit.verdict(Act::OpenJourney, &[Tied { scheme, account: None }]) == Verdict::Yes;
    let allowed: Vec<bool> = cube.schemes.iter().map(|scheme| may(*scheme)).collect();
    let mut seen = Seen { rows: Vec::new(), hidden: false, more: false };
    if opened.story.too_few {
        return Ok(seen);
    }
    for row in chosen.iter().map(|row| *row as usize).filter(|row| (number.is)(&cube.columns, *row)) {
        if !allowed.get(usize::from(cube.columns.scheme[row])).copied().unwrap_or(false) {
            seen.hidden = true;
        } else if seen.rows.len() == MOST {
            seen.more = true;
        } else {
            seen.rows.push(told(&cube.columns, row, visit.now.today().year()));
        }
    }
    if !seen.rows.is_empty() {
        for scheme in
            cube.schemes.iter().zip(&allowed).filter(|(_, allowed)| **allowed).map(|(scheme, _)| *scheme)
        {
            visit.looked("story.rows_looked_at", Uuid::from(scheme), None)?;
        }
    }
    Ok(seen)
}

fn told(columns: &Columns, row: usize, this_year: i16) -> Row {
    let day = super::cube::of_day_number(columns.day[row]);
    let began = columns.began(row);
    let href = if began {
        format!("/journeys/{}", columns.journey[row])
    } else {
        format!("/referrals/{}", columns.referral[row])
    };
    let title = format!("Asked for on {}", text::date(Lang::En, day, this_year));
    Row::new(title).href(href).under(columns.state[row].words())
}

fn rows_card(number: &Number, seen: &Seen) -> Markup {
    let heading = format!("The rows of “{}”", number.name);
    html! { (Card::new(heading, html! {
        @if seen.hidden {
            p { "Rows are shown to team leads, of their own scheme. Whoever reads numbers about many people does not read about one: so none is shown here, or not all." }
        }
        @if seen.rows.is_empty() && !seen.hidden { p { "Nobody." } }
        @if !seen.rows.is_empty() {
            p.q-quiet { "That you looked is in the ledger. The number above is rounded; these are not." }
            ul.q-rows { @for row in &seen.rows { (row) } }
            @if seen.more { p.q-quiet { "The first " (MOST) " are listed." } }
        }
    }).id("rows")) }
}
