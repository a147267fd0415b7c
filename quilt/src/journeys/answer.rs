//! One question, put to a group or a person by a link they hold: big buttons, no account.

use ::store::Tx;
use identity::Secret;
use jiff::{Timestamp, ToSpan};

use super::{JourneyId, LinkId, LinkState, store};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

/// What is asked of whoever holds the link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Question {
    /// Of a group: have you room for one?
    RoomForOne,
    /// Of a group: did they come?
    DidTheyCome,
    /// Of the person: did you get there?
    DidYouGetThere,
}

impl Question {
    pub fn code(self) -> &'static str {
        match self {
            Question::RoomForOne => "room_for_one",
            Question::DidTheyCome => "did_they_come",
            Question::DidYouGetThere => "did_you_get_there",
        }
    }

    pub fn parse(code: &str) -> Option<Question> {
        [Question::RoomForOne, Question::DidTheyCome, Question::DidYouGetThere]
            .into_iter()
            .find(|q| q.code() == code)
    }

    /// The answers there are, as codes.
    pub fn answers(self) -> &'static [&'static str] {
        match self {
            Question::RoomForOne => &["room", "full", "not_for_us"],
            Question::DidTheyCome | Question::DidYouGetThere => &["came", "did_not_go"],
        }
    }

    /// How long the link stays good, in days.
    fn days(self) -> i64 {
        match self {
            Question::RoomForOne => super::link::LAPSES_AFTER,
            Question::DidTheyCome | Question::DidYouGetThere => 60,
        }
    }
}

/// A question as it stands: all that its holder may see.
#[derive(Debug, Clone)]
pub struct Asked {
    pub question: Question,
    pub link: LinkId,
    pub journey: JourneyId,
    pub person: crate::people::PersonId,
    pub service: crate::directory::ServiceId,
    pub service_name: String,
    /// The words the group was sent; no name in them before there is room.
    pub words: String,
    /// What the person agreed to share, for a group that said there is room.
    pub shared: String,
    pub journey_goes_on: bool,
    pub scheme_name: String,
    pub scheme_phone: Option<String>,
    pub worker_name: String,
    pub expires_at: Timestamp,
    pub answered_at: Option<Timestamp>,
    pub said: Option<String>,
}

impl Asked {
    /// The words the person agreed to share: for a group that said there is room, while the
    /// journey goes on, for fourteen days. Nobody else reads them here.
    pub fn shared_now(&self, at: Timestamp) -> Option<&str> {
        let room = self.question == Question::RoomForOne && self.said.as_deref() == Some("room");
        let lately =
            self.answered_at.is_some_and(|said| at < said + (super::link::LAPSES_AFTER * 24).hours());
        let shown = room && lately && self.journey_goes_on && !self.shared.is_empty();
        shown.then_some(self.shared.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerSaid {
    pub code: String,
    pub note: Option<String>,
}

/// Puts a question; the secret goes into the link that is sent, and is kept nowhere.
pub fn put_question(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: JourneyId,
    link: LinkId,
    question: Question,
) -> Result<Secret, Refusal> {
    let secret = Secret::new(now.bytes::<20>());
    let until = now.at + (question.days() * 24).hours();
    store::insert_question(tx, by.area, now, journey, link, question, &secret.fingerprint(), until)?;
    line(by, now, "question.put", link).thread(journey).fact("question", question.code()).record(tx)?;
    Ok(secret)
}

/// The question this secret opens, if it opens one.
pub fn question(tx: &mut Tx<'_>, secret: &Secret) -> Result<Asked, Refusal> {
    store::select_question(tx, &secret.fingerprint())?.map(|(_, asked)| asked).ok_or_else(Refusal::not_found)
}

/// Takes an answer in, once. Said again it changes nothing; said too late, or
/// differently, it is refused with a sentence.
pub fn answer(tx: &mut Tx<'_>, now: &Moment, secret: &Secret, said: &AnswerSaid) -> Result<Asked, Refusal> {
    let fingerprint = secret.fingerprint();
    let (area, asked) = store::select_question(tx, &fingerprint)?.ok_or_else(Refusal::not_found)?;
    if !asked.question.answers().contains(&said.code.as_str()) {
        return Err(Refusal::invalid("said", "Choose one of the answers."));
    }
    if let Some(before) = &asked.said {
        if *before == said.code {
            return Ok(asked);
        }
        return Err(Refusal::not_now(
            "This question has been answered already. To change the answer, please ring us.",
        ));
    }
    if asked.expires_at <= now.at {
        return Err(Refusal::not_now(
            "This question has run out of time, so we have asked elsewhere. Thank you all the same.",
        ));
    }
    let holder = match asked.question {
        Question::DidYouGetThere => Actor::holder(area, "the person"),
        _ => Actor::holder(area, asked.service_name.clone()),
    };
    store::set_answered(tx, &fingerprint, &said.code, now.at)?;
    let state = LinkState::parse(&said.code).ok_or_else(|| Refusal::broken("answer.code"))?;
    let journey = store::select_journey(tx, area, asked.journey)?.ok_or_else(Refusal::not_found)?;
    match state {
        LinkState::Came | LinkState::DidNotGo => {
            if asked.question == Question::DidTheyCome {
                crate::directory::group_answered(tx, area, asked.service, now.at)?;
            }
            super::arrived(
                tx,
                &holder,
                now,
                &journey,
                asked.link,
                state == LinkState::Came,
                said.note.as_deref(),
            )?;
        }
        _ => super::link::group_said(tx, &holder, now, &journey, asked.link, state, said.note.as_deref())?,
    }
    Ok(Asked { said: Some(said.code.clone()), answered_at: Some(now.at), ..asked })
}

#[cfg(test)]
mod tests;
