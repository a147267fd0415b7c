//! What every field shares: a label or legend, a hint, what is wrong, and how a screen reader hears them together.

use maud::{Markup, Render, html};

use crate::{Lang, Words, words::unseen};

/// The size of a label or legend, and of the page heading it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Small.
    S,
    /// Medium.
    M,
    /// Large: a page's one question.
    L,
    /// Extra large.
    Xl,
}

impl Size {
    pub(crate) const fn suffix(self) -> &'static str {
        match self {
            Self::S => "s",
            Self::M => "m",
            Self::L => "l",
            Self::Xl => "xl",
        }
    }
}

/// A sentence that helps someone answer, in grey under the label.
pub struct Hint {
    words: Words,
    id: Option<String>,
    class: &'static str,
}

impl Hint {
    /// A hint that stands by itself.
    pub fn new(words: impl Into<Words>) -> Self {
        Self { words: words.into(), id: None, class: "" }
    }

    /// With an id, so that a field can be described by it.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    pub(crate) fn class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }
}

impl Render for Hint {
    fn render(&self) -> Markup {
        let class = classes(&["nhsuk-hint", self.class]);
        html! { div class=(class) id=[self.id.as_deref()] { (self.words) } }
    }
}

/// What is wrong with one field, in a sentence that says how to mend it.
pub struct ErrorMessage {
    words: Words,
    id: Option<String>,
    lang: Lang,
}

impl ErrorMessage {
    /// A message that stands by itself.
    pub fn new(lang: Lang, words: impl Into<Words>) -> Self {
        Self { words: words.into(), id: None, lang }
    }

    /// With an id, so that a field can be described by it.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
}

impl Render for ErrorMessage {
    fn render(&self) -> Markup {
        let said = format!("{} ", self.lang.phrases().error);
        html! { span.nhsuk-error-message id=[self.id.as_deref()] { (unseen(&said)) (self.words) } }
    }
}

/// The shared part of a field. Public only inside the crate: callers see typed fields.
pub(crate) struct Field {
    pub id: String,
    pub name: String,
    pub label: Words,
    pub hint: Option<Words>,
    pub error: Option<String>,
    pub optional: bool,
    pub size: Option<Size>,
    pub heading: bool,
    pub lang: Lang,
}

impl Field {
    pub fn new(name: impl Into<String>, label: impl Into<Words>) -> Self {
        let name = name.into();
        Self {
            id: name.clone(),
            name,
            label: label.into(),
            hint: None,
            error: None,
            optional: false,
            size: None,
            heading: false,
            lang: Lang::En,
        }
    }

    fn label_words(&self) -> Markup {
        html! {
            (self.label)
            @if self.optional { " " (self.lang.phrases().optional) }
        }
    }

    /// The label of a field with one control.
    pub fn label(&self) -> Markup {
        let class = self.sized("nhsuk-label");
        let label = html! { label class=(class) for=(self.id) { (self.label_words()) } };
        if self.heading {
            html! { h1.nhsuk-label-wrapper { (label) } }
        } else {
            label
        }
    }

    /// The legend of a field with several controls.
    pub fn legend(&self) -> Markup {
        let class = self.sized("nhsuk-fieldset__legend");
        html! {
            legend class=(class) {
                @if self.heading { h1.nhsuk-fieldset__heading { (self.label_words()) } } @else { (self.label_words()) }
            }
        }
    }

    fn sized(&self, class: &str) -> String {
        self.size.map_or_else(|| class.to_owned(), |size| format!("{class} {class}--{}", size.suffix()))
    }

    /// The hint and the error, each with the id that [`Field::described_by`] names.
    pub fn hint_and_error(&self) -> Markup {
        html! {
            @if let Some(hint) = &self.hint { (Hint { words: hint.clone(), id: Some(self.part("hint")), class: "" }) }
            @if let Some(error) = &self.error {
                (ErrorMessage { words: error.into(), id: Some(self.part("error")), lang: self.lang })
            }
        }
    }

    /// The ids that describe the control, or none. `first` is read before the hint.
    pub fn described_by(&self, first: Option<String>) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| self.part("hint"));
        let error = self.error.as_ref().map(|_| self.part("error"));
        let ids: Vec<String> = [first, hint, error].into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// The id of a part of this field.
    pub fn part(&self, part: &str) -> String {
        format!("{}-{part}", self.id)
    }

    /// The class of the group, with `more` beside it.
    pub fn group_class(&self, more: &str) -> String {
        classes(&[
            "nhsuk-form-group",
            if self.error.is_some() { "nhsuk-form-group--error" } else { "" },
            more,
        ])
    }

    /// `class`, with its error variant when something is wrong.
    pub fn control_class(&self, class: &str) -> String {
        if self.error.is_some() { format!("{class} {class}--error") } else { class.to_owned() }
    }
}

/// Class names with the empty ones left out.
pub(crate) fn classes(names: &[&str]) -> String {
    names.iter().copied().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The builder methods every field has, so that each is written, documented and named once.
macro_rules! field_methods {
    () => {
        /// A sentence that helps someone answer.
        pub fn hint(mut self, hint: impl Into<crate::Words>) -> Self {
            self.field.hint = Some(hint.into());
            self
        }

        /// What is wrong with what was typed, if anything.
        pub fn error(mut self, error: Option<&str>) -> Self {
            self.field.error = error.map(str::to_owned);
            self
        }

        /// Says "(optional)" after the label.
        pub fn optional(mut self) -> Self {
            self.field.optional = true;
            self
        }

        /// An id other than the name, when two fields on a page share a name.
        pub fn id(mut self, id: impl Into<String>) -> Self {
            self.field.id = id.into();
            self
        }

        /// The size of the label.
        pub fn size(mut self, size: crate::Size) -> Self {
            self.field.size = Some(size);
            self
        }

        /// Makes the label the page's heading: for a page that asks one question.
        pub fn page_heading(mut self, size: crate::Size) -> Self {
            self.field.size = Some(size);
            self.field.heading = true;
            self
        }

        /// The language of the few words the field says by itself.
        pub fn lang(mut self, lang: crate::Lang) -> Self {
            self.field.lang = lang;
            self
        }
    };
}
pub(crate) use field_methods;
