//! What people here know of a service, laid over what is published and never overwritten by it.
//!
//! Three things lie there. What only we know ([`Own`], [`Room`], notes, how many were sent).
//! Corrections: a published fact that is wrong, said right by us, until its publisher says the
//! same. And what was done to the entry: every version of it, with who and when and why, each to
//! be undone.
//!
//! What a page, the search or a link shows is worked out in one place, [`lay_over`], whenever
//! either side changes; it is kept beside what is published, which stays as it came.

mod correction;
mod edit;
mod fact;
mod ours;
mod over;
mod published;
mod said;
mod spot;
pub(super) mod store;
mod store_corrections;
mod store_versions;
mod times;
mod told;
mod typed;
mod version;

use jiff::Timestamp;
use jiff::civil::Date;

pub use correction::{Correction, Ended, corrections_of, let_theirs_stand, stand_by_ours};
pub use edit::{Editing, Hand, edit};
pub use fact::{Fact, Field, Known, Running};
pub use ours::{bring_back, came, group_answered, open_again, room_said, sent, take_out};
pub(super) use over::lay_over;
pub(super) use published::feed_said;
pub use said::{Checked, How, checked};
pub use spot::Spot;
pub(super) use store::{Opened, feed_name, open, sent_since};
pub(super) use store_corrections::{disputed, of_feed, select as correction};
pub(super) use told::ages_words;
pub use typed::{as_typed, read};
pub use version::{Change, Version, VersionKind, undo, versions};

/// What only people here know of a service, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    /// How to get in.
    pub access: Option<String>,
    /// What to expect on a first visit.
    pub first_visit: Option<String>,
    pub capacity: Option<String>,
    pub waiting: Option<String>,
}

/// Whether there is room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RoomState {
    Room,
    Full,
    /// Not the right place for the one they were asked about.
    NotForUs,
    /// Closed for now, perhaps until a day.
    Closed,
}

impl RoomState {
    pub const ALL: [RoomState; 4] =
        [RoomState::Room, RoomState::Full, RoomState::NotForUs, RoomState::Closed];

    pub fn code(self) -> &'static str {
        match self {
            RoomState::Room => "room",
            RoomState::Full => "full",
            RoomState::NotForUs => "not_for_us",
            RoomState::Closed => "closed",
        }
    }

    pub fn parse(code: &str) -> Option<RoomState> {
        RoomState::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// What was last said about room, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    pub state: RoomState,
    pub at: Timestamp,
    pub by: String,
    pub note: Option<String>,
    /// Of a group that is closed: the day it opens again.
    pub until: Option<Date>,
}

/// For how many days an answer about room is worth something to the next person.
pub const ROOM_HOLDS: i32 = 28;

/// Whether something said of room then is worth anything on that day.
pub(super) fn is_lately(at: Timestamp, today: Date) -> bool {
    crate::moment::local(at).date().saturating_add(jiff::Span::new().days(ROOM_HOLDS)) >= today
}

/// What somebody heard who rang.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rang {
    Right,
    Wrong,
    NoAnswer,
}

impl Rang {
    pub const ALL: [Rang; 3] = [Rang::Right, Rang::Wrong, Rang::NoAnswer];

    pub fn code(self) -> &'static str {
        match self {
            Rang::Right => "right",
            Rang::Wrong => "wrong",
            Rang::NoAnswer => "no_answer",
        }
    }

    pub fn parse(code: &str) -> Option<Rang> {
        Rang::ALL.into_iter().find(|rang| rang.code() == code)
    }
}

/// The entry was taken out of the directory by its group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOut {
    pub at: Timestamp,
    pub by: String,
    pub why: Option<String>,
}

/// All that lies over a published entry, besides its corrections.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layer {
    pub own: Own,
    pub room: Option<Room>,
    pub rang: Option<(Rang, Timestamp)>,
    /// Somebody here said that it is right.
    pub checked_at: Option<Timestamp>,
    /// The group answered a question.
    pub answered_at: Option<Timestamp>,
    /// The group looked through its entry.
    pub edited_at: Option<Timestamp>,
    pub taken_out: Option<TakenOut>,
}

impl Layer {
    /// Whether there is room, as far as anybody knows on that day: `None` when nobody said so
    /// lately. That one person was not right for a group says nothing of the next.
    pub fn has_room(&self, today: Date) -> Option<bool> {
        let room = self.room.as_ref()?;
        let lately = is_lately(room.at, today);
        match room.state {
            RoomState::Closed => Some(false),
            RoomState::Room if lately => Some(true),
            RoomState::Full if lately => Some(false),
            _ => None,
        }
    }

    pub fn is_closed(&self) -> bool {
        self.room.as_ref().is_some_and(|room| room.state == RoomState::Closed)
    }
}
