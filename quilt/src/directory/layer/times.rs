//! Times and prices as people write them, read into what can be searched by day. What is not
//! understood is kept word for word: better said than lost.

use jiff::civil::Time;
use openreferral::{Cost, Day, Frequency, Occurrence, Schedule};

/// One time a line: "Tuesdays 10:00 to 12:00", "First Friday of the month 2pm", "Mon and Wed 10-12".
pub(super) fn times(typed: &str) -> Vec<Schedule> {
    lines(typed).map(time).collect()
}

fn lines(typed: &str) -> impl Iterator<Item = &str> {
    typed.split(['\n', ';']).map(str::trim).filter(|line| !line.is_empty())
}

/// What has been understood of a line so far.
#[derive(Default)]
struct Heard {
    days: Vec<Occurrence>,
    nth: Option<i8>,
    /// "Monday to Friday" waits for its end.
    through: Option<Day>,
    monthly: bool,
    interval: Option<u16>,
    times: Vec<Time>,
    /// "from", "at", "until" were heard: a bare number is an hour.
    hour_next: bool,
}

fn time(line: &str) -> Schedule {
    let said = || Schedule { description: Some(line.to_owned()), ..Schedule::default() };
    let mut heard = Heard::default();
    let mut rest = "";
    for (at, word) in words(line) {
        if !heard.hear(word) {
            rest = line.get(at..).unwrap_or_default();
            break;
        }
    }
    // "Monday to" and nothing after it, "at ten", or "10 to 12" of no day, is not all that was meant.
    if heard.through.is_some()
        || heard.hour_next
        || heard.times.len() > 2
        || (heard.days.is_empty() && !heard.monthly)
    {
        return said();
    }
    let note = rest.trim().trim_matches(|c| matches!(c, '(' | ')' | ',' | '.' | ' ')).to_owned();
    if note.chars().count() > 80 {
        return said();
    }
    heard.days.sort_unstable();
    heard.days.dedup();
    let nth = heard.days.iter().any(|on| on.nth.is_some());
    let freq = if heard.monthly || nth { Frequency::Monthly } else { Frequency::Weekly };
    Schedule {
        freq: Some(freq),
        interval: heard.interval,
        days: heard.days,
        opens_at: heard.times.first().copied(),
        closes_at: heard.times.get(1).copied(),
        description: (!note.is_empty()).then_some(note),
        ..Schedule::default()
    }
}

/// The words of a line with where they stand; "10-12" is three.
fn words(line: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    for (at, c) in line.char_indices() {
        let dash = matches!(c, '-' | '–' | '—' | '(');
        if (c.is_whitespace() || matches!(c, ',' | '&') || dash)
            && let Some(from) = start.take()
        {
            found.extend(line.get(from..at).map(|word| (from, word)));
        }
        if dash {
            found.extend(line.get(at..at + c.len_utf8()).map(|word| (at, word)));
        } else if !c.is_whitespace() && !matches!(c, ',' | '&') && start.is_none() {
            start = Some(at);
        }
    }
    if let Some(from) = start {
        found.extend(line.get(from..).map(|word| (from, word)));
    }
    found
}

impl Heard {
    /// Takes one word in; `false` when it means nothing here.
    fn hear(&mut self, word: &str) -> bool {
        let word = word.to_lowercase();
        let word = word.trim_matches(['.', ':']);
        if let Some(days) = several(word) {
            self.days.extend(days.iter().map(|day| Occurrence { day: *day, nth: None }));
            return true;
        }
        if let Some(day) = day(word) {
            self.on(day);
            return true;
        }
        match word {
            "and" | "a" | "ac" | "on" | "the" | "of" | "y" | "bob" | "every" | "each" | "ar" | "dydd"
            | "nos" | "week" | "wythnos" => true,
            "from" | "at" | "o" | "am" if word != "am" || self.times.is_empty() => {
                self.hour_next = true;
                true
            }
            "to" | "i" | "until" | "till" | "tan" | "-" | "–" | "—" => self.on_the_way(),
            "other" | "fortnightly" | "alternate" => {
                self.interval = Some(2);
                true
            }
            "month" | "monthly" | "mis" | "misol" => {
                self.monthly = true;
                true
            }
            _ => self.nth(word) || self.clock(word),
        }
    }

