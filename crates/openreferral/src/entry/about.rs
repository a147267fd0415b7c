//! For whom a service is, at what price, in which words it is listed, how fresh the entry is.

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use uuid::Uuid;

use super::whenabouts::date;
use crate::{
    clerk::{Clerk, Sighted},
    cost::{self, Cost},
    curie::Curie,
    field::{self, Fields},
    service::{Access, Ages, Attending, Audience, Language, Service, Term},
};

pub(super) fn read(service: &mut Service, fields: &Fields, clerk: &mut Clerk, sighted: &mut Sighted) {
    service.ages = ages(fields, clerk);
    service.costs = costs(fields, clerk);
    service.languages = languages(fields);
    service.eligibility = eligibility(fields);
    service.audiences = audiences(fields);
    service.terms = terms(fields);
    field::add_new(
        &mut service.attending,
        field::words(fields, "attending_type").into_iter().map(Attending::from),
    );
    field::add_new(
        &mut service.access,
        field::words(fields, "attending_access").into_iter().map(Access::from),
    );
    service.deliverable = field::line(fields, "deliverable_type");
    service.accreditations = field::prose(fields, "accreditations");
    service.assured_date = date(fields, "assured_date", clerk);
    service.last_modified = last_modified(fields, clerk, sighted);
    service.alert = field::prose(fields, "alert");
    service.application_process = field::prose(fields, "application_process");
    service.wait_time = field::line(fields, "wait_time");
    service.interpretation = field::prose(fields, "interpretation_services");
}

/// Nobody older is expected anywhere.
const OLDEST: f64 = 120.0;

/// One age: -1 is how platforms write "no limit".
fn age(fields: &Fields, name: &str, clerk: &mut Clerk) -> Option<u8> {
    let said = field::raw(fields, name)?;
    let number: String =
        said.trim().chars().take_while(|c| c.is_ascii_digit() || *c == '.' || *c == '-').collect();
    match number.parse::<f64>() {
        Ok(years) if years < 0.0 => None,
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 120: negative ages are taken by the arm above"
        )]
        Ok(years) if years <= OLDEST => Some(years as u8),
        Ok(_) => {
            clerk.note(name, &said, "Nobody is that old; it was taken as no limit.");
            None
        }
        Err(_) => {
            clerk.note(name, &said, "It is not an age, so it was left out.");
            None
        }
    }
}

fn limits_of(fields: &Fields, clerk: &mut Clerk) -> Ages {
    let (min, mut max) = (age(fields, "minimum_age", clerk), age(fields, "maximum_age", clerk));
    let min = min.filter(|min| *min > 0);
    if max == Some(0) {
        if min.is_some() {
            clerk.note(
                "maximum_age",
                "0",
                "A highest age of 0 would shut everybody out; it was taken as no limit.",
            );
        }
        max = None;
    }
    match (min, max) {
        (Some(low), Some(high)) if low > high => {
            let said = format!("{low} to {high}");
            clerk.note("minimum_age", &said, "The lowest age was above the highest; the two were swapped.");
            Ages { min: max, max: min }
        }
        _ => Ages { min, max },
    }
}

/// The service's own ages, else the widest span of its eligibility rules.
fn ages(fields: &Fields, clerk: &mut Clerk) -> Ages {
    let own = limits_of(fields, clerk);
    if !own.is_any() {
        return own;
    }
    let rules: Vec<Ages> =
        field::each(fields, ELIGIBILITIES).into_iter().map(|rule| limits_of(rule, clerk)).collect();
    let min = rules.iter().map(|rule| rule.min).min().flatten();
    let max = if rules.iter().any(|rule| rule.max.is_none()) {
        None
    } else {
        rules.iter().filter_map(|r| r.max).max()
    };
    Ages { min, max }
}

const ELIGIBILITIES: &[&str] = &["eligibilitys", "eligibilities", "eligibility"];

fn eligibility(fields: &Fields) -> Vec<String> {
    let mut texts = Vec::new();
    field::add_new(&mut texts, field::prose(fields, "eligibility_description"));
    field::add_new(&mut texts, field::prose(fields, "eligibility"));
    for rule in field::each(fields, ELIGIBILITIES) {
        field::add_new(&mut texts, field::prose(rule, "eligibility"));
    }
    texts
}

fn costs(fields: &Fields, clerk: &mut Clerk) -> Vec<Cost> {
    let mut costs = Vec::new();
    for said in field::each(fields, &["cost_options", "cost_option"]) {
        let cost = cost_option(said, clerk);
        if cost != Cost::default() {
            field::add_new(&mut costs, [cost]);
        }
    }
    for name in ["fees", "fees_description"] {
        if let Some(text) = field::prose(fields, name)
            && !costs.iter().any(|cost| cost.text.as_ref() == Some(&text))
        {
            field::add_new(&mut costs, [Cost { text: Some(text), ..Cost::default() }]);
        }
    }
    costs
}

