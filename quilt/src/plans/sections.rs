//! A plan told, drawn: one file a part, each a card that stands in a page and in a file by itself. The range is beside the
//! mean wherever one is shown, and every figure leads to what it means.

pub mod assumptions;
pub mod costs;
pub mod deeper;
pub mod definitions;
pub mod equality;
pub mod flow;
pub mod glance;
pub mod judged;
pub mod ledgers;
pub mod months;
pub mod outcomes;
pub mod payers;
pub mod saturation;
pub mod sureness;
pub mod unmet;
pub mod waits;

use maud::{Markup, html};
use page::Words;
use simulate::plan::Plan;

use super::meanings::Meaning;
use super::said::Unit;
use super::told::{Range, Told};

/// What a section is drawn from.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    pub plan: &'a Plan,
    pub told: &'a Told,
    /// The address of the page that has the definitions; empty when it is the same.
    pub definitions: &'a str,
}

impl Shown<'_> {
    /// A figure's name, leading to what it means.
    pub fn link(&self, meaning: &Meaning) -> Markup {
        self.link_as(meaning, meaning.name)
    }

    /// The same in other words.
    pub fn link_as(&self, meaning: &Meaning, words: &str) -> Markup {
        html! { a href={ (self.definitions) "#means-" (meaning.code) } { (words) } }
    }

    fn ways(&self) -> impl Iterator<Item = (usize, &super::told::Way)> {
        self.told.ways.iter().enumerate()
    }
}

/// A mean, and its range under it.
fn cell(unit: Unit, it: &Range) -> Words {
    if it.low == it.high && it.mean == it.low {
        return unit.said(it.mean).into();
    }
    html! { (unit.said(it.mean)) br; span.q-quiet { (unit.said(it.low)) " to " (unit.said(it.high)) } }.into()
}

/// The ends of a range for a chart, and as they are said.
fn ends(unit: Unit, it: &Range) -> ([f64; 3], [String; 3]) {
    let ends = [it.low, it.mean, it.high];
    (ends, ends.map(|it| unit.said(it)))
}
