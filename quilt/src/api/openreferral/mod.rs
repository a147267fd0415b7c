//! The directory as Open Referral UK 3.0 asks for it, for anybody, without a key.
//!
//! `openreferral::openapi` describes it, and a test holds the two to say the same; the shapes
//! are `openreferral::v3`. `docs/running/openreferral-api.md` is for people.

mod asked;
mod list;
mod organizations;
mod parameter;
mod places;
mod root;
mod services;
mod taxonomies;

use crate::web::{Door, Route, get};

pub use parameter::{Endpoint, Parameter};

/// Where it stands.
pub const BASE: &str = "/api/openreferral/v3";

pub const ROUTES: &[Route] = &[
    get("/api/openreferral/v3", Door::Program, root::about),
    get("/api/openreferral/v3/", Door::Program, root::about),
    get("/api/openreferral/v3/openapi.json", Door::Program, root::described),
    get("/api/openreferral/v3/services", Door::Program, services::list),
    get("/api/openreferral/v3/services/{id}", Door::Program, services::one),
    get("/api/openreferral/v3/service_at_locations", Door::Program, places::list),
    get("/api/openreferral/v3/service_at_locations/{id}", Door::Program, places::one),
    get("/api/openreferral/v3/organizations", Door::Program, organizations::list),
    get("/api/openreferral/v3/organizations/{id}", Door::Program, organizations::one),
    get("/api/openreferral/v3/taxonomies", Door::Program, taxonomies::lists),
    get("/api/openreferral/v3/taxonomies/{id}", Door::Program, taxonomies::one_list),
    get("/api/openreferral/v3/taxonomy_terms", Door::Program, taxonomies::terms),
    get("/api/openreferral/v3/taxonomy_terms/{id}", Door::Program, taxonomies::one_term),
];

/// What may be asked of each of them, but for the id in its path. The description does not
/// describe itself.
pub const ENDPOINTS: &[Endpoint] = &[
    Endpoint { path: "/", takes: &[] },
    services::LIST,
    Endpoint { path: "/services/{id}", takes: &[] },
    places::LIST,
    Endpoint { path: "/service_at_locations/{id}", takes: &[] },
    organizations::LIST,
    Endpoint { path: "/organizations/{id}", takes: &[] },
    taxonomies::LISTS,
    Endpoint { path: "/taxonomies/{id}", takes: &[] },
    taxonomies::TERMS,
    Endpoint { path: "/taxonomy_terms/{id}", takes: &[] },
];
