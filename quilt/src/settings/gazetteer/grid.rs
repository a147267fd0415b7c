//! From the National Grid (OSGB36) to latitude and longitude (WGS84), by the formulas the
//! Ordnance Survey publishes: the inverse of the transverse Mercator projection, then one
//! Helmert transformation for the whole of Great Britain.
//!
//! The projection is exact to a millimetre. The one transformation is what limits it: against
//! the Survey's own grid of corrections (OSTN15) it is out by up to about five metres, and by
//! two on the whole. Nobody is sent to the wrong door by it: a postcode is fifteen doors.

/// A place on the National Grid, in metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GridReference {
    easting: f64,
    northing: f64,
}

/// An ellipsoid: its half axes in metres.
struct Ellipsoid {
    a: f64,
    b: f64,
}

impl Ellipsoid {
    fn eccentricity_squared(&self) -> f64 {
        1.0 - (self.b * self.b) / (self.a * self.a)
    }
}

const AIRY_1830: Ellipsoid = Ellipsoid { a: 6_377_563.396, b: 6_356_256.909 };
const WGS_84: Ellipsoid = Ellipsoid { a: 6_378_137.0, b: 6_356_752.314_245 };

/// The projection: scale on the central meridian, true origin (49° N, 2° W) and false origin.
const SCALE: f64 = 0.999_601_271_7;
const TRUE_LAT: f64 = 49.0;
const TRUE_LON: f64 = -2.0;
const FALSE_EASTING: f64 = 400_000.0;
const FALSE_NORTHING: f64 = -100_000.0;

/// OSGB36 to WGS84: metres, seconds of arc, parts in a million.
const SHIFT: [f64; 3] = [446.448, -125.157, 542.060];
const TURN: [f64; 3] = [0.1502, 0.2470, 0.8421];
const GROW: f64 = -20.4894;

impl GridReference {
    /// Nothing outside the grid, and nothing at its very corner: files write 0, 0 for "unknown".
    #[must_use]
    pub fn new(easting: f64, northing: f64) -> Option<GridReference> {
        let inside = (0.0..=700_000.0).contains(&easting) && (0.0..=1_300_000.0).contains(&northing);
        (inside && (easting, northing) != (0.0, 0.0)).then_some(GridReference { easting, northing })
    }

    /// Degrees north and east, WGS84.
    #[must_use]
    pub fn lat_lon(self) -> (f64, f64) {
        let (lat, lon) = unprojected(self);
        let at = shifted(cartesian(&AIRY_1830, lat, lon));
        let (lat, lon) = geodetic(&WGS_84, at);
        (lat.to_degrees(), lon.to_degrees())
    }
}

/// The distance along the meridian from the true origin to a latitude.
fn meridian(lat: f64) -> f64 {
    let n = (AIRY_1830.a - AIRY_1830.b) / (AIRY_1830.a + AIRY_1830.b);
    let (n2, n3) = (n * n, n * n * n);
    let origin = TRUE_LAT.to_radians();
    let (less, more) = (lat - origin, lat + origin);
    let terms = (1.0 + n + 1.25 * n2 + 1.25 * n3) * less
        - (3.0 * n + 3.0 * n2 + 2.625 * n3) * less.sin() * more.cos()
        + (1.875 * n2 + 1.875 * n3) * (2.0 * less).sin() * (2.0 * more).cos()
        - (35.0 / 24.0) * n3 * (3.0 * less).sin() * (3.0 * more).cos();
    AIRY_1830.b * SCALE * terms
}

/// The latitude whose meridian distance is the northing: found in a few steps.
fn foot(northing: f64) -> f64 {
    let mut lat = TRUE_LAT.to_radians();
    for _ in 0..12 {
        let left = northing - FALSE_NORTHING - meridian(lat);
        lat += left / (AIRY_1830.a * SCALE);
        if left.abs() < 1e-5 {
            break;
        }
    }
    lat
}

/// Latitude and longitude on OSGB36, in radians.
fn unprojected(at: GridReference) -> (f64, f64) {
    let lat = foot(at.northing);
    let e2 = AIRY_1830.eccentricity_squared();
    let (sin, cos, tan) = (lat.sin(), lat.cos(), lat.tan());
    let (t2, t4, t6) = (tan.powi(2), tan.powi(4), tan.powi(6));
    let nu = AIRY_1830.a * SCALE / (1.0 - e2 * sin * sin).sqrt();
    let rho = AIRY_1830.a * SCALE * (1.0 - e2) / (1.0 - e2 * sin * sin).powf(1.5);
    let eta2 = nu / rho - 1.0;
    let x = at.easting - FALSE_EASTING;
    let north = tan / (2.0 * rho * nu) * x.powi(2)
        - tan / (24.0 * rho * nu.powi(3)) * (5.0 + 3.0 * t2 + eta2 - 9.0 * t2 * eta2) * x.powi(4)
        + tan / (720.0 * rho * nu.powi(5)) * (61.0 + 90.0 * t2 + 45.0 * t4) * x.powi(6);
    let east = x / nu - (nu / rho + 2.0 * t2) / (6.0 * nu.powi(3)) * x.powi(3)
        + (5.0 + 28.0 * t2 + 24.0 * t4) / (120.0 * nu.powi(5)) * x.powi(5)
        - (61.0 + 662.0 * t2 + 1320.0 * t4 + 720.0 * t6) / (5040.0 * nu.powi(7)) * x.powi(7);
    (lat - north, TRUE_LON.to_radians() + east / cos)
}

