#![doc = include_str!("../README.md")]

mod banner;
mod button;
mod callout;
mod card;
pub mod chart;
mod crumbs;
mod details;
mod form;
mod lang;
mod layout;
mod mark;
mod pagination;
mod panel;
mod patches;
mod rows;
mod says;
mod summary_list;
mod table;
mod tag;
mod task_list;
pub mod text;
mod words;

pub use banner::Banner;
pub use button::{Button, ButtonLink};
pub use callout::{Caution, Inset, Warning};
pub use card::{Card, Figures, Lead};
pub use crumbs::{BackLink, Crumbs};
pub use details::Details;
pub use form::{
    Checkboxes, Choice, DateBoxes, DatePart, ErrorMessage, ErrorSummary, Fieldset, FileUpload, Form, Hidden,
    Hint, Input, PasswordInput, Problems, Radios, Scale, Search, Select, Sheet, Size, Textarea, Typed, Width,
};
pub use lang::Lang;
pub use layout::{Assets, Layout, NavItem, Notice, Paper, Who};
pub use mark::mark;
/// What every component implements, and what it renders to: re-exported so that a page needs one `use`.
pub use maud::{DOCTYPE, Markup, PreEscaped, Render, html};
pub use pagination::Pagination;
pub use panel::Panel;
pub use patches::{Patches, Stage, State};
pub use rows::{Row, Rows, Timeline};
pub use says::Says;
pub use summary_list::{Action, SummaryList};
pub use table::{Column, Table};
pub use tag::{Tag, Tone};
pub use task_list::{Task, TaskList};
pub use words::Words;
