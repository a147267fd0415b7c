//! The pen: which sheet it is on and how far down, what has been drawn, and the structure so far.

use super::{BOTTOM, TOP};
use crate::canvas::{Brush, Mark, Sheet};
use crate::error::Error;
use crate::fonts::Fonts;
use crate::structure::Part;

/// A heading somebody can jump to.
#[derive(Debug)]
pub(crate) struct Stop {
    pub level: u16,
    pub title: String,
    pub sheet: usize,
    pub y: f32,
}

/// The whole, ready to be written.
pub(crate) struct Laid {
    pub fonts: Fonts,
    pub sheets: Vec<Sheet>,
    pub parts: Vec<Part>,
    pub stops: Vec<Stop>,
    pub marks: usize,
}

pub(crate) struct Flow {
    pub fonts: Fonts,
    pub y: f32,
    sheets: Vec<Sheet>,
    parts: Vec<Part>,
    stops: Vec<Stop>,
    marks: usize,
}

impl Flow {
    pub fn new() -> Result<Self, Error> {
        let fonts = Fonts::read()?;
        let sheets = vec![Sheet::default()];
        Ok(Self { fonts, y: TOP, sheets, parts: Vec::new(), stops: Vec::new(), marks: 0 })
    }

    pub fn sheet(&self) -> usize {
        self.sheets.len() - 1
    }

    pub fn room(&self) -> f32 {
        BOTTOM - self.y
    }

    pub fn at_top(&self) -> bool {
        self.y <= TOP + 0.5
    }

    /// Goes to a new sheet, unless this one is still empty.
    pub fn new_sheet(&mut self) {
        if !self.at_top() {
            self.sheets.push(Sheet::default());
            self.y = TOP;
        }
    }

    /// Goes to a new sheet when there is not this much room on this one.
    pub fn need(&mut self, height: f32) {
        if self.room() < height {
            self.new_sheet();
        }
    }

    /// White above what comes next; none at the top of a sheet.
    pub fn gap(&mut self, height: f32) {
        if !self.at_top() {
            self.y += height;
        }
    }

    /// A mark of its own for what is drawn next.
    pub fn mark(&mut self) -> Mark {
        self.marks += 1;
        Some(self.marks - 1)
    }

    pub fn brush(&mut self, mark: Mark) -> Brush<'_> {
        let last = self.sheets.len() - 1;
        Brush { sheet: &mut self.sheets[last], fonts: &self.fonts, mark }
    }

    pub fn part(&mut self, part: Part) {
        self.parts.push(part);
    }

    pub fn stop(&mut self, level: u16, title: &str) {
        let (sheet, y) = (self.sheet(), self.y);
        self.stops.push(Stop { level, title: title.to_owned(), sheet, y });
    }

    pub fn finish(mut self) -> Laid {
        if self.sheets.len() > 1 && self.at_top() {
            self.sheets.pop();
        }
        Laid {
            fonts: self.fonts,
            sheets: self.sheets,
            parts: self.parts,
            stops: self.stops,
            marks: self.marks,
        }
    }
}
