//! One row of a comma-separated table, with the slips that spreadsheets and people make.

use std::borrow::Cow;

use crate::limits;

/// How a row ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    Well,
    /// A quotation mark was opened and never closed; what follows its line is read as usual.
    Open,
    /// Longer than a row may be.
    Long,
}

/// Takes the row that begins at a byte apart; gives how it ended and where the next begins.
pub(super) fn take<'a>(text: &'a str, at: usize, comma: u8, cells: &mut Vec<Cow<'a, str>>) -> (Ended, usize) {
    cells.clear();
    let mut here = at;
    loop {
        let Some((cell, after)) = cell(text, here, comma, at) else {
            return (Ended::Open, line_end(text, at).1);
        };
        cells.push(cell);
        match text.as_bytes().get(after) {
            Some(byte) if *byte == comma => here = after + 1,
            _ => {
                let next = line_end(text, after).1;
                let ended = if after - at > limits::ROW_BYTES { Ended::Long } else { Ended::Well };
                return (ended, next);
            }
        }
    }
}

/// Where the line ends that a byte is in, and where the next begins.
fn line_end(text: &str, at: usize) -> (usize, usize) {
    let bytes = text.as_bytes().get(at..).unwrap_or_default();
    let Some(end) = memchr::memchr2(b'\n', b'\r', bytes) else { return (text.len(), text.len()) };
    let two = bytes.get(end..end + 2) == Some(b"\r\n");
    (at + end, at + end + if two { 2 } else { 1 })
}

/// A cell and where it ends; `None` when its quotation mark stays open.
fn cell(text: &str, at: usize, comma: u8, row: usize) -> Option<(Cow<'_, str>, usize)> {
    let rest = text.get(at..).unwrap_or_default();
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    if rest.as_bytes().get(spaces) == Some(&b'"') {
        return quoted(text, at + spaces + 1, comma, row);
    }
    let end = cell_end(text, at, comma);
    Some((Cow::Borrowed(text.get(at..end).unwrap_or_default()), end))
}

fn cell_end(text: &str, at: usize, comma: u8) -> usize {
    let bytes = text.as_bytes().get(at..).unwrap_or_default();
    memchr::memchr3(comma, b'\n', b'\r', bytes).map_or(text.len(), |end| at + end)
}

/// The rest of a cell behind its opening quotation mark. What stands between the closing one and the next comma is
/// kept with it, unless the cell went over several lines: then the mark belongs to another cell, and this one was
/// never closed.
fn quoted(text: &str, start: usize, comma: u8, row: usize) -> Option<(Cow<'_, str>, usize)> {
    let bytes = text.as_bytes();
    let mut held = Cow::Borrowed("");
    let mut from = start;
    loop {
        let mark = from + memchr::memchr(b'"', bytes.get(from..)?)?;
        if mark - row > limits::ROW_BYTES {
            return None;
        }
        let part = text.get(from..mark)?;
        if bytes.get(mark + 1) == Some(&b'"') {
            held.to_mut().push_str(part);
            held.to_mut().push('"');
            from = mark + 2;
            continue;
        }
        if held.is_empty() {
            held = Cow::Borrowed(part);
        } else {
            held.to_mut().push_str(part);
        }
        let end = cell_end(text, mark + 1, comma);
        let stray = text.get(mark + 1..end).unwrap_or_default().trim();
        if !stray.is_empty() {
            if held.contains(['\n', '\r']) {
                return None;
            }
            held.to_mut().push_str(stray);
        }
        return Some((held, end));
    }
}

/// What parts the cells of a table, told from its first line.
pub(super) fn comma(text: &str) -> u8 {
    let first = text.get(..line_end(text, 0).0).unwrap_or_default();
    let times = |mark: &u8| first.bytes().filter(|byte| byte == mark).count();
    // Of several that are as frequent the first named here is taken.
    b"|\t;,".iter().copied().max_by_key(times).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(Ended, Vec<String>)> {
        let (mut at, mut out, mut cells) = (0, Vec::new(), Vec::new());
        while at < text.len() {
            let (ended, next) = take(text, at, comma(text), &mut cells);
            assert!(next > at);
            at = next;
            out.push((ended, cells.iter().map(|cell| cell.to_string()).collect()));
        }
        out
    }

    fn good(text: &str) -> Vec<Vec<String>> {
        rows(text)
            .into_iter()
            .map(|(ended, cells)| (ended == Ended::Well).then_some(cells).unwrap())
            .collect()
    }

    #[test]
    fn cells_as_spreadsheets_write_them() {
        assert_eq!(good("a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n"), [["a", "b"], ["1", "x, \"y\"\nz"]]);
        assert_eq!(good("a;b\r1; \"x\" y\r"), [["a", "b"], ["1", "xy"]]);
        assert_eq!(good("a\tb\n\t"), [["a", "b"], ["", ""]]);
        assert_eq!(good("a,b\n5\" pipe,\"\""), [["a", "b"], ["5\" pipe", ""]]);
    }

    #[test]
    fn an_open_quote_costs_one_line() {
        let rows = rows("a,b\n1,\"never\n2,\"closed\"\n3,well\n");
        let ended: Vec<Ended> = rows.iter().map(|(ended, _)| *ended).collect();
        assert_eq!(ended, [Ended::Well, Ended::Open, Ended::Well, Ended::Well]);
        assert_eq!(rows[2].1, ["2", "closed"]);
        assert_eq!(self::rows("\"").len(), 1);
    }
}
