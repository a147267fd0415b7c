//! Forms with a file in them (RFC 7578), read into fields like any other by `multer`, which axum itself reads them with: a
//! file's field holds its text. The whole body is at hand, within the frame's limit. What is cut off or broken is left out,
//! and never refused here: without its token a form goes no further.

use std::io::Cursor;

use multer::Multipart;

use super::Fields;

/// Reads a body whose parts are told apart by this boundary, as far as it can be read.
pub async fn parse<B: AsRef<[u8]> + Send + Unpin + 'static>(body: B, boundary: &str) -> Fields {
    let mut fields = Fields::default();
    let mut parts = Multipart::with_reader(Cursor::new(body), boundary);
    while let Ok(Some(part)) = parts.next_field().await {
        let Some(name) = part.name().map(str::to_owned) else { continue };
        let Ok(value) = part.bytes().await else { break };
        fields.add(&name, &String::from_utf8_lossy(&value));
    }
    fields
}

/// The boundary a content type names, if it is one of a form with files.
pub fn boundary(content_type: &str) -> Option<String> {
    // No longer than RFC 2046 lets it be.
    multer::parse_boundary(content_type).ok().filter(|boundary| (1..=70).contains(&boundary.len()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BODY: &str = "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nab12\r\n\
        --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n\
        key,month\r\n1,2\r\n\r\n--x--\r\n";

    fn read(body: &[u8]) -> Fields {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(parse(body.to_vec(), "x"))
    }

    #[test]
    fn a_file_is_a_field_that_holds_its_text() {
        let fields = read(BODY.as_bytes());
        assert_eq!(fields.get("csrf"), "ab12");
        assert_eq!(fields.get("file"), "key,month\n1,2");
        assert_eq!(boundary("multipart/form-data; boundary=----abc").as_deref(), Some("----abc"));
        assert_eq!(boundary("multipart/form-data; boundary=\"a b\"").as_deref(), Some("a b"));
        let long = format!("multipart/form-data; boundary={}", "a".repeat(71));
        for other in [
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "text/plain; boundary=x",
            "multipart/form-data; boundary=",
            long.as_str(),
        ] {
            assert_eq!(boundary(other), None, "{other}");
        }
    }

    #[test]
    fn names_are_read_whatever_stands_in_them_and_parts_without_one_are_left_out() {
        let part = |head: &str, value: &str| format!("--x\r\nContent-Disposition: {head}\r\n\r\n{value}\r\n");
        let body = [
            part("form-data; name=\"a;b\"", "1"),
            part("form-data", "2"),
            part("form-data; name=\"Größe\"", "3"),
            part("form-data; name=plain", "4"),
            part("form-data; name=\"a;b\"", "5"),
        ];
        let fields = read(format!("{}--x--\r\n", body.concat()).as_bytes());
        assert_eq!(fields.all("a;b").collect::<Vec<_>>(), ["1", "5"]);
        assert_eq!((fields.get("Größe"), fields.get("plain")), ("3", "4"));
        assert_eq!(fields.typed().count(), 4);
    }

    #[test]
    fn half_a_body_gives_the_parts_that_are_whole() {
        let cut = BODY.find("1,2").unwrap();
        let fields = read(&BODY.as_bytes()[..cut]);
        assert_eq!((fields.get("csrf"), fields.some("file")), ("ab12", None), "half a file is no file");
        assert!(read(b"").is_empty() && read(b"no boundary here").is_empty());
        assert!(read(b"--x--\r\n").is_empty());
    }

    #[test]
    fn eight_megabytes_are_read_whole() {
        let head = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
        let file = "0123456789abcde\n".repeat(8 * 1024 * 1024 / 16);
        let fields = read(format!("{head}{file}\r\n--x--\r\n").as_bytes());
        assert_eq!(fields.get("file").len(), file.len() - 1);
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..300), cut in 0_usize..300) {
            let _fields = read(&bytes);
            let _cut = read(&BODY.as_bytes()[..cut.min(BODY.len())]);
        }
    }
}
