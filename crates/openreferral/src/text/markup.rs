//! Reduces HTML to text in one pass, without building a tree: broken markup costs its tags and no more.

use super::{entities, tidy};

/// What a tag does to the text around it.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Begins and ends a paragraph.
    Block,
    /// Begins and ends a line.
    Line,
    Item,
    Cell,
    Break,
    Link,
    /// Dropped with all that is in it.
    Hidden,
    /// Dropped, and what is in it stays.
    Inline,
}

fn kind(name: &str) -> Kind {
    match name {
        "p" | "div" | "section" | "article" | "header" | "footer" | "main" | "aside" | "nav" | "figure"
        | "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "dl" | "table" | "form"
        | "hr" | "pre" | "address" | "fieldset" | "center" | "details" | "body" | "html" => Kind::Block,
        "tr" | "dt" | "dd" | "caption" | "figcaption" | "summary" | "legend" | "option" => Kind::Line,
        "li" => Kind::Item,
        "td" | "th" => Kind::Cell,
        "br" => Kind::Break,
        "a" => Kind::Link,
        "script" | "style" | "head" | "title" | "svg" | "noscript" | "template" | "iframe" | "object"
        | "select" | "textarea" | "xml" | "math" | "audio" | "video" | "canvas" => Kind::Hidden,
        _ => Kind::Inline,
    }
}

/// Names that are surely tags and not something in angle brackets that a person typed.
const KNOWN_INLINE: [&str; 32] = [
    "span", "strong", "b", "i", "em", "u", "font", "big", "small", "sup", "sub", "img", "button", "input",
    "label", "abbr", "wbr", "mark", "s", "strike", "del", "ins", "code", "q", "cite", "tbody", "thead",
    "tfoot", "col", "colgroup", "picture", "source",
];

/// A tag at the start of a text that begins with `<`.
struct Tag<'a> {
    name: String,
    closing: bool,
    inside: &'a str,
    length: usize,
}

/// Reads a tag, or `None` when the bracket is only a bracket ("ages < 12", "<jane@example.org>").
fn tag(text: &str) -> Option<Tag<'_>> {
    let body = text.strip_prefix('<')?;
    let closing = body.starts_with('/');
    let body = body.strip_prefix('/').unwrap_or(body);
    let end = body
        .find(|c: char| !c.is_ascii_alphanumeric() && c != ':' && c != '-' && c != '_')
        .unwrap_or(body.len());
    let (name, rest) = body.split_at_checked(end)?;
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
    if !begins
        || name.ends_with(':')
        || !rest.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/')
    {
        return None;
    }
    let close = closing_bracket(rest)?;
    let inside = rest.get(..close)?;
    let length = text.len() - rest.len() + close + 1;
    Some(Tag { name: name.to_ascii_lowercase(), closing, inside, length })
}

/// The `>` that ends a tag: not one inside a quoted value, unless the quote never ends.
fn closing_bracket(rest: &str) -> Option<usize> {
    const REACH: usize = 1 << 20;
    let mut quote = None;
    let mut previous = b' ';
    for (at, byte) in rest.bytes().enumerate().take(REACH) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if previous == b'=' => quote = Some(byte),
            (Some(open), _) if byte == open => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            previous = byte;
        }
    }
    rest.find('>')
}

/// The tags of a text, in order. Each byte is looked at once, however hostile the text.
fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let last_close = text.rfind('>').unwrap_or(0);
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let open = at + text.get(at..)?.find('<')?;
            if open > last_close {
                return None;
            }
            match text.get(open..).and_then(tag) {
                Some(tag) => {
                    at = open + tag.length;
                    return Some(tag);
                }
                None => at = open + 1,
            }
        }
    })
}

/// Whether a text holds anything that would be taken for a tag by a browser.
pub(super) fn has_tags(text: &str) -> bool {
    tags(text).any(|tag| is_known(&tag.name))
}

fn is_known(name: &str) -> bool {
    kind(name) != Kind::Inline || KNOWN_INLINE.contains(&name)
}

/// A link that is open: where its text begins and where it leads.
struct OpenLink {
    from: usize,
    to: String,
}

