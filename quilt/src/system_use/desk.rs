//! `/admin/use`: taking in the files of what people used, looked at first, and forgetting them.

use std::io::Cursor;

use maud::{Markup, html};
use page::{Button, Card, Caution, FileUpload, Form, Hidden, Lang, Problems, Row, Rows, SummaryList, text};

use super::store::{self, Held, Imported};
use super::{Report, Taken, forget, import};
use crate::moment::local;
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// The largest file taken in on this page, in bytes: it travels three times. Larger ones are for
/// the command line.
const LARGEST: usize = 2 * 1024 * 1024;

struct Seen {
    held: Held,
    mark: Option<String>,
    imports: Vec<Imported>,
}

/// GET `/admin/use`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    render(visit, None, &Problems::none()).map(Answer::page)
}

fn render(
    visit: &Visit<'_>,
    looked_at: Option<(&Report, &str)>,
    problems: &Problems,
) -> Result<Markup, Refusal> {
    let seen = visit.read("see what use was taken in", |tx| {
        let area = visit.area();
        Ok(Seen {
            held: store::select_held(tx, area)?,
            mark: store::select_mark(tx, area)?,
            imports: store::select_imports(tx, area)?,
        })
    })?;
    let body = html! {
        h1 { "What people used" }
        p.q-lead { "GP appointments, A&E visits and admissions by month, without any NHS number. Shown only as numbers about many people." }
        @match looked_at {
            Some((report, text)) => (look(visit, report, text)),
            None => (choose_file(visit, problems)),
        }
        (Card::new("What is here", standing(&seen)))
        (Card::new("Taken in lately", Rows::new(seen.imports.iter().map(row).collect::<Vec<_>>(), "Nothing yet.")))
        @if seen.mark.is_some() {
            (Card::new("Forget it", html! {
                p { "Removes every line and the list of who began when. Needed before files made with another salt can be taken in." }
                (Form::post("/admin/use", visit.csrf(), visit.once()).body(html! {
                    (Hidden::new("do", "forget"))
                    (Button::warning("Forget all of it"))
                }))
            }).id("forget"))
        }
    };
    Ok(Shell::new("What people used").under(&[("/admin", "Admin")]).problems(problems).render(visit, body))
}

fn choose_file(visit: &Visit<'_>, problems: &Problems) -> Card {
    let upload = FileUpload::new("file", "A file made by “quilt pseudonymise”")
        .hint("Up to 2 MB. Larger files are taken in on the command line: quilt import use FILE.")
        .accept(".csv,text/csv")
        .error(problems.of("file"));
    let form = Form::post("/admin/use", visit.csrf(), visit.once()).multipart().body(html! {
        (Hidden::new("do", "look"))
        (upload)
        (Button::new("Look at it first"))
    });
    Card::new("Take in a file", form).id("take-in")
}

/// What would come of it, and the question.
fn look(visit: &Visit<'_>, report: &Report, text: &str) -> Card {
    let body = html! {
        ul { @for sentence in report.sentences() { li { (sentence) } } }
        @if report.is_clean() {
            p { (report.summary()) }
            (Form::post("/admin/use", visit.csrf(), visit.once()).body(html! {
                (Hidden::new("do", "keep"))
                (Hidden::new("text", text))
                (Button::new("Keep it"))
            }))
        } @else {
            (Caution::new(report.summary()))
        }
        p { a href="/admin/use" { "Another file" } }
    };
    Card::new("What is in this file", body).id("look")
}

fn standing(seen: &Seen) -> SummaryList {
    let months = seen
        .held
        .months
        .map_or_else(|| "None".to_owned(), |(first, last)| format!("{} to {}", first.words(), last.words()));
    let count = |n: i64| text::number(n.unsigned_abs());
    SummaryList::new()
        .row(
            "Salt",
            seen.mark
                .clone()
                .map_or_else(|| "None yet: the first file decides".to_owned(), |it| format!("Mark {it}")),
        )
        .row("Months", months)
        .row("People whose journey began", count(seen.held.begun))
        .row("People to compare with", count(seen.held.compares))
}

fn row(imported: &Imported) -> Row {
    let at = local(imported.at);
    let what = match imported.what.as_str() {
        "starts" => format!("{} people whose journey began", text::number(imported.people.unsigned_abs())),
        _ => format!(
            "{} lines of {} people",
            text::number(imported.rows.unsigned_abs()),
            text::number(imported.people.unsigned_abs())
        ),
    };
    let row = Row::new(what)
        .when(at.date().to_string(), text::date(Lang::En, at.date(), 0))
        .under(imported.by_name.as_str());
    match imported.months {
        Some((first, last)) => row.under(format!("{} to {}", first.words(), last.words())),
        None => row,
    }
}

/// POST `/admin/use`: look at a file, keep it, or forget everything.
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    match visit.form.get("do") {
        "look" => look_at(visit, visit.form.get("file")),
        "keep" => keep(visit, visit.form.get("text")),
        "forget" => visit.submit("forget what people used", |tx| {
            forget(tx, &visit.actor, &visit.now)?;
            Ok("/admin/use".into())
        }),
        _ => {
            let problems = [("file", "Choose a file first.")].into_iter().collect();
            Ok(Answer::again(render(visit, None, &problems)?))
        }
    }
}

fn look_at(visit: &Visit<'_>, text: &str) -> Result<Answer, Refusal> {
    if text.is_empty() || text.len() > LARGEST {
        let sentence = if text.is_empty() {
            "Choose a file first."
        } else {
            "This file is larger than 2 MB: take it in on the command line."
        };
        let problems = [("file", sentence)].into_iter().collect();
        return Ok(Answer::again(render(visit, None, &problems)?));
    }
    match run(visit, Taken::Previewed, text) {
        Ok(report) => render(visit, Some((&report, text)), &Problems::none()).map(Answer::page),
        Err(Refusal::Invalid(problems)) => Ok(Answer::again(render(visit, None, &problems)?)),
        Err(other) => Err(other),
    }
}

fn keep(visit: &Visit<'_>, text: &str) -> Result<Answer, Refusal> {
    // The same file twice is the same as once: a double click does no harm.
    match run(visit, Taken::Kept, text) {
        Ok(report) if report.kept => Ok(Answer::redirect("/admin/use")),
        Ok(report) => Ok(Answer::again(render(visit, Some((&report, text)), &Problems::none())?)),
        Err(Refusal::Invalid(problems)) => Ok(Answer::again(render(visit, None, &problems)?)),
        Err(other) => Err(other),
    }
}

fn run(visit: &Visit<'_>, taken: Taken, text: &str) -> Result<Report, Refusal> {
    import(&visit.app.db, &visit.actor, &visit.now, taken, || Ok(Cursor::new(text.as_bytes())))
}
