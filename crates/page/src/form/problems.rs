//! What is wrong with a form, in plain words, each tied to the field it is about.

use maud::{Markup, Render, html};

use crate::{Lang, Words};

/// What is wrong with what was typed, in the order of the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(Vec<(String, String)>);

impl Problems {
    /// Nothing wrong.
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds what is wrong with the field called `name`, in a sentence that says how to mend it. An empty name is about the whole form.
    pub fn add(&mut self, name: impl Into<String>, sentence: impl Into<String>) {
        self.0.push((name.into(), sentence.into()));
    }

    /// The first thing wrong with the field called `name`.
    pub fn of(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, sentence)| sentence.as_str())
    }

    /// True when nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each field's name and what is wrong with it.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, sentence)| (name.as_str(), sentence.as_str()))
    }

    /// The summary for the top of the page, or nothing.
    pub fn summary(&self, lang: Lang) -> Markup {
        let summary = self
            .iter()
            .fold(ErrorSummary::new(lang), |summary, (field, sentence)| summary.problem(field, sentence));
        if self.is_empty() {
            html! {}
        } else {
            summary.render()
        }
    }
}

impl<N: Into<String>, S: Into<String>> FromIterator<(N, S)> for Problems {
    fn from_iter<T: IntoIterator<Item = (N, S)>>(problems: T) -> Self {
        Self(problems.into_iter().map(|(name, sentence)| (name.into(), sentence.into())).collect())
    }
}

/// The box at the top of a page that lists what is wrong, each line a link to its field.
/// Pages use [`crate::Layout::problems`]; this is for the rare page that needs its own words.
pub struct ErrorSummary {
    heading: Words,
    description: Option<Words>,
    lines: Vec<(String, Words)>,
}

impl ErrorSummary {
    /// A summary headed "There is a problem".
    pub fn new(lang: Lang) -> Self {
        Self { heading: lang.phrases().problem.into(), description: None, lines: Vec::new() }
    }

    /// Another heading.
    pub fn heading(mut self, heading: impl Into<Words>) -> Self {
        self.heading = heading.into();
        self
    }

    /// A sentence before the list.
    pub fn description(mut self, description: impl Into<Words>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// One thing wrong, linked to the field with the id `field`; an empty id links nowhere.
    pub fn problem(mut self, field: impl Into<String>, sentence: impl Into<Words>) -> Self {
        self.lines.push((field.into(), sentence.into()));
        self
    }
}

impl Render for ErrorSummary {
    fn render(&self) -> Markup {
        html! {
            div.nhsuk-error-summary data-module="nhsuk-error-summary" {
                div role="alert" {
                    h2.nhsuk-error-summary__heading { (self.heading) }
                    div.nhsuk-error-summary__body {
                        @if let Some(description) = &self.description { p { (description) } }
                        @if !self.lines.is_empty() {
                            ul.nhsuk-list.nhsuk-error-summary__list {
                                @for (field, sentence) in &self.lines {
                                    li { @if field.is_empty() { (sentence) } @else { a href={ "#" (field) } { (sentence) } } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_problem_of_a_field_is_said_beside_it_and_all_are_in_the_summary() {
        let problems: Problems =
            [("name", "Enter a name"), ("", "Try again"), ("name", "Too long")].into_iter().collect();
        assert_eq!(problems.of("name"), Some("Enter a name"));
        assert_eq!(problems.of("phone"), None);
        let html = problems.summary(Lang::En).0;
        assert!(html.contains("<a href=\"#name\">Enter a name</a>") && html.contains("<li>Try again</li>"));
        assert!(Problems::none().summary(Lang::En).0.is_empty());
    }
}
