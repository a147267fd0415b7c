//! Questions and their answers, each with a link to change it: the page before sending, the page about a person.

use maud::{Markup, Render, html};

use crate::{Words, words::unseen};

/// A link at the end of a row. `about` is read by a screen reader after the words: "Change" + "name".
pub struct Action {
    href: String,
    words: Words,
    about: String,
}

impl Action {
    /// `words` that lead to `href`, about something: `Action::new("/change", "Change", "name")`.
    pub fn new(href: impl Into<String>, words: impl Into<Words>, about: impl Into<String>) -> Self {
        Self { href: href.into(), words: words.into(), about: about.into() }
    }
}

impl Render for Action {
    fn render(&self) -> Markup {
        html! { a.nhsuk-link href=(self.href) { (self.words) (unseen(&format!(" {}", self.about))) } }
    }
}

/// Questions and their answers.
#[derive(Default)]
pub struct SummaryList {
    rows: Vec<(Words, Words, Vec<Action>)>,
    plain: bool,
}

impl SummaryList {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// An answer.
    pub fn row(mut self, key: impl Into<Words>, value: impl Into<Words>) -> Self {
        self.rows.push((key.into(), value.into(), Vec::new()));
        self
    }

    /// An answer, when there is one.
    pub fn row_if<V: Into<Words>>(self, key: impl Into<Words>, value: Option<V>) -> Self {
        match value {
            Some(value) => self.row(key, value),
            None => self,
        }
    }

    /// An answer with links.
    pub fn row_with(
        mut self,
        key: impl Into<Words>,
        value: impl Into<Words>,
        actions: impl IntoIterator<Item = Action>,
    ) -> Self {
        self.rows.push((key.into(), value.into(), actions.into_iter().collect()));
        self
    }

    /// Without lines between.
    pub fn without_border(mut self) -> Self {
        self.plain = true;
        self
    }
}

impl Render for SummaryList {
    fn render(&self) -> Markup {
        let any = self.rows.iter().any(|(_, _, actions)| !actions.is_empty());
        html! {
            dl class={ "nhsuk-summary-list" @if self.plain { " nhsuk-summary-list--no-border" } } {
                @for (key, value, actions) in &self.rows {
                    div class={ "nhsuk-summary-list__row" @if any && actions.is_empty() { " nhsuk-summary-list__row--no-actions" } } {
                        dt.nhsuk-summary-list__key { (key) }
                        dd.nhsuk-summary-list__value { (value) }
                        @if let [action] = actions.as_slice() {
                            dd.nhsuk-summary-list__actions { (action) }
                        } @else if !actions.is_empty() {
                            dd.nhsuk-summary-list__actions {
                                ul.nhsuk-summary-list__actions-list {
                                    @for action in actions { li.nhsuk-summary-list__actions-list-item { (action) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
