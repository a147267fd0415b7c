//! The SQL that empties who somebody was. The row stays without a word, so that what points to it finds nobody and whoever
//! has it in a file is told to let it go.

use ::store::{Tx, values};
use uuid::Uuid;

use super::{PersonId, store};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// What stands where a name stood.
const NOBODY: &str = "Erased";

/// Every record of one person: the one all were merged into, first, and all that were.
pub fn records_of(tx: &mut Tx<'_>, area: AreaId, person: PersonId) -> Result<Vec<PersonId>, Refusal> {
    let mut top = person;
    let mut seen = vec![person];
    while let Some(into) = store::select_person(tx, area, top)?.and_then(|it| it.merged_into) {
        if seen.contains(&into) {
            break;
        }
        seen.push(into);
        top = into;
    }
    let mut all = vec![top];
    let mut at = 0;
    while let Some(kept) = all.get(at).copied() {
        for (merged, _) in store::select_merged_into(tx, area, kept)? {
            if !all.contains(&merged) {
                all.push(merged);
            }
        }
        at += 1;
    }
    Ok(all)
}

/// Empties a record, and says no to everything it could be handed on for.
pub fn empty(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    person: PersonId,
    handed_on: &[&str],
) -> Result<(), Refusal> {
    tx.run(
        "update person set name = $3, name_key = '', known_as = null, born_on = null, born_text = null, postcode = null, \
         address = null, phone = null, email = null, contact_how = null, contact_when = null, language = null, \
         interpreter = $4, access_needs = null, gender = null, ethnicity = null, lives_alone = null, nhs_number = null, \
         nhs_number_note = null, before_a_visit = null, version = version + 1 where area_id = $1 and id = $2",
        &values![area, person, NOBODY, false],
    )?;
    for sql in [
        "delete from supporter where area_id = $1 and person_id = $2",
        "delete from consent where area_id = $1 and person_id = $2",
        "update opening set reason = '' where area_id = $1 and person_id = $2",
    ] {
        tx.run(sql, &values![area, person])?;
    }
    for sql in [
        "update tie set until = $3 where area_id = $1 and person_id = $2 and until is null",
        // What was merged stays merged: nobody parts two records without a word in them.
        "update merge set undone_at = $3 where area_id = $1 and (merged_id = $2 or kept_id = $2) and undone_at is null",
    ] {
        tx.run(sql, &values![area, person, now.at])?;
    }
    for about in handed_on {
        tx.run(
            "insert into consent (area_id, id, person_id, about, given, how, at) values ($1, $2, $3, $4, $5, '', $6)",
            &values![area, now.id::<Uuid>(), person, *about, false, now.at],
        )?;
    }
    Ok(())
}
