//! The SQL of settings.

use ::store::{Row, Tx, values};

use super::{
    AreaId, Organization, OrganizationId, OrganizationKind, Place, Scheme, SchemeId, SchemeKind, Town,
};
use crate::moment::Moment;
use crate::refusal::Refusal;

/// The area this installation serves.
#[derive(Debug, Clone)]
pub struct Area {
    pub id: AreaId,
    pub name: String,
    /// Everybody in it is invented, and every page says so.
    pub demonstration: bool,
}

/// The area served, or nothing on a fresh installation.
pub fn area(tx: &mut Tx<'_>) -> Result<Option<Area>, Refusal> {
    let row = tx.row("select id, name, demonstration from area order by created_at, id limit 1", &[])?;
    row.map(|row| {
        Ok(Area { id: row.get("id")?, name: row.get("name")?, demonstration: row.get("demonstration")? })
    })
    .transpose()
}

/// Founds the area of a fresh installation, and says so in the ledger.
pub fn found_area(tx: &mut Tx<'_>, now: &Moment, name: &str, demonstration: bool) -> Result<Area, Refusal> {
    let id: AreaId = now.id();
    tx.run(
        "insert into area (id, name, demonstration, created_at) values ($1, $2, $3, $4)",
        &values![id, name, demonstration, now.at],
    )?;
    let by = crate::access::Actor::program(id, "Quilt");
    crate::line::line(&by, now, "area.founded", id).fact("name", name).record(tx)?;
    Ok(Area { id, name: name.to_owned(), demonstration })
}

/// Gives the area another name, and says so in the ledger.
pub fn name_area(
    tx: &mut Tx<'_>,
    by: &crate::access::Actor,
    now: &Moment,
    name: &str,
) -> Result<(), Refusal> {
    tx.run("update area set name = $2 where id = $1", &values![by.area, name])?;
    crate::line::line(by, now, "area.named", by.area).fact("name", name).record(tx)
}

pub(super) fn insert_scheme(tx: &mut Tx<'_>, area: AreaId, now: &Moment, s: &Scheme) -> Result<(), Refusal> {
    tx.run(
        "insert into scheme (area_id, id, organization_id, name, kind, about, worker_term, weeks, caseload, phone, email, \
         postcode, towns, active, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, true, $14)",
        &values![
            area, s.id, s.organization, &s.name, s.kind.code(), &s.about, &s.worker_term, s.weeks, s.caseload,
            s.phone.as_deref(), s.email.as_deref(), s.postcode.as_deref(), s.towns.join("\n"), now.at
        ],
    )?;
    Ok(())
}

