//! When, where and at what price a service happens, as people say it, in each language.

use openreferral::{Cost, Day, Frequency, Kind, Location, Occurrence, Schedule, Service};
use page::text;

use crate::web::{Lang, say};

/// "Tuesdays 10:00 to 12:00; First Friday of the month 14:00". Empty when nobody says.
pub fn when_words(lang: Lang, service: &Service) -> String {
    let mut lines: Vec<String> = Vec::new();
    for schedule in &service.schedules {
        let words = capital(&schedule_words(lang, schedule));
        if !words.is_empty() && !lines.contains(&words) {
            lines.push(words);
        }
    }
    lines.join("; ")
}

fn capital(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

fn schedule_words(lang: Lang, schedule: &Schedule) -> String {
    let mut parts = Vec::new();
    let days = days_words(lang, schedule);
    if !days.is_empty() {
        parts.push(days);
    }
    match (schedule.opens_at, schedule.closes_at) {
        (Some(from), Some(to)) => {
            parts.push(say(lang, "when-from-to", &[("from", &text::time(from)), ("to", &text::time(to))]));
        }
        (Some(from), None) => parts.push(say(lang, "when-from", &[("from", &text::time(from))])),
        _ => {}
    }
    // A description that only says the same time again adds nothing.
    let repeats = |said: &str| schedule.opens_at.is_some_and(|opens| said.contains(&text::time(opens)));
    match (&schedule.description, parts.is_empty()) {
        (Some(said), true) => said.clone(),
        (Some(said), false) if said.chars().count() <= 80 && !repeats(said) => {
            format!("{} ({said})", parts.join(" "))
        }
        _ => parts.join(" "),
    }
}

fn days_words(lang: Lang, schedule: &Schedule) -> String {
    let monthly = schedule.freq == Some(Frequency::Monthly);
    let names: Vec<String> = schedule.days.iter().map(|day| day_words(lang, *day)).collect();
    let days = listed(lang, &names);
    let nth = schedule.days.iter().any(|day| day.nth.is_some());
    match (days.is_empty(), schedule.interval) {
        (true, _) if monthly => say(lang, "when-monthly", &[]),
        (true, _) => String::new(),
        (false, Some(2)) if !monthly => say(lang, "when-other-week", &[("days", &days)]),
        (false, _) if monthly || nth => say(lang, "when-of-month", &[("days", &days)]),
        (false, _) => days,
    }
}

fn day_words(lang: Lang, on: Occurrence) -> String {
    let key = match (on.day, on.nth) {
        (Day::Monday, None) => "mondays",
        (Day::Tuesday, None) => "tuesdays",
        (Day::Wednesday, None) => "wednesdays",
        (Day::Thursday, None) => "thursdays",
        (Day::Friday, None) => "fridays",
        (Day::Saturday, None) => "saturdays",
        (Day::Sunday, None) => "sundays",
        (Day::Monday, Some(_)) => "monday",
        (Day::Tuesday, Some(_)) => "tuesday",
        (Day::Wednesday, Some(_)) => "wednesday",
        (Day::Thursday, Some(_)) => "thursday",
        (Day::Friday, Some(_)) => "friday",
        (Day::Saturday, Some(_)) => "saturday",
        (Day::Sunday, Some(_)) => "sunday",
    };
    let day = say(lang, key, &[]);
    let which = match on.nth {
        None => return day,
        Some(1) => "when-first",
        Some(2) => "when-second",
        Some(3) => "when-third",
        Some(4) => "when-fourth",
        Some(-1) => "when-last",
        Some(_) => "when-fifth",
    };
    say(lang, which, &[("day", &day)])
}

fn listed(lang: Lang, names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => say(lang, "and", &[("before", &rest.join(", ")), ("last", last)]),
    }
}

/// Where it meets: name and address of its first places. Empty when it has none.
pub fn where_words(service: &Service) -> String {
    let mut lines: Vec<String> = Vec::new();
    for place in service.locations.iter().filter(|place| place.kind == Kind::Physical) {
        let words = place_words(place);
        if !words.is_empty() && !lines.contains(&words) {
            lines.push(words);
        }
    }
    lines.join("; ")
}

