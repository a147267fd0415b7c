//! One answer on a printed scale: a row of numbers large enough for a thumb, what its two ends mean, and answers that are no
//! number. Radios underneath, so it works by keyboard, by voice and without JavaScript.

use maud::{Markup, Render, html};

use super::field::{Field, field_methods};
use crate::Words;

/// A question answered by a number.
pub struct Scale {
    field: Field,
    ends: (u8, u8),
    labels: Option<(Words, Words)>,
    others: Vec<(String, Words)>,
    chosen: String,
}

impl Scale {
    /// A question called `name` in the form and `legend` on the page, answered from the lowest number to the highest.
    pub fn new(name: impl Into<String>, legend: impl Into<Words>, lowest: u8, highest: u8) -> Self {
        Self {
            field: Field::new(name, legend),
            ends: (lowest, highest.max(lowest)),
            labels: None,
            others: Vec::new(),
            chosen: String::new(),
        }
    }

    field_methods!();

    /// What the lowest and the highest number mean.
    pub fn labels(mut self, lowest: impl Into<Words>, highest: impl Into<Words>) -> Self {
        self.labels = Some((lowest.into(), highest.into()));
        self
    }

    /// An answer that is no number: "I don't know".
    pub fn other(mut self, value: impl Into<String>, label: impl Into<Words>) -> Self {
        self.others.push((value.into(), label.into()));
        self
    }

    /// The answer chosen to begin with; an empty one chooses none.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.chosen = value.into();
        self
    }

    fn place(&self, at: usize) -> String {
        // The first has no number, so that an error summary can link to the field by its own id.
        if at == 0 { self.field.id.clone() } else { format!("{}-{}", self.field.id, at + 1) }
    }

    fn choice(&self, at: usize, value: &str, label: &Words, class: &str) -> Markup {
        let id = self.place(at);
        html! {
            div class=(class) {
                input id=(id) name=(self.field.name) type="radio" value=(value) checked[value == self.chosen];
                label for=(id) { (label) }
            }
        }
    }

    fn end(&self, value: u8) -> Option<&Words> {
        let (lowest, highest) = self.labels.as_ref()?;
        [(self.ends.0, lowest), (self.ends.1, highest)]
            .into_iter()
            .find(|(end, _)| *end == value)
            .map(|(_, words)| words)
    }
}

impl Render for Scale {
    fn render(&self) -> Markup {
        let numbers: Vec<u8> = (self.ends.0..=self.ends.1).collect();
        html! {
            div class=(self.field.group_class("q-scale")) {
                fieldset.nhsuk-fieldset aria-describedby=[self.field.described_by(None)] {
                    (self.field.legend()) (self.field.hint_and_error())
                    @if let Some((lowest, highest)) = &self.labels {
                        div.q-scale__ends aria-hidden="true" { span { (self.ends.0) ": " (lowest) } span { (self.ends.1) ": " (highest) } }
                    }
                    div.q-scale__numbers {
                        @for (at, value) in numbers.iter().enumerate() {
                            @let label = match self.end(*value) {
                                Some(words) => html! { (value) span.nhsuk-u-visually-hidden { ", " (words) } },
                                None => html! { (value) },
                            };
                            (self.choice(at, &value.to_string(), &label.into(), "q-scale__number"))
                        }
                    }
                    @if !self.others.is_empty() {
                        div.q-scale__others {
                            @for (at, (value, label)) in self.others.iter().enumerate() {
                                (self.choice(numbers.len() + at, value, label, "q-scale__other"))
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
    fn every_number_is_a_radio_with_its_label_and_what_was_chosen_stays() {
        let html = Scale::new("a-happy", "How happy?", 0, 10)
            .labels("Not at all happy", "Completely happy")
            .other("refused", "I would rather not say")
            .value("7")
            .render()
            .0;
        assert_eq!(html.matches("type=\"radio\"").count(), 12);
        assert!(html.contains("value=\"7\" checked"));
        assert!(html.contains(
            "<label for=\"a-happy\">0<span class=\"nhsuk-u-visually-hidden\">, Not at all happy</span>"
        ));
        assert_eq!(html.matches("checked").count(), 1);
    }

    #[test]
    fn a_scale_of_one_is_no_panic() {
        assert_eq!(Scale::new("x", "X", 5, 3).render().0.matches("type=\"radio\"").count(), 1);
    }
}
