//! Which rows a story is told of: those that fit the choice, once the choice is one that tells of no few.

use std::borrow::Cow;

use jiff::ToSpan;
use jiff::civil::Date;
use measure::suppress_choice::Undo;
use measure::{Crowd, Heads, LeftOut, Stretches};

use super::choice::Choice;
use super::cube::{Bits, Cube, day_number, of_day_number};
use super::facet::Facet;

/// The rows chosen, and how the choice was widened to tell of no few.
#[derive(Debug, Clone)]
pub(super) struct Selection {
    /// The rows chosen, in order.
    pub rows: Vec<u32>,
    pub people: Crowd,
    /// Facets that were chosen and would have told of a few.
    pub undone: Vec<Facet>,
    /// First and last day after widening, where they were widened.
    pub widened: Option<(Option<Date>, Option<Date>)>,
}

/// Looks every row over: of each thing chosen a bit for every row, and of these together whom all of them leave, and whom
/// one alone leaves out.
pub(super) fn select(cube: &Cube, choice: &Choice) -> Selection {
    let (own, facets) = (own(cube, choice), fitting(cube, choice));
    let (days, paired) = (&cube.columns.day, &cube.columns.paired);
    let mut made: Vec<&(Facet, Cow<'_, Bits>)> = facets.iter().collect();
    let mut undone = Vec::new();
    let asked = asked_days(choice);
    let within = |(first, after): (u32, u32)| {
        move |row: &u32| (first..after).contains(&u32::from(days[*row as usize]))
    };
    let (fit, told) = loop {
        let (fit, unfit_once) = own.of_all_and_of_all_but_one(made.iter().map(|facet| facet.1.as_ref()));
        let told = Span::of(cube, &fit).widened(asked);
        let mut out = LeftOut::of(Facet::ALL.len());
        for (facet, fits) in &made {
            for row in unfit_once.without(fits).rows().filter(within(told)) {
                out.note(facet.bit(), paired[row as usize]);
            }
        }
        let bits = made.iter().map(|facet| facet.0.bit()).sum();
        let (at, tells) = match out.to_undo(bits) {
            Some(Undo::TellsOfAFew(at)) => (at, true),
            Some(Undo::LeavesOutNobody(at)) => (at, false),
            None => break (fit, told),
        };
        made.retain(|facet| facet.0 as usize != at);
        undone.extend(Facet::ALL.get(at).copied().filter(|_| tells));
    };
    let rows: Vec<u32> = fit.rows().filter(within(told)).collect();
    let mut people = Crowd::NOBODY;
    rows.iter().for_each(|row| people.add(cube.columns.key[*row as usize]));
    // What left out nobody may leave out somebody after all, once the days were widened without it.
    for (facet, fits) in facets.iter().filter(|facet| !made.iter().any(|made| made.0 == facet.0)) {
        if !undone.contains(facet) && rows.iter().any(|row| !fits.has(*row as usize)) {
            undone.push(*facet);
        }
    }
    let (first, after) = told;
    let widened = (told != asked).then(|| (told_day(first, 0, choice.from), told_day(after, 1, choice.to)));
    Selection { rows, people, undone, widened }
}

/// The first day and the one after the last, as asked for.
fn asked_days(choice: &Choice) -> (u32, u32) {
    let first = choice.from.map_or(0, |day| u32::from(day_number(day)));
    let after = choice.to.map_or(u32::MAX, |day| u32::from(day_number(day)) + 1);
    (first, after)
}

/// A day as it is told; none where none was asked for, or where it is without end.
fn told_day(number: u32, back: i64, asked: Option<Date>) -> Option<Date> {
    let number = u16::try_from(number).ok().filter(|number| *number > 0 && asked.is_some())?;
    Some(of_day_number(number).saturating_sub(back.days()))
}

/// The days of those who fit everything but the days.
struct Span {
    first: u32,
    days: usize,
    stretches: Stretches,
}

impl Span {
    fn of(cube: &Cube, fit: &Bits) -> Span {
        // A place for every day there can be: nothing has to be known of them beforehand.
        let mut days = vec![Heads::default(); usize::from(u16::MAX) + 1];
        for row in fit.rows().map(|row| row as usize) {
            days[usize::from(cube.columns.day[row])].add(cube.columns.paired[row]);
        }
        let somebody = |heads: &Heads| heads.people > 0;
        let (first, last) = match (days.iter().position(somebody), days.iter().rposition(somebody)) {
            (Some(first), Some(last)) => (first, last),
            _ => (0, 0),
        };
        let days = &days[first..=last];
        Span { first: first as u32, days: days.len(), stretches: Stretches::of(days) }
    }

    /// The days asked for, widened to whole stretches where they cut one.
    fn widened(&self, (from, after): (u32, u32)) -> (u32, u32) {
        let end = self.first + self.days as u32;
        let place = |day: u32| (day.saturating_sub(self.first) as usize).min(self.days.saturating_sub(1));
        let first = if from <= self.first || from >= end {
            from
        } else {
            self.first + self.stretches.begin(place(from)) as u32
        };
        let after = if after >= end || after <= self.first {
            after
        } else {
            let until = self.stretches.end(place(after - 1));
            until.map_or(u32::MAX, |until| self.first + until as u32)
        };
        (first, after)
    }
}

/// Rows of the schemes chosen, of people who did not say no to being counted.
fn own(cube: &Cube, choice: &Choice) -> Bits {
    let counted = Bits::of(&cube.columns.counted, |counted| *counted);
    let own: Vec<bool> = cube.schemes.iter().map(|scheme| choice.schemes.contains(scheme)).collect();
    if own.iter().all(|own| *own) {
        return counted;
    }
    counted.and(&Bits::of(&cube.columns.scheme, |at| own.get(usize::from(*at)).copied().unwrap_or(false)))
}

/// For each facet chosen, the rows that fit it.
fn fitting<'a>(cube: &'a Cube, choice: &Choice) -> Vec<(Facet, Cow<'a, Bits>)> {
    let columns = &cube.columns;
    let mut fitting = Vec::new();
    let mut put = |facet, fits| fitting.push((facet, fits));
    if let Some(town) = &choice.town {
        let town = cube.towns.find(town);
        put(Facet::Town, Cow::Owned(Bits::of(&columns.town, |of_row| town == Some(*of_row))));
    }
    if let Some(kind) = choice.referrer {
        let kind = super::store_cube::referrer_place(kind.code());
        put(Facet::Referrer, Cow::Owned(Bits::of(&columns.referrer, |of_row| *of_row == kind)));
    }
    if let Some(need) = choice.need {
        put(Facet::Need, Cow::Borrowed(columns.needs.who(need)));
    }
    if let Some(deprived) = choice.deprived {
        let tenths = deprived.tenths();
        put(Facet::Deprived, Cow::Owned(Bits::of(&columns.decile, |tenth| tenths.contains(tenth))));
    }
    if let Some(age) = choice.age {
        put(Facet::Age, Cow::Owned(Bits::of(&columns.age, |of_row| *of_row == age)));
    }
    if let Some(sex) = choice.sex {
        put(Facet::Sex, Cow::Owned(Bits::of(&columns.sex, |of_row| *of_row == sex)));
    }
    if let Some(group) = choice.ethnic {
        put(Facet::Ethnic, Cow::Owned(Bits::of(&columns.ethnic, |of_row| *of_row == group)));
    }
    if let Some(language) = &choice.language {
        let language = cube.languages.find(language);
        put(Facet::Language, Cow::Owned(Bits::of(&columns.language, |of_row| language == Some(*of_row))));
    }
    fitting
}

