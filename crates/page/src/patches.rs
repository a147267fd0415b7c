//! The stages of a journey as patches: stitched when done, plum now, plain when still to come.

use maud::{Markup, Render, html};

use crate::{Lang, Words, words::unseen};

/// Where a stage stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It has happened.
    Done,
    /// It is happening.
    Now,
    /// It has not happened yet.
    ToCome,
}

/// One stage of a journey.
pub struct Stage {
    name: Words,
    when: Option<Words>,
    state: State,
}

impl Stage {
    /// A stage that has happened, with its date: "by her GP, 2 Sept".
    pub fn done(name: impl Into<Words>, when: impl Into<Words>) -> Self {
        Self { name: name.into(), when: Some(when.into()), state: State::Done }
    }

    /// The stage that is happening: "week 6 of 12".
    pub fn now(name: impl Into<Words>, when: impl Into<Words>) -> Self {
        Self { name: name.into(), when: Some(when.into()), state: State::Now }
    }

    /// A stage still to come: "about 7 December".
    pub fn to_come(name: impl Into<Words>, when: impl Into<Words>) -> Self {
        Self { name: name.into(), when: Some(when.into()), state: State::ToCome }
    }
}

/// The patches of one journey.
pub struct Patches {
    lang: Lang,
    stages: Vec<Stage>,
}

impl Patches {
    /// `stages` in order.
    pub fn new(lang: Lang, stages: impl IntoIterator<Item = Stage>) -> Self {
        Self { lang, stages: stages.into_iter().collect() }
    }
}

impl Render for Patches {
    fn render(&self) -> Markup {
        let phrases = self.lang.phrases();
        html! {
            ol.q-patches aria-label=(phrases.stages) {
                @for stage in &self.stages {
                    @let (class, said) = match stage.state {
                        State::Done => ("q-patch q-patch--done", phrases.stage_done),
                        State::Now => ("q-patch q-patch--now", phrases.stage_now),
                        State::ToCome => ("q-patch", phrases.stage_to_come),
                    };
                    li class=(class) aria-current=[(stage.state == State::Now).then_some("step")] {
                        (unseen(&format!("{said} ")))
                        span.q-patch__name { (stage.name) }
                        @if let Some(when) = &stage.when { " " span.q-patch__when { (when) } }
                    }
                }
            }
        }
    }
}
