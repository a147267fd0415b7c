//! The manners of the API: from any site, without a key; cheap to ask again; plain about what
//! was wrong; and not to be brought down by what is sent.

use jiff::ToSpan;
use quilt::directory::{NewService, add_service};

use crate::client::BASE;
use crate::known::{everywhere, read_in, uuid, walk};

#[test]
fn anybody_may_ask_from_anywhere() {
    everywhere(|_, few| {
        let got = few.api.get("/services");
        got.must_be(200);
        assert_eq!(got.header("access-control-allow-origin"), Some("*"));
        assert_eq!(got.header("cache-control"), Some("public, max-age=60"));
        assert_eq!(got.header("last-modified"), Some("Mon, 23 Nov 2026 10:00:00 GMT"));
        assert!(got.header("set-cookie").is_none(), "no cookie is left behind");
        // A key nobody asked for is not looked at.
        few.api.ask("GET", "/services", &[("Authorization", "Bearer nonsense")]).must_be(200);
        let asked = [("Origin", "https://example.org"), ("Access-Control-Request-Method", "GET")];
        let preflight = few.api.ask("OPTIONS", "/services", &asked);
        preflight.must_be(204);
        assert_eq!(preflight.header("access-control-allow-origin"), Some("*"));
        assert!(preflight.header("access-control-allow-methods").unwrap().contains("GET"));
        for method in ["POST", "PUT", "DELETE", "PATCH"] {
            let got = few.api.ask(method, "/services", &[("Content-Length", "0")]);
            got.must_be(405);
            assert!(got.header("allow").unwrap().contains("GET"), "{method}");
        }
    });
}

#[test]
fn what_is_held_already_is_not_sent_again() {
    everywhere(|db, few| {
        let one = format!("/services/{}", uuid(few.walk));
        let asked =
            ["/", "/openapi.json", "/services", "/services?format=ndjson", "/taxonomies", one.as_str()];
        let marks: Vec<String> = asked
            .iter()
            .map(|path| few.api.get(path).must_be(200).header("etag").unwrap().to_owned())
            .collect();
        for (path, mark) in asked.iter().zip(&marks) {
            let again = few.api.ask("GET", path, &[("If-None-Match", mark)]);
            again.must_be(304);
            assert!(again.body.is_empty() && again.header("etag") == Some(mark), "{path}");
            few.api.ask("HEAD", path, &[("If-None-Match", mark)]).must_be(304);
            few.api.ask("GET", path, &[("If-None-Match", "\"another\"")]).must_be(200);
        }
        few.server.pass(1.hour());
        let new = NewService { service: walk(), organization: None };
        db.write("one more", |tx| add_service(tx, &few.county.admin.actor, &few.server.now(), new.clone()))
            .unwrap();
        for (path, mark) in asked.iter().zip(&marks) {
            let still = ["/", "/openapi.json", "/taxonomies", one.as_str()].contains(path);
            let again = few.api.ask("GET", path, &[("If-None-Match", mark)]);
            assert_eq!(again.status, if still { 304 } else { 200 }, "{path}");
        }
        assert_eq!(few.api.get("/services").header("last-modified"), Some("Mon, 23 Nov 2026 11:00:00 GMT"));
        assert_eq!(few.api.get(&one).header("last-modified"), Some("Mon, 23 Nov 2026 10:00:00 GMT"));
    });
}

#[test]
fn head_is_get_without_the_body() {
    everywhere(|_, few| {
        for path in ["/", "/services", "/services?format=ndjson", "/nonsense"] {
            let (get, head) = (few.api.get(path), few.api.ask("HEAD", path, &[]));
            assert_eq!(get.status, head.status, "{path}");
            assert!(head.body.is_empty(), "{path}");
            for name in ["content-type", "etag", "last-modified", "access-control-allow-origin"] {
                assert_eq!(get.header(name), head.header(name), "{path}: {name}");
            }
        }
    });
}

