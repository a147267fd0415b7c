//! What programs ask of Quilt: routes that call the contexts and add no rule of their own.

pub mod openreferral;

use crate::web::Route;

pub const ROUTES: &[Route] = openreferral::ROUTES;
