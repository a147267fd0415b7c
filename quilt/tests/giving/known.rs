//! Directories to give away: a few services of which everything is known, the demonstration
//! county, and a real council's feed.

use std::sync::atomic::{AtomicU64, Ordering};

use openreferral::{
    Ages, Cost, Day, Frequency, Location, Occurrence, Organization, Phone, Point, Postcode, Schedule,
    Service, Status, Term,
};
use quilt::access::Actor;
use quilt::directory::{FeedSource, NewService, ServiceId, add_service, import_feed};
use quilt::moment::{Chance, Moment};
use quilt::settings::{Place, put_places};
use store::testing::TestDb;
use uuid::Uuid;

use crate::client::Client;
use crate::schemas::shared;
use crate::support::{County, Server, engines, found};

/// The beginning, a little later each time, with chance of its own: no two readings of a feed get
/// the same ids.
pub fn now() -> Moment {
    static READ: AtomicU64 = AtomicU64::new(1_000);
    let seed = READ.fetch_add(1, Ordering::Relaxed);
    let at = quilt::fixture::moment().at + jiff::SignedDuration::from_millis(i64::try_from(seed).unwrap());
    Moment { at, chance: Chance::seeded(seed) }
}

pub fn term(id: &str, name: &str, list: &str) -> Term {
    Term { id: id.into(), name: name.into(), vocabulary: Some(list.into()), ..Term::default() }
}

pub fn at(name: &str, postcode: &str, point: Option<(f64, f64)>) -> Location {
    Location {
        name: Some(name.into()),
        city: Some("Taunton".into()),
        postcode: Postcode::parse(postcode),
        point: point.map(|(lat, lon)| Point::new(lat, lon).unwrap()),
        ..Location::default()
    }
}

pub fn weekly(day: Day, from: &str, to: &str) -> Schedule {
    Schedule {
        freq: Some(Frequency::Weekly),
        days: vec![Occurrence { day, nth: None }],
        opens_at: Some(from.parse().unwrap()),
        closes_at: Some(to.parse().unwrap()),
        ..Schedule::default()
    }
}

/// A walk on Tuesdays for people over sixty, at two places, listed under two terms.
pub fn walk() -> Service {
    Service {
        name: "Sunny Side Strollers".into(),
        alternate_name: Some("The Café Walkers".into()),
        description: "A gentle walk by the river, with tea afterwards.".into(),
        organization: Some(Organization {
            name: "Levels Together".into(),
            description: "Groups run by neighbours.".into(),
            url: Some("https://levels.example.org".into()),
            email: Some("hello@levels.example.org".into()),
            ..Organization::default()
        }),
        emails: vec!["walk@example.org".into()],
        phones: vec![Phone { number: "01632 960123".into(), label: Some("Jean".into()), extension: None }],
        ages: Ages { min: Some(60), max: None },
        terms: vec![
            term("esdServiceType:298", "Carers support groups", "esdServiceType"),
            term("move", "Moving more", "quilt"),
        ],
        costs: vec![Cost { pence: Some(250), ..Cost::default() }],
        schedules: vec![weekly(Day::Tuesday, "10:00", "12:00")],
        locations: vec![
            at("Village Hall", "TA1 1NW", None),
            at("The Weir", "TA21 8AA", Some((50.978, -3.23))),
        ],
        ..Service::default()
    }
}

/// A choir for the young on two evenings, one of them past midnight.
pub fn choir() -> Service {
    Service {
        name: "Night Choir".into(),
        description: "Sing till late.".into(),
        organization: Some(Organization { name: "Song in the Dark".into(), ..Organization::default() }),
        ages: Ages { min: Some(11), max: Some(25) },
        schedules: vec![weekly(Day::Friday, "19:00", "21:00"), weekly(Day::Saturday, "22:00", "01:00")],
        locations: vec![at("Chapel", "TA1 1NW", None)],
        status: Status::TemporarilyClosed,
        ..Service::default()
    }
}

/// The few, in a running server.
pub struct Few {
    pub walk: ServiceId,
    pub choir: ServiceId,
    /// A helpline of which hardly anything is said.
    pub line: ServiceId,
    pub county: County,
    pub server: Server,
    pub api: Client,
}

pub fn few(db: &TestDb) -> Few {
    let county = found(db);
    let (by, now) = (&county.admin.actor, county.now());
    let (walk, choir, line) = db
        .write("write a few groups down", |tx| {
            let place = |lat, lon| Place { lat, lon, ward: None, lsoa: None, decile: None };
            put_places(
                tx,
                &[("TA1 1NW".into(), place(51.015, -3.1)), ("TA21 8AA".into(), place(50.978, -3.23))],
            )?;
            let mut add = |service| add_service(tx, by, &now, NewService { service, organization: None });
            let line = Service { name: "Listening line".into(), ..Service::default() };
            Ok::<_, quilt::refusal::Refusal>((add(walk())?, add(choir())?, add(line)?))
        })
        .unwrap();
    let server = Server::start(db, &county.chance);
    let api = Client(server.address);
    Few { walk, choir, line, county, server, api }
}

pub fn everywhere(test: impl Fn(&TestDb, &Few)) {
    for db in engines() {
        test(&db, &few(&db));
    }
}

/// Reads a feed in, as its publisher wrote it.
pub fn read_in(db: &TestDb, area: quilt::settings::AreaId, name: &str, feed: &[u8]) {
    let source = FeedSource { name: name.into(), address: format!("file:{name}") };
    import_feed(db.db(), &Actor::program(area, "Quilt"), &now(), &source, feed).unwrap();
}

/// The demonstration county, small.
pub fn demonstration(db: &TestDb) -> (Server, Client) {
    let wanted = quilt::demo::Wanted { journeys: 1, seed: 7, until: quilt::fixture::moment().at };
    quilt::demo::fill(db.db(), &wanted, &mut |_| {}).unwrap();
    let server = Server::start(db, &Chance::seeded(3));
    let api = Client(server.address);
    (server, api)
}

pub const BRISTOL: &str = "feeds/bristol-services-list-2024-12.json";
const PAGE: &str = "feeds/v3-bristol-services-page1.json";
const NESTED: &str = "uk-profile-3.0/examples/service_full.json";

/// A real council's whole list, a page of its newer one, and the standard's own example, which
/// says something in every field there is.
pub fn council(db: &TestDb) -> Option<(Server, Client)> {
    let county = found(db);
    for feed in [BRISTOL, PAGE, NESTED] {
        read_in(db, county.area, feed, &shared(feed)?);
    }
    let server = Server::start(db, &county.chance);
    let api = Client(server.address);
    Some((server, api))
}

pub fn uuid(id: impl Into<Uuid>) -> String {
    id.into().to_string()
}
