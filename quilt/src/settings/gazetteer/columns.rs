//! What stands in which column of a file of postcodes. Files are known by their columns, never
//! by their names: Code-Point Open has no header, the ONS's directory has fifty columns whose
//! names change from year to year, and a council's own list has whatever it has.

use csv::ByteRecord;

use super::grid::GridReference;
use super::{Place, Postcode};

/// Where in a row each thing stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns {
    postcode: usize,
    lat_lon: Option<(usize, usize)>,
    grid: Option<(usize, usize)>,
    ended: Option<usize>,
    ward: Option<usize>,
    lsoa: Option<usize>,
    decile: Option<usize>,
    rank: Option<usize>,
    country: Option<usize>,
}

/// What one row says.
#[derive(Debug, PartialEq)]
pub(super) enum Said {
    At(Postcode, Place),
    /// No letters go there any more.
    Ended,
    /// A postcode, and nothing that says where it is.
    Nowhere,
    /// Not a postcode, or numbers that are none.
    Unreadable,
    /// The names of the columns once more: Code-Point Open's own list of them has two rows.
    Names,
}

/// Names of the columns, most telling first. A `#` stands for a year of two digits.
const POSTCODE: &[&str] = &["pcds", "pcd", "pcd7", "pcd8", "pcd2", "postcode", "pc"];
const LAT: &[&str] = &["lat", "latitude"];
const LON: &[&str] = &["long", "lon", "lng", "longitude"];
const EASTING: &[&str] = &["oseast1m", "east1m", "easting", "eastings", "ea"];
const NORTHING: &[&str] = &["osnrth1m", "north1m", "northing", "northings", "no"];
const ENDED: &[&str] = &["doterm"];
const WARD: &[&str] = &["osward", "ward", "wd#cd", "admin_ward_code", "wc"];
/// Of 2011 first: the indices of deprivation of 2019 speak of those.
const LSOA: &[&str] = &["lsoa11", "lsoa11cd", "lsoa21", "lsoa21cd", "lsoa"];
const DECILE: &[&str] = &["decile", "imd2019_decile", "imd_decile"];
const RANK: &[&str] = &["imd", "imd#ind"];
const COUNTRY: &[&str] = &["ctry", "ctry#cd"];

/// Areas ranked by the English indices of deprivation 2019, and how England is written.
const RANKED: i64 = 32_844;
const ENGLAND: &str = "E92000001";

/// The columns of Code-Point Open, which come without their names.
const CODE_POINT: Columns = Columns {
    postcode: 0,
    lat_lon: None,
    grid: Some((2, 3)),
    ended: None,
    ward: Some(9),
    lsoa: None,
    decile: None,
    rank: None,
    country: None,
};

impl Columns {
    /// Knows a file by its first row. Nothing when it does not list postcodes with their places.
    pub fn of(first: &ByteRecord) -> Option<Columns> {
        let cells: Vec<String> = (0..first.len()).map(|n| cell(first, n).to_lowercase()).collect();
        let named = |names: &[&str]| names.iter().find_map(|name| cells.iter().position(|it| is(it, name)));
        let columns = Columns {
            postcode: match named(POSTCODE) {
                Some(at) => at,
                None => return without_names(first),
            },
            lat_lon: named(LAT).zip(named(LON)),
            grid: named(EASTING).zip(named(NORTHING)),
            ended: named(ENDED),
            ward: named(WARD),
            lsoa: named(LSOA),
            decile: named(DECILE),
            rank: named(RANK),
            country: named(COUNTRY),
        };
        (columns.lat_lon.is_some() || columns.grid.is_some()).then_some(columns)
    }

    /// Whether the first row is already a postcode.
    pub fn begin_at_once(&self) -> bool {
        *self == CODE_POINT
    }

