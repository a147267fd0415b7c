//! A plan as an address tunes it: `?decline=15&s0t1p0=4` is the kept plan with a decline of 15% and four people in the
//! first post of the second team. So whatever is on the screen can be sent to somebody, and a slider is a question asked
//! again. What cannot be read is said beside its field and kept as it was typed.

use std::sync::Arc;

use page::Problems;
use page::text::decimal;
use simulate::plan::{Name, Plan, Room, USUAL_MEMORY, Unit};

use crate::web::Fields;

/// One thing that differs from the plan as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change {
    /// Its name in an address.
    pub field: String,
    /// As it was typed, or as it would be.
    pub typed: String,
}

/// A plan tuned.
#[derive(Debug, Clone)]
pub(super) struct Tuned {
    pub plan: Arc<Plan>,
    pub changes: Vec<Change>,
    pub problems: Problems,
}

/// A post by its numbers: strategy, team, post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PostAt(pub usize, pub usize, pub usize);

impl PostAt {
    pub fn field(self) -> String {
        format!("s{}t{}p{}", self.0, self.1, self.2)
    }

    pub fn parse(field: &str) -> Option<PostAt> {
        let (strategy, rest) = field.strip_prefix('s')?.split_once('t')?;
        let (team, post) = rest.split_once('p')?;
        Some(PostAt(strategy.parse().ok()?, team.parse().ok()?, post.parse().ok()?))
    }
}

/// Every post of a plan.
pub(super) fn posts(plan: &Plan) -> Vec<PostAt> {
    let teams = plan.strategies.iter().enumerate();
    teams
        .flat_map(|(s, strategy)| {
            let teams = strategy.teams.iter().enumerate();
            teams.flat_map(move |(t, team)| (0..team.posts.len()).map(move |p| PostAt(s, t, p)))
        })
        .collect()
}

pub(super) fn wte(plan: &Plan, at: PostAt) -> f64 {
    let team = plan.strategies.get(at.0).and_then(|strategy| strategy.teams.get(at.1));
    team.and_then(|team| team.posts.get(at.2)).map_or(0.0, |post| post.wte)
}

/// A value as a page shows it: shares in hundredths, money in the plan's own prices.
pub(super) fn shown(plan: &Plan, name: Name) -> f64 {
    let value = plan.value(name);
    as_shown(plan, name, value.value)
}

/// A number of this value, of its own year's prices, as a page shows it.
pub(super) fn as_shown(plan: &Plan, name: Name, number: f64) -> f64 {
    match name.unit() {
        Unit::Share | Unit::Change => number * 100.0,
        Unit::Pounds => number * plan.factor(name),
        Unit::Number => number,
    }
}

/// As few decimals as tell it.
pub(super) fn written(name: Name, number: f64) -> String {
    let places = match name.unit() {
        Unit::Pounds if number.abs() >= 100.0 => 0,
        Unit::Pounds | Unit::Share | Unit::Change => 1,
        Unit::Number if number.abs() < 1.0 => 3,
        Unit::Number => 2,
    };
    decimal(number, places).replace('−', "-").replace(',', "")
}

/// A number somebody typed, with whatever signs people write beside one.
fn number(typed: &str) -> Option<f64> {
    let bare: String = typed.chars().filter(|c| !c.is_whitespace() && !"£%,".contains(*c)).collect();
    let bare = bare.replace('−', "-");
    let plain =
        !bare.is_empty() && bare.len() < 20 && bare.chars().all(|c| c.is_ascii_digit() || ".-".contains(c));
    bare.parse::<f64>().ok().filter(|number| plain && number.is_finite())
}

const NO_NUMBER: &str = "Write a number, such as 12 or 3.5.";

