//! What became of a file, or would: in sentences, for the command line and the page. A line is
//! known by its number; no key and no number of a person is said.

use page::text::{count, number};

use super::Month;

/// The most lines that are named; of the rest only how many there are.
const NAMED: usize = 100;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Whether it was kept: a preview is not, nor is a file with anything wrong in it.
    pub kept: bool,
    /// “use” or “starts”.
    pub what: &'static str,
    pub rows: u64,
    pub people: u64,
    /// Of them, people to compare with.
    pub compares: u64,
    /// People who are neither to compare with nor known to have begun a journey.
    pub unknown: u64,
    pub months: Option<(Month, Month)>,
    /// How many rows that stood here are replaced.
    pub replaced: u64,
    pub problems: Vec<(u64, String)>,
    pub more_problems: u64,
    /// Schemes the file names and nobody here knows.
    pub unknown_schemes: Vec<String>,
}

impl Report {
    pub(super) fn problem(&mut self, line: u64, why: impl Into<String>) {
        if self.problems.len() < NAMED {
            self.problems.push((line, why.into()));
        } else {
            self.more_problems += 1;
        }
    }

    pub(super) fn covers(&mut self, month: Month) {
        let (first, last) = self.months.unwrap_or((month, month));
        self.months = Some((first.min(month), last.max(month)));
    }

    pub fn is_clean(&self) -> bool {
        self.problems.is_empty() && self.unknown_schemes.is_empty()
    }

    /// What it comes to, a sentence each.
    pub fn sentences(&self) -> Vec<String> {
        let mut said = Vec::new();
        let people = count(self.people, "person", "people");
        let of_months = self.months.map_or_else(String::new, |(first, last)| {
            format!(", from {} to {}", first.words(), last.words())
        });
        said.push(match self.what {
            "starts" => format!("{people} whose journey began{of_months}."),
            _ => format!("{} of {people}{of_months}.", count(self.rows, "line", "lines")),
        });
        if self.what == "use" {
            said.push(format!("{} of them to compare with.", number(self.compares)));
            if self.unknown > 0 {
                said.push(format!(
                    "{} of them are not to compare with, and no journey of theirs is known here: they are kept and not counted.",
                    number(self.unknown)
                ));
            }
        }
        if self.replaced > 0 {
            said.push(format!(
                "{} that stood here before are replaced.",
                count(self.replaced, "line", "lines")
            ));
        }
        for name in &self.unknown_schemes {
            said.push(format!("There is no scheme called “{name}” here."));
        }
        said.extend(self.problems.iter().map(|(line, why)| format!("Line {line}: {why}.")));
        if self.more_problems > 0 {
            said.push(format!("And {} more.", count(self.more_problems, "line", "lines")));
        }
        said
    }

    /// The last word.
    pub fn summary(&self) -> &'static str {
        match (self.kept, self.is_clean()) {
            (true, _) => "Kept.",
            (false, true) => "Nothing is wrong with it. Nothing was kept yet.",
            (false, false) => {
                "Nothing was kept: a file is taken whole or not at all, for a number that is missing looks like a nought."
            }
        }
    }
}
