//! `/plan/ours`: a plan of our own area. What the house cannot know is asked for: how many people live in each scheme's
//! place, and how many work there. The rest is counted, or as shipped.

use maud::{Markup, html};
use page::{Button, Card, Choice, Form, Lang, Problems, Sheet, Typed, Width};

use super::apply::apply;
use super::replace_page::{ALL_HERE, all_here};
use super::shape::Patch;
use super::tables;
use crate::access::{Role, accounts_in_role};
use crate::plans::kept;
use crate::refusal::Refusal;
use crate::settings::{self, Scheme};
use crate::web::{Answer, Shell, Visit};

/// The most schemes one page asks about.
const MOST: usize = 40;

/// What is asked of each scheme: the field, and what it is called.
const ASKED: [(&str, &str); 4] = [
    ("people", "People who live there"),
    ("practices", "GP practices"),
    ("link", "Link workers, full-time"),
    ("build", "Builders, full-time"),
];

/// GET `/plan/ours`
pub(in crate::plans) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let (schemes, workers) = visit.read("know the schemes and who works there", |tx| {
        let schemes = settings::schemes(tx, visit.area())?;
        let count = |scheme: &Scheme| {
            accounts_in_role(tx, visit.area(), Role::LinkWorker, Some(scheme.id)).map(|it| it.len())
        };
        let workers: Vec<usize> = schemes.iter().map(count).collect::<Result<_, _>>()?;
        Ok((schemes, workers))
    })?;
    let mut typed = Typed::default();
    for (n, count) in workers.iter().enumerate() {
        typed = typed.with(format!("link-{n}"), count.to_string());
    }
    Ok(Answer::page(render(visit, &schemes, &typed, &Problems::none(), html! {})))
}

fn render(visit: &Visit<'_>, schemes: &[Scheme], typed: &Typed, problems: &Problems, told: Markup) -> Markup {
    let sheet = Sheet::new(Lang::En, typed, problems);
    let form = Form::post("/plan/ours", visit.csrf(), visit.once()).label("Our own area").body(html! {
        (sheet.input("name", "A name for the plan").width(Width::TwoThirds).optional())
        @for (n, scheme) in schemes.iter().take(MOST).enumerate() {
            fieldset.nhsuk-fieldset.q-levers {
                legend.nhsuk-fieldset__legend.nhsuk-fieldset__legend--s { (scheme.name) }
                div.q-ours {
                    @for (field, words) in ASKED { (sheet.input(&format!("{field}-{n}"), words).inputmode("decimal").width(Width::Chars10)) }
                }
            }
        }
        (sheet.checkboxes(ALL_HERE, "How many are asked for").choice(Choice::new("yes", "Every referral of these places is kept here").hint("Then they are counted. Otherwise the published number stays.")))
        div.q-actions { (Button::new("Begin this plan")) (Button::quiet("Look at what would be counted").sends("do", "look")) }
    });
    let body = html! {
        h1 { "Begin from our own area" }
        p.q-lead { "Each scheme is a place. Say how many people live there and who works there; what our journeys show is counted." }
        (told)
        @if schemes.is_empty() { p { "There is no scheme yet. An administrator adds one." } }
        @else {
            (Card::plain(form))
            p.q-quiet { "Not asked here, and assumed until you change the plan’s file: people of each place spread evenly over fifths of deprivation, one hospital, and 24 seats in groups for 10,000 people, of the kinds people were linked to here." }
        }
    };
    Shell::new("Begin from our own area")
        .under(&[("/plan", "Plans")])
        .problems(problems)
        .style("plan.css")
        .render(visit, body)
}