#[test]
fn what_cannot_be_read_is_refused_by_name() {
    everywhere(|_, few| {
        for (path, parameter) in [
            ("/services?page=0", "page"),
            ("/services?page=-1", "page"),
            ("/services?page=two", "page"),
            ("/services?page=", "page"),
            ("/services?per_page=0", "per_page"),
            ("/services?per_page=1.5", "per_page"),
            ("/services?page=1&page=2", "page"),
            ("/services?minimum_age=young", "minimum_age"),
            ("/services?maximum_age=-1", "maximum_age"),
            ("/services?minimum_age=NaN", "minimum_age"),
            ("/services?start_time=25:00", "start_time"),
            ("/services?end_time=noon", "end_time"),
            ("/services?day=XX", "day"),
            ("/services?organization_id=7", "organization_id"),
            ("/services?taxonomy_term_id=", "taxonomy_term_id"),
            ("/services?modified_after=yesterday", "modified_after"),
            ("/services?minimal=perhaps", "minimal"),
            ("/services?full=1", "full"),
            ("/services?format=xml", "format"),
            ("/services?postcode=Taunton", "postcode"),
            ("/services?proximity=1000", "proximity"),
            ("/services?postcode=TA1+1NW&proximity=far", "proximity"),
            ("/services?minimum_agee=60", "minimum_agee"),
            ("/services?lang=cy", "lang"),
            ("/taxonomies?postcode=TA1+1NW", "postcode"),
            ("/taxonomy_terms?top_only=yes", "top_only"),
            ("/taxonomy_terms?parent_id=7", "parent_id"),
            ("/services/00000000-0000-4000-8000-000000000000?full=true", "full"),
            ("/?page=1", "page"),
            ("/openapi.json?page=1", "page"),
        ] {
            let got = few.api.get(path);
            got.must_be(400);
            assert_eq!(got.header("content-type"), Some("application/problem+json"), "{path}");
            assert_eq!(got.header("access-control-allow-origin"), Some("*"), "{path}");
            assert_eq!(got.header("cache-control"), Some("no-store"), "{path}");
            let problem = got.json();
            assert_eq!(problem["parameter"], parameter, "{path}");
            assert_eq!(problem["status"], 400);
            assert!(problem["detail"].as_str().is_some_and(|detail| detail.ends_with('.')), "{problem}");
        }
        let nowhere = few.api.get("/services?postcode=ZZ1+1ZZ&proximity=10");
        nowhere.must_be(404);
        assert_eq!(nowhere.json()["parameter"], "postcode");
    });
}

#[test]
fn what_is_not_there_is_said_to_be_not_there() {
    everywhere(|_, few| {
        for path in [
            "/services/nonsense",
            "/services/00000000-0000-4000-8000-000000000000",
            "/service_at_locations/00000000-0000-4000-8000-000000000000",
            "/organizations/00000000-0000-4000-8000-000000000000",
            "/taxonomies/00000000-0000-4000-8000-000000000000",
            "/taxonomy_terms/00000000-0000-4000-8000-000000000000",
            "/services/%00",
            "/services/%ff",
            "/nonsense",
            "/services/a/b",
        ] {
            let got = few.api.get(path);
            got.must_be(404);
            assert_eq!(got.header("content-type"), Some("application/problem+json"), "{path}");
            assert_eq!(got.header("access-control-allow-origin"), Some("*"), "{path}");
            assert_eq!(got.json()["status"], 404);
        }
    });
}

#[test]
fn pages_are_kept_to_a_size_and_end_quietly() {
    everywhere(|_, few| {
        let page = few.api.json("/services?per_page=2");
        assert_eq!((&page["total_pages"], &page["last_page"]), (&2.into(), &false.into()));
        let beyond = few.api.json("/services?per_page=2&page=7");
        assert_eq!((&beyond["empty"], &beyond["page_number"]), (&true.into(), &7.into()));
        assert_eq!((&beyond["total_items"], &beyond["last_page"]), (&3.into(), &true.into()));
        let huge = "9".repeat(40);
        assert_eq!(few.api.json(&format!("/services?page={huge}"))["empty"], true);
        assert_eq!(few.api.json(&format!("/services?per_page={huge}"))["size"], 3);
        let none = few.api.json("/services?search=nobodyeverwrotethis");
        assert_eq!((&none["total_pages"], &none["first_page"]), (&0.into(), &true.into()));
        assert_eq!(few.api.get("/services?search=nobodyeverwrotethis&format=ndjson").must_be(200).body, b"");
    });
}

