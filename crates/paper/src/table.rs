//! A table: columns that are words or numbers, rows of text, a caption that says what it shows.

use crate::words::Words;

#[derive(Debug, Clone)]
pub struct Column {
    pub(crate) name: String,
    pub(crate) numeric: bool,
}

impl Column {
    pub fn text(name: impl Into<String>) -> Self {
        Self { name: name.into(), numeric: false }
    }

    /// Set flush right, with figures of one width.
    pub fn number(name: impl Into<String>) -> Self {
        Self { name: name.into(), numeric: true }
    }
}

#[derive(Debug, Clone)]
pub struct Table {
    pub(crate) caption: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<Words>>,
    pub(crate) strong: Vec<usize>,
    pub(crate) note: Option<Words>,
}

impl Table {
    /// The caption says what the table shows; it stands above it.
    pub fn new(caption: impl Into<String>) -> Self {
        Self {
            caption: caption.into(),
            columns: Vec::new(),
            rows: Vec::new(),
            strong: Vec::new(),
            note: None,
        }
    }

    #[must_use]
    pub fn columns(mut self, columns: impl IntoIterator<Item = Column>) -> Self {
        self.columns.extend(columns);
        self
    }

    /// A row shorter than the columns ends in empty cells; what is longer is left out.
    #[must_use]
    pub fn row<C: Into<Words>>(mut self, cells: impl IntoIterator<Item = C>) -> Self {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self
    }

    #[must_use]
    pub fn rows<R: IntoIterator<Item = C>, C: Into<Words>>(
        mut self,
        rows: impl IntoIterator<Item = R>,
    ) -> Self {
        for row in rows {
            self = self.row(row);
        }
        self
    }

    /// A row of totals, in bold above a firm line.
    #[must_use]
    pub fn total<C: Into<Words>>(mut self, cells: impl IntoIterator<Item = C>) -> Self {
        self.strong.push(self.rows.len());
        self.row(cells)
    }

    /// Small words below: “* is fewer than 8 people.”
    #[must_use]
    pub fn note(mut self, note: impl Into<Words>) -> Self {
        self.note = Some(note.into());
        self
    }
}