    pub fn read(&self, row: &ByteRecord) -> Said {
        let written = cell(row, self.postcode);
        let Some(postcode) = Postcode::parse(&written) else {
            let name = written.to_lowercase();
            let again = POSTCODE.iter().any(|known| is(&name, known));
            return if again { Said::Names } else { Said::Unreadable };
        };
        if self.ended.is_some_and(|at| !cell(row, at).is_empty()) {
            return Said::Ended;
        }
        let (lat, lon) = match self.whereabouts(row) {
            Ok(Some(at)) => at,
            Ok(None) => return Said::Nowhere,
            Err(NoNumber) => return Said::Unreadable,
        };
        let code = |at: Option<usize>| at.map(|at| cell(row, at)).filter(|code| !code.is_empty());
        Said::At(
            postcode,
            Place { lat, lon, ward: code(self.ward), lsoa: code(self.lsoa), decile: self.decile(row) },
        )
    }

    /// Latitude and longitude as they are given, else worked out from the grid.
    fn whereabouts(&self, row: &ByteRecord) -> Result<Option<(f64, f64)>, NoNumber> {
        if let Some((lat, lon)) = self.lat_lon
            && let Some(at) = number(row, lat)?.zip(number(row, lon)?)
            // The ONS writes 99.999999, 0 for "unknown".
            && (49.0..62.0).contains(&at.0)
            && (-9.0..3.0).contains(&at.1)
        {
            return Ok(Some(at));
        }
        let Some((easting, northing)) = self.grid else { return Ok(None) };
        let at = number(row, easting)?.zip(number(row, northing)?);
        // Northern Ireland is measured on a grid of its own, and its postcodes begin with BT.
        let irish = cell(row, self.postcode).get(..2).is_some_and(|area| area.eq_ignore_ascii_case("bt"));
        let at = at.filter(|_| !irish).and_then(|(easting, northing)| GridReference::new(easting, northing));
        Ok(at.map(GridReference::lat_lon))
    }

    /// The tenth of deprivation, as written, or from the rank among England's areas.
    fn decile(&self, row: &ByteRecord) -> Option<i64> {
        let whole = |at: usize| cell(row, at).parse::<i64>().ok();
        let written = self.decile.and_then(whole).filter(|decile| (1..=10).contains(decile));
        let england = self.country.is_some_and(|at| cell(row, at) == ENGLAND);
        let rank = self.rank.filter(|_| england).and_then(whole).filter(|rank| (1..=RANKED).contains(rank));
        written.or(rank.map(|rank| (rank * 10 + RANKED - 1) / RANKED))
    }
}

/// A file without names is Code-Point Open when its first cell is a postcode and the third and
/// fourth are whole numbers.
fn without_names(first: &ByteRecord) -> Option<Columns> {
    let whole = |n| cell(first, n).parse::<u32>().is_ok();
    let known = Postcode::parse(&cell(first, 0)).is_some() && first.len() >= 4 && whole(2) && whole(3);
    known.then_some(CODE_POINT)
}

/// A number was to stand there, and something else does.
struct NoNumber;

fn number(row: &ByteRecord, at: usize) -> Result<Option<f64>, NoNumber> {
    match cell(row, at).as_str() {
        "" => Ok(None),
        said => said.parse().ok().filter(|n: &f64| n.is_finite()).map(Some).ok_or(NoNumber),
    }
}

/// One cell as text. These files are plain ASCII where it matters; anything else is `�`.
fn cell(row: &ByteRecord, at: usize) -> String {
    let bytes = row.get(at).unwrap_or_default();
    String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').trim().to_owned()
}

