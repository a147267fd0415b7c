//! `/admin/erasures`: the second of two people agrees that a record be erased, or says why it is kept. Who it is about is
//! not shown: whoever keeps the house opens nobody's record.

use maud::{Markup, html};
use page::{Button, Card, Form, Inset, Lang, Problems, Row, Rows, Sheet, Warning, Width};
use uuid::Uuid;

use super::erase::{Asked, Kept, erase, keep};
use super::{erase_words, moment_in_words, store_erase, under_admin};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// What is typed to confirm.
const WORD: &str = "erase";

pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let all = visit.read("list what is to be erased", |tx| store_erase::select_all(tx, visit.area()))?;
    let (open, decided): (Vec<Asked>, Vec<Asked>) = all.into_iter().partition(Asked::is_open);
    let rows = |asked: &[Asked]| -> Vec<Row> { asked.iter().map(row).collect() };
    let body = html! {
        p.q-lead { "When a person asks to be erased, their team asks here, and you agree. You see who asked and why, and nothing of the person." }
        (Card::new("Waiting for you", Rows::new(rows(&open), "Nobody waits.")))
        @if !decided.is_empty() { (Card::new("Decided", Rows::new(rows(&decided), ""))) }
    };
    Ok(under_admin(visit, "People to be erased", body))
}

fn row(asked: &Asked) -> Row {
    let title = format!("Asked by {}, {}", asked.asked_name, moment_in_words(asked.asked_at));
    let row = Row::new(title).href(format!("/admin/erasures/{}", asked.id)).under(asked.why.words());
    asked.decided.iter().fold(row, |row, (name, at)| {
        row.under(format!("{} by {name}, {}", done(asked), moment_in_words(*at)))
    })
}

fn done(asked: &Asked) -> String {
    match asked.kept {
        Some(kept) => format!("Kept ({})", kept.words().to_lowercase()),
        None => "Erased".to_owned(),
    }
}

pub(super) fn one(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let asked = find(visit)?;
    Ok(Answer::page(render(visit, &asked, &Problems::none())))
}

fn find(visit: &Visit<'_>) -> Result<Asked, Refusal> {
    let id: Uuid = visit.param("id")?;
    visit.read("open what is to be erased", |tx| {
        store_erase::select(tx, visit.area(), id)?.ok_or_else(Refusal::not_found)
    })
}

pub(super) fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let asked = find(visit)?;
    let mut problems = Problems::none();
    let kept = Kept::parse(visit.form.get("kept"));
    let keeping = visit.form.get("do") == "keep";
    if keeping && kept.is_none() {
        problems.add("kept", "Choose why it is kept.");
    }
    if !keeping && visit.form.get("typed").to_lowercase() != WORD {
        problems.add("typed", format!("Type the word “{WORD}” to confirm."));
    }
    if !problems.is_empty() {
        return Ok(Answer::again(render(visit, &asked, &problems)));
    }
    visit.submit("decide on erasing a record", |tx| {
        match kept.filter(|_| keeping) {
            Some(kept) => keep(tx, &visit.actor, &visit.now, asked.id, kept)?,
            None => erase(tx, &visit.actor, &visit.now, asked.id)?,
        }
        Ok("/admin/erasures".to_owned())
    })
}

fn render(visit: &Visit<'_>, asked: &Asked, problems: &Problems) -> Markup {
    let title = "Erase a person";
    let said =
        format!("{}. {} asked on {}.", asked.why.words(), asked.asked_name, moment_in_words(asked.asked_at));
    let body = html! {
        h1 { (title) }
        p.q-lead { (said) }
        @match &asked.decided {
            Some((name, at)) => (Inset::new(Lang::En, format!("{} by {name}, {}.", done(asked), moment_in_words(*at)))),
            None => (Warning::new(Lang::En, "This cannot be undone, by us or by anybody. Talk to whoever asked first.").heading("Before you agree").second_level()),
        }
        (erase_words::what_goes())
        (erase_words::what_stays())
        @if asked.is_open() { (decide(visit, asked, problems)) }
    };
    Shell::new(title)
        .narrow()
        .under(&[("/admin", "Admin"), ("/admin/erasures", "People to be erased")])
        .problems(problems)
        .render(visit, body)
}

fn decide(visit: &Visit<'_>, asked: &Asked, problems: &Problems) -> Markup {
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let action = format!("/admin/erasures/{}", asked.id);
    let kept = Kept::ALL
        .iter()
        .fold(sheet.select("kept", "If it must be kept: why?").option("", "Choose"), |select, kept| {
            select.option(kept.code(), kept.words())
        });
    html! {
        (Form::post(action, visit.csrf(), visit.once()).body(html! {
            (sheet.input("typed", format!("Type the word “{WORD}” to confirm")).width(Width::Chars10))
            p { (Button::warning("Erase this person").sends("do", "erase").prevent_double_click()) }
            (kept)
            p { (Button::quiet("Keep the record").sends("do", "keep")) }
        }))
    }
}
