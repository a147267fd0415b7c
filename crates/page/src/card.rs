//! A white card on the paper: one thing, headed; and the few large figures that may stand at its top.

use maud::{Markup, Render, html};

use crate::{Words, words::id_from};

/// A card.
pub struct Card {
    heading: Option<String>,
    body: Markup,
    id: Option<String>,
}

impl Card {
    /// `body` under a second-level heading.
    pub fn new(heading: impl Into<String>, body: impl Render) -> Self {
        Self { heading: Some(heading.into()), body: body.render(), id: None }
    }

    /// `body` by itself: the card with the button.
    pub fn plain(body: impl Render) -> Self {
        Self { heading: None, body: body.render(), id: None }
    }

    /// An id for links to this card.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
}

impl Render for Card {
    fn render(&self) -> Markup {
        html! {
            @if let Some(heading) = &self.heading {
                @let heading_id = self.id.as_ref().map_or_else(|| id_from(heading), |id| format!("{id}-heading"));
                section.q-card id=[self.id.as_deref()] aria-labelledby=(heading_id) {
                    h2.q-card__heading id=(heading_id) { (heading) }
                    (self.body)
                }
            } @else {
                div.q-card id=[self.id.as_deref()] { (self.body) }
            }
        }
    }
}

/// A few large figures side by side, each with the words that keep it honest.
#[derive(Default)]
pub struct Figures(Vec<(Words, Words)>);

impl Figures {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// `figure` with what it counts, of how many.
    pub fn figure(mut self, figure: impl Into<Words>, meaning: impl Into<Words>) -> Self {
        self.0.push((figure.into(), meaning.into()));
        self
    }
}

impl Render for Figures {
    fn render(&self) -> Markup {
        html! {
            ul.q-figures {
                @for (figure, meaning) in &self.0 {
                    li { span.q-figures__figure { (figure) } " " span.q-figures__meaning { (meaning) } }
                }
            }
        }
    }
}

/// The one quiet line under a page's heading.
pub struct Lead(Vec<Words>);

impl Lead {
    /// One part.
    pub fn new(words: impl Into<Words>) -> Self {
        Self(vec![words.into()])
    }

    /// Another part, after a middle dot.
    pub fn and(mut self, words: impl Into<Words>) -> Self {
        self.0.push(words.into());
        self
    }
}

impl Render for Lead {
    fn render(&self) -> Markup {
        html! { p.q-lead { (crate::words::dotted(&self.0)) } }
    }
}
