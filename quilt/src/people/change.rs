//! Changing what is known of a person. Whoever is overtaken by a colleague sees what
//! changed beside what they typed, and loses nothing.

use ::store::Tx;
use maud::{Markup, html};
use page::{Banner, Button, Column, Form, Hidden, Lang, Problems, Render, Sheet, Table, Width, text};

use super::{
    Birth, Described, Name, NhsGiven, Person, PersonDraft, PersonId, find_person, name_key, nhs_number,
    opened, store,
};
use crate::access::{Act, Actor};
use crate::line::line;
use crate::moment::{Moment, local};
use crate::refusal::Refusal;
use crate::settings::PostcodeGiven;
use crate::web::{Answer, Fields, Shell, Visit};

/// The longest text taken in one field, in characters.
const LONGEST: usize = 10_000;

/// The fields of the form and their names on the page, in its order.
const FIELDS: [(&str, &str); 17] = [
    ("name", "Name"),
    ("known_as", "Likes to be called"),
    ("born", "Date of birth"),
    ("phone", "Phone"),
    ("email", "E-mail"),
    ("address", "Address"),
    ("postcode", "Postcode"),
    ("how", "How to reach them"),
    ("when", "When"),
    ("language", "Language"),
    ("interpreter", "Interpreter"),
    ("access", "What makes it easier"),
    ("before", "Before a visit"),
    ("lives_alone", "Lives alone"),
    ("gender", "Gender"),
    ("ethnicity", "Ethnicity"),
    ("nhs", "NHS number"),
];

/// Writes what is now known of a person seen at `version`. Changes nothing, and says
/// nothing, when it is what was known already.
pub fn change_person(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    id: PersonId,
    version: i64,
    draft: &PersonDraft,
) -> Result<(), Refusal> {
    let known = find_person(tx, by, id)?;
    let person = draft.person(id, known.created_at);
    let (before, after) = (as_fields(&known), as_fields(&person));
    let changed = differing(&before, &after);
    if changed.is_empty() {
        return Ok(());
    }
    if !store::update_person(tx, by.area, &person, &name_key(&person.name), version)? {
        return Err(Refusal::not_now("A colleague changed this record while you had it open."));
    }
    let labels: Vec<&str> = changed.into_iter().map(|(label, ..)| label).collect();
    let known = Described::of(tx, &person)?.facts();
    line(by, now, "person.changed", id).fact("fields", labels.join(", ")).fact("known", known).record(tx)
}

/// A record as the form shows it.
fn as_fields(person: &Person) -> Fields {
    let born = match &person.birth {
        Birth::On(date) => format!("{} {} {}", date.day(), date.month(), date.year()),
        Birth::About { words, .. } => words.clone(),
        Birth::NotGiven => String::new(),
    };
    let nhs = person.nhs_number.as_deref().map(nhs_number::spaced).or_else(|| person.nhs_number_note.clone());
    let lives_alone = person.lives_alone.map(|alone| if alone { "yes" } else { "no" });
    let or_empty = |value: &Option<String>| value.clone().unwrap_or_default();
    let values: [String; 17] = [
        person.name.clone(),
        or_empty(&person.known_as),
        born,
        or_empty(&person.phone),
        or_empty(&person.email),
        or_empty(&person.address),
        or_empty(&person.postcode),
        or_empty(&person.contact_how),
        or_empty(&person.contact_when),
        or_empty(&person.language),
        if person.interpreter { "yes".into() } else { String::new() },
        or_empty(&person.access_needs),
        or_empty(&person.before_a_visit),
        lives_alone.unwrap_or("").to_owned(),
        or_empty(&person.gender),
        or_empty(&person.ethnicity),
        nhs.unwrap_or_default(),
    ];
    let pairs: Vec<(&str, &str)> =
        FIELDS.iter().map(|(field, _)| *field).zip(values.iter().map(String::as_str)).collect();
    Fields::of(&pairs)
}

