//! The two forms of triage: what becomes of a referral, and who walks beside the person.

use jiff::civil::Date;
use maud::{Markup, html};
use page::{Button, Choice, Form, Hidden, Lang, Problems, Sheet};

use super::follow::triaged;
use super::refer::LONGEST;
use super::{Decision, Referral, ReferralId, State, allocate, decide, offer, triage_page};
use crate::access::{Account, AccountId};
use crate::refusal::Refusal;
use crate::web::{Answer, Fields, Visit};

/// A day further ahead than this many years is a slip of the finger.
const YEARS_AHEAD: i16 = 2;

/// Reads the decision, and whether support was offered to the person.
///
/// # Errors
/// What was wrong, field by field.
pub fn read_decision(fields: &Fields, today: Date) -> Result<(Decision, bool), Problems> {
    let mut problems = Problems::none();
    let mut words = |field: &str, missing: &str| {
        let text = fields.get(field);
        if text.is_empty() {
            problems.add(field, missing);
        } else if text.chars().count() > LONGEST {
            problems
                .add(field, format!("Write no more than {LONGEST} characters here. Yours is kept below."));
        }
        text.to_owned()
    };
    let decision = match fields.get("decision") {
        "accept" => Some(Decision::Accept),
        "later" => {
            let why = words("later_why", "Say why later, so that whoever asks again knows.");
            let on = read_day(fields, today).map_err(|sentence| problems.add("on", sentence)).ok();
            on.map(|on| Decision::Later { on, why })
        }
        "route" => Some(Decision::Route { to: words("to", "Say where it went.") }),
        "decline" => Some(Decision::Decline {
            why: Some(words(
                "decline_why",
                "Say what they said, in a few words. “They did not say” is fine.",
            )),
        }),
        "not_reached" => Some(Decision::NotReached {
            tried: words("tried", "Say what was tried: when you rang, what you sent."),
        }),
        _ => {
            problems.add("decision", "Choose what becomes of this referral.");
            None
        }
    };
    match decision {
        Some(decision) if problems.is_empty() => Ok((decision, fields.ticked("offered"))),
        _ => Err(problems),
    }
}

fn read_day(fields: &Fields, today: Date) -> Result<Date, String> {
    let [day, month, year] = ["on-day", "on-month", "on-year"].map(|part| fields.get(part));
    let unreadable = || "Write the day to ask again, like 3 3 2027.".to_owned();
    let (d, m, y) = (
        day.parse().map_err(|_| unreadable())?,
        month.parse().map_err(|_| unreadable())?,
        year.parse::<i16>().map_err(|_| unreadable())?,
    );
    let y = if year.len() == 2 { 2000 + y } else { y };
    let on = Date::new(y, m, d)
        .map_err(|_| format!("There is no such day as {day}/{month}/{year}. Check the day and the month."))?;
    if on <= today {
        return Err("Choose a day that is still to come.".into());
    }
    if on.year() - today.year() > YEARS_AHEAD {
        return Err(format!("That is more than {YEARS_AHEAD} years ahead. Check the year."));
    }
    Ok(on)
}

