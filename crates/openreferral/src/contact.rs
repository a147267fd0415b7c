//! Ways to reach somebody: web addresses, e-mail addresses, telephone numbers, as people really type them.

mod email;
mod phone;
mod web;

pub(crate) use email::emails;
pub use phone::Phone;
pub(crate) use phone::phones;
pub(crate) use web::{Web, web};
