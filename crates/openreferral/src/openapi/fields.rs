//! The fields of everything that is given: name, kind, whether it is always there, and what it says.

/// What a field holds.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Id,
    Text,
    Uri,
    Email,
    Date,
    Moment,
    /// A time of day, `HH:MM`.
    Clock,
    Whole,
    Number,
    Truth,
    WordOrNumber,
    OneOf(&'static [&'static str]),
    /// An object of this schema.
    A(&'static str),
    /// A list of objects of this schema; of anything when it has no name.
    Many(&'static str),
}

pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) always: bool,
    pub(super) about: &'static str,
}

/// A field that is always there.
const fn always(name: &'static str, kind: Kind, about: &'static str) -> Field {
    Field { name, kind, always: true, about }
}

/// A field that is there when something is known.
const fn known(name: &'static str, kind: Kind, about: &'static str) -> Field {
    Field { name, kind, always: false, about }
}

use Kind::{A, Clock, Date, Email, Id, Many, Moment, Number, OneOf, Text, Truth, Uri, Whole, WordOrNumber};

const ID: Field = always("id", Id, "Stays the same as long as the thing does.");

pub(super) const API_DETAILS: &[Field] = &[
    always("version", Text, "The version of the standard: HSDS-UK-3.0."),
    always("profile", Uri, "Where the standard's UK profile is described."),
    always("openapi_url", Uri, "Where this document is."),
    known("demonstration", Truth, "True where everything is invented."),
];

pub(super) const PAGE: &[Field] = &[
    always("total_items", Whole, "How many there are on all pages together."),
    always("total_pages", Whole, "How many pages there are."),
    always("page_number", Whole, "Which page this is, counted from 1."),
    always("size", Whole, "How many are on this page."),
    always("first_page", Truth, "Whether this is the first page."),
    always("last_page", Truth, "Whether no page follows."),
    always("empty", Truth, "Whether nothing is on this page."),
    always("contents", Many(""), "The things themselves."),
];

pub(super) const PROBLEM: &[Field] = &[
    known("type", Text, "Names the kind of problem."),
    always("title", Text, "The problem in a few words."),
    always("status", Whole, "The status of the answer again."),
    known("detail", Text, "What was wrong here and what would be right."),
    known("parameter", Text, "The parameter that was wrong."),
];

const STATUS: Field = always(
    "status",
    OneOf(&["active", "inactive", "defunct", "temporarily closed"]),
    "Whether the service runs at present.",
);
const LAST_MODIFIED: Field = known("last_modified", Moment, "When what is said here last changed.");

pub(super) const SERVICE_MINIMAL: &[Field] =
    &[ID, always("name", Text, "What the service is called."), STATUS, LAST_MODIFIED];

pub(super) const SERVICE: &[Field] = &[
    ID,
    always("name", Text, "What the service is called."),
    STATUS,
    LAST_MODIFIED,
    known("organization_id", Id, "Who runs it."),
    known("alternate_name", Text, "What else it is called."),
    known("description", Text, "What it offers, as plain text."),
    known("url", Uri, "Its page on the web."),
    known("email", Email, "Where to write to."),
    known("minimum_age", Whole, "Nobody younger; absent when there is no lower limit."),
    known("maximum_age", Whole, "Nobody older; absent when there is no upper limit."),
    known("eligibility_description", Text, "Whom it is for, in words."),
    known("accreditations", Text, "Standards it has been found to meet."),
    known("assured_date", Date, "The day somebody last confirmed all this."),
    known("alert", Text, "Something to know before going."),
    known("application_process", Text, "How to join."),
    known("wait_time", Text, "How long people wait."),
    known("interpretation_services", Text, "Which help with language there is."),
];

pub(super) const OWNER: &[Field] = &[known("organization", A("OrganizationItem"), "Who runs it.")];

pub(super) const PARTS: &[Field] = &[
    known("phones", Many("Phone"), "Numbers to ring."),
    known("contacts", Many("Contact"), "People to ask."),
    known("schedules", Many("Schedule"), "When it happens, at all of its places."),
    known("service_at_locations", Many("ServiceAtLocation"), "Where it happens, and when there."),
    known("service_areas", Many("ServiceArea"), "Whose people it is for."),
    known("languages", Many("Language"), "Which languages are spoken."),
    known("cost_options", Many("CostOption"), "What it costs."),
    known("attributes", Many("Attribute"), "The terms it is listed under."),
];

pub(super) const ORGANIZATION: &[Field] = &[
    ID,
    always("name", Text, "What the organisation is called."),
    always("description", Text, "What it does; its name when nothing else is known."),
    known("website", Uri, "Its page on the web."),
    known("email", Email, "Where to write to."),
];

pub(super) const ITS_SERVICES: &[Field] =
    &[known("services", Many("Service"), "The services it runs, whole, without itself in them.")];

