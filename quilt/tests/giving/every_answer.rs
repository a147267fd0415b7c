//! Every page of every list and every entry by its id, judged by the standard's schemas.

use serde_json::Value;

use crate::client::{Client, id};
use crate::known::{council, demonstration, few};
use crate::schemas::{must_fit, schema};
use crate::support::engines;

/// List, schema of a page of it, schema of one.
const LISTS: [(&str, &str, &str); 5] = [
    ("/services", "service_list", "service"),
    ("/service_at_locations", "service_at_location_list", "service_at_location"),
    ("/organizations", "organization_list", "organization"),
    ("/taxonomies", "taxonomy_list", "taxonomy"),
    ("/taxonomy_terms", "taxonomy_term_list", "taxonomy_term"),
];

/// What the envelope says must be so.
fn must_add_up(page: &Value, number: usize, pages: usize, items: usize) {
    let size = contents(page).len();
    assert_eq!(page["page_number"], number);
    assert_eq!((&page["total_items"], &page["total_pages"]), (&items.into(), &pages.into()));
    assert_eq!((&page["size"], &page["empty"]), (&size.into(), &(size == 0).into()));
    assert_eq!(page["first_page"], number == 1);
    assert_eq!(page["last_page"], number >= pages);
}

fn contents(page: &Value) -> &[Value] {
    page["contents"].as_array().unwrap()
}

fn must_fit_all(api: &Client, least: [usize; 5]) {
    let about = schema("api_details").unwrap();
    must_fit(&about, &api.json("/"), "/");
    for ((list, page_schema, one_schema), least) in LISTS.into_iter().zip(least) {
        let (page_schema, one_schema) = (schema(page_schema).unwrap(), schema(one_schema).unwrap());
        let mut ids = Vec::new();
        for more in ["", "?full=true", "?minimal=true"] {
            if !more.is_empty() && list != "/services" && (more != "?full=true" || list.contains("taxonom")) {
                continue;
            }
            let pages = api.pages(&format!("{list}{more}"));
            let items = pages.iter().map(|page| contents(page).len()).sum();
            for (at, page) in pages.iter().enumerate() {
                let what = format!("{list}{more}, page {}", at + 1);
                // The schema of a list of organisations is, as published, that of one of them.
                match list {
                    "/organizations" => {
                        contents(page).iter().for_each(|it| must_fit(&page_schema, it, &what))
                    }
                    _ => must_fit(&page_schema, page, &what),
                }
                must_add_up(page, at + 1, if items == 0 { 0 } else { pages.len() }, items);
            }
            let entries = pages.iter().flat_map(contents);
            if more == "?full=true" {
                entries.clone().for_each(|entry| must_fit(&one_schema, entry, list));
            }
            let found: Vec<String> = entries.map(id).collect();
            assert!(ids.is_empty() || ids == found, "{list}{more} lists others");
            ids = found;
        }
        assert!(ids.len() >= least, "{list} has only {} entries", ids.len());
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), ids.len(), "{list} gives an id twice");
        for one in &ids {
            let entry = api.json(&format!("{list}/{one}"));
            assert_eq!(&id(&entry), one);
            must_fit(&one_schema, &entry, &format!("{list}/{one}"));
        }
        let lines = api.lines(&format!("{list}?format=ndjson"));
        assert_eq!(lines, api.all(list), "{list}: lines and pages differ");
    }
}

fn is_here() -> bool {
    schema("service").is_some()
}

#[test]
fn a_few_services_of_which_everything_is_known() {
    for db in engines().into_iter().filter(|_| is_here()) {
        must_fit_all(&few(&db).api, [3, 3, 2, 2, 2]);
    }
}

#[test]
fn the_demonstration_county() {
    for db in engines().into_iter().filter(|_| is_here()) {
        let (_server, api) = demonstration(&db);
        must_fit_all(&api, [300, 250, 50, 1, 10]);
        assert_eq!(api.json("/")["demonstration"], true, "nobody may take invented groups for real ones");
    }
}

#[test]
fn a_real_councils_feed_given_on() {
    for db in engines().into_iter().filter(|_| is_here()) {
        let Some((_server, api)) = council(&db) else { return };
        must_fit_all(&api, [818, 1, 500, 1, 1]);
    }
}
