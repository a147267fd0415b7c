//! The directory's answer to a question: where it is measured from, what was found, and what
//! has to be said about it.

use find::{Hit, Point, Query};

use super::asked::coordinates;
use super::{Asked, DirectoryEntry, ServiceId, services_by_id};
use crate::app::App;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{self, Postcode, PostcodePart};

/// What somebody who names a place and no distance takes for near, in miles. Where there is
/// less than [`ENOUGH_NEAR`] of it, places further away are shown too.
const NEAR_MILES: f64 = 10.0;
const ENOUGH_NEAR: usize = 3;

/// The directory's answer.
#[derive(Debug, Default)]
pub struct Answered {
    pub total: usize,
    /// This page of them, best first, each with why it is there.
    pub results: Vec<(Hit, DirectoryEntry)>,
    /// What was done beyond the letter of the question, in English sentences.
    pub said: Vec<String>,
    pub from: Measured,
}

/// Where distances are measured from.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Measured {
    /// No place was named.
    #[default]
    Nowhere,
    /// The place that was named.
    Named(Point),
    /// The middle of a wider place: this part of the postcode is all that is known.
    About(Point, String),
    /// Where the person lives who somebody searches for.
    Home(Point),
    /// A place the search knows by what stands in it.
    InTheWords,
    /// A place was named, and nobody here knows it.
    Unknown,
}

impl Measured {
    pub fn point(&self) -> Option<Point> {
        match self {
            Measured::Named(at) | Measured::About(at, _) | Measured::Home(at) => Some(*at),
            Measured::Nowhere | Measured::InTheWords | Measured::Unknown => None,
        }
    }
}

/// Answers a question. Distances are measured from the place it names, else from `home`.
///
/// # Errors
/// When the directory cannot be read.
pub fn search_for(app: &App, now: &Moment, asked: &Asked, home: Option<Point>) -> Result<Answered, Refusal> {
    let from = match (asked.near.as_str(), home) {
        ("", Some(home)) => Measured::Home(home),
        ("", None) => Measured::Nowhere,
        (near, _) => app.db.read("find the place named", |tx| place(tx, near))?,
    };
    let mut query = asked.query(from.point(), now.today());
    let search = |query: &Query| app.finder.search(&app.db, now, query);
    if from == Measured::Unknown && !looks_like_a_postcode(&asked.near) {
        // The search knows more places than our list of towns: those its services stand in.
        query.words = format!("{} near {}", asked.what, asked.near);
        query.within_miles = asked.within.map(f64::from);
        let found = search(&query)?;
        if found.hits.iter().any(|hit| hit.metres.is_some()) {
            return answered(app, found, Measured::InTheWords);
        }
        query = asked.query(None, now.today());
    }
    if from.point().is_some() && asked.within.is_none() {
        let near = search(&Query { within_miles: Some(NEAR_MILES), ..query.clone() })?;
        if near.total >= ENOUGH_NEAR {
            return answered(app, near, from);
        }
    }
    answered(app, search(&query)?, from)
}

fn looks_like_a_postcode(near: &str) -> bool {
    Postcode::parse(near).is_some() || PostcodePart::parse(near).is_some()
}

fn answered(app: &App, found: find::Found, from: Measured) -> Result<Answered, Refusal> {
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
    Ok(Answered { total: found.total, results, said: found.said, from })
}

fn place(tx: &mut ::store::Tx<'_>, near: &str) -> Result<Measured, Refusal> {
    if let Some(at) = coordinates(near) {
        return Ok(Measured::Named(at));
    }
    if let Some(found) = settings::whereabouts(tx, near)? {
        let exact = Postcode::parse(near).is_none_or(|postcode| postcode.as_str() == found.of);
        let point = Point::new(found.lat, found.lon);
        return Ok(match point {
            Some(at) if exact => Measured::Named(at),
            Some(at) => Measured::About(at, found.of),
            None => Measured::Unknown,
        });
    }
    let town = settings::find_town(tx, near)?.and_then(|town| Point::new(town.lat, town.lon));
    Ok(town.map_or(Measured::Unknown, Measured::Named))
}
