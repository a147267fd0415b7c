//! The directory: services and groups read from the council's feed or written here, with
//! our own notes on top that no feed overwrites.
//!
//! [`import_feed`] reads what a publisher says and keeps only what is new; [`add_service`]
//! writes down a group nobody publishes. [`Finder`] searches all of it by what matters.

mod entry;
mod finder;
mod import;
#[cfg(test)]
mod import_tests;
mod indexed;
mod keep;
mod report;
mod store;
mod store_feed;
mod words;

pub use entry::{DirectoryEntry, Note};
pub use finder::Finder;
pub use import::{FeedSource, import_directory_path, import_feed};
pub use keep::{NewService, add_note, add_service, notes};
pub use report::{Feed, FeedRun, ImportReport};
pub use store::{service, service_name, services_by_id};
pub use store_feed::{feed_report, feed_runs, feeds};
pub use words::{cost_words, when_words, where_words};

use crate::web::Route;

::store::id!(
    /// A service or group of the directory.
    ServiceId
);
::store::id!(
    /// A place services are read from: a publisher's feed.
    FeedId
);
::store::id!(
    /// One reading of a feed.
    FeedRunId
);
::store::id!(
    /// What somebody here knows of a service that no feed says.
    NoteId
);

pub const ROUTES: &[Route] = &[];
