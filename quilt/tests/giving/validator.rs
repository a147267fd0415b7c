//! The walk the standard's validator takes through a directory: which version is it, the first
//! page, one from the middle, the last, some entries by their ids; then the level 2 endpoints
//! the same way. What is at which level is read from the validator's own profile.

use serde_json::Value;

use crate::client::{Client, id};
use crate::known::{council, demonstration, few};
use crate::schemas::{schema, shared, wrong};
use crate::support::engines;

/// At most so many entries are looked at by id.
const BY_ID: usize = 10;

/// Takes the walk; answers what an error at each level would have been.
fn walk(api: &Client, profile: &Value) -> Vec<(String, String)> {
    let mut errors = Vec::new();
    let mut saved: Vec<(String, Vec<String>)> = Vec::new();
    for group in profile["testGroups"].as_array().unwrap() {
        let level = group["messageLevel"].as_str().unwrap();
        for test in group["tests"].as_array().unwrap() {
            let endpoint = test["endpoint"].as_str().unwrap();
            let name =
                test["schema"].as_str().unwrap().trim_start_matches("V3.0-UK/").trim_end_matches(".json");
            let schema = schema(name).unwrap();
            let mut judge = |path: &str| {
                let got = api.get(path);
                let document = if got.status == 200 { got.json() } else { Value::Null };
                let mut problems = wrong(&schema, &document);
                if got.status != 200 {
                    problems.push(format!("answered {}", got.status));
                }
                errors.extend(problems.into_iter().map(|it| (level.to_owned(), format!("{path}: {it}"))));
                document
            };
            if let Some(from) = test["useIdFrom"].as_str() {
                let list = from.trim_end_matches("-id");
                let ids = saved.iter().find(|(it, _)| it == list).map(|(_, ids)| ids.clone()).unwrap();
                for id in ids.iter().take(BY_ID) {
                    judge(&format!("{endpoint}{id}"));
                }
                continue;
            }
            if test["pagination"] != true {
                judge(endpoint);
                continue;
            }
            let first = judge(&format!("{endpoint}?page=1"));
            let pages = first["total_pages"].as_u64().unwrap();
            if pages > 2 {
                judge(&format!("{endpoint}?page={}", pages / 2));
            }
            let last = if pages > 1 { judge(&format!("{endpoint}?page={pages}")) } else { first.clone() };
            assert_eq!(last["last_page"], true, "{endpoint}: the last page does not say so");
            let contents = first[test["saveIdField"].as_str().unwrap()].as_array().unwrap();
            assert!(!contents.is_empty(), "{endpoint} would be warned of as an empty feed");
            saved.push((endpoint.to_owned(), contents.iter().map(id).collect()));
        }
    }
    errors
}

fn must_pass(api: &Client) {
    let Some(profile) = shared("validator/test-profiles/HSDS-UK-3.0.json") else { return };
    // How the version is found out: anything else here would be judged as version 1.
    let root = api.get("/");
    root.must_be(200);
    assert!(root.header("content-type").unwrap().starts_with("application/json"));
    let profile: Value = serde_json::from_slice(&profile).unwrap();
    assert_eq!(root.json()["version"], profile["profile"]);
    let errors = walk(api, &profile);
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn the_validator_finds_nothing_wrong() {
    for db in engines() {
        must_pass(&few(&db).api);
    }
    for db in engines() {
        must_pass(&demonstration(&db).1);
    }
    for db in engines() {
        if let Some((_server, api)) = council(&db) {
            must_pass(&api);
        }
    }
}
