//! Where something is, and how far apart two places are.

use std::fmt;

/// Metres in a statute mile.
pub const METRES_IN_A_MILE: f64 = 1609.344;
/// Mean radius of the earth in metres (IUGG).
const EARTH: f64 = 6_371_008.8;

/// A latitude and longitude in degrees (WGS 84). Always finite and in range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    lat: f64,
    lon: f64,
}

impl Point {
    /// `None` for numbers that are not finite or out of range.
    #[must_use]
    pub fn new(lat: f64, lon: f64) -> Option<Self> {
        ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then_some(Self { lat, lon })
    }

    /// Degrees north.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Degrees east.
    #[must_use]
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Metres along the earth's surface (haversine on a sphere: within 0.5% of the true ellipsoid).
    #[must_use]
    pub fn metres_to(self, other: Self) -> f64 {
        Centre::new(self).metres_to(other)
    }
}

/// A point that many distances are measured from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Centre {
    point: Point,
    lat: f64,
    cos: f64,
}

impl Centre {
    pub(crate) fn new(point: Point) -> Self {
        let lat = point.lat.to_radians();
        Self { point, lat, cos: lat.cos() }
    }

    pub(crate) fn metres_to(&self, other: Point) -> f64 {
        let lat = other.lat.to_radians();
        let half_lat = (lat - self.lat) / 2.0;
        let half_lon = (other.lon - self.point.lon).to_radians() / 2.0;
        let h = half_lat.sin().powi(2) + self.cos * lat.cos() * half_lon.sin().powi(2);
        2.0 * EARTH * h.clamp(0.0, 1.0).sqrt().asin()
    }
}

/// A distance as people say it: "0.4 miles", "12 miles".
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Miles(pub f64);

impl Miles {
    /// From metres.
    #[must_use]
    pub fn from_metres(metres: f64) -> Self {
        Self(metres / METRES_IN_A_MILE)
    }
}

impl fmt::Display for Miles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            m if m < 0.1 => f.write_str("very near"),
            m if m < 9.95 => {
                let said = format!("{m:.1}");
                let said = said.trim_end_matches('0').trim_end_matches('.');
                write!(f, "{said} {}", if said == "1" { "mile" } else { "miles" })
            }
            m => write!(f, "{m:.0} miles"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn refuses_what_is_not_on_earth() {
        for (lat, lon) in [(91.0, 0.0), (0.0, 181.0), (f64::NAN, 0.0), (0.0, f64::INFINITY)] {
            assert_eq!(Point::new(lat, lon), None);
        }
    }

    /// One degree of latitude on the IUGG sphere is π·R/180; Bristol to Taunton is about 37 miles.
    #[test]
    fn known_distances() {
        let at = |lat, lon| Point::new(lat, lon).unwrap();
        assert!((at(51.0, -3.0).metres_to(at(52.0, -3.0)) - 111_195.08).abs() < 0.01);
        assert!((at(0.0, 0.0).metres_to(at(0.0, 180.0)) - std::f64::consts::PI * EARTH).abs() < 1e-3);
        let miles = Miles::from_metres(at(51.4545, -2.5879).metres_to(at(51.0151, -3.1006))).0;
        assert!((36.0..39.0).contains(&miles), "{miles}");
    }

    #[test]
    fn miles_as_people_say_them() {
        for (miles, said) in [
            (0.0, "very near"),
            (0.44, "0.4 miles"),
            (1.02, "1 mile"),
            (1.24, "1.2 miles"),
            (9.96, "10 miles"),
            (37.4, "37 miles"),
        ] {
            assert_eq!(Miles(miles).to_string(), said);
        }
    }

    proptest! {
        #[test]
        fn distance_is_the_same_both_ways_and_never_negative(
            a in (-90.0..=90.0f64, -180.0..=180.0f64), b in (-90.0..=90.0f64, -180.0..=180.0f64)
        ) {
            let (a, b) = (Point::new(a.0, a.1).unwrap(), Point::new(b.0, b.1).unwrap());
            prop_assert!(a.metres_to(b) >= 0.0);
            prop_assert!((a.metres_to(b) - b.metres_to(a)).abs() < 1e-6);
            prop_assert!(a.metres_to(a) < 1e-6);
        }
    }
}
