//! The quilt: an area drawn as a patchwork, each scheme a patch, its stitches its journeys. Where a patch lies says nothing; what it says is in words on it.

use maud::{Markup, Render, html};

use super::frame::{Frame, at, points};
use crate::{Column, Lang, Table, Tone, text};

const WIDTH: f64 = 360.0;
const ROW: f64 = 104.0;
const EDGE: f64 = 10.0;
const TONES: [Tone; 4] = [Tone::Plum, Tone::Teal, Tone::Sky, Tone::Moss];

/// A scheme.
pub struct Patch {
    name: String,
    figure: String,
    href: Option<String>,
    journeys: Option<u64>,
    tone: Option<Tone>,
}

impl Patch {
    /// A scheme and the one figure to show: "5 weeks", or "*" when it is withheld.
    pub fn new(name: impl Into<String>, figure: impl Into<String>) -> Self {
        Self { name: name.into(), figure: figure.into(), href: None, journeys: None, tone: None }
    }

    /// Where the patch leads.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// Sews this many journeys on: a stitch for each ten, or part of ten.
    pub fn journeys(mut self, journeys: u64) -> Self {
        self.journeys = Some(journeys);
        self
    }

    /// A cloth that means something, such as ochre for "waiting too long". The figure must say it too.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = Some(tone);
        self
    }
}

/// A patchwork.
pub struct Patchwork {
    frame: Frame,
    figure: String,
    patches: Vec<Patch>,
}

/// Four corners, clockwise from the top left.
/// The longest name, in characters, that stands on one line with three patches in a row.
const SHORT_NAME: usize = 12;
/// About how many characters a line of a longer name holds.
const LINE: usize = 17;
/// A line of more characters than this is drawn together until it lies within the stitches of half a row.
const WIDE: usize = 14;
const WITHIN_STITCHES: f64 = 142.0;

type Corners = [(f64, f64); 4];

impl Patchwork {
    /// A quilt called `title`, whose figures are each a `figure` ("Median weeks to a first conversation"); `id` must be the page's only one.
    pub fn new(
        lang: Lang,
        id: impl Into<String>,
        title: impl Into<String>,
        figure: impl Into<String>,
    ) -> Self {
        Self { frame: Frame::new(lang, id, title), figure: figure.into(), patches: Vec::new() }
    }

    /// One more scheme.
    pub fn patch(mut self, patch: Patch) -> Self {
        self.patches.push(patch);
        self
    }

    /// How many patches lie in each row: at most three, or two where a name is long, as even as can be.
    fn rows(&self) -> Vec<usize> {
        let all = self.patches.len();
        let most =
            if self.patches.iter().any(|patch| patch.name.chars().count() > SHORT_NAME) { 2 } else { 3 };
        let rows = all.div_ceil(most);
        (0..rows).map(|row| all / rows + usize::from(row < all % rows)).collect()
    }

    /// The corners of every patch. Edges are shared, so the cloth has no holes: rows are parted by slanting lines and patches by slanting seams.
    fn corners(&self) -> Vec<Corners> {
        let rows = self.rows();
        let mut all = Vec::with_capacity(self.patches.len());
        for (row, patches) in rows.iter().enumerate() {
            let seam = |line: usize, x: f64| edge(line, x);
            let cuts: Vec<(f64, f64)> = (0..=*patches).map(|cut| cut_between(row, cut, *patches)).collect();
            for pair in cuts.windows(2) {
                let [(top_left, bottom_left), (top_right, bottom_right)] = [pair[0], pair[1]];
                all.push([
                    (top_left, seam(row, top_left)),
                    (top_right, seam(row, top_right)),
                    (bottom_right, seam(row + 1, bottom_right)),
                    (bottom_left, seam(row + 1, bottom_left)),
                ]);
            }
        }
        all
    }

