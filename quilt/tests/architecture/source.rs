//! Reading Rust the simple way: what is code, what is a comment, what is in quotes.

use std::path::{Path, PathBuf};

/// A source file, taken apart.
pub struct Source {
    /// From the top of the repository: `quilt/src/people/mod.rs`.
    pub path: String,
    /// Without the tests at its end.
    pub lines: usize,
    pub text: String,
    /// The code alone: comments, and what is in quotes, are gone; tests at the end too.
    pub code: String,
    /// What is in quotes, and on which line; those in tests are not here.
    pub quoted: Vec<(usize, String)>,
}

/// The top of the repository.
pub fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every file under `folder` whose name ends like this, in order; what is built or fetched is passed over.
pub fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    walk(&top().join(folder), &mut found);
    let top = top();
    let mut names: Vec<String> = found
        .iter()
        .map(|path| path.strip_prefix(&top).unwrap().display().to_string())
        .filter(|name| name.ends_with(ending))
        .collect();
    names.sort();
    names
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.map(Result::unwrap) {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let passed_over =
            matches!(name.as_str(), "target" | "node_modules" | "dist" | ".git" | "demo.sqlite");
        if path.is_symlink() || passed_over {
            continue;
        }
        if path.is_dir() { walk(&path, found) } else { found.push(path) }
    }
}

/// Every Rust file under these folders, taken apart.
pub fn sources(folders: &[&str]) -> Vec<Source> {
    folders.iter().flat_map(|folder| files(folder, ".rs")).map(read).collect()
}

fn read(path: String) -> Source {
    let text = std::fs::read_to_string(top().join(&path)).unwrap();
    let tests_begin = text.find("#[cfg(test)]\nmod ").filter(|at| text[*at..].contains(" {\n"));
    let working = &text[..tests_begin.unwrap_or(text.len())];
    let lines = working.lines().count();
    let (code, quoted) = take_apart(working);
    Source { path, lines, text, code, quoted }
}

fn take_apart(text: &str) -> (String, Vec<(usize, String)>) {
    let (mut code, mut quoted) = (String::new(), Vec::new());
    let mut rest = text;
    let mut line = 1;
    while let Some(next) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some((inside, length)) = in_quotes(rest) {
            quoted.push((line, inside));
            code.push_str("\"\"");
            length
        } else if let Some(length) = character(rest) {
            code.push_str("' '");
            length
        } else {
            code.push(next);
            next.len_utf8()
        };
        line += rest[..taken].matches('\n').count();
        rest = &rest[taken..];
    }
    (code, quoted)
}

/// `"…"`, `r"…"` or `r#"…"#` at the very start: what is inside, and how long it is with its quotes.
fn in_quotes(text: &str) -> Option<(String, usize)> {
    let marks = text.strip_prefix('r').map(|rest| rest.chars().take_while(|c| *c == '#').count());
    if let Some(hashes) = marks
        && text[1 + hashes..].starts_with('"')
    {
        let begin = hashes + 2;
        let end = text[begin..].find(&format!("\"{}", "#".repeat(hashes)))? + begin;
        return Some((text[begin..end].to_owned(), end + 1 + hashes));
    }
    let mut escaped = false;
    for (at, c) in text.strip_prefix('"')?.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some((text[1..=at].to_owned(), at + 2)),
            _ => {}
        }
    }
    None
}

/// `'x'` or `'\n'` at the very start, and not a lifetime.
fn character(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    if let Some(escape) = inside.strip_prefix('\\') {
        let skipped = escape.chars().next()?.len_utf8();
        return escape[skipped..].find('\'').map(|at| at + skipped + 3);
    }
    let length = inside.chars().next()?.len_utf8();
    inside[length..].starts_with('\'').then_some(length + 2)
}

/// Every path that begins with `crate::`, its branches told apart:
/// `crate::people::{self, Name}` is `people` and `people::Name`.
pub fn paths_from_top(code: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back().unwrap_or(' ');
        if !before.is_alphanumeric() && before != '_' {
            branches(&code[at + "crate::".len()..], "", &mut paths);
        }
    }
    paths
}

/// Reads one path, and gives how much of the text it took.
fn branches(text: &str, above: &str, paths: &mut Vec<String>) -> usize {
    let word: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == '*').collect();
    let here = match (above, word.as_str()) {
        (_, "self" | "*" | "") => above.to_owned(),
        ("", word) => word.to_owned(),
        (above, word) => format!("{above}::{word}"),
    };
    let mut taken = word.len();
    if text[taken..].starts_with("::") {
        return taken + 2 + branches(&text[taken + 2..], &here, paths);
    }
    if word.is_empty() && text.starts_with('{') {
        taken = 1;
        loop {
            let rest = &text[taken..];
            taken += rest.len() - rest.trim_start_matches([' ', '\n', '\r', '\t', ',']).len();
            if text[taken..].starts_with('}') || text[taken..].is_empty() {
                return taken + 1;
            }
            let step = branches(&text[taken..], above, paths);
            if step == 0 {
                return taken;
            }
            taken += step;
        }
    }
    paths.push(here);
    taken
}

#[test]
fn a_file_is_taken_apart() {
    let text = "// \"no\"\nlet a = \"select x\"; /* 'y' */ let b = r#\"say \"hi\"\"#; let c = '\"'; fn f<'a>() {}\n\"two\"";
    let (code, quoted) = take_apart(text);
    assert_eq!(quoted, [(2, "select x".into()), (2, "say \"hi\"".into()), (3, "two".to_owned())]);
    assert!(code.contains("fn f<'a>()") && !code.contains("no") && !code.contains("'y'"));
}

#[test]
fn branches_of_a_path_are_told_apart() {
    let code = "use crate::people::{self, Name, tie::{Tie, tie_worker}};\nuse crate::{line::line, web};\nx(crate::access::ask(y))";
    let expected = [
        "people",
        "people::Name",
        "people::tie::Tie",
        "people::tie::tie_worker",
        "line::line",
        "web",
        "access::ask",
    ];
    assert_eq!(paths_from_top(code), expected);
}
