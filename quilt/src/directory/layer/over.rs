//! The one place where what is shown is made of what is published and what lies over it.

use ::store::Tx;
use jiff::Timestamp;
use openreferral::{Service, Status};

use super::{Correction, Known, Layer, Own, store, store_corrections};
use crate::directory::ServiceId;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// What is published, with our corrections in it.
pub(super) fn corrected(published: &Service, live: &[Correction], own: &Own) -> Known {
    let mut known = Known { record: published.clone(), own: own.clone() };
    for correction in live {
        correction.ours.put(&mut known);
    }
    known
}

/// What is shown: corrected, closed while the group says so, and not offered once it was taken out.
fn shown(published: &Service, live: &[Correction], layer: &Layer) -> Service {
    let mut shown = corrected(published, live, &layer.own).record;
    if layer.is_closed() && shown.status == Status::Active {
        shown.status = Status::TemporarilyClosed;
    }
    if layer.taken_out.is_some() {
        shown.status = Status::Inactive;
    }
    shown
}

/// Works out again what is shown of an entry, and keeps it beside what is published. To be
/// called whenever either changed.
pub(in crate::directory) fn lay_over(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: ServiceId,
    at: Timestamp,
) -> Result<(), Refusal> {
    let (published, layer) = store::published(tx, area, id)?.ok_or_else(Refusal::not_found)?;
    let live = store_corrections::live(tx, area, id)?;
    let shown = shown(&published, &live, &layer);
    store::write_shown(tx, area, id, at, &published, &shown)?;
    crate::directory::store::moved_on(tx, area)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Fact, Field, Running, Spot};
    use super::*;

    fn spot() -> impl Strategy<Value = Option<Spot>> {
        let postcode = prop::option::of(prop::sample::select(vec!["TA1 1NW", "TA5 2HP", "BS1 5TR"]));
        let lines = prop::collection::vec("[A-Z][a-z]{1,8}", 0..3);
        prop::option::of((lines, prop::option::of("[A-Z][a-z]{2,6}"), postcode)).prop_map(|spot| {
            let (mut lines, town, postcode) = spot?;
            lines.dedup();
            let postcode = postcode.and_then(openreferral::Postcode::parse);
            let nothing = lines.is_empty() && town.is_none() && postcode.is_none();
            (!nothing).then_some(Spot { lines, town, postcode, point: None })
        })
    }

    fn words() -> impl Strategy<Value = Option<String>> {
        prop::option::of("[a-z]{1,9}( [a-z]{1,9}){0,3}")
    }

    fn fact() -> impl Strategy<Value = Fact> {
        let phone =
            "0[1-9][0-9]{8,9}".prop_map(|number| openreferral::Phone { number, ..Default::default() });
        let day = (0usize..7, 0i8..22).prop_map(|(day, from)| openreferral::Schedule {
            freq: Some(openreferral::Frequency::Weekly),
            days: vec![openreferral::Occurrence { day: openreferral::Day::ALL[day], nth: None }],
            opens_at: jiff::civil::Time::new(from, 0, 0, 0).ok(),
            ..Default::default()
        });
        let cost =
            (0u64..2_000).prop_map(|pence| openreferral::Cost { pence: Some(pence), ..Default::default() });
        prop_oneof![
            "[A-Z][a-z]{1,12}".prop_map(Fact::Name),
            prop::sample::select(Running::ALL.to_vec()).prop_map(Fact::Running),
            words().prop_map(|words| Fact::Description(words.unwrap_or_default())),
            prop::collection::vec(day, 0..3).prop_map(Fact::Times),
            spot().prop_map(Fact::Place),
            prop::collection::vec(cost, 0..3).prop_map(Fact::Costs),
            (prop::option::of(1u8..60), prop::option::of(60u8..120))
                .prop_map(|(min, max)| Fact::Ages(openreferral::Ages { min, max })),
            prop::collection::vec(phone, 0..3).prop_map(Fact::Phones),
            prop::collection::vec("[a-z]{1,8}@example.org", 0..3).prop_map(Fact::Emails),
            words().prop_map(|words| Fact::Web(
                words.map(|words| format!("https://{}.example.org", words.replace(' ', "")))
            )),
            words().prop_map(Fact::Access),
            words().prop_map(Fact::FirstVisit),
            words().prop_map(Fact::Capacity),
            words().prop_map(Fact::Waiting),
        ]
    }

    fn known() -> impl Strategy<Value = Known> {
        prop::collection::vec(fact(), 0..14).prop_map(|facts| {
            let mut known = Known::default();
            facts.iter().for_each(|fact| fact.put(&mut known));
            known
        })
    }

    proptest! {
        #[test]
        fn a_fact_put_in_is_there_and_nothing_else_moved(known in known(), fact in fact()) {
            let mut after = known.clone();
            fact.put(&mut after);
            for field in Field::ALL {
                let (was, is) = (Fact::of(field, &known), Fact::of(field, &after));
                if field == fact.field() {
                    prop_assert!(is.same(&fact), "{is:?} is not {fact:?}");
                } else {
                    prop_assert_eq!(was, is);
                }
            }
        }

        #[test]
        fn a_fact_survives_being_kept(fact in fact()) {
            let kept = serde_json::to_string(&fact).unwrap();
            prop_assert_eq!(serde_json::from_str::<Fact>(&kept).unwrap(), fact);
        }

        #[test]
        fn put_back_it_is_as_it_was(known in known(), fact in fact()) {
            let before = Fact::of(fact.field(), &known);
            let mut after = known.clone();
            fact.put(&mut after);
            before.put(&mut after);
            prop_assert!(Fact::of(fact.field(), &after).same(&before));
        }
    }
}
