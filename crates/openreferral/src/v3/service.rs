//! A service as Open Referral UK 3.0 writes it: whole, in a list, or as little as possible.

use serde_json::Value;

use super::{object::Object, organization::organization_item, parts::Parts, place};
use crate::service::Service;

/// The service as a whole HSDS-UK 3.0 object, with everything that belongs to it inside.
///
/// The standard has no place for audiences, deliverables, ways of attending and ways in as version 1 has them, nor
/// for a second e-mail address: they are not written.
pub fn service(service: &Service) -> Value {
    let mut out = with_organization(service);
    belongings(&mut out, service);
    out.list(
        "service_at_locations",
        service.locations.iter().map(|location| place::at_location(service, location).done()).collect(),
    );
    out.done()
}

/// The service as an item of a list: what it says itself, and whose it is.
pub fn service_item(service: &Service) -> Value {
    with_organization(service).done()
}

/// The least a list may hold of a service, for `minimal=true`: enough to see what is new.
pub fn service_minimal(service: &Service) -> Value {
    let mut out = Object::default();
    out.put("id", service.id);
    out.put("name", &service.name);
    out.put("status", service.status.word());
    out.some("last_modified", service.last_modified.map(|t| t.to_string()));
    out.done()
}

/// The whole service as it stands inside its organisation.
pub(super) fn without_organization(service: &Service) -> Value {
    let mut out = own(service);
    belongings(&mut out, service);
    out.list(
        "service_at_locations",
        service.locations.iter().map(|location| place::at_location(service, location).done()).collect(),
    );
    out.done()
}

/// The whole service as it stands inside one of the places it happens at.
pub(super) fn without_places(service: &Service) -> Value {
    let mut out = with_organization(service);
    belongings(&mut out, service);
    out.done()
}

fn with_organization(service: &Service) -> Object {
    let mut out = own(service);
    out.some("organization", service.organization.as_ref().map(organization_item));
    out
}

/// What the service says itself.
fn own(service: &Service) -> Object {
    let mut out = Object::default();
    out.put("id", service.id);
    out.put("name", &service.name);
    out.put("status", service.status.word());
    out.some("organization_id", service.organization.as_ref().map(|o| o.id));
    out.some("alternate_name", service.alternate_name.as_ref());
    out.some("description", Some(&service.description).filter(|d| !d.is_empty()));
    out.some("url", service.url.as_ref());
    out.some("email", service.email());
    out.some("minimum_age", service.ages.min);
    out.some("maximum_age", service.ages.max);
    out.some(
        "eligibility_description",
        (!service.eligibility.is_empty()).then(|| service.eligibility.join("\n\n")),
    );
    out.some("accreditations", service.accreditations.as_ref());
    out.some("assured_date", service.assured_date.map(|d| d.to_string()));
    out.some("last_modified", service.last_modified.map(|t| t.to_string()));
    out.some("alert", service.alert.as_ref());
    out.some("application_process", service.application_process.as_ref());
    out.some("wait_time", service.wait_time.as_ref());
    out.some("interpretation_services", service.interpretation.as_ref());
    out
}

/// The lists that belong to the service but for its places.
fn belongings(out: &mut Object, service: &Service) {
    let part = Parts::of(service);
    out.list("phones", service.phones.iter().map(|phone| part.phone(phone)).collect());
    out.list("contacts", service.contacts.iter().map(|contact| part.contact(contact)).collect());
    let everywhere = service.schedules.iter().filter(|s| !place::is_known(service, s));
    out.list("schedules", everywhere.map(|schedule| part.schedule(schedule)).collect());
    out.list("service_areas", service.areas.iter().map(|area| part.area(area)).collect());
    out.list("languages", service.languages.iter().map(|language| part.language(language)).collect());
    out.list("cost_options", service.costs.iter().map(|cost| part.cost(cost)).collect());
    out.list("attributes", service.terms.iter().map(|term| part.attribute(term)).collect());
}
