//! Plans that are wrong: everything is found at once, with its line and what to do.
#![expect(clippy::expect_used, reason = "a test stops at the first thing that is wrong")]

use simulate::plan::{Counted, EXAMPLE, Kind, Name, Plan, Problem, Unmoved};

/// The smallest plan.
const SMALL: &str = "[plan]\nname = \"Small\"\n\n[[place]]\nname = \"Here\"\npeople = 9000\n\n[[strategy]]\nname = \"One\"\nmodel = \"quilt\"\n[[strategy.team]]\nname = \"Us\"\nlink_workers = 2\n";

fn problems(text: &str) -> Vec<Problem> {
    Plan::read(text).expect_err("this plan was read").all().to_vec()
}

/// One problem, on this line, that says this.
fn only(text: &str, line: usize, says: &str) {
    let found = problems(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].line == line && found[0].what.contains(says), "{found:?}");
    assert!(!found[0].remedy.is_empty(), "{found:?}");
}

fn with(more: &str) -> String {
    format!("{SMALL}{more}")
}

#[test]
fn the_small_and_the_large_are_read() {
    let small = Plan::read(SMALL).unwrap_or_else(|it| panic!("{it}"));
    assert_eq!(small, Plan::read(&small.to_toml()).unwrap_or_else(|it| panic!("{it}")));
    Plan::read(EXAMPLE).unwrap_or_else(|it| panic!("{it}"));
}

#[test]
fn a_value_with_no_source_is_an_assumption() {
    let plan = Plan::read(&with("[values]\ndecline = 0.2\n")).unwrap();
    let value = plan.value(Name::Decline);
    assert!(value.is_assumption() && value.kind == Kind::Assumption && value.value == 0.2);
    assert!(!plan.value(Name::ReferralRate).is_assumption());
    let claims = with("[values]\ndecline = { value = 0.2, kind = \"trial\" }\n");
    only(&claims, 15, "has no source");
}

#[test]
fn numbers_that_cannot_be() {
    for wrong in ["-0.1", "1.5", "nan", "inf", "-inf", "\"a lot\"", "[0.1]", "true", "1e400"] {
        only(&with(&format!("[values]\ndecline = {wrong}\n")), 15, "not a number from 0 to 1");
    }
    only(&with("[values]\ndecline = { value = nan }\n"), 15, "not a number");
    only(&with("[values]\ndecline = { value = 0.2, low = 0.3, high = 0.1 }\n"), 15, "low 0.3 above high 0.1");
    only(&with("[values]\ndecline = { value = 0.5, low = 0.1, high = 0.3 }\n"), 15, "outside its range");
    only(&with("[values]\ndecline = { value = 0.2, low = 0.1 }\n"), 15, "one end");
    only(&with("[values]\ndecline = { value = 0.001, low = 0, high = 1 }\n"), 15, "cannot be drawn");
    only(&with("[values]\nlink_pay = { value = 30000 }\n"), 15, "price_year");
    only(&with("[values]\nlink_pay = { value = 30000, price_year = \"1981-82\" }\n"), 15, "not known here");
    only(
        &with("[values]\nlink_pay = { value = 30000, price_year = \"2024\" }\n"),
        15,
        "not a financial year",
    );
    only(&with("[values]\ndecline = { value = 0.2, price_year = \"2024-25\" }\n"), 15, "not money");
    only(
        &with("[values]\ndecline = { value = 0.2, source = \"x\", read_on = \"yesterday\" }\n"),
        15,
        "not a date",
    );
}

#[test]
fn places_and_people() {
    only(&SMALL.replace("9000", "0"), 6, "has no people");
    only(&SMALL.replace("9000", "-5"), 6, "not a whole number");
    only(&SMALL.replace("people = 9000\n", ""), 4, "no “people”");
    let shares = "people = 9000\ndeprivation = [0.5, 0.5, 0.5, 0.0, 0.0]";
    only(&SMALL.replace("people = 9000", shares), 7, "add up to 1");
    let twice = SMALL.replace("\n[[strategy]]", "[[place]]\nname = \"Here\"\npeople = 5\n\n[[strategy]]");
    assert!(problems(&twice).iter().any(|it| it.what.contains("two places called “Here”")));
    only(&SMALL.replace("people = 9000", "people = 9000\nseats = { Choir = 3 }"), 7, "no service “Choir”");
}

