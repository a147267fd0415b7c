//! One referral: for the team, everything on it and the next thing to do; for whoever made
//! it, what became of it.

use ::store::Tx;
use jiff::civil::Date;
use maud::{Markup, html};
use page::{
    Banner, Button, ButtonLink, Card, Details, Form, Lang, Lead, Problems, Row, Rows, Says, Sheet,
    SummaryList, text,
};

use super::decide::{Load, allocate_form, decide_form, what_was_typed};
use super::follow::{Standing, followed, may_triage};
use super::{Referral, ReferralId, State, became, codes, list, store_list, wait};
use crate::access::{Act, Role, Verdict, accounts_in_role};
use crate::moment::local;
use crate::people::{self, Person, Suggestions};
use crate::refusal::Refusal;
use crate::settings::{self, Scheme};
use crate::web::{Answer, Shell, Visit};

/// GET `/referrals/{id}`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    render(visit, visit.param("id")?, &Problems::none(), None).map(Answer::page)
}

/// The page; `overtaken` says that a colleague was quicker.
pub fn render(
    visit: &Visit<'_>,
    id: ReferralId,
    problems: &Problems,
    overtaken: Option<&str>,
) -> Result<Markup, Refusal> {
    let (referral, standing) = visit.read("open a referral", |tx| followed(tx, &visit.actor, id))?;
    match standing {
        Standing::Referrer => for_referrer(visit, &referral),
        Standing::Team => for_team(visit, id, problems, overtaken),
    }
}

fn for_referrer(visit: &Visit<'_>, referral: &Referral) -> Result<Markup, Refusal> {
    let (scheme, ended) = visit.read("say what became of a referral", |tx| {
        let ended = match referral.journey {
            Some(journey) => store_list::select_journey_end(tx, visit.area(), journey)?,
            None => None,
        };
        Ok((settings::scheme(tx, visit.area(), referral.scheme)?, ended))
    })?;
    let today = visit.now.today();
    let open = referral.state.is_open();
    let body = html! {
        h1 { "What became of your referral" }
        (Lead::new(format!("Reference {}", referral.reference))
            .and(format!("asked {}", text::date(Lang::En, local(referral.asked_at).date(), today.year()))))
        p { (became::tag(referral.state)) }
        p.q-lead { (became::became(referral, ended, today)) }
        (SummaryList::new()
            .row("Who is looking after it", scheme.name.as_str())
            .row_if("Ring them", scheme.phone.as_deref())
            .row_if("The wait now", open.then(|| list::wait_words(visit, scheme.id)).transpose()?))
        @if referral.state == State::Started {
            p { a href=(format!("/referrals/{}/story", referral.id)) { "Their own story, if they share it with you" } }
        }
        p { a href="/referrals" { "All your referrals" } }
    };
    Ok(Shell::new("What became of your referral")
        .narrow()
        .under(&[("/referrals", "Referrals")])
        .render(visit, body))
}

/// Everything the team's page shows, read at one moment.
struct Seen {
    referral: Referral,
    person: Person,
    /// Whether this visitor may read the person's record now.
    open: bool,
    scheme: Scheme,
    worker: Option<String>,
    loads: Vec<Load>,
    suggestions: Suggestions,
    lines: Vec<ledger::Entry>,
    decides: bool,
}

fn see(tx: &mut Tx<'_>, visit: &Visit<'_>, id: ReferralId) -> Result<Seen, Refusal> {
    let (referral, _) = followed(tx, &visit.actor, id)?;
    let person = people::find_person(tx, &visit.actor, referral.person)?;
    let (ties, reason) = people::ties_and_opening(tx, &visit.actor, &visit.now, referral.person)?;
    let open = match visit.verdict(Act::OpenPerson, &ties) {
        Verdict::Yes => true,
        Verdict::WithReason => reason,
        Verdict::No => false,
    };
    let scheme = settings::scheme(tx, visit.area(), referral.scheme)?;
    let decides = may_triage(&visit.actor, &referral);
    let workers = accounts_in_role(tx, visit.area(), Role::LinkWorker, Some(referral.scheme))?;
    let worker = workers
        .iter()
        .find(|worker| Some(worker.id) == referral.allocated_to)
        .map(|worker| worker.name.clone());
    let counted = store_list::select_loads(tx, visit.area())?;
    let mut loads: Vec<Load> = workers
        .into_iter()
        .map(|worker| {
            let (walking, given) = counted.get(&worker.id).copied().unwrap_or_default();
            Load { worker, walking, given }
        })
        .collect();
    loads.sort_by_key(|load| load.walking + load.given);
    let suggestions = if decides {
        people::suggestions(tx, &visit.actor, &visit.now, referral.person)?
    } else {
        Suggestions::default()
    };
    let lines = ledger::thread(tx, visit.area().into(), id.into(), 100, None)?;
    Ok(Seen { referral, person, open, scheme, worker, loads, suggestions, lines, decides })
}

