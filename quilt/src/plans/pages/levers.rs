//! The handful of values that matter most, as sliders with a number beside each; every other value in its group, to be
//! opened. Each says what it means, how sure it is, and where it comes from, or that somebody chose it.

use maud::{Markup, html};
use page::text::decimal;
use page::{Details, Tag, Tone};
use simulate::plan::{Kind, Name, Plan, Unit, Value};

use crate::plans::tuned::{Tuned, as_shown, shown, written};

/// What a value is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::plans) enum Group {
    People,
    Team,
    Groups,
    Money,
    Gains,
}

impl Group {
    pub const ALL: [Group; 5] = [Group::People, Group::Team, Group::Groups, Group::Money, Group::Gains];

    pub fn code(self) -> &'static str {
        match self {
            Group::People => "people",
            Group::Team => "team",
            Group::Groups => "groups",
            Group::Money => "money",
            Group::Gains => "gains",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Group::People => "People who are referred",
            Group::Team => "The team and its time",
            Group::Groups => "Groups and those who build them",
            Group::Money => "What things cost",
            Group::Gains => "What is gained",
        }
    }

    /// Where a value belongs; values stand in this order in a plan's file.
    pub fn of(name: Name) -> Group {
        match name.at() {
            at if at <= Name::PatienceShape.at() => Group::People,
            at if at <= Name::SicknessWeeks.at() => Group::Team,
            at if at <= Name::BlanketTravel.at() => Group::Groups,
            at if at <= Name::Integration.at() => Group::Money,
            at if at >= Name::Discount.at() => Group::Money,
            _ => Group::Gains,
        }
    }
}

/// A slider: from where to where, in what steps, as it is shown.
pub(in crate::plans) struct Lever {
    pub name: Name,
    least: f64,
    most: f64,
    step: f64,
}

const fn lever(name: Name, least: f64, most: f64, step: f64) -> Lever {
    Lever { name, least, most, step }
}

/// Those that matter most, in the order they are shown.
pub(in crate::plans) const LEVERS: [Lever; 11] = [
    lever(Name::ReferralRate, 0.0, 60.0, 0.5),
    lever(Name::Decline, 0.0, 60.0, 1.0),
    lever(Name::PatienceWeeks, 1.0, 52.0, 1.0),
    lever(Name::CaseWeeks, 4.0, 40.0, 1.0),
    lever(Name::Caseload, 15.0, 100.0, 1.0),
    lever(Name::Contacts, 1.0, 20.0, 0.5),
    lever(Name::LinksPerPerson, 0.0, 4.0, 0.1),
    lever(Name::SeatsPerBuilder, 0.0, 20.0, 0.5),
    lever(Name::LinkPay, 20_000.0, 60_000.0, 500.0),
    lever(Name::GpControlled, 0.0, 50.0, 1.0),
    lever(Name::SatisfactionControlled, 0.0, 2.0, 0.05),
];

/// Shorter than what a value means in full, where a slider has little room.
fn label(name: Name) -> &'static str {
    match name {
        Name::ReferralRate => "People referred a year, for each 1,000",
        Name::Decline => "Say no when they are asked",
        Name::PatienceWeeks => "Weeks people wait before they give up",
        Name::CaseWeeks => "Weeks a journey lasts",
        Name::Caseload => "Open journeys a full-time worker holds",
        Name::Contacts => "Contacts in a journey",
        Name::LinksPerPerson => "Links a journey leads to",
        Name::SeatsPerBuilder => "New seats a month from a builder",
        Name::LinkPay => "Yearly pay of a link worker",
        Name::GpControlled => "Fewer GP visits, by controlled studies",
        Name::SatisfactionControlled => "Points of life satisfaction gained",
        other => other.means(),
    }
}

/// One value with its unit: “12%”, “£34,400”, “20.7”.
pub(in crate::plans) fn said(name: Name, number: f64) -> String {
    match name.unit() {
        Unit::Share | Unit::Change => format!("{}%", decimal(number, 1)),
        Unit::Pounds if number >= 100.0 => format!("£{}", page::text::number(number.round() as u64)),
        Unit::Pounds => format!("£{}", decimal(number, 2)),
        Unit::Number => written(name, number).replace('-', "−"),
    }
}

