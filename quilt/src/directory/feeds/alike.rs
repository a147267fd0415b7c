//! Recognising a service under another id: publishers who rebuild their platform give
//! everything new ids, and nothing of what people here know of a service may be lost by it.
//!
//! Two entries of one feed are alike when name, organisation and postcode are the same but
//! for capitals, marks and spaces. Only a likeness that one known service has alone counts:
//! of two sessions of the same club, nobody could say which is which.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use openreferral::{Kind, Service};
use uuid::Uuid;

use crate::directory::ServiceId;

/// What makes two entries of one feed alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Likeness(u64);

impl Likeness {
    pub fn new(name: &str, organization: Option<&str>, postcode: Option<&str>) -> Likeness {
        let mut hasher = DefaultHasher::new();
        for part in [name, organization.unwrap_or_default(), postcode.unwrap_or_default()] {
            plain(part).for_each(|c| c.hash(&mut hasher));
            0_u32.hash(&mut hasher);
        }
        Likeness(hasher.finish())
    }

    pub fn of(service: &Service) -> Likeness {
        let places = service.locations.iter().filter(|place| place.kind != Kind::Virtual);
        let postcode =
            places.filter_map(|place| place.postcode.as_ref()).map(|postcode| postcode.as_str()).next();
        let organization = service.organization.as_ref().map(|organization| organization.name.as_str());
        Likeness::new(&service.name, organization, postcode)
    }
}

fn plain(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// The services of one feed by what they are like.
#[derive(Debug, Default)]
pub(super) struct Alikes(HashMap<Likeness, Option<(ServiceId, Uuid)>>);

impl Alikes {
    pub fn know(&mut self, likeness: Likeness, id: ServiceId, key: Uuid) {
        self.0.entry(likeness).and_modify(|one| *one = None).or_insert(Some((id, key)));
    }

    /// The one service that is like this, and its key in the feed.
    pub fn find(&self, service: &Service) -> Option<(ServiceId, Uuid)> {
        self.0.get(&Likeness::of(service)).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(name: &str) -> Service {
        Service { name: name.into(), ..Service::default() }
    }

    #[test]
    fn capitals_marks_and_spaces_do_not_matter_and_two_are_nobody() {
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let mut alikes = Alikes::default();
        alikes.know(Likeness::new("Tea & Talk", None, None), one.into(), one);
        assert_eq!(alikes.find(&service("tea  talk!")), Some((one.into(), one)));
        assert_eq!(alikes.find(&service("tea and talk")), None);
        alikes.know(Likeness::new("TEA & TALK", None, None), other.into(), other);
        assert_eq!(alikes.find(&service("Tea & Talk")), None);
    }

    #[test]
    fn the_parts_are_kept_apart() {
        let split =
            [("ab", Some("c"), None), ("a", Some("bc"), None), ("abc", None, None), ("ab", None, Some("c"))];
        let all: std::collections::HashSet<_> =
            split.iter().map(|(n, o, p)| Likeness::new(n, *o, *p)).collect();
        assert_eq!(all.len(), split.len());
    }
}
