//! What somebody asks of the directory, read from the address of the page: every part of it
//! may be shared, kept and gone back to.

use find::{PartOfDay, Point, Query};
use jiff::civil::{Date, Weekday};

use super::ServiceId;
use super::browse::About;
use crate::web::Fields;

/// How many services one page lists.
pub const A_PAGE: usize = 10;

/// The distances one can choose, in miles.
pub const DISTANCES: [u8; 5] = [1, 3, 5, 10, 20];

/// The most services one sheet holds.
pub const ON_A_SHEET: usize = 12;

/// The most topics one question may name.
const TOPICS: usize = 12;

/// A question to the directory. Whatever cannot be read of it counts as not asked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    /// What matters, in the person's own words.
    pub what: String,
    /// A postcode, a part of one, a town, or the place a phone says it is at, as typed.
    pub near: String,
    /// Only what meets within so many miles.
    pub within: Option<u8>,
    pub day: Option<Weekday>,
    pub part: Option<PartOfDay>,
    pub free: bool,
    /// Only what is known to be easy to get into with a wheelchair.
    pub access: bool,
    pub online: bool,
    /// Only what is known to have room.
    pub room: bool,
    pub age: Option<u8>,
    pub language: Option<String>,
    /// What many people look for: stands for several topics.
    pub(super) about: Option<&'static About>,
    /// Only what is about one of these.
    pub topics: Vec<String>,
    /// Counted from 1.
    pub page: usize,
    /// What was chosen for a sheet to print: no part of the question, and carried along with it.
    pub sheet: Vec<ServiceId>,
}

const PARTS: [(PartOfDay, &str); 3] =
    [(PartOfDay::Morning, "morning"), (PartOfDay::Afternoon, "afternoon"), (PartOfDay::Evening, "evening")];

/// How a part of the day stands in an address.
pub(super) fn part_code(part: PartOfDay) -> &'static str {
    PARTS.iter().find(|(known, _)| *known == part).map_or("", |(_, code)| code)
}

impl Asked {
    pub fn read(fields: &Fields) -> Asked {
        let day =
            fields.get("day").parse::<i8>().ok().and_then(|day| Weekday::from_monday_one_offset(day).ok());
        let short = |name: &str, most: usize| fields.get(name).chars().take(most).collect::<String>();
        let mut topics: Vec<String> = Vec::new();
        for topic in fields.all("topic").filter(|topic| !topic.is_empty()).take(TOPICS) {
            let topic: String = topic.chars().take(100).collect();
            if !topics.contains(&topic) {
                topics.push(topic);
            }
        }
        Asked {
            what: short("what", 400),
            near: short("near", 100),
            within: fields.get("within").parse().ok().filter(|miles| DISTANCES.contains(miles)),
            day,
            part: PARTS.iter().find(|(_, code)| *code == fields.get("part")).map(|(part, _)| *part),
            free: fields.ticked("free"),
            access: fields.ticked("access"),
            online: fields.ticked("online"),
            room: fields.ticked("room"),
            age: fields.get("age").parse().ok().filter(|age| (1..=120).contains(age)),
            language: Some(short("language", 60)).filter(|language| !language.is_empty()),
            about: About::parse(fields.get("about")),
            topics,
            page: fields.get("page").parse().unwrap_or(1).clamp(1, find::MOST / A_PAGE),
            sheet: sheet(fields),
        }
    }

    /// Whether anything was asked at all.
    pub fn is_anything(&self) -> bool {
        !self.what.is_empty() || !self.near.is_empty() || self.is_choosy() || self.is_about()
    }

    fn is_about(&self) -> bool {
        self.about.is_some() || !self.topics.is_empty()
    }

    /// Whether anything was chosen besides words, a place and a topic.
    pub fn is_choosy(&self) -> bool {
        self.within.is_some()
            || self.day.is_some()
            || self.part.is_some()
            || self.age.is_some()
            || self.language.is_some()
            || [self.free, self.access, self.online, self.room].contains(&true)
    }

