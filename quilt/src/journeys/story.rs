//! The person's story and their letter: pages to keep, printed on two sides of A4, or in
//! large print.

use ::store::Tx;
use ledger::Entry;
use maud::{Markup, html};
use page::{Paper, Says, text};

use super::change::{Change, home, to_change};
use super::lines::measured;
use super::lines_words::sentence;
use super::paragraphs::paragraphs;
use super::store_view::Parts;
use super::story_words::{Part, StoryFacts, tell};
use super::{JourneyId, StepState, store};
use crate::access::Act;
use crate::moment::local;
use crate::outcomes::{Kept, Reading, readings, shelf_ever, taken};
use crate::people::MayHear;
use crate::referrals::{Referral, ReferrerKind, referral};
use crate::refusal::Refusal;
use crate::settings::scheme;
use crate::web::{Answer, Lang, Visit, say};

/// How many lines of the ledger are read for what did not work out.
const LINES: usize = 300;

/// What a story is drawn from.
struct Told {
    parts: Parts,
    readings: Vec<(jiff::civil::Date, Reading)>,
    /// What they answered to anything else, each score in a sentence.
    also: Vec<String>,
    lines: Vec<Entry>,
    referral: Referral,
    scheme: String,
}

fn gather(tx: &mut Tx<'_>, visit: &Visit<'_>, change: &Change) -> Result<Told, Refusal> {
    let (area, journey) = (visit.area(), &change.journey);
    let kinds = ["step.moved", "journey.paused"];
    let readings = readings(tx, area, journey.id.into())?;
    Ok(Told {
        parts: store::select_parts(tx, area, journey.id, journey.person)?,
        also: also(tx, visit, journey.id)?,
        readings: readings.into_iter().map(|reading| (local(reading.at).date(), reading)).collect(),
        lines: ledger::thread_of(tx, area.into(), journey.id.into(), &kinds, true, LINES, None)?,
        referral: referral(tx, &visit.actor, journey.referral)?,
        scheme: scheme(tx, area, journey.scheme)?.name,
    })
}

/// Every score of every other measure, in a sentence.
fn also(tx: &mut Tx<'_>, visit: &Visit<'_>, id: JourneyId) -> Result<Vec<String>, Refusal> {
    let kept: Vec<Kept> =
        taken(tx, visit.area(), id.into())?.into_iter().filter(|kept| kept.measure != "ons4").collect();
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    let shelf = shelf_ever(tx, visit.area())?;
    let year = visit.now.today().year();
    let lines = measured(visit.lang, &shelf, &kept);
    Ok(lines.iter().map(|line| sentence(visit.lang, line, year)).collect())
}

/// GET `/journeys/{id}/story`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let change = to_change(visit, Act::ReadStory)?;
    let told = visit.read("tell a story", |tx| gather(tx, visit, &change))?;
    let lang = visit.lang;
    let title = say(lang, "story-title", &[("name", change.person.called())]);
    let body = html! {
        h1 { (title) }
        (other_ways(visit))
        @for part in tell(lang, &facts(visit, &change, &told)) { (part_of(&part)) }
        p { (say(lang, "story-yours", &[])) }
        p.q-screen-only { a href=(format!("{}/own-story", home(change.journey.id))) { (say(lang, "own-more", &[])) } }
    };
    Ok(Answer::page(change.shell(&title).paper(paper(visit)).render(visit, body)))
}

