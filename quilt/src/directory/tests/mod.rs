//! The directory on every engine.

mod import;
mod web;
