//! Several fields that answer one question together, such as an address.

use maud::{Markup, Render, html};

use super::field::{Field, Size};
use crate::Words;

/// Fields under one legend.
pub struct Fieldset {
    field: Field,
    body: Markup,
}

impl Fieldset {
    /// `body` under `legend`.
    pub fn new(legend: impl Into<Words>, body: impl Render) -> Self {
        Self { field: Field::new("", legend), body: body.render() }
    }

    /// The size of the legend.
    pub fn size(mut self, size: Size) -> Self {
        self.field.size = Some(size);
        self
    }

    /// Makes the legend the page's heading.
    pub fn page_heading(mut self, size: Size) -> Self {
        self.field.size = Some(size);
        self.field.heading = true;
        self
    }
}

impl Render for Fieldset {
    fn render(&self) -> Markup {
        html! { fieldset.nhsuk-fieldset { (self.field.legend()) (self.body) } }
    }
}
