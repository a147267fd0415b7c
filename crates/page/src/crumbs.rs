//! The way back up: breadcrumbs on staff pages, one back link where each page asks one question.

use maud::{Markup, Render, html};

use crate::{Lang, Words, words::unseen};

/// Where this page is. On a phone only the last link shows, as "Back to …".
#[derive(Default)]
pub struct Crumbs {
    lang: Lang,
    links: Vec<(String, Words)>,
}

impl Crumbs {
    /// The top.
    pub fn new(lang: Lang) -> Self {
        Self { lang, links: Vec::new() }
    }

    /// One step down: a link to it and its name. The page itself is not listed.
    pub fn link(mut self, href: impl Into<String>, name: impl Into<Words>) -> Self {
        self.links.push((href.into(), name.into()));
        self
    }
}

impl Render for Crumbs {
    fn render(&self) -> Markup {
        let back = match self.lang {
            Lang::En => "Back to ",
            Lang::Cy => "Yn ôl i ",
        };
        html! {
            @if let Some((href, name)) = self.links.last() {
                nav.nhsuk-breadcrumb aria-label=(self.lang.phrases().breadcrumb) {
                    ol.nhsuk-breadcrumb__list {
                        @for (href, name) in &self.links {
                            li.nhsuk-breadcrumb__list-item { a.nhsuk-breadcrumb__link href=(href) { (name) } }
                        }
                    }
                    a.nhsuk-back-link href=(href) { (unseen(back)) (name) }
                }
            }
        }
    }
}

/// One link back.
pub struct BackLink {
    href: String,
    words: Words,
}

impl BackLink {
    /// "Back" to the page before.
    pub fn new(lang: Lang, href: impl Into<String>) -> Self {
        let words = match lang {
            Lang::En => "Back",
            Lang::Cy => "Yn ôl",
        };
        Self { href: href.into(), words: words.into() }
    }

    /// Other words.
    pub fn words(mut self, words: impl Into<Words>) -> Self {
        self.words = words.into();
        self
    }
}

impl Render for BackLink {
    fn render(&self) -> Markup {
        html! { a.nhsuk-back-link href=(self.href) { (self.words) } }
    }
}
