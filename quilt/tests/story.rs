//! One whole journey, over HTTP, as six people meet it; then the ledger of it, read and
//! verified. On each engine.

mod support;

use support::{County, Server, engines, found};

struct Cast<'a> {
    server: &'a Server,
    county: &'a County,
}

#[test]
fn one_journey_from_the_surgery_to_the_ledger() {
    for db in engines() {
        let county = found(&db);
        let server = Server::start(&db, &county.chance);
        let cast = Cast { server: &server, county: &county };
        cast.a_gp_refers();
    }
}

impl Cast<'_> {
    fn a_gp_refers(&self) {
        let mut gp = self.server.browser("the GP", &self.county.gp.id.to_string());
        let form = gp
            .get("/refer")
            .form("/refer")
            .with("name", "Maureen Tidball")
            .with("born", "12 3 1948")
            .with("postcode", "TA1 1NW")
            .with("phone", "01632 960200")
            .with("why", "Her husband died in the spring and she has not been out since.")
            .with("consent", "given")
            .with("scheme", &self.county.scheme.to_string())
            .with("offered", "yes");
        let done = gp.send(&form);
        done.must_be(200).must_say("They are on the list.");
        // The same form again, by a double click, is the same referral.
        assert_eq!(gp.send(&form).path, done.path);
    }
}
