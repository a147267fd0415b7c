//! Editing an entry by hand: the form that builders and groups share, two people at it at once,
//! what came before and taking it back, and a new group.

pub(super) mod beside;
pub(super) mod form;
mod history;
pub(super) mod merge;
mod new;
mod page;

pub(super) use history::{save_undo, show as show_history};
pub(super) use new::{save as save_new, show as show_new};
pub(super) use page::{save, show};