fn facts<'a>(visit: &Visit<'_>, change: &'a Change, told: &'a Told) -> StoryFacts<'a> {
    let steps = &told.parts.steps;
    let of = |state: StepState| {
        steps.iter().filter(move |step| step.state == state).map(|step| step.words.as_str())
    };
    let journey = &change.journey;
    let friends = told.parts.supporters.iter().filter(|supporter| supporter.may_hear != MayHear::Nothing);
    let came = told.parts.links.iter().filter(|linked| linked.link.times_came > 0);
    let asked = &told.referral;
    StoryFacts {
        asked_by: Some(asked.referrer_name.as_str())
            .filter(|_| asked.referrer_kind != ReferrerKind::Themself),
        asked_on: Some(local(asked.asked_at).date()),
        scheme: &told.scheme,
        matters: journey.matters.as_ref().map(|matters| matters.words.as_str()),
        did: of(StepState::Done).collect(),
        doing: of(StepState::Doing).collect(),
        set_back: set_backs(told),
        paused: told.lines.iter().any(|line| line.kind == "journey.paused"),
        joined: friends.map(|s| (s.name.as_str(), s.relation.as_str())).collect(),
        groups: came.map(|linked| (linked.link.service_name.as_str(), linked.link.times_came)).collect(),
        readings: &told.readings,
        also: &told.also,
        what_changed: journey.what_changed.as_deref(),
        what_holds: journey.what_holds.as_deref(),
        who_to_call: journey.who_to_call.as_deref(),
        this_year: visit.now.today().year(),
    }
}

/// Steps that were once set back, each once, oldest first, and whether they were taken later.
fn set_backs(told: &Told) -> Vec<(String, bool)> {
    let mut found: Vec<(String, bool)> = Vec::new();
    for line in told.lines.iter().rev() {
        let fact = |name: &str| line.facts.as_ref().and_then(|facts| facts.get(name)?.as_str());
        let (Some("set_back"), Some(words)) = (fact("to"), fact("words")) else { continue };
        if !found.iter().any(|(before, _)| before == words) {
            let later =
                told.parts.steps.iter().any(|step| step.words == words && step.state == StepState::Done);
            found.push((words.to_owned(), later));
        }
    }
    found
}

fn part_of(part: &Part) -> Markup {
    html! {
        h2 { (part.heading) }
        @if let Some(words) = &part.says { (Says::new(words.as_str())) }
        @for line in &part.lines { (paragraphs(line)) }
        @if !part.items.is_empty() { ul { @for item in &part.items { li dir="auto" { (item) } } } }
    }
}

fn paper(visit: &Visit<'_>) -> Paper {
    if visit.query.get("print") == "large" { Paper::Large } else { Paper::A4 }
}

/// The same page in large print, in small, or in the other language; none of it is printed.
fn other_ways(visit: &Visit<'_>) -> Markup {
    let lang = visit.lang;
    let address = |print: &str, lang: Lang| format!("{}?print={print}&lang={}", visit.path, lang.code());
    let (print, words) =
        if paper(visit) == Paper::Large { ("usual", "story-usual") } else { ("large", "story-large") };
    let now = visit.query.some("print").unwrap_or("usual").to_owned();
    html! {
        p.q-screen-only.q-quiet {
            a href=(address(print, lang)) { (say(lang, words, &[])) }
            @for other in Lang::ALL.into_iter().filter(|other| *other != lang) {
                " · " a href=(address(if now == "large" { "large" } else { "usual" }, other)) lang=(other.code()) { (say(other, "story-language", &[])) }
            }
        }
    }
}

/// GET `/journeys/{id}/letter`
pub fn letter(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let change = to_change(visit, Act::ReadStory)?;
    let written = change.journey.letter.as_deref().filter(|letter| !letter.trim().is_empty());
    let ended = change.journey.ended_at.map(|at| text::date(visit.lang, local(at).date(), 0));
    let title = say(visit.lang, "letter-title", &[("name", change.person.called())]);
    let body = html! {
        @match written {
            Some(letter) => {
                h1.q-screen-only { (title) }
                (other_ways(visit))
                @if let Some(ended) = ended { p { (ended) } }
                (paragraphs(letter))
            },
            None => {
                h1 { (title) }
                p { (say(visit.lang, "letter-none", &[])) }
                p { a href=(home(change.journey.id)) { (change.person.called()) } }
            },
        }
    };
    Ok(Answer::page(change.shell(&title).paper(paper(visit)).render(visit, body)))
}
