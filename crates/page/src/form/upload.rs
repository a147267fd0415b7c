//! A file from someone's own computer or phone. Its form must be [`crate::Form::multipart`].

use maud::{Markup, Render, html};

use super::field::{Field, field_methods};
use crate::Words;

/// A box to choose files with.
pub struct FileUpload {
    field: Field,
    accept: Option<&'static str>,
    multiple: bool,
}

impl FileUpload {
    /// A box called `name` in the form and `label` on the page.
    pub fn new(name: impl Into<String>, label: impl Into<Words>) -> Self {
        Self { field: Field::new(name, label), accept: None, multiple: false }
    }

    field_methods!();

    /// The kinds of file to offer, such as ".csv,text/csv". A hint to the browser, not a check.
    pub fn accept(mut self, accept: &'static str) -> Self {
        self.accept = Some(accept);
        self
    }

    /// More than one file may be chosen.
    pub fn multiple(mut self) -> Self {
        self.multiple = true;
        self
    }
}

impl Render for FileUpload {
    fn render(&self) -> Markup {
        let field = &self.field;
        // The browser's own chooser: it speaks the browser's language and needs no script.
        html! {
            div class=(field.group_class("nhsuk-file-upload")) {
                (field.label()) (field.hint_and_error())
                input.nhsuk-file-upload__input id=(field.id) name=(field.name) type="file" multiple[self.multiple]
                    aria-describedby=[field.described_by(None)] accept=[self.accept];
            }
        }
    }
}