    fn on(&mut self, day: Day) {
        match self.through.take() {
            Some(first) => {
                let place = |day: Day| Day::ALL.iter().position(|it| *it == day).unwrap_or(0);
                let days =
                    Day::ALL.iter().cycle().skip(place(first)).take((place(day) + 7 - place(first)) % 7 + 1);
                self.days.extend(days.map(|day| Occurrence { day: *day, nth: None }));
            }
            None => self.days.push(Occurrence { day, nth: self.nth.take() }),
        }
    }

    /// "to": between two days, or between two times.
    fn on_the_way(&mut self) -> bool {
        match (self.times.is_empty(), self.days.last()) {
            (false, _) => {
                self.hour_next = true;
                true
            }
            (true, Some(Occurrence { day, nth: None })) => {
                self.through = Some(*day);
                true
            }
            _ => false,
        }
    }

    fn nth(&mut self, word: &str) -> bool {
        let nth = match word {
            "first" | "1st" | "cyntaf" => 1,
            "second" | "2nd" | "ail" => 2,
            "third" | "3rd" | "trydydd" => 3,
            "fourth" | "4th" | "pedwerydd" => 4,
            "fifth" | "5th" => 5,
            "last" | "olaf" => -1,
            _ => return false,
        };
        self.nth = Some(nth);
        true
    }

    fn clock(&mut self, word: &str) -> bool {
        // "10 am": the half of the day comes as a word of its own.
        if matches!(word, "am" | "pm") {
            let Some(last) = self.times.last_mut() else { return false };
            return half_day(last, word);
        }
        let bare = word.chars().all(|c| c.is_ascii_digit()) && word.len() <= 2;
        let may = !bare || self.hour_next || !self.days.is_empty();
        match read_time(word).filter(|_| may && self.times.len() < 2 && self.through.is_none()) {
            Some(time) => {
                self.times.push(time);
                self.hour_next = false;
                true
            }
            None => false,
        }
    }
}

fn half_day(time: &mut Time, half: &str) -> bool {
    let hour = match (half, time.hour()) {
        ("am", 12) => 0,
        ("pm", hour @ 1..=11) => hour + 12,
        (_, hour @ 1..=12) => hour,
        _ => return false,
    };
    *time = Time::new(hour, time.minute(), 0, 0).unwrap_or(*time);
    true
}

/// `10:00`, `10.30`, `10am`, `2.15pm`, `noon`, `10`.
fn read_time(word: &str) -> Option<Time> {
    match word {
        "noon" | "midday" | "hanner-dydd" => return Time::new(12, 0, 0, 0).ok(),
        "midnight" => return Time::new(0, 0, 0, 0).ok(),
        _ => {}
    }
    let (clock, half) = match (word.strip_suffix("am"), word.strip_suffix("pm")) {
        (Some(clock), _) => (clock, Some("am")),
        (_, Some(clock)) => (clock, Some("pm")),
        _ => (word, None),
    };
    let (hour, minute) = clock.split_once([':', '.']).unwrap_or((clock, "0"));
    let digits = |text: &str| !text.is_empty() && text.len() <= 2 && text.chars().all(|c| c.is_ascii_digit());
    if !digits(hour) || !digits(minute) {
        return None;
    }
    let mut time = Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
    match half {
        Some(half) => half_day(&mut time, half).then_some(time),
        None => Some(time),
    }
}

fn several(word: &str) -> Option<&'static [Day]> {
    match word {
        "daily" | "dyddiol" => Some(&Day::ALL),
        "weekdays" => Day::ALL.get(..5),
        "weekends" => Day::ALL.get(5..),
        _ => None,
    }
}

fn day(word: &str) -> Option<Day> {
    const NAMES: [&str; 7] =
        ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"];
    const WELSH: [&str; 7] = ["llun", "mawrth", "mercher", "iau", "gwener", "sadwrn", "sul"];
    let english = NAMES.iter().position(|name| word.len() >= 3 && name.starts_with(word));
    english.or_else(|| WELSH.iter().position(|name| *name == word)).and_then(|at| Day::ALL.get(at).copied())
}

/// One price a line: "Free", "£2 a visit", "Members: £1.50", "By donation".
pub(super) fn costs(typed: &str) -> Vec<Cost> {
    lines(typed).map(cost).collect()
}

