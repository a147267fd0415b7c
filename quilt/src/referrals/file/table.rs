//! Lines and cells of a file whose cells are parted by commas, semicolons or tabs, with the
//! number of the line each record begins on.

/// One record: a line, or several where a cell in quotation marks goes over them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Counted from 1, as an editor does.
    pub line: usize,
    pub cells: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub records: Vec<Record>,
    /// The line on which a quotation mark opened that is never properly closed. Nothing from
    /// that line on is read: where its records end, nobody can tell.
    pub open_quote: Option<usize>,
}

impl Table {
    /// Reads a text. Empty lines are left out.
    pub fn read(text: &str) -> Table {
        // Some spreadsheets say in a first line what parts the cells.
        let first = text.lines().next().unwrap_or("").trim_matches(['"', ' ']);
        let said = first.to_ascii_lowercase().strip_prefix("sep=").and_then(|rest| rest.chars().next());
        let mut reader = Reader::new(text, said.unwrap_or_else(|| parting(text)));
        let mut table = Table { records: Vec::new(), open_quote: None };
        loop {
            match reader.record() {
                Step::Record(record) if record.cells.iter().any(|cell| !cell.is_empty()) => {
                    table.records.push(record)
                }
                Step::Record(_) => {}
                Step::OpenQuote(line) => {
                    table.open_quote = Some(line);
                    break;
                }
                Step::End => break,
            }
        }
        if said.is_some() {
            table.records.retain(|record| record.line > 1);
        }
        table
    }
}

/// Which of the three parts the cells of the first line: the one that comes most often
/// outside quotation marks.
fn parting(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let count = |parting: char| {
        let mut quoted = false;
        first
            .chars()
            .filter(|c| {
                quoted ^= *c == '"';
                !quoted && *c == parting
            })
            .count()
    };
    [';', '\t'].into_iter().fold(',', |best, other| if count(other) > count(best) { other } else { best })
}

struct Reader<'a> {
    chars: std::iter::Peekable<std::str::Chars<'a>>,
    parting: char,
    line: usize,
}

enum Step {
    Record(Record),
    OpenQuote(usize),
    End,
}

/// What stands after a cell.
enum After {
    Cell,
    Line,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, parting: char) -> Reader<'a> {
        Reader { chars: text.chars().peekable(), parting, line: 1 }
    }

    fn record(&mut self) -> Step {
        if self.chars.peek().is_none() {
            return Step::End;
        }
        let mut record = Record { line: self.line, cells: Vec::new() };
        loop {
            let began = self.line;
            let mut cell = String::new();
            while self.chars.next_if(|c| *c == ' ').is_some() {}
            if self.chars.next_if_eq(&'"').is_some() && self.quoted(&mut cell).is_err() {
                return Step::OpenQuote(began);
            }
            let tail = cell.len();
            let after = self.plain(&mut cell);
            // Words right after a cell that went over lines: the mark that seemed to close it opened another.
            if self.went_on(began, &after) && !cell[tail..].trim().is_empty() {
                return Step::OpenQuote(began);
            }
            record.cells.push(cell.trim().to_owned());
            if matches!(after, After::Line) {
                return Step::Record(record);
            }
        }
    }

    /// Whether the cell just read began on an earlier line than it ended on.
    fn went_on(&self, began: usize, after: &After) -> bool {
        let ended = if matches!(after, After::Line) { self.line.saturating_sub(1) } else { self.line };
        ended > began
    }

    /// The inside of quotation marks; two of them are one.
    fn quoted(&mut self, cell: &mut String) -> Result<(), ()> {
        while let Some(c) = self.chars.next() {
            match c {
                '"' if self.chars.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' => return Ok(()),
                '\r' | '\n' => {
                    self.line_ends(c);
                    cell.push('\n');
                }
                c => cell.push(c),
            }
        }
        Err(())
    }

    /// Up to the end of the cell.
    fn plain(&mut self, cell: &mut String) -> After {
        while let Some(c) = self.chars.next() {
            match c {
                c if c == self.parting => return After::Cell,
                '\r' | '\n' => {
                    self.line_ends(c);
                    return After::Line;
                }
                c => cell.push(c),
            }
        }
        self.line += 1;
        After::Line
    }

    fn line_ends(&mut self, c: char) {
        if c == '\r' {
            self.chars.next_if_eq(&'\n');
        }
        self.line += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
        Table::read(text).records.into_iter().map(|record| (record.line, record.cells)).collect()
    }

    fn line(number: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn cells_are_parted_by_whatever_the_first_line_uses() {
        for text in ["a,b\n1,2;3\n", "a;b\r\n1;2,3\r\n", "a\tb\r1\t2,3\r", "sep=;\na;b\n1;2,3"] {
            let read = cells(text);
            assert_eq!(
                (read.len(), read[1].1.len(), read[0].1.clone()),
                (2, 2, vec!["a".into(), "b".into()]),
                "{text:?}"
            );
        }
        assert_eq!(parting("\"a;b;c\",d"), ',');
    }

    #[test]
    fn a_cell_in_quotation_marks_may_hold_anything() {
        let read = cells("a,b\n\"one, \"\"two\"\"\nthree\",x\n\n\"y\" ,z\n");
        assert_eq!(
            read,
            [line(1, &["a", "b"]), line(2, &["one, \"two\"\nthree", "x"]), line(5, &["y", "z"])]
        );
    }

    #[test]
    fn a_quotation_mark_left_open_is_found_on_its_line() {
        let open = |text: &str| Table::read(text).open_quote;
        assert_eq!(open("a,b\n1,2\n3,\"four\n5,6\n"), Some(3));
        // The next cell in marks seems to close it, and words follow: it does not.
        let swallowed = Table::read("a,b\n1,2\n3,\"four\n5,\"six\"\n7,8\n");
        assert_eq!((swallowed.open_quote, swallowed.records.len()), (Some(3), 2));
        assert_eq!(open("a,b\n1,\"two\"\n"), None);
        assert_eq!(open("a,b\n1,5\" nails\n"), None, "a mark inside a word opens nothing");
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[a-c\",;\t\r\n]{0,60}") {
            let table = Table::read(&text);
            prop_assert!(table.records.windows(2).all(|pair| pair[0].line < pair[1].line));
        }

        #[test]
        fn what_is_written_well_comes_back(rows in proptest::collection::vec(proptest::collection::vec("[a-z,\"\n]{0,6}[a-z]", 2), 1..6)) {
            let header = "x,y\n".to_owned();
            let text = rows.iter().fold(header, |text, row| {
                let cells: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
                text + &cells.join(",") + "\n"
            });
            let read: Vec<Vec<String>> = Table::read(&text).records.into_iter().skip(1).map(|record| record.cells).collect();
            let expected: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect();
            prop_assert_eq!(read, expected);
        }
    }
}
