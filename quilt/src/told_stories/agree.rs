//! A yes to one showing of a story, and taking that yes back.

use ::store::Tx;

use super::story::{overtaken, still_there};
use super::{Called, Showing, Story, store};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

/// A yes as it is given: for what, to which words, under which name, said how.
pub struct Yes<'a> {
    pub showing: Showing,
    pub version: i64,
    pub called: Called,
    pub first_name: &'a str,
    pub how: &'a str,
}

/// Keeps a yes. An earlier one for the same showing ends with it.
///
/// # Errors
/// When the words are no longer those that were shown.
pub fn agree(tx: &mut Tx<'_>, by: &Actor, now: &Moment, story: &Story, yes: &Yes<'_>) -> Result<(), Refusal> {
    still_there(story)?;
    if yes.version != story.version {
        return Err(overtaken());
    }
    store::end_use(tx, by.area, story.id, yes.showing, now.at)?;
    store::insert_use(tx, by.area, now, story.id, yes, yes.called.shown(yes.first_name))?;
    line(by, now, "told_story.agreed", story.person)
        .thread(story.journey)
        .fact("showing", yes.showing.code())
        .fact("version", yes.version)
        .fact("called", yes.called.code())
        .fact("how", yes.how)
        .record(tx)
}

/// Takes the yes for one showing back; the story itself stays. Nothing happens where there is none.
pub fn stop(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    story: &Story,
    showing: Showing,
) -> Result<(), Refusal> {
    if store::end_use(tx, by.area, story.id, showing, now.at)? == 0 {
        return Ok(());
    }
    line(by, now, "told_story.stopped", story.person)
        .thread(story.journey)
        .fact("showing", showing.code())
        .record(tx)
}