#[test]
fn people_who_are_there_on_the_first_day() {
    let there = |more: &str| SMALL.replace("people = 9000", &format!("people = 9000\n{more}"));
    let plan = Plan::read(&there("waiting_now = 40\nopen_now = 90")).unwrap_or_else(|it| panic!("{it}"));
    assert_eq!((plan.places[0].waiting_now, plan.places[0].open_now), (40, 90));
    only(&there("waiting_now = 9001"), 7, "only 9000 who live there");
    only(&there("open_now = -1"), 7, "not a whole number");
    only(&there("open_now = 1.5"), 7, "not a whole number");
    only(&there("open_now = 99999999"), 7, "not a whole number");
    only(&there("open_today = 3"), 7, "knows no “open_today”");
}

#[test]
fn where_a_bell_curve_is_cut_off() {
    let cut = |more: &str| {
        with(&format!(
            "[values]\nsatisfaction_controlled = {{ value = 0.2, low = 0.0, high = 0.5, {more} }}\n"
        ))
    };
    let plan = Plan::read(&cut("distribution = \"normal\", least = 0, most = 1")).unwrap();
    let value = plan.value(Name::SatisfactionControlled);
    assert_eq!((value.least, value.most), (Some(0.0), Some(1.0)));
    let draws: Vec<f64> =
        (0..=1_000).map(|it| value.distribution.quantile(f64::from(it) / 1_000.0)).collect();
    assert!(draws.iter().all(|it| (0.0..=1.0).contains(it)) && draws.is_sorted());
    assert!((value.distribution.mean() - 0.2).abs() < 1e-9);
    assert_eq!(plan, Plan::read(&plan.to_toml()).unwrap_or_else(|it| panic!("{it}")));
    only(&cut("distribution = \"normal\", least = 0.1"), 15, "inside its range");
    only(&cut("distribution = \"normal\", most = 0.4"), 15, "inside its range");
    only(&cut("distribution = \"uniform\", least = 0"), 15, "only a normal");
    only(&cut("least = -11"), 15, "not a number from -10 to 10");
    // No shipped change that cannot be below nought is ever drawn there.
    let shipped = Plan::read(SMALL).unwrap();
    for name in
        [Name::GpControlled, Name::AeControlled, Name::AdmissionsControlled, Name::SatisfactionControlled]
    {
        assert!(shipped.value(name).distribution.quantile(1e-12) >= 0.0, "{}", name.text());
    }
}

#[test]
fn probabilities_that_do_not_add_up() {
    only(&with("[values]\nsubstitute = 0.7\nwait_for_seat = 0.6\n"), 15, "more than everybody");
    only(
        &with("[[source]]\nname = \"GP\"\nshare = 0.7\n[[source]]\nname = \"Self\"\nshare = 0.2\n"),
        14,
        "add up to 0.8999",
    );
    only(&with("[strategy.pays]\nsetup = { icb = 0.5 }\n"), 15, "0.5 of it, not all");
}

#[test]
fn teams_and_what_they_name() {
    only(&SMALL.replace("link_workers", "places = [\"There\"]\nlink_workers"), 13, "no place “There”");
    let nobody = SMALL.replace("link_workers = 2", "places = []");
    only(&nobody, 8, "“Here” has 0 teams");
    let twice = with("[[strategy.team]]\nname = \"Them\"\n");
    only(&twice, 8, "“Here” has 2 teams");
    only(&SMALL.replace("link_workers = 2", "link_workerz = 2"), 13, "knows no “link_workerz”");
    only(&SMALL.replace("\"quilt\"", "\"carpet\""), 10, "none of the words");
}

#[test]
fn nobody_is_paid_on_what_is_a_persons_own() {
    let paid = |metric: &str| {
        with(&format!(
            "[[strategy.funding]]\nkind = \"outcomes\"\npayer = \"fund\"\nterms = [{{ metric = \"{metric}\", price = 100 }}]\n"
        ))
    };
    for own in ["goal", "concern", "goals_met", "concern_severity"] {
        only(&paid(own), 17, "stop being theirs");
    }
    for fine in ["completed", "life_satisfaction", "ae_visits_avoided"] {
        Plan::read(&paid(fine)).unwrap_or_else(|it| panic!("{it}"));
    }
    only(&paid("visits"), 17, "Nothing called “visits”");
    only(&with("[[strategy.funding]]\nkind = \"bond\"\ncommitment = 1000\n"), 8, "nobody pays for outcomes");
}

