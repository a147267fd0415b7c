//! Reading pages: the forms on them, with what each would send, and their words.

/// A form as a browser would send it, were nothing changed.
#[derive(Debug, Clone)]
pub struct Form {
    pub action: String,
    pub post: bool,
    pub fields: Vec<Field>,
}

#[derive(Debug, Clone)]
pub struct Field {
    pub name: String,
    /// For a radio, a checkbox or an option: what it would send if chosen.
    pub value: String,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text, hidden, a date box: always sent.
    Typed,
    /// One of several, not more than one of them chosen.
    Choice {
        chosen: bool,
    },
    Tick {
        chosen: bool,
    },
}

impl Form {
    /// Writes in a field, or chooses what has this value. Fails when the page has no such field or choice.
    #[track_caller]
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Form {
        let known = self.names().join(", ");
        let mut found = false;
        for field in self.fields.iter_mut().filter(|field| field.name == name) {
            match &mut field.kind {
                Kind::Typed => {
                    value.clone_into(&mut field.value);
                    found = true;
                }
                Kind::Choice { chosen } => {
                    *chosen = field.value == value;
                    found |= *chosen;
                }
                Kind::Tick { chosen } if field.value == value => {
                    *chosen = true;
                    found = true;
                }
                Kind::Tick { .. } => {}
            }
        }
        assert!(found, "the form {} has no {name} to hold “{value}”. It has: {known}", self.action);
        self
    }

    /// The same, where the page has it.
    #[must_use]
    pub fn with_if_there(self, name: &str, value: &str) -> Form {
        let there = |field: &Field| field.name == name && (field.kind == Kind::Typed || field.value == value);
        if self.fields.iter().any(there) { self.with(name, value) } else { self }
    }

    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name)
    }

    /// The values one may choose from.
    pub fn choices(&self, name: &str) -> Vec<String> {
        let of = |field: &&Field| field.name == name && field.kind != Kind::Typed && !field.value.is_empty();
        self.fields.iter().filter(of).map(|field| field.value.clone()).collect()
    }

    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.fields.iter().map(|field| field.name.clone()).collect();
        names.dedup();
        names
    }

    /// What is sent.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let sent = |field: &&Field| {
            matches!(field.kind, Kind::Typed | Kind::Choice { chosen: true } | Kind::Tick { chosen: true })
        };
        self.fields.iter().filter(sent).map(|field| (field.name.clone(), field.value.clone())).collect()
    }
}

pub(super) struct Tag<'a> {
    pub name: &'a str,
    attributes: Vec<(&'a str, String)>,
    pub closing: bool,
    /// What stands between this tag and the next.
    pub after: &'a str,
}

impl Tag<'_> {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }
}

pub(super) fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(begin) = rest.find('<') {
        rest = &rest[begin + 1..];
        if rest.starts_with('!') {
            continue;
        }
        let closing = rest.starts_with('/');
        let inside = rest.trim_start_matches('/');
        let length = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
        let (name, mut attributes_text) = inside.split_at(length);
        let attributes = attributes(&mut attributes_text);
        let after = &attributes_text[..attributes_text.find('<').unwrap_or(attributes_text.len())];
        rest = attributes_text;
        tags.push(Tag { name, attributes, closing, after });
    }
    tags
}

/// Takes the attributes and the `>` off the front.
fn attributes<'a>(text: &mut &'a str) -> Vec<(&'a str, String)> {
    let mut found = Vec::new();
    loop {
        *text = text.trim_start_matches([' ', '\n', '\t', '/']);
        if text.is_empty() || text.starts_with('>') {
            *text = text.strip_prefix('>').unwrap_or(text);
            return found;
        }
        let length = text.find(['=', ' ', '>', '\n', '/']).unwrap_or(text.len()).max(1);
        let (name, rest) = text.split_at(length.min(text.len()));
        *text = rest;
        let mut value = String::new();
        if let Some(rest) = rest.strip_prefix("=\"") {
            let end = rest.find('"').unwrap_or(rest.len());
            value = unescape(&rest[..end]);
            *text = rest.get(end + 1..).unwrap_or("");
        }
        found.push((name, value));
    }
}

pub fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Every form of a page. What stands outside a form and names one by `form=` is passed over: Quilt has none.
pub fn forms(html: &str) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut open = false;
    let mut select: Option<String> = None;
    for tag in tags(html) {
        match (tag.name, tag.closing) {
            ("form", false) => {
                let action = tag.get("action").unwrap_or_default().to_owned();
                let post = tag.get("method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
                forms.push(Form { action, post, fields: Vec::new() });
                open = true;
            }
            ("form", true) => open = false,
            ("select", closing) => {
                select = (!closing).then(|| tag.get("name").unwrap_or_default().to_owned())
            }
            _ => {}
        }
        let Some(form) = forms.last_mut().filter(|_| open && !tag.closing) else { continue };
        let (name, value) = (tag.get("name").map(str::to_owned), tag.get("value").map(str::to_owned));
        let chosen = tag.get("checked").is_some() || tag.get("selected").is_some();
        let (name, value, kind) = match (tag.name, tag.get("type"), name, &select) {
            ("input", Some("radio"), Some(name), _) => {
                (name, value.unwrap_or("on".into()), Kind::Choice { chosen })
            }
            ("input", Some("checkbox"), Some(name), _) => {
                (name, value.unwrap_or("on".into()), Kind::Tick { chosen })
            }
            // A button's name is sent only by whoever presses it.
            ("button", _, Some(name), _) => (name, value.unwrap_or_default(), Kind::Choice { chosen: false }),
            ("input", _, Some(name), _) => (name, value.unwrap_or_default(), Kind::Typed),
            ("textarea", _, Some(name), _) => {
                (name, unescape(tag.after.strip_prefix('\n').unwrap_or(tag.after)), Kind::Typed)
            }
            ("option", _, _, Some(name)) => {
                (name.clone(), value.unwrap_or_else(|| unescape(tag.after.trim())), Kind::Choice { chosen })
            }
            _ => continue,
        };
        form.fields.push(Field { name, value, kind });
    }
    for form in &mut forms {
        choose_first_options(form, html);
    }
    forms
}

/// A list nobody chose from sends its first line.
fn choose_first_options(form: &mut Form, html: &str) {
    let names: Vec<String> = tags(html)
        .iter()
        .filter(|tag| tag.name == "select" && !tag.closing)
        .filter_map(|tag| tag.get("name").map(str::to_owned))
        .collect();
    for name in names {
        let any = form.fields.iter().any(|it| it.name == name && it.kind == Kind::Choice { chosen: true });
        if let Some(first) = form.fields.iter_mut().find(|field| field.name == name).filter(|_| !any) {
            first.kind = Kind::Choice { chosen: true };
        }
    }
}

/// Where the page's links lead.
pub fn links(html: &str) -> Vec<String> {
    tags(html)
        .iter()
        .filter(|tag| tag.name == "a")
        .filter_map(|tag| tag.get("href").map(str::to_owned))
        .collect()
}

/// The words of a page, without its tags.
pub fn words(html: &str) -> String {
    let all: Vec<String> = tags(html)
        .iter()
        .filter(|tag| !matches!(tag.name, "script" | "style"))
        .map(|tag| unescape(tag.after))
        .collect();
    all.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}
