//! The directory: services and groups read from the council's feed or written here, with
//! our own notes on top that no feed overwrites.

mod finder;
mod store;

pub use finder::Finder;
pub use store::service_name;

use crate::web::Route;

::store::id!(
    /// A service or group of the directory.
    ServiceId
);

pub const ROUTES: &[Route] = &[];
