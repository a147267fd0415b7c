//! The frame of a map: which part of the world it shows, and how large.

use find::{METRES_IN_A_MILE, Point};

/// The size of the drawing, in its own units.
pub(super) const WIDTH: f64 = 400.0;
pub(super) const HEIGHT: f64 = 420.0;

/// The strip under the map in which its scale stands.
pub(super) const BAR: f64 = 30.0;

/// Left free along the edges, so that no dot is cut.
const MARGIN: f64 = 34.0;

/// The least a map shows from its middle, in degrees of latitude: some two miles.
const LEAST: f64 = 0.03;

/// Metres in a degree of latitude.
const DEGREE: f64 = 111_200.0;

/// A flat piece of the world.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    middle: Point,
    /// Units of the drawing in a degree of latitude; of longitude there are fewer.
    scale: f64,
    narrow: f64,
}

impl Frame {
    /// The frame that shows all of these.
    pub fn around(points: impl Iterator<Item = Point>) -> Option<Frame> {
        let points: Vec<Point> = points.collect();
        let first = points.first()?;
        let (mut south, mut north) = (first.lat(), first.lat());
        let (mut west, mut east) = (first.lon(), first.lon());
        for point in &points {
            (south, north) = (south.min(point.lat()), north.max(point.lat()));
            (west, east) = (west.min(point.lon()), east.max(point.lon()));
        }
        let middle = Point::new(f64::midpoint(south, north), f64::midpoint(west, east))?;
        let narrow = middle.lat().to_radians().cos().max(0.1);
        let tall = (north - south).max(2.0 * LEAST);
        let wide = ((east - west) * narrow).max(2.0 * LEAST);
        let scale = ((HEIGHT - 2.0 * MARGIN) / tall).min((WIDTH - 2.0 * MARGIN) / wide);
        Some(Frame { middle, scale, narrow })
    }

    pub fn place(&self, point: Point) -> (f64, f64) {
        let x = WIDTH / 2.0 + (point.lon() - self.middle.lon()) * self.narrow * self.scale;
        let y = HEIGHT / 2.0 - (point.lat() - self.middle.lat()) * self.scale;
        (x, y)
    }

    /// How many units of the drawing so many miles are.
    pub fn miles(&self, miles: f64) -> f64 {
        miles * METRES_IN_A_MILE / DEGREE * self.scale
    }

    /// The longest round distance that takes up at most a third of the width, and its length.
    pub fn bar(&self) -> (f64, f64) {
        let rounds = [100.0, 50.0, 20.0, 10.0, 5.0, 2.0, 1.0, 0.5];
        let miles = rounds.into_iter().find(|miles| self.miles(*miles) <= WIDTH / 3.0).unwrap_or(0.25);
        (miles, self.miles(miles))
    }

    /// Whether a line drawn inside this box could be seen.
    pub fn shows(line: &[(f64, f64)]) -> bool {
        let all = |outside: fn(&(f64, f64)) -> bool| line.iter().all(outside);
        !(all(|at| at.0 < 0.0) || all(|at| at.0 > WIDTH) || all(|at| at.1 < 0.0) || all(|at| at.1 > HEIGHT))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn point(lat: f64, lon: f64) -> Point {
        Point::new(lat, lon).unwrap()
    }

    #[test]
    fn one_place_stands_in_the_middle() {
        let frame = Frame::around([point(51.0, -3.1)].into_iter()).unwrap();
        assert_eq!(frame.place(point(51.0, -3.1)), (WIDTH / 2.0, HEIGHT / 2.0));
        let (miles, long) = frame.bar();
        assert_eq!(miles, 1.0);
        assert!(long <= WIDTH / 3.0);
        assert!(Frame::around(std::iter::empty()).is_none());
    }

    proptest! {
        #[test]
        fn everything_asked_for_is_inside(places in prop::collection::vec((49.5..60.0f64, -8.0..2.0f64), 1..20)) {
            let points = || places.iter().map(|(lat, lon)| point(*lat, *lon));
            let frame = Frame::around(points()).unwrap();
            for (x, y) in points().map(|at| frame.place(at)) {
                prop_assert!((MARGIN - 1e-6..=WIDTH - MARGIN + 1e-6).contains(&x), "{x}");
                prop_assert!((MARGIN - 1e-6..=HEIGHT - MARGIN + 1e-6).contains(&y), "{y}");
            }
        }
    }
}
