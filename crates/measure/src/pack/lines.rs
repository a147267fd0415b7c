//! From a place in a pack's text to its line, and from there to an error that names it.

use std::ops::Range;

use super::PackError;

pub(super) struct Lines<'a>(&'a str);

impl<'a> Lines<'a> {
    pub fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// The line a place begins on, from 1.
    pub fn of(&self, place: Range<usize>) -> usize {
        let before = self.0.as_bytes().get(..place.start).unwrap_or_default();
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    }

    pub fn fail(&self, place: Range<usize>, said: impl Into<String>, remedy: impl Into<String>) -> PackError {
        PackError { line: self.of(place), said: said.into(), remedy: remedy.into() }
    }
}
