//! Forms with a file in them (RFC 7578), read into fields like any other: a file's field holds its
//! text. What is no text is kept as well as it can be, and never refused here.

use super::Fields;

/// Reads a body whose parts are told apart by this boundary.
pub fn parse(body: &[u8], boundary: &str) -> Fields {
    let mut fields = Fields::default();
    let line = format!("--{boundary}");
    let mut rest = body;
    // What stands before the first boundary belongs to nobody.
    while let Some(at) = find(rest, line.as_bytes()) {
        rest = &rest[at + line.len()..];
        if rest.starts_with(b"--") {
            break;
        }
        let end = find(rest, format!("\r\n{line}").as_bytes()).unwrap_or(rest.len());
        if let Some((name, value)) = part(&rest[..end]) {
            fields.add(&name, &value);
        }
        rest = &rest[end..];
    }
    fields
}

/// The boundary a content type names, if it is one of a form with files.
pub fn boundary(content_type: &str) -> Option<&str> {
    let (kind, parameters) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let named = parameters.split(';').find_map(|it| it.trim().strip_prefix("boundary="))?;
    Some(named.trim_matches('"')).filter(|boundary| !boundary.is_empty() && boundary.len() <= 70)
}

fn part(part: &[u8]) -> Option<(String, String)> {
    let at = find(part, b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&part[..at]);
    let about = head.lines().find(|line| line.to_lowercase().starts_with("content-disposition:"))?;
    let name = about.split(';').find_map(|it| it.trim().strip_prefix("name="))?;
    Some((name.trim_matches('"').to_owned(), String::from_utf8_lossy(&part[at + 4..]).into_owned()))
}

fn find(within: &[u8], wanted: &[u8]) -> Option<usize> {
    within.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BODY: &str = "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nab12\r\n\
        --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n\
        key,month\r\n1,2\r\n\r\n--x--\r\n";

    #[test]
    fn a_file_is_a_field_that_holds_its_text() {
        let fields = parse(BODY.as_bytes(), "x");
        assert_eq!(fields.get("csrf"), "ab12");
        assert_eq!(fields.get("file"), "key,month\n1,2");
        assert_eq!(boundary("multipart/form-data; boundary=----abc"), Some("----abc"));
        assert_eq!(boundary("multipart/form-data; boundary=\"a b\""), Some("a b"));
        for other in [
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "text/plain; boundary=x",
            "multipart/form-data; boundary=",
        ] {
            assert_eq!(boundary(other), None, "{other}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..300), cut in 0_usize..300) {
            let _fields = parse(&bytes, "x");
            let _cut = parse(&BODY.as_bytes()[..cut.min(BODY.len())], "x");
        }
    }
}
