//! Writes what was laid out as tagged PDF: content by sheet, structure beside it, an outline to jump by. It is checked
//! against PDF/UA-1 as it is written, and refused when it would not hold.

use std::num::NonZeroU16;

use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, BBox, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope,
    Tag, TagGroup, TagTree,
};
use krilla::{Document, SerializeSettings};

use crate::canvas::{Anchor, Brush, Colour, Look, SHEET_HEIGHT, SHEET_WIDTH, Shape, Sheet};
use crate::error::Error;
use crate::fonts::Fonts;
use crate::lay::{LEFT, Laid, Stop, WIDTH};
use crate::report::Report;
use crate::structure::{Child, Kind, Part};
use crate::words::clean_line;

pub(crate) fn write(report: &Report) -> Result<Vec<u8>, Error> {
    let laid = crate::lay::lay(report)?;
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|e| Error::Written(format!("{e:?}")))?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let size = PageSettings::from_wh(SHEET_WIDTH, SHEET_HEIGHT)
        .ok_or_else(|| Error::Written("a sheet has no size".into()))?;
    let mut marks: Vec<Vec<Identifier>> = vec![Vec::new(); laid.marks];
    let count = laid.sheets.len();
    for (index, sheet) in laid.sheets.iter().enumerate() {
        let mut page = document.start_page_with(size.clone());
        let mut surface = page.surface();
        draw_sheet(&mut surface, &laid.fonts, sheet, &mut marks);
        draw_edges(&mut surface, &laid.fonts, report, index, count);
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(tree(&laid.parts, &marks, &language(report)));
    document.set_outline(outline(&laid));
    document.set_metadata(metadata(report));
    document.finish().map_err(|e| Error::Written(format!("{e:?}")))
}

fn language(report: &Report) -> String {
    let known: String = report
        .language
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .take(20)
        .collect();
    if known.is_empty() { "en".into() } else { known }
}

fn title(report: &Report) -> String {
    let title = clean_line(&report.title);
    if title.is_empty() { "Report".into() } else { title }
}

fn metadata(report: &Report) -> Metadata {
    let mut metadata = Metadata::new()
        .title(title(report))
        .language(language(report))
        .creator("Quilt".into())
        .producer("Quilt".into());
    if let Some(author) = &report.author {
        metadata = metadata.authors(vec![clean_line(author)]);
    }
    if let Some(about) = &report.about {
        metadata = metadata.description(clean_line(about));
    }
    if let Some(at) = report.made {
        let small = |number: i8| u8::try_from(number).unwrap_or(0);
        let date = DateTime::new(u16::try_from(at.year()).unwrap_or(0))
            .month(small(at.month()))
            .day(small(at.day()))
            .hour(small(at.hour()))
            .minute(small(at.minute()))
            .second(small(at.second()))
            .utc_offset_hour(0)
            .utc_offset_minute(0);
        metadata = metadata.creation_date(date);
    }
    metadata
}

fn draw_sheet(surface: &mut Surface<'_>, fonts: &Fonts, sheet: &Sheet, marks: &mut [Vec<Identifier>]) {
    for group in sheet.shapes.chunk_by(|(a, _), (b, _)| a == b) {
        let mark = group[0].0;
        let words = group.iter().all(|(_, shape)| matches!(shape, Shape::Text { .. }));
        let identifier = surface.start_tagged(match mark {
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
            Some(_) if words => ContentTag::Span(SpanTag::empty()),
            Some(_) => ContentTag::Other,
        });
        for (_, shape) in group {
            draw(surface, fonts, shape);
        }
        surface.end_tagged();
        if let Some(known) = mark.and_then(|mark| marks.get_mut(mark)) {
            known.push(identifier);
        }
    }
}

fn paint(colour: Colour) -> krilla::paint::Paint {
    krilla::color::rgb::Color::new(colour.0, colour.1, colour.2).into()
}

fn draw(surface: &mut Surface<'_>, fonts: &Fonts, shape: &Shape) {
    match shape {
        Shape::Text { x, baseline, size, colour, pieces } => {
            surface.set_stroke(None);
            surface.set_fill(Some(Fill { paint: paint(*colour), ..Fill::default() }));
            let mut x = *x;
            for (weight, shaped) in pieces {
                let start = Point::from_xy(x, *baseline);
                surface.draw_glyphs(start, &shaped.glyphs, fonts.font(*weight), &shaped.text, *size, false);
                x += shaped.width * size;
            }
        }
        Shape::Area { points, colour } => {
            surface.set_stroke(None);
            surface.set_fill(Some(Fill { paint: paint(*colour), ..Fill::default() }));
            draw_path(surface, points, true);
        }
        Shape::Stroke { points, colour, width, dash } => {
            surface.set_fill(None);
            let dash = dash.map(|dash| StrokeDash { array: dash.to_vec(), offset: 0.0 });
            surface.set_stroke(Some(Stroke {
                paint: paint(*colour),
                width: *width,
                dash,
                ..Stroke::default()
            }));
            draw_path(surface, points, false);
        }
    }
}

