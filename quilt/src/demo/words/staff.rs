//! The people who work in the demonstration county, and its three schemes. Invented, each with a line on who
//! they are.

use super::names::{Gender, Origin, email, mobile, person, person_of};
use super::picker::Picker;

/// What kind of scheme it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemeKind {
    /// Run by a network of GP practices.
    PracticeNetwork,
    /// Run by a charity.
    Charity,
    /// Led by a community.
    Community,
}

/// A scheme: one patch of the quilt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// Its name.
    pub name: &'static str,
    /// A short form for addresses, such as "bridgwater-bay".
    pub key: &'static str,
    /// Its kind.
    pub kind: SchemeKind,
    /// What it calls one link worker, small letters.
    pub link_worker: &'static str,
    /// The same for several.
    pub link_workers: &'static str,
    /// How many weeks a journey usually lasts.
    pub weeks: u8,
    /// What it is, in three sentences.
    pub description: &'static str,
    /// What a person reads about it.
    pub welcome: &'static str,
    /// Towns it serves, by name in `towns.csv`.
    pub towns: &'static [&'static str],
    /// A telephone number that reaches nobody.
    pub phone: &'static str,
    /// An address that reaches nobody.
    pub email: &'static str,
}

/// The three schemes. Together their towns are all of `towns.csv`.
pub const SCHEMES: [Scheme; 3] = [
    Scheme {
        name: "Parrett Vale Health Connectors",
        key: "parrett-vale",
        kind: SchemeKind::PracticeNetwork,
        link_worker: "health connector",
        link_workers: "health connectors",
        weeks: 12,
        description: "A team shared by a network of GP practices, from the coast to the county town. Connectors have a desk in each surgery and spend most of their week out of it. A journey is about twelve weeks, longer when there is a reason.",
        welcome: "We work alongside your surgery. We have time to listen, and we know what is going on near you.",
        towns: &[
            "Bridgwater",
            "North Petherton",
            "Cannington",
            "Nether Stowey",
            "Edington",
            "Burnham-on-Sea",
            "Highbridge",
            "East Brent",
            "Cheddar",
            "Axbridge",
            "Wedmore",
            "Taunton",
            "Creech St Michael",
            "North Curry",
            "Wellington",
        ],
        phone: "01632 960110",
        email: "hello@parrettvale.example.org",
    },
    Scheme {
        name: "Withy and Moor Village Agents",
        key: "withy-and-moor",
        kind: SchemeKind::Charity,
        link_worker: "village agent",
        link_workers: "village agents",
        weeks: 16,
        description: "A charity whose agents live in the parishes they serve and are known by their first names. They go to people at home, in village halls and at market. A journey is about sixteen weeks, since buses and seasons take their time.",
        welcome: "We are neighbours with a bit of training and a full address book. We come to you.",
        towns: &[
            "Yeovil",
            "Crewkerne",
            "Chard",
            "Ilminster",
            "Merriott",
            "South Petherton",
            "Martock",
            "Montacute",
            "Stoke-sub-Hamdon",
            "West Coker",
            "Langport",
            "Somerton",
            "Queen Camel",
            "Milborne Port",
            "Templecombe",
            "Wincanton",
            "Castle Cary",
            "Bruton",
            "Wiveliscombe",
            "Bishops Lydeard",
            "Williton",
            "Watchet",
            "Dunster",
            "Minehead",
            "Dulverton",
        ],
        phone: "01632 960120",
        email: "hello@withyandmoor.example.org",
    },
    Scheme {
        name: "Mendip Neighbours Together",
        key: "mendip-neighbours",
        kind: SchemeKind::Community,
        link_worker: "community companion",
        link_workers: "community companions",
        weeks: 26,
        description: "Begun by residents around a kitchen table and still run by them, with a small paid team and many volunteers. Companions stay in touch for up to half a year, lightly, and people who were helped often become helpers. Anyone may ask for anyone.",
        welcome: "We are people from round here. Come in, sit down, and tell us what a good week would look like.",
        towns: &[
            "Frome",
            "Beckington",
            "Coleford",
            "Oakhill",
            "Shepton Mallet",
            "Wells",
            "Glastonbury",
            "Street",
        ],
        phone: "01632 960130",
        email: "hello@mendipneighbours.example.org",
    },
];

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Listens, walks alongside, links.
    LinkWorker,
    /// Knows the groups and helps something start.
    Builder,
    /// Shares out the work and looks after the team.
    TeamLead,
    /// Pays for linking and building.
    Commissioner,
    /// Looks after access, agreements and feeds.
    Administrator,
    /// Refers people.
    Referrer,
}

