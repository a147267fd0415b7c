//! Of services that somebody said are one organisation's, listed by two publishers, the search
//! shows one. Both records stay, each with its page; the page of the one shown says that the other
//! lists it too. Taken back, both are found again. Where it is only suggested that they are one,
//! both are found, and all but the best of an answer step down.
//!
//! Shown is what the record with more of them lists (two sessions of one name are two), else the
//! one that was confirmed later, else the one we have had longer.

use std::collections::{BTreeMap, HashMap, HashSet};

use ::store::Tx;
use jiff::civil::Date;

use super::same::PairState;
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

/// What is listed twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListedTwice {
    /// Shown under another record.
    pub elsewhere: HashSet<ServiceId>,
    /// Perhaps the same as others that have the same service here.
    pub perhaps: HashMap<ServiceId, ServiceId>,
}

/// What is listed twice, as far as somebody said so or the suggestions go.
pub fn listed_twice(tx: &mut Tx<'_>, area: AreaId) -> Result<ListedTwice, Refusal> {
    let sure = store_same::pairs_in(tx, area, PairState::Same)?;
    let mut maybe = store_same::pairs_in(tx, area, PairState::Suggested)?;
    maybe.extend(&sure);
    let (sure, maybe) = (as_one(&sure), as_one(&maybe));
    let run = store_same::run_by(tx, area, &maybe.keys().copied().collect::<Vec<_>>())?;
    let of_sure = run.iter().filter(|service| sure.contains_key(&service.organization)).cloned().collect();
    let (sure, maybe) = (met_together(of_sure, &sure), met_together(run, &maybe));
    Ok(ListedTwice {
        elsewhere: sure.iter().flat_map(|met| all_but_one_record(met)).collect(),
        perhaps: maybe.iter().filter(|met| are_of_several(met)).flat_map(|met| by_the_first(met)).collect(),
    })
}

fn are_of_several(met: &[Run]) -> bool {
    met.iter().any(|service| Some(service.organization) != met.first().map(|first| first.organization))
}

fn by_the_first(met: &[Run]) -> Vec<(ServiceId, ServiceId)> {
    let first = met.iter().map(|service| service.id).min();
    first.into_iter().flat_map(|first| met.iter().map(move |service| (service.id, first))).collect()
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

/// Those of one name that meet in one place.
fn met_together(run: Vec<Run>, one: &BTreeMap<OrganizationId, OrganizationId>) -> Vec<Vec<Run>> {
    let mut named: BTreeMap<(OrganizationId, String), Vec<Run>> = BTreeMap::new();
    for service in run {
        let of = one.get(&service.organization).copied().unwrap_or(service.organization);
        named.entry((of, name_key(&service.name))).or_default().push(service);
    }
    named.into_values().flat_map(together).collect()
}

/// Those that meet in one place. What names no place is with the others where they have only one.
fn together(alike: Vec<Run>) -> Vec<Vec<Run>> {
    let mut met: BTreeMap<Option<String>, Vec<Run>> = BTreeMap::new();
    for service in alike {
        met.entry(service.postcode.clone()).or_default().push(service);
    }
    if met.len() == 2
        && let Some(anywhere) = met.remove(&None)
        && let Some(mut only) = met.first_entry()
    {
        only.get_mut().extend(anywhere);
    }
    met.into_values().collect()
}

fn all_but_one_record(met: &[Run]) -> Vec<ServiceId> {
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
        let met = met_together(run.to_vec(), &one);
        let mut hidden: Vec<u128> =
            met.iter().flat_map(|met| all_but_one_record(met)).map(|id| id.uuid().as_u128()).collect();
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
