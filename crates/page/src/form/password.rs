//! A password, with a button to see it. What was typed is never sent back. The script knows the button's words in each language.

use maud::{Markup, Render, html};

use super::field::{Field, classes, field_methods};
use crate::Words;

/// A box for a password.
pub struct PasswordInput {
    field: Field,
    autocomplete: &'static str,
}

impl PasswordInput {
    /// The password someone has.
    pub fn new(name: impl Into<String>, label: impl Into<Words>) -> Self {
        Self { field: Field::new(name, label), autocomplete: "current-password" }
    }

    /// A password being chosen: the browser offers to make one.
    pub fn choosing(name: impl Into<String>, label: impl Into<Words>) -> Self {
        Self { autocomplete: "new-password", ..Self::new(name, label) }
    }

    field_methods!();
}

impl Render for PasswordInput {
    fn render(&self) -> Markup {
        let (field, phrases) = (&self.field, self.field.lang.phrases());
        let class = classes(&[
            &field.control_class("nhsuk-input"),
            "nhsuk-password-input__input",
            "nhsuk-js-password-input-input",
        ]);
        html! {
            div class=(field.group_class("nhsuk-password-input")) data-module="nhsuk-password-input" {
                (field.label()) (field.hint_and_error())
                div.nhsuk-input-wrapper {
                    input class=(class) id=(field.id) name=(field.name) type="password" spellcheck="false"
                        aria-describedby=[field.described_by(None)] autocomplete=(self.autocomplete) autocapitalize="none";
                    button.nhsuk-button.nhsuk-button--secondary.nhsuk-button--small.nhsuk-password-input__toggle.nhsuk-js-password-input-toggle
                        data-module="nhsuk-button" type="button" aria-label=(phrases.show_password)
                        aria-controls=(field.id) hidden { (phrases.show) }
                }
            }
        }
    }
}
