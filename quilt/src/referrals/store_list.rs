//! The SQL of the worklists: keyset pages, counts, loads and waits.

use std::collections::HashMap;

use ::store::{Tx, Value, places, values};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::store::{COLUMNS, read};
use super::{Queued, ReferralId, State};
use crate::access::AccountId;
use crate::refusal::Refusal;
use crate::settings::{AreaId, SchemeId};

/// One of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Nobody has decided anything yet.
    Waiting,
    /// Said yes, and without a link worker.
    SaidYes,
    /// With a link worker, and not begun.
    Given,
    /// Ask again later, soonest first.
    Later,
    /// Settled, latest first.
    Settled,
    /// All, latest first.
    All,
}

impl Shown {
    pub const TEAM: [Shown; 5] = [Shown::Waiting, Shown::SaidYes, Shown::Given, Shown::Later, Shown::Settled];

    pub fn code(self) -> &'static str {
        match self {
            Shown::Waiting => "waiting",
            Shown::SaidYes => "said-yes",
            Shown::Given => "given",
            Shown::Later => "later",
            Shown::Settled => "settled",
            Shown::All => "mine",
        }
    }

    pub fn parse(code: &str) -> Option<Shown> {
        [Shown::TEAM.as_slice(), &[Shown::All]].concat().into_iter().find(|shown| shown.code() == code)
    }

    /// Which rows, in which order, and which way the order goes on.
    fn sql(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Shown::Waiting => ("r.state = 'waiting'", "r.asked_at", "asc", ">"),
            Shown::SaidYes => ("r.state = 'accepted' and r.allocated_to is null", "r.asked_at", "asc", ">"),
            Shown::Given => ("r.state = 'accepted' and r.allocated_to is not null", "r.asked_at", "asc", ">"),
            Shown::Later => ("r.state = 'later'", "r.ask_again_on", "asc", ">"),
            Shown::Settled => {
                ("r.state in ('routed', 'declined', 'not_reached', 'started')", "r.decided_at", "desc", "<")
            }
            Shown::All => ("r.state <> ''", "r.asked_at", "desc", "<"),
        }
    }
}

/// Whose referrals a list shows.
#[derive(Debug, Clone)]
pub enum Whose {
    Referrer(AccountId),
    Worker(AccountId),
    Schemes(Vec<SchemeId>),
}

/// Where a page of a list stopped.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum After {
    Moment(Timestamp, ReferralId),
    Day(Date, ReferralId),
}

impl After {
    fn of(shown: Shown, last: &Queued) -> Option<After> {
        let referral = &last.referral;
        Some(match shown {
            Shown::Later => After::Day(referral.ask_again_on?, referral.id),
            Shown::Settled => After::Moment(referral.decided_at?, referral.id),
            _ => After::Moment(referral.asked_at, referral.id),
        })
    }

    /// As it stands in an address.
    pub fn text(self) -> String {
        match self {
            After::Moment(at, id) => format!("{}_{id}", at.as_microsecond()),
            After::Day(on, id) => format!("{on}_{id}"),
        }
    }

    /// Reads it back for that list; anything else begins at the first page.
    pub fn parse(shown: Shown, text: &str) -> Option<After> {
        let (key, id) = text.split_once('_')?;
        let id = id.parse().ok()?;
        Some(match shown {
            Shown::Later => After::Day(key.parse().ok()?, id),
            _ => After::Moment(Timestamp::from_microsecond(key.parse().ok()?).ok()?, id),
        })
    }

    fn values(self) -> [Value; 2] {
        match self {
            After::Moment(at, id) => [at.into(), id.into()],
            After::Day(on, id) => [on.into(), id.into()],
        }
    }
}

/// One page of a list, and where the next one begins, if there is one.
pub fn select_list(
    tx: &mut Tx<'_>,
    area: AreaId,
    whose: &Whose,
    shown: Shown,
    after: Option<After>,
    most: usize,
) -> Result<(Vec<Queued>, Option<After>), Refusal> {
    let Some((mut parameters, mine)) = whose_sql(area, whose) else { return Ok((Vec::new(), None)) };
    let (which, key, order, beyond) = shown.sql();
    let page = match after {
        Some(after) => {
            let n = parameters.len();
            parameters.extend(after.values());
            format!("and ({key}, r.id) {beyond} (${}, ${})", n + 1, n + 2)
        }
        None => String::new(),
    };
    parameters.push(i64::try_from(most + 1).unwrap_or(i64::MAX).into());
    // A cross join begins with the referrals, in the order of their index; left to its statistics, SQLite begins with
    // the schemes and sorts every referral there is.
    let rows = tx.rows(
        &format!(
            "select {COLUMNS}, p.name as person_name, p.postcode as person_postcode, s.name as scheme_name, \
             a.name as worker_name, j.ended_at as journey_ended_at from referral r \
             cross join person p cross join scheme s \
             left join account a on a.area_id = r.area_id and a.id = r.allocated_to \
             left join journey j on j.area_id = r.area_id and j.id = r.journey_id \
             where r.area_id = $1 and p.area_id = r.area_id and p.id = r.person_id \
             and s.area_id = r.area_id and s.id = r.scheme_id and {mine} and {which} {page} order by {key} {order}, r.id {order} limit ${}",
            parameters.len()
        ),
        &parameters,
    )?;
    let mut list = rows
        .iter()
        .map(|row| {
            Ok(Queued {
                referral: read(row)?,
                person_name: row.get("person_name")?,
                town_or_postcode: row.get("person_postcode")?,
                scheme_name: row.get("scheme_name")?,
                worker_name: row.get("worker_name")?,
                journey_ended_at: row.get("journey_ended_at")?,
            })
        })
        .collect::<Result<Vec<_>, Refusal>>()?;
    let more = list.len() > most;
    list.truncate(most);
    let next = if more { list.last().and_then(|last| After::of(shown, last)) } else { None };
    Ok((list, next))
}

