//! Putting a story in other words: three boxes, for the person alone or with their link worker.

use maud::{Markup, html};
use page::{Button, Caution, Form, Hidden, Inset, Problems, Sheet, Typed};

use super::opening::{Opened, open};
use super::story::LONGEST;
use super::{Words, change_words};
use crate::access::Act;
use crate::refusal::Refusal;
use crate::web::{Answer, Visit, say};

/// GET `…/words`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opened = visit.read("open a story to change it", |tx| open(tx, visit, Act::RecordOnJourney))?;
    let story = opened.live()?;
    opened.looked(visit)?;
    let typed = Typed::default()
        .with("mattered", story.words.mattered.as_str())
        .with("happened", story.words.happened.as_str())
        .with("now_is", story.words.now_is.as_str());
    Ok(Answer::page(render(visit, &opened, story.version, &typed, &Problems::none(), false)?))
}

fn render(
    visit: &Visit<'_>,
    opened: &Opened,
    version: i64,
    typed: &Typed,
    problems: &Problems,
    overtaken: bool,
) -> Result<Markup, Refusal> {
    let lang = visit.lang;
    let words = |key: &str| say(lang, key, &[("name", opened.first_name())]);
    let sheet = Sheet::new(lang, typed, problems);
    let part = |name: &str, rows: u32| {
        sheet
            .textarea(name, words(&format!("own-{}", name.replace('_', "-"))))
            .hint(words(&format!("own-{}-hint", name.replace('_', "-"))))
            .rows(rows)
            .max_characters(LONGEST)
    };
    let form = Form::post(opened.to("/words"), visit.csrf(), visit.once()).body(html! {
        (Hidden::new("version", version.to_string()))
        (part("mattered", 5))
        (part("happened", 10).optional())
        (part("now_is", 6).optional())
        (Button::new(words("own-keep")))
    });
    let story = opened.live()?;
    let title = words("own-change-title");
    let body = html! {
        h1 { (title) }
        @if !opened.is_the_person() { (Inset::new(lang, words("own-together"))) }
        @if overtaken { (Caution::new(words("own-overtaken"))) }
        p { (words("own-change-lead")) }
        @if !story.agreed.is_empty() { (Caution::new(words("own-change-hides"))) }
        (form)
    };
    Ok(opened.shell(visit, &title).problems(problems).render(visit, body))
}

/// POST `…/words`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opened = visit.read("open a story to change it", |tx| open(tx, visit, Act::RecordOnJourney))?;
    let story = opened.live()?;
    let words = typed_words(visit);
    let version: i64 = visit.form.get("version").parse().unwrap_or_default();
    let problems = check(visit, &words);
    let overtaken = version != story.version && words != story.words;
    if !problems.is_empty() || overtaken {
        // Sent again, it stands over the newer words: whoever sees this page has been told.
        let page = render(visit, &opened, story.version, &visit.form.as_typed(), &problems, overtaken)?;
        return Ok(Answer::again(page));
    }
    visit.submit("change the words of a story", |tx| {
        let opened = open(tx, visit, Act::RecordOnJourney)?;
        change_words(tx, &opened.by, &visit.now, opened.live()?, version, &words)?;
        Ok(opened.to(""))
    })
}

fn typed_words(visit: &Visit<'_>) -> Words {
    let part = |name: &str| visit.form.get(name).to_owned();
    Words { mattered: part("mattered"), happened: part("happened"), now_is: part("now_is") }
}

fn check(visit: &Visit<'_>, words: &Words) -> Problems {
    let mut problems = Problems::none();
    if words.is_empty() {
        problems.add("mattered", say(visit.lang, "own-empty", &[]));
    }
    for (name, part) in ["mattered", "happened", "now_is"].into_iter().zip(words.parts()) {
        if part.chars().count() > LONGEST {
            problems.add(name, say(visit.lang, "own-too-long", &[]));
        }
    }
    problems
}
