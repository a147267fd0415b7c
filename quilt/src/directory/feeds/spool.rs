//! What a server answers, put aside in a file as it comes: measured, so that it is never more
//! than there is room and time for, and in a state from which it can go on when the line breaks.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use sha2::{Digest, Sha256};

/// How much of the opening is looked at to tell what it is.
const OPENING: usize = 512;

/// An answer put aside, as far as it has come.
pub(super) struct Spool {
    file: File,
    hash: Sha256,
    pub bytes: u64,
    opening: Vec<u8>,
}

/// Why an answer stopped before its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cut {
    pub why: String,
    /// It was we who stopped it: asking again would not help.
    pub ours: bool,
}

/// What an answer is, whatever its content type says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    Page,
    Feed,
}

impl Spool {
    pub fn new() -> io::Result<Spool> {
        Ok(Spool { file: tempfile::tempfile()?, hash: Sha256::new(), bytes: 0, opening: Vec::new() })
    }

    /// Takes in what comes; answers why that was not all.
    pub fn fill<R: Read>(&mut self, from: &mut Measured<'_, R>) -> io::Result<Option<Cut>> {
        let mut chunk = vec![0; 64 << 10];
        loop {
            match from.read(&mut chunk) {
                Ok(0) => return Ok(None),
                Ok(read) => {
                    let came = chunk.get(..read).unwrap_or_default();
                    let room = OPENING.saturating_sub(self.opening.len()).min(came.len());
                    self.opening.extend(came.iter().take(room));
                    self.file.write_all(came)?;
                    self.hash.update(came);
                    self.bytes += read as u64;
                }
                Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
                Err(why) => return Ok(Some(Cut { why: why.to_string(), ours: from.stopped })),
            }
        }
    }

    /// The file, at its beginning, and SHA-256 of what it holds.
    pub fn done(mut self) -> io::Result<(File, [u8; 32])> {
        self.file.rewind()?;
        Ok((self.file, self.hash.finalize().into()))
    }

    /// Servers name all kinds of content types; what the answer opens with does not lie.
    pub fn looks_like(&self) -> Looks {
        let first = self
            .opening
            .iter()
            .find(|byte| !byte.is_ascii_whitespace() && !byte.is_ascii_control() && byte.is_ascii());
        if first == Some(&b'<') { Looks::Page } else { Looks::Feed }
    }
}

/// Reads no more than there is room and time for. Bytes are counted as they come out of
/// whatever they were packed in, so a bomb bursts here.
pub(super) struct Measured<'a, R> {
    pub from: R,
    pub left: u64,
    pub until: Instant,
    pub stop: &'a AtomicBool,
    /// Whether it was stopped here, and not by the line.
    pub stopped: bool,
}

impl<R> Measured<'_, R> {
    fn no(&mut self, why: &str) -> io::Result<usize> {
        self.stopped = true;
        Err(io::Error::other(why.to_owned()))
    }
}

impl<R: Read> Read for Measured<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            // Whether there was more: an answer may be exactly as long as there is room.
            return match self.from.read(&mut [0])? {
                0 => Ok(0),
                _ => self.no("it is larger than what is read of one feed"),
            };
        }
        if Instant::now() > self.until {
            return self.no("it took longer than one reading may take");
        }
        if self.stop.load(Ordering::Relaxed) {
            return self.no("Quilt was stopped");
        }
        let most = into.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let read = self.from.read(into.get_mut(..most).unwrap_or_default())?;
        self.left -= read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn put(text: &'static str, left: u64) -> (Spool, Option<Cut>) {
        let stop = AtomicBool::new(false);
        let until = Instant::now() + Duration::from_secs(60);
        let mut measured = Measured { from: text.as_bytes(), left, until, stop: &stop, stopped: false };
        let mut spool = Spool::new().unwrap();
        let cut = spool.fill(&mut measured).unwrap();
        (spool, cut)
    }

    #[test]
    fn what_is_read_is_measured() {
        let (all, cut) = put("abcde", 5);
        assert_eq!((all.bytes, cut), (5, None));
        let (some, cut) = put("abcdef", 5);
        assert_eq!((some.bytes, cut.map(|cut| cut.ours)), (5, Some(true)));
        assert_eq!(put("\u{feff} \n<!doctype html>", 50).0.looks_like(), Looks::Page);
        assert_eq!(put(" [1]", 50).0.looks_like(), Looks::Feed);
    }

    #[test]
    fn what_came_in_two_parts_is_one() {
        let (mut first, _) = put("abc", 50);
        let stop = AtomicBool::new(false);
        let until = Instant::now() + Duration::from_secs(60);
        let mut rest = Measured { from: "def".as_bytes(), left: 50, until, stop: &stop, stopped: false };
        assert_eq!(first.fill(&mut rest).unwrap(), None);
        let (mut file, content) = first.done().unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert_eq!((text.as_str(), content), ("abcdef", put("abcdef", 50).0.done().unwrap().1));
    }
}
