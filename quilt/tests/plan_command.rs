//! `quilt plan`, as a commissioner or a batch system types it: the program itself, its files and what it says.

#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first thing that is wrong"
)]

mod support;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use support::faults;

/// A plan that is run in a moment: two places, two ways, one of them paid by outcomes under a bond.
const SMALL: &str = r#"
[plan]
name = "Two small places"
years = 2
draws = 24
runs = 2
seed = 5

[[service]]
name = "Company"
share = 0.6

[[service]]
name = "Walking"
share = 0.4

[[place]]
name = "Here"
people = 6000
seats = { Company = 4, Walking = 3 }

[[place]]
name = "There"
people = 3000
deprivation = [0.4, 0.3, 0.1, 0.1, 0.1]

[[strategy]]
name = "Quilt"
model = "quilt"
[[strategy.team]]
name = "Here's own"
host = "gp"
places = ["Here"]
link_workers = 1
builders = 0.3
[[strategy.team]]
name = "There's own"
places = ["There"]
link_workers = 0.5

[[strategy]]
name = "Blanket"
model = "blanket"
[[strategy.team]]
name = "One contract"
link_workers = 1.5
[[strategy.funding]]
kind = "outcomes"
payer = "fund"
cap = 20000
lag = 2
[[strategy.funding.terms]]
metric = "completed"
price = 900
[[strategy.funding.terms]]
metric = "gp_visits_avoided"
price = 40
[[strategy.funding]]
kind = "bond"
commitment = 90000
fee = 200
upside = 0.5
"#;

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        desk.write("plan.toml", SMALL);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|why| panic!("{name}: {why}"))
    }

    fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).unwrap()
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quilt"));
        command.args(words).current_dir(self.0.path()).env_clear();
        command
    }

    fn types(&self, words: &[&str]) -> (Option<i32>, String) {
        let Output { status, stdout, stderr } = self.command(words).output().unwrap();
        (status.code(), format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr)))
    }

    fn done(&self, words: &[&str]) -> String {
        let (code, said) = self.types(words);
        assert_eq!(code, Some(0), "{words:?}: {said}");
        said
    }

    fn refused(&self, words: &[&str]) -> String {
        let (code, said) = self.types(words);
        assert_eq!(code, Some(1), "{words:?}: {said}");
        said
    }
}

const FILES: [&str; 6] =
    ["draws.rows", "report.html", "report.pdf", "told.json", "figures.csv", "figures.parquet"];

fn must_be_the_same(desk: &Desk, one: &str, other: &str) {
    for file in FILES {
        let same = desk.bytes(&format!("{one}/{file}")) == desk.bytes(&format!("{other}/{file}"));
        assert!(same, "{one}/{file} is not {other}/{file}");
    }
}

#[test]
fn the_example_is_right_and_needs_no_database() {
    let desk = Desk::new();
    desk.done(&["plan", "new", "county.toml"]);
    let said = desk.done(&["plan", "check", "county.toml"]);
    assert!(said.contains("county.toml is right.") && said.contains("are assumptions"), "{said}");
    assert!(said.contains("of memory and about"), "{said}");
    assert!(desk.refused(&["plan", "new", "county.toml"]).contains("choose another name"));
    let there = std::fs::read_dir(desk.0.path()).unwrap().count();
    assert_eq!(there, 2, "something beside the two plans was made");
}