/// The plan as these fields tune it.
pub(super) fn tune(base: &Arc<Plan>, fields: &Fields) -> Tuned {
    let mut tuned = Tuned { plan: base.clone(), changes: Vec::new(), problems: Problems::default() };
    let mut problems: Vec<(String, String)> = Vec::new();
    for name in Name::ALL {
        let Some(typed) = fields.some(name.text()) else { continue };
        set_value(&mut tuned, base, *name, typed, &mut problems);
    }
    for at in posts(base) {
        let field = at.field();
        let Some(typed) = fields.some(&field) else { continue };
        set_post(&mut tuned, base, at, typed, &mut problems);
    }
    if let Some(nudge) = fields.some("nudge") {
        nudged(&mut tuned, base, nudge);
    }
    let room = Room::of(&tuned.plan);
    if room.bytes > USUAL_MEMORY as f64 {
        let field = tuned.changes.first().map_or("referral_rate", |it| it.field.as_str()).to_owned();
        problems.push((
            field,
            format!(
                "With this the plan would need {:.1} GB of memory, and 1 GB is allowed.",
                room.bytes / 1e9
            ),
        ));
        tuned.plan = base.clone();
    }
    tuned.problems = problems.into_iter().collect();
    tuned
}

fn set_value(tuned: &mut Tuned, base: &Plan, name: Name, typed: &str, problems: &mut Vec<(String, String)>) {
    let field = name.text();
    let was = written(name, shown(base, name));
    let change = Change { field: field.to_owned(), typed: typed.to_owned() };
    let Some(number) = number(typed) else {
        problems.push((field.to_owned(), NO_NUMBER.to_owned()));
        return tuned.changes.push(change);
    };
    if written(name, number) == was {
        return;
    }
    let value = if matches!(name.unit(), Unit::Share | Unit::Change) { number / 100.0 } else { number };
    match tuned.plan.with(name, value) {
        Ok(plan) => tuned.plan = Arc::new(plan),
        Err(_) => problems.push((field.to_owned(), bounds(name))),
    }
    tuned.changes.push(change);
}

/// How far a value goes, in words.
fn bounds(name: Name) -> String {
    let (least, most) = name.bounds();
    match name.unit() {
        Unit::Share | Unit::Change => {
            format!("This goes from {}% to {}%.", decimal(least * 100.0, 1), decimal(most * 100.0, 1))
        }
        Unit::Pounds => format!("This goes from £{} to £{}.", decimal(least, 0), decimal(most, 0)),
        Unit::Number => format!("This goes from {} to {}.", decimal(least, 2), decimal(most, 2)),
    }
}

fn set_post(tuned: &mut Tuned, base: &Plan, at: PostAt, typed: &str, problems: &mut Vec<(String, String)>) {
    let change = Change { field: at.field(), typed: typed.to_owned() };
    let Some(number) = number(typed) else {
        problems.push((at.field(), NO_NUMBER.to_owned()));
        return tuned.changes.push(change);
    };
    if (number - wte(base, at)).abs() < 0.005 {
        return;
    }
    match tuned.plan.with_post(at.0, at.1, at.2, number) {
        Ok(plan) => tuned.plan = Arc::new(plan),
        Err(_) => problems.push((at.field(), "A team has from 0 to 10,000 people in a post.".to_owned())),
    }
    tuned.changes.push(change);
}

/// One step up or down: the button beside a post, where no script is. `s0t1p0~0.5`.
fn nudged(tuned: &mut Tuned, base: &Plan, nudge: &str) {
    let Some((at, by)) = nudge.split_once('~').and_then(|(at, by)| Some((PostAt::parse(at)?, number(by)?)))
    else {
        return;
    };
    if !posts(base).contains(&at) {
        return;
    }
    let wanted = ((wte(&tuned.plan, at) + by).clamp(0.0, 10_000.0) * 100.0).round() / 100.0;
    if let Ok(plan) = tuned.plan.with_post(at.0, at.1, at.2, wanted) {
        tuned.plan = Arc::new(plan);
        tuned.changes.retain(|change| change.field != at.field());
        if (wanted - wte(base, at)).abs() >= 0.005 {
            tuned.changes.push(Change { field: at.field(), typed: decimal(wanted, 2).replace(',', "") });
        }
    }
}

