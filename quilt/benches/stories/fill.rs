//! Lives made up, the same every time: rows for the tables, and beside them what the script reads.

use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::path::Path;

use jiff::{Timestamp, ToSpan};
use quilt::fixture::World;
use quilt::refusal::Refusal;
use quilt::settings::{self, NewScheme, Place, SchemeId, SchemeKind, Town};
use store::uuid::Uuid;
use store::{Db, Tx, Value};

/// Rows in one statement.
const TOGETHER: usize = 500;

/// Rows in one transaction.
const BATCH: usize = 20_000;

const SCHEMES: u64 = 20;

/// Chance of its own, the same every time.
struct Dice {
    state: u64,
    made: u64,
}

impl Dice {
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// Later ids are greater, as those of an installation are.
    fn uuid(&mut self) -> Uuid {
        self.made += 1;
        Uuid::from_u64_pair(self.made, self.next())
    }

    /// From 0 to 10, more often in the middle, moved by so much.
    fn score(&mut self, moved: i64) -> i64 {
        let around = (self.below(5) + self.below(5) + self.below(4)) as i64;
        (around + moved).clamp(0, 10)
    }
}

/// Rows on their way into one table.
struct Rows {
    head: &'static str,
    columns: usize,
    values: Vec<Value>,
}

impl Rows {
    fn of(head: &'static str) -> Rows {
        Rows { head, columns: head.matches(',').count() + 1, values: Vec::new() }
    }

    fn put(&mut self, tx: &mut Tx<'_>) {
        for some in self.values.chunks(self.columns * TOGETHER) {
            let rows = some.len() / self.columns;
            let mut sql = format!("insert into {} values ", self.head);
            for row in 0..rows {
                let comma = if row == 0 { "" } else { ", " };
                write!(sql, "{comma}({})", store::places(row * self.columns + 1, self.columns)).unwrap();
            }
            tx.run(&sql, some).unwrap();
        }
        self.values.clear();
    }
}

const STATES: [&str; 4] = ["declined", "not_reached", "waiting", "later"];
const KINDS: [&str; 6] = ["gp", "gp", "nurse", "hospital", "themself", "charity"];
const SEXES: [&str; 3] = ["female", "male", "female"];
const GROUPS: [&str; 6] =
    ["White British", "White British", "White British", "Indian", "Black Caribbean", "White Irish"];
const LANGUAGES: [&str; 8] = ["", "", "", "", "", "", "Polish", "Welsh"];
const CONCERNS: [&str; 4] = ["Lonely and isolated", "Debt and benefits", "Sleep", "Getting out for a walk"];
const READINGS: [u64; 20] = [0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 5, 5];

/// Fills both; how many readings there are.
pub fn fill(db: &Db, w: &World, journeys: usize, folder: &Path) -> u64 {
    let mut dice = Dice { state: 20_261_125, made: 1 << 60 };
    let schemes = db.write("lay out", |tx| lay_out(tx, w)).unwrap();
    let file = |name: &str| BufWriter::new(std::fs::File::create(folder.join(name)).unwrap());
    let mut files = [file("referrals.csv"), file("readings.csv")];
    writeln!(files[0], "row,scheme,state,by,asked,offered,decided,said_yes,first,ended,contacts,followed,tenth,town,born,sex,ethnic,about").unwrap();
    writeln!(files[1], "row,at,satisfied,worthwhile,happy,anxious").unwrap();
    let mut readings = 0;
    db.fill(|db| {
        let mut done = 0;
        while done < journeys {
            let many = BATCH.min(journeys - done);
            // Once each: a transaction of a bench meets no other, and is not run again.
            db.write("make lives up", |tx| {
                readings += batch(tx, w, &mut dice, &schemes, (done, many), &mut files);
                quilt::line::line(&w.admin, &w.now, "bench.filled", w.area.id).record(tx)
            })?;
            done += many;
        }
        Ok::<_, Refusal>(())
    })
    .unwrap();
    files.iter_mut().for_each(|file| file.flush().unwrap());
    readings
}

