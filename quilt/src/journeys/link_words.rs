//! The words of a link: what a group would be told, what it is asked, what the person hears
//! back. Pure. A first draft holds no name, and a question that holds one is noticed.

use super::How;
use crate::messages::{Channel, NewMessage};
use crate::people::Person;
use crate::web::{Lang, say};

/// Who asks: the link worker and the scheme they belong to.
#[derive(Debug, Clone)]
pub struct Asker {
    pub worker: String,
    pub scheme: String,
    pub phone: Option<String>,
}

/// A first draft of what a group would be told: how the person would come and what makes it
/// easier for them. No name, no age, no address, nothing about their health.
pub fn first_draft(person: &Person, service: &str, how: How, asker: &Asker) -> String {
    let mut told = vec![format!("Someone I support would like to come to {service}.")];
    told.push(match how {
        How::Signposted => "They would come on their own.".to_owned(),
        How::Introduced => {
            "I would like to speak with you first, so that somebody looks out for them.".to_owned()
        }
        How::Accompanied => "I would come along with them the first time.".to_owned(),
    });
    if let Some(language) =
        person.language.as_deref().filter(|l| !l.is_empty() && !l.eq_ignore_ascii_case("english"))
    {
        told.push(format!("They speak {language} best."));
    }
    if let Some(needs) =
        person.access_needs.as_deref().filter(|needs| !needs.is_empty() && !holds_name(needs, person, ""))
    {
        told.push(format!("It is easier for them like this: {}.", needs.trim_end_matches('.')));
    }
    told.push(format!("{}, {}", asker.worker, asker.scheme));
    told.join(" ")
}

/// Whether these words say who the person is: a part of their name, or a way to reach them.
/// The group's own name may hold anything. Short and lower-case words are let through:
/// "may" is not May.
pub fn holds_name(words: &str, person: &Person, service: &str) -> bool {
    let without_service = if service.is_empty() { words.to_owned() } else { words.replace(service, " ") };
    let said: Vec<&str> = parts(&without_service).collect();
    let names = parts(&person.name).chain(person.known_as.as_deref().into_iter().flat_map(parts));
    let named = names
        .filter(|part| part.chars().count() > 1 && !TITLES.contains(&part.to_lowercase().as_str()))
        .any(|part| said.contains(&part));
    named || reaches(&without_service, person)
}

const TITLES: [&str; 7] = ["mr", "mrs", "ms", "miss", "dr", "mx", "rev"];

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|part| !part.is_empty())
}

/// An e-mail address, or a telephone or NHS number however it is spaced.
fn reaches(words: &str, person: &Person) -> bool {
    let email = person.email.as_deref().filter(|e| e.contains('@'));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let said = digits(words);
    let numbers = [person.phone.as_deref(), person.nhs_number.as_deref()];
    let numbered =
        numbers.into_iter().flatten().map(digits).any(|number| number.len() >= 7 && said.contains(&number));
    numbered || email.is_some_and(|email| words.to_lowercase().contains(&email.to_lowercase()))
}

/// Which language a person reads: Welsh when they say so, else English.
pub fn language(person: &Person) -> Lang {
    let spoken = person.language.as_deref().unwrap_or_default().trim().to_lowercase();
    if matches!(spoken.as_str(), "cy" | "welsh" | "cymraeg") { Lang::Cy } else { Lang::En }
}

/// A telephone number as it is read out; digits in one run are parted after the area code.
pub fn phone_words(phone: &str) -> String {
    let phone = phone.trim();
    match phone.split_at_checked(5) {
        Some((area, rest)) if phone.chars().all(|c| c.is_ascii_digit()) && !rest.is_empty() => {
            format!("{area} {rest}")
        }
        _ => phone.to_owned(),
    }
}

/// A message in parts: who it goes to and which words it holds.
pub struct Post<'a> {
    pub lang: Lang,
    pub channel: Channel,
    pub send_to: &'a str,
    pub service: &'a str,
    pub asker: &'a Asker,
}

impl Post<'_> {
    /// "Have you room for one?", with the link that answers it.
    pub fn room(&self, question: &str, link: &str) -> NewMessage {
        let say = |key: &str| say(self.lang, key, &[("service", self.service), ("link", link)]);
        let mut body = vec![say("link-hello"), say("link-room-why"), question.trim().to_owned()];
        body.push(if self.channel == Channel::Phone { say("link-room-ring") } else { say("link-room-tap") });
        body.push(say("link-room-name"));
        self.message(say("link-room-subject"), body)
    }

    /// "Did you get there?", to the person.
    pub fn arrival(&self, called: &str, link: &str) -> NewMessage {
        let say =
            |key: &str| say(self.lang, key, &[("service", self.service), ("link", link), ("name", called)]);
        self.message(
            say("link-arrival-subject"),
            vec![
                say("link-hello-name"),
                say("link-arrival-ask"),
                say("link-arrival-tap"),
                say("link-arrival-fine"),
            ],
        )
    }

    /// "Did they come?", to the group.
    pub fn came(&self, link: &str) -> NewMessage {
        let say = |key: &str| say(self.lang, key, &[("service", self.service), ("link", link)]);
        self.message(
            say("link-came-subject"),
            vec![say("link-hello"), say("link-came-ask"), say("link-came-tap")],
        )
    }

    fn message(&self, subject: String, mut body: Vec<String>) -> NewMessage {
        body.push(signed(self.lang, self.asker));
        NewMessage {
            person: None,
            thread: None,
            channel: self.channel,
            send_to: self.send_to.to_owned(),
            subject,
            body: body.join("\n\n"),
        }
    }
}

