//! What is given to other directories, as they meet it: over HTTP, on every engine, judged by
//! the standard's own schemas where they are at hand (see `schemas.rs`).

#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is wrong, and says what it could not try"
)]

mod client;
mod description;
mod every_answer;
mod features;
mod http;
mod known;
mod private;
mod round_trip;
mod schemas;
#[path = "../support/mod.rs"]
mod support;
mod validator;
