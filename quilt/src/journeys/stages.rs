//! The stages of a journey, each with its date or when to expect it: what the patches show.

use jiff::ToSpan;
use jiff::civil::Date;
use page::{Lang, State, text};

use super::end::FOLLOW_UPS;
use super::store_view::{FollowUp, Head, Parts};
use super::{EndingReason, Journey, JourneyState};
use crate::moment::local;
use crate::referrals::ReferrerKind;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StageOf {
    pub name: &'static str,
    pub when: String,
    pub state: State,
}

/// From being asked for to the last follow-up.
pub(super) fn stages(head: &Head, parts: &Parts, today: Date) -> Vec<StageOf> {
    let asked = local(head.asked_at).date();
    let mut stages = vec![StageOf {
        name: "Asked for",
        when: format!("{}, {}", by_whom(head.referrer), text::short_date(Lang::En, asked, today.year())),
        state: State::Done,
    }];
    stages.extend(of_journey(&head.journey, today));
    stages.push(follow_ups(&head.journey, &parts.follow_ups, today));
    stages
}

fn by_whom(kind: ReferrerKind) -> String {
    match kind {
        ReferrerKind::Themself => "by themself".into(),
        ReferrerKind::Gp => "by their GP".into(),
        ReferrerKind::Other => "by somebody else".into(),
        ReferrerKind::Hospital => "by the hospital".into(),
        ReferrerKind::Police => "by the police".into(),
        ReferrerKind::Fire => "by the fire service".into(),
        ReferrerKind::Housing => "by housing".into(),
        ReferrerKind::Library => "by the library".into(),
        kind => format!("by a {}", kind.words()),
    }
}

/// Saying yes, the first conversation, steps and links, the ending.
pub(super) fn of_journey(journey: &Journey, today: Date) -> [StageOf; 4] {
    let short = |date| text::short_date(Lang::En, date, today.year());
    let stage = |name, when, state| StageOf { name, when, state };
    let met = journey.first_conversation_at;
    let ended = journey.state == JourneyState::Ended;
    let first = match met {
        Some(at) => stage("First conversation", short(local(at).date()), State::Done),
        None if ended => stage("First conversation", "did not happen".into(), State::ToCome),
        None => stage("First conversation", "not yet".into(), State::Now),
    };
    let week = match journey.state {
        JourneyState::Paused => "paused for now".to_owned(),
        JourneyState::Ended => text::count(journey.contacts.unsigned_abs(), "contact", "contacts"),
        JourneyState::Going if met.is_none() => text::weeks(Lang::En, journey.weeks),
        JourneyState::Going if journey.week(today) > journey.weeks => {
            format!("week {}, {} were agreed", journey.week(today), journey.weeks)
        }
        JourneyState::Going => format!("week {} of {}", journey.week(today), journey.weeks),
    };
    let state = match (ended, met) {
        (true, _) => State::Done,
        (false, Some(_)) => State::Now,
        (false, None) => State::ToCome,
    };
    let ending = match journey.ended_at {
        Some(at) => stage("Ending", short(local(at).date()), State::Done),
        None => stage("Ending", format!("about {}", short(journey.ends_on)), State::ToCome),
    };
    [
        stage("Said yes", short(local(journey.said_yes_at).date()), State::Done),
        first,
        stage("Steps and links", week, state),
        ending,
    ]
}

/// "March, June, December": when somebody asks how they are.
fn follow_ups(journey: &Journey, known: &[FollowUp], today: Date) -> StageOf {
    let name = "How are you?";
    let followed =
        journey.ending.as_deref().and_then(EndingReason::parse).is_none_or(EndingReason::is_followed_up);
    if journey.state == JourneyState::Ended && !followed && known.is_empty() {
        return StageOf { name, when: "not asked".into(), state: State::ToCome };
    }
    let months: Vec<String> = match known {
        [] => FOLLOW_UPS
            .iter()
            .map(|months| text::month(Lang::En, journey.ends_on.saturating_add((*months).months()), 0))
            .collect(),
        known => known.iter().map(|f| text::month(Lang::En, f.due_on, 0)).collect(),
    };
    let words: Vec<&str> = months.iter().filter_map(|m| m.split(' ').next()).collect();
    let waiting = known.iter().any(|f| f.state == "due");
    let state = match (known.is_empty(), waiting) {
        (true, _) => State::ToCome,
        (false, true) if known.iter().any(|f| f.state == "due" && f.due_on <= today) => State::Now,
        (false, true) => State::ToCome,
        (false, false) => State::Done,
    };
    StageOf { name, when: words.join(", "), state }
}

