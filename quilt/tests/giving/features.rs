//! What can be asked. First as the standard's older tool tries it: does a service come back for
//! its own words, ages, times, terms and place? Then whether exactly the right ones do, against
//! the plainest reading of every entry there is.

use serde_json::Value;

use crate::client::{Client, id};
use crate::known::{demonstration, everywhere, uuid};
use crate::support::{encode, engines};

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// All schedules of a service, each with the link to the place it is bound to.
fn schedules(service: &Value) -> Vec<&Value> {
    let at = list(service, "service_at_locations");
    list(service, "schedules").iter().chain(at.iter().flat_map(|at| list(at, "schedules"))).collect()
}

fn days(schedule: &Value) -> Vec<String> {
    let bare = |day: &str| day.trim_start_matches(|c: char| c == '-' || c.is_ascii_digit()).to_owned();
    schedule["byday"].as_str().map(|text| text.split(',').map(bare).collect()).unwrap_or_default()
}

fn query(pairs: &[(&str, &str)]) -> String {
    encode(&pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>())
}

#[track_caller]
fn must_come_back(api: &Client, list: &str, wanted: &str, pairs: &[(&str, &str)]) {
    let most = if list == "/services" { "&minimal=true" } else { "&per_page=500" };
    let found = api.ids(&format!("{list}?{}{most}", query(pairs)));
    assert!(found.iter().any(|id| id == wanted), "{wanted} does not come back for {pairs:?}");
}

#[test]
fn a_service_comes_back_for_what_it_says() {
    for db in engines() {
        let (_server, api) = demonstration(&db);
        let all = api.lines("/services?full=true&format=ndjson");
        let (mut placed, mut timed) = (0, 0);
        for service in all.iter().step_by(9) {
            let wanted = &id(service);
            let back = |pairs: &[(&str, &str)]| must_come_back(&api, "/services", wanted, pairs);
            back(&[("search", service["name"].as_str().unwrap())]);
            let words: Vec<&str> = service["description"].as_str().unwrap().split_whitespace().collect();
            back(&[("search", words[words.len() / 2])]);
            back(&[("organization_id", service["organization_id"].as_str().unwrap())]);
            if let (Some(min), Some(max)) = (service["minimum_age"].as_u64(), service["maximum_age"].as_u64())
            {
                back(&[("minimum_age", &min.to_string()), ("maximum_age", &max.to_string())]);
            }
            for term in list(service, "attributes").iter().map(|link| &link["taxonomy_term"]) {
                back(&[("taxonomy_term_id", term["id"].as_str().unwrap())]);
                back(&[("taxonomy_term_id", term["code"].as_str().unwrap())]);
                back(&[("taxonomy_id", term["taxonomy_id"].as_str().unwrap())]);
                back(&[("taxonomy_id", term["taxonomy"].as_str().unwrap())]);
            }
            for schedule in schedules(service) {
                let (from, to) =
                    (schedule["opens_at"].as_str().unwrap(), schedule["closes_at"].as_str().unwrap());
                if from < to {
                    back(&[("start_time", from), ("end_time", to), ("day", &days(schedule)[0])]);
                    timed += 1;
                }
            }
            for at in list(service, "service_at_locations") {
                let address = &at["location"]["addresses"][0];
                if at["location"]["latitude"].is_number() && address["postal_code"] != "" {
                    let near =
                        [("postcode", address["postal_code"].as_str().unwrap()), ("proximity", "1000")];
                    must_come_back(&api, "/service_at_locations", &id(at), &near);
                    back(&near);
                    placed += 1;
                }
            }
        }
        assert!(placed > 10 && timed > 10, "{placed} placed, {timed} timed");
    }
}

/// One question, and whether an entry answers it, read as plainly as can be.
#[derive(Debug, Default, Clone)]
struct Question {
    min: Option<u64>,
    max: Option<u64>,
    day: Option<&'static str>,
    from: Option<&'static str>,
    to: Option<&'static str>,
    term: Option<String>,
    near: Option<(String, (f64, f64), u32)>,
}

