//! One answer of several (radios) or any of several (checkboxes), each with a hint and more to ask when it is chosen.

use maud::{Markup, Render, html};

use super::field::{Field, Hint, classes, field_methods};
use crate::Words;

/// One answer that may be chosen.
pub struct Choice {
    value: String,
    label: Words,
    hint: Option<Words>,
    reveal: Option<Markup>,
    name: Option<String>,
    checked: bool,
    alone: bool,
    disabled: bool,
}

impl Choice {
    /// An answer sent as `value` and read as `label`.
    pub fn new(value: impl Into<String>, label: impl Into<Words>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
            reveal: None,
            name: None,
            checked: false,
            alone: false,
            disabled: false,
        }
    }

    /// A sentence under the answer.
    pub fn hint(mut self, hint: impl Into<Words>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// More to ask when this is chosen. With JavaScript off it always shows.
    pub fn reveal(mut self, more: impl Render) -> Self {
        self.reveal = Some(more.render());
        self
    }

    /// Sent under a name of its own rather than the group's: a checkbox that is a question by itself.
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Chosen to begin with, whatever the group's values are.
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = checked;
        self
    }

    /// "None of these": choosing it clears the other checkboxes.
    pub fn alone(mut self) -> Self {
        self.alone = true;
        self
    }

    /// Shown and not to be chosen.
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }
}

enum Item {
    Choice(Choice),
    Divider(Words),
}

/// Which of the two a group is; everything else they share.
#[derive(Clone, Copy)]
enum Kind {
    Radio,
    Checkbox,
}

impl Kind {
    const fn block(self) -> &'static str {
        match self {
            Self::Radio => "nhsuk-radios",
            Self::Checkbox => "nhsuk-checkboxes",
        }
    }

    const fn input(self) -> &'static str {
        match self {
            Self::Radio => "radio",
            Self::Checkbox => "checkbox",
        }
    }
}

struct Group {
    field: Field,
    kind: Kind,
    items: Vec<Item>,
    chosen: Vec<String>,
    inline: bool,
    small: bool,
}

impl Group {
    fn new(kind: Kind, name: impl Into<String>, legend: impl Into<Words>) -> Self {
        let field = Field::new(name, legend);
        Self { field, kind, items: Vec::new(), chosen: Vec::new(), inline: false, small: false }
    }

    fn item(&self, at: usize, choice: &Choice) -> Markup {
        let block = self.kind.block();
        // The first has no number, so that an error summary can link to the field by its own id.
        let id = if at == 0 { self.field.id.clone() } else { format!("{}-{}", self.field.id, at + 1) };
        let name = choice.name.as_ref().unwrap_or(&self.field.name);
        let checked = choice.checked || (!choice.value.is_empty() && self.chosen.contains(&choice.value));
        let hint_id = choice.hint.as_ref().map(|_| format!("{id}-item-hint"));
        let more_id = choice.reveal.as_ref().map(|_| format!("conditional-{id}"));
        let hidden = if checked { String::new() } else { format!("{block}__conditional--hidden") };
        html! {
            div class={ (block) "__item" } {
                input class={ (block) "__input" } id=(id) name=(name) type=(self.kind.input())
                    value=(choice.value) checked[checked] disabled[choice.disabled] data-aria-controls=[more_id.as_deref()]
                    data-behaviour=[choice.alone.then_some("exclusive")] aria-describedby=[hint_id.as_deref()];
                label class={ "nhsuk-label " (block) "__label" } for=(id) { (choice.label) }
                @if let (Some(hint), Some(id)) = (&choice.hint, &hint_id) {
                    (Hint::new(hint.clone()).id(id).class(match self.kind {
                        Kind::Radio => "nhsuk-radios__hint",
                        Kind::Checkbox => "nhsuk-checkboxes__hint",
                    }))
                }
            }
            @if let (Some(more), Some(id)) = (&choice.reveal, &more_id) {
                div class=(classes(&[&format!("{block}__conditional"), &hidden])) id=(id) { (more) }
            }
        }
    }
}