fn cost(line: &str) -> Cost {
    let said = || Cost { text: Some(line.to_owned()), ..Cost::default() };
    let (option, price) = match line.split_once(": ") {
        Some((whom, price)) if !whom.contains('£') => (Some(whom.trim().to_owned()), price.trim()),
        _ => (None, line),
    };
    if ["free", "am ddim"].contains(&price.to_lowercase().trim_end_matches('.')) {
        return Cost { option, pence: Some(0), ..Cost::default() };
    }
    let Some(amount) = price.strip_prefix('£') else { return said() };
    let end = amount.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(amount.len());
    let (amount, rest) = amount.split_at(end);
    let Some(pence) =
        pence(amount).filter(|_| !rest.contains('£') && (rest.is_empty() || rest.starts_with(' ')))
    else {
        return said();
    };
    let rest = rest.trim();
    Cost { option, pence: Some(pence), text: (!rest.is_empty()).then(|| rest.to_owned()), ..Cost::default() }
}

fn pence(amount: &str) -> Option<u64> {
    let (pounds, pence) = amount.split_once('.').unwrap_or((amount, "00"));
    let two = pence.len() == 2 && pence.chars().all(|c| c.is_ascii_digit());
    let pounds: u64 = pounds.parse().ok().filter(|pounds| *pounds <= 100_000)?;
    two.then(|| Some(pounds * 100 + pence.parse::<u64>().ok()?)).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::directory::{cost_words, when_words};
    use crate::web::Lang;

    fn said_back(typed: &str) -> String {
        when_words(Lang::En, &openreferral::Service { schedules: times(typed), ..Default::default() })
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (typed, back) in [
            ("Tuesdays 10:00 to 12:00", "Tuesdays 10:00 to 12:00"),
            ("tue 10-12", "Tuesdays 10:00 to 12:00"),
            ("Every Tuesday from 10am until noon", "Tuesdays 10:00 to 12:00"),
            ("Mon and Wed, 2 pm to 4.30pm", "Mondays and Wednesdays 14:00 to 16:30"),
            (
                "Monday to Friday 9.30am - 4pm",
                "Mondays, Tuesdays, Wednesdays, Thursdays and Fridays 09:30 to 16:00",
            ),
            ("First Friday of the month 14:00", "First Friday of the month from 14:00"),
            ("Last Sunday of the month", "Last Sunday of the month"),
            ("Mondays, every other week 10:00 to 12:30", "Mondays, every other week 10:00 to 12:30"),
            ("Dydd Mawrth 10:00 i 12:00", "Tuesdays 10:00 to 12:00"),
            ("Tuesdays 10 to 12 (not in August)", "Tuesdays 10:00 to 12:00 (not in August)"),
            ("Tuesdays 10 to 12 except bank holidays", "Tuesdays 10:00 to 12:00 (except bank holidays)"),
            ("When the tide allows", "When the tide allows"),
            ("Ring first", "Ring first"),
            ("10 to 12", "10 to 12"),
            ("Monday to", "Monday to"),
            ("Mondays at ten", "Mondays at ten"),
            ("Tuesdays 10 to late", "Tuesdays 10 to late"),
        ] {
            assert_eq!(said_back(typed), back, "{typed}");
        }
    }

    #[test]
    fn prices_are_read_as_people_write_them() {
        for typed in
            ["Free", "£2 a visit", "£2.50", "Members: £1.50", "By donation", "£3, first visit free", "£3-£5"]
        {
            let back =
                cost_words(Lang::En, &openreferral::Service { costs: costs(typed), ..Default::default() });
            assert_eq!(back, typed);
        }
        assert_eq!(costs("free.").first().and_then(|cost| cost.pence), Some(0));
        assert_eq!(costs("£2.50 a visit").first().and_then(|cost| cost.pence), Some(250));
    }

    proptest! {
        #[test]
        fn nothing_typed_is_lost_or_panics(typed in "(?s).{0,120}") {
            let _times = times(&typed);
            let _costs = costs(&typed);
        }

        #[test]
        fn what_was_understood_is_understood_again(
            day in 0usize..7, nth in prop::option::of(1i8..=4), from in 0i8..23, half: bool, other_week: bool,
        ) {
            let on = Schedule {
                freq: Some(if nth.is_some() { Frequency::Monthly } else { Frequency::Weekly }),
                interval: (other_week && nth.is_none()).then_some(2),
                days: vec![Occurrence { day: Day::ALL[day], nth }],
                opens_at: Time::new(from, if half { 30 } else { 0 }, 0, 0).ok(),
                closes_at: Time::new(from + 1, 0, 0, 0).ok(),
                ..Schedule::default()
            };
            let words = when_words(Lang::En, &openreferral::Service { schedules: vec![on.clone()], ..Default::default() });
            prop_assert_eq!(times(&words), vec![on], "{}", words);
        }
    }
}
