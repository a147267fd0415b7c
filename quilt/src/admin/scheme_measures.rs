//! `/admin/schemes/{id}/measures`: what a scheme asks and when, and which measure it declares, in advance,
//! as the one it will be judged by.

use maud::{Markup, html};
use measure::{Instrument, Shelf};
use page::{Button, Choice, Details, Form, Lang, Problems, Sheet, Typed, Width, text};

use crate::moment::local;
use crate::outcomes::{self, Habit, SchemeMeasure, Wanted, scheme_measures};
use crate::refusal::Refusal;
use crate::settings::{Scheme, SchemeId, scheme};
use crate::web::{Answer, Fields, Shell, Visit};

struct Drawn {
    scheme: Scheme,
    asked: Vec<SchemeMeasure>,
    shelf: Shelf,
}

fn open(visit: &Visit<'_>) -> Result<Drawn, Refusal> {
    let id: SchemeId = visit.param("id")?;
    visit.read("open what a scheme asks", |tx| {
        Ok(Drawn {
            scheme: scheme(tx, visit.area(), id)?,
            asked: scheme_measures(tx, visit.area(), id)?,
            shelf: outcomes::shelf(tx, visit.area())?,
        })
    })
}

/// What may be asked of everyone: whatever is on the shelf, but for people's own concerns and hopes.
fn askable(shelf: &Shelf) -> impl Iterator<Item = &Instrument> {
    shelf.all().filter(|one| {
        !one.scorer.takes_goals() && one.id.code() != "concern" && one.language.starts_with("en")
    })
}

pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let drawn = open(visit)?;
    let typed = drawn.asked.iter().fold(Typed::default(), |typed, one| {
        let (habit, code) = (&one.habit, one.habit.measure.as_str());
        let when = [("start", habit.at_start), ("end", habit.at_end), ("after", habit.at_follow_up)];
        let typed = when
            .into_iter()
            .filter(|(_, asked)| *asked)
            .fold(typed, |typed, (when, _)| typed.with(format!("when-{code}"), when));
        let typed = match habit.every_weeks {
            Some(weeks) => typed.with(format!("every-{code}"), weeks.to_string()),
            None => typed,
        };
        if one.primary_since.is_some() { typed.with("primary", code) } else { typed }
    });
    Ok(Answer::page(render(visit, &drawn, &typed, &Problems::none())))
}

pub(super) fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let drawn = open(visit)?;
    let again =
        |problems: &Problems| Ok(Answer::again(render(visit, &drawn, &visit.form.as_typed(), problems)));
    let wanted = match read(&visit.form, &drawn.shelf) {
        Ok(wanted) => wanted,
        Err(problems) => return again(&problems),
    };
    let answer = visit.submit("decide what a scheme asks", |tx| {
        outcomes::decide(tx, &visit.actor, &visit.now, drawn.scheme.id, &wanted)?;
        Ok(visit.path.clone())
    });
    match answer {
        Err(Refusal::Invalid(problems)) => again(&problems),
        answer => answer,
    }
}

/// Reads the form: what is asked on no occasion is not asked.
fn read(fields: &Fields, shelf: &Shelf) -> Result<Vec<Wanted>, Problems> {
    let mut problems = Problems::none();
    let mut wanted = Vec::new();
    for instrument in askable(shelf) {
        let code = instrument.id.code();
        let (when, every) = (format!("when-{code}"), format!("every-{code}"));
        let asked = |occasion: &str| fields.all(&when).any(|chosen| chosen == occasion);
        let every_weeks = match fields.some(&every).map(str::parse::<i64>) {
            None => None,
            Some(Ok(weeks)) => Some(weeks),
            Some(Err(_)) => {
                problems.add(every, "Write a whole number of weeks, or leave it empty.");
                None
            }
        };
        let habit = Habit {
            measure: code.to_owned(),
            at_start: asked("start"),
            every_weeks,
            at_end: asked("end"),
            at_follow_up: asked("after"),
        };
        let is_primary = fields.get("primary") == code;
        let at_all = habit.at_start || habit.at_end || habit.at_follow_up || every_weeks.is_some();
        if is_primary && !at_all {
            problems.add("primary", "A measure to judge by is asked at the start and at the end.");
        }
        if at_all {
            wanted.push(Wanted { habit, is_primary });
        }
    }
    if problems.is_empty() { Ok(wanted) } else { Err(problems) }
}

