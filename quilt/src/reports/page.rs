//! `/stories`: the group's story on one page.

use jiff::Timestamp;
use maud::{Markup, html};
use measure::Suppressed;
use page::chart::{Flow, FlowStage, Patch, Patchwork};
use page::text::{self, decimal};
use page::{Button, Card, Caution, Column, Details, Form, Input, Lang, Lead, Select, Table, Width};

use super::change_card::{self, people, shown};
use super::definitions;
use super::equity::percent;
use super::flow::Middle;
use super::scope::{Scope, quick, readable};
use super::story::{self, Story};
use crate::moment::local;
use crate::refusal::Refusal;
use crate::settings::{self, Scheme};
use crate::web::{Answer, Shell, Visit};

/// GET `/stories?scheme=&from=&to=`
pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let (schemes, scope) = visit.read("know of whom the story is", |tx| {
        let schemes = readable(&visit.actor, settings::schemes(tx, visit.area())?);
        let scope = Scope::read(&visit.query, visit.now.today(), &schemes)?;
        Ok((schemes, scope))
    })?;
    let (known_at, story) = visit.app.stories.story(visit.area(), &scope, visit.now.at, || {
        visit.read("read the group's story", |tx| story::read(tx, visit.area(), &scope))
    })?;
    let body = html! {
        (told(&story, &schemes, &scope, known_at))
        (choose_card(visit, &schemes, &scope))
    };
    Ok(Answer::page(Shell::new("Stories").render(visit, body)))
}

/// The story itself, whoever reads it.
pub(super) fn told(story: &Story, schemes: &[Scheme], scope: &Scope, known_at: Timestamp) -> Markup {
    html! {
        h1 { "What changed, and for whom" }
        (Lead::new(of_whom(schemes, scope)).and(scope.days_in_words()).and(format!("as known today at {}", text::time(local(known_at).time()))).and(html! { a href="#choose" { "change" } }))
        (flow_card(story))
        div.q-grid {
            div { @for change in &story.changes { (change_card::card(change)) } }
            div {
                (quilt_card(story, schemes, scope))
                (gaps_card(story))
            }
        }
        (equity_card(story))
    }
}

fn of_whom(schemes: &[Scheme], scope: &Scope) -> String {
    let name = |id| schemes.iter().find(|scheme| scheme.id == id).map(|scheme| scheme.name.clone());
    match (scope.chosen.and_then(name), schemes) {
        (Some(name), _) => name,
        (None, []) => "No scheme".into(),
        (None, [only]) => only.name.clone(),
        (None, _) => "All schemes".into(),
    }
}

fn choose_card(visit: &Visit<'_>, schemes: &[Scheme], scope: &Scope) -> Card {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    let chosen = scope.chosen.map_or_else(String::new, |id| id.to_string());
    let one_of = Select::new("scheme", "Scheme")
        .option("", "All schemes")
        .options(schemes.iter().map(|scheme| (scheme.id.to_string(), scheme.name.clone())))
        .value(chosen);
    let form = Form::get("/stories").label("Choose of whom the story is told").body(html! {
        @if schemes.len() > 1 { (one_of) }
        (Input::new("from", "Asked for from").kind("date").width(Width::Chars20).value(day(scope.from)))
        (Input::new("to", "Up to and with").kind("date").width(Width::Chars20).value(day(scope.to)))
        (Button::new("Show this story"))
    });
    let body = html! {
        p { @for (index, (name, from, to)) in quick(visit.now.today()).into_iter().enumerate() {
            @if index > 0 { " · " }
            a href=(scope.between(from, to).address()) { (name) }
        } }
        (form)
        p.q-quiet { "To send somebody this story, send its address: " a href=(scope.address()) { (scope.address()) } }
    };
    Card::new("Another story", body).id("choose")
}

fn stage(name: &str, count: u64, under: String) -> FlowStage {
    let stage = match Suppressed::new(count).shown() {
        Some(people) => FlowStage::new(name, people),
        None => FlowStage::few(name),
    };
    stage.under(under)
}

/// "wait 19 days"; nothing when it may not be shown.
fn under(before: &str, middle: Middle, unit: &str) -> String {
    middle.median.shown().map_or_else(String::new, |median| format!("{before}{} {unit}", decimal(median, 1)))
}

fn flow_card(story: &Story) -> Card {
    let (counts, waits) = (&story.counts, &story.waits);
    let flow = Flow::new(Lang::En, "flow", "From asking to following up")
        .stage(stage("asked", counts.asked, under("answer ", waits.to_decision, "days")))
        .stage(stage("offered", counts.offered, String::new()))
        .stage(stage("said yes", counts.said_yes, under("wait ", waits.from_yes, "days")))
        .stage(stage("began", counts.began, under("", waits.contacts, "contacts")))
        .stage(stage("ended", counts.ended, under("", waits.walked.in_weeks(), "weeks")))
        .stage(stage("followed up", counts.followed_up, String::new()));
    let body = html! {
        (flow)
        @if counts.asked > 0 { (missing_caution(story)) }
        (Details::new("Show the waits", waits_table(story)))
        (Details::new("Show who did not begin", settled_table(story)))
        (definitions::flow())
    };
    Card::new("From asking to following up", body)
}

fn missing_caution(story: &Story) -> Caution {
    let counts = &story.counts;
    let start = |words: String| {
        let mut letters = words.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect::<String>())
    };
    Caution::new(html! {
            (start(people(Suppressed::new(counts.said_no)))) " said no and " (people(Suppressed::new(counts.not_reached)))
            " could not be reached. "
            @if let Some(sentence) = story.fifths.sentence() { (sentence) " " }
        a href="#for-whom" { "See who is missing" }
    })
}

