//! One line of typing: a name, a phone number, a postcode; and a line of typing with a search button.

use maud::{Markup, PreEscaped, Render, html};

use super::field::{Field, classes, field_methods};
use crate::{Lang, Words};

/// How wide a box is: by the characters it expects, or by a share of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    Chars2,
    Chars3,
    Chars4,
    Chars5,
    Chars10,
    Chars20,
    Chars30,
    Quarter,
    Third,
    Half,
    TwoThirds,
    ThreeQuarters,
    Full,
}

impl Width {
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Chars2 => "nhsuk-input--width-2",
            Self::Chars3 => "nhsuk-input--width-3",
            Self::Chars4 => "nhsuk-input--width-4",
            Self::Chars5 => "nhsuk-input--width-5",
            Self::Chars10 => "nhsuk-input--width-10",
            Self::Chars20 => "nhsuk-input--width-20",
            Self::Chars30 => "nhsuk-input--width-30",
            Self::Quarter => "nhsuk-u-width-one-quarter",
            Self::Third => "nhsuk-u-width-one-third",
            Self::Half => "nhsuk-u-width-one-half",
            Self::TwoThirds => "nhsuk-u-width-two-thirds",
            Self::ThreeQuarters => "nhsuk-u-width-three-quarters",
            Self::Full => "nhsuk-u-width-full",
        }
    }
}

/// A box for one line.
///
/// ```
/// use page::{Input, Render, Width};
/// let postcode = Input::new("postcode", "Postcode").width(Width::Chars10).autocomplete("postal-code").optional();
/// assert!(postcode.render().0.contains("Postcode (optional)"));
/// ```
pub struct Input {
    field: Field,
    kind: &'static str,
    value: String,
    width: Option<Width>,
    autocomplete: Option<&'static str>,
    inputmode: Option<&'static str>,
    spellcheck: Option<bool>,
    code: bool,
    prefix: Option<Words>,
    suffix: Option<Words>,
    disabled: bool,
}

impl Input {
    /// A box called `name` in the form and `label` on the page.
    pub fn new(name: impl Into<String>, label: impl Into<Words>) -> Self {
        Self {
            field: Field::new(name, label),
            kind: "text",
            value: String::new(),
            width: None,
            autocomplete: None,
            inputmode: None,
            spellcheck: None,
            code: false,
            prefix: None,
            suffix: None,
            disabled: false,
        }
    }

    /// An email address.
    pub fn email(name: impl Into<String>, label: impl Into<Words>) -> Self {
        Self { kind: "email", spellcheck: Some(false), autocomplete: Some("email"), ..Self::new(name, label) }
    }

    /// A telephone number.
    pub fn phone(name: impl Into<String>, label: impl Into<Words>) -> Self {
        Self { kind: "tel", autocomplete: Some("tel"), ..Self::new(name, label) }
    }

    /// A whole number: the right keyboard on a phone, and no little arrows to slip on.
    pub fn whole_number(name: impl Into<String>, label: impl Into<Words>) -> Self {
        Self { inputmode: Some("numeric"), spellcheck: Some(false), ..Self::new(name, label) }
    }

    /// A date in the person's own words, such as "about March", with a hint that says so.
    pub fn date_in_words(lang: Lang, name: impl Into<String>, label: impl Into<Words>) -> Self {
        Self::new(name, label).lang(lang).width(Width::Chars20).hint(lang.phrases().example_words)
    }

    field_methods!();

    /// What the box holds to begin with.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// How wide the box is.
    pub fn width(mut self, width: Width) -> Self {
        self.width = Some(width);
        self
    }

    /// The HTML autofill name, such as "given-name".
    pub fn autocomplete(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = Some(autocomplete);
        self
    }

    /// The keyboard a phone shows, such as "numeric".
    pub fn inputmode(mut self, inputmode: &'static str) -> Self {
        self.inputmode = Some(inputmode);
        self
    }

