//! Rows and answers on their way into a cube.

use std::collections::HashMap;

use jiff::Timestamp;
use measure::Secret;

use super::absent::GatheringAbsent;
use super::scores::Gathering;
use super::{Columns, Cube, Drawn, GapAt, Names, Row, Second, Who};
use crate::outcomes::Absent;
use crate::people::Described;
use crate::settings::SchemeId;

/// A cube being filled.
pub(in crate::reports) struct Builder<'a> {
    secret: &'a Secret,
    columns: Columns,
    schemes: Vec<SchemeId>,
    towns: Names,
    languages: Names,
    needs: Names,
    places: Names,
    gaps: Vec<GapAt>,
    gathering: Gathering,
    absent: GatheringAbsent,
    /// What each text was found to be about: the same words are said often.
    understood: HashMap<String, u128>,
}

impl<'a> Builder<'a> {
    pub fn new(secret: &'a Secret) -> Builder<'a> {
        Builder {
            secret,
            columns: Columns::default(),
            schemes: Vec::new(),
            towns: Names::default(),
            languages: Names::default(),
            needs: Names::default(),
            places: Names::default(),
            gaps: Vec::new(),
            gathering: Gathering::default(),
            absent: GatheringAbsent::default(),
            understood: HashMap::new(),
        }
    }

    /// One that names things as a cube does, for what is put into it.
    pub fn like(cube: &Cube, secret: &'a Secret) -> Builder<'a> {
        Builder {
            schemes: cube.schemes.clone(),
            towns: cube.towns.clone(),
            languages: cube.languages.clone(),
            needs: cube.needs.clone(),
            places: cube.places.clone(),
            ..Builder::new(secret)
        }
    }

    pub fn scheme(&mut self, id: SchemeId) -> u16 {
        let at = self.schemes.iter().position(|it| *it == id).unwrap_or_else(|| {
            self.schemes.push(id);
            self.schemes.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    pub fn who(&mut self, known: &Described) -> Who {
        Who {
            born: known.born.unwrap_or(0),
            sex: known.sex,
            ethnic: known.ethnic,
            language: self.languages.number(known.language.as_deref()),
            decile: known.decile.unwrap_or(0),
            town: self.towns.number(known.town.as_deref()),
        }
    }

    /// The needs a concern is about, a bit each.
    pub fn about(&mut self, words: &str) -> u128 {
        if let Some(bits) = self.understood.get(words) {
            return *bits;
        }
        let bits = about(words);
        self.understood.insert(words.to_owned(), bits);
        bits
    }

    /// One more row, and its place.
    pub fn row(&mut self, row: &Row) -> u32 {
        self.columns.push(row, self.secret);
        u32::try_from(self.columns.len() - 1).unwrap_or(u32::MAX)
    }

    pub fn answer(&mut self, row: u32, at: Timestamp, code: &str, value: f64) {
        self.gathering.add(row, Second::of(at), code, value);
    }

    /// Why an answer is missing: of one item, or of the whole measure.
    pub fn absent(&mut self, row: u32, at: Timestamp, measure: &str, item: Option<&str>, absent: Absent) {
        self.absent.add(row, Second::of(at), measure, item, absent);
    }

    pub fn gap(&mut self, row: u32, need: &str, town: Option<&str>) {
        let gap =
            GapAt { row, need: self.needs.number(Some(need)), town: self.places.number(town.map(str::trim)) };
        self.gaps.push(gap);
    }

    pub fn finish(self, known_at: Timestamp, drawn: Option<Drawn>) -> Cube {
        let mut gaps = self.gaps;
        gaps.sort_unstable_by_key(|gap| (gap.row, gap.need, gap.town));
        gaps.dedup();
        let mut cube = Cube {
            columns: self.columns,
            schemes: self.schemes,
            towns: self.towns,
            languages: self.languages,
            needs: self.needs,
            places: self.places,
            absences: self.absent.packed(|key, row| self.gathering.answered(key, row)),
            scores: self.gathering.packed(),
            gaps,
            known_at,
            drawn,
        };
        mark_paired(&mut cube);
        cube
    }
}

/// Notes in the columns which journeys have two answers to something.
pub(super) fn mark_paired(cube: &mut Cube) {
    let paired = &mut cube.columns.paired;
    paired.iter_mut().for_each(|it| *it = false);
    for scored in &cube.scores {
        for (row, last) in scored.rows.iter().zip(&scored.last) {
            if *last != super::NONE
                && let Some(place) = paired.get_mut(*row as usize)
            {
                *place = true;
            }
        }
    }
}

/// The needs some words are about, as people say them or as entries do: the directory's own list of them, a bit each in its order.
fn about(words: &str) -> u128 {
    let found = [find::topics_of(words), find::topics_said(words)].concat();
    find::Topic::all()
        .zip(0..128_u32)
        .filter(|(topic, _)| found.contains(topic))
        .fold(0, |bits, (_, at)| bits | 1 << at)
}
