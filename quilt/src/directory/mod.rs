//! The directory: services and groups read from the council's feed or written here, with
//! our own notes on top that no feed overwrites.
//!
//! [`feeds`] reads what publishers say and keeps only what is new; [`add_service`]
//! writes down a group nobody publishes. [`Finder`] searches all of it by what matters.

mod asked;
mod because;
mod entry;
pub mod feeds;
mod finder;
mod finding;
mod home;
mod indexed;
mod keep;
mod report_wrong;
mod show;
mod sources;
mod store;
mod store_reports;
mod words;

#[cfg(test)]
mod tests;

pub use asked::{Answered, Asked, search_for};
pub use entry::{DirectoryEntry, Note};
pub use feeds::{
    Feed, FeedRun, FeedSource, ImportReport, feed_report, feed_runs, feeds, import_directory_path,
    import_directory_url, import_feed,
};
pub use finder::Finder;
pub use finding::{ForWhom, find_page};
pub use keep::{NewService, add_note, add_service, notes};
pub use report_wrong::{WrongReport, say_wrong, settle, unsettled};
pub use show::service_page;
pub use store::{service, service_name, services_by_id};
pub use words::{cost_words, when_words, where_words};

use crate::access::Act;
use crate::web::{Door, Route, get, post};

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
::store::id!(
    /// What somebody says is wrong.
    ReportId
);

// `/find` and `/find/{service}` are served by `journeys`, which knows whom a link worker
// searches for; the pages are `find_page` and `service_page`.
pub const ROUTES: &[Route] = &[
    get("/", Door::Anyone, home::home),
    post("/find/{service}/wrong", Door::Anyone, report_wrong::save_wrong),
    post("/find/{service}/note", Door::May(Act::KeepDirectory), report_wrong::save_note),
    post("/find/{service}/settled/{report}", Door::May(Act::KeepDirectory), report_wrong::save_settled),
];
