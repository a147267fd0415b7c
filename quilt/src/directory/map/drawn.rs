//! The drawing: land, towns, where one asked from, and the dots, each a link to its place in
//! the list.

use std::fmt::Write;

use find::Point;
use maud::{Markup, Render, html};

use super::Ground;
use super::frame::{BAR, Frame, HEIGHT, WIDTH};
use super::spread::{RADIUS, spread};
use crate::web::{Lang, Tiles, say};

/// One thing found, and where it is.
#[derive(Debug, Clone)]
pub(in crate::directory) struct Dot {
    /// Its number in the list.
    pub number: usize,
    pub name: String,
    pub at: Point,
}

/// A map of what was found.
pub(in crate::directory) struct Map<'a> {
    pub lang: Lang,
    pub ground: &'a Ground,
    pub dots: Vec<Dot>,
    /// Numbers in the list of what has no place to draw: online, or the whole area.
    pub elsewhere: Vec<usize>,
    /// Where distances are measured from.
    pub from: Option<Point>,
    /// That is somebody's home: it is drawn here, and told to no script that asks others for streets.
    pub from_home: bool,
    /// The circle that was asked for, in miles.
    pub within: Option<f64>,
    pub tiles: Option<&'a Tiles>,
}

/// How a place in the list is linked to.
pub(in crate::directory) fn anchor(number: usize) -> String {
    format!("found-{number}")
}

/// About how wide a letter of a town's name is, and how high its line.
const LETTER: f64 = 7.4;
const LINE: f64 = 16.0;

/// A box: left, top, right, bottom.
type Area = (f64, f64, f64, f64);

fn overlap(a: &Area, b: &Area) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

impl Map<'_> {
    fn frame(&self) -> Option<Frame> {
        Frame::around(self.dots.iter().map(|dot| dot.at).chain(self.from))
    }

    /// Land as one path of soft curves.
    fn land(&self, frame: &Frame) -> String {
        let mut path = String::new();
        for line in &self.ground.outline {
            let line: Vec<(f64, f64)> = line.iter().map(|at| frame.place(*at)).collect();
            if line.len() < 4 || !Frame::shows(&line) {
                continue;
            }
            let middle = |n: usize| {
                let (a, b) = (line[n % line.len()], line[(n + 1) % line.len()]);
                (f64::midpoint(a.0, b.0), f64::midpoint(a.1, b.1))
            };
            let (x, y) = middle(0);
            let _always = write!(path, "M{x:.0} {y:.0}");
            for n in 1..=line.len() {
                let ((by_x, by_y), (x, y)) = (line[n % line.len()], middle(n));
                let _always = write!(path, "Q{by_x:.0} {by_y:.0} {x:.0} {y:.0}");
            }
            path.push('Z');
        }
        path
    }

    /// The towns whose names fit between the dots and each other.
    fn towns(&self, frame: &Frame, dots: &[(f64, f64)]) -> Vec<(&str, (f64, f64), f64)> {
        let mut taken: Vec<Area> = dots
            .iter()
            .map(|(x, y)| (x - RADIUS - 2.0, y - RADIUS - 2.0, x + RADIUS + 2.0, y + RADIUS + 2.0))
            .collect();
        if let Some((x, y)) = self.from.map(|from| frame.place(from)) {
            taken.push((x - 12.0, y - 12.0, x + 12.0, y + 12.0));
        }
        let mut named = Vec::new();
        for (name, point) in &self.ground.towns {
            let (x, y) = frame.place(*point);
            let wide = name.chars().count() as f64 * LETTER;
            // The name stands under the town, or above it where that is taken; then further off,
            // beyond what was found in its middle.
            for down in [LINE, -9.0, RADIUS + LINE + 3.0, -RADIUS - 12.0] {
                let area = (x - wide / 2.0, y + down - LINE + 2.0, x + wide / 2.0, y + down + 4.0);
                let inside = area.0 > 2.0 && area.2 < WIDTH - 2.0 && area.1 > 2.0 && area.3 < HEIGHT - 2.0;
                if inside && !taken.iter().any(|other| overlap(&area, other)) {
                    taken.push(area);
                    named.push((name.as_str(), (x, y), y + down));
                    break;
                }
            }
        }
        named
    }

    fn drawing(&self, frame: &Frame) -> Markup {
        let true_places: Vec<(f64, f64)> = self.dots.iter().map(|dot| frame.place(dot.at)).collect();
        let dots = spread(&true_places, self.from.map(|from| frame.place(from)));
        let title = say(self.lang, "map-title", &[]);
        html! {
            svg.q-map__drawn viewBox={ "0 0 " (WIDTH) " " (HEIGHT + BAR) } role="group" aria-label=(title) {
                g aria-hidden="true" {
                    path.q-map__land d=(self.land(frame)) {}
                    @for (name, (x, y), down) in self.towns(frame, &dots) {
                        circle.q-map__town cx=(near(x)) cy=(near(y)) r="2.5" {}
                        text.q-map__name x=(near(x)) y=(near(down)) { (name) }
                    }
                    @for ((x, y), (to_x, to_y)) in true_places.iter().zip(&dots).filter(|(a, b)| a != b) {
                        line.q-map__thread x1=(near(*x)) y1=(near(*y)) x2=(near(*to_x)) y2=(near(*to_y)) {}
                    }
                    (self.here(frame))
                }
                @for (dot, (x, y)) in self.dots.iter().zip(&dots) {
                    a.q-map__dot href={ "#" (anchor(dot.number)) } aria-label={ (dot.number) ": " (dot.name) } {
                        circle cx=(near(*x)) cy=(near(*y)) r=(RADIUS) {}
                        text x=(near(*x)) y=(near(*y + 5.0)) { (dot.number) }
                    }
                }
                (self.bar(frame))
            }
        }
    }

    /// Where one asked from, with the circle that was asked for.
    fn here(&self, frame: &Frame) -> Markup {
        let Some((x, y)) = self.from.map(|from| frame.place(from)) else { return html! {} };
        html! {
            @if let Some(miles) = self.within {
                circle.q-map__within cx=(near(x)) cy=(near(y)) r=(near(frame.miles(miles))) {}
            }
            path.q-map__here d={ "M" (near(x)) " " (near(y - 9.0)) "l9 9-9 9-9-9z" } {}
        }
    }

    /// How long a round distance is, in a strip of its own under the map.
    fn bar(&self, frame: &Frame) -> Markup {
        let (miles, long) = frame.bar();
        let said = page::text::miles(self.lang, miles * find::METRES_IN_A_MILE);
        let y = HEIGHT + BAR / 2.0 + 3.0;
        html! {
            g.q-map__bar aria-hidden="true" {
                rect y=(HEIGHT) width=(WIDTH) height=(BAR) {}
                path d={ "M14 " (near(y - 6.0)) "v6h" (near(long)) "v-6" } {}
                text x=(near(long + 24.0)) y=(near(y + 2.0)) { (said) }
            }
        }
    }

    /// What a script needs to put streets underneath: nothing where no source of them is set.
    fn for_streets(&self) -> Option<String> {
        let tiles = self.tiles?;
        let dots: Vec<serde_json::Value> = self
            .dots
            .iter()
            .map(|dot| {
                serde_json::json!([dot.number, dot.at.lat(), dot.at.lon(), dot.name, anchor(dot.number)])
            })
            .collect();
        let from = self.from.filter(|_| !self.from_home).map(|from| [from.lat(), from.lon()]);
        let value = serde_json::json!({
            "url": tiles.template,
            "attribution": tiles.attribution,
            "closest": tiles.closest,
            "dots": dots,
            "from": from,
            "title": say(self.lang, "map-title", &[]),
            "closer": say(self.lang, "map-closer", &[]),
            "further": say(self.lang, "map-further", &[]),
        });
        Some(value.to_string())
    }
}

