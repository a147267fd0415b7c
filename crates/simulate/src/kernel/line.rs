//! A waiting line through a slab: first come, first served, and anybody may leave from anywhere in it at no cost.

use super::{Handle, Slab, slab::NOBODY};

/// One line. Somebody stands in at most one line at a time, and in each at most once.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    first: u32,
    last: u32,
    length: usize,
}

impl Default for Line {
    fn default() -> Self {
        Self { first: NOBODY, last: NOBODY, length: 0 }
    }
}

impl Line {
    /// How many stand in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether nobody stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Who is next.
    #[must_use]
    pub fn first<T>(&self, slab: &Slab<T>) -> Option<Handle> {
        slab.at(self.first)
    }

    /// Joins the end.
    #[inline]
    pub fn join<T>(&mut self, slab: &mut Slab<T>, who: Handle) {
        let at = Slab::<T>::index(who);
        let last = self.last;
        if let Some((before, after)) = slab.neighbours(at) {
            (*before, *after) = (last, NOBODY);
        }
        match slab.neighbours(last) {
            Some((_, after)) => *after = at,
            None => self.first = at,
        }
        self.last = at;
        self.length += 1;
    }

    /// Leaves, from wherever they stand. They must stand in this line.
    #[inline]
    pub fn leave<T>(&mut self, slab: &mut Slab<T>, who: Handle) {
        let at = Slab::<T>::index(who);
        let Some((before, after)) = slab.neighbours(at) else { return };
        let (b, a) = (*before, *after);
        (*before, *after) = (NOBODY, NOBODY);
        match slab.neighbours(b) {
            Some((_, after)) => *after = a,
            None => self.first = a,
        }
        match slab.neighbours(a) {
            Some((before, _)) => *before = b,
            None => self.last = b,
        }
        self.length -= 1;
    }

    /// Takes who is next out of the line.
    #[inline]
    pub fn next<T>(&mut self, slab: &mut Slab<T>) -> Option<Handle> {
        let who = self.first(slab)?;
        self.leave(slab, who);
        Some(who)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        /// Joining, leaving from anywhere and being served, beside a plain list that does the same.
        #[test]
        fn as_a_plain_list_has_it(acts in proptest::collection::vec((0u8..3, 0usize..100), 0..200)) {
            let mut slab = Slab::default();
            let mut line = Line::default();
            let mut list: Vec<(Handle, usize)> = Vec::new();
            for (number, (act, which)) in acts.into_iter().enumerate() {
                match act {
                    0 => {
                        let who = slab.insert(number);
                        line.join(&mut slab, who);
                        list.push((who, number));
                    }
                    1 if !list.is_empty() => {
                        let (who, _) = list.remove(which % list.len());
                        line.leave(&mut slab, who);
                        slab.remove(who);
                    }
                    _ => {
                        let next = line.next(&mut slab);
                        proptest::prop_assert_eq!(next, list.first().map(|it| it.0));
                        if let Some(who) = next {
                            proptest::prop_assert_eq!(slab.get(who), Some(&list.remove(0).1));
                            slab.remove(who);
                        }
                    }
                }
                proptest::prop_assert_eq!(line.len(), list.len());
                proptest::prop_assert_eq!(line.first(&slab), list.first().map(|it| it.0));
            }
        }
    }
}
