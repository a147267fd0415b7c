//! Of whom a story is told: which schemes, and asked for between which days. A scope is an
//! address, so that a story can be sent to somebody.

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use page::{Lang, text};

use crate::access::{Act, Actor};
use crate::moment::zone;
use crate::refusal::Refusal;
use crate::settings::{Scheme, SchemeId};
use crate::web::Fields;

/// Before anybody was asked for.
const BEGINNING: Date = date(1990, 1, 1);
/// After everybody.
const END: Date = date(9000, 1, 1);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Scope {
    /// Exactly these schemes; never more than the reader may see.
    pub schemes: Vec<SchemeId>,
    /// The one scheme chosen.
    pub chosen: Option<SchemeId>,
    pub from: Option<Date>,
    /// Included.
    pub to: Option<Date>,
}

/// The schemes whose story this actor may read.
pub(super) fn readable(actor: &Actor, all: Vec<Scheme>) -> Vec<Scheme> {
    if actor.area_wide(Act::ReadGroupStory) {
        return all;
    }
    let own = actor.schemes_for(Act::ReadGroupStory);
    all.into_iter().filter(|scheme| own.contains(&scheme.id)).collect()
}

impl Scope {
    /// Reads an address. Without any question it is the last twelve months; what cannot be
    /// read as a day is left out, and the page says which days it took.
    ///
    /// # Errors
    /// A scheme that is not among `readable` looks like nothing being there.
    pub fn read(query: &Fields, today: Date, readable: &[Scheme]) -> Result<Scope, Refusal> {
        let chosen = match query.some("scheme") {
            None => None,
            Some(id) => {
                Some(readable.iter().find(|s| s.id.to_string() == id).ok_or_else(Refusal::not_found)?.id)
            }
        };
        let schemes = chosen.map_or_else(|| readable.iter().map(|scheme| scheme.id).collect(), |id| vec![id]);
        let asked = |name| {
            query.some(name).and_then(|day| day.parse::<Date>().ok()).filter(|d| (BEGINNING..END).contains(d))
        };
        let (mut from, mut to) = (asked("from"), asked("to"));
        let silent = |name| query.all(name).next().is_none();
        if silent("from") && silent("to") {
            from = Some(today.saturating_sub(1.year()));
        }
        if let (Some(a), Some(b)) = (from, to)
            && a > b
        {
            (from, to) = (Some(b), Some(a));
        }
        Ok(Scope { schemes, chosen, from, to })
    }

    /// The first moment and the one after the last, on the clocks people here go by.
    pub fn moments(&self) -> (Timestamp, Timestamp) {
        let start = |day: Date| day.to_zoned(zone()).map_or(Timestamp::UNIX_EPOCH, |at| at.timestamp());
        let after = self.to.map_or(END, |day| day.saturating_add(1.day()));
        (start(self.from.unwrap_or(BEGINNING)), start(after))
    }

    /// Where this story stands, with other days or another scheme put in.
    pub fn address(&self) -> String {
        let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        let scheme = self.chosen.map_or_else(String::new, |id| format!("scheme={id}&"));
        format!("/stories?{scheme}from={}&to={}", day(self.from), day(self.to))
    }

    pub fn within(&self, chosen: Option<SchemeId>) -> Scope {
        Scope { chosen, ..self.clone() }
    }

    pub fn between(&self, from: Option<Date>, to: Option<Date>) -> Scope {
        Scope { from, to, ..self.clone() }
    }

    /// "asked for between 1 April and 30 September 2026"
    pub fn days_in_words(&self) -> String {
        let day = |day: Date, year| text::day(Lang::En, day, year);
        match (self.from, self.to) {
            (None, None) => "asked for at any time".into(),
            (Some(from), None) => format!("asked for since {}", day(from, 0)),
            (None, Some(to)) => format!("asked for up to {}", day(to, 0)),
            (Some(from), Some(to)) => {
                format!("asked for between {} and {}", day(from, to.year()), day(to, 0))
            }
        }
    }
}

/// The stretches of time most often wanted: name, first and last day.
pub(super) fn quick(today: Date) -> [(&'static str, Option<Date>, Option<Date>); 5] {
    let april = |year| Date::new(year, 4, 1).ok();
    let this = if today.month() >= 4 { today.year() } else { today.year() - 1 };
    let eve = april(this).map(|day| day.saturating_sub(1.day()));
    [
        ("Last 3 months", Some(today.saturating_sub(3.months())), None),
        ("Last 12 months", Some(today.saturating_sub(1.year())), None),
        ("This year from April", april(this), None),
        ("The year before", april(this - 1), eve),
        ("All time", None, None),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = date(2026, 2, 3);

    fn read(pairs: &[(&str, &str)]) -> Scope {
        Scope::read(&Fields::of(pairs), TODAY, &[]).unwrap()
    }

    #[test]
    fn an_address_reads_back_as_itself() {
        for (_, from, to) in quick(TODAY) {
            let scope = read(&[]).between(from, to);
            let query = Fields::parse(scope.address().split_once('?').unwrap().1.as_bytes());
            assert_eq!(Scope::read(&query, TODAY, &[]).unwrap(), scope);
        }
    }

    #[test]
    fn no_question_is_the_last_twelve_months_and_nonsense_is_left_out() {
        assert_eq!((read(&[]).from, read(&[]).to), (Some(date(2025, 2, 3)), None));
        assert_eq!(
            read(&[("from", "yesterday"), ("to", "0001-01-01")]).days_in_words(),
            "asked for at any time"
        );
        let turned = read(&[("from", "2026-09-30"), ("to", "2026-04-01")]);
        assert_eq!(turned.days_in_words(), "asked for between 1 April and 30 September 2026");
    }

    #[test]
    fn a_scheme_one_may_not_read_is_not_there() {
        let fields = Fields::of(&[("scheme", "018f6f1e-0000-7000-8000-000000000000")]);
        assert!(matches!(Scope::read(&fields, TODAY, &[]), Err(Refusal::NotFound { .. })));
    }

    #[test]
    fn the_last_day_counts_whole_and_years_begin_in_april() {
        let (_, until) = read(&[("from", "2026-06-01"), ("to", "2026-06-30")]).moments();
        assert_eq!(until.to_string(), "2026-06-30T23:00:00Z");
        assert_eq!(quick(TODAY)[2].1, Some(date(2025, 4, 1)));
        assert_eq!(quick(TODAY)[3], ("The year before", Some(date(2024, 4, 1)), Some(date(2025, 3, 31))));
    }
}
