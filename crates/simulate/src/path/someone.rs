//! Who is under way: somebody from the offer to the ending, a wish from being voiced to the last session, and the events
//! that await them.

use crate::kernel::{Handle, Tick};

/// Where somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Waiting for a link worker.
    Waiting,
    /// Begun, and not yet met.
    Begun,
    /// Met.
    Met,
}

/// Somebody who said yes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Someone {
    /// Which of their place's people.
    pub(super) number: u64,
    /// When they were referred.
    pub(super) came: Tick,
    /// When they began.
    pub(super) began: Tick,
    pub(super) place: u16,
    pub(super) fifth: u8,
    pub(super) stage: Stage,
    /// First appointments missed so far.
    pub(super) missed: u8,
    /// Contacts so far, planned, and after which they leave early (none: never).
    pub(super) contacts: u8,
    pub(super) planned: u8,
    pub(super) leaves_after: u8,
    /// Links they want, and how many of those have been sought.
    pub(super) wishes: u8,
    pub(super) sought: u8,
    /// Seconds between contacts.
    pub(super) gap: u32,
}

/// A link sought, waiting for a seat or holding one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    pub(super) number: u64,
    pub(super) place: u16,
    pub(super) service: u16,
    /// Which of the person's wishes.
    pub(super) which: u8,
    pub(super) seated: bool,
}

/// What happens.
#[derive(Debug, Clone, Copy)]
pub(super) enum Event {
    /// Somebody is referred.
    Comes(u16),
    /// Somebody has waited long enough.
    GivesUp(Handle),
    /// A contact is due.
    Due(Handle),
    /// The contact at hand is over, unless the team's pace has changed since.
    Done(u32),
    /// A seat is given back.
    SeatFree(Handle),
    /// Somebody has waited long enough for a seat.
    WishEnds(Handle),
    /// A follow-up is answered.
    FollowUp(u16),
    /// Something changes for a worker.
    Staff(u16),
    /// A month ends.
    MonthEnds,
}
