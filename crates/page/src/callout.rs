//! Words set apart: an inset, a warning, and the caution that belongs to a number.

use maud::{Markup, Render, html};

use crate::{Lang, Words, words::unseen};

/// Words set apart from the text round them.
pub struct Inset {
    lang: Lang,
    body: Markup,
}

impl Inset {
    /// A paragraph set apart.
    pub fn new(lang: Lang, words: impl Into<Words>) -> Self {
        let words = words.into();
        Self { lang, body: html! { p { (words) } } }
    }

    /// Markup set apart.
    pub fn body(lang: Lang, body: impl Render) -> Self {
        Self { lang, body: body.render() }
    }
}

impl Render for Inset {
    fn render(&self) -> Markup {
        let said = format!("{} ", self.lang.phrases().information);
        html! { div.nhsuk-inset-text { (unseen(&said)) (self.body) } }
    }
}

/// Something that must not be missed, such as what to know before a visit.
pub struct Warning {
    lang: Lang,
    heading: Option<Words>,
    level: u8,
    body: Markup,
}

impl Warning {
    /// `words` under the heading "Important".
    pub fn new(lang: Lang, words: impl Into<Words>) -> Self {
        let words = words.into();
        Self { lang, heading: None, level: 3, body: html! { p.nhsuk-card__description { (words) } } }
    }

    /// Another heading; a screen reader still says "Important" before it.
    pub fn heading(mut self, heading: impl Into<Words>) -> Self {
        self.heading = Some(heading.into());
        self
    }

    /// A second-level heading, where the warning stands right under the page's own.
    pub fn second_level(mut self) -> Self {
        self.level = 2;
        self
    }

    /// Markup in place of the paragraph.
    pub fn body(mut self, body: impl Render) -> Self {
        self.body = body.render();
        self
    }
}

impl Render for Warning {
    fn render(&self) -> Markup {
        let important = self.lang.phrases().important;
        let heading = html! {
            @if let Some(heading) = &self.heading {
                // One text role, or some readers say the two halves as two headings.
                span role="text" { (unseen(&format!("{important}: "))) (heading) }
            } @else { (important) }
        };
        html! {
            div.nhsuk-card.nhsuk-card--warning {
                div.nhsuk-card__content {
                    @if self.level == 2 { h2.nhsuk-card__heading { (heading) } }
                    @else { h3.nhsuk-card__heading { (heading) } }
                    (self.body)
                }
            }
        }
    }
}

/// What keeps a number honest, in ochre beside the number it belongs to.
pub struct Caution(Words);

impl Caution {
    /// A sentence or two: what is missing, what it may not mean.
    pub fn new(words: impl Into<Words>) -> Self {
        Self(words.into())
    }
}

impl Render for Caution {
    fn render(&self) -> Markup {
        html! { p.q-caution { (self.0) } }
    }
}
