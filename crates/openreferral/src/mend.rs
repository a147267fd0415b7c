//! Reads JSON, and once more after mending two slips that publishers make: control characters left raw inside a
//! text, and halves of a surrogate pair.

use std::fmt::Write as _;

use serde_json::Value;

pub(crate) fn parse(text: &str) -> Result<Value, String> {
    let first = match serde_json::from_str(text) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    serde_json::from_str(&mended(text)).map_err(|_| {
        let said = first.to_string();
        let what = said.split(" at line").next().unwrap_or(&said);
        format!("{what} at its character {}", first.column())
    })
}

fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut inside = false;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '"' => {
                inside = !inside;
                out.push(c);
            }
            '\\' if inside => escape(&mut rest, &mut out),
            c if inside && u32::from(c) < 0x20 => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out
}

fn escape(rest: &mut std::str::Chars<'_>, out: &mut String) {
    match rest.next() {
        Some('u') => match unit(rest) {
            Some(high @ 0xD800..0xDC00) => {
                let ahead = rest.as_str().strip_prefix("\\u").map(str::chars);
                let pair = ahead.and_then(|mut ahead| Some((unit(&mut ahead)?, ahead)));
                match pair {
                    Some((low @ 0xDC00..0xE000, ahead)) => {
                        *rest = ahead;
                        let _ = write!(out, "\\u{high:04x}\\u{low:04x}");
                    }
                    _ => out.push('\u{FFFD}'),
                }
            }
            Some(0xDC00..0xE000) => out.push('\u{FFFD}'),
            Some(plain) => {
                let _ = write!(out, "\\u{plain:04x}");
            }
            None => out.push_str("\\u"),
        },
        Some(c @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't')) => out.extend(['\\', c]),
        Some(other) => {
            out.push_str("\\\\");
            out.push(other);
        }
        None => out.push('\\'),
    }
}

fn unit(rest: &mut std::str::Chars<'_>) -> Option<u32> {
    let digits = rest.as_str().get(..4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    *rest = rest.as_str().get(4..)?.chars();
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_line_ends_and_half_surrogates_are_mended() {
        let text = "{\"a\": \"one\ntwo\tthree\", \"b\": \"\\ud83d!\", \"c\": \"\\ud83e\\uddf5\", \"d\": \"C:\\dir\"}";
        let value = parse(text).unwrap();
        assert_eq!(value["a"], "one\ntwo\tthree");
        assert_eq!(value["b"], "\u{FFFD}!");
        assert_eq!(value["c"], "🧵");
        assert!(parse("{\"a\": tru}").unwrap_err().starts_with("expected"));
    }
}