impl Question {
    fn pairs(&self) -> Vec<(&str, String)> {
        let near = self.near.as_ref();
        [
            ("minimum_age", self.min.map(|age| age.to_string())),
            ("maximum_age", self.max.map(|age| age.to_string())),
            ("day", self.day.map(str::to_owned)),
            ("start_time", self.from.map(str::to_owned)),
            ("end_time", self.to.map(str::to_owned)),
            ("taxonomy_term_id", self.term.clone()),
            ("postcode", near.map(|(postcode, _, _)| postcode.clone())),
            ("proximity", near.map(|(_, _, metres)| metres.to_string())),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
    }

    fn is_answered_by(&self, service: &Value) -> bool {
        let places = list(service, "service_at_locations");
        let near = |at: &Value| {
            self.near.as_ref().is_none_or(|(_, from, metres)| {
                let place = &at["location"];
                let point = place["latitude"].as_f64().zip(place["longitude"].as_f64());
                point.is_some_and(|point| metres_between(*from, point) <= f64::from(*metres))
            })
        };
        let term = |link: &Value| Some(link["taxonomy_term"]["id"].as_str().unwrap()) == self.term.as_deref();
        self.min.is_none_or(|age| service["minimum_age"].as_u64().unwrap_or(0) >= age)
            && self.max.is_none_or(|age| service["maximum_age"].as_u64().unwrap_or(u64::MAX) <= age)
            && (self.term.is_none() || list(service, "attributes").iter().any(term))
            && (self.near.is_none() || places.iter().any(near))
            && (self.day.or(self.from).or(self.to).is_none()
                || schedules(service).into_iter().any(|schedule| self.happens(schedule)))
    }

    fn happens(&self, schedule: &Value) -> bool {
        let (opens, closes) = (schedule["opens_at"].as_str(), schedule["closes_at"].as_str());
        let overnight = opens.zip(closes).is_some_and(|(opens, closes)| closes <= opens);
        self.day.is_none_or(|day| days(schedule).iter().any(|it| it == day))
            && self.from.is_none_or(|from| opens.is_some_and(|opens| opens >= from))
            && self.to.is_none_or(|to| !overnight && closes.is_some_and(|closes| closes <= to))
    }
}

/// By the law of cosines, so that the two can only agree by being right.
fn metres_between(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (a, b) = ((a.0.to_radians(), a.1.to_radians()), (b.0.to_radians(), b.1.to_radians()));
    let cosine = a.0.sin() * b.0.sin() + a.0.cos() * b.0.cos() * (b.1 - a.1).cos();
    6_371_008.8 * cosine.clamp(-1.0, 1.0).acos()
}

/// Many questions, the same every time.
fn questions(all: &[Value]) -> Vec<Question> {
    let mut state = 11_u64;
    let mut draw = |of: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % of
    };
    let mut made = Vec::new();
    for _ in 0..120 {
        let service = &all[draw(all.len())];
        let term = list(service, "attributes").first().map(|link| id(&link["taxonomy_term"]));
        let near = list(service, "service_at_locations").first().and_then(|at| {
            let place = &at["location"];
            let point = place["latitude"].as_f64().zip(place["longitude"].as_f64())?;
            let postcode = place["addresses"][0]["postal_code"].as_str()?.to_owned();
            Some((postcode, point, [500, 3_000, 20_000][draw(3)]))
        });
        let one_of = |texts: [&'static str; 5], n: usize| texts.get(n).copied();
        made.push(Question {
            min: [Some(16), Some(50), None, None, None][draw(5)],
            max: [Some(25), Some(120), None, None, None][draw(5)],
            day: one_of(["MO", "TU", "WE", "SA", "SU"], draw(10)),
            from: one_of(["09:00", "10:00", "10:30", "14:00", "19:00"], draw(12)),
            to: one_of(["11:00", "12:00", "16:00", "21:00", "23:59"], draw(12)),
            term: term.filter(|_| draw(4) == 0),
            near: near.filter(|_| draw(3) == 0),
        });
    }
    made
}

#[test]
fn exactly_those_asked_for_come() {
    for db in engines() {
        let (_server, api) = demonstration(&db);
        let all = api.lines("/services?full=true&format=ndjson");
        let (mut some, mut none) = (0, 0);
        for question in questions(&all) {
            let right: Vec<String> = all.iter().filter(|it| question.is_answered_by(it)).map(id).collect();
            let pairs = encode(
                &question
                    .pairs()
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect::<Vec<_>>(),
            );
            let found = api.ids(&format!("/services?minimal=true&{pairs}"));
            assert_eq!(found, right, "{question:?}");
            // Whatever the size of a page, the same entries in the same order.
            if right.len() > 3 && some % 5 == 0 {
                assert_eq!(api.ids(&format!("/services?minimal=true&per_page=3&{pairs}")), right);
            }
            if right.is_empty() { none += 1 } else { some += 1 }
        }
        assert!(some > 30 && none > 3, "{some} questions were answered, {none} not");
    }
}

#[test]
fn each_parameter_says_what_it_means() {
    everywhere(|_, few| {
        let [walk, choir, line] = [few.walk, few.choir, few.line].map(uuid);
        let mut everything = [walk.clone(), choir.clone(), line.clone()];
        everything.sort_unstable();
        let must_find = |query: &str, right: &[&String]| {
            let mut found = few.api.ids(&format!("/services?{query}"));
            found.sort_unstable();
            let mut right: Vec<String> = right.iter().map(|id| (*id).clone()).collect();
            right.sort_unstable();
            assert_eq!(found, right, "{query}");
        };
        must_find("search=", &everything.iter().collect::<Vec<_>>());
        for words in [
            "stroll",
            "STROLLERS+sunny",
            "cafe",
            "caf%C3%A9",
            "river+tea",
            "levels",
            "carers",
            "TA21",
            "weir",
        ] {
            must_find(&format!("search={words}"), &[&walk]);
        }
        must_find("search=trollers", &[]);
        must_find("search=stroll+choir", &[]);
        // Whoever is for nobody younger than 60; the line says nothing and begins at 0.
        must_find("minimum_age=60", &[&walk]);
        must_find("minimum_age=60.5", &[]);
        must_find("minimum_age=0", &[&walk, &choir, &line]);
        must_find("maximum_age=25", &[&choir]);
        must_find("maximum_age=24", &[]);
        must_find("minimum_age=11&maximum_age=25", &[&choir]);
        must_find("day=TU", &[&walk]);
        must_find("day=tuesday", &[&walk]);
        must_find("day=TU,SA", &[&walk, &choir]);
        must_find("day=WE", &[]);
        must_find("start_time=10:00", &[&walk, &choir]);
        must_find("start_time=10:00:01", &[&choir]);
        must_find("end_time=12:00", &[&walk]);
        must_find("end_time=11:59", &[]);
        // Saturday's singing ends on Sunday; Friday's does not begin that late.
        must_find("day=SA&end_time=23:59", &[]);
        must_find("day=FR&start_time=20:00", &[]);
        must_find("day=SA&start_time=22:00", &[&choir]);
        must_find("taxonomy_term_id=esdServiceType:298", &[&walk]);
        must_find("taxonomy_id=quilt", &[&walk]);
        must_find("taxonomy_id=298", &[]);
        must_find("postcode=ta11nw&proximity=100", &[&walk, &choir]);
        must_find("postcode=TA21+8AA&proximity=100", &[&walk]);
        must_find("postcode=TA21+8AA", &[&walk, &choir]);
        must_find("postcode=TA21+8AA&search=choir&proximity=100", &[]);
        must_find("modified_after=2026-11-23T10:00:00Z", &[&walk, &choir, &line]);
        must_find("modified_after=2026-11-23T10:00:00.000001Z", &[]);
        must_find("modified_after=2026-11-23", &[&walk, &choir, &line]);
        must_find("organization_id=00000000-0000-4000-8000-000000000000", &[]);
    });
}

#[test]
fn a_name_comes_before_a_mention() {
    everywhere(|db, few| {
        let tea = openreferral::Service {
            name: "Tea and talk".into(),
            description: "By the river.".into(),
            ..openreferral::Service::default()
        };
        let new = quilt::directory::NewService { service: tea, organization: None };
        let (by, now) = (&few.county.admin.actor, few.county.now());
        let tea =
            db.write("one more", |tx| quilt::directory::add_service(tx, by, &now, new.clone())).unwrap();
        assert_eq!(few.api.ids("/services?search=tea"), [uuid(tea), uuid(few.walk)]);
    });
}

#[test]
fn a_place_is_judged_by_itself() {
    everywhere(|_, few| {
        let near = few.api.all("/service_at_locations?postcode=TA21+8AA&proximity=100");
        assert_eq!(near.len(), 1, "the walk also meets at the hall, which is not near");
        assert_eq!(near[0]["location"]["name"], "The Weir");
        assert_eq!(near[0]["service"]["id"], uuid(few.walk));
        assert_eq!(few.api.all("/service_at_locations").len(), 3);
        assert_eq!(few.api.all("/service_at_locations?day=FR").len(), 1);
        assert_eq!(few.api.all("/service_at_locations?search=stroll").len(), 2);
    });
}

#[test]
fn organisations_and_terms_are_asked_for_alike() {
    everywhere(|_, few| {
        let levels = few.api.all("/organizations?search=neighbours");
        assert_eq!(levels.len(), 1);
        assert_eq!(levels[0]["name"], "Levels Together");
        let run = few.api.ids(&format!("/services?organization_id={}", id(&levels[0])));
        assert_eq!(run, [uuid(few.walk)]);
        let terms = few.api.all("/taxonomy_terms?taxonomy_id=esdServiceType");
        assert_eq!(terms.len(), 1);
        assert_eq!(terms[0]["code"], "esdServiceType:298");
        let list = few.api.json(&format!("/taxonomies/{}", terms[0]["taxonomy_id"].as_str().unwrap()));
        assert_eq!(list["name"], "esdServiceType");
        assert_eq!(few.api.ids("/taxonomy_terms?top_only=true").len(), 2);
        assert!(few.api.ids(&format!("/taxonomy_terms?parent_id={}", id(&terms[0]))).is_empty());
        // The term inside a service is the very term.
        let walk = few.api.json(&format!("/services/{}", uuid(few.walk)));
        assert_eq!(walk["attributes"][0]["taxonomy_term"], terms[0]);
        assert_eq!(walk["organization_id"], levels[0]["id"]);
    });
}
