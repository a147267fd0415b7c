//! Who runs a service, alone and with everything they run.

use serde_json::Value;

use super::{object::Object, service};
use crate::service::{Organization, Service};

/// An organisation as it stands in a list and inside a service.
pub fn organization_item(organization: &Organization) -> Value {
    object(organization).done()
}

/// An organisation with its services whole, as `/organizations/{id}` gives it. Which services are its own is the
/// caller's to say.
pub fn organization<'a>(
    organization: &Organization,
    services: impl IntoIterator<Item = &'a Service>,
) -> Value {
    let mut out = object(organization);
    out.list("services", services.into_iter().map(service::without_organization).collect());
    out.done()
}

fn object(organization: &Organization) -> Object {
    let mut out = Object::default();
    out.put("id", organization.id);
    out.put("name", &organization.name);
    let description =
        if organization.description.is_empty() { &organization.name } else { &organization.description };
    out.put("description", description);
    out.some("website", organization.url.as_ref());
    out.some("email", organization.email.as_ref());
    out
}
