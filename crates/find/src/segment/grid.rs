//! Where entries meet: exact points, and a grid over the earth that keeps what is near together.
//!
//! Entries of a segment are numbered cell by cell, along each row, so that a circle is a few runs of numbers, one for each row
//! it crosses. Those that meet nowhere stand last; they come to the person, and belong to every circle.

use std::ops::Range;

use crate::Point;
use crate::point::Centre;

/// Degrees of a cell: some five kilometres either way in England.
const ROW: f64 = 0.05;
const COLUMN: f64 = 0.08;
const COLUMNS: u32 = 4_502;
/// The cell of what meets nowhere.
pub(crate) const NOWHERE: u32 = u32::MAX;
/// Mean radius of the earth in metres; a circle is looked up a little wide and then measured exactly.
const EARTH: f64 = 6_371_008.8;
const WIDE: f64 = 1.0 + 1e-9;
/// Points are kept to the seventh decimal where that is all they have, as nearly all do.
const FINE: f64 = 1e7;

fn row(lat: f64) -> u32 {
    ((lat + 90.0) / ROW) as u32
}

fn column(lon: f64) -> u32 {
    ((lon + 180.0) / COLUMN) as u32
}

pub(crate) fn cell(point: Point) -> u32 {
    row(point.lat()) * COLUMNS + column(point.lon())
}

/// Every point of a segment's entries, in their order.
#[derive(Debug, Default)]
pub(crate) struct Points {
    one: Vec<[i32; 2]>,
    /// Points of entries with several, or with one finer than `one` can say.
    more: Vec<(u32, Point)>,
}

const NONE: [i32; 2] = [i32::MIN, 0];
const MORE: [i32; 2] = [i32::MIN, 1];

impl Points {
    pub(crate) fn push(&mut self, points: &[Point]) {
        let entry = self.one.len() as u32;
        let kept = match points {
            [] => Some(NONE),
            [one] => coarse(*one),
            _ => None,
        };
        if kept.is_none() {
            self.more.extend(points.iter().map(|point| (entry, *point)));
        }
        self.one.push(kept.unwrap_or(MORE));
    }

    /// The points of one entry.
    pub(crate) fn of(&self, entry: u32) -> impl Iterator<Item = Point> {
        let kept = self.one.get(entry as usize).copied().unwrap_or(NONE);
        let more = if kept == MORE {
            let from = self.more.partition_point(|(other, _)| *other < entry);
            &self.more[from..]
        } else {
            &[]
        };
        let one = (kept[0] != i32::MIN).then(|| exact(kept)).flatten();
        one.into_iter()
            .chain(more.iter().take_while(move |(other, _)| *other == entry).map(|(_, point)| *point))
    }

    /// Metres from somewhere to the nearest of an entry's points.
    pub(crate) fn nearest(&self, entry: u32, from: &Centre) -> Option<f64> {
        self.of(entry).map(|at| from.metres_to(at)).min_by(f64::total_cmp)
    }

    pub(crate) fn shrink(&mut self) {
        self.one.shrink_to_fit();
        self.more.shrink_to_fit();
    }

    pub(crate) fn bytes(&self) -> usize {
        self.one.capacity() * size_of::<[i32; 2]>() + self.more.capacity() * size_of::<(u32, Point)>()
    }
}

fn coarse(point: Point) -> Option<[i32; 2]> {
    let kept = [(point.lat() * FINE).round() as i32, (point.lon() * FINE).round() as i32];
    (exact(kept) == Some(point)).then_some(kept)
}

fn exact(kept: [i32; 2]) -> Option<Point> {
    Point::new(f64::from(kept[0]) / FINE, f64::from(kept[1]) / FINE)
}

/// Which entries stand in which cell.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    /// Each cell in use with its first entry, in order.
    starts: Vec<(u32, u32)>,
    /// Further cells of entries that meet in several, in order.
    elsewhere: Vec<(u32, u32)>,
    entries: u32,
}

impl Cells {
    /// Adds the next entry, which must not stand in an earlier cell than the one before.
    pub(crate) fn push(&mut self, points: &[Point]) {
        let home = points.first().map_or(NOWHERE, |point| cell(*point));
        if self.starts.last().is_none_or(|(last, _)| *last != home) {
            self.starts.push((home, self.entries));
        }
        let others = points.iter().map(|point| cell(*point)).filter(|other| *other != home);
        self.elsewhere.extend(others.map(|other| (other, self.entries)));
        self.entries += 1;
    }

    /// Once every entry is in.
    pub(crate) fn finish(&mut self) {
        self.elsewhere.sort_unstable();
        self.elsewhere.dedup();
        self.elsewhere.shrink_to_fit();
        self.starts.shrink_to_fit();
    }

    /// The cell an entry stands in.
    pub(crate) fn of(&self, entry: u32) -> u32 {
        let after = self.starts.partition_point(|(_, first)| *first <= entry);
        after.checked_sub(1).map_or(NOWHERE, |at| self.starts[at].0)
    }