pub(super) fn select_schemes(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<Scheme>, Refusal> {
    let rows = tx.rows(
        "select id, organization_id, name, kind, about, worker_term, weeks, caseload, phone, email, postcode, towns \
         from scheme where area_id = $1 and active order by name",
        &values![area],
    )?;
    rows.iter().map(read_scheme).collect()
}

fn read_scheme(row: &Row) -> Result<Scheme, Refusal> {
    let towns: String = row.get("towns")?;
    Ok(Scheme {
        id: row.get::<SchemeId>("id")?,
        organization: row.get("organization_id")?,
        name: row.get("name")?,
        kind: SchemeKind::parse(&row.get::<String>("kind")?).ok_or_else(|| Refusal::broken("scheme.kind"))?,
        about: row.get("about")?,
        worker_term: row.get("worker_term")?,
        weeks: row.get("weeks")?,
        caseload: row.get("caseload")?,
        phone: row.get("phone")?,
        email: row.get("email")?,
        postcode: row.get("postcode")?,
        towns: towns.lines().map(str::to_owned).collect(),
    })
}

pub(super) fn organization_by_source(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: Option<uuid::Uuid>,
    key: &str,
) -> Result<Option<Organization>, Refusal> {
    let row = tx.row(
        "select id, name, kind, ods_code, description, url, email, phone, postcode, feed_id, source_key \
         from organization where area_id = $1 and feed_id = $2 and source_key = $3",
        &values![area, feed, key],
    )?;
    row.as_ref().map(read_organization).transpose()
}

pub(super) fn local_organization(
    tx: &mut Tx<'_>,
    area: AreaId,
    kind: OrganizationKind,
    name: &str,
) -> Result<Option<OrganizationId>, Refusal> {
    let rows = tx.rows(
        "select id from organization where area_id = $1 and kind = $2 and name = $3 and feed_id is null order by id limit 1",
        &values![area, kind.code(), name],
    )?;
    rows.first().map_or(Ok(None), |row| Ok(Some(row.get("id")?)))
}

pub(super) fn write_organization(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    o: &Organization,
    new: bool,
) -> Result<(), Refusal> {
    let sql = if new {
        "insert into organization (area_id, id, name, kind, ods_code, description, url, email, phone, postcode, feed_id, \
         source_key, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
    } else {
        "update organization set name = $3, kind = $4, ods_code = $5, description = $6, url = $7, email = $8, phone = $9, \
         postcode = $10, feed_id = $11, source_key = $12, created_at = coalesce(created_at, $13) \
         where area_id = $1 and id = $2"
    };
    tx.run(
        sql,
        &values![
            area,
            o.id,
            &o.name,
            o.kind.code(),
            o.ods_code.as_deref(),
            &o.description,
            o.url.as_deref(),
            o.email.as_deref(),
            o.phone.as_deref(),
            o.postcode.as_deref(),
            o.feed,
            o.source_key.as_deref(),
            now.at
        ],
    )?;
    Ok(())
}

pub(super) fn select_organizations(
    tx: &mut Tx<'_>,
    area: AreaId,
    kinds: &[OrganizationKind],
) -> Result<Vec<Organization>, Refusal> {
    let mut parameters = values![area].to_vec();
    parameters.extend(kinds.iter().map(|kind| ::store::Value::from(kind.code())));
    let rows = tx.rows(
        &format!(
            "select id, name, kind, ods_code, description, url, email, phone, postcode, feed_id, source_key \
             from organization where area_id = $1 and kind in ({}) order by name",
            ::store::places(2, kinds.len())
        ),
        &parameters,
    )?;
    rows.iter().map(read_organization).collect()
}

fn read_organization(row: &Row) -> Result<Organization, Refusal> {
    Ok(Organization {
        id: row.get::<OrganizationId>("id")?,
        name: row.get("name")?,
        kind: OrganizationKind::parse(&row.get::<String>("kind")?).unwrap_or(OrganizationKind::Other),
        ods_code: row.get("ods_code")?,
        description: row.get("description")?,
        url: row.get("url")?,
        email: row.get("email")?,
        phone: row.get("phone")?,
        postcode: row.get("postcode")?,
        feed: row.get("feed_id")?,
        source_key: row.get("source_key")?,
    })
}

pub(super) fn select_place(tx: &mut Tx<'_>, postcode: &str) -> Result<Option<Place>, Refusal> {
    let row =
        tx.row("select lat, lon, ward, lsoa, decile from place where postcode = $1", &values![postcode])?;
    row.map(|row| {
        Ok(Place {
            lat: row.get("lat")?,
            lon: row.get("lon")?,
            ward: row.get("ward")?,
            lsoa: row.get("lsoa")?,
            decile: row.get("decile")?,
        })
    })
    .transpose()
}

/// How many postcodes one statement carries.
const MANY: usize = 500;

/// Keeps places by postcode, each once. What a newer list does not know (deprivation, say) stays
/// as it was. Answers how many are new or changed.
pub(super) fn insert_places(tx: &mut Tx<'_>, places: &[(String, Place)]) -> Result<u64, Refusal> {
    let mut changed = 0;
    for some in places.chunks(MANY) {
        let rows: Vec<String> =
            (0..some.len()).map(|n| format!("({})", ::store::places(n * 6 + 1, 6))).collect();
        let parameters: Vec<::store::Value> = some
            .iter()
            .flat_map(|(postcode, p)| {
                values![postcode, p.lat, p.lon, p.ward.as_deref(), p.lsoa.as_deref(), p.decile].to_vec()
            })
            .collect();
        changed += tx.run(
            &format!(
                "insert into place (postcode, lat, lon, ward, lsoa, decile) values {} \
                 on conflict (postcode) do update set lat = excluded.lat, lon = excluded.lon, \
                 ward = coalesce(excluded.ward, place.ward), lsoa = coalesce(excluded.lsoa, place.lsoa), \
                 decile = coalesce(excluded.decile, place.decile) \
                 where place.lat <> excluded.lat or place.lon <> excluded.lon \
                 or coalesce(excluded.ward, place.ward, '') <> coalesce(place.ward, '') \
                 or coalesce(excluded.lsoa, place.lsoa, '') <> coalesce(place.lsoa, '') \
                 or coalesce(excluded.decile, place.decile, 0) <> coalesce(place.decile, 0)",
                rows.join(", ")
            ),
            &parameters,
        )?;
    }
    Ok(changed)
}

/// Works out anew where parts of postcodes are: "TA5" and "TA5 1".
pub(super) fn gather_parts(tx: &mut Tx<'_>) -> Result<(), Refusal> {
    tx.run("delete from place_part", &[])?;
    tx.run(
        "insert into place_part (code, lat, lon, postcodes) select code, avg(lat), avg(lon), count(*) from ( \
         select substr(postcode, 1, length(postcode) - 4) as code, lat, lon from place \
         union all select substr(postcode, 1, length(postcode) - 2) as code, lat, lon from place \
         ) as part group by code",
        &[],
    )?;
    Ok(())
}

pub(super) fn select_part(tx: &mut Tx<'_>, code: &str) -> Result<Option<(f64, f64)>, Refusal> {
    let row = tx.row("select lat, lon from place_part where code = $1", &values![code])?;
    row.map_or(Ok(None), |row| Ok(Some((row.get("lat")?, row.get("lon")?))))
}

/// Where the sectors of postcodes ("TA5 1") inside a box are.
pub(super) fn select_sectors(
    tx: &mut Tx<'_>,
    (south, west): (f64, f64),
    (north, east): (f64, f64),
) -> Result<Vec<(f64, f64)>, Refusal> {
    let rows = tx.rows(
        "select lat, lon from place_part where code like '% %' and lat between $1 and $2 and lon between $3 and $4 \
         order by code",
        &values![south, north, west, east],
    )?;
    rows.iter().map(|row| Ok((row.get("lat")?, row.get("lon")?))).collect()
}

pub(super) fn select_towns(tx: &mut Tx<'_>) -> Result<Vec<Town>, Refusal> {
    let rows = tx.rows("select name, lat, lon from town order by name", &[])?;
    rows.iter()
        .map(|row| Ok(Town { name: row.get("name")?, lat: row.get("lat")?, lon: row.get("lon")? }))
        .collect()
}

pub(super) fn insert_town(tx: &mut Tx<'_>, town: &Town) -> Result<(), Refusal> {
    tx.run(
        "insert into town (name, lat, lon) values ($1, $2, $3) \
         on conflict (name) do update set lat = excluded.lat, lon = excluded.lon",
        &values![&town.name, town.lat, town.lon],
    )?;
    Ok(())
}
