//! `/stories/use`: what people used before and after, for whoever pays.

use maud::{Markup, html};
use page::{Button, Card, Caution, Form, Lead, Select};

use super::compared::compared;
use super::figure::{Figure, figure_of};
use super::page_parts as parts;
use super::story::{LENGTHS, Scope, Story, Version, read};
use super::{UseKind, store};
use crate::refusal::Refusal;
use crate::settings::{Scheme, SchemeId, schemes};
use crate::web::{Answer, Known, Shell, Visit};

/// GET `/stories/use?kind=&months=&scheme=`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let (schemes, scope, version) = visit.read("know what is told of", |tx| {
        let schemes = schemes(tx, visit.area())?;
        let scope = scope(visit, &schemes)?;
        Ok((schemes, scope, store::select_version(tx, visit.area())?))
    })?;
    let (_, story) = told_of(visit, scope, version)?;
    let empty = !story.has_numbers || !story.has_starts;
    let body = html! {
        h1 { "What people used of the health service" }
        @if story.undone { (Caution::new("The scheme you asked for is not told of by itself: that would tell of a few people here or elsewhere. This is of all schemes.")) }
        (Lead::new(name(&story, &schemes)).and(story.scope.kind.words()).and(format!("{} months before and after", story.scope.months)).and(html! { a href="#choose" { "change" } }))
        @if empty { (nothing_yet(story.has_numbers)) } @else { (told(&story)) }
        (choose(&story, &schemes))
    };
    Ok(Answer::page(Shell::new("What people used").under(&[("/stories", "Stories")]).render(visit, body)))
}

/// The figure of each kind of use, over a year on either side, of a scheme or of all: those there are numbers for.
/// Told again from memory until another file is taken in.
pub fn figures(visit: &Visit<'_>, scheme: Option<SchemeId>) -> Result<Vec<Figure>, Refusal> {
    let area = visit.area();
    let version = visit.read("know which files there are", |tx| store::select_version(tx, area))?;
    let mut figures = Vec::new();
    for kind in UseKind::ALL {
        let scope = Scope { kind, months: 12, scheme };
        let (_, story) = told_of(visit, scope, version)?;
        // A figure of all would pass for one of the scheme.
        figures.extend(figure_of(&story).filter(|_| !story.undone));
    }
    Ok(figures)
}

fn told_of(visit: &Visit<'_>, scope: Scope, version: Version) -> Result<Known<Story>, Refusal> {
    let secret = measure::Secret::new(visit.app.keys.figures());
    visit.app.use_told.story((visit.area(), scope, version), visit.now.at, || {
        visit.read("read what people used", |tx| read(tx, visit.area(), scope, &secret))
    })
}

fn scope(visit: &Visit<'_>, schemes: &[Scheme]) -> Result<Scope, Refusal> {
    let query = &visit.query;
    let scheme = match query.some("scheme") {
        None => None,
        Some(id) => Some(schemes.iter().find(|s| s.id.to_string() == id).ok_or_else(Refusal::not_found)?.id),
    };
    let months = query.get("months").parse().ok().filter(|n| LENGTHS.contains(n)).unwrap_or(12);
    Ok(Scope { kind: UseKind::parse(query.get("kind")).unwrap_or(UseKind::Gp), months, scheme })
}

fn name(story: &Story, schemes: &[Scheme]) -> String {
    let found = story.scope.scheme.and_then(|id| schemes.iter().find(|scheme| scheme.id == id));
    found.map_or_else(|| "All schemes".to_owned(), |scheme| scheme.name.clone())
}

fn nothing_yet(there_are_numbers: bool) -> Markup {
    html! {
        (Card::new("Nothing to tell yet", html! {
            @if there_are_numbers {
                p { "There are numbers of what people used, and no list of whose journey began when." }
            } @else {
                p { "No numbers of what people used have been taken in. Whoever holds them makes a file without any NHS number in it; an administrator takes it in." }
            }
            p.q-quiet { "How that is done is in the documentation, under “system outcomes”." }
        }))
    }
}

/// The story itself.
fn told(story: &Story) -> Markup {
    html! {
        (parts::before_and_after(story))
        (compared(story))
        (parts::falls(story))
        (parts::not_cash(story))
        (parts::how_counted(story))
    }
}

fn choose(story: &Story, schemes: &[Scheme]) -> Card {
    let scheme = story.scope.scheme.map_or_else(String::new, |id| id.to_string());
    let kinds = UseKind::ALL.into_iter().map(|kind| (kind.code(), parts::sentence_case(kind.words())));
    let lengths = LENGTHS.map(|n| (n.to_string(), format!("{n} months")));
    let form = Form::get("/stories/use").label("Choose what is told").body(html! {
        (Select::new("kind", "What they used").options(kinds).value(story.scope.kind.code()))
        (Select::new("months", "How long before and after").options(lengths).value(story.scope.months.to_string()))
        @if schemes.len() > 1 {
            (Select::new("scheme", "Scheme").option("", "All schemes").options(schemes.iter().map(|s| (s.id.to_string(), s.name.clone()))).value(scheme))
        }
        (Button::new("Show this"))
    });
    Card::new("Something else", form).id("choose")
}
