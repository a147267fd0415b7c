//! Quilt's mark: four patches joined by one line of stitches.

use maud::{Markup, html};

/// The mark at `side` CSS pixels, hidden from screen readers because the name stands beside it.
pub fn mark(side: u32) -> Markup {
    html! {
        svg.q-mark width=(side) height=(side) viewBox="0 0 30 30" aria-hidden="true" focusable="false" {
            rect width="14" height="14" x="0" y="0" fill="#f2c14e" {}
            rect width="14" height="14" x="16" y="0" fill="#e07a9a" {}
            rect width="14" height="14" x="0" y="16" fill="#7fc8b8" {}
            path d="M16 16h14v14z" fill="#8db8dd" {}
            path d="M16 16v14h14z" fill="#fff" {}
            path d="M15 0v30M0 15h30" stroke="#fff" stroke-width="1.4" stroke-dasharray="3 2.4" {}
        }
    }
}
