//! Duplicates as somebody may see them: records of their own people beside each other, and
//! of other schemes only that there is one, and whom to ring.

use ::store::Tx;
use maud::{Markup, html};
use page::{Button, Card, Form, Hidden, Lang, Row, Rows, text};

use super::{Birth, Likeness, PersonId, alike, ties_and_opening};
use crate::access::{Act, Actor, Verdict};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{Scheme, scheme};
use crate::web::Visit;

#[derive(Default)]
pub struct Suggestions {
    /// Records this actor may say are the same person.
    pub here: Vec<Likeness>,
    /// Schemes that hold a record which may be the same person.
    pub elsewhere: Vec<Scheme>,
}

/// The records that may be the same person, told apart by whether this actor may see them.
pub fn suggestions(tx: &mut Tx<'_>, by: &Actor, now: &Moment, id: PersonId) -> Result<Suggestions, Refusal> {
    let mut found = Suggestions::default();
    for likeness in alike(tx, by, id)? {
        let (ties, _) = ties_and_opening(tx, by, now, likeness.person.id)?;
        if by.verdict(Act::MergePeople, &ties) == Verdict::Yes {
            found.here.push(likeness);
        } else if let Some(tie) = ties.first()
            && found.elsewhere.iter().all(|known| known.id != tie.scheme)
        {
            found.elsewhere.push(scheme(tx, by.area, tie.scheme)?);
        }
    }
    Ok(found)
}

/// The suggestions as a card, each with its button; nothing when there are none.
pub fn suggestions_card(visit: &Visit<'_>, id: PersonId, found: &Suggestions) -> Markup {
    if found.here.is_empty() && found.elsewhere.is_empty() {
        return html! {};
    }
    let rows = found.here.iter().map(|likeness| {
        let person = &likeness.person;
        let born = born(&person.birth, visit.now.today().year());
        let merge = Form::post(format!("/people/{id}/merge"), visit.csrf(), visit.once())
            .label(format!("{} is the same person", person.name))
            .body(html! { (Hidden::new("other", person.id.to_string())) (Button::quiet("They are the same person").small()) });
        let what: Vec<String> =
            [Some(likeness.why.join(", ")), born, person.postcode.clone()].into_iter().flatten().collect();
        Row::new(person.name.as_str())
            .strong()
            .href(format!("/people/{}", person.id))
            .under(html! { (what.join(" · ")) div { (merge) } })
    });
    html! {
        (Card::new("Is this somebody we know?", html! {
            p { "These records look alike. Merge them only when you are sure. It can be undone on the person’s page, and everything then goes back." }
            @if !found.here.is_empty() { (Rows::new(rows, "")) }
            @for scheme in &found.elsewhere {
                p { (scheme.name) " holds a record that looks alike. Ring them before you visit" @if let Some(phone) = &scheme.phone { ": " (phone) } "." }
            }
        }))
    }
}

/// "born 12 March 1948", "born about 1950"
pub(super) fn born(birth: &Birth, this_year: i16) -> Option<String> {
    match birth {
        Birth::On(date) => Some(format!("born {}", text::day(Lang::En, *date, this_year))),
        Birth::About { words, .. } => Some(format!("born {words}")),
        Birth::NotGiven => None,
    }
}