fn whose_sql(area: AreaId, whose: &Whose) -> Option<(Vec<Value>, String)> {
    let mut parameters: Vec<Value> = values![area].to_vec();
    let mine = match whose {
        Whose::Referrer(account) => {
            parameters.push((*account).into());
            "r.referrer_id = $2".to_owned()
        }
        Whose::Worker(account) => {
            parameters.push((*account).into());
            "r.allocated_to = $2".to_owned()
        }
        Whose::Schemes(schemes) if schemes.is_empty() => return None,
        Whose::Schemes(schemes) => {
            parameters.extend(schemes.iter().map(|scheme| Value::from(*scheme)));
            format!("r.scheme_id in ({})", places(2, schemes.len()))
        }
    };
    Some((parameters, mine))
}

/// How many stand in each open list.
pub fn count_open(tx: &mut Tx<'_>, area: AreaId, whose: &Whose) -> Result<Vec<(Shown, i64)>, Refusal> {
    let Some((parameters, mine)) = whose_sql(area, whose) else { return Ok(Vec::new()) };
    let rows = tx.rows(
        &format!(
            "select r.state, count(*) as people, count(r.allocated_to) as given from referral r \
             where r.area_id = $1 and {mine} and r.state in ('waiting', 'accepted', 'later') group by r.state"
        ),
        &parameters,
    )?;
    let mut counts = vec![(Shown::Waiting, 0), (Shown::SaidYes, 0), (Shown::Given, 0), (Shown::Later, 0)];
    let mut put = |shown: Shown, n: i64| {
        counts.iter_mut().filter(|(s, _)| *s == shown).for_each(|(_, count)| *count = n)
    };
    for row in &rows {
        let (people, given): (i64, i64) = (row.get("people")?, row.get("given")?);
        match State::parse(&row.get::<String>("state")?) {
            Some(State::Waiting) => put(Shown::Waiting, people),
            Some(State::Later) => put(Shown::Later, people),
            _ => {
                put(Shown::SaidYes, people - given);
                put(Shown::Given, given);
            }
        }
    }
    Ok(counts)
}

/// How many people each link worker walks beside now, and how many more were given to
/// them and have not begun. Journeys are counted here, though another context's, because
/// who is chosen depends on both numbers at once.
pub fn select_loads(tx: &mut Tx<'_>, area: AreaId) -> Result<HashMap<AccountId, (i64, i64)>, Refusal> {
    let mut loads: HashMap<AccountId, (i64, i64)> = HashMap::new();
    let walking = "select worker_id as worker, count(*) as people from journey \
        where area_id = $1 and state in ('going', 'paused') group by worker_id";
    for row in tx.rows(walking, &values![area])? {
        loads.entry(row.get("worker")?).or_default().0 = row.get("people")?;
    }
    let given = "select allocated_to as worker, count(*) as people from referral \
        where area_id = $1 and state = 'accepted' and allocated_to is not null group by allocated_to";
    for row in tx.rows(given, &values![area])? {
        loads.entry(row.get("worker")?).or_default().1 = row.get("people")?;
    }
    Ok(loads)
}

/// When those of a scheme asked who wait now, oldest first.
pub fn select_waiting(
    tx: &mut Tx<'_>,
    area: AreaId,
    scheme: SchemeId,
) -> Result<(usize, Option<Timestamp>), Refusal> {
    let row = tx.row(
        "select count(*) as people, min(asked_at) as oldest from referral \
         where area_id = $1 and scheme_id = $2 and state in ('waiting', 'accepted')",
        &values![area, scheme],
    )?;
    let Some(row) = row else { return Ok((0, None)) };
    Ok((usize::try_from(row.get::<i64>("people")?).unwrap_or(0), row.get("oldest")?))
}

/// When those asked and began who began since then.
pub fn select_begun(
    tx: &mut Tx<'_>,
    area: AreaId,
    scheme: SchemeId,
    since: Timestamp,
) -> Result<Vec<(Timestamp, Timestamp)>, Refusal> {
    let rows = tx.rows(
        "select asked_at, started_at from referral \
         where area_id = $1 and scheme_id = $2 and started_at >= $3",
        &values![area, scheme, since],
    )?;
    rows.iter().map(|row| Ok((row.get("asked_at")?, row.get("started_at")?))).collect()
}

/// When the journey that came of a referral ended.
pub fn select_journey_end(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: Uuid,
) -> Result<Option<Timestamp>, Refusal> {
    let row =
        tx.row("select ended_at from journey where area_id = $1 and id = $2", &values![area, journey])?;
    row.map_or(Ok(None), |row| Ok(row.get("ended_at")?))
}
