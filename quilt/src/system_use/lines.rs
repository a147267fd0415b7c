//! Reading a file of columns line by line, at the same memory however long it is: the first lines
//! that say what it is, the names of its columns, and then a line at a time.

use std::io::{self, BufRead, Read};

/// The longest line taken, in bytes: a longer one is a file of something else.
const LONGEST: u64 = 16 * 1024;

/// The first line of every file the tool writes, before the salt's mark.
pub const MARKED: &str = "# quilt use, salt ";

/// One line of a file, whatever it holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// Its cells, without space at the ends.
    Cells(Vec<String>),
    /// It is no text, too long, or has a quotation that does not end.
    Broken,
}

pub struct Lines<R> {
    from: R,
    /// The number of the line read last, as an editor counts them.
    pub number: u64,
}

impl<R: BufRead> Lines<R> {
    pub fn new(from: R) -> Lines<R> {
        Lines { from, number: 0 }
    }

    /// The next line that is not empty; nothing at the end.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn next(&mut self) -> io::Result<Option<Line>> {
        loop {
            let Some(text) = self.text()? else { return Ok(None) };
            self.number += 1;
            let Ok(text) = text else { return Ok(Some(Line::Broken)) };
            let text = text.trim_end_matches(['\r', '\n']);
            let text = if self.number == 1 { text.trim_start_matches('\u{feff}') } else { text };
            if !text.trim().is_empty() {
                return Ok(Some(cells(text).map_or(Line::Broken, Line::Cells)));
            }
        }
    }

    /// One line as text, or as nothing that can be read; the rest of one too long is passed over.
    fn text(&mut self) -> io::Result<Option<Result<String, ()>>> {
        let mut bytes = Vec::new();
        if self.from.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        let whole = bytes.last() == Some(&b'\n') || u64::try_from(bytes.len()).is_ok_and(|n| n < LONGEST);
        if !whole {
            self.pass_over()?;
            return Ok(Some(Err(())));
        }
        Ok(Some(String::from_utf8(bytes).map_err(|_| ())))
    }

    fn pass_over(&mut self) -> io::Result<()> {
        loop {
            let held = self.from.fill_buf()?;
            let (used, done) = match held.iter().position(|byte| *byte == b'\n') {
                Some(at) => (at + 1, true),
                None => (held.len(), held.is_empty()),
            };
            self.from.consume(used);
            if done {
                return Ok(());
            }
        }
    }
}

/// The cells of a line: parted by commas, quoted where they hold one.
fn cells(line: &str) -> Option<Vec<String>> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut letters = line.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => {
                cell.push('"');
                letters.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    cells.push(cell);
    (!quoted).then(|| cells.iter().map(|cell| cell.trim().to_owned()).collect())
}

/// A cell as it is written.
pub fn written(cell: &str) -> String {
    if cell.contains([',', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

/// A column's name, however it is written: “NHS Number” is `nhs_number`.
pub fn column(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(bytes: &[u8]) -> Vec<(u64, Line)> {
        let mut lines = Lines::new(bytes);
        let mut all = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            all.push((lines.number, line));
        }
        all
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let text = "\u{feff}a, b\r\n\r\n\"x, y\",\"say \"\"hello\"\"\"\n\"no end\nlast";
        let cells = |cells: &[&str]| Line::Cells(cells.iter().map(|cell| (*cell).to_owned()).collect());
        let found = all(text.as_bytes());
        assert_eq!(
            found,
            [
                (1, cells(&["a", "b"])),
                (3, cells(&["x, y", "say \"hello\""])),
                (4, Line::Broken),
                (5, cells(&["last"])),
            ]
        );
    }

    #[test]
    fn a_line_too_long_or_of_no_text_is_broken_and_the_next_is_read() {
        let mut bytes = vec![b'x'; 100_000];
        bytes.extend(b"\n\xff\xfe\nfine");
        let found = all(&bytes);
        assert_eq!(found[0], (1, Line::Broken));
        assert_eq!(found[1], (2, Line::Broken));
        assert_eq!(found[2].0, 3);
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _lines = all(&bytes);
        }

        #[test]
        fn what_is_written_reads_back(cell in "[a-z,\" ]{0,20}") {
            prop_assert_eq!(cells(&written(&cell)), Some(vec![cell.trim().to_owned()]));
        }
    }
}