impl Render for Group {
    fn render(&self) -> Markup {
        let (field, block) = (&self.field, self.kind.block());
        let small = if self.small { format!("{block}--small") } else { String::new() };
        let inline = if self.inline { format!("{block}--inline") } else { String::new() };
        html! {
            div class=(field.group_class("")) {
                fieldset.nhsuk-fieldset aria-describedby=[field.described_by(None)] {
                    (field.legend()) (field.hint_and_error())
                    div class=(classes(&[block, &small, &inline])) data-module=(block) {
                        @for (at, item) in self.items.iter().enumerate() {
                            @match item {
                                Item::Choice(choice) => (self.item(at, choice)),
                                Item::Divider(words) => div class={ (block) "__divider" } { (words) },
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The methods radios and checkboxes share.
macro_rules! group_methods {
    () => {
        /// One more answer.
        pub fn choice(mut self, choice: Choice) -> Self {
            self.0.items.push(Item::Choice(choice));
            self
        }

        /// One more answer, from its value and label alone.
        pub fn option(self, value: impl Into<String>, label: impl Into<Words>) -> Self {
            self.choice(Choice::new(value, label))
        }

        /// More answers.
        pub fn choices(mut self, choices: impl IntoIterator<Item = Choice>) -> Self {
            self.0.items.extend(choices.into_iter().map(Item::Choice));
            self
        }

        /// "or" between the answers so far and the rest.
        pub fn or(self) -> Self {
            let word = self.0.field.lang.phrases().or;
            self.divider(word)
        }

        /// Words between the answers so far and the rest.
        pub fn divider(mut self, words: impl Into<Words>) -> Self {
            self.0.items.push(Item::Divider(words.into()));
            self
        }

        /// Answers side by side, for two short ones.
        pub fn inline(mut self) -> Self {
            self.0.inline = true;
            self
        }

        /// Smaller, for staff pages with much on them; never on a person's page.
        pub fn small(mut self) -> Self {
            self.0.small = true;
            self
        }

        /// A sentence that helps someone answer.
        pub fn hint(mut self, hint: impl Into<Words>) -> Self {
            self.0 = self.0.hint(hint);
            self
        }

        /// What is wrong with what was chosen, if anything.
        pub fn error(mut self, error: Option<&str>) -> Self {
            self.0 = self.0.error(error);
            self
        }

        /// Says "(optional)" after the legend.
        pub fn optional(mut self) -> Self {
            self.0 = self.0.optional();
            self
        }

        /// An id other than the name.
        pub fn id(mut self, id: impl Into<String>) -> Self {
            self.0 = self.0.id(id);
            self
        }

        /// The size of the legend.
        pub fn size(mut self, size: crate::Size) -> Self {
            self.0 = self.0.size(size);
            self
        }

        /// Makes the legend the page's heading: for a page that asks one question.
        pub fn page_heading(mut self, size: crate::Size) -> Self {
            self.0 = self.0.page_heading(size);
            self
        }

        /// The language of the few words the field says by itself.
        pub fn lang(mut self, lang: crate::Lang) -> Self {
            self.0 = self.0.lang(lang);
            self
        }
    };
}

impl Group {
    field_methods!();
}

/// One answer of several.
pub struct Radios(Group);

impl Radios {
    /// A question called `name` in the form and `legend` on the page.
    pub fn new(name: impl Into<String>, legend: impl Into<Words>) -> Self {
        Self(Group::new(Kind::Radio, name, legend))
    }

    group_methods!();

    /// The answer chosen to begin with; an empty one chooses none.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.0.chosen = vec![value.into()];
        self
    }
}

impl Render for Radios {
    fn render(&self) -> Markup {
        self.0.render()
    }
}

/// Any answers of several, each sent under the same name.
pub struct Checkboxes(Group);

impl Checkboxes {
    /// A question called `name` in the form and `legend` on the page.
    pub fn new(name: impl Into<String>, legend: impl Into<Words>) -> Self {
        Self(Group::new(Kind::Checkbox, name, legend))
    }

    group_methods!();

    /// The answers chosen to begin with.
    pub fn values<S: Into<String>>(mut self, values: impl IntoIterator<Item = S>) -> Self {
        self.0.chosen = values.into_iter().map(Into::into).collect();
        self
    }
}

impl Render for Checkboxes {
    fn render(&self) -> Markup {
        self.0.render()
    }
}
