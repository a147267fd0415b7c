//! Answers for programs: JSON from any site without a key, cheap to ask for again, and a
//! problem document (RFC 9457) for everything refused.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::answer::put;
use super::stream::streamed;
use crate::refusal::Refusal;

/// How long a program, or a cache before it, may take an answer for the newest.
const KEEP: &str = "public, max-age=60";

/// What a program asked for.
pub struct Document {
    status: StatusCode,
    kind: &'static str,
    body: Body,
    /// Tells one state of the document from another.
    mark: Option<String>,
    changed_at: Option<Timestamp>,
}

impl Document {
    /// A document marked by what it says.
    pub fn json(value: &Value) -> Document {
        Document::bytes("application/json", value.to_string().into_bytes())
    }

    /// The same, of a text that is JSON already.
    pub fn bytes(kind: &'static str, bytes: Vec<u8>) -> Document {
        let mark = Some(mark(&bytes));
        Document { status: StatusCode::OK, kind, body: Body::from(bytes), mark, changed_at: None }
    }

    /// A document made while it is sent, batch after batch. `told` is everything that decides what
    /// will stand in it.
    pub fn stream(
        kind: &'static str,
        told: &str,
        next: impl FnMut() -> Result<Option<Vec<u8>>, Refusal> + Send + 'static,
    ) -> Document {
        let mark = Some(mark(told.as_bytes()));
        Document { status: StatusCode::OK, kind, body: streamed(next), mark, changed_at: None }
    }

    /// When what it tells of last changed.
    #[must_use]
    pub fn changed(self, at: Option<Timestamp>) -> Document {
        Document { changed_at: at, ..self }
    }

    /// What was wrong, and with which parameter.
    pub fn problem(status: StatusCode, sentence: &str, parameter: Option<&str>) -> Document {
        let mut problem = json!({
            "type": "about:blank",
            "title": status.canonical_reason().unwrap_or("Problem"),
            "status": status.as_u16(),
            "detail": sentence,
        });
        if let (Some(parameter), Some(fields)) = (parameter, problem.as_object_mut()) {
            fields.insert("parameter".into(), parameter.into());
        }
        let body = Body::from(problem.to_string());
        Document { status, kind: "application/problem+json", body, mark: None, changed_at: None }
    }

    pub(super) fn into_response(self) -> Response<Body> {
        let mut response = Response::new(self.body);
        *response.status_mut() = self.status;
        put(&mut response, header::CONTENT_TYPE, self.kind);
        let keep = if self.status.is_success() { KEEP } else { "no-store" };
        put(&mut response, header::CACHE_CONTROL, keep);
        if let Some(mark) = self.mark {
            put(&mut response, header::ETAG, &mark);
        }
        if let Some(at) = self.changed_at {
            put(&mut response, header::LAST_MODIFIED, &at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string());
        }
        response
    }
}

/// Weak, for the same document may travel compressed or not.
fn mark(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    let hex: String = hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("W/\"{hex}\"")
}

/// Whether an address is one that programs ask.
pub(super) fn is_for_programs(path: &str) -> bool {
    path.starts_with("/api/")
}

/// Any site's pages may read the answer; whoever has it already is told so in a word.
pub(super) fn finish(asked: &HeaderMap, response: &mut Response<Body>) {
    put(response, header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    put(response, header::ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Last-Modified");
    let held = asked.get_all(header::IF_NONE_MATCH).iter();
    if response.status() == StatusCode::OK
        && response.headers().get(header::ETAG).is_some_and(|mark| is_held(held, mark))
    {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(header::CONTENT_TYPE);
    }
}

/// Whether `If-None-Match` names this mark, compared as weak marks are.
fn is_held<'a>(mut held: impl Iterator<Item = &'a HeaderValue>, mark: &HeaderValue) -> bool {
    fn bare(mark: &str) -> &str {
        let mark = mark.trim();
        mark.strip_prefix("W/").unwrap_or(mark)
    }
    let Ok(mark) = mark.to_str() else { return false };
    held.any(|names| {
        names
            .to_str()
            .is_ok_and(|names| names.trim() == "*" || names.split(',').any(|name| bare(name) == bare(mark)))
    })
}

/// A browser asks whether a page of another site may ask.
pub(super) fn preflight() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    put(&mut response, header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    put(&mut response, header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS");
    put(&mut response, header::ACCESS_CONTROL_ALLOW_HEADERS, "*");
    put(&mut response, header::ACCESS_CONTROL_MAX_AGE, "86400");
    put(&mut response, header::ALLOW, "GET, HEAD, OPTIONS");
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(held: &[&str]) -> StatusCode {
        let mut headers = HeaderMap::new();
        for mark in held {
            headers.append(header::IF_NONE_MATCH, mark.parse().unwrap());
        }
        let mut response = Document::json(&json!({ "a": 1 })).into_response();
        finish(&headers, &mut response);
        assert_eq!(response.headers()["access-control-allow-origin"], "*");
        assert!(response.headers().contains_key(header::ETAG));
        response.status()
    }

    #[test]
    fn what_is_held_already_is_not_sent_again() {
        let mark = mark(br#"{"a":1}"#);
        assert_eq!(asked(&[]), StatusCode::OK);
        assert_eq!(asked(&["\"other\""]), StatusCode::OK);
        assert_eq!(asked(&[&mark]), StatusCode::NOT_MODIFIED);
        assert_eq!(asked(&[mark.trim_start_matches("W/")]), StatusCode::NOT_MODIFIED);
        assert_eq!(asked(&[&format!("\"x\", {mark}")]), StatusCode::NOT_MODIFIED);
        assert_eq!(asked(&["\"x\"", &mark]), StatusCode::NOT_MODIFIED);
        assert_eq!(asked(&["*"]), StatusCode::NOT_MODIFIED);
    }

    #[test]
    fn a_problem_names_what_was_wrong_and_is_never_kept() {
        let response = Document::problem(StatusCode::BAD_REQUEST, "No.", Some("page")).into_response();
        assert_eq!(response.headers()["content-type"], "application/problem+json");
        assert_eq!(response.headers()["cache-control"], "no-store");
        assert!(!response.headers().contains_key(header::ETAG));
    }

    #[test]
    fn days_are_written_as_the_web_writes_them() {
        let at = "2026-11-23T10:00:00.5Z".parse().unwrap();
        let response = Document::json(&json!({})).changed(Some(at)).into_response();
        assert_eq!(response.headers()["last-modified"], "Mon, 23 Nov 2026 10:00:00 GMT");
    }
}
