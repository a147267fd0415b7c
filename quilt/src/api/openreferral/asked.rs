//! What somebody asks of a list, read from the query of its address.

use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use openreferral::Day;
use openreferral::openapi::{MOST_PER_PAGE, MOST_PROXIMITY, PER_PAGE, PROXIMITY};
use uuid::Uuid;

use super::parameter::{Endpoint, Parameter};
use crate::directory::{Filter, wanted};
use crate::moment::zone;
use crate::refusal::Refusal;
use crate::settings::{self, Postcode};
use crate::web::{Document, Visit};

/// The most entries of a page where only ids are asked for, which should come in one.
const MOST_MINIMAL: usize = 100_000;
/// How far a postcode reaches when nobody says, in metres.
const NEAR: u32 = PROXIMITY as u32;
/// The longest text taken in.
const LONGEST: usize = 200;

/// How much is said of each entry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// What stands in the entry itself and who runs it.
    #[default]
    Listed,
    /// With everything that hangs below it.
    Full,
    /// Its id and when it last changed.
    Minimal,
}

/// A question to one of the lists.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub filter: Filter,
    pub form: Form,
    /// All of it, a line each, without pages.
    pub lines: bool,
    /// Terms right below this one.
    pub parent: Option<Uuid>,
    /// Terms below no other.
    pub top_only: bool,
    page: Option<usize>,
    per_page: Option<usize>,
    postcode: Option<Postcode>,
    metres: Option<u32>,
}

impl Asked {
    pub fn read(visit: &Visit<'_>, endpoint: &Endpoint) -> Result<Asked, Refusal> {
        let mut asked = Asked::default();
        let (mut full, mut minimal) = (false, false);
        endpoint.read(visit, |parameter, value| {
            match parameter {
                Parameter::Full => full = truth(value)?,
                Parameter::Minimal => minimal = truth(value)?,
                other => asked.take(other, value)?,
            }
            Ok(())
        })?;
        asked.form = match (minimal, full) {
            (true, _) => Form::Minimal,
            (false, true) => Form::Full,
            (false, false) => Form::Listed,
        };
        if asked.metres.is_some() && asked.postcode.is_none() {
            return Err(Refusal::invalid(
                "proximity",
                "proximity is measured from a postcode: give postcode as well.",
            ));
        }
        Ok(asked)
    }

    fn take(&mut self, parameter: Parameter, value: &str) -> Result<(), String> {
        let filter = &mut self.filter;
        match parameter {
            Parameter::Search => filter.words = wanted(text(value)?),
            Parameter::Page => self.page = Some(whole(value)?),
            Parameter::PerPage => self.per_page = Some(whole(value)?),
            Parameter::Format => self.lines = lines(value)?,
            Parameter::TaxonomyTermId => filter.term = Some(some_text(value)?.to_owned()),
            Parameter::TaxonomyId => filter.taxonomy = Some(some_text(value)?.to_owned()),
            Parameter::OrganizationId => filter.organization = Some(id(value)?),
            Parameter::ModifiedAfter => filter.modified_after = Some(instant(value)?),
            Parameter::MinimumAge => filter.min_age = Some(number(value)?),
            Parameter::MaximumAge => filter.max_age = Some(number(value)?),
            Parameter::StartTime => filter.opens_from = Some(time(value)?),
            Parameter::EndTime => filter.closes_by = Some(time(value)?),
            Parameter::Day => filter.days = days(value)?,
            Parameter::Postcode => self.postcode = Some(postcode(value)?),
            Parameter::Proximity => self.metres = Some(metres(value)?),
            Parameter::TopOnly => self.top_only = truth(value)?,
            Parameter::ParentId => self.parent = Some(id(value)?),
            Parameter::Full | Parameter::Minimal => {}
        }
        Ok(())
    }

    /// Finds where the postcode is. A postcode nobody knows is a problem of its own.
    pub fn locate(&mut self, visit: &Visit<'_>) -> Result<Option<Document>, Refusal> {
        let Some(postcode) = &self.postcode else { return Ok(None) };
        let place = visit.read("find a postcode", |tx| settings::find_place(tx, postcode.as_str()))?;
        match place.and_then(|place| find::Point::new(place.lat, place.lon)) {
            Some(point) => {
                self.filter.near = Some((point, f64::from(self.metres.unwrap_or(NEAR))));
                Ok(None)
            }
            None => {
                let sentence = format!("We do not know where {} is.", postcode.as_str());
                Ok(Some(Document::problem(StatusCode::NOT_FOUND, &sentence, Some("postcode"))))
            }
        }
    }

    /// The page, counted from 1.
    pub fn page(&self) -> usize {
        self.page.unwrap_or(1)
    }

    pub fn per_page(&self) -> usize {
        let (usual, most) = match self.form {
            Form::Minimal => (MOST_MINIMAL, MOST_MINIMAL),
            Form::Full | Form::Listed => (size(PER_PAGE), size(MOST_PER_PAGE)),
        };
        self.per_page.unwrap_or(usual).min(most)
    }

    /// Everything that decides what is answered, but for the directory itself.
    pub fn told(&self) -> String {
        format!("{self:?}")
    }
}

