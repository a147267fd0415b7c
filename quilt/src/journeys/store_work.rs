//! The SQL of worklists: today and the caseload.

use ::store::{Row, Tx, Value, places, values};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::{ContactKind, JourneyId, JourneyState, LinkState};
use crate::access::AccountId;
use crate::refusal::Refusal;
use crate::settings::{AreaId, SchemeId};

/// Somebody on a caseload.
pub(super) struct OnCaseload {
    pub journey: JourneyId,
    pub name: String,
    pub state: JourneyState,
    pub worker: AccountId,
    pub first_conversation_at: Option<Timestamp>,
    pub said_yes_at: Timestamp,
    pub last_contact_at: Option<Timestamp>,
    pub ends_on: Date,
}

/// The people one link worker walks beside, or all those of some schemes; nearest endings first.
pub(super) fn select_caseload(
    tx: &mut Tx<'_>,
    area: AreaId,
    worker: Option<AccountId>,
    schemes: &[SchemeId],
    most: i64,
) -> Result<Vec<OnCaseload>, Refusal> {
    let mut parameters: Vec<Value> = values![area].to_vec();
    let whose = match worker {
        Some(worker) => {
            parameters.push(worker.into());
            "j.worker_id = $2".to_owned()
        }
        None if schemes.is_empty() => return Ok(Vec::new()),
        None => {
            parameters.extend(schemes.iter().map(|scheme| Value::from(*scheme)));
            format!("j.scheme_id in ({})", places(2, schemes.len()))
        }
    };
    parameters.push(most.into());
    let rows = tx.rows(
        &format!(
            "select j.id, p.name, j.state, j.worker_id, j.first_conversation_at, j.said_yes_at, j.last_contact_at, j.ends_on \
             from journey j join person p on p.area_id = j.area_id and p.id = j.person_id \
             where j.area_id = $1 and {whose} and j.state in ('going', 'paused') order by j.ends_on, j.id limit ${}",
            parameters.len()
        ),
        &parameters,
    )?;
    rows.iter().map(read_on_caseload).collect()
}

fn read_on_caseload(row: &Row) -> Result<OnCaseload, Refusal> {
    let state: String = row.get("state")?;
    Ok(OnCaseload {
        journey: row.get("id")?,
        name: row.get("name")?,
        state: JourneyState::parse(&state).ok_or_else(|| Refusal::broken("journey.state"))?,
        worker: row.get("worker_id")?,
        first_conversation_at: row.get("first_conversation_at")?,
        said_yes_at: row.get("said_yes_at")?,
        last_contact_at: row.get("last_contact_at")?,
        ends_on: row.get("ends_on")?,
    })
}

/// A meeting agreed.
pub(super) struct Agreed {
    pub journey: JourneyId,
    pub name: String,
    pub kind: ContactKind,
    pub at: Timestamp,
    pub place: Option<String>,
    pub phone: Option<String>,
    pub before_a_visit: Option<String>,
    /// Where the person lives, when their postcode is known.
    pub home: Option<(f64, f64)>,
}

