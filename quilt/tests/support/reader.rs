//! Reads a page the way somebody does who cannot see it: by its language, its title, its headings, and
//! what each field, link and button is called. Says what they would stumble over.

use std::collections::BTreeSet;

use super::html::{Tag, tags};

/// What is wrong with this page, which should be in that language; nothing when all is well.
pub fn faults(html: &str, lang: &str) -> Vec<String> {
    let tags = tags(html);
    let mut wrong = Vec::new();
    whole(&tags, html, lang, &mut wrong);
    headings(&tags, &mut wrong);
    ids(&tags, &mut wrong);
    fields(&tags, &mut wrong);
    called(&tags, &mut wrong);
    wrong
}

fn open<'a>(tags: &'a [Tag<'a>], name: &'a str) -> impl Iterator<Item = (usize, &'a Tag<'a>)> {
    tags.iter().enumerate().filter(move |(_, tag)| tag.name == name && !tag.closing)
}

fn whole(tags: &[Tag<'_>], html: &str, lang: &str, wrong: &mut Vec<String>) {
    let said: Vec<&str> = open(tags, "html").filter_map(|(_, tag)| tag.get("lang")).collect();
    if said != [lang] {
        wrong.push(format!("its language is {said:?} and not {lang}"));
    }
    // A drawing has a title of its own; the page's comes first.
    let title = open(tags, "title").next().map_or("", |(_, tag)| tag.after.trim());
    if title.trim_start_matches("· Quilt").is_empty() {
        wrong.push("it has no title".into());
    }
    // What Fluent leaves behind, and what a key that nobody wrote looks like.
    for left in ["{ $", "{$", "???", "⟨"] {
        if html.contains(left) {
            wrong.push(format!("“{left}” stands in it"));
        }
    }
}

fn level(tag: &Tag<'_>) -> Option<u8> {
    let digit = tag.name.strip_prefix('h')?;
    digit.parse().ok().filter(|level| (1..=6).contains(level))
}

fn headings(tags: &[Tag<'_>], wrong: &mut Vec<String>) {
    let found: Vec<(usize, u8)> = (0..tags.len())
        .filter(|at| !tags[*at].closing)
        .filter_map(|at| level(&tags[at]).map(|level| (at, level)))
        .collect();
    let first = found.iter().filter(|(_, level)| *level == 1).count();
    if first != 1 {
        wrong.push(format!("it has {first} first headings"));
    }
    for two in found.windows(2) {
        if two[1].1 > two[0].1 + 1 {
            wrong.push(format!(
                "from a heading of level {} to “{}” of level {}",
                two[0].1,
                inside(tags, two[1].0),
                two[1].1
            ));
        }
    }
    for (at, level) in found {
        if inside(tags, at).is_empty() {
            wrong.push(format!("a heading of level {level} says nothing"));
        }
    }
}

/// The words between a tag and its closing, those of pictures included.
fn inside(tags: &[Tag<'_>], at: usize) -> String {
    let mut depth = 0;
    let mut words = String::new();
    for tag in &tags[at..] {
        if tag.name == tags[at].name {
            depth += if tag.closing { -1 } else { 1 };
        }
        if depth == 0 {
            break;
        }
        words.push_str(tag.get("alt").unwrap_or_default());
        words.push_str(tag.after);
    }
    words.trim().to_owned()
}

fn ids(tags: &[Tag<'_>], wrong: &mut Vec<String>) {
    let mut ids = BTreeSet::new();
    for id in tags.iter().filter_map(|tag| tag.get("id")) {
        if id.is_empty() || id.contains(char::is_whitespace) {
            wrong.push(format!("“{id}” is no id"));
        }
        if !ids.insert(id) {
            wrong.push(format!("two things have the id {id}"));
        }
    }
    for tag in tags {
        for attribute in ["for", "aria-describedby", "aria-labelledby", "aria-controls"] {
            for id in tag.get(attribute).unwrap_or_default().split_whitespace() {
                if !ids.contains(id) {
                    wrong.push(format!("a {} speaks of {id} by {attribute}, and it is not there", tag.name));
                }
            }
        }
        if let Some(part) =
            tag.get("href").and_then(|href| href.strip_prefix('#')).filter(|it| !it.is_empty())
            && !ids.contains(part)
        {
            wrong.push(format!("a link leads to #{part}, which is not on the page"));
        }
    }
}

fn fields(tags: &[Tag<'_>], wrong: &mut Vec<String>) {
    let labelled: BTreeSet<&str> = open(tags, "label")
        .filter(|(at, _)| !inside(tags, *at).is_empty())
        .filter_map(|(_, tag)| tag.get("for"))
        .collect();
    let mut in_label = false;
    for tag in tags {
        if tag.name == "label" {
            in_label = !tag.closing;
        }
        let typed = match tag.name {
            "input" => !matches!(tag.get("type"), Some("hidden" | "submit" | "button")),
            "select" | "textarea" => true,
            _ => false,
        };
        let by_name = tag.get("aria-label").is_some_and(|label| !label.trim().is_empty())
            || tag.get("aria-labelledby").is_some();
        let by_label = tag.get("id").is_some_and(|id| labelled.contains(id));
        if typed && !tag.closing && !(by_name || by_label || in_label) {
            wrong.push(format!("the {} {:?} has no label", tag.name, tag.get("name").unwrap_or_default()));
        }
    }
}

fn called(tags: &[Tag<'_>], wrong: &mut Vec<String>) {
    for name in ["a", "button", "summary", "legend", "caption"] {
        for (at, tag) in open(tags, name) {
            let named = ["aria-label", "aria-labelledby"].iter().any(|by| tag.get(by).is_some());
            if !named && inside(tags, at).is_empty() {
                wrong.push(format!("a {name} says nothing ({:?})", tag.get("href").unwrap_or_default()));
            }
        }
    }
    for (_, picture) in open(tags, "img") {
        if picture.get("alt").is_none() {
            wrong.push(format!("the picture {:?} has no words", picture.get("src").unwrap_or_default()));
        }
    }
}