/// "Six weeks left": the gentle countdown.
pub(super) fn time_left(journey: &Journey, today: Date) -> String {
    const WORDS: [&str; 13] = [
        "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
        "Twelve",
    ];
    let left = journey.weeks_left(today);
    let words = |n: i64| {
        usize::try_from(n).ok().and_then(|n| WORDS.get(n)).map_or_else(|| n.to_string(), |w| (*w).to_owned())
    };
    match left {
        0 => "The last week".into(),
        1 => "One week left".into(),
        2.. => format!("{} weeks left", words(left)),
        -1 => "Just past the agreed end".into(),
        _ => format!("{} weeks past the agreed end", words(-left)),
    }
}

/// Whether the ending is near enough to begin to speak of it: three weeks.
pub(super) fn ending_is_near(journey: &Journey, today: Date) -> bool {
    journey.state != JourneyState::Ended && journey.weeks_left(today) <= 3
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn journey() -> Journey {
        let nil = Uuid::nil();
        Journey {
            id: nil.into(),
            person: nil.into(),
            referral: nil.into(),
            scheme: nil.into(),
            worker: nil.into(),
            state: JourneyState::Going,
            said_yes_at: "2026-09-05T09:00:00Z".parse().unwrap(),
            first_conversation_at: Some("2026-09-14T13:00:00Z".parse().unwrap()),
            weeks: 12,
            ends_on: date(2026, 12, 7),
            last_contact_at: None,
            contacts: 4,
            matters: None,
            tried: None,
            ended_at: None,
            ending: None,
            what_changed: None,
            what_holds: None,
            who_to_call: None,
            letter: None,
            story_consent: None,
            version: 1,
        }
    }

    fn said(journey: &Journey, today: Date) -> Vec<(String, State)> {
        let follow_up = follow_ups(journey, &[], today);
        of_journey(journey, today).into_iter().chain([follow_up]).map(|s| (s.when, s.state)).collect()
    }

    #[test]
    fn a_journey_under_way_is_in_its_steps_and_links() {
        let said = said(&journey(), date(2026, 10, 20));
        assert_eq!(said[1], ("14 Sept".into(), State::Done));
        assert_eq!(said[2], ("week 6 of 12".into(), State::Now));
        assert_eq!(said[3], ("about 7 Dec".into(), State::ToCome));
        assert_eq!(said[4], ("March, June, December".into(), State::ToCome));
    }

    #[test]
    fn before_the_first_conversation_that_is_now() {
        let journey = Journey { first_conversation_at: None, ..journey() };
        let said = said(&journey, date(2026, 9, 8));
        assert_eq!((said[1].1, said[2].1), (State::Now, State::ToCome));
    }

    #[test]
    fn an_ended_journey_is_done_and_is_followed_up_unless_they_died() {
        let ended = Journey {
            state: JourneyState::Ended,
            ended_at: Some("2026-12-07T10:00:00Z".parse().unwrap()),
            ending: Some("complete".into()),
            ..journey()
        };
        let today = date(2026, 12, 8);
        assert_eq!(said(&ended, today)[3], ("7 Dec".into(), State::Done));
        assert_eq!(said(&Journey { ending: Some("died".into()), ..ended }, today)[4].0, "not asked");
    }

    #[test]
    fn the_countdown_is_gentle_and_never_below_nothing() {
        let says = |today| time_left(&journey(), today);
        assert_eq!(says(date(2026, 10, 26)), "Six weeks left");
        assert_eq!(says(date(2026, 12, 3)), "The last week");
        assert_eq!(says(date(2026, 12, 8)), "Just past the agreed end");
        assert_eq!(says(date(2027, 1, 7)), "Five weeks past the agreed end");
        assert!(
            ending_is_near(&journey(), date(2026, 11, 20)) && !ending_is_near(&journey(), date(2026, 10, 1))
        );
    }
}
