//! The SQL of people.

use ::store::{Row, Tx, values};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Birth, Consent, MayHear, Person, PersonId, Supporter};
use crate::access::{AccountId, Tied};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{AreaId, SchemeId};

const COLUMNS: &str = "id, name, known_as, born_on, born_text, postcode, address, phone, email, contact_how, contact_when, \
    language, interpreter, access_needs, gender, ethnicity, lives_alone, nhs_number, nhs_number_note, before_a_visit, \
    merged_into, version, created_at";

pub(super) fn insert_person(
    tx: &mut Tx<'_>,
    area: AreaId,
    p: &Person,
    name_key: &str,
) -> Result<(), Refusal> {
    tx.run(
        "insert into person (area_id, id, name, name_key, known_as, born_on, born_text, postcode, address, phone, email, \
         contact_how, contact_when, language, interpreter, access_needs, gender, ethnicity, lives_alone, nhs_number, \
         nhs_number_note, before_a_visit, version, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, \
         $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, 1, $23)",
        &values![
            area, p.id, &p.name, name_key, p.known_as.as_deref(), p.birth.date(), p.birth.words(), p.postcode.as_deref(),
            p.address.as_deref(), p.phone.as_deref(), p.email.as_deref(), p.contact_how.as_deref(),
            p.contact_when.as_deref(), p.language.as_deref(), p.interpreter, p.access_needs.as_deref(),
            p.gender.as_deref(), p.ethnicity.as_deref(), p.lives_alone, p.nhs_number.as_deref(),
            p.nhs_number_note.as_deref(), p.before_a_visit.as_deref(), p.created_at
        ],
    )?;
    Ok(())
}

/// Updates a person who is still at `version`; says whether they were.
pub(super) fn update_person(
    tx: &mut Tx<'_>,
    area: AreaId,
    p: &Person,
    name_key: &str,
    version: i64,
) -> Result<bool, Refusal> {
    let changed = tx.run(
        "update person set name = $3, name_key = $4, known_as = $5, born_on = $6, born_text = $7, postcode = $8, \
         address = $9, phone = $10, email = $11, contact_how = $12, contact_when = $13, language = $14, interpreter = $15, \
         access_needs = $16, gender = $17, ethnicity = $18, lives_alone = $19, nhs_number = $20, nhs_number_note = $21, \
         before_a_visit = $22, version = version + 1 where area_id = $1 and id = $2 and version = $23",
        &values![
            area, p.id, &p.name, name_key, p.known_as.as_deref(), p.birth.date(), p.birth.words(), p.postcode.as_deref(),
            p.address.as_deref(), p.phone.as_deref(), p.email.as_deref(), p.contact_how.as_deref(),
            p.contact_when.as_deref(), p.language.as_deref(), p.interpreter, p.access_needs.as_deref(),
            p.gender.as_deref(), p.ethnicity.as_deref(), p.lives_alone, p.nhs_number.as_deref(),
            p.nhs_number_note.as_deref(), p.before_a_visit.as_deref(), version
        ],
    )?;
    Ok(changed == 1)
}

fn read_person(row: &Row) -> Result<Person, Refusal> {
    Ok(Person {
        id: row.get("id")?,
        name: row.get("name")?,
        known_as: row.get("known_as")?,
        birth: Birth::stored(row.get("born_on")?, row.get("born_text")?),
        postcode: row.get("postcode")?,
        address: row.get("address")?,
        phone: row.get("phone")?,
        email: row.get("email")?,
        contact_how: row.get("contact_how")?,
        contact_when: row.get("contact_when")?,
        language: row.get("language")?,
        interpreter: row.get("interpreter")?,
        access_needs: row.get("access_needs")?,
        gender: row.get("gender")?,
        ethnicity: row.get("ethnicity")?,
        lives_alone: row.get("lives_alone")?,
        nhs_number: row.get("nhs_number")?,
        nhs_number_note: row.get("nhs_number_note")?,
        before_a_visit: row.get("before_a_visit")?,
        merged_into: row.get("merged_into")?,
        version: row.get("version")?,
        created_at: row.get("created_at")?,
    })
}

pub(super) fn select_person(tx: &mut Tx<'_>, area: AreaId, id: PersonId) -> Result<Option<Person>, Refusal> {
    let row =
        tx.row(&format!("select {COLUMNS} from person where area_id = $1 and id = $2"), &values![area, id])?;
    row.as_ref().map(read_person).transpose()
}

