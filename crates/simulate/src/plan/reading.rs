//! Walking through a TOML document so that everything wrong with it is found in one go, each with its line.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::Problem;

/// Texts longer than this are a slip of the mouse.
const LONGEST_TEXT: usize = 400;

/// What is wrong so far, and where lines begin.
pub(super) struct Reader {
    lines: Vec<usize>,
    problems: Vec<Problem>,
}

/// The shape of what stands beside a key.
pub(super) type Spot<'a, 'i> = &'a Spanned<DeValue<'i>>;

impl Reader {
    pub(super) fn new(text: &str) -> Self {
        let lines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect();
        Self { lines, problems: Vec::new() }
    }

    pub(super) fn wrong(&mut self, at: Range<usize>, what: impl Into<String>, remedy: impl Into<String>) {
        let line = self.lines.partition_point(|end| *end < at.start) + 1;
        self.problems.push(Problem { line, what: what.into(), remedy: remedy.into() });
    }

    /// What was found wrong elsewhere.
    pub(super) fn also(&mut self, problems: &[Problem]) {
        self.problems.extend_from_slice(problems);
    }

    pub(super) fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}

/// A number as TOML has them; never infinite, never "not a number".
pub(super) fn number_of(value: &DeValue<'_>) -> Option<f64> {
    let number = match value {
        DeValue::Integer(it) => i64::from_str_radix(it.as_str(), it.radix()).ok()? as f64,
        DeValue::Float(it) => it.as_str().parse::<f64>().ok()?,
        _ => return None,
    };
    number.is_finite().then_some(number)
}

/// One table, whose every key is either asked for or reported.
pub(super) struct Fields<'a, 'i> {
    table: &'a DeTable<'i>,
    pub(super) span: Range<usize>,
    pub(super) title: String,
    asked: Vec<&'static str>,
}

impl<'a, 'i> Fields<'a, 'i> {
    pub(super) fn new(table: &'a DeTable<'i>, span: Range<usize>, title: impl Into<String>) -> Self {
        Self { table, span, title: title.into(), asked: Vec::new() }
    }

    /// What stands beside a key, if the key is there.
    pub(super) fn spot(&mut self, key: &'static str) -> Option<Spot<'a, 'i>> {
        self.asked.push(key);
        self.table.iter().find(|(it, _)| it.get_ref() == key).map(|(_, value)| value)
    }

    /// Says that a key is missing.
    pub(super) fn missing(&self, r: &mut Reader, key: &str, remedy: &str) {
        r.wrong(self.span.clone(), format!("{} has no “{key}”.", self.title), remedy);
    }

    /// A number within bounds.
    pub(super) fn number(&mut self, r: &mut Reader, key: &'static str, least: f64, most: f64) -> Option<f64> {
        let spot = self.spot(key)?;
        let found = number_of(spot.get_ref()).filter(|it| (least..=most).contains(it));
        if found.is_none() {
            r.wrong(
                spot.span(),
                format!("“{key}” of {} is not a number from {least} to {most}.", self.title),
                "Give one without quotes, thousands' commas or a % sign.",
            );
        }
        found
    }

