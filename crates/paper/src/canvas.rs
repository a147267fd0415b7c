//! What stands on a sheet, before it is written: words, boxes and strokes at their places, each belonging to a part of
//! the document's structure or to none. Lengths are points, from the top left corner.

use crate::fonts::{Fonts, Shaped};
use crate::words::{Weight, clean_line};

/// A4, upright.
pub(crate) const SHEET_WIDTH: f32 = 595.276;
pub(crate) const SHEET_HEIGHT: f32 = 841.89;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    pub const INK: Self = Self(0x21, 0x2b, 0x32);
    pub const MUTED: Self = Self(0x4c, 0x62, 0x72);
    pub const LINE: Self = Self(0xd8, 0xdd, 0xe0);
    pub const FAINT: Self = Self(0xf3, 0xf5, 0xf6);
    pub const PLUM: Self = Self(0x4a, 0x2a, 0x5e);
    pub const LILAC: Self = Self(0xc9, 0xb8, 0xd3);
    pub const TEAL: Self = Self(0x00, 0x59, 0x4f);
    pub const SKY: Self = Self(0x1d, 0x4f, 0x7c);
    pub const GOLD: Self = Self(0xf2, 0xc1, 0x4e);
    pub const OCHRE: Self = Self(0xc9, 0x8a, 0x00);
    pub const OCHRE_SOFT: Self = Self(0xf8, 0xeb, 0xd0);
    pub const WHITE: Self = Self(0xff, 0xff, 0xff);
    pub const OCHRE_INK: Self = Self(0x4a, 0x33, 0x00);
}

/// Words of one weight beside each other.
pub(crate) type Piece = (Weight, Shaped);

#[derive(Debug, Clone)]
pub(crate) enum Shape {
    Text { x: f32, baseline: f32, size: f32, colour: Colour, pieces: Vec<Piece> },
    Area { points: Vec<(f32, f32)>, colour: Colour },
    Stroke { points: Vec<(f32, f32)>, colour: Colour, width: f32, dash: Option<[f32; 2]> },
}

/// The part of the structure a shape belongs to; what belongs to none is decoration.
pub(crate) type Mark = Option<usize>;

#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub shapes: Vec<(Mark, Shape)>,
}

/// Where words hang from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// Draws on one sheet for one part of the structure.
pub(crate) struct Brush<'a> {
    pub sheet: &'a mut Sheet,
    pub fonts: &'a Fonts,
    pub mark: Mark,
}

impl Brush<'_> {
    pub fn area(&mut self, points: Vec<(f32, f32)>, colour: Colour) {
        self.sheet.shapes.push((self.mark, Shape::Area { points, colour }));
    }

    pub fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Colour) {
        if width > 0.0 && height > 0.0 {
            self.area(vec![(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour);
        }
    }

    /// A point, as a square stood on its corner: told from a line when printed in grey.
    pub fn point(&mut self, x: f32, y: f32, half: f32, colour: Colour) {
        self.area(vec![(x, y - half), (x + half, y), (x, y + half), (x - half, y)], colour);
    }

    pub fn stroke(&mut self, points: Vec<(f32, f32)>, colour: Colour, width: f32) {
        if points.len() > 1 {
            self.sheet.shapes.push((self.mark, Shape::Stroke { points, colour, width, dash: None }));
        }
    }

    pub fn dashed(&mut self, from: (f32, f32), to: (f32, f32), colour: Colour, width: f32, dash: [f32; 2]) {
        let points = vec![from, to];
        self.sheet.shapes.push((self.mark, Shape::Stroke { points, colour, width, dash: Some(dash) }));
    }

    pub fn text(&mut self, x: f32, baseline: f32, anchor: Anchor, look: Look, text: &str) {
        let text = clean_line(text);
        if text.is_empty() {
            return;
        }
        let shaped = Shaped::clone(&self.fonts.shape(look.weight, true, &text));
        let width = shaped.width * look.size;
        let x = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let pieces = vec![(look.weight, shaped)];
        let shape = Shape::Text { x, baseline, size: look.size, colour: look.colour, pieces };
        self.sheet.shapes.push((self.mark, shape));
    }

    /// As many letters as fit, with an ellipsis where some did not.
    pub fn fitted(&mut self, x: f32, baseline: f32, anchor: Anchor, look: Look, width: f32, text: &str) {
        let text = clean_line(text);
        let wide = |text: &str| self.fonts.width(look.weight, true, look.size, text);
        if wide(&text) <= width {
            return self.text(x, baseline, anchor, look, &text);
        }
        let letters: Vec<char> = text.chars().take(400).collect();
        let said = |n: usize| format!("{}…", letters.iter().take(n).collect::<String>().trim_end());
        let (mut fits, mut over) = (0, letters.len());
        while over - fits > 1 {
            let middle = usize::midpoint(fits, over);
            if wide(&said(middle)) <= width {
                fits = middle;
            } else {
                over = middle;
            }
        }
        if fits > 0 {
            self.text(x, baseline, anchor, look, &said(fits));
        }
    }
}

/// How one line of words looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub size: f32,
    pub weight: Weight,
    pub colour: Colour,
}

impl Look {
    pub const fn new(size: f32, colour: Colour) -> Self {
        Self { size, weight: Weight::Regular, colour }
    }

    pub const fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }
}