fn render(visit: &Visit<'_>, drawn: &Drawn, typed: &Typed, problems: &Problems) -> Markup {
    let sheet = Sheet::new(Lang::En, typed, problems);
    let primary = askable(&drawn.shelf)
        .filter(|one| matches!(one.id, measure::InstrumentId::Standard(_)))
        .map(|one| Choice::new(one.id.code(), &*one.name));
    let form = Form::post(visit.path.as_str(), visit.csrf(), visit.once()).body(html! {
        @for instrument in askable(&drawn.shelf) { (one(&sheet, instrument, typed, problems)) }
        h2 { "Which of them will you judge by?" }
        p.q-quiet {
            "Say so before you have looked: what is chosen afterwards, among many, says less. Reports call the others exploratory. "
            "Concerns and hopes are people’s own: no target hangs on them, so they are not in this list."
        }
        (sheet.radios("primary", "The measure declared in advance").small().choice(Choice::new("", "None")).choices(primary).optional())
        (Button::new("Keep"))
    });
    let title = format!("What {} asks", drawn.scheme.name);
    let body = html! {
        h1 { (title) }
        p.q-lead { "Gently: nobody is asked twice on one occasion, in a pause, or within two weeks of another asking." }
        (declared(visit, drawn))
        (form)
    };
    Shell::new(title.clone())
        .under(&[("/admin", "Admin"), ("/admin/measures", "Measures")])
        .narrow()
        .problems(problems)
        .render(visit, body)
}

/// What stands, and since when.
fn declared(visit: &Visit<'_>, drawn: &Drawn) -> Markup {
    let year = visit.now.today().year();
    let primary = drawn.asked.iter().find_map(|one| Some((one, one.primary_since?)));
    let undecided = drawn.asked.iter().any(|one| one.since.is_none());
    html! {
        @if undecided { p.q-quiet { "This scheme has not decided yet, and asks what is usual." } }
        @if let Some((one, since)) = primary {
            @let name = drawn.shelf.get(&one.habit.measure).map_or(one.habit.measure.as_str(), |one| &*one.name);
            p { strong { "Declared: " (name) } ", since " (text::day(Lang::En, local(since).date(), year)) "." }
        }
    }
}

fn one(sheet: &Sheet<'_>, instrument: &Instrument, typed: &Typed, problems: &Problems) -> Markup {
    let code = instrument.id.code();
    let (when, every) = (format!("when-{code}"), format!("every-{code}"));
    let fields = html! {
        (sheet.checkboxes(&when, "When is it asked?")
            .option("start", "At the start").option("end", "At the end").option("after", "When following up").optional())
        (sheet.whole_number(&every, "Along the way, every so many weeks").width(Width::Chars4).optional())
    };
    let used = !typed.get(&when).is_empty() || !typed.get(&every).is_empty() || problems.of(&every).is_some();
    let details = Details::new(&*instrument.name, fields);
    html! { (if used { details.open() } else { details }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ticked_is_asked_and_nothing_else() {
        let shelf = Shelf::built_in();
        let fields = Fields::of(&[
            ("when-ons4", "start"),
            ("when-ons4", "end"),
            ("every-ucla3", "8"),
            ("primary", "ons4"),
        ]);
        let wanted = read(&fields, &shelf).unwrap();
        let found: Vec<_> = wanted.iter().map(|one| (one.habit.measure.as_str(), one.is_primary)).collect();
        assert_eq!(found, [("ons4", true), ("ucla3", false)]);
        assert!(!wanted[0].habit.at_follow_up && wanted[1].habit.every_weeks == Some(8));
    }

    #[test]
    fn weeks_are_numbers_and_what_is_judged_by_is_asked() {
        let shelf = Shelf::built_in();
        for (fields, at) in [
            (Fields::of(&[("every-ons4", "often")]), "every-ons4"),
            (Fields::of(&[("primary", "ons4")]), "primary"),
        ] {
            assert!(read(&fields, &shelf).unwrap_err().of(at).is_some(), "{at}");
        }
        assert!(read(&Fields::of(&[("primary", "concern")]), &shelf).unwrap().is_empty());
    }
}
