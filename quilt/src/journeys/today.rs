//! Today: visits in order with the way between them, who is waiting, what groups said,
//! which endings are near, and the lone worker's check-in.

use find::Point;
use jiff::{Timestamp, ToSpan};
use maud::{Markup, html};
use page::{Button, Card, Form, Lang, Row, Rows, Select, Tag, text};

use super::LinkState;
use super::caseload::{Stage, is_quiet, stage};
use super::overdue::{EVERYONE_AFTER, GRACE};
use super::store_asking::{AnsweredAlone, select_answered_alone};
use super::store_work::{self, Agreed, Due, Given, OnCaseload, Out, Reply};
use crate::access::Act;
use crate::moment::{local, zone};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// For how many days after it was due a follow-up is still asked for.
const ASKED_WITHIN: i64 = 90;

struct Day {
    meetings: Vec<Agreed>,
    people: Vec<OnCaseload>,
    replies: Vec<Reply>,
    alone: Vec<AnsweredAlone>,
    follow_ups: Vec<Due>,
    given: Vec<Given>,
    out: Vec<Out>,
}

/// GET `/today`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let me = visit.actor.account().ok_or_else(Refusal::not_found)?;
    let schemes = visit.actor.schemes_for(Act::OpenJourney);
    let (from, until) = this_week(visit)?;
    let today = visit.now.today();
    let lately = (today.saturating_sub(ASKED_WITHIN.days()), today);
    let day = visit.read("open the day", |tx| {
        Ok(Day {
            meetings: store_work::select_meetings(tx, visit.area(), me, from, until)?,
            people: store_work::select_caseload(tx, visit.area(), Some(me), &[], 500)?,
            replies: store_work::select_replies(tx, visit.area(), me, visit.now.at - (7 * 24).hours())?,
            alone: select_answered_alone(tx, visit.area(), me, visit.now.at - (7 * 24).hours())?,
            follow_ups: store_work::select_follow_ups(tx, visit.area(), me, &schemes, lately)?,
            given: store_work::select_given(tx, visit.area(), me, &schemes)?,
            out: store_work::select_out(tx, visit.area(), Some(me), &[])?,
        })
    })?;
    Ok(Answer::page(Shell::new("Today").render(visit, body(visit, &day))))
}

/// From this midnight until a week later.
fn this_week(visit: &Visit<'_>) -> Result<(Timestamp, Timestamp), Refusal> {
    let midnight = visit.now.today().to_zoned(zone()).map_err(|e| Refusal::Internal(e.to_string()))?;
    Ok((midnight.timestamp(), midnight.timestamp() + (7 * 24).hours()))
}

fn body(visit: &Visit<'_>, day: &Day) -> Markup {
    let today = visit.now.today();
    let (now, later): (Vec<&Agreed>, Vec<&Agreed>) =
        day.meetings.iter().partition(|m| local(m.at).date() == today);
    html! {
        h1 { "Today" }
        p.q-lead { (text::date(Lang::En, today, today.year())) }
        div.q-grid {
            div {
                (Card::new("Visits and calls", html! {
                    (meetings(&now, "Nothing is agreed for today."))
                    @if !later.is_empty() { h3 { "Later this week" } (meetings_later(&later, today.year())) }
                }))
                (Card::new("Waiting on you", waiting(visit, day)))
                (Card::new("What groups said", replies(day, today.year())))
                @if !day.alone.is_empty() { (Card::new("They answered alone", alone(day, today.year()))) }
            }
            div {
                (Card::new("Out on your own?", check_in(visit, &day.out)))
                (Card::new("Endings near", endings(day, visit)))
                (Card::new("How are they now?", follow_ups(day, today.year())))
            }
        }
    }
}

/// Today's meetings, each with the way from the one before, as the crow flies.
fn meetings(agreed: &[&Agreed], empty: &str) -> Rows {
    let mut before: Option<(f64, f64)> = None;
    let mut rows = Vec::new();
    for m in agreed {
        let way = before.and_then(point).zip(m.home.and_then(point)).map(|(a, b)| a.metres_to(b));
        before = m.home.or(before);
        let mut row = meeting(m).when(m.at.to_string(), text::time(local(m.at).time()));
        if let Some(metres) = way {
            row = row
                .under(format!("{} from the visit before, as the crow flies", text::miles(Lang::En, metres)));
        }
        rows.push(row);
    }
    Rows::new(rows, empty)
}