/// Everyone who shares a name, an NHS number, a birth date or a postcode with the person.
pub(super) fn select_near(
    tx: &mut Tx<'_>,
    area: AreaId,
    p: &Person,
    name_key: &str,
) -> Result<Vec<(Person, String)>, Refusal> {
    let rows = tx.rows(
        &format!(
            "select {COLUMNS}, name_key from person where area_id = $1 and merged_into is null and id <> $2 \
             and (name_key = $3 or nhs_number = $4 or born_on = $5 or postcode = $6) limit 200"
        ),
        &values![area, p.id, name_key, p.nhs_number.as_deref(), p.birth.date(), p.postcode.as_deref()],
    )?;
    rows.iter().map(|row| Ok((read_person(row)?, row.get("name_key")?))).collect()
}

pub(super) fn insert_consent(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    person: PersonId,
    about: &str,
    given: bool,
    how: &str,
) -> Result<(), Refusal> {
    tx.run(
        "insert into consent (area_id, id, person_id, about, given, how, at) values ($1, $2, $3, $4, $5, $6, $7)",
        &values![area, now.id::<Uuid>(), person, about, given, how, now.at],
    )?;
    Ok(())
}

pub(super) fn select_consents(
    tx: &mut Tx<'_>,
    area: AreaId,
    person: PersonId,
) -> Result<Vec<Consent>, Refusal> {
    let rows = tx.rows(
        "select about, given, how, at, withdrawn_at from consent where area_id = $1 and person_id = $2 order by at",
        &values![area, person],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Consent {
                about: row.get("about")?,
                given: row.get("given")?,
                how: row.get("how")?,
                at: row.get("at")?,
                withdrawn_at: row.get("withdrawn_at")?,
            })
        })
        .collect()
}

pub(super) fn insert_supporter(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    person: PersonId,
    s: &Supporter,
) -> Result<(), Refusal> {
    tx.run(
        "insert into supporter (area_id, id, person_id, name, relation, phone, may_hear, note, at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &values![
            area,
            now.id::<Uuid>(),
            person,
            &s.name,
            &s.relation,
            s.phone.as_deref(),
            s.may_hear.code(),
            s.note.as_deref(),
            now.at
        ],
    )?;
    Ok(())
}

pub(super) fn select_supporters(
    tx: &mut Tx<'_>,
    area: AreaId,
    person: PersonId,
) -> Result<Vec<Supporter>, Refusal> {
    let rows = tx.rows(
        "select name, relation, phone, may_hear, note from supporter \
         where area_id = $1 and person_id = $2 and ended_at is null order by at",
        &values![area, person],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Supporter {
                name: row.get("name")?,
                relation: row.get("relation")?,
                phone: row.get("phone")?,
                may_hear: MayHear::parse(&row.get::<String>("may_hear")?).unwrap_or(MayHear::Nothing),
                note: row.get("note")?,
            })
        })
        .collect()
}

pub(super) fn insert_tie(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    person: PersonId,
    scheme: SchemeId,
    account: Option<AccountId>,
) -> Result<(), Refusal> {
    tx.run(
        "insert into tie (area_id, id, person_id, scheme_id, account_id, since) values ($1, $2, $3, $4, $5, $6)",
        &values![area, now.id::<Uuid>(), person, scheme, account, now.at],
    )?;
    Ok(())
}

pub(super) fn end_ties(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    person: PersonId,
    scheme: SchemeId,
) -> Result<(), Refusal> {
    tx.run(
        "update tie set until = $4 where area_id = $1 and person_id = $2 and scheme_id = $3 and until is null",
        &values![area, person, scheme, now.at],
    )?;
    Ok(())
}

pub(super) fn select_ties(tx: &mut Tx<'_>, area: AreaId, person: PersonId) -> Result<Vec<Tied>, Refusal> {
    let rows = tx.rows(
        "select scheme_id, account_id from tie where area_id = $1 and person_id = $2 and until is null",
        &values![area, person],
    )?;
    rows.iter()
        .map(|row| Ok(Tied { scheme: row.get("scheme_id")?, account: row.get("account_id")? }))
        .collect()
}

/// Ties, and whether a reason given by `account` still holds, in one query.
pub(super) fn select_ties_and_opening(
    tx: &mut Tx<'_>,
    area: AreaId,
    person: PersonId,
    account: Uuid,
    at: Timestamp,
) -> Result<(Vec<Tied>, bool), Refusal> {
    let rows = tx.rows(
        "select scheme_id, account_id from tie where area_id = $1 and person_id = $2 and until is null \
         union all \
         select null, account_id from opening where area_id = $1 and person_id = $2 and account_id = $3 and until > $4",
        &values![area, person, account, at],
    )?;
    let mut ties = Vec::new();
    let mut opened = false;
    for row in &rows {
        match row.get::<Option<SchemeId>>("scheme_id")? {
            Some(scheme) => ties.push(Tied { scheme, account: row.get("account_id")? }),
            None => opened = true,
        }
    }
    Ok((ties, opened))
}

