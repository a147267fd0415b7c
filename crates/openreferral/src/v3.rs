//! Writes what the Open Referral UK 3.0 API gives: pure functions from cleaned services to JSON that is valid against
//! the standard's own schemas.
//!
//! | path | one | in a list | with `full=true` in a list |
//! |---|---|---|---|
//! | `/` | [`api_details`] | | |
//! | `/services` | [`service()`] | [`service_item`], [`service_minimal`] | [`service()`] |
//! | `/organizations` | [`organization()`] | [`organization_item`] | [`organization()`] |
//! | `/service_at_locations` | [`service_at_location`] | [`service_at_location_item`] | [`service_at_location`] |
//! | `/taxonomies` | [`Taxonomy::to_v3`] | [`Taxonomy::to_v3`] | |
//! | `/taxonomy_terms` | [`TaxonomyTerm::to_v3`] | [`TaxonomyTerm::to_v3`] | |
//!
//! A list goes into a [`page()`], or a [`line()`] each when `format=ndjson` was asked for. Taxonomies and their terms are
//! gathered from the services with [`Taxonomies`].
//!
//! Parts that have no id of their own get one made from the service's id and what they say, so it is the same each
//! time. What a schema requires and nobody said is filled with the least that is true: an organisation without a
//! description has its name there, an address without a town an empty text.

mod object;
mod organization;
mod page;
mod parts;
mod place;
mod service;
mod taxonomy;

pub use self::{
    organization::{organization, organization_item},
    page::{api_details, line, page},
    place::{service_at_location, service_at_location_id, service_at_location_item},
    service::{service, service_item, service_minimal},
    taxonomy::{Taxonomies, Taxonomy, TaxonomyTerm},
};