fn draw_path(surface: &mut Surface<'_>, points: &[(f32, f32)], close: bool) {
    let mut path = PathBuilder::new();
    for (index, (x, y)) in points.iter().enumerate() {
        if index == 0 {
            path.move_to(*x, *y);
        } else {
            path.line_to(*x, *y);
        }
    }
    if close {
        path.close();
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

/// What stands on every sheet and is no part of what is read: the running title, the foot, the number.
fn draw_edges(surface: &mut Surface<'_>, fonts: &Fonts, report: &Report, index: usize, count: usize) {
    let look = Look::new(8.5, Colour::MUTED);
    let mut edge = Sheet::default();
    let mut brush = Brush { sheet: &mut edge, fonts, mark: None };
    let foot = SHEET_HEIGHT - 32.0;
    brush.stroke(vec![(LEFT, foot - 14.0), (LEFT + WIDTH, foot - 14.0)], Colour::LINE, 0.6);
    let number = if language(report).starts_with("cy") {
        format!("Tudalen {} o {count}", index + 1)
    } else {
        format!("Page {} of {count}", index + 1)
    };
    brush.text(LEFT + WIDTH, foot, Anchor::End, look, &number);
    brush.fitted(LEFT, foot, Anchor::Start, look, WIDTH - 100.0, &report.foot);
    let footer = std::mem::take(&mut edge).shapes;
    if index > 0 {
        let mut brush = Brush { sheet: &mut edge, fonts, mark: None };
        brush.fitted(LEFT, 38.0, Anchor::Start, look, WIDTH, &title(report));
    }
    for (kind, shapes) in [(ArtifactType::Header, edge.shapes), (ArtifactType::Footer, footer)] {
        if !shapes.is_empty() {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
            for (_, shape) in &shapes {
                draw(surface, fonts, shape);
            }
            surface.end_tagged();
        }
    }
}

fn tree(parts: &[Part], marks: &[Vec<Identifier>], language: &str) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
    for part in parts {
        tree.push(group(part, marks));
    }
    tree
}

fn group(part: &Part, marks: &[Vec<Identifier>]) -> TagGroup {
    let mut group = tag(&part.kind);
    for child in &part.children {
        match child {
            Child::Part(part) => group.push(self::group(part, marks)),
            Child::Mark(mark) => {
                for identifier in marks.get(*mark).into_iter().flatten() {
                    group.push(Node::Leaf(*identifier));
                }
            }
        }
    }
    group
}

fn tag(kind: &Kind) -> TagGroup {
    match kind {
        Kind::Heading { level, title } => {
            let title = if title.is_empty() { "Report".to_owned() } else { title.clone() };
            TagGroup::new(Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(title)))
        }
        Kind::Paragraph => TagGroup::new(Tag::P),
        Kind::List => TagGroup::new(Tag::L(ListNumbering::Disc)),
        Kind::Item => TagGroup::new(Tag::LI),
        Kind::Label => TagGroup::new(Tag::Lbl),
        Kind::Body => TagGroup::new(Tag::LBody),
        Kind::Picture { said, sheet, place: [left, top, right, bottom] } => {
            let place = Rect::from_ltrb(*left, *top, *right, *bottom).map(|rect| BBox::new(*sheet, rect));
            TagGroup::new(Tag::Figure(Some(said.clone())).with_bbox(place))
        }
        Kind::Table { summary } => {
            TagGroup::new(Tag::Table.with_summary(Some(summary.clone()).filter(|said| !said.is_empty())))
        }
        Kind::TableHead => TagGroup::new(Tag::THead),
        Kind::TableBody => TagGroup::new(Tag::TBody),
        Kind::Row => TagGroup::new(Tag::TR),
        Kind::ColumnHead => TagGroup::new(Tag::TH(TableHeaderScope::Column)),
        Kind::RowHead => TagGroup::new(Tag::TH(TableHeaderScope::Row)),
        Kind::Cell => TagGroup::new(Tag::TD),
        Kind::Caption => TagGroup::new(Tag::Caption),
        Kind::Apart => TagGroup::new(Tag::Div),
    }
}

/// Headings to jump to, one level inside the other.
fn outline(laid: &Laid) -> Outline {
    let mut outline = Outline::new();
    let mut rest = laid.stops.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let inner = after.iter().take_while(|stop| stop.level > first.level).count();
        outline.push_child(node(first, &after[..inner]));
        rest = &after[inner..];
    }
    outline
}

fn node(stop: &Stop, mut inside: &[Stop]) -> OutlineNode {
    let title = if stop.title.is_empty() { "Report" } else { &stop.title };
    let place = XyzDestination::new(stop.sheet, Point::from_xy(LEFT, stop.y));
    let mut node = OutlineNode::new(title.to_owned(), place);
    while let Some((first, after)) = inside.split_first() {
        let inner = after.iter().take_while(|stop| stop.level > first.level).count();
        node.push_child(self::node(first, &after[..inner]));
        inside = &after[inner..];
    }
    node
}
