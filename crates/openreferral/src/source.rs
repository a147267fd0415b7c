//! The bytes of a feed, one after another, always as UTF-8 where the encoding can be told.
//!
//! A byte order mark is dropped; UTF-16 with a mark (or with the tell-tale zero bytes) is turned into UTF-8 on the
//! way. Bytes that are not UTF-8 pass through here and are looked at again an element at a time.

use std::{
    borrow::Cow,
    io::{ErrorKind, Read},
};

const CHUNK: usize = 64 << 10;

#[derive(Clone, Copy, PartialEq)]
enum Encoding {
    Untold,
    Utf8,
    Utf16 { big: bool },
}

pub(crate) struct Source<R> {
    inner: R,
    encoding: Encoding,
    /// Bytes of a UTF-16 feed that are not yet a whole character.
    rest: Vec<u8>,
    buffer: Vec<u8>,
    at: usize,
    passed: u64,
    ended: bool,
    /// Why the bytes stopped coming, when it was not the end.
    pub(crate) failure: Option<String>,
}

impl<R: Read> Source<R> {
    pub(crate) fn new(inner: R) -> Self {
        Self {
            inner,
            encoding: Encoding::Untold,
            rest: Vec::new(),
            buffer: Vec::new(),
            at: 0,
            passed: 0,
            ended: false,
            failure: None,
        }
    }

    pub(crate) fn utf16(&self) -> bool {
        matches!(self.encoding, Encoding::Utf16 { .. })
    }

    /// How many bytes have gone by.
    pub(crate) fn offset(&self) -> u64 {
        self.passed + self.at as u64
    }

    pub(crate) fn peek(&mut self) -> Option<u8> {
        if self.at >= self.buffer.len() {
            self.refill();
        }
        self.buffer.get(self.at).copied()
    }

    pub(crate) fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    /// The bytes that are here already; none at the end.
    pub(crate) fn chunk(&mut self) -> &[u8] {
        if self.at >= self.buffer.len() {
            self.refill();
        }
        self.buffer.get(self.at..).unwrap_or_default()
    }

    /// Passes so many bytes of the chunk.
    pub(crate) fn pass(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.buffer.len());
    }

    /// The next byte that is not white space, left in place.
    pub(crate) fn peek_solid(&mut self) -> Option<u8> {
        loop {
            let byte = self.peek()?;
            if !byte.is_ascii_whitespace() {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    fn refill(&mut self) {
        while self.at >= self.buffer.len() && !self.ended {
            self.passed += self.buffer.len() as u64;
            self.buffer.clear();
            self.at = 0;
            let raw = self.read_chunk();
            self.take_in(raw);
        }
    }

    fn take_in(&mut self, mut raw: Vec<u8>) {
        if self.encoding == Encoding::Untold {
            while raw.len() < 4 && !self.ended {
                let more = self.read_chunk();
                raw.extend(more);
            }
            let (encoding, mark) = tell(&raw);
            self.encoding = encoding;
            raw.drain(..mark);
            self.passed += if self.utf16() { 0 } else { mark as u64 };
        }
        match self.encoding {
            Encoding::Utf16 { big } => {
                self.rest.extend(raw);
                self.buffer = decode_utf16(&mut self.rest, big, self.ended);
            }
            Encoding::Utf8 | Encoding::Untold => self.buffer = raw,
        }
    }

    fn read_chunk(&mut self) -> Vec<u8> {
        let mut chunk = vec![0; CHUNK];
        loop {
            match self.inner.read(&mut chunk) {
                Ok(0) => self.ended = true,
                Ok(read) => {
                    chunk.truncate(read);
                    return chunk;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.failure = Some(error.to_string());
                    self.ended = true;
                }
            }
            return Vec::new();
        }
    }
}

fn tell(start: &[u8]) -> (Encoding, usize) {
    match start {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
        [0xFF, 0xFE, ..] => (Encoding::Utf16 { big: false }, 2),
        [0xFE, 0xFF, ..] => (Encoding::Utf16 { big: true }, 2),
        [b'[' | b'{', 0, ..] => (Encoding::Utf16 { big: false }, 0),
        [0, b'[' | b'{', ..] => (Encoding::Utf16 { big: true }, 0),
        _ => (Encoding::Utf8, 0),
    }
}

/// Decodes what is whole and leaves half a character in `rest` unless this is the end.
fn decode_utf16(rest: &mut Vec<u8>, big: bool, last: bool) -> Vec<u8> {
    let mut units: Vec<u16> = rest
        .as_chunks::<2>()
        .0
        .iter()
        .map(|pair| if big { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) })
        .collect();
    if !last && units.last().is_some_and(|unit| (0xD800..0xDC00).contains(unit)) {
        units.pop();
    }
    rest.drain(..units.len() * 2);
    String::from_utf16_lossy(&units).into_bytes()
}

/// Text from bytes that ought to be UTF-8: what is not is read as Windows-1252, byte by byte. The second value
/// says whether that was needed.
pub(crate) fn text(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), false);
    }
    let mut out = String::with_capacity(bytes.len());
    let mut mended = false;
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        mended |= !chunk.invalid().is_empty();
        out.extend(chunk.invalid().iter().map(|byte| windows_1252(*byte)));
    }
    (Cow::Owned(out), mended)
}

/// The character a byte stands for in Windows-1252 (the WHATWG table: the five unused bytes are themselves).
pub(crate) fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<u8> {
        let mut source = Source::new(bytes);
        std::iter::from_fn(|| source.next()).collect()
    }

    #[test]
    fn a_mark_is_dropped_and_utf_16_is_decoded() {
        assert_eq!(all(b"\xEF\xBB\xBF[1]"), b"[1]");
        let text = "[\"£5 – café 🧵\"]";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(all(&[&[0xFF, 0xFE][..], &little].concat()), text.as_bytes());
        assert_eq!(all(&[&[0xFE, 0xFF][..], &big].concat()), text.as_bytes());
        assert_eq!(all(&little), text.as_bytes());
        assert_eq!(all(&big), text.as_bytes());
    }

    #[test]
    fn a_character_across_two_reads_stays_whole() {
        let text = "[\"".to_owned() + &"🧵".repeat(40_000) + "\"]";
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (first, second) = bytes.split_at(30_007);
        let mut source = Source::new(first.chain(second));
        let out: Vec<u8> = std::iter::from_fn(|| source.next()).collect();
        assert_eq!(out, text.as_bytes());
    }

    #[test]
    fn stray_windows_bytes_become_their_characters() {
        let (out, mended) = text(b"caf\xE9 \x93Tea\x94 \x96 \xC2\xA35");
        assert_eq!(out, "café “Tea” – £5");
        assert!(mended);
        assert_eq!(text("£5".as_bytes()), ("£5".into(), false));
    }
}
