//! Walks a feed and hands out its elements one at a time, so that a feed of any length needs the memory of one.
//!
//! Only the outline is looked at here (brackets, quotes, commas); whether an element is good JSON is found out later
//! and for it alone, so one bad element costs one refusal. When the bytes stop in the middle, what was whole has
//! already been handed out and the cut is reported with its place.

use std::io::Read;

use serde_json::Value;

use crate::{
    limits,
    report::{At, Format, PageInfo},
    source::Source,
    taken::Taken,
};

/// What the walk comes upon.
#[derive(Debug)]
pub(crate) enum Found {
    Element { at: At, bytes: Vec<u8> },
    Bad { at: At, why: String },
}

enum Place {
    /// Outside everything: before the first value or between two.
    Outside,
    /// In the list; `enveloped` when an object holds it.
    List {
        enveloped: bool,
    },
    /// In the object that holds the list, beside it.
    Envelope,
    End,
}

pub(crate) struct Walk<R> {
    source: Source<R>,
    place: Place,
    count: u64,
    pub(crate) format: Format,
    pub(crate) page: Option<PageInfo>,
    /// Whether the list at hand is one of organisations.
    pub(crate) owners: bool,
}

/// How one look at the feed ended.
enum Turn {
    Hand(Found),
    Again,
    End,
}

impl<R: Read> Walk<R> {
    pub(crate) fn new(input: R) -> Self {
        Self {
            source: Source::new(input),
            place: Place::Outside,
            count: 0,
            format: Format::Unknown,
            page: None,
            owners: false,
        }
    }

    pub(crate) fn utf16(&self) -> bool {
        self.source.utf16()
    }

    fn here(&mut self) -> At {
        self.count += 1;
        At { element: self.count, byte: self.source.offset() }
    }

    fn bad(&mut self, why: impl Into<String>) -> Turn {
        let at = self.here();
        Turn::Hand(Found::Bad { at, why: why.into() })
    }

    fn stop(&mut self, why: impl Into<String>) -> Turn {
        self.place = Place::End;
        let why = match self.source.failure.take() {
            Some(failure) => format!("The feed could not be read any further: {failure}."),
            None => why.into(),
        };
        self.bad(why)
    }

    fn cut(&mut self, inside: &str) -> Turn {
        let byte = self.source.offset();
        self.stop(format!(
            "The feed stops at byte {byte}, inside {inside}. Everything whole before it was kept; the rest is missing."
        ))
    }

    fn outside(&mut self) -> Turn {
        match self.source.peek_solid() {
            None => self.finish(),
            Some(_) if self.count >= limits::ELEMENTS => self.too_many(),
            Some(b'[') if self.count == 0 => {
                self.source.next();
                self.format = Format::Array;
                self.place = Place::List { enveloped: false };
                Turn::Again
            }
            Some(b'{') => self.object(),
            Some(b'<') if self.count == 0 => self
                .stop("This is a web page or XML, not a JSON feed. The address may need a different ending."),
            Some(_) => {
                let at = self.here();
                self.source.skip_line();
                Turn::Hand(Found::Bad {
                    at, why: "This is not a service: a service begins with “{”.".into()
                })
            }
        }
    }

    /// The end, unless nothing was ever found.
    fn finish(&mut self) -> Turn {
        self.place = Place::End;
        if let Some(failure) = self.source.failure.take() {
            return self.bad(format!("The feed could not be read any further: {failure}."));
        }
        if self.format == Format::Unknown && self.count == 0 {
            return self.bad("The feed is empty.");
        }
        Turn::End
    }

    fn too_many(&mut self) -> Turn {
        self.stop(format!("Only {} entries are read from one feed.", limits::ELEMENTS))
    }

    /// An object outside everything: a page that holds the list, or one service.
    fn object(&mut self) -> Turn {
        let by_line = matches!(self.format, Format::Single | Format::Lines);
        let start = self.source.offset();
        let mut held = Taken::default();
        self.source.next();
        held.push(b'{');
        let mut named = false;
        loop {
            match self.source.peek_solid() {
                Some(b'"') => {}
                Some(byte @ (b',' | b'}')) => {
                    self.source.next();
                    held.push(byte);
                    if byte == b'}' {
                        return self.single(held, start);
                    }
                    continue;
                }
                None => return self.cut("an object"),
                Some(other) => {
                    // Not JSON: the rest of the line is given up, and what stands here shows why.
                    self.source.skip_line();
                    held.push(other);
                    return self.single(held, start);
                }
            }
            if let Some(format) = self.member(&mut held, by_line, &mut named) {
                self.format = format;
                self.place = Place::List { enveloped: true };
                return Turn::Again;
            }
            if held.cut {
                return self.cut("an object");
            }
            if held.torn {
                return self.single(held, start);
            }
        }
    }

