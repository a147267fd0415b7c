//! Web addresses: only what a browser opens over http or https, with the usual slips of typing put right.

/// What became of a web address.
#[derive(Debug, PartialEq)]
pub(crate) enum Web {
    Fine(String),
    Mended(String),
    Unusable,
}

const LONGEST: usize = 2_000;

/// Reads a web address. White space around it is no slip; nor is a missing path.
pub(crate) fn web(said: &str) -> Web {
    let typed = said.trim_matches(|c: char| c.is_whitespace() || crate::text::invisible(c));
    let Some(first) = typed.split_whitespace().next().filter(|_| typed.len() <= LONGEST) else {
        return Web::Unusable;
    };
    // A sentence is not an address, but an address may be followed by another or hold a stray space.
    let candidate = if first.contains('.') { first } else { return Web::Unusable };
    let candidate = candidate.trim_end_matches([',', ';']);
    let Some((scheme, rest)) = scheme(candidate) else { return Web::Unusable };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) if port.parse::<u16>().is_ok() => (host, format!(":{port}")),
        Some((host, "")) => (host, String::new()),
        Some(_) => return Web::Unusable,
        None => (authority, String::new()),
    };
    let host = host.trim_end_matches('.');
    if !is_host(host) {
        return Web::Unusable;
    }
    let address = format!("{scheme}://{}{port}{}", host.to_ascii_lowercase(), escaped(path));
    let same = address.eq_ignore_ascii_case(typed) || address == typed;
    if same { Web::Fine(address) } else { Web::Mended(address) }
}

/// The scheme and what follows it, whatever was typed between: `http:www.`, `https:/`, `http://https://`, nothing.
fn scheme(typed: &str) -> Option<(&'static str, &str)> {
    let mut scheme = None;
    let mut rest = typed;
    for _ in 0..3 {
        let lower = rest.to_ascii_lowercase();
        let (found, length) = if lower.starts_with("https:") {
            ("https", 6)
        } else if lower.starts_with("http:") {
            ("http", 5)
        } else if lower.starts_with("http//") {
            ("http", 4)
        } else if lower.starts_with("https//") {
            ("https", 5)
        } else {
            break;
        };
        scheme = Some(found);
        rest = rest.get(length..)?.trim_start_matches(['/', '\\', ':']);
    }
    if scheme.is_none() {
        rest = rest.trim_start_matches('/');
        let before_path = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if before_path.contains(['@', ':']) {
            return None;
        }
    }
    Some((scheme.unwrap_or("https"), rest))
}

/// A host name with at least two labels, the last of them letters.
pub(super) fn is_host(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let sound = |label: &&str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = labels.last().copied().unwrap_or_default();
    let ending = last.len() >= 2 && last.bytes().all(|b| b.is_ascii_alphabetic()) || last.starts_with("xn--");
    host.len() <= 253 && labels.len() >= 2 && labels.iter().all(sound) && ending
}

/// Percent-encodes what may not stand in an address, and a `%` that encodes nothing.
fn escaped(path: &str) -> String {
    let mut out = String::with_capacity(path.len() + 1);
    let mut fragment = false;
    for (at, byte) in path.bytes().enumerate() {
        let after = path.as_bytes().get(at + 1..at + 3);
        let allowed = match byte {
            b'%' => after.is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit)),
            b'#' if !fragment => {
                fragment = true;
                true
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => true,
            _ => b"-._~!$&'()*+,;=:@/?".contains(&byte),
        };
        if allowed {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    if out.starts_with(['?', '#']) { format!("/{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_put_right() {
        for (said, expected) in [
            ("www.example.org", "https://www.example.org"),
            ("example.org/tea", "https://example.org/tea"),
            ("http:www.example.org", "http://www.example.org"),
            ("https:/example.org", "https://example.org"),
            ("http://https://example.org", "https://example.org"),
            ("https//example.org", "https://example.org"),
            ("https://example.org/a b", "https://example.org/a"),
            ("https://example.org/caf\u{e9}", "https://example.org/caf%C3%A9"),
            ("https://example.org/100%", "https://example.org/100%25"),
            ("//example.org", "https://example.org"),
            ("Example.co.uk", "https://example.co.uk"),
        ] {
            assert_eq!(web(said), Web::Mended(expected.into()), "{said:?}");
        }
    }

    #[test]
    fn sound_ones_stay() {
        for said in [
            "https://example.org",
            "http://www.example.org/a?b=c#d",
            " https://example.org/ ",
            "HTTPS://Example.org/Tea",
        ] {
            assert!(matches!(web(said), Web::Fine(_)), "{said:?} gave {:?}", web(said));
        }
    }

    #[test]
    fn what_is_no_web_address_is_dropped() {
        for said in [
            "Warm Community Centre",
            "javascript:alert(1).x",
            "ftp://example.org",
            "tea@example.org",
            "https://user:secret@example.org",
            "https://localhost/x",
            "http://",
            "https://exa mple.org",
            "data:text/html,hi.there",
            "http://-x.org",
        ] {
            assert_eq!(web(said), Web::Unusable, "{said:?}");
        }
    }
}
