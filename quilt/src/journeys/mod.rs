//! A journey is one time-limited period of support, from a person saying yes to a good
//! ending: what matters, small steps, links to groups, contacts, and a follow-up after.
//!
//! ```text
//! going ──► ended ──► followed up at 3, 6 and 12 months
//!  ▲ │
//!  │ ▼
//! paused
//! ```
//! [`begin`] opens one from an accepted referral. [`record`] takes in whatever a contact
//! brought; [`link`] connects to a group, which answers through [`answer`]; [`end`] closes well.

mod answer;
mod answer_page;
mod ask_form;
mod ask_page;
mod ask_paper;
mod ask_read;
mod asking;
mod begin;
mod caseload;
mod change;
mod check_in;
mod chores;
mod concern;
mod contact;
mod end;
mod end_page;
mod extend;
mod find_for;
mod follow_up;
mod gap;
mod handover;
mod hope;
mod hope_page;
mod journey;
mod letter;
mod lines;
mod lines_words;
mod link;
mod link_next;
mod link_page;
mod link_words;
mod measure_words;
mod meeting;
mod messages_page;
mod overdue;
mod own_answer;
mod own_words;
mod page;
mod page_links;
mod page_side;
mod paragraphs;
mod pause;
mod record;
mod record_form;
mod record_page;
mod recorded;
mod sheet_sent;
mod stages;
mod step;
mod store;
mod store_asking;
mod store_ending;
mod store_erase;
mod store_hope;
mod store_links;
mod store_overdue;
mod store_view;
mod store_work;
mod story;
mod story_words;
mod tell;
mod timeline;
mod to_person;
mod today;
mod told;
mod told_measures;
#[cfg(test)]
mod unwanted;
mod when;

pub use answer::{AnswerSaid, Question, answer, put_question};
pub use begin::begin;
pub use chores::{Done, chores};
pub use concern::{Concern, raise_concern, rate_concern};
pub use contact::{ContactKind, NewContact, add_contact};
pub use end::{Ending, EndingReason, end};
pub use extend::extend;
pub use follow_up::{FollowUpAnswer, answer_follow_up, follow_up_not_reached};
pub use gap::add_gap;
pub use handover::hand_over;
pub use hope::{Hope, NewHope, say_attained, set_hope};
pub use journey::{Journey, JourneyState, Matters, find_journey, say_what_matters};
pub use link::{
    How, Link, LinkState, NewLink, arrived, ask_room, find_link, group_said, lapse_unanswered, make_link,
};
pub use link_words::language;
pub use meeting::{NewMeeting, agree_meeting};
pub use overdue::alarms;
pub use own_words::{Other, OwnWords, own_words};
pub use paragraphs::paragraphs;
pub use pause::{pause, resume};
pub use recorded::{Arrival, MovedStep, NewMatters, Recorded, Taken, record};
pub use sheet_sent::send_sheet;
pub use step::{NewStep, Step, StepState, agree_step, move_step};
pub use store_erase::{empty, journeys_of, links_of};
pub use to_person::write_to_person;

use crate::access::Act;
use crate::web::{Door, Route, get, post};

::store::id!(
    /// A time-limited period of support.
    JourneyId
);
::store::id!(
    /// What the person wants to do next.
    StepId
);
::store::id!(
    /// What troubles the person.
    ConcernId
);
::store::id!(
    /// The person's connection to a service or group.
    LinkId
);