struct Writer {
    out: String,
    /// Line ends in the source are only white space: the paragraphs are marked up.
    flow: bool,
    /// How much text is left once the last `>` has gone by: after it there are no tags to look for.
    after_last_close: usize,
    /// Hidden elements whose end was looked for in vain; it need not be looked for again.
    never_closed: Vec<String>,
    link: Option<OpenLink>,
    /// Numbers of the ordered lists we are in; 0 is a bulleted one.
    lists: Vec<u32>,
    cell_open: bool,
}

/// One pass: markup out, text in.
pub(super) fn reduce(said: &str) -> String {
    if !said.contains(['<', '&']) {
        return tidy(said);
    }
    let flow = tags(said).any(|tag| {
        matches!(kind(&tag.name), Kind::Block | Kind::Line | Kind::Item | Kind::Cell | Kind::Break)
    });
    let mut writer = Writer {
        out: String::with_capacity(said.len()),
        flow,
        after_last_close: said.len() - said.rfind('>').unwrap_or(0),
        never_closed: Vec::new(),
        link: None,
        lists: Vec::new(),
        cell_open: false,
    };
    let mut rest = said;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '<' => writer.bracket(rest),
            '&' => writer.reference(rest),
            _ => writer.run(rest),
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    writer.close_link();
    tidy(&writer.out)
}

impl Writer {
    /// Text up to the next character that may mean something.
    fn run(&mut self, rest: &str) -> usize {
        let end = rest.find(['<', '&']).unwrap_or(rest.len());
        let text = rest.get(..end).unwrap_or_default();
        if self.flow {
            for c in text.chars() {
                self.push(if c.is_whitespace() { ' ' } else { c });
            }
        } else {
            self.out.push_str(text);
        }
        end.max(1)
    }

    /// A second space in a row says nothing.
    fn push(&mut self, c: char) {
        if c != ' ' || !self.out.ends_with(' ') {
            self.out.push(c);
        }
    }

    fn reference(&mut self, rest: &str) -> usize {
        match entities::decode(rest) {
            Some((c, length)) => {
                self.push(if c == '\u{A0}' { ' ' } else { c });
                length
            }
            None => {
                self.out.push('&');
                1
            }
        }
    }

    fn bracket(&mut self, rest: &str) -> usize {
        if rest.len() < self.after_last_close {
            self.out.push('<');
            return 1;
        }
        if rest.starts_with("<!--") {
            return rest.find("-->").map_or(rest.len(), |end| end + 3);
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return rest.find('>').map_or(1, |end| end + 1);
        }
        let Some(tag) = tag(rest) else {
            self.out.push('<');
            return 1;
        };
        let (name, closing, length) = (tag.name.as_str(), tag.closing, tag.length);
        match kind(name) {
            Kind::Hidden if !closing && !tag.inside.ends_with('/') => return self.hidden(rest, name, length),
            Kind::Hidden | Kind::Inline => {}
            Kind::Break => self.out.push('\n'),
            Kind::Block => self.block(name, closing),
            Kind::Line => self.fresh_line(),
            Kind::Item => self.item(closing),
            Kind::Cell => self.cell(closing),
            Kind::Link if closing => self.close_link(),
            Kind::Link => self.open_link(tag.inside),
        }
        if name == "tr" {
            self.cell_open = false;
        }
        length
    }

    /// The length of an element that is dropped whole; only its tag when it is never closed.
    fn hidden(&mut self, rest: &str, name: &str, length: usize) -> usize {
        if self.never_closed.iter().any(|known| known == name) {
            return length;
        }
        let close = format!("</{name}");
        let inside = rest.get(length..).unwrap_or_default();
        let found = inside.match_indices("</").find(|(at, _)| {
            inside.get(*at..at + close.len()).is_some_and(|end| end.eq_ignore_ascii_case(&close))
        });
        match found {
            Some((at, _)) => {
                let tail = inside.get(at..).unwrap_or_default();
                length + at + tail.find('>').map_or(tail.len(), |end| end + 1)
            }
            None if name == "script" || name == "style" => rest.len(),
            None => {
                self.never_closed.push(name.to_owned());
                length
            }
        }
    }

