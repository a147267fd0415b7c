//! A message all the way to a mail server: a small one, in this process.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

use jiff::Timestamp;
use proptest::prelude::*;
use uuid::Uuid;

use super::super::Channel;
use super::*;

fn message(to: &str, subject: &str, body: &str) -> Message {
    Message {
        id: Uuid::from_u128(7),
        channel: Channel::Email,
        send_to: to.into(),
        subject: subject.into(),
        body: body.into(),
        state: "waiting".into(),
        problem: None,
        tries: 0,
        written_at: Timestamp::UNIX_EPOCH,
        sent_at: None,
    }
}

/// A server that answers RCPT with `rcpt`, once; gives its address and what it was told.
fn server(rcpt: &'static str) -> (String, std::thread::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("smtp://{}", listener.local_addr().unwrap());
    let told = std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut out = stream.try_clone().unwrap();
        let mut told = Vec::new();
        let mut in_data = false;
        write!(out, "220 small\r\n").unwrap();
        for line in BufReader::new(stream).lines() {
            let Ok(line) = line else { break };
            let answer = match line.get(..4) {
                _ if in_data && line == "." => {
                    in_data = false;
                    "250 kept\r\n"
                }
                _ if in_data => "",
                Some("DATA") => {
                    in_data = true;
                    "354 go on\r\n"
                }
                Some("RCPT") => rcpt,
                Some("QUIT") => "221 bye\r\n",
                _ => "250 yes\r\n",
            };
            told.push(line.clone());
            let _gone = out.write_all(answer.as_bytes());
            if line == "QUIT" {
                break;
            }
        }
        told
    });
    (address, told)
}

#[test]
fn a_message_reaches_the_server_whole() {
    let (address, told) = server("250 yes\r\n");
    let mail = Mail::smtp(&address, "Taunton link workers <hello@example.org>").unwrap();
    mail.send(&message("cafe@example.org", "Room for one?\r\nBcc: x@y.z", "Come in.\n\n.\nBye")).unwrap();
    drop(mail);
    let told = told.join().unwrap().join("\n");
    assert!(
        told.contains("RCPT TO:<cafe@example.org>") && told.contains("Subject: Room for one? Bcc: x@y.z"),
        "{told}"
    );
    assert!(!told.contains("\nBcc:") && told.contains("Come in.") && told.contains("\nBye"), "{told}");
    assert!(told.contains("Message-ID: <00000000-0000-0000-0000-000000000007@example.org>"), "{told}");
}

#[test]
fn a_refusal_for_good_is_told_from_one_for_now() {
    for (answer, may_pass) in [("550 nobody here\r\n", false), ("451 busy\r\n", true)] {
        let (address, told) = server(answer);
        let mail = Mail::smtp(&address, "hello@example.org").unwrap();
        let error = mail.send(&message("cafe@example.org", "Room?", "x")).unwrap_err();
        assert_eq!(error.may_pass(), may_pass, "{error}");
        drop(mail);
        told.join().unwrap();
    }
    let away = Mail::smtp("smtp://127.0.0.1:1", "hello@example.org").unwrap();
    assert!(away.send(&message("cafe@example.org", "Room?", "x")).unwrap_err().may_pass());
}

#[test]
fn what_cannot_be_read_says_how_to_write_it() {
    assert!(Mail::smtp("mail.example.org", "a@b.org").is_err_and(|e| e.to_string().contains("smtps://")));
    assert!(
        Mail::smtp("smtp://localhost", "nobody").is_err_and(|e| e.to_string().contains("hello@example.org"))
    );
}

proptest! {
    #[test]
    fn any_message_is_a_letter_or_is_never_sent(to in any::<String>(), subject in any::<String>(), body in any::<String>()) {
        let from: Mailbox = "hello@example.org".parse().unwrap();
        match letter(&from, &message(&to, &subject, &body)) {
            Ok(letter) => prop_assert!(String::from_utf8_lossy(&letter.formatted()).lines().take_while(|l| !l.is_empty()).filter(|l| l.starts_with("Bcc:")).count() == 0),
            Err(error) => prop_assert!(!error.may_pass()),
        }
    }
}
