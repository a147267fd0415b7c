//! What somebody typed, as they typed it: kept whole, so that it can always be given back.

/// The fields of a form or of an address's query, in the order they came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `application/x-www-form-urlencoded`. Bytes that are not UTF-8 become `�`; nothing is refused.
    pub fn parse(bytes: &[u8]) -> Fields {
        Fields(form_urlencoded::parse(bytes).map(|(k, v)| (k.into_owned(), clean(&v))).collect())
    }

    pub fn of(pairs: &[(&str, &str)]) -> Fields {
        Fields(pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
    }

    /// The first value of that name, without space at the ends; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(k, _)| k == name).map_or("", |(_, v)| v.trim())
    }

    /// The same, or nothing when it was left empty.
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|v| !v.is_empty())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(k, _)| k == name).map(|(_, v)| v.trim())
    }

    pub fn ticked(&self, name: &str) -> bool {
        matches!(self.get(name), "yes" | "on" | "true" | "1")
    }

    /// One more value, cleaned as every value is.
    pub(super) fn add(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), clean(value)));
    }

    pub fn put(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(k, _)| k != name);
        self.0.push((name.to_owned(), value.into()));
    }

    /// Everything but the form's own tokens: what the person typed.
    pub fn typed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter(|(k, _)| k != "csrf" && k != "once").map(|(k, v)| (k.as_str(), v.as_str()))
    }

    /// As the form components take it.
    pub fn as_typed(&self) -> page::Typed {
        page::Typed::from(self.0.clone())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn query(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.0.iter()).finish()
    }
}

/// NUL cannot be stored as text anywhere, and nobody types it: it comes from broken programs. Every line end becomes
/// the same one, so that a form sent again reads the same.
fn clean(value: &str) -> String {
    value.replace('\0', "").replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_fields_keep_their_order() {
        let fields = Fields::parse(b"day=Monday&day=Friday&name=%20Jo+Bloggs%20");
        assert_eq!(fields.all("day").collect::<Vec<_>>(), ["Monday", "Friday"]);
        assert_eq!(fields.get("name"), "Jo Bloggs");
        assert_eq!(fields.some("missing"), None);
    }

    #[test]
    fn bytes_that_are_no_text_are_still_read() {
        let fields = Fields::parse(b"a=%FF%00x&b");
        assert_eq!(fields.get("a"), "\u{FFFD}x");
        assert_eq!(fields.get("b"), "");
    }

    #[test]
    fn line_ends_are_of_one_kind_and_stay_so() {
        let fields = Fields::parse(b"a=one%0D%0D%0Atwo%0Dthree%0D%0Afour");
        assert_eq!(fields.get("a"), "one\n\ntwo\nthree\nfour");
        assert_eq!(Fields::parse(fields.query().as_bytes()), fields);
    }
}
