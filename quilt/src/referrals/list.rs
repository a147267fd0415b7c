//! The worklists: for a team, who waits and for how long; for a link worker, those given
//! to them first; for whoever refers, what became of theirs.

use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use page::{Button, ButtonLink, Card, Form, Lang, Pagination, Row, Rows, Tag, text};

use ::store::Tx;

use super::store_list::{self, After, Shown, Whose};
use super::wait::{self, SchemeWait};
use super::{Queued, became};
use crate::access::{Act, Role};
use crate::moment::{Moment, local};
use crate::refusal::Refusal;
use crate::settings::{self, AreaId, SchemeId};
use crate::web::{Answer, Shell, Visit};

/// Rows on a page.
const MOST: usize = 25;

/// Given to one link worker and not begun: more than fit one page would be too many to give.
const MOST_GIVEN: usize = 50;

/// How long back people who began count towards "how long is the wait", in days.
const LATELY: i64 = 90;

/// GET `/referrals?show=&after=`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let schemes = visit.actor.schemes_for(Act::FollowReferral);
    let asked = Shown::parse(visit.query.get("show"));
    let shown = asked.unwrap_or(if schemes.is_empty() { Shown::All } else { Shown::Waiting });
    if shown == Shown::All { mine(visit, !schemes.is_empty()) } else { team(visit, schemes, shown) }
}

fn team(visit: &Visit<'_>, schemes: Vec<SchemeId>, shown: Shown) -> Result<Answer, Refusal> {
    let after = After::parse(shown, visit.query.get("after"));
    let several = schemes.len() > 1;
    let whose = Whose::Schemes(schemes);
    let me = visit.actor.account().filter(|_| visit.actor.has(Role::LinkWorker));
    let (list, next, counts, given) = visit.read("list referrals", |tx| {
        let (list, next) = store_list::select_list(tx, visit.area(), &whose, shown, after, MOST)?;
        let given = match me {
            Some(me) => {
                store_list::select_list(tx, visit.area(), &Whose::Worker(me), Shown::Given, None, MOST_GIVEN)?
                    .0
            }
            None => Vec::new(),
        };
        Ok((list, next, store_list::count_open(tx, visit.area(), &whose)?, given))
    })?;
    let today = visit.now.today();
    let rows = list.iter().map(|queued| row(queued, shown, today, several));
    let body = html! {
        h1 { "Referrals" }
        @if me.is_some() { (given_to_me(visit, &given, today)) }
        (tabs(shown, &counts, visit.may(Act::Refer)))
        p.q-lead { (heading(shown)) }
        (Card::new(name(shown), html! {
            (Rows::new(rows, empty(shown)))
            (pages(shown, after.is_some(), next))
        }))
    };
    Ok(Answer::page(Shell::new("Referrals").render(visit, body)))
}

fn name(shown: Shown) -> &'static str {
    match shown {
        Shown::Waiting => "Waiting",
        Shown::SaidYes => "Said yes, no link worker yet",
        Shown::Given => "With a link worker, not begun",
        Shown::Later => "Ask again later",
        Shown::Settled => "Settled lately",
        Shown::All => "You referred",
    }
}

fn heading(shown: Shown) -> &'static str {
    match shown {
        Shown::Waiting => "Whoever has waited longest comes first.",
        Shown::SaidYes => {
            "They said yes and wait to hear who will walk beside them. Whoever asked first comes first."
        }
        Shown::Given => "A link worker was chosen. The first conversation is still to come.",
        Shown::Later => "It was too soon. The day to ask again comes first.",
        Shown::Settled => "Begun, gone elsewhere, said no, or not reached. The latest comes first.",
        Shown::All => "What became of the people you referred.",
    }
}

fn empty(shown: Shown) -> &'static str {
    match shown {
        Shown::Waiting => "Nobody is waiting. Every referral has been looked at.",
        Shown::SaidYes => "Everyone who said yes has a link worker.",
        Shown::Given => "Nobody is waiting for a first conversation.",
        Shown::Later => "There is nobody to ask again.",
        Shown::Settled => "Nothing has been settled yet.",
        Shown::All => "You have not referred anybody yet.",
    }
}

fn tabs(shown: Shown, counts: &[(Shown, i64)], may_refer: bool) -> Markup {
    let count =
        |of: Shown| counts.iter().find(|(s, _)| *s == of).map(|(_, n)| format!(" ({n})")).unwrap_or_default();
    let own = may_refer.then_some(Shown::All);
    html! {
        nav.q-lists aria-label="Lists of referrals" {
            div.q-actions {
                @for tab in Shown::TEAM.into_iter().chain(own) {
                    @if tab == shown { strong aria-current="page" { (Tag::plum(format!("{}{}", name(tab), count(tab)))) } }
                    @else { a href=(format!("/referrals?show={}", tab.code())) { (name(tab)) (count(tab)) } }
                }
            }
        }
    }
}

fn row(queued: &Queued, shown: Shown, today: Date, several: bool) -> Row {
    let referral = &queued.referral;
    let day = |at| text::day(Lang::En, local(at).date(), today.year());
    let asked = format!(
        "{} asked {}",
        referral.referrer_kind.asked_as(&referral.referrer_name),
        day(referral.asked_at)
    );
    let mut row = Row::new(queued.person_name.as_str())
        .strong()
        .href(format!("/referrals/{}", referral.id))
        .under(asked);
    row = match shown {
        Shown::Later => match referral.ask_again_on {
            Some(on) => row.tag_after(wait::ask_again(on, today)),
            None => row,
        },
        Shown::Settled | Shown::All => row.tag_after(became::tag(referral.state)),
        _ => row.tag_after(wait::clock(referral.asked_at, today)),
    };
    if let (Shown::SaidYes | Shown::Given | Shown::Settled, Some(decided)) = (shown, referral.decided_at) {
        row = row.under(format!(
            "{} {}",
            if shown == Shown::Settled { "settled" } else { "said yes" },
            day(decided)
        ));
    }
    if let Some(worker) = &queued.worker_name {
        row = row.under(worker.as_str());
    }
    if let Some(place) = &queued.town_or_postcode {
        row = row.under(place.as_str());
    }
    if several {
        row = row.under(queued.scheme_name.as_str());
    }
    row.under(shortened(&referral.why_now))
}

