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
    /// Links they want, how many of those have been sought, and how many were met by one that suits.
    pub(super) wishes: u8,
    pub(super) sought: u8,
    pub(super) suited: u8,
    /// Seconds between contacts.
    pub(super) gap: u32,
}

/// All of somebody's wishes, in the parts that [`super::Count::WishesMet`] counts: every number of wishes, of which nobody
/// has more than six, divides it.
pub const WISHES: u64 = 60;

impl Someone {
    /// Somebody new, who has been nowhere yet.
    pub(super) fn new(number: u64, place: usize, fifth: usize, came: Tick) -> Self {
        Self {
            number,
            came,
            began: came,
            place: place as u16,
            fifth: fifth as u8,
            stage: Stage::Waiting,
            missed: 0,
            contacts: 0,
            planned: 0,
            leaves_after: 0,
            wishes: 0,
            sought: 0,
            suited: 0,
            gap: 0,
        }
    }

    /// Which part of the wishes they voiced is met; nothing when they voiced none.
    pub(super) fn met(&self) -> Option<u8> {
        let parts = WISHES as u16 * u16::from(self.suited);
        parts.checked_div(u16::from(self.sought)).map(|parts| parts as u8)
    }
}

/// A link sought, waiting for a seat or holding one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    /// Whose it is, while they are under way.
    pub(super) who: Handle,
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
    /// A follow-up is answered, by somebody of this place with this part of their wishes met.
    FollowUp(u16, Option<u8>),
    /// Something changes for a worker.
    Staff(u16),
    /// A month ends.
    MonthEnds,
}