#[cfg(test)]
mod tests {
    use measure::Secret;
    use proptest::prelude::*;
    use store::uuid::Uuid;

    use super::*;
    use crate::people::{AgeBand, Ethnic, Sex};
    use crate::referrals::{ReferrerKind, State};
    use crate::reports::cube::{Builder, Row, Second, Who};
    use crate::reports::facet::Deprived;

    const NOBODY_ELSE: u32 = 1 << 31;

    /// The same, one row after another and the whole again for every choice undone.
    fn plainly(cube: &Cube, choice: &Choice) -> (Vec<u32>, Vec<Facet>, (u32, u32)) {
        let unfit: Vec<u32> = (0..cube.rows()).map(|at| unfit(cube, choice, at)).collect();
        let all: u32 = Facet::ALL.into_iter().map(Facet::bit).sum();
        let chosen = unfit.iter().fold(0, |chosen, unfit| chosen | unfit) & all;
        let mut made = chosen | asked_for(choice);
        let mut undone = Vec::new();
        let heads = |row: usize, heads: &mut Heads| heads.add(cube.columns.paired[row]);
        let day = |row: usize| u32::from(cube.columns.day[row]);
        loop {
            let fits = |row: &usize| unfit[*row] & (made | NOBODY_ELSE) == 0;
            let mut days = vec![Heads::default(); usize::from(u16::MAX) + 1];
            (0..cube.rows()).filter(fits).for_each(|row| heads(row, &mut days[day(row) as usize]));
            let some: Vec<usize> = (0..days.len()).filter(|at| days[*at].people > 0).collect();
            let (first, last) = (some.first().copied().unwrap_or(0), some.last().copied().unwrap_or(0));
            let of = &days[first..=last];
            let span = Span { first: first as u32, days: of.len(), stretches: Stretches::of(of) };
            let told = span.widened(asked_days(choice));
            let within = |row: &usize| (told.0..told.1).contains(&day(*row));
            let mut out = LeftOut::of(Facet::ALL.len());
            for row in (0..cube.rows()).filter(within).filter(|row| unfit[*row] & NOBODY_ELSE == 0) {
                out.note(unfit[row] & made, cube.columns.paired[row]);
            }
            match out.to_undo(made) {
                Some(Undo::TellsOfAFew(at)) => {
                    made &= !(1 << at);
                    undone.push(Facet::ALL[at]);
                }
                Some(Undo::LeavesOutNobody(at)) => made &= !(1 << at),
                None => {
                    let rows: Vec<usize> = (0..cube.rows()).filter(fits).filter(within).collect();
                    let left_out = |facet: &Facet| rows.iter().any(|row| unfit[*row] & facet.bit() != 0);
                    let late = Facet::ALL.into_iter().filter(|facet| {
                        asked_for(choice) & facet.bit() & !made != 0
                            && !undone.contains(facet)
                            && left_out(facet)
                    });
                    let late: Vec<Facet> = late.collect();
                    undone.extend(late);
                    undone.sort_by_key(|facet| *facet as u32);
                    return (rows.into_iter().map(|row| row as u32).collect(), undone, told);
                }
            }
        }
    }

