//! Choosing for a sheet: a box beside each thing found, and a button under the list. What is
//! ticked goes in the address, and so from page to page and from question to question.

use find::Hit;
use maud::{Markup, Render, html};
use page::{Button, Form, Hidden};

use crate::directory::finding::{ForWhom, with_address};
use crate::directory::{Asked, DirectoryEntry};
use crate::web::{Visit, say};

/// The list of results as a form: whatever is ticked goes on the sheet.
pub(in crate::directory) fn choosing(
    visit: &Visit<'_>,
    asked: &Asked,
    results: &[(Hit, DirectoryEntry)],
    whom: Option<&ForWhom>,
    list: &Markup,
) -> Markup {
    let word = |key: &str| say(visit.lang, key, &[]);
    let here = |id: &str| results.iter().any(|(_, entry)| entry.id.to_string() == id);
    // What is ticked on this page stands in its own boxes; the rest is carried along.
    let carried: Vec<(&str, String)> =
        asked.fields().into_iter().filter(|(name, value)| *name != "sheet" || !here(value)).collect();
    Form::get("/find/sheet")
        .label(word("sheet-form"))
        .body(html! {
            @for (name, value) in &carried { (Hidden::new(*name, value.as_str())) }
            @if let Some(whom) = whom { (Hidden::new("journey", whom.journey.as_str())) }
            (waiting(visit, asked, whom))
            (list)
            div.q-actions.q-found__sheet {
                (Button::quiet(word("sheet-make")))
                button.nhsuk-button.nhsuk-button--secondary data-module="nhsuk-button" type="submit" formaction="/find" {
                    (word("sheet-keep"))
                }
            }
        })
        .render()
}

/// What is on the sheet already, and the way to it. Nothing while it is empty.
pub(in crate::directory) fn waiting(visit: &Visit<'_>, asked: &Asked, whom: Option<&ForWhom>) -> Markup {
    if asked.sheet.is_empty() {
        return html! {};
    }
    let n = asked.sheet.len().to_string();
    html! {
        p.q-sheet-waiting {
            (say(visit.lang, "sheet-waiting", &[("n", &n)])) " "
            a href=(with_address("/find/sheet", asked, whom, asked.page)) { (say(visit.lang, "sheet-see", &[])) }
        }
    }
}
