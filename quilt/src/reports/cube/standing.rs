//! How far a referral came, as one small number: people are counted by it, and there are few such numbers.

use super::Row;
use crate::referrals::State;

/// The bit of a journey that began.
pub(super) const BEGAN: u16 = 1;

/// The bit of a journey in which some question was answered twice.
pub(in crate::reports) const PAIRED: u16 = 1 << 4;

/// How many numbers there can be: six states, offered or not, and what came of those who began.
pub(in crate::reports) const STANDINGS: usize = 6 << 6;

/// From the lowest bit: began, spoke, ended, was followed up, [`PAIRED`] (nought here), was offered; above them the state.
pub(super) fn standing(row: &Row) -> u16 {
    let settled = match row.state {
        State::Accepted | State::Started => 0,
        State::Declined => 1,
        State::NotReached => 2,
        State::Later => 3,
        State::Routed => 4,
        State::Waiting => 5,
    };
    // Whoever answered yes or no was offered, whether or not somebody wrote the offer down.
    let offered = row.offered || matches!(row.state, State::Accepted | State::Started | State::Declined);
    let begun = if row.journey.is_nil() {
        0
    } else {
        BEGAN
            | u16::from(row.first_conversation.came()) << 1
            | u16::from(row.ended.came()) << 2
            | u16::from(row.followed_up) << 3
    };
    settled << 6 | u16::from(offered) << 5 | begun
}
