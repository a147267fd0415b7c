//! What a document is made of, as somebody who cannot see it is told: headings, paragraphs, tables with their headers,
//! figures with their words. It is written beside what is drawn.

use crate::canvas::Mark;

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Heading {
        level: u16,
        title: String,
    },
    Paragraph,
    List,
    Item,
    Label,
    Body,
    /// A picture, said in words; where it stands.
    Picture {
        said: String,
        sheet: usize,
        place: [f32; 4],
    },
    Table {
        summary: String,
    },
    TableHead,
    TableBody,
    Row,
    /// Heads a column.
    ColumnHead,
    /// Heads a row.
    RowHead,
    Cell,
    Caption,
    /// Something set apart: a caution, a row of figures.
    Apart,
}

#[derive(Debug)]
pub(crate) struct Part {
    pub kind: Kind,
    pub children: Vec<Child>,
}

#[derive(Debug)]
pub(crate) enum Child {
    Part(Part),
    Mark(usize),
}

impl Part {
    pub fn new(kind: Kind) -> Self {
        Self { kind, children: Vec::new() }
    }

    /// What is drawn with this mark belongs here.
    pub fn marked(mut self, mark: Mark) -> Self {
        self.children.extend(mark.map(Child::Mark));
        self
    }

    pub fn push(&mut self, part: Self) {
        self.children.push(Child::Part(part));
    }

    pub fn with(mut self, part: Self) -> Self {
        self.push(part);
        self
    }
}
