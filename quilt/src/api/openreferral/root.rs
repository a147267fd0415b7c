//! What this is: the version and profile a reader looks for first, and the whole description.

use std::sync::LazyLock;

use openreferral::{openapi, v3};

use super::BASE;
use super::parameter::Endpoint;
use crate::refusal::Refusal;
use crate::web::{Answer, Document, Visit};

/// GET `/`
pub fn about(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Endpoint::read_none(visit)?;
    let base = visit.app.base.trim_end_matches('/');
    let mut about = v3::api_details(&format!("{base}{BASE}/openapi.json"));
    if let (true, Some(fields)) = (visit.app.area.demonstration, about.as_object_mut()) {
        fields.insert("demonstration".into(), true.into());
    }
    Ok(Answer::Document(Document::json(&about)))
}

/// GET `/openapi.json`
pub fn described(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    static DESCRIPTION: LazyLock<Vec<u8>> = LazyLock::new(|| openapi(BASE).to_string().into_bytes());
    Endpoint::read_none(visit)?;
    Ok(Answer::Document(Document::bytes("application/json", DESCRIPTION.clone())))
}