    /// A whole number within bounds.
    pub(super) fn whole(&mut self, r: &mut Reader, key: &'static str, least: u64, most: u64) -> Option<u64> {
        let spot = self.spot(key)?;
        let whole = |value: &DeValue<'i>| match value {
            DeValue::Integer(it) => u64::from_str_radix(it.as_str(), it.radix()).ok(),
            _ => None,
        };
        let found = whole(spot.get_ref()).filter(|it| (least..=most).contains(it));
        if found.is_none() {
            r.wrong(
                spot.span(),
                format!("“{key}” of {} is not a whole number from {least} to {most}.", self.title),
                "Give one in figures, without quotes.",
            );
        }
        found
    }

    /// Some words.
    pub(super) fn text(&mut self, r: &mut Reader, key: &'static str) -> Option<String> {
        let spot = self.spot(key)?;
        let words = spot.get_ref().as_str().map(str::trim).filter(|it| !it.is_empty());
        let words = words.filter(|it| it.chars().count() <= LONGEST_TEXT && !it.contains(char::is_control));
        if words.is_none() {
            r.wrong(
                spot.span(),
                format!("“{key}” of {} is not a line of text.", self.title),
                format!("Give it in quotes, at most {LONGEST_TEXT} letters."),
            );
        }
        words.map(str::to_owned)
    }

    /// One of some words.
    pub(super) fn choice<T: Copy>(
        &mut self,
        r: &mut Reader,
        key: &'static str,
        choices: impl IntoIterator<Item = (&'static str, T)>,
    ) -> Option<T> {
        let spot = self.spot(key)?;
        let choices: Vec<_> = choices.into_iter().collect();
        let said = spot.get_ref().as_str();
        let found = choices.iter().find(|(name, _)| Some(*name) == said).map(|(_, it)| *it);
        if found.is_none() {
            let names: Vec<String> = choices.iter().map(|(name, _)| format!("\"{name}\"")).collect();
            r.wrong(
                spot.span(),
                format!("“{key}” of {} is none of the words it may be.", self.title),
                format!("Use one of {}.", names.join(", ")),
            );
        }
        found
    }

    /// A table within.
    pub(super) fn table(
        &mut self,
        r: &mut Reader,
        key: &'static str,
    ) -> Option<(&'a DeTable<'i>, Range<usize>)> {
        let spot = self.spot(key)?;
        let found = spot.get_ref().as_table();
        if found.is_none() {
            let what = format!("“{key}” of {} is not a table.", self.title);
            r.wrong(spot.span(), what, format!("Write [{key}] or {key} = {{ … }}."));
        }
        found.map(|table| (table, spot.span()))
    }

    /// What stands in a list; nothing when the key is not there.
    pub(super) fn list(&mut self, r: &mut Reader, key: &'static str) -> Vec<Spot<'a, 'i>> {
        let Some(spot) = self.spot(key) else { return Vec::new() };
        match spot.get_ref().as_array() {
            Some(array) => array.iter().collect(),
            None => {
                let what = format!("“{key}” of {} is not a list.", self.title);
                r.wrong(spot.span(), what, format!("Write [[{key}]] for each, or {key} = [ … ]."));
                Vec::new()
            }
        }
    }

    /// The tables of a list.
    pub(super) fn tables(
        &mut self,
        r: &mut Reader,
        key: &'static str,
    ) -> Vec<(&'a DeTable<'i>, Range<usize>)> {
        let mut tables = Vec::new();
        for spot in self.list(r, key) {
            match spot.get_ref().as_table() {
                Some(table) => tables.push((table, spot.span())),
                None => r.wrong(
                    spot.span(),
                    format!("“{key}” has something that is no table."),
                    "Write it as { … }.",
                ),
            }
        }
        tables
    }

    /// Reports keys nobody asked for, with the nearest that is known.
    pub(super) fn finish(self, r: &mut Reader) {
        for (key, value) in self.table {
            let said: &str = key.get_ref();
            if self.asked.contains(&said) {
                continue;
            }
            let span = if key.span().is_empty() { value.span() } else { key.span() };
            r.wrong(span, format!("{} knows no “{}”.", self.title, shown(said)), nearest(said, &self.asked));
        }
    }
}

/// What somebody typed, short enough to be read back.
pub(super) fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(60).collect()
}

/// A remedy for a word nobody knows.
pub(super) fn nearest(said: &str, known: &[&str]) -> String {
    let said: String = said.chars().take(60).collect();
    let best = known.iter().map(|it| (steps(&said, it), it)).min();
    match best {
        Some((apart, it)) if apart <= 1 + said.chars().count() / 3 => format!("Did you mean “{it}”?"),
        _ if known.len() <= 12 && !known.is_empty() => format!("Known are {}.", known.join(", ")),
        _ => "Take it out, or look the name up in the defaults.".to_owned(),
    }
}

/// How many letters must be changed, added or taken away.
fn steps(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for j in 0..b.len() {
            let change = corner + usize::from(letter != b[j]);
            corner = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}