    fn sewn(&self, index: usize, patch: &Patch, corners: &Corners) -> Markup {
        let tone = patch.tone.unwrap_or(TONES[(index + index / 3) % TONES.len()]);
        let (x, y) = middle(corners);
        // Sewn patches lift their words to leave room for the stitches.
        let y = if patch.journeys.is_some() { y - 12.0 } else { y };
        let lines = in_lines(&patch.name);
        let half_a_row = corners[1].0 - corners[0].0 < WIDTH * 0.6;
        let drawn_together =
            |words: &str| (half_a_row && words.chars().count() > WIDE).then(|| at(WITHIN_STITCHES));
        let cloth = html! {
            polygon.q-svg__cloth points=(points(corners)) fill=(tone.cloth()) stroke="#fff" stroke-width="2" {}
            polygon.q-svg__stitches points=(points(&drawn_in(corners, 0.9))) fill="none" stroke=(tone.ink()) stroke-opacity=".6" stroke-width="1.6" stroke-dasharray="6 4" {}
            g text-anchor="middle" fill="#212b32" {
                @for (line, words) in lines.iter().enumerate() {
                    @let length = drawn_together(words);
                    @let adjust = length.as_ref().map(|_| "spacingAndGlyphs");
                    text x=(at(x)) y=(at(y - 2.0 - 15.0 * (lines.len() - 1 - line) as f64)) font-weight="600" textLength=[length] lengthAdjust=[adjust] { (words) " " }
                }
                text.q-svg__figure x=(at(x)) y=(at(y + 19.0)) font-weight="700" { (patch.figure) }
            }
            @if let Some(journeys) = patch.journeys { (stitches(journeys, x, y + 30.0, tone)) }
        };
        html! {
            @if let Some(href) = &patch.href { a href=(href) { (cloth) } } @else { (cloth) }
        }
    }

    fn described(&self) -> String {
        let parts = self.patches.iter().map(|patch| format!("{}, {}", patch.name, patch.figure));
        format!("{}: {}.", self.figure, parts.collect::<Vec<_>>().join("; "))
    }

    fn numbers(&self) -> Table {
        let phrases = self.frame.lang.phrases();
        let journeys = self.patches.iter().any(|patch| patch.journeys.is_some());
        let columns = [Column::text(phrases.patch), Column::number(self.figure.as_str())].into_iter();
        let columns = columns.chain(journeys.then(|| Column::number(phrases.people)));
        Table::new(self.frame.title.as_str()).columns(columns).rows(self.patches.iter().map(|patch| {
            let people = journeys.then(|| patch.journeys.map_or_else(|| "–".to_owned(), text::number));
            [patch.name.clone(), patch.figure.clone()].into_iter().chain(people).collect::<Vec<_>>()
        }))
    }
}

/// A name in lines short enough for a patch.
fn in_lines(name: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A number from -1 to 1 that is always the same for the same place: the hand that cut the cloth.
fn hand(row: usize, cut: usize) -> f64 {
    let mixed =
        (row as u32).wrapping_mul(0x9E37_79B9) ^ (cut as u32).wrapping_add(7).wrapping_mul(0x85EB_CA6B);
    let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x2C1B_3C6D);
    f64::from((mixed >> 8) & 0xFFFF) / 32_767.5 - 1.0
}

/// The height of the line above row `line` at `x`.
fn edge(line: usize, x: f64) -> f64 {
    let level = EDGE + 6.0 + ROW * line as f64;
    let slant = if line.is_multiple_of(2) { 10.0 } else { -10.0 } * (0.6 + 0.4 * hand(line, 99));
    level + slant * (x / WIDTH - 0.5)
}

/// Where a seam starts on the line above and ends on the line below.
fn cut_between(row: usize, cut: usize, patches: usize) -> (f64, f64) {
    let across = EDGE + (WIDTH - 2.0 * EDGE) * cut as f64 / patches as f64;
    let inside = cut > 0 && cut < patches;
    let lean = hand(row, cut) * if inside { 7.0 } else { 6.0 };
    let shift = if inside { hand(row + 31, cut) * 7.0 } else { 0.0 };
    (across + shift + lean, across + shift - lean)
}

fn middle(corners: &Corners) -> (f64, f64) {
    let (x, y) = corners.iter().fold((0.0, 0.0), |(x, y), corner| (x + corner.0, y + corner.1));
    (x / 4.0, y / 4.0)
}

fn drawn_in(corners: &Corners, share: f64) -> Corners {
    let (x, y) = middle(corners);
    corners.map(|corner| (x + (corner.0 - x) * share, y + (corner.1 - y) * share))
}

