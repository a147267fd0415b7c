//! Steps: small, the person's own, in their words.

use ::store::Tx;
use jiff::Timestamp;

use super::journey::still_open;
use super::{Journey, StepId, store};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepState {
    Next,
    Doing,
    Done,
    /// It did not work out this time; nobody is blamed.
    SetBack,
    /// No longer wanted, or rewritten as a new step.
    LetGo,
}

impl StepState {
    pub const ALL: [StepState; 5] =
        [StepState::Next, StepState::Doing, StepState::Done, StepState::SetBack, StepState::LetGo];

    pub fn code(self) -> &'static str {
        match self {
            StepState::Next => "next",
            StepState::Doing => "doing",
            StepState::Done => "done",
            StepState::SetBack => "set_back",
            StepState::LetGo => "let_go",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            StepState::Next => "Next",
            StepState::Doing => "Doing",
            StepState::Done => "Done",
            StepState::SetBack => "Set-back",
            StepState::LetGo => "Let go",
        }
    }

    /// Still the person's to do.
    pub fn is_open(self) -> bool {
        !matches!(self, StepState::Done | StepState::LetGo)
    }

    pub fn parse(code: &str) -> Option<StepState> {
        StepState::ALL.into_iter().find(|state| state.code() == code)
    }
}

#[derive(Debug, Clone)]
pub struct Step {
    pub id: StepId,
    pub words: String,
    pub who: String,
    /// As said: "by next Tuesday".
    pub by_when: Option<String>,
    pub state: StepState,
    pub note: Option<String>,
    pub agreed_at: Timestamp,
    pub moved_at: Timestamp,
}

#[derive(Debug, Clone)]
pub struct NewStep {
    pub words: String,
    pub who: String,
    pub by_when: Option<String>,
    /// The step this one rewrites: a step rewritten is a new step, and the old one is let go.
    pub replaces: Option<StepId>,
}

/// A step is agreed.
pub fn agree_step(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    new: &NewStep,
) -> Result<StepId, Refusal> {
    still_open(journey)?;
    let id: StepId = now.id();
    store::insert_step(tx, by.area, journey.id, id, new, now.at)?;
    if let Some(old) = new.replaces {
        move_step(tx, by, now, journey, old, StepState::LetGo, Some("Rewritten as a new step"))?;
    }
    line(by, now, "step.agreed", journey.person)
        .thread(journey.id)
        .fact("step", id.to_string())
        .fact("words", new.words.as_str())
        .fact("who", new.who.as_str())
        .fact("by_when", new.by_when.as_deref())
        .record(tx)?;
    Ok(id)
}

/// A step moves: it is being done, it is done, it was set back.
pub fn move_step(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    step: StepId,
    to: StepState,
    note: Option<&str>,
) -> Result<(), Refusal> {
    still_open(journey)?;
    let words =
        store::move_step(tx, by.area, journey.id, step, to, note, now.at)?.ok_or_else(Refusal::not_found)?;
    line(by, now, "step.moved", journey.person)
        .thread(journey.id)
        .fact("step", step.to_string())
        .fact("words", words)
        .fact("to", to.code())
        .fact("note", note)
        .record(tx)
}