    /// The address of this question, with the page it stands on left out.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let day = self.day.map(|day| day.to_monday_one_offset().to_string());
        let ticked = |on: bool| on.then(|| "yes".to_owned());
        let some = |words: &str| (!words.is_empty()).then(|| words.to_owned());
        let single = [
            ("what", some(&self.what)),
            ("near", some(&self.near)),
            ("within", self.within.map(|miles| miles.to_string())),
            ("day", day),
            ("part", self.part.map(|part| part_code(part).to_owned())),
            ("free", ticked(self.free)),
            ("access", ticked(self.access)),
            ("online", ticked(self.online)),
            ("room", ticked(self.room)),
            ("age", self.age.map(|age| age.to_string())),
            ("language", self.language.clone()),
            ("about", self.about.map(|about| about.code.to_owned())),
        ];
        let topics = self.topics.iter().map(|topic| ("topic", topic.clone()));
        let sheet = self.sheet.iter().map(|id| ("sheet", id.to_string()));
        single
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .chain(topics)
            .chain(sheet)
            .collect()
    }

    pub(super) fn query(&self, from: Option<Point>, today: Date) -> Query {
        let of_about = self.about.into_iter().flat_map(|about| about.topics).copied();
        Query {
            words: self.what.clone(),
            near: from,
            within_miles: self.within.filter(|_| from.is_some()).map(f64::from),
            day: self.day,
            part: self.part,
            free: self.free,
            room: self.room,
            age: self.age,
            online: self.online.then_some(true),
            accessible: self.access,
            language: self.language.clone(),
            topics: self.topics.iter().cloned().chain(of_about.map(str::to_owned)).collect(),
            today: Some(today),
            limit: A_PAGE,
            offset: (self.page - 1) * A_PAGE,
            ..Query::default()
        }
    }
}

/// What was chosen for a sheet, each once, in the order it was chosen in.
pub(super) fn sheet(fields: &Fields) -> Vec<ServiceId> {
    let mut chosen: Vec<ServiceId> = Vec::new();
    for id in fields.all("sheet").filter_map(|id| id.parse().ok()) {
        if !chosen.contains(&id) && chosen.len() < ON_A_SHEET {
            chosen.push(id);
        }
    }
    chosen
}

/// A place a phone gave: "51.02, -3.10". It is read here and kept nowhere.
pub(super) fn coordinates(near: &str) -> Option<Point> {
    let (lat, lon) = near.split_once(',')?;
    let (lat, lon) = (lat.trim().parse().ok()?, lon.trim().parse().ok()?);
    Point::new(lat, lon)
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
            ("part", "evening"),
            ("free", "yes"),
            ("access", "yes"),
            ("online", "yes"),
            ("room", "yes"),
            ("age", "72"),
            ("language", "Polish"),
            ("about", "company"),
            ("topic", "Walking"),
            ("topic", "Company & tea"),
            ("sheet", "00000000-0000-7000-8000-000000000001"),
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
        let typed = [
            ("within", "4"),
            ("day", "8"),
            ("part", "night"),
            ("page", "-3"),
            ("free", "maybe"),
            ("age", "0"),
            ("what", "  "),
            ("sheet", "1"),
            ("about", "nothing"),
            ("topic", ""),
        ];
        let asked = Asked::read(&Fields::of(&typed));
        assert_eq!(asked, Asked { page: 1, ..Asked::default() });
        assert!(!asked.is_anything());
        assert_eq!(Asked::read(&Fields::of(&[("page", "99999999")])).page, find::MOST / A_PAGE);
    }

    #[test]
    fn a_sheet_is_no_question_and_has_an_end() {
        let many: Vec<(String, String)> = (0..30)
            .map(|n| ("sheet".into(), format!("00000000-0000-7000-8000-0000000000{:02}", n % 20)))
            .collect();
        let many: Vec<(&str, &str)> =
            many.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let asked = Asked::read(&Fields::of(&many));
        assert_eq!(asked.sheet.len(), ON_A_SHEET);
        assert!(!asked.is_anything());
    }

    #[test]
    fn a_phone_says_where_it_is() {
        let at = coordinates("51.02, -3.10").unwrap();
        assert_eq!((at.lat(), at.lon()), (51.02, -3.10));
        for no in ["Taunton", "TA1, 1NW", "51.02", "91,0", "NaN,1", ","] {
            assert_eq!(coordinates(no), None, "{no}");
        }
    }
}
