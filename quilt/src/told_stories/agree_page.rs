//! Asking for one yes: the story exactly as it would be shown there, how the person is called,
//! what in it might tell who they are, and then the question.

use ::store::Tx;
use maud::{Markup, html};
use page::{Button, Card, Checkboxes, Choice, Form, Hidden, Input, Inset, Problems, Radios, Sheet, Size};

use super::agree::Yes;
use super::draft::replaced;
use super::home_page::showing_words;
use super::opening::{Opened, open};
use super::{Called, Detail, DetailKind, Known, Showing, Words, agree, change_words, details, looks};
use crate::access::Act;
use crate::journeys::own_words;
use crate::refusal::Refusal;
use crate::settings::towns;
use crate::web::{Answer, Fields, Visit, say};

/// What is asked, and of whom.
struct Asking {
    opened: Opened,
    showing: Showing,
    called: Called,
    details: Vec<Detail>,
}

fn asking(tx: &mut Tx<'_>, visit: &Visit<'_>, chosen: &Fields) -> Result<Asking, Refusal> {
    let opened = open(tx, visit, Act::RecordOnJourney)?;
    let showing = Showing::parse(visit.text_param("showing")).ok_or_else(Refusal::not_found)?;
    let story = opened.live()?;
    let called = if showing.to_strangers() {
        let before = story.agreed(showing).map(|agreed| match &agreed.called {
            Some(name) if name == opened.first_name() => Called::FirstName,
            Some(name) => Called::Another(name.clone()),
            None => Called::NoName,
        });
        Called::parse(chosen.get("called"), chosen.get("another")).or(before).unwrap_or(Called::NoName)
    } else {
        Called::FirstName
    };
    let details = if showing.to_strangers() {
        let own = own_words(tx, &opened.by, story.journey)?;
        let towns = towns(tx)?;
        let people = own.others.iter().map(|other| other.name.as_str()).chain([opened.person.name.as_str()]);
        let people = people.chain(opened.person.known_as.as_deref());
        let places = own.groups.iter().map(|(group, _)| group.as_str());
        let places = places.chain(towns.iter().map(|town| town.name.as_str()));
        details(&story.words, &Known::of(people, places))
    } else {
        Vec::new()
    };
    Ok(Asking { opened, showing, called, details })
}

/// GET `…/show/{showing}?called=&another=`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let asking = visit.read("ask whether a story may be shown", |tx| asking(tx, visit, &visit.query))?;
    asking.opened.looked(visit)?;
    Ok(Answer::page(render(visit, &asking, &Problems::none())?))
}

fn render(visit: &Visit<'_>, asking: &Asking, problems: &Problems) -> Result<Markup, Refusal> {
    let lang = visit.lang;
    let (opened, showing) = (&asking.opened, asking.showing);
    let story = opened.live()?;
    let say = |key: &str| say(lang, key, &[("name", opened.first_name()), ("scheme", &story.scheme_name)]);
    let title = showing_words(visit, showing);
    let place = looks::place(showing, &story.scheme_name);
    let body = html! {
        h1 { (title) }
        @if !opened.is_the_person() { (Inset::new(lang, say("own-together"))) }
        p.q-lead { (say(&format!("own-ask-{}", showing.code()))) }
        @if showing.to_strangers() { (naming(visit, asking)) }
        (Card::new(say("own-as-shown"), looks::told(story.lang, &story.words, asking.called.shown(opened.first_name()), place)).id("as-shown"))
        @if !asking.details.is_empty() { (found(visit, asking)) }
        (question(visit, asking, problems))
    };
    Ok(opened.shell(visit, &title).problems(problems).render(visit, body))
}

fn address(asking: &Asking) -> String {
    asking.opened.to(&format!("/show/{}", asking.showing.code()))
}

/// How shall you be called? Chosen first, so that what is shown below is what others will read.
fn naming(visit: &Visit<'_>, asking: &Asking) -> Markup {
    let lang = visit.lang;
    let first = asking.opened.first_name();
    let another = match &asking.called {
        Called::Another(name) => name.as_str(),
        Called::FirstName | Called::NoName => "",
    };
    let radios = Radios::new("called", say(lang, "own-called", &[]))
        .lang(lang)
        .size(Size::S)
        .option("none", say(lang, "own-called-none", &[]))
        .option("first", say(lang, "own-called-first", &[("name", first)]))
        .choice(
            Choice::new("another", say(lang, "own-called-another", &[]))
                .reveal(Input::new("another", say(lang, "own-called-which", &[])).lang(lang).value(another)),
        )
        .value(asking.called.code());
    html! {
        (Form::get(address(asking).split('?').next().unwrap_or_default()).body(html! {
            @if asking.opened.is_the_person() { (Hidden::new("lang", lang.code())) }
            (radios)
            (Button::quiet(say(lang, "own-called-look", &[])))
        }))
    }
}

/// What might tell strangers who this is, each with a box to take it out.
fn found(visit: &Visit<'_>, asking: &Asking) -> Markup {
    let lang = visit.lang;
    let boxes = asking.details.iter().fold(
        Checkboxes::new("out", say(lang, "own-details-which", &[])).lang(lang).small(),
        |boxes, detail| {
            boxes.choice(
                Choice::new(detail.text.as_str(), snippet(detail)).hint(kind_words(visit, detail.kind)),
            )
        },
    );
    let body = html! {
        p { (say(lang, "own-details", &[])) }
        (Form::post(address(asking), visit.csrf(), visit.once()).body(html! {
            (hidden(asking))
            (Hidden::new("do", "take_out"))
            (boxes)
            (Button::quiet(say(lang, "own-details-out", &[])))
        }))
    };
    html! { (Card::new(say(lang, "own-details-title", &[]), body).id("details")) }
}

