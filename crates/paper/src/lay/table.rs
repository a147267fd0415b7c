//! A table down the sheets. Its header stands again at the top of each; a row is parted only when it is taller than a sheet.

use super::flow::Flow;
use super::lines::{Line, Style, lines};
use super::widths::{Plan, plan};
use super::{BOTTOM, LEFT, QUIET, SUBHEADING, TOP, WIDTH, prose};
use crate::canvas::{Colour, Mark};
use crate::structure::{Kind, Part};
use crate::table::Table;
use crate::words::{Words, clean_line};

const ABOVE: f32 = 4.0;

pub(super) fn table(flow: &mut Flow, table: &Table) {
    if table.columns.is_empty() {
        return;
    }
    let plan = plan(&flow.fonts, table);
    let caption = clean_line(&table.caption);
    let mut whole = Part::new(Kind::Table { summary: caption.clone() });
    flow.gap(2.0);
    flow.need(70.0);
    if !caption.is_empty() {
        whole.push(said_above(flow, &caption));
    }
    let head = Head::new(flow, table, &plan);
    flow.need(head.tall + height(2, &plan.cell) + 2.0 * ABOVE);
    whole.push(head.draw(flow, &plan, true));
    let mut body = Part::new(Kind::TableBody);
    for (index, row) in table.rows.iter().enumerate() {
        let style = if table.strong.contains(&index) { &plan.head } else { &plan.cell };
        body.push(set_row(flow, table, &plan, &head, row, style));
    }
    if !body.children.is_empty() {
        whole.push(body);
    }
    flow.part(whole);
    flow.y += 5.0;
    if let Some(note) = &table.note {
        prose::paragraph(flow, note, &QUIET, 0.0);
    }
    flow.y += 10.0;
}

fn said_above(flow: &mut Flow, caption: &str) -> Part {
    let style = Style { size: 10.0, leading: 14.0, ..SUBHEADING };
    let mut part = Part::new(Kind::Caption);
    for line in lines(&flow.fonts, &Words::from(caption), &style, WIDTH) {
        flow.need(style.leading * 3.0);
        let (mark, y) = (flow.mark(), flow.y);
        line.draw(&mut flow.brush(mark), LEFT, y, &style);
        part = part.marked(mark);
        flow.y += style.leading;
    }
    flow.y += 3.0;
    part
}

/// The header, laid out once and drawn on each sheet.
struct Head {
    cells: Vec<Vec<Line>>,
    numeric: Vec<bool>,
    tall: f32,
}

impl Head {
    fn new(flow: &Flow, table: &Table, plan: &Plan) -> Self {
        // A header taller than a third of the sheet would leave no room for rows.
        let most = prose::whole_lines((BOTTOM - TOP) / 3.0 / plan.head.leading);
        let cells: Vec<Vec<Line>> = table
            .columns
            .iter()
            .zip(&plan.columns)
            .map(|(column, span)| {
                let name = Words::from(clean_line(&column.name));
                let mut lines = lines(&flow.fonts, &name, &plan.head, span.inside());
                lines.truncate(most);
                lines
            })
            .collect();
        let deep = cells.iter().map(Vec::len).max().unwrap_or(1);
        Self {
            numeric: table.columns.iter().map(|column| column.numeric).collect(),
            tall: height(deep, &plan.head) + 2.0 * ABOVE,
            cells,
        }
    }

    /// `first`: the one that is read out; the others only repeat it.
    fn draw(&self, flow: &mut Flow, plan: &Plan, first: bool) -> Part {
        let top = flow.y;
        flow.brush(None).rect(LEFT, top, WIDTH, self.tall, Colour::FAINT);
        let mut row = Part::new(Kind::Row);
        let deep = self.cells.iter().map(Vec::len).max().unwrap_or(1);
        for (index, cell) in self.cells.iter().enumerate() {
            let mark = if first { flow.mark() } else { None };
            // The last lines of all names stand level.
            let lower = height(deep - cell.len(), &plan.head);
            let drawn = draw_cell(
                flow,
                plan,
                index,
                self.numeric[index],
                cell.clone(),
                top + ABOVE + lower,
                &plan.head,
                mark,
            );
            row.push(Part::new(Kind::ColumnHead).marked(mark.filter(|_| drawn)));
        }
        flow.y = top + self.tall;
        let y = flow.y;
        flow.brush(None).stroke(vec![(LEFT, y), (LEFT + WIDTH, y)], Colour::MUTED, 0.9);
        Part::new(Kind::TableHead).with(row)
    }
}

#[expect(clippy::too_many_arguments, reason = "where, what and how of one cell")]
fn draw_cell(
    flow: &mut Flow,
    plan: &Plan,
    column: usize,
    numeric: bool,
    cell: Vec<Line>,
    top: f32,
    style: &Style,
    mark: Mark,
) -> bool {
    let span = plan.columns[column];
    let mut y = top;
    let mut drawn = false;
    for line in cell {
        let x = if numeric { span.x + span.width - span.white() - line.width } else { span.x + span.white() };
        drawn |= !line.pieces.is_empty();
        line.draw(&mut flow.brush(mark), x, y, style);
        y += style.leading;
    }
    drawn
}

#[expect(clippy::cast_precision_loss, reason = "lines of one sheet")]
fn height(lines: usize, style: &Style) -> f32 {
    lines as f32 * style.leading
}

fn set_row(flow: &mut Flow, table: &Table, plan: &Plan, head: &Head, row: &[Words], style: &Style) -> Part {
    let empty = Words::new();
    let mut cells: Vec<Vec<Line>> = plan
        .columns
        .iter()
        .enumerate()
        .map(|(index, span)| lines(&flow.fonts, row.get(index).unwrap_or(&empty), style, span.inside()))
        .collect();
    let mut parts: Vec<Part> = (0..cells.len())
        .map(|index| {
            let heads = index == 0 && !table.columns[0].numeric;
            Part::new(if heads { Kind::RowHead } else { Kind::Cell })
        })
        .collect();
    loop {
        let deep = cells.iter().map(Vec::len).max().unwrap_or(1);
        let tall = height(deep, style) + 2.0 * ABOVE;
        let whole_sheet = BOTTOM - TOP - head.tall;
        let turns = if tall <= whole_sheet { tall > flow.room() } else { flow.room() < height(4, style) };
        if turns {
            flow.new_sheet();
            head.draw(flow, plan, false);
        }
        let fit = prose::whole_lines((flow.room() - 2.0 * ABOVE) / style.leading).clamp(1, deep);
        let rest: Vec<Vec<Line>> = cells.iter_mut().map(|cell| cell.split_off(fit.min(cell.len()))).collect();
        let top = flow.y + ABOVE;
        for (index, cell) in cells.into_iter().enumerate() {
            let numeric = table.columns[index].numeric;
            let mark = flow.mark();
            if draw_cell(flow, plan, index, numeric, cell, top, style, mark) {
                let part = std::mem::replace(&mut parts[index], Part::new(Kind::Cell));
                parts[index] = part.marked(mark);
            }
        }
        flow.y = top + height(fit, style) + ABOVE;
        let y = flow.y;
        flow.brush(None).stroke(vec![(LEFT, y), (LEFT + WIDTH, y)], Colour::LINE, 0.6);
        cells = rest;
        if cells.iter().all(Vec::is_empty) {
            break;
        }
    }
    parts.into_iter().fold(Part::new(Kind::Row), Part::with)
}
