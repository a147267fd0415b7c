//! One person's way through: planned before it is lived, so that all lives can be played
//! in the order things happened. Pure: the same seed plans the same lives.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::Wanted;
use super::county::County;
use super::group::Opened;
use super::way::Way;
use super::words::names::{self, Name};
use super::words::story::{Facts, Story};
use super::words::{Picker, towns};
use super::working_days::working;
use crate::journeys::{ContactKind, EndingReason, How, StepState};
use crate::moment::{local, zone};

/// Something that happens in a life.
pub struct Happening {
    pub at: Timestamp,
    pub life: usize,
    /// Which of the life's happenings it is, for those at the same moment.
    pub order: usize,
    pub what: What,
}

pub enum What {
    Ask,
    Accept,
    Later { on: Date },
    Route,
    Decline,
    NotReached,
    Allocate,
    Begin,
    Contact(Box<Contact>),
    Link { link: usize, how: How, asks: bool },
    GroupSays { link: usize, said: &'static str },
    Arrival { link: usize, came: bool },
    Gap,
    Pause,
    Resume,
    Extend { weeks: i64 },
    HandOver { to: usize },
    End { reason: EndingReason },
    FollowUp { months: i64, answered: bool },
}

/// A contact and all it brought.
pub struct Contact {
    pub kind: ContactKind,
    pub reached: bool,
    pub minutes: i64,
    pub note: String,
    /// The first conversation: what matters, concerns, who helps.
    pub first: bool,
    /// Steps that move: which, where to, with what noted.
    pub moves: Vec<(usize, StepState, Option<String>)>,
    /// Steps agreed now, by their place in the story.
    pub agrees: Vec<usize>,
    /// Concerns rated again: which, how much.
    pub rates: Vec<(usize, u8)>,
    pub reading: Option<Reading>,
    /// The day they will meet next, if they will.
    pub next: Option<Date>,
}

pub enum Reading {
    Taken([u8; 4]),
    /// Why nothing was answered: one of the list, and what was said besides.
    Missing(measure::Answer, &'static str),
}

/// Who they are and all that may be said of them.
pub struct Life {
    pub name: Name,
    pub born: Date,
    pub about_year: bool,
    pub lives_alone: Option<bool>,
    pub scheme: usize,
    pub worker: usize,
    pub home: Option<towns::Postcode>,
    pub address: String,
    pub phone: String,
    pub nhs_number: Option<String>,
    pub town: String,
    pub referrer: Option<usize>,
    pub asks_themself: bool,
    pub story: Story,
    pub groups: Vec<usize>,
    happenings: Vec<(Timestamp, What)>,
}

impl Life {
    pub fn take_happenings(&mut self, life: usize) -> Vec<Happening> {
        let taken = std::mem::take(&mut self.happenings);
        taken.into_iter().enumerate().map(|(order, (at, what))| Happening { at, life, order, what }).collect()
    }
}

/// How many of those referred come to a journey, in percent.
const COME_TO_A_JOURNEY: usize = 77;

pub fn two_years_before(until: Timestamp) -> Timestamp {
    at(local(until).date().saturating_sub(730.days()), 9, 0)
}

/// Everybody's lives.
pub fn plan_all(county: &County, groups: &Opened, wanted: &Wanted) -> Vec<Life> {
    let people = wanted.journeys * 100 / COME_TO_A_JOURNEY;
    let until = local(wanted.until).date();
    let picker = Picker::new(wanted.seed).fork("lives");
    (0..people)
        .map(|n| {
            let mut p = picker.fork(&n.to_string());
            // Spread over two years; a few are still waiting at the end.
            let day = (n * 729) / people.max(1);
            let asked = until.saturating_sub((729 - i64::try_from(day).unwrap_or(0)).days());
            plan(&mut p, county, groups, working(asked), wanted.until)
        })
        .collect()
}

fn plan(p: &mut Picker, county: &County, groups: &Opened, asked: Date, until: Timestamp) -> Life {
    let mut life = somebody(p, county, groups, asked);
    let mut way = Way { p: p.fork("way"), life: &mut life, day: asked, until, happenings: Vec::new() };
    way.walk(county, groups);
    life.happenings = way.happenings;
    life
}

/// Invents a person and writes their story.
fn somebody(p: &mut Picker, county: &County, groups: &Opened, asked: Date) -> Life {
    let age = *p.pick(&AGES) + p.between(-5, 5);
    let year = i64::from(asked.year()) - age;
    let born = Date::new(i16::try_from(year).unwrap_or(1950), 1, 1)
        .unwrap_or(asked)
        .saturating_add(p.between(0, 364).days());
    let name = names::person(p, born.year());
    let scheme = p.weighted(&[50, 35, 15]);
    let weights: Vec<u32> =
        county.patches[scheme].iter().map(|t| county.towns[*t].postcodes.max(1)).collect();
    let town = county.patches[scheme].get(p.weighted(&weights)).copied().unwrap_or(0);
    let lives_alone = if p.chance(80) { Some(p.chance(if age > 65 { 62 } else { 34 })) } else { None };
    let whole_years =
        asked.year() - born.year() - i16::from((asked.month(), asked.day()) < (born.month(), born.day()));
    let facts = Facts {
        known_as: &name.known_as,
        gender: name.gender,
        age: u8::try_from(whole_years.max(16)).unwrap_or(60),
        origin: name.origin,
        lives_alone,
        town: &county.towns[town].name,
        month: Some(asked.month()),
    };
    let story = Story::write(p, &facts);
    let homes = &county.homes[town];
    let home = (!homes.is_empty() && p.chance(96)).then(|| p.pick(homes).clone());
    let asks_themself = p.chance(12);
    Life {
        worker: p.below(county.workers[scheme].len()),
        address: format!("{}, {}", names::address_line(p), county.towns[town].name),
        phone: if p.chance(70) { names::mobile(p) } else { names::landline(p) },
        nhs_number: p.chance(55).then(|| names::nhs_number(p)),
        about_year: p.chance(4),
        referrer: (!asks_themself).then(|| p.weighted(&REFERRER_WEIGHTS)),
        groups: groups.for_story(p, &story, town, county),
        town: county.towns[town].name.clone(),
        name,
        born,
        lives_alone,
        scheme,
        home,
        asks_themself,
        story,
        happenings: Vec::new(),
    }
}

/// Ages of people referred, in the middle of ten-year bands: most are over fifty, all adults appear.
const AGES: [i64; 20] = [23, 28, 33, 38, 43, 48, 53, 58, 58, 63, 63, 68, 68, 73, 73, 78, 78, 83, 83, 88];

/// How often each of the twelve referrers refers: the GPs and the nurse most.
const REFERRER_WEIGHTS: [u32; 12] = [30, 22, 14, 5, 8, 7, 3, 3, 2, 3, 3, 2];

/// That time of that day, on the clocks people go by here.
pub(super) fn at(day: Date, hour: i8, minute: i8) -> Timestamp {
    day.at(hour, minute, 0, 0).to_zoned(zone()).map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

pub(super) fn small(n: i64) -> i8 {
    i8::try_from(n).unwrap_or(9)
}
