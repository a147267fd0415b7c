//! The sections below a plan's sliders, put together.

use maud::{Markup, html};
use simulate::plan::Plan;
use simulate::runs::Rows;

use super::opened::Opened;

pub(super) fn sections(_opened: &Opened, _plan: &Plan, _rows: &Rows) -> Markup {
    html! {}
}
