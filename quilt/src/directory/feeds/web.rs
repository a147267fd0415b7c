//! Asking the web for a page of a feed: politely (only if it changed), patiently (again, after
//! a pause, when the server is busy), and never more than there is room and time for. What is
//! answered is put aside in a file first, so that a slow server holds nothing else up.

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ureq::http::{Response, Uri};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};

use super::coming::{Coming, ask};
use super::import::Bounds;
use super::reach::{PublicOnly, Reach};
use super::retry::{Again, asked_for, passes};
use super::seen::Validators;
use super::spool::{Cut, Looks, Measured};

/// How often one address may lead to another.
const LEADS: usize = 5;

/// What a server answered.
#[derive(Debug)]
pub(super) enum Answer {
    /// Nothing has changed since.
    Same,
    Fresh(Fresh),
}

/// A page, put aside.
#[derive(Debug)]
pub(super) struct Fresh {
    pub file: File,
    /// SHA-256 of what came.
    pub content: [u8; 32],
    pub validators: Validators,
    /// Why there is not all of it.
    pub cut: Option<String>,
    /// What is to be told of how it came.
    pub notes: Vec<String>,
}

/// Why a page could not be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    pub why: String,
    /// When the server asked not to be asked before.
    pub again_after: Option<Duration>,
    /// The server answers, and what it answers is no feed: it may stand at another address.
    pub elsewhere: bool,
}

impl From<String> for Failure {
    fn from(why: String) -> Failure {
        Failure { why, again_after: None, elsewhere: false }
    }
}

/// Asks the web for pages, and counts what it was given.
pub(super) struct Web<'a> {
    /// For the address somebody here gave.
    given: Agent,
    /// For addresses others led us to: public ones only.
    led: Agent,
    bounds: Bounds,
    began: Instant,
    now: jiff::Timestamp,
    stop: &'a AtomicBool,
    /// Bytes read of all answers, unpacked.
    pub bytes: u64,
}

/// One try: an answer, or what went wrong and whether it may go better.
enum Try {
    Answered(Answer),
    /// There is no feed at this address.
    NotHere(String),
    Wrong {
        why: String,
        passes: bool,
        wait: Option<Duration>,
    },
}

impl<'a> Web<'a> {
    pub fn new(reach: Reach, bounds: Bounds, now: jiff::Timestamp, stop: &'a AtomicBool) -> Web<'a> {
        let public =
            || Agent::with_parts(config(&bounds), DefaultConnector::default(), PublicOnly::default());
        let given = match reach {
            Reach::Anywhere => config(&bounds).into(),
            Reach::PublicOnly => public(),
        };
        Web { given, led: public(), bounds, began: Instant::now(), now, stop, bytes: 0 }
    }

    /// The page at that address, if it is not as `known` says; tried again when that may help.
    pub fn get(&mut self, address: &str, known: &Validators) -> Result<Answer, Failure> {
        for tries in 1.. {
            self.still_time(address)?;
            let (why, passes, wait) = match self.once(address, known) {
                Try::Answered(answer) => return Ok(answer),
                Try::NotHere(why) => return Err(Failure { elsewhere: true, ..why.into() }),
                Try::Wrong { why, passes, wait } => (why, passes, wait),
            };
            match self.bounds.patience.again(tries, wait) {
                Again::After(pause) if passes => self.rest(pause),
                Again::After(_) | Again::NotNow(None) => return Err(why.into()),
                Again::NotNow(Some(wait)) => return Err(Failure { again_after: Some(wait), ..why.into() }),
            }
        }
        Err(format!("{address} could not be read.").into())
    }

    fn still_time(&self, address: &str) -> Result<(), Failure> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(format!("Quilt was stopped before {address} was read.").into());
        }
        if self.began.elapsed() > self.bounds.run {
            let minutes = self.bounds.run.as_secs() / 60;
            return Err(format!(
                "One reading may take {minutes} minutes, and {address} was not reached in that time."
            )
            .into());
        }
        Ok(())
    }

    /// Waits, and wakes early when Quilt is stopped.
    fn rest(&self, pause: Duration) {
        let until = Instant::now() + pause;
        while !self.stop.load(Ordering::Relaxed) {
            match until.checked_duration_since(Instant::now()) {
                Some(left) => std::thread::sleep(left.min(Duration::from_millis(200))),
                None => return,
            }
        }
    }

    fn once(&mut self, address: &str, known: &Validators) -> Try {
        let wrong = |why: String, passes| Try::Wrong { why, passes, wait: None };
        let mut at = address.to_owned();
        for led in 0..=LEADS {
            let agent = if led == 0 { &self.given } else { &self.led };
            let answer = match ask(agent, &at, known) {
                Ok(answer) => answer,
                Err(why) => {
                    return wrong(format!("{at} could not be read: {}.", sentence(&why)), is_passing(&why));
                }
            };
            let status = answer.status();
            if status.as_u16() == 304 {
                return Try::Answered(Answer::Same);
            }
            if status.is_success() {
                return self.take(&agent.clone(), &at, answer);
            }
            let to = answer.headers().get("location").and_then(|to| to.to_str().ok());
            match to.filter(|_| status.is_redirection()) {
                Some(to) => match led_to(&at, to) {
                    Ok(to) => at = to,
                    Err(why) => return wrong(why, false),
                },
                None => return self.refused(&at, &answer),
            }
        }
        wrong(format!("{address} leads from one address to another without end."), false)
    }

    fn refused(&self, at: &str, answer: &Response<Body>) -> Try {
        let status = answer.status();
        let wait = answer.headers().get("retry-after").and_then(|it| it.to_str().ok());
        let wait = wait.and_then(|header| asked_for(header, self.now));
        let why = match status.as_u16() {
            401 | 403 => format!("{at} answered {status}: it is not open to everybody."),
            404 | 410 => {
                return Try::NotHere(format!(
                    "{at} answered {status}: there is no feed there any more, or never was."
                ));
            }
            429 => format!("{at} answered {status}: it asks us to come back later."),
            _ => format!("{at} answered {status}."),
        };
        Try::Wrong { why, passes: passes(status.as_u16()), wait }
    }

    /// Puts an answer aside. When the line breaks, the rest is asked for, if the server can give it;
    /// else the whole again. What has come is what there is, once nothing helps.
    fn take(&mut self, agent: &Agent, at: &str, answer: Response<Body>) -> Try {
        let wrong = |why: String, passes| Try::Wrong { why, passes, wait: None };
        let mut coming = match Coming::new(answer) {
            Ok(coming) => coming,
            Err(why) => return wrong(format!("{at} could not be put aside: {why}."), false),
        };
        let cut = match self.fill(agent, at, &mut coming) {
            Ok(cut) => cut,
            Err(why) => return wrong(format!("{at} could not be put aside: {why}."), false),
        };
        self.bytes += coming.spool.bytes;
        // Nothing at all, and the line broke: as if it had not answered.
        if coming.spool.bytes == 0 && cut.is_some() {
            return wrong(format!("{at} broke off before it said anything."), true);
        }
        if coming.spool.looks_like() == Looks::Page {
            return Try::NotHere(web_page(at));
        }
        match coming.spool.done() {
            Err(why) => wrong(format!("{at} could not be put aside: {why}."), false),
            Ok((file, content)) => Try::Answered(Answer::Fresh(Fresh {
                cut: cut.map(|cut| format!("{at} broke off: {}.", cut.why)),
                file,
                content,
                validators: coming.validators,
                notes: coming.notes,
            })),
        }
    }

    /// Takes in all of an answer, as often as the line breaks and it may help to ask again.
    fn fill(&self, agent: &Agent, at: &str, coming: &mut Coming) -> std::io::Result<Option<Cut>> {
        let mut cut = None;
        for tries in 1.. {
            if let Some(body) = coming.body.take() {
                let room = self.bounds.answer.min(self.bounds.feed.saturating_sub(self.bytes));
                let left = room.saturating_sub(coming.spool.bytes);
                let until = self.began + self.bounds.run;
                let mut from =
                    Measured { from: body.into_reader(), left, until, stop: self.stop, stopped: false };
                cut = coming.spool.fill(&mut from)?;
            }
            let helps = cut.as_ref().is_some_and(|cut| !cut.ours) && coming.spool.bytes > 0;
            match self.bounds.patience.again(tries, None) {
                Again::After(pause) if helps => self.rest(pause),
                _ => break,
            }
            if self.still_time(at).is_err() || !coming.asks_again(agent, at)? {
                break;
            }
        }
        Ok(cut)
    }
}