    /// The HTML `type`, when it is none of the constructors'.
    pub fn kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    /// Whether the browser checks the spelling.
    pub fn spellcheck(mut self, spellcheck: bool) -> Self {
        self.spellcheck = Some(spellcheck);
        self
    }

    /// Digits spaced to be read one by one: codes, NHS numbers.
    pub fn code(mut self) -> Self {
        self.code = true;
        self.spellcheck = Some(false);
        self
    }

    /// What stands before the box, such as "£". The label must say it too: screen readers skip it here.
    pub fn prefix(mut self, prefix: impl Into<Words>) -> Self {
        self.prefix = Some(prefix.into());
        self
    }

    /// What stands after the box, such as "weeks". The label must say it too: screen readers skip it here.
    pub fn suffix(mut self, suffix: impl Into<Words>) -> Self {
        self.suffix = Some(suffix.into());
        self
    }

    /// Shown and not to be changed.
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }

    fn control(&self) -> Markup {
        let field = &self.field;
        let class = classes(&[
            &field.control_class("nhsuk-input"),
            if self.code { "nhsuk-input--code" } else { "" },
            self.width.map_or("", Width::class),
        ]);
        html! {
            input class=(class) id=(field.id) name=(field.name) type=(self.kind) spellcheck=[self.spellcheck]
                value=[(!self.value.is_empty()).then_some(&self.value)] disabled[self.disabled]
                aria-describedby=[field.described_by(None)] autocomplete=[self.autocomplete]
                inputmode=[self.inputmode];
        }
    }
}

impl Render for Input {
    fn render(&self) -> Markup {
        let field = &self.field;
        html! {
            div class=(field.group_class("")) {
                (field.label()) (field.hint_and_error())
                @if self.prefix.is_some() || self.suffix.is_some() {
                    div.nhsuk-input-wrapper {
                        @if let Some(prefix) = &self.prefix {
                            div.nhsuk-input-wrapper__prefix aria-hidden="true" { (prefix) }
                        }
                        (self.control())
                        @if let Some(suffix) = &self.suffix {
                            div.nhsuk-input-wrapper__suffix aria-hidden="true" { (suffix) }
                        }
                    }
                } @else { (self.control()) }
            }
        }
    }
}

/// A box for one line with a button that searches. Put it in a [`crate::Form::get`].
pub struct Search {
    field: Field,
    value: String,
}

impl Search {
    /// A search box called `name` in the form and `label` on the page.
    pub fn new(name: impl Into<String>, label: impl Into<Words>) -> Self {
        Self { field: Field::new(name, label), value: String::new() }
    }

    field_methods!();

    /// What was searched for.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }
}

impl Render for Search {
    fn render(&self) -> Markup {
        let field = &self.field;
        let class = classes(&[&field.control_class("nhsuk-input"), "nhsuk-search-input__input"]);
        let value = (!self.value.is_empty()).then_some(&self.value);
        html! {
            div class=(field.group_class("nhsuk-search-input")) {
                (field.label()) (field.hint_and_error())
                div.nhsuk-input-wrapper.nhsuk-search-input__wrapper {
                    input class=(class) id=(field.id) name=(field.name) type="search" value=[value]
                        aria-describedby=[field.described_by(None)] autocomplete="off";
                    button.nhsuk-button.nhsuk-button--icon.nhsuk-button--small.nhsuk-search-input__button
                        data-module="nhsuk-button" type="submit" aria-label=(field.lang.phrases().search) { (glass()) }
                }
            }
        }
    }
}

fn glass() -> Markup {
    html! {
        svg.nhsuk-icon viewBox="0 0 24 24" width="16" height="16" focusable="false" aria-hidden="true" {
            (PreEscaped(r#"<g fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"><circle cx="10.5" cy="10.5" r="6"/><path d="M15.2 15.2 20 20"/></g>"#))
        }
    }
}
