//! The two weights of Inter and how letters become shapes: kerned, figures of one width where they stand in columns.
//! Words are shaped once and remembered, since a report says the same ones over and over.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Direction, Face, Feature, UnicodeBuffer};

use crate::error::Error;
use crate::words::Weight;

const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/Inter-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf");

/// Stands where the fonts have no shape for a letter.
const NO_SHAPE: char = '□';

/// Longer words are not remembered: they are not said twice.
const REMEMBERED: usize = 40;

/// Words as shapes; widths are in ems.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shaped {
    pub text: String,
    pub glyphs: Vec<KrillaGlyph>,
    pub width: f32,
}

impl Shaped {
    /// What comes next on the same line.
    pub fn push(&mut self, next: &Self) {
        let offset = self.text.len();
        self.text.push_str(&next.text);
        self.width += next.width;
        self.glyphs.extend(next.glyphs.iter().map(|glyph| {
            let range = &glyph.text_range;
            KrillaGlyph { text_range: range.start + offset..range.end + offset, ..glyph.clone() }
        }));
    }
}

struct Cut {
    face: Face<'static>,
    font: Font,
    em: f32,
    known: RefCell<HashMap<(bool, String), Rc<Shaped>>>,
}

pub(crate) struct Fonts {
    regular: Cut,
    bold: Cut,
}

impl Fonts {
    pub fn read() -> Result<Self, Error> {
        Ok(Self { regular: cut("Inter-Regular", REGULAR)?, bold: cut("Inter-SemiBold", BOLD)? })
    }

    fn cut(&self, weight: Weight) -> &Cut {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    pub fn font(&self, weight: Weight) -> Font {
        self.cut(weight).font.clone()
    }

    /// A word or a part of one. `tabular`: every figure as wide as the next.
    pub fn shape(&self, weight: Weight, tabular: bool, word: &str) -> Rc<Shaped> {
        let cut = self.cut(weight);
        let key = (tabular, word.to_owned());
        if let Some(known) = cut.known.borrow().get(&key) {
            return Rc::clone(known);
        }
        let shaped = Rc::new(cut.whole(tabular, word));
        if word.len() <= REMEMBERED {
            cut.known.borrow_mut().insert(key, Rc::clone(&shaped));
        }
        shaped
    }

    /// How wide words on one line come out at this size.
    pub fn width(&self, weight: Weight, tabular: bool, size: f32, text: &str) -> f32 {
        self.shape(weight, tabular, text).width * size
    }
}

fn cut(name: &'static str, bytes: &'static [u8]) -> Result<Cut, Error> {
    let face = Face::from_slice(bytes, 0).ok_or(Error::Font(name))?;
    let font = Font::new(bytes.into(), 0).ok_or(Error::Font(name))?;
    let em = font.units_per_em();
    Ok(Cut { face, font, em, known: RefCell::default() })
}

impl Cut {
    /// The shapes of a word; where a letter has none a box stands for it.
    fn whole(&self, tabular: bool, word: &str) -> Shaped {
        let shaped = self.once(tabular, word);
        let missing = |glyph: &&KrillaGlyph| glyph.glyph_id.to_u32() == 0;
        if shaped.glyphs.iter().all(|glyph| !missing(&glyph)) {
            return shaped;
        }
        let mut lacking = vec![false; word.len()];
        for glyph in shaped.glyphs.iter().filter(missing) {
            lacking[glyph.text_range.clone()].fill(true);
        }
        let replaced: String =
            word.char_indices().map(|(at, letter)| if lacking[at] { NO_SHAPE } else { letter }).collect();
        let mut shaped = self.once(tabular, &replaced);
        shaped.glyphs.retain(|glyph| glyph.glyph_id.to_u32() != 0);
        shaped.width = shaped.glyphs.iter().map(|glyph| glyph.x_advance).sum();
        shaped
    }

    fn once(&self, tabular: bool, word: &str) -> Shaped {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(word);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        let columns = [Feature::new(Tag::from_bytes(b"tnum"), 1, ..)];
        let output = rustybuzz::shape(&self.face, if tabular { &columns } else { &[] }, buffer);
        let (infos, positions) = (output.glyph_infos(), output.glyph_positions());
        let mut glyphs = Vec::with_capacity(infos.len());
        // From the end, so that where the next cluster begins is known.
        let (mut end, mut begun) = (word.len(), word.len());
        for (info, position) in infos.iter().zip(positions).rev() {
            let start = info.cluster as usize;
            if start < begun {
                end = begun;
                begun = start;
            }
            #[expect(clippy::cast_precision_loss, reason = "font units are small whole numbers")]
            let ems = |units: i32| units as f32 / self.em;
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                ems(position.x_advance),
                ems(position.x_offset),
                ems(position.y_offset),
                ems(position.y_advance),
                start..end,
                None,
            ));
        }
        glyphs.reverse();
        let width = glyphs.iter().map(|glyph| glyph.x_advance).sum();
        Shaped { text: word.to_owned(), glyphs, width }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reports_say_has_a_shape() {
        let fonts = Fonts::read().unwrap();
        for weight in [Weight::Regular, Weight::Bold] {
            let all = "ŵŷŴŶẁẃẅỳâêîôû –—→←±×÷≥≤≈…‘’“”£€•·½−*%";
            for letter in all.chars() {
                let shaped = fonts.shape(weight, false, &letter.to_string());
                assert!(
                    !shaped.text.contains(NO_SHAPE) && !shaped.glyphs.is_empty(),
                    "{letter} has no shape"
                );
            }
            assert_eq!(fonts.shape(weight, false, "漢").text, "□");
        }
    }

    #[test]
    fn figures_in_columns_are_as_wide_as_each_other() {
        let fonts = Fonts::read().unwrap();
        let width = |tabular, text| fonts.width(Weight::Regular, tabular, 10.0, text);
        assert!((width(true, "111") - width(true, "888")).abs() < 0.001);
        assert!(width(false, "111") < width(false, "888"));
        assert!(width(true, "1") > 0.0);
    }
}