#[test]
fn far_too_many_people_are_refused_with_the_memory_they_need() {
    let found = problems(&SMALL.replace("9000", "1_000_000_000"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].what.contains("GB of memory"), "{found:?}");
    let draws = SMALL.replace("name = \"Small\"", "name = \"Small\"\ndraws = 1_000_000\nruns = 100");
    assert!(problems(&draws)[0].what.contains("GB of memory"));
    Plan::read_within(&SMALL.replace("9000", "50_000_000"), u64::MAX).unwrap();
}

#[test]
fn everything_is_said_at_once() {
    let text = SMALL.replace("9000", "0").replace("\"quilt\"", "\"carpet\"")
        + "[values]\ndecline = 7\nnonsense = 1\n";
    let found = problems(&text);
    let lines: Vec<usize> = found.iter().map(|it| it.line).collect();
    assert_eq!(lines, [6, 10, 15, 16], "{found:?}");
    assert!(found[3].remedy.contains("Take it out") || found[3].remedy.contains("mean"), "{found:?}");
}

#[test]
fn what_is_no_toml_at_all() {
    for text in
        ["", "[", "\0", "plan = 3", "[plan]\nname = 3", "[[plan]]", "= = =", "[plan]\nname=\"a\"\nname=\"b\""]
    {
        assert!(!problems(text).is_empty(), "{text:?}");
    }
}

#[test]
fn sliders_stay_within_bounds() {
    let plan = Plan::read(SMALL).unwrap();
    assert_eq!(plan.with(Name::Decline, 0.3).unwrap().value(Name::Decline).value, 0.3);
    assert!(matches!(plan.with(Name::Decline, f64::NAN), Err(Unmoved::Beyond { .. })));
    assert!(matches!(plan.with(Name::Decline, 1.1), Err(Unmoved::Beyond { .. })));
    assert_eq!(plan.with(Name::Substitute, 0.9), Err(Unmoved::Together));
    assert_eq!(plan.with_post(0, 7, 0, 1.0), Err(Unmoved::Nobody));
}

#[test]
fn a_place_with_its_own_value_moves_by_as_much() {
    let plan = Plan::read(EXAMPLE).unwrap();
    let counted = Counted::of_share(30, 60, "Counted", "2026-11-25").unwrap();
    let decline = plan.value(Name::Decline).value;
    let ours = plan.with_counted(Some(1), Name::Decline, &counted).unwrap();
    let own =
        |plan: &Plan| plan.places[1].own.iter().find(|(name, _)| *name == Name::Decline).unwrap().1.value;
    let half_more = ours.with(Name::Decline, decline * 1.5).unwrap();
    assert!((own(&half_more) - 0.75).abs() < 1e-9 && half_more.places[0].own == plan.places[0].own);
    assert_eq!(own(&ours.with(Name::Decline, decline * 6.0).unwrap()), Name::Decline.bounds().1);
    let nobody = ours.with(Name::Decline, 0.0).unwrap();
    assert_eq!((own(&nobody), own(&nobody.with(Name::Decline, 0.2).unwrap())), (0.0, 0.2));
    assert_eq!(Plan::read(&half_more.to_toml()).unwrap(), half_more);
}

proptest::proptest! {
    /// Lines of a good plan in any order, doubled, cut and spoilt: refused or read, never a panic.
    #[test]
    fn any_text_is_read_or_refused(
        lines in proptest::collection::vec((0usize..110, 0usize..60, proptest::char::any()), 0..60),
    ) {
        let all: Vec<&str> = EXAMPLE.lines().collect();
        let mut text = String::new();
        for (line, cut, letter) in lines {
            let line = all[line % all.len()];
            let cut = (0..=cut.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
            text += if cut % 3 == 0 { line } else { &line[..cut] };
            if cut % 7 == 0 {
                text.push(letter);
            }
            text.push('\n');
        }
        if let Err(problems) = Plan::read(&text) {
            let last = text.lines().count() + 1;
            proptest::prop_assert!(problems.all().iter().all(|it| it.line >= 1 && it.line <= last));
        }
    }
}
