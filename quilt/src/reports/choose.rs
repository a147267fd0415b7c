//! The card in which another story is chosen, and the words for the one that was.

use maud::{Markup, html};
use page::{Button, Card, Details, Form, Hidden, Input, Lang, Lead, Select, Width, text};

use super::choice::{Choice, days_in_words, quick};
use super::cube::Cube;
use super::facet::Deprived;
use super::select::Selection;
use crate::people::{AgeBand, Ethnic, Sex};
use crate::referrals::ReferrerKind;
use crate::settings::Scheme;
use crate::web::Visit;

pub(super) fn of_whom(schemes: &[Scheme], choice: &Choice) -> String {
    let name = |id| schemes.iter().find(|scheme| scheme.id == id).map(|scheme| scheme.name.clone());
    match (choice.chosen.and_then(name), schemes) {
        (Some(name), _) => name,
        (None, []) => "No scheme".into(),
        (None, [only]) => only.name.clone(),
        (None, _) => "All schemes".into(),
    }
}

/// The choice as it is told, in one sentence: after widening, and without what was undone.
pub(super) fn told_of(schemes: &[Scheme], choice: &Choice, selection: &Selection) -> String {
    let (from, to) = selection.widened.unwrap_or((choice.from, choice.to));
    let mut parts = vec![of_whom(schemes, choice), days_in_words(from, to)];
    parts.extend(made(choice, selection));
    if let Some((fewest, most)) = choice.apart {
        parts.push(format!("first and last answers {fewest} to {most} days apart"));
    }
    parts.join(", ")
}

fn made(choice: &Choice, selection: &Selection) -> Vec<String> {
    let facets = choice.facets().into_iter();
    facets.filter(|(facet, _)| !selection.undone.contains(facet)).map(|(_, words)| words).collect()
}

/// "As known today at 14:32", "as known at the end of 30 June 2026".
pub(super) fn as_known(choice: &Choice, known_at: jiff::Timestamp) -> String {
    match choice.as_known {
        Some(day) => format!("as known at the end of {}", text::day(Lang::En, day, 0)),
        None => format!("as known today at {}", text::time(crate::moment::local(known_at).time())),
    }
}

/// The quiet line under the heading.
pub(super) fn lead(
    schemes: &[Scheme],
    choice: &Choice,
    selection: &Selection,
    known_at: jiff::Timestamp,
) -> Markup {
    let (from, to) = selection.widened.unwrap_or((choice.from, choice.to));
    let lead = Lead::new(of_whom(schemes, choice)).and(days_in_words(from, to));
    let lead = made(choice, selection).into_iter().fold(lead, Lead::and);
    html! { (lead.and(as_known(choice, known_at)).and(html! { a.q-screen-only href={ (choice.address()) "#choose" } { "change" } })) }
}

/// What is to be said of the choice before any number.
pub(super) fn notes(choice: &Choice, selection: &Selection, cube: &Cube) -> Markup {
    let undone: Vec<String> = choice
        .facets()
        .into_iter()
        .filter(|(facet, _)| selection.undone.contains(facet))
        .map(|(_, words)| words)
        .collect();
    html! {
        @if !undone.is_empty() {
            p.q-quiet { "Not chosen: " (undone.join("; ")) ". It would leave out fewer than 8 people, and taking one story from the other would tell of them." }
        }
        @if selection.widened.is_some() {
            p.q-quiet { "The days are widened a little, so that no two stories differ by fewer than 8 people." }
        }
        @if let Some(drawn) = cube.drawn {
            p.q-quiet {
                "Drawn again from the ledger’s " (text::number(drawn.lines)) " lines written up to the end of "
                (text::day(Lang::En, drawn.day, 0)) ". What was written later is not in it, whenever it happened."
                @if drawn.emptied > 0 { " " (text::number(drawn.emptied)) " lines are empty, because the person they were about was erased since: they are counted nowhere." }
            }
        }
    }
}

fn select<'a>(
    name: &'static str,
    label: &'static str,
    all: &'static str,
    options: impl IntoIterator<Item = (String, &'a str)>,
    chosen: Option<String>,
) -> Select {
    Select::new(name, label)
        .option("", all)
        .options(options.into_iter().map(|(code, words)| (code, words.to_owned())))
        .value(chosen.unwrap_or_default())
}

