//! What can only be said at some time of the year. Nobody's path is icy in July, and whoever says
//! “since Christmas” says it before the next one is near. Words written for no particular day (a step
//! that may be taken in any month) keep clear of the seasons.

/// First and last month in which something may be said; from 11 to 2 is November to February.
type Months = (i8, i8);

/// Words that belong to a time of the year, in small letters. Whatever begins like one of them and is
/// the same word throughout counts: “icy”, but not “icynth”.
const BOUND: &[(&str, Months)] = &[
    ("icy", (12, 2)),
    ("ice on the", (12, 2)),
    ("frost", (11, 3)),
    ("snow", (12, 2)),
    ("wet leaves", (9, 12)),
    ("this winter", (11, 3)),
    ("all winter", (1, 4)),
    ("last winter", (4, 10)),
    ("since the winter", (3, 8)),
    ("the heating", (10, 4)),
    ("no heating", (10, 4)),
    ("heating off", (10, 4)),
    ("help with heating", (10, 4)),
    ("been cold", (10, 4)),
    ("is cold", (10, 4)),
    ("too cold to go out", (11, 3)),
    ("cold empty house", (10, 4)),
    ("cold afternoons", (10, 4)),
    ("boiler broken", (10, 4)),
    ("boiler mended", (10, 4)),
    ("somewhere warm", (10, 4)),
    ("a warm kitchen", (10, 4)),
    ("evenings draw out", (11, 2)),
    ("till dark", (9, 4)),
    ("after dark", (9, 4)),
    ("dark by", (10, 2)),
    ("sat in the garden", (4, 9)),
    ("in the sun", (4, 9)),
    ("first beans", (5, 6)),
    ("some beans", (7, 9)),
    ("home with beans", (7, 9)),
    ("hay fever", (5, 7)),
    ("harvest", (7, 9)),
    ("lambing", (2, 4)),
    ("school holidays", (7, 8)),
    ("in january", (9, 12)),
    ("before the summer", (1, 5)),
    ("by the summer", (1, 5)),
    ("this summer", (4, 8)),
    ("for the summer", (2, 6)),
    ("in the summer", (10, 3)),
    ("in the autumn", (12, 7)),
    ("since summer", (9, 1)),
    ("since the summer", (9, 1)),
    ("since the spring", (6, 12)),
    ("since the autumn", (11, 4)),
    ("since the new year", (2, 7)),
    ("since christmas", (1, 6)),
    ("since easter", (5, 10)),
    ("since the clocks changing", (11, 2)),
    ("by the spring", (10, 1)),
    ("by the autumn", (4, 7)),
    ("by the new year", (9, 11)),
    ("by christmas", (8, 11)),
    ("by easter", (11, 2)),
    ("in the spring", (6, 1)),
    ("ring when spring comes", (10, 1)),
    ("last spring", (7, 2)),
    ("just before christmas", (1, 9)),
];

/// Whether these words may be said in that month; without a month, whether they may be said in any.
pub fn fits(words: &str, month: Option<i8>) -> bool {
    let mut before = ' ';
    for (at, c) in words.char_indices() {
        if c.is_alphabetic() && !before.is_alphabetic() {
            let said = &words.as_bytes()[at..];
            let bound = BOUND.iter().filter(|(phrase, _)| begins(said, phrase.as_bytes()));
            for (_, months) in bound {
                if !month.is_some_and(|month| within(*months, month)) {
                    return false;
                }
            }
        }
        before = c;
    }
    true
}

fn begins(said: &[u8], phrase: &[u8]) -> bool {
    said.len() >= phrase.len()
        && said[..phrase.len()].eq_ignore_ascii_case(phrase)
        && said.get(phrase.len()).is_none_or(|next| !next.is_ascii_alphabetic())
}

fn within((first, last): Months, month: i8) -> bool {
    if first <= last { (first..=last).contains(&month) } else { month >= first || month <= last }
}

/// Since when something may have been going on, for whoever says so in that month.
pub fn since(month: Option<i8>) -> &'static [&'static str] {
    match month {
        Some(1..=2) => &["Christmas", "the autumn", "the clocks changing", "my birthday", "last year"],
        Some(3..=4) => &["Christmas", "the new year", "the autumn", "my birthday"],
        Some(5) => &["Easter", "Christmas", "the new year", "my birthday"],
        Some(6..=8) => &["the spring", "Easter", "my birthday"],
        Some(9..=10) => &["the summer", "the spring", "my birthday"],
        Some(_) => &["the summer", "the spring", "the clocks changing", "my birthday"],
        None => &["my birthday", "last year", "the move"],
    }
}

/// By when somebody may want it to be different, who says so in that month.
pub fn by_when(month: Option<i8>) -> &'static [&'static str] {
    match month {
        Some(1) => &["the spring", "Easter", "the summer", "my birthday"],
        Some(2..=3) => &["the summer", "my birthday", "this time next year"],
        Some(4..=5) => &["the summer", "the autumn", "my birthday"],
        Some(6..=7) => &["the autumn", "my birthday", "this time next year"],
        Some(8) => &["Christmas", "my birthday", "this time next year"],
        Some(9..=11) => &["Christmas", "the new year", "my birthday"],
        Some(_) => &["the spring", "Easter", "my birthday"],
        None => &["my birthday", "this time next year"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_said_in_their_season() {
        let icy = "Icy. Up and down the hall instead.";
        assert!(fits(icy, Some(1)) && fits(icy, Some(12)) && !fits(icy, Some(7)) && !fits(icy, None));
        assert!(fits("Tea at the table, most of an hour.", None));
        assert!(fits("It’s been like this since Christmas.", Some(3)));
        assert!(!fits("It’s been like this since Christmas.", Some(11)));
        assert!(
            fits("May ring when spring comes.", Some(11)) && !fits("May ring when spring comes.", Some(5))
        );
        assert!(fits("The policy is clear. A precise answer.", None), "parts of other words are no season");
        assert!(fits("", None) && fits("ÿ", None) && fits("icé", None));
    }

    #[test]
    fn whatever_is_offered_fits_the_month_it_is_offered_in() {
        for month in (1..=12).map(Some).chain([None]) {
            for season in since(month) {
                assert!(fits(&format!("since {season}"), month), "since {season} in {month:?}");
            }
            for season in by_when(month) {
                assert!(fits(&format!("different by {season}"), month), "by {season} in {month:?}");
            }
        }
    }
}