    fn block(&mut self, name: &str, closing: bool) {
        match (name, closing) {
            ("ul", false) => self.lists.push(0),
            ("ol", false) => self.lists.push(1),
            ("ul" | "ol", true) => {
                self.lists.pop();
            }
            _ => {}
        }
        // A paragraph inside a list item stays on the item's line.
        let fresh_item = self.out.trim_end_matches(' ').ends_with('•');
        if !fresh_item {
            let nested = self.lists.len() > 1 || (!self.lists.is_empty() && name != "ul" && name != "ol");
            self.out.push_str(if nested { "\n" } else { "\n\n" });
        }
    }

    fn item(&mut self, closing: bool) {
        self.fresh_line();
        if closing {
            return;
        }
        match self.lists.last_mut() {
            Some(number @ 1..) => {
                let label = format!("{number}. ");
                *number = number.saturating_add(1);
                self.out.push_str(&label);
            }
            _ => self.out.push_str("• "),
        }
    }

    fn fresh_line(&mut self) {
        let solid = self.out.trim_end_matches(' ').len();
        if !self.out.is_empty() && !self.out.get(..solid).unwrap_or_default().ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn cell(&mut self, closing: bool) {
        if !closing && self.cell_open && !self.out.ends_with('\n') {
            self.out.push_str(" | ");
        }
        self.cell_open = true;
    }

    fn open_link(&mut self, attributes: &str) {
        self.close_link();
        if let Some(to) = attribute(attributes, "href") {
            self.link = Some(OpenLink { from: self.out.len(), to });
        }
    }

    /// Writes where the link leads after its text, unless the text says so already.
    fn close_link(&mut self) {
        let Some(link) = self.link.take() else { return };
        let text = self.out.get(link.from..).unwrap_or_default().trim().to_owned();
        let to = link.to.trim();
        let address = match to.split_once(':').map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest)) {
            Some((scheme, rest)) if scheme == "mailto" || scheme == "tel" => {
                rest.split('?').next().unwrap_or_default().trim_start_matches('/').to_owned()
            }
            Some((scheme, _)) if scheme == "http" || scheme == "https" => to.to_owned(),
            _ => return,
        };
        let address: String =
            address.chars().filter(|c| !c.is_whitespace() && *c != '<' && *c != '>').collect();
        if address.is_empty() || says_same(&text, &address) {
            return;
        }
        let end = self.out.trim_end().len().max(link.from);
        let after = self.out.split_off(end);
        self.out.push_str(&if text.is_empty() { address } else { format!(" ({address})") });
        self.out.push_str(&after);
    }
}

/// Whether the text of a link already says where it leads.
fn says_same(text: &str, address: &str) -> bool {
    let bare = |s: &str| -> String {
        let s = s.to_lowercase();
        let s = s.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
        s.trim_end_matches(['/', '.']).chars().filter(|c| !c.is_whitespace()).collect()
    };
    bare(text).contains(&bare(address))
}

/// The value of an attribute, with its references decoded.
fn attribute(inside: &str, name: &str) -> Option<String> {
    let lower = inside.to_ascii_lowercase();
    let mut from = 0;
    loop {
        let at = from + lower.get(from..)?.find(name)?;
        from = at + name.len();
        let before = lower.get(..at)?.chars().next_back();
        let rest = inside.get(from..)?.trim_start();
        let fresh = before.is_none_or(|c| c.is_whitespace() || c == '"' || c == '\'' || c == '/');
        let Some(value) = rest.strip_prefix('=').filter(|_| fresh) else { continue };
        let value = value.trim_start();
        let value = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value.get(1..)?.split(quote).next()?,
            _ => value.split_whitespace().next()?,
        };
        return Some(decoded(value));
    }
}

fn decoded(value: &str) -> String {
    // Twice escaped addresses are common, and no address means "&amp;" itself.
    let value = value.replace("&amp;amp;", "&").replace("&amp;", "&");
    let mut out = String::new();
    let mut rest = value.as_str();
    while let Some(c) = rest.chars().next() {
        let (c, length) = entities::decode(rest).unwrap_or((c, c.len_utf8()));
        out.push(c);
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}