/// Where two versions of the form differ: the field's name, one, the other.
fn differing<'a>(one: &'a Fields, other: &'a Fields) -> Vec<(&'static str, &'a str, &'a str)> {
    FIELDS
        .iter()
        .map(|(field, label)| (*label, one.get(field), other.get(field)))
        .filter(|(_, one, other)| one != other)
        .collect()
}

/// Reads the form.
///
/// # Errors
/// What was wrong, field by field.
pub fn read_form(fields: &Fields, now: &Moment) -> Result<PersonDraft, Problems> {
    let mut problems = Problems::none();
    let name = Name::parse(fields.get("name")).map_err(|e| problems.add("name", e)).ok();
    let birth = Birth::parse(fields.get("born"), now.today()).map_err(|e| problems.add("born", e)).ok();
    let postcode = PostcodeGiven::parse(fields.get("postcode")).map_err(|e| problems.add("postcode", e)).ok();
    for (field, _) in FIELDS {
        if fields.get(field).chars().count() > LONGEST {
            problems
                .add(field, format!("Write no more than {LONGEST} characters here. Yours is kept below."));
        }
    }
    let own = |field: &str| fields.some(field).map(str::to_owned);
    match (name, birth, postcode) {
        (Some(name), Some(birth), Some(postcode)) if problems.is_empty() => Ok(PersonDraft {
            name,
            known_as: own("known_as"),
            birth,
            postcode,
            address: own("address"),
            phone: own("phone"),
            email: own("email"),
            contact_how: own("how"),
            contact_when: own("when"),
            language: own("language"),
            interpreter: fields.ticked("interpreter"),
            access_needs: own("access"),
            gender: own("gender"),
            ethnicity: own("ethnicity"),
            lives_alone: match fields.get("lives_alone") {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            nhs: NhsGiven::parse(fields.get("nhs")),
            before_a_visit: own("before"),
        }),
        _ => Err(problems),
    }
}

/// GET `/people/{id}/change`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: PersonId = visit.param("id")?;
    let person = open(visit, id)?;
    let fields = as_fields(&person);
    Ok(Answer::page(form(visit, &person, &fields, person.version, &Problems::none(), None)))
}

/// POST `/people/{id}/change`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: PersonId = visit.param("id")?;
    let version: i64 = visit.form.get("version").parse().unwrap_or(0);
    let draft = match read_form(&visit.form, &visit.now) {
        Ok(draft) => draft,
        Err(problems) => {
            let person = open(visit, id)?;
            return Ok(Answer::again(form(visit, &person, &visit.form, version, &problems, None)));
        }
    };
    let saved = visit.submit("change a person", |tx| {
        opened(tx, &visit.actor, &visit.now, Act::ChangePerson, id)?;
        change_person(tx, &visit.actor, &visit.now, id, version, &draft)?;
        Ok(format!("/people/{id}"))
    });
    match saved {
        Err(Refusal::NotNow(sentence)) => {
            let person = open(visit, id)?;
            let beside = beside(visit, &person, &sentence)?;
            let markup = form(visit, &person, &visit.form, person.version, &Problems::none(), Some(beside));
            Ok(Answer::Page { status: axum::http::StatusCode::CONFLICT, markup })
        }
        saved => saved,
    }
}

fn open(visit: &Visit<'_>, id: PersonId) -> Result<Person, Refusal> {
    let person = visit.read("open a person to change", |tx| {
        Ok(opened(tx, &visit.actor, &visit.now, Act::ChangePerson, id)?.person)
    })?;
    visit.looked("person.looked_at", id, None)?;
    Ok(person)
}

