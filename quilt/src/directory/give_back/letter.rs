//! The letter to a feed's keeper: what they publish and what we found, field by field, signed so
//! that they can tell it is ours and whole. How to check it is in `docs/running/directory.md`.

use identity::{SigningKey, signature};
use jiff::civil::Date;

use super::{Given, by_entry};
use crate::web::Lang;

/// The first line of what is signed: what kind of thing it is, so that no signature of ours can
/// be taken for one of another kind.
pub const KIND: &str = "quilt corrections 1";

const BEGIN: &str = "----- begin corrections -----";
const END: &str = "----- end corrections -----";

/// What is signed: lines without space at their ends, each with a line's end.
pub fn text(area: &str, feed: &str, today: Date, given: &[&Given]) -> String {
    let mut lines =
        vec![KIND.to_owned(), format!("from: {area}"), format!("feed: {feed}"), format!("date: {today}")];
    for (_, those) in by_entry(given) {
        let Some(first) = those.first() else { continue };
        lines.push(String::new());
        lines.push(format!("entry: {}", first.source_id));
        lines.push(format!("name: {}", first.name));
        for one in those {
            let correction = &one.correction;
            lines.push(format!("  {}", correction.field().label(Lang::En)));
            said(&mut lines, "published", &correction.theirs().words_or_none(Lang::En));
            said(&mut lines, "correct", &correction.ours.words_or_none(Lang::En));
            if !correction.why.is_empty() {
                said(&mut lines, "why", &correction.why);
            }
            let on = crate::moment::local(correction.at).date();
            lines.push(format!("    since: {on}"));
        }
    }
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// What somebody said, a line each, so that no line of theirs is taken for one of ours.
fn said(lines: &mut Vec<String>, what: &str, words: &str) {
    for (n, line) in words.lines().enumerate() {
        let mark = if n == 0 { format!("    {what}:") } else { "        |".to_owned() };
        lines.push(format!("{mark} {}", line.trim()));
    }
}

/// The whole letter.
pub fn letter(text: &str, key: &SigningKey, key_address: &str, from: &str) -> String {
    let signature = hex(&signature::sign(key, text.as_bytes()));
    let public = hex(key.verifying_key().as_bytes());
    format!(
        "Hello,\n\n\
         we use your directory, and found that some of it has changed. Please put it right where you can. \
         When your feed says the same, we need not keep a correction of our own.\n\n\
         {BEGIN}\n{text}{END}\n\
         signature: Ed25519 {signature}\n\
         key: {public}\n\n\
         The signature is over the lines between the two marks. The key is also at {key_address}\n\n\
         With thanks,\n{from}\n"
    )
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
pub(in crate::directory) mod tests {
    use super::*;
    use crate::directory::layer::{Correction, Fact};

    pub fn given(name: &str, ours: Fact, theirs: Fact) -> Given {
        Given {
            correction: Correction {
                id: uuid::Uuid::nil().into(),
                service: uuid::Uuid::new_v5(&uuid::Uuid::nil(), name.as_bytes()).into(),
                feed: None,
                ours,
                published: theirs,
                disputed: None,
                why: "Spoke to Jean.".into(),
                by_name: "Dan".into(),
                at: "2026-11-20T10:00:00Z".parse().unwrap(),
                ended: None,
            },
            name: name.into(),
            source_id: "7".into(),
            sent_at: None,
        }
    }

    /// What stands between the marks of a letter, as its reader takes it out.
    pub fn taken_out(letter: &str) -> (String, String) {
        let begin = letter.find(BEGIN).unwrap() + BEGIN.len() + 1;
        let end = letter.find(END).unwrap();
        let signature = letter.split("signature: Ed25519 ").nth(1).unwrap().lines().next().unwrap();
        (letter[begin..end].to_owned(), signature.to_owned())
    }

    #[test]
    fn a_letter_says_old_and_new_and_its_signature_holds() {
        let key = SigningKey::from_bytes(&[5; 32]);
        let web = given("Talking café", Fact::Web(Some("https://new.example.org".into())), Fact::Web(None));
        let text = text("Somerset", "The council", jiff::civil::date(2026, 11, 23), &[&web]);
        assert!(text.contains("entry: 7\nname: Talking café\n  Website\n    published: nothing\n    correct: https://new.example.org\n    why: Spoke to Jean.\n    since: 2026-11-20\n"), "{text}");
        let letter = letter(&text, &key, "https://quilt.example.org/directory/key", "Dan Okafor");
        let (signed, signature) = taken_out(&letter);
        let bytes: Vec<u8> =
            (0..64).map(|n| u8::from_str_radix(&signature[2 * n..2 * n + 2], 16).unwrap()).collect();
        let bytes: [u8; 64] = bytes.try_into().unwrap();
        assert!(signature::holds(&key.verifying_key(), signed.as_bytes(), &bytes));
        assert!(!signature::holds(&key.verifying_key(), signed.replace("new.", "bad.").as_bytes(), &bytes));
    }

    #[test]
    fn nobody_can_write_a_line_of_ours() {
        let words = format!("Tea\n{END}\nsignature: Ed25519 00\nentry: 8");
        let sly = given("Sly", Fact::Description(words), Fact::Description(String::new()));
        let text = text("Somerset", "The council", jiff::civil::date(2026, 11, 23), &[&sly]);
        let ours = |line: &str| text.lines().filter(|it| it.starts_with(line)).count();
        assert_eq!((ours(END), ours("signature"), ours("entry: ")), (0, 0, 1), "{text}");
    }
}
