//! Stories people told, where they said they may be shown: the scheme's gallery, those for reports,
//! and the public page. Read anew each time, and kept nowhere: a story taken back is gone from here
//! with the next look.

use maud::{Markup, html};
use page::{Inset, Lang, Lead};

use super::{Showing, Shown, looks, shown};
use crate::access::Act;
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit, say};

/// GET `/stories/people`: for the scheme its gallery, for whoever pays the stories for reports.
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let payer = visit.actor.area_wide(Act::ReadToldStories);
    let showing = if payer { Showing::Reports } else { Showing::Gallery };
    let own = visit.actor.schemes_for(Act::ReadToldStories);
    let schemes = (!payer).then_some(own.as_slice());
    let stories =
        visit.read("read the stories people told", |tx| shown(tx, visit.area(), showing, schemes))?;
    let lead = if payer { "for reports to those who pay" } else { "for people who work here" };
    let body = html! {
        h1 { "Stories people told" }
        (Lead::new("In their own words").and(format!("each shown because its teller said yes to showing it {lead}")))
        (Inset::new(Lang::En, "These are a few people who chose to speak. They cannot tell what is usual: for that, read the numbers, with who is missing from them. A story may be taken back at any time, so read it here and do not copy it."))
        @if stories.is_empty() {
            p { "No story is shown here yet. A link worker can begin one with a person on the person’s journey." }
        }
        (wall(showing, &stories))
        p.q-screen-only { a href="/stories" { "The numbers: what changed, and for whom" } }
    };
    Ok(Answer::page(Shell::new("Stories people told").under(&[("/stories", "Stories")]).render(visit, body)))
}

/// GET `/our-stories`
pub fn show_public(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let words = |key: &str| say(visit.lang, key, &[]);
    let stories =
        visit.read("read the public stories", |tx| shown(tx, visit.area(), Showing::Public, None))?;
    let title = words("our-stories-title");
    let body = html! {
        h1 { (title) }
        p.q-lead { (words(if stories.is_empty() { "our-stories-none" } else { "our-stories-lead" })) }
        (wall(Showing::Public, &stories))
        p.q-screen-only { a href="/ask" { (words("nav-ask")) } }
    };
    Ok(Answer::page(Shell::new(title.clone()).render(visit, body)))
}

fn wall(showing: Showing, stories: &[Shown]) -> Markup {
    html! { div.q-told-wall { @for story in stories { (looks::shown(showing, story)) } } }
}