/// Whether a value was chosen here and not found anywhere.
fn tag(value: &Value) -> Markup {
    if value.is_assumption() {
        html! { (Tag::ochre("assumption")) }
    } else if value.source.as_deref().is_some_and(|it| it.starts_with(crate::plans::ours::COUNTED_HERE)) {
        html! { (Tag::teal("counted here")) }
    } else {
        html! { (Tag::new(if value.kind == Kind::BeforeAfter { Tone::Rose } else { Tone::Sky }, value.kind.name())) }
    }
}

/// The range, the kind and the source of a value.
fn evidence(plan: &Plan, name: Name, value: &Value) -> Markup {
    let end = |number| said(name, as_shown(plan, name, number));
    let own: Vec<String> = plan
        .places
        .iter()
        .filter_map(|place| {
            let (_, own) = place.own.iter().find(|(it, _)| *it == name)?;
            Some(format!("{} {}", place.name, said(name, as_shown(plan, name, own.value))))
        })
        .collect();
    let of_places = if own.is_empty() { "" } else { ", place by place" };
    html! {
        div.q-lever__evidence {
            p.q-lever__from {
                (tag(value)) " "
                @if value.low == value.high { "No range is given." }
                @else { (end(value.low)) " to " (end(value.high)) }
            }
            (Details::new(format!("What this is{of_places}"), html! {
                p { (name.means()) ". In a plan’s file: " code { (name.text()) } "." }
                @if !own.is_empty() { p { "Each place keeps its own, and moves by as much: " (own.join("; ")) "." } }
                p {
                    @match (&value.source, &value.read_on) {
                        (Some(source), Some(on)) => { (source) ", read on " (on) "." }
                        (Some(source), None) => { (source) "." }
                        (None, _) => { "No source: somebody chose it, and so may you." }
                    }
                }
            }))
        }
    }
}

/// The slider is there for whoever has a script; the number does the same for everybody.
fn slider(lever: &Lever, id: &str, label: &str, value: f64) -> Markup {
    let most = lever.most.max(value);
    let least = lever.least.min(value);
    html! {
        input.q-lever__range type="range" hidden data-for=(id) min=(least) max=(most) step=(lever.step)
            value=(value) aria-label={ (label) ", slider" };
    }
}

/// A number box with its unit and what is wrong with it.
pub(in crate::plans) struct NumberBox<'a> {
    pub field: &'a str,
    pub label: &'a str,
    pub value: &'a str,
    /// As the plan that is kept has it.
    pub base: &'a str,
    pub unit: Option<Unit>,
    pub problem: Option<&'a str>,
}

impl NumberBox<'_> {
    fn control(&self) -> Markup {
        let described = self.problem.map(|_| format!("{}-error", self.field));
        let class = if self.problem.is_some() {
            "nhsuk-input nhsuk-input--error nhsuk-input--width-5"
        } else {
            "nhsuk-input nhsuk-input--width-5"
        };
        html! {
            div.nhsuk-input-wrapper {
                @if self.unit == Some(Unit::Pounds) { div.nhsuk-input-wrapper__prefix aria-hidden="true" { "£" } }
                input class=(class) id=(self.field) name=(self.field) type="text" inputmode="decimal" autocomplete="off"
                    spellcheck="false" value=(self.value) data-base=(self.base) aria-describedby=[described];
                @if matches!(self.unit, Some(Unit::Share | Unit::Change)) { div.nhsuk-input-wrapper__suffix aria-hidden="true" { "%" } }
            }
        }
    }

    /// The label, what is wrong, and the box with whatever stands beside it.
    pub fn with(&self, before: Markup, after: Markup) -> Markup {
        html! {
            label.nhsuk-label for=(self.field) { (self.label) }
            @if let Some(problem) = self.problem {
                span.nhsuk-error-message id={ (self.field) "-error" } { span.nhsuk-u-visually-hidden { "Error: " } (problem) }
            }
            div.q-lever__set { (before) (self.control()) (after) }
        }
    }
}

