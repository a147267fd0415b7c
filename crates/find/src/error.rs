//! What can go wrong while building or changing an index. Searching never fails.

/// Building or changing the index failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// More entries than the index can number.
    #[error("The directory has more entries than one index can hold.")]
    TooMany,
}
