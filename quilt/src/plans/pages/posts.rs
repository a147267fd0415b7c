//! Who works where: link workers and builders of each team, a step up or down at a time.

use maud::{Markup, html};
use page::text::decimal;
use simulate::plan::{Host, Model, Plan, Role, Strategy, Team};

use super::levers::{NumberBox, post_slider};
use crate::plans::tuned::{PostAt, Tuned, wte};

pub(in crate::plans) fn role(role: Role) -> &'static str {
    match role {
        Role::LinkWorker => "Link workers",
        Role::Builder => "Builders",
    }
}

pub(in crate::plans) fn host(host: Host) -> &'static str {
    match host {
        Host::Gp => "employed by practices",
        Host::Vcse => "employed by a charity",
        Host::Council => "employed by the council",
        Host::Trust => "employed by a trust",
    }
}

/// What kind of way it is, in a few words.
pub(in crate::plans) fn model(model: Model) -> &'static str {
    match model {
        Model::Quilt => "what works in each place, knitted together",
        Model::Blanket => "one contract for all places",
    }
}

/// Every team's posts.
pub(in crate::plans) fn posts(base: &Plan, tuned: &Tuned) -> Markup {
    html! {
        @for (s, strategy) in base.strategies.iter().enumerate() {
            fieldset.nhsuk-fieldset.q-levers {
                legend.nhsuk-fieldset__legend.nhsuk-fieldset__legend--s { (strategy.name) ": " (model(strategy.model)) }
                @for (t, team) in strategy.teams.iter().enumerate() { (of_team(base, tuned, (s, t), team)) }
            }
        }
    }
}

/// How many work there in all.
pub(in crate::plans) fn totals(strategy: &Strategy) -> String {
    let sum = |role: Role| -> f64 {
        let posts = strategy.teams.iter().flat_map(|team| &team.posts);
        posts.filter(|post| post.role == role).map(|post| post.wte).sum()
    };
    format!(
        "{} link workers and {} builders, full-time",
        decimal(sum(Role::LinkWorker), 2),
        decimal(sum(Role::Builder), 2)
    )
}

fn of_team(base: &Plan, tuned: &Tuned, (s, t): (usize, usize), team: &Team) -> Markup {
    let places: Vec<&str> =
        team.places.iter().filter_map(|at| base.places.get(*at)).map(|it| it.name.as_str()).collect();
    html! {
        div.q-team {
            p.q-team__name { strong { (team.name) } span.q-quiet { ", " (host(team.host)) @if team.places.len() < base.places.len() && places != [team.name.as_str()] { ", for " (places.join(", ")) } } }
            @for (p, post) in team.posts.iter().enumerate() {
                (of_post(base, tuned, PostAt(s, t, p), &label(base, team, post.role, p)))
            }
        }
    }
}

/// Posts that begin later or end earlier say when; the same role twice says which.
fn label(plan: &Plan, team: &Team, of: Role, at: usize) -> String {
    let post = team.posts[at];
    let first = if post.from > 0 { format!(", from month {}", post.from + 1) } else { String::new() };
    let last = if post.to < plan.months() { format!(", to month {}", post.to) } else { String::new() };
    format!("{}{first}{last}", role(of))
}

fn of_post(base: &Plan, tuned: &Tuned, at: PostAt, label: &str) -> Markup {
    let field = at.field();
    let (was, is) = (wte(base, at), wte(&tuned.plan, at));
    let text = tuned.typed(&field).map_or_else(|| decimal(is, 2), str::to_owned);
    let (problem, kept) = (tuned.problems.of(&field), decimal(was, 2));
    let number = NumberBox { field: &field, label, value: &text, base: &kept, unit: None, problem };
    let team = &base.strategies[at.0].teams[at.1].name;
    let full = format!("{label}, {team}");
    let step = |by: &str, sign: &str, words: &str| {
        html! {
            button.nhsuk-button.nhsuk-button--secondary.nhsuk-button--small.q-step type="submit" name="nudge"
                value={ (field) "~" (by) } aria-label={ (words) ": " (full) } { (sign) }
        }
    };
    html! {
        div.q-lever.q-lever--post {
            (number.with(
                html! { (post_slider(&field, &full, was, is)) (step("-0.5", "−", "Half a post less")) },
                step("0.5", "+", "Half a post more"),
            ))
            p.q-lever__was id={ (field) "-was" } hidden[tuned.typed(&field).is_none()] { "Was " (kept) "." }
        }
    }
}