/// Somebody who works here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Their name.
    pub name: String,
    /// What they like to be called.
    pub known_as: String,
    /// What they do.
    pub role: Role,
    /// Their job in words: "Practice nurse".
    pub job: &'static str,
    /// Who they are, in a line a colleague might write.
    pub line: &'static str,
    /// Where they work, for those outside the schemes, or their scheme's name.
    pub workplace: String,
    /// Their scheme, by index in [`SCHEMES`], for link workers, builders and team leads.
    pub scheme: Option<usize>,
    /// The town they mostly work in.
    pub town: &'static str,
    /// Days a week they work.
    pub days: u8,
    /// Languages besides English, as BCP 47 tags.
    pub languages: &'static [&'static str],
    /// A telephone number that reaches nobody.
    pub phone: String,
    /// An address that reaches nobody.
    pub email: String,
}

type LinkWorker = (usize, &'static str, u8, &'static [&'static str], &'static str);

const LINK_WORKERS: [LinkWorker; 14] = [
    (0, "Bridgwater", 5, &[], "Was a paramedic; good at doorsteps"),
    (0, "Bridgwater", 4, &["pl"], "Grew up in Gdynia and Bridgwater; runs the Polish drop-in"),
    (0, "Burnham-on-Sea", 5, &[], "Knows every bench on the sea front and who sits there"),
    (0, "Cheddar", 3, &[], "Health visitor for twenty years before this"),
    (0, "Taunton", 5, &["pt"], "Came from a housing association; unafraid of landlords"),
    (0, "Taunton", 4, &[], "Carer for her brother; says so when it helps"),
    (1, "Yeovil", 5, &[], "Ex-Fleet Air Arm; easy with veterans and with silence"),
    (1, "Chard", 4, &[], "Ran a pub and then a pantry"),
    (1, "Langport", 5, &[], "From a farming family on the Levels"),
    (1, "Wincanton", 3, &["bfi"], "Signs; teaches the rest of us"),
    (1, "Minehead", 5, &[], "Covers the coast and the moor, with chains in the boot"),
    (2, "Frome", 4, &[], "Painter, cyclist, listens with the whole face"),
    (2, "Wells", 5, &["uk"], "Hosted a family, learnt the language"),
    (2, "Glastonbury", 3, &[], "Began as somebody we helped"),
];

const BUILDERS: [LinkWorker; 4] = [
    (0, "Bridgwater", 4, &[], "Builder for the coast and the Parrett; was a youth worker"),
    (1, "Somerton", 5, &[], "Builder for the villages; can find a treasurer anywhere"),
    (1, "Minehead", 3, &[], "Builder for Exmoor's edge; minibuses a speciality"),
    (
        2,
        "Shepton Mallet",
        4,
        &[],
        "Builder for Mendip; has written forty small grant bids and won thirty-one",
    ),
];

const LEADS: [LinkWorker; 3] = [
    (0, "Bridgwater", 5, &[], "Team lead; nurse by training, keeps caseloads humane"),
    (1, "Langport", 4, &[], "Team lead; first village agent of the charity"),
    (2, "Frome", 4, &[], "Team lead; elected by the members each spring"),
];

/// Job, workplace, town, line.
const REFERRERS: [(&str, &str, &str, &str); 12] = [
    (
        "GP",
        "Quayside Surgery",
        "Bridgwater",
        "Refers at the end of surgery, in two sentences that say everything",
    ),
    ("GP", "Old Orchard Surgery", "Somerton", "Likes to hear what became of people"),
    (
        "Practice nurse",
        "Millstream Surgery",
        "Frome",
        "Sees people every three months and knows who is lonely",
    ),
    ("Pharmacist", "Fore Street Pharmacy", "Chard", "Notices when prescriptions are not collected"),
    ("Social worker", "Adult social care, east team", "Shepton Mallet", "Asks first, then refers"),
    (
        "Hospital discharge coordinator",
        "County hospital discharge hub",
        "Taunton",
        "Rings before the ambulance home is booked",
    ),
    ("Librarian", "Town library", "Burnham-on-Sea", "Keeps a chair by the radiator"),
    (
        "Police community support officer",
        "Neighbourhood policing team",
        "Yeovil",
        "On foot, so people talk to her",
    ),
    (
        "Fire safety officer",
        "Fire and rescue home safety team",
        "Wells",
        "Goes in for the smoke alarm, sees the rest",
    ),
    ("Housing officer", "Moorland Homes", "Highbridge", "Would rather refer early than write a letter late"),
    ("Health visitor", "Public health nursing", "Minehead", "Weighs babies and worries about mothers"),
    ("School family worker", "Hilltop Academy", "Wellington", "Meets parents at the gate"),
];

/// Everyone who works here: 14 link workers, 4 builders, 3 team leads, 2 commissioners, an administrator, 12 referrers, in that order.
pub fn all(p: &mut Picker) -> Vec<Staff> {
    let mut staff: Vec<Staff> = Vec::new();
    let teams = [
        (Role::LinkWorker, "Link worker", &LINK_WORKERS[..]),
        (Role::Builder, "Builder", &BUILDERS[..]),
        (Role::TeamLead, "Team lead", &LEADS[..]),
    ];
    for (role, job, team) in teams {
        for (scheme, town, days, languages, line) in team {
            let job = if role == Role::LinkWorker { SCHEMES[*scheme].link_worker } else { job };
            let draft = Draft {
                role,
                job,
                line,
                workplace: SCHEMES[*scheme].name,
                scheme: Some(*scheme),
                town,
                days: *days,
                languages,
            };
            staff.push(draft.named(p, &staff));
        }
    }
    let county = [
        (
            Role::Commissioner,
            "Commissioner",
            "County integrated care board",
            "Pays for linking; asks who is missing from the numbers",
        ),
        (
            Role::Commissioner,
            "Commissioner",
            "County council public health",
            "Pays for building; would like both bills on one page",
        ),
        (
            Role::Administrator,
            "Administrator",
            "County community partnership",
            "Gives access, takes it away, reads the ledger",
        ),
    ];
    for (role, job, workplace, line) in county {
        let draft =
            Draft { role, job, line, workplace, scheme: None, town: "Taunton", days: 5, languages: &[] };
        staff.push(draft.named(p, &staff));
    }
    for (job, workplace, town, line) in REFERRERS {
        let draft =
            Draft { role: Role::Referrer, job, line, workplace, scheme: None, town, days: 5, languages: &[] };
        staff.push(draft.named(p, &staff));
    }
    staff
}

struct Draft<'a> {
    role: Role,
    job: &'static str,
    line: &'static str,
    workplace: &'a str,
    scheme: Option<usize>,
    town: &'static str,
    days: u8,
    languages: &'static [&'static str],
}

