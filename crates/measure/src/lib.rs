//! Instruments, answers, change and uncertainty: everything Quilt knows about measuring how someone is, and nothing else.
//!
//! Pure: values in, values out. No clock, no storage, no pages.
//!
//! * **Asking**: [`instrument`] describes each measure as data (wording where it may be shipped, range, direction, bands,
//!   licence, the source of every number); [`ons4`], [`loneliness`], [`concern`], [`goal`] and [`swemwbs`] hold the
//!   answers to each and turn them into scores; [`answer`] says what an answer may be and how it was asked.
//! * **Comparing**: [`paired`] is before and after on the same people; [`interval`] the uncertainty; [`missing`] the
//!   people who did not come back; [`drift`] the change that would have happened anyway; [`bands`] whole distributions;
//!   [`waits`] medians and quantiles of days; [`reliable`] who moved further than noise; [`signed_rank`] a test without a
//!   bell curve.
//! * **Showing**: [`suppress`] small numbers that cannot be printed raw; [`sentence`] one person's change in words.
//!
//! Two rules are held by types rather than by care. A personal measure (a concern, a goal) cannot become [`Payable`]:
//! there is no function that would do it. And there is no composite of the four personal wellbeing questions, because
//! their authors reject one.
//!
//! ```
//! use measure::{Ons4, Ons4Form, sentence::Noted};
//! let before = Ons4::parse(&Ons4Form { satisfied: "3", worthwhile: "4", happy: "5", anxious: "don't know" })?;
//! let after = Ons4::parse(&Ons4Form { satisfied: "5", worthwhile: "4", happy: "6", anxious: "4" })?;
//! let said = measure::sentence::change(
//!     &measure::instrument::SATISFIED,
//!     &[Noted { when: "September", answer: before.satisfied }, Noted { when: "now", answer: after.satisfied }],
//! );
//! assert_eq!(said, "Satisfied with life was 3 in September and is 5 now. Two readings say little yet.");
//! # Ok::<(), measure::Error>(())
//! ```

pub mod anonymous;
pub mod answer;
pub mod answers;
pub mod bands;
pub mod bootstrap;
mod catalogue;
pub mod chance;
pub mod cluster;
pub mod compare;
pub mod concern;
pub mod day;
pub mod distribution;
pub mod drift;
pub mod effect;
pub mod ends;
mod error;
pub mod fading;
pub mod goal;
pub mod id;
pub mod instrument;
pub mod interval;
pub mod loneliness;
pub mod many;
pub mod missing;
pub mod ons4;
pub mod pack;
pub mod paired;
pub mod payable;
pub mod reliable;
pub mod score;
pub mod scorer;
pub mod sentence;
pub mod shelf;
pub mod signed_rank;
pub mod suppress;
pub mod swemwbs;
pub mod waits;

pub use answer::{Answer, HowAsked, WhoAnswered};
pub use answers::{Administration, Answers};
pub use concern::Severity;
pub use day::Day;
pub use distribution::Distribution;
pub use error::Error;
pub use instrument::{Direction, Instrument, InstrumentId, Item, Personal, Standard};
pub use interval::Interval;
pub use loneliness::{Direct, Ucla3, Ucla3Form};
pub use ons4::{Ons4, Ons4Form};
pub use pack::{Pack, PackError};
pub use paired::{Pairs, Summary};
pub use payable::{PaidOutcomes, Payable};
pub use score::{NotScored, Score, Scores, score};
pub use shelf::Shelf;
pub use suppress::{Suppressed, SuppressedMean};
