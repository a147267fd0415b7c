//! A group keeps its own entry, without an account: by a link that somebody here sends it or
//! reads out. The link opens one entry, for a time, until somebody ends it; only the fingerprint
//! of its secret is kept.

mod copy;
mod edit_page;
mod home;
mod letter;
mod link;
mod out;
mod staff;
mod store;

pub(super) use copy::{as_json, show as show_copy};
pub(super) use edit_page::{save as save_edit, show as show_edit};
pub(super) use home::{room_words, save_room, show as show_home};
pub use link::{GroupLink, HOLDS_DAYS, end_link, links, make_link};
pub(super) use out::{save as save_out, show as show_out};
pub(super) use staff::{is_email, save as save_staff, save_end, show as show_staff};
