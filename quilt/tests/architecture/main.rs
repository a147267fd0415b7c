//! The house's own order, read from its sources (docs/architecture.md says why). Each rule
//! fails with sentences that name the file and what to do.

#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first thing that is wrong"
)]

mod source;

use std::collections::BTreeSet;

use source::{Source, files, paths_from_top, sources, top};

/// The contexts, in order: each may use those before it.
const CONTEXTS: &[&str] = &[
    "settings",
    "access",
    "messages",
    "people",
    "directory",
    "referrals",
    "outcomes",
    "journeys",
    "told_stories",
    "system_use",
    "reports",
    "exports",
    "plans",
    "admin",
    "api",
    "demo",
];

/// What stands under all of them, and may be used by all.
const FRAME: &[&str] = &["app", "line", "moment", "refusal", "web"];

/// Uses against the order, each with its reason.
const BACKWARDS: &[(&str, &str, &str)] = &[
    (
        "settings",
        "access::Actor",
        "whoever founds or changes a scheme is an actor, and an actor holds roles in schemes",
    ),
    ("web", "access", "the frame asks who came and whether they may come in"),
    ("web", "settings", "a visit knows its area"),
];

/// Files that may be longer than `LONGEST`, each with its reason.
const LONG: &[(&str, &str)] = &[
    ("quilt/src/demo/words/", "lists of words, as long as they need to be"),
    ("crates/ledger/src/tests/tampering.rs", "every way to tamper, one after another"),
];

/// Lines of one file, the tests at its end not counted.
const LONGEST: usize = 400;

/// Which leaf crate may use which other.
const LEAVES: &[(&str, &str)] = &[("ledger", "store"), ("queue", "store"), ("simulate", "measure")];

fn must_be_empty(sentences: &BTreeSet<String>) {
    assert!(sentences.is_empty(), "\n\n{}\n", sentences.iter().cloned().collect::<Vec<_>>().join("\n"));
}

/// `people` of `quilt/src/people/open.rs` and of `quilt/src/people.rs`.
fn part_of(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("quilt/src/")?;
    Some(inside.split('/').next()?.trim_end_matches(".rs"))
}

fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs")
        || path.ends_with("_tests.rs")
        || path.contains("/tests/")
        || path.ends_with("/fixture.rs")
}

#[test]
fn leaf_crates_stand_alone() {
    let mut wrong = BTreeSet::new();
    let crates: Vec<String> = files("crates", "Cargo.toml");
    let name = |path: &str| path.split('/').nth(1).unwrap().to_owned();
    let ours: Vec<String> = crates.iter().map(|path| name(path)).chain(["quilt".to_owned()]).collect();
    assert!(ours.len() > 5, "the leaf crates were not found");
    for path in &crates {
        let leaf = name(path);
        let text = std::fs::read_to_string(top().join(path)).unwrap();
        for used in text.lines().filter_map(|line| line.split(['.', '=', ' ']).next()) {
            let allowed = used == leaf || LEAVES.contains(&(leaf.as_str(), used));
            if ours.iter().any(|it| it == used) && !allowed {
                wrong.insert(format!(
                    "{path} uses {used}: a leaf knows nothing of the others. Pass what it needs as a value."
                ));
            }
        }
    }
    must_be_empty(&wrong);
}

/// What is wrong with one part of the application using another; nothing when it may.
fn against_the_order(part: &str, used: &str) -> Option<String> {
    let target = used.split("::").next().unwrap_or(used);
    let place = |name: &str| CONTEXTS.iter().position(|it| *it == name);
    if BACKWARDS
        .iter()
        .any(|(by, what, _)| *by == part && (used == *what || used.starts_with(&format!("{what}::"))))
    {
        return None;
    }
    match (place(part), place(target)) {
        (Some(_), Some(_)) if part == target => None,
        (Some(here), Some(there)) if there > here => Some(format!(
            "{part} uses {used}, which comes after it. Let {target} call {part}, or tell it by a ledger line or a job."
        )),
        (Some(_), Some(_)) if used.split("::").nth(1).is_some_and(|word| word.starts_with("store")) => {
            Some(format!("{part} uses {used}: another context's SQL is its own. Ask it through its mod.rs."))
        }
        (None, Some(_)) if FRAME.contains(&part) && part != "app" && used != "access::Actor" => {
            Some(format!("{part} uses {used}: the frame stands under every context and knows none."))
        }
        _ => None,
    }
}

#[test]
fn contexts_use_only_what_stands_before_them() {
    let mut wrong = BTreeSet::new();
    let all = sources(&["quilt/src"]);
    assert!(all.len() > 50, "the sources were not found");
    for file in all.iter().filter(|file| !is_test(&file.path)) {
        let Some(part) = part_of(&file.path) else { continue };
        for used in paths_from_top(&file.code) {
            if let Some(sentence) = against_the_order(part, &used) {
                wrong.insert(format!("{}: {sentence}", file.path));
            }
        }
        let depth = file.path.matches('/').count() - 1 - usize::from(file.path.ends_with("/mod.rs"));
        if file.code.contains(&"super::".repeat(depth.max(1) + 1)) {
            wrong.insert(format!(
                "{}: leaves its own folder by super::. Say crate:: instead, so that the order can be read.",
                file.path
            ));
        }
    }
    must_be_empty(&wrong);
}

#[test]
fn every_folder_of_the_application_has_its_place() {
    let parts: BTreeSet<String> =
        files("quilt/src", ".rs").iter().filter_map(|path| part_of(path)).map(str::to_owned).collect();
    let known = |part: &str| {
        CONTEXTS.contains(&part)
            || FRAME.contains(&part)
            || ["lib", "main", "command", "fixture"].contains(&part)
    };
    let wrong = parts
        .iter()
        .filter(|part| !known(part))
        .map(|part| format!("quilt/src/{part} has no place in the order. Add it to CONTEXTS in this test, where it belongs."))
        .collect();
    must_be_empty(&wrong);
}

