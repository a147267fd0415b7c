//! Takes one JSON value out of a feed by its outline: brackets, quotes, commas. Whether it is good JSON is not asked.

use std::io::Read;

use crate::{limits, source::Source};

/// One value's bytes, and what was wrong with it.
#[derive(Default)]
pub(crate) struct Taken {
    pub(crate) bytes: Vec<u8>,
    pub(crate) long: bool,
    pub(crate) deep: bool,
    pub(crate) cut: bool,
    /// A line ended inside a string where values are one a line.
    pub(crate) torn: bool,
}

impl Taken {
    pub(crate) fn push(&mut self, byte: u8) {
        self.push_all(&[byte]);
    }

    fn push_all(&mut self, bytes: &[u8]) {
        let room = limits::ELEMENT_BYTES.saturating_sub(self.bytes.len());
        let fits = bytes.get(..room).unwrap_or(bytes);
        self.bytes.extend_from_slice(fits);
        self.long |= fits.len() < bytes.len();
    }

    pub(crate) fn extend(&mut self, other: &Self) {
        self.push_all(&other.bytes);
        self.long |= other.long;
        self.deep |= other.deep;
        self.cut |= other.cut;
        self.torn |= other.torn;
    }
}

/// How far into a value the walk is.
#[derive(Default)]
struct Outline {
    depth: usize,
    inside: bool,
    escaped: bool,
    any: bool,
}

/// How a look at some bytes ended.
enum Look {
    /// All of them belong to the value, and more may follow.
    On,
    /// So many belong to it, and it is whole.
    Whole(usize),
    /// So many belong to it; then comes a line end inside a string.
    Torn(usize),
}

impl<R: Read> Source<R> {
    /// Takes one value, whatever it is, keeping no more of it than an element may have.
    pub(crate) fn value(&mut self, by_line: bool) -> Taken {
        let mut taken = Taken::default();
        let mut outline = Outline::default();
        loop {
            let chunk = self.chunk();
            if chunk.is_empty() {
                taken.cut |= outline.depth > 0 || outline.inside;
                return taken;
            }
            let (belongs, passed, done) = match outline.look(chunk, by_line, &mut taken.deep) {
                Look::On => (chunk.len(), chunk.len(), false),
                Look::Whole(end) => (end, end, true),
                Look::Torn(end) => {
                    taken.torn = true;
                    (end, end + 1, true)
                }
            };
            taken.push_all(chunk.get(..belongs).unwrap_or(chunk));
            self.pass(passed);
            if done {
                return taken;
            }
        }
    }

    pub(crate) fn skip_line(&mut self) {
        while self.next().is_some_and(|byte| byte != b'\n') {}
    }
}

impl Outline {
    fn look(&mut self, chunk: &[u8], by_line: bool, deep: &mut bool) -> Look {
        let mut at = 0;
        while let Some(byte) = chunk.get(at).copied() {
            if self.inside {
                match self.string(chunk, at, by_line) {
                    Look::Whole(end) if self.depth > 0 => at = end,
                    other => return other,
                }
                continue;
            }
            // A value of no bytes would never end the walk: a byte that is not one is taken alone.
            let end = if self.any { at } else { at + 1 };
            match byte {
                b'"' => self.inside = true,
                b'{' | b'[' => {
                    self.depth += 1;
                    *deep |= self.depth > limits::DEPTH;
                }
                b'}' | b']' if self.depth == 0 => return Look::Whole(end),
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Look::Whole(at + 1);
                    }
                }
                b',' | b':' if self.depth == 0 => return Look::Whole(end),
                _ if self.depth == 0 && self.any && byte.is_ascii_whitespace() => return Look::Whole(at),
                _ => {}
            }
            self.any = true;
            at += 1;
        }
        Look::On
    }

    /// The rest of a string from `at`; `Whole` is the place behind its closing quote.
    fn string(&mut self, chunk: &[u8], mut at: usize, by_line: bool) -> Look {
        loop {
            let rest = chunk.get(at..).unwrap_or_default();
            if self.escaped && !rest.is_empty() {
                self.escaped = false;
                if by_line && rest.first() == Some(&b'\n') {
                    return Look::Torn(at);
                }
                at += 1;
                continue;
            }
            let found = if by_line {
                memchr::memchr3(b'"', b'\\', b'\n', rest)
            } else {
                memchr::memchr2(b'"', b'\\', rest)
            };
            let Some(found) = found.map(|found| found + at) else { return Look::On };
            match chunk.get(found) {
                Some(b'\\') => self.escaped = true,
                Some(b'\n') => return Look::Torn(found),
                _ => {
                    self.inside = false;
                    return Look::Whole(found + 1);
                }
            }
            at = found + 1;
        }
    }
}
