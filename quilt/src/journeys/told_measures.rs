//! Lines about measures as sentences: what was answered, and how a question was put or left.

use page::text;

use super::told::{Facts, Said, joined};

/// What somebody answered: the four questions one by one, any other measure by what it came to.
pub(super) fn reading(facts: &Facts<'_>) -> (String, Option<String>) {
    let how = measure::HowAsked::parse(facts.text("how")).ok().map(|how| how.words().to_owned());
    let again = facts.some("replaces").map(|_| "This puts an earlier entry right".to_owned());
    let code = facts.some("measure").unwrap_or("ons4");
    if code != "ons4" {
        let title = format!("Answered {}{}", measure_name(code), scores(facts));
        return (title, joined(&[how, again]));
    }
    let answers: Vec<String> = ["satisfied", "worthwhile", "happy", "anxious"]
        .iter()
        .filter_map(|item| facts.number(item).map(|n| format!("{item} {n}")))
        .collect();
    let said = if answers.is_empty() { "no answer this time".into() } else { answers.join(", ") };
    (format!("Said how they are: {said}"), joined(&[how, again]))
}

/// ": 23.21", or what kept it from being scored.
fn scores(facts: &Facts<'_>) -> String {
    let scores = facts.0.facts.as_ref().and_then(|facts| facts.get("scores")?.as_object());
    match (scores, facts.yes("valid")) {
        (_, Some(false)) => ", kept and not valid to score".into(),
        (None, _) => ", without a score".into(),
        (Some(scores), _) => {
            let numbers: Vec<String> =
                scores.values().filter_map(serde_json::Value::as_f64).map(|n| text::decimal(n, 2)).collect();
            format!(": {}", numbers.join(", "))
        }
    }
}

/// A built-in measure's name; one from a pack is told by its code.
fn measure_name(code: &str) -> String {
    let built_in = measure::InstrumentId::from_code(code).and_then(measure::InstrumentId::built_in);
    built_in.map_or_else(|| format!("“{code}”"), |instrument| instrument.name.to_string())
}

pub(super) fn put(kind: &str, facts: &Facts<'_>) -> Said {
    let name = measure_name(facts.text("measure"));
    Some(match (kind, facts.text("how")) {
        ("measure.put", "paper") => (format!("{name} was printed for them"), None),
        ("measure.put", _) => (format!("{name} was sent to them, to answer alone"), None),
        ("measure.put_off", _) => (format!("Not now: {name} was left for a better day"), None),
        ("measure_pack.added", _) => (format!("The wording of {name} was loaded"), facts.owned("licence")),
        ("measure_pack.removed", _) => (format!("The wording of {name} was taken away"), None),
        ("scheme.asks", _) => (format!("The scheme decided when it asks {name}"), None),
        ("scheme.stopped_asking", _) => (format!("The scheme asks {name} no more"), None),
        ("measure.declined", _) => (format!("Would rather not answer {name} this time"), None),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::told::sentence;
    use crate::fixture::entry;

    fn title(kind: &str, facts: Value) -> String {
        sentence(&entry(kind, Some(facts))).title
    }

    #[test]
    fn answers_to_any_measure_are_told() {
        let taken = |facts| title("reading.taken", facts);
        assert_eq!(taken(json!({"satisfied": 3, "happy": 5})), "Said how they are: satisfied 3, happy 5");
        assert_eq!(
            taken(json!({"measure": "swemwbs", "scores": {"metric": 23.21}, "valid": true})),
            "Answered Short Warwick-Edinburgh Mental Wellbeing Scale (SWEMWBS): 23.21"
        );
        assert!(taken(json!({"measure": "pam", "valid": false})).ends_with("kept and not valid to score"));
        assert_eq!(
            taken(json!({"measure": "harbour", "scores": {"steadiness": 7}})),
            "Answered “harbour”: 7"
        );
    }

    #[test]
    fn every_way_of_asking_is_told() {
        for (kind, how, says) in [
            ("measure.put", "link", "to answer alone"),
            ("measure.put", "paper", "printed"),
            ("measure.put_off", "not_now", "Not now"),
            ("measure.declined", "in_person", "rather not"),
        ] {
            let told = title(kind, json!({"measure": "ons4", "how": how}));
            assert!(told.contains(says) && told.contains("ONS"), "{told}");
        }
    }
}
