//! What a scheme asks, and when; and which measure it declared, in advance, as the one it will be
//! judged by. A change ends what stood and begins something new, so that a declaration made after
//! the fact can be told from one made before.

use std::collections::HashSet;

use ::store::Tx;
use jiff::Timestamp;

use super::due::Habit;
use super::store_asking as store;
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{AreaId, SchemeId};

/// The fewest and the most weeks between two askings along the way.
pub const EVERY: std::ops::RangeInclusive<i64> = 2..=52;

/// A measure as a scheme uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemeMeasure {
    pub habit: Habit,
    /// Declared in advance as the one to judge by, and since when.
    pub primary_since: Option<Timestamp>,
    /// Since when it is asked so; nothing where the scheme never decided and asks what is usual.
    pub since: Option<Timestamp>,
}

/// A measure as somebody wants it used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub habit: Habit,
    pub is_primary: bool,
}

/// What a scheme asks that has not decided yet: the four wellbeing questions at the start, about
/// the middle, at the end and after.
pub fn usual() -> Habit {
    Habit {
        measure: super::taking::ONS4.into(),
        at_start: true,
        every_weeks: Some(6),
        at_end: true,
        at_follow_up: true,
    }
}

/// What this scheme asks, by the name of the measure; the usual where it never decided.
pub fn scheme_measures(
    tx: &mut Tx<'_>,
    area: AreaId,
    scheme: SchemeId,
) -> Result<Vec<SchemeMeasure>, Refusal> {
    let (live, decided) = store::select_habits(tx, area, scheme)?;
    if decided {
        return Ok(live);
    }
    Ok(vec![SchemeMeasure { habit: usual(), primary_since: None, since: None }])
}

/// Decides what a scheme asks from now on. What stays as it was keeps its date.
///
/// # Errors
/// Refused with a sentence when it says a measure twice, more than one as the one to judge by, or
/// weeks out of range.
pub fn decide(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    scheme: SchemeId,
    wanted: &[Wanted],
) -> Result<(), Refusal> {
    check(wanted)?;
    let (live, _) = store::select_habits(tx, by.area, scheme)?;
    for old in &live {
        if !wanted.iter().any(|new| stays(old, new)) {
            store::end_habit(tx, by.area, scheme, &old.habit.measure, now.at)?;
            if !wanted.iter().any(|new| new.habit.measure == old.habit.measure) {
                line(by, now, "scheme.stopped_asking", scheme)
                    .fact("measure", old.habit.measure.as_str())
                    .record(tx)?;
            }
        }
    }
    for new in wanted {
        if live.iter().any(|old| stays(old, new)) {
            continue;
        }
        let before = live.iter().find(|old| old.habit.measure == new.habit.measure);
        let declared = before.and_then(|old| old.primary_since).unwrap_or(now.at);
        let primary_since = new.is_primary.then_some(declared);
        store::insert_habit(tx, by, now, scheme, &new.habit, primary_since)?;
        line(by, now, "scheme.asks", scheme)
            .fact("measure", new.habit.measure.as_str())
            .fact("at_start", new.habit.at_start)
            .fact("every_weeks", new.habit.every_weeks)
            .fact("at_end", new.habit.at_end)
            .fact("at_follow_up", new.habit.at_follow_up)
            .fact("primary", new.is_primary)
            .fact("primary_since", primary_since.map(|at| at.to_string()))
            .record(tx)?;
    }
    Ok(())
}

fn stays(old: &SchemeMeasure, new: &Wanted) -> bool {
    old.habit == new.habit && old.primary_since.is_some() == new.is_primary
}

fn check(wanted: &[Wanted]) -> Result<(), Refusal> {
    let mut measures = HashSet::new();
    if wanted.iter().filter(|one| one.is_primary).count() > 1 {
        return Err(Refusal::invalid("primary", "Choose one measure to judge by, or none."));
    }
    for Wanted { habit, is_primary } in wanted {
        if !measures.insert(habit.measure.as_str()) {
            return Err(Refusal::invalid("measure", "This measure stands there twice."));
        }
        if habit.every_weeks.is_some_and(|weeks| !EVERY.contains(&weeks)) {
            let sentence = "Along the way, ask every 2 to 52 weeks.";
            return Err(Refusal::invalid(&format!("every-{}", habit.measure), sentence));
        }
        if *is_primary && !(habit.at_start && habit.at_end) {
            let sentence = "A measure to judge by is asked at the start and at the end.";
            return Err(Refusal::invalid("primary", sentence));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;
    use crate::fixture::{engines, world};

    fn wanted(measure: &str, is_primary: bool) -> Wanted {
        Wanted { habit: Habit { measure: measure.into(), ..usual() }, is_primary }
    }

    #[test]
    fn a_declaration_keeps_its_day_through_other_changes_and_a_new_one_has_a_new_day() {
        for db in engines() {
            let w = world(&db);
            let at = |days: i64| Moment { at: w.now.at + (24 * days).hours(), ..w.now.clone() };
            let decided = |days: i64, wanted: &[Wanted]| {
                db.write("decide", |tx| {
                    decide(tx, &w.admin, &at(days), w.scheme, wanted)?;
                    scheme_measures(tx, w.area.id, w.scheme)
                })
                .unwrap()
            };
            let undecided = db.read("ask", |tx| scheme_measures(tx, w.area.id, w.scheme)).unwrap();
            assert_eq!((undecided[0].habit.clone(), undecided[0].primary_since), (usual(), None));

            let kept = decided(0, &[wanted("ons4", true), wanted("ucla3", false)]);
            assert_eq!(kept[0].primary_since, Some(w.now.at));
            let mut often = wanted("ons4", true);
            often.habit.every_weeks = Some(4);
            let kept = decided(9, &[often, wanted("ucla3", false)]);
            assert_eq!((kept[0].primary_since, kept[0].since), (Some(w.now.at), Some(at(9).at)));
            assert_eq!(kept[1].since, Some(w.now.at), "what did not change keeps its day");
            let kept = decided(20, &[wanted("ons4", false), wanted("ucla3", true)]);
            assert_eq!((kept[0].primary_since, kept[1].primary_since), (None, Some(at(20).at)));
            assert!(decided(21, &[]).is_empty(), "a scheme may ask nothing at all");
            let other = db.read("ask", |tx| scheme_measures(tx, w.area.id, w.other_scheme)).unwrap();
            assert_eq!(other[0].habit, usual());
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let mut seldom = wanted("ons4", false);
        seldom.habit.every_weeks = Some(1);
        let mut no_end = wanted("ons4", true);
        no_end.habit.at_end = false;
        for wrong in [
            vec![wanted("ons4", true), wanted("ucla3", true)],
            vec![wanted("ons4", false), wanted("ons4", false)],
            vec![seldom],
            vec![no_end],
        ] {
            assert!(matches!(check(&wrong), Err(Refusal::Invalid(_))), "{wrong:?}");
        }
    }
}
