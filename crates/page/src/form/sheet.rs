//! A form being filled in: what was typed and what is wrong with it, so that each field keeps both without being told.

use super::{
    Checkboxes, DateBoxes, FileUpload, Input, PasswordInput, Problems, Radios, Scale, Search, Select,
    Textarea,
};
use crate::{Lang, Words};

/// What was typed, as the browser sent it. A name may come more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed(Vec<(String, String)>);

impl Typed {
    /// What was last typed under `name`, or nothing.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().rev().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Everything sent under `name`, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Adds what a field starts with.
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }
}

impl From<Vec<(String, String)>> for Typed {
    fn from(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Typed {
    fn from_iter<T: IntoIterator<Item = (N, V)>>(pairs: T) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

/// A form being filled in. Fields made here hold what was typed, say what is wrong and speak the language.
///
/// ```
/// use page::{Lang, Problems, Render, Sheet, Typed};
/// let typed: Typed = [("name", "Margaret")].into_iter().collect();
/// let problems: Problems = [("name", "Enter a surname too")].into_iter().collect();
/// let field = Sheet::new(Lang::En, &typed, &problems).input("name", "Full name").render().0;
/// assert!(field.contains("value=\"Margaret\"") && field.contains("Enter a surname too"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    lang: Lang,
    typed: &'a Typed,
    problems: &'a Problems,
}

impl<'a> Sheet<'a> {
    /// A sheet with what was typed and what is wrong with it; for a new form, `Typed::default()` and `Problems::none()`.
    pub fn new(lang: Lang, typed: &'a Typed, problems: &'a Problems) -> Self {
        Self { lang, typed, problems }
    }

    /// The sheet's language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// One line.
    pub fn input(&self, name: &str, label: impl Into<Words>) -> Input {
        self.held(Input::new(name, label), name)
    }

    /// An email address.
    pub fn email(&self, name: &str, label: impl Into<Words>) -> Input {
        self.held(Input::email(name, label), name)
    }

    /// A telephone number.
    pub fn phone(&self, name: &str, label: impl Into<Words>) -> Input {
        self.held(Input::phone(name, label), name)
    }

    /// A whole number.
    pub fn whole_number(&self, name: &str, label: impl Into<Words>) -> Input {
        self.held(Input::whole_number(name, label), name)
    }

    /// A date in the person's own words.
    pub fn date_in_words(&self, name: &str, label: impl Into<Words>) -> Input {
        self.held(Input::date_in_words(self.lang, name, label), name)
    }

    fn held(&self, input: Input, name: &str) -> Input {
        input.value(self.typed.get(name)).error(self.problems.of(name)).lang(self.lang)
    }

    /// A line with a search button.
    pub fn search(&self, name: &str, label: impl Into<Words>) -> Search {
        Search::new(name, label).value(self.typed.get(name)).error(self.problems.of(name)).lang(self.lang)
    }

    /// Several lines.
    pub fn textarea(&self, name: &str, label: impl Into<Words>) -> Textarea {
        Textarea::new(name, label).value(self.typed.get(name)).error(self.problems.of(name)).lang(self.lang)
    }

    /// One answer of several.
    pub fn radios(&self, name: &str, legend: impl Into<Words>) -> Radios {
        Radios::new(name, legend).value(self.typed.get(name)).error(self.problems.of(name)).lang(self.lang)
    }

    /// One answer on a printed scale.
    pub fn scale(&self, name: &str, legend: impl Into<Words>, lowest: u8, highest: u8) -> Scale {
        Scale::new(name, legend, lowest, highest)
            .value(self.typed.get(name))
            .error(self.problems.of(name))
            .lang(self.lang)
    }

    /// Any answers of several.
    pub fn checkboxes(&self, name: &str, legend: impl Into<Words>) -> Checkboxes {
        Checkboxes::new(name, legend)
            .values(self.typed.all(name))
            .error(self.problems.of(name))
            .lang(self.lang)
    }

    /// One answer from a long list.
    pub fn select(&self, name: &str, label: impl Into<Words>) -> Select {
        Select::new(name, label).value(self.typed.get(name)).error(self.problems.of(name)).lang(self.lang)
    }

    /// A date in three boxes, read from `{name}-day`, `{name}-month` and `{name}-year`.
    pub fn date(&self, name: &str, legend: impl Into<Words>) -> DateBoxes {
        let [day, month, year] =
            ["day", "month", "year"].map(|part| self.typed.get(&format!("{name}-{part}")));
        DateBoxes::new(name, legend).value(day, month, year).error(self.problems.of(name)).lang(self.lang)
    }

    /// A password; what was typed is never sent back.
    pub fn password(&self, name: &str, label: impl Into<Words>) -> PasswordInput {
        PasswordInput::new(name, label).error(self.problems.of(name)).lang(self.lang)
    }

    /// A file.
    pub fn file(&self, name: &str, label: impl Into<Words>) -> FileUpload {
        FileUpload::new(name, label).error(self.problems.of(name)).lang(self.lang)
    }
}

#[cfg(test)]
mod tests {
    use maud::Render;

    use super::*;
    use crate::Choice;

    #[test]
    fn what_was_typed_is_kept_in_every_kind_of_field() {
        let typed = Typed::from_iter([
            ("note", "Likes <b>tea</b>"),
            ("how", "text"),
            ("needs", "step"),
            ("needs", "loop"),
            ("born-day", "31"),
            ("born-month", "x"),
            ("secret", "hunter2"),
        ]);
        let problems = Problems::from_iter([("born", "Enter the month as a number"), ("secret", "Wrong")]);
        let sheet = Sheet::new(Lang::En, &typed, &problems);
        let note = sheet.textarea("note", "Note").render().0;
        assert!(note.contains(">Likes &lt;b&gt;tea&lt;/b&gt;</textarea>"), "{note}");
        let how = sheet.radios("how", "How").option("phone", "Phone").option("text", "Text").render().0;
        assert!(how.contains("value=\"text\" checked") && !how.contains("value=\"phone\" checked"), "{how}");
        let needs = [Choice::new("step", "Step"), Choice::new("sign", "Sign"), Choice::new("loop", "Loop")];
        let needs = sheet.checkboxes("needs", "Needs").choices(needs).render().0;
        assert_eq!(needs.matches(" checked").count(), 2);
        let born = sheet.date("born", "Born").render().0;
        assert!(
            born.contains("value=\"31\"") && born.contains("value=\"x\"") && born.contains("Enter the month")
        );
        assert!(!sheet.password("secret", "Password").render().0.contains("hunter2"));
    }
}
