//! A word or two of status. The words carry the meaning; the colour only helps the eye find them.

use maud::{Markup, Render, html};

use crate::Words;

/// Quilt's six cloths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Going well, done, yes.
    Teal,
    /// Waiting, set back, take care.
    Ochre,
    /// Missing, a gap, no.
    Rose,
    /// Next, to come.
    Sky,
    /// Ours: the scheme, the worker.
    Plum,
    /// Ended well, followed up.
    Moss,
}

impl Tone {
    /// All six, in the order the charts use them.
    pub const ALL: [Self; 6] = [Self::Teal, Self::Rose, Self::Sky, Self::Plum, Self::Ochre, Self::Moss];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Teal => "teal",
            Self::Ochre => "ochre",
            Self::Rose => "rose",
            Self::Sky => "sky",
            Self::Plum => "plum",
            Self::Moss => "moss",
        }
    }

    /// The dark colour: text, lines. At least 7:1 on white.
    pub(crate) const fn ink(self) -> &'static str {
        match self {
            Self::Teal => "#00594f",
            Self::Ochre => "#6b4500",
            Self::Rose => "#8f1d4a",
            Self::Sky => "#1d4f7c",
            Self::Plum => "#4a2a5e",
            Self::Moss => "#3d5018",
        }
    }

    /// The cloth: a fill that dark text is read on.
    pub(crate) const fn cloth(self) -> &'static str {
        match self {
            Self::Teal => "#9fd4c8",
            Self::Ochre => "#f0cf8e",
            Self::Rose => "#eebace",
            Self::Sky => "#b3d1ea",
            Self::Plum => "#d3b8de",
            Self::Moss => "#c8d6a4",
        }
    }
}

/// A small tag.
pub struct Tag {
    words: Words,
    tone: Option<Tone>,
}

impl Tag {
    /// A tag in one of the six cloths.
    pub fn new(tone: Tone, words: impl Into<Words>) -> Self {
        Self { words: words.into(), tone: Some(tone) }
    }

    /// A tag without a colour of its own.
    pub fn plain(words: impl Into<Words>) -> Self {
        Self { words: words.into(), tone: None }
    }

    /// "Doing", "Came 2 of 2".
    pub fn teal(words: impl Into<Words>) -> Self {
        Self::new(Tone::Teal, words)
    }

    /// "Set-back", "Room for one? asked Friday".
    pub fn ochre(words: impl Into<Words>) -> Self {
        Self::new(Tone::Ochre, words)
    }

    /// "Nothing local: a gap".
    pub fn rose(words: impl Into<Words>) -> Self {
        Self::new(Tone::Rose, words)
    }

    /// "Next".
    pub fn sky(words: impl Into<Words>) -> Self {
        Self::new(Tone::Sky, words)
    }

    /// "Your scheme".
    pub fn plum(words: impl Into<Words>) -> Self {
        Self::new(Tone::Plum, words)
    }

    /// "Ended well".
    pub fn moss(words: impl Into<Words>) -> Self {
        Self::new(Tone::Moss, words)
    }
}

impl Render for Tag {
    fn render(&self) -> Markup {
        let class = self
            .tone
            .map_or_else(|| "nhsuk-tag".to_owned(), |tone| format!("nhsuk-tag q-tag--{}", tone.name()));
        html! { strong class=(class) { (self.words) } }
    }
}