fn cost_option(said: &Fields, clerk: &mut Clerk) -> Cost {
    let mut text = field::prose(said, "amount_description");
    let option = field::line(said, "option");
    let amount = field::raw(said, "amount");
    let mut pence = amount.as_deref().and_then(cost::pence);
    if let (None, Some(amount)) = (pence, &amount) {
        clerk.note("cost_options.amount", amount, "It is not an amount of money; it was kept as words.");
        let words = crate::text::line(amount, 200);
        text = Some(text.map_or_else(|| words.clone(), |more| format!("{words}, {more}")));
    }
    let currency = field::line(said, "currency").filter(|c| !c.eq_ignore_ascii_case("gbp") && c != "£");
    if let (Some(currency), Some(amount)) = (currency, &amount)
        && pence.take().is_some()
    {
        let words = format!("{} {currency}", amount.trim());
        text = Some(text.map_or_else(|| words.clone(), |more| format!("{words}, {more}")));
    }
    let priced = [&text, &option].into_iter().flatten().any(|said| cost::names_price(said));
    if pence == Some(0) && priced {
        clerk.note("cost_options.amount", "0", "Its words name a price, so the amount of 0 was left out.");
        pence = None;
    }
    Cost {
        option,
        pence,
        text,
        valid_from: date(said, "valid_from", clerk),
        valid_to: date(said, "valid_to", clerk),
    }
}

fn languages(fields: &Fields) -> Vec<Language> {
    let mut languages = Vec::new();
    for said in field::each(fields, &["languages", "language"]) {
        let code = field::line(said, "code").map(|c| c.to_lowercase()).filter(|c| c.len() <= 8);
        let name =
            field::line(said, "name").or_else(|| field::line(said, "language")).or_else(|| code.clone());
        field::add_new(&mut languages, name.map(|name| Language { name, code }));
    }
    languages
}

fn audiences(fields: &Fields) -> Vec<Audience> {
    let mut audiences: Vec<Audience> = Vec::new();
    for said in field::each(fields, &["pc_targetAudience"]) {
        let id = field::line(said, "id").unwrap_or_default();
        let named = field::line(said, "audienceType").or_else(|| field::line(said, "name"));
        let name = named.unwrap_or_else(|| id.clone());
        if !name.is_empty() && !audiences.iter().any(|known| known.name.eq_ignore_ascii_case(&name)) {
            field::add_new(&mut audiences, [Audience { id, name }]);
        }
    }
    audiences
}

fn terms(fields: &Fields) -> Vec<Term> {
    let wrapped =
        field::each(fields, &["attributes", "service_taxonomys", "service_taxonomies", "service_taxonomy"]);
    let inside = wrapped.into_iter().flat_map(|link| field::each(link, &["taxonomy_term", "taxonomy"]));
    let direct = field::each(fields, &["taxonomies", "taxonomy_terms"]);
    let mut terms: Vec<Term> = Vec::new();
    for term in inside.chain(direct).filter_map(term) {
        let known =
            terms.iter().any(|t| t.id == term.id && t.vocabulary == term.vocabulary && t.name == term.name);
        if !known {
            field::add_new(&mut terms, [term]);
        }
    }
    terms
}

/// A term; of an id and a code the code is kept as its id, for it is what other directories know it by.
fn term(said: &Fields) -> Option<Term> {
    let [id, code] = ["id", "code"].map(|name| field::line(said, name).unwrap_or_default());
    let any = if code.is_empty() { &id } else { &code };
    let name = field::line(said, "name").or_else(|| Some(any.clone()).filter(|any| !any.is_empty()))?;
    let list = ["vocabulary", "taxonomy"].into_iter().find_map(|list| field::line(said, list));
    let detail =
        field::each(said, &["taxonomy_detail"]).into_iter().find_map(|detail| field::line(detail, "name"));
    let prefix = || Curie::parse(any).map(|curie| curie.prefix().to_owned());
    let vocabulary = list.or(detail).or_else(prefix);
    let parent = field::line(said, "parent_id").map(|parent| {
        Uuid::parse_str(&parent).unwrap_or_else(|_| Term::made_uuid(vocabulary.as_deref(), &parent, ""))
    });
    let uri = field::line(said, "term_uri");
    let mut term = Term { id: code, name, vocabulary, uri, parent, published: None };
    match Uuid::parse_str(&id) {
        // The id is the one made for the code: nothing is lost without it.
        Ok(uuid) if term.uuid() == uuid => {}
        Ok(uuid) if !term.id.is_empty() => term.published = Some(uuid),
        _ if term.id.is_empty() => term.id = id,
        _ => {}
    }
    Some(term)
}

/// UK clock time as law has it since 1996: summer time from the last Sunday of March to the last of October.
const UK_CLOCK: &str = "GMT0BST,M3.5.0/1,M10.5.0";

fn last_modified(fields: &Fields, clerk: &mut Clerk, sighted: &mut Sighted) -> Option<Timestamp> {
    let said = field::raw(fields, "last_modified")?;
    let text = said.trim();
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment);
    }
    let local = text.parse::<DateTime>().ok().or_else(|| crate::schedule::date(text).map(DateTime::from));
    let zone = TimeZone::posix(UK_CLOCK).ok();
    match local.zip(zone).and_then(|(local, zone)| zone.to_timestamp(local).ok()) {
        Some(moment) => {
            sighted.zoneless();
            Some(moment)
        }
        None => {
            clerk.note("last_modified", &said, "It is not a time, so it was left out.");
            None
        }
    }
}
