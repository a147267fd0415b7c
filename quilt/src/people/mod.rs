//! The people Quilt is for: who they are in their own words, who helps them, who stands
//! beside them ([`tie`]), and when two records are one person ([`merge`]).

mod birth;
mod change;
mod described;
mod duplicates;
mod merge;
mod name;
mod nhs_number;
mod open;
mod page;
mod person;
mod store;
mod store_erase;
mod suggest;
mod supporter;
mod tie;

#[cfg(test)]
mod tests;

pub use birth::Birth;
pub use change::change_person;
pub use described::{AgeBand, Described, Ethnic, Sex};
pub use duplicates::{Likeness, alike};
pub use merge::{merge, unmerge};
pub use name::{Name, name_key};
pub use nhs_number::{NhsGiven, NhsNumber};
pub use open::{Opened, open_with_reason, opened, ties_and_opening};
pub use page::contact_list;
pub use person::{Consent, Person, PersonDraft, add_person, consents, find_person, give_consent};
pub use store_erase::{empty, records_of};
pub use suggest::{Suggestions, suggestions, suggestions_card};
pub use supporter::{MayHear, NewSupporter, Supporter, add_supporter, supporters};
pub use tie::{tie_scheme, tie_worker};

use crate::access::Act;
use crate::web::{Door, Route, get, post};

::store::id!(
    /// Someone using the service.
    PersonId
);

pub const ROUTES: &[Route] = &[
    get("/people/{id}", Door::May(Act::OpenPerson), page::show),
    get("/people/{id}/change", Door::May(Act::ChangePerson), change::show),
    post("/people/{id}/change", Door::May(Act::ChangePerson), change::save),
    get("/people/{id}/why", Door::May(Act::OpenPerson), open::show),
    post("/people/{id}/why", Door::May(Act::OpenPerson), open::save),
    post("/people/{id}/supporters", Door::May(Act::ChangePerson), supporter::save),
    post("/people/{id}/merge", Door::May(Act::MergePeople), merge::save),
    post("/people/{id}/unmerge", Door::May(Act::MergePeople), merge::undo),
];
