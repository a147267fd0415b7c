//! Rows and columns. A wide table scrolls by itself, so that the page never does.

use maud::{Markup, Render, html};

use crate::{Size, Words, form::classes, words::id_from};

/// A column.
pub struct Column {
    name: Words,
    numeric: bool,
}

impl Column {
    /// A column of words.
    pub fn text(name: impl Into<Words>) -> Self {
        Self { name: name.into(), numeric: false }
    }

    /// A column of numbers, lined up on the right.
    pub fn number(name: impl Into<Words>) -> Self {
        Self { name: name.into(), numeric: true }
    }
}

/// A table.
///
/// ```
/// use page::{Column, Render, Table};
/// let gaps = Table::new("What people could not find")
///     .columns([Column::text("Need"), Column::number("People")])
///     .row(["Company on Sundays", "15"]);
/// assert!(gaps.render().0.contains("<th class=\"nhsuk-table__header\" scope=\"row\">Company on Sundays</th>"));
/// ```
pub struct Table {
    id: String,
    caption: String,
    size: Option<Size>,
    caption_unseen: bool,
    columns: Vec<Column>,
    rows: Vec<Vec<Words>>,
    headed_rows: bool,
    scrolls: bool,
}

impl Table {
    /// A table called `caption`. Its first column heads its rows.
    pub fn new(caption: impl Into<String>) -> Self {
        let caption = caption.into();
        Self {
            id: id_from(&caption),
            caption,
            size: Some(Size::M),
            caption_unseen: false,
            columns: Vec::new(),
            rows: Vec::new(),
            headed_rows: true,
            scrolls: true,
        }
    }

    /// An id other than the caption's words, when two tables share a caption.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// The size of the caption.
    pub fn size(mut self, size: Option<Size>) -> Self {
        self.size = size;
        self
    }

    /// The caption is only read aloud: for a table in a card whose heading says the same.
    pub fn caption_unseen(mut self) -> Self {
        self.caption_unseen = true;
        self
    }

    /// The columns, left to right.
    pub fn columns(mut self, columns: impl IntoIterator<Item = Column>) -> Self {
        self.columns = columns.into_iter().collect();
        self
    }

    /// One more row.
    pub fn row<W: Into<Words>>(mut self, cells: impl IntoIterator<Item = W>) -> Self {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self
    }

    /// More rows.
    pub fn rows<W: Into<Words>, R: IntoIterator<Item = W>>(self, rows: impl IntoIterator<Item = R>) -> Self {
        rows.into_iter().fold(self, |table, row| table.row(row))
    }

    /// The first column holds plain cells, when it does not name its row.
    pub fn unheaded_rows(mut self) -> Self {
        self.headed_rows = false;
        self
    }

    /// Never scrolls by itself: for a table of two short columns.
    pub fn still(mut self) -> Self {
        self.scrolls = false;
        self
    }

    fn caption_id(&self) -> Option<String> {
        self.scrolls.then(|| format!("{}-caption", self.id))
    }

    fn caption(&self) -> Markup {
        let size =
            self.size.map(|size| format!("nhsuk-table__caption--{}", size.suffix())).unwrap_or_default();
        let unseen = if self.caption_unseen { "nhsuk-u-visually-hidden" } else { "" };
        html! {
            caption class=(classes(&["nhsuk-table__caption", &size, unseen])) id=[self.caption_id()] { (self.caption) }
        }
    }

    fn cell(&self, at: usize, cell: &Words) -> Markup {
        let numeric = self.columns.get(at).is_some_and(|column| column.numeric);
        html! {
            @if at == 0 && self.headed_rows { th.nhsuk-table__header scope="row" { (cell) } }
            @else if numeric { td.nhsuk-table__cell.nhsuk-table__cell--numeric { (cell) } }
            @else { td.nhsuk-table__cell { (cell) } }
        }
    }

    fn table(&self) -> Markup {
        html! {
            table.nhsuk-table {
                (self.caption())
                thead.nhsuk-table__head {
                    tr.nhsuk-table__row {
                        @for column in &self.columns {
                            th class={ "nhsuk-table__header" @if column.numeric { " nhsuk-table__header--numeric" } } scope="col" { (column.name) }
                        }
                    }
                }
                tbody.nhsuk-table__body {
                    @for row in &self.rows {
                        tr.nhsuk-table__row { @for (at, cell) in row.iter().enumerate() { (self.cell(at, cell)) } }
                    }
                }
            }
        }
    }
}

impl Render for Table {
    fn render(&self) -> Markup {
        html! {
            @if let Some(caption) = self.caption_id() {
                div.nhsuk-scroll data-module="nhsuk-scroll" {
                    // In the tab order, so that arrow keys can scroll it in browsers that do not see to that themselves.
                    div.nhsuk-scroll__content role="region" aria-labelledby=(caption) tabindex="0" { (self.table()) }
                }
            } @else { (self.table()) }
        }
    }
}
