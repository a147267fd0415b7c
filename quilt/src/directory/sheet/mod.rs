//! The sheet: a few chosen services on one page of paper, for a person to keep on the fridge.
//! What was chosen stands in the address, so that it needs no account, no script and no memory
//! of ours; anybody may print one.

mod choosing;
mod facts;
mod page;
mod words;

pub(super) use choosing::{choosing, waiting};
pub use page::sheet_page;

use ::store::Tx;

use super::{DirectoryEntry, ServiceId, services_by_id};
use crate::refusal::Refusal;
use crate::settings::AreaId;
use crate::web::{Fields, Lang};

/// What was chosen, as far as it is still offered.
#[derive(Debug)]
pub struct Sheet {
    pub(super) entries: Vec<DirectoryEntry>,
    /// How many of the chosen are no longer in the list.
    pub(super) gone: usize,
}

impl Sheet {
    /// The services an address or a form names, in the order they were chosen in.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub fn chosen(tx: &mut Tx<'_>, area: AreaId, fields: &Fields) -> Result<Sheet, Refusal> {
        let ids: Vec<ServiceId> = super::asked::sheet(fields);
        let mut entries = services_by_id(tx, area, &ids)?;
        entries.retain(DirectoryEntry::is_offered);
        Ok(Sheet { gone: ids.len() - entries.len(), entries })
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All of it as plain text, for an e-mail.
    pub fn as_email(&self, lang: Lang) -> String {
        words::email(lang, &self.entries)
    }

    /// The least one needs of it, for a text message.
    pub fn as_text(&self, lang: Lang) -> String {
        words::text(lang, &self.entries)
    }
}