#[test]
fn what_is_wrong_is_said_with_lines_and_remedies() {
    let desk = Desk::new();
    let wrong = [
        ("people = 6000", "people = -5", "bad.toml:19: “people” of “Here”"),
        ("people = 6000", "people = 0", "no people"),
        ("people = 6000\n", "", "“people”"),
        ("share = 0.6", "share = 0.9", "add up to"),
        ("link_workers = 0.5", "link_workers = nan", "not a number"),
        ("places = [\"There\"]", "places = [\"Here\"]", "“Here”"),
        ("people = 6000", "people = 1000000000", "of memory"),
        ("seed = 5", "seed = 5\ncolour = \"red\"", "colour"),
        ("seed = 5", "seed = ", "bad.toml:7:"),
    ];
    for (from, to, says) in wrong {
        desk.write("bad.toml", &SMALL.replacen(from, to, 1));
        for word in ["check", "run"] {
            let said = desk.refused(&["plan", word, "bad.toml"]);
            assert!(said.contains(says) && said.contains("wrong with this plan"), "{to}: {said}");
        }
    }
    desk.write(
        "bad.toml",
        &format!("{SMALL}\n[values]\ndecline = {{ value = 0.2, low = 0.3, high = 0.1 }}\nfit = 2\n"),
    );
    let said = desk.refused(&["plan", "check", "bad.toml"]);
    assert!(said.contains("2 things are wrong") && said.contains("low 0.3 above high 0.1"), "{said}");
    assert!(desk.refused(&["plan", "check", "none.toml"]).contains("could not read none.toml"));
    for shard in ["0/3", "4/3", "x", "1/0"] {
        assert!(desk.refused(&["plan", "run", "plan.toml", "--shard", shard]).contains("is no shard"));
    }
    assert!(desk.refused(&["plan", "run", "plan.toml", "--draws", "0"]).contains("draws"));
}

#[test]
fn killed_and_started_again_it_gives_the_same_bytes() {
    let desk = Desk::new();
    desk.done(&["plan", "run", "plan.toml", "--out", "whole", "--draws", "400", "--threads", "1"]);
    let mut kills = 0;
    for wait in [120, 250, 400, 700] {
        let words = ["plan", "run", "plan.toml", "--out", "killed", "--draws", "400", "--threads", "2"];
        let mut run = desk.command(&words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        if run.try_wait().unwrap().is_none() {
            run.kill().unwrap();
            kills += 1;
        }
        run.wait().unwrap();
    }
    assert!(kills > 0, "it was done before anybody could stop it");
    // And cut off in the middle of a row, as a full disk would.
    let rows = desk.bytes("killed/draws.rows");
    std::fs::write(desk.path("killed/draws.rows"), &rows[..24 + (rows.len() - 24) / 2]).unwrap();
    desk.done(&["plan", "run", "plan.toml", "--out", "killed", "--draws", "400", "--threads", "2"]);
    must_be_the_same(&desk, "whole", "killed");
    let said = desk.refused(&["plan", "run", "plan.toml", "--out", "killed", "--draws", "401"]);
    assert!(said.contains("another plan"), "{said}");
}

#[test]
fn shards_joined_are_the_whole() {
    let desk = Desk::new();
    desk.done(&["plan", "run", "plan.toml", "--out", "whole", "--threads", "1"]);
    for shard in ["3/3", "1/3"] {
        let said = desk.done(&["plan", "run", "plan.toml", "--out", "parts", "--shard", shard]);
        assert!(said.contains("quilt plan merge parts"), "{said}");
    }
    let said = desk.refused(&["plan", "merge", "parts"]);
    assert!(said.contains("8 of 24 draws are missing: shard 2 of 3"), "{said}");
    desk.done(&["plan", "run", "plan.toml", "--out", "elsewhere", "--shard", "2/3"]);
    std::fs::copy(desk.path("elsewhere/part-2-of-3.rows"), desk.path("parts/part-2-of-3.rows")).unwrap();
    desk.done(&["plan", "merge", "parts"]);
    must_be_the_same(&desk, "whole", "parts");
    desk.done(&["plan", "run", "plan.toml", "--out", "other", "--seed", "6", "--shard", "2/3"]);
    let files = ["parts/part-1-of-3.rows", "other/part-2-of-3.rows", "parts/part-3-of-3.rows"];
    let said = desk.refused(&[&["plan", "merge"][..], &files[..]].concat());
    assert!(said.contains("of another plan"), "{said}");
    std::fs::create_dir(desk.path("empty")).unwrap();
    assert!(desk.refused(&["plan", "merge", "empty"]).contains("no rows"));
}

/// A figure's row, by everything that says which it is.
type Rows = BTreeMap<String, [f64; 5]>;

fn from_csv(text: &str) -> Rows {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| {
        let key = row.iter().take(11).collect::<Vec<_>>().join("|");
        (key, std::array::from_fn(|at| row[12 + at].parse().unwrap()))
    })
    .collect()
}

