//! Words into lines that fit. A line breaks at spaces; a word longer than the line is cut where it must be.

use std::rc::Rc;

use crate::canvas::{Brush, Colour, Piece, Shape};
use crate::fonts::{Fonts, Shaped};
use crate::words::{Weight, Words};

#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub size: f32,
    pub leading: f32,
    pub colour: Colour,
    pub weight: Weight,
    pub tabular: bool,
}

impl Style {
    pub const fn new(size: f32, leading: f32, colour: Colour) -> Self {
        Self { size, leading, colour, weight: Weight::Regular, tabular: false }
    }

    /// Where the feet of the letters stand in a line that begins at `top`.
    pub fn baseline(&self, top: f32) -> f32 {
        top + self.leading / 2.0 + self.size * 0.36
    }

    fn weight(&self, run: Weight) -> Weight {
        if self.weight == Weight::Bold { Weight::Bold } else { run }
    }
}

/// One line; its width is in points.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub pieces: Vec<Piece>,
    pub width: f32,
}

impl Line {
    fn push(&mut self, weight: Weight, shaped: &Shaped, size: f32) {
        self.width += shaped.width * size;
        match self.pieces.last_mut() {
            Some((last, so_far)) if *last == weight => so_far.push(shaped),
            _ => self.pieces.push((weight, shaped.clone())),
        }
    }

    pub fn draw(self, brush: &mut Brush<'_>, x: f32, top: f32, style: &Style) {
        if !self.pieces.is_empty() {
            let (size, colour) = (style.size, style.colour);
            let shape = Shape::Text { x, baseline: style.baseline(top), size, colour, pieces: self.pieces };
            brush.sheet.shapes.push((brush.mark, shape));
        }
    }
}

/// What may not be parted: letters between two spaces, perhaps of two weights.
struct Word {
    parts: Vec<(Weight, Rc<Shaped>)>,
    width: f32,
}

enum Token {
    Word(Word),
    Break,
}

pub(crate) fn lines(fonts: &Fonts, words: &Words, style: &Style, width: f32) -> Vec<Line> {
    let mut setter = Setter { fonts, style, width, done: Vec::new(), line: Line::default() };
    for token in tokens(fonts, words, style) {
        match token {
            Token::Word(word) => setter.word(word),
            Token::Break => setter.turn(),
        }
    }
    setter.finish()
}

/// How wide the longest word and the whole on one line come out.
pub(crate) fn extent(fonts: &Fonts, words: &Words, style: &Style) -> (f32, f32) {
    let space = fonts.shape(style.weight, style.tabular, " ").width * style.size;
    let (mut longest, mut line, mut whole) = (0.0_f32, 0.0_f32, 0.0_f32);
    for token in tokens(fonts, words, style) {
        match token {
            Token::Word(word) => {
                longest = longest.max(word.width);
                line += word.width + if line > 0.0 { space } else { 0.0 };
            }
            Token::Break => line = 0.0,
        }
        whole = whole.max(line);
    }
    (longest, whole)
}

fn tokens(fonts: &Fonts, words: &Words, style: &Style) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut word: Vec<(Weight, Rc<Shaped>)> = Vec::new();
    let close = |word: &mut Vec<(Weight, Rc<Shaped>)>, tokens: &mut Vec<Token>| {
        if !word.is_empty() {
            let width = word.iter().map(|(_, part)| part.width * style.size).sum();
            tokens.push(Token::Word(Word { parts: std::mem::take(word), width }));
        }
    };
    for (weight, text) in &words.runs {
        let weight = style.weight(*weight);
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                close(&mut word, &mut tokens);
                tokens.push(Token::Break);
            }
            for (index, part) in line.split(breaks).enumerate() {
                if index > 0 {
                    close(&mut word, &mut tokens);
                }
                if !part.is_empty() {
                    word.push((weight, fonts.shape(weight, style.tabular, part)));
                }
            }
        }
    }
    close(&mut word, &mut tokens);
    tokens
}

/// Spaces a line may break at; the ones that hold words together are not among them.
fn breaks(letter: char) -> bool {
    letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

struct Setter<'a> {
    fonts: &'a Fonts,
    style: &'a Style,
    width: f32,
    done: Vec<Line>,
    line: Line,
}

impl Setter<'_> {
    /// Ends the line. Its last space is drawn, where nobody sees it: whoever listens hears two words.
    fn turn(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        let width = line.width;
        if let Some((weight, _)) = line.pieces.last() {
            let weight = *weight;
            line.push(weight, &self.fonts.shape(weight, self.style.tabular, " "), self.style.size);
            line.width = width;
        }
        self.done.push(line);
    }

    fn word(&mut self, word: Word) {
        let size = self.style.size;
        let Some((weight, _)) = word.parts.first() else { return };
        let space = self.fonts.shape(*weight, self.style.tabular, " ");
        let empty = self.line.pieces.is_empty();
        let before = if empty { 0.0 } else { space.width * size };
        if self.line.width + before + word.width > self.width + 0.01 {
            if !empty {
                self.turn();
            }
            if word.width > self.width + 0.01 {
                return self.cut(&word);
            }
        } else if !empty {
            self.line.push(*weight, &space, size);
        }
        for (weight, part) in &word.parts {
            self.line.push(*weight, part, size);
        }
    }

    /// A word that is longer than a line, on as many as it takes.
    fn cut(&mut self, word: &Word) {
        let size = self.style.size;
        for (weight, part) in &word.parts {
            let mut from = 0;
            let mut used = self.line.width;
            for index in 0..part.glyphs.len() {
                let glyph = &part.glyphs[index];
                let wide = glyph.x_advance * size;
                let at = glyph.text_range.start;
                let begins = index == 0 || part.glyphs[index - 1].text_range.start != at;
                if begins && used > 0.0 && used + wide > self.width {
                    self.keep(*weight, &part.text[from..at]);
                    self.done.push(std::mem::take(&mut self.line));
                    from = at;
                    used = 0.0;
                }
                used += wide;
            }
            self.keep(*weight, &part.text[from..]);
        }
    }

    fn keep(&mut self, weight: Weight, text: &str) {
        if !text.is_empty() {
            let shaped = self.fonts.shape(weight, self.style.tabular, text);
            self.line.push(weight, &shaped, self.style.size);
        }
    }

    fn finish(mut self) -> Vec<Line> {
        if !self.line.pieces.is_empty() || self.done.is_empty() {
            self.done.push(std::mem::take(&mut self.line));
        }
        self.done
    }
}