impl Draft<'_> {
    // A name nobody else here has, and that goes with the line about them.
    fn named(self, p: &mut Picker, others: &[Staff]) -> Staff {
        let born = p.between(1962, 1986) as i16;
        let mut name =
            match (self.languages.first(), self.line.contains(" her ") || self.line.ends_with(" her")) {
                (Some(&"pl"), _) => person_of(p, born, Gender::Woman, Origin::Elsewhere(0)),
                (Some(&"pt"), _) => person_of(p, born, Gender::Man, Origin::Elsewhere(1)),
                (_, true) => person_of(p, born, Gender::Woman, Origin::British),
                _ => person(p, born),
            };
        while name.family.is_none() || others.iter().any(|o| o.known_as == name.known_as) {
            name = person_of(
                p,
                born,
                name.gender,
                if name.family.is_none() { Origin::British } else { name.origin },
            );
        }
        Staff {
            email: email(p, &name.full),
            phone: mobile(p),
            name: if self.job == "GP" { format!("Dr {}", name.full) } else { name.full },
            known_as: name.known_as,
            role: self.role,
            job: self.job,
            line: self.line,
            workplace: self.workplace.to_owned(),
            scheme: self.scheme,
            town: self.town,
            days: self.days,
            languages: self.languages,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::towns;
    use super::*;

    #[test]
    fn the_team_is_whole_and_nobody_shares_a_name() {
        let staff = all(&mut Picker::new(1));
        let count = |role| staff.iter().filter(|s| s.role == role).count();
        assert_eq!(
            [
                Role::LinkWorker,
                Role::Builder,
                Role::TeamLead,
                Role::Commissioner,
                Role::Administrator,
                Role::Referrer
            ]
            .map(count),
            [14, 4, 3, 2, 1, 12]
        );
        let names: std::collections::BTreeSet<_> = staff.iter().map(|s| &s.known_as).collect();
        assert_eq!(names.len(), staff.len());
        assert_eq!(staff, all(&mut Picker::new(1)));
    }

    #[test]
    fn the_schemes_share_out_every_town_once() {
        let towns = towns::parse(include_str!("../../../geo/towns.csv"));
        for town in &towns {
            let served = SCHEMES.iter().filter(|s| s.towns.contains(&town.name.as_str())).count();
            assert_eq!(served, 1, "{}", town.name);
        }
        for (scheme, town, ..) in LINK_WORKERS.iter().chain(&BUILDERS).chain(&LEADS) {
            assert!(SCHEMES[*scheme].towns.contains(town), "{town}");
        }
        assert_eq!(SCHEMES.iter().map(|s| s.towns.len()).sum::<usize>(), towns.len());
    }
}
