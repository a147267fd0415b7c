//! Rows in a card: steps, links, people; and a timeline, whose rows begin with when.

use maud::{Markup, Render, html};

use crate::{Tag, Words, words::dotted};

/// One row: what it is, with a quiet line under it, and perhaps a tag, a moment or a button.
pub struct Row {
    title: Words,
    href: Option<String>,
    tag: Option<Markup>,
    leading: Option<Markup>,
    under: Vec<Words>,
    aside: Option<Markup>,
    strong: bool,
}

impl Row {
    /// A row that says `title`.
    pub fn new(title: impl Into<Words>) -> Self {
        Self {
            title: title.into(),
            href: None,
            tag: None,
            leading: None,
            under: Vec::new(),
            aside: None,
            strong: false,
        }
    }

    /// The title in bold, when the row is a thing with a name.
    pub fn strong(mut self) -> Self {
        self.strong = true;
        self
    }

    /// The title is a link.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// A tag before the title.
    pub fn tag(mut self, tag: Tag) -> Self {
        self.leading = Some(tag.render());
        self
    }

    /// A tag after the title.
    pub fn tag_after(mut self, tag: Tag) -> Self {
        self.tag = Some(tag.render());
        self
    }

    /// When, before the title: "19 Oct". `machine` is the same moment for machines, as in `datetime="2026-10-19"`.
    pub fn when(mut self, machine: impl Into<String>, words: impl Into<Words>) -> Self {
        let (machine, words) = (machine.into(), words.into());
        self.leading = Some(html! { time.q-row__when datetime=(machine) { (words) } });
        self
    }

    /// A quiet line under the title; called again, more on the same line after a middle dot.
    pub fn under(mut self, words: impl Into<Words>) -> Self {
        let words = words.into();
        if !words.is_empty() {
            self.under.push(words);
        }
        self
    }

    /// Something at the end of the row: a small button, a number.
    pub fn aside(mut self, aside: impl Render) -> Self {
        self.aside = Some(aside.render());
        self
    }

    fn title(&self) -> Markup {
        let title = html! { @if self.strong { strong { (self.title) } } @else { (self.title) } };
        html! { @if let Some(href) = &self.href { a href=(href) { (title) } } @else { (title) } }
    }
}

impl Render for Row {
    fn render(&self) -> Markup {
        html! {
            li.q-row {
                @if let Some(leading) = &self.leading { div.q-row__leading { (leading) } }
                div.q-row__body {
                    (self.title())
                    @if let Some(tag) = &self.tag { " " (tag) }
                    @if !self.under.is_empty() { span.q-row__under { (dotted(&self.under)) } }
                }
                @if let Some(aside) = &self.aside { div.q-row__aside { (aside) } }
            }
        }
    }
}

/// Rows, or a sentence that says there are none yet.
pub struct Rows {
    rows: Vec<Row>,
    empty: Words,
    class: &'static str,
}

impl Rows {
    /// `rows`, or `empty` when there are none: every list says something.
    pub fn new(rows: impl IntoIterator<Item = Row>, empty: impl Into<Words>) -> Self {
        Self { rows: rows.into_iter().collect(), empty: empty.into(), class: "q-rows" }
    }
}

impl Render for Rows {
    fn render(&self) -> Markup {
        html! {
            @if self.rows.is_empty() { p.q-quiet { (self.empty) } }
            @else { ul class=(self.class) { @for row in &self.rows { (row) } } }
        }
    }
}

/// What has happened, newest first: rows made with [`Row::when`].
pub struct Timeline(Rows);

impl Timeline {
    /// `rows`, or `empty` when nothing has happened yet.
    pub fn new(rows: impl IntoIterator<Item = Row>, empty: impl Into<Words>) -> Self {
        Self(Rows { class: "q-rows q-timeline", ..Rows::new(rows, empty) })
    }
}

impl Render for Timeline {
    fn render(&self) -> Markup {
        self.0.render()
    }
}
