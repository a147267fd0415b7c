//! The form itself: where it goes, the token that proves it is ours and the token that makes a second press harmless.

use maud::{Markup, Render, html};

use super::Problems;
use crate::Lang;

/// A value the form carries unseen.
pub struct Hidden(String, String);

impl Hidden {
    /// `value` under `name`.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self(name.into(), value.into())
    }
}

impl Render for Hidden {
    fn render(&self) -> Markup {
        html! { input type="hidden" name=(self.0) value=(self.1); }
    }
}

/// A form. One that changes something is [`Form::post`] and needs both tokens; one that only asks is [`Form::get`].
pub struct Form {
    action: String,
    tokens: Option<(String, String)>,
    multipart: bool,
    summary: Markup,
    label: Option<String>,
    body: Markup,
}

impl Form {
    /// The name of the field that proves the form is ours.
    pub const CSRF: &'static str = "csrf";
    /// The name of the field that makes pressing twice do the thing once.
    pub const ONCE: &'static str = "once";

    /// A form that changes something. `csrf` proves it is ours; `once` is its idempotency token.
    pub fn post(action: impl Into<String>, csrf: impl Into<String>, once: impl Into<String>) -> Self {
        Self { tokens: Some((csrf.into(), once.into())), ..Self::get(action) }
    }

    /// A form that only asks: its answers go in the address.
    pub fn get(action: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            tokens: None,
            multipart: false,
            summary: html! {},
            label: None,
            body: html! {},
        }
    }

    /// The form carries files.
    pub fn multipart(mut self) -> Self {
        self.multipart = true;
        self
    }

    /// Lists what is wrong above the form, when the page's [`crate::Layout::problems`] does not: use one of the two.
    pub fn problems(mut self, lang: Lang, problems: &Problems) -> Self {
        self.summary = problems.summary(lang);
        self
    }

    /// Names the form for a screen reader, when a page has several.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// The fields and the button.
    pub fn body(mut self, body: impl Render) -> Self {
        self.body = body.render();
        self
    }
}

impl Render for Form {
    fn render(&self) -> Markup {
        let method = if self.tokens.is_some() { "post" } else { "get" };
        html! {
            (self.summary)
            // The browser's own bubbles vanish, cannot be styled and are not all read aloud: the server answers instead.
            form action=(self.action) method=(method) novalidate
                enctype=[self.multipart.then_some("multipart/form-data")]
                aria-label=[self.label.as_deref()] {
                @if let Some((csrf, once)) = &self.tokens {
                    (Hidden::new(Self::CSRF, csrf))
                    (Hidden::new(Self::ONCE, once))
                }
                (self.body)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_changes_something_carries_both_tokens_and_one_that_asks_carries_none() {
        let post = Form::post("/refer", "c\"1", "o1").render().0;
        assert!(
            post.contains(r#"name="csrf" value="c&quot;1""#) && post.contains(r#"name="once" value="o1""#)
        );
        assert!(post.contains(r#"method="post""#));
        let get = Form::get("/find").render().0;
        assert!(get.contains(r#"method="get""#) && !get.contains("csrf"));
    }
}
