//! What a component may be told to say: plain words, which are escaped, or markup that a caller has already built.

use maud::{Markup, PreEscaped, Render, html};

/// Words on a page. A `&str` or `String` is plain and is escaped; `Markup` from `html!` is used as it stands.
#[derive(Clone, Debug)]
pub struct Words(Markup);

impl Words {
    /// True when there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.0.0.trim().is_empty()
    }
}

impl Render for Words {
    fn render(&self) -> Markup {
        self.0.clone()
    }
}

impl From<&str> for Words {
    fn from(plain: &str) -> Self {
        Self(html! { (plain) })
    }
}

impl From<&String> for Words {
    fn from(plain: &String) -> Self {
        plain.as_str().into()
    }
}

impl From<String> for Words {
    fn from(plain: String) -> Self {
        plain.as_str().into()
    }
}

impl From<Markup> for Words {
    fn from(markup: Markup) -> Self {
        Self(markup)
    }
}

/// An `id` made of the letters and digits of `plain`, so that the same words give the same id each time.
pub(crate) fn id_from(plain: &str) -> String {
    let mut id = String::with_capacity(plain.len());
    for c in plain.chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.trim_end_matches('-').to_owned()
}

/// Words that only a screen reader says.
pub(crate) fn unseen(words: &str) -> Markup {
    html! { span.nhsuk-u-visually-hidden { (words) } }
}

/// Joined markup with a middle dot between, as in "Free · 0.4 miles".
pub(crate) fn dotted(parts: &[Words]) -> Markup {
    html! {
        @for (at, part) in parts.iter().enumerate() {
            @if at > 0 { (PreEscaped(" · ")) }
            (part)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_are_escaped_and_markup_is_not() {
        assert_eq!(Words::from("a < b & \"c\"").render().0, "a &lt; b &amp; &quot;c&quot;");
        assert_eq!(Words::from(html! { b { "yes" } }).render().0, "<b>yes</b>");
    }

    #[test]
    fn an_id_holds_letters_digits_and_single_hyphens() {
        assert_eq!(id_from("  What people could (not) find! "), "what-people-could-not-find");
        assert_eq!(id_from("¿…?"), "");
    }
}