/// What a link worker has agreed from one moment until another, in order.
pub(super) fn select_meetings(
    tx: &mut Tx<'_>,
    area: AreaId,
    worker: AccountId,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<Agreed>, Refusal> {
    let rows = tx.rows(
        "select m.journey_id, p.name, m.kind, m.at, m.place, p.phone, p.before_a_visit, pl.lat, pl.lon from meeting m \
         join journey j on j.area_id = m.area_id and j.id = m.journey_id \
         join person p on p.area_id = j.area_id and p.id = j.person_id \
         left join place pl on pl.postcode = p.postcode \
         where m.area_id = $1 and m.worker_id = $2 and m.state = 'agreed' and m.at >= $3 and m.at < $4 order by m.at",
        &values![area, worker, from, until],
    )?;
    rows.iter()
        .map(|row| {
            let kind: String = row.get("kind")?;
            let lat: Option<f64> = row.get("lat")?;
            let lon: Option<f64> = row.get("lon")?;
            Ok(Agreed {
                journey: row.get("journey_id")?,
                name: row.get("name")?,
                kind: ContactKind::parse(&kind).unwrap_or(ContactKind::Visit),
                at: row.get("at")?,
                place: row.get("place")?,
                phone: row.get("phone")?,
                before_a_visit: row.get("before_a_visit")?,
                home: lat.zip(lon),
            })
        })
        .collect()
}

/// Something a group said, or has not said yet.
pub(super) struct Reply {
    pub journey: JourneyId,
    pub name: String,
    pub service_name: String,
    pub state: LinkState,
    pub note: Option<String>,
    pub lapses_on: Option<Date>,
}

/// Answers since a moment, and questions still open, for one link worker.
pub(super) fn select_replies(
    tx: &mut Tx<'_>,
    area: AreaId,
    worker: AccountId,
    since: Timestamp,
) -> Result<Vec<Reply>, Refusal> {
    // A cross join begins with the few journeys of this worker; left to its statistics, SQLite reads every link there is.
    let rows = tx.rows(
        "select l.journey_id, p.name, l.service_name, l.state, l.answer_note, l.lapses_on from journey j \
         cross join link l cross join person p \
         where p.area_id = j.area_id and p.id = j.person_id and j.area_id = $1 and j.worker_id = $2 and j.state in ('going', 'paused') \
         and l.area_id = j.area_id and l.journey_id = j.id \
         and (l.state = 'asked' or (l.state in ('room', 'full', 'not_for_us') and l.answered_at >= $3)) \
         order by l.answered_at, l.lapses_on, l.id limit 50",
        &values![area, worker, since],
    )?;
    rows.iter()
        .map(|row| {
            let state: String = row.get("state")?;
            Ok(Reply {
                journey: row.get("journey_id")?,
                name: row.get("name")?,
                service_name: row.get("service_name")?,
                state: LinkState::parse(&state).ok_or_else(|| Refusal::broken("link.state"))?,
                note: row.get("answer_note")?,
                lapses_on: row.get("lapses_on")?,
            })
        })
        .collect()
}

/// A follow-up that is due.
pub(super) struct Due {
    pub journey: JourneyId,
    pub name: String,
    pub phone: Option<String>,
    pub months: i64,
    pub due_on: Date,
}

pub(super) fn select_follow_ups(
    tx: &mut Tx<'_>,
    area: AreaId,
    worker: AccountId,
    schemes: &[SchemeId],
    (since, until): (Date, Date),
) -> Result<Vec<Due>, Refusal> {
    if schemes.is_empty() {
        return Ok(Vec::new());
    }
    let mut parameters: Vec<Value> = values![area, until, worker, since].to_vec();
    parameters.extend(schemes.iter().map(|scheme| Value::from(*scheme)));
    let rows = tx.rows(
        &format!(
            "select f.journey_id, p.name, p.phone, f.months, f.due_on from follow_up f \
             join journey j on j.area_id = f.area_id and j.id = f.journey_id and j.worker_id = $3 \
             join person p on p.area_id = f.area_id and p.id = f.person_id \
             where f.area_id = $1 and f.state = 'due' and f.due_on <= $2 and f.due_on >= $4 and f.scheme_id in ({}) \
             order by f.due_on desc, f.id limit 20",
            places(5, schemes.len())
        ),
        &parameters,
    )?;
    rows.iter()
        .map(|row| {
            Ok(Due {
                journey: row.get("journey_id")?,
                name: row.get("name")?,
                phone: row.get("phone")?,
                months: row.get("months")?,
                due_on: row.get("due_on")?,
            })
        })
        .collect()
}

/// Somebody given to a link worker whose journey has not begun.
pub(super) struct Given {
    pub referral: Uuid,
    pub name: String,
    pub why_now: String,
    pub since: Timestamp,
}

pub(super) fn select_given(
    tx: &mut Tx<'_>,
    area: AreaId,
    worker: AccountId,
    schemes: &[SchemeId],
) -> Result<Vec<Given>, Refusal> {
    if schemes.is_empty() {
        return Ok(Vec::new());
    }
    // The schemes lead the way: referrals are found by scheme and state.
    let mut parameters: Vec<Value> = values![area, worker].to_vec();
    parameters.extend(schemes.iter().map(|scheme| Value::from(*scheme)));
    let rows = tx.rows(
        &format!(
            "select r.id, p.name, r.why_now, coalesce(r.allocated_at, r.asked_at) as since from referral r \
             join person p on p.area_id = r.area_id and p.id = r.person_id \
             where r.area_id = $1 and r.allocated_to = $2 and r.state = 'accepted' and r.scheme_id in ({}) \
             order by since limit 20",
            places(3, schemes.len())
        ),
        &parameters,
    )?;
    rows.iter()
        .map(|row| {
            Ok(Given {
                referral: row.get("id")?,
                name: row.get("name")?,
                why_now: row.get("why_now")?,
                since: row.get("since")?,
            })
        })
        .collect()
}

/// Somebody who said they were going out, and has not yet said they are safe.
pub(super) struct Out {
    pub name: String,
    pub phone: Option<String>,
    pub out_at: Timestamp,
    pub back_by: Timestamp,
}

/// Who is out: one link worker, or everybody of some schemes.
pub(super) fn select_out(
    tx: &mut Tx<'_>,
    area: AreaId,
    worker: Option<AccountId>,
    schemes: &[SchemeId],
) -> Result<Vec<Out>, Refusal> {
    let mut parameters: Vec<Value> = values![area].to_vec();
    let whose = match worker {
        Some(worker) => {
            parameters.push(worker.into());
            "c.account_id = $2".to_owned()
        }
        None if schemes.is_empty() => return Ok(Vec::new()),
        None => {
            parameters.extend(schemes.iter().map(|scheme| Value::from(*scheme)));
            format!(
                "c.account_id in (select r.account_id from account_role r where r.area_id = $1 and r.ended_at is null \
                 and r.scheme_id in ({}))",
                places(2, schemes.len())
            )
        }
    };
    let rows = tx.rows(
        &format!(
            "select a.name, a.phone, c.out_at, c.back_by from check_in c \
             join account a on a.area_id = c.area_id and a.id = c.account_id \
             where c.area_id = $1 and {whose} and c.safe_at is null order by c.back_by"
        ),
        &parameters,
    )?;
    rows.iter()
        .map(|row| {
            Ok(Out {
                name: row.get("name")?,
                phone: row.get("phone")?,
                out_at: row.get("out_at")?,
                back_by: row.get("back_by")?,
            })
        })
        .collect()
}

pub(super) fn insert_check_in(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: Uuid,
    account: AccountId,
    out_at: Timestamp,
    back_by: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "insert into check_in (area_id, id, account_id, out_at, back_by) values ($1, $2, $3, $4, $5)",
        &values![area, id, account, out_at, back_by],
    )?;
    Ok(())
}

/// Marks every open check-in of an account as safe; says how many there were.
pub(super) fn set_safe(
    tx: &mut Tx<'_>,
    area: AreaId,
    account: AccountId,
    at: Timestamp,
) -> Result<u64, Refusal> {
    Ok(tx.run(
        "update check_in set safe_at = $3 where area_id = $1 and account_id = $2 and safe_at is null",
        &values![area, account, at],
    )?)
}
