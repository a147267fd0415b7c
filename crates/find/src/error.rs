//! What can go wrong while building or changing an index. Searching never fails.

/// Building or changing the index failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text engine refused; nothing a person typed can cause this.
    #[error("The directory’s search index could not be written: {0}. Build it again from the directory.")]
    Engine(#[from] tantivy::TantivyError),
    /// More entries than the index can number.
    #[error("The directory has more entries than one index can hold.")]
    TooMany,
}
