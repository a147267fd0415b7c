//! The SQL of referrals.

use ::store::{Row, Tx, values};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::{Referral, ReferralId, ReferrerKind, State};
use crate::access::AccountId;
use crate::refusal::Refusal;
use crate::settings::AreaId;

pub(super) const COLUMNS: &str = "r.id, r.reference, r.person_id, r.scheme_id, r.state, r.referrer_id, r.referrer_name, r.referrer_kind, \
    r.referrer_contact, r.organization_id, r.why_now, r.note, r.consent, r.answer_wanted, r.asked_at, r.offered_at, \
    r.decided_at, r.decision_note, r.ask_again_on, r.routed_to, r.allocated_to, r.allocated_at, r.journey_id, r.started_at, r.version";

pub(super) fn insert_referral(
    tx: &mut Tx<'_>,
    area: AreaId,
    r: &Referral,
    source: &str,
    source_key: Option<&str>,
) -> Result<(), Refusal> {
    tx.run(
        "insert into referral (area_id, id, reference, person_id, scheme_id, state, source, source_key, referrer_id, \
         referrer_name, referrer_kind, referrer_contact, organization_id, why_now, note, consent, answer_wanted, asked_at, \
         offered_at, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 1)",
        &values![
            area, r.id, &r.reference, r.person, r.scheme, r.state.code(), source, source_key, r.referrer,
            &r.referrer_name, r.referrer_kind.code(), r.referrer_contact.as_deref(), r.organization, &r.why_now,
            r.note.as_deref(), &r.consent, r.answer_wanted, r.asked_at, r.offered_at
        ],
    )?;
    Ok(())
}

pub(super) fn read(row: &Row) -> Result<Referral, Refusal> {
    let code = |name: &str| row.get::<String>(name);
    Ok(Referral {
        id: row.get("id")?,
        reference: row.get("reference")?,
        person: row.get("person_id")?,
        scheme: row.get("scheme_id")?,
        state: State::parse(&code("state")?).ok_or_else(|| Refusal::broken("referral.state"))?,
        referrer: row.get("referrer_id")?,
        referrer_name: row.get("referrer_name")?,
        referrer_kind: ReferrerKind::parse(&code("referrer_kind")?).unwrap_or(ReferrerKind::Other),
        referrer_contact: row.get("referrer_contact")?,
        organization: row.get("organization_id")?,
        why_now: row.get("why_now")?,
        note: row.get("note")?,
        consent: row.get("consent")?,
        answer_wanted: row.get("answer_wanted")?,
        asked_at: row.get("asked_at")?,
        offered_at: row.get("offered_at")?,
        decided_at: row.get("decided_at")?,
        decision_note: row.get("decision_note")?,
        ask_again_on: row.get("ask_again_on")?,
        routed_to: row.get("routed_to")?,
        allocated_to: row.get("allocated_to")?,
        allocated_at: row.get("allocated_at")?,
        journey: row.get("journey_id")?,
        started_at: row.get("started_at")?,
        version: row.get("version")?,
    })
}

pub(super) fn select_referral(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: ReferralId,
) -> Result<Option<Referral>, Refusal> {
    let row = tx.row(
        &format!("select {COLUMNS} from referral r where r.area_id = $1 and r.id = $2"),
        &values![area, id],
    )?;
    row.as_ref().map(read).transpose()
}

pub(super) fn select_by_reference(
    tx: &mut Tx<'_>,
    area: AreaId,
    reference: &str,
) -> Result<Option<Referral>, Refusal> {
    let row = tx.row(
        &format!("select {COLUMNS} from referral r where r.area_id = $1 and r.reference = $2"),
        &values![area, reference],
    )?;
    row.as_ref().map(read).transpose()
}

/// The referral that came from this source under this key, if it came before.
pub(super) fn select_by_source(
    tx: &mut Tx<'_>,
    area: AreaId,
    source: &str,
    key: &str,
) -> Result<Option<Referral>, Refusal> {
    let row = tx.row(
        &format!(
            "select {COLUMNS} from referral r where r.area_id = $1 and r.source = $2 and r.source_key = $3"
        ),
        &values![area, source, key],
    )?;
    row.as_ref().map(read).transpose()
}

/// What triage decides, as stored.
pub(super) struct Decided<'a> {
    pub state: State,
    pub note: Option<&'a str>,
    pub offered: bool,
    pub ask_again_on: Option<Date>,
    pub routed_to: Option<&'a str>,
}

/// Writes a decision on a referral still at `version`; says whether it was.
pub(super) fn decide(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: ReferralId,
    version: i64,
    at: Timestamp,
    d: &Decided<'_>,
) -> Result<bool, Refusal> {
    let offered: Option<Timestamp> = d.offered.then_some(at);
    let changed = tx.run(
        "update referral set state = $4, decided_at = $5, decision_note = $6, offered_at = coalesce(offered_at, $7), \
         ask_again_on = $8, routed_to = $9, version = version + 1 where area_id = $1 and id = $2 and version = $3",
        &values![area, id, version, d.state.code(), at, d.note, offered, d.ask_again_on, d.routed_to],
    )?;
    Ok(changed == 1)
}

pub(super) fn set_offered(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: ReferralId,
    at: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "update referral set offered_at = coalesce(offered_at, $3) where area_id = $1 and id = $2",
        &values![area, id, at],
    )?;
    Ok(())
}

pub(super) fn set_allocated(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: ReferralId,
    worker: AccountId,
    at: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "update referral set allocated_to = $3, allocated_at = $4, version = version + 1 where area_id = $1 and id = $2",
        &values![area, id, worker, at],
    )?;
    Ok(())
}

pub(super) fn set_started(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: ReferralId,
    journey: Uuid,
    worker: AccountId,
    at: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "update referral set state = 'started', journey_id = $3, allocated_to = $4, started_at = $5, \
         version = version + 1 where area_id = $1 and id = $2",
        &values![area, id, journey, worker, at],
    )?;
    Ok(())
}
