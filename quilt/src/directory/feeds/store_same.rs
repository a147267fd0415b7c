//! The SQL of organisations that may be one.

use std::collections::{HashMap, HashSet};

use ::store::{Row, Tx, Value, values};
use jiff::Timestamp;
use jiff::civil::Date;

use super::same::{Candidate, OrganizationPair, PairState};
use super::same_rule::{Described, host_key, registered_number};
use super::shown_once::Run;
use crate::access::Actor;
use crate::directory::ServiceId;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{AreaId, OrganizationId};

/// How many sources the directory's organisations come from; what was written here is one.
pub(super) fn sources(tx: &mut Tx<'_>, area: AreaId) -> Result<usize, Refusal> {
    let rows = tx.rows(
        "select feed_id from organization where area_id = $1 and kind = 'community' group by feed_id",
        &values![area],
    )?;
    Ok(rows.len())
}

/// Every organisation of the directory as the rule sees it.
pub(super) fn candidates(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<Candidate>, Refusal> {
    let mut postcodes: HashMap<OrganizationId, Vec<String>> = HashMap::new();
    tx.each(
        "select distinct organization_id, postcode from service where area_id = $1 and organization_id is not null \
         and postcode is not null and withdrawn_at is null",
        &values![area],
        &mut |row| {
            postcodes.entry(row.at(0)?).or_default().push(row.at(1)?);
            Ok(())
        },
    )?;
    let mut all = Vec::new();
    tx.each(
        "select id, feed_id, name, url, description from organization where area_id = $1 and kind = 'community'",
        &values![area],
        &mut |row| {
            let id: OrganizationId = row.at(0)?;
            let (url, description): (Option<String>, String) = (row.at(3)?, row.at(4)?);
            all.push(Candidate {
                id,
                feed: row.at(1)?,
                is: Described {
                    name: row.at(2)?,
                    host: url.as_deref().and_then(host_key),
                    postcodes: postcodes.remove(&id).unwrap_or_default(),
                    number: registered_number(&description),
                },
            });
            Ok(())
        },
    )?;
    Ok(all)
}

pub(super) fn pairs_known(
    tx: &mut Tx<'_>,
    area: AreaId,
) -> Result<HashSet<(OrganizationId, OrganizationId)>, Refusal> {
    let rows =
        tx.rows("select one_id, other_id from organization_pair where area_id = $1", &values![area])?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

pub(super) fn insert_pair(
    tx: &mut Tx<'_>,
    area: AreaId,
    one: OrganizationId,
    other: OrganizationId,
    why: &str,
    now: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "insert into organization_pair (area_id, one_id, other_id, why, state, found_at) \
         values ($1, $2, $3, $4, 'suggested', $5) on conflict (area_id, one_id, other_id) do nothing",
        &values![area, one, other, why, now],
    )?;
    Ok(())
}

pub(super) fn pairs(tx: &mut Tx<'_>, area: AreaId, most: i64) -> Result<Vec<OrganizationPair>, Refusal> {
    let rows = tx.rows(
        "select p.one_id, p.other_id, a.name as one_name, b.name as other_name, fa.name as one_feed, fb.name as other_feed, \
         p.why, p.state, p.decided_at, p.by_name from organization_pair p \
         join organization a on a.area_id = p.area_id and a.id = p.one_id \
         join organization b on b.area_id = p.area_id and b.id = p.other_id \
         left join feed fa on fa.area_id = a.area_id and fa.id = a.feed_id \
         left join feed fb on fb.area_id = b.area_id and fb.id = b.feed_id where p.area_id = $1 \
         order by case p.state when 'suggested' then 0 when 'same' then 1 else 2 end, a.name, p.one_id, p.other_id limit $2",
        &values![area, most],
    )?;
    rows.iter().map(read_pair).collect()
}

fn read_pair(row: &Row) -> Result<OrganizationPair, Refusal> {
    Ok(OrganizationPair {
        one: row.get("one_id")?,
        other: row.get("other_id")?,
        one_name: row.get("one_name")?,
        other_name: row.get("other_name")?,
        one_feed: row.get("one_feed")?,
        other_feed: row.get("other_feed")?,
        why: row.get("why")?,
        state: PairState::parse(&row.get::<String>("state")?)
            .ok_or_else(|| Refusal::broken("organization_pair.state"))?,
        decided_at: row.get("decided_at")?,
        by_name: row.get("by_name")?,
    })
}

pub(super) fn decide(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    one: OrganizationId,
    other: OrganizationId,
    state: PairState,
) -> Result<bool, Refusal> {
    let changed = tx.run(
        "update organization_pair set state = $4, decided_at = $5, by_name = $6 \
         where area_id = $1 and one_id = $2 and other_id = $3",
        &values![by.area, one, other, state.code(), now.at, &by.name],
    )?;
    Ok(changed == 1)
}

/// The records said to be the same as this one: ids, names and feeds.
pub(super) fn same_as(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: OrganizationId,
) -> Result<Vec<(OrganizationId, String, Option<String>)>, Refusal> {
    let rows = tx.rows(
        "select o.id, o.name, f.name from organization_pair p join organization o on o.area_id = p.area_id \
         and o.id = case when p.one_id = $2 then p.other_id else p.one_id end \
         left join feed f on f.area_id = o.area_id and f.id = o.feed_id \
         where p.area_id = $1 and p.state = 'same' and (p.one_id = $2 or p.other_id = $2) order by o.name, o.id",
        &values![area, id],
    )?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?, row.at(2)?))).collect()
}

