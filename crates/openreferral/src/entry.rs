//! One element of a feed, turned into a service.

mod about;
mod reach;
mod whenabouts;
mod whereabouts;

use uuid::Uuid;

use crate::{
    clerk::{Clerk, Sighted},
    field::{self, Fields},
    limits,
    report::Repair,
    service::{Organization, Service, Status},
    text,
};

/// The service an entry describes and what was mended in it; `Err` is the reason it cannot be kept.
pub(crate) fn service(
    fields: &Fields,
    namespace: Uuid,
    sighted: &mut Sighted,
) -> Result<(Service, Vec<Repair>), String> {
    let named = name(fields)?;
    let source_id = field::raw(fields, "id").map(|id| id.trim().to_owned()).unwrap_or_default();
    let mut clerk = Clerk::new(&source_id, &named);
    let mut service = Service { name: named, ..Service::default() };
    if field::line(fields, "name").is_none() {
        clerk.note("name", "", "It had no name, so its organisation's name was taken.");
    }
    service.organization = organization(fields, namespace, &mut clerk);
    identify(&mut service, fields, namespace, &mut clerk);
    describe(&mut service, fields, &mut clerk, sighted);
    service.status = status(fields, &mut clerk);
    reach::read(&mut service, fields, &mut clerk);
    whereabouts::read(&mut service, fields, namespace, &mut clerk);
    whenabouts::read(&mut service, fields, namespace, &mut clerk);
    about::read(&mut service, fields, &mut clerk, sighted);
    sight(fields, sighted);
    Ok((service, clerk.repairs))
}

/// The name, or the organisation's when there is none.
fn name(fields: &Fields) -> Result<String, String> {
    if let Some(name) = field::line(fields, "name") {
        return Ok(name);
    }
    let organization =
        field::each(fields, &["organization"]).into_iter().find_map(|o| field::line(o, "name"));
    if let Some(name) = organization {
        return Ok(name);
    }
    if !["id", "name", "description"].iter().any(|known| fields.contains_key(*known)) {
        let held: Vec<&str> = fields.keys().map(String::as_str).take(6).collect();
        return Err(match held.as_slice() {
            [] => "This entry is empty.".into(),
            held => format!(
                "This is not a service: it has no id, name or description. It holds {}.",
                crate::clerk::shortened(&held.join(", "), 200)
            ),
        });
    }
    Err("It has no name and nothing else says what it is.".into())
}

fn identify(service: &mut Service, fields: &Fields, namespace: Uuid, clerk: &mut Clerk) {
    let owner = service.organization.as_ref().map_or("", |o| o.name.as_str());
    let says = format!("{}\n{owner}", service.name);
    (service.id, service.source_id) = field::id(fields, &namespace, &says);
    if service.source_id.is_empty() {
        clerk.note("id", "", "It had no id; one was made from its name and its organisation's.");
    } else if Uuid::parse_str(&service.source_id).is_err() {
        let did = format!("The id is not a UUID; {} was made from it.", service.id);
        clerk.note("id", &service.source_id.clone(), did);
    }
}

fn describe(service: &mut Service, fields: &Fields, clerk: &mut Clerk, sighted: &mut Sighted) {
    let said = field::raw(fields, "description").unwrap_or_default();
    sighted.description(&said);
    let whole = text::plain(&said);
    service.description = text::shorten(&whole, limits::TEXT_CHARS);
    if service.description.len() < whole.len() {
        let length = whole.chars().count();
        clerk.note(
            "description",
            &whole,
            format!(
                "It is {length} characters long; it was cut after {}.",
                service.description.chars().count()
            ),
        );
    }
    service.summary = text::summary(&service.description);
    service.alternate_name = field::line(fields, "alternate_name");
}

fn organization(fields: &Fields, namespace: Uuid, clerk: &mut Clerk) -> Option<Organization> {
    let said = field::each(fields, &["organization"]).into_iter().next()?;
    let name = field::line(said, "name")?;
    let (id, source_id) = field::id(said, &namespace, &name);
    let (id, source_id) = match field::raw(fields, "organization_id") {
        Some(other) if source_id.is_empty() => {
            let other = other.trim().to_owned();
            (Uuid::parse_str(&other).unwrap_or_else(|_| Uuid::new_v5(&namespace, other.as_bytes())), other)
        }
        _ => (id, source_id),
    };
    let site = if field::raw(said, "website").is_some() { "website" } else { "url" };
    Some(Organization {
        id,
        source_id,
        name,
        description: field::prose(said, "description").unwrap_or_default(),
        url: reach::url(said, site, "organization.url", clerk),
        email: reach::email_list(said, "organization.email", clerk).into_iter().next(),
    })
}

fn status(fields: &Fields, clerk: &mut Clerk) -> Status {
    let Some(said) = field::raw(fields, "status") else { return Status::Active };
    match said.trim().to_lowercase().replace(['_', '-'], " ").as_str() {
        "active" | "open" | "live" | "published" => Status::Active,
        "inactive" | "archived" | "suspended" | "draft" => Status::Inactive,
        "defunct" | "closed" | "deleted" | "ended" => Status::Defunct,
        "temporarily closed" | "temporarily suspended" | "paused" => Status::TemporarilyClosed,
        _ => {
            clerk.note(
                "status",
                &said,
                "This status is not one Open Referral knows; it was taken as inactive.",
            );
            Status::Inactive
        }
    }
}

/// The fields of a service that are read, or that repeat what is read. Of others the feed's notes say how many.
const KNOWN: [&str; 55] = [
    "id",
    "organization_id",
    "name",
    "alternate_name",
    "description",
    "url",
    "email",
    "status",
    "fees",
    "fees_description",
    "accreditations",
    "minimum_age",
    "maximum_age",
    "assured_date",
    "last_modified",
    "alert",
    "application_process",
    "wait_time",
    "interpretation_services",
    "eligibility_description",
    "eligibility",
    "eligibilitys",
    "eligibilities",
    "deliverable_type",
    "attending_type",
    "attending_access",
    "pc_targetAudience",
    "organization",
    "contacts",
    "contact",
    "phones",
    "schedules",
    "regular_schedules",
    "regular_schedule",
    "service_areas",
    "service_area",
    "service_at_locations",
    "service_at_location",
    "locations",
    "languages",
    "language",
    "cost_options",
    "attributes",
    "service_taxonomys",
    "service_taxonomies",
    "taxonomies",
    "taxonomy_ids",
    "taxonomy_terms",
    "location",
    "physical_addresses",
    "cost_option",
    "phone",
    "service_taxonomy",
    "address",
    "addresses",
];

fn sight(fields: &Fields, sighted: &mut Sighted) {
    for (name, value) in fields {
        if !KNOWN.contains(&name.as_str()) {
            sighted.foreign(name);
        } else if value.as_str().is_some_and(|said| said.trim().is_empty()) {
            sighted.blank(name);
        }
    }
}