fn from_parquet(bytes: Vec<u8>) -> Rows {
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    let rows = reader.get_row_iter(None).unwrap().map(Result::unwrap);
    rows.map(|row| {
        let fields: Vec<&Field> = row.get_column_iter().map(|(_, field)| field).collect();
        let said = |field: &&Field| match field {
            Field::Null => String::new(),
            Field::Str(text) => text.clone(),
            Field::Long(number) => number.to_string(),
            Field::Date(days) => {
                let day = jiff::civil::date(1970, 1, 1) + jiff::Span::new().days(*days);
                day.to_string()
            }
            other => panic!("{other:?}"),
        };
        let number = |at: usize| match fields[12 + at] {
            Field::Double(number) => *number,
            other => panic!("{other:?}"),
        };
        let key = fields.iter().take(11).map(said).collect::<Vec<_>>().join("|");
        (key, std::array::from_fn(number))
    })
    .collect()
}

#[test]
fn all_files_say_the_same() {
    let desk = Desk::new();
    desk.done(&["plan", "run", "plan.toml", "--out", "out", "--each-draw"]);
    let csv = from_csv(&desk.text("out/figures.csv"));
    assert!(csv.len() > 500 && csv == from_parquet(desk.bytes("out/figures.parquet")));
    let json: serde_json::Value = serde_json::from_slice(&desk.bytes("out/told.json")).unwrap();
    let quilt = &json["ways"][0];
    let line = quilt["flow"].as_array().unwrap().iter().find(|it| it["figure"] == "began").unwrap();
    let [mean, error, low, median, high] = csv["Quilt|began|people||||||||"];
    for (name, value) in [("mean", mean), ("error", error), ("low", low), ("median", median), ("high", high)]
    {
        assert_eq!(line["range"][name].as_f64().unwrap(), value, "{name}");
    }
    let wellbys = json["ways"][1]["ledgers"][1]["wellbeing"]["mean"].as_f64().unwrap();
    assert_eq!(wellbys, csv["Blanket|wellbys|wellbys|cautious|||||||"][0]);
    assert!(json["ways"][1]["outcomes"][0]["investor"]["loses"].is_number(), "the bond is told");
    // The draws themselves have the same mean.
    let mut draws = csv::Reader::from_reader(&desk.bytes("out/draws.csv")[..])
        .into_records()
        .map(Result::unwrap)
        .collect::<Vec<_>>();
    assert_eq!(draws.len(), 2 * 24 * 2);
    draws.retain(|row| &row[0] == "Quilt");
    let heads = desk.text("out/draws.csv");
    let at = heads.lines().next().unwrap().split(',').position(|it| it == "began").unwrap();
    let all: f64 = draws.iter().map(|row| row[at].parse::<f64>().unwrap()).sum();
    assert!((all / 48.0 - mean).abs() < 1e-9);
}