fn lay_out(tx: &mut Tx<'_>, w: &World) -> Result<Vec<SchemeId>, Refusal> {
    let towns: Vec<Town> = (0..30)
        .map(|n| Town { name: format!("Town {n}"), lat: 51.0 + f64::from(n) * 0.01, lon: -3.0 })
        .collect();
    settings::put_towns(tx, &towns)?;
    let places: Vec<(String, Place)> = (0..2_000)
        .map(|n| {
            let place = Place {
                lat: 51.0 + f64::from(n % 30) * 0.01,
                lon: -3.0,
                ward: None,
                lsoa: None,
                decile: Some(i64::from(n % 10) + 1),
            };
            (postcode(n as u64), place)
        })
        .collect();
    settings::put_places(tx, &places)?;
    let quilt = quilt::access::Actor::program(w.area.id, "Quilt");
    let mut schemes = vec![w.scheme, w.other_scheme];
    for n in schemes.len() as u64..SCHEMES {
        let new = NewScheme {
            name: format!("Scheme {n}"),
            kind: SchemeKind::Charity,
            about: String::new(),
            worker_term: "link worker".into(),
            weeks: 12,
            caseload: 30,
            phone: None,
            email: None,
            postcode: None,
            towns: Vec::new(),
        };
        schemes.push(settings::found_scheme(tx, &quilt, &w.now, new)?.id);
    }
    Ok(schemes)
}

fn postcode(n: u64) -> String {
    let letter = |n: u64| char::from(b'A' + (n % 26) as u8);
    format!("TA{} {}{}{}", n / 676 % 10 + 1, n % 10, letter(n / 10), letter(n / 260))
}

