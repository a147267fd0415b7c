//! A feed of invented services of any length, made as it is read and never held.

use std::io::Read;

/// Gives `[`, so many services, `]`.
pub struct Feed {
    left: u64,
    made: u64,
    ready: Vec<u8>,
    at: usize,
}

impl Feed {
    pub fn of(services: u64) -> Self {
        Self { left: services, made: 0, ready: b"[".to_vec(), at: 0 }
    }

    fn more(&mut self) {
        self.at = 0;
        self.ready.clear();
        if self.left == 0 {
            return;
        }
        let n = self.made;
        if n > 0 {
            self.ready.push(b',');
        }
        self.ready.extend_from_slice(service(n).as_bytes());
        self.left -= 1;
        self.made += 1;
        if self.left == 0 {
            self.ready.push(b']');
        }
    }
}

impl Read for Feed {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.at >= self.ready.len() {
            self.more();
        }
        let rest = &self.ready[self.at..];
        let count = rest.len().min(into.len());
        into[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        Ok(count)
    }
}

/// One service, about as long as a real one.
fn service(n: u64) -> String {
    const WHAT: [&str; 8] = [
        "Walking group",
        "Singing",
        "Advice on money",
        "Lunch club",
        "Men's shed",
        "Carers' café",
        "Gardening",
        "Chair yoga",
    ];
    const TOWNS: [&str; 6] = ["Taunton", "Wells", "Frome", "Yeovil", "Minehead", "Chard"];
    const DAYS: [&str; 5] = ["MO", "TU", "WE", "TH", "FR"];
    let (what, town, day) = (WHAT[n as usize % 8], TOWNS[(n / 8) as usize % 6], DAYS[(n / 48) as usize % 5]);
    let about = format!(
        "<p>{what} in {town} for <b>anyone</b> who would like company.</p><ul><li>Tea &amp; biscuits</li><li>Newcomers \
         welcome</li></ul><p>We meet all year round, and somebody will meet you at the door if you ring before you come. \
         There is a ramp, a hearing loop and a quiet room. Bring a friend if you like; carers come free.</p>"
    );
    format!(
        r#"{{"id":"0b7f3c52-58a5-4d2c-9a55-{n:012x}","name":"{what} {n} in {town}","description":{about:?},
"url":"https://example.org/{n}","email":"group{n}@example.org","status":"active","minimum_age":18,
"assured_date":"2026-01-02","last_modified":"2026-01-02T10:00:00Z","attending_type":"Venue","fees":"Free",
"organization":{{"id":"0b7f3c52-58a5-4d2c-9a56-{:012x}","name":"{town} Neighbours","description":"We help.","url":"https://example.org"}},
"phones":[{{"number":"01632 960{:03}"}}],"languages":[{{"name":"English","code":"en"}}],
"schedules":[{{"freq":"WEEKLY","byday":"{day}","opens_at":"10:00","closes_at":"12:00"}}],
"attributes":[{{"taxonomy_term":{{"id":"esdServiceType:{}","name":"{what}","taxonomy":"esdServiceType"}}}}],
"service_at_locations":[{{"location":{{"id":"0b7f3c52-58a5-4d2c-9a57-{n:012x}","name":"{town} hall","location_type":"physical","latitude":51.{:04},"longitude":-3.1,
"addresses":[{{"address_1":"{} High Street","city":"{town}","state_province":"Somerset","postal_code":"TA1 1AA","country":"GB","address_type":"physical"}}]}}}}]}}"#,
        n % 500,
        n % 1000,
        200 + n % 100,
        n % 10_000,
        n % 200,
    )
}