fn for_team(
    visit: &Visit<'_>,
    id: ReferralId,
    problems: &Problems,
    overtaken: Option<&str>,
) -> Result<Markup, Refusal> {
    let seen = visit.read("read a referral", |tx| see(tx, visit, id))?;
    if seen.open {
        visit.looked("referral.looked_at", seen.person.id, Some(id.into()))?;
    }
    let today = visit.now.today();
    let referral = &seen.referral;
    let lead = Lead::new(format!("Referred by {}", by_whom(referral)))
        .and(text::date(Lang::En, local(referral.asked_at).date(), today.year()))
        .and(format!("reference {}", referral.reference));
    let body = html! {
        h1 { (seen.person.name) }
        (lead)
        @if let Some(sentence) = overtaken { (was_overtaken(visit, &seen, sentence)) }
        div.q-grid {
            div {
                (Card::new("Why now", html! {
                    (Says::new(referral.why_now.as_str()))
                    @if let (true, Some(note)) = (seen.open, &referral.note) { h3 { "To know before a visit" } p { (note) } }
                }))
                (Card::new("The referral", about(&seen)))
                (Card::new("Who they are", who(&seen)))
                (Card::new("What has happened", Rows::new(seen.lines.iter().filter_map(|entry| happened(entry, today.year())), "Nothing yet.")))
            }
            div {
                (Card::plain(next(visit, &seen, problems)))
                @if seen.decides { (people::suggestions_card(visit, seen.person.id, &seen.suggestions)) }
            }
        }
    };
    Ok(Shell::new(seen.person.name.clone())
        .under(&[("/referrals", "Referrals")])
        .problems(problems)
        .render(visit, body))
}

fn by_whom(referral: &Referral) -> String {
    match referral.referrer_kind {
        super::ReferrerKind::Themself => "themself".to_owned(),
        kind => format!("{}, {}", referral.referrer_name, kind.words()),
    }
}

fn was_overtaken(visit: &Visit<'_>, seen: &Seen, sentence: &str) -> Markup {
    let decided = seen
        .lines
        .iter()
        .find(|entry| entry.kind == "referral.decided" || entry.kind == "referral.allocated");
    let this_year = visit.now.today().year();
    let banner = html! {
        p.nhsuk-notification-banner__heading { (sentence) }
        @if let Some(entry) = decided {
            p { (entry.by_name) ", " (text::date(Lang::En, local(entry.happened).date(), this_year)) " at " (text::time(local(entry.happened).time())) ": " (said(entry)) "." }
        }
        @if seen.referral.state.is_open() { p { "What you typed is kept below. Look at it again and save it if it is still right." } }
    };
    html! {
        (Banner::new(Lang::En, "").body(banner))
        @if !seen.referral.state.is_open() { @if let Some(typed) = what_was_typed(&visit.form) { (typed) } }
    }
}

/// The state, the clock, and the one next thing to do.
fn next(visit: &Visit<'_>, seen: &Seen, problems: &Problems) -> Markup {
    let referral = &seen.referral;
    let today = visit.now.today();
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let typing = !visit.form.is_empty();
    html! {
        p { (became::tag(referral.state)) " "
            @if matches!(referral.state, State::Waiting | State::Accepted) { (wait::clock(referral.asked_at, today)) }
            @if let (State::Later, Some(on)) = (referral.state, referral.ask_again_on) { (wait::ask_again(on, today)) }
        }
        @match referral.state {
            State::Waiting | State::Later => {
                @if seen.decides { (decide_form(visit, &sheet, referral, true)) }
                @else { p { "Your team lead decides what becomes of it." } }
            }
            State::Accepted => { (said_yes(visit, seen, &sheet, typing)) }
            State::Started => {
                @if let Some(worker) = &seen.worker { p { (worker) " walks beside them." } }
                @if let Some(journey) = referral.journey { p { (ButtonLink::new(format!("/journeys/{journey}"), "Open the journey")) } }
            }
            State::Routed | State::Declined | State::NotReached => p { "This referral is settled. If things change, they can be referred again." }
        }
    }
}

