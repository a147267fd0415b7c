//! Every measure a deployment has: those built in, and those its content packs brought.

use std::collections::BTreeMap;

use crate::id::{InstrumentId, Standard};
use crate::instrument::Instrument;
use crate::pack::{Pack, PackError};
use crate::{Day, Payable};

/// The measures at hand. Built from the same packs it is always the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Shelf {
    /// By code, then by language; the built-in record first.
    instruments: Vec<Instrument>,
    packs: BTreeMap<(String, String), Vec<Pack>>,
}

impl Default for Shelf {
    fn default() -> Self {
        Self::built_in()
    }
}

impl Shelf {
    /// What is built in.
    #[must_use]
    pub fn built_in() -> Self {
        let instruments = InstrumentId::ALL.into_iter().filter_map(InstrumentId::built_in).cloned().collect();
        Self { instruments, packs: BTreeMap::new() }
    }

    /// Puts a pack's measure on the shelf. The same pack twice changes nothing; a newer edition, or a renewed licence,
    /// takes the place of the earlier one.
    ///
    /// # Errors
    /// [`PackError`] where the pack would change what a code already means: other wording under the same edition, or
    /// another range, scorer or kind under the same code.
    pub fn add(&mut self, pack: Pack) -> Result<(), PackError> {
        for earlier in self.packs.values().flatten().filter(|earlier| earlier.code() == pack.code()) {
            pack.follows(earlier)?;
        }
        let new = pack.instrument().clone();
        let key = (pack.code().to_owned(), new.language.to_string());
        let place = self.instruments.iter().position(|known| {
            let same_words =
                known.language == new.language || known.items.iter().all(|i| i.wording.is_none());
            known.id == new.id && same_words
        });
        match place {
            Some(place) => self.instruments[place] = new,
            None => self.instruments.push(new),
        }
        let kept = self.packs.entry(key).or_default();
        if !kept.contains(&pack) {
            kept.push(pack);
        }
        Ok(())
    }

    /// A measure by its stored word, in English where it is here, else in the language that came first.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Instrument> {
        let mut named = self.instruments.iter().filter(|instrument| instrument.id.code() == code);
        let first = named.next()?;
        std::iter::once(first).chain(named).find(|it| it.language.starts_with("en")).or(Some(first))
    }

    /// A measure by its stored word in a language (`cy`), else as [`Shelf::get`].
    #[must_use]
    pub fn get_in(&self, code: &str, language: &str) -> Option<&Instrument> {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
        let mut named = self.instruments.iter().filter(|instrument| instrument.id.code() == code);
        named.find(|instrument| primary(&instrument.language) == primary(language)).or_else(|| self.get(code))
    }

    /// Every measure, built in first, then in the order packs were added.
    pub fn all(&self) -> impl Iterator<Item = &Instrument> {
        self.instruments.iter()
    }

    /// The measures that may be taken on that day: those whose licence has not lapsed.
    pub fn offered(&self, on: Day) -> impl Iterator<Item = &Instrument> {
        self.instruments.iter().filter(move |instrument| instrument.offered(on))
    }

    /// The packs added, the latest of each measure and language last.
    pub fn packs(&self) -> impl Iterator<Item = &Pack> {
        self.packs.values().flatten()
    }

    /// The measure a stored word names as one that may bear a payment; `None` for a personal measure, and for a word
    /// nobody knows.
    #[must_use]
    pub fn payable(&self, code: &str) -> Option<Payable> {
        match self.get(code)?.id {
            InstrumentId::Standard(standard) => Some(Payable::new(standard)),
            InstrumentId::Personal(_) => None,
        }
    }

    /// The standard measures, for a list to choose a payable one from.
    pub fn standard(&self) -> impl Iterator<Item = (Standard, &Instrument)> {
        self.instruments.iter().filter_map(|instrument| match instrument.id {
            InstrumentId::Standard(standard) => Some((standard, instrument)),
            InstrumentId::Personal(_) => None,
        })
    }
}
