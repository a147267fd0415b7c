//! What goes around the things themselves: the root of the API, a page of a list, a line of a stream.

use serde_json::{Value, json};

/// What `GET /` answers: which version of the standard this is and where it is described. Both addresses must be
/// whole (`https://…`).
pub fn api_details(openapi_url: &str) -> Value {
    json!({
        "version": "HSDS-UK-3.0",
        "profile": "https://docs.openreferraluk.org/",
        "openapi_url": openapi_url,
    })
}

/// One page of a list: `contents` are the things on it, `number` counts from 1, `per_page` is how many were asked
/// for, `total` how many there are on all pages together.
///
/// A list with nothing in it has no pages; asked for page 1 of it, page 1 is what comes, empty.
pub fn page(contents: Vec<Value>, number: u64, per_page: u64, total: u64) -> Value {
    let pages = total.div_ceil(per_page.max(1));
    json!({
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": contents.len(),
        "first_page": number <= 1,
        "last_page": number >= pages,
        "empty": contents.is_empty(),
        "contents": contents,
    })
}

/// A thing as one line of newline-delimited JSON, its line end included.
pub fn line(thing: &Value) -> String {
    // A line end inside a text is written as `\n`, so there is none but the last.
    let mut line = thing.to_string();
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_say_where_they_stand() {
        let says = |number, total| {
            let page = page(vec![json!({})], number, 10, total);
            (page["total_pages"].clone(), page["first_page"].clone(), page["last_page"].clone())
        };
        assert_eq!(says(1, 21), (json!(3), json!(true), json!(false)));
        assert_eq!(says(2, 21), (json!(3), json!(false), json!(false)));
        assert_eq!(says(3, 21), (json!(3), json!(false), json!(true)));
        assert_eq!(says(1, 10), (json!(1), json!(true), json!(true)));
        let none = page(Vec::new(), 1, 0, 0);
        assert_eq!(
            (&none["total_pages"], &none["empty"], &none["size"]),
            (&json!(0), &json!(true), &json!(0))
        );
        assert_eq!(none["last_page"], true);
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(line(&json!({"name": "a\nb"})), "{\"name\":\"a\\nb\"}\n");
    }
}
