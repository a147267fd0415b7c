//! Putting a question, and what came of it: asked by link or on paper, put off on a hard day, or
//! declined. What is written here is what keeps anybody from being asked twice.

use ::store::Tx;
use identity::Secret;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use super::due::{Came, Occasion, Put};
use super::store_asking as store;
use crate::access::Actor;
use crate::line::line;
use crate::moment::{Moment, local};
use crate::people::PersonId;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// How long a link to answer by stays good, in days.
pub const LINK_DAYS: i64 = 21;

/// For how long "not now" puts everything off, in days.
pub const NOT_NOW_DAYS: i64 = 7;

/// Whose question it is, and in which journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whose {
    pub person: PersonId,
    pub journey: Uuid,
}

/// How a question left the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Link,
    Paper,
    /// A hard day: nothing was asked.
    NotNow,
    /// They would rather not.
    Declined,
}

impl Way {
    pub fn code(self) -> &'static str {
        match self {
            Way::Link => "link",
            Way::Paper => "paper",
            Way::NotNow => "not_now",
            Way::Declined => "in_person",
        }
    }
}

/// A question put by link, as the person who holds the link may see it.
#[derive(Debug, Clone)]
pub struct Asking {
    pub area: AreaId,
    pub id: Uuid,
    pub person: PersonId,
    pub journey: Uuid,
    pub measure: String,
    pub occasion: Occasion,
    pub asked_at: Timestamp,
    pub expires_at: Timestamp,
    pub answered_at: Option<Timestamp>,
    pub declined_at: Option<Timestamp>,
    pub by: Uuid,
}

impl Asking {
    /// Whether it may still be answered.
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.answered_at.is_none() && self.declined_at.is_none() && at < self.expires_at
    }
}

/// Puts a question by link. The secret goes into the link that is sent, and is kept nowhere.
///
/// # Errors
/// Refused while a link to the same question is still good.
pub fn put_by_link(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    whose: Whose,
    measure: &str,
    occasion: Occasion,
) -> Result<Secret, Refusal> {
    if let Some(until) = store::select_waiting(tx, by.area, whose.journey, measure, now.at)? {
        let day = page::text::day(page::Lang::En, local(until).date(), now.today().year());
        return Err(Refusal::not_now(format!(
            "They were sent this question already, and the link is good until {day}. Nobody is asked twice."
        )));
    }
    let secret = Secret::new(now.bytes::<20>());
    let until = now.at + (LINK_DAYS * 24).hours();
    let mark = secret.fingerprint();
    store::insert_ask(tx, by, now, whose, (measure, occasion, Way::Link), Some(until), Some(&mark))?;
    put_line(tx, by, now, whose, "measure.put", measure, occasion, Way::Link)?;
    Ok(secret)
}

/// A sheet was printed for them to answer on.
pub fn put_on_paper(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    whose: Whose,
    measure: &str,
    occasion: Occasion,
) -> Result<(), Refusal> {
    store::insert_ask(tx, by, now, whose, (measure, occasion, Way::Paper), None, None)?;
    put_line(tx, by, now, whose, "measure.put", measure, occasion, Way::Paper)
}

/// Not now: a hard day. Nothing is asked for a week, and then it is due again.
pub fn put_off(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    whose: Whose,
    measure: &str,
    occasion: Occasion,
) -> Result<(), Refusal> {
    let until = now.at + (NOT_NOW_DAYS * 24).hours();
    store::insert_ask(tx, by, now, whose, (measure, occasion, Way::NotNow), Some(until), None)?;
    put_line(tx, by, now, whose, "measure.put_off", measure, occasion, Way::NotNow)
}

/// They would rather not: this question is not put again on this occasion, and a link that was
/// sent for it closes.
pub fn decline(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    whose: Whose,
    measure: &str,
    occasion: Occasion,
) -> Result<(), Refusal> {
    store::close_asks(tx, by.area, whose.journey, measure, now.at, None)?;
    store::insert_ask(tx, by, now, whose, (measure, occasion, Way::Declined), None, None)?;
    put_line(tx, by, now, whose, "measure.declined", measure, occasion, Way::Declined)
}

#[expect(clippy::too_many_arguments, reason = "one line, each part of it named by its type")]
fn put_line(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    whose: Whose,
    kind: &str,
    measure: &str,
    occasion: Occasion,
    way: Way,
) -> Result<(), Refusal> {
    line(by, now, kind, whose.person)
        .thread(whose.journey)
        .fact("measure", measure)
        .fact("moment", occasion.code())
        .fact("how", way.code())
        .record(tx)
}

/// The question this secret opens, if it opens one.
pub fn asking(tx: &mut Tx<'_>, secret: &Secret) -> Result<Asking, Refusal> {
    store::select_asking(tx, &secret.fingerprint())?.ok_or_else(Refusal::not_found)
}

/// The person answered by link that they would rather not.
pub fn decline_by_link(tx: &mut Tx<'_>, now: &Moment, asking: &Asking) -> Result<(), Refusal> {
    let holder = Actor::holder(asking.area, "the person");
    store::set_declined(tx, asking.area, asking.id, now.at)?;
    line(&holder, now, "measure.declined", asking.person)
        .thread(asking.journey)
        .fact("measure", asking.measure.as_str())
        .fact("moment", asking.occasion.code())
        .fact("how", "link")
        .record(tx)
}

/// Everything that was ever put in this journey, answered or not, as the rule reads it.
pub fn puts(tx: &mut Tx<'_>, area: AreaId, journey: Uuid) -> Result<Vec<Put>, Refusal> {
    let day = |at: Timestamp| -> Date { local(at).date() };
    let mut puts: Vec<Put> = Vec::new();
    for ask in store::select_asks(tx, area, journey)? {
        let came = match (ask.how.as_str(), ask.declined_at, ask.expires_at) {
            ("not_now", _, Some(until)) => Came::NotNow(day(until)),
            (_, Some(_), _) => Came::Declined,
            _ => Came::Asked,
        };
        puts.push(Put { measure: ask.measure, on: day(ask.asked_at), came });
    }
    Ok(puts)
}
