//! Buttons. One green button a page: the thing most people came to do. The rest are quiet.

use maud::{Markup, Render, html};

use crate::{Words, form::classes};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Main,
    Quiet,
    Warning,
}

impl Weight {
    const fn class(self) -> &'static str {
        match self {
            Self::Main => "",
            Self::Quiet => "nhsuk-button--secondary",
            Self::Warning => "nhsuk-button--warning",
        }
    }
}

/// A button that sends its form.
pub struct Button {
    words: Words,
    weight: Weight,
    sends: Option<(String, String)>,
    small: bool,
    once: Option<bool>,
    disabled: bool,
}

impl Button {
    /// The green button.
    pub fn new(words: impl Into<Words>) -> Self {
        Self {
            words: words.into(),
            weight: Weight::Main,
            sends: None,
            small: false,
            once: None,
            disabled: false,
        }
    }

    /// A button for something else one may do here.
    pub fn quiet(words: impl Into<Words>) -> Self {
        Self { weight: Weight::Quiet, ..Self::new(words) }
    }

    /// A button for what cannot be undone.
    pub fn warning(words: impl Into<Words>) -> Self {
        Self { weight: Weight::Warning, ..Self::new(words) }
    }

    /// What the form says when this button sends it, for a form with several buttons.
    pub fn sends(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.sends = Some((name.into(), value.into()));
        self
    }

    /// Smaller, inside rows and tables.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Has the script ignore a second press within a second. The form's token makes it harmless anyway.
    pub fn prevent_double_click(mut self) -> Self {
        self.once = Some(true);
        self
    }

    /// Shown and not to be pressed. Prefer to say why the thing cannot be done.
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }
}

fn class(weight: Weight, small: bool) -> String {
    classes(&["nhsuk-button", weight.class(), if small { "nhsuk-button--small" } else { "" }])
}

impl Render for Button {
    fn render(&self) -> Markup {
        html! {
            button class=(class(self.weight, self.small)) data-module="nhsuk-button"
                name=[self.sends.as_ref().map(|(name, _)| name)] data-prevent-double-click=[self.once]
                type="submit" value=[self.sends.as_ref().map(|(_, value)| value)] disabled[self.disabled]
                aria-disabled=[self.disabled.then_some("true")] { (self.words) }
        }
    }
}

/// A link that looks like a button: it starts something, or goes where the next thing is done.
pub struct ButtonLink {
    words: Words,
    href: String,
    weight: Weight,
    small: bool,
}

impl ButtonLink {
    /// The green button.
    pub fn new(href: impl Into<String>, words: impl Into<Words>) -> Self {
        Self { words: words.into(), href: href.into(), weight: Weight::Main, small: false }
    }

    /// A button for something else one may do here.
    pub fn quiet(href: impl Into<String>, words: impl Into<Words>) -> Self {
        Self { weight: Weight::Quiet, ..Self::new(href, words) }
    }

    /// A button for what cannot be undone.
    pub fn warning(href: impl Into<String>, words: impl Into<Words>) -> Self {
        Self { weight: Weight::Warning, ..Self::new(href, words) }
    }

    /// Smaller, inside rows and tables.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }
}

impl Render for ButtonLink {
    fn render(&self) -> Markup {
        html! {
            a class=(class(self.weight, self.small)) data-module="nhsuk-button" href=(self.href) role="button"
                draggable="false" { (self.words) }
        }
    }
}
