//! Every reason Quilt has for saying no, each a sentence for the person who meets it.
//! The frame (`web::refused`) turns one into a page; internals go to the log with a reference.

use page::Problems;
use store::uuid::Uuid;

#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such thing here, or it is not this visitor's to see: told apart only in the ledger.
    #[error("There is nothing here for you to see.")]
    NotFound {
        /// Set when the thing exists and the look was refused.
        refused: Option<Uuid>,
    },
    #[error("Please sign in to see this page.")]
    SignIn,
    /// A person of one's scheme but outside one's caseload: say why first.
    #[error("Please say why you need to open this.")]
    NeedsReason { person: Uuid },
    #[error("Some answers need another look.")]
    Invalid(Problems),
    /// The thing moved on since the page was drawn.
    #[error("{0}")]
    NotNow(String),
    #[error(
        "This page was open for a long time, or came from somewhere else. Nothing was lost: send it again."
    )]
    StaleForm,
    #[error("This is too large to take in. The most we can take at once is 8 MB.")]
    TooLarge,
    #[error("Too many tries. Please wait {0} and try again.")]
    Wait(String),
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("Something went wrong on our side.")]
    Internal(String),
}

impl Refusal {
    pub fn not_found() -> Refusal {
        Refusal::NotFound { refused: None }
    }

    /// It exists, and this visitor may not see it.
    pub fn not_yours(about: impl Into<Uuid>) -> Refusal {
        Refusal::NotFound { refused: Some(about.into()) }
    }

    pub fn invalid(field: &str, sentence: impl Into<String>) -> Refusal {
        Refusal::Invalid([(field, sentence.into())].into_iter().collect())
    }

    /// A state that does not allow the move asked for, said in words.
    pub fn not_now(sentence: impl Into<String>) -> Refusal {
        Refusal::NotNow(sentence.into())
    }

    /// A row holds what the program never writes.
    pub fn broken(what: &str) -> Refusal {
        Refusal::Internal(format!("a stored value cannot be read: {what}"))
    }
}

impl From<ledger::Error> for Refusal {
    fn from(error: ledger::Error) -> Refusal {
        match error {
            ledger::Error::Store(store) => Refusal::Store(store),
            other => Refusal::Internal(other.to_string()),
        }
    }
}