fn one(base: &Plan, tuned: &Tuned, name: Name, lever: Option<&Lever>) -> Markup {
    let field = name.text();
    let changed = tuned.typed(field);
    let value = shown(&tuned.plan, name);
    let text = changed.map_or_else(|| written(name, value), str::to_owned);
    let problem = tuned.problems.of(field);
    let (label, unit) = (label(name), Some(name.unit()));
    let kept = written(name, shown(base, name));
    let number = NumberBox { field, label, value: &text, base: &kept, unit, problem };
    let slider = lever.map(|lever| slider(lever, field, label, value)).unwrap_or_default();
    html! {
        div.q-lever {
            (number.with(slider, html! {}))
            p.q-lever__was id={ (field) "-was" } hidden[changed.is_none()] { "Was " (said(name, shown(base, name))) ". What is chosen here is taken as known, without a range." }
            (evidence(base, name, base.value(name)))
        }
    }
}

/// Every group: its sliders, and the rest of its values for whoever asked to see them.
pub(in crate::plans) fn levers(
    base: &Plan,
    tuned: &Tuned,
    open: Option<Group>,
    more: &dyn Fn(Group) -> String,
) -> Markup {
    html! {
        @for group in Group::ALL {
            fieldset.nhsuk-fieldset.q-levers {
                legend.nhsuk-fieldset__legend.nhsuk-fieldset__legend--s { (group.words()) }
                @for lever in LEVERS.iter().filter(|it| Group::of(it.name) == group) {
                    (one(base, tuned, lever.name, Some(lever)))
                }
                @for name in others(group).filter(|name| open == Some(group) || is_changed(tuned, *name)) {
                    (one(base, tuned, name, None))
                }
                @if open != Some(group) {
                    p.q-levers__more { a href=(more(group)) { (others(group).count()) " more: " (group.words().to_lowercase()) } }
                }
            }
        }
    }
}

fn is_changed(tuned: &Tuned, name: Name) -> bool {
    tuned.typed(name.text()).is_some() || tuned.problems.of(name.text()).is_some()
}

/// The values of a group that have no slider.
fn others(group: Group) -> impl Iterator<Item = Name> {
    let is_lever = |name: Name| LEVERS.iter().any(|it| it.name == name);
    Name::ALL.iter().copied().filter(move |name| Group::of(*name) == group && !is_lever(*name))
}

/// A post's slider.
pub(in crate::plans) fn of_posts(wte: f64) -> Lever {
    let most = if wte * 2.0 > 4.0 { (wte * 2.0).ceil() } else { 4.0 };
    lever(Name::ReferralRate, 0.0, most, 0.25)
}

pub(in crate::plans) fn post_slider(field: &str, label: &str, base: f64, value: f64) -> Markup {
    slider(&of_posts(base), field, label, value)
}

#[cfg(test)]
mod tests {
    use simulate::plan::EXAMPLE;

    use super::*;

    #[test]
    fn every_value_belongs_somewhere_and_sliders_hold_what_is_shipped() {
        let plan = Plan::read(EXAMPLE).unwrap();
        let all: usize = Group::ALL.map(|group| others(group).count()).iter().sum();
        assert_eq!(all + LEVERS.len(), Name::COUNT);
        for lever in &LEVERS {
            let value = shown(&plan, lever.name);
            assert!((lever.least..=lever.most).contains(&value), "{}", lever.name.text());
        }
        assert_eq!(Group::of(Name::GpVisits), Group::Gains);
        assert_eq!(Group::of(Name::Discount), Group::Money);
        assert_eq!(Group::of(Name::Contacts), Group::Team);
    }

    #[test]
    fn an_assumption_says_so() {
        let plan = Plan::read(EXAMPLE).unwrap();
        assert!(tag(plan.value(Name::PatienceWeeks)).0.contains("assumption"));
        assert!(!tag(plan.value(Name::Decline)).0.contains("assumption"));
        assert_eq!(said(Name::LinkPay, 34_400.0), "£34,400");
        assert_eq!(said(Name::Decline, 12.0), "12%");
    }
}
