//! The lie of the land under a map: the outline of where people live in the area, and the
//! towns they name. Worked out from the directory and the postcodes known, and kept: it
//! changes when they do, which is seldom.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use ::store::{Db, Tx};
use find::Point;
use jiff::Timestamp;

use super::outline::{Flat, outline};
use crate::directory::store_places;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{self, AreaId, Town};

/// The outline and the towns.
#[derive(Debug, Default)]
pub(in crate::directory) struct Ground {
    /// Closed lines of points.
    pub outline: Vec<Vec<Point>>,
    /// Most telling first.
    pub towns: Vec<(String, Point)>,
}

/// How long a ground is kept, in milliseconds.
const KEPT: i64 = 15 * 60 * 1_000;

/// The most towns a ground knows.
const TOWNS: i64 = 400;

/// The ground last worked out, and when.
#[derive(Default)]
pub(in crate::directory) struct Grounds(Mutex<Option<(Timestamp, Arc<Ground>)>>);

impl Grounds {
    /// The ground of the area.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub fn of(&self, db: &Db, area: AreaId, now: &Moment) -> Result<Arc<Ground>, Refusal> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let age = |at: &Timestamp| (now.at.as_millisecond() - at.as_millisecond()).abs();
        if let Some((_, ground)) = held.as_ref().filter(|(at, _)| age(at) < KEPT) {
            return Ok(ground.clone());
        }
        let ground = Arc::new(db.read("know the lie of the land", |tx| Ground::read(tx, area))?);
        *held = Some((now.at, ground.clone()));
        Ok(ground)
    }
}

/// The cell of some five kilometres a place stands in.
fn cell((lat, lon): (f64, f64)) -> (i64, i64) {
    ((lat * 20.0).round() as i64, (lon * 12.0).round() as i64)
}

impl Ground {
    fn read(tx: &mut Tx<'_>, area: AreaId) -> Result<Ground, Refusal> {
        let served = store_places::served(tx, area)?;
        let named = settings::towns(tx)?;
        let mut towns = store_places::towns_served(tx, area, TOWNS)?;
        for town in &mut towns {
            if let Some(known) = named.iter().find(|known| known.name.eq_ignore_ascii_case(&town.name)) {
                (town.lat, town.lon) = (known.lat, known.lon);
            }
        }
        let lived = inhabited(tx, &served)?;
        Ok(Ground { outline: drawn(served.iter().chain(&lived).copied()), towns: placed(towns) })
    }
}

/// Where people live close to what the directory holds. Postcodes of the whole country may be
/// known: those far from anything of ours are not our area.
fn inhabited(tx: &mut Tx<'_>, served: &[(f64, f64)]) -> Result<Vec<(f64, f64)>, Refusal> {
    let Some(first) = served.first() else { return Ok(Vec::new()) };
    let (mut south_west, mut north_east) = (*first, *first);
    for (lat, lon) in served {
        south_west = (south_west.0.min(*lat), south_west.1.min(*lon));
        north_east = (north_east.0.max(*lat), north_east.1.max(*lon));
    }
    let near: HashSet<(i64, i64)> = served
        .iter()
        .map(|at| cell(*at))
        .flat_map(|(row, column)| {
            (-1..=1).flat_map(move |up| (-1..=1).map(move |along| (row + up, column + along)))
        })
        .collect();
    let (margin_lat, margin_lon) = (0.1, 0.15);
    let all = settings::inhabited(
        tx,
        (south_west.0 - margin_lat, south_west.1 - margin_lon),
        (north_east.0 + margin_lat, north_east.1 + margin_lon),
    )?;
    Ok(all.into_iter().filter(|at| near.contains(&cell(*at))).collect())
}

fn placed(towns: Vec<Town>) -> Vec<(String, Point)> {
    towns.into_iter().filter_map(|town| Some((town.name, Point::new(town.lat, town.lon)?))).collect()
}

/// Kilometres in a degree of latitude.
const DEGREE: f64 = 111.2;

/// The outline of places given in degrees: flattened, drawn, and put back on the globe.
fn drawn(places: impl Iterator<Item = (f64, f64)>) -> Vec<Vec<Point>> {
    let places: Vec<(f64, f64)> = places.collect();
    let Some(middle) =
        places.first().map(|_| places.iter().map(|at| at.0).sum::<f64>() / places.len() as f64)
    else {
        return Vec::new();
    };
    let narrow = middle.to_radians().cos().max(0.1);
    let flat: Vec<Flat> = places.iter().map(|(lat, lon)| (lon * DEGREE * narrow, lat * DEGREE)).collect();
    let back = |(x, y): &Flat| Point::new(y / DEGREE, x / DEGREE / narrow);
    outline(&flat).iter().map(|line| line.iter().filter_map(back).collect()).collect()
}
