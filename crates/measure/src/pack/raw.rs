//! A pack's file as it is written, before anything in it is believed.

use serde::Deserialize;
use toml::Spanned;

use super::PackError;
use super::lines::Lines;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    pub code: Spanned<String>,
    pub kind: Option<Spanned<String>>,
    pub name: Option<Spanned<String>>,
    pub edition: Spanned<String>,
    pub language: Spanned<String>,
    pub introduction: Option<Spanned<String>>,
    pub someone_else_may_answer: Option<Spanned<bool>>,
    pub licence: Spanned<RawLicence>,
    #[serde(default)]
    pub item: Vec<Spanned<RawItem>>,
    pub score: Option<Spanned<RawScore>>,
    pub missing: Option<Spanned<RawMissing>>,
    #[serde(default)]
    pub threshold: Vec<Spanned<RawThreshold>>,
    #[serde(default)]
    pub norm: Vec<Spanned<RawNorm>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLicence {
    pub name: Spanned<String>,
    pub attribution: Option<Spanned<String>>,
    pub reference: Spanned<String>,
    pub expires: Spanned<toml::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawItem {
    pub code: Spanned<String>,
    pub name: Option<Spanned<String>>,
    pub wording: Option<Spanned<String>>,
    /// Whether the person puts the question, a concern or a goal, in their own words.
    #[serde(default)]
    pub own_words: bool,
    pub low_label: Option<Spanned<String>>,
    pub high_label: Option<Spanned<String>>,
    pub low: Option<Spanned<i64>>,
    pub high: Option<Spanned<i64>>,
    pub better: Option<Spanned<String>>,
    pub counts: Option<Spanned<bool>>,
    #[serde(default)]
    pub choices: Vec<Spanned<RawChoice>>,
    #[serde(default)]
    pub bands: Vec<Spanned<RawBand>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawChoice {
    pub words: Spanned<String>,
    pub value: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBand {
    pub name: Spanned<String>,
    pub low: i64,
    pub high: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawScore {
    pub how: Spanned<String>,
    pub code: Option<Spanned<String>>,
    pub name: Option<Spanned<String>>,
    pub times: Option<Spanned<i64>>,
    pub counted: Option<Spanned<i64>>,
    pub table: Option<Spanned<Vec<f64>>>,
    #[serde(default)]
    pub group: Vec<Spanned<RawGroup>>,
    #[serde(default)]
    pub returned: Vec<Spanned<RawScale>>,
    #[serde(default)]
    pub whole_only: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGroup {
    pub code: Spanned<String>,
    pub name: Spanned<String>,
    pub items: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawScale {
    pub code: Spanned<String>,
    pub name: Spanned<String>,
    pub low: f64,
    pub high: f64,
    #[serde(default)]
    pub decimals: i64,
    pub better: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMissing {
    pub rule: Spanned<String>,
    pub up_to: Option<Spanned<i64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawThreshold {
    pub points: f64,
    pub meaning: Spanned<String>,
    pub source: Spanned<String>,
    #[serde(default)]
    pub unconfirmed: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNorm {
    pub of: Spanned<String>,
    pub who: Spanned<String>,
    pub mean: f64,
    pub source: Spanned<String>,
    #[serde(default)]
    pub unconfirmed: bool,
}

/// What to do about each word that must be there.
const NEEDED: &[(&str, &str)] = &[
    ("`code`", "Begin the file with code = \"…\": the measure's short word."),
    ("`edition`", "Add edition = \"…\", as the owners name it."),
    ("`language`", "Add language = \"en-GB\", or \"cy\", …: the language of the wording."),
    ("`licence`", "Add a [licence] part with name, reference and expires."),
    ("`reference`", "Add reference = \"…\" to [licence]: the number or letter the owners gave you."),
    ("`expires`", "Add expires = 2027-03-31 to [licence]: the last day it may be used."),
];

pub(super) fn read(text: &str, lines: &Lines<'_>) -> Result<Raw, PackError> {
    toml::from_str(text).map_err(|error| {
        let said = error.message().lines().next().unwrap_or_default();
        let missing = said.starts_with("missing field");
        let remedy = NEEDED.iter().find(|(word, _)| missing && said.contains(word));
        let remedy = remedy.map_or("Compare it with the example pack.", |(_, remedy)| remedy);
        lines.fail(error.span().unwrap_or(0..0), format!("This cannot be read: {said}."), remedy)
    })
}