/// Whether a column is called this.
fn is(called: &str, name: &str) -> bool {
    match name.split_once('#') {
        None => called == name,
        Some((before, after)) => called
            .strip_prefix(before)
            .and_then(|rest| rest.strip_suffix(after))
            .is_some_and(|year| year.len() == 2 && year.bytes().all(|b| b.is_ascii_digit())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> ByteRecord {
        ByteRecord::from(text.split(',').collect::<Vec<_>>())
    }

    fn place(said: Said) -> (String, Place) {
        match said {
            Said::At(postcode, place) => (postcode.as_str().to_owned(), place),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn code_point_open_needs_no_names() {
        let first = row("TA1 1NW,10,322700,124600,E92000001,,,,E06000066,E05014377");
        let columns = Columns::of(&first).unwrap();
        assert!(columns.begin_at_once());
        let (postcode, place) = place(columns.read(&first));
        assert_eq!((postcode.as_str(), place.ward.as_deref()), ("TA1 1NW", Some("E05014377")));
        assert!((place.lat - 51.014).abs() < 0.01 && (place.lon + 3.104).abs() < 0.01, "{place:?}");
        assert_eq!(columns.read(&row("TA1 9ZZ,90,0,0,E92000001,,,,,")), Said::Nowhere);
        assert_eq!(columns.read(&row("TA1 9ZZ,10,here,0")), Said::Unreadable);
        let named = row("Postcode,Positional_quality_indicator,Eastings,Northings,Country_code");
        let columns = Columns::of(&named).unwrap();
        assert!(!columns.begin_at_once());
        assert_eq!(columns.read(&row("PC,PQ,EA,NO,CY")), Said::Names);
    }

    #[test]
    fn the_directory_of_the_ons_is_known_by_its_names() {
        let first = row(
            "\u{feff}pcd,pcd2,pcds,dointr,doterm,oscty,osward,oseast1m,osnrth1m,ctry,lsoa11,lat,long,imd",
        );
        let columns = Columns::of(&first).unwrap();
        let live = row(
            "TA1 1NW,TA1  1NW,TA1 1NW,198001,,E1,E05014377,0322700,0124600,E92000001,E01,51.0151,-3.1029,3285",
        );
        let (postcode, at) = place(columns.read(&live));
        assert_eq!(postcode, "TA1 1NW");
        assert_eq!((at.lat, at.lon, at.decile), (51.0151, -3.1029, Some(2)));
        assert_eq!(at.lsoa.as_deref(), Some("E01"));
        let ended = row("TA1 1XX,TA1  1XX,TA1 1XX,198001,200506,,,,,E92000001,,51.0,-3.1,1");
        assert_eq!(columns.read(&ended), Said::Ended);
        let nowhere = row("GY1 1AA,GY1  1AA,GY1 1AA,198001,,,,,,L93000001,,99.999999,0.000000,0");
        assert_eq!(columns.read(&nowhere), Said::Nowhere);
        let belfast = row("BT1 1AA,BT1  1AA,BT1 1AA,198001,,,,0333800,0374000,N92000002,,,,9");
        assert_eq!(columns.read(&belfast), Said::Nowhere, "the Irish grid is not ours");
        let wales = row("CF1 1AA,CF1  1AA,CF1 1AA,198001,,,,,,W92000004,,51.5,-3.2,9");
        assert_eq!(place(columns.read(&wales)).1.decile, None, "other countries rank by other measures");
        let later = row("pcd7,pcd8,pcds,dointr,doterm,wd24cd,east1m,north1m,ctry24cd,lsoa21cd,lat,long");
        let columns = Columns::of(&later).unwrap();
        assert_eq!(
            (columns.ward, columns.grid, columns.country, columns.lsoa),
            (Some(5), Some((6, 7)), Some(8), Some(9))
        );
    }

    #[test]
    fn other_lists_are_left_alone() {
        for first in ["LAD23CD,LAD23NM", "postcode,name", "", "Code,Description,Place", "TA1 1NW,Taunton"] {
            assert_eq!(Columns::of(&row(first)), None, "{first}");
        }
        let own =
            Columns::of(&row("postcode,lat,lon,easting,northing,ward,lsoa21,lsoa11,imd2019_decile")).unwrap();
        let (_, at) =
            place(own.read(&row("BA10 0AA,51.112267,-2.453879,368312,134934,E05014389,E9,E01029157,6")));
        assert_eq!((at.lsoa.as_deref(), at.decile), (Some("E01029157"), Some(6)));
    }
}
