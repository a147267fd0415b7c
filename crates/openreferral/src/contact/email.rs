//! E-mail addresses out of whatever stands in the field for one.

use crate::text;

/// Every address in a text, in order, each once; the host in lower case.
pub(crate) fn emails(said: &str) -> Vec<String> {
    let line = text::line(&said.replace(['\n', '\r', '\t'], " "), 4_000);
    let line = join_at(&spell_out(&line));
    let mut found: Vec<String> = Vec::new();
    for (at, _) in line.match_indices('@') {
        let local = trailing(line.get(..at).unwrap_or_default());
        let host = leading(line.get(at + 1..).unwrap_or_default());
        if let Some(address) = address(local, host)
            && !found.iter().any(|known| known.eq_ignore_ascii_case(&address))
        {
            found.push(address);
        }
    }
    found
}

/// "jane (at) example (dot) org" is how some hide from machines.
fn spell_out(line: &str) -> String {
    let mut out = line.to_owned();
    for (hidden, shown) in [
        ("(at)", "@"),
        ("[at]", "@"),
        ("(AT)", "@"),
        ("[AT]", "@"),
        ("(dot)", "."),
        ("[dot]", "."),
        ("[DOT]", "."),
    ] {
        while let Some(at) = out.find(hidden) {
            let before = out.get(..at).unwrap_or_default().trim_end();
            let after = out.get(at + hidden.len()..).unwrap_or_default().trim_start();
            out = format!("{before}{shown}{after}");
        }
    }
    out
}

/// Takes the spaces around an @ away.
fn join_at(line: &str) -> String {
    let parts: Vec<&str> = line.split('@').map(str::trim).collect();
    parts.join("@")
}

const fn of_local(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '\'' | '&')
}

fn trailing(before: &str) -> &str {
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| of_local(*c))
        .last()
        .map_or(before.len(), |(at, _)| at);
    before.get(start..).unwrap_or_default().trim_start_matches(['.', '\'', '-', '&', '+', '%'])
}

fn leading(after: &str) -> &str {
    let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-').unwrap_or(after.len());
    after.get(..end).unwrap_or_default().trim_end_matches(['.', '-'])
}

fn address(local: &str, host: &str) -> Option<String> {
    let sound = !local.is_empty() && local.len() <= 64 && !local.ends_with('.') && !local.contains("..");
    (sound && super::web::is_host(host)).then(|| format!("{local}@{}", host.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_what_people_type() {
        for (said, expected) in [
            ("jane@example.org", vec!["jane@example.org"]),
            ("\u{a0}jane@example.org\u{a0}", vec!["jane@example.org"]),
            ("email us at Jane.Doe@Example.ORG.", vec!["Jane.Doe@example.org"]),
            ("a@example.org; b@example.org / a@example.org", vec!["a@example.org", "b@example.org"]),
            ("<a href=\"mailto:tea@example.org\">Write</a>", vec!["tea@example.org"]),
            ("mailto:tea@example.org", vec!["tea@example.org"]),
            ("tea @ example.org", vec!["tea@example.org"]),
            ("tea (at) example (dot) org", vec!["tea@example.org"]),
            ("o'neil@example.org", vec!["o'neil@example.org"]),
            ("'tea@example.org'", vec!["tea@example.org"]),
            ("www.example.org", vec![]),
            ("tea@localhost", vec![]),
            ("tea@", vec![]),
            ("@example", vec![]),
            ("n/a", vec![]),
        ] {
            assert_eq!(emails(said), expected, "{said:?}");
        }
    }
}
