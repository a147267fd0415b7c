//! Several lines of typing, with a gentle count when there is a limit.

use maud::{Markup, Render, html};

use super::field::{Field, classes, field_methods};
use crate::Words;

/// How much may be typed.
#[derive(Clone, Copy)]
enum Limit {
    None,
    Characters(usize),
    Words(usize),
}

/// A box for several lines. Nothing stops someone typing past the limit: the count says so, and the server says so kindly.
pub struct Textarea {
    field: Field,
    value: String,
    rows: u32,
    limit: Limit,
    threshold: Option<u8>,
    autocomplete: Option<&'static str>,
    spellcheck: Option<bool>,
    disabled: bool,
}

impl Textarea {
    /// A box called `name` in the form and `label` on the page.
    pub fn new(name: impl Into<String>, label: impl Into<Words>) -> Self {
        Self {
            field: Field::new(name, label),
            value: String::new(),
            rows: 5,
            limit: Limit::None,
            threshold: None,
            autocomplete: None,
            spellcheck: None,
            disabled: false,
        }
    }

    field_methods!();

    /// What the box holds to begin with.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// How many lines show; 5 unless told.
    pub fn rows(mut self, rows: u32) -> Self {
        self.rows = rows;
        self
    }

    /// Counts characters down from `limit`.
    pub fn max_characters(mut self, limit: usize) -> Self {
        self.limit = Limit::Characters(limit);
        self
    }

    /// Counts words down from `limit`.
    pub fn max_words(mut self, limit: usize) -> Self {
        self.limit = Limit::Words(limit);
        self
    }

    /// Shows the count only after this share (in per cent) of the limit is used.
    pub fn count_from(mut self, per_cent: u8) -> Self {
        self.threshold = Some(per_cent);
        self
    }

    /// The HTML autofill name.
    pub fn autocomplete(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = Some(autocomplete);
        self
    }

    /// Whether the browser checks the spelling.
    pub fn spellcheck(mut self, spellcheck: bool) -> Self {
        self.spellcheck = Some(spellcheck);
        self
    }

    /// Shown and not to be changed.
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }

    /// The sentence that states the limit, when there is one: what people see with JavaScript off.
    fn limit_sentence(&self) -> Option<String> {
        let phrases = self.field.lang.phrases();
        match self.limit {
            Limit::None => None,
            Limit::Characters(limit) => Some(phrases.characters.replace("{}", &limit.to_string())),
            Limit::Words(limit) => Some(phrases.word_limit.replace("{}", &limit.to_string())),
        }
    }
}

impl Render for Textarea {
    fn render(&self) -> Markup {
        let field = &self.field;
        let limit = self.limit_sentence();
        let (characters, words) = match self.limit {
            Limit::None => (None, None),
            Limit::Characters(limit) => (Some(limit), None),
            Limit::Words(limit) => (None, Some(limit)),
        };
        let counted = |class| if limit.is_some() { class } else { "" };
        let class = classes(&[&field.control_class("nhsuk-textarea"), counted("nhsuk-js-character-count")]);
        let described = field.described_by(limit.as_ref().map(|_| field.part("info")));
        html! {
            div class=(field.group_class(counted("nhsuk-character-count")))
                data-module=[limit.as_ref().map(|_| "nhsuk-character-count")] data-maxlength=[characters]
                data-maxwords=[words] data-count-type=[words.map(|_| "words")] data-threshold=[self.threshold] {
                (field.label()) (field.hint_and_error())
                textarea class=(class) id=(field.id) name=(field.name) rows=(self.rows) spellcheck=[self.spellcheck]
                    disabled[self.disabled] aria-describedby=[described] autocomplete=[self.autocomplete] { (self.value) }
                @if let Some(sentence) = &limit {
                    div.nhsuk-hint.nhsuk-character-count__message id=(field.part("info")) { (sentence) }
                }
            }
        }
    }
}
