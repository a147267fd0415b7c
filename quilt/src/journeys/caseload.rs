//! The caseload: people by stage, weeks left, last contact, and load against the limit.

use jiff::civil::Date;
use maud::{Markup, html};
use page::{Caution, Column, Lang, Table, Tag, text};

use super::JourneyState;
use super::store_work::{self, OnCaseload, Out};
use crate::access::{Account, AccountId, Act, Role, accounts_in_role};
use crate::moment::local;
use crate::refusal::Refusal;
use crate::settings::{self, Scheme, SchemeId};
use crate::web::{Answer, Shell, Visit};

/// The most people one page lists.
const MOST: i64 = 500;

/// How often a lead’s page offers to look again, so that somebody overdue is not missed.
const REFRESH_SECONDS: u32 = 60;

/// Days without contact after which somebody is waiting on their link worker.
pub(super) const QUIET_DAYS: i32 = 14;

/// Where somebody is on their way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    ToMeet,
    Walking,
    NearEnding,
    Overdue,
    Paused,
}

impl Stage {
    pub(super) fn of(state: JourneyState, met: bool, ends_on: Date, today: Date) -> Stage {
        let days = today.until(ends_on).map_or(0, |span| span.get_days());
        match (state, met) {
            (JourneyState::Paused, _) => Stage::Paused,
            (_, false) => Stage::ToMeet,
            _ if days < 0 => Stage::Overdue,
            _ if days <= 21 => Stage::NearEnding,
            _ => Stage::Walking,
        }
    }

    fn tag(self) -> Tag {
        match self {
            Stage::ToMeet => Tag::sky("To meet"),
            Stage::Walking => Tag::teal("On the way"),
            Stage::NearEnding => Tag::plum("Ending soon"),
            Stage::Overdue => Tag::ochre("Past its end"),
            Stage::Paused => Tag::plain("Paused"),
        }
    }
}

/// GET `/caseload`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let led = led_schemes(visit);
    let answer = if led.is_empty() { own(visit) } else { team(visit, &led) };
    answer.map(Answer::page)
}

/// The schemes whose whole caseload this visitor sees: those they lead.
fn led_schemes(visit: &Visit<'_>) -> Vec<SchemeId> {
    visit.actor.schemes_for(Act::Triage)
}

fn own(visit: &Visit<'_>) -> Result<Markup, Refusal> {
    let me = visit.actor.account().ok_or_else(Refusal::not_found)?;
    let (people, schemes) = visit.read("open a caseload", |tx| {
        Ok((
            store_work::select_caseload(tx, visit.area(), Some(me), &[], MOST)?,
            settings::schemes(tx, visit.area())?,
        ))
    })?;
    let limit = limit_for(&visit.actor.schemes_for(Act::SeeToday), &schemes);
    let limit = if limit > 0 { limit } else { schemes.first().map_or(30, |s| s.caseload) };
    let body = html! {
        h1 { "Your caseload" }
        p.q-lead { (load_in_words(people.len(), limit)) }
        @if people.is_empty() { p { "Nobody is with you at the moment." } }
        @else { (table("The people you walk beside", &people, visit.now.today())) }
    };
    Ok(Shell::new("Your caseload").render(visit, body))
}

fn team(visit: &Visit<'_>, led: &[SchemeId]) -> Result<Markup, Refusal> {
    let (people, workers, schemes, out) = visit.read("open a team's caseload", |tx| {
        let mut workers: Vec<(SchemeId, Account)> = Vec::new();
        for scheme in led {
            let here = accounts_in_role(tx, visit.area(), Role::LinkWorker, Some(*scheme))?;
            workers.extend(here.into_iter().map(|account| (*scheme, account)));
        }
        let people = store_work::select_caseload(tx, visit.area(), None, led, MOST)?;
        let out = store_work::select_out(tx, visit.area(), None, led)?;
        Ok((people, workers, settings::schemes(tx, visit.area())?, out))
    })?;
    let of = |worker: AccountId| people.iter().filter(|p| p.worker == worker).collect::<Vec<_>>();
    let today = visit.now.today();
    let body = html! {
        h1 { "The team’s caseload" }
        (out_now(&out, visit))
        (workers.iter().fold(
            Table::new("Load against what is humane").columns([
                Column::text("Link worker"), Column::number("People"), Column::number("At most"), Column::number("Ending soon"), Column::number("Quiet for two weeks"),
            ]),
            |table, (scheme, worker)| {
                let theirs = of(worker.id);
                let limit = limit_for(&[*scheme], &schemes);
                table.row([
                    html! { a href={ "#" (worker.id) } { (worker.name) } @if to_i64(theirs.len()) > limit { " " (Tag::ochre("too many")) } },
                    html! { (theirs.len()) },
                    html! { (limit) },
                    html! { (theirs.iter().filter(|p| matches!(stage(p, today), Stage::NearEnding | Stage::Overdue)).count()) },
                    html! { (theirs.iter().filter(|p| is_quiet(p, today)).count()) },
                ])
            },
        ))
        @for (_, worker) in &workers {
            @let theirs = of(worker.id);
            h2 id=(worker.id) { (worker.name) }
            @if theirs.is_empty() { p { "Nobody is with them at the moment." } }
            @else { (table_of(&format!("People with {}", worker.name), &theirs, today).caption_unseen()) }
        }
    };
    Ok(Shell::new("The team’s caseload").refresh(REFRESH_SECONDS).render(visit, body))
}