/// POST `/plan/ours`
pub(in crate::plans) fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let schemes = visit.read("know the schemes", |tx| settings::schemes(tx, visit.area()))?;
    let typed = visit.form.as_typed();
    let again = |problems: &Problems, told: Markup| {
        Ok(Answer::again(render(visit, &schemes, &typed, problems, told)))
    };
    let patches = match patches(&schemes, &typed) {
        Ok(patches) => patches,
        Err(problems) => return again(&problems, html! {}),
    };
    let name = visit.form.some("name").unwrap_or(&visit.app.area.name).to_owned();
    let begun = visit.read("count what our journeys show", |tx| {
        super::begun(tx, &visit.actor, &visit.now, &name, &patches)
    })?;
    let (plan, year) = match begun {
        Ok(begun) => begun,
        Err(wrong) => {
            let said =
                wrong.all().first().map_or_else(String::new, |it| format!("{} {}", it.what, it.remedy));
            return again(&[("people-0", said)].into_iter().collect(), html! {});
        }
    };
    let (counted, told) = apply(&plan, &year, &schemes, all_here(&visit.form));
    if visit.form.get("do") == "look" {
        let told = tables::card(&plan, &year, &told);
        return Ok(Answer::page(render(visit, &schemes, &typed, &Problems::none(), told)));
    }
    visit.submit("begin a plan of our own area", |tx| {
        let id = kept::keep(tx, &visit.actor, &visit.now, &name, &counted, "our own journeys")?;
        Ok(format!("/plan/{id}"))
    })
}

/// What was typed of each scheme; a scheme whose people nobody gave is left out.
fn patches<'a>(schemes: &'a [Scheme], typed: &Typed) -> Result<Vec<Patch<'a>>, Problems> {
    let mut problems = Problems::none();
    let mut patches = Vec::new();
    for (n, scheme) in schemes.iter().take(MOST).enumerate() {
        let mut read = |field: &str, least: f64, most: f64, empty: f64| {
            let name = format!("{field}-{n}");
            let text: String = typed.get(&name).chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
            if text.is_empty() {
                return empty;
            }
            match text.parse::<f64>().ok().filter(|number| (least..=most).contains(number)) {
                Some(number) => number,
                None => {
                    problems.add(
                        name,
                        format!(
                            "Write a number from {least} to {}, for {}.",
                            page::text::number(most as u64),
                            scheme.name
                        ),
                    );
                    empty
                }
            }
        };
        let (people, practices) = (read("people", 1.0, 70e6, 0.0), read("practices", 1.0, 5_000.0, 1.0));
        let (link_workers, builders) = (read("link", 0.0, 5_000.0, 0.0), read("build", 0.0, 5_000.0, 0.0));
        if people >= 1.0 {
            patches.push(Patch {
                scheme,
                people: people as u64,
                practices: practices as u64,
                link_workers,
                builders,
            });
        }
    }
    if problems.is_empty() && patches.is_empty() {
        problems.add("people-0", "Say how many people live in one place at least.");
    }
    if problems.is_empty() { Ok(patches) } else { Err(problems) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{app, engines, shown, visit, world};

    #[test]
    fn our_area_becomes_a_plan_and_what_is_wrong_is_said_with_what_was_typed() {
        for db in engines() {
            let w = world(&db);
            let app = app(&db, &w);
            let send = |form: &[(&str, &str)]| save(&visit(&app, &w.commissioner, "/plan/ours", &[], form));
            let empty = shown(send(&[("name", "Ours")]));
            assert!(empty.contains("one place at least") && empty.contains("value=\"Ours\""));
            let wrong = shown(send(&[("people-0", "many"), ("link-1", "-2")]));
            assert!(wrong.contains("value=\"many\"") && wrong.matches("Write a number from").count() >= 2);
            let crowd = shown(send(&[("people-0", "70000000"), ("people-1", "70000000"), ("link-0", "3")]));
            assert!(crowd.contains("GB"), "{crowd}");
            let filled = [
                ("people-0", "18,000"),
                ("link-0", "2.5"),
                ("build-0", "0.5"),
                ("people-1", "42000"),
                ("link-1", "4"),
            ];
            let look = shown(send(&[&filled[..], &[("do", "look")]].concat()));
            assert!(look.contains("too few people") && look.contains("value=\"18,000\""), "{look}");
            let to = shown(send(&filled));
            let id = to.strip_prefix("/plan/").unwrap().parse().unwrap();
            let plan = db.read("open", |tx| kept::open(tx, &w.commissioner, id)).unwrap().plan().unwrap();
            assert_eq!(plan.places.iter().map(|it| it.people).collect::<Vec<_>>(), [18_000, 42_000]);
            assert_eq!(plan.strategies[1].teams[0].posts[0].wte, 6.5);
        }
    }
}
