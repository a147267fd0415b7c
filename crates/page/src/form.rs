//! Forms: a sheet of typed fields, each with a label by construction, what was typed kept and what is wrong said beside it.

mod choices;
mod date;
mod field;
mod fieldset;
mod input;
mod password;
mod post;
mod problems;
mod scale;
mod select;
mod sheet;
mod textarea;
mod upload;

pub use choices::{Checkboxes, Choice, Radios};
pub use date::{DateBoxes, DatePart};
pub(crate) use field::classes;
pub use field::{ErrorMessage, Hint, Size};
pub use fieldset::Fieldset;
pub use input::{Input, Search, Width};
pub use password::PasswordInput;
pub use post::{Form, Hidden};
pub use problems::{ErrorSummary, Problems};
pub use scale::Scale;
pub use select::Select;
pub use sheet::{Sheet, Typed};
pub use textarea::Textarea;
pub use upload::FileUpload;