/// The form that decides. `main` makes its button the page's green one.
pub fn decide_form(visit: &Visit<'_>, sheet: &Sheet<'_>, referral: &Referral, main: bool) -> Markup {
    let mut radios = sheet.radios("decision", "What becomes of it?");
    if referral.state != State::Accepted {
        radios = radios.choice(Choice::new("accept", "They said yes"));
    }
    let radios = radios
        .choice(Choice::new("later", "Not now: ask again later").reveal(html! {
            (sheet.date("on", "Ask again on"))
            (sheet.input("later_why", "Why later?").hint("For example: waiting for her operation."))
        }))
        .choice(Choice::new("route", "Something else fits better").reveal(
            sheet.input("to", "Where did it go?").hint(
                "Social work, occupational therapy, crisis support, or where they found it themselves.",
            ),
        ))
        .choice(
            Choice::new("decline", "They said no").reveal(sheet.input("decline_why", "What did they say?")),
        )
        .choice(
            Choice::new("not_reached", "We could not reach them").reveal(
                sheet
                    .textarea("tried", "What was tried?")
                    .hint("Rang Monday and Thursday after 10, wrote on the 12th.")
                    .rows(2),
            ),
        );
    let offered = sheet
        .checkboxes("offered", "Was support offered to them?")
        .hint("A yes and a no both mean it was. Tick it here when it was offered and they have not said.")
        .option("yes", "Yes, it was offered")
        .optional();
    let button =
        if main { Button::new("Save what was decided") } else { Button::quiet("Save what was decided") };
    let form =
        Form::post(format!("/referrals/{}/decide", referral.id), visit.csrf(), visit.once()).body(html! {
            (Hidden::new("version", referral.version.to_string()))
            (radios)
            @if referral.offered_at.is_none() { (offered) }
            (button)
        });
    html! { (form) }
}

/// A link worker, and how many people they walk beside and were given.
pub struct Load {
    pub worker: Account,
    pub walking: i64,
    pub given: i64,
}

/// The form that gives the person a link worker; whoever has most room comes first.
pub fn allocate_form(
    visit: &Visit<'_>,
    sheet: &Sheet<'_>,
    referral: &Referral,
    loads: &[Load],
    limit: i64,
) -> Markup {
    let main = referral.allocated_to.is_none();
    let radios = loads.iter().fold(sheet.radios("worker", "Who walks beside them?"), |radios, load| {
        radios.choice(
            Choice::new(load.worker.id.to_string(), load.worker.name.as_str()).hint(load_words(load, limit)),
        )
    });
    let button = if main {
        Button::new("Give them this link worker")
    } else {
        Button::quiet("Give them this link worker")
    };
    let form =
        Form::post(format!("/referrals/{}/allocate", referral.id), visit.csrf(), visit.once()).body(html! {
            (Hidden::new("version", referral.version.to_string()))
            (radios)
            (button)
        });
    html! {
        @if loads.is_empty() { p { "This scheme has no link worker yet. An administrator can add one." } }
        @else { (form) }
    }
}

/// "18 of 30 people, and 2 to begin"
fn load_words(load: &Load, limit: i64) -> String {
    let total = load.walking + load.given;
    let begin = if load.given > 0 { format!(", and {} to begin", load.given) } else { String::new() };
    let full = match total.cmp(&limit) {
        std::cmp::Ordering::Less => String::new(),
        std::cmp::Ordering::Equal => ". That is as many as agreed".to_owned(),
        std::cmp::Ordering::Greater => format!(". That is {} more than agreed", total - limit),
    };
    format!("{} of {limit} people{begin}{full}", load.walking)
}

/// POST `/referrals/{id}/decide`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: ReferralId = visit.param("id")?;
    let (decision, offered) = match read_decision(&visit.form, visit.now.today()) {
        Ok(read) => read,
        Err(problems) => return Ok(Answer::again(triage_page::render(visit, id, &problems, None)?)),
    };
    let version = visit.form.get("version").parse().unwrap_or(0);
    let saved = visit.submit("decide about a referral", |tx| {
        triaged(tx, &visit.actor, id)?;
        if offered {
            offer(tx, &visit.actor, &visit.now, id)?;
        }
        decide(tx, &visit.actor, &visit.now, id, version, &decision)?;
        Ok(format!("/referrals/{id}"))
    });
    overtaken(visit, id, saved)
}