/// "Village Hall, Brook Street, Cannington, TA5 2HP".
pub(super) fn place_words(place: &Location) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let postcode = place.postcode.as_ref().map(|postcode| postcode.as_str());
    let said = [place.name.as_deref()].into_iter().chain(place.lines.iter().map(|line| Some(line.as_str())));
    for part in said.chain([place.city.as_deref(), place.county.as_deref(), postcode]).flatten() {
        if !parts.iter().any(|known| known.eq_ignore_ascii_case(part)) {
            parts.push(part);
        }
    }
    parts.join(", ")
}

/// "Free", "£2.50 per session"; empty when nobody says.
pub fn cost_words(lang: Lang, service: &Service) -> String {
    let mut lines: Vec<String> = Vec::new();
    for cost in &service.costs {
        let words = one_cost(lang, cost);
        if !words.is_empty() && !lines.contains(&words) {
            lines.push(words);
        }
    }
    lines.join("; ")
}

fn one_cost(lang: Lang, cost: &Cost) -> String {
    let price = match cost.pence {
        Some(0) => Some(say(lang, "free", &[])),
        Some(pence) if pence % 100 == 0 => Some(format!("£{}", pence / 100)),
        Some(pence) => Some(format!("£{}.{:02}", pence / 100, pence % 100)),
        None => None,
    };
    let said =
        cost.text.as_deref().filter(|said| !(cost.pence == Some(0) && said.eq_ignore_ascii_case("free")));
    let words = match (price, said) {
        (Some(price), Some(said)) if said.contains('£') || said.to_lowercase().starts_with("free") => {
            let _in_their_words = price;
            said.to_owned()
        }
        (Some(price), Some(said)) => format!("{price} {said}"),
        (Some(price), None) => price,
        (None, Some(said)) => said.to_owned(),
        (None, None) => String::new(),
    };
    match (&cost.option, words.is_empty()) {
        (Some(whom), false) => format!("{whom}: {words}"),
        (Some(whom), true) => whom.clone(),
        (None, _) => words,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::*;

    fn on(day: Day, nth: Option<i8>) -> Schedule {
        Schedule {
            freq: Some(if nth.is_some() { Frequency::Monthly } else { Frequency::Weekly }),
            days: vec![Occurrence { day, nth }],
            opens_at: Some(time(10, 0, 0, 0)),
            closes_at: Some(time(12, 30, 0, 0)),
            ..Schedule::default()
        }
    }

    #[test]
    fn times_read_as_people_say_them() {
        let service = Service {
            schedules: vec![on(Day::Tuesday, None), on(Day::Friday, Some(1))],
            ..Service::default()
        };
        assert_eq!(
            when_words(Lang::En, &service),
            "Tuesdays 10:00 to 12:30; First Friday of the month 10:00 to 12:30"
        );
        assert!(when_words(Lang::Cy, &service).starts_with("Dydd Mawrth 10:00 i 12:30"));
        let said = Schedule { description: Some("Every Monday at 10:00".into()), ..on(Day::Monday, None) };
        let service = Service { schedules: vec![said], ..Service::default() };
        assert_eq!(when_words(Lang::En, &service), "Mondays 10:00 to 12:30", "nothing is said twice");
        let fortnight = Schedule { interval: Some(2), ..on(Day::Monday, None) };
        let service = Service { schedules: vec![fortnight], ..Service::default() };
        assert_eq!(when_words(Lang::En, &service), "Mondays, every other week 10:00 to 12:30");
    }

    #[test]
    fn prices_read_as_people_say_them() {
        let cost =
            |pence, said: Option<&str>| Cost { pence, text: said.map(str::to_owned), ..Cost::default() };
        for (cost, words) in [
            (cost(Some(0), None), "Free"),
            (cost(Some(0), Some("free")), "Free"),
            (cost(Some(200), Some("a visit")), "£2 a visit"),
            (cost(Some(250), None), "£2.50"),
            (cost(Some(300), Some("£3, first visit free")), "£3, first visit free"),
            (cost(None, Some("By donation")), "By donation"),
        ] {
            assert_eq!(cost_words(Lang::En, &Service { costs: vec![cost], ..Service::default() }), words);
        }
    }
}