/// A coordinate to a tenth.
fn near(n: f64) -> String {
    let said = format!("{n:.1}");
    said.strip_suffix(".0").map_or_else(|| said.clone(), str::to_owned)
}

impl Render for Map<'_> {
    fn render(&self) -> Markup {
        let Some(frame) = self.frame().filter(|_| !self.dots.is_empty()) else { return html! {} };
        let elsewhere: Vec<String> = self.elsewhere.iter().map(usize::to_string).collect();
        html! {
            figure.q-map #map data-module="quilt-map" data-map=[self.for_streets()] {
                div.q-map__ground { (self.drawing(&frame)) }
                figcaption.q-quiet {
                    (say(self.lang, "map-numbers", &[]))
                    @if self.from.is_some() { " " (say(self.lang, "map-here", &[])) }
                    @if !elsewhere.is_empty() { " " (say(self.lang, "map-elsewhere", &[("numbers", &elsewhere.join(", "))])) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(lat: f64, lon: f64) -> Point {
        Point::new(lat, lon).unwrap()
    }

    fn ground() -> Ground {
        let ring = [(50.9, -3.3), (50.9, -2.9), (51.2, -2.9), (51.2, -3.3)];
        Ground {
            outline: vec![ring.iter().map(|(lat, lon)| point(*lat, *lon)).collect()],
            towns: ["Taunton", "Above it", "Below that", "Over all", "No room"]
                .map(|name| (name.to_owned(), point(51.015, -3.1)))
                .into(),
        }
    }

    fn map<'a>(ground: &'a Ground, tiles: Option<&'a Tiles>) -> Map<'a> {
        let dot = |number, lat| Dot { number, name: format!("<Group {number}>"), at: point(lat, -3.08) };
        Map {
            lang: Lang::En,
            ground,
            dots: vec![dot(1, 51.05), dot(2, 51.05), dot(3, 51.0)],
            elsewhere: vec![4],
            from: Some(point(51.03, -3.15)),
            from_home: false,
            within: Some(3.0),
            tiles,
        }
    }

    #[test]
    fn every_dot_is_a_link_and_names_are_text() {
        let ground = ground();
        let drawn = map(&ground, None).render().0;
        for number in 1..=3 {
            assert!(drawn.contains(&format!("href=\"#found-{number}\"")), "{drawn}");
        }
        assert!(drawn.contains("&lt;Group 1&gt;") && !drawn.contains("<Group"));
        assert!(drawn.contains("q-map__land\" d=\"M") && drawn.contains("q-map__thread"));
        assert!(drawn.contains(">Taunton<") && drawn.contains(">Over all<"));
        assert!(!drawn.contains("No room"), "names do not lie on each other");
        assert!(!drawn.contains("data-map"), "nothing is asked of anybody unless the settings say so");
        assert!(drawn.contains("4") && !drawn.contains('⟨'), "{drawn}");
    }

    #[test]
    fn a_source_of_streets_is_handed_to_the_script() {
        let tiles = Tiles::parse("https://t.example.org/{z}/{x}/{y}.png", "© <b>Somebody</b>", None).unwrap();
        let ground = ground();
        let drawn = map(&ground, Some(&tiles)).render().0;
        assert!(drawn.contains("data-map=\"{&quot;") && !drawn.contains("<b>"), "{drawn}");
    }

    #[test]
    fn nothing_with_a_place_is_no_map() {
        let ground = Ground::default();
        let empty = Map { dots: Vec::new(), ..map(&ground, None) };
        assert!(empty.render().0.is_empty());
    }
}
