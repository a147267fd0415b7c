//! A plan carried off: the plan itself, every figure with its range, a report on paper. Each of the state on the screen.

use super::opened::{self, Opened};
use crate::refusal::Refusal;
use crate::web::{Answer, Visit};

/// A name for a file: letters, digits and dashes of the plan's own.
fn file_name(opened: &Opened, ending: &str) -> String {
    let name = opened.kept.name.to_lowercase();
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    let name = if words.is_empty() { "plan".to_owned() } else { words.join("-") };
    format!("{}.{ending}", name.chars().take(60).collect::<String>())
}

/// GET `/plan/{id}/toml?…`
pub(super) fn toml(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opened = opened::open(visit)?;
    let mut plan = (*opened.tuned.plan).clone();
    plan.name.clone_from(&opened.kept.name);
    let bytes = plan.to_toml().into_bytes();
    Ok(Answer::File { name: file_name(&opened, "toml"), kind: "application/toml", bytes })
}
