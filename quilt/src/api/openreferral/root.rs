//! What this is: the version and profile a reader looks for first, and the whole description.

use serde_json::json;

use super::BASE;
use super::parameter::Endpoint;
use crate::refusal::Refusal;
use crate::web::{Answer, Document, Visit};

/// The description, as it stands beside this file.
pub const OPENAPI: &str = include_str!("openapi.json");

/// GET `/`
pub fn about(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Endpoint::read_none(visit)?;
    let mut about = json!({
        "version": "HSDS-UK-3.0",
        "profile": "https://docs.openreferraluk.org/",
        "openapi_url": format!("{}{BASE}/openapi.json", visit.app.base.trim_end_matches('/')),
    });
    if let (true, Some(fields)) = (visit.app.area.demonstration, about.as_object_mut()) {
        fields.insert("demonstration".into(), true.into());
    }
    Ok(Answer::Document(Document::json(&about)))
}

/// GET `/openapi.json`
pub fn described(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Endpoint::read_none(visit)?;
    Ok(Answer::Document(Document::bytes("application/json", OPENAPI.as_bytes().to_vec())))
}
