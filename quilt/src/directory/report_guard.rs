//! What keeps programs from flooding us with "this is wrong": limits by browser and by address,
//! and a look at how long the form was open. No address is kept: only a mark of it, under a key
//! that changes with the day, and that for a day.

use std::net::IpAddr;

use ::store::Tx;
use identity::{csrf, mark};
use jiff::{Timestamp, ToSpan};

use super::store_reports;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::web::Visit;

/// The most reports taken from one browser in an hour.
const OF_ONE_BROWSER: i64 = 3;

/// The most taken from one address in an hour: a library or a surgery shares one.
const OF_ONE_ADDRESS: i64 = 10;

/// Nobody reads a form and writes a sentence in fewer seconds than this.
const TOO_QUICK: i64 = 3;

/// For how long a mark is kept, in hours.
const KEPT: i64 = 24;

/// The hidden value that says when a form was drawn, signed so that it cannot be made up.
pub(super) fn drawn(visit: &Visit<'_>) -> String {
    let second = visit.now.at.as_second();
    format!("{second}.{}", seal(visit, second))
}

fn seal(visit: &Visit<'_>, second: i64) -> String {
    csrf::token(&visit.app.keys.marks(), &format!("drawn {second} {}", visit.browser))
}

/// Whether the form was open long enough for a person to fill it in.
pub(super) fn is_unhurried(visit: &Visit<'_>) -> bool {
    let Some((second, sealed)) = visit.form.get("drawn").split_once('.') else { return false };
    let Ok(second) = second.parse::<i64>() else { return false };
    sealed == seal(visit, second) && visit.now.at.as_second().saturating_sub(second) >= TOO_QUICK
}

/// Counts a report from this browser and this address.
///
/// # Errors
/// [`Refusal::Wait`] when there were too many.
pub(super) fn count(tx: &mut Tx<'_>, visit: &Visit<'_>) -> Result<(), Refusal> {
    let key = visit.app.keys.marks();
    let day = visit.now.today().to_string();
    let browser = mark(&key, &format!("browser {day}"), &visit.browser);
    let address = visit.from.map(|from| mark(&key, &format!("address {day}"), &network(from)));
    let limits = [(Some(browser), OF_ONE_BROWSER), (address, OF_ONE_ADDRESS)];
    for (mark, most) in limits.into_iter().filter_map(|(mark, most)| Some((mark?, most))) {
        if store_reports::marks_since(tx, &mark, visit.now.at - 1.hours())? >= most {
            return Err(Refusal::Wait("an hour".into()));
        }
        store_reports::insert_mark(tx, &mark, visit.now.at)?;
    }
    Ok(())
}

/// One household has a whole network of the newer addresses.
fn network(from: IpAddr) -> String {
    match from.to_canonical() {
        IpAddr::V4(four) => four.to_string(),
        IpAddr::V6(six) => format!("{:x?}", six.segments().get(..4)),
    }
}

/// Old marks go.
pub fn forget_marks(tx: &mut Tx<'_>, now: &Moment) -> Result<(), Refusal> {
    let before: Timestamp = now.at - KEPT.hours();
    store_reports::forget_marks(tx, before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_household_is_one_address() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2:3::1"), of("2001:db8:1:2:4::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("192.0.2.7"), of("::ffff:192.0.2.7"));
        assert_ne!(of("192.0.2.7"), of("192.0.2.8"));
    }
}
