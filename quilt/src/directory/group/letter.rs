//! What a group is sent with its link.

use jiff::Timestamp;
use page::text;

use crate::app::App;
use crate::directory::DirectoryEntry;
use crate::messages::{Channel, NewMessage};
use crate::moment::local;
use crate::web::{Lang, say};

/// Where a link leads.
pub fn address(app: &App, secret: &str, lang: Lang) -> String {
    let base = app.base.trim_end_matches('/');
    match lang {
        Lang::En => format!("{base}/group/{secret}"),
        other => format!("{base}/group/{secret}?lang={}", other.code()),
    }
}

/// The letter; without an e-mail address it is for somebody to copy or read out.
pub fn letter(
    lang: Lang,
    entry: &DirectoryEntry,
    send_to: Option<&str>,
    address: &str,
    until: Timestamp,
    from: &str,
    thread: uuid::Uuid,
) -> NewMessage {
    let day = local(until).date();
    let facts = [
        ("group", entry.name.as_str()),
        ("address", address),
        // Year 0 is no year anybody is in, so the year is always said.
        ("day", &text::day(lang, day, 0)),
        ("who", from),
    ];
    let parts = ["hello", "what", "can", "until", "thanks"];
    let body = parts.map(|part| say(lang, &format!("group-letter-{part}"), &facts)).join("\n\n");
    NewMessage {
        person: None,
        thread: Some(thread),
        channel: if send_to.is_some() { Channel::Email } else { Channel::Phone },
        send_to: send_to.unwrap_or_default().to_owned(),
        subject: say(lang, "group-letter-subject", &facts),
        body: format!("{body}\n\n{from}"),
    }
}
