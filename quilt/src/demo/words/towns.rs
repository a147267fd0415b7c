//! The real places the demonstration county stands on, read from `quilt/geo/` (open data; its README says
//! whose). Only places are real: nobody in them is.

/// A town or village.
#[derive(Debug, Clone, PartialEq)]
pub struct Town {
    /// Its name.
    pub name: String,
    /// Latitude of its middle, degrees (WGS84).
    pub lat: f64,
    /// Longitude of its middle, degrees (WGS84).
    pub lon: f64,
    /// The first half of most postcodes there.
    pub outcode: String,
    /// How many live postcodes lie within 2 km: a fair stand-in for how many people do.
    pub postcodes: u32,
}

/// A postcode with its place and its English indices of deprivation 2019 tenth (1 = most deprived).
#[derive(Debug, Clone, PartialEq)]
pub struct Postcode {
    /// "TA5 2PF".
    pub postcode: String,
    /// Latitude, degrees.
    pub lat: f64,
    /// Longitude, degrees.
    pub lon: f64,
    /// Electoral ward code.
    pub ward: String,
    /// 2011 lower layer super output area.
    pub lsoa11: String,
    /// 1 (most deprived tenth of England) to 10.
    pub decile: u8,
}

/// A GP practice.
#[derive(Debug, Clone, PartialEq)]
pub struct Practice {
    /// Its ODS code.
    pub ods: String,
    /// Its name.
    pub name: String,
    /// The town or village it stands in.
    pub town: String,
    /// Its postcode.
    pub postcode: String,
}

/// Reads `towns.csv`; lines that are not a town are left out.
pub fn parse(csv: &str) -> Vec<Town> {
    rows(csv)
        .filter_map(|f| {
            let [name, lat, lon, outcode, postcodes] = f.as_slice() else { return None };
            Some(Town {
                name: (*name).to_owned(),
                lat: lat.parse().ok()?,
                lon: lon.parse().ok()?,
                outcode: (*outcode).to_owned(),
                postcodes: postcodes.parse().ok()?,
            })
        })
        .collect()
}

/// Reads `somerset-postcodes.csv`; lines that are not a postcode are left out.
pub fn parse_postcodes(csv: &str) -> Vec<Postcode> {
    rows(csv)
        .filter_map(|f| {
            let [postcode, lat, lon, ward, lsoa11, decile] = f.as_slice() else { return None };
            Some(Postcode {
                postcode: (*postcode).to_owned(),
                lat: lat.parse().ok()?,
                lon: lon.parse().ok()?,
                ward: (*ward).to_owned(),
                lsoa11: (*lsoa11).to_owned(),
                decile: decile.parse().ok()?,
            })
        })
        .collect()
}

/// Reads `somerset-gp-practices.csv`; lines that are not a practice are left out.
pub fn parse_practices(csv: &str) -> Vec<Practice> {
    rows(csv)
        .filter_map(|f| {
            let [ods, name, town, postcode] = f.as_slice() else { return None };
            Some(Practice {
                ods: (*ods).to_owned(),
                name: (*name).to_owned(),
                town: (*town).to_owned(),
                postcode: (*postcode).to_owned(),
            })
        })
        .collect()
}

/// Kilometres between two places, good to a few metres over a county.
pub fn km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let x = (b.1 - a.1).to_radians() * f64::midpoint(a.0, b.0).to_radians().cos();
    let y = (b.0 - a.0).to_radians();
    6371.0 * x.hypot(y)
}

// The files are ours and hold no quoted fields, so a comma is always a border.
fn rows(csv: &str) -> impl Iterator<Item = Vec<&str>> {
    csv.lines().skip(1).map(|line| line.trim_end().split(',').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOWNS: &str = include_str!("../../../geo/towns.csv");
    const POSTCODES: &str = include_str!("../../../geo/somerset-postcodes.csv");
    const PRACTICES: &str = include_str!("../../../geo/somerset-gp-practices.csv");

    #[test]
    fn every_town_has_postcodes_near_it() {
        let (towns, postcodes) = (parse(TOWNS), parse_postcodes(POSTCODES));
        assert!(towns.len() >= 45);
        assert_eq!(postcodes.len(), 20_265);
        for town in &towns {
            let near = postcodes.iter().filter(|p| km((town.lat, town.lon), (p.lat, p.lon)) <= 2.0).count();
            assert!(near.abs_diff(town.postcodes as usize) <= 2 && near >= 10, "{} has {near}", town.name);
            let outcode = format!("{} ", town.outcode);
            assert!(postcodes.iter().any(|p| p.postcode.starts_with(&outcode)), "{}", town.name);
        }
        assert!(postcodes.iter().all(|p| (1..=10).contains(&p.decile)));
    }

    #[test]
    fn every_practice_stands_at_a_known_postcode() {
        let (practices, postcodes) = (parse_practices(PRACTICES), parse_postcodes(POSTCODES));
        assert_eq!(practices.len(), 62);
        for practice in &practices {
            assert!(postcodes.iter().any(|p| p.postcode == practice.postcode), "{}", practice.name);
            assert!(!practice.name.is_empty() && !practice.town.is_empty(), "{}", practice.ods);
        }
    }

    #[test]
    fn lines_that_are_not_a_town_are_left_out() {
        assert!(parse("name,lat,lon,outcode,postcodes\nNowhere,x,y,TA1,3\n\nShort,1").is_empty());
    }
}
