//! Every pair of colours that text is read in has at least 7 to 1 (WCAG AAA), read from the style sheet's own palette.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashMap;
use std::path::Path;

/// Text, and what it lies on.
const PAIRS: [(&str, &str); 33] = [
    ("ink", "card"),
    ("ink", "paper"),
    ("ink", "to-come"),
    ("ink", "thread"),
    ("ink", "says-soft"),
    ("muted", "card"),
    ("muted", "paper"),
    ("muted", "to-come"),
    ("muted", "says-soft"),
    ("link", "card"),
    ("link", "paper"),
    ("error", "card"),
    ("error", "paper"),
    ("teal", "card"),
    ("teal", "paper"),
    ("card", "teal"),
    ("card", "plum"),
    ("card", "error"),
    ("bar-quiet", "plum"),
    ("thread", "plum"),
    ("plum", "card"),
    ("plum", "paper"),
    ("teal-deep", "teal-soft"),
    ("ochre", "ochre-soft"),
    ("rose", "rose-soft"),
    ("sky", "sky-soft"),
    ("plum", "plum-soft"),
    ("moss", "moss-soft"),
    ("ochre", "card"),
    ("rose", "card"),
    ("sky", "card"),
    ("moss", "card"),
    ("teal-deep", "card"),
];

fn palette() -> HashMap<String, [f64; 3]> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/src/_palette.scss");
    let text = std::fs::read_to_string(path).unwrap();
    let colours =
        text.lines().filter_map(|line| line.strip_prefix('$')?.trim_end_matches(';').split_once(": #"));
    colours
        .map(|(name, hex)| {
            let part = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            (name.to_owned(), [part(0), part(2), part(4)])
        })
        .collect()
}

/// WCAG 2.2's relative luminance.
fn luminance(colour: [f64; 3]) -> f64 {
    let [r, g, b] =
        colour.map(|part| if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_pair_of_colours_can_be_read() {
    let palette = palette();
    let faint: Vec<String> = PAIRS
        .iter()
        .map(|(text, ground)| (text, ground, contrast(palette[*text], palette[*ground])))
        .filter(|(_, _, contrast)| *contrast < 7.0)
        .map(|(text, ground, contrast)| format!("{text} on {ground}: {contrast:.2}"))
        .collect();
    assert!(faint.is_empty(), "{faint:?}");
}

#[test]
fn contrast_is_measured_as_wcag_does() {
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
}
