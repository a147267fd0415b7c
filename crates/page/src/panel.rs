//! The end of something: "Thank you. We have your referral."

use maud::{Markup, Render, html};

use crate::Words;

/// A confirmation, whose heading is the page's.
pub struct Panel {
    heading: Words,
    body: Markup,
    level: u8,
}

impl Panel {
    /// `heading` over `body`; the body is often a reference.
    pub fn new(heading: impl Into<Words>, body: impl Into<Words>) -> Self {
        Self { heading: heading.into(), body: body.into().render(), level: 1 }
    }

    /// A second-level heading, when the page has another.
    pub fn second_level(mut self) -> Self {
        self.level = 2;
        self
    }
}

impl Render for Panel {
    fn render(&self) -> Markup {
        html! {
            div.nhsuk-panel {
                @if self.level == 1 { h1.nhsuk-panel__heading { (self.heading) } }
                @else { h2.nhsuk-panel__heading { (self.heading) } }
                div.nhsuk-panel__body { (self.body) }
            }
        }
    }
}
