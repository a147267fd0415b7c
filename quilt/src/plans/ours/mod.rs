//! What our own journeys show, in place of assumptions: how many are asked for, how many say no, how long they wait before
//! they give up, how many come the first time, how long journeys last and how they end, and what people wish for, met or
//! not. [`counted`] and [`split`] are the rules, [`kinds`] says which kind of group a wish is for ([`wishes`] counts them), [`shape`] is our area as a
//! plan, [`apply`] puts one into the other. Only numbers about eight people or more are used, rounded; nobody can be read out of a plan.

mod apply;
pub(super) mod begin_page;
mod counted;
mod kinds;
mod raw;
pub(super) mod replace_page;
mod shape;
mod split;
mod store_ours;
mod tables;
#[cfg(test)]
mod tests;
mod wishes;

use ::store::Tx;
use simulate::plan::{Plan, Problems};

use self::kinds::Kinds;
use self::raw::Year;
use crate::access::Actor;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{self, Area, SchemeId};

/// What the source of a value counted here begins with.
pub(super) const COUNTED_HERE: &str = "Counted here";

/// What somebody knows of one scheme that no journey shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Given {
    pub scheme: SchemeId,
    pub people: u64,
    pub practices: u64,
    pub link_workers: f64,
    pub builders: f64,
}

/// Our area as a plan: what is given, what is counted, and shipped values for the rest.
///
/// # Errors
/// When it makes no plan: a scheme given that is none, or far too many people.
pub fn our_area(
    tx: &mut Tx<'_>,
    by: &Actor,
    area: &Area,
    now: &Moment,
    given: &[Given],
    all_here: bool,
) -> Result<Plan, Refusal> {
    let schemes = settings::schemes(tx, area.id)?;
    let patches: Vec<shape::Patch<'_>> = given
        .iter()
        .filter_map(|it| {
            let scheme = schemes.iter().find(|scheme| scheme.id == it.scheme)?;
            let Given { people, practices, link_workers, builders, .. } = *it;
            Some(shape::Patch { scheme, people, practices, link_workers, builders })
        })
        .collect();
    let (plan, year) = begun(tx, by, now, &area.name, &patches)?
        .map_err(|problems| Refusal::not_now(problems.to_string()))?;
    Ok(apply::apply(&plan, &year, &schemes, all_here).0)
}

/// A plan of these schemes, with the kinds of groups people here wish for, and what was counted by those kinds.
fn begun(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    name: &str,
    patches: &[shape::Patch<'_>],
) -> Result<Result<(Plan, Year), Problems>, Refusal> {
    let wished = Year::read(tx, by, now, &Kinds::of_the_directory())?;
    let plan = match shape::plan(name, patches, &shape::kinds(&wished), now.today()) {
        Ok(plan) => plan,
        Err(problems) => return Ok(Err(problems)),
    };
    let year = wished.by_kinds(tx, by, &Kinds::of(&plan))?;
    Ok(Ok((plan, year)))
}