    fn asked_for(choice: &Choice) -> u32 {
        choice.facets().iter().map(|(facet, _)| facet.bit()).sum()
    }

    /// The bits of the facets a row does not fit.
    fn unfit(cube: &Cube, choice: &Choice, at: usize) -> u32 {
        let row = cube.columns.row(at);
        let age = cube.columns.age[at];
        let scheme = cube.schemes[usize::from(row.scheme)];
        let kind = |kind: ReferrerKind| crate::reports::store_cube::referrer_place(kind.code());
        let misses = [
            (Facet::Need, choice.need.is_some_and(|need| row.needs >> need & 1 == 0)),
            (
                Facet::Language,
                choice.language.as_ref().is_some_and(|it| cube.languages.words(row.who.language) != Some(it)),
            ),
            (Facet::Ethnic, choice.ethnic.is_some_and(|it| it != row.who.ethnic)),
            (Facet::Sex, choice.sex.is_some_and(|it| it != row.who.sex)),
            (Facet::Age, choice.age.is_some_and(|it| it != age)),
            (Facet::Referrer, choice.referrer.is_some_and(|it| kind(it) != row.referrer)),
            (Facet::Town, choice.town.as_ref().is_some_and(|it| cube.towns.words(row.who.town) != Some(it))),
            (Facet::Deprived, choice.deprived.is_some_and(|it| !it.tenths().contains(&row.who.decile))),
        ];
        let bits =
            misses.into_iter().filter(|(_, misses)| *misses).map(|(facet, _)| facet.bit()).sum::<u32>();
        if row.counted && choice.schemes.contains(&scheme) { bits } else { bits | NOBODY_ELSE }
    }

