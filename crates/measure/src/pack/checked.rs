//! Words and numbers of a pack, checked one by one.

use toml::Spanned;

use super::PackError;
use super::lines::Lines;
use super::raw::{RawChoice, RawItem, RawLicence};
use crate::Day;
use crate::id::Code;
use crate::instrument::{Choice, Direction, Licence, List, Text};

const LONGEST: usize = 2_000;

/// Text that says something and can be printed.
pub(super) fn words(lines: &Lines<'_>, text: &Spanned<String>) -> Result<Text, PackError> {
    let plain = text.get_ref().trim();
    let fail = |said: &str, remedy: &str| Err(lines.fail(text.span(), said, remedy));
    if plain.is_empty() {
        return fail("There are no words here.", "Write them, or take the line out.");
    }
    if plain.chars().count() > LONGEST {
        return fail("This text is longer than 2,000 letters.", "Keep to one question.");
    }
    if plain.chars().any(|c| c.is_control() && c != '\n') {
        return fail("This text has a character in it that cannot be printed.", "Type it again.");
    }
    Ok(Text::Owned(plain.to_owned()))
}

/// Text that may be left out.
pub(super) fn words_or_none(lines: &Lines<'_>, text: Option<&Spanned<String>>) -> Result<Text, PackError> {
    text.map_or(Ok(Text::Borrowed("")), |text| words(lines, text))
}

pub(super) fn code(lines: &Lines<'_>, text: &Spanned<String>) -> Result<Code, PackError> {
    Code::new(text.get_ref()).ok_or_else(|| {
        let remedy = "Use at most 24 of the letters a to z, figures and _, and begin with a letter.";
        lines.fail(text.span(), "This is not a code.", remedy)
    })
}

pub(super) fn direction(lines: &Lines<'_>, better: &Spanned<String>) -> Result<Direction, PackError> {
    match better.get_ref().as_str() {
        "higher" => Ok(Direction::HigherIsBetter),
        "lower" => Ok(Direction::LowerIsBetter),
        _ => {
            Err(lines.fail(better.span(), "Which way is better?", "Write better = \"higher\" or \"lower\"."))
        }
    }
}

/// A whole number from 0 to 100.
pub(super) fn small(lines: &Lines<'_>, number: &Spanned<i64>) -> Result<u8, PackError> {
    match u8::try_from(*number.get_ref()) {
        Ok(n) if n <= 100 => Ok(n),
        _ => Err(lines.fail(
            number.span(),
            "This number is not from 0 to 100.",
            "Give the range the form uses.",
        )),
    }
}

pub(super) fn language(lines: &Lines<'_>, tag: &Spanned<String>) -> Result<Text, PackError> {
    let plain = tag.get_ref();
    let part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let begins = plain
        .split('-')
        .next()
        .is_some_and(|p| matches!(p.len(), 2 | 3) && p.bytes().all(|b| b.is_ascii_lowercase()));
    if begins && plain.len() <= 35 && plain.split('-').all(part) {
        return Ok(Text::Owned(plain.clone()));
    }
    Err(lines.fail(tag.span(), "This is not a language.", "Write a tag like \"en-GB\", \"cy\" or \"pl\"."))
}

/// Reference and last day are what lets a deployment show the wording at all.
pub(super) fn licence(
    lines: &Lines<'_>,
    raw: &RawLicence,
    wording_ships: bool,
) -> Result<Licence, PackError> {
    let day = match raw.expires.get_ref() {
        toml::Value::String(text) => Day::parse(text),
        toml::Value::Datetime(when) => {
            when.date.and_then(|d| Day::new(d.year.cast_signed(), d.month.cast_signed(), d.day.cast_signed()))
        }
        _ => None,
    };
    let expires = day.ok_or_else(|| {
        lines.fail(raw.expires.span(), "This is not a day.", "Write it like expires = 2027-03-31.")
    })?;
    Ok(Licence {
        name: words(lines, &raw.name)?,
        attribution: words_or_none(lines, raw.attribution.as_ref())?,
        wording_ships,
        reference: Some(words(lines, &raw.reference)?),
        expires: Some(expires),
    })
}

/// Printed choices: none, or one for each number of the range.
pub(super) fn choices(
    lines: &Lines<'_>,
    raw: &Spanned<RawItem>,
    (low, high): (u8, u8),
) -> Result<List<Choice>, PackError> {
    let read = |choice: &Spanned<RawChoice>| {
        let value = u8::try_from(choice.get_ref().value).ok().filter(|value| (low..=high).contains(value));
        let value = value.ok_or_else(|| {
            lines.fail(choice.span(), "This choice is off the item's range.", format!("Use {low} to {high}."))
        })?;
        Ok(Choice { words: words(lines, &choice.get_ref().words)?, value })
    };
    let choices = raw.get_ref().choices.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let mut values: Vec<u8> = choices.iter().map(|choice| choice.value).collect();
    values.sort_unstable();
    if !values.is_empty() && !values.iter().copied().eq(low..=high) {
        let remedy = format!("Give one choice for each number from {low} to {high}.");
        return Err(lines.fail(raw.span(), "The choices do not cover the range once each.", remedy));
    }
    Ok(List::Owned(choices))
}
