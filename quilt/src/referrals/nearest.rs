//! Which team is nearest to somebody who says where they live.

use ::store::Tx;
use find::Point;

use crate::refusal::Refusal;
use crate::settings::{Postcode, Scheme, SchemeId, find_place, towns};

/// The scheme nearest to a postcode or a place as people write it; nothing when nobody can
/// tell, and then the person chooses. A place that a scheme names as its own is that scheme's.
pub fn nearest_scheme(tx: &mut Tx<'_>, schemes: &[Scheme], place: &str) -> Result<Option<SchemeId>, Refusal> {
    if let [only] = schemes {
        return Ok(Some(only.id));
    }
    let named = place.trim().to_lowercase();
    if named.is_empty() {
        return Ok(None);
    }
    if let Some(own) =
        schemes.iter().find(|scheme| scheme.towns.iter().any(|town| town.to_lowercase() == named))
    {
        return Ok(Some(own.id));
    }
    let known = towns(tx)?;
    let town = |name: &str| {
        let name = name.to_lowercase();
        known
            .iter()
            .find(|town| town.name.to_lowercase() == name)
            .and_then(|town| Point::new(town.lat, town.lon))
    };
    let here = match Postcode::parse(place) {
        Some(postcode) => point_of(tx, postcode.as_str())?,
        None => town(&named),
    };
    let Some(here) = here else { return Ok(None) };
    let mut places = Vec::new();
    for scheme in schemes {
        let mut points: Vec<Point> = scheme.towns.iter().filter_map(|name| town(name)).collect();
        if let Some(postcode) = &scheme.postcode {
            points.extend(point_of(tx, postcode)?);
        }
        places.push((scheme.id, points));
    }
    Ok(nearest(here, &places))
}

fn point_of(tx: &mut Tx<'_>, postcode: &str) -> Result<Option<Point>, Refusal> {
    Ok(find_place(tx, postcode)?.and_then(|place| Point::new(place.lat, place.lon)))
}

/// The one with a place closest to here.
fn nearest(here: Point, places: &[(SchemeId, Vec<Point>)]) -> Option<SchemeId> {
    let distance =
        |points: &[Point]| points.iter().map(|point| here.metres_to(*point)).min_by(f64::total_cmp);
    places
        .iter()
        .filter_map(|(scheme, points)| Some((*scheme, distance(points)?)))
        .min_by(|(_, a), (_, b)| a.total_cmp(b))
        .map(|(scheme, _)| scheme)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{engines, world};
    use crate::settings::{Place, Town, put_places, put_towns, schemes};

    #[test]
    fn the_nearest_team_is_found_or_nobody_is() {
        for db in engines() {
            let world = world(&db);
            db.write("know some places", |tx| {
                let place = |lat, lon| Place { lat, lon, ward: None, lsoa: None, decile: None };
                put_places(
                    tx,
                    &[("TA6 3BG".into(), place(51.128, -3.003)), ("TA2 7AA".into(), place(51.02, -3.09))],
                )?;
                put_towns(
                    tx,
                    &[
                        Town { name: "Taunton".into(), lat: 51.015, lon: -3.1 },
                        Town { name: "Bridgwater".into(), lat: 51.13, lon: -3.0 },
                    ],
                )
            })
            .unwrap();
            db.read("choose", |tx| {
                let mut schemes = schemes(tx, world.area.id)?;
                let levels = schemes.iter_mut().find(|scheme| scheme.id == world.other_scheme).unwrap();
                levels.towns = vec!["Bridgwater".into(), "Cannington".into()];
                levels.postcode = None;
                let expected = [
                    ("TA2 7AA", Some(world.scheme)),
                    ("ta63bg", Some(world.other_scheme)),
                    (" cannington", Some(world.other_scheme)),
                    ("BRIDGWATER", Some(world.other_scheme)),
                    ("TA9 9ZZ", None),
                    ("by the river", None),
                    ("", None),
                ];
                for (place, scheme) in expected {
                    assert_eq!(nearest_scheme(tx, &schemes, place)?, scheme, "{place}");
                }
                assert_eq!(nearest_scheme(tx, &schemes[..1], "")?, Some(schemes[0].id), "there is only one");
                Ok::<_, Refusal>(())
            })
            .unwrap();
        }
    }
}
