//! What a verification found.

use std::fmt;

use uuid::Uuid;

/// The most problems listed one by one: a ledger torn to pieces must not fill the memory as well.
pub(crate) const LISTED: usize = 1000;

/// What [`verify`](crate::verify) went through and what it found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Lines gone through.
    pub lines: u64,
    /// Lanes gone through.
    pub lanes: u64,
    /// Lines whose facts were erased.
    pub erased: u64,
    /// Checkpoints gone through.
    pub checkpoints: u64,
    /// What is wrong, the first 1,000.
    pub problems: Vec<Problem>,
    /// How many more problems there are than are listed.
    pub unlisted: u64,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_whole(&self) -> bool {
        self.problems.is_empty()
    }

    pub(crate) fn found(&mut self, area: Uuid, lane: Option<i64>, seq: i64, wrong: Wrong) {
        if self.problems.len() < LISTED {
            self.problems.push(Problem { area, lane, seq, wrong });
        } else {
            self.unlisted += 1;
        }
    }
}

/// One thing that is wrong and where. Its text is a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The area.
    pub area: Uuid,
    /// The lane; nothing when it is a checkpoint that is wrong.
    pub lane: Option<i64>,
    /// The line's number in the lane, or the checkpoint's.
    pub seq: i64,
    /// What is wrong.
    pub wrong: Wrong,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { area, lane, seq, wrong } = self;
        match lane {
            Some(lane) => write!(f, "Area {area}, lane {lane}, line {seq}: {wrong}."),
            None => write!(f, "Area {area}, checkpoint {seq}: {wrong}."),
        }
    }
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// The line's hash is not what it and the line before it come to.
    #[error("the line does not fit its hash; it was changed, or the hash of the line before it was")]
    Line,
    /// The facts do not fit their hash.
    #[error("the facts were changed")]
    Facts,
    /// A name that was erased is there again.
    #[error("a name was filled in where it had been erased")]
    Name,
    /// Lines are missing before this one.
    #[error("the lines from {from} up to this one are missing")]
    Missing {
        /// The first that is missing.
        from: i64,
    },
    /// A line whose number comes before the first or repeats.
    #[error("there can be no line of this number here")]
    Number,
    /// The lane ends before the line that it should end with.
    #[error("the lane was cut off: its last line should be this one, and it ends with {end}")]
    CutOff {
        /// The last line there is; 0 when there is none.
        end: i64,
    },
    /// The lane goes on after the line that it should end with.
    #[error(
        "the lane should end here and goes on to {end}; its head was moved back or lines were slipped in"
    )]
    GoesOn {
        /// The last line there is.
        end: i64,
    },
    /// The lane has no head, though it has lines.
    #[error("the lane's head is missing")]
    NoHead,
    /// The lane's head has another hash than its last line.
    #[error("the lane's head does not fit its last line")]
    Head,
    /// Checkpoints are missing before this one.
    #[error("the checkpoints from {from} up to this one are missing")]
    CheckpointMissing {
        /// The first that is missing.
        from: i64,
    },
    /// The signature is not of what the checkpoint says.
    #[error("its signature does not fit; it was changed or forged")]
    Signature,
    /// The checkpoint was signed with another key than the one given.
    #[error("it was signed with another key than this installation's")]
    OtherKey,
    /// A line that a checkpoint signed is not there.
    #[error("checkpoint {checkpoint} signed this line, and it is not there any more; the lane was cut off")]
    SignedGone {
        /// The checkpoint's number.
        checkpoint: i64,
    },
    /// A line that a checkpoint signed has another hash now.
    #[error(
        "checkpoint {checkpoint} signed this line with another hash; it or a line before it was rewritten"
    )]
    SignedOtherwise {
        /// The checkpoint's number.
        checkpoint: i64,
    },
    /// A row that makes no sense.
    #[error("it cannot be read ({0})")]
    Unreadable(String),
}