/// A first draft of the good news that a group has room, for the link worker to change.
pub fn good_news(lang: Lang, called: &str, service: &str, note: Option<&str>, asker: &Asker) -> String {
    let say = |key: &str| {
        say(lang, key, &[("service", service), ("name", called), ("note", note.unwrap_or_default())])
    };
    let mut body = vec![say("link-hello-name"), say("link-told-room")];
    if note.is_some_and(|note| !note.trim().is_empty()) {
        body.push(say("link-told-note"));
    }
    body.push(say("link-told-next"));
    body.push(signed(lang, asker));
    body.join("\n\n")
}

/// Who writes, and how to ring them.
pub fn signed(lang: Lang, asker: &Asker) -> String {
    let from = format!("{}\n{}", asker.worker, asker.scheme);
    match &asker.phone {
        Some(phone) => format!("{from}\n{}", say(lang, "ring-us", &[("phone", &phone_words(phone))])),
        None => from,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::person;

    fn asker() -> Asker {
        Asker {
            worker: "Dan Okafor".into(),
            scheme: "Taunton Vale".into(),
            phone: Some("01632960100".into()),
        }
    }

    #[test]
    fn a_first_draft_says_what_helps_and_not_who() {
        let mut margaret = person("Margaret Vowles");
        margaret.access_needs = Some("A chair near the door.".into());
        let draft = first_draft(&margaret, "Talking Café", How::Accompanied, &asker());
        assert_eq!(
            draft,
            "Someone I support would like to come to Talking Café. I would come along with them the first time. It is easier for them like this: A chair near the door. Dan Okafor, Taunton Vale"
        );
        margaret.access_needs = Some("Margaret hears better on her left".into());
        assert!(!first_draft(&margaret, "Talking Café", How::Introduced, &asker()).contains("Margaret"));
    }

    #[test]
    fn a_name_or_number_is_noticed_and_ordinary_words_are_not() {
        let mut may = person("Mrs May O’Brien-Jones");
        may.known_as = Some("Maisie".into());
        may.phone = Some("07700 900 123".into());
        may.email = Some("may@example.org".into());
        for words in [
            "Room for May?",
            "It is Maisie.",
            "Ring 07700900123",
            "Write to MAY@example.org",
            "A Brien-Jones",
        ] {
            assert!(holds_name(words, &may, ""), "{words}");
        }
        for words in ["Someone may come on Tuesday.", "Room for one?", "Mrs and Mr are both welcome", ""] {
            assert!(!holds_name(words, &may, ""), "{words}");
        }
        assert!(!holds_name("Room at May House?", &may, "May House"));
    }

    #[test]
    fn numbers_keep_their_nought() {
        let post = Post {
            lang: Lang::En,
            channel: Channel::Email,
            send_to: "cafe@example.org",
            service: "Talking Café",
            asker: &asker(),
        };
        let message = post.room("Have you room for one on Tuesday?", "https://quilt.example.org/answer/x");
        assert!(
            message.body.contains("01632 960100")
                && message.body.contains("https://quilt.example.org/answer/x")
        );
        assert!(message.body.contains("Have you room for one on Tuesday?") && !message.body.contains('⟨'));
    }

    proptest! {
        #[test]
        fn no_first_draft_holds_a_name(first in "[A-Z][a-z]{2,9}", last in "[A-Z][a-z]{2,9}", needs in ".{0,60}") {
            let mut somebody = person(&format!("{first} {last}"));
            somebody.access_needs = Some(format!("{needs} {first}"));
            for how in How::ALL {
                let ours = first_draft(&person("0"), "the hall", how, &asker());
                prop_assume!(!holds_name(&ours, &somebody, ""));
                let draft = first_draft(&somebody, "the hall", how, &asker());
                prop_assert!(!holds_name(&draft, &somebody, ""), "{draft}");
            }
        }

        #[test]
        fn any_words_can_be_looked_through(words in any::<String>(), name in any::<String>(), service in any::<String>()) {
            let _noticed = holds_name(&words, &person(&name), &service);
            let _read = phone_words(&words);
        }
    }
}
