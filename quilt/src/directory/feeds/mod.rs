//! Feeds: where the directory is read from, and how. A publisher's feed is read page by page,
//! what is new is added, what changed is updated, and what a *whole* feed no longer names is
//! withdrawn, all of it in one step, unless it is so much that a person should look first.
//!
//! [`import_feed`] reads from anything, [`read_file`] and [`read_address`] from a file or the
//! web, and [`read_due`] whatever is due. One [`claim::Claim`] a feed sees to it that two
//! machines never read the same one at once, and that a reading which was broken off goes on.

mod address;
mod alike;
mod changed;
mod claim;
mod coming;
mod ending;
mod feed;
mod gone;
mod import;
mod keeping;
mod marks;
mod paging;
mod provenance;
mod reach;
mod report;
mod resume;
mod retry;
mod root;
mod run;
mod same;
mod same_rule;
mod scheduled;
mod seen;
mod shown_once;
mod spool;
mod store;
mod store_gone;
mod store_marks;
mod store_reading;
mod store_same;
mod tables;
mod taking;
mod web;

pub use address::FeedAddress;
pub use changed::{Fact, ServiceChange};
pub use claim::{UnderWay, is_being_read, under_way};
pub use feed::{FeedSource, add_feed, ask_to_read, change_feed};
pub use gone::{Gone, confirm_gone, gone, keep_gone, waiting};
pub use import::{
    Bounds, Reading, file_address, import_directory_path, import_directory_url, import_feed, read_address,
    read_file,
};
pub use provenance::{Said, provenance};
pub use reach::Reach;
pub use report::{Details, Feed, FeedRun, ImportReport, Outcome};
pub use retry::Patience;
pub use same::{OrganizationPair, PairState, Twin, also_known_as, decide_pair, organization_pairs, twins};
pub use scheduled::read_due;
pub use shown_once::{ListedTwice, listed_twice};
pub use store::{feed, feed_report, feed_runs, feeds};
