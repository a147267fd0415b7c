//! Places by name: where the entries that name them meet, on the whole, or where someone said they are.

use std::collections::HashMap;

use crate::Point;
use crate::words::words;

/// Every place named, by [`key`].
#[derive(Debug, Default)]
pub(crate) struct Places {
    known: HashMap<String, Place>,
    /// Each word of their names, with how many names have it.
    words: HashMap<String, u32>,
}

#[derive(Debug, Default)]
struct Place {
    named: Tally,
    given: Option<Point>,
}

/// Entries that name a place, and where they meet.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Tally {
    entries: i64,
    weight: f64,
    lat: f64,
    lon: f64,
}

/// A place's name as it is compared: "Burnham-on-Sea" and "burnham on sea" are one.
pub(crate) fn key(name: &str) -> String {
    words(name).join(" ")
}

impl Places {
    /// Says where a place is, better than its entries could.
    pub(crate) fn give(&mut self, name: &str, at: Point) {
        self.called(key(name)).given = Some(at);
    }

    /// Whether the words name a place.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.known.contains_key(key)
    }

    /// Whether the word is part of any place's name.
    pub(crate) fn have_word(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// Where a place is, if known.
    pub(crate) fn centre(&self, key: &str) -> Option<Point> {
        let place = self.known.get(key)?;
        let Tally { weight, lat, lon, .. } = place.named;
        place.given.or_else(|| Point::new(lat / weight, lon / weight))
    }

    /// Counts entries that name a place in, or out.
    pub(crate) fn count(&mut self, key: &str, tally: &Tally) {
        let place = self.called(key.to_owned());
        place.named.join(tally);
        if place.named.entries <= 0 && place.given.is_none() {
            self.known.remove(key);
            self.forget_words(key);
        }
    }

    fn called(&mut self, key: String) -> &mut Place {
        if !self.known.contains_key(&key) {
            for word in key.split(' ') {
                *self.words.entry(word.to_owned()).or_default() += 1;
            }
        }
        self.known.entry(key).or_default()
    }

    fn forget_words(&mut self, key: &str) {
        for word in key.split(' ') {
            if let Some(names) = self.words.get_mut(word) {
                *names -= 1;
                if *names == 0 {
                    self.words.remove(word);
                }
            }
        }
    }
}

impl Tally {
    /// Counts one entry that meets at these points and names so many places: in with a sign of 1, out with -1. An entry
    /// that names one place says more about where that is than one that names many.
    pub(crate) fn add(&mut self, at: impl Iterator<Item = Point>, names: usize, sign: f64) {
        self.entries += sign as i64;
        let weight = sign / (names.max(1) as f64).powi(3);
        for at in at {
            self.weight += weight;
            self.lat += weight * at.lat();
            self.lon += weight * at.lon();
        }
    }

    pub(crate) fn join(&mut self, other: &Self) {
        self.entries += other.entries;
        self.weight += other.weight;
        self.lat += other.lat;
        self.lon += other.lon;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One entry at this latitude, naming so many places.
    fn entry(lat: f64, names: usize, sign: f64) -> Tally {
        let mut tally = Tally::default();
        tally.add(Point::new(lat, -3.0).into_iter(), names, sign);
        tally
    }

    #[test]
    fn entries_say_where_places_are() {
        let mut places = Places::default();
        places.count(&key("Ash-on-Moor"), &entry(51.0, 1, 1.0));
        places.count(&key("Ash on Moor"), &entry(51.2, 1, 1.0));
        let centre = places.centre("ash on moor").unwrap();
        assert!((centre.lat() - 51.1).abs() < 1e-9);
        assert!(places.have_word("moor") && !places.have_word("moo"));
        places.count(&key("Ash-on-Moor"), &entry(51.2, 1, -1.0));
        assert!((places.centre("ash on moor").unwrap().lat() - 51.0).abs() < 1e-9);
        places.count(&key("Ash-on-Moor"), &entry(51.0, 1, -1.0));
        assert!(!places.has("ash on moor") && !places.have_word("moor"));
    }

    #[test]
    fn what_is_given_wins_and_stays() {
        let mut places = Places::default();
        places.count("ash", &entry(51.0, 2, 1.0));
        places.give("ash", Point::new(50.0, -3.0).unwrap());
        assert_eq!(places.centre("ash"), Point::new(50.0, -3.0));
        places.count("ash", &entry(51.0, 2, -1.0));
        assert!(places.has("ash"));
    }

    #[test]
    fn a_place_nobody_meets_in_has_no_centre() {
        let mut places = Places::default();
        let mut nowhere = Tally::default();
        nowhere.add(std::iter::empty(), 1, 1.0);
        places.count("ash", &nowhere);
        assert!(places.has("ash"));
        assert_eq!(places.centre("ash"), None);
    }
}
