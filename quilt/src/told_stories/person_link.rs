//! The person's own link to their story: no account, good for a year, and good for taking the
//! story back as long as there is one.

use ::store::Tx;
use identity::Secret;
use jiff::ToSpan;

use super::story::still_there;
use super::{Story, store};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

/// How long a link opens everything, in days.
const GOOD_FOR: i64 = 365;

/// Makes a link; the secret goes into what is sent, and is kept nowhere.
pub fn open_link(tx: &mut Tx<'_>, by: &Actor, now: &Moment, story: &Story) -> Result<Secret, Refusal> {
    still_there(story)?;
    let secret = Secret::new(now.bytes::<20>());
    let until = now.at + (GOOD_FOR * 24).hours();
    store::insert_link(tx, by.area, story.id, &secret.fingerprint(), now.at, until)?;
    line(by, now, "told_story.link_made", story.person).thread(story.journey).record(tx)?;
    Ok(secret)
}
