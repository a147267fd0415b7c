//! The text engine: which entries hold which words, and how tellingly. Queries are built from stems, never parsed from
//! what was typed, so no typed character can mean anything to the engine.

use std::collections::BTreeSet;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::query::{BoostQuery, DisjunctionMaxQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{
    DocId, IndexReader, IndexWriter, ReloadPolicy, Score, SegmentOrdinal, SegmentReader, TantivyDocument,
    Term,
};

use crate::query::Where;
use crate::words::{analyser, plain, stem, words};
use crate::{Entry, Error};

/// Memory the writer may fill before it starts a new segment.
const BUDGET: usize = 50_000_000;
/// What a second field holding the same word adds, next to the best one.
const ALSO: Score = 0.15;

/// Fields with how telling a word in them is. Chosen on the judged questions in the tests.
const TELLING: [(Where, Score); 6] = [
    (Where::Name, 2.2),
    (Where::Topic, 2.6),
    (Where::Audience, 1.6),
    (Where::Place, 1.0),
    (Where::Organization, 0.9),
    (Where::Description, 1.6),
];

/// The texts of an entry that belong to a field.
pub(crate) fn texts(entry: &Entry, place: Where) -> &[String] {
    match place {
        Where::Name => std::slice::from_ref(&entry.name),
        Where::Topic => &entry.topics,
        Where::Audience => &entry.audience,
        Where::Place => &entry.place,
        Where::Organization => std::slice::from_ref(&entry.organization),
        Where::Description => std::slice::from_ref(&entry.description),
    }
}

/// Every field, most telling first.
pub(crate) fn fields() -> impl Iterator<Item = Where> {
    TELLING.into_iter().map(|(place, _)| place)
}

/// An entry's distinct words and stems.
pub(crate) fn distinct(entry: &Entry) -> (BTreeSet<String>, BTreeSet<String>) {
    let words: BTreeSet<String> =
        fields().flat_map(|place| texts(entry, place)).flat_map(|text| words(text)).collect();
    let stems = words.iter().map(|word| stem(word)).collect();
    (words, stems)
}

pub(crate) struct Engine {
    writer: IndexWriter,
    reader: IndexReader,
    slot: Field,
    fields: Vec<(Where, Field, Score)>,
}

impl Engine {
    pub(crate) fn new() -> Result<Self, Error> {
        let mut schema = Schema::builder();
        let slot = schema.add_u64_field("slot", INDEXED | FAST);
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("english")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = TextOptions::default().set_indexing_options(indexing);
        let fields = TELLING
            .into_iter()
            .map(|(place, telling)| {
                (place, schema.add_text_field(&format!("{place:?}"), text.clone()), telling)
            })
            .collect();
        let index = tantivy::Index::create_in_ram(schema.build());
        index.tokenizers().register("english", analyser());
        let writer = index.writer_with_num_threads(1, BUDGET)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { writer, reader, slot, fields })
    }

    /// Forgets a slot. Seen only after [`Engine::settle`].
    pub(crate) fn forget(&mut self, slot: u32) {
        self.writer.delete_term(Term::from_field_u64(self.slot, u64::from(slot)));
    }

    /// Writes an entry into an unused slot. Seen only after [`Engine::settle`].
    pub(crate) fn write(&mut self, slot: u32, entry: &Entry) -> Result<(), Error> {
        let mut document = TantivyDocument::default();
        document.add_u64(self.slot, u64::from(slot));
        for (place, field, _) in &self.fields {
            for text in texts(entry, *place) {
                document.add_text(*field, plain(text));
            }
        }
        self.writer.add_document(document)?;
        Ok(())
    }

    /// Makes everything written visible to searches.
    pub(crate) fn settle(&mut self) -> Result<(), Error> {
        self.writer.commit()?;
        self.reader.reload()?;
        Ok(())
    }

    /// Slots holding any of the terms (each one or more stems in a row), with the best one's score.
    pub(crate) fn matching<'a>(&self, terms: impl Iterator<Item = &'a [String]>) -> Vec<(u32, f32)> {
        self.found(terms.flat_map(|stems| self.in_fields(stems, |_| true)).collect())
    }

    fn found(&self, any: Vec<Box<dyn Query>>) -> Vec<(u32, f32)> {
        if any.is_empty() {
            return Vec::new();
        }
        // An index in memory reads nothing that could fail; should it ever, no text matches.
        self.reader
            .searcher()
            .search(&DisjunctionMaxQuery::with_tie_breaker(any, ALSO), &Everything)
            .unwrap_or_default()
    }

    /// Slots with a topic, given as stems.
    pub(crate) fn about(&self, topic: &[String]) -> Vec<u32> {
        let found = self.found(self.in_fields(topic, |place| place == Where::Topic));
        found.into_iter().map(|(slot, _)| slot).collect()
    }

    fn in_fields(&self, stems: &[String], which: impl Fn(Where) -> bool) -> Vec<Box<dyn Query>> {
        let wanted = self.fields.iter().filter(|(place, ..)| which(*place));
        let queries = wanted.filter_map(|(_, field, telling)| {
            let terms: Vec<Term> = stems.iter().map(|stem| Term::from_field_text(*field, stem)).collect();
            let query: Box<dyn Query> = match terms.as_slice() {
                [] => return None,
                [one] => Box::new(TermQuery::new(one.clone(), IndexRecordOption::WithFreqs)),
                _ => Box::new(PhraseQuery::new(terms)),
            };
            Some(Box::new(BoostQuery::new(query, *telling)) as Box<dyn Query>)
        });
        queries.collect()
    }
}

/// Collects every match with its slot and score: the directory is small, and place and day decide as much as words do.
struct Everything;

struct Segment {
    slots: Column<u64>,
    found: Vec<(u32, f32)>,
}

impl Collector for Everything {
    type Fruit = Vec<(u32, f32)>;
    type Child = Segment;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Segment> {
        Ok(Segment { slots: segment.fast_fields().u64("slot")?, found: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Self::Fruit>) -> tantivy::Result<Self::Fruit> {
        Ok(segments.concat())
    }
}

impl SegmentCollector for Segment {
    type Fruit = Vec<(u32, f32)>;

    fn collect(&mut self, document: DocId, score: Score) {
        if let Some(slot) = self.slots.first(document).and_then(|slot| u32::try_from(slot).ok()) {
            self.found.push((slot, score));
        }
    }

    fn harvest(self) -> Self::Fruit {
        self.found
    }
}
