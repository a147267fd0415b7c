//! What a page of a feed was when it was last read: the server's marks, a hash of the whole,
//! and which services it named. A page that is the same need be neither sent nor read again.

use openreferral::{Format, PageInfo};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What the server said a page can be told by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Validators {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

/// What a page says of itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct About {
    pub format: Format,
    pub page: Option<PageInfo>,
    /// Entries that name again what is named already.
    #[serde(default)]
    pub doubles: u64,
}

/// A page as it was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SeenPage {
    pub address: String,
    pub validators: Validators,
    pub content: [u8; 32],
    pub about: About,
    /// Keys of the services it named that could be kept, and of those that could not.
    pub kept: Vec<Uuid>,
    pub refused: Vec<Uuid>,
}

/// Keys one after the other, sixteen bytes each.
pub(super) fn packed(keys: &[Uuid]) -> Vec<u8> {
    keys.iter().flat_map(|key| *key.as_bytes()).collect()
}

pub(super) fn unpacked(bytes: &[u8]) -> Vec<Uuid> {
    bytes.as_chunks::<16>().0.iter().map(|key| Uuid::from_bytes(*key)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_packed_and_unpacked() {
        let keys: Vec<Uuid> = (1..5).map(Uuid::from_u128).collect();
        assert_eq!(unpacked(&packed(&keys)), keys);
        assert!(unpacked(b"too short").is_empty());
    }
}