/// Who runs a service, its name and postcode.
pub(super) fn organized(
    tx: &mut Tx<'_>,
    area: AreaId,
    service: ServiceId,
) -> Result<Option<(OrganizationId, String, Option<String>)>, Refusal> {
    let row = tx.row(
        "select organization_id, name, postcode from service where area_id = $1 and id = $2 and organization_id is not null",
        &values![area, service],
    )?;
    row.map_or(Ok(None), |row| Ok(Some((row.at(0)?, row.at(1)?, row.at(2)?))))
}

type OfOrganization = (ServiceId, String, Option<String>, Option<Date>);

/// The services that stand of an organisation.
pub(super) fn services_of(
    tx: &mut Tx<'_>,
    area: AreaId,
    organization: OrganizationId,
) -> Result<Vec<OfOrganization>, Refusal> {
    let rows = tx.rows(
        "select id, name, postcode, assured_on from service where area_id = $1 and organization_id = $2 \
         and withdrawn_at is null order by name, id",
        &values![area, organization],
    )?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?, row.at(2)?, row.at(3)?))).collect()
}

/// Every pair of records in this state.
pub(super) fn pairs_in(
    tx: &mut Tx<'_>,
    area: AreaId,
    state: PairState,
) -> Result<Vec<(OrganizationId, OrganizationId)>, Refusal> {
    let rows = tx.rows(
        "select one_id, other_id from organization_pair where area_id = $1 and state = $2 order by one_id, other_id",
        &values![area, state.code()],
    )?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// How many organisations one statement asks about.
const MANY: usize = 200;

/// What people may be told about of these organisations.
pub(super) fn run_by(
    tx: &mut Tx<'_>,
    area: AreaId,
    organizations: &[OrganizationId],
) -> Result<Vec<Run>, Refusal> {
    let mut found = Vec::new();
    for some in organizations.chunks(MANY) {
        let mut parameters = values![area].to_vec();
        parameters.extend(some.iter().map(|id| Value::from(*id)));
        let rows = tx.rows(
            &format!(
                "select id, organization_id, name, postcode, confirmed_on from service where area_id = $1 \
                 and organization_id in ({}) and withdrawn_at is null \
                 and status in ('active', 'temporarily closed') order by id",
                ::store::places(2, some.len())
            ),
            &parameters,
        )?;
        for row in &rows {
            found.push(Run {
                id: row.at(0)?,
                organization: row.at(1)?,
                name: row.at(2)?,
                postcode: row.at(3)?,
                confirmed_on: row.at(4)?,
            });
        }
    }
    Ok(found)
}
