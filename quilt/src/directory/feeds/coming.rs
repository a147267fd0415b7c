//! An answer on its way, and how it goes on when the line breaks: where it broke when the server
//! can and the answer is still the same, else from its beginning, and either is told.

use ureq::http::Response;
use ureq::{Agent, Body};

use super::resume::Rest;
use super::retry::passes;
use super::seen::Validators;
use super::spool::Spool;

/// What is asked for.
const ACCEPTS: &str = "application/json, application/x-ndjson, */*;q=0.5";

/// An answer on its way.
pub(super) struct Coming {
    pub spool: Spool,
    pub validators: Validators,
    /// Whether it comes packed: then our bytes are not the server's.
    packed: bool,
    pub body: Option<Body>,
    /// What is to be told of how it came.
    pub notes: Vec<String>,
}

impl Coming {
    pub fn new(answer: Response<Body>) -> std::io::Result<Coming> {
        // What is unpacked on the way has lost its length with its packing.
        let packed = header(&answer, "content-length").is_none();
        let validators = marks(&answer);
        Ok(Coming {
            spool: Spool::new()?,
            validators,
            packed,
            body: Some(answer.into_body()),
            notes: Vec::new(),
        })
    }

    /// Asks for the rest, or for the whole again; false when neither is to be had, however often it
    /// is asked for. A server that is busy or away for a moment leaves things as they are.
    pub fn asks_again(&mut self, agent: &Agent, at: &str) -> std::io::Result<bool> {
        let came = self.spool.bytes;
        let rest = Rest::of(&self.validators, self.packed, came);
        let answer = match &rest {
            Some(rest) => ask_rest(agent, at, rest),
            None => ask(agent, at, &Validators::default()),
        };
        let Ok(answer) = answer else { return Ok(true) };
        let now = marks(&answer);
        match (answer.status().as_u16(), &rest) {
            (206, Some(rest))
                if rest.is(header(&answer, "content-range").as_deref(), &self.validators, &now) =>
            {
                self.notes.push(format!("{at} broke off at byte {came}, and went on from there."));
                self.body = Some(answer.into_body());
                Ok(true)
            }
            (200, _) => {
                let why = if rest.is_none() {
                    "its server gives no mark to go on by"
                } else if now == self.validators {
                    "its server cannot go on in the middle"
                } else {
                    "it had changed meanwhile"
                };
                let note =
                    format!("{at} broke off at byte {came}; {why}, so it was read again from its beginning.");
                let notes = std::mem::take(&mut self.notes);
                *self = Coming::new(answer)?;
                self.notes = notes.into_iter().chain([note]).collect();
                Ok(true)
            }
            (status, _) => Ok(passes(status)),
        }
    }
}

fn header(answer: &Response<Body>, name: &str) -> Option<String> {
    answer.headers().get(name).and_then(|it| it.to_str().ok()).map(str::to_owned)
}

fn marks(answer: &Response<Body>) -> Validators {
    Validators { etag: header(answer, "etag"), last_modified: header(answer, "last-modified") }
}

pub(super) fn ask(agent: &Agent, at: &str, known: &Validators) -> Result<Response<Body>, ureq::Error> {
    let mut request = agent.get(at).header("accept", ACCEPTS);
    if let Some(etag) = &known.etag {
        request = request.header("if-none-match", etag);
    }
    if let Some(since) = &known.last_modified {
        request = request.header("if-modified-since", since);
    }
    request.call()
}

/// The rest of an answer, packed in nothing; all of it, should it be another by now.
fn ask_rest(agent: &Agent, at: &str, rest: &Rest) -> Result<Response<Body>, ureq::Error> {
    let request = agent.get(at).header("accept", ACCEPTS).header("accept-encoding", "identity");
    request.header("range", rest.range()).header("if-range", rest.same.as_str()).call()
}