fn said_yes(visit: &Visit<'_>, seen: &Seen, sheet: &Sheet<'_>, typing: bool) -> Markup {
    let referral = &seen.referral;
    let mine = referral.allocated_to.is_some() && referral.allocated_to == visit.actor.account();
    let give = html! { (allocate_form(visit, sheet, referral, &seen.loads, seen.scheme.caseload)) };
    let change = html! { (decide_form(visit, sheet, referral, false)) };
    let opened = |details: Details| if typing { details.open() } else { details };
    html! {
        @if let Some(worker) = &seen.worker { p { strong { (worker) } " will be in touch with them." } }
        @if mine {
            (Form::post(format!("/referrals/{}/begin", referral.id), visit.csrf(), visit.once()).body(Button::new("Begin the journey")))
        }
        @if seen.decides {
            @if referral.allocated_to.is_none() { (give) }
            @else { (opened(Details::new("Choose another link worker", give))) }
            (opened(Details::new("Something has changed", change)))
        } @else if seen.worker.is_none() {
            p { "They wait for a link worker. Your team lead chooses who." }
        }
    }
}

fn about(seen: &Seen) -> Markup {
    let referral = &seen.referral;
    let consent = match referral.consent.as_str() {
        "given" => "They know, and agree to be contacted",
        _ => "Nobody could ask them yet: please ask first",
    };
    let codes: Vec<String> = codes::snomed(referral.state, referral.offered_at.is_some())
        .iter()
        .map(|code| format!("{} ({})", code.term, code.code))
        .collect();
    let list = SummaryList::new()
        .row("Consent", consent)
        .row("Offered", if referral.offered_at.is_some() { "Yes" } else { "Not yet" })
        .row_if("What was decided", referral.decision_note.as_deref())
        .row_if("Went to", referral.routed_to.as_deref())
        .row("Answer to", referral.referrer_contact.as_deref().unwrap_or("No address given"))
        .row("Scheme", seen.scheme.name.as_str())
        .row("In SNOMED CT", codes.join(" · "));
    html! { (list) }
}

fn who(seen: &Seen) -> Markup {
    let person = &seen.person;
    if !seen.open {
        return html! {
            p { "Their record is with a colleague, or with nobody yet. You can open it when you need to and say why." }
            p { a href=(format!("/people/{}", person.id)) { "Open " (text::possessive(person.called())) " record" } }
        };
    }
    html! {
        (people::contact_list(person))
        p { a href=(format!("/people/{}", person.id)) { "Open " (text::possessive(person.called())) " record" } }
    }
}

/// What a line of the ledger says of this referral; looks are shown elsewhere.
fn happened(entry: &ledger::Entry, this_year: i16) -> Option<Row> {
    let words = said(entry);
    let date = local(entry.happened).date();
    (!words.is_empty()).then(|| {
        Row::new(words)
            .when(date.to_string(), text::short_date(Lang::En, date, this_year))
            .under(entry.by_name.as_str())
    })
}

fn said(entry: &ledger::Entry) -> String {
    let fact = |name: &str| {
        entry.facts.as_ref().and_then(|facts| facts.get(name)).and_then(|value| value.as_str()).unwrap_or("")
    };
    match entry.kind.as_str() {
        "referral.asked" if fact("referrer_kind") == "themself" => "They asked for support themself".into(),
        "referral.asked" => format!("{} asked for support for them", fact("referrer")),
        "referral.offered" => "Support was offered".into(),
        "referral.decided" => {
            let again = fact("ask_again_on").parse::<Date>();
            let again = again
                .map_or_else(|_| String::new(), |on| format!("ask again {}", text::date(Lang::En, on, 0)));
            let state = State::parse(fact("state")).map_or("Decided", State::words);
            [state, fact("note"), fact("routed_to"), &again]
                .into_iter()
                .filter(|words| !words.is_empty())
                .collect::<Vec<_>>()
                .join(" · ")
        }
        "referral.allocated" => format!("Given to {}", fact("worker")),
        "referral.started" => "The journey began".into(),
        "message.written" => format!("Message written: {}", fact("subject")),
        _ => String::new(),
    }
}