/// Who is out on a visit, and who should have been back.
fn out_now(out: &[Out], visit: &Visit<'_>) -> Markup {
    let late = |o: &Out| o.back_by < visit.now.at;
    html! {
        @for o in out.iter().filter(|o| late(o)) {
            (Caution::new(format!(
                "{} went out at {} and should have said they are safe by {}. Ring them now: {}.",
                o.name, text::time(local(o.out_at).time()), text::time(local(o.back_by).time()), o.phone.as_deref().unwrap_or("no number is kept")
            )))
        }
        @for o in out.iter().filter(|o| !late(o)) {
            p { (o.name) " is out until " (text::time(local(o.back_by).time())) "." }
        }
    }
}

fn limit_for(of: &[SchemeId], schemes: &[Scheme]) -> i64 {
    schemes.iter().filter(|s| of.contains(&s.id)).map(|s| s.caseload).max().unwrap_or(0)
}

fn load_in_words(people: usize, limit: i64) -> String {
    let people = to_i64(people);
    let with = text::count(people.unsigned_abs(), "person", "people");
    if people > limit {
        format!("{with}, which is more than the {limit} that is humane here. Talk to your team lead.")
    } else {
        format!("{with} of at most {limit}.")
    }
}

fn to_i64(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

pub(super) fn stage(p: &OnCaseload, today: Date) -> Stage {
    Stage::of(p.state, p.first_conversation_at.is_some(), p.ends_on, today)
}

/// Nobody has been in touch for two weeks, and it is not a pause.
pub(super) fn is_quiet(p: &OnCaseload, today: Date) -> bool {
    let last = local(p.last_contact_at.unwrap_or(p.said_yes_at)).date();
    p.state == JourneyState::Going && last.until(today).map_or(0, |span| span.get_days()) >= QUIET_DAYS
}

fn table(caption: &str, people: &[OnCaseload], today: Date) -> Table {
    table_of(caption, &people.iter().collect::<Vec<_>>(), today)
}

fn table_of(caption: &str, people: &[&OnCaseload], today: Date) -> Table {
    people.iter().fold(
        Table::new(caption).columns([
            Column::text("Name"),
            Column::text("Stage"),
            Column::number("Weeks left"),
            Column::text("Last contact"),
        ]),
        |table, p| {
            table.row([
                html! { a href={ "/journeys/" (p.journey) } { (p.name) } },
                html! { (stage(p, today).tag()) },
                html! { (weeks_left(p, today)) },
                html! { (last_contact(p, today)) },
            ])
        },
    )
}

fn weeks_left(p: &OnCaseload, today: Date) -> i64 {
    i64::from(today.until(p.ends_on).map_or(0, |span| span.get_days())).div_euclid(7)
}

fn last_contact(p: &OnCaseload, today: Date) -> String {
    match p.last_contact_at {
        Some(at) => text::ago(Lang::En, local(at).date(), today),
        None => "not yet".into(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn stages_follow_the_days() {
        let today = date(2026, 11, 23);
        let stage = |state, met, ends| Stage::of(state, met, ends, today);
        assert_eq!(stage(JourneyState::Going, false, date(2027, 1, 1)), Stage::ToMeet);
        assert_eq!(stage(JourneyState::Going, true, date(2027, 1, 1)), Stage::Walking);
        assert_eq!(stage(JourneyState::Going, true, date(2026, 12, 14)), Stage::NearEnding);
        assert_eq!(stage(JourneyState::Going, true, date(2026, 11, 22)), Stage::Overdue);
        assert_eq!(stage(JourneyState::Paused, true, date(2026, 11, 22)), Stage::Paused);
    }

    #[test]
    fn a_load_too_heavy_is_said() {
        assert_eq!(load_in_words(12, 30), "12 people of at most 30.");
        assert!(load_in_words(31, 30).contains("more than the 30"));
    }
}
