//! Where a story may be shown, each place asked about by itself, and how its person is called there.

/// A place a story may be shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Showing {
    /// On paper, for the person.
    Paper,
    /// To whoever asked for them: their GP, a library, a friend.
    Referrer,
    /// To the people who work in their scheme.
    Gallery,
    /// To whoever pays for the scheme.
    Reports,
    /// To anyone.
    Public,
}

impl Showing {
    pub const ALL: [Showing; 5] =
        [Showing::Paper, Showing::Referrer, Showing::Gallery, Showing::Reports, Showing::Public];

    pub fn code(self) -> &'static str {
        match self {
            Showing::Paper => "paper",
            Showing::Referrer => "referrer",
            Showing::Gallery => "gallery",
            Showing::Reports => "reports",
            Showing::Public => "public",
        }
    }

    pub fn parse(code: &str) -> Option<Showing> {
        Showing::ALL.into_iter().find(|showing| showing.code() == code)
    }

    /// As the team reads it.
    pub fn words(self) -> &'static str {
        match self {
            Showing::Paper => "Printed for them",
            Showing::Referrer => "Read by whoever asked for them",
            Showing::Gallery => "In the scheme’s gallery",
            Showing::Reports => "In reports to those who pay",
            Showing::Public => "On the public page",
        }
    }

    /// Whether people read it there who do not know who told it: then the person chooses how they
    /// are called, and is shown what might give them away.
    pub fn to_strangers(self) -> bool {
        matches!(self, Showing::Gallery | Showing::Reports | Showing::Public)
    }
}

/// How somebody is called beside their story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Called {
    FirstName,
    /// A name they chose.
    Another(String),
    NoName,
}

/// The longest name taken, in characters.
const LONGEST: usize = 40;

impl Called {
    /// What a form says; nothing when it says nothing, or another name without one.
    pub fn parse(code: &str, name: &str) -> Option<Called> {
        match code {
            "first" => Some(Called::FirstName),
            "none" => Some(Called::NoName),
            "another" if !name.trim().is_empty() => {
                Some(Called::Another(name.trim().chars().take(LONGEST).collect()))
            }
            _ => None,
        }
    }

    pub fn code(&self) -> &'static str {
        match self {
            Called::FirstName => "first",
            Called::Another(_) => "another",
            Called::NoName => "none",
        }
    }

    /// The name that is shown, if one is.
    pub fn shown<'a>(&'a self, first_name: &'a str) -> Option<&'a str> {
        match self {
            Called::FirstName => Some(first_name),
            Called::Another(name) => Some(name),
            Called::NoName => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_name_needs_a_name() {
        assert_eq!(Called::parse("another", "  "), None);
        assert_eq!(Called::parse("", "Bea"), None);
        assert_eq!(Called::parse("another", " Bea ").unwrap().shown("Margaret"), Some("Bea"));
        assert_eq!(Called::NoName.shown("Margaret"), None);
    }
}
