//! What has just happened, said once at the top of the next page.

use maud::{Markup, Render, html};

use crate::{Lang, Words};

/// A notification banner.
pub struct Banner {
    lang: Lang,
    body: Markup,
    title: Option<Words>,
    success: bool,
}

impl Banner {
    /// Something to know: "Your session ends in five minutes."
    pub fn new(lang: Lang, sentence: impl Into<Words>) -> Self {
        let sentence = sentence.into();
        Self {
            lang,
            body: html! { p.nhsuk-notification-banner__heading { (sentence) } },
            title: None,
            success: false,
        }
    }

    /// Something that was done: "Contact recorded." It is read aloud and takes the focus.
    pub fn done(lang: Lang, sentence: impl Into<Words>) -> Self {
        Self { title: Some(lang.phrases().done.into()), success: true, ..Self::new(lang, sentence) }
    }

    /// Another title than "Important" or "Done".
    pub fn title(mut self, title: impl Into<Words>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Markup in place of the sentence.
    pub fn body(mut self, body: impl Render) -> Self {
        self.body = body.render();
        self
    }
}

impl Render for Banner {
    fn render(&self) -> Markup {
        let class = if self.success {
            "nhsuk-notification-banner nhsuk-notification-banner--success"
        } else {
            "nhsuk-notification-banner"
        };
        html! {
            div class=(class) data-module="nhsuk-notification-banner" role=(if self.success { "alert" } else { "region" })
                aria-labelledby="nhsuk-notification-banner-title" {
                div.nhsuk-notification-banner__header {
                    h2.nhsuk-notification-banner__title #nhsuk-notification-banner-title {
                        @if let Some(title) = &self.title { (title) } @else { (self.lang.phrases().important) }
                    }
                }
                div.nhsuk-notification-banner__content { (self.body) }
            }
        }
    }
}
