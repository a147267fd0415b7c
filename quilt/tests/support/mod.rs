//! What tests of the whole application stand on: a small county in a fresh database of each
//! engine, a real server in front of it with a clock the test owns, and browsers without a
//! screen that send only the forms they were shown.
#![allow(
    dead_code,
    unused_imports,
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "each test uses its own part of this, and stops at the first thing that is wrong"
)]

mod address;
mod browser;
mod county;
mod html;
mod people;
mod reader;
mod server;

pub use address::{Outside, address, outside, stands_after_the_end};
pub use browser::{Browser, Page, encode};
pub use county::{County, Worker, found};
pub use html::{Field, Form, Kind};
pub use people::{People, Walker, group, seed, seed_ended};
pub use reader::faults;
pub use server::Server;

pub use quilt::fixture::engines;
