//! Instruments, answers, change and uncertainty: everything Quilt knows about measuring how someone is, and nothing else.
//!
//! Pure: values in, values out. No clock, no storage, no pages, and chance only from a seed ([`chance`]).
//!
//! # Where things are
//!
//! **Asking one person**
//!
//! | to | use |
//! |---|---|
//! | find a measure by its stored code, in a language, or all that may be taken today | [`Shelf::get`], [`Shelf::get_in`], [`Shelf::offered`] |
//! | know a measure: items, range, direction, bands, licence, missing rule, norms, thresholds, what is unconfirmed | [`Instrument`] (its records: [`instrument`]) |
//! | know whether its questions may be shown, or only numbers entered | [`Instrument::offer`] |
//! | read what was typed or stored, every error with its item | [`Answers::parse`], [`Answers::put`], [`Answers::put_entered`] |
//! | say that it was adapted, asked in part, or answered by someone else | [`Answers::administered`], [`Answers::answered_by`] |
//! | score it, or hear why not | [`score()`] → [`Scores`] or [`NotScored`] |
//! | know how far each score runs and how groups report it | [`Instrument::scales`] → [`scorer::Scale`] |
//! | load wording that a deployment holds a licence for | [`Pack::parse`], [`Shelf::add`] ([`pack`]; an invented one is `examples/harbour.toml`) |
//! | say one person's change in words | [`sentence`] |
//!
//! The older types [`Ons4`], [`Ucla3`], [`Direct`], [`Severity`], [`swemwbs`] and [`goal`] hold the answers to one measure each.
//!
//! **A group of people**
//!
//! | to | use |
//! |---|---|
//! | choose each person's first and last reading, by a stated rule | [`ends`] |
//! | keep before and after, counted as a database counts them | [`Pairs::of_score_counts`], [`Pairs::counted`] |
//! | have means, SDs, medians, quartiles, interval, t, p, r, every effect size by name, P̂, up, same and down | [`Pairs::summary`] |
//! | know whether to show the bootstrap's interval, and have it (2,000 resamples, the same for ever) | [`bootstrap::is_due`], [`bootstrap::bootstrap`]; of the mean alone, quicker, [`bootstrap::of_mean`] |
//! | count who moved further than noise, three ways, also for the worse | [`reliable::ways`] |
//! | draw histograms, floor and ceiling, moves between bands | [`bands`], [`Distribution::ends`] |
//! | bound what the missing could hide; compare where they started | [`missing::bounds`], [`missing::starts`] |
//! | say how much would have come by itself | [`drift`] |
//! | set one result among many; undo "any of eight areas" | [`many`] |
//! | know whether a group is large enough (8, 30) | [`distribution::Enough`] |
//! | count records of the same people once | [`cluster`] |
//! | say how a gain fades | [`fading`] |
//! | intervals for shares (Wilson, exact) and means | [`Interval`] |
//! | a test without a bell curve; waits in days | [`signed_rank`], [`waits`] |
//!
//! **Beside others**: [`compare`] has difference in differences, matching, synthetic control and monthly rates, each with its
//! warnings and with words that never say what caused what.
//!
//! **Showing and giving away**: [`suppress`] for small numbers, [`suppress_key`] for what moves them a little,
//! [`suppress_choice`] for whom may be asked, so that no answer taken from another says something of a few;
//! [`anonymous`] for k-anonymity.
//!
//! # Held by types rather than by care
//!
//! A personal measure (a concern, a goal, MYCaW, and any personal measure from a content pack) cannot become [`Payable`], and
//! a contract's [`PaidOutcomes`] hold nothing but payables: there is no function that would do it. There is no composite of
//! the four personal wellbeing questions, because their authors reject one. A pack brings data and no code.
//!
//! ```
//! use measure::{Answers, Shelf, score};
//! let shelf = Shelf::built_in();
//! let ons4 = shelf.get("ons4").unwrap();
//! let typed = [("satisfied", "3"), ("worthwhile", "4"), ("happy", "5"), ("anxious", "don't know")];
//! let answers = Answers::parse(ons4, typed).unwrap();
//! let scores = score(ons4, &answers).unwrap();
//! assert_eq!((scores.get("satisfied"), scores.get("anxious")), (Some(3.0), None));
//! ```
//!
//! ```
//! use measure::{Pairs, bootstrap};
//! // (before, after, people), as a database counts them
//! let pairs = Pairs::of_score_counts([(3, 5, 40), (4, 4, 25), (6, 5, 10)]);
//! let summary = pairs.summary().unwrap();
//! assert_eq!((summary.n, summary.up.count, summary.down.count), (75, 40, 10));
//! let surer = bootstrap::bootstrap(&pairs).unwrap().mean.corrected;
//! assert!(surer.low < summary.change.mean && summary.change.mean < surer.high);
//! ```
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
mod drawn_sum;
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
pub mod suppress_choice;
pub mod suppress_key;
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
pub use suppress_choice::{Heads, LeftOut, Stretches};
pub use suppress_key::{Crowd, RecordKey, Secret};
