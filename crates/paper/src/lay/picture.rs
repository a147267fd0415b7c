//! A chart on the sheet, with its words for whoever cannot look.

use super::flow::Flow;
use super::{LEFT, WIDTH};
use crate::chart::{Chart, Frame};
use crate::structure::{Kind, Part};
use crate::words::clean_line;

pub(super) fn picture(flow: &mut Flow, chart: &Chart) {
    let tall = chart.height();
    flow.need(tall);
    let (mark, y) = (flow.mark(), flow.y);
    chart.draw(&mut flow.brush(mark), Frame { x: LEFT, y, width: WIDTH, height: tall });
    let said = clean_line(chart.said());
    let said = if said.is_empty() { "A chart".to_owned() } else { said };
    let kind = Kind::Picture { said, sheet: flow.sheet(), place: [LEFT, y, LEFT + WIDTH, y + tall] };
    flow.part(Part::new(kind).marked(mark));
    flow.y += tall + 12.0;
}
