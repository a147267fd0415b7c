//! The small things that belong to a service: telephones, contacts, times, prices, languages, areas, topics.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{object::Object, taxonomy::TaxonomyTerm};
use crate::{
    cost::Cost,
    schedule::{Occurrence, Schedule},
    service::{Contact, Language, Phone, Service, ServiceArea, Term},
};

/// Gives the parts of one service ids that stay the same from one writing to the next.
pub(super) struct Parts(Uuid);

impl Parts {
    pub(super) fn of(service: &Service) -> Self {
        Self(service.id)
    }

    pub(super) fn id(&self, kind: &str, says: &str) -> Uuid {
        Uuid::new_v5(&self.0, format!("{kind}\n{says}").as_bytes())
    }

    pub(super) fn phone(&self, phone: &Phone) -> Value {
        let mut out = Object::default();
        let extension = phone.extension.as_deref().unwrap_or_default();
        out.put("id", self.id("phone", &format!("{} {extension}", phone.number)));
        out.put("number", &phone.number);
        // A number by the schema, so one that begins with 0 cannot be one.
        let extension = extension.parse::<u32>().ok().filter(|n| n.to_string() == extension);
        match (extension, phone.extension.as_ref()) {
            (Some(number), _) => out.put("extension", number),
            (None, text) => out.some("extension", text),
        }
        out.some("description", phone.label.as_ref());
        out.done()
    }

    pub(super) fn contact(&self, contact: &Contact) -> Value {
        let mut out = Object::default();
        let numbers: Vec<&str> = contact.phones.iter().map(|p| p.number.as_str()).collect();
        let says =
            [contact.name.as_deref(), contact.title.as_deref(), contact.emails.first().map(String::as_str)];
        let says: Vec<&str> = says.into_iter().map(Option::unwrap_or_default).chain(numbers).collect();
        out.put("id", self.id("contact", &says.join("\n")));
        out.some("name", contact.name.as_ref());
        out.some("title", contact.title.as_ref());
        out.some("email", contact.emails.first());
        out.list("phones", contact.phones.iter().map(|phone| self.phone(phone)).collect());
        out.done()
    }

    pub(super) fn schedule(&self, schedule: &Schedule) -> Value {
        let mut out = Object::default();
        out.put("id", self.id("schedule", &json!(schedule).to_string()));
        out.some("freq", schedule.freq);
        out.some("interval", schedule.interval);
        out.some("byday", (!schedule.days.is_empty()).then(|| by_day(&schedule.days)));
        let month: Vec<String> = schedule.month_days.iter().map(i8::to_string).collect();
        out.some("bymonthday", (!month.is_empty()).then(|| month.join(",")));
        out.some("opens_at", schedule.opens_at.map(|t| t.strftime("%H:%M").to_string()));
        out.some("closes_at", schedule.closes_at.map(|t| t.strftime("%H:%M").to_string()));
        out.some("dtstart", schedule.dtstart.map(|d| d.to_string()));
        out.some("valid_from", schedule.valid_from.map(|d| d.to_string()));
        out.some("valid_to", schedule.valid_to.map(|d| d.to_string()));
        out.some("description", schedule.description.as_ref());
        out.some("attending_type", schedule.attending.as_ref());
        out.done()
    }

    pub(super) fn area(&self, area: &ServiceArea) -> Value {
        let mut out = Object::default();
        let uri = area.uri.as_deref().unwrap_or_default();
        out.put("id", self.id("area", &format!("{}\n{uri}", area.name)));
        out.put("name", &area.name);
        out.some("uri", area.uri.as_ref());
        out.done()
    }

    pub(super) fn language(&self, language: &Language) -> Value {
        let mut out = Object::default();
        out.put("id", self.id("language", &language.name));
        out.put("name", &language.name);
        out.some("code", language.code.as_ref());
        out.done()
    }

    pub(super) fn cost(&self, cost: &Cost) -> Value {
        let mut out = Object::default();
        out.put("id", self.id("cost", &json!(cost).to_string()));
        out.some("option", cost.option.as_ref());
        out.some("amount", cost.pence.map(pounds));
        out.some("currency", cost.pence.map(|_| "GBP"));
        out.some("amount_description", cost.text.as_ref());
        out.some("valid_from", cost.valid_from.map(|d| d.to_string()));
        out.some("valid_to", cost.valid_to.map(|d| d.to_string()));
        out.done()
    }

    pub(super) fn attribute(&self, term: &Term) -> Value {
        let mut out = Object::default();
        let written = TaxonomyTerm::of(term);
        out.put("id", self.id("attribute", &written.id.to_string()));
        out.put("link_id", self.0);
        out.put("link_type", "service");
        out.put("link_entity", "service");
        out.put("taxonomy_term_id", written.id);
        out.put("taxonomy_term", written.to_v3());
        out.done()
    }
}

fn by_day(days: &[Occurrence]) -> String {
    let codes: Vec<String> =
        days.iter().map(|o| o.nth.map(|n| n.to_string()).unwrap_or_default() + o.day.code()).collect();
    codes.join(",")
}

/// Pounds as JSON writes them: 3.5 for £3.50.
fn pounds(pence: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "amounts are at most 100,000,000 pence")]
    let pence = pence as f64;
    pence / 100.0
}