fn waits_table(story: &Story) -> Table {
    let waits = &story.waits;
    let row = |name: &str, middle: Middle, unit: &str| {
        let said = |value: Option<f64>| {
            value.map_or_else(|| "*".to_owned(), |v| format!("{} {unit}", decimal(v, 1)))
        };
        [name.to_owned(), said(middle.median.shown()), said(middle.upper.shown()), shown(middle.n)]
    };
    Table::new("Waits and lengths")
        .caption_unseen()
        .columns([
            Column::text("From … to"),
            Column::number("Half took up to"),
            Column::number("A quarter took over"),
            Column::number("People"),
        ])
        .row(row("Asked to decided", waits.to_decision, "days"))
        .row(row("Yes to first conversation", waits.from_yes, "days"))
        .row(row("Asked to first conversation", waits.to_start, "days"))
        .row(row("Asked to ended", waits.to_end, "days"))
        .row(row("First conversation to ended", waits.walked.in_weeks(), "weeks"))
        .row(row("Contacts in a journey that ended", waits.contacts, "contacts"))
}

fn settled_table(story: &Story) -> Table {
    let counts = &story.counts;
    let row = |name: &str, count: u64| [name.to_owned(), shown(Suppressed::new(count))];
    Table::new("Those who did not begin")
        .caption_unseen()
        .columns([Column::text("What became of it"), Column::number("People")])
        .row(row("Said yes and wait to begin", counts.said_yes.saturating_sub(counts.began)))
        .row(row("Said no", counts.said_no))
        .row(row("Could not be reached", counts.not_reached))
        .row(row("Not now: somebody asks again", counts.later))
        .row(row("Went elsewhere with their agreement", counts.elsewhere))
        .row(row("Not decided yet", counts.undecided))
}

fn quilt_card(story: &Story, schemes: &[Scheme], scope: &Scope) -> Card {
    let name = |id| schemes.iter().find(|s| s.id == id).map_or("", |s| s.name.as_str());
    let mut patches: Vec<_> = story.patches.iter().map(|(id, patch)| (name(*id), *id, patch)).collect();
    patches.sort_by_key(|(name, ..)| *name);
    let title = "Median weeks from yes to first conversation";
    let quilt = patches.into_iter().fold(
        Patchwork::new(Lang::En, "quilt", "The quilt", title),
        |quilt, (name, id, own)| {
            let figure = match own.wait.in_weeks().median.shown() {
                Some(weeks) => format!("{} weeks", decimal(weeks, 1)),
                None => "*".to_owned(),
            };
            let patch = Patch::new(short(name), figure).href(scope.within(Some(id)).address());
            quilt.patch(match own.journeys.shown() {
                Some(journeys) => patch.journeys(journeys),
                None => patch,
            })
        },
    );
    let body = html! {
        (quilt)
        p.q-quiet { (title) ". A stitch is ten journeys. * is fewer than 8 people." }
        @if scope.chosen.is_some() && schemes.len() > 1 { p { a href=(scope.within(None).address()) { "All schemes" } } }
    };
    Card::new("The quilt", body)
}

/// As many words of a scheme's name as fit on a patch.
fn short(name: &str) -> String {
    let mut kept = String::new();
    for word in name.split_whitespace() {
        if !kept.is_empty() && kept.chars().count() + 1 + word.chars().count() > 14 {
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    kept.trim_end_matches(" and").to_owned()
}

fn gaps_card(story: &Story) -> Card {
    let table = Table::new("What people could not find, by need and place")
        .caption_unseen()
        .columns([Column::text("Need"), Column::text("Where"), Column::number("People")])
        .rows(story.gaps.iter().map(|gap| [gap.need.clone(), gap.towns.clone(), shown(gap.people)]));
    let body = html! {
        @if story.gaps.is_empty() {
            p { "No need has been met with nothing by three people or more." }
        } @else { (table) }
        p.q-quiet {
            "* is fewer than 8 people. Needs that only one or two people spoke of are not shown in their words: "
            (people(story.other_gaps)) "."
        }
    };
    Card::new("What people could not find", body)
}

fn equity_card(story: &Story) -> Card {
    let share = |part, whole| percent(part, whole).map_or_else(String::new, |share| format!(" ({share}%)"));
    let table = Table::new("By how deprived the place is where people live")
        .caption_unseen()
        .columns([
            Column::text("Where they live"),
            Column::number("Asked"),
            Column::number("Offered"),
            Column::number("Said no"),
            Column::number("Not reached"),
            Column::number("Began"),
        ])
        .rows(story.fifths.rows().map(|(name, counts)| {
            let count = |n| shown(Suppressed::new(n));
            [
                name.to_owned(),
                count(counts.asked),
                count(counts.offered),
                format!("{}{}", count(counts.said_no), share(counts.said_no, counts.offered)),
                format!("{}{}", count(counts.not_reached), share(counts.not_reached, counts.asked)),
                format!("{}{}", count(counts.began), share(counts.began, counts.asked)),
            ]
        }));
    let (known, asked) = (story.fifths.known(), story.counts.asked);
    let body = html! {
        (table)
        @if asked > 0 {
            (Caution::new(format!(
                "The place is known for {} of {}. It describes a neighbourhood, never a person.",
                people(Suppressed::new(known)),
                shown(Suppressed::new(asked))
            )))
        }
        (definitions::equity())
    };
    Card::new("Who is offered, who is reached", body).id("for-whom")
}
