//! Turning the page: to the previous and next question, or to newer and older rows of a long list.

use maud::{Markup, Render, html};

use crate::{Lang, Words, words::unseen};

struct Turn {
    href: String,
    title: Markup,
    page: Option<Words>,
}

/// Links to the pages on either side.
pub struct Pagination {
    lang: Lang,
    back: Option<Turn>,
    on: Option<Turn>,
}

impl Pagination {
    /// No page on either side.
    pub fn new(lang: Lang) -> Self {
        Self { lang, back: None, on: None }
    }

    /// The page before this one, by name; an empty name says only "Previous page".
    pub fn previous(mut self, href: impl Into<String>, page: impl Into<Words>) -> Self {
        let title = self.of_page(self.lang.phrases().previous);
        self.back = Some(Turn { href: href.into(), title, page: named(page.into()) });
        self
    }

    /// The page after this one, by name; an empty name says only "Next page".
    pub fn next(mut self, href: impl Into<String>, page: impl Into<Words>) -> Self {
        let title = self.of_page(self.lang.phrases().next);
        self.on = Some(Turn { href: href.into(), title, page: named(page.into()) });
        self
    }

    /// Newer rows, when there are any.
    pub fn newer(mut self, href: Option<String>) -> Self {
        let title = html! { (self.lang.phrases().newer) };
        self.back = href.map(|href| Turn { href, title, page: None });
        self
    }

    /// Older rows, when there are any.
    pub fn older(mut self, href: Option<String>) -> Self {
        let title = html! { (self.lang.phrases().older) };
        self.on = href.map(|href| Turn { href, title, page: None });
        self
    }

    fn of_page(&self, title: &str) -> Markup {
        html! { (title) (unseen(&format!(" {}", self.lang.phrases().page))) }
    }
}

fn named(page: Words) -> Option<Words> {
    (!page.is_empty()).then_some(page)
}

fn side(turn: &Turn, back: bool) -> Markup {
    let (side, rel) = if back { ("prev", "prev") } else { ("next", "next") };
    html! {
        li class=(if back { "nhsuk-pagination-item--previous" } else { "nhsuk-pagination-item--next" }) {
            a class={ "nhsuk-pagination__link nhsuk-pagination__link--" (side) } href=(turn.href) rel=(rel) {
                span.nhsuk-pagination__title { (turn.title) }
                @if let Some(page) = &turn.page {
                    (unseen(":"))
                    span.nhsuk-pagination__page { (page) }
                }
                (arrow(back))
            }
        }
    }
}

fn arrow(back: bool) -> Markup {
    let (class, path) = if back {
        ("nhsuk-icon nhsuk-icon--arrow-left", "M20 12H4M11 5l-7 7 7 7")
    } else {
        ("nhsuk-icon nhsuk-icon--arrow-right", "M4 12h16M13 5l7 7-7 7")
    };
    html! {
        svg class=(class) viewBox="0 0 24 24" width="16" height="16" focusable="false" aria-hidden="true" {
            path d=(path) fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" {}
        }
    }
}

impl Render for Pagination {
    fn render(&self) -> Markup {
        html! {
            @if self.back.is_some() || self.on.is_some() {
                nav.nhsuk-pagination role="navigation" aria-label=(self.lang.phrases().pages) {
                    ul.nhsuk-list.nhsuk-pagination__list {
                        @if let Some(turn) = &self.back { (side(turn, true)) }
                        @if let Some(turn) = &self.on { (side(turn, false)) }
                    }
                }
            }
        }
    }
}
