//! The routes: each context lists its own, `app::routes` puts the lists together, and
//! nothing is served that is not in one of them.

use super::{Answer, Visit};
use crate::access::Act;
use crate::refusal::Refusal;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    Get,
    Post,
}

/// Who may come through the door of a page. What they may see behind it is for the page
/// itself to ask, person by person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    Anyone,
    /// Any program, from any site, without a key: no cookie is read or set.
    Program,
    SignedIn,
    /// Whoever holds a role that may do this to somebody.
    May(Act),
}

pub type Serve = fn(&Visit<'_>) -> Result<Answer, Refusal>;

#[derive(Clone, Copy)]
pub struct Route {
    pub verb: Verb,
    /// As axum writes it: `/journeys/{id}/record`.
    pub path: &'static str,
    pub door: Door,
    pub serve: Serve,
    /// Whether the page is written in every language Quilt speaks. What only staff read is in English.
    pub translated: bool,
}

impl Route {
    /// A page behind a staff door whose words are a person's to read or keep.
    pub const fn translated(self) -> Route {
        Route { translated: true, ..self }
    }
}

pub const fn get(path: &'static str, door: Door, serve: Serve) -> Route {
    Route { verb: Verb::Get, path, door, serve, translated: !matches!(door, Door::May(_)) }
}

pub const fn post(path: &'static str, door: Door, serve: Serve) -> Route {
    Route { verb: Verb::Post, path, door, serve, translated: !matches!(door, Door::May(_)) }
}
