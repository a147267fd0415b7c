//! What one reader may take away: of which schemes, with names or without. Decided from the table of rights and nothing
//! else; the rows are drawn through it.

use super::table::{About, Table};
use crate::access::{Act, Actor};
use crate::settings::SchemeId;

/// How far a reader sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Whether names, addresses and people's own words go with it, and ids as they are.
    pub named: bool,
    /// The schemes whose people are in it; nothing for the whole area.
    pub schemes: Option<Vec<SchemeId>>,
}

impl View {
    /// The whole area, for whoever keeps the installation and runs its command.
    pub fn whole(named: bool) -> View {
        View { named, schemes: None }
    }

    /// What this actor may take of that table; nothing when they may not.
    pub fn of(actor: &Actor, table: &Table, named: bool) -> Option<View> {
        let act = match (table.about, named) {
            (About::House, _) => Act::ExportHouse,
            (About::People, true) => Act::ExportNamed,
            (About::People, false) => Act::ExportRows,
        };
        if actor.area_wide(act) {
            return Some(View::whole(named));
        }
        let mut schemes = actor.schemes_for(act);
        schemes.sort_unstable();
        schemes.dedup();
        (!schemes.is_empty()).then_some(View { named, schemes: Some(schemes) })
    }

    /// What this actor may take in all, for the mark their files carry: one mark goes on in every table.
    pub fn of_reader(actor: &Actor, named: bool) -> View {
        View::of(actor, &super::store_people::PEOPLE, named)
            .unwrap_or(View { named: false, schemes: Some(Vec::new()) })
    }

    /// What tells this view from others: a mark made through one is no mark for another.
    pub(super) fn told(&self) -> String {
        let schemes =
            self.schemes.as_ref().map(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>());
        format!("{}/{}", self.named, schemes.map_or_else(|| "area".to_owned(), |all| all.join(",")))
    }
}
