//! What `openapi.json` says is what is served, neither more nor less.

use std::collections::{BTreeMap, BTreeSet};

use quilt::api::openreferral::{BASE, ENDPOINTS};
use quilt::app::routes;
use serde_json::Value;

use crate::client::id;
use crate::known::everywhere;

/// Path → the parameters of its query.
type Described = BTreeMap<String, BTreeSet<String>>;

fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(to) => {
            document.pointer(to.trim_start_matches('#')).unwrap_or_else(|| panic!("{to} leads nowhere"))
        }
        None => value,
    }
}

fn described(document: &Value) -> Described {
    let paths = document["paths"].as_object().unwrap();
    paths
        .iter()
        .map(|(path, item)| {
            let methods: Vec<&String> = item.as_object().unwrap().keys().collect();
            assert_eq!(methods, ["get"], "{path}");
            let none = Vec::new();
            let parameters = item["get"]["parameters"].as_array().unwrap_or(&none);
            let parameters = parameters.iter().map(|it| resolved(document, it));
            let name = |it: &Value| it["name"].as_str().unwrap().to_owned();
            let query = parameters.filter(|it| it["in"] == "query").map(name).collect();
            (path.clone(), query)
        })
        .collect()
}

#[test]
fn it_says_what_is_read() {
    everywhere(|_, few| {
        let document = few.api.json("/openapi.json");
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1."));
        let read: Described = ENDPOINTS
            .iter()
            .map(|endpoint| {
                let takes = endpoint.takes.iter().map(|it| it.name().to_owned()).collect();
                (endpoint.path.to_owned(), takes)
            })
            .collect();
        assert_eq!(described(&document), read);
        let served: BTreeSet<&str> = routes()
            .iter()
            .filter_map(|route| route.path.strip_prefix(BASE))
            .filter(|path| !["", "/openapi.json"].contains(path))
            .collect();
        assert_eq!(served, read.keys().map(String::as_str).collect());
    });
}

/// A parameter is described as what is taken: its first example is, and what is no example is not.
#[test]
fn every_path_answers_and_every_parameter_is_taken() {
    everywhere(|_, few| {
        let document = few.api.json("/openapi.json");
        for (path, parameters) in described(&document) {
            let list = path.split("/{").next().unwrap();
            let path =
                if path.contains('{') { format!("{list}/{}", id(&few.api.all(list)[0])) } else { path };
            few.api.get(&path).must_be(200);
            for name in parameters {
                let schema = &document["components"]["parameters"][&name]["schema"];
                let value = match name.as_str() {
                    "postcode" => "TA1+1NW".to_owned(),
                    "proximity" => "1000&postcode=TA1+1NW".to_owned(),
                    "day" => "TU".to_owned(),
                    "start_time" | "end_time" => "10:00".to_owned(),
                    "modified_after" => "2026-01-01T00:00:00Z".to_owned(),
                    _ => example(schema),
                };
                few.api.get(&format!("{path}?{name}={value}")).must_be(200);
                if schema["type"] != "string" {
                    few.api.get(&format!("{path}?{name}=nonsense")).must_be(400);
                }
            }
        }
    });
}

fn example(schema: &Value) -> String {
    match (schema["type"].as_str().unwrap(), schema["format"].as_str()) {
        (_, Some("uuid")) => "00000000-0000-4000-8000-000000000000".into(),
        ("boolean", _) => "true".into(),
        ("integer" | "number", _) => "1".into(),
        _ => schema["enum"][0].as_str().unwrap_or("word").into(),
    }
}

/// Answers are judged by the description itself, strictly: a field it does not name is not given.
#[test]
fn every_answer_is_as_described() {
    everywhere(|_, few| {
        let document = few.api.json("/openapi.json");
        for (path, _) in described(&document) {
            let list = path.split("/{").next().unwrap().to_owned();
            let schema =
                &document["paths"][&path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
            let whole = serde_json::json!({ "allOf": [schema], "components": document["components"] });
            let options = jsonschema::options().with_draft(jsonschema::Draft::Draft202012);
            let validator = options.should_validate_formats(true).build(&whole).unwrap();
            let asked = match path.as_str() {
                "/services" | "/service_at_locations" | "/organizations" => {
                    vec![list.clone(), format!("{list}?full=true")]
                }
                path if path.contains('{') => vec![format!("{list}/{}", id(&few.api.all(&list)[0]))],
                _ => vec![list.clone()],
            };
            for asked in asked {
                crate::schemas::must_fit(&validator, &few.api.json(&asked), &asked);
            }
        }
    });
}
