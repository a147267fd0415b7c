//! A plan carried off: the plan itself, every figure with its range, a report on paper. Each of the state on the screen.

use tabular::Format;

use super::opened::{self, Opened};
use crate::plans::out;
use crate::plans::runs::SoFar;
use crate::plans::told::Told;
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
pub(in crate::plans) fn toml(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opened = opened::open(visit)?;
    let mut plan = (*opened.tuned.plan).clone();
    plan.name.clone_from(&opened.kept.name);
    let bytes = plan.to_toml().into_bytes();
    Ok(Answer::File { name: file_name(&opened, "toml"), kind: "application/toml", bytes })
}

/// The rows there are; a file is never made of none.
fn rows(
    opened: &Opened,
    visit: &Visit<'_>,
) -> Result<(SoFar, std::sync::Arc<simulate::runs::Rows>), Refusal> {
    let so_far = opened.so_far(visit);
    let rows = so_far.rows.clone();
    let rows = rows
        .ok_or_else(|| Refusal::not_now("The first numbers come in a moment: nothing is lost, try again."))?;
    Ok((so_far, rows))
}

/// GET `/plan/{id}/csv?…`: every figure with its range, from the draws there are so far; the file says how many.
pub(in crate::plans) fn csv(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opened = opened::open(visit)?;
    let (so_far, rows) = rows(&opened, visit)?;
    let bytes = out::figures(&so_far.plan, &rows, Format::Csv)
        .map_err(|error| Refusal::Internal(error.to_string()))?;
    Ok(Answer::File { name: file_name(&opened, "csv"), kind: "text/csv; charset=utf-8", bytes })
}

/// GET `/plan/{id}/pdf?…`: the report, for a board to read.
pub(in crate::plans) fn pdf(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opened = opened::open(visit)?;
    let (so_far, rows) = rows(&opened, visit)?;
    let told = Told::of(&so_far.plan, &rows).ok_or_else(|| Refusal::broken("a plan told"))?;
    let bytes = out::pdf(&told, None).map_err(|error| Refusal::Internal(error.to_string()))?;
    Ok(Answer::File { name: file_name(&opened, "pdf"), kind: "application/pdf", bytes })
}
