//! Going on where a line broke: a rule about what a server must have said for the rest of an
//! answer to be the rest of *that* answer (RFC 9110, range requests).

use super::seen::Validators;

/// What the rest of an answer is asked for by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rest {
    /// The first byte that is lacking.
    pub from: u64,
    /// What the answer must still be: a strong mark, or when it was last changed.
    pub same: String,
}

impl Rest {
    /// The rest of an answer of which so much came; nothing when its server gave no mark that
    /// holds byte for byte, or packed it, so that our bytes are not its bytes.
    pub fn of(validators: &Validators, packed: bool, came: u64) -> Option<Rest> {
        let strong = validators.etag.as_deref().filter(|mark| mark.starts_with('"'));
        let same = strong.or(validators.last_modified.as_deref())?;
        (!packed && came > 0).then(|| Rest { from: came, same: same.to_owned() })
    }

    pub fn range(&self) -> String {
        format!("bytes={}-", self.from)
    }

    /// Whether a part of an answer is the rest asked for, by its `Content-Range`, and its marks are
    /// the marks of the answer it is a part of.
    pub fn is(&self, content_range: Option<&str>, was: &Validators, now: &Validators) -> bool {
        let begins = content_range.and_then(|range| {
            let range = range.trim().strip_prefix("bytes")?.trim_start();
            range.split_once('-')?.0.trim().parse::<u64>().ok()
        });
        let kept = |was: &Option<String>, now: &Option<String>| now.is_none() || was == now;
        begins == Some(self.from)
            && kept(&was.etag, &now.etag)
            && kept(&was.last_modified, &now.last_modified)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(etag: Option<&str>, last_modified: Option<&str>) -> Validators {
        Validators { etag: etag.map(str::to_owned), last_modified: last_modified.map(str::to_owned) }
    }

    #[test]
    fn only_what_can_be_told_apart_is_gone_on_with() {
        let day = Some("Mon, 23 Nov 2026 09:00:00 GMT");
        let same = |it: &Validators| Rest::of(it, false, 9).map(|rest| rest.same);
        assert_eq!(same(&marks(Some("\"a\""), day)).as_deref(), Some("\"a\""));
        assert_eq!(same(&marks(Some("W/\"a\""), day)).as_deref(), day);
        assert_eq!(same(&marks(Some("W/\"a\""), None)), None);
        assert_eq!(same(&marks(None, None)), None);
        assert_eq!(Rest::of(&marks(Some("\"a\""), None), true, 9), None);
        assert_eq!(Rest::of(&marks(Some("\"a\""), None), false, 0), None);
    }

    #[test]
    fn the_rest_begins_where_we_are_and_is_of_the_same_answer() {
        let was = marks(Some("\"a\""), None);
        let rest = Rest::of(&was, false, 9).unwrap();
        assert_eq!(rest.range(), "bytes=9-");
        assert!(
            rest.is(Some("bytes 9-19/20"), &was, &was)
                && rest.is(Some("bytes 9-19/*"), &was, &marks(None, None))
        );
        for wrong in
            [None, Some("bytes 0-19/20"), Some("bytes */20"), Some("lines 9-10/20"), Some("bytes 8-19/20")]
        {
            assert!(!rest.is(wrong, &was, &was), "{wrong:?}");
        }
        assert!(!rest.is(Some("bytes 9-19/20"), &was, &marks(Some("\"b\""), None)));
    }
}
