//! From NHS numbers to keys: what whoever holds the numbers runs, before a file leaves them. Reads
//! and writes a line at a time, writes no number, and says which lines it left out by their number.

use std::io::{self, BufRead, Write};

use super::Salt;
use super::lines::{Line, Lines, MARKED, column, written};
use crate::people::NhsNumber;

/// The columns that may leave besides the key; every other stays behind.
const MAY_LEAVE: &[&str] = &["month", "kind", "count", "group", "age_band", "fifth", "began", "scheme"];

/// Names a column of NHS numbers may have.
const NUMBER: &[&str] = &["nhs_number", "nhsnumber", "nhs_no", "nhs"];

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pseudonymised {
    pub written: u64,
    pub left_out: u64,
    /// Columns that stayed behind.
    pub dropped: Vec<String>,
}

/// Why a line, or the whole file, was not taken. No value of it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Broken,
    Cells,
    NoNumber,
    CheckDigit,
    /// Another cell holds what looks like an NHS number.
    NumberElsewhere,
}

impl Why {
    pub fn words(self) -> &'static str {
        match self {
            Why::Broken => "it cannot be read as a line of columns",
            Why::Cells => "it has more or fewer cells than there are columns",
            Why::NoNumber => "it has no NHS number",
            Why::CheckDigit => "its NHS number is not one: the check digit or the length is wrong",
            Why::NumberElsewhere => "another of its cells looks like an NHS number",
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error("could not read or write: {0}")]
    Io(#[from] io::Error),
    #[error("the file is empty")]
    Empty,
    #[error("no column holds NHS numbers. Name it with --column; there are: {0}")]
    NoColumn(String),
    #[error("the column “key” is there already: this file was made by this tool before")]
    Already,
}

/// Where things stand in a file.
struct Columns {
    number: usize,
    kept: Vec<usize>,
    all: usize,
}

/// Turns a file of NHS numbers into a file of keys. `bad` is told each line that was left out.
///
/// # Errors
/// When nothing can be made of the file, or it cannot be read or written.
pub fn pseudonymise(
    from: impl BufRead,
    mut to: impl Write,
    salt: &Salt,
    number_column: Option<&str>,
    mut bad: impl FnMut(u64, Why),
) -> Result<Pseudonymised, Trouble> {
    let mut lines = Lines::new(from);
    let Some(Line::Cells(names)) = lines.next()? else { return Err(Trouble::Empty) };
    let names: Vec<String> = names.iter().map(|name| column(name)).collect();
    let columns = columns(&names, number_column)?;
    let mut done = Pseudonymised { dropped: dropped(&names, &columns), ..Pseudonymised::default() };
    writeln!(to, "{MARKED}{}", salt.mark())?;
    writeln!(to, "{}", joined("key", &columns, &names))?;
    while let Some(line) = lines.next()? {
        match keyed(&line, &columns, salt) {
            Ok(keyed) => {
                writeln!(to, "{keyed}")?;
                done.written += 1;
            }
            Err(why) => {
                bad(lines.number, why);
                done.left_out += 1;
            }
        }
    }
    to.flush()?;
    Ok(done)
}

fn columns(names: &[String], wanted: Option<&str>) -> Result<Columns, Trouble> {
    if names.iter().any(|name| name == "key") {
        return Err(Trouble::Already);
    }
    let wanted = wanted.map(column);
    let is_number = |name: &String| match &wanted {
        Some(wanted) => name == wanted,
        None => NUMBER.contains(&name.as_str()),
    };
    let number = names.iter().position(is_number).ok_or_else(|| Trouble::NoColumn(names.join(", ")))?;
    let kept = (0..names.len()).filter(|at| *at != number && MAY_LEAVE.contains(&names[*at].as_str()));
    Ok(Columns { number, kept: kept.collect(), all: names.len() })
}

fn dropped(names: &[String], columns: &Columns) -> Vec<String> {
    let stays = |at: &usize| *at != columns.number && !columns.kept.contains(at);
    (0..names.len()).filter(stays).map(|at| names[at].clone()).collect()
}

fn joined(first: &str, columns: &Columns, cells: &[String]) -> String {
    let rest = columns.kept.iter().map(|at| written(&cells[*at]));
    std::iter::once(first.to_owned()).chain(rest).collect::<Vec<_>>().join(",")
}

fn keyed(line: &Line, columns: &Columns, salt: &Salt) -> Result<String, Why> {
    let Line::Cells(cells) = line else { return Err(Why::Broken) };
    if cells.len() != columns.all {
        return Err(Why::Cells);
    }
    let typed = &cells[columns.number];
    if typed.is_empty() {
        return Err(Why::NoNumber);
    }
    let number = NhsNumber::parse(typed).ok_or(Why::CheckDigit)?;
    if columns.kept.iter().any(|at| NhsNumber::parse(&cells[*at]).is_some()) {
        return Err(Why::NumberElsewhere);
    }
    Ok(joined(&salt.key(&number).to_string(), columns, cells))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn run(text: &str, column: Option<&str>) -> (String, Vec<(u64, Why)>, Result<Pseudonymised, Trouble>) {
        let (mut out, mut bad) = (Vec::new(), Vec::new());
        let salt = Salt::new([3; 32]);
        let done = pseudonymise(text.as_bytes(), &mut out, &salt, column, |line, why| bad.push((line, why)));
        (String::from_utf8(out).unwrap(), bad, done)
    }

    #[test]
    fn numbers_become_keys_and_only_known_columns_leave() {
        let text = "NHS Number,Month,kind,count,surname\n\
            943 476 5919,2026-01,gp,2,Vowles\n9434765918,2026-01,gp,2,Pope\n,2026-01,gp,1,Day\n\
            9434765919,2026-02,gp,9434765919,Vowles\n9434765919,2026-03\n943-476-5919,2026-04,ae,0,Vowles\n";
        let (out, bad, done) = run(text, None);
        let done = done.unwrap();
        assert_eq!((done.written, done.left_out, done.dropped), (2, 4, vec!["surname".to_owned()]));
        assert_eq!(
            bad,
            [(3, Why::CheckDigit), (4, Why::NoNumber), (5, Why::NumberElsewhere), (6, Why::Cells)]
        );
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(lines[0], format!("# quilt use, salt {}", Salt::new([3; 32]).mark()));
        assert_eq!(lines[1], "key,month,kind,count");
        assert!(lines[2].ends_with(",2026-01,gp,2") && lines[3].ends_with(",2026-04,ae,0"));
        assert_eq!(lines[2].split(',').next(), lines[3].split(',').next(), "one person, one key");
        for gone in ["9434765919", "943 476", "Vowles", "surname"] {
            assert!(!out.contains(gone), "{gone}");
        }
    }

    #[test]
    fn a_file_of_something_else_is_refused_in_words() {
        assert!(matches!(run("", None).2, Err(Trouble::Empty)));
        assert!(matches!(run("name,month\nJo,2026-01\n", None).2, Err(Trouble::NoColumn(_))));
        assert!(matches!(run("key,nhs number\n", None).2, Err(Trouble::Already)));
        assert!(matches!(run("a,b\n1,2\n", Some("c")).2, Err(Trouble::NoColumn(_))));
        assert_eq!(run("Patient ID,count\n9434765919,1\n", Some("patient id")).2.unwrap().written, 1);
    }

    proptest! {
        #[test]
        fn whatever_comes_in_no_number_goes_out(cells in proptest::collection::vec("[0-9a-z,\" \n]{0,14}", 0..30)) {
            let text = format!("nhs,count,month\n9434765919,3,2026-01\n{}", cells.join(","));
            let (out, _, _) = run(&text, None);
            prop_assert!(!out.contains("9434765919"));
        }
    }
}
