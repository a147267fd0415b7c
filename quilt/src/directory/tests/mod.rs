//! The directory on every engine.

mod feeds;
mod feeds_ids;
mod feeds_kept;
mod feeds_web;
mod publisher;