/// Sentences a database understands: their first word is `select` or `SELECT`, a person's is `Select`.
fn is_sql(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let Some(first) = words.first() else { return false };
    if first.to_lowercase() != *first && first.to_uppercase() != *first {
        return false;
    }
    let word = |at: usize| words.get(at).map_or(String::new(), |word| word.to_lowercase());
    match word(0).as_str() {
        "select" => {
            words.len() == 2 || words.iter().any(|word| matches!(*word, "from" | "FROM" | "as" | "AS"))
        }
        "insert" => word(1) == "into",
        "delete" => word(1) == "from",
        "update" => word(2) == "set",
        _ => false,
    }
}

#[test]
fn sql_stands_in_store_files_only() {
    let mut wrong = BTreeSet::new();
    for file in sources(&[
        "quilt/src",
        "crates/page/src",
        "crates/find/src",
        "crates/measure/src",
        "crates/openreferral/src",
    ]) {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        if name.starts_with("store") || file.path.contains("/store/") || is_test(&file.path) {
            continue;
        }
        for (line, text) in file.quoted.iter().filter(|(_, text)| is_sql(text)) {
            let start: String = text.chars().take(60).collect();
            wrong.insert(format!(
                "{}:{line}: SQL (“{start}…”) outside a store file. Move it to the context's store.rs.",
                file.path
            ));
        }
    }
    must_be_empty(&wrong);
}

#[test]
fn sql_is_told_from_sentences() {
    assert!(is_sql("select a.id from account a"));
    assert!(is_sql("  update person set name = $1"));
    assert!(is_sql("select 1") && is_sql("INSERT INTO x values (1)") && is_sql("delete from session"));
    assert!(!is_sql("Update your address") && !is_sql("Select a day and a time") && !is_sql("selected"));
}

#[test]
fn nothing_is_named_for_nothing() {
    const EMPTY: &[&str] =
        &["util", "utils", "helper", "helpers", "common", "manager", "managers", "misc", "shared", "stuff"];
    let mut wrong = BTreeSet::new();
    for file in sources(&["quilt/src", "crates"]) {
        let words = file.path.trim_end_matches(".rs").split(['/', '_']);
        for word in words.filter(|word| EMPTY.contains(word)) {
            wrong.insert(format!("{}: “{word}” says nothing. Name it for what is in it.", file.path));
        }
        for ending in ["Manager", "Helper", "Helpers", "Util", "Utils"] {
            let named = |kind: &str| {
                let begin = format!("{kind} ");
                file.code.match_indices(&begin).any(|(at, _)| {
                    let name: String =
                        file.code[at + begin.len()..].chars().take_while(|c| c.is_alphanumeric()).collect();
                    name.ends_with(ending)
                })
            };
            if ["struct", "enum", "trait", "type"].into_iter().any(named) {
                wrong.insert(format!(
                    "{}: a type called …{ending} says nothing. Name it for what it is.",
                    file.path
                ));
            }
        }
    }
    must_be_empty(&wrong);
}

#[test]
fn files_hold_one_idea() {
    let mut wrong = BTreeSet::new();
    for file in sources(&["quilt/src", "quilt/tests", "crates", "fuzz"]) {
        let Source { path, lines, .. } = &file;
        if *lines > LONGEST && !LONG.iter().any(|(allowed, _)| path.starts_with(allowed)) {
            wrong.insert(format!("{path} has {lines} lines: more than {LONGEST}. Find the second idea in it and give that a file."));
        }
    }
    must_be_empty(&wrong);
}

#[test]
fn each_module_says_what_it_is_for() {
    let mut wrong = BTreeSet::new();
    for file in sources(&["quilt/src", "crates"]) {
        if !file.text.starts_with("//!") && !file.text.starts_with("#![doc") {
            wrong
                .insert(format!("{} does not say what it is for. Begin it with a //! paragraph.", file.path));
        }
    }
    must_be_empty(&wrong);
}

#[test]
fn what_comes_from_outside_comes_from_the_public_registries() {
    let mut wrong = BTreeSet::new();
    let cargo = std::fs::read_to_string(top().join("Cargo.lock")).unwrap();
    for line in cargo.lines().filter(|line| line.starts_with("source = ")) {
        if line != "source = \"registry+https://github.com/rust-lang/crates.io-index\"" {
            wrong.insert(format!("Cargo.lock names another source: {line}. Only crates.io is allowed."));
        }
    }
    for path in files("", "package-lock.json") {
        let text = std::fs::read_to_string(top().join(&path)).unwrap();
        for line in text.lines().filter(|line| line.contains("\"resolved\"")) {
            wrong.insert(format!(
                "{path} names a host: {}. Make it with omit-lockfile-registry-resolved=true.",
                line.trim()
            ));
        }
    }
    must_be_empty(&wrong);
}

/// A path of one machine in the sources is of no use on any other.
#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    let places = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/tmp/", "bash_")];
    let mut wrong = BTreeSet::new();
    for ending in [".rs", ".md", ".toml", ".json", ".mjs", ".ts", ".scss", ".sql", ".ftl", "Makefile"] {
        for path in files("", ending) {
            let Ok(text) = std::fs::read_to_string(top().join(&path)) else { continue };
            for (number, line) in text.lines().enumerate() {
                if places.iter().any(|place| line.contains(place)) {
                    wrong.insert(format!("{path}:{}: names a folder of one machine.", number + 1));
                }
            }
        }
    }
    must_be_empty(&wrong);
}
