//! A report: a title, what follows it in order, and what stands at the foot of every sheet.

use jiff::civil::DateTime;

use crate::chart::Chart;
use crate::error::Error;
use crate::table::Table;
use crate::words::Words;

/// A big number with the words that say what it is.
#[derive(Debug, Clone)]
pub struct Figure {
    pub(crate) number: String,
    pub(crate) words: Words,
}

impl Figure {
    pub fn new(number: impl Into<String>, words: impl Into<Words>) -> Self {
        Self { number: number.into(), words: words.into() }
    }
}

#[derive(Debug, Clone)]
pub(crate) enum Block {
    Lead(Words),
    Heading { level: u16, text: String },
    Paragraph(Words),
    Quiet(Words),
    List(Vec<Words>),
    Figures(Vec<Figure>),
    Table(Table),
    Chart(Box<Chart>),
    Caution(Words),
    NewSheet,
}

/// A report on paper.
#[derive(Debug, Clone)]
pub struct Report {
    pub(crate) title: String,
    pub(crate) language: String,
    pub(crate) foot: String,
    pub(crate) author: Option<String>,
    pub(crate) about: Option<String>,
    pub(crate) made: Option<DateTime>,
    pub(crate) blocks: Vec<Block>,
}

impl Report {
    /// `language` as in HTML: `en`, `cy`.
    pub fn new(title: impl Into<String>, language: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            language: language.into(),
            foot: String::new(),
            author: None,
            about: None,
            made: None,
            blocks: Vec::new(),
        }
    }

    /// Small words at the foot of each sheet, left of its number.
    #[must_use]
    pub fn foot(mut self, foot: impl Into<String>) -> Self {
        self.foot = foot.into();
        self
    }

    /// Who made it, for the document's properties.
    #[must_use]
    pub fn author(mut self, author: impl Into<String>) -> Self {
        self.author = Some(author.into());
        self
    }

    /// What it is about in a sentence, for the document's properties.
    #[must_use]
    pub fn about(mut self, about: impl Into<String>) -> Self {
        self.about = Some(about.into());
        self
    }

    /// When it was made, by the clock of Greenwich. Without it the document does not say.
    #[must_use]
    pub fn made(mut self, at: DateTime) -> Self {
        self.made = Some(at);
        self
    }

    fn and(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }

    /// Large quiet words: of whom, of which days. Stands below the title.
    #[must_use]
    pub fn lead(self, words: impl Into<Words>) -> Self {
        self.and(Block::Lead(words.into()))
    }

    #[must_use]
    pub fn heading(self, text: impl Into<String>) -> Self {
        self.and(Block::Heading { level: 2, text: text.into() })
    }

    #[must_use]
    pub fn subheading(self, text: impl Into<String>) -> Self {
        self.and(Block::Heading { level: 3, text: text.into() })
    }

    #[must_use]
    pub fn paragraph(self, words: impl Into<Words>) -> Self {
        self.and(Block::Paragraph(words.into()))
    }

    /// Small and grey: definitions, how something was counted.
    #[must_use]
    pub fn quiet(self, words: impl Into<Words>) -> Self {
        self.and(Block::Quiet(words.into()))
    }

    #[must_use]
    pub fn list<W: Into<Words>>(self, items: impl IntoIterator<Item = W>) -> Self {
        self.and(Block::List(items.into_iter().map(Into::into).collect()))
    }

    /// Big numbers beside each other, four in a row at most.
    #[must_use]
    pub fn figures(self, figures: impl IntoIterator<Item = Figure>) -> Self {
        self.and(Block::Figures(figures.into_iter().collect()))
    }

    #[must_use]
    pub fn table(self, table: Table) -> Self {
        self.and(Block::Table(table))
    }

    #[must_use]
    pub fn chart(self, chart: impl Into<Chart>) -> Self {
        self.and(Block::Chart(Box::new(chart.into())))
    }

    /// What must be known before a number is believed, in a box beside it.
    #[must_use]
    pub fn caution(self, words: impl Into<Words>) -> Self {
        self.and(Block::Caution(words.into()))
    }

    /// What follows begins on a new sheet.
    #[must_use]
    pub fn new_sheet(self) -> Self {
        self.and(Block::NewSheet)
    }

    /// The document. The same report gives the same bytes.
    pub fn pdf(&self) -> Result<Vec<u8>, Error> {
        crate::pdf::write(self)
    }
}
