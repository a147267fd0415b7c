//! Quilt runs social prescribing. The house is described in `docs/architecture.md`; follow
//! one referral from the door to the ledger and back through `referrals::refer`.

pub mod access;
pub mod admin;
pub mod api;
pub mod app;
pub mod demo;
pub mod directory;
pub mod exports;
pub mod journeys;
pub mod line;
pub mod messages;
pub mod moment;
pub mod outcomes;
pub mod people;
pub mod plans;
pub mod referrals;
pub mod refusal;
pub mod reports;
pub mod settings;
pub mod system_use;
pub mod told_stories;
pub mod web;

/// For tests, inside and out: no program that is built to be used carries it.
#[cfg(any(test, feature = "testing"))]
pub mod fixture;
