//! How wide the columns of a table are: as wide as what stands in them while there is room, and then fairly narrower.

use super::lines::{Style, extent};
use super::{QUIET, WIDTH};
use crate::canvas::Colour;
use crate::fonts::Fonts;
use crate::table::Table;
use crate::words::{Weight, Words};

/// White to the left and right of what stands in a cell.
const INSIDE: f32 = 5.0;

/// The styles of a table's cells and where its columns stand.
pub(super) struct Plan {
    pub cell: Style,
    pub head: Style,
    pub columns: Vec<Span>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub x: f32,
    pub width: f32,
}

impl Span {
    /// White on each side: less in a column that has hardly room for its letters.
    pub fn white(&self) -> f32 {
        INSIDE.min(self.width * 0.12)
    }

    /// What is left for words.
    pub fn inside(&self) -> f32 {
        self.width - 2.0 * self.white()
    }
}

fn styles(size: f32) -> (Style, Style) {
    let cell = Style { tabular: true, ..Style::new(size, size * 1.42, Colour::INK) };
    (cell, Style { weight: Weight::Bold, ..cell })
}

/// Smaller letters for a table whose longest words would not stand beside each other.
pub(super) fn plan(fonts: &Fonts, table: &Table) -> Plan {
    for size in [9.5, 8.5, 7.5, 6.5] {
        let (cell, head) = styles(size);
        let extents = extents(fonts, table, &cell, &head);
        let least: f32 = extents.iter().map(|(least, _)| least).sum();
        if least <= WIDTH || size <= 6.5 {
            return Plan { cell, head, columns: shared(&extents, table) };
        }
    }
    let (cell, head) = styles(QUIET.size);
    Plan { cell, head, columns: Vec::new() }
}

/// The least and the whole width of each column, the white beside the words included.
fn extents(fonts: &Fonts, table: &Table, cell: &Style, head: &Style) -> Vec<(f32, f32)> {
    // One long word must not take the sheet: it is cut when it is longer than this.
    let longest = WIDTH * 0.35;
    let of = |words: &Words, style: &Style| {
        let (word, whole) = extent(fonts, words, style);
        (word.min(longest), whole)
    };
    (0..table.columns.len())
        .map(|index| {
            let start = of(&Words::from(&table.columns[index].name), head);
            let (word, whole) =
                table.rows.iter().filter_map(|row| row.get(index)).fold(start, |so_far, words| {
                    let next = of(words, head);
                    let next = (next.0, next.1.min(of(words, cell).1 * 1.08));
                    (so_far.0.max(next.0), so_far.1.max(next.1))
                });
            (word + 2.0 * INSIDE + 0.5, whole.max(word) + 2.0 * INSIDE + 0.5)
        })
        .collect()
}

fn shared(extents: &[(f32, f32)], table: &Table) -> Vec<Span> {
    let least: f32 = extents.iter().map(|(least, _)| least).sum();
    let whole: f32 = extents.iter().map(|(_, whole)| whole).sum();
    let widths: Vec<f32> = if whole <= WIDTH {
        let texts = table.columns.iter().filter(|column| !column.numeric).count();
        #[expect(clippy::cast_precision_loss, reason = "columns are few")]
        let share = |among: usize| (WIDTH - whole) / among.max(1) as f32;
        let widens = |numeric: bool| if texts > 0 { !numeric } else { true };
        let among = if texts > 0 { texts } else { extents.len() };
        let more = share(among);
        extents
            .iter()
            .zip(&table.columns)
            .map(|((_, whole), column)| whole + if widens(column.numeric) { more } else { 0.0 })
            .collect()
    } else if least < WIDTH {
        let part = (WIDTH - least) / (whole - least).max(0.01);
        extents.iter().map(|(least, whole)| least + (whole - least) * part).collect()
    } else {
        extents.iter().map(|(least, _)| least * WIDTH / least_or_one(extents)).collect()
    };
    let mut x = super::LEFT;
    widths
        .into_iter()
        .map(|width| {
            let span = Span { x, width };
            x += width;
            span
        })
        .collect()
}

fn least_or_one(extents: &[(f32, f32)]) -> f32 {
    extents.iter().map(|(least, _)| least).sum::<f32>().max(1.0)
}
