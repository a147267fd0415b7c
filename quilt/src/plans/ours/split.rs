//! Shares of a whole as they were counted: wishes by kind of group, people asked for by who asked. All are used or none, so
//! that no plan's shares come half from one place and half from another.

use measure::Suppressed;
use measure::suppress::FEWEST;
use simulate::plan::{Plan, Split, USUAL_SOURCES, Unmoved};

use super::COUNTED_HERE;
use super::raw::Year;
use super::wishes::Wishes;

/// Shares that were, or could have been, replaced.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shares {
    pub what: &'static str,
    /// What is counted, in a sentence.
    pub words: &'static str,
    pub parts: Vec<Share>,
    /// Counted, and in no part.
    pub others: Suppressed,
    /// Why they are not used.
    pub why_not: Option<&'static str>,
}

/// One part, before and as it was counted. Numbers are rounded.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Share {
    pub name: String,
    pub was: f64,
    pub counted: Option<f64>,
    pub n: Suppressed,
    /// Of them, needs that nothing local met.
    pub unmet: Suppressed,
}

const TOO_FEW: &str = "fewer than 8 people in one part of it";
const ONE_PART: &str = "there is one kind only";
const OTHER_NAMES: &str = "the plan has names of its own for who refers people";

/// How many of one part, from how many people at least, and how many of them nothing met.
#[derive(Clone, Copy, Default)]
struct Count {
    n: u64,
    people: u64,
    unmet: u64,
}

/// Puts what people wished for into a plan, whether or not something met it.
pub(super) fn wishes(plan: &mut Plan, year: &Year, whose: &str) -> Shares {
    let count = |it: &Wishes| Count { n: it.all(), people: it.people, unmet: it.unmet };
    let counts: Vec<Count> = year.sought.wishes.iter().map(count).collect();
    let (kinds, others) = counts.split_at(plan.services.parts.len().min(counts.len()));
    let why_not = (kinds.len() < 2).then_some(ONE_PART);
    let others = others.first().copied().unwrap_or_default();
    let said = Said {
        what: "Kinds of groups people wish for",
        words: "What people wished for, met or not: links made, and needs nothing local could meet.",
        of: "wishes",
        whose,
        year,
    };
    put(plan, kinds, others, why_not, &said, |plan| &plan.services, Plan::with_services_counted)
}

/// Puts who refers people into a plan, where it calls them as a new plan does.
pub(super) fn sources(plan: &mut Plan, year: &Year, whose: &str) -> Shares {
    let counts = year.sources.map(|n| Count { n, people: n, unmet: 0 });
    let names = plan.sources.parts.iter().map(|part| part.name.as_str());
    let why_not = (!names.eq(USUAL_SOURCES.map(|(name, _)| name))).then_some(OTHER_NAMES);
    let said = Said {
        what: "Who refers people",
        words: "Who asked for them. Friends and relatives count with people themselves.",
        of: "people asked for",
        whose,
        year,
    };
    put(plan, &counts, Count::default(), why_not, &said, |plan| &plan.sources, Plan::with_sources_counted)
}

/// What is split, of what, and of whom.
struct Said<'a> {
    what: &'static str,
    words: &'static str,
    of: &'a str,
    whose: &'a str,
    year: &'a Year,
}

fn put(
    plan: &mut Plan,
    counts: &[Count],
    others: Count,
    why_not: Option<&'static str>,
    said: &Said<'_>,
    split: impl Fn(&Plan) -> &Split,
    with: impl Fn(&Plan, &[u64], &str) -> Result<Plan, Unmoved>,
) -> Shares {
    let before = split(plan).clone();
    let too_few = counts.iter().any(|it| it.people < FEWEST).then_some(TOO_FEW);
    // Rounded before anything is made of them: a share would give them away.
    let rounded: Vec<u64> = counts.iter().filter_map(|it| Suppressed::new(it.n).shown()).collect();
    let mut why_not = why_not.or(too_few);
    if why_not.is_none() {
        let window = &said.year.window;
        let n = Suppressed::new(rounded.iter().sum());
        let source =
            format!("{COUNTED_HERE}: {n} {}, {}, {} to {}", said.of, said.whose, window.from, window.until);
        match with(plan, &rounded, &source) {
            Ok(with) => *plan = with,
            Err(_) => why_not = Some(TOO_FEW),
        }
    }
    let after = &split(plan).parts;
    let share = |((was, now), count): ((&simulate::plan::Part, &simulate::plan::Part), &Count)| Share {
        name: was.name.clone(),
        was: was.share,
        counted: why_not.is_none().then_some(now.share),
        n: Suppressed::new(count.n),
        unmet: Suppressed::new(count.unmet),
    };
    let parts = before.parts.iter().zip(after).zip(counts).map(share).collect();
    Shares { what: said.what, words: said.words, parts, others: Suppressed::new(others.n), why_not }
}
