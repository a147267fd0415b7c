//! Ways to reach somebody: web addresses, e-mail addresses, telephone numbers, as people really type them.

use serde::{Deserialize, Serialize};

/// A telephone number and what it is for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// UK numbers in groups, such as `0117 332 7111`; others begin with `+`.
    pub number: String,
    /// Whose or what for, such as "Bristol Youth MAPS".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<String>,
}

impl Phone {
    /// The number as a `tel:` link wants it: digits, perhaps with a leading `+`.
    pub fn dial(&self) -> String {
        self.number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}
