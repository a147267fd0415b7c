//! A lone worker who has not said in time that they are safe: their team leads are told, and a
//! quarter of an hour later every team lead of the area; once they are safe, whoever was told hears so.

use ::store::{Db, Tx};
use jiff::{SignedDuration, Timestamp};
use page::text;

use super::store_overdue::{Overdue, select_overdue, select_told};
use crate::access::{AccountId, Actor, Role, accounts_in_role};
use crate::line::line;
use crate::messages::{self, Channel, NewMessage};
use crate::moment::{Moment, local};
use crate::refusal::Refusal;
use crate::settings::{AreaId, schemes};
use crate::web::Alarm;

/// For how long after the time they gave nobody is troubled: people look for their telephone.
pub(super) const GRACE: SignedDuration = SignedDuration::from_mins(5);

/// How long after the first messages every team lead is told.
pub(super) const EVERYONE_AFTER: SignedDuration = SignedDuration::from_mins(15);

/// Which time it is that somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Round {
    TheirLeads,
    EveryLead,
}

/// What is due for somebody overdue, if anything: each of the two once, and never both at a time.
fn round(told: Option<(Timestamp, Timestamp)>, now: Timestamp) -> Option<Round> {
    match told {
        None => Some(Round::TheirLeads),
        Some((first, last)) => {
            (first == last && now.duration_since(first) >= EVERYONE_AFTER).then_some(Round::EveryLead)
        }
    }
}

/// Tells whoever is to be told now; says how many messages were written.
pub(super) fn tell_overdue(db: &Db, by: &Actor, now: &Moment) -> Result<usize, Refusal> {
    let before = now.at - GRACE;
    let due = |all: &[Overdue]| all.iter().any(|one| round(one.told, now.at).is_some());
    // Nearly always nobody is, and then nothing is locked.
    if !due(&db.read("see who is overdue", |tx| select_overdue(tx, by.area, before))?) {
        return Ok(0);
    }
    db.write("tell that somebody is overdue", |tx| {
        let mut written = 0;
        for one in select_overdue(tx, by.area, before)? {
            if let Some(round) = round(one.told, now.at) {
                written += tell(tx, by, now, &one, round)?;
            }
        }
        Ok(written)
    })
}

fn tell(tx: &mut Tx<'_>, by: &Actor, now: &Moment, one: &Overdue, round: Round) -> Result<usize, Refusal> {
    let to = match round {
        Round::TheirLeads => nearest(tx, by.area, one)?,
        Round::EveryLead => everyone(tx, by.area, one)?,
    };
    for address in &to {
        let message = NewMessage {
            person: None,
            thread: Some(one.check_in),
            channel: Channel::Email,
            send_to: address.clone(),
            subject: format!("Urgent: {} should be back from a visit and is not", one.name),
            body: alarm_letter(one, round),
        };
        messages::write_urgent(tx, by, now, &message)?;
    }
    let kind = if round == Round::TheirLeads { "check_in.overdue" } else { "check_in.still_overdue" };
    line(by, now, kind, one.account)
        .thread(one.check_in)
        .fact("back_by", one.back_by.to_string())
        .fact("told", to.len())
        .record(tx)?;
    Ok(to.len())
}

/// Whoever stands nearest: the leads of their schemes; else the schemes' own addresses; else
/// everybody who leads a team; else who keeps the house. Never only the one who is out.
fn nearest(tx: &mut Tx<'_>, area: AreaId, one: &Overdue) -> Result<Vec<String>, Refusal> {
    let mut leads = Vec::new();
    for scheme in &one.schemes {
        leads.extend(addresses(tx, area, Role::TeamLead, Some(*scheme), one.account)?);
    }
    if leads.is_empty() {
        let all = schemes(tx, area)?;
        leads.extend(all.into_iter().filter(|it| one.schemes.contains(&it.id)).filter_map(|it| it.email));
    }
    if leads.is_empty() {
        return everyone(tx, area, one);
    }
    Ok(each_once(leads))
}

