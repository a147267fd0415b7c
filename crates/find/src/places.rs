//! Places by name: where the entries that name them meet, on the whole, or where someone said they are.

use std::collections::HashMap;

use crate::words::words;
use crate::{Entry, Point};

/// Every place named, by [`key`].
#[derive(Debug, Default)]
pub(crate) struct Places(HashMap<String, Place>);

#[derive(Debug, Default)]
struct Place {
    entries: u32,
    weight: f64,
    lat: f64,
    lon: f64,
    given: Option<Point>,
}

/// A place's name as it is compared: "Burnham-on-Sea" and "burnham on sea" are one.
pub(crate) fn key(name: &str) -> String {
    words(name).join(" ")
}

impl Places {
    /// Says where a place is, better than its entries could.
    pub(crate) fn give(&mut self, name: &str, at: Point) {
        self.0.entry(key(name)).or_default().given = Some(at);
    }

    /// Whether the words name a place.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// Whether the word is part of any place's name.
    pub(crate) fn have_word(&self, word: &str) -> bool {
        self.0.keys().any(|place| place.split(' ').any(|part| part == word))
    }

    /// Where a place is, if known.
    pub(crate) fn centre(&self, key: &str) -> Option<Point> {
        let place = self.0.get(key)?;
        place.given.or_else(|| Point::new(place.lat / place.weight, place.lon / place.weight))
    }

    pub(crate) fn count_in(&mut self, entry: &Entry) {
        for name in &entry.place {
            let place = self.0.entry(key(name)).or_default();
            place.entries += 1;
            place.weigh(entry, 1.0);
        }
    }

    pub(crate) fn count_out(&mut self, entry: &Entry) {
        for key in entry.place.iter().map(|name| key(name)) {
            let Some(place) = self.0.get_mut(&key) else { continue };
            place.entries = place.entries.saturating_sub(1);
            place.weigh(entry, -1.0);
            if place.entries == 0 && place.given.is_none() {
                self.0.remove(&key);
            }
        }
    }
}

impl Place {
    /// An entry that names one place says more about where that is than one that names many.
    fn weigh(&mut self, entry: &Entry, sign: f64) {
        let weight = sign / (entry.place.len() as f64).powi(3);
        for at in &entry.at {
            self.weight += weight;
            self.lat += weight * at.lat();
            self.lon += weight * at.lon();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(places: &[&str], lat: f64) -> Entry {
        let place = places.iter().map(|name| (*name).to_owned()).collect();
        Entry { place, at: Point::new(lat, -3.0).into_iter().collect(), ..Entry::default() }
    }

    #[test]
    fn entries_say_where_places_are() {
        let mut places = Places::default();
        places.count_in(&entry(&["Ash-on-Moor"], 51.0));
        places.count_in(&entry(&["Ash on Moor"], 51.2));
        let centre = places.centre("ash on moor").unwrap();
        assert!((centre.lat() - 51.1).abs() < 1e-9);
        assert!(places.have_word("moor") && !places.have_word("moo"));
        places.count_out(&entry(&["Ash-on-Moor"], 51.2));
        assert!((places.centre("ash on moor").unwrap().lat() - 51.0).abs() < 1e-9);
        places.count_out(&entry(&["Ash-on-Moor"], 51.0));
        assert!(!places.has("ash on moor"));
    }

    #[test]
    fn what_is_given_wins_and_stays() {
        let mut places = Places::default();
        places.count_in(&entry(&["Ash"], 51.0));
        places.give("ash", Point::new(50.0, -3.0).unwrap());
        assert_eq!(places.centre("ash"), Point::new(50.0, -3.0));
        places.count_out(&entry(&["Ash"], 51.0));
        assert!(places.has("ash"));
    }

    #[test]
    fn a_place_nobody_meets_in_has_no_centre() {
        let mut places = Places::default();
        places.count_in(&Entry { place: vec!["Ash".into()], ..Entry::default() });
        assert!(places.has("ash"));
        assert_eq!(places.centre("ash"), None);
    }
}