fn snippet(detail: &Detail) -> Markup {
    html! { "… " (detail.before) mark { (detail.text) } (detail.after) " …" }
}

fn kind_words(visit: &Visit<'_>, kind: DetailKind) -> String {
    say(visit.lang, &format!("own-detail-{}", kind.code()), &[])
}

/// What every form here says again: the words and the name that were shown.
fn hidden(asking: &Asking) -> Markup {
    let version = asking.opened.story.as_ref().map_or(0, |story| story.version);
    html! {
        (Hidden::new("version", version.to_string()))
        (Hidden::new("called", asking.called.code()))
        @if let Called::Another(name) = &asking.called { (Hidden::new("another", name.as_str())) }
    }
}

fn question(visit: &Visit<'_>, asking: &Asking, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(lang, &typed, problems);
    let how = sheet
        .radios("how", say(lang, "own-how", &[("name", asking.opened.first_name())]))
        .option("conversation", say(lang, "own-how-conversation", &[]))
        .option("paper", say(lang, "own-how-paper", &[]))
        .option("phone", say(lang, "own-how-phone", &[]));
    html! {
        (Form::post(address(asking), visit.csrf(), visit.once()).body(html! {
            (hidden(asking))
            (Hidden::new("do", "yes"))
            @if !asking.details.is_empty() {
                (sheet.checkboxes("seen", say(lang, "own-seen-legend", &[])).option("yes", say(lang, "own-seen", &[])))
            }
            @if !asking.opened.is_the_person() { (how) }
            (Button::new(say(lang, "own-yes", &[])))
        }))
        p { a href=(asking.opened.to("")) { (say(lang, "own-no", &[])) } }
    }
}

/// POST `…/show/{showing}`: yes, or first take some words out.
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let asked = visit.read("ask whether a story may be shown", |tx| asking(tx, visit, &visit.form))?;
    if visit.form.get("do") == "take_out" {
        return take_out(visit, &asked);
    }
    let problems = check(visit, &asked)?;
    if !problems.is_empty() {
        return Ok(Answer::again(render(visit, &asked, &problems)?));
    }
    visit.submit("say yes to showing a story", |tx| {
        let asked = asking(tx, visit, &visit.form)?;
        let story = asked.opened.live()?;
        let yes = Yes {
            showing: asked.showing,
            version: shown_version(visit),
            called: asked.called.clone(),
            first_name: asked.opened.first_name(),
            how: how(visit, &asked.opened),
        };
        agree(tx, &asked.opened.by, &visit.now, story, &yes)?;
        Ok(asked.opened.to(""))
    })
}

fn shown_version(visit: &Visit<'_>) -> i64 {
    visit.form.get("version").parse().unwrap_or_default()
}

fn how(visit: &Visit<'_>, opened: &Opened) -> &'static str {
    match (opened.is_the_person(), visit.form.get("how")) {
        (true, _) => "by their own link",
        (false, "paper") => "signed on paper",
        (false, "phone") => "by phone",
        (false, _) => "in conversation",
    }
}

fn check(visit: &Visit<'_>, asked: &Asking) -> Result<Problems, Refusal> {
    let mut problems = Problems::none();
    if shown_version(visit) != asked.opened.live()?.version {
        problems.add("as-shown", say(visit.lang, "own-overtaken", &[]));
    }
    if !asked.details.is_empty() && !visit.form.ticked("seen") {
        problems.add("seen", say(visit.lang, "own-seen-first", &[]));
    }
    let said = ["conversation", "paper", "phone"].contains(&visit.form.get("how"));
    if !asked.opened.is_the_person() && !said {
        problems.add("how", say(visit.lang, "own-how-choose", &[]));
    }
    Ok(problems)
}

/// Puts something plainer in place of what was ticked, and asks again.
fn take_out(visit: &Visit<'_>, asked: &Asking) -> Result<Answer, Refusal> {
    let story = asked.opened.live()?;
    let words = plainer(visit, asked, &story.words);
    visit.submit("take words out of a story", |tx| {
        let opened = open(tx, visit, Act::RecordOnJourney)?;
        if !words.is_empty() {
            change_words(tx, &opened.by, &visit.now, opened.live()?, shown_version(visit), &words)?;
        }
        let to = opened.to(&format!("/show/{}", asked.showing.code()));
        let mut query = Fields::default();
        query.put("called", asked.called.code());
        if let Called::Another(name) = &asked.called {
            query.put("another", name.as_str());
        }
        Ok(format!("{to}{}{}", if to.contains('?') { "&" } else { "?" }, query.query()))
    })
}

fn plainer(visit: &Visit<'_>, asked: &Asking, words: &Words) -> Words {
    let ticked: Vec<&str> = visit.form.all("out").collect();
    asked.details.iter().filter(|detail| ticked.contains(&detail.text.as_str())).fold(
        words.clone(),
        |words, detail| {
            let key = match detail.kind {
                DetailKind::Person => "own-instead-person",
                DetailKind::Place => "own-instead-place",
                _ => "own-instead",
            };
            words.each(|part| replaced(part, &detail.text, &say(visit.lang, key, &[])))
        },
    )
}
