//! What a page gives back.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use maud::Markup;

use super::Document;
use super::stream::{Next, streamed};

/// The answer to one visit.
pub enum Answer {
    Page {
        status: StatusCode,
        markup: Markup,
    },
    /// Go and look there (303): what every form that was taken in answers.
    Redirect {
        to: String,
        cookies: Vec<String>,
    },
    /// A file to keep.
    File {
        name: String,
        kind: &'static str,
        bytes: Vec<u8>,
    },
    /// Bytes shown in place: styles, scripts, JSON for programs.
    Inline {
        kind: &'static str,
        bytes: Vec<u8>,
        keep_days: u32,
    },
    /// What a program asked for.
    Document(Document),
    /// A file to keep that is made while it is sent.
    Made(Made),
}

/// A file made while it is sent: `next` gives its bytes, batch after batch, and nothing at the end.
pub struct Made {
    pub name: String,
    pub kind: &'static str,
    /// What is said beside the file, as a header.
    pub beside: Option<(&'static str, String)>,
    pub next: Next,
}

impl Answer {
    pub fn page(markup: Markup) -> Answer {
        Answer::Page { status: StatusCode::OK, markup }
    }

    /// The form again, with what was wrong and what was typed.
    pub fn again(markup: Markup) -> Answer {
        Answer::Page { status: StatusCode::UNPROCESSABLE_ENTITY, markup }
    }

    pub fn redirect(to: impl Into<String>) -> Answer {
        Answer::Redirect { to: to.into(), cookies: Vec::new() }
    }

    pub fn into_response(self) -> Response<Body> {
        match self {
            Answer::Page { status, markup } => {
                let mut response = Response::new(Body::from(markup.into_string()));
                *response.status_mut() = status;
                put(&mut response, header::CONTENT_TYPE, "text/html; charset=utf-8");
                put(&mut response, header::CACHE_CONTROL, "no-store");
                response
            }
            Answer::Redirect { to, cookies } => {
                let mut response = Response::new(Body::empty());
                *response.status_mut() = StatusCode::SEE_OTHER;
                put(&mut response, header::LOCATION, &to);
                for cookie in cookies {
                    if let Ok(value) = HeaderValue::from_str(&cookie) {
                        response.headers_mut().append(header::SET_COOKIE, value);
                    }
                }
                response
            }
            Answer::File { name, kind, bytes } => {
                let mut response = Response::new(Body::from(bytes));
                put(&mut response, header::CONTENT_TYPE, kind);
                put(&mut response, header::CONTENT_DISPOSITION, &format!("attachment; filename=\"{name}\""));
                put(&mut response, header::CACHE_CONTROL, "no-store");
                response
            }
            Answer::Inline { kind, bytes, keep_days } => {
                let mut response = Response::new(Body::from(bytes));
                put(&mut response, header::CONTENT_TYPE, kind);
                put(&mut response, header::CACHE_CONTROL, &format!("public, max-age={}", keep_days * 86_400));
                response
            }
            Answer::Document(document) => document.into_response(),
            Answer::Made(Made { name, kind, beside, next }) => {
                let mut response = Response::new(streamed(next));
                put(&mut response, header::CONTENT_TYPE, kind);
                put(&mut response, header::CONTENT_DISPOSITION, &format!("attachment; filename=\"{name}\""));
                put(&mut response, header::CACHE_CONTROL, "no-store");
                if let Some((name, value)) = beside {
                    put(&mut response, header::HeaderName::from_static(name), &value);
                }
                response
            }
        }
    }
}

pub(super) fn put(response: &mut Response<Body>, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
