//! Friends, relatives and carers who join in, and what they may hear.

use ::store::Tx;
use page::Problems;

use super::{PersonId, opened, store};
use crate::access::{Act, Actor};
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::web::{Answer, Visit};

/// What the person lets a supporter hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayHear {
    Everything,
    /// Times and places, not what is said.
    Arrangements,
    Nothing,
}

impl MayHear {
    pub const ALL: [MayHear; 3] = [MayHear::Everything, MayHear::Arrangements, MayHear::Nothing];

    pub fn code(self) -> &'static str {
        match self {
            MayHear::Everything => "everything",
            MayHear::Arrangements => "arrangements",
            MayHear::Nothing => "nothing",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            MayHear::Everything => "May hear everything",
            MayHear::Arrangements => "May hear times and places only",
            MayHear::Nothing => "May not be told anything",
        }
    }

    pub fn parse(code: &str) -> Option<MayHear> {
        MayHear::ALL.into_iter().find(|m| m.code() == code)
    }
}

#[derive(Debug, Clone)]
pub struct Supporter {
    pub name: String,
    /// "neighbour", "daughter, Leeds"
    pub relation: String,
    pub phone: Option<String>,
    pub may_hear: MayHear,
    pub note: Option<String>,
}

pub type NewSupporter = Supporter;

/// Somebody joins in.
pub fn add_supporter(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    person: PersonId,
    supporter: &NewSupporter,
) -> Result<(), Refusal> {
    store::insert_supporter(tx, by.area, now, person, supporter)?;
    line(by, now, "supporter.added", person)
        .fact("name", supporter.name.as_str())
        .fact("relation", supporter.relation.as_str())
        .fact("may_hear", supporter.may_hear.code())
        .record(tx)
}

pub fn supporters(tx: &mut Tx<'_>, by: &Actor, person: PersonId) -> Result<Vec<Supporter>, Refusal> {
    store::select_supporters(tx, by.area, person)
}

/// POST `/people/{id}/supporters`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: PersonId = visit.param("id")?;
    let mut problems = Problems::none();
    let (name, relation) = (visit.form.get("name"), visit.form.get("relation"));
    if name.is_empty() {
        problems.add("name", "Write the supporter’s name.");
    }
    if relation.is_empty() {
        problems.add("relation", "Say who they are to the person: neighbour, daughter, friend.");
    }
    let may_hear = MayHear::parse(visit.form.get("may_hear"));
    if may_hear.is_none() {
        problems.add("may_hear", "Ask the person what this supporter may hear.");
    }
    let (Some(may_hear), true) = (may_hear, problems.is_empty()) else {
        return Ok(Answer::again(super::page::render(visit, id, &problems)?));
    };
    let supporter = Supporter {
        name: name.to_owned(),
        relation: relation.to_owned(),
        phone: visit.form.some("phone").map(str::to_owned),
        may_hear,
        note: visit.form.some("note").map(str::to_owned),
    };
    visit.submit("add a supporter", |tx| {
        opened(tx, &visit.actor, &visit.now, Act::ChangePerson, id)?;
        add_supporter(tx, &visit.actor, &visit.now, id, &supporter)?;
        Ok(format!("/people/{id}#supporters"))
    })
}