fn web_page(at: &str) -> String {
    format!(
        "{at} answered with a web page and not with a feed. It may ask to sign in, or the address may need a \
         different ending: open it in a browser and see."
    )
}

fn is_passing(why: &ureq::Error) -> bool {
    matches!(
        why,
        ureq::Error::Io(_)
            | ureq::Error::Timeout(_)
            | ureq::Error::ConnectionFailed
            | ureq::Error::Protocol(_)
    )
}

fn sentence(why: &ureq::Error) -> String {
    match why {
        ureq::Error::Other(why) => why.to_string(),
        ureq::Error::HostNotFound => "nobody knows a machine of that name".into(),
        ureq::Error::Timeout(_) => "it did not answer in time".into(),
        why => why.to_string(),
    }
}

/// The address one is led to, in full.
fn led_to(from: &str, to: &str) -> Result<String, String> {
    let wrong = || format!("{from} leads to {to}, which is not followed.");
    let uri: Uri = from.parse().map_err(|_| wrong())?;
    let (scheme, host) = uri.scheme_str().zip(uri.authority()).ok_or_else(wrong)?;
    match to {
        _ if to.starts_with("https://") => Ok(to.to_owned()),
        _ if to.starts_with("http://") && scheme == "http" => Ok(to.to_owned()),
        _ if to.starts_with('/') && !to.starts_with("//") => Ok(format!("{scheme}://{host}{to}")),
        _ => Err(wrong()),
    }
}

fn config(bounds: &Bounds) -> ureq::config::Config {
    let tls = TlsConfig::builder()
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .root_certs(roots())
        .build();
    Agent::config_builder()
        .timeout_resolve(Some(bounds.response))
        .timeout_connect(Some(bounds.response))
        .timeout_recv_response(Some(bounds.response))
        .timeout_recv_body(Some(bounds.body))
        .max_redirects(0)
        .http_status_as_error(false)
        .user_agent("Quilt")
        .tls_config(tls)
        .build()
}

/// The certificates this machine trusts.
fn roots() -> RootCerts {
    let found = rustls_native_certs::load_native_certs();
    let certificates: Vec<_> =
        found.certs.iter().map(|certificate| Certificate::from_der(certificate).to_owned()).collect();
    RootCerts::new_with_certs(&certificates)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_led_only_where_it_is_safe() {
        let from = "https://example.org/a";
        assert_eq!(led_to(from, "/b?c").as_deref(), Ok("https://example.org/b?c"));
        assert_eq!(led_to(from, "https://example.com/").as_deref(), Ok("https://example.com/"));
        for not in ["http://example.org/b", "//example.com", "file:///etc/passwd", "b", ""] {
            assert!(led_to(from, not).is_err(), "{not}");
        }
    }
}
