//! Of services that somebody said are one organisation's, listed by two publishers, the search
//! shows one. Both records stay, each with its page; the page of the one shown says that the other
//! lists it too. Taken back, both are found again.
//!
//! Shown is what the record with more of them lists (two sessions of one name are two), else the
//! one that was confirmed later, else the one we have had longer.

use std::collections::{BTreeMap, HashMap, HashSet};

use ::store::Tx;
use jiff::civil::Date;

use super::same_rule::name_key;
use super::store_same;
use crate::directory::ServiceId;
use crate::refusal::Refusal;
use crate::settings::{AreaId, OrganizationId};

/// A service of an organisation that has several records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub id: ServiceId,
    pub organization: OrganizationId,
    pub name: String,
    pub postcode: Option<String>,
    pub confirmed_on: Option<Date>,
}

/// Services that are shown under another record.
pub fn shown_elsewhere(tx: &mut Tx<'_>, area: AreaId) -> Result<HashSet<ServiceId>, Refusal> {
    let pairs = store_same::all_same(tx, area)?;
    if pairs.is_empty() {
        return Ok(HashSet::new());
    }
    let one = as_one(&pairs);
    let mut run = Vec::new();
    for organization in one.keys() {
        run.extend(store_same::run_by(tx, area, *organization)?);
    }
    Ok(hidden(&run, &one))
}

/// Each record with the first of those that are the same organisation.
fn as_one(pairs: &[(OrganizationId, OrganizationId)]) -> BTreeMap<OrganizationId, OrganizationId> {
    let mut one: BTreeMap<OrganizationId, OrganizationId> = BTreeMap::new();
    for (a, b) in pairs {
        let (of_a, of_b) = (*one.entry(*a).or_insert(*a), *one.entry(*b).or_insert(*b));
        let (first, other) = (of_a.min(of_b), of_a.max(of_b));
        one.values_mut().filter(|of| **of == other).for_each(|of| *of = first);
    }
    one
}

fn hidden(run: &[Run], one: &BTreeMap<OrganizationId, OrganizationId>) -> HashSet<ServiceId> {
    let mut named: HashMap<(OrganizationId, String), Vec<&Run>> = HashMap::new();
    for service in run {
        let of = one.get(&service.organization).copied().unwrap_or(service.organization);
        named.entry((of, name_key(&service.name))).or_default().push(service);
    }
    named.values().flat_map(|alike| together(alike)).flat_map(|met| all_but_one_record(&met)).collect()
}

/// Those that meet in one place. What names no place is with the others where they have only one.
fn together<'a>(alike: &[&'a Run]) -> Vec<Vec<&'a Run>> {
    let mut met: BTreeMap<Option<&str>, Vec<&Run>> = BTreeMap::new();
    for service in alike {
        met.entry(service.postcode.as_deref()).or_default().push(service);
    }
    if met.len() == 2
        && let Some(anywhere) = met.remove(&None)
        && let Some(mut only) = met.first_entry()
    {
        only.get_mut().extend(anywhere);
    }
    met.into_values().collect()
}

fn all_but_one_record(met: &[&Run]) -> Vec<ServiceId> {
    let mut records: BTreeMap<OrganizationId, Vec<&Run>> = BTreeMap::new();
    for service in met {
        records.entry(service.organization).or_default().push(service);
    }
    let rank = |run: &[&Run]| {
        let confirmed = run.iter().filter_map(|service| service.confirmed_on).max();
        (run.len(), confirmed, std::cmp::Reverse(run.iter().map(|service| service.id).min()))
    };
    let shown = records.iter().max_by_key(|(_, run)| rank(run)).map(|(organization, _)| *organization);
    let hidden = met.iter().filter(|service| Some(service.organization) != shown);
    hidden.map(|service| service.id).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn organization(n: u128) -> OrganizationId {
        Uuid::from_u128(n).into()
    }

    fn run(id: u128, by: u128, name: &str, postcode: Option<&str>, confirmed_on: Option<&str>) -> Run {
        Run {
            id: Uuid::from_u128(id).into(),
            organization: organization(by),
            name: name.into(),
            postcode: postcode.map(str::to_owned),
            confirmed_on: confirmed_on.map(|day| day.parse().unwrap()),
        }
    }

    fn hidden_of(run: &[Run]) -> Vec<u128> {
        let one = as_one(&[(organization(1), organization(2)), (organization(3), organization(2))]);
        assert_eq!(one.values().collect::<HashSet<_>>().len(), 1, "sameness goes on from one to the next");
        let mut hidden: Vec<u128> = hidden(run, &one).iter().map(|id| id.uuid().as_u128()).collect();
        hidden.sort_unstable();
        hidden
    }

    #[test]
    fn of_one_thing_listed_twice_one_is_shown() {
        let (here, there) = (Some("TA1 1NW"), Some("BS1 5TR"));
        // The one confirmed later; the older when nobody knows.
        assert_eq!(
            hidden_of(&[
                run(1, 1, "Tea", here, Some("2026-01-01")),
                run(2, 2, "tea!", here, Some("2026-02-01"))
            ]),
            [1]
        );
        assert_eq!(hidden_of(&[run(1, 1, "Tea", here, None), run(2, 3, "Tea", here, None)]), [2]);
        // One that names no place.
        assert_eq!(
            hidden_of(&[run(1, 1, "Tea", None, None), run(2, 2, "Tea", here, Some("2026-02-01"))]),
            [1]
        );
        let apart =
            [run(1, 1, "Tea", None, None), run(2, 2, "Tea", here, None), run(3, 2, "Tea", there, None)];
        assert!(hidden_of(&apart).is_empty(), "nobody could say which of the two it is");
    }

    #[test]
    fn nothing_that_only_one_of_them_lists_is_lost() {
        let here = Some("TA1 1NW");
        assert!(hidden_of(&[run(1, 1, "Tea", here, None), run(2, 2, "Talk", here, None)]).is_empty());
        assert!(hidden_of(&[run(1, 1, "Tea", here, None), run(2, 1, "Tea", here, None)]).is_empty());
        let two = [
            run(1, 1, "Yoga", here, None),
            run(2, 1, "Yoga", here, None),
            run(3, 2, "Yoga", here, Some("2026-06-01")),
        ];
        assert_eq!(hidden_of(&two), [3], "Monday’s and Thursday’s are two");
    }
}
