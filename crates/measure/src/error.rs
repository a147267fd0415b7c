//! What can be wrong with an answer or a table of numbers, said so that a person can put it right.

/// Every refusal of this crate; each message is a sentence to show as it stands.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text is not a whole number, nor "don't know", "refused" or "not asked".
    #[error(
        "“{item}” needs a whole number from {low} to {high}, or “don’t know”, or “would rather not say”."
    )]
    NotANumber {
        /// The short name of the question.
        item: String,
        /// Lowest answer allowed.
        low: u8,
        /// Highest answer allowed.
        high: u8,
    },
    /// A number, but off the scale.
    #[error("“{item}” is answered from {low} to {high}; {given} is off that scale.")]
    OffScale {
        /// The short name of the question.
        item: String,
        /// Lowest answer allowed.
        low: String,
        /// Highest answer allowed.
        high: String,
        /// What was given.
        given: String,
    },
    /// The text is none of the printed choices.
    #[error("“{item}” needs one of: {choices}.")]
    NotAChoice {
        /// The short name of the question.
        item: String,
        /// The printed choices, separated by semicolons.
        choices: String,
    },
    /// Someone other than the person answered a measure that only the person can answer.
    #[error("Only the person can answer “{instrument}”. Leave it blank if they could not be asked.")]
    NotTheirOwn {
        /// The instrument's name.
        instrument: String,
    },
    /// A question that is not one of the measure's.
    #[error("“{instrument}” has no question called “{item}”.")]
    NoSuchItem {
        /// The instrument's name.
        instrument: String,
        /// What was given.
        item: String,
    },
    /// More places after the point than the score is given with.
    #[error("{given} has too many figures after the point for “{item}” (at most {decimals}).")]
    TooFine {
        /// The score's name.
        item: String,
        /// Places allowed.
        decimals: u8,
        /// What was given.
        given: String,
    },
    /// Part of a measure whose owners allow only the whole.
    #[error(
        "“{instrument}” may only be used whole: {answered} of {of} questions cannot be recorded. Ask all of them, or none."
    )]
    OnlyWhole {
        /// The instrument's name.
        instrument: String,
        /// Questions answered.
        answered: u8,
        /// Questions there are.
        of: u8,
    },
    /// A measure that may bear no payment, or is not known.
    #[error(
        "“{given}” cannot be paid for: it is not a standard measure known here. Goals and concerns never bear a payment."
    )]
    MayNotBePaid {
        /// The code given.
        given: String,
    },
    /// A word that names no way of asking.
    #[error("“{given}” is not a way of asking we know; use self, read aloud, phone, paper or online.")]
    HowAsked {
        /// What was given.
        given: String,
    },
    /// Goal Attainment Scaling without any goal that counts.
    #[error("A goal attainment score needs at least one goal with an answer and a weight above nought.")]
    NoWeight,
    /// A goal's weight that is negative, infinite or not a number.
    #[error("A goal’s weight must be nought or more, and finite.")]
    BadWeight,
    /// Paired numbers that are infinite or not numbers.
    #[error("Every before and after must be a finite number.")]
    NotFinite,
    /// More successes than trials, or none tried.
    #[error("A share needs a count no larger than its total, and a total above nought.")]
    NotAShare,
    /// A standard deviation, correlation or size outside what the formula allows.
    #[error("{0}")]
    OutOfDomain(&'static str),
}
