//! Schemes: the patches of the quilt, each with its own way of working.

use ::store::Tx;

use super::{AreaId, OrganizationId, SchemeId, store};
use crate::access::Actor;
use crate::moment::Moment;
use crate::refusal::Refusal;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemeKind {
    /// A team of a network of GP practices.
    GpNetwork,
    /// A charity's own people, out in villages.
    Charity,
    /// Run by the people who live there.
    CommunityLed,
}

impl SchemeKind {
    pub const ALL: [SchemeKind; 3] = [SchemeKind::GpNetwork, SchemeKind::Charity, SchemeKind::CommunityLed];

    pub fn code(self) -> &'static str {
        match self {
            SchemeKind::GpNetwork => "gp_network",
            SchemeKind::Charity => "charity",
            SchemeKind::CommunityLed => "community_led",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            SchemeKind::GpNetwork => "GP network team",
            SchemeKind::Charity => "charity",
            SchemeKind::CommunityLed => "community-led",
        }
    }

    pub fn parse(code: &str) -> Option<SchemeKind> {
        SchemeKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[derive(Debug, Clone)]
pub struct Scheme {
    pub id: SchemeId,
    pub organization: Option<OrganizationId>,
    pub name: String,
    pub kind: SchemeKind,
    pub about: String,
    /// What link workers are called here.
    pub worker_term: String,
    /// How long a journey is meant to last, in weeks; agreed with each person.
    pub weeks: i64,
    /// How many people one link worker walks beside at once before it is too many.
    pub caseload: i64,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub postcode: Option<String>,
    /// The towns and villages it looks after, by name.
    pub towns: Vec<String>,
}

#[derive(Debug, Clone)]
pub struct NewScheme {
    pub name: String,
    pub kind: SchemeKind,
    pub about: String,
    pub worker_term: String,
    pub weeks: i64,
    pub caseload: i64,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub postcode: Option<String>,
    pub towns: Vec<String>,
}

/// Adds a scheme to the area.
pub fn found_scheme(tx: &mut Tx<'_>, by: &Actor, now: &Moment, new: NewScheme) -> Result<Scheme, Refusal> {
    let scheme = Scheme {
        id: now.id(),
        organization: None,
        name: new.name,
        kind: new.kind,
        about: new.about,
        worker_term: new.worker_term,
        weeks: new.weeks,
        caseload: new.caseload,
        phone: new.phone,
        email: new.email,
        postcode: new.postcode,
        towns: new.towns,
    };
    store::insert_scheme(tx, by.area, now, &scheme)?;
    crate::line::line(by, now, "scheme.founded", scheme.id).fact("name", scheme.name.as_str()).record(tx)?;
    Ok(scheme)
}

/// The schemes of the area, by name.
pub fn schemes(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<Scheme>, Refusal> {
    store::select_schemes(tx, area)
}

pub fn scheme(tx: &mut Tx<'_>, area: AreaId, id: SchemeId) -> Result<Scheme, Refusal> {
    store::select_schemes(tx, area)?.into_iter().find(|scheme| scheme.id == id).ok_or_else(Refusal::not_found)
}
