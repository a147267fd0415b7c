//! Which rows a story is told of: those that fit the choice, once the choice is one that tells of no few.

use jiff::ToSpan;
use jiff::civil::Date;
use measure::suppress_choice::Undo;
use measure::{Crowd, Heads, LeftOut, Stretches};

use super::choice::Choice;
use super::cube::{Cube, day_number, of_day_number};
use super::facet::Facet;

/// Bit of a row that is of none of the schemes, or of somebody who said no to being counted.
const OTHER_SCHEME: u16 = 1 << 15;

/// The rows chosen, and how the choice was widened to tell of no few.
#[derive(Debug, Clone)]
pub(super) struct Selection {
    /// Whether each row is chosen.
    pub chosen: Vec<bool>,
    pub people: Crowd,
    /// Facets that were chosen and would have told of a few.
    pub undone: Vec<Facet>,
    /// First and last day after widening, where they were widened.
    pub widened: Option<(Option<Date>, Option<Date>)>,
}

impl Selection {
    /// The rows chosen, in order.
    pub fn rows(&self) -> Vec<u32> {
        (0_u32..).zip(&self.chosen).filter(|(_, chosen)| **chosen).map(|(row, _)| row).collect()
    }
}

/// Looks every row over.
pub(super) fn select(cube: &Cube, choice: &Choice) -> Selection {
    let unfit = unfit(cube, choice);
    let mut made: u32 = choice.facets().iter().map(|(facet, _)| facet.bit()).sum();
    let mut undone = Vec::new();
    let days = &cube.columns.day;
    let asked = asked_days(choice);
    let (mut first, mut after);
    loop {
        let span = Span::of(cube, &unfit, made);
        (first, after) = span.widened(asked);
        let mut out = LeftOut::of(Facet::ALL.len());
        for ((unfit, day), paired) in unfit.iter().zip(days).zip(&cube.columns.paired) {
            let unfit = u32::from(*unfit) & (made | u32::from(OTHER_SCHEME));
            if unfit != 0 && (first..after).contains(&u32::from(*day)) && unfit & u32::from(OTHER_SCHEME) == 0
            {
                out.note(unfit, *paired);
            }
        }
        let (at, tells) = match out.to_undo(made) {
            Some(Undo::TellsOfAFew(at)) => (at, true),
            Some(Undo::LeavesOutNobody(at)) => (at, false),
            None => break,
        };
        made &= !(1 << at);
        undone.extend(Facet::ALL.get(at).copied().filter(|_| tells));
    }
    let mask = made | u32::from(OTHER_SCHEME);
    let mut people = Crowd::NOBODY;
    let chosen: Vec<bool> = unfit
        .iter()
        .zip(days)
        .zip(&cube.columns.key)
        .map(|((unfit, day), key)| {
            let fits = u32::from(*unfit) & mask == 0 && (first..after).contains(&u32::from(*day));
            if fits {
                people.add(*key);
            }
            fits
        })
        .collect();
    // What left out nobody may leave out somebody after all, once the days were widened without it.
    for (facet, _) in choice.facets().iter().filter(|(facet, _)| facet.bit() & made == 0) {
        let left_out = || {
            let mut rows = chosen.iter().zip(&unfit);
            rows.any(|(chosen, unfit)| *chosen && u32::from(*unfit) & facet.bit() != 0)
        };
        if !undone.contains(facet) && left_out() {
            undone.push(*facet);
        }
    }
    let widened =
        ((first, after) != asked).then(|| (told_day(first, 0, choice.from), told_day(after, 1, choice.to)));
    Selection { chosen, people, undone, widened }
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
    fn of(cube: &Cube, unfit: &[u16], made: u32) -> Span {
        let mask = made | u32::from(OTHER_SCHEME);
        // A place for every day there can be: nothing has to be known of them beforehand.
        let mut days = vec![Heads::default(); usize::from(u16::MAX) + 1];
        for ((unfit, day), paired) in unfit.iter().zip(&cube.columns.day).zip(&cube.columns.paired) {
            if u32::from(*unfit) & mask == 0 {
                days[usize::from(*day)].add(*paired);
            }
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

/// For each row, the bits of the facets it does not fit.
fn unfit(cube: &Cube, choice: &Choice) -> Vec<u16> {
    let columns = &cube.columns;
    let own: Vec<bool> = cube.schemes.iter().map(|scheme| choice.schemes.contains(scheme)).collect();
    let mut unfit: Vec<u16> = columns
        .scheme
        .iter()
        .zip(&columns.counted)
        .map(|(at, counted)| {
            let own = own.get(usize::from(*at)).copied().unwrap_or(false);
            if own && *counted { 0 } else { OTHER_SCHEME }
        })
        .collect();
    let who = &columns.who;
    if let Some(town) = &choice.town {
        let town = cube.towns.find(town);
        mark(&mut unfit, Facet::Town, who, |who| town == Some(who.town));
    }
    if let Some(kind) = choice.referrer {
        let kind = super::store_cube::referrer_place(kind.code());
        mark(&mut unfit, Facet::Referrer, &columns.referrer, |referrer| *referrer == kind);
    }
    if let Some(need) = choice.need {
        mark(&mut unfit, Facet::Need, &columns.needs, |needs| needs >> need & 1 == 1);
    }
    if let Some(deprived) = choice.deprived {
        mark(&mut unfit, Facet::Deprived, who, |who| deprived.holds(who.decile));
    }
    if let Some(age) = choice.age {
        mark(&mut unfit, Facet::Age, &columns.age, |of_row| *of_row == age);
    }
    if let Some(sex) = choice.sex {
        mark(&mut unfit, Facet::Sex, who, |who| who.sex == sex);
    }
    if let Some(group) = choice.ethnic {
        mark(&mut unfit, Facet::Ethnic, who, |who| who.ethnic == group);
    }
    if let Some(language) = &choice.language {
        let language = cube.languages.find(language);
        mark(&mut unfit, Facet::Language, who, |who| language == Some(who.language));
    }
    unfit
}

/// Sets the bit of a facet in the rows that do not fit it. Of its own for each facet: a column is looked over as quickly as
/// memory brings it.
fn mark<T>(unfit: &mut [u16], facet: Facet, column: &[T], fits: impl Fn(&T) -> bool) {
    let bit = facet.bit() as u16;
    for (bits, of_row) in unfit.iter_mut().zip(column) {
        *bits |= if fits(of_row) { 0 } else { bit };
    }
}
