//! Group stories told lately, each told again for five minutes as it was.

use jiff::Timestamp;

use super::scope::Scope;
use super::story::Story;
use crate::refusal::Refusal;
use crate::settings::AreaId;
use crate::web::{Kept, Known};

/// How long a story is told again as it was, in seconds.
const HOLDS: i64 = 300;

/// The stories told lately. What is kept is what may be printed: small numbers are hidden in
/// it already, and a scope holds only schemes its reader may see.
pub struct Stories(Kept<(AreaId, Scope), Story>);

impl Default for Stories {
    fn default() -> Stories {
        Stories(Kept::for_seconds(HOLDS))
    }
}

impl Stories {
    /// The story of a scope, from lately or added up now.
    pub(super) fn story(
        &self,
        area: AreaId,
        scope: &Scope,
        now: Timestamp,
        add_up: impl FnOnce() -> Result<Story, Refusal>,
    ) -> Result<Known<Story>, Refusal> {
        self.0.get((area, scope.clone()), now, add_up)
    }
}
