//! People of the moment: a slab whose places are used again, so memory grows with how many are there at once and never
//! with how many have come.

/// Where somebody stands, and which of those who stood there in turn: an event for who has gone finds nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handle {
    at: u32,
    turn: u32,
}

#[derive(Debug, Clone)]
struct Place<T> {
    value: T,
    turn: u32,
    taken: bool,
    /// Neighbours in a waiting line, or the next free place.
    before: u32,
    after: u32,
}

/// "Nobody": where a line ends.
pub(super) const NOBODY: u32 = u32::MAX;

/// The slab.
#[derive(Debug, Clone)]
pub struct Slab<T> {
    places: Vec<Place<T>>,
    free: u32,
    present: usize,
}

impl<T> Default for Slab<T> {
    fn default() -> Self {
        Self { places: Vec::new(), free: NOBODY, present: 0 }
    }
}

impl<T> Slab<T> {
    /// Everybody goes; the memory is kept.
    pub fn clear(&mut self) {
        self.places.clear();
        self.free = NOBODY;
        self.present = 0;
    }

    /// How many are there.
    #[must_use]
    pub fn len(&self) -> usize {
        self.present
    }

    /// Whether nobody is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.present == 0
    }

    /// How many were ever there at once.
    #[must_use]
    pub fn most(&self) -> usize {
        self.places.len()
    }

    /// Somebody comes.
    #[inline]
    pub fn insert(&mut self, value: T) -> Handle {
        self.present += 1;
        if self.free == NOBODY {
            let at = self.places.len() as u32;
            self.places.push(Place { value, turn: 0, taken: true, before: NOBODY, after: NOBODY });
            return Handle { at, turn: 0 };
        }
        let at = self.free;
        let place = &mut self.places[at as usize];
        self.free = place.after;
        place.value = value;
        place.taken = true;
        (place.before, place.after) = (NOBODY, NOBODY);
        Handle { at, turn: place.turn }
    }

    /// Whoever this is, if they are still there.
    #[must_use]
    #[inline]
    pub fn get(&self, who: Handle) -> Option<&T> {
        self.places
            .get(who.at as usize)
            .filter(|place| place.taken && place.turn == who.turn)
            .map(|it| &it.value)
    }

    /// The same, to change.
    #[inline]
    pub fn get_mut(&mut self, who: Handle) -> Option<&mut T> {
        let place = self.places.get_mut(who.at as usize)?;
        (place.taken && place.turn == who.turn).then_some(&mut place.value)
    }

    /// They go. They must be in no line.
    #[inline]
    pub fn remove(&mut self, who: Handle) -> bool {
        let free = self.free;
        let Some(place) = self.places.get_mut(who.at as usize) else { return false };
        if !place.taken || place.turn != who.turn {
            return false;
        }
        place.taken = false;
        place.turn = place.turn.wrapping_add(1);
        place.after = free;
        self.free = who.at;
        self.present -= 1;
        true
    }

    /// Everybody who is there, in the order of their places.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.places.iter().filter(|place| place.taken).map(|place| &place.value)
    }

    /// Who stands at a place now.
    #[inline]
    pub(super) fn at(&self, at: u32) -> Option<Handle> {
        self.places.get(at as usize).map(|place| Handle { at, turn: place.turn })
    }

    #[inline]
    pub(super) fn index(who: Handle) -> u32 {
        who.at
    }

    #[inline]
    pub(super) fn neighbours(&mut self, at: u32) -> Option<(&mut u32, &mut u32)> {
        self.places.get_mut(at as usize).map(|place| (&mut place.before, &mut place.after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_gone_is_not_found_again() {
        let mut slab = Slab::default();
        let first = slab.insert("first");
        assert!(slab.remove(first) && !slab.remove(first));
        let second = slab.insert("second");
        assert_eq!((slab.get(first), slab.get(second)), (None, Some(&"second")));
        assert_eq!((slab.len(), slab.most()), (1, 1));
    }
}
