//! The directory: services and groups read from the council's feed or written here, with
//! our own notes on top that no feed overwrites.
//!
//! [`mod@feeds`] reads what publishers say and keeps only what is new; [`add_service`]
//! writes down a group nobody publishes. [`Finder`] searches all of it by what matters.

mod answered;
mod asked;
mod because;
mod browse;
mod check;
mod edit;
mod entry;
mod facets;
pub mod feeds;
mod finder;
mod finding;
pub mod freshness;
mod give_back;
mod giving;
mod group;
mod home;
mod indexed;
mod keep;
pub mod layer;
mod map;
mod placed;
mod question;
mod report_guard;
mod report_wrong;
mod result;
mod sheet;
mod show;
mod show_layer;
mod sources;
mod store;
mod store_giving;
mod store_places;
mod store_reports;
mod words;

#[cfg(test)]
mod tests;

pub use answered::{Answered, Measured, search_for};
pub use asked::Asked;
pub(crate) use browse::{beside, subjects};
pub use entry::{DirectoryEntry, Note};
pub use feeds::{
    Feed, FeedRun, FeedSource, ImportReport, feed_report, feed_runs, feeds, import_directory_path,
    import_directory_url, import_feed,
};
pub use finder::Finder;
pub use finding::{ForWhom, find_page};
pub use giving::{Filter, GivenOrganization, GivenService, Giving, Listed, Shelf, Slot, is_of, wanted};
pub use group::{end_link, links, make_link};
pub use keep::{NewService, add_note, add_service, notes};
pub use layer::{came, group_answered, open_again, room_said, sent};
pub use placed::place_services;
pub use report_guard::forget_marks;
pub use report_wrong::{WrongReport, say_wrong, settle, unsettled};
pub use sheet::{Sheet, sheet_page};
pub use show::service_page;
pub use store::{service, service_name, services_by_id};
pub use words::{cost_words, when_words, where_words};

use check::until as check_until;
use group::is_email as group_email;

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
::store::id!(
    /// A published fact put right by us.
    CorrectionId
);
::store::id!(
    /// Corrections given back to a feed's keeper, once.
    SendingId
);
::store::id!(
    /// A link by which a group keeps its entry.
    GroupLinkId
);

/// Whoever keeps the directory.
const DOOR: Door = Door::May(Act::KeepDirectory);

// `/find` and `/find/{service}` are served by `journeys`, which knows whom a link worker
// searches for; the pages are `find_page` and `service_page`.
pub const ROUTES: &[Route] = &[
    get("/", Door::Anyone, home::home),
    post("/find/{service}/wrong", Door::Anyone, report_wrong::save_wrong),
    post("/find/{service}/note", Door::May(Act::KeepDirectory), report_wrong::save_note),
    post("/find/{service}/settled/{report}", Door::May(Act::KeepDirectory), report_wrong::save_settled),
    get("/find/{service}/edit", DOOR, edit::show),
    post("/find/{service}/edit", DOOR, edit::save),
    get("/find/{service}/history", DOOR, edit::show_history),
    post("/find/{service}/undo/{number}", DOOR, edit::save_undo),
    post("/find/{service}/checked", DOOR, check::save_checked),
    post("/find/{service}/room", DOOR, check::save_room),
    post("/find/{service}/correction/{correction}", DOOR, check::save_dispute),
    get("/find/{service}/group", DOOR, group::show_staff),
    post("/find/{service}/group", DOOR, group::save_staff),
    post("/find/{service}/group/{link}/end", DOOR, group::save_end),
    get("/directory/new", DOOR, edit::show_new),
    post("/directory/new", DOOR, edit::save_new),
    get("/directory/check", DOOR, check::show),
    post("/directory/check", DOOR, check::save_one),
    get("/directory/corrections", DOOR, give_back::show),
    post("/directory/corrections/{feed}", DOOR, give_back::save),
    get("/directory/corrections/{feed}/csv", DOOR, give_back::as_csv),
    get("/directory/corrections/{feed}/json", DOOR, give_back::as_json),
    get("/directory/key", Door::Anyone, give_back::key),
    get("/group/{token}", Door::Anyone, group::show_home),
    post("/group/{token}", Door::Anyone, group::save_room),
    get("/group/{token}/edit", Door::Anyone, group::show_edit),
    post("/group/{token}/edit", Door::Anyone, group::save_edit),
    get("/group/{token}/out", Door::Anyone, group::show_out),
    post("/group/{token}/out", Door::Anyone, group::save_out),
    get("/group/{token}/copy", Door::Anyone, group::show_copy),
    get("/group/{token}/copy.json", Door::Anyone, group::as_json),
];
