//! One answer from a long list. Radios are kinder when there are fewer than eight.

use maud::{Markup, Render, html};

use super::field::{Field, classes, field_methods};
use crate::Words;

/// A drop-down list.
pub struct Select {
    field: Field,
    options: Vec<(String, Words)>,
    value: String,
    disabled: bool,
}

impl Select {
    /// A list called `name` in the form and `label` on the page.
    pub fn new(name: impl Into<String>, label: impl Into<Words>) -> Self {
        Self { field: Field::new(name, label), options: Vec::new(), value: String::new(), disabled: false }
    }

    field_methods!();

    /// One more answer, sent as `value` and read as `label`. An empty value is the "choose one" line.
    pub fn option(mut self, value: impl Into<String>, label: impl Into<Words>) -> Self {
        self.options.push((value.into(), label.into()));
        self
    }

    /// More answers.
    pub fn options<V: Into<String>, L: Into<Words>>(
        mut self,
        options: impl IntoIterator<Item = (V, L)>,
    ) -> Self {
        self.options.extend(options.into_iter().map(|(value, label)| (value.into(), label.into())));
        self
    }

    /// The answer chosen to begin with.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// Shown and not to be changed.
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }
}

impl Render for Select {
    fn render(&self) -> Markup {
        let field = &self.field;
        html! {
            div class=(field.group_class("")) {
                (field.label()) (field.hint_and_error())
                select class=(classes(&[&field.control_class("nhsuk-select")])) id=(field.id) name=(field.name)
                    disabled[self.disabled] aria-describedby=[field.described_by(None)] {
                    @for (value, label) in &self.options {
                        option value=(value) selected[!self.value.is_empty() && *value == self.value] { (label) }
                    }
                }
            }
        }
    }
}
