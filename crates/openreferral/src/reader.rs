//! Reads a feed: walks it, turns each element into a service, watches for the same service twice.

use std::{collections::VecDeque, io};

use uuid::Uuid;

use crate::{
    desk::{self, Desk, refused},
    field::Fields,
    limits,
    report::{At, Format, PageInfo, Reading, Step},
    shape::{self, Owners, Shape},
    walk::{Found, Walk},
};

/// The namespace in which ids that are not UUIDs become UUIDs when the caller names none of its own.
pub const NAMESPACE: Uuid = Uuid::from_u128(0x6f72_756b_0003_5000_8000_7175_696c_7431);

/// Reads a whole feed at once. Never fails: what cannot be kept is in `refused`, with its reason.
pub fn read(bytes: &[u8]) -> Reading {
    read_within(bytes, NAMESPACE)
}

/// As [`read`], with ids that are not UUIDs made within `namespace`, so that two feeds that both number
/// their services 1, 2, 3 do not collide.
pub fn read_within(bytes: &[u8], namespace: Uuid) -> Reading {
    let mut reader = Reader::new(bytes).within(namespace);
    let mut reading = gather(reader.by_ref());
    reading.notes.extend(reader.notes());
    reading.format = reader.format();
    reading.page = reader.page().cloned();
    reading
}

/// All steps in one report.
pub(crate) fn gather(steps: impl Iterator<Item = Step>) -> Reading {
    let mut reading = Reading::default();
    let mut unlisted = 0_u64;
    for step in steps {
        match step {
            Step::Kept(read) => reading.services.push(*read),
            Step::Refused(refused) if reading.refused.len() < limits::LISTED => reading.refused.push(refused),
            Step::Refused(_) => unlisted += 1,
            Step::Twin { at, name, .. } if reading.notes.len() < limits::LISTED => {
                reading
                    .notes
                    .push(format!("“{name}” is there twice, word for word; the second, {at}, was left out."));
            }
            Step::Twin { .. } | Step::Same { .. } => {}
        }
    }
    if unlisted > 0 {
        reading.notes.push(format!("{unlisted} more entries were refused and are not listed."));
    }
    reading
}

/// Reads a feed as a stream: an iterator of [`Step`]s that holds one element at a time, and for each service kept
/// its id and fingerprint.
pub struct Reader<R> {
    walk: Walk<R>,
    desk: Desk,
    owners: Owners,
    /// Steps that are ready: one element may hold several services.
    ready: VecDeque<Step>,
    /// A service whose places come one entry each, until the next is another service.
    open: Option<(At, Fields)>,
}

impl<R: io::Read> Reader<R> {
    pub fn new(input: R) -> Self {
        Self {
            walk: Walk::new(input),
            desk: Desk::new(NAMESPACE),
            owners: Owners::default(),
            ready: VecDeque::new(),
            open: None,
        }
    }

    /// Makes ids that are not UUIDs within this namespace; give each feed its own.
    #[must_use]
    pub fn within(mut self, namespace: Uuid) -> Self {
        self.desk.namespace = namespace;
        self
    }

    /// Passes over entries that are as they were: `known` gives, for the [`Read::raw`] of an earlier reading of the
    /// same feed, the id of its service. Such an entry is not read again: it comes as [`Step::Same`], and the feed's
    /// notes do not count what it holds. Where a service is put together from several entries (an organisation with
    /// its services inside, one entry a place) it is put together first, and then passed over.
    ///
    /// [`Read::raw`]: crate::Read::raw
    #[must_use]
    pub fn knowing(mut self, known: impl Fn(&[u8; 32]) -> Option<Uuid> + Send + 'static) -> Self {
        self.desk.known = Some(Box::new(known));
        self
    }

    /// How the feed is put together, as far as it has been read.
    pub fn format(&self) -> Format {
        self.walk.format
    }

    /// What the page says about itself; complete once the iterator has ended.
    pub fn page(&self) -> Option<&PageInfo> {
        self.walk.page.as_ref()
    }

    /// What holds for the feed as a whole, as far as it has been read.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.walk.utf16() {
            notes.push("The feed is in UTF-16; it was read as such. JSON should be in UTF-8.".to_owned());
        }
        if self.owners.met > 0 {
            notes.push(format!(
                "{} entries are organisations on their own; services that name them were given them.",
                self.owners.met
            ));
        }
        notes.extend(self.desk.notes());
        notes
    }

    fn element(&mut self, at: At, bytes: &[u8]) {
        let mark = desk::mark(bytes);
        // What an organisation elsewhere in the feed says is not in these bytes.
        let alone = self.owners.met == 0;
        if alone && let Some(step) = self.desk.same(at, mark) {
            self.close();
            self.ready.push_back(step);
            return;
        }
        let fields = match self.desk.object(at, bytes) {
            Ok(fields) => fields,
            Err(step) => {
                self.close();
                self.ready.push_back(step);
                return;
            }
        };
        match shape::of(fields, self.walk.owners) {
            Shape::Place(service) => self.place(at, service),
            other => {
                self.close();
                self.whole(at, other, alone.then_some(mark));
            }
        }
    }

    /// `mark` is that of its bytes, where they hold all of it.
    fn whole(&mut self, at: At, shape: Shape, mark: Option<[u8; 32]>) {
        match shape {
            Shape::Service(mut service) => {
                self.owners.give(&mut service);
                self.ready.push_back(match mark {
                    Some(mark) => self.desk.service(at, &service, Some(mark)),
                    None => self.desk.joined(at, &service),
                });
            }
            Shape::Services(services) => {
                for service in services {
                    self.ready.push_back(match service {
                        Some(service) => self.desk.joined(at, &service),
                        None => refused(at, None, desk::NO_OBJECT.into()),
                    });
                }
            }
            Shape::Owner(owner) => self.owners.add(&owner),
            Shape::Place(service) => self.place(at, service),
            Shape::Other(fields, why) => self.ready.push_back(refused(at, Some(&fields), why.into())),
        }
    }

    /// One of the places of a service: kept open, for the next entry may be another.
    fn place(&mut self, at: At, service: Fields) {
        let other = match &mut self.open {
            Some((_, open)) => shape::join(open, service),
            None => Some(service),
        };
        if let Some(other) = other {
            self.close();
            self.open = Some((at, other));
        }
    }

    /// The service that was open is whole.
    fn close(&mut self) {
        if let Some((at, service)) = self.open.take() {
            self.ready.push_back(self.desk.joined(at, &service));
        }
    }
}

impl<R: io::Read> Iterator for Reader<R> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        loop {
            if let Some(step) = self.ready.pop_front() {
                return Some(step);
            }
            match self.walk.walk() {
                Some(Found::Element { at, bytes }) => self.element(at, &bytes),
                Some(Found::Bad { at, why }) => {
                    self.close();
                    self.ready.push_back(refused(at, None, why));
                }
                None => {
                    self.close();
                    return self.ready.pop_front();
                }
            }
        }
    }
}