/// What the record holds now beside what was typed, where the two differ.
fn beside(visit: &Visit<'_>, person: &Person, sentence: &str) -> Result<Markup, Refusal> {
    let lines = visit.read("see who changed a person", |tx| {
        Ok(ledger::about(tx, visit.area().into(), person.id.into(), 200, None)?)
    })?;
    let changed = lines.iter().find(|entry| entry.kind == "person.changed");
    let record = as_fields(person);
    let shown = |value: &str| if value.is_empty() { "(empty)".to_owned() } else { value.to_owned() };
    let rows: Vec<[String; 3]> = differing(&record, &visit.form)
        .into_iter()
        .map(|(label, now, typed)| [label.to_owned(), shown(now), shown(typed)])
        .collect();
    let table = Table::new("Where the two differ")
        .columns([Column::text("What"), Column::text("On the record now"), Column::text("What you typed")])
        .rows(rows);
    let body = html! {
        p.nhsuk-notification-banner__heading { (sentence) }
        @if let Some(entry) = changed {
            @let at = local(entry.happened);
            p { (entry.by_name) " changed it on " (text::date(Lang::En, at.date(), visit.now.today().year())) " at " (text::time(at.time()))
                @if let Some(fields) = entry.facts.as_ref().and_then(|facts| facts.get("fields")).and_then(|fields| fields.as_str()) { ": " (fields) } "." }
        }
        p { "What you typed is in the form below. Make it right and save it: it will then stand on the record." }
    };
    Ok(html! { (Banner::new(Lang::En, "").body(body)) (table) })
}

fn form(
    visit: &Visit<'_>,
    person: &Person,
    fields: &Fields,
    version: i64,
    problems: &Problems,
    beside: Option<Markup>,
) -> Markup {
    let typed = fields.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let form = Form::post(format!("/people/{}/change", person.id), visit.csrf(), visit.once()).body(html! {
        (Hidden::new("version", version.to_string()))
        (sheet.input("name", "Name"))
        (sheet.input("known_as", "What do they like to be called?").optional())
        (sheet.input("born", "Date of birth").hint("Like 12 3 1948, or just the year. “About 1950” is fine.").width(Width::Chars20).optional())
        h2 { "How to reach them" }
        (sheet.phone("phone", "Phone number").width(Width::Chars20).optional())
        (sheet.email("email", "E-mail address").optional())
        (sheet.textarea("address", "Address").rows(3).optional())
        (sheet.input("postcode", "Postcode").hint("ZZ99 3VZ for no fixed home.").width(Width::Chars10).optional())
        (sheet.input("how", "How do they like to be reached?").hint("Phone, text, letter.").optional())
        (sheet.input("when", "When?").hint("After 10, not Tuesdays.").optional())
        h2 { "What makes it easier" }
        (sheet.input("language", "Language").optional())
        (sheet.checkboxes("interpreter", "Interpreter").option("yes", "They need an interpreter").optional())
        (sheet.textarea("access", "What makes it easier for them?").hint("Hearing, sight, getting about, reading, who to speak to first.").rows(2).optional())
        (sheet.textarea("before", "Before a visit").hint("What a colleague must know to be safe: the dog, the stairs, who else may be there.").rows(2).optional())
        h2 { "About them" }
        (sheet.radios("lives_alone", "Do they live alone?").option("yes", "Yes").option("no", "No").option("", "Not said").inline().optional())
        (sheet.input("gender", "Gender").hint("In their words.").optional())
        (sheet.input("ethnicity", "Ethnicity").hint("In their words.").optional())
        (sheet.input("nhs", "NHS number").width(Width::Chars20).optional())
        (Button::new("Save"))
    });
    let title = format!("Change what we know of {}", person.called());
    let body = html! {
        h1 { (title) }
        @if let Some(beside) = beside { (beside) }
        (form.render())
        p { a href=(format!("/people/{}", person.id)) { "Go back without changing anything" } }
    };
    let (back, name) = (format!("/people/{}", person.id), person.name.as_str());
    Shell::new(title.clone()).narrow().under(&[(&back, name)]).problems(problems).render(visit, body)
}
