//! Puts the rows that belong to one service together, nested as a JSON feed has them.

use std::collections::HashSet;

use serde_json::Value;

use super::{kind::Kind, table::Table};
use crate::field::{self, Fields};

#[derive(Default)]
pub(super) struct Tables {
    held: Vec<(Kind, Table)>,
    joined: usize,
}

impl Tables {
    pub(super) fn put(&mut self, kind: Kind, table: Table) {
        self.held.push((kind, table));
    }

    fn table(&self, kind: Kind) -> Option<&Table> {
        self.held.iter().find(|(held, _)| *held == kind).map(|(_, table)| table)
    }

    pub(super) fn rows(&self, kind: Kind) -> Option<usize> {
        self.table(kind).map(Table::rows)
    }

    /// Which of the tables most packages have are not here.
    pub(super) fn absent(&self) -> Option<String> {
        let usual = [Kind::Organizations, Kind::AtLocations, Kind::Locations, Kind::Phones, Kind::Schedules];
        let absent: Vec<&str> = usual
            .into_iter()
            .filter(|kind| self.table(*kind).is_none())
            .filter_map(|kind| kind.files().first().copied())
            .collect();
        (!absent.is_empty()).then(|| format!("Tables that are not in the package: {}.", absent.join(", ")))
    }

    /// A row of the services: its number, its first byte, what it says.
    pub(super) fn service(&self, place: usize) -> Option<(u64, u64, Fields)> {
        self.table(Kind::Services)?.row(place)
    }

    /// A service with all that belongs to it; `None` when more rows have been joined than honest tables ever need,
    /// even with every place shared by many.
    pub(super) fn join(&mut self, mut service: Fields) -> Option<Fields> {
        let rows: usize = self.held.iter().map(|(_, table)| table.rows()).sum();
        if self.joined > 100_000 + 20 * rows {
            return None;
        }
        let mut joiner = Joiner { tables: self, joined: 0 };
        joiner.fill(&mut service);
        self.joined += joiner.joined + 1;
        Some(service)
    }
}

struct Joiner<'a> {
    tables: &'a Tables,
    joined: usize,
}

fn said(fields: &Fields, name: &str) -> String {
    field::raw(fields, name).unwrap_or_default()
}

fn put(fields: &mut Fields, name: &str, list: Vec<Fields>) {
    if !list.is_empty() {
        fields.insert(name.to_owned(), list.into_iter().map(Value::Object).collect());
    }
}

impl Joiner<'_> {
    fn of(&mut self, kind: Kind, key: &'static str, whose: &str) -> Vec<Fields> {
        let Some(table) = self.tables.table(kind).filter(|_| !whose.is_empty()) else { return Vec::new() };
        let rows = table.of(key, whose);
        self.joined += rows.len();
        rows
    }

    fn one(&mut self, kind: Kind, id: &str) -> Option<Fields> {
        self.of(kind, "id", id).into_iter().next()
    }

    fn fill(&mut self, service: &mut Fields) {
        let id = said(service, "id");
        if let Some(owner) = self.one(Kind::Organizations, &said(service, "organization_id")) {
            service.insert("organization".into(), Value::Object(owner));
        }
        let mut contacts = self.contacts("service_id", &id);
        contacts.truncate(crate::limits::LIST);
        put(service, "contacts", contacts);
        for (kind, name) in [
            (Kind::Phones, "phones"),
            (Kind::Languages, "languages"),
            (Kind::Costs, "cost_options"),
            (Kind::Eligibility, "eligibilitys"),
            (Kind::Areas, "service_areas"),
        ] {
            let rows = self.of(kind, "service_id", &id);
            put(service, name, rows);
        }
        let attributes = self.attributes(&id);
        put(service, "attributes", attributes);
        let mut schedules = self.of(Kind::Schedules, "service_id", &id);
        let places = self.places(service, &id, &mut schedules);
        put(service, "service_at_locations", places);
        put(service, "schedules", schedules);
    }

    fn contacts(&mut self, key: &'static str, whose: &str) -> Vec<Fields> {
        let mut contacts = self.of(Kind::Contacts, key, whose);
        for contact in &mut contacts {
            let phones = self.of(Kind::Phones, "contact_id", &said(contact, "id"));
            put(contact, "phones", phones);
        }
        contacts
    }

    /// The places of a service. Of its own `schedules` those that name one of the places go there.
    fn places(&mut self, service: &Fields, id: &str, schedules: &mut Vec<Fields>) -> Vec<Fields> {
        let mut places = self.of(Kind::AtLocations, "service_id", id);
        let own = said(service, "location_id");
        if places.is_empty() && !own.is_empty() {
            places.push([("location_id".to_owned(), Value::String(own))].into_iter().collect());
        }
        // A place counts once, however many links lead to it.
        let mut met = HashSet::new();
        places.retain(|at| met.insert(said(at, "location_id")));
        for at in &mut places {
            let (link, location) = (said(at, "id"), said(at, "location_id"));
            let mut times = self.of(Kind::Schedules, "service_at_location_id", &link);
            if !location.is_empty() {
                times.extend(schedules.extract_if(.., |row| said(row, "location_id") == location));
            }
            put(at, "schedules", times);
            let phones = self.of(Kind::Phones, "service_at_location_id", &link);
            put(at, "phones", phones);
            let contacts = self.contacts("service_at_location_id", &link);
            put(at, "contacts", contacts);
            if let Some(location) = self.location(&location) {
                at.insert("location".into(), Value::Object(location));
            }
        }
        places
    }

    fn location(&mut self, id: &str) -> Option<Fields> {
        let mut location = self.one(Kind::Locations, id)?;
        let mut addresses = self.of(Kind::Addresses, "location_id", id);
        addresses.extend(self.of(Kind::PostalAddresses, "location_id", id));
        put(&mut location, "addresses", addresses);
        for (kind, name) in
            [(Kind::Accessibility, "accessibility"), (Kind::Phones, "phones"), (Kind::Schedules, "schedules")]
        {
            let rows = self.of(kind, "location_id", id);
            put(&mut location, name, rows);
        }
        Some(location)
    }

    /// What a service is listed under: version 3 links terms to things of any kind, version 1 to services.
    fn attributes(&mut self, id: &str) -> Vec<Fields> {
        let mut links = self.of(Kind::Attributes, "link_id", id);
        links.extend(self.of(Kind::ServiceTaxonomies, "service_id", id));
        links.truncate(crate::limits::LIST);
        for link in &mut links {
            let term_id = field::raw(link, "taxonomy_term_id").unwrap_or_else(|| said(link, "taxonomy_id"));
            if let Some(term) = self.term(&term_id) {
                link.insert("taxonomy_term".into(), Value::Object(term));
            }
        }
        links.retain(|link| link.contains_key("taxonomy_term"));
        links
    }

    fn term(&mut self, id: &str) -> Option<Fields> {
        if let Some(mut term) = self.one(Kind::Terms, id) {
            let list = said(&term, "taxonomy_id");
            if !term.contains_key("taxonomy")
                && let Some(name) =
                    self.one(Kind::Taxonomies, &list).and_then(|list| field::raw(&list, "name"))
            {
                term.insert("taxonomy".into(), Value::String(name));
            }
            return Some(term);
        }
        // In version 1 this table holds the terms themselves.
        let term = self.one(Kind::Taxonomies, id);
        let bare = || [("id".to_owned(), Value::String(id.to_owned()))].into_iter().collect();
        term.or_else(|| crate::curie::Curie::parse(id).map(|_| bare()))
    }
}