pub(super) fn insert_opening(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    account: Uuid,
    person: PersonId,
    reason: &str,
    until: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "insert into opening (area_id, id, account_id, person_id, reason, at, until) values ($1, $2, $3, $4, $5, $6, $7)",
        &values![area, now.id::<Uuid>(), account, person, reason, now.at, until],
    )?;
    Ok(())
}

/// Rows that moved with a merge: table by table, the ids.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Moved(Vec<(String, Vec<Uuid>)>);

/// What belongs to a person, table by table.
const BELONGINGS: [&str; 10] = [
    "tie",
    "supporter",
    "consent",
    "referral",
    "reading",
    "measure_ask",
    "journey",
    "link",
    "follow_up",
    "message",
];

pub(super) fn move_belongings(
    tx: &mut Tx<'_>,
    area: AreaId,
    from: PersonId,
    to: PersonId,
) -> Result<Moved, Refusal> {
    let mut moved = Moved::default();
    for table in BELONGINGS {
        let ids: Vec<Uuid> = tx
            .rows(
                &format!("select id from {table} where area_id = $1 and person_id = $2"),
                &values![area, from],
            )?
            .iter()
            .map(|row| row.get("id"))
            .collect::<Result<_, _>>()?;
        if !ids.is_empty() {
            tx.run(
                &format!("update {table} set person_id = $3 where area_id = $1 and person_id = $2"),
                &values![area, from, to],
            )?;
            moved.0.push((table.to_owned(), ids));
        }
    }
    Ok(moved)
}

pub(super) fn move_back(tx: &mut Tx<'_>, area: AreaId, moved: &Moved, to: PersonId) -> Result<(), Refusal> {
    for (table, ids) in &moved.0 {
        let table =
            BELONGINGS.iter().find(|known| *known == table).ok_or_else(|| Refusal::broken("merge.moved"))?;
        for id in ids {
            tx.run(
                &format!("update {table} set person_id = $3 where area_id = $1 and id = $2"),
                &values![area, *id, to],
            )?;
        }
    }
    Ok(())
}

pub(super) fn insert_merge(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    kept: PersonId,
    merged: PersonId,
    moved: &Moved,
) -> Result<(), Refusal> {
    let moved = serde_json::to_string(moved).map_err(|e| Refusal::Internal(e.to_string()))?;
    tx.run(
        "insert into merge (area_id, id, kept_id, merged_id, moved, at) values ($1, $2, $3, $4, $5, $6)",
        &values![area, now.id::<Uuid>(), kept, merged, moved, now.at],
    )?;
    Ok(())
}

pub(super) fn select_merge(
    tx: &mut Tx<'_>,
    area: AreaId,
    merged: PersonId,
) -> Result<Option<(Uuid, PersonId, Moved)>, Refusal> {
    let row = tx.row(
        "select id, kept_id, moved from merge where area_id = $1 and merged_id = $2 and undone_at is null",
        &values![area, merged],
    )?;
    row.map(|row| {
        let moved: String = row.get("moved")?;
        let moved = serde_json::from_str(&moved).map_err(|_| Refusal::broken("merge.moved"))?;
        Ok((row.get("id")?, row.get("kept_id")?, moved))
    })
    .transpose()
}

/// Records merged into this one, with their names.
pub(super) fn select_merged_into(
    tx: &mut Tx<'_>,
    area: AreaId,
    kept: PersonId,
) -> Result<Vec<(PersonId, String)>, Refusal> {
    let rows =
        tx.rows("select id, name from person where area_id = $1 and merged_into = $2", &values![area, kept])?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("name")?))).collect()
}

pub(super) fn end_merge(tx: &mut Tx<'_>, area: AreaId, now: &Moment, id: Uuid) -> Result<(), Refusal> {
    tx.run("update merge set undone_at = $3 where area_id = $1 and id = $2", &values![area, id, now.at])?;
    Ok(())
}

pub(super) fn set_merged_into(
    tx: &mut Tx<'_>,
    area: AreaId,
    person: PersonId,
    into: Option<PersonId>,
) -> Result<(), Refusal> {
    tx.run(
        "update person set merged_into = $3, version = version + 1 where area_id = $1 and id = $2",
        &values![area, person, into],
    )?;
    Ok(())
}