pub const ROUTES: &[Route] = &[
    get("/find", Door::Anyone, find_for::show),
    get("/find/sheet", Door::Anyone, find_for::show_sheet),
    get("/find/{service}", Door::Anyone, find_for::show_service),
    get("/today", Door::May(Act::SeeToday), today::show),
    post("/today/out", Door::May(Act::SeeToday), check_in::out),
    post("/today/safe", Door::May(Act::SeeToday), check_in::safe),
    get("/caseload", Door::May(Act::SeeCaseload), caseload::show),
    post("/referrals/{id}/begin", Door::May(Act::RecordOnJourney), begin::save),
    get("/journeys/{id}", Door::May(Act::OpenJourney), page::show),
    get("/journeys/{id}/timeline", Door::May(Act::OpenJourney), timeline::show),
    get("/journeys/{id}/record", Door::May(Act::RecordOnJourney), record::show),
    post("/journeys/{id}/record", Door::May(Act::RecordOnJourney), record::save),
    get("/journeys/{id}/link/{service}", Door::May(Act::RecordOnJourney), link_page::show),
    post("/journeys/{id}/link/{service}", Door::May(Act::RecordOnJourney), link_page::save),
    get("/journeys/{id}/link/{service}/next", Door::May(Act::RecordOnJourney), link_next::show),
    post("/journeys/{id}/link/{service}/next", Door::May(Act::RecordOnJourney), link_next::save),
    post(
        "/journeys/{id}/link/{service}/ask-arrival",
        Door::May(Act::RecordOnJourney),
        link_next::ask_arrival,
    ),
    get("/journeys/{id}/gap", Door::May(Act::RecordOnJourney), gap::show),
    post("/journeys/{id}/gap", Door::May(Act::RecordOnJourney), gap::save),
    post("/journeys/{id}/sheet", Door::May(Act::RecordOnJourney), sheet_sent::save),
    get("/journeys/{id}/pause", Door::May(Act::RecordOnJourney), pause::show),
    post("/journeys/{id}/pause", Door::May(Act::RecordOnJourney), pause::save),
    post("/journeys/{id}/resume", Door::May(Act::RecordOnJourney), pause::save_resume),
    get("/journeys/{id}/extend", Door::May(Act::RecordOnJourney), extend::show),
    post("/journeys/{id}/extend", Door::May(Act::RecordOnJourney), extend::save),
    get("/journeys/{id}/handover", Door::May(Act::Triage), handover::show),
    post("/journeys/{id}/handover", Door::May(Act::Triage), handover::save),
    get("/journeys/{id}/messages", Door::May(Act::RecordOnJourney), messages_page::show),
    post("/journeys/{id}/messages", Door::May(Act::RecordOnJourney), messages_page::save),
    get("/journeys/{id}/end", Door::May(Act::EndJourney), end_page::show),
    post("/journeys/{id}/end", Door::May(Act::EndJourney), end_page::save),
    get("/journeys/{id}/letter", Door::May(Act::ReadStory), story::letter).translated(),
    get("/journeys/{id}/story", Door::May(Act::ReadStory), story::show).translated(),
    get("/journeys/{id}/follow-up/{months}", Door::May(Act::RecordOnJourney), follow_up::show),
    post("/journeys/{id}/follow-up/{months}", Door::May(Act::RecordOnJourney), follow_up::save),
    get("/journeys/{id}/ask", Door::May(Act::RecordOnJourney), ask_page::show),
    post("/journeys/{id}/ask", Door::May(Act::RecordOnJourney), ask_page::save),
    get("/journeys/{id}/ask/{measure}", Door::May(Act::RecordOnJourney), ask_form::show),
    post("/journeys/{id}/ask/{measure}", Door::May(Act::RecordOnJourney), ask_form::save),
    get("/journeys/{id}/ask/{measure}/paper", Door::May(Act::RecordOnJourney), ask_paper::show).translated(),
    get("/journeys/{id}/lines", Door::May(Act::ReadStory), lines::show).translated(),
    get("/journeys/{id}/hopes", Door::May(Act::RecordOnJourney), hope_page::show),
    post("/journeys/{id}/hopes", Door::May(Act::RecordOnJourney), hope_page::save),
    get("/answer/how-you-are/{token}", Door::Anyone, own_answer::show),
    post("/answer/how-you-are/{token}", Door::Anyone, own_answer::save),
    get("/answer/{token}", Door::Anyone, answer_page::show),
    post("/answer/{token}", Door::Anyone, answer_page::save),
];