fn size(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn text(value: &str) -> Result<&str, String> {
    let long = value.chars().count() > LONGEST;
    if long { Err(format!("At most {LONGEST} characters are read.")) } else { Ok(value) }
}

fn some_text(value: &str) -> Result<&str, String> {
    if value.is_empty() { Err("It is empty.".into()) } else { text(value) }
}

/// A whole number from 1; one too large for any machine is the largest there is.
fn whole(value: &str) -> Result<usize, String> {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    let number = if digits { value.parse().unwrap_or(usize::MAX) } else { 0 };
    if number == 0 { Err("It must be a whole number, 1 or more.".into()) } else { Ok(number) }
}

fn number(value: &str) -> Result<f64, String> {
    let plain = value.bytes().all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte));
    let number = if plain { value.parse::<f64>().ok() } else { None };
    number
        .filter(|number| number.is_finite() && *number >= 0.0)
        .ok_or_else(|| "It must be a number, 0 or more.".into())
}

fn metres(value: &str) -> Result<u32, String> {
    let whole = whole(value).ok().and_then(|metres| u32::try_from(metres).ok());
    let right = whole.filter(|metres| u64::from(*metres) <= MOST_PROXIMITY);
    right.ok_or_else(|| format!("It must be a whole number of metres, from 1 to {MOST_PROXIMITY}."))
}

fn truth(value: &str) -> Result<bool, String> {
    match value {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err("It must be true or false.".into()),
    }
}

fn id(value: &str) -> Result<Uuid, String> {
    let hyphened = value.len() == 36;
    Uuid::parse_str(value)
        .ok()
        .filter(|_| hyphened)
        .ok_or_else(|| "It must be a UUID, as in the id of an entry.".into())
}

fn lines(value: &str) -> Result<bool, String> {
    match value {
        "json" => Ok(false),
        "ndjson" => Ok(true),
        _ => Err("It must be json or ndjson.".into()),
    }
}

/// An instant, or a day or time of day on the clocks people here go by. A “+” that nobody
/// escaped has become a space.
fn instant(value: &str) -> Result<Timestamp, String> {
    let value = value.replace(' ', "+");
    if let Ok(instant) = value.parse::<Timestamp>() {
        return Ok(instant);
    }
    let local = value.parse::<DateTime>().ok().or_else(|| value.parse::<Date>().ok().map(DateTime::from));
    local
        .and_then(|local| local.to_zoned(zone()).ok())
        .map(|zoned| zoned.timestamp())
        .ok_or_else(|| "It must be a time such as 2026-11-23T10:00:00Z, or a day.".into())
}

/// `10:00` or `10:00:30`.
fn time(value: &str) -> Result<Time, String> {
    let parts: Vec<Option<i8>> = value
        .split(':')
        .map(|part| {
            if part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()) { part.parse().ok() } else { None }
        })
        .collect();
    let time = match parts.as_slice() {
        [Some(hour), Some(minute)] => Time::new(*hour, *minute, 0, 0).ok(),
        [Some(hour), Some(minute), Some(second)] => Time::new(*hour, *minute, *second, 0).ok(),
        _ => None,
    };
    time.ok_or_else(|| "It must be a time of day such as 10:00.".into())
}

/// One day or several, as iCalendar writes them: `MO` or `MO,WE`. Whole names will do.
fn days(value: &str) -> Result<Vec<Day>, String> {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let day = |said: &str| {
        let said = said.to_lowercase();
        Day::ALL.into_iter().zip(NAMES).find(|(day, name)| said == *name || said == day.code().to_lowercase())
    };
    let found: Option<Vec<Day>> = value.split(',').map(|said| day(said).map(|(day, _)| day)).collect();
    found.ok_or_else(|| "It must be a day: MO, TU, WE, TH, FR, SA or SU.".into())
}

fn postcode(value: &str) -> Result<Postcode, String> {
    Postcode::parse(value).ok_or_else(|| "It must be a full postcode, such as TA1 1NW.".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_nothing_else() {
        assert_eq!((whole("1"), whole("007")), (Ok(1), Ok(7)));
        assert_eq!(whole("99999999999999999999999999"), Ok(usize::MAX));
        for wrong in ["", "0", "-1", "1.0", "1e3", " 1", "one", "٣"] {
            assert!(whole(wrong).is_err(), "{wrong}");
        }
        assert_eq!((number("17.5"), number("1e2"), number("0")), (Ok(17.5), Ok(100.0), Ok(0.0)));
        for wrong in ["", "-1", "NaN", "inf", "1e999", "1,5", "£3", "--1"] {
            assert!(number(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn times_and_days_are_read_as_the_standard_writes_them() {
        assert_eq!(time("09:30"), Ok(Time::constant(9, 30, 0, 0)));
        assert_eq!(time("23:59:59"), Ok(Time::constant(23, 59, 59, 0)));
        for wrong in ["", "9:30", "24:00", "10:60", "10", "10:00:00:00", "-1:00", "10:0a", "+9:30"] {
            assert!(time(wrong).is_err(), "{wrong}");
        }
        assert_eq!(days("MO"), Ok(vec![Day::Monday]));
        assert_eq!(days("mo,Sunday"), Ok(vec![Day::Monday, Day::Sunday]));
        for wrong in ["", "XX", "MO,", "2TU", "M"] {
            assert!(days(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn instants_are_read_with_a_zone_or_without() {
        let noon: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        for said in [
            "2026-06-01T12:00:00Z",
            "2026-06-01T13:00:00+01:00",
            "2026-06-01T13:00:00 01:00",
            "2026-06-01T13:00:00",
        ] {
            assert_eq!(instant(said), Ok(noon), "{said}");
        }
        assert_eq!(instant("2026-12-01"), Ok("2026-12-01T00:00:00Z".parse().unwrap()));
        for wrong in ["", "yesterday", "2026-13-01", "12:00"] {
            assert!(instant(wrong).is_err(), "{wrong}");
        }
    }
}
