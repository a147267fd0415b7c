#![doc = include_str!("../README.md")]

mod alias;
pub mod code;
pub mod csrf;
mod error;
pub mod keys;
pub mod lockout;
mod mark;
pub mod password;
pub mod secret;
pub mod signature;

pub use alias::Aliases;
pub use code::Code;
pub use ed25519_dalek::{SigningKey, VerifyingKey};
pub use error::Error;
pub use keys::{Keys, Purpose};
pub use mark::mark;
pub use password::Weakness;
pub use secret::Secret;
