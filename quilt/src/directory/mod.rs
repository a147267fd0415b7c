//! The directory: services and groups read from the council's feed or written here, with
//! our own notes on top that no feed overwrites.
//!
//! [`import_feed`] reads what a publisher says and keeps only what is new; [`add_service`]
//! writes down a group nobody publishes. [`Finder`] searches all of it by what matters.

mod answered;
mod asked;
mod because;
mod browse;
mod entry;
mod facets;
mod fetch;
mod finder;
mod finding;
mod home;
mod import;
mod indexed;
mod keep;
mod keeping;
mod map;
mod placed;
mod question;
mod report;
mod report_wrong;
mod result;
mod sheet;
mod show;
mod store;
mod store_feed;
mod store_places;
mod store_reports;
mod words;

#[cfg(test)]
mod tests;

pub use answered::{Answered, Measured, search_for};
pub use asked::Asked;
pub use entry::{DirectoryEntry, Note};
pub use fetch::import_directory_url;
pub use finder::Finder;
pub use finding::{ForWhom, find_page};
pub use import::{FeedSource, import_directory_path, import_feed};
pub use keep::{NewService, add_note, add_service, notes};
pub use placed::place_services;
pub use report::{Feed, FeedRun, ImportReport};
pub use report_wrong::{WrongReport, say_wrong, settle, unsettled};
pub use sheet::{Sheet, sheet_page};
pub use show::service_page;
pub use store::{service, service_name, services_by_id};
pub use store_feed::{feed_report, feed_runs, feeds};
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
