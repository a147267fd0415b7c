//! What every chart is set in: a figure, an SVG with a name and a description, and the numbers.

use maud::{Markup, html};

use crate::{Details, Lang, Table};

/// One chart's names.
pub(crate) struct Frame {
    pub id: String,
    pub title: String,
    pub lang: Lang,
}

impl Frame {
    pub fn new(lang: Lang, id: impl Into<String>, title: impl Into<String>) -> Self {
        Self { id: id.into(), title: title.into(), lang }
    }

    /// `drawing` in a box of `width` by `height`, named and described.
    pub fn svg(&self, class: &str, size: (f64, f64), described: &str, drawing: &Markup) -> Markup {
        self.svg_as("img", class, size, described, drawing)
    }

    /// The same, in another role than a picture's.
    pub fn svg_as(
        &self,
        role: &str,
        class: &str,
        (width, height): (f64, f64),
        described: &str,
        drawing: &Markup,
    ) -> Markup {
        let (title, description) =
            (format!("{}-{class}-title", self.id), format!("{}-{class}-desc", self.id));
        html! {
            svg class={ "q-svg q-svg--" (class) } viewBox={ "0 0 " (at(width)) " " (at(height)) } role=(role)
                aria-labelledby={ (title) " " (description) } {
                title id=(title) { (self.title) }
                desc id=(description) { (described) }
                (drawing)
            }
        }
    }

    /// The figure: the drawing, then its numbers behind one line.
    pub fn figure(&self, class: &str, drawing: &Markup, numbers: Table) -> Markup {
        let numbers = numbers.id(format!("{}-numbers", self.id)).caption_unseen();
        html! {
            figure class={ "q-chart q-chart--" (class) } id=(self.id) {
                (drawing)
                (Details::new(self.lang.phrases().show_numbers, numbers))
            }
        }
    }

    /// What stands in place of a chart of nothing.
    pub fn empty(&self) -> Markup {
        html! { p.q-quiet id=(self.id) { (self.lang.phrases().nothing_yet) } }
    }
}

/// A coordinate to a tenth: enough for the eye, short on the wire.
pub(crate) fn at(n: f64) -> String {
    let said = format!("{n:.1}");
    said.strip_suffix(".0").map_or_else(|| said.clone(), str::to_owned)
}

/// A polygon or polyline's points.
pub(crate) fn points(corners: &[(f64, f64)]) -> String {
    corners.iter().map(|(x, y)| format!("{},{}", at(*x), at(*y))).collect::<Vec<_>>().join(" ")
}
