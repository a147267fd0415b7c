//! The question on `/find`: two fields for most people, more choices for those who want them,
//! and what was chosen as chips to take off again.

use find::PartOfDay;
use jiff::civil::Weekday;
use maud::{Markup, Render, html};
use page::{Button, Checkboxes, Choice, Details, Form, Hidden, Input, Select, Width};

use super::asked::{Asked, DISTANCES, coordinates, part_code};
use super::because::day_key;
use super::browse::topic_words;
use super::finding::{ForWhom, address};
use crate::web::{Lang, Visit, say};

const PARTS: [(PartOfDay, &str); 3] = [
    (PartOfDay::Morning, "find-mornings"),
    (PartOfDay::Afternoon, "find-afternoons"),
    (PartOfDay::Evening, "find-evenings"),
];

/// The question as a form that asks by its address.
pub(super) fn question(visit: &Visit<'_>, asked: &Asked, whom: Option<&ForWhom>) -> Markup {
    let word = |key: &str| say(visit.lang, key, &[]);
    let what = whom.map_or_else(|| word("find-what"), |whom| format!("What matters to {}?", whom.first_name));
    let near = match whom {
        Some(whom) if whom.home.is_some() => format!("Empty means where {} lives", whom.first_name),
        _ => word("find-near-hint"),
    };
    let more = Details::new(word("find-more"), more(visit, asked));
    let form = Form::get("/find").label(word("find-title")).body(html! {
        @if let Some(whom) = whom { (Hidden::new("journey", whom.journey.as_str())) }
        @if let Some(about) = asked.about { (Hidden::new("about", about.code)) }
        @for topic in &asked.topics { (Hidden::new("topic", topic.as_str())) }
        @for id in &asked.sheet { (Hidden::new("sheet", id.to_string())) }
        div.nhsuk-form-group.q-columns {
            (Input::new("what", what).hint(word("find-what-hint")).value(asked.what.as_str()))
            div {
                (Input::new("near", word("find-near")).hint(near).value(asked.near.as_str()).width(Width::Chars20).autocomplete("postal-code"))
                // A script shows this where the phone can say where it is.
                button.q-near-me type="button" hidden data-module="quilt-near-me" data-looking=(word("find-near-me-looking"))
                    data-failed=(word("find-near-me-failed")) { (word("find-near-me")) }
            }
        }
        div.nhsuk-form-group { @if asked.is_choosy() { (more.open()) } @else { (more) } }
        (Button::new(word("find-button")))
    });
    html! { div data-module="quilt-find" { (form) } }
}

/// What one may choose besides words and a place.
fn more(visit: &Visit<'_>, asked: &Asked) -> Markup {
    let word = |key: &str| say(visit.lang, key, &[]);
    let within = asked.within.map(|miles| miles.to_string()).unwrap_or_default();
    let day = asked.day.map(|day| day.to_monday_one_offset().to_string()).unwrap_or_default();
    let distances = DISTANCES.map(|miles| (miles.to_string(), within_words(visit.lang, miles)));
    let days = Weekday::Monday
        .cycle_forward()
        .take(7)
        .map(|day| (day.to_monday_one_offset().to_string(), word(day_key(day))));
    let parts = PARTS.map(|(part, key)| (part_code(part), capital(&word(key))));
    let only = Checkboxes::new("only", word("find-only")).small().choices([
        tick("free", word("find-only-free"), asked.free),
        tick("room", word("find-only-room"), asked.room),
        tick("access", word("find-only-access"), asked.access),
        tick("online", word("find-only-online"), asked.online),
    ]);
    html! {
        div.q-columns.q-find-more {
            (Select::new("within", word("find-within")).option("", word("find-any")).options(distances).value(within))
            (Select::new("day", word("find-day")).option("", word("find-any-day")).options(days).value(day))
            (Select::new("part", word("find-part")).option("", word("find-any-part")).options(parts).value(asked.part.map_or("", part_code)))
            (Input::whole_number("age", word("find-age")).hint(word("find-age-hint")).width(Width::Chars3).value(asked.age.map(|age| age.to_string()).unwrap_or_default()))
            (language(visit, asked))
            (only)
        }
    }
}

fn tick(name: &str, words: String, on: bool) -> Choice {
    Choice::new("yes", words).named(name).checked(on)
}

/// The languages somebody says are spoken; nothing to choose where nobody says.
fn language(visit: &Visit<'_>, asked: &Asked) -> Markup {
    let mut known = visit.app.finder.languages();
    // One that was asked for by its address stays, whoever speaks it.
    if let Some(asked) = &asked.language
        && !known.contains(asked)
    {
        known.push(asked.clone());
    }
    if known.is_empty() {
        return html! {};
    }
    let word = |key: &str| say(visit.lang, key, &[]);
    Select::new("language", word("find-language"))
        .option("", word("find-any-language"))
        .options(known.into_iter().map(|name| (name.clone(), name)))
        .value(asked.language.clone().unwrap_or_default())
        .render()
}

fn within_words(lang: Lang, miles: u8) -> String {
    say(lang, "find-miles", &[("n", &miles.to_string())])
}