pub(super) const AT: &[Field] = &[
    ID,
    always("service_id", Id, "The service."),
    always("location_id", Id, "The place."),
    always("location", A("Location"), "The place; in a list without its address."),
];

pub(super) const AT_ITEM: &[Field] = &[always("service", A("ServiceItem"), "The service.")];

pub(super) const AT_FULL: &[Field] = &[
    known("schedules", Many("Schedule"), "When the service happens here."),
    known("service", A("Service"), "The service without its places; absent inside the service itself."),
];

pub(super) const LOCATION: &[Field] = &[
    ID,
    always("location_type", OneOf(&["physical", "postal", "virtual"]), "Whether one can go there."),
    known("name", Text, "What the place is called."),
    known("description", Text, "What is to be said about it."),
    known("transportation", Text, "How to get there."),
    known("latitude", Number, "Degrees north (WGS 84)."),
    known("longitude", Number, "Degrees east (WGS 84)."),
    known("addresses", Many("Address"), "Its address."),
    known("accessibility", Many("Accessibility"), "How easy it is to get in."),
];

pub(super) const ADDRESS: &[Field] = &[
    ID,
    always("address_1", Text, "The first line; empty when nobody said."),
    known("address_2", Text, "The second line."),
    known("address_3", Text, "The third line."),
    known("address_4", Text, "All further lines."),
    always("city", Text, "The town; empty when nobody said."),
    always("state_province", Text, "The county; empty when nobody said."),
    always("postal_code", Text, "The postcode; empty when nobody said."),
    always("country", Text, "The country, GB when nobody said."),
    always("address_type", OneOf(&["physical", "postal", "virtual"]), "What the address is for."),
];

pub(super) const ACCESSIBILITY: &[Field] = &[ID, known("description", Text, "In words.")];

pub(super) const PHONE: &[Field] = &[
    ID,
    always("number", Text, "The number, with spaces where people pause."),
    known("extension", WordOrNumber, "What to dial after it."),
    known("description", Text, "Whose it is or what for."),
];

pub(super) const CONTACT: &[Field] = &[
    ID,
    known("name", Text, "Their name."),
    known("title", Text, "What they do there."),
    known("email", Email, "Where to write to."),
    known("phones", Many("Phone"), "Their numbers."),
];

pub(super) const SCHEDULE: &[Field] = &[
    ID,
    known("freq", OneOf(&["WEEKLY", "MONTHLY"]), "Whether it is counted in weeks or months."),
    known("interval", Whole, "Every so many weeks or months; absent is every one."),
    known(
        "byday",
        Text,
        "The days, `MO,TH`; with a month, `2TU` is its second Tuesday and `-1FR` its last Friday.",
    ),
    known("bymonthday", Text, "Days of the month, `1,15`; -1 is the last."),
    known("opens_at", Clock, "From when, UK time."),
    known("closes_at", Clock, "Until when, UK time."),
    known("dtstart", Date, "The first day, from which intervals are counted."),
    known("valid_from", Date, "The first day all this holds."),
    known("valid_to", Date, "The last day all this holds."),
    known("description", Text, "In words."),
    known("attending_type", Text, "How people take part at these times."),
];

pub(super) const COST_OPTION: &[Field] = &[
    ID,
    known("option", Text, "For whom or for what."),
    known("amount", Number, "How much."),
    known("currency", Text, "Of which currency: GBP."),
    known("amount_description", Text, "In words."),
    known("valid_from", Date, "The first day of this price."),
    known("valid_to", Date, "The last day of this price."),
];

pub(super) const LANGUAGE: &[Field] =
    &[ID, always("name", Text, "Its name in English."), known("code", Text, "Its ISO 639 code.")];

pub(super) const SERVICE_AREA: &[Field] =
    &[ID, always("name", Text, "What the area is called."), known("uri", Text, "A link that identifies it.")];

pub(super) const TAXONOMY: &[Field] = &[
    ID,
    always("name", Text, "What the list is called, such as esdServiceType."),
    always("description", Text, "What it holds; its name when nothing else is known."),
    known("uri", Uri, "A link that identifies it."),
];

pub(super) const TAXONOMY_TERM: &[Field] = &[
    ID,
    known("code", Text, "Its code, such as `esdServiceType:298`."),
    always("name", Text, "In words."),
    always("description", Text, "In more words where there are any, else its name."),
    known("parent_id", Id, "The wider term it belongs to."),
    known("taxonomy", Text, "The list it belongs to."),
    known("taxonomy_id", Id, "The id of that list."),
    known("term_uri", Uri, "A link that identifies it."),
];

pub(super) const ATTRIBUTE: &[Field] = &[
    ID,
    known("link_id", Id, "What it holds for."),
    known("link_type", Text, "What kind of thing that is."),
    known("link_entity", Text, "The same again, as newer versions of the standard name it."),
    known("taxonomy_term_id", Id, "The term."),
    known("taxonomy_term", A("TaxonomyTerm"), "The term itself."),
];