/// POST `/referrals/{id}/allocate`
pub fn save_allocation(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: ReferralId = visit.param("id")?;
    let worker: Option<AccountId> = visit.form.get("worker").parse().ok();
    let Some(worker) = worker else {
        let problems = [("worker", "Choose a link worker.")].into_iter().collect();
        return Ok(Answer::again(triage_page::render(visit, id, &problems, None)?));
    };
    let version: i64 = visit.form.get("version").parse().unwrap_or(0);
    let saved = visit.submit("give somebody a link worker", |tx| {
        if triaged(tx, &visit.actor, id)?.version != version {
            return Err(Refusal::not_now("A colleague changed this referral while you were looking at it."));
        }
        allocate(tx, &visit.actor, &visit.now, id, worker)?;
        Ok(format!("/referrals/{id}"))
    });
    match saved {
        Err(Refusal::Invalid(problems)) => {
            Ok(Answer::again(triage_page::render(visit, id, &problems, None)?))
        }
        saved => overtaken(visit, id, saved),
    }
}

/// When a colleague was quicker, the page again: how it stands now, and everything typed.
fn overtaken(visit: &Visit<'_>, id: ReferralId, saved: Result<Answer, Refusal>) -> Result<Answer, Refusal> {
    match saved {
        Err(Refusal::NotNow(sentence)) => {
            let markup = triage_page::render(visit, id, &Problems::none(), Some(&sentence))?;
            Ok(Answer::Page { status: axum::http::StatusCode::CONFLICT, markup })
        }
        saved => saved,
    }
}

/// What was typed in a form that can no longer be sent, to be kept or copied.
pub fn what_was_typed(fields: &Fields) -> Option<Markup> {
    const WORDS: [(&str, &str); 4] = [
        ("later_why", "Why later"),
        ("to", "Where it went"),
        ("decline_why", "What they said"),
        ("tried", "What was tried"),
    ];
    let typed: Vec<_> =
        WORDS.iter().filter_map(|(field, label)| Some((*label, fields.some(field)?))).collect();
    let list = typed.iter().fold(page::SummaryList::new(), |list, (label, words)| list.row(*label, *words));
    (!typed.is_empty()).then(
        || html! { (page::Inset::body(Lang::En, html! { p { strong { "What you had written" } } (list) })) },
    )
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<(Decision, bool), Problems> {
        read_decision(&Fields::of(pairs), date(2026, 11, 23))
    }

    #[test]
    fn each_decision_asks_for_what_it_needs() {
        assert_eq!(read(&[("decision", "accept")]).unwrap(), (Decision::Accept, false));
        assert_eq!(
            read(&[("decision", "route"), ("to", "Adult social care"), ("offered", "yes")]).unwrap(),
            (Decision::Route { to: "Adult social care".into() }, true)
        );
        for (decision, field) in [
            ("", "decision"),
            ("route", "to"),
            ("decline", "decline_why"),
            ("not_reached", "tried"),
            ("later", "on"),
        ] {
            assert!(read(&[("decision", decision)]).unwrap_err().of(field).is_some(), "{decision}");
        }
    }

    #[test]
    fn the_day_to_ask_again_is_a_day_to_come() {
        let later = |d, m, y| {
            read(&[
                ("decision", "later"),
                ("later_why", "After her operation"),
                ("on-day", d),
                ("on-month", m),
                ("on-year", y),
            ])
        };
        assert_eq!(
            later("3", "3", "27").unwrap().0,
            Decision::Later { on: date(2027, 3, 3), why: "After her operation".into() }
        );
        for (d, m, y) in [
            ("31", "2", "2027"),
            ("23", "11", "2026"),
            ("1", "1", "2062"),
            ("", "3", "2027"),
            ("3", "March", "2027"),
            ("3", "3", "99999"),
        ] {
            assert!(later(d, m, y).unwrap_err().of("on").is_some(), "{d}/{m}/{y}");
        }
    }

    #[test]
    fn too_much_is_said_beside_its_field() {
        let long = "x".repeat(LONGEST + 1);
        assert!(read(&[("decision", "not_reached"), ("tried", &long)]).unwrap_err().of("tried").is_some());
    }
}
