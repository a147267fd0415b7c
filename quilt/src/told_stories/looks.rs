//! How a story looks, wherever it is shown: one function, so that what somebody says yes to is
//! what others read, to the letter.

use maud::{Markup, html};
use page::text;

use super::{Showing, Shown, Story, Words};
use crate::journeys::paragraphs;
use crate::web::{Lang, say};

/// A story as it stands on a page. `called` is the name shown; `place` the scheme, where it is.
pub fn told(lang: Lang, words: &Words, called: Option<&str>, place: Option<&str>) -> Markup {
    let by = match (called, place) {
        (Some(name), Some(place)) => format!("{name}, {place}"),
        (Some(name), None) => name.to_owned(),
        (None, Some(place)) => say(lang, "told-by-someone-in", &[("place", place)]),
        (None, None) => say(lang, "told-by-someone", &[]),
    };
    html! {
        article.q-told lang=(lang.code()) {
            @if !words.mattered.trim().is_empty() { blockquote.q-told__first { (paragraphs(&words.mattered)) } }
            div.q-told__rest {
                (paragraphs(&words.happened))
                (paragraphs(&words.now_is))
            }
            p.q-told__by { (by) }
        }
    }
}

/// The name of the place beside a story: the scheme, where readers know it by that; on the public
/// page none, for a small place may tell who it is.
pub fn place(showing: Showing, scheme: &str) -> Option<&str> {
    (showing != Showing::Public && showing != Showing::Paper).then_some(scheme)
}

/// A story of a gallery.
pub fn shown(showing: Showing, story: &Shown) -> Markup {
    told(story.lang, &story.words, story.called.as_deref(), place(showing, &story.scheme_name))
}

/// A person's own story where they look at it themself.
pub fn own(story: &Story, first_name: &str) -> Markup {
    told(story.lang, &story.words, Some(first_name), None)
}

/// “Margaret’s story”, in the page's language.
pub fn title(lang: Lang, first_name: &str) -> String {
    let name = if lang == Lang::En { text::possessive(first_name) } else { first_name.to_owned() };
    say(lang, "own-story-title", &[("name", &name)])
}
