//! From what a report says to what stands where: each kind of block has a file; [`Flow`] carries the pen down the sheets.

mod figures;
mod flow;
mod lines;
mod picture;
mod prose;
mod table;
mod widths;

pub(crate) use flow::{Flow, Laid, Stop};
use lines::Style;

use crate::canvas::Colour;
use crate::error::Error;
use crate::report::{Block, Report};
use crate::words::Weight;

/// The margins leave a column of 483 points: about ninety letters a line.
pub(crate) const LEFT: f32 = 56.0;
pub(crate) const WIDTH: f32 = crate::canvas::SHEET_WIDTH - 2.0 * LEFT;
pub(crate) const TOP: f32 = 54.0;
pub(crate) const BOTTOM: f32 = crate::canvas::SHEET_HEIGHT - 60.0;

const BODY: Style = Style::new(10.5, 15.5, Colour::INK);
const LEAD: Style = Style::new(12.5, 18.5, Colour::MUTED);
const QUIET: Style = Style::new(9.0, 13.0, Colour::MUTED);
const TITLE: Style = Style { weight: Weight::Bold, ..Style::new(25.0, 31.0, Colour::INK) };
const HEADING: Style = Style { weight: Weight::Bold, ..Style::new(15.5, 20.0, Colour::INK) };
const SUBHEADING: Style = Style { weight: Weight::Bold, ..Style::new(11.5, 16.0, Colour::INK) };

/// The report on its sheets, and its structure.
pub(crate) fn lay(report: &Report) -> Result<Laid, Error> {
    let mut flow = Flow::new()?;
    prose::title(&mut flow, &report.title);
    for (index, block) in report.blocks.iter().enumerate() {
        match block {
            Block::Lead(words) => prose::paragraph(&mut flow, words, &LEAD, 10.0),
            Block::Heading { level, text } => {
                let wanted = with_heading(&report.blocks[index + 1..]);
                prose::heading(&mut flow, *level, text, wanted);
            }
            Block::Paragraph(words) => prose::paragraph(&mut flow, words, &BODY, 8.0),
            Block::Quiet(words) => prose::paragraph(&mut flow, words, &QUIET, 8.0),
            Block::List(items) => prose::list(&mut flow, items),
            Block::Figures(all) => figures::row(&mut flow, all),
            Block::Table(one) => table::table(&mut flow, one),
            Block::Chart(chart) => {
                flow.need(chart.height() + with_picture(report.blocks.get(index + 1)));
                picture::picture(&mut flow, chart);
            }
            Block::Caution(words) => prose::caution(&mut flow, words),
            Block::NewSheet => flow.new_sheet(),
        }
    }
    Ok(flow.finish())
}

/// What belongs together is not parted from its heading when it fills half a sheet at most.
const TOGETHER: f32 = 350.0;

/// How much of what follows a heading must stand on the same sheet: its figures, its picture and their caution.
fn with_heading(next: &[Block]) -> f32 {
    let mut height = 0.0;
    for block in next {
        let more = match block {
            Block::Chart(chart) => chart.height() + 12.0,
            Block::Figures(_) => 68.0,
            Block::Caution(_) => return if height + CAUTION <= TOGETHER { height + CAUTION } else { height },
            Block::Table(_) if height == 0.0 => return 96.0,
            Block::Heading { .. } if height == 0.0 => return 72.0,
            _ if height == 0.0 => return 2.0 * BODY.leading + 4.0,
            _ => return height,
        };
        if height > 0.0 && height + more > TOGETHER {
            return height;
        }
        height += more;
    }
    height
}

/// A caution of two lines.
const CAUTION: f32 = 46.0;

/// A caution stays with the picture it is about.
fn with_picture(next: Option<&Block>) -> f32 {
    if matches!(next, Some(Block::Caution(_))) { 12.0 + CAUTION } else { 0.0 }
}
