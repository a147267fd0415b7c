//! What can go wrong, in sentences a person can act on.

/// Why the ledger could not be written or read. What [`verify`](crate::verify) finds is not an error: it is in the report.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database said no.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The kind is not one.
    #[error(
        "\"{0}\" is no kind of ledger line: use up to 100 small letters, digits, underscores and full stops, such as \"referral.asked\"."
    )]
    Kind(String),
    /// The facts are not an object.
    #[error("The facts of a \"{0}\" line must be a JSON object.")]
    Facts(String),
    /// The facts on a stored line are not JSON any more.
    #[error(
        "The facts of line {seq} in lane {lane} cannot be read. Verify the ledger: they may have been changed."
    )]
    StoredFacts {
        /// The lane.
        lane: i64,
        /// The line's number in it.
        seq: i64,
    },
    /// A lane holds more lines than can be numbered.
    #[error("Lane {0} of the ledger is full.")]
    Full(i64),
}
