//! What can go wrong, in sentences a person can act on.

/// Why a ceremony could not be carried out. A wrong password is not an error: it is `Ok(false)`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The hashing itself failed, for want of memory.
    #[error("The password could not be hashed: {0}.")]
    Hashing(String),
    /// What was stored as a password hash is not one.
    #[error("The stored password hash cannot be read ({0}). The person needs to set a new password.")]
    StoredHash(String),
    /// The text of a link or cookie is not a whole secret.
    #[error("This link is not complete. Copy all of it, or ask for a new one.")]
    SecretText,
    /// A code has too few or too many characters.
    #[error("A code has 8 or 12 letters and numbers, but this has {given}. Check it and try again.")]
    CodeLength {
        /// How many letters and numbers were given, without spaces and hyphens.
        given: usize,
    },
    /// A code holds something that is never in a code.
    #[error("A code has only letters and numbers, never \"{0}\". Check it and try again.")]
    CodeCharacter(char),
    /// A code's check character does not fit the rest.
    #[error(
        "This code is not quite right: one or two characters are wrong or swapped. Check it and try again."
    )]
    CodeCheck,
    /// The root key in the settings is not 64 hexadecimal digits.
    #[error(
        "The root key must be 64 hexadecimal digits (32 random bytes), for example from \"openssl rand -hex 32\"."
    )]
    RootKey,
}