    fn scheme(n: u8) -> crate::settings::SchemeId {
        Uuid::from_u128(u128::from(n) + 1).into()
    }

    /// People of few kinds, so that some choices tell of a few.
    fn cube(people: &[(u8, u8, u8, u8, u16)]) -> Cube {
        let secret = Secret::new([3; 32]);
        let mut builder = Builder::new(&secret);
        let schemes = [builder.scheme(scheme(0)), builder.scheme(scheme(1))];
        for (n, (kind, town, sex, need, day)) in people.iter().enumerate() {
            let who = builder.who(&crate::people::Described {
                town: (*town > 0).then(|| format!("Town {town}")),
                ..crate::people::Described::default()
            });
            let asked = "2020-01-01T12:00:00Z".parse::<jiff::Timestamp>().unwrap();
            builder.row(&Row {
                referral: Uuid::from_u128(n as u128 + 10),
                person: Uuid::from_u128(n as u128 + 10),
                journey: Uuid::nil(),
                scheme: schemes[usize::from(kind % 2)],
                state: State::Waiting,
                referrer: kind / 2 % 3,
                asked: Second::of(asked + jiff::SignedDuration::from_hours(24 * i64::from(*day))),
                offered: false,
                decided: Second::NEVER,
                said_yes: Second::NEVER,
                first_conversation: Second::NEVER,
                ended: Second::NEVER,
                contacts: 0,
                followed_up: false,
                who: Who { sex: Sex::ALL[usize::from(sex % 2)], decile: need % 4, ..who },
                needs: u128::from(*need),
                counted: kind % 11 != 10,
            });
        }
        builder.finish("2026-01-01T00:00:00Z".parse().unwrap(), None)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn chosen_as_one_row_after_another_would_be(
            people in prop::collection::vec((0u8..24, 0u8..4, 0u8..2, 0u8..8, 0u16..40), 0..260),
            (town, referrer, need) in (prop::option::of(0u8..5), prop::option::of(0usize..4), prop::option::of(0u8..4)),
            (sex, deprived, both) in (prop::option::of(0usize..2), prop::option::of(1u8..3), any::<bool>()),
            days in prop::option::of((0i32..40, 0i32..40)),
        ) {
            let cube = cube(&people);
            let day = |n: i32| jiff::civil::date(2020, 1, 1).saturating_add(n.days());
            let choice = Choice {
                schemes: if both { vec![scheme(0), scheme(1)] } else { vec![scheme(1)] },
                from: days.map(|(a, b)| day(a.min(b))),
                to: days.map(|(a, b)| day(a.max(b))),
                town: town.map(|n| format!("Town {n}")),
                referrer: referrer.map(|n| ReferrerKind::ALL[n]),
                need,
                sex: sex.map(|n| Sex::ALL[n]),
                deprived: deprived.map(Deprived::Tenth),
                age: (people.len() % 7 == 3).then_some(AgeBand::Under25),
                ethnic: (people.len() % 5 == 3).then_some(Ethnic::Asian),
                ..Choice::default()
            };
            let selection = select(&cube, &choice);
            let (rows, undone, told) = plainly(&cube, &choice);
            prop_assert_eq!(&selection.rows, &rows);
            prop_assert_eq!(selection.people.n(), rows.len() as u64);
            let mut said = selection.undone.clone();
            said.sort_by_key(|facet| *facet as u32);
            prop_assert_eq!(said, undone);
            prop_assert_eq!(selection.widened.is_some(), told != asked_days(&choice));
        }
    }
}
