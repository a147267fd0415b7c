//! How to reach a service: web, e-mail, telephone, people.

use crate::{
    clerk::Clerk,
    contact::{self, Phone, Web},
    field::{self, Fields},
    service::{Contact, Service},
};

pub(super) fn read(service: &mut Service, fields: &Fields, clerk: &mut Clerk) {
    service.url = url(fields, "url", "url", clerk);
    service.emails = email_list(fields, "email", clerk);
    swap_misplaced(service, fields, clerk);
    service.contacts = contacts(fields, clerk);
    let own = phone_list(fields, "phones.number", clerk);
    let theirs = service.contacts.iter().flat_map(|contact| contact.phones.clone());
    let all: Vec<Phone> = own.into_iter().chain(theirs).collect();
    for phone in all {
        let known = service.phones.iter().any(|p| p.number == phone.number && p.extension == phone.extension);
        if !known {
            field::add_new(&mut service.phones, [phone]);
        }
    }
}

/// An e-mail address in the field for the web, or the other way round, is put where it belongs.
fn swap_misplaced(service: &mut Service, fields: &Fields, clerk: &mut Clerk) {
    if service.url.is_none()
        && let Some(said) = field::raw(fields, "url")
    {
        let found = contact::emails(&said);
        if !found.is_empty() {
            clerk.note("url", &said, "It is an e-mail address, so it was put with those.");
            field::add_new(&mut service.emails, found);
        }
    }
    if service.url.is_none()
        && service.emails.is_empty()
        && let Some(said) = field::raw(fields, "email")
        && let Web::Fine(address) | Web::Mended(address) = contact::web(&said)
    {
        clerk.note("email", &said, "It is a web address, so it was put there.");
        service.url = Some(address);
    }
}

/// A web address; what was mended or dropped is noted under `shown`.
pub(super) fn url(fields: &Fields, name: &str, shown: &str, clerk: &mut Clerk) -> Option<String> {
    let said = field::raw(fields, name)?;
    match contact::web(&said) {
        Web::Fine(address) => Some(address),
        Web::Mended(address) => {
            clerk.note(shown, &said, format!("It was read as the web address {address}."));
            Some(address)
        }
        Web::Unusable => {
            if contact::emails(&said).is_empty() {
                clerk.note(shown, &said, "It is not a web address a browser can open, so it was left out.");
            }
            None
        }
    }
}

/// Addresses in the field `email`.
pub(super) fn email_list(fields: &Fields, shown: &str, clerk: &mut Clerk) -> Vec<String> {
    let Some(said) = field::raw(fields, "email") else { return Vec::new() };
    let found = contact::emails(&said);
    match found.as_slice() {
        [] if contact::web(&said) == Web::Unusable => {
            clerk.note(shown, &said, "There is no e-mail address in it, so it was left out.");
        }
        [] => {}
        [one] if one.eq_ignore_ascii_case(&said) => {}
        [one] => clerk.note(shown, &said, format!("It was read as the address {one}.")),
        several => clerk.note(shown, &said, format!("It holds {} addresses; each was kept.", several.len())),
    }
    found
}

fn contacts(fields: &Fields, clerk: &mut Clerk) -> Vec<Contact> {
    let mut holders = vec![fields];
    let at_locations = field::each(fields, &["service_at_locations", "service_at_location"]);
    holders.extend(&at_locations);
    let mut contacts = Vec::new();
    for said in holders.into_iter().flat_map(|holder| field::each(holder, &["contacts", "contact"])) {
        let contact = Contact {
            name: field::line(said, "name"),
            title: field::line(said, "title"),
            emails: email_list(said, "contacts.email", clerk),
            phones: phone_list(said, "contacts.phones.number", clerk),
        };
        if contact != Contact::default() {
            field::add_new(&mut contacts, [contact]);
        }
    }
    contacts
}

/// The numbers of `phones` of one thing; for a service also of the places it happens at.
fn phone_list(fields: &Fields, shown: &str, clerk: &mut Clerk) -> Vec<Phone> {
    let mut phones = Vec::new();
    let at_locations = field::each(fields, &["service_at_locations", "service_at_location"]);
    let locations: Vec<&Fields> = at_locations.iter().flat_map(|at| field::each(at, &["location"])).collect();
    let holders = [fields].into_iter().chain(at_locations).chain(locations);
    for said in holders.flat_map(|holder| field::each(holder, &["phones", "phone"])) {
        field::add_new(&mut phones, numbers(said, shown, clerk));
    }
    phones
}

fn numbers(said: &Fields, shown: &str, clerk: &mut Clerk) -> Vec<Phone> {
    let Some(typed) = field::raw(said, "number") else { return Vec::new() };
    let mut found = contact::phones(&typed);
    match found.as_slice() {
        [] => clerk.note(shown, &typed, "There is no telephone number in it, so it was left out."),
        [one] if one.label.is_some() => {
            let label = one.label.as_deref().unwrap_or_default();
            clerk.note(shown, &typed, format!("It was read as {} for “{label}”.", one.number));
        }
        [one] if digits(&one.number).len() > digits(&typed).len() => {
            clerk.note(shown, &typed, format!("Its leading 0 was missing; it was read as {}.", one.number));
        }
        [_] => {}
        several => clerk.note(shown, &typed, format!("It holds {} numbers; each was kept.", several.len())),
    }
    let description = field::line(said, "description").map(|d| crate::text::shorten(&d, 120));
    let extension =
        field::line(said, "extension").filter(|e| e.len() <= 6 && e.bytes().all(|b| b.is_ascii_digit()));
    for phone in &mut found {
        phone.label = phone.label.take().or_else(|| description.clone());
        phone.extension = phone.extension.take().or_else(|| extension.clone());
    }
    found
}

fn digits(said: &str) -> String {
    said.chars().filter(char::is_ascii_digit).collect()
}
