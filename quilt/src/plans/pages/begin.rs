//! Beginning a plan: from the shipped example, or from somebody's file, whose every mistake is said with its line and
//! what to do about it, and whose text comes back to be put right.

use maud::{Markup, html};
use page::{Problems, Row};
use simulate::plan::{EXAMPLE, Plan};
use simulate::runs::Layout;

use super::list_page;
use crate::plans::kept;
use crate::refusal::Refusal;
use crate::web::{Answer, Visit};

/// The largest file read, in bytes. A plan is a page or two; one with every value in it is about 20,000.
const LARGEST: usize = 500_000;

/// The most figures a plan worked out on a page may come to, of all draws, runs and ways together.
const FIGURES: usize = 6_000_000;

/// The most mistakes told at once.
const MISTAKES: usize = 40;

/// POST `/plan`
pub(in crate::plans) fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    match visit.form.get("do") {
        "file" => from_file(visit),
        _ => {
            let plan = example()?;
            keep(visit, &plan, "the example")
        }
    }
}

/// The example, each draw run once: a page answers in half the time, and the ranges are the same.
pub fn example() -> Result<Plan, Refusal> {
    let mut plan = Plan::read(EXAMPLE).map_err(|_| Refusal::broken("the example plan"))?;
    plan.runs = 1;
    Ok(plan)
}

fn keep(visit: &Visit<'_>, plan: &Plan, from: &str) -> Result<Answer, Refusal> {
    visit.submit("begin a plan", |tx| {
        let id = kept::keep(tx, &visit.actor, &visit.now, &named(&plan.name), plan, from)?;
        Ok(format!("/plan/{id}"))
    })
}

/// A plan's own name, or one that says that it has none; as long as a name may be.
fn named(name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_control()).take(80).collect();
    if name.trim().is_empty() { "A plan".into() } else { name }
}

fn from_file(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let (file, typed) = (visit.form.get("file"), visit.form.get("text"));
    let text = if typed.is_empty() { file } else { typed }.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return again(visit, "file", "Choose a plan.toml.", None, html! {});
    }
    if text.len() > LARGEST {
        let said = format!(
            "This file has {} kB. A plan is a page or two of text, at most {} kB: is it the right file?",
            text.len() / 1_000,
            LARGEST / 1_000
        );
        return again(visit, "file", &said, None, html! {});
    }
    match read(text) {
        Ok(plan) => keep(visit, &plan, "a file"),
        Err(mistakes) => {
            let said = format!(
                "The plan has {}. Nothing is kept yet.",
                page::text::count(mistakes.len() as u64, "mistake", "mistakes")
            );
            again(visit, "text", &said, Some(text), told(&mistakes))
        }
    }
}

/// One thing wrong: on which line, what, and what to do.
type Mistake = (usize, String, String);

fn read(text: &str) -> Result<Plan, Vec<Mistake>> {
    let plan = Plan::read(text).map_err(|problems| {
        let all = problems.all().iter();
        all.map(|it| (it.line, it.what.clone(), it.remedy.clone())).collect::<Vec<_>>()
    })?;
    let figures = Layout::of(&plan).len() * plan.draws as usize * plan.runs as usize * plan.strategies.len();
    if figures > FIGURES {
        let what = format!(
            "On a page this plan would come to {} figures, and {} are held.",
            page::text::number(figures as u64),
            page::text::number(FIGURES as u64)
        );
        return Err(vec![(
            1,
            what,
            "Ask for fewer “draws” or “runs”, or work it out with quilt plan run.".into(),
        )]);
    }
    Ok(plan)
}

fn told(mistakes: &[Mistake]) -> Markup {
    html! {
        ul.q-rows {
            @for (line, what, remedy) in mistakes.iter().take(MISTAKES) {
                (Row::new(format!("Line {line}: {what}")).under(remedy.as_str()))
            }
        }
        @if mistakes.len() > MISTAKES { p { "And " (mistakes.len() - MISTAKES) " more, once these are put right." } }
    }
}

fn again(
    visit: &Visit<'_>,
    field: &str,
    said: &str,
    text: Option<&str>,
    wrong: Markup,
) -> Result<Answer, Refusal> {
    let problems: Problems = [(field, said)].into_iter().collect();
    Ok(Answer::again(list_page::render(visit, &problems, text, wrong)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_too_large_for_a_page_is_refused_with_what_to_do() {
        assert!(read(EXAMPLE).is_ok());
        let large = EXAMPLE.replace("draws = 200", "draws = 9000");
        assert!(read(&large).unwrap_err()[0].2.contains("quilt plan run"));
        let crowd = EXAMPLE.replace("people = 62000", "people = 1000000000");
        let wrong = read(&crowd).unwrap_err();
        assert!(wrong.iter().any(|(_, what, _)| what.contains("GB")), "{wrong:?}");
        let wrong = read(&EXAMPLE.replace("years = 5", "years = five")).unwrap_err();
        assert!(wrong[0].0 == 6 && !wrong[0].2.is_empty(), "{wrong:?}");
    }
}