pub(super) fn card(visit: &Visit<'_>, schemes: &[Scheme], choice: &Choice, cube: &Cube) -> Card {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    let date = |name: &'static str, label: &'static str, value| {
        Input::new(name, label).kind("date").width(Width::Chars20).value(day(value))
    };
    let one_of = select(
        "scheme",
        "Scheme",
        "All schemes",
        schemes.iter().map(|scheme| (scheme.id.to_string(), scheme.name.as_str())),
        choice.chosen.map(|id| id.to_string()),
    );
    let more =
        choice.facets().len() + usize::from(choice.apart.is_some()) + usize::from(choice.as_known.is_some());
    let details = Details::new("Choose more closely", closely(choice, cube));
    let form = Form::get("/stories").label("Choose of whom the story is told").body(html! {
        @if schemes.len() > 1 { (one_of) } @else if let Some(id) = choice.chosen { (Hidden::new("scheme", id.to_string())) }
        (date("from", "Asked for from", choice.from))
        (date("to", "Up to and with", choice.to))
        @if more > 0 { (details.open()) } @else { (details) }
        (Button::new("Show this story"))
    });
    let body = html! {
        p { @for (index, (name, from, to)) in quick(visit.now.today()).into_iter().enumerate() {
            @if index > 0 { " · " }
            a href=(choice.between(from, to).address()) { (name) }
        } }
        (form)
        p.q-quiet { "To send somebody this story, send its address: " a href=(choice.address()) { (choice.address()) } }
    };
    Card::new("Another story", body).id("choose")
}

fn closely(choice: &Choice, cube: &Cube) -> Markup {
    let towns = cube.towns.sorted();
    let languages = cube.languages.sorted();
    let deprived =
        (1..=5).map(Deprived::Fifth).chain((1..=10).map(Deprived::Tenth)).chain([Deprived::NotKnown]);
    let deprived: Vec<(String, String)> = deprived.map(|it| (it.code(), capital(&it.words()))).collect();
    let mut needs: Vec<&str> = find::Topic::all().map(find::Topic::name).collect();
    needs.sort_unstable();
    html! {
        (select("town", "Living in or near", "Anywhere", towns.iter().map(|name| ((*name).to_owned(), *name)), choice.town.clone()))
        (select("deprived", "How deprived the place is", "Any place", deprived.iter().map(|(code, words)| (code.clone(), words.as_str())), choice.deprived.map(Deprived::code)))
        (select("by", "Asked for by", "Anybody", ReferrerKind::ALL.map(|kind| (kind.code().to_owned(), kind.words())), choice.referrer.map(|kind| kind.code().to_owned())))
        (select("about", "With a concern about", "Anything", needs.iter().map(|name| ((*name).to_owned(), *name)), choice.need.and_then(super::facet::need_words).map(str::to_owned)))
        (select("age", "Age in the year they were asked for", "Any age", AgeBand::ALL.map(|band| (band.code().to_owned(), band.words())), choice.age.map(|band| band.code().to_owned())))
        (select("sex", "Sex", "Any", Sex::ALL.map(|sex| (sex.code().to_owned(), sex.words())), choice.sex.map(|sex| sex.code().to_owned())))
        (select("ethnicity", "Ethnic group", "Any", Ethnic::ALL.map(|group| (group.code().to_owned(), group.words())), choice.ethnic.map(|group| group.code().to_owned())))
        (select("language", "Language spoken best", "Any", languages.iter().map(|name| ((*name).to_owned(), *name)), choice.language.clone()))
        (select("apart", "First and last answer", "Any two days", [("60-200".to_owned(), "60 to 200 days apart"), ("28-365".to_owned(), "28 to 365 days apart")], choice.apart.map(|(a, b)| format!("{a}-{b}"))))
        (Input::new("as_known", "As it was known at the end of").kind("date").width(Width::Chars20).value(choice.as_known.map_or_else(String::new, |day| day.to_string())).hint("Leave empty for now. An earlier day is drawn again from the ledger."))
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
