//! What the people of the demonstration county say. Everything is a pure function of a seeded [`Picker`], so
//! the county comes out the same twice. Nobody in it is real: names are put together by chance, telephone
//! numbers and NHS numbers come from ranges that are never given out, and groups are invented.

mod around;
pub mod contact;
mod group_kinds;
pub mod groups;
mod name_lists;
pub mod names;
pub mod picker;
mod say;
mod season;
pub mod staff;
pub mod story;
mod theme;
mod themes;
pub mod topic;
pub mod towns;

pub use picker::Picker;

#[cfg(test)]
mod reading;