fn capital(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// What was chosen, each with the question that does without it.
fn chosen(lang: Lang, asked: &Asked) -> Vec<(String, Asked)> {
    let word = |key: &str| capital(&say(lang, key, &[]));
    let mut chips: Vec<(String, Asked)> = Vec::new();
    let mut chip = |words: Option<String>, without: &dyn Fn(&mut Asked)| {
        let Some(words) = words else { return };
        let mut other = Asked { page: 1, ..asked.clone() };
        without(&mut other);
        chips.push((words, other));
    };
    let part = asked.part.and_then(|part| PARTS.iter().find(|(known, _)| *known == part));
    chip(asked.about.map(|about| word(about.key)), &|asked| asked.about = None);
    chip(coordinates(&asked.near).map(|_| word("find-near-me-chip")), &|asked| asked.near.clear());
    chip(asked.within.map(|miles| within_words(lang, miles)), &|asked| asked.within = None);
    chip(asked.day.map(|day| word(day_key(day))), &|asked| asked.day = None);
    chip(part.map(|(_, key)| word(key)), &|asked| asked.part = None);
    chip(asked.free.then(|| word("find-is-free")), &|asked| asked.free = false);
    chip(asked.room.then(|| word("find-has-room")), &|asked| asked.room = false);
    chip(asked.access.then(|| word("find-is-accessible")), &|asked| asked.access = false);
    chip(asked.online.then(|| word("find-is-online")), &|asked| asked.online = false);
    let age = asked.age.map(|age| capital(&say(lang, "find-takes-age", &[("age", &age.to_string())])));
    chip(age, &|asked| asked.age = None);
    let language = asked.language.as_ref();
    chip(language.map(|name| say(lang, "find-spoken", &[("language", name)])), &|asked| {
        asked.language = None
    });
    for topic in &asked.topics {
        chip(Some(topic_words(lang, topic)), &|asked| asked.topics.retain(|other| other != topic));
    }
    chips
}

/// Chips: each takes off what it says.
pub(super) fn chips(visit: &Visit<'_>, asked: &Asked, whom: Option<&ForWhom>) -> Markup {
    let chips = chosen(visit.lang, asked);
    if chips.is_empty() {
        return html! {};
    }
    let off = say(visit.lang, "find-take-off", &[]);
    html! {
        ul.q-chips aria-label=(say(visit.lang, "find-chosen", &[])) {
            @for (words, without) in &chips {
                li { a.q-chip href=(address(without, whom, 1)) {
                    (words) " " span.q-chip__off aria-hidden="true" { "×" }
                    span.nhsuk-u-visually-hidden { ": " (off) }
                } }
            }
        }
    }
}

/// Takes one choice off a question.
type Without = fn(&mut Asked);

/// Ways to ask for less, where nothing fits all of it.
pub(super) fn wider(visit: &Visit<'_>, asked: &Asked, whom: Option<&ForWhom>) -> Markup {
    let word = |key: &str| say(visit.lang, key, &[]);
    let tries: [(bool, &str, Without); 9] = [
        (asked.within.is_some(), "find-try-further", |asked| asked.within = None),
        (asked.day.is_some(), "find-try-any-day", |asked| asked.day = None),
        (asked.part.is_some(), "find-try-any-part", |asked| asked.part = None),
        (asked.free, "find-try-cost", |asked| asked.free = false),
        (asked.room, "find-try-full", |asked| asked.room = false),
        (asked.access, "find-try-access", |asked| asked.access = false),
        (asked.online, "find-try-places", |asked| asked.online = false),
        (asked.age.is_some(), "find-try-age", |asked| asked.age = None),
        (asked.language.is_some(), "find-try-language", |asked| asked.language = None),
    ];
    html! {
        ul {
            @for (on, key, without) in tries {
                @if on {
                    @let other = { let mut other = Asked { page: 1, ..asked.clone() }; without(&mut other); other };
                    li { a href=(address(&other, whom, 1)) { (word(key)) } }
                }
            }
            @if !asked.what.is_empty() { li { (word("find-try-words")) } }
            @if whom.is_none() { li { a href="/ask" { (word("find-try-ask")) } } }
        }
    }
}

/// The distance asked for, or nothing, for the circle on the map.
pub(super) fn circle(asked: &Asked) -> Option<f64> {
    asked.within.map(f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Fields;

    #[test]
    fn each_chip_takes_off_what_it_says_and_nothing_else() {
        let asked = Asked::read(&Fields::of(&[
            ("what", "tea"),
            ("near", "51.02,-3.10"),
            ("within", "3"),
            ("day", "7"),
            ("part", "morning"),
            ("free", "yes"),
            ("room", "yes"),
            ("access", "yes"),
            ("online", "yes"),
            ("age", "70"),
            ("language", "Polish"),
            ("about", "money"),
            ("topic", "Walking"),
        ]));
        for lang in [Lang::En, Lang::Cy] {
            let chips = chosen(lang, &asked);
            assert_eq!(chips.len(), asked.fields().len() - 1, "one for each part but the words");
            for (words, without) in &chips {
                assert!(!words.contains('⟨') && !words.is_empty(), "{words}");
                assert_eq!(without.fields().len(), asked.fields().len() - 1, "{words}");
            }
        }
        assert!(chosen(Lang::En, &Asked::default()).is_empty());
    }
}
