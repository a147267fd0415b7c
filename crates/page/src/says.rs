//! The person's own words, first on the page and never paraphrased.

use maud::{Markup, Render, html};

use crate::Words;

/// A quotation, with where and when it was said.
pub struct Says {
    words: Words,
    source: Option<Words>,
}

impl Says {
    /// `words` as the person said them; the quotation marks are drawn round them.
    pub fn new(words: impl Into<Words>) -> Self {
        Self { words: words.into(), source: None }
    }

    /// Who said it, when, where and with whom.
    pub fn source(mut self, source: impl Into<Words>) -> Self {
        self.source = Some(source.into());
        self
    }
}

impl Render for Says {
    fn render(&self) -> Markup {
        html! {
            figure.q-says {
                blockquote.q-says__words { p { "“" (self.words) "”" } }
                @if let Some(source) = &self.source { figcaption.q-says__source { (source) } }
            }
        }
    }
}
