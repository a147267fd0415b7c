//! What somebody asks of the directory, read from the address of the page, and its answer.

use find::{Hit, Point, Query};
use jiff::civil::Weekday;

use super::{DirectoryEntry, ServiceId, services_by_id};
use crate::app::App;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{self, Postcode};
use crate::web::Fields;

/// How many services one page lists.
pub const A_PAGE: usize = 10;

/// The distances one can choose, in miles.
pub const DISTANCES: [u8; 4] = [1, 3, 5, 10];

/// What somebody who names a place and no distance takes for near, in miles. Where there is
/// less than [`ENOUGH_NEAR`] of it, places further away are shown too.
const NEAR_MILES: f64 = 10.0;
const ENOUGH_NEAR: usize = 3;

/// A question to the directory. Whatever cannot be read of it counts as not asked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    /// What matters, in the person's own words.
    pub what: String,
    /// A postcode or a town, as typed.
    pub near: String,
    /// Only what meets within so many miles.
    pub within: Option<u8>,
    pub day: Option<Weekday>,
    pub free: bool,
    pub online: bool,
    /// Counted from 1.
    pub page: usize,
}

impl Asked {
    pub fn read(fields: &Fields) -> Asked {
        let day =
            fields.get("day").parse::<i8>().ok().and_then(|day| Weekday::from_monday_one_offset(day).ok());
        Asked {
            what: fields.get("what").chars().take(400).collect(),
            near: fields.get("near").chars().take(100).collect(),
            within: fields.get("within").parse().ok().filter(|miles| DISTANCES.contains(miles)),
            day,
            free: fields.ticked("free"),
            online: fields.ticked("online"),
            page: fields.get("page").parse().unwrap_or(1).clamp(1, find::MOST / A_PAGE),
        }
    }

    /// Whether anything was asked at all.
    pub fn is_anything(&self) -> bool {
        !self.what.is_empty() || !self.near.is_empty() || self.is_choosy()
    }

    /// Whether more than words and a place was asked.
    pub fn is_choosy(&self) -> bool {
        self.within.is_some() || self.day.is_some() || self.free || self.online
    }

    /// The address of this question, with the page it stands on left out.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let day = self.day.map(|day| day.to_monday_one_offset().to_string());
        let ticked = |on: bool| on.then(|| "yes".to_owned());
        let some = |words: &str| (!words.is_empty()).then(|| words.to_owned());
        [
            ("what", some(&self.what)),
            ("near", some(&self.near)),
            ("within", self.within.map(|miles| miles.to_string())),
            ("day", day),
            ("free", ticked(self.free)),
            ("online", ticked(self.online)),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
    }

    fn query(&self, from: Option<Point>, today: jiff::civil::Date) -> Query {
        Query {
            words: self.what.clone(),
            near: from,
            within_miles: self.within.filter(|_| from.is_some()).map(f64::from),
            day: self.day,
            free: self.free,
            online: self.online.then_some(true),
            today: Some(today),
            limit: A_PAGE,
            offset: (self.page - 1) * A_PAGE,
            ..Query::default()
        }
    }
}

/// The directory's answer.
#[derive(Debug, Default)]
pub struct Answered {
    pub total: usize,
    /// This page of them, best first, each with why it is there.
    pub results: Vec<(Hit, DirectoryEntry)>,
    /// What was done beyond the letter of the question, in English sentences.
    pub said: Vec<String>,
    /// The place named is not known here, so nothing says how far anything is.
    pub place_unknown: bool,
}

/// Answers a question. Distances are measured from the place it names, else from `home`.
///
/// # Errors
/// When the directory cannot be read.
pub fn search_for(app: &App, now: &Moment, asked: &Asked, home: Option<Point>) -> Result<Answered, Refusal> {
    let named = app.db.read("find the place named", |tx| place(tx, &asked.near))?;
    let from = named.or(home.filter(|_| asked.near.is_empty()));
    let mut query = asked.query(from, now.today());
    let unknown = from.is_none() && !asked.near.is_empty();
    if unknown && Postcode::parse(&asked.near).is_none() {
        // The search knows more places than our list of towns: those its services stand in.
        query.words = format!("{} near {}", asked.what, asked.near);
        query.within_miles = asked.within.map(f64::from);
        let found = app.finder.search(&app.db, now, &query)?;
        if found.hits.iter().any(|hit| hit.metres.is_some()) {
            return answered(app, found, false);
        }
        query = asked.query(None, now.today());
    }
    if from.is_some() && asked.within.is_none() {
        let near =
            app.finder.search(&app.db, now, &Query { within_miles: Some(NEAR_MILES), ..query.clone() })?;
        if near.total >= ENOUGH_NEAR {
            return answered(app, near, unknown);
        }
    }
    answered(app, app.finder.search(&app.db, now, &query)?, unknown)
}

fn answered(app: &App, found: find::Found, place_unknown: bool) -> Result<Answered, Refusal> {
    let ids: Vec<ServiceId> = found.hits.iter().map(|hit| hit.id.into()).collect();
    let entries = app.db.read("show what was found", |tx| services_by_id(tx, app.area.id, &ids))?;
    let mut entries = entries.into_iter().peekable();
    // Both are in the order of the hits; what was withdrawn a moment ago is passed over.
    let results = found
        .hits
        .into_iter()
        .filter_map(|hit| Some((entries.next_if(|entry| entry.id == hit.id.into())?, hit)))
        .filter(|(entry, _)| entry.is_offered())
        .map(|(entry, hit)| (hit, entry))
        .collect();
    Ok(Answered { total: found.total, results, said: found.said, place_unknown })
}

fn place(tx: &mut ::store::Tx<'_>, near: &str) -> Result<Option<Point>, Refusal> {
    let point = match Postcode::parse(near) {
        Some(postcode) => settings::find_place(tx, postcode.as_str())?.map(|place| (place.lat, place.lon)),
        None if near.is_empty() => None,
        None => settings::find_town(tx, near)?.map(|town| (town.lat, town.lon)),
    };
    Ok(point.and_then(|(lat, lon)| Point::new(lat, lon)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_survives_its_address() {
        let typed = [
            ("what", "company on Sundays"),
            ("near", "TA1 1NW"),
            ("within", "3"),
            ("day", "7"),
            ("free", "yes"),
            ("online", "yes"),
        ];
        let asked = Asked::read(&Fields::of(&typed));
        assert_eq!(asked.day, Some(Weekday::Sunday));
        let fields = asked.fields();
        let again: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(Asked::read(&Fields::of(&again)), asked);
        assert_eq!(again, typed);
    }

    #[test]
    fn what_cannot_be_read_was_not_asked() {
        let typed = [("within", "4"), ("day", "8"), ("page", "-3"), ("free", "maybe"), ("what", "  ")];
        let asked = Asked::read(&Fields::of(&typed));
        assert_eq!(asked, Asked { page: 1, ..Asked::default() });
        assert!(!asked.is_anything());
        assert_eq!(Asked::read(&Fields::of(&[("page", "99999999")])).page, find::MOST / A_PAGE);
    }
}
