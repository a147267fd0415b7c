//! More, for those who want it, behind one line.

use maud::{Markup, Render, html};

use crate::Words;

/// A line that opens to show more.
pub struct Details {
    summary: Words,
    body: Markup,
    open: bool,
}

impl Details {
    /// `body` behind `summary`.
    pub fn new(summary: impl Into<Words>, body: impl Render) -> Self {
        Self { summary: summary.into(), body: body.render(), open: false }
    }

    /// Open to begin with.
    pub fn open(mut self) -> Self {
        self.open = true;
        self
    }
}

impl Render for Details {
    fn render(&self) -> Markup {
        html! {
            details.nhsuk-details open[self.open] {
                summary.nhsuk-details__summary { span.nhsuk-details__summary-text { (self.summary) } }
                div.nhsuk-details__text { (self.body) }
            }
        }
    }
}
