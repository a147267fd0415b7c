//! Codes that carry the list they belong to before a colon, such as `esdServiceType:298`: the way directories in the
//! UK say the same thing with the same code.

use std::fmt;

/// A code and the prefix of its list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Curie {
    prefix: String,
    code: String,
}

/// A list of codes that is known beyond one directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownList {
    pub prefix: &'static str,
    /// Its name in plain words.
    pub name: &'static str,
    /// One sentence on what it holds and whose it is.
    pub about: &'static str,
    /// A link that identifies the list, where one is known.
    pub uri: Option<&'static str>,
}

const KNOWN: [KnownList; 6] = [
    KnownList {
        prefix: "esdServiceType",
        name: "LGA service types",
        about: "Kinds of service, a list kept by the Local Government Association.",
        uri: Some("https://id.esd.org.uk/list/services"),
    },
    KnownList {
        prefix: "esdNeed",
        name: "LGA needs",
        about: "Needs that people have, a list kept by the Local Government Association.",
        uri: None,
    },
    KnownList {
        prefix: "esdCircumstance",
        name: "LGA circumstances",
        about: "Circumstances that people are in, a list kept by the Local Government Association.",
        uri: None,
    },
    KnownList {
        prefix: "openEligibility",
        name: "Open Eligibility",
        about: "What services offer and whom they are for, a list first made in the United States.",
        uri: None,
    },
    KnownList {
        prefix: "openActiveActivity",
        name: "OpenActive activities",
        about: "Kinds of physical activity, a list kept by OpenActive.",
        uri: None,
    },
    KnownList {
        prefix: "snomedCT",
        name: "SNOMED CT",
        about: "Clinical terms as health records use them.",
        uri: None,
    },
];

impl Curie {
    /// Reads `prefix:code`. A web address, an e-mail link and the like are not codes.
    pub fn parse(said: &str) -> Option<Self> {
        let (prefix, code) = said.trim().split_once(':')?;
        let sound = prefix.starts_with(|c: char| c.is_ascii_alphabetic())
            && prefix.len() <= 40
            && prefix.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_' || b == b'.');
        let scheme = ["http", "https", "mailto", "tel", "urn", "ftp", "javascript", "data"];
        if !sound || scheme.iter().any(|s| prefix.eq_ignore_ascii_case(s)) {
            return None;
        }
        let whole = !code.is_empty() && !code.starts_with('/') && !code.contains(char::is_whitespace);
        whole.then(|| Self { prefix: prefix.to_owned(), code: code.to_owned() })
    }

    /// The list's short name, such as `esdServiceType`.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The code within the list, such as `298`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What is known about the list.
    pub fn list(&self) -> Option<&'static KnownList> {
        known(&self.prefix)
    }
}

impl fmt::Display for Curie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.prefix, self.code)
    }
}

/// The list of this prefix or name, however its letters are cased.
pub fn known(list: &str) -> Option<&'static KnownList> {
    let list = list.trim();
    KNOWN
        .iter()
        .find(|known| known.prefix.eq_ignore_ascii_case(list) || known.name.eq_ignore_ascii_case(list))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_with_a_list() {
        let carers = Curie::parse(" esdServiceType:298 ").unwrap();
        assert_eq!((carers.prefix(), carers.code()), ("esdServiceType", "298"));
        assert_eq!(carers.to_string(), "esdServiceType:298");
        assert_eq!(carers.list().unwrap().name, "LGA service types");
        assert_eq!(Curie::parse("local-list:a/b").unwrap().code(), "a/b");
        assert!(Curie::parse("mine:1").unwrap().list().is_none());
    }

    #[test]
    fn what_only_looks_like_one() {
        for said in [
            "298",
            "",
            ":298",
            "esdNeed:",
            "https://example.org",
            "mailto:a@example.org",
            "9:30",
            "a b:c",
            "x:a b",
        ] {
            assert_eq!(Curie::parse(said), None, "{said}");
        }
    }
}
