//! `/admin/messages`: what waits to be sent and what could not be; never to whom, nor its words.

use maud::html;
use page::{Card, Column, Table};

use super::{counted, moment_in_words, store, under_admin};
use crate::messages::{Channel, state_in_words};
use crate::refusal::Refusal;
use crate::web::{Answer, Visit};

pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let (states, stuck) = visit.read("look at the messages", |tx| {
        Ok((store::messages_by_state(tx, visit.area())?, store::stuck_messages(tx, visit.area(), 50)?))
    })?;
    let by_state = Table::new("Messages by state")
        .caption_unseen()
        .columns([Column::text("State"), Column::number("Messages")])
        .rows(states.into_iter().map(|(state, n)| [state_in_words(&state).to_owned(), counted(n)]));
    let list = Table::new("Messages that did not get away")
        .caption_unseen()
        .columns([
            Column::text("Written"),
            Column::text("As"),
            Column::number("Tries"),
            Column::text("What went wrong"),
        ])
        .rows(stuck.iter().map(|message| {
            let channel = Channel::parse(&message.channel).map_or("", Channel::words);
            [
                moment_in_words(message.written_at),
                channel.to_owned(),
                counted(message.tries),
                without_addresses(message.problem.as_deref().unwrap_or("Failed without saying why.")),
            ]
        }));
    let body = html! {
        (Card::new("By state", html! {
            (by_state)
            p.q-quiet { "Held back: written and then not sent, because the person had died, or because it was no longer so." }
        }))
        (Card::new("Did not get away", html! { @if stuck.is_empty() { p { "Nothing is stuck." } } @else { (list) } }))
    };
    Ok(under_admin(visit, "Messages", body))
}

/// A mail server repeats the address it would not take; the administrator need not read it.
fn without_addresses(problem: &str) -> String {
    let hidden = problem.split(' ').map(|word| if word.contains('@') { "(address)" } else { word });
    hidden.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_address_in_a_problem_is_not_shown() {
        let said = super::without_addresses("550 <june.hart@example.org>: no such user");
        assert_eq!(said, "550 (address) no such user");
    }
}
