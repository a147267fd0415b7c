//! Big numbers beside each other, each with the words that say what it is.

use super::flow::Flow;
use super::lines::{Line, Style, lines};
use super::{LEFT, QUIET, WIDTH};
use crate::canvas::{Anchor, Colour, Look};
use crate::report::Figure;
use crate::structure::{Kind, Part};
use crate::words::{Weight, Words, clean_line};

const NUMBER: Style = Style { weight: Weight::Bold, tabular: true, ..Style::new(24.0, 29.0, Colour::PLUM) };
const GUTTER: f32 = 18.0;
const MOST: usize = 4;

pub(super) fn row(flow: &mut Flow, figures: &[Figure]) {
    for chunk in figures.chunks(MOST) {
        beside(flow, chunk);
    }
}

#[expect(clippy::cast_precision_loss, reason = "four at most, and the lines of a few words")]
fn beside(flow: &mut Flow, figures: &[Figure]) {
    let count = figures.len().max(3) as f32;
    let wide = (WIDTH - GUTTER * (count - 1.0)) / count;
    let words: Vec<Vec<Line>> =
        figures.iter().map(|figure| lines(&flow.fonts, &figure.words, &QUIET, wide)).collect();
    // More words than a sheet holds are not a figure's: they are cut off at its end.
    let most = super::prose::whole_lines((super::BOTTOM - super::TOP - NUMBER.leading) / QUIET.leading);
    let deep = words.iter().map(Vec::len).max().unwrap_or(0).min(most);
    let tall = NUMBER.leading + QUIET.leading * deep as f32;
    flow.need(tall);
    let top = flow.y;
    let mut whole = Part::new(Kind::Apart);
    for (index, (figure, words)) in figures.iter().zip(words).enumerate() {
        let x = LEFT + (wide + GUTTER) * index as f32;
        let mut part = Part::new(Kind::Paragraph);
        let number = clean_line(&figure.number);
        if !number.is_empty() {
            let mark = flow.mark();
            number_at(flow, mark, x, top, wide, &number);
            part = part.marked(mark);
        }
        for (line, words) in
            words.into_iter().take(most).enumerate().filter(|(_, line)| !line.pieces.is_empty())
        {
            let mark = flow.mark();
            words.draw(&mut flow.brush(mark), x, top + NUMBER.leading + QUIET.leading * line as f32, &QUIET);
            part = part.marked(mark);
        }
        if !part.children.is_empty() {
            whole.push(part);
        }
    }
    if !whole.children.is_empty() {
        flow.part(whole);
    }
    flow.y = top + tall + 12.0;
}

/// The number, smaller when it is too long to stand at its full size.
fn number_at(flow: &mut Flow, mark: crate::canvas::Mark, x: f32, top: f32, wide: f32, number: &str) {
    let natural = super::lines::extent(&flow.fonts, &Words::from(number), &NUMBER).1;
    let size = if natural > wide { (NUMBER.size * wide / natural).max(11.0) } else { NUMBER.size };
    let look = Look::new(size, NUMBER.colour).bold();
    let baseline = NUMBER.baseline(top);
    flow.brush(mark).fitted(x, baseline, Anchor::Start, look, wide, number);
}
