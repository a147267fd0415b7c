//! The professional's page for a referral: one page, under a minute. It refuses only what
//! cannot be understood or repaired.

use maud::{Markup, html};
use page::{Button, Choice, Form, Lang, Panel, Problems, Sheet, SummaryList, Width};

use super::refer::{Consent, Draft, LONGEST, Source, refer};
use super::{ReferrerKind, store};
use crate::access::Actor;
use crate::moment::Moment;
use crate::people::{self, Birth, Name, NhsGiven, PersonDraft};
use crate::refusal::Refusal;
use crate::settings::{self, PostcodeGiven, Scheme};
use crate::web::{Answer, Fields, Shell, Visit};

/// Reads the form. Refuses only what cannot be understood or repaired.
///
/// # Errors
/// What was wrong, field by field.
pub fn read_form(fields: &Fields, now: &Moment, schemes: &[Scheme], by: &Actor) -> Result<Draft, Problems> {
    let mut problems = Problems::none();
    let name = Name::parse(fields.get("name")).map_err(|e| problems.add("name", e)).ok();
    let birth = Birth::parse(fields.get("born"), now.today()).map_err(|e| problems.add("born", e)).ok();
    let postcode = PostcodeGiven::parse(fields.get("postcode")).map_err(|e| problems.add("postcode", e)).ok();
    let scheme = schemes.iter().find(|s| s.id.to_string() == fields.get("scheme")).or(match schemes {
        [only] => Some(only),
        _ => None,
    });
    if scheme.is_none() {
        problems.add("scheme", "Choose which team should get in touch.");
    }
    let why_now = fields.get("why");
    if why_now.is_empty() {
        problems.add("why", "Say in a few words why now.");
    }
    for field in ["why", "note", "access"] {
        if fields.get(field).chars().count() > LONGEST {
            problems.add(field, format!("Write no more than {LONGEST} characters here. Yours is kept below: shorten it and send it again."));
        }
    }
    let consent = match fields.get("consent") {
        "given" => Some(Consent::Given),
        "to_ask" => Some(Consent::ToAsk),
        _ => {
            problems.add("consent", "Say whether the person knows about this and agrees.");
            None
        }
    };
    if fields.get("phone").is_empty() && fields.get("email").is_empty() && fields.get("address").is_empty() {
        problems.add("phone", "Give at least one way to reach the person: phone, e-mail or address.");
    }
    let kind = ReferrerKind::parse(fields.get("kind")).unwrap_or(ReferrerKind::Other);
    let own = |field: &str| fields.some(field).map(str::to_owned);
    match (name, birth, postcode, scheme, consent) {
        (Some(name), Some(birth), Some(postcode), Some(scheme), Some(consent)) if problems.is_empty() => {
            let person = PersonDraft {
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
                // What matters for safety goes with the person, where every visit page shows it.
                before_a_visit: own("note"),
                nhs: NhsGiven::parse(fields.get("nhs")),
                ..PersonDraft::named(name)
            };
            Ok(Draft {
                person,
                scheme: scheme.id,
                source: Source::Form,
                source_key: None,
                referrer_name: own("referrer").unwrap_or_else(|| by.name.clone()),
                referrer_kind: kind,
                referrer_contact: own("answer_to"),
                organization: by.organization,
                why_now: why_now.to_owned(),
                note: own("note"),
                consent,
                offered: fields.ticked("offered"),
                answer_wanted: !fields.ticked("no_answer"),
            })
        }
        _ => Err(problems),
    }
}

/// GET `/refer`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    render(visit, &Problems::none()).map(Answer::page)
}

fn render(visit: &Visit<'_>, problems: &Problems) -> Result<Markup, Refusal> {
    let schemes = visit.read("offer the schemes", |tx| settings::schemes(tx, visit.area()))?;
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let kinds = ReferrerKind::ALL.iter().filter(|k| **k != ReferrerKind::Themself);
    let form = Form::post("/refer", visit.csrf(), visit.once()).body(html! {
        (sheet.input("name", "Their name").hint("As they give it. One word is fine.").autocomplete("off"))
        (sheet.input("born", "Date of birth").hint("Like 12 3 1948, or just the year. “About 1950” is fine.").width(Width::Chars20).optional())
        (sheet.input("postcode", "Postcode").hint("Leave empty if they have no fixed home.").width(Width::Chars10).optional())
        (sheet.input("phone", "Phone number").width(Width::Chars20))
        (sheet.input("when", "When and how do they like to be reached?").hint("For example: ring after 10, text first, through her daughter.").optional())
        (sheet.textarea("why", "Why now, in their words").hint("What is going on, and what would they like to be different?").rows(4))
        (sheet.radios("consent", "Do they know, and agree to be contacted?").option("given", "Yes, they agree").option("to_ask", "I could not ask them. Please ask first."))
        @if schemes.len() > 1 {
            (schemes.iter().fold(sheet.radios("scheme", "Which team is nearest to them?"), |radios, scheme| {
                radios.choice(Choice::new(scheme.id.to_string(), scheme.name.as_str()).hint(scheme.towns.join(", ")))
            }))
        }
        (page::Details::new("More about them, if you know it", html! {
            (sheet.input("email", "E-mail address").optional())
            (sheet.input("address", "Address").optional())
            (sheet.input("language", "Language they speak best").width(Width::Chars20).optional())
            (sheet.checkboxes("interpreter", "Interpreter").option("yes", "They need an interpreter").optional())
            (sheet.textarea("access", "What makes it easier for them?").hint("Hearing, sight, getting about, reading, who to speak to first.").rows(2).optional())
            (sheet.input("nhs", "NHS number").width(Width::Chars20).optional())
            (sheet.textarea("note", "Anything the team should know before a visit").rows(2).optional())
        }))
        (kinds.fold(sheet.select("kind", "You are a"), |select, kind| select.option(kind.code(), kind.words())))
        (sheet.checkboxes("offered", "Have you offered social prescribing to them?").option("yes", "Yes, we talked about it").optional())
        (sheet.input("answer_to", "Where should we send you what became of it?").hint("An e-mail address. You also see it under Referrals.").optional())
        (Button::new("Send the referral"))
    });
    let body = html! {
        h1 { "Refer someone" }
        p.q-lead { "It takes about a minute. Only their name, a way to reach them, why now and their consent are needed." }
        (form)
    };
    Ok(Shell::new("Refer someone").narrow().problems(problems).render(visit, body))
}

