//! What somebody has answered so far, and what still needs answering.

use std::collections::BTreeMap;

use identity::Code;
use page::{Lang, Problems};
use serde::{Deserialize, Serialize};

use crate::people::{Name, PersonDraft};
use crate::referrals::refer::LONGEST;
use crate::referrals::{Consent, Draft, ReferrerKind, Source};
use crate::settings::{PostcodeGiven, SchemeId};
use crate::web::{Fields, say};

/// The questions, one a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    Who,
    Why,
    Name,
    Reach,
    Place,
    /// Only asked when the place does not tell which team is nearest.
    Team,
    Easier,
    Check,
}

impl Question {
    pub const ALL: [Question; 8] = [
        Question::Who,
        Question::Why,
        Question::Name,
        Question::Reach,
        Question::Place,
        Question::Team,
        Question::Easier,
        Question::Check,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Question::Who => "who",
            Question::Why => "why",
            Question::Name => "name",
            Question::Reach => "reach",
            Question::Place => "place",
            Question::Team => "team",
            Question::Easier => "easier",
            Question::Check => "check",
        }
    }

    pub fn parse(code: &str) -> Option<Question> {
        Question::ALL.into_iter().find(|question| question.code() == code)
    }

    /// The fields it asks for: nothing else is kept.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Question::Who => &["who", "asker", "relation", "asker_reach", "know"],
            Question::Why => &["why", "different"],
            Question::Name => &["name"],
            Question::Reach => &["phone", "email", "address", "when"],
            Question::Place => &["place"],
            Question::Team => &["scheme"],
            Question::Easier => &["language", "interpreter", "access"],
            Question::Check => &[],
        }
    }

    /// The next question, when the nearest team is known or not.
    pub fn next(self, team_known: bool) -> Question {
        match self {
            Question::Who => Question::Why,
            Question::Why => Question::Name,
            Question::Name => Question::Reach,
            Question::Reach => Question::Place,
            Question::Place if team_known => Question::Easier,
            Question::Place => Question::Team,
            Question::Team => Question::Easier,
            Question::Easier | Question::Check => Question::Check,
        }
    }

    /// The question before, when there is one.
    pub fn before(self) -> Option<Question> {
        match self {
            Question::Who => None,
            Question::Easier => Some(Question::Place),
            question => Question::ALL.into_iter().rev().skip_while(|q| *q != question).nth(1),
        }
    }
}

/// Everything answered so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers(BTreeMap<String, String>);

impl Answers {
    pub fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    fn some(&self, field: &str) -> Option<String> {
        Some(self.get(field)).filter(|answer| !answer.is_empty()).map(str::to_owned)
    }

    pub fn for_somebody_else(&self) -> bool {
        self.get("who") == "other"
    }

    /// Takes the answers to one question, and lets go of what they make needless.
    pub fn take(&mut self, question: Question, fields: &Fields) {
        for field in question.fields() {
            match fields.some(field) {
                Some(answer) => self.0.insert((*field).to_owned(), answer.to_owned()),
                None => self.0.remove(*field),
            };
        }
        if question == Question::Who && !self.for_somebody_else() {
            ["asker", "relation", "asker_reach", "know"].iter().for_each(|field| drop(self.0.remove(*field)));
        }
        if question == Question::Place {
            self.0.remove("scheme");
        }
    }

    pub fn put_team(&mut self, scheme: SchemeId) {
        self.0.insert("scheme".into(), scheme.to_string());
    }

    pub fn team(&self) -> Option<SchemeId> {
        self.get("scheme").parse().ok()
    }

    pub fn as_fields(&self) -> Fields {
        let pairs: Vec<(&str, &str)> =
            self.0.iter().map(|(field, answer)| (field.as_str(), answer.as_str())).collect();
        Fields::of(&pairs)
    }

    /// What is wrong with the answers to one question.
    pub fn problems(&self, question: Question, lang: Lang, known: &[SchemeId]) -> Problems {
        let mut problems = Problems::none();
        let mut wrong = |field: &str, key: &str| problems.add(field, say(lang, key, &[]));
        let empty = |field: &str| self.get(field).is_empty();
        match question {
            Question::Who if !matches!(self.get("who"), "me" | "other") => wrong("who", "ask-who-missing"),
            Question::Who if self.for_somebody_else() => {
                if empty("asker") {
                    wrong("asker", "ask-asker-missing");
                }
                if !matches!(self.get("know"), "yes" | "no") {
                    wrong("know", "ask-know-missing");
                }
            }
            Question::Why if empty("why") => wrong("why", "ask-why-missing"),
            Question::Name if Name::parse(self.get("name")).is_err() => wrong("name", "ask-name-missing"),
            Question::Reach if ["phone", "email", "address"].into_iter().all(empty) => {
                wrong("phone", "ask-reach-missing")
            }
            Question::Team if self.team().is_none_or(|team| !known.contains(&team)) => {
                wrong("scheme", "ask-team-missing")
            }
            _ => {}
        }
        for field in question.fields() {
            if self.get(field).chars().count() > LONGEST {
                problems.add(*field, say(lang, "ask-too-long", &[("most", &LONGEST.to_string())]));
            }
        }
        problems
    }

    /// The first question whose answers will not do yet.
    pub fn unanswered(&self, known: &[SchemeId]) -> Option<Question> {
        Question::ALL.into_iter().find(|question| !self.problems(*question, Lang::En, known).is_empty())
    }

