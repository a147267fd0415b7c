//! Where we are and how we work here: the area, its schemes, the organisations that refer
//! or host, and public facts about places (postcodes, towns, deprivation).

mod coded;
mod gazetteer;
mod organization;
mod place;
mod scheme;
mod store;
mod store_coded;

pub use coded::{Coded, CodedList, coded, is_concept, keep_coded, label_of};
pub use gazetteer::{PostcodesRead, read_postcodes};
pub use organization::{
    Organization, OrganizationKind, keep_organization, organization_named, organizations,
};
pub use place::{
    Place, Postcode, PostcodeGiven, PostcodePart, Town, Whereabouts, find_place, find_town, gather_parts,
    inhabited, nearest_town, put_places, put_towns, towns, whereabouts,
};
pub use scheme::{NewScheme, Scheme, SchemeKind, found_scheme, scheme, schemes};
pub use store::{Area, area, found_area, name_area};

::store::id!(
    /// An area: a local health and care system holding many schemes; the unit of separation.
    AreaId
);
::store::id!(
    /// A scheme: a social prescribing service in a place.
    SchemeId
);
::store::id!(
    /// An organisation, as in Open Referral UK.
    OrganizationId
);
