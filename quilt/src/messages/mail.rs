//! The post box: hands an e-mail to the server that carries it on.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{SmtpTransport, Transport};

use super::Message;

/// How long one server may take over one step, so that a silent one does not hold up the rest.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where e-mail goes.
pub enum Mail {
    Smtp {
        server: Box<SmtpTransport>,
        from: Mailbox,
    },
    /// Kept and looked at, never sent: for tests.
    Kept(Arc<Mutex<Vec<Message>>>),
}

/// Why a message did not go.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    #[error(
        "The mail server’s address cannot be read: {0}. Write it like smtps://user:password@mail.example.org:465"
    )]
    Server(String),
    #[error("The sender cannot be read: {0}. Write it like Taunton link workers <hello@example.org>")]
    From(String),
    /// Trying again would not help.
    #[error("This cannot be sent: {0}")]
    Never(String),
    #[error("The mail server did not take it: {0}")]
    NotNow(String),
}

impl MailError {
    /// Whether trying again could help.
    pub fn may_pass(&self) -> bool {
        matches!(self, MailError::NotNow(_))
    }
}

impl Mail {
    /// A server, as `smtps://user:password@host:465` or `smtp://host:25`, and who the
    /// messages are from.
    pub fn smtp(server: &str, from: &str) -> Result<Mail, MailError> {
        let transport = SmtpTransport::from_url(server).map_err(|e| MailError::Server(e.to_string()))?;
        let from = from.parse().map_err(|e: lettre::address::AddressError| MailError::From(e.to_string()))?;
        Ok(Mail::Smtp { server: Box::new(transport.timeout(Some(PATIENCE)).build()), from })
    }

    /// Hands one message over. A message handed over twice carries the same id both times,
    /// so that mail programs show it once.
    pub fn send(&self, message: &Message) -> Result<(), MailError> {
        match self {
            Mail::Smtp { server, from } => {
                let email = letter(from, message)?;
                server.send(&email).map(|_| ()).map_err(|error| {
                    if error.is_permanent() {
                        MailError::Never(error.to_string())
                    } else {
                        MailError::NotNow(error.to_string())
                    }
                })
            }
            Mail::Kept(kept) => {
                kept.lock().unwrap_or_else(PoisonError::into_inner).push(message.clone());
                Ok(())
            }
        }
    }
}

fn letter(from: &Mailbox, message: &Message) -> Result<lettre::Message, MailError> {
    let never = |e: String| MailError::Never(e);
    let to: Mailbox =
        message.send_to.parse().map_err(|e: lettre::address::AddressError| never(e.to_string()))?;
    lettre::Message::builder()
        .from(from.clone())
        .to(to)
        .subject(one_line(&message.subject))
        .message_id(Some(format!("<{}@{}>", message.id, from.email.domain())))
        .header(ContentType::TEXT_PLAIN)
        .body(message.body.clone())
        .map_err(|e| never(e.to_string()))
}

fn one_line(subject: &str) -> String {
    subject.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
