//! A date someone knows, as three boxes: the way that works for every keyboard and every reader. For a date nobody is sure of, see
//! [`crate::Input::date_in_words`].

use maud::{Markup, Render, html};

use super::field::{Field, classes, field_methods};
use crate::Words;

/// One box of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatePart {
    Day,
    Month,
    Year,
}

impl DatePart {
    const ALL: [Self; 3] = [Self::Day, Self::Month, Self::Year];

    const fn key(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// Three boxes for a day, a month and a year, named `{name}-day`, `{name}-month` and `{name}-year` unless told otherwise.
pub struct DateBoxes {
    field: Field,
    names: [String; 3],
    values: [String; 3],
    wrong: Vec<DatePart>,
    birthday: bool,
}

impl DateBoxes {
    /// A date called `name` in the form and `legend` on the page.
    pub fn new(name: impl Into<String>, legend: impl Into<Words>) -> Self {
        let field = Field::new(name, legend);
        let names = DatePart::ALL.map(|part| field.part(part.key()));
        Self { field, names, values: Default::default(), wrong: Vec::new(), birthday: false }
    }

    field_methods!();

    /// What the boxes hold, as typed: a wrong date is kept and shown again.
    pub fn value(
        mut self,
        day: impl Into<String>,
        month: impl Into<String>,
        year: impl Into<String>,
    ) -> Self {
        self.values = [day.into(), month.into(), year.into()];
        self
    }

    /// The boxes hold this date.
    pub fn date(self, date: jiff::civil::Date) -> Self {
        self.value(date.day().to_string(), date.month().to_string(), date.year().to_string())
    }

    /// Names for the three boxes, when a form reads them as something else.
    pub fn names(
        mut self,
        day: impl Into<String>,
        month: impl Into<String>,
        year: impl Into<String>,
    ) -> Self {
        self.names = [day.into(), month.into(), year.into()];
        self
    }

    /// Marks one box as the wrong one; all three are when nothing is said.
    pub fn wrong(mut self, part: DatePart) -> Self {
        self.wrong.push(part);
        self
    }

    /// Lets the browser offer the person's own date of birth.
    pub fn birthday(mut self) -> Self {
        self.birthday = true;
        self
    }

    /// Hints with an example date.
    pub fn with_example(self) -> Self {
        let example = self.field.lang.phrases().example_date;
        self.hint(example)
    }

    fn part(&self, part: DatePart) -> Markup {
        let phrases = self.field.lang.phrases();
        let (label, width, autocomplete) = match part {
            DatePart::Day => (phrases.day, "nhsuk-input--width-2", "bday-day"),
            DatePart::Month => (phrases.month, "nhsuk-input--width-2", "bday-month"),
            DatePart::Year => (phrases.year, "nhsuk-input--width-4", "bday-year"),
        };
        let (name, value) = (&self.names[part as usize], &self.values[part as usize]);
        let wrong = self.field.error.is_some() && (self.wrong.is_empty() || self.wrong.contains(&part));
        let marked = |class| if wrong { class } else { "" };
        let class = classes(&["nhsuk-input", marked("nhsuk-input--error"), width, "nhsuk-date-input__input"]);
        let id = self.field.part(part.key());
        html! {
            div.nhsuk-date-input__item {
                div class=(classes(&["nhsuk-form-group", marked("nhsuk-form-group--error")])) {
                    label.nhsuk-label.nhsuk-date-input__label for=(id) { (label) }
                    input class=(class) id=(id) name=(name) type="text" value=[(!value.is_empty()).then_some(value)]
                        autocomplete=[self.birthday.then_some(autocomplete)] inputmode="numeric";
                }
            }
        }
    }
}

impl Render for DateBoxes {
    fn render(&self) -> Markup {
        let field = &self.field;
        html! {
            div class=(field.group_class("")) {
                fieldset.nhsuk-fieldset role="group" aria-describedby=[field.described_by(None)] {
                    (field.legend()) (field.hint_and_error())
                    div.nhsuk-date-input id=(field.id) { @for part in DatePart::ALL { (self.part(part)) } }
                }
            }
        }
    }
}