fn batch(
    tx: &mut Tx<'_>,
    w: &World,
    dice: &mut Dice,
    schemes: &[SchemeId],
    (from, many): (usize, usize),
    files: &mut [BufWriter<std::fs::File>; 2],
) -> u64 {
    let mut people = Rows::of(
        "person (area_id, id, name, name_key, born_on, postcode, language, gender, ethnicity, created_at)",
    );
    let mut referrals = Rows::of(
        "referral (area_id, id, reference, person_id, scheme_id, state, source, referrer_name, referrer_kind, why_now, consent, asked_at, offered_at, decided_at, journey_id, started_at)",
    );
    let mut journeys = Rows::of(
        "journey (area_id, id, person_id, referral_id, scheme_id, worker_id, state, said_yes_at, first_conversation_at, weeks, ends_on, contacts, ended_at)",
    );
    let mut answers = Rows::of(
        "reading (area_id, id, person_id, journey_id, measure, satisfied, worthwhile, happy, anxious, how, at, written_at, by_id)",
    );
    let mut concerns =
        Rows::of("concern (area_id, id, journey_id, words, raised_at, first_severity, severity, rated_at)");
    let mut follow_ups =
        Rows::of("follow_up (area_id, id, journey_id, person_id, scheme_id, months, due_on, state)");
    let area = Value::from(w.area.id);
    let (start, mut readings) = (w.now.at - (24 * 730).hours(), 0);
    let worker = Uuid::from(w.worker.account().unwrap());
    // One in eleven does not begin.
    for n in 0..many + many / 10 {
        let begins = n < many;
        let row = from + from / 10 + n;
        let (person, referral, journey) = (dice.uuid(), dice.uuid(), dice.uuid());
        let born = 1_930 + dice.below(80) as i16;
        let place = dice.below(2_000);
        let (sex, group, language) = (pick(dice, &SEXES), pick(dice, &GROUPS), pick(dice, &LANGUAGES));
        let (scheme, kind) = (dice.below(SCHEMES) as usize, pick(dice, &KINDS));
        let asked = start + (dice.below(24 * 60 * 730) as i64).minutes();
        let after =
            |at: Timestamp, days: u64, dice: &mut Dice| at + (dice.below(24 * days) as i64 + 1).hours();
        let state = if begins { "started" } else { pick(dice, &STATES) };
        let decided = (state != "waiting").then(|| after(asked, 9, dice));
        let first = begins.then(|| after(decided.unwrap_or(asked), 40, dice));
        let ended = first.filter(|_| dice.below(10) < 7).map(|first| after(first, 150, dice));
        let contacts = dice.below(15) as i64;
        let text = |words: &str| Value::from((!words.is_empty()).then_some(words));
        people.values.extend([
            area.clone(),
            person.into(),
            "Somebody".into(),
            "somebody".into(),
            jiff::civil::date(born, 6, 1).into(),
            postcode(place).into(),
            text(language),
            text(sex),
            text(group),
            asked.into(),
        ]);
        let offered = decided.filter(|_| matches!(state, "started" | "declined"));
        referrals.values.extend([
            area.clone(),
            referral.into(),
            format!("B{row}").into(),
            person.into(),
            schemes[scheme].into(),
            state.into(),
            "form".into(),
            "Ada".into(),
            kind.into(),
            "".into(),
            "given".into(),
            asked.into(),
            offered.into(),
            decided.into(),
            begins.then_some(journey).into(),
            first.into(),
        ]);
        let (mut followed, mut about) = (false, "");
        if begins {
            let going = if ended.is_some() { "ended" } else { "going" };
            journeys.values.extend([
                area.clone(),
                journey.into(),
                person.into(),
                referral.into(),
                schemes[scheme].into(),
                worker.into(),
                going.into(),
                decided.unwrap_or(asked).into(),
                first.into(),
                12_i64.into(),
                jiff::civil::date(2026, 12, 1).into(),
                contacts.into(),
                ended.into(),
            ]);
            let mut at = first.unwrap_or(asked);
            for time in 0..READINGS[dice.below(20) as usize] {
                let moved = i64::from(time > 0) * (dice.below(4) as i64 - 1);
                let scores = [dice.score(moved), dice.score(moved), dice.score(moved), dice.score(-moved)];
                answers.values.extend([
                    area.clone(),
                    dice.uuid().into(),
                    person.into(),
                    journey.into(),
                    "ons4".into(),
                    scores[0].into(),
                    scores[1].into(),
                    scores[2].into(),
                    scores[3].into(),
                    "read_aloud".into(),
                    at.into(),
                    at.into(),
                    worker.into(),
                ]);
                let [a, b, c, d] = scores;
                writeln!(files[1], "{row},{},{a},{b},{c},{d}", at.as_second()).unwrap();
                at += (24 * (20 + dice.below(60) as i64)).hours();
                readings += 1;
            }
            if dice.below(2) == 0 {
                about = pick(dice, &CONCERNS);
                concerns.values.extend([
                    area.clone(),
                    dice.uuid().into(),
                    journey.into(),
                    about.into(),
                    asked.into(),
                    4_i64.into(),
                    4_i64.into(),
                    asked.into(),
                ]);
            }
            followed = ended.is_some() && dice.below(5) == 0;
            if followed {
                follow_ups.values.extend([
                    area.clone(),
                    dice.uuid().into(),
                    journey.into(),
                    person.into(),
                    schemes[scheme].into(),
                    3_i64.into(),
                    jiff::civil::date(2026, 12, 1).into(),
                    "answered".into(),
                ]);
            }
        }
        let second = |at: Option<Timestamp>| at.map_or_else(String::new, |at| at.as_second().to_string());
        writeln!(
            files[0],
            "{row},{scheme},{state},{kind},{},{},{},{},{},{},{contacts},{},{},Town {},{born},{sex},{group},{about}",
            asked.as_second(), u8::from(offered.is_some()), second(decided),
            if begins { second(decided.or(Some(asked))) } else { String::new() }, second(first), second(ended),
            u8::from(followed), place % 10 + 1, place % 30
        )
        .unwrap();
    }
    for rows in [&mut people, &mut referrals, &mut journeys, &mut answers, &mut concerns, &mut follow_ups] {
        rows.put(tx);
    }
    readings
}

fn pick(dice: &mut Dice, of: &[&'static str]) -> &'static str {
    of[dice.below(of.len() as u64) as usize]
}
