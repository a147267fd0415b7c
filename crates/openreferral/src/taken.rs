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
        if self.bytes.len() < limits::ELEMENT_BYTES {
            self.bytes.push(byte);
        } else {
            self.long = true;
        }
    }

    pub(crate) fn extend(&mut self, other: &Self) {
        for byte in &other.bytes {
            self.push(*byte);
        }
        self.long |= other.long;
        self.deep |= other.deep;
        self.cut |= other.cut;
        self.torn |= other.torn;
    }
}

impl<R: Read> Source<R> {
    /// Takes one value, whatever it is, keeping no more of it than an element may have.
    pub(crate) fn value(&mut self, by_line: bool) -> Taken {
        let mut taken = Taken::default();
        let mut depth = 0_usize;
        loop {
            let Some(byte) = self.peek() else {
                taken.cut |= depth > 0;
                return taken;
            };
            match byte {
                b'"' => {
                    self.string(by_line, &mut taken);
                    if taken.torn || taken.cut || depth == 0 {
                        return taken;
                    }
                }
                b'{' | b'[' => {
                    depth += 1;
                    taken.deep |= depth > limits::DEPTH;
                    self.take(byte, &mut taken);
                }
                b'}' | b']' => {
                    if depth == 0 {
                        return self.step_over_nothing(taken);
                    }
                    self.take(byte, &mut taken);
                    depth -= 1;
                    if depth == 0 {
                        return taken;
                    }
                }
                b',' | b':' if depth == 0 => return self.step_over_nothing(taken),
                _ if byte.is_ascii_whitespace() => {
                    if depth == 0 && !taken.bytes.is_empty() {
                        return taken;
                    }
                    self.take(byte, &mut taken);
                }
                _ => self.take(byte, &mut taken),
            }
        }
    }

    fn take(&mut self, byte: u8, taken: &mut Taken) {
        self.next();
        taken.push(byte);
    }

    /// A value of no bytes would never end the walk: the byte that is not one is passed.
    fn step_over_nothing(&mut self, mut taken: Taken) -> Taken {
        if taken.bytes.is_empty()
            && let Some(byte) = self.next()
        {
            taken.push(byte);
        }
        taken
    }

    fn string(&mut self, by_line: bool, taken: &mut Taken) {
        self.take(b'"', taken);
        let mut escaped = false;
        while let Some(byte) = self.next() {
            if by_line && byte == b'\n' {
                taken.torn = true;
                return;
            }
            taken.push(byte);
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => return,
                _ => {}
            }
        }
        taken.cut = true;
    }

    pub(crate) fn skip_line(&mut self) {
        while self.next().is_some_and(|byte| byte != b'\n') {}
    }
}