    /// Runs of entries among which all stand that meet within so many metres of a point, or nowhere.
    pub(crate) fn around(&self, point: Point, metres: f64) -> Vec<Range<u32>> {
        let mut runs: Vec<Range<u32>> = Vec::new();
        for cells in cells_around(point, metres) {
            runs.push(self.first(cells.start)..self.first(cells.end));
            let from = self.elsewhere.partition_point(|(cell, _)| *cell < cells.start);
            let others = self.elsewhere[from..].iter().take_while(|(cell, _)| *cell < cells.end);
            runs.extend(others.map(|(_, entry)| *entry..entry + 1));
        }
        runs.push(self.first(NOWHERE)..self.entries);
        joined(runs)
    }

    /// The first entry that stands in this cell or a later one.
    fn first(&self, cell: u32) -> u32 {
        let at = self.starts.partition_point(|(other, _)| *other < cell);
        self.starts.get(at).map_or(self.entries, |(_, first)| *first)
    }

    pub(crate) fn bytes(&self) -> usize {
        (self.starts.capacity() + self.elsewhere.capacity()) * size_of::<(u32, u32)>()
    }
}

/// Runs of cells that cover a circle, a run for each row.
fn cells_around(point: Point, metres: f64) -> Vec<Range<u32>> {
    // Not a number, or less than nothing: nothing is that near.
    if metres.is_nan() || metres < 0.0 {
        return Vec::new();
    }
    let high = (metres / EARTH * WIDE + 1e-9).min(std::f64::consts::PI);
    let (south, north) = (point.lat() - high.to_degrees(), point.lat() + high.to_degrees());
    let lean = high.sin() / point.lat().to_radians().cos();
    let wide = if south <= -90.0 || north >= 90.0 || lean.is_nan() || lean >= 1.0 {
        360.0
    } else {
        (lean.asin() * WIDE + 1e-9).to_degrees()
    };
    let (mut west, mut east) = (point.lon() - wide, point.lon() + wide);
    if west < -180.0 || east > 180.0 {
        (west, east) = (-180.0, 180.0);
    }
    (row(south.max(-90.0))..=row(north.min(90.0)))
        .map(|row| row * COLUMNS + column(west)..row * COLUMNS + column(east) + 1)
        .collect()
}

/// The same runs in order, none touching another.
fn joined(mut runs: Vec<Range<u32>>) -> Vec<Range<u32>> {
    runs.retain(|run| !run.is_empty());
    runs.sort_unstable_by_key(|run| run.start);
    let mut whole: Vec<Range<u32>> = Vec::new();
    for run in runs {
        match whole.last_mut() {
            Some(last) if run.start <= last.end => last.end = last.end.max(run.end),
            _ => whole.push(run),
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn point() -> impl Strategy<Value = Point> {
        let anywhere = (-90.0..=90.0, -180.0..=180.0);
        let england = (50.0..51.0, -3.0..-2.0);
        let edge = (
            prop::sample::select(vec![-90.0, 90.0, 51.0, 0.0]),
            prop::sample::select(vec![-180.0, 180.0, 0.0]),
        );
        prop_oneof![anywhere, england, edge].prop_map(|(lat, lon)| Point::new(lat, lon).unwrap())
    }

    #[test]
    fn points_are_kept_exactly() {
        let at = |lat, lon| Point::new(lat, lon).unwrap();
        let given =
            [vec![], vec![at(51.0, -2.91)], vec![at(51.0, -3.0), at(50.0, 0.1)], vec![at(1.0 / 3.0, -0.0)]];
        let mut points = Points::default();
        given.iter().for_each(|some| points.push(some));
        for (entry, some) in given.iter().enumerate() {
            assert_eq!(&points.of(entry as u32).collect::<Vec<_>>(), some);
        }
        assert_eq!(points.of(99).count(), 0);
        assert_eq!(points.more.len(), 3);
    }

    proptest! {
        #[test]
        fn whatever_is_in_the_circle_is_in_the_runs(
            mut all in prop::collection::vec(prop::collection::vec(point(), 0..3), 1..60),
            from in point(),
            metres in prop_oneof![0.0..40_000.0, 0.0..30_000_000.0, Just(f64::INFINITY)],
        ) {
            all.sort_by_key(|points| points.first().map_or(NOWHERE, |point| cell(*point)));
            let mut cells = Cells::default();
            all.iter().for_each(|points| cells.push(points));
            cells.finish();
            let runs = cells.around(from, metres);
            prop_assert!(runs.windows(2).all(|pair| pair[0].end < pair[1].start));
            for (entry, points) in all.iter().enumerate() {
                let entry = entry as u32;
                prop_assert_eq!(cells.of(entry), points.first().map_or(NOWHERE, |point| cell(*point)));
                if points.is_empty() || points.iter().any(|at| from.metres_to(*at) <= metres) {
                    prop_assert!(runs.iter().any(|run| run.contains(&entry)), "{:?} {:?}", points, runs);
                }
            }
            prop_assert_eq!(cells.around(from, f64::NAN), cells.around(from, -1.0));
        }
    }
}