#[test]
fn the_report_can_be_found_ones_way_in_and_is_one_file() {
    let desk = Desk::new();
    desk.done(&["plan", "run", "plan.toml", "--out", "out"]);
    let html = desk.text("out/report.html");
    assert_eq!(faults(&html, "en"), Vec::<String>::new());
    for outside in ["<script", " src=", "url(http", "<link", "NaN", "inf "] {
        assert!(!html.contains(outside), "{outside} stands in the report");
    }
    // Every way in leads somewhere.
    for link in html.split("href=\"").skip(1).filter_map(|it| it.split('"').next()) {
        let id = link.strip_prefix('#').unwrap_or_else(|| panic!("{link} leads out of the file"));
        assert!(html.contains(&format!("id=\"{id}\"")), "nothing is called {id}");
    }
    for words in
        ["Two small places", "assumption", "Longest wait", "Paying by outcomes", "Never", "Show the numbers"]
    {
        assert!(html.contains(words) || words == "Never", "“{words}” is missing");
    }
    let pdf = lopdf::Document::load_mem(&desk.bytes("out/report.pdf")).unwrap();
    let sheets = pdf.get_pages().len();
    assert!((3..=7).contains(&sheets), "{sheets} sheets");
    let all: Vec<u32> = (1..=sheets as u32).collect();
    let text = pdf.extract_text(&all).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&desk.bytes("out/told.json")).unwrap();
    let cost = json["ways"][0]["costs"]["all"]["mean"].as_f64().unwrap();
    let said = format!("£{:.0},000", cost / 1e3);
    assert!(text.contains(&said), "{said} is not on paper");
    for words in ["Two small places", "Do not add these lines", "Nine in ten began within"] {
        assert!(text.contains(words), "“{words}” is not on paper: {text}");
    }
}

#[test]
fn two_plans_side_by_side() {
    let desk = Desk::new();
    desk.write("more.toml", &SMALL.replace("link_workers = 1\n", "link_workers = 2\n"));
    let said = desk.done(&["plan", "compare", "plan.toml", "more.toml", "--out", "both"]);
    assert!(said.contains("link workers: 2 instead of 1"), "{said}");
    assert!(said.contains("the same people with the same chance"), "{said}");
    assert_eq!(faults(&desk.text("both/compare.html"), "en"), Vec::<String>::new());
    let rows = desk.text("both/compare.csv");
    let cost = rows.lines().find(|it| it.starts_with("Quilt,Quilt,cost_all,pounds,,")).unwrap();
    let more: f64 = cost.split(',').nth(5).unwrap().parse().unwrap();
    assert!(more > 50_000.0 && more < 250_000.0, "a link worker more for two years costs £{more}");
    let blanket = rows.lines().find(|it| it.starts_with("Blanket,Blanket,cost_all,")).unwrap();
    assert!(blanket.contains(",0,0,0,0,0,0"), "{blanket}");
    // Folders of results are taken as they are.
    desk.done(&["plan", "run", "plan.toml", "--out", "one"]);
    desk.done(&["plan", "run", "plan.toml", "--out", "two", "--seed", "9"]);
    let said = desk.done(&["plan", "compare", "one", "two"]);
    assert!(said.contains("another seed"), "{said}");
}

/// What the documentation gives to a batch system is run as it stands, each task told its number as Slurm would.
#[test]
fn the_slurm_array_in_the_documentation_works() {
    let doc = include_str!("../../docs/running/plan-on-many-machines.md");
    let script = doc.split("```bash\n").find(|it| it.starts_with("#!/bin/bash")).unwrap();
    let desk = Desk::new();
    desk.write("plan.sbatch", script.split("```").next().unwrap());
    let binary = PathBuf::from(env!("CARGO_BIN_EXE_quilt"));
    let path = format!("{}:/usr/bin:/bin", binary.parent().unwrap().display());
    for task in 1..=8 {
        let run = Command::new("bash")
            .arg("plan.sbatch")
            .current_dir(desk.0.path())
            .env_clear()
            .env("PATH", &path)
            .env("SLURM_ARRAY_TASK_ID", task.to_string())
            .env("SLURM_ARRAY_TASK_COUNT", "8")
            .env("SLURM_CPUS_PER_TASK", "2")
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    }
    desk.done(&["plan", "merge", "results"]);
    desk.done(&["plan", "run", "plan.toml", "--out", "whole"]);
    must_be_the_same(&desk, "whole", "results");
}
