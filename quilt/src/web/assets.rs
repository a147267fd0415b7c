//! Styles, script and the mark, embedded in the binary.

use rust_embed::RustEmbed;

use super::{Answer, Visit};
use crate::refusal::Refusal;

#[derive(RustEmbed)]
#[folder = "../assets/dist"]
struct Assets;

pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let name = visit.text_param("name");
    let file = Assets::get(name).ok_or_else(Refusal::not_found)?;
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        _ => "application/octet-stream",
    };
    Ok(Answer::Inline { kind, bytes: file.data.into_owned(), keep_days: 365 })
}

/// Eight characters that change when the styles or the script do, so that a browser may
/// keep them for a year.
pub fn version() -> &'static str {
    static VERSION: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
        use sha2::{Digest, Sha256};
        let mut hash = Sha256::new();
        for name in Assets::iter() {
            if let Some(file) = Assets::get(&name) {
                hash.update(file.metadata.sha256_hash());
            }
        }
        hash.finalize().iter().take(4).map(|b| format!("{b:02x}")).collect()
    });
    &VERSION
}

/// The style sheet, for a document that stands by itself.
pub fn stylesheet() -> String {
    Assets::get("quilt.css").map_or_else(String::new, |file| String::from_utf8_lossy(&file.data).into_owned())
}