impl Tuned {
    /// What an address carries to come back to this.
    pub fn query(&self) -> String {
        let pairs = self.changes.iter().map(|change| (change.field.as_str(), change.typed.as_str()));
        form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
    }

    pub fn is_as_kept(&self) -> bool {
        self.changes.is_empty()
    }

    /// What stands in a field: as typed, or as the plan has it.
    pub fn typed<'a>(&'a self, field: &str) -> Option<&'a str> {
        self.changes.iter().find(|change| change.field == field).map(|change| change.typed.as_str())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use simulate::plan::EXAMPLE;

    use super::*;

    fn base() -> Arc<Plan> {
        Arc::new(Plan::read(EXAMPLE).unwrap())
    }

    fn tuned(query: &str) -> Tuned {
        tune(&base(), &Fields::parse(query.as_bytes()))
    }

    #[test]
    fn an_address_tunes_a_plan_and_says_itself_again() {
        let it = tuned("decline=15%25&s0t1p0=4&link_pay=%C2%A336,000");
        assert_eq!(it.plan.value(Name::Decline).value, 0.15);
        assert_eq!(it.plan.value(Name::LinkPay).value, 36_000.0);
        assert_eq!(it.plan.strategies[0].teams[1].posts[0].wte, 4.0);
        assert!(it.problems.is_empty());
        let again = tuned(&it.query());
        assert_eq!(*again.plan, *it.plan);
        assert_eq!(again.query(), it.query());
    }

    #[test]
    fn what_is_as_it_was_is_no_change_and_keeps_its_range() {
        let base = base();
        let fields: String = Name::ALL
            .iter()
            .map(|name| format!("{}={}&", name.text(), written(*name, shown(&base, *name))))
            .collect();
        let it = tuned(&fields);
        assert!(it.is_as_kept(), "{:?}", it.changes);
        assert_eq!(*it.plan, *base);
    }

    #[test]
    fn what_cannot_be_is_said_beside_its_field_and_kept_as_typed() {
        for (query, field) in [
            ("decline=lots", "decline"),
            ("decline=140", "decline"),
            ("decline=NaN", "decline"),
            ("decline=1e9", "decline"),
            ("referral_rate=-3", "referral_rate"),
            ("s0t0p0=x", "s0t0p0"),
            ("s0t0p0=-1", "s0t0p0"),
        ] {
            let it = tuned(query);
            assert!(it.problems.of(field).is_some(), "{query}");
            assert_eq!(*it.plan, *base(), "{query}");
            assert!(it.typed(field).is_some());
        }
        assert!(tuned("s9t9p9=3&nothing=4&nudge=s7t0p0~1").is_as_kept());
    }

    #[test]
    fn a_slider_cannot_ask_for_more_memory_than_there_is() {
        let mut big = Plan::read(EXAMPLE).unwrap();
        big.places[0].people = 40_000_000;
        let big = Arc::new(big);
        let it = tune(&big, &Fields::parse(b"referral_rate=500"));
        assert!(it.problems.of("referral_rate").is_some_and(|said| said.contains("GB")));
    }

    #[test]
    fn a_step_is_taken_without_a_script() {
        let it = tuned("s0t1p0=4&nudge=s0t1p0~0.5");
        assert_eq!(it.query(), "s0t1p0=4.5");
        assert_eq!(tuned("nudge=s0t1p0~-100").query(), "s0t1p0=0");
        assert!(tuned("nudge=s0t1p0~0").is_as_kept());
    }

    proptest! {
        #[test]
        fn any_address_can_be_read(query in "\\PC{0,80}", n in "[-0-9.e%£]{0,12}") {
            let it = tuned(&query);
            prop_assert!(it.plan.value(Name::Decline).value.is_finite());
            let fields = Fields::of(&[("decline", n.as_str()), ("s0t0p0", n.as_str()), ("nudge", query.as_str())]);
            let it = tune(&base(), &fields);
            prop_assert!((0.0..=1.0).contains(&it.plan.value(Name::Decline).value));
        }
    }
}