fn everyone(tx: &mut Tx<'_>, area: AreaId, one: &Overdue) -> Result<Vec<String>, Refusal> {
    let leads = addresses(tx, area, Role::TeamLead, None, one.account)?;
    if !leads.is_empty() {
        return Ok(each_once(leads));
    }
    Ok(each_once(addresses(tx, area, Role::Administrator, None, one.account)?))
}

fn addresses(
    tx: &mut Tx<'_>,
    area: AreaId,
    role: Role,
    scheme: Option<crate::settings::SchemeId>,
    but: AccountId,
) -> Result<Vec<String>, Refusal> {
    let held = accounts_in_role(tx, area, role, scheme)?;
    Ok(held.into_iter().filter(|account| account.id != but).map(|account| account.email).collect())
}

fn each_once(mut addresses: Vec<String>) -> Vec<String> {
    addresses.sort();
    addresses.dedup();
    addresses
}

/// Whom they were visiting, and where, is in nobody's letter box: a lead finds it in the day's visits.
fn alarm_letter(one: &Overdue, round: Round) -> String {
    let again = match round {
        Round::TheirLeads => "",
        Round::EveryLead => {
            "\n\nTheir team was told a quarter of an hour ago. This message goes to every team lead in the area."
        }
    };
    format!(
        "{}\n\nRing them now{}.\n\nIf there is no answer, follow your lone-working procedure.\n\n\
         You will hear from us when they say they are safe.{again}",
        what_is_known(one),
        one.phone.as_deref().map_or_else(
            || ": we have no number for them, so look for it in your own list".to_owned(),
            |n| format!(" on {n}")
        ),
    )
}

fn what_is_known(one: &Overdue) -> String {
    format!(
        "{} went out on a visit alone at {} and was to say they are safe by {}. They have not.",
        one.name,
        text::time(local(one.out_at).time()),
        text::time(local(one.back_by).time())
    )
}

/// Whoever was told that this account is overdue hears that they are safe; what was not sent yet
/// is held back. Comes before the check-in is closed.
pub(super) fn tell_safe(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    account: AccountId,
) -> Result<(), Refusal> {
    let told = select_told(tx, by.area, account)?;
    let mut check_ins: Vec<uuid::Uuid> = told.iter().map(|(check_in, _)| *check_in).collect();
    check_ins.dedup();
    for check_in in check_ins {
        messages::hold_back_thread(tx, by, now, check_in, "They said they are safe before it was sent.")?;
    }
    for (check_in, address) in told {
        let message = NewMessage {
            person: None,
            thread: Some(check_in),
            channel: Channel::Email,
            send_to: address,
            subject: format!("{} is safe", by.name),
            body: format!(
                "{} said at {} that they are safe. There is nothing more to do.",
                by.name,
                text::time(local(now.at).time())
            ),
        };
        messages::write_urgent(tx, by, now, &message)?;
    }
    Ok(())
}

/// What stands at the top of the pages of team leads: of their own teams from the first message on,
/// of every team from the second.
pub fn alarms(db: &Db, area: AreaId, now: &Moment) -> Result<Vec<Alarm>, Refusal> {
    let overdue = db.read("see who is overdue", |tx| select_overdue(tx, area, now.at - GRACE))?;
    Ok(overdue
        .into_iter()
        .map(|one| {
            let everyone =
                one.schemes.is_empty() || now.at.duration_since(one.back_by) >= GRACE + EVERYONE_AFTER;
            let ring = one.phone.as_deref().map_or_else(
                || "Ring them now; no number is kept here.".to_owned(),
                |n| format!("Ring them now: {n}."),
            );
            Alarm {
                words: format!(
                    "{} {ring} If there is no answer, follow your lone-working procedure.",
                    what_is_known(&one)
                ),
                schemes: (!everyone).then_some(one.schemes),
            }
        })
        .collect())
}

#[cfg(test)]
mod tests;
