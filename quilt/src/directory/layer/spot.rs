//! Where an entry meets, as one corrects it: lines, town and postcode.

use openreferral::{Kind, Location, Point, Postcode, Service};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The first place an entry meets at.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    /// The name of the building first, where it has one.
    pub lines: Vec<String>,
    pub town: Option<String>,
    pub postcode: Option<Postcode>,
    /// Where the postcode is, when we know.
    pub point: Option<Point>,
}

impl Spot {
    pub fn of(record: &Service) -> Option<Spot> {
        let place = first(record)?;
        let mut lines: Vec<String> = place.name.iter().cloned().collect();
        for line in &place.lines {
            if !lines.contains(line) {
                lines.push(line.clone());
            }
        }
        Some(Spot { lines, town: place.city.clone(), postcode: place.postcode.clone(), point: place.point })
    }

    /// "Village Hall, Brook Street, Cannington, TA5 2HP".
    pub fn words(&self) -> String {
        let postcode = self.postcode.as_ref().map(Postcode::as_str);
        self.lines
            .iter()
            .map(String::as_str)
            .chain(self.town.as_deref())
            .chain(postcode)
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The first place becomes this one. How to get in and how to get there are kept while the
    /// postcode is: they are of no use at another door, and may be dangerous.
    pub(super) fn put(&self, record: &mut Service) {
        let id = Uuid::new_v5(&record.id, b"place");
        let at = record.locations.iter().position(|place| place.kind == Kind::Physical);
        let at = at.unwrap_or_else(|| {
            record.locations.push(Location { id, ..Location::default() });
            record.locations.len() - 1
        });
        let Some(place) = record.locations.get_mut(at) else { return };
        if place.postcode != self.postcode {
            place.accessibility.clear();
            place.transport = None;
            place.county = None;
        }
        let named = place.name.is_some() && self.lines.len() > 1;
        let (name, lines) = self.lines.split_at(usize::from(named));
        place.name = name.first().cloned();
        place.lines = lines.to_vec();
        place.city.clone_from(&self.town);
        place.postcode.clone_from(&self.postcode);
        place.point = self.point;
    }
}

fn first(record: &Service) -> Option<&Location> {
    record.locations.iter().find(|place| place.kind == Kind::Physical)
}