/// From the middle of the earth, in metres.
fn cartesian(on: &Ellipsoid, lat: f64, lon: f64) -> [f64; 3] {
    let e2 = on.eccentricity_squared();
    let nu = on.a / (1.0 - e2 * lat.sin().powi(2)).sqrt();
    [nu * lat.cos() * lon.cos(), nu * lat.cos() * lon.sin(), (1.0 - e2) * nu * lat.sin()]
}

fn shifted([x, y, z]: [f64; 3]) -> [f64; 3] {
    let [rx, ry, rz] = TURN.map(|seconds| (seconds / 3600.0_f64).to_radians());
    let grown = 1.0 + GROW * 1e-6;
    [
        SHIFT[0] + grown * x - rz * y + ry * z,
        SHIFT[1] + rz * x + grown * y - rx * z,
        SHIFT[2] - ry * x + rx * y + grown * z,
    ]
}

fn geodetic(on: &Ellipsoid, [x, y, z]: [f64; 3]) -> (f64, f64) {
    let e2 = on.eccentricity_squared();
    let across = x.hypot(y);
    let mut lat = z.atan2(across * (1.0 - e2));
    for _ in 0..8 {
        let nu = on.a / (1.0 - e2 * lat.sin().powi(2)).sqrt();
        lat = (z + e2 * nu * lat.sin()).atan2(across);
    }
    (lat, y.atan2(x))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(easting: f64, northing: f64) -> GridReference {
        GridReference::new(easting, northing).unwrap()
    }

    /// Metres between two nearby places.
    fn apart((lat, lon): (f64, f64), (other_lat, other_lon): (f64, f64)) -> f64 {
        let north = (lat - other_lat) * 111_200.0;
        let east = (lon - other_lon) * 111_200.0 * lat.to_radians().cos();
        north.hypot(east)
    }

    /// The worked example of the Survey's guide to coordinate systems: the projection alone.
    #[test]
    fn the_surveys_own_example_comes_out() {
        let (lat, lon) = unprojected(at(651_409.903, 313_177.270));
        let (said_lat, said_lon) =
            (52.0 + 39.0 / 60.0 + 27.2531 / 3600.0, 1.0 + 43.0 / 60.0 + 4.5177 / 3600.0);
        let off = apart((lat.to_degrees(), lon.to_degrees()), (said_lat, said_lon));
        assert!(off < 0.002, "{off} m");
    }

    /// The same postcodes by another program, all 20,265 of Somerset.
    #[test]
    fn somerset_lies_where_others_say_it_lies() {
        let Some(shared) = shared("geo/somerset-postcodes.csv") else { return };
        let mut rows = csv::Reader::from_path(shared).unwrap();
        let (mut worst, mut count) = (0.0_f64, 0);
        for row in rows.records() {
            let row = row.unwrap();
            let number = |n: usize| row[n].parse::<f64>().unwrap();
            let off = apart(at(number(3), number(4)).lat_lon(), (number(1), number(2)));
            worst = worst.max(off);
            count += 1;
        }
        println!("{count} postcodes, at most {worst:.2} m apart");
        assert!(count > 20_000 && worst < 5.0, "{count} postcodes, {worst} m");
    }

    /// Open data that is not part of the source; where it is absent, that is said.
    fn shared(name: &str) -> Option<std::path::PathBuf> {
        let root = std::env::var_os("QUILT_SHARED").map_or_else(
            || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
            std::path::PathBuf::from,
        );
        let path = root.join("data").join(name);
        if !path.exists() {
            println!("NOT RUN: {} is not here.", path.display());
        }
        path.exists().then_some(path)
    }

    #[test]
    fn what_lies_off_the_grid_is_nowhere() {
        for (easting, northing) in
            [(0.0, 0.0), (-1.0, 5.0), (700_001.0, 5.0), (5.0, 1_300_001.0), (f64::NAN, 5.0)]
        {
            assert_eq!(GridReference::new(easting, northing), None);
        }
    }

    proptest! {
        #[test]
        fn everywhere_on_the_grid_is_near_britain(easting in 0.0..=700_000.0, northing in 1.0..=1_300_000.0) {
            let (lat, lon) = at(easting, northing).lat_lon();
            prop_assert!((49.0..62.0).contains(&lat) && (-10.0..4.0).contains(&lon), "{lat} {lon}");
        }
    }
}
