//! What was written is read back by another reader: the words are there in their order, nothing stands beyond the margins,
//! and no text whatever makes a document that cannot be written.

#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong"
)]

use lopdf::content::Content;
use lopdf::{Document, Object};
use paper::chart::{Bar, Bars, Intervals, Lines, Pairs, Point};
use paper::{Column, Figure, Report, Table, Words};
use proptest::prelude::*;

fn read(report: &Report) -> Document {
    Document::load_mem(&report.pdf().unwrap()).unwrap()
}

/// The words of a sheet, as a reader gives them.
fn text(document: &Document, sheet: u32) -> String {
    document.extract_text(&[sheet]).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn number(object: &Object) -> f32 {
    object.as_float().unwrap()
}

/// Every place something is drawn at, upright from the lower left corner.
fn places(document: &Document, page: lopdf::ObjectId) -> Vec<(f32, f32)> {
    let content = Content::decode(&document.get_page_content(page)).unwrap();
    let (mut stack, mut matrix, mut places) = (Vec::new(), [1.0, 0.0, 0.0, 1.0, 0.0, 0.0], Vec::new());
    for operation in content.operations {
        let n: Vec<f32> = operation.operands.iter().filter_map(|it| it.as_float().ok()).collect();
        match operation.operator.as_str() {
            "q" => stack.push(matrix),
            "Q" => matrix = stack.pop().unwrap(),
            "cm" => matrix = times(&n, matrix),
            "Tm" => {
                let [.., x, y] = times(&n, matrix);
                places.push((x, y));
            }
            "m" | "l" => {
                let [a, b, c, d, e, f] = matrix;
                places.push((a * n[0] + c * n[1] + e, b * n[0] + d * n[1] + f));
            }
            _ => {}
        }
    }
    places
}

fn times(n: &[f32], [a, b, c, d, e, f]: [f32; 6]) -> [f32; 6] {
    [
        n[0] * a + n[1] * c,
        n[0] * b + n[1] * d,
        n[2] * a + n[3] * c,
        n[2] * b + n[3] * d,
        n[4] * a + n[5] * c + e,
        n[4] * b + n[5] * d + f,
    ]
}

/// Every sheet has something on it, and nothing outside its margins.
fn must_stand_within_margins(document: &Document) {
    for (sheet, page) in document.get_pages() {
        let places = places(document, page);
        assert!(places.len() > 3, "sheet {sheet} is empty");
        for (x, y) in places {
            // An accent without its letter, in the largest letters, leans out by half their size.
            assert!((40.0..=545.0).contains(&x) && (25.0..=815.0).contains(&y), "sheet {sheet}: {x}, {y}");
        }
        let media = document.get_dictionary(page).unwrap().get(b"MediaBox").unwrap().as_array().unwrap();
        assert!((number(&media[2]) - 595.276).abs() < 0.01 && (number(&media[3]) - 841.89).abs() < 0.01);
    }
}

fn board() -> Report {
    Report::new("What changed, and for whom", "en")
        .foot("Tamarshire")
        .lead("All schemes")
        .heading("Satisfied with life")
        .figures([Figure::new("4.6 → 6.1", "the same 420 people"), Figure::new("−1.5", "fewer, not more")])
        .chart(Pairs::new("Most rose.", "First", "Last").pair("4", Bar::new(9.0, "9"), Bar::few()))
        .caution(Words::new().bold("No comparison group.").plain(" People come at a low point."))
        .paragraph(Words::new().plain("Mae’r ").bold("ŵyl").plain(" yn Nhŷ’r Gŵyr, 2024–25."))
        .list(["First of all", "Then this"])
        .table(
            Table::new("Needs")
                .columns([Column::text("Need"), Column::number("People")])
                .row(["Company on Sundays", "1,240"])
                .total(["All of them", "2,480"])
                .note("* is few."),
        )
        .chart(Bars::new("Two bars.").bar("Asked", 10.0, "10").few("Began"))
        .chart(
            Lines::new("It fell.", 0.0, 5.0)
                .line("Wait", [Point::new(0.0, 3.0, "3"), Point::new(1.0, 2.0, "2")])
                .label(0.0, "May"),
        )
        .chart(Intervals::new("It rose.", -1.0, 3.0).line(0.0, "no change").interval(
            "Life",
            [1.0, 1.5, 2.0],
            "+1.5",
        ))
}

#[test]
fn the_words_come_back_in_their_order() {
    let document = read(&board());
    let all: String = (1..=document.get_pages().len()).map(|n| text(&document, n as u32) + " ").collect();
    let mut from = 0;
    for words in [
        "What changed, and for whom",
        "All schemes",
        "Satisfied with life",
        "4.6 → 6.1",
        "the same 420 people",
        "−1.5",
        "No comparison group.",
        "People come at a low point.",
        "ŵyl",
        "yn Nhŷ’r Gŵyr, 2024–25.",
        "First of all",
        "Need",
        "People",
        "Company on Sundays",
        "1,240",
        "All of them",
        "* is few.",
        "Page 1 of 2",
        "no change",
        "Page 2 of 2",
    ] {
        let at = all[from..]
            .find(words)
            .unwrap_or_else(|| panic!("“{words}” is not where it should be in: {all}"));
        from += at;
    }
    must_stand_within_margins(&document);
}

#[test]
fn the_document_says_what_it_is() {
    let document = read(&board().author("Quilt").made(jiff::civil::datetime(2026, 10, 12, 9, 30, 0, 0)));
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en");
    assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"Outlines"));
    let marked =
        catalog.get(b"MarkInfo").and_then(|it| document.dereference(it)).unwrap().1.as_dict().unwrap();
    assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());
    let info =
        document.trailer.get(b"Info").and_then(|it| document.dereference(it)).unwrap().1.as_dict().unwrap();
    assert_eq!(lopdf::decode_text_string(info.get(b"Title").unwrap()).unwrap(), "What changed, and for whom");
    assert!(info.get(b"CreationDate").unwrap().as_str().unwrap().starts_with(b"D:20261012093000"));
}

