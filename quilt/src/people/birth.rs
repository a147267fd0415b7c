//! When somebody was born, as well as it is known: "12/3/1948", "March 1948", "about 1950".

use jiff::civil::Date;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Birth {
    On(Date),
    /// The year is known, or guessed, and these were the words for it.
    About {
        year: i16,
        words: String,
    },
    NotGiven,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl Birth {
    /// Reads a date of birth as people write it; day before month, as here. `today` says
    /// what is in the future.
    ///
    /// # Errors
    /// A sentence to show beside the field.
    pub fn parse(typed: &str, today: Date) -> Result<Birth, String> {
        let text = typed.trim();
        if text.is_empty() || ["unknown", "not known", "n/a", "-"].contains(&text.to_lowercase().as_str()) {
            return Ok(Birth::NotGiven);
        }
        let parts: Vec<String> = text
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|p| !p.is_empty())
            .map(str::to_owned)
            .collect();
        let birth = match parts.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            [d, m, y] if y.len() == 4 || (y.len() == 2 && !is_year(d)) => exact(d, m, y, today)?,
            [y, m, d] if y.len() == 4 => exact(d, m, y, today)?,
            _ => about(text, &parts)?,
        };
        match birth {
            Birth::On(date) if date > today => Err("This date of birth is in the future.".into()),
            Birth::On(date) if date.year() < 1900 => {
                Err("This date of birth is more than 120 years ago.".into())
            }
            Birth::About { year, .. } if year > today.year() => {
                Err("This year of birth is in the future.".into())
            }
            Birth::About { year, .. } if year < 1900 => {
                Err("This year of birth is more than 120 years ago.".into())
            }
            birth => Ok(birth),
        }
    }

    pub fn date(&self) -> Option<Date> {
        match self {
            Birth::On(date) => Some(*date),
            _ => None,
        }
    }

    /// The words to keep beside a birth date that is only roughly known.
    pub fn words(&self) -> Option<&str> {
        match self {
            Birth::About { words, .. } => Some(words),
            _ => None,
        }
    }

    /// From what was stored.
    pub fn stored(date: Option<Date>, words: Option<String>) -> Birth {
        match (date, words) {
            (Some(date), _) => Birth::On(date),
            (None, Some(words)) => Birth::About { year: first_year(&words).unwrap_or(0), words },
            (None, None) => Birth::NotGiven,
        }
    }

    /// Age in whole years on a day; for a year alone, the age they reach that year.
    pub fn age(&self, on: Date) -> Option<i16> {
        match self {
            Birth::On(date) => {
                let had_birthday = (on.month(), on.day()) >= (date.month(), date.day());
                Some(on.year() - date.year() - i16::from(!had_birthday))
            }
            Birth::About { year, .. } if *year > 0 => Some(on.year() - year),
            _ => None,
        }
    }
}

/// Four digits: what stands first when the year does.
fn is_year(part: &str) -> bool {
    part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit())
}

fn exact(day: &str, month: &str, year: &str, today: Date) -> Result<Birth, String> {
    let unreadable = || "Write the date of birth like 12 3 1948, or just the year.".to_owned();
    let day: i8 = day.trim_end_matches(|c: char| c.is_alphabetic()).parse().map_err(|_| unreadable())?;
    let month: i8 = match month.parse() {
        Ok(number) => number,
        Err(_) => named_month(month).ok_or_else(unreadable)?,
    };
    let mut whole: i16 = year.parse().map_err(|_| unreadable())?;
    if year.len() == 2 {
        whole += if 2000 + whole > today.year() { 1900 } else { 2000 };
    }
    let date = Date::new(whole, month, day).map_err(|_| {
        format!("There is no such day as {day}/{month}/{whole}. Check the day and the month.")
    })?;
    Ok(Birth::On(date))
}

fn named_month(text: &str) -> Option<i8> {
    let place = MONTHS.iter().position(|m| text.len() >= 3 && text.starts_with(m))?;
    i8::try_from(place + 1).ok()
}

fn about(text: &str, parts: &[String]) -> Result<Birth, String> {
    let known =
        ["about", "around", "approx", "approximately", "circa", "c", "roughly", "born", "in", "maybe", "say"];
    let readable = parts.iter().all(|p| {
        known.contains(&p.as_str())
            || named_month(p).is_some()
            || (p.len() == 4 && p.parse::<i16>().is_ok())
            || p.ends_with("0s")
    });
    match first_year(text) {
        Some(year) if readable => Ok(Birth::About { year, words: text.chars().take(60).collect() }),
        _ => Err("Write the date of birth like 12 3 1948, or just the year. “About 1950” is fine.".into()),
    }
}

fn first_year(text: &str) -> Option<i16> {
    text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 4)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn read(text: &str) -> Result<Birth, String> {
        Birth::parse(text, date(2026, 11, 23))
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        let march = Birth::On(date(1948, 3, 12));
        for text in ["12/3/1948", "12 03 1948", "1948-03-12", "12 March 1948", "12th mar 48", "12.3.48"] {
            assert_eq!(read(text), Ok(march.clone()), "{text}");
        }
        assert_eq!(read(""), Ok(Birth::NotGiven));
    }

    #[test]
    fn a_rough_date_keeps_its_words() {
        assert_eq!(read("about 1950"), Ok(Birth::About { year: 1950, words: "about 1950".into() }));
        assert_eq!(read("March 1948"), Ok(Birth::About { year: 1948, words: "March 1948".into() }));
        assert_eq!(read("1961").unwrap().age(date(2026, 1, 1)), Some(65));
    }

    #[test]
    fn impossible_dates_get_a_sentence() {
        assert!(read("31/02/2024").unwrap_err().contains("31/2/2024"));
        assert!(read("12/3/2048").unwrap_err().contains("future"));
        assert!(read("1 1 1850").unwrap_err().contains("120 years"));
        assert!(read("ages ago").is_err());
        assert!(read("99999999999999999999/1/1950").is_err());
    }

    #[test]
    fn ages_turn_on_the_birthday() {
        let birth = Birth::On(date(1948, 3, 12));
        assert_eq!(birth.age(date(2026, 3, 11)), Some(77));
        assert_eq!(birth.age(date(2026, 3, 12)), Some(78));
    }
}
