//! Small words about measures that several pages share.

use measure::Instrument;
use measure::scorer::Scale;
use page::{Problems, Select, Sheet, text};

use crate::outcomes::Absent;
use crate::web::Fields;

/// The codes of everything that can be answered or entered, in order.
pub(super) fn answers(instrument: &Instrument) -> impl Iterator<Item = &str> {
    let items = instrument.items.iter().map(|item| &*item.code);
    items.chain(instrument.scorer.entered().iter().map(|scale| &*scale.code))
}

/// What was typed for one answer: a number, or why there is none, and never both.
pub(super) fn typed_answer<'a>(fields: &'a Fields, name: &str, problems: &mut Problems) -> &'a str {
    let why = fields.get(&why_name(name));
    match fields.some(name) {
        Some(_) if !why.is_empty() => {
            problems.add(name, "Give an answer, or say why there is none: not both.");
            ""
        }
        Some(given) => given,
        None => why,
    }
}

/// The field beside an answer that says why there is none.
pub(super) fn why_name(name: &str) -> String {
    format!("{name}-why")
}

/// Why there is no number: the closed list, under a question answered in numbers.
pub(super) fn why_none(sheet: &Sheet<'_>, name: &str) -> Select {
    let select = sheet.select(&why_name(name), "If there is no number: why?").option("", "Not asked");
    Absent::choices().fold(select, |select, (code, words)| select.option(code, words))
}

/// A number as this score is printed.
pub(super) fn number(scale: &Scale, value: f64) -> String {
    text::decimal(value, usize::from(scale.decimals))
}