/// POST `/refer`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let schemes = visit.read("know the schemes", |tx| settings::schemes(tx, visit.area()))?;
    let draft = match read_form(&visit.form, &visit.now, &schemes, &visit.actor) {
        Ok(draft) => draft,
        Err(problems) => return Ok(Answer::again(render(visit, &problems)?)),
    };
    visit.submit("refer a person", |tx| {
        let referral = refer(tx, &visit.actor, &visit.now, &draft)?;
        Ok(format!("/refer/done/{}", referral.reference))
    })
}

/// GET `/refer/done/{reference}`: what happens next.
pub fn done(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let reference = visit.text_param("reference");
    let (referral, scheme, nhs_note) = visit.read("say what happens next", |tx| {
        let referral =
            store::select_by_reference(tx, visit.area(), reference)?.ok_or_else(Refusal::not_found)?;
        if referral.referrer.is_none() || referral.referrer != visit.actor.account() {
            return Err(Refusal::not_yours(referral.person));
        }
        let person = people::find_person(tx, &visit.actor, referral.person)?;
        Ok((referral.clone(), settings::scheme(tx, visit.area(), referral.scheme)?, person.nhs_number_note))
    })?;
    let body = html! {
        (Panel::new("Thank you. They are on the list.", format!("Reference {}", referral.reference)))
        @if let Some(note) = nhs_note {
            (page::Inset::new(Lang::En, format!("“{note}” is not a complete NHS number, so we kept it as a note. Nothing else is needed.")))
        }
        h2 { "What happens next" }
        (SummaryList::new()
            .row("Who gets in touch", scheme.name.as_str())
            .row("When", "Within a few working days, the way they like to be reached")
            .row("What you hear", "Whether they said yes, when they start, and how it ends"))
        p { a href="/referrals" { "See what became of your referrals" } }
        p { a href="/refer" { "Refer someone else" } }
    };
    Ok(Answer::page(Shell::new("Referral sent").narrow().render(visit, body)))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::moment::Chance;
    use crate::settings::SchemeKind;

    fn moment() -> Moment {
        Moment { at: "2026-11-23T10:00:00Z".parse().unwrap(), chance: Chance::seeded(1) }
    }

    fn schemes() -> Vec<Scheme> {
        let scheme = |n: u128, name: &str| Scheme {
            id: Uuid::from_u128(n).into(),
            organization: None,
            name: name.into(),
            kind: SchemeKind::Charity,
            about: String::new(),
            worker_term: "village agent".into(),
            weeks: 12,
            caseload: 30,
            phone: None,
            email: None,
            postcode: None,
            towns: Vec::new(),
        };
        vec![scheme(1, "Levels"), scheme(2, "Quantocks")]
    }

    fn good() -> Vec<(&'static str, &'static str)> {
        vec![
            ("name", "Margaret Vowles"),
            ("born", "12/3/1948"),
            ("postcode", "ta5 2lx"),
            ("phone", "01632 960123"),
            ("why", "Since Ron died the weekends are the long bit."),
            ("consent", "given"),
            ("scheme", "00000000-0000-0000-0000-000000000002"),
        ]
    }

    fn read(changes: &[(&'static str, &'static str)]) -> Result<Draft, Problems> {
        let mut fields = Fields::of(&good());
        for (name, value) in changes {
            fields.put(name, *value);
        }
        read_form(&fields, &moment(), &schemes(), &Actor::anyone(Uuid::nil().into()))
    }

    #[test]
    fn a_short_form_is_enough() {
        let draft = read(&[]).unwrap();
        assert_eq!(draft.person.name.as_str(), "Margaret Vowles");
        assert_eq!(draft.person.postcode.stored(), Some("TA5 2LX"));
        assert_eq!(draft.scheme, Uuid::from_u128(2).into());
    }

    #[test]
    fn what_cannot_be_read_is_said_beside_its_field() {
        for (field, value) in [
            ("born", "31/02/2024"),
            ("name", " "),
            ("postcode", "nowhere"),
            ("why", ""),
            ("consent", ""),
            ("phone", ""),
            ("scheme", ""),
        ] {
            let problems = read(&[(field, value)]).unwrap_err();
            assert!(problems.of(field).is_some(), "{field}");
            assert_eq!(problems.iter().count(), 1, "{field}");
        }
    }

    #[test]
    fn a_wrong_nhs_number_and_no_home_refuse_nothing() {
        let draft =
            read(&[("nhs", "943 476 5918"), ("postcode", "ZZ99 3VZ"), ("born", "about 1950")]).unwrap();
        assert_eq!(draft.person.nhs.note(), Some("943 476 5918"));
        assert_eq!(draft.person.postcode, PostcodeGiven::NoFixedAbode);
    }
}
