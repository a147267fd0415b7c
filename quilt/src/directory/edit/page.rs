//! The page on which somebody who keeps the directory edits an entry.

use maud::{Markup, html};
use page::{Button, Form, Hidden, Inset, Lang, Problems, Sheet};

use super::merge::{Merged, merged};
use super::{beside, form};
use crate::directory::layer::{
    Checked, Editing, Hand, How, Opened, Rang, Version, as_typed, checked, edit, open, versions,
};
use crate::directory::{ServiceId, WrongReport, report_wrong};
use crate::refusal::Refusal;
use crate::web::{Answer, Fields, Shell, Visit};

/// The longest reason taken, in characters.
const LONGEST_WHY: usize = 500;

struct Opening {
    id: ServiceId,
    opened: Opened,
    versions: Vec<Version>,
    reports: Vec<WrongReport>,
    publisher: Option<String>,
}

fn opening(visit: &Visit<'_>) -> Result<Opening, Refusal> {
    let id: ServiceId = visit.param("service")?;
    visit.read("open an entry to edit", |tx| {
        let opened = open(tx, visit.area(), id)?;
        let publisher = match opened.entry.feed {
            Some(feed) => crate::directory::layer::feed_name(tx, visit.area(), feed)?,
            None => None,
        };
        let versions = versions(tx, visit.area(), id)?;
        Ok(Opening {
            id,
            opened,
            versions,
            reports: report_wrong::unsettled(tx, visit.area(), id)?,
            publisher,
        })
    })
}

/// GET `/find/{service}/edit`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opening = opening(visit)?;
    let mut typed = as_typed(Lang::En, &opening.opened.known);
    typed.put("settles", "yes");
    Ok(Answer::page(render(visit, &opening, &typed, &Problems::none(), None)))
}

fn render(
    visit: &Visit<'_>,
    opening: &Opening,
    typed: &Fields,
    problems: &Problems,
    beside: Option<Markup>,
) -> Markup {
    let entry = &opening.opened.entry;
    let typed = typed.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let form = Form::post(visit.path.as_str(), visit.csrf(), visit.once()).body(html! {
        (Hidden::new("version", entry.version.to_string()))
        (form::fields(&sheet))
        h2 { "How you know" }
        (sheet.input("why", "Why is it changed?").hint("Like: rang them on Monday, spoke to Jean. It goes to the publisher with the correction.").optional())
        (sheet.checkboxes("asked", "The rest").option("yes", "I asked them: all the rest is right").small().optional())
        @if !opening.reports.is_empty() {
            (sheet.checkboxes("settles", "Somebody said it is wrong").option("yes", "This settles what was said").small().optional())
        }
        (Button::new("Save"))
    });
    let href = format!("/find/{}", opening.id);
    let body = html! {
        h1 { "Correct " (entry.name) }
        @if let Some(beside) = beside { (beside) }
        @for report in &opening.reports {
            (Inset::new(Lang::En, format!("Somebody says: “{}”", report.words)))
        }
        @match &opening.publisher {
            Some(feed) => { p.q-lead { "This comes from " strong { (feed) } ". What you change lies on top of it, is shown here from now on, and can be sent back to them." } }
            None => { p.q-lead { "This was written here. Every version is kept." } }
        }
        (form)
        p { a href=(href) { "Go back without changing anything" } }
    };
    Shell::new(format!("Correct {}", entry.name))
        .narrow()
        .under(&[("/find", "Find"), (&href, &entry.name)])
        .problems(problems)
        .render(visit, body)
}

/// POST `/find/{service}/edit`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: ServiceId = visit.param("service")?;
    let number: i64 = visit.form.get("version").parse().unwrap_or(0);
    let opening = opening(visit)?;
    let mut read = merged(Lang::En, &visit.form, &opening.opened.known, &opening.versions, number);
    if visit.form.get("why").chars().count() > LONGEST_WHY {
        let problem = ("why", "Write no more than 500 characters.");
        match &mut read {
            Err(problems) => problems.add(problem.0, problem.1),
            Ok(_) => read = Err([problem].into_iter().collect()),
        }
    }
    let merged = match read {
        Ok(merged) => merged,
        Err(problems) => return Ok(Answer::again(render(visit, &opening, &visit.form, &problems, None))),
    };
    if !merged.clashes.is_empty() {
        return Ok(clash(visit, &opening, &merged));
    }
    let version = opening.opened.entry.version;
    let why = visit.form.some("why").map(str::to_owned);
    let editing = Editing { facts: merged.facts, why, hand: Hand::Team, undoes: None };
    visit.submit("edit an entry", |tx| {
        edit(tx, &visit.actor, &visit.now, id, version, &editing)?;
        if visit.form.ticked("asked") {
            checked(tx, &visit.actor, &visit.now, id, Checked { how: How::Rang(Rang::Right) })?;
        }
        if visit.form.ticked("settles") {
            for report in report_wrong::unsettled(tx, visit.area(), id)? {
                report_wrong::settle(tx, &visit.actor, &visit.now, id, report.id)?;
            }
        }
        Ok(format!("/find/{id}"))
    })
}

fn clash(visit: &Visit<'_>, opening: &Opening, merged: &Merged) -> Answer {
    let known = &opening.opened.known;
    let notice = beside::notice(visit, Lang::En, known, &merged.facts, &merged.clashes);
    let typed = beside::again(Lang::En, known, &merged.facts, &visit.form);
    let markup = render(visit, opening, &typed, &Problems::none(), Some(notice));
    Answer::Page { status: axum::http::StatusCode::CONFLICT, markup }
}
