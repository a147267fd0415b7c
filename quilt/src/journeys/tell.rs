//! Telling whoever asked: that the journey began, and that it ended. Never more than the
//! person agreed to, and never a name: the reference says who is meant.

use ::store::Tx;

use super::link_page::{is_email, is_phone};
use super::link_words::{Asker, signed};
use super::store_ending::asker;
use super::{EndingReason, Journey};
use crate::access::Actor;
use crate::messages::{self, Channel, NewMessage};
use crate::moment::Moment;
use crate::referrals::{Referral, ReferrerKind, referral};
use crate::refusal::Refusal;
use crate::web::{Lang, say};

/// Whoever asked hears that the journey has begun, when they wanted to hear.
pub(super) fn tell_begun(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    referral: &Referral,
) -> Result<(), Refusal> {
    let Some((channel, to)) = answer_to(referral) else { return Ok(()) };
    let asker = asker(tx, by.area, journey)?;
    let about = [("reference", referral.reference.as_str()), ("scheme", asker.scheme.as_str())];
    let body = [say(Lang::En, "referrer-begun", &about), say(Lang::En, "referrer-hear-end", &about)];
    write(tx, by, now, journey, (channel, to), referral, &asker, &body)
}

/// Whoever asked hears that it ended, with the few words the person agreed to, if any. Of
/// somebody who died nobody is told by a program.
pub(super) fn tell_ended(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    reason: EndingReason,
    agreed: Option<&str>,
) -> Result<(), Refusal> {
    let referral = referral(tx, by, journey.referral)?;
    let Some((channel, to)) = answer_to(&referral).filter(|_| reason != EndingReason::Died) else {
        return Ok(());
    };
    let asker = asker(tx, by.area, journey)?;
    let about = [("reference", referral.reference.as_str()), ("scheme", asker.scheme.as_str())];
    let mut body = vec![say(Lang::En, "referrer-ended", &about)];
    if let Some(words) = agreed.filter(|words| !words.trim().is_empty()) {
        body.push(say(Lang::En, "referrer-agreed", &about));
        body.push(words.trim().to_owned());
    }
    body.push(say(Lang::En, "referrer-door", &about));
    write(tx, by, now, journey, (channel, to), &referral, &asker, &body)
}

/// Where an answer goes, if one is wanted and there is somewhere for it to go. Who asked for
/// themself knows.
pub(super) fn answer_to(referral: &Referral) -> Option<(Channel, String)> {
    if !referral.answer_wanted || referral.referrer_kind == ReferrerKind::Themself {
        return None;
    }
    let contact = referral.referrer_contact.as_deref()?.trim();
    if is_email(contact) {
        Some((Channel::Email, contact.to_owned()))
    } else {
        is_phone(contact).then(|| (Channel::Phone, contact.to_owned()))
    }
}

#[expect(clippy::too_many_arguments, reason = "one message, each part of it named by its type")]
fn write(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    (channel, send_to): (Channel, String),
    referral: &Referral,
    asker: &Asker,
    body: &[String],
) -> Result<(), Refusal> {
    let new = NewMessage {
        person: Some(journey.person.into()),
        thread: Some(journey.id.into()),
        channel,
        send_to,
        subject: say(Lang::En, "referrer-subject", &[("reference", &referral.reference)]),
        body: format!("{}\n\n{}", body.join("\n\n"), signed(Lang::En, asker)),
    };
    messages::write(tx, by, now, &new)
}