fn point((lat, lon): (f64, f64)) -> Option<Point> {
    Point::new(lat, lon)
}

fn meetings_later(agreed: &[&Agreed], year: i16) -> Rows {
    let rows = agreed.iter().map(|m| {
        let at = local(m.at);
        meeting(m).when(
            m.at.to_string(),
            format!("{} {}", text::short_date(Lang::En, at.date(), year), text::time(at.time())),
        )
    });
    Rows::new(rows.collect::<Vec<_>>(), "")
}

fn meeting(m: &Agreed) -> Row {
    let place = m.place.as_deref().filter(|place| !place.contains("home"));
    let parts = [Some(m.kind.words()), place, m.phone.as_deref()];
    let said: Vec<&str> = parts.into_iter().flatten().collect();
    let row = Row::new(m.name.as_str()).href(format!("/journeys/{}", m.journey)).under(said.join(" · "));
    match m.before_a_visit.as_deref().filter(|note| !note.is_empty()) {
        Some(note) => row.under(format!("Before you go: {note}")),
        None => row,
    }
}

/// How many of a kind are listed before the caseload has the rest.
const LISTED: usize = 6;

fn waiting(visit: &Visit<'_>, day: &Day) -> Markup {
    let today = visit.now.today();
    let quiet: Vec<&OnCaseload> = day.people.iter().filter(|p| is_quiet(p, today)).collect();
    html! {
        @if day.given.is_empty() && quiet.is_empty() { p { "Nobody is waiting on you. " } }
        @if !day.given.is_empty() {
            (Rows::new(day.given.iter().take(LISTED).map(|given| given_to_you(visit, given)).collect::<Vec<_>>(), ""))
            @if day.given.len() > LISTED { p.q-quiet { a href="/referrals" { "All " (day.given.len()) " given to you" } } }
        }
        @if !quiet.is_empty() {
            h3 { "Quiet for two weeks or more" }
            (Rows::new(quiet.iter().take(LISTED).map(|p| {
                let last = p.last_contact_at.map_or_else(|| "not met yet".to_owned(), |at| format!("last contact {}", text::ago(Lang::En, local(at).date(), today)));
                Row::new(p.name.as_str()).href(format!("/journeys/{}", p.journey)).under(last)
            }).collect::<Vec<_>>(), ""))
            @if quiet.len() > LISTED { p.q-quiet { a href="/caseload" { "All " (quiet.len()) " of them" } } }
        }
    }
}

/// Somebody who said yes and waits for their journey to begin.
fn given_to_you(visit: &Visit<'_>, given: &Given) -> Row {
    let since = text::ago(Lang::En, local(given.since).date(), visit.now.today());
    let begin = Form::post(format!("/referrals/{}/begin", given.referral), visit.csrf(), visit.once())
        .body(html! { (Button::quiet(format!("Begin {} journey", text::possessive(text::first_name(&given.name)))).small()) });
    Row::new(given.name.as_str())
        .strong()
        .under(format!("Said yes and was given to you {since}"))
        .under(given.why_now.as_str())
        .aside(begin)
}

/// Who said by link how they are: to be read soon, because nobody was there when they did.
fn alone(day: &Day, year: i16) -> Markup {
    let rows = day.alone.iter().map(|one| {
        let when = text::date(Lang::En, local(one.at).date(), year);
        Row::new(one.name.as_str()).href(format!("/journeys/{}/lines", one.journey)).under(when)
    });
    html! {
        p.q-quiet { "Nobody was with them. Look soon, and ring if you are worried." }
        (Rows::new(rows.collect::<Vec<_>>(), ""))
    }
}

fn replies(day: &Day, year: i16) -> Rows {
    let rows = day.replies.iter().map(|reply| {
        let tag = match reply.state {
            LinkState::Room => Tag::teal("Room for one"),
            LinkState::Asked => Tag::ochre("No answer yet"),
            state => Tag::rose(state.words()),
        };
        let mut row = Row::new(reply.service_name.as_str())
            .href(format!("/journeys/{}#links", reply.journey))
            .tag_after(tag);
        row = row.under(match reply.lapses_on {
            Some(on) if reply.state == LinkState::Asked => {
                format!("For {} · lapses {}", reply.name, text::short_date(Lang::En, on, year))
            }
            _ => format!("For {}", reply.name),
        });
        match &reply.note {
            Some(note) => row.under(format!("“{note}”")),
            None => row,
        }
    });
    Rows::new(rows.collect::<Vec<_>>(), "No news from groups this week.")
}

