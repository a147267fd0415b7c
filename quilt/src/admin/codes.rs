//! `/admin/codes`: the four lists of the minimum dataset. What a choice is called, where it stands, whether it is still
//! offered, and its SNOMED CT code, where somebody here has it.

use maud::{Markup, html};
use page::{
    Button, Card, Checkboxes, Column, Form, Hidden, Inset, Lang, Problems, Row, Rows, Sheet, Table, Tag,
    Typed, Width,
};

use super::under_admin;
use crate::refusal::Refusal;
use crate::settings::{Coded, CodedList, coded, keep_coded};
use crate::web::{Answer, Fields, Shell, Visit};

/// GET `/admin/codes`
pub(super) fn lists(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let counted = visit.read("count the codes", |tx| {
        CodedList::ALL
            .iter()
            .map(|list| Ok((*list, coded(tx, visit.area(), *list)?)))
            .collect::<Result<Vec<_>, Refusal>>()
    })?;
    let rows = counted.iter().map(|(list, all)| {
        let with = all.iter().filter(|one| one.snomed.is_some()).count();
        let under = format!("{} choices, {with} with a SNOMED CT code", all.len());
        Row::new(list.words()).href(format!("/admin/codes/{}", list.code())).under(under)
    });
    let body = html! {
        p { "The social prescribing minimum dataset is four lists of codes. The national ones are given on request by NHS England and are not published, so they are not in Quilt: only codes seen in open sources are filled in. Whoever has the lists can enter the rest here." }
        (Rows::new(rows, ""))
        p { "The lists go out with every export, in the table " a href="/exports" { "codes" } "." }
    };
    Ok(under_admin(visit, "Lists of codes", body))
}

/// GET `/admin/codes/{list}?code=`
pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let list = list_of(visit)?;
    let all = visit.read("read a list of codes", |tx| coded(tx, visit.area(), list))?;
    let chosen = visit.query.some("code").and_then(|code| all.iter().find(|one| one.code == code));
    let typed = chosen.map(typed).unwrap_or_default();
    let new = chosen.is_none();
    Ok(Answer::page(render(visit, list, &all, &typed, new, &Problems::none())))
}

/// POST `/admin/codes/{list}`
pub(super) fn keep(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let list = list_of(visit)?;
    let again = |problems: &Problems| {
        let all = visit.read("read a list of codes", |tx| coded(tx, visit.area(), list))?;
        let new = !all.iter().any(|one| one.code == visit.form.get("code"));
        Ok(Answer::again(render(visit, list, &all, &visit.form.as_typed(), new, problems)))
    };
    let choice = match read(&visit.form) {
        Ok(choice) => choice,
        Err(problems) => return again(&problems),
    };
    let kept = visit.submit("keep a code", |tx| {
        keep_coded(tx, &visit.actor, &visit.now, list, &choice)?;
        Ok(format!("/admin/codes/{}", list.code()))
    });
    match kept {
        Err(Refusal::Invalid(problems)) => again(&problems),
        other => other,
    }
}

fn list_of(visit: &Visit<'_>) -> Result<CodedList, Refusal> {
    CodedList::parse(visit.text_param("list")).ok_or_else(Refusal::not_found)
}

fn typed(one: &Coded) -> Typed {
    let mut fields = vec![
        ("code".to_owned(), one.code.clone()),
        ("label".to_owned(), one.label.clone()),
        ("position".to_owned(), one.position.to_string()),
        ("snomed".to_owned(), one.snomed.clone().unwrap_or_default()),
    ];
    if one.in_use {
        fields.push(("in_use".to_owned(), "yes".to_owned()));
    }
    Typed::from(fields)
}

fn read(fields: &Fields) -> Result<Coded, Problems> {
    let position = match fields.some("position") {
        None => 0,
        Some(typed) => typed
            .parse()
            .map_err(|_| [("position", "Give a place from 0 to 9999.")].into_iter().collect::<Problems>())?,
    };
    Ok(Coded {
        code: fields.get("code").to_owned(),
        label: fields.get("label").to_owned(),
        position,
        in_use: fields.ticked("in_use"),
        snomed: fields
            .some("snomed")
            .map(|code| code.chars().filter(|letter| !letter.is_whitespace()).collect()),
    })
}

fn render(
    visit: &Visit<'_>,
    list: CodedList,
    all: &[Coded],
    typed: &Typed,
    new: bool,
    problems: &Problems,
) -> Markup {
    let address = |code: &str| format!("/admin/codes/{}?code={code}#change", list.code());
    let table = Table::new(list.words())
        .caption_unseen()
        .columns([Column::text("Choice"), Column::text("Code"), Column::text("SNOMED CT"), Column::text("Offered")])
        .rows(all.iter().map(|one| {
            [
                html! { a href=(address(&one.code)) { (one.label) } },
                html! { (one.code) },
                html! { @match &one.snomed { Some(code) => { (code) } None => { span.q-quiet { "none confirmed" } } } },
                html! { @if one.in_use { "yes" } @else { (Tag::plain("no longer")) } },
            ]
        }));
    let body = html! {
        h1 { (list.words()) }
        (Card::new("As it stands", table))
        @if !new || list.grows() { (Card::new(if new { "Add a choice" } else { "Change a choice" }, form(visit, list, typed, new, problems)).id("change")) }
        @else { (Inset::new(Lang::En, "Choose one above to change what it is called, its place or its code. The program itself tells these apart, so none can be added.")) }
    };
    Shell::new(list.words())
        .under(&[("/admin", "Admin"), ("/admin/codes", "Lists of codes")])
        .problems(problems)
        .render(visit, body)
}

fn form(visit: &Visit<'_>, list: CodedList, typed: &Typed, new: bool, problems: &Problems) -> Markup {
    let sheet = Sheet::new(Lang::En, typed, problems);
    let code = typed.get("code").to_owned();
    let form = Form::post(format!("/admin/codes/{}", list.code()), visit.csrf(), visit.once()).body(html! {
        @if new {
            (sheet.input("code", "Code").hint("The word other programs read, for ever. Small letters: pets, or low_income.").width(Width::Chars20))
        } @else {
            (Hidden::new("code", code.clone()))
            p { "Code: " strong { (code) } }
        }
        (sheet.input("label", "What it is called"))
        (sheet.whole_number("position", "Its place in the list").hint("Smaller numbers come first.").width(Width::Chars4).optional())
        (sheet.input("snomed", "SNOMED CT concept").hint("6 to 18 digits. Leave it empty unless you have it from somebody who is sure.").width(Width::Chars20).optional())
        (offered(typed, new))
        (Button::new("Keep it"))
    });
    html! { (form) }
}

fn offered(typed: &Typed, new: bool) -> Checkboxes {
    let ticked = (new || typed.get("in_use") == "yes").then_some("yes");
    Checkboxes::new("in_use", "Offered").option("yes", "Still offered").values(ticked)
}
