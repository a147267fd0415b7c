//! What people sought: links made, and needs that nothing local met, by kind of group and by what they are about.

use std::collections::{BTreeMap, HashMap};

use ::store::Tx;
use uuid::Uuid;

use super::kinds::{self, Kinds};
use super::raw::{Readable, Window};
use super::store_ours;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// Wishes for one kind of group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Wishes {
    /// Links made.
    pub linked: u64,
    /// Needs that nothing local met.
    pub unmet: u64,
    /// At least so many people had one.
    pub people: u64,
}

impl Wishes {
    pub fn all(&self) -> u64 {
        self.linked + self.unmet
    }

    /// Together: at least as many people as had one of either.
    pub fn with(self, other: Wishes) -> Wishes {
        Wishes {
            linked: self.linked + other.linked,
            unmet: self.unmet + other.unmet,
            people: self.people.max(other.people),
        }
    }
}

/// Everything sought in a year.
#[derive(Debug, Clone)]
pub(super) struct Sought {
    /// Wishes for each of some kinds of groups, and last for none of them.
    pub wishes: Vec<Wishes>,
    /// Needs that nothing local met, by what they are about; how many journeys said so.
    pub unmet: BTreeMap<&'static str, u64>,
}

impl Sought {
    pub fn read(
        tx: &mut Tx<'_>,
        area: AreaId,
        window: &Window,
        may: &Readable,
        kinds: &Kinds,
    ) -> Result<Sought, Refusal> {
        let mut wishes = Counting::of(kinds);
        let mut placed = HashMap::new();
        store_ours::each_link(tx, area, window, &mut |link| {
            if may.read(link.scheme) {
                let place = || kinds.place(&kinds::about_group(link.topics, link.words));
                let kind = placed.entry(link.service).or_insert_with(place);
                wishes.add(*kind, link.journey, |it| it.linked += 1);
            }
        })?;
        wishes.next_table();
        let mut unmet = BTreeMap::new();
        store_ours::each_gap(tx, area, window, &mut |scheme, journey, need| {
            if may.read(scheme) {
                let topics = kinds::about(need);
                wishes.add(kinds.place(&topics), journey, |it| it.unmet += 1);
                for topic in topics {
                    *unmet.entry(topic.name()).or_default() += 1;
                }
            }
        })?;
        Ok(Sought { wishes: wishes.counted, unmet })
    }
}

/// Wishes as they come, one journey after another.
struct Counting {
    counted: Vec<Wishes>,
    /// Of each kind, the journey last met and how many were, in this table.
    met: Vec<(Option<Uuid>, u64)>,
}

impl Counting {
    fn of(kinds: &Kinds) -> Counting {
        let places = kinds.len() + 1;
        Counting { counted: vec![Wishes::default(); places], met: vec![(None, 0); places] }
    }

    /// Another table begins: the same people may come again, so the more of both are counted.
    fn next_table(&mut self) {
        self.met.fill((None, 0));
    }

    fn add(&mut self, kind: Option<usize>, journey: Uuid, add: impl Fn(&mut Wishes)) {
        let at = kind.unwrap_or(self.counted.len() - 1);
        let (last, people) = &mut self.met[at];
        if *last != Some(journey) {
            (*last, *people) = (Some(journey), *people + 1);
        }
        add(&mut self.counted[at]);
        self.counted[at].people = self.counted[at].people.max(*people);
    }
}
