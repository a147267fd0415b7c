//! When two organisations of different sources are probably one: a rule about names, websites,
//! postcodes and registered numbers. It only ever suggests; a person decides.

use std::collections::HashSet;

/// An organisation as the rule sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Described {
    pub name: String,
    pub host: Option<String>,
    /// Of the places its services meet at.
    pub postcodes: Vec<String>,
    /// A charity or company number.
    pub number: Option<String>,
}

/// Words that organisations take on and leave off.
const FILLER: &[&str] = &["the", "ltd", "limited", "cic", "cio", "llp", "plc", "charity", "and", "of", "uk"];

/// Websites where many organisations have a page each.
const SHARED: &[&str] = &[
    "facebook.com",
    "instagram.com",
    "twitter.com",
    "x.com",
    "youtube.com",
    "linkedin.com",
    "linktr.ee",
    "eventbrite.co.uk",
    "eventbrite.com",
    "sites.google.com",
    "google.com",
    "wordpress.com",
    "wixsite.com",
    "nhs.uk",
    "gov.uk",
    "meetup.com",
    "justgiving.com",
    "localgiving.org",
];

/// What a name comes down to: its telling words, in order.
pub(super) fn name_key(name: &str) -> String {
    words(name).join(" ")
}

fn words(name: &str) -> Vec<String> {
    let plain: String = name
        .to_lowercase()
        .chars()
        .filter(|c| *c != '\'' && *c != '’' && *c != '.')
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let all: Vec<String> = plain.split_whitespace().map(str::to_owned).collect();
    let telling: Vec<String> = all.iter().filter(|word| !FILLER.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { all } else { telling }
}

/// The host of a website that is one organisation's own.
pub(super) fn host_key(url: &str) -> Option<String> {
    let uri: ureq::http::Uri = url.parse().ok()?;
    let host = uri.host()?.to_lowercase();
    let host = host.trim_start_matches("www.").to_owned();
    let shared = SHARED.iter().any(|known| host == *known || host.ends_with(&format!(".{known}")));
    (!shared && host.contains('.')).then_some(host)
}

/// "Registered charity number 1056843" and "Company no. 03456789" become the bare number.
pub(super) fn registered_number(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    for mark in ["charity", "company"] {
        for (at, _) in lower.match_indices(mark) {
            let after: String = lower[at + mark.len()..].chars().take(40).collect();
            let begins = after.find(|c: char| c.is_ascii_digit())?;
            let before = &after[..begins];
            let leads = before.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
            if !leads.clone().all(|word| {
                ["number", "no", "reg", "registration", "registered", "is", "in", "england", "sc"]
                    .contains(&word)
            }) {
                continue;
            }
            let digits: String = after[begins..].chars().take_while(char::is_ascii_digit).collect();
            if (6..=8).contains(&digits.len()) {
                return Some(format!("{mark} {}", digits.trim_start_matches('0')));
            }
        }
    }
    None
}

/// Why these two are probably one, in words; nothing when they are not.
pub(super) fn why_one(a: &Described, b: &Described) -> Option<String> {
    match (&a.number, &b.number) {
        (Some(one), Some(other)) if one == other => return Some(format!("both give {one}")),
        // Two branches of one charity would have the same number.
        (Some(one), Some(other)) if kind(one) == kind(other) => return None,
        _ => {}
    }
    let same_host = a.host.is_some() && a.host == b.host;
    let same_postcode = a.postcodes.iter().any(|postcode| b.postcodes.contains(postcode));
    if name_key(&a.name) == name_key(&b.name) {
        let other_host = a.host.is_some() && b.host.is_some() && !same_host;
        let elsewhere = !a.postcodes.is_empty() && !b.postcodes.is_empty() && !same_postcode;
        return match (same_host, same_postcode) {
            (true, true) => Some("the same name, website and postcode".into()),
            (true, false) => Some("the same name and website".into()),
            (false, true) => Some("the same name and postcode".into()),
            (false, false) if other_host && elsewhere => None,
            (false, false) => Some("the same name".into()),
        };
    }
    (same_host && are_similar(&a.name, &b.name)).then(|| "the same website, and names that are alike".into())
}

fn kind(number: &str) -> &str {
    number.split(' ').next().unwrap_or_default()
}

/// At least half of the words of the longer name are in both.
fn are_similar(a: &str, b: &str) -> bool {
    let (a, b): (HashSet<String>, HashSet<String>) =
        (words(a).into_iter().collect(), words(b).into_iter().collect());
    let both = a.intersection(&b).count();
    both > 0 && both * 2 >= a.len().max(b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Described {
        Described { name: name.into(), ..Described::default() }
    }

    fn at(name: &str, url: &str, postcode: &str) -> Described {
        Described { host: host_key(url), postcodes: vec![postcode.into()], ..named(name) }
    }

    #[test]
    fn names_are_compared_without_what_comes_and_goes() {
        assert_eq!(name_key("The Levels & Moors C.I.C."), name_key("levels and moors CIC"));
        assert_eq!(name_key("Carers' Trust Ltd"), "carers trust");
        assert_eq!(name_key("The Charity"), "the charity", "a name of nothing but filler stays");
        assert_ne!(name_key("Age UK Bristol"), name_key("Age UK Somerset"));
    }

    #[test]
    fn a_website_of_many_says_nothing() {
        assert_eq!(host_key("https://www.levels.org.uk/about").as_deref(), Some("levels.org.uk"));
        for shared in [
            "https://facebook.com/levels",
            "https://m.facebook.com/x",
            "https://levels.wordpress.com",
            "nonsense",
        ] {
            assert_eq!(host_key(shared), None, "{shared}");
        }
    }

    #[test]
    fn a_number_is_found_where_it_is_said_to_be_one() {
        assert_eq!(
            registered_number("A registered charity (no. 1056843).").as_deref(),
            Some("charity 1056843")
        );
        assert_eq!(registered_number("Company number 03456789").as_deref(), Some("company 3456789"));
        for not in
            ["Our charity shop, ring 01632 960123", "charity number 12", "company of 1000000 friends", ""]
        {
            assert_eq!(registered_number(not), None, "{not}");
        }
    }

    #[test]
    fn who_is_one_with_whom() {
        let one = at("Levels Together", "https://levels.org", "TA1 1NW");
        let why = |b: &Described| why_one(&one, b);
        assert_eq!(
            why(&at("The Levels Together CIC", "https://www.levels.org/x", "TA1 1NW")).as_deref(),
            Some("the same name, website and postcode")
        );
        assert_eq!(why(&named("levels together")).as_deref(), Some("the same name"));
        assert_eq!(
            why(&at("Levels Together", "https://elsewhere.org", "BS1 1AA")),
            None,
            "another town's of that name"
        );
        assert_eq!(
            why(&at("Levels Together Bristol", "https://levels.org", "BS1 1AA")).as_deref(),
            Some("the same website, and names that are alike")
        );
        assert_eq!(why(&at("Somebody Else", "https://levels.org", "BS1 1AA")), None);
        let numbered = |number: &str| Described { number: Some(number.into()), ..named("Levels") };
        assert!(why_one(&numbered("charity 1"), &numbered("charity 1")).is_some());
        assert_eq!(why_one(&numbered("charity 1"), &numbered("charity 2")), None);
    }
}