/// The first words of why now.
fn shortened(words: &str) -> String {
    const MOST: usize = 120;
    let start: String = words.chars().take(MOST).collect();
    if start.len() == words.len() {
        return format!("“{start}”");
    }
    let whole = start.rsplit_once(' ').map_or(start.as_str(), |(whole, _)| whole);
    format!("“{whole} …”")
}

fn given_to_me(visit: &Visit<'_>, given: &[Queued], today: Date) -> Markup {
    let rows = given.iter().map(|queued| {
        let begin =
            Form::post(format!("/referrals/{}/begin", queued.referral.id), visit.csrf(), visit.once())
                .label(format!("Begin the journey of {}", queued.person_name))
                .body(Button::quiet("Begin the journey").small());
        Row::new(queued.person_name.as_str())
            .strong()
            .href(format!("/referrals/{}", queued.referral.id))
            .tag_after(wait::clock(queued.referral.asked_at, today))
            .under(shortened(&queued.referral.why_now))
            .aside(begin)
    });
    html! { (Card::new("Given to you", Rows::new(rows, "Nobody new has been given to you."))) }
}

fn pages(shown: Shown, beyond_first: bool, next: Option<After>) -> Markup {
    let href = format!("/referrals?show={}", shown.code());
    let mut pages = Pagination::new(Lang::En);
    if beyond_first {
        pages = pages.previous(href.clone(), "Back to the beginning");
    }
    if let Some(next) = next {
        pages = pages.next(format!("{href}&after={}", next.text()), "More");
    }
    html! { @if beyond_first || next.is_some() { (pages) } }
}

fn mine(visit: &Visit<'_>, in_a_team: bool) -> Result<Answer, Refusal> {
    let me = visit.actor.account().ok_or(Refusal::SignIn)?;
    let after = After::parse(Shown::All, visit.query.get("after"));
    let whose = Whose::Referrer(me);
    let (list, next, waits, counts) = visit.read("list my referrals", |tx| {
        let (list, next) = store_list::select_list(tx, visit.area(), &whose, Shown::All, after, MOST)?;
        let waits = waits(tx, visit.area(), &visit.now, &list)?;
        let team = Whose::Schemes(visit.actor.schemes_for(Act::FollowReferral));
        Ok((list, next, waits, store_list::count_open(tx, visit.area(), &team)?))
    })?;
    let today = visit.now.today();
    let rows = list.iter().map(|queued| {
        let referral = &queued.referral;
        Row::new(queued.person_name.as_str())
            .strong()
            .href(format!("/referrals/{}", referral.id))
            .tag_after(became::tag(referral.state))
            .under(became::became(referral, queued.journey_ended_at, today))
            .under(format!("reference {}", referral.reference))
    });
    let body = html! {
        h1 { "Your referrals" }
        @if in_a_team { (tabs(Shown::All, &counts, true)) }
        p.q-lead { (heading(Shown::All)) }
        div.q-grid {
            div {
                (Card::new("You referred", html! { (Rows::new(rows, empty(Shown::All))) (pages(Shown::All, after.is_some(), next)) }))
            }
            div {
                (Card::plain(html! { p { (ButtonLink::new("/refer", "Refer someone")) } }))
                @for (scheme, wait) in &waits { (Card::new(format!("The wait at {scheme}"), html! { p { (wait.words(today)) } })) }
            }
        }
    };
    Ok(Answer::page(Shell::new("Your referrals").render(visit, body)))
}

/// How long the wait is now in each scheme that the list speaks of.
fn waits(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    list: &[Queued],
) -> Result<Vec<(String, SchemeWait)>, Refusal> {
    let mut schemes: Vec<(SchemeId, &str)> =
        list.iter().map(|queued| (queued.referral.scheme, queued.scheme_name.as_str())).collect();
    schemes.sort_unstable_by_key(|(id, name)| (*name, *id));
    schemes.dedup();
    schemes.into_iter().map(|(id, name)| Ok((name.to_owned(), scheme_wait(tx, area, now, id)?))).collect()
}

/// How long the wait is now in a scheme.
pub fn scheme_wait(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    scheme: SchemeId,
) -> Result<SchemeWait, Refusal> {
    let since = now.at - (LATELY * 24).hours();
    let (waiting, oldest) = store_list::select_waiting(tx, area, scheme)?;
    let begun = store_list::select_begun(tx, area, scheme, since)?;
    let began_after = begun.iter().map(|(asked, began)| wait::days(*asked, local(*began).date())).collect();
    Ok(SchemeWait { waiting, oldest, began_after })
}

/// The scheme's wait in one sentence or two, for a page that already knows the scheme.
pub fn wait_words(visit: &Visit<'_>, scheme: SchemeId) -> Result<String, Refusal> {
    let (name, wait) = visit.read("say how long the wait is", |tx| {
        Ok((
            settings::scheme(tx, visit.area(), scheme)?.name,
            scheme_wait(tx, visit.area(), &visit.now, scheme)?,
        ))
    })?;
    Ok(format!("{name}: {}", wait.words(visit.now.today())))
}
