//! What became of every line of a file, for whoever sent it. Lines are known by their
//! number: a report holds nobody's name.

/// What became of one line, or would.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Taken {
        reference: Option<String>,
        notes: Vec<String>,
    },
    /// It came before: in an earlier file, or earlier in this one.
    Here {
        reference: Option<String>,
    },
    Refused {
        why: Vec<String>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineReport {
    /// Counted from 1; the names of the columns stand on line 1.
    pub line: usize,
    pub outcome: Outcome,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileReport {
    pub lines: Vec<LineReport>,
    /// Headings nobody could read; what stands under them was left out.
    pub unknown: Vec<String>,
    /// Why the file, or the rest of it, could not be read.
    pub broken: Option<String>,
}

impl FileReport {
    pub(super) fn say(&mut self, line: usize, outcome: Outcome) {
        self.lines.push(LineReport { line, outcome });
    }

    pub(super) fn ordered(mut self) -> FileReport {
        self.lines.sort_by_key(|report| report.line);
        self
    }

    pub fn taken(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Taken { .. }))
    }

    pub fn here(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Here { .. }))
    }

    pub fn refused(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Refused { .. }))
    }

    fn count(&self, which: impl Fn(&Outcome) -> bool) -> usize {
        self.lines.iter().filter(|line| which(&line.outcome)).count()
    }

    /// One sentence a line, in the file's order, and what concerns the whole of it.
    pub fn sentences(&self) -> Vec<String> {
        let unknown = (!self.unknown.is_empty())
            .then(|| format!("These columns were not read: {}.", self.unknown.join(", ")));
        let lines =
            self.lines.iter().map(|report| format!("Line {}: {}", report.line, words(&report.outcome)));
        unknown.into_iter().chain(lines).chain(self.broken.clone()).collect()
    }

    /// "12 taken, 3 already here, 1 refused."
    pub fn summary(&self) -> String {
        let broken = if self.broken.is_some() { " The file could not be read to its end." } else { "" };
        format!("{} taken, {} already here, {} refused.{broken}", self.taken(), self.here(), self.refused())
    }
}

fn words(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Taken { reference, notes } => {
            let taken = reference.as_ref().map_or_else(
                || "can be taken".to_owned(),
                |reference| format!("taken, reference {reference}"),
            );
            if notes.is_empty() { format!("{taken}.") } else { format!("{taken}. {}.", notes.join(". ")) }
        }
        Outcome::Here { reference: Some(reference) } => format!("already here, reference {reference}."),
        Outcome::Here { reference: None } => "the same as an earlier line of this file.".into(),
        Outcome::Refused { why } => format!("not taken. {}", why.join(" ")),
    }
}
