//! Why there is no answer: one of a closed list, whether somebody was asked and gave none, or the asking came to nothing.
//! What was recorded before reasons were is [`Absent::NotAsked`], which says that nobody wrote down why.

use measure::Answer;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Absent {
    DontKnow,
    Refused,
    LeftBlank,
    Stopped,
    Unwell,
    NotReached,
    NoWords,
    /// A link or a sheet went out, and nothing came back.
    NoReply,
    /// "Not now": a hard day, and it was not made good since.
    PutOff,
    NotAsked,
}

impl Absent {
    pub const ALL: [Absent; 10] = [
        Absent::DontKnow,
        Absent::Refused,
        Absent::LeftBlank,
        Absent::Stopped,
        Absent::Unwell,
        Absent::NotReached,
        Absent::NoWords,
        Absent::NoReply,
        Absent::PutOff,
        Absent::NotAsked,
    ];

    /// The reason an answer carries; nothing for a number.
    pub fn of(answer: Answer) -> Option<Absent> {
        Some(match answer {
            Answer::Given(_) => return None,
            Answer::DontKnow => Absent::DontKnow,
            Answer::Refused => Absent::Refused,
            Answer::LeftBlank => Absent::LeftBlank,
            Answer::Stopped => Absent::Stopped,
            Answer::Unwell => Absent::Unwell,
            Answer::NotReached => Absent::NotReached,
            Answer::NoWords => Absent::NoWords,
            Answer::NotAsked => Absent::NotAsked,
        })
    }

    /// The reason a reading's stored word says.
    pub fn parse(code: &str) -> Option<Absent> {
        Absent::of(Answer::reason(code)?)
    }

    /// The reason an asking that came to nothing gives, by how it was put.
    pub fn put(how: &str) -> Option<Absent> {
        match how {
            "link" | "paper" => Some(Absent::NoReply),
            "not_now" => Some(Absent::PutOff),
            _ => None,
        }
    }

    /// As reports say it.
    pub fn words(self) -> &'static str {
        match self {
            Absent::DontKnow => "They did not know",
            Absent::Refused => "They would rather not say",
            Absent::LeftBlank => "Asked, and left blank",
            Absent::Stopped => "They stopped before this question",
            Absent::Unwell => "Not asked: too tired or unwell",
            Absent::NotReached => "Not asked: could not be reached",
            Absent::NoWords => "Not asked: not in a language they speak well",
            Absent::NoReply => "A link or a sheet went out, and nothing came back",
            Absent::PutOff => "Put off on a hard day",
            Absent::NotAsked => "Not asked, and why is not recorded",
        }
    }

    /// As a form asks for it, of a question that has no number.
    pub fn choices() -> impl Iterator<Item = (&'static str, &'static str)> {
        Answer::MISSING
            .into_iter()
            .filter(|answer| *answer != Answer::NotAsked)
            .filter_map(|answer| Some((answer.code()?, Absent::of(answer)?.words())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_an_answer_may_carry_is_one_of_the_list() {
        for answer in Answer::MISSING {
            let absent = Absent::of(answer).unwrap();
            assert!(Absent::ALL.contains(&absent));
            assert_eq!(Absent::parse(answer.code().unwrap()), Some(absent));
        }
        assert_eq!(Absent::of(Answer::Given(3)), None);
        assert_eq!(Absent::choices().count(), 7);
        let mut words = Absent::ALL.map(Absent::words).to_vec();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), Absent::ALL.len());
        assert_eq!((Absent::put("link"), Absent::put("in_person")), (Some(Absent::NoReply), None));
    }
}
