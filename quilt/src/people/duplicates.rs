//! Two records that may be one person: suggested, never merged silently.

use ::store::Tx;

use super::{Person, PersonId, store};
use crate::access::Actor;
use crate::refusal::Refusal;

/// How alike two records are, and why.
#[derive(Debug, Clone)]
pub struct Likeness {
    pub person: Person,
    pub why: Vec<&'static str>,
}

/// What of a person is compared.
pub struct Features<'a> {
    pub name_key: &'a str,
    pub born_on: Option<jiff::civil::Date>,
    pub postcode: Option<&'a str>,
    pub nhs_number: Option<&'a str>,
}

/// Why two records may be one person; nothing when they are too unlike. The NHS number
/// alone is enough; otherwise two of name, birth date and postcode must agree, and two
/// different birth dates with two different names never do.
pub fn likeness(a: &Features<'_>, b: &Features<'_>) -> Vec<&'static str> {
    let mut why = Vec::new();
    let same = |x: Option<&str>, y: Option<&str>| x.is_some() && x == y;
    if same(a.nhs_number, b.nhs_number) {
        why.push("the same NHS number");
    }
    if a.name_key == b.name_key {
        why.push("the same name");
    } else if nearly(a.name_key, b.name_key) {
        why.push("nearly the same name");
    }
    if a.born_on.is_some() && a.born_on == b.born_on {
        why.push("born on the same day");
    }
    if same(a.postcode, b.postcode) && a.postcode != Some("ZZ99 3VZ") {
        why.push("the same postcode");
    }
    let enough = why.contains(&"the same NHS number") || why.len() >= 2;
    if enough { why } else { Vec::new() }
}

/// One letter added, missing or changed, or two neighbours swapped, in names of five letters or more.
fn nearly(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().min(b.len()) < 5 || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (left_a, left_b) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    match (left_a, left_b) {
        ([p, q], [r, s]) => p == s && q == r,
        (x, y) => x.len() <= 1 && y.len() <= 1,
    }
}

/// The records that may be the same person as this one.
pub fn alike(tx: &mut Tx<'_>, by: &Actor, id: PersonId) -> Result<Vec<Likeness>, Refusal> {
    let Some(person) = store::select_person(tx, by.area, id)? else { return Ok(Vec::new()) };
    let mine = super::name_key(&person.name);
    let mut found = Vec::new();
    for (other, key) in store::select_near(tx, by.area, &person, &mine)? {
        let why = likeness(&features(&person, &mine), &features(&other, &key));
        if other.id != id && !why.is_empty() {
            found.push(Likeness { person: other, why });
        }
    }
    Ok(found)
}

fn features<'a>(person: &'a Person, name_key: &'a str) -> Features<'a> {
    Features {
        name_key,
        born_on: person.birth.date(),
        postcode: person.postcode.as_deref(),
        nhs_number: person.nhs_number.as_deref(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn features<'a>(name_key: &'a str, year: i16, postcode: &'a str, nhs: Option<&'a str>) -> Features<'a> {
        Features { name_key, born_on: Some(date(year, 3, 12)), postcode: Some(postcode), nhs_number: nhs }
    }

    #[test]
    fn two_things_in_common_are_a_suggestion_and_one_is_not() {
        let margaret = features("margaret vowles", 1948, "TA5 2LX", None);
        assert_eq!(likeness(&margaret, &features("margaret vowles", 1948, "TA1 1AA", None)).len(), 2);
        assert_eq!(likeness(&margaret, &features("margret vowles", 1948, "TA1 1AA", None)).len(), 2);
        assert!(likeness(&margaret, &features("ron vowles", 1951, "TA5 2LX", None)).is_empty());
        assert!(likeness(&margaret, &features("margaret vowles", 1990, "TA1 1AA", None)).is_empty());
    }

    #[test]
    fn an_nhs_number_alone_is_enough() {
        let one = features("a b", 1948, "TA5 2LX", Some("9434765919"));
        assert!(!likeness(&one, &features("c d", 1949, "TA1 1AA", Some("9434765919"))).is_empty());
    }

    #[test]
    fn slips_of_the_pen_are_near() {
        assert!(nearly("margaret", "margarte"));
        assert!(nearly("hobbs jean", "hobs jean"));
        assert!(!nearly("jean", "joan"));
        assert!(!nearly("margaret", "marjorie"));
    }
}
