//! From asking to following up: one chevron a stage, as wide as the people it holds, with how long or how many under it.
//! Drawn twice, across for a wide page and down for a narrow one; the style sheet shows one.

use maud::{Markup, Render, html};

use super::frame::{Frame, at};
use crate::{Column, Lang, Table, Tone, text};

const WIDTH: f64 = 1060.0;
const GAP: f64 = 8.0;
const POINT: f64 = 18.0;
/// A chevron is never narrower than its words.
const NARROWEST: f64 = 132.0;
const TONES: [Tone; 6] = [Tone::Plum, Tone::Plum, Tone::Teal, Tone::Teal, Tone::Sky, Tone::Moss];

/// One stage: how many people reached it.
pub struct FlowStage {
    name: String,
    /// `None` is "a few": withheld, printed as `*`.
    people: Option<u64>,
    under: String,
}

impl FlowStage {
    /// `people` who are `name`: "asked", "said yes".
    pub fn new(name: impl Into<String>, people: u64) -> Self {
        Self { name: name.into(), people: Some(people), under: String::new() }
    }

    /// Too few people to print: shown as `*`, drawn as none.
    pub fn few(name: impl Into<String>) -> Self {
        Self { name: name.into(), people: None, under: String::new() }
    }

    fn said(&self) -> String {
        self.people.map_or_else(|| "*".to_owned(), text::number)
    }

    /// What stands under it: "median 2 days".
    pub fn under(mut self, words: impl Into<String>) -> Self {
        self.under = words.into();
        self
    }
}

/// Stages from first to last.
pub struct Flow {
    frame: Frame,
    stages: Vec<FlowStage>,
}

impl Flow {
    /// A chart called `title`; `id` must be the page's only one.
    pub fn new(lang: Lang, id: impl Into<String>, title: impl Into<String>) -> Self {
        Self { frame: Frame::new(lang, id, title), stages: Vec::new() }
    }

    /// The next stage.
    pub fn stage(mut self, stage: FlowStage) -> Self {
        self.stages.push(stage);
        self
    }

    fn share(&self, people: Option<u64>) -> f64 {
        let most = self.stages.iter().filter_map(|stage| stage.people).max().unwrap_or(0).max(1);
        people.unwrap_or(0) as f64 / most as f64
    }

    /// The widths across: each at least its words, the rest shared by people.
    fn widths(&self) -> Vec<f64> {
        let spare = (WIDTH - POINT - (NARROWEST + GAP) * self.stages.len() as f64).max(0.0);
        let all: f64 = self.stages.iter().map(|stage| self.share(stage.people)).sum();
        self.stages
            .iter()
            .map(|stage| NARROWEST + spare * self.share(stage.people) / all.max(f64::MIN_POSITIVE))
            .collect()
    }

    fn across(&self) -> Markup {
        let widths = self.widths();
        html! {
            @for (index, (stage, width)) in self.stages.iter().zip(&widths).enumerate() {
                @let (x, width) = (widths[..index].iter().map(|before| before + GAP).sum::<f64>(), *width);
                @let tone = TONES[index.min(TONES.len() - 1)];
                @let notch = if index == 0 { "z".to_owned() } else { format!("l{} -44z", at(POINT)) };
                path class={ "q-svg__chevron q-svg__chevron--" (index % 2) } fill=(tone.ink())
                    d=(format!("M{} 8h{}l{} 44l-{} 44H{}{notch}", at(x), at(width), at(POINT), at(POINT), at(x))) {}
                @let words = x + if index == 0 { 14.0 } else { POINT + 12.0 };
                g.q-svg__on-ink fill="#fff" {
                    text.q-svg__big x=(at(words)) y="48" font-weight="700" { (stage.said()) }
                    text x=(at(words)) y="74" { (stage.name) }
                }
                text.q-svg__quiet x=(at(words)) y="122" fill="#4c6272" { (stage.under) }
            }
        }
    }

    fn down(&self) -> Markup {
        html! {
            @for (index, stage) in self.stages.iter().enumerate() {
                @let tone = TONES[index.min(TONES.len() - 1)];
                @let y = 64.0 * f64::from(u32::try_from(index).unwrap_or(u32::MAX));
                text x="0" y=(at(y + 20.0)) fill="#212b32" {
                    tspan font-weight="700" { (stage.said()) } " " (stage.name)
                }
                text.q-svg__quiet x="320" y=(at(y + 20.0)) text-anchor="end" fill="#4c6272" { (stage.under) }
                rect.q-svg__track x="0" y=(at(y + 30.0)) width="320" height="18" rx="3" fill="#eceff1" {}
                rect class={ "q-svg__chevron q-svg__chevron--" (index % 2) } x="0" y=(at(y + 30.0))
                    width=(at(self.share(stage.people) * 320.0)) height="18" rx="3" fill=(tone.ink()) {}
            }
        }
    }

    fn described(&self) -> String {
        let parts = self.stages.iter().map(|stage| {
            let under = if stage.under.is_empty() { String::new() } else { format!(" ({})", stage.under) };
            format!("{} {}{under}", stage.said(), stage.name)
        });
        format!("{}.", parts.collect::<Vec<_>>().join(", "))
    }

    fn numbers(&self) -> Table {
        let phrases = self.frame.lang.phrases();
        Table::new(self.frame.title.as_str())
            .columns([Column::text(phrases.stage), Column::number(phrases.people), Column::text("")])
            .rows(self.stages.iter().map(|stage| [stage.name.clone(), stage.said(), stage.under.clone()]))
    }
}

impl Render for Flow {
    fn render(&self) -> Markup {
        if self.stages.is_empty() {
            return self.frame.empty();
        }
        let described = self.described();
        let tall = 64.0 * f64::from(u32::try_from(self.stages.len()).unwrap_or(u32::MAX)) - 10.0;
        let drawing = html! {
            (self.frame.svg("flow-across", (WIDTH, 134.0), &described, &self.across()))
            (self.frame.svg("flow-down", (320.0, tall), &described, &self.down()))
        };
        self.frame.figure("flow", &drawing, self.numbers())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow(people: &[u64]) -> Flow {
        people.iter().fold(Flow::new(Lang::En, "flow", "From asking to following up"), |flow, n| {
            flow.stage(FlowStage::new("asked", *n).under("2 days"))
        })
    }

    #[test]
    fn chevrons_fit_the_page_and_more_people_are_wider() {
        for people in [&[1_240, 1_105, 970, 810, 505, 310][..], &[0, 0, 0], &[1], &[u64::MAX, 1]] {
            let widths = flow(people).widths();
            let all: f64 = widths.iter().map(|width| width + GAP).sum();
            assert!(all + POINT <= WIDTH + 0.01, "{all}");
            assert!(widths.iter().all(|width| *width >= NARROWEST));
        }
        let widths = flow(&[100, 50]).widths();
        assert!(widths[0] > widths[1]);
    }

    #[test]
    fn a_few_are_a_star_and_draw_nothing() {
        let flow = flow(&[20]).stage(FlowStage::few("ended"));
        let html = flow.render().0;
        assert!(html.contains("20 asked (2 days), * ended."), "{html}");
        assert!(flow.share(None).abs() < 1e-9);
    }

    #[test]
    fn the_description_says_each_stage() {
        assert!(flow(&[1_240]).render().0.contains("1,240 asked (2 days)."));
        assert!(flow(&[]).render().0.contains("Nothing to show yet"));
    }
}
