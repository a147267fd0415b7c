//! Why a report could not be written. Nothing a caller writes can bring one about: text is cleaned before it is set, so
//! this says that the fonts carried inside are broken or that the writer refused its own work.

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error("the font {0} carried inside cannot be read")]
    Font(&'static str),
    #[error("the report could not be written as PDF: {0}")]
    Written(String),
}