#[test]
fn welsh_reports_number_their_sheets_in_welsh() {
    let document = read(&Report::new("Beth newidiodd", "cy").paragraph("Tŷ"));
    assert!(text(&document, 1).contains("Tudalen 1 o 1"));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert!(board().pdf().unwrap() == board().pdf().unwrap());
    assert!(board().pdf().unwrap() != board().paragraph("one more").pdf().unwrap());
}

#[test]
fn a_long_table_repeats_its_header_and_loses_no_row() {
    let rows = (0..10_000)
        .map(|n| [format!("Need {n}"), "a place with a longish name".into(), format!("{}", n * 7)]);
    let columns = [Column::text("What was needed"), Column::text("Where"), Column::number("People")];
    let document = read(&Report::new("Long", "en").table(Table::new("Needs").columns(columns).rows(rows)));
    let sheets = document.get_pages().len() as u32;
    assert!((200..600).contains(&sheets), "{sheets} sheets");
    let mut next = 0;
    for sheet in [1, 2, sheets / 2, sheets] {
        assert!(
            text(&document, sheet).contains("What was needed Where People"),
            "sheet {sheet} has no header"
        );
    }
    for sheet in 1..=sheets {
        let text = text(&document, sheet);
        assert!(text.contains(&format!("Page {sheet} of {sheets}")));
        while text.contains(&format!("Need {next} a")) {
            next += 1;
        }
    }
    assert_eq!(next, 10_000);
    must_stand_within_margins(&document);
}

#[test]
fn words_longer_than_a_line_are_cut_and_rows_taller_than_a_sheet_go_on() {
    let long = "pneumonoultramicroscopic".repeat(400);
    let columns = (0..9).map(|n| Column::number(format!("{n}{long}")));
    let cells = (0..9).map(|n| if n == 3 { long.repeat(2) } else { long.clone() });
    let report = Report::new(long.clone(), "en")
        .foot(&long)
        .heading(&long)
        .paragraph(&*long)
        .caution(&*long)
        .figures([Figure::new(&long, &*long)])
        .list([&long])
        .table(Table::new(&long).columns(columns).row(cells))
        .chart(Bars::new(&long).bar(&long, 3.0, &long).bar("b", f64::NAN, ""))
        .chart(Intervals::new("", f64::NAN, 1.0).interval(&long, [f64::NAN, 0.0, 2.0], &long))
        .paragraph("the end");
    let document = read(&report);
    must_stand_within_margins(&document);
    let last = document.get_pages().len() as u32;
    assert!(text(&document, last).contains("the end"));
    let whole: String = (1..=last).map(|n| text(&document, n)).collect();
    assert!(whole.replace(' ', "").matches("microscopic").count() > 400 * 10);
}

#[test]
fn a_table_of_very_many_columns_stays_on_the_sheet() {
    let columns = (0..60).map(|n| Column::number(format!("Column {n}")));
    let report =
        Report::new("Wide", "en").table(Table::new("").columns(columns).row((0..60).map(|n| n.to_string())));
    must_stand_within_margins(&read(&report));
}

#[test]
fn nothing_to_say_is_still_a_document() {
    let document = read(
        &Report::new("", "").heading("").paragraph("").list(Vec::<String>::new()).figures([]).new_sheet(),
    );
    assert_eq!(document.get_pages().len(), 1);
    let table = Table::new("").columns([]).row(["lost"]);
    let empty = Report::new("a", "?!")
        .table(table)
        .table(Table::new("t").columns([Column::text("c")]))
        .chart(Bars::new(""));
    assert_eq!(read(&empty).get_pages().len(), 1);
}

/// Any text at all, and the kinds of it that are hard.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "\\PC{0,80}",
        "[a-zŵŷ \n\t\u{a0}\u{ad}\u{200d}\u{202e}\u{301}]{0,200}",
        "[\u{600}-\u{6ff}\u{4e00}-\u{4eff}\u{1f300}-\u{1f6ff}\u{e000}-\u{e010}]{0,30}",
        Just("́̂ a‍b".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_makes_a_document(texts in prop::collection::vec(any_text(), 9), a in any::<f64>(), b in any::<f64>()) {
        let t = |n: usize| texts[n % texts.len()].clone();
        let report = Report::new(t(0), t(1)).foot(t(2)).author(t(3)).about(t(4))
            .lead(t(5)).heading(t(6)).subheading(t(7))
            .paragraph(Words::new().plain(t(8)).bold(t(0)).plain(t(1)))
            .list([t(2), t(3)])
            .figures([Figure::new(t(4), t(5)), Figure::new(t(6), t(7))])
            .caution(t(8))
            .table(Table::new(t(0)).columns([Column::text(t(1)), Column::number(t(2))]).row([t(3), t(4)]).row([t(5)]).note(t(6)))
            .chart(Pairs::new(t(7), t(8), t(0)).pair(t(1), Bar::new(a, t(2)), Bar::new(b, t(3))))
            .chart(Lines::new(t(4), a, b).line(t(5), [Point::new(a, b, t(6)), Point::new(b, a, t(7))]).label(a, t(8)))
            .chart(Bars::new(t(0)).bar(t(1), a, t(2)))
            .chart(Intervals::new(t(3), a, b).line(b, t(4)).interval(t(5), [a, b, a], t(6)));
        let document = Document::load_mem(&report.pdf().unwrap()).unwrap();
        must_stand_within_margins(&document);
    }
}