    /// The referral these answers make, once nothing is wrong with them. `fingerprint`, of
    /// the code they were kept under, sees to it that they make one only.
    pub fn draft(&self, fingerprint: &[u8; 32]) -> Option<Draft> {
        let mut person = PersonDraft::named(Name::parse(self.get("name")).ok()?);
        person.phone = self.some("phone");
        person.email = self.some("email");
        person.contact_when = self.some("when");
        person.language = self.some("language");
        person.interpreter = self.get("interpreter") == "yes";
        person.access_needs = self.some("access");
        person.address = self.some("address");
        match PostcodeGiven::parse(self.get("place")) {
            Ok(postcode) => person.postcode = postcode,
            // A village is kept with the address: it is where they live, as they say it.
            Err(_) => {
                person.address = [self.some("address"), self.some("place")]
                    .into_iter()
                    .flatten()
                    .reduce(|a, b| format!("{a}, {b}"))
            }
        }
        let other = self.for_somebody_else();
        let relation = self.some("relation").map(|relation| format!(" ({relation})")).unwrap_or_default();
        let why: Vec<String> =
            ["why", "different"].into_iter().filter_map(|field| self.some(field)).collect();
        Some(Draft {
            person,
            scheme: self.team()?,
            source: Source::Ask,
            source_key: Some(fingerprint.iter().map(|byte| format!("{byte:02x}")).collect()),
            referrer_name: if other {
                format!("{}{relation}", self.get("asker"))
            } else {
                "the person themself".into()
            },
            referrer_kind: if other { ReferrerKind::Friend } else { ReferrerKind::Themself },
            referrer_contact: self.some("asker_reach"),
            organization: None,
            why_now: why.join("\n\n"),
            note: None,
            consent: if other && self.get("know") != "yes" { Consent::ToAsk } else { Consent::Given },
            offered: false,
            answer_wanted: other && self.some("asker_reach").is_some(),
        })
    }
}

/// The code in an address or as somebody types it; only a long one opens anything.
pub fn long_code(text: &str) -> Option<Code> {
    text.parse::<Code>().ok().filter(Code::is_long)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn answered(pairs: &[(&str, &str)]) -> Answers {
        let mut answers = Answers::default();
        Question::ALL.into_iter().for_each(|question| answers.take(question, &Fields::of(pairs)));
        answers.put_team(Uuid::from_u128(5).into());
        answers
    }

    const ENOUGH: [(&str, &str); 4] =
        [("who", "me"), ("why", "The evenings are long"), ("name", "Suharto"), ("phone", "01632 960123")];

    #[test]
    fn five_short_answers_are_enough() {
        let answers = answered(&ENOUGH);
        let known = [Uuid::from_u128(5).into()];
        assert_eq!(answers.unanswered(&known), None);
        assert_eq!(answers.unanswered(&[]), Some(Question::Team), "a team that is no more");
        let draft = answers.draft(&[1; 32]).unwrap();
        assert_eq!(
            (draft.referrer_kind, draft.consent, draft.answer_wanted),
            (ReferrerKind::Themself, Consent::Given, false)
        );
        assert_eq!(draft.referrer_name, "the person themself");
    }

    #[test]
    fn somebody_else_is_asked_about_gently() {
        let mut answers = answered(
            &[
                &ENOUGH[1..],
                &[
                    ("who", "other"),
                    ("asker", "Jean"),
                    ("relation", "neighbour"),
                    ("know", "no"),
                    ("asker_reach", "jean@example.org"),
                    ("place", "Cannington"),
                ],
            ]
            .concat(),
        );
        let draft = answers.draft(&[1; 32]).unwrap();
        assert_eq!(
            (draft.referrer_kind, draft.consent, draft.answer_wanted),
            (ReferrerKind::Friend, Consent::ToAsk, true)
        );
        assert_eq!(
            (draft.referrer_name.as_str(), draft.person.address.as_deref()),
            ("Jean (neighbour)", Some("Cannington"))
        );
        // They change their mind: it is for themself, and nothing of Jean is kept.
        answers.take(Question::Who, &Fields::of(&[("who", "me"), ("asker", "Jean")]));
        assert_eq!((answers.get("asker"), answers.get("know")), ("", ""));
    }

    #[test]
    fn each_question_says_what_it_misses() {
        let empty = Answers::default();
        for (question, field) in [
            (Question::Who, "who"),
            (Question::Why, "why"),
            (Question::Name, "name"),
            (Question::Reach, "phone"),
            (Question::Team, "scheme"),
        ] {
            for lang in [Lang::En, Lang::Cy] {
                assert!(empty.problems(question, lang, &[]).of(field).is_some(), "{question:?}");
            }
        }
        for optional in [Question::Place, Question::Easier, Question::Check] {
            assert!(empty.problems(optional, Lang::En, &[]).is_empty());
        }
        let long = "x".repeat(LONGEST + 1);
        let mut answers = Answers::default();
        answers.take(Question::Easier, &Fields::of(&[("access", &long)]));
        assert!(answers.problems(Question::Easier, Lang::En, &[]).of("access").is_some());
    }

    #[test]
    fn nothing_that_was_not_asked_is_kept() {
        let answers = answered(&[("who", "me"), ("csrf", "x"), ("nonsense", "y")]);
        assert_eq!((answers.get("csrf"), answers.get("nonsense")), ("", ""));
    }

    #[test]
    fn a_short_code_opens_nothing() {
        assert!(long_code(&Code::short([1; 5]).to_string()).is_none());
        assert!(long_code(&Code::long([1; 8]).to_string()).is_some());
        assert!(long_code("").is_none() && long_code("AAAA-BBBB-CCCC-DDDD").is_none());
    }
}
