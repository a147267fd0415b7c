//! Titles, headings, paragraphs, lists and cautions.

use super::flow::Flow;
use super::lines::{Line, Style, lines};
use super::{BODY, BOTTOM, HEADING, LEFT, SUBHEADING, TITLE, WIDTH};
use crate::canvas::Colour;
use crate::structure::{Kind, Part};
use crate::words::{Words, clean_line};

/// The title below a band with a stitched edge.
pub(super) fn title(flow: &mut Flow, title: &str) {
    let y = flow.y;
    let mut brush = flow.brush(None);
    brush.rect(LEFT, y, WIDTH, 6.0, Colour::PLUM);
    brush.dashed((LEFT, y + 7.0), (LEFT + WIDTH, y + 7.0), Colour::GOLD, 2.0, [7.0, 5.0]);
    flow.y += 26.0;
    flow.stop(1, &clean_line(title));
    let kind = Kind::Heading { level: 1, title: clean_line(title) };
    run(flow, &Words::from(clean_line(title)), &TITLE, kind);
    flow.y += 6.0;
}

/// `wanted`: how much of what follows must stand with it.
pub(super) fn heading(flow: &mut Flow, level: u16, text: &str, wanted: f32) {
    let text = clean_line(text);
    if text.is_empty() {
        return;
    }
    let (style, above, below) = if level <= 2 { (HEADING, 18.0, 6.0) } else { (SUBHEADING, 12.0, 4.0) };
    flow.need(above + style.leading + below + wanted);
    flow.gap(above);
    flow.stop(level, &text);
    run(flow, &Words::from(&text), &style, Kind::Heading { level, title: text.clone() });
    flow.y += below;
}

pub(super) fn paragraph(flow: &mut Flow, words: &Words, style: &Style, below: f32) {
    if !words.runs.is_empty() {
        run(flow, words, style, Kind::Paragraph);
        flow.y += below;
    }
}

fn run(flow: &mut Flow, words: &Words, style: &Style, kind: Kind) {
    let lines = lines(&flow.fonts, words, style, WIDTH);
    let part = set(flow, lines, LEFT, style, Part::new(kind));
    flow.part(part);
}

/// Lines down the sheets. Two lines at least stand together at the foot of a sheet and at the top of the next.
fn set(flow: &mut Flow, lines: Vec<Line>, x: f32, style: &Style, mut part: Part) -> Part {
    let count = lines.len();
    for (index, line) in lines.into_iter().enumerate() {
        let left = count - index;
        let together = if index == 0 { left.min(if left == 3 { 3 } else { 2 }) } else { left.min(2) };
        let must = if index == 0 || left == 2 { together } else { 1 };
        #[expect(clippy::cast_precision_loss, reason = "three at most")]
        flow.need(style.leading * must as f32);
        let (mark, y) = (flow.mark(), flow.y);
        if line.pieces.is_empty() {
            flow.y += style.leading;
            continue;
        }
        line.draw(&mut flow.brush(mark), x, y, style);
        part = part.marked(mark);
        flow.y += style.leading;
    }
    part
}

pub(super) fn list(flow: &mut Flow, items: &[Words]) {
    const INDENT: f32 = 16.0;
    let mut whole = Part::new(Kind::List);
    for item in items.iter().filter(|item| !item.runs.is_empty()) {
        let lines = lines(&flow.fonts, item, &BODY, WIDTH - INDENT);
        flow.need(BODY.leading * if lines.len() > 1 { 2.0 } else { 1.0 });
        let (dot, y) = (flow.mark(), flow.y);
        let bullet = super::lines::lines(&flow.fonts, &"•".into(), &BODY, INDENT);
        for line in bullet {
            line.draw(&mut flow.brush(dot), LEFT + 2.0, y, &BODY);
        }
        let body = set(flow, lines, LEFT + INDENT, &BODY, Part::new(Kind::Body));
        whole.push(Part::new(Kind::Item).with(Part::new(Kind::Label).marked(dot)).with(body));
        flow.y += 3.0;
    }
    if !whole.children.is_empty() {
        flow.part(whole);
        flow.y += 6.0;
    }
}

/// A box with an ochre edge; one longer than the sheet goes on in a box on the next.
pub(super) fn caution(flow: &mut Flow, words: &Words) {
    const INSIDE: f32 = 12.0;
    const STYLE: Style = Style::new(9.5, 14.0, Colour::OCHRE_INK);
    if words.runs.is_empty() {
        return;
    }
    let mut left = lines(&flow.fonts, words, &STYLE, WIDTH - 2.0 * INSIDE - 4.0);
    let mut part = Part::new(Kind::Paragraph);
    flow.gap(2.0);
    flow.need(2.0 * 8.0 + STYLE.leading * if left.len() <= 12 { height(left.len()) } else { 3.0 });
    while !left.is_empty() {
        let fit = whole_lines((BOTTOM - flow.y - 16.0) / STYLE.leading).clamp(1, left.len());
        let rest = left.split_off(fit);
        let (top, tall) = (flow.y, 16.0 + STYLE.leading * height(fit));
        let mut brush = flow.brush(None);
        brush.rect(LEFT, top, WIDTH, tall, Colour::OCHRE_SOFT);
        brush.rect(LEFT, top, 4.0, tall, Colour::OCHRE);
        let mut y = top + 8.0;
        for line in std::mem::replace(&mut left, rest) {
            if !line.pieces.is_empty() {
                let mark = flow.mark();
                line.draw(&mut flow.brush(mark), LEFT + 4.0 + INSIDE, y, &STYLE);
                part = part.marked(mark);
            }
            y += STYLE.leading;
        }
        flow.y = top + tall;
        if !left.is_empty() {
            flow.new_sheet();
        }
    }
    flow.part(Part::new(Kind::Apart).with(part));
    flow.y += 12.0;
}

#[expect(clippy::cast_precision_loss, reason = "lines of one sheet")]
fn height(lines: usize) -> f32 {
    lines as f32
}

/// How many whole lines fit.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lines of one sheet, not below none"
)]
pub(super) fn whole_lines(lines: f32) -> usize {
    lines.max(0.0) as usize
}
