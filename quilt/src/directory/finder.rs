//! The search index over the directory, in memory.

#[derive(Default)]
pub struct Finder;
