//! Organisations: those that refer people, host schemes or run groups.

use ::store::Tx;
use uuid::Uuid;

use super::{AreaId, OrganizationId, store};
use crate::access::Actor;
use crate::moment::Moment;
use crate::refusal::Refusal;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrganizationKind {
    GpPractice,
    Hospital,
    SocialCare,
    Council,
    Library,
    Police,
    Fire,
    Housing,
    School,
    /// A voluntary, community or social enterprise organisation, with or without a group in the directory.
    Community,
    Other,
}

impl OrganizationKind {
    pub const ALL: [OrganizationKind; 11] = [
        OrganizationKind::GpPractice,
        OrganizationKind::Hospital,
        OrganizationKind::SocialCare,
        OrganizationKind::Council,
        OrganizationKind::Library,
        OrganizationKind::Police,
        OrganizationKind::Fire,
        OrganizationKind::Housing,
        OrganizationKind::School,
        OrganizationKind::Community,
        OrganizationKind::Other,
    ];

    pub fn code(self) -> &'static str {
        match self {
            OrganizationKind::GpPractice => "gp_practice",
            OrganizationKind::Hospital => "hospital",
            OrganizationKind::SocialCare => "social_care",
            OrganizationKind::Council => "council",
            OrganizationKind::Library => "library",
            OrganizationKind::Police => "police",
            OrganizationKind::Fire => "fire",
            OrganizationKind::Housing => "housing",
            OrganizationKind::School => "school",
            OrganizationKind::Community => "community",
            OrganizationKind::Other => "other",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            OrganizationKind::GpPractice => "GP practice",
            OrganizationKind::Hospital => "hospital",
            OrganizationKind::SocialCare => "social care",
            OrganizationKind::Council => "council",
            OrganizationKind::Library => "library",
            OrganizationKind::Police => "police",
            OrganizationKind::Fire => "fire service",
            OrganizationKind::Housing => "housing",
            OrganizationKind::School => "school",
            OrganizationKind::Community => "community organisation",
            OrganizationKind::Other => "other",
        }
    }

    pub fn parse(code: &str) -> Option<OrganizationKind> {
        OrganizationKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    pub id: OrganizationId,
    pub name: String,
    pub kind: OrganizationKind,
    pub ods_code: Option<String>,
    pub description: String,
    pub url: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub postcode: Option<String>,
    /// The feed it was read from, and its id there.
    pub feed: Option<Uuid>,
    pub source_key: Option<String>,
}

/// Adds an organisation, or updates the one already read from the same place. Writes
/// nothing when nothing changed; says which organisation it now is.
pub fn keep_organization(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    mut organization: Organization,
) -> Result<OrganizationId, Refusal> {
    let known = match &organization.source_key {
        Some(key) => store::organization_by_source(tx, by.area, organization.feed, key)?,
        None => None,
    };
    if let Some(known) = &known {
        organization.id = known.id;
        if *known == organization {
            return Ok(known.id);
        }
    }
    store::write_organization(tx, by.area, now, &organization, known.is_none())?;
    let kind = if known.is_none() { "organization.added" } else { "organization.changed" };
    crate::line::line(by, now, kind, organization.id).fact("name", organization.name.as_str()).record(tx)?;
    Ok(organization.id)
}

/// The organisation of that kind and exact name that was written down here, not read from a feed.
pub fn organization_named(
    tx: &mut Tx<'_>,
    area: AreaId,
    kind: OrganizationKind,
    name: &str,
) -> Result<Option<OrganizationId>, Refusal> {
    store::local_organization(tx, area, kind, name)
}

/// The organisations of those kinds, by name.
pub fn organizations(
    tx: &mut Tx<'_>,
    area: AreaId,
    kinds: &[OrganizationKind],
) -> Result<Vec<Organization>, Refusal> {
    store::select_organizations(tx, area, kinds)
}
