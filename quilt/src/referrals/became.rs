//! What became of a referral, in words for whoever made it: state, day and wait, and
//! nothing the person or the team wrote.

use jiff::Timestamp;
use jiff::civil::Date;
use page::{Lang, Tag, text};

use super::{Referral, State, wait};
use crate::moment::local;

/// One or two plain sentences.
pub fn became(referral: &Referral, journey_ended: Option<Timestamp>, today: Date) -> String {
    let day = |at: Option<Timestamp>| {
        at.map_or(String::new(), |at| format!(" on {}", text::day(Lang::En, local(at).date(), today.year())))
    };
    let decided = day(referral.decided_at);
    match referral.state {
        State::Waiting => match wait::days(referral.asked_at, today) {
            0 => "You asked today. The team will be in touch with them.".into(),
            days => format!("You asked {} ago. The team will be in touch with them.", wait::day_count(days)),
        },
        State::Accepted if referral.allocated_to.is_some() => {
            format!("They said yes{decided}. A link worker has been found and will be in touch with them.")
        }
        State::Accepted => format!("They said yes{decided}, and wait for a link worker."),
        State::Later => match referral.ask_again_on {
            Some(on) => {
                format!("It was too soon. We ask again on {}.", text::date(Lang::En, on, today.year()))
            }
            None => "It was too soon. We ask again later.".into(),
        },
        State::Routed => format!("Something else fits them better, and it was passed there{decided}."),
        State::Declined => {
            format!("They said no for now{decided}. The door stays open: you can refer them again.")
        }
        State::NotReached => format!(
            "We could not reach them{}. If you know another way, please refer them again with it.",
            decided.replace(" on ", " by ")
        ),
        State::Started => match journey_ended {
            Some(ended) => format!(
                "Their journey began{} and came to its end{}.",
                day(referral.started_at),
                day(Some(ended))
            ),
            None => format!("Their journey began{}.", day(referral.started_at)),
        },
    }
}

/// The state as a tag.
pub fn tag(state: State) -> Tag {
    match state {
        State::Waiting => Tag::sky(state.words()),
        State::Accepted | State::Started => Tag::teal(state.words()),
        State::Later => Tag::ochre(state.words()),
        State::Routed => Tag::plum(state.words()),
        State::Declined | State::NotReached => Tag::plain(state.words()),
    }
}
