//! A story on paper, in usual or large print. The person may print their own at any time; the team
//! once there is a yes to that.

use maud::html;
use page::Paper;

use super::opening::open;
use super::{Showing, looks};
use crate::access::Act;
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit, say};

/// GET `…/paper?print=large`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opened = visit.read("open a story on paper", |tx| open(tx, visit, Act::ReadStory))?;
    opened.looked(visit)?;
    let large = visit.query.get("print") == "large";
    let story = opened.live().ok().filter(|story| opened.is_the_person() || story.is_shown(Showing::Paper));
    let Some(story) = story else {
        let title = say(visit.lang, "own-paper", &[]);
        let body = html! {
            h1 { (title) }
            p.q-lead { (say(visit.lang, "own-paper-not-yet", &[("name", opened.first_name())])) }
            p { a href=(opened.to("/show/paper")) { (say(visit.lang, "own-look", &[])) } }
        };
        return Ok(Answer::page(opened.shell(visit, &title).render(visit, body)));
    };
    let title = looks::title(story.lang, opened.first_name());
    let (size, words) = if large { ("usual", "story-usual") } else { ("large", "story-large") };
    let join = if opened.to("").contains('?') { '&' } else { '?' };
    let body = html! {
        h1 lang=(story.lang.code()) { (title) }
        p.q-screen-only.q-quiet { a href=(format!("{}{join}print={size}", opened.to("/paper"))) { (say(visit.lang, words, &[])) } }
        (looks::own(story, opened.first_name()))
    };
    let paper = if large { Paper::Large } else { Paper::A4 };
    Ok(Answer::page(Shell::new(title.clone()).narrow().paper(paper).render(visit, body)))
}
