//! Lone working: out on a visit until then, and safe. What happens when a link worker has not
//! said in time that they are safe is in [`super::overdue`].

use ::store::Tx;
use jiff::{Timestamp, ToSpan};

use super::overdue::{alarms, tell_safe};
use super::store_work;
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::web::{Answer, Visit};

/// The longest somebody can be out before they must say they are safe, in minutes.
const LONGEST: i64 = 8 * 60;

/// A link worker goes out, and says by when they are back.
pub fn go_out(tx: &mut Tx<'_>, by: &Actor, now: &Moment, minutes: i64) -> Result<Timestamp, Refusal> {
    let account = by.account().ok_or_else(Refusal::not_found)?;
    if !(5..=LONGEST).contains(&minutes) {
        return Err(Refusal::invalid("minutes", "Say a time between five minutes and eight hours from now."));
    }
    // Whoever goes out anew is safe.
    is_safe(tx, by, now)?;
    let back_by = now.at + minutes.minutes();
    store_work::insert_check_in(tx, by.area, now.id(), account, now.at, back_by)?;
    line(by, now, "check_in.out", account).fact("back_by", back_by.to_string()).record(tx)?;
    Ok(back_by)
}

/// They are safe.
pub fn is_safe(tx: &mut Tx<'_>, by: &Actor, now: &Moment) -> Result<(), Refusal> {
    let account = by.account().ok_or_else(Refusal::not_found)?;
    tell_safe(tx, by, now, account)?;
    if store_work::set_safe(tx, by.area, account, now.at)? == 0 {
        return Ok(());
    }
    line(by, now, "check_in.safe", account).record(tx)
}

/// POST `/today/out`
pub fn out(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let minutes = visit.form.get("minutes").parse().unwrap_or(0);
    visit.submit("go out on a visit", |tx| {
        go_out(tx, &visit.actor, &visit.now, minutes)?;
        Ok("/today".into())
    })
}

/// POST `/today/safe`
pub fn safe(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let answer = visit.submit("say you are safe", |tx| {
        is_safe(tx, &visit.actor, &visit.now)?;
        Ok("/today".into())
    })?;
    // At once here; on another node with its next chores.
    visit.app.alarms.put(alarms(&visit.app.db, visit.area(), &visit.now)?);
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn somebody_out_is_seen_by_their_lead_until_they_are_safe() {
        for db in fixture::engines() {
            let world = fixture::world(&db);
            let out = |db: &::store::Db| {
                db.read("who is out", |tx| store_work::select_out(tx, world.area.id, None, &[world.scheme]))
                    .unwrap()
            };
            db.write("go out", |tx| go_out(tx, &world.worker, &world.now, 60)).unwrap();
            assert_eq!(out(&db).len(), 1, "{}", db.name());
            assert_eq!(out(&db)[0].name, "Dan Okafor");
            db.write("safe", |tx| is_safe(tx, &world.worker, &world.now)).unwrap();
            assert!(out(&db).is_empty());
        }
    }

    #[test]
    fn nobody_is_out_for_ever() {
        for db in fixture::engines() {
            let world = fixture::world(&db);
            let refused = db.write("go out", |tx| go_out(tx, &world.worker, &world.now, 100_000));
            assert!(matches!(refused, Err(Refusal::Invalid(_))));
        }
    }
}
