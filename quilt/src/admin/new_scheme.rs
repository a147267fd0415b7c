//! `/admin/schemes/new`: founding a scheme.

use maud::{Markup, html};
use page::{Button, Form, Lang, Problems, Sheet, Width};

use crate::refusal::Refusal;
use crate::settings::{NewScheme, PostcodeGiven, SchemeKind, found_scheme};
use crate::web::{Answer, Fields, Shell, Visit};

pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Ok(Answer::page(render(visit, &Problems::none())))
}

pub(super) fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let new = match read(&visit.form) {
        Ok(new) => new,
        Err(problems) => return Ok(Answer::again(render(visit, &problems))),
    };
    visit.submit("found a scheme", |tx| {
        found_scheme(tx, &visit.actor, &visit.now, new.clone())?;
        Ok("/admin/schemes".into())
    })
}

fn render(visit: &Visit<'_>, problems: &Problems) -> Markup {
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let kinds = sheet.radios("kind", "What kind of scheme is it?");
    let form = Form::post("/admin/schemes/new", visit.csrf(), visit.once()).body(html! {
        (sheet.input("name", "Its name"))
        (SchemeKind::ALL.iter().fold(kinds, |radios, kind| radios.option(kind.code(), kind.words())))
        (sheet.textarea("about", "What it is, as people read it").rows(3).optional())
        (sheet.input("term", "What its link workers are called").hint("Left empty: link worker. For example: village agent.").optional())
        (sheet.whole_number("weeks", "How many weeks a journey lasts").hint("Left empty: 12.").width(Width::Chars4).optional())
        (sheet.whole_number("caseload", "How many people one of them walks beside at once, at most").hint("Left empty: 30.").width(Width::Chars4).optional())
        (sheet.textarea("towns", "The towns and villages it looks after").hint("One on each line.").rows(4).optional())
        (sheet.input("postcode", "Its postcode").width(Width::Chars10).optional())
        (sheet.phone("phone", "Telephone").optional())
        (sheet.email("email", "E-mail").hint("New referrals are told to this address, without names.").optional())
        (Button::new("Found the scheme"))
    });
    let body = html! { h1 { "Found a scheme" } (form) };
    Shell::new("Found a scheme")
        .under(&[("/admin", "Admin"), ("/admin/schemes", "Schemes")])
        .narrow()
        .problems(problems)
        .render(visit, body)
}

/// Reads the form.
///
/// # Errors
/// What is wrong, field by field.
fn read(fields: &Fields) -> Result<NewScheme, Problems> {
    let mut problems = Problems::none();
    if fields.get("name").is_empty() {
        problems.add("name", "Give the scheme a name.");
    }
    let kind = SchemeKind::parse(fields.get("kind"));
    if kind.is_none() {
        problems.add("kind", "Choose what kind of scheme it is.");
    }
    let mut number = |field: &str, usual: i64, most: i64| match fields.some(field) {
        None => usual,
        Some(typed) => typed.parse().ok().filter(|n| (1..=most).contains(n)).unwrap_or_else(|| {
            problems.add(field, format!("Write a whole number from 1 to {most}."));
            usual
        }),
    };
    let (weeks, caseload) = (number("weeks", 12, 104), number("caseload", 30, 200));
    let postcode = PostcodeGiven::parse(fields.get("postcode")).unwrap_or_else(|sentence| {
        problems.add("postcode", sentence);
        PostcodeGiven::NotGiven
    });
    let own = |field: &str| fields.some(field).map(str::to_owned);
    match kind {
        Some(kind) if problems.is_empty() => Ok(NewScheme {
            name: fields.get("name").to_owned(),
            kind,
            about: fields.get("about").to_owned(),
            worker_term: own("term").unwrap_or_else(|| "link worker".into()),
            weeks,
            caseload,
            phone: own("phone"),
            email: own("email"),
            postcode: postcode.stored().map(str::to_owned),
            towns: fields
                .get("towns")
                .lines()
                .map(str::trim)
                .filter(|t| !t.is_empty())
                .map(str::to_owned)
                .collect(),
        }),
        _ => Err(problems),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_a_kind_are_enough() {
        let new = read(&Fields::of(&[
            ("name", "Levels"),
            ("kind", "charity"),
            ("towns", "Street\n\nGlastonbury "),
        ]))
        .unwrap();
        assert_eq!((new.weeks, new.caseload, new.worker_term.as_str()), (12, 30, "link worker"));
        assert_eq!(new.towns, ["Street", "Glastonbury"]);
    }

    #[test]
    fn what_is_wrong_is_said_beside_its_field() {
        for (field, value) in
            [("name", ""), ("kind", "blanket"), ("weeks", "-3"), ("caseload", "many"), ("postcode", "x")]
        {
            let mut fields = Fields::of(&[("name", "Levels"), ("kind", "charity")]);
            fields.put(field, value);
            assert!(read(&fields).err().unwrap().of(field).is_some(), "{field}");
        }
    }
}