/// Small crosses in rows of eight, as a hand would sew them; sixteen at most.
fn stitches(journeys: u64, x: f64, y: f64, tone: Tone) -> Markup {
    let sewn = u32::try_from(journeys.div_ceil(10)).unwrap_or(u32::MAX).min(16);
    let mut path = String::new();
    for stitch in 0..sewn {
        let in_row = if stitch < 8 { sewn.min(8) } else { sewn - 8 };
        let (column, row) = (f64::from(stitch % 8), f64::from(stitch / 8));
        let left = x + 9.0 * (column - f64::from(in_row) / 2.0) + 2.0;
        path += &format!("M{} {}l5 5m0 -5l-5 5", at(left), at(y + 8.0 * row));
    }
    html! { path.q-svg__sewn d=(path) fill="none" stroke=(tone.ink()) stroke-width="1.5" stroke-linecap="round" {} }
}

impl Render for Patchwork {
    fn render(&self) -> Markup {
        if self.patches.is_empty() {
            return self.frame.empty();
        }
        let drawing = html! {
            @for (index, (patch, corners)) in self.patches.iter().zip(self.corners()).enumerate() { (self.sewn(index, patch, &corners)) }
        };
        let rows = f64::from(u32::try_from(self.rows().len()).unwrap_or(u32::MAX));
        let size = (WIDTH, ROW * rows + 2.0 * EDGE + 12.0);
        // A picture's inside is not read out; one with ways onward in it is a group instead.
        let leads = self.patches.iter().any(|patch| patch.href.is_some());
        let role = if leads { "group" } else { "img" };
        let svg = self.frame.svg_as(role, "patchwork", size, &self.described(), &drawing);
        self.frame.figure("patchwork", &svg, self.numbers())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quilt(patches: usize) -> Patchwork {
        (0..patches).fold(Patchwork::new(Lang::En, "quilt", "The quilt", "Median weeks"), |quilt, n| {
            quilt.patch(Patch::new(format!("Scheme {n}"), n.to_string()).journeys(35))
        })
    }

    #[test]
    fn long_names_are_wrapped_and_given_room() {
        assert_eq!(in_lines("Parrett Vale Health Connectors"), ["Parrett Vale", "Health Connectors"]);
        assert_eq!(in_lines("Levels"), ["Levels"]);
        let long = quilt(2).patch(Patch::new("Parrett Vale Health Connectors", "3"));
        assert_eq!(long.rows(), [2, 1]);
        assert_eq!(quilt(3).rows(), [3]);
    }

    #[test]
    fn patches_that_lead_somewhere_can_be_reached() {
        assert!(quilt(2).render().0.contains("role=\"img\""));
        let led = quilt(2).patch(Patch::new("Levels", "3").href("/stories")).render().0;
        assert!(led.contains("role=\"group\"") && !led.contains("role=\"img\""), "{led}");
    }

    fn area(corners: &Corners) -> f64 {
        (0..4)
            .map(|i| {
                let (a, b) = (corners[i], corners[(i + 1) % 4]);
                a.0 * b.1 - b.0 * a.1
            })
            .sum::<f64>()
            / 2.0
    }

    #[test]
    fn every_scheme_has_a_patch_wide_enough_for_its_name_and_no_patch_is_inside_out() {
        for patches in 1..=40 {
            let corners = quilt(patches).corners();
            assert_eq!(corners.len(), patches);
            assert!(corners.iter().all(|c| area(c) > 6_000.0), "{patches}");
            assert!(corners.iter().all(|c| c[1].0 - c[0].0 > 85.0 && c[2].0 - c[3].0 > 85.0), "{patches}");
            assert!(corners.iter().flatten().all(|(x, _)| (0.0..=WIDTH).contains(x)), "{patches}");
        }
    }

    #[test]
    fn neighbours_in_a_row_share_their_seam() {
        let corners = quilt(6).corners();
        assert_eq!(corners[0][1], corners[1][0]);
        assert_eq!(corners[0][2], corners[1][3]);
    }

    #[test]
    fn the_same_schemes_make_the_same_quilt_and_every_figure_is_said() {
        let html = quilt(7).render().0;
        assert_eq!(html, quilt(7).render().0);
        assert!(html.contains("Median weeks: Scheme 0, 0; Scheme 1, 1;"));
        assert!(quilt(0).render().0.contains("Nothing to show yet"));
    }
}