    /// Takes a key and its value; when the key opens the list of services, its bracket and what the page said so far.
    /// `named` becomes true when the object says which one it is, for then it is a thing and no envelope.
    fn member(&mut self, held: &mut Taken, by_line: bool, named: &mut bool) -> Option<Format> {
        let key = self.source.value(by_line);
        held.extend(&key);
        if self.source.peek_solid() == Some(b':') {
            self.source.next();
            held.push(b':');
        }
        *named |= matches!(key.bytes.as_slice(), br#""id""# | br#""name""#);
        if let Some(format) = self.opens_list(&key.bytes, *named) {
            self.source.next();
            self.owners = key.bytes == br#""organizations""#;
            self.note_page(&held.bytes);
            return Some(format);
        }
        if self.source.peek_solid().is_some() {
            held.extend(&self.source.value(by_line));
        }
        None
    }

    /// Whether the list of services begins after this key.
    fn opens_list(&mut self, key: &[u8], named: bool) -> Option<Format> {
        let format = match key {
            br#""contents""# => Format::PageV3,
            br#""content""# => Format::PageV1,
            br#""organizations""# | br#""services""# if !named => Format::Document,
            _ => return None,
        };
        (self.source.peek_solid() == Some(b'[')).then_some(format)
    }

    fn single(&mut self, held: Taken, start: u64) -> Turn {
        self.format = match self.format {
            Format::Unknown => Format::Single,
            Format::Single => Format::Lines,
            other => other,
        };
        self.count += 1;
        Turn::Hand(judge(held, At { element: self.count, byte: start }))
    }

    fn list(&mut self, enveloped: bool) -> Turn {
        loop {
            match self.source.peek_solid() {
                None => return self.cut("the list"),
                Some(b',') => {
                    self.source.next();
                }
                Some(b']') => {
                    self.source.next();
                    self.place = if enveloped { Place::Envelope } else { Place::Outside };
                    return Turn::Again;
                }
                Some(b'}' | b':') => {
                    let byte = self.source.offset();
                    return self.stop(format!(
                        "The list breaks off at byte {byte}: a bracket stands where none can."
                    ));
                }
                Some(_) if self.count >= limits::ELEMENTS => {
                    return self.too_many();
                }
                Some(_) => {
                    let at = self.here();
                    let taken = self.source.value(false);
                    if taken.cut {
                        self.count -= 1;
                        return self.cut(&format!("entry {}, which began at byte {}", at.element, at.byte));
                    }
                    return Turn::Hand(judge(taken, at));
                }
            }
        }
    }

    /// The rest of the object that holds the list: more about the page, or another list.
    fn envelope(&mut self) -> Turn {
        let mut held = Taken::default();
        loop {
            match self.source.peek_solid() {
                None => {
                    self.note_page(&held.bytes);
                    return self.cut("the page around the list");
                }
                Some(b'}') => {
                    self.source.next();
                    break;
                }
                Some(b'"') => {
                    if self.member(&mut held, false, &mut false).is_some() {
                        self.place = Place::List { enveloped: true };
                        return Turn::Again;
                    }
                }
                Some(byte @ (b',' | b':')) => {
                    self.source.next();
                    held.push(byte);
                }
                Some(_) => held.extend(&self.source.value(false)),
            }
        }
        self.note_page(&held.bytes);
        self.place = Place::Outside;
        Turn::Again
    }

    /// Reads what is known about the page from the text of some of its fields.
    fn note_page(&mut self, fields: &[u8]) {
        let fields = String::from_utf8_lossy(fields);
        let fields = fields.trim_matches(|c: char| c == '{' || c == ',' || c.is_whitespace());
        // The key of the list is the last, and has no value here.
        let list = ["contents", "content", "organizations", "services"]
            .iter()
            .find_map(|list| fields.strip_suffix(&format!("\"{list}\":")));
        let fields = list.unwrap_or(fields);
        let text = format!("{{{}}}", fields.trim_end_matches(','));
        let Ok(Value::Object(fields)) = serde_json::from_str(&text) else {
            return;
        };
        let page = self.page.get_or_insert_default();
        for (key, value) in &fields {
            let number = || value.as_u64().or_else(|| value.as_str()?.trim().parse().ok());
            let truth = || value.as_bool().or_else(|| value.as_str()?.trim().parse().ok());
            match key.as_str() {
                "total_items" | "totalElements" | "totalItems" => page.total_items = number(),
                "total_pages" | "totalPages" => page.total_pages = number(),
                "page_number" | "number" | "pageNumber" => page.page_number = number(),
                "size" => page.size = number(),
                "last_page" | "last" | "lastPage" => page.last_page = truth(),
                "empty" => page.empty = truth(),
                _ => {}
            }
        }
    }

    /// The next element, or `None` at the end.
    pub(crate) fn walk(&mut self) -> Option<Found> {
        loop {
            let turn = match self.place {
                Place::End => Turn::End,
                Place::Outside => self.outside(),
                Place::List { enveloped } => self.list(enveloped),
                Place::Envelope => self.envelope(),
            };
            match turn {
                Turn::Hand(found) => return Some(found),
                Turn::Again => {}
                Turn::End => return None,
            }
        }
    }
}

fn judge(taken: Taken, at: At) -> Found {
    let why = if taken.long {
        format!("This entry is longer than {} MiB.", limits::ELEMENT_BYTES >> 20)
    } else if taken.deep {
        format!("This entry is nested more than {} levels deep.", limits::DEPTH)
    } else if taken.torn {
        "This line ends inside a text.".to_owned()
    } else {
        return Found::Element { at, bytes: taken.bytes };
    };
    Found::Bad { at, why }
}
