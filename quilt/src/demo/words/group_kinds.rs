//! The kinds of group, and the halls and bodies behind them: the material [`super::groups`] draws on.

use super::topic::Topic;

mod belonging;
mod company;
mod making;

/// One kind of group and how it may vary.
#[derive(Debug)]
pub struct Kind {
    /// What it is about.
    pub topic: Topic,
    /// How common it is, against the others.
    pub weight: u32,
    /// Names.
    pub names: &'static [&'static str],
    /// The county-wide charity that often runs it, by index in [`CHARITIES`].
    pub charity: Option<usize>,
    /// What it is.
    pub what: &'static [&'static str],
    /// Who comes.
    pub who: &'static [&'static str],
    /// A first visit.
    pub first: &'static [&'static str],
    /// Days it may fall on; none means by arrangement.
    pub days: &'static [&'static str],
    /// Starting hours and minutes.
    pub starts: &'static [(u16, u16)],
    /// How long it lasts.
    pub minutes: u16,
    /// Whether it may be monthly.
    pub monthly: bool,
    /// What stands for the hours when there are none.
    pub by_arrangement: &'static str,
    /// Costs in words and pence.
    pub costs: &'static [(&'static str, u32)],
    /// Youngest and oldest.
    pub ages: (Option<u8>, Option<u8>),
    /// A venue of its own with notes on getting in; none means a hall.
    pub venue: Option<(&'static str, &'static [&'static str])>,
    /// Fewest and most it holds.
    pub capacity: Option<(u16, u16)>,
    /// Whether one may have to wait for a place.
    pub waits: bool,
    /// Notes of its own for link workers.
    pub note: &'static [&'static str],
}

const WEEKDAYS: &[&str] = &["MO", "TU", "WE", "TH", "FR"];
const FREE: &[(&str, u32)] = &[("Free", 0)];
const GIFT: &[(&str, u32)] = &[("Free, a tin for gifts", 0), ("Free", 0), ("Pay what you can", 0)];
const POUND: &[(&str, u32)] =
    &[("£1 for tea and a biscuit", 100), ("£2, first visit free", 200), ("£2 a week", 200), ("£1.50", 150)];
const CLASS: &[(&str, u32)] = &[
    ("£3 a session", 300),
    ("£4, first session free", 400),
    ("£3.50, free if referred", 350),
    ("£5, or pay what you can", 500),
];

/// What a kind is unless it says otherwise.
const PLAIN: Kind = Kind {
    topic: Topic::TalkingCafe,
    weight: 4,
    names: &[],
    charity: None,
    what: &[],
    who: &[],
    first: &[],
    days: WEEKDAYS,
    starts: &[(10, 0), (10, 30), (14, 0)],
    minutes: 120,
    monthly: false,
    by_arrangement: "By arrangement, ring first",
    costs: GIFT,
    ages: (None, None),
    venue: None,
    capacity: None,
    waits: false,
    note: &[],
};

/// Halls and rooms, with what to know about getting in and whether it is step-free.
pub const HALLS: &[(&str, &[&str], bool)] = &[
    (
        "Village hall",
        &[
            "Level from the car park, accessible toilet, hearing loop",
            "Ramp at the side, accessible toilet. Gravel car park",
        ],
        true,
    ),
    (
        "Church hall",
        &["Two steps at the front, level way in by the kitchen; ask", "Level, with a loop. Toilet is small"],
        false,
    ),
    (
        "Methodist church rooms",
        &[
            "Level throughout, accessible toilet, chairs with arms",
            "Level from the pavement, loop, quiet side room",
        ],
        true,
    ),
    (
        "Community centre",
        &[
            "Step-free, automatic doors, accessible toilet, blue badge bays",
            "Step-free, lift to first floor, loop at the desk",
        ],
        true,
    ),
    (
        "Library",
        &["Step-free, accessible toilet, seats by the door", "Step-free, automatic doors. Bus stop outside"],
        true,
    ),
    (
        "Football club bar",
        &["One step, portable ramp; ask {keeper}", "Level from the pitch side. No loop"],
        false,
    ),
    (
        "Scout hut",
        &["Three steps and a rail. Not easy with a frame", "Ramp at the back, rough ground"],
        false,
    ),
    (
        "Quaker meeting house",
        &["Level, loop, low lighting on request", "Ramp and rail, quiet room, accessible toilet"],
        true,
    ),
    (
        "Parish rooms",
        &["Narrow door, one step. Frames fit, wide chairs do not", "Level side door on the lane"],
        false,
    ),
    (
        "Town hall",
        &["Lift at the rear; ring the bell", "Step-free by the market entrance, accessible toilet"],
        true,
    ),
    (
        "Café on the high street",
        &["Level, busy after eleven. Toilet upstairs", "Level, accessible toilet, outside tables"],
        true,
    ),
];

/// Bodies of one place: village and ordinary activity.
pub const LOCAL_BODIES: &[&str] = &[
    "{town} Village Hall Trust",
    "{town} Good Neighbours",
    "{town} Community Association",
    "{town} Churches Together",
    "Friends of {town} Library",
    "{town} Community Hub",
    "{town} Parish Rooms Committee",
    "{town} Gardeners",
    "{town} Sports and Social Club",
    "{town} Neighbours' Network",
    "{town} Methodist Rooms",
    "{town} Community Kitchen",
    "{town} Arts and Crafts Circle",
    "{town} Walkers",
    "{town} Street Fair Committee",
    "Friends of {town} Green",
    "{town} Carnival and Social Club",
    "{town} Kitchen Garden",
    "{town} Meeting Room Trust",
    "{town} Lantern Club",
    "{town} Open House",
];

/// Charities that work across the county, all invented.
pub const CHARITIES: &[&str] = &[
    "Teasel Trust",
    "Withybridge Advice",
    "Applewood Carers",
    "Kingfisher Families",
    "Curlew Digital",
    "Starling Befrienders",
    "Lantern Moor Bereavement Friends",
    "Rhyne and Rill Arts",
    "Hurdle and Plough Farm Friends",
    "Blackthorn Circle",
    "Three Hills Community Transport",
    "Sedgewater Sight and Hearing",
    "Orchard Door Housing Help",
    "Cider Press Sports Trust",
    "Welcome Levels",
    "Long Barrow Veterans",
    "Wassail Community Food",
    "Peat and Heron Nature Trust",
    "Small Lights Parents",
    "Slow Stream Wellbeing",
];

/// Every kind.
pub fn kinds() -> Vec<&'static Kind> {
    company::COMPANY.iter().chain(making::MAKING).chain(belonging::BELONGING).collect()
}
