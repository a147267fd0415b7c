//! The directory as Open Referral UK 3.0 asks for it, for anybody, without a key.
//!
//! `openapi.json` in this folder describes it, is served at its root, and is held by a test
//! to say neither more nor less than what is read here. `docs/running/openreferral-api.md`
//! has the same for people.

mod asked;
mod list;
mod organizations;
mod parameter;
mod places;
mod root;
mod services;
mod shape;
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

/// What may be asked of each of them, but for the id in its path.
pub const ENDPOINTS: &[Endpoint] = &[
    Endpoint { path: "/", takes: &[] },
    Endpoint { path: "/openapi.json", takes: &[] },
    services::LIST,
    Endpoint { path: "/services/{id}", takes: &[] },
    places::LIST,
    Endpoint { path: "/service_at_locations/{id}", takes: &[] },
    organizations::LIST,
    organizations::ONE,
    taxonomies::LISTS,
    Endpoint { path: "/taxonomies/{id}", takes: &[] },
    taxonomies::TERMS,
    Endpoint { path: "/taxonomy_terms/{id}", takes: &[] },
];
