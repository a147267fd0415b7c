//! The three cookies Quilt sets, and reading them back.

use axum::http::{HeaderMap, header};

pub const SESSION: &str = "quilt_session";
pub const BROWSER: &str = "quilt_browser";
pub const LANG: &str = "quilt_lang";

/// The value of one cookie, if the browser sent it.
pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(n, _)| *n == name)
        .map(|(_, value)| value)
}

/// A cookie no script can read and no other site can send along with a form.
pub fn write(name: &str, value: &str, days: i64, secure: bool) -> String {
    let seconds = days * 86_400;
    let secure = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}

/// The cookie of a session; an empty secret ends it.
pub fn session(secret: &str, secure: bool) -> String {
    let days = if secret.is_empty() { 0 } else { crate::access::SESSION_DAYS };
    write(SESSION, secret, days, secure)
}
