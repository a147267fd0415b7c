//! The groups of the demonstration county: what they are, when they meet, what they cost, what to know at
//! the door. Villages are real; groups and the bodies that run them are invented.

use super::group_kinds::{CHARITIES, HALLS, Kind, LOCAL_BODIES, kinds};
use super::names::{Origin, email, landline, mobile, person};
use super::picker::Picker;
use super::say::{Slots, sentence, words};
use super::topic::Topic;
use super::towns::Town;

/// How often a group meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// Every week.
    Week,
    /// Every other week.
    Fortnight,
    /// On this week of the month, 1 to 4, or the last when 5.
    MonthOn(u8),
}

/// When a group meets: one day and its hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// iCalendar day: "MO" to "SU".
    pub byday: &'static str,
    /// How often.
    pub every: Every,
    /// Hour and minute it starts.
    pub starts: (u8, u8),
    /// Hour and minute it ends.
    pub ends: (u8, u8),
}

/// A group or service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name; no two are the same.
    pub name: String,
    /// The body that runs it; one body may run several groups.
    pub organization: String,
    /// Whether that body works across the county.
    pub countywide: bool,
    /// What it is about.
    pub topic: Topic,
    /// What it is, who comes, and what a first visit is like.
    pub description: String,
    /// When it meets; empty when people ring first.
    pub sessions: Vec<Session>,
    /// The same in words: "Tuesdays 10:00 to 12:00".
    pub when: String,
    /// Cost in words.
    pub cost: String,
    /// Cost of one visit in pence, 0 when free or by gift.
    pub pence: u32,
    /// Youngest age, when there is one.
    pub from_age: Option<u8>,
    /// Oldest age, when there is one.
    pub to_age: Option<u8>,
    /// Where it meets: "Village hall", "At your home", "By phone".
    pub venue: String,
    /// Getting in: steps, parking, loop.
    pub access: String,
    /// Step-free all the way in.
    pub step_free: bool,
    /// Who to ask for.
    pub contact: String,
    /// A telephone number that reaches nobody.
    pub phone: String,
    /// An address that reaches nobody.
    pub email: String,
    /// Its town, by index in the list handed in.
    pub town: usize,
    /// How many it can hold, when it counts.
    pub capacity: Option<u16>,
    /// Usual wait for a place, in weeks.
    pub wait_weeks: u8,
    /// What only local people know, for link workers' eyes: "Ring Jean first; steps at the door".
    pub local_note: String,
    /// Whether people may just turn up.
    pub drop_in: bool,
}

/// iCalendar days and their names.
const DAYS: [(&str, &str); 7] = [
    ("MO", "Monday"),
    ("TU", "Tuesday"),
    ("WE", "Wednesday"),
    ("TH", "Thursday"),
    ("FR", "Friday"),
    ("SA", "Saturday"),
    ("SU", "Sunday"),
];

// How a group came about and keeps going: what makes two of a kind differ from village to village.
const ANYWHERE: usize = 4;
const ABOUT: &[&str] = &[
    "Run by [a dozen|nine|six|fifteen] volunteers since [2011|2016|2019|2022]",
    "[Begun|Started] by {keeper} and [two friends|a neighbour|a retired nurse] with [a flask and a poster|a grant of £300|no money at all]",
    "[Closed in August|Closed for two weeks at Christmas|Open all year, bank holidays too]",
    "[Helpers wanted|New helpers are always welcome|Several of our helpers first came as guests]",
    "[Between eight and twenty|A dozen or so|Usually fifteen|Anything from six to thirty] come",
    "[Dogs welcome|Assistance dogs welcome|Children welcome in the holidays]",
    "[The bus stops outside|The bus stop is five minutes away|Lifts can usually be found; ask {keeper}]",
    "[Helpers wanted, above all for washing up|Cake rota on the door]",
];

/// How many groups there are.
pub const HOW_MANY: usize = 300;

/// All groups, spread over the towns as people are; fewer only when there are very few towns.
pub fn all(p: &mut Picker, towns: &[Town]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    if towns.is_empty() {
        return groups;
    }
    // Every kind once, then the common ones again and again.
    let every = kinds();
    let weights: Vec<u32> = every.iter().map(|k| k.weight).collect();
    let sizes: Vec<u32> = towns.iter().map(|t| 60 + t.postcodes).collect();
    let mut attempts = 0;
    while groups.len() < HOW_MANY && attempts < HOW_MANY * 40 {
        let kind = every.get(attempts).copied().unwrap_or_else(|| every[p.weighted(&weights)]);
        attempts += 1;
        let town = p.weighted(&sizes);
        let held = groups.iter().filter(|g| g.town == town && g.topic == kind.topic).count();
        if held > usize::from(towns[town].postcodes > 600) {
            continue;
        }
        let group = group(p, kind, towns, town);
        if groups.iter().all(|g| g.name != group.name) {
            groups.push(group);
        }
    }
    groups
}

