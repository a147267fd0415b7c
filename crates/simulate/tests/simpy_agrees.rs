//! The same plan in simpy, written apart (`same_plan.py`), agrees with ours within Monte Carlo error. Run when a Python
//! with simpy is there: `QUILT_PYTHON`, else `python3`.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is wrong"
)]

use std::process::Command;

use simulate::{
    path::{Count, Ledger, WISHES},
    plan::{Name, Plan},
    runs::middle,
};

const RUNS: u32 = 60;

const PLAN: &str = r#"
[plan]
name = "The same in both"
years = 2
runs = 60

[values]
referral_rate = 24
ramp_months = 6
decline = 0.12
patience_weeks = 9
sickness_spells = 0
turnover = 0
substitute = 0.3
wait_for_seat = 0.4

[[service]]
name = "Walks"
share = 0.6
[[service]]
name = "Company"
share = 0.4

[[place]]
name = "Here"
people = 20000
seats = { Walks = 40, Company = 30 }

[[strategy]]
name = "One team"
model = "quilt"
[[strategy.team]]
name = "Us"
link_workers = 1.5
"#;

fn theirs(plan: &Plan) -> Option<Vec<Vec<f64>>> {
    let python = std::env::var("QUILT_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has = Command::new(&python).args(["-c", "import simpy"]).output().is_ok_and(|it| it.status.success());
    if !has {
        println!("skipped: no Python with simpy (name one in QUILT_PYTHON)");
        return None;
    }
    let value = |name| plan.value(name).value;
    let weeks_a_year = 12.0 * 2_629_800.0 / 604_800.0;
    let pace =
        1.5 * value(Name::WorkerHours) * (1.0 - value(Name::Absence)) * value(Name::Productivity) / 168.0;
    let minutes = value(Name::ContactMinutes) + value(Name::NotesMinutes) + value(Name::TravelMinutes);
    let mut parameters = vec![
        ("runs", f64::from(RUNS)),
        ("months", 24.0),
        ("rate", 20.0 * value(Name::ReferralRate) / weeks_a_year),
        ("slots", (1.5 * value(Name::Caseload)).floor()),
        ("pace", pace),
        ("work", minutes * 60.0),
        ("seats0", 40.0),
        ("seats1", 30.0),
        ("share0", 0.6),
        ("attempts", f64::from(plan.attempts)),
    ];
    let named = [
        ("ramp_months", Name::RampMonths),
        ("decline", Name::Decline),
        ("patience", Name::PatienceWeeks),
        ("attendance", Name::FirstAttendance),
        ("rebook", Name::RebookWeeks),
        ("contacts", Name::Contacts),
        ("missed", Name::MissedContact),
        ("completion", Name::Completion),
        ("case_weeks", Name::CaseWeeks),
        ("links", Name::LinksPerPerson),
        ("follow_up", Name::FollowUp),
        ("follow_up_weeks", Name::FollowUpWeeks),
        ("substitute", Name::Substitute),
        ("wait_for_seat", Name::WaitForSeat),
        ("seat_patience", Name::SeatPatienceWeeks),
        ("seat_weeks", Name::SeatWeeks),
        ("fit", Name::Fit),
    ];
    parameters.extend(named.map(|(key, name)| (key, value(name))));
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/same_plan.py");
    let arguments = parameters.iter().map(|(key, value)| format!("{key}={value}"));
    let output = Command::new(python).arg(script).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let runs = text.lines().map(|line| line.split(' ').map(|it| it.parse().unwrap()).collect());
    Some(runs.collect())
}

fn ours(ledger: &Ledger) -> Vec<f64> {
    let total = |count| ledger.total(count) as f64;
    let both = |count: fn(usize) -> Count| total(count(0)) + total(count(1));
    vec![
        total(Count::Referred),
        total(Count::Declined),
        total(Count::GaveUp),
        total(Count::Started),
        total(Count::NotReached),
        total(Count::Completed),
        total(Count::LeftEarly),
        total(Count::FollowedUp),
        total(Count::Contacts),
        total(Count::Waited) / 604_800.0,
        both(Count::Linked),
        total(Count::Substituted),
        both(Count::Unmet),
        total(Count::WishesMet) / WISHES as f64,
        total(Count::Wishless),
    ]
}

fn mean_and_error(runs: &[Vec<f64>], at: usize) -> (f64, f64) {
    let n = runs.len() as f64;
    let mean = runs.iter().map(|run| run[at]).sum::<f64>() / n;
    let squares = runs.iter().map(|run| (run[at] - mean).powi(2)).sum::<f64>();
    (mean, (squares / (n - 1.0) / n).sqrt())
}

#[test]
fn within_monte_carlo_error() {
    let plan = Plan::read(PLAN).unwrap_or_else(|problems| panic!("{problems}"));
    let Some(theirs) = theirs(&plan) else { return };
    let ours: Vec<Vec<f64>> = (0..RUNS).map(|run| ours(&middle(&plan, 0, run).ledger)).collect();
    assert_eq!(theirs.len(), RUNS as usize);
    for at in 0..ours[0].len() {
        let ((a, a_error), (b, b_error)) = (mean_and_error(&ours, at), mean_and_error(&theirs, at));
        let error = a_error.hypot(b_error);
        assert!(a > 10.0 && error < 0.12 * a, "count {at} says nothing: {a} ± {error}");
        assert!((a - b).abs() < 4.0 * error, "count {at}: ours {a:.1}, theirs {b:.1}, error {error:.2}");
    }
}