/// More than a page may have: each entry is small, so this is quick to read in.
#[test]
fn a_big_page_is_clamped_and_a_stream_is_not() {
    everywhere(|db, few| {
        let many: Vec<String> = (0..1_120)
            .map(|n| format!(r#"{{"id":"{}","name":"Club {n}"}}"#, uuid::Uuid::from_u128(n + 1)))
            .collect();
        read_in(db, few.county.area, "many", format!("[{}]", many.join(",")).as_bytes());
        let page = few.api.json("/services?per_page=100000");
        assert_eq!((&page["size"], &page["total_items"]), (&1_000.into(), &1_123.into()));
        assert_eq!(few.api.lines("/services?format=ndjson").len(), 1_123);
        assert_eq!(few.api.json("/services?minimal=true")["size"], 1_123, "ids come in one page");
        let ids = few.api.ids("/services?per_page=70");
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!((ids.len(), once.len()), (1_123, 1_123), "none twice, none missing");
    });
}

#[test]
fn what_is_sent_in_malice_does_no_harm() {
    everywhere(|_, few| {
        let long = "a".repeat(20_000);
        let bad = [
            "search=%27%3B+drop+table+service+--".to_owned(),
            "search=%00%ff%F0%9F%92%A9".to_owned(),
            "search=%25%25%5F%5F".to_owned(),
            format!("search={}", "a+".repeat(199)),
            "taxonomy_id=%7B%7D&taxonomy_term_id=%5B".to_owned(),
            format!("search={long}"),
            format!("{long}={long}"),
            "=".to_owned(),
            "&&&".to_owned(),
            "page=1;page=2".to_owned(),
            "%80=%80".to_owned(),
            "postcode=%E2%82%AC%E2%82%AC1+1AA&proximity=1e308".to_owned(),
            "minimum_age=1e308&maximum_age=0".to_owned(),
        ];
        for list in ["/services", "/service_at_locations", "/organizations", "/taxonomies", "/taxonomy_terms"]
        {
            for query in &bad {
                let got = few.api.get(&format!("{list}?{query}"));
                assert!(matches!(got.status, 200 | 400), "{list}?{query}: {}", got.status);
            }
        }
        assert_eq!(few.api.ids("/services").len(), 3, "still there");
        // The same below the root without its stroke, and with one.
        let mut anybody = few.server.visitor("anybody");
        for root in [BASE.to_owned(), format!("{BASE}/")] {
            assert!(anybody.get(&root).text.contains("HSDS-UK-3.0"));
        }
    });
}

#[test]
fn what_is_withdrawn_is_gone() {
    everywhere(|db, few| {
        let feed = |names: &[&str]| {
            let entries: Vec<String> = names
                .iter()
                .enumerate()
                .map(|(n, name)| {
                    let id = uuid::Uuid::from_u128(n as u128 + 1);
                    let list = r#"[{"id":"7","name":"Seven","vocabulary":"ours"}]"#;
                    format!(r#"{{"id":"{id}","name":"{name}","taxonomies":{list},"organization":{{"id":"{id}","name":"Org {n}"}}}}"#)
                })
                .collect();
            read_in(db, few.county.area, "council", format!("[{}]", entries.join(",")).as_bytes());
        };
        let second = "/services/00000000-0000-0000-0000-000000000002";
        let run_by = "/organizations/00000000-0000-0000-0000-000000000002";
        feed(&["One", "Two"]);
        few.api.get(second).must_be(200);
        few.api.get(run_by).must_be(200);
        feed(&["One"]);
        few.api.get(second).must_be(404);
        few.api.get(run_by).must_be(404);
        assert_eq!(few.api.ids("/services").len(), 4);
        let closed = r#"{"id":"00000000-0000-0000-0000-000000000001","name":"One","status":"inactive"}"#;
        read_in(db, few.county.area, "council", format!("[{closed}]").as_bytes());
        few.api.get("/services/00000000-0000-0000-0000-000000000001").must_be(404);
        assert_eq!(few.api.ids("/services").len(), 3, "what no longer runs is not given either");
        feed(&["One", "Two again"]);
        assert_eq!(few.api.json(second)["name"], "Two again", "under the id it had");
        assert_eq!(few.api.ids("/taxonomy_terms?search=seven").len(), 1);
    });
}

#[test]
fn two_feeds_that_give_one_id_keep_two_entries_apart() {
    everywhere(|db, few| {
        let entry = |name: &str| {
            let id = "00000000-0000-0000-0000-00000000000a";
            format!(r#"[{{"id":"{id}","name":"{name}","organization":{{"id":"{id}","name":"{name}"}}}}]"#)
        };
        read_in(db, few.county.area, "first", entry("First").as_bytes());
        let shared = "/services/00000000-0000-0000-0000-00000000000a";
        assert_eq!(few.api.json(shared)["name"], "First");
        read_in(db, few.county.area, "second", entry("Second").as_bytes());
        assert_eq!(few.api.json(shared)["name"], "First", "an id never comes to mean something else");
        let second = few.api.all("/services?search=second");
        assert_eq!(second.len(), 1);
        assert_ne!(second[0]["organization_id"], "00000000-0000-0000-0000-00000000000a");
        let again = few.api.json(&format!("/services/{}", second[0]["id"].as_str().unwrap()));
        assert_eq!(again["name"], "Second");
        // The first is withdrawn: its id still does not pass to the second.
        read_in(db, few.county.area, "first", br#"[{"id":"x","name":"Other"}]"#);
        few.api.get(shared).must_be(404);
    });
}