fn group(p: &mut Picker, kind: &Kind, towns: &[Town], town: usize) -> Group {
    let keeper = person(p, 1962);
    let contact = if keeper.origin == Origin::British || p.chance(50) {
        keeper.full.clone()
    } else {
        keeper.known_as.clone()
    };
    let mut s = Slots::default();
    s.set("town", towns[town].name.as_str());
    s.set("keeper", keeper.known_as.as_str());
    let hall = *p.pick(HALLS);
    s.set("hall", hall.0);
    let countywide = kind.charity.is_some_and(|_| p.chance(65));
    let organization = match kind.charity {
        Some(i) if countywide => CHARITIES[i].to_owned(),
        _ => {
            let body = *p.pick(LOCAL_BODIES);
            words(p, body, &s).replace('’', "'")
        }
    };
    let name_template = *p.pick(kind.names);
    let name = words(p, name_template, &s).replace('’', "'");
    let sessions = sessions(p, kind, &name);
    let (cost, pence) = *p.pick(kind.costs);
    let (venue, access, step_free) = place(p, kind, hall, &s);
    // Halls have doors and bus stops; people's homes and telephones do not.
    let about = if kind.venue.is_none() { ABOUT } else { &ABOUT[..ANYWHERE] };
    let description = [kind.what, kind.who, kind.first, about].map(|part| {
        let template = *p.pick(part);
        sentence(p, template, &s)
    });
    let wait_weeks = if kind.waits { *p.pick(&[0_u8, 0, 2, 3, 4, 6]) } else { 0 };
    Group {
        when: when(&sessions, kind),
        description: description.join(" "),
        local_note: local_note(p, &s, kind),
        email: email(p, &name),
        phone: if p.chance(60) { landline(p) } else { mobile(p) },
        capacity: kind.capacity.map(|(low, high)| p.between(i64::from(low), i64::from(high)) as u16),
        drop_in: !kind.waits && !sessions.is_empty(),
        cost: cost.to_owned(),
        from_age: kind.ages.0,
        to_age: kind.ages.1,
        topic: kind.topic,
        name,
        organization,
        countywide,
        sessions,
        pence,
        venue,
        access,
        step_free,
        contact,
        town,
        wait_weeks,
    }
}

fn sessions(p: &mut Picker, kind: &Kind, name: &str) -> Vec<Session> {
    if kind.days.is_empty() {
        return Vec::new();
    }
    // "Quiet Wednesdays" had better meet on a Wednesday.
    let named = DAYS.iter().find(|(_, day)| name.contains(day)).map(|(byday, _)| *byday);
    let first = named.unwrap_or(*p.pick(kind.days));
    let (hour, minute) = *p.pick(kind.starts);
    let ends = (hour * 60 + minute).saturating_add(kind.minutes);
    let every = match p.below(10) {
        0 => Every::Fortnight,
        1 if kind.monthly => Every::MonthOn(p.between(1, 4) as u8),
        n if kind.monthly && n < 5 => Every::MonthOn(p.between(1, 5) as u8),
        _ => Every::Week,
    };
    let on = |byday| Session {
        byday,
        every,
        starts: ((hour) as u8, minute as u8),
        ends: ((ends / 60) as u8, (ends % 60) as u8),
    };
    let mut out = vec![on(first)];
    if every == Every::Week && named.is_none() && p.chance(14) {
        let second = *p.pick(kind.days);
        if second != first {
            out.push(on(second));
        }
    }
    out
}

/// A session in words, such as "First Tuesday of the month 10:00 to 12:00".
pub fn session_words(session: &Session) -> String {
    let day = DAYS.iter().find(|(byday, _)| *byday == session.byday).map_or("Sunday", |(_, day)| *day);
    let on = match session.every {
        Every::Week => format!("{day}s"),
        Every::Fortnight => format!("Every other {day}"),
        Every::MonthOn(n) => {
            let nth = ["First", "Second", "Third", "Fourth", "Last"][usize::from(n.clamp(1, 5)) - 1];
            format!("{nth} {day} of the month")
        }
    };
    let clock = |(h, m): (u8, u8)| format!("{h:02}:{m:02}");
    format!("{on} {} to {}", clock(session.starts), clock(session.ends))
}

fn when(sessions: &[Session], kind: &Kind) -> String {
    if sessions.is_empty() {
        return kind.by_arrangement.to_owned();
    }
    sessions.iter().map(session_words).collect::<Vec<_>>().join(", ")
}

fn place(p: &mut Picker, kind: &Kind, hall: (&str, &[&str], bool), s: &Slots) -> (String, String, bool) {
    match kind.venue {
        Some((venue, access)) => {
            let access = *p.pick(access);
            (venue.to_owned(), sentence(p, access, s), true)
        }
        None => {
            let access = *p.pick(hall.1);
            (hall.0.to_owned(), sentence(p, access, s), hall.2)
        }
    }
}

fn local_note(p: &mut Picker, s: &Slots, kind: &Kind) -> String {
    let anywhere: &[&str] = &[
        "Text {keeper}, who never hears the phone",
        "Very good with people who are nervous; less so with loud voices",
        "{keeper} is retiring soon and looking for somebody to take on the key",
        "They like to know by the day before, for the numbers",
        "Matches people with care; worth the wait",
        "{keeper} rings back the same day, usually at tea time",
        "Say if the person would rather have a woman or a man",
        "First names are enough to start with",
    ];
    let halls: &[&str] = &[
        "Ring {keeper} first; [steps at the door|the side gate is easier]",
        "{keeper} will meet people at the bus stop if asked",
        "Best [to arrive ten minutes late|in the second half], when the noise has settled",
        "Quiet table by the window if you ask for it",
        "Closed in August, whatever the poster says",
        "Parking fills up on market day",
        "Tea strong, biscuits excellent",
        "Small and shy. Better to bring one person at a time",
        "The heating is hit and miss; take a cardigan",
        "Says 'all welcome' and means it",
        "Mostly women; men who stay past the first week are made much of",
        "Mostly men; {keeper} is working on it",
        "There is a lift list pinned in the porch",
        "If the door is locked, go round by the kitchen",
    ];
    let general = if kind.venue.is_some() || p.chance(25) { anywhere } else { halls };
    let note = if kind.note.is_empty() || p.chance(65) { *p.pick(general) } else { *p.pick(kind.note) };
    sentence(p, note, s)
}
