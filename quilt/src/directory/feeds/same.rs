//! The same organisation in two feeds. It is suggested, never merged silently: a person says
//! whether two are one, may take it back, and is not asked again. Both records stay; pages
//! show them as one. A service that both list is told from its twin by who assured it later.

use std::collections::{HashMap, HashSet};

use ::store::{Db, Tx};
use jiff::Timestamp;
use jiff::civil::Date;

use super::same_rule::{Described, name_key, why_one};
use super::store_same;
use crate::access::Actor;
use crate::directory::{FeedId, ServiceId, store};
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{AreaId, OrganizationId};

/// What has been said about two organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairState {
    Suggested,
    Same,
    Different,
}

impl PairState {
    pub fn code(self) -> &'static str {
        match self {
            PairState::Suggested => "suggested",
            PairState::Same => "same",
            PairState::Different => "different",
        }
    }

    pub fn parse(code: &str) -> Option<PairState> {
        [PairState::Suggested, PairState::Same, PairState::Different].into_iter().find(|it| it.code() == code)
    }
}

/// Two organisations that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationPair {
    pub one: OrganizationId,
    pub other: OrganizationId,
    pub one_name: String,
    pub other_name: String,
    /// The feeds they come from; nothing for what was written here.
    pub one_feed: Option<String>,
    pub other_feed: Option<String>,
    pub why: String,
    pub state: PairState,
    pub decided_at: Option<Timestamp>,
    pub by_name: Option<String>,
}

/// A service another source lists as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twin {
    pub service: ServiceId,
    pub name: String,
    pub feed: Option<String>,
    pub assured_on: Option<Date>,
}

/// The most suggestions one reading makes: more could not be looked at.
const MOST: usize = 2_000;

/// An organisation of the directory, and where it is from.
pub(super) struct Candidate {
    pub id: OrganizationId,
    pub feed: Option<FeedId>,
    pub is: Described,
}

/// Suggests pairs of this feed's organisations and those of other sources.
pub(super) fn suggest(db: &Db, by: &Actor, now: &Moment, feed: FeedId) -> Result<(), Refusal> {
    let found = db.read("compare organisations", |tx| {
        if store_same::sources(tx, by.area)? < 2 {
            return Ok::<_, Refusal>(Vec::new());
        }
        let known = store_same::pairs_known(tx, by.area)?;
        Ok(pairs(&store_same::candidates(tx, by.area)?, feed, &known))
    })?;
    if found.is_empty() {
        return Ok(());
    }
    db.write("suggest that organisations are one", |tx| {
        for (one, other, why) in &found {
            store_same::insert_pair(tx, by.area, *one, *other, why, now.at)?;
        }
        line(by, now, "organizations.found_alike", feed).fact("pairs", found.len()).record(tx)
    })
}

type Pair = (OrganizationId, OrganizationId);

/// Pairs nobody was asked about yet, of which one is this feed's.
fn pairs(
    all: &[Candidate],
    feed: FeedId,
    known: &HashSet<Pair>,
) -> Vec<(OrganizationId, OrganizationId, String)> {
    let mut by_mark: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, candidate) in all.iter().enumerate() {
        for mark in marks(&candidate.is) {
            by_mark.entry(mark).or_default().push(at);
        }
    }
    let mut found = Vec::new();
    let mut asked = HashSet::new();
    for mine in all.iter().filter(|candidate| candidate.feed == Some(feed)) {
        for mark in marks(&mine.is) {
            for other in by_mark.get(&mark).into_iter().flatten().map(|at| &all[*at]) {
                let pair = (mine.id.min(other.id), mine.id.max(other.id));
                if other.feed == mine.feed
                    || known.contains(&pair)
                    || !asked.insert(pair)
                    || found.len() >= MOST
                {
                    continue;
                }
                found.extend(why_one(&mine.is, &other.is).map(|why| (pair.0, pair.1, why)));
            }
        }
    }
    found
}

/// By what an organisation may be found again: nobody compares everybody with everybody.
fn marks(is: &Described) -> Vec<String> {
    let name = Some(format!("name {}", name_key(&is.name)));
    let host = is.host.as_ref().map(|host| format!("host {host}"));
    [name, host, is.number.clone()].into_iter().flatten().collect()
}

/// What has been suggested or said about organisations, suggestions first.
pub fn organization_pairs(
    tx: &mut Tx<'_>,
    area: AreaId,
    most: i64,
) -> Result<Vec<OrganizationPair>, Refusal> {
    store_same::pairs(tx, area, most)
}

/// Somebody says whether two organisations are one, or takes it back.
pub fn decide_pair(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    (one, other): (OrganizationId, OrganizationId),
    state: PairState,
) -> Result<(), Refusal> {
    if !store_same::decide(tx, by, now, one, other, state)? {
        return Err(Refusal::not_found());
    }
    store::moved_on(tx, by.area)?;
    let kind = match state {
        PairState::Same => "organization.same",
        PairState::Different => "organization.different",
        PairState::Suggested => "organization.undecided",
    };
    line(by, now, kind, one).fact("other", other.to_string()).record(tx)
}

/// The other records somebody said are this organisation: their ids, names and feeds.
pub fn also_known_as(
    tx: &mut Tx<'_>,
    area: AreaId,
    organization: OrganizationId,
) -> Result<Vec<(OrganizationId, String, Option<String>)>, Refusal> {
    let mut known = HashSet::from([organization]);
    let mut ahead = vec![organization];
    let mut found = Vec::new();
    while let Some(next) = ahead.pop() {
        for same in store_same::same_as(tx, area, next)? {
            if known.insert(same.0) {
                ahead.push(same.0);
                found.push(same);
            }
        }
    }
    Ok(found)
}

/// Services of the same name that other records of the same organisation list, those assured
/// latest first.
pub fn twins(tx: &mut Tx<'_>, area: AreaId, service: ServiceId) -> Result<Vec<Twin>, Refusal> {
    let Some((organization, name, postcode)) = store_same::organized(tx, area, service)? else {
        return Ok(Vec::new());
    };
    let mut twins = Vec::new();
    for (other, _, feed) in also_known_as(tx, area, organization)? {
        for (id, its_name, its_postcode, assured_on) in store_same::services_of(tx, area, other)? {
            let elsewhere = postcode.is_some() && its_postcode.is_some() && postcode != its_postcode;
            if id != service && !elsewhere && name_key(&its_name) == name_key(&name) {
                twins.push(Twin { service: id, name: its_name, feed: feed.clone(), assured_on });
            }
        }
    }
    twins.sort_by_key(|twin| std::cmp::Reverse(twin.assured_on));
    Ok(twins)
}
