//! The languages a page can be in, and the few words the components say by themselves in each.

/// A language the pages are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Welsh.
    Cy,
}

impl Lang {
    /// All of them, in the order the language switch shows.
    pub const ALL: [Self; 2] = [Self::En, Self::Cy];

    /// The BCP 47 code, as in the `lang` attribute.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Cy => "cy",
        }
    }

    /// The language's name in itself, as in the language switch.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Cy => "Cymraeg",
        }
    }

    /// The language with this code, ignoring case and region ("cy-GB" is Welsh).
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|lang| lang.code() == primary)
    }

    pub(crate) const fn phrases(self) -> &'static Phrases {
        match self {
            Self::En => &ENGLISH,
            Self::Cy => &WELSH,
        }
    }
}

/// The words components say by themselves. Each sentence with a number in it has `{}` where the number goes.
pub(crate) struct Phrases {
    pub skip: &'static str,
    pub problem: &'static str,
    pub error: &'static str,
    pub optional: &'static str,
    pub important: &'static str,
    pub done: &'static str,
    pub information: &'static str,
    pub show_numbers: &'static str,
    pub main_menu: &'static str,
    pub breadcrumb: &'static str,
    pub pages: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub page: &'static str,
    pub newer: &'static str,
    pub older: &'static str,
    pub day: &'static str,
    pub month: &'static str,
    pub year: &'static str,
    pub example_date: &'static str,
    pub example_words: &'static str,
    pub show: &'static str,
    pub show_password: &'static str,
    pub search: &'static str,
    pub characters: &'static str,
    pub word_limit: &'static str,
    pub stages: &'static str,
    pub stage_done: &'static str,
    pub stage_now: &'static str,
    pub stage_to_come: &'static str,
    pub sign_out: &'static str,
    pub accessibility: &'static str,
    pub privacy: &'static str,
    pub about: &'static str,
    pub strapline: &'static str,
    pub footer: &'static str,
    pub look_again: &'static str,
    pub keep_looking: &'static str,
    pub lower_is_better: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub score: &'static str,
    pub date: &'static str,
    pub stage: &'static str,
    pub people: &'static str,
    pub patch: &'static str,
    pub nothing_yet: &'static str,
    pub or: &'static str,
}

const ENGLISH: Phrases = Phrases {
    skip: "Skip to main content",
    problem: "There is a problem",
    error: "Error:",
    optional: "(optional)",
    important: "Important",
    done: "Done",
    information: "Information:",
    show_numbers: "Show the numbers",
    main_menu: "Main menu",
    breadcrumb: "Breadcrumb",
    pages: "Pagination",
    previous: "Previous",
    next: "Next",
    page: "page",
    newer: "Newer",
    older: "Older",
    day: "Day",
    month: "Month",
    year: "Year",
    example_date: "For example, 31 3 1980",
    example_words: "For example, 14 March, or about March",
    show: "Show",
    show_password: "Show password",
    search: "Search",
    characters: "You can enter up to {} characters",
    word_limit: "You can enter up to {} words",
    stages: "Stages of the journey",
    stage_done: "Done:",
    stage_now: "Now:",
    stage_to_come: "To come:",
    sign_out: "Sign out",
    accessibility: "Accessibility",
    privacy: "Privacy",
    about: "About Quilt",
    strapline: "Knitting together what works in each place",
    footer: "Footer",
    look_again: "Look again now",
    keep_looking: "Look again every {} seconds",
    lower_is_better: "lower is better",
    before: "Before",
    after: "After",
    score: "Score",
    date: "Date",
    stage: "Stage",
    people: "People",
    patch: "Scheme",
    nothing_yet: "Nothing to show yet",
    or: "or",
};

const WELSH: Phrases = Phrases {
    skip: "Neidio i’r prif gynnwys",
    problem: "Mae problem",
    error: "Gwall:",
    optional: "(dewisol)",
    important: "Pwysig",
    done: "Wedi gorffen",
    information: "Gwybodaeth:",
    show_numbers: "Dangos y rhifau",
    main_menu: "Prif ddewislen",
    breadcrumb: "Briwsion bara",
    pages: "Tudalennau",
    previous: "Blaenorol",
    next: "Nesaf",
    page: "tudalen",
    newer: "Mwy newydd",
    older: "Hŷn",
    day: "Diwrnod",
    month: "Mis",
    year: "Blwyddyn",
    example_date: "Er enghraifft, 31 3 1980",
    example_words: "Er enghraifft, 14 Mawrth, neu tua mis Mawrth",
    show: "Dangos",
    show_password: "Dangos y cyfrinair",
    search: "Chwilio",
    characters: "Gallwch ysgrifennu hyd at {} nod",
    word_limit: "Gallwch ysgrifennu hyd at {} gair",
    stages: "Camau’r daith",
    stage_done: "Wedi gorffen:",
    stage_now: "Nawr:",
    stage_to_come: "I ddod:",
    sign_out: "Allgofnodi",
    accessibility: "Hygyrchedd",
    privacy: "Preifatrwydd",
    about: "Am Quilt",
    strapline: "Gwau ynghyd yr hyn sy’n gweithio ym mhob lle",
    footer: "Troedyn",
    look_again: "Edrych eto nawr",
    keep_looking: "Edrych eto bob {} eiliad",
    lower_is_better: "mae is yn well",
    before: "Cyn",
    after: "Wedyn",
    score: "Sgôr",
    date: "Dyddiad",
    stage: "Cam",
    people: "Pobl",
    patch: "Cynllun",
    nothing_yet: "Dim i’w ddangos eto",
    or: "neu",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_whatever_their_case_or_region() {
        assert_eq!(Lang::from_code("CY-gb"), Some(Lang::Cy));
        assert_eq!(Lang::from_code("en_GB"), Some(Lang::En));
        assert_eq!(Lang::from_code("fr"), None);
        assert_eq!(Lang::from_code(""), None);
    }
}