fn check_in(visit: &Visit<'_>, out: &[Out]) -> Markup {
    match out.first() {
        Some(out) => html! {
            p { "You are out until " strong { (text::time(local(out.back_by).time())) } "." }
            @for sentence in when_late(visit, out) { p.q-quiet { (sentence) } }
            (Form::post("/today/safe", visit.csrf(), visit.once()).body(html! { (Button::new("I am safe")) }))
        },
        None => html! {
            (Form::post("/today/out", visit.csrf(), visit.once()).body(html! {
                (Select::new("minutes", "I am out on a visit, back within")
                    .option("60", "an hour").option("90", "an hour and a half").option("120", "two hours").option("240", "four hours"))
                (Button::quiet("Start"))
            }))
            p.q-quiet { (if_late(visit)) }
        },
    }
}

/// What happens to an e-mail that is written here.
enum Post {
    Goes,
    /// A demonstration sends nothing.
    Demonstration,
    /// No mail server is set.
    Stays,
}

fn post(visit: &Visit<'_>) -> Post {
    match (visit.app.area.demonstration, &visit.app.mail) {
        (true, _) => Post::Demonstration,
        (false, Some(_)) => Post::Goes,
        (false, None) => Post::Stays,
    }
}

fn if_late(visit: &Visit<'_>) -> String {
    let grace = GRACE.as_mins();
    match post(visit) {
        Post::Goes => format!(
            "If you are {grace} minutes late, your team leads get an e-mail and see it on every page."
        ),
        Post::Demonstration => format!(
            "If you are {grace} minutes late, your team leads see it on every page. The e-mail to them is written, and in a demonstration it is never sent."
        ),
        Post::Stays => format!(
            "If you are {grace} minutes late, your team leads see it on every page they open. No e-mail can leave this Quilt: agree with somebody that you ring them."
        ),
    }
}

/// Exactly what happens when they have not said by then that they are safe.
fn when_late(visit: &Visit<'_>, out: &Out) -> Vec<String> {
    let time = |at: Timestamp| text::time(local(at).time());
    let (first, second) = (time(out.back_by + GRACE), time(out.back_by + GRACE + EVERYONE_AFTER));
    let number = match &out.phone {
        Some(phone) => format!("your number ({phone})"),
        None => "no number, as none is kept for you (ask your administrator to add it)".to_owned(),
    };
    let letters = match post(visit) {
        Post::Goes => "An e-mail goes",
        Post::Demonstration => "An e-mail is written (in a demonstration it is never sent)",
        Post::Stays => {
            "No e-mail can leave this Quilt: agree with somebody that you ring them. One is written"
        }
    };
    vec![
        format!(
            "If you have not said you are safe by {first}, your team leads see it at the top of every page they open, with {number}."
        ),
        format!(
            "{letters} to them as well, or to your team’s own address where nobody leads it. It does not say whom you visit."
        ),
        format!(
            "If you are still not safe at {second}, every team lead of the area is told the same. Whoever was told hears when you are safe."
        ),
    ]
}

fn endings(day: &Day, visit: &Visit<'_>) -> Rows {
    let today = visit.now.today();
    let near = day.people.iter().filter(|p| matches!(stage(p, today), Stage::NearEnding | Stage::Overdue));
    let rows = near.take(12).map(|p| {
        let row = Row::new(p.name.as_str()).href(format!("/journeys/{}", p.journey));
        let when = text::date(Lang::En, p.ends_on, today.year());
        match stage(p, today) {
            Stage::Overdue => row
                .tag_after(Tag::ochre("Past its end"))
                .under(format!("The end agreed was {when}. End well, or give it more time.")),
            _ => row.under(format!("Ends about {when}")),
        }
    });
    Rows::new(rows.collect::<Vec<_>>(), "No ending is near.")
}

fn follow_ups(day: &Day, year: i16) -> Rows {
    let rows = day.follow_ups.iter().take(8).map(|due| {
        let row = Row::new(due.name.as_str())
            .href(format!("/journeys/{}/follow-up/{}", due.journey, due.months))
            .under(format!(
                "{} months on · due {}",
                due.months,
                text::short_date(Lang::En, due.due_on, year)
            ));
        match &due.phone {
            Some(phone) => row.under(phone.as_str()),
            None => row,
        }
    });
    Rows::new(rows.collect::<Vec<_>>(), "No follow-up is due.")
}
