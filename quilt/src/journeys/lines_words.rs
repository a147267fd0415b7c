//! One person's lines, in words: what was answered and when, in sentences that never say more than two
//! or three numbers can. Pure.

use jiff::civil::Date;
use measure::Instrument;
use measure::instrument::Direction;
use measure::scorer::Scale;
use page::text;

use super::measure_words::number;
use crate::moment::local;
use crate::outcomes::{HowTaken, Kept, Occasion};
use crate::web::{Lang, say};

/// One score of one reading.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Said {
    pub on: Date,
    pub value: f64,
    pub how: HowTaken,
    /// Neither a beginning nor an end: from before they were asked for.
    pub apart: bool,
}

/// One score over time.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub scale: Scale,
    pub name: String,
    pub said: Vec<Said>,
    /// The size of change that is seldom chance in one person, where one is published.
    pub beyond: Option<f64>,
}

/// The lines of these readings of one measure, in the order of its scores; a score nobody has is left out.
pub(super) fn lines(lang: Lang, instrument: &Instrument, kept: &[&Kept]) -> Vec<Line> {
    // Of several published sizes the largest is the careful one.
    let beyond = instrument.thresholds.iter().map(|threshold| threshold.points).reduce(f64::max);
    let scales = instrument.scales();
    let alone = scales.len() == 1;
    scales
        .into_iter()
        .filter_map(|scale| {
            let said: Vec<Said> = kept.iter().filter_map(|kept| said(kept, &scale)).collect();
            let name = name(lang, instrument, &scale);
            let beyond = beyond.filter(|_| alone);
            (!said.is_empty()).then_some(Line { scale, name, said, beyond })
        })
        .collect()
}

fn said(kept: &Kept, scale: &Scale) -> Option<Said> {
    let (_, value) = kept.scores.iter().find(|(code, _)| *code == scale.code).filter(|_| kept.valid)?;
    let apart = kept.occasion == Some(Occasion::Other);
    Some(Said { on: local(kept.at).date(), value: *value, how: kept.how, apart })
}

/// The four wellbeing questions have names in every language; the others keep the name they are known by.
fn name(lang: Lang, instrument: &Instrument, scale: &Scale) -> String {
    let four = ["satisfied", "worthwhile", "happy", "anxious"];
    match four.iter().find(|code| **code == scale.code && instrument.id.code() == "ons4") {
        Some(code) => say(lang, &format!("story-{code}"), &[]),
        None => scale.name.to_string(),
    }
}

/// What the line says, in a sentence or two.
pub(super) fn sentence(lang: Lang, line: &Line, this_year: i16) -> String {
    let counted: Vec<&Said> = line.said.iter().filter(|said| !said.apart).collect();
    let counted = if counted.is_empty() { line.said.iter().collect() } else { counted };
    let (Some(first), Some(last)) = (counted.first(), counted.last()) else { return String::new() };
    let day = |on| text::day(lang, on, this_year);
    let print = |value| number(&line.scale, value);
    let low = counted.iter().map(|said| said.value).fold(f64::INFINITY, f64::min);
    let high = counted.iter().map(|said| said.value).fold(f64::NEG_INFINITY, f64::max);
    let about = [
        ("item", line.name.as_str()),
        ("value", &print(first.value)),
        ("when", &day(first.on)),
        ("before", &print(first.value)),
        ("first", &day(first.on)),
        ("after", &print(last.value)),
        ("last", &day(last.on)),
        ("low", &print(low)),
        ("high", &print(high)),
        ("count", &counted.len().to_string()),
    ];
    let key = match counted.len() {
        1 => "lines-one",
        2 => "lines-two",
        _ if print(low) == print(high) => "lines-same",
        _ => "lines-many",
    };
    let mut words = vec![say(lang, key, &about)];
    if line.scale.direction == Direction::LowerIsBetter {
        words.push(say(lang, "lines-lower", &[]));
    }
    if let Some(points) = line.beyond.filter(|_| counted.len() > 1) {
        let moved = (last.value - first.value).abs() >= points;
        words.push(say(lang, if moved { "lines-beyond" } else { "lines-within" }, &[]));
    }
    words.join(" ")
}

/// Whether somebody else's voice was part of it, which moves the answers.
pub(super) fn aloud(how: HowTaken) -> bool {
    matches!(how, HowTaken::ReadAloud | HowTaken::Phone)
}

pub(super) fn how_words(lang: Lang, how: HowTaken) -> String {
    say(lang, &format!("lines-{}", how.code().replace('_', "-")), &[])
}

/// What to keep in mind beside the numbers, each once.
pub(super) fn cautions(lang: Lang, lines: &[Line], this_year: i16) -> Vec<String> {
    let all = || lines.iter().flat_map(|line| &line.said);
    let mut words = Vec::new();
    if all().any(|said| aloud(said.how)) && all().any(|said| !aloud(said.how)) {
        words.push(say(lang, "lines-modes", &[]));
    }
    if all().any(|said| said.apart) {
        words.push(say(lang, "lines-before", &[]));
    }
    let mut twice: Vec<Date> = lines
        .iter()
        .flat_map(|line| line.said.windows(2).filter(|two| two[0].on == two[1].on).map(|two| two[0].on))
        .collect();
    twice.sort_unstable();
    twice.dedup();
    let day = |on| text::day(lang, on, this_year);
    words.extend(twice.into_iter().map(|on| say(lang, "lines-same-day", &[("day", &day(on))])));
    words
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use measure::Shelf;
    use proptest::prelude::*;

    use super::*;

    fn line(values: &[(i8, f64)]) -> Line {
        let shelf = Shelf::built_in();
        let swemwbs = shelf.get("swemwbs").unwrap();
        let said = values.iter().map(|(month, value)| Said {
            on: date(2026, *month, 3),
            value: *value,
            how: HowTaken::Paper,
            apart: false,
        });
        let scale = swemwbs.scales().remove(0);
        Line { name: "SWEMWBS".into(), said: said.collect(), scale, beyond: Some(2.87) }
    }

    #[test]
    fn one_two_and_many_answers_say_what_they_can() {
        let said = |values: &[(i8, f64)]| sentence(Lang::En, &line(values), 2026);
        assert_eq!(said(&[(5, 19.25)]), "SWEMWBS: 19.25 on 3 May. One answer cannot show a change.");
        assert_eq!(
            said(&[(5, 19.25), (7, 20.73)]),
            "SWEMWBS: 19.25 on 3 May, 20.73 on 3 July. Two answers say little yet. One person’s answers can move that much by chance."
        );
        assert!(
            said(&[(5, 19.25), (7, 24.11)])
                .ends_with("more than one person’s answers usually move by chance.")
        );
        assert!(said(&[(5, 19.25), (6, 18.59), (7, 20.73)]).contains("from 18.59 to 20.73"));
        assert!(
            said(&[(5, 19.25), (6, 19.25), (7, 19.25)]).starts_with("SWEMWBS: 19.25 each time, 3 times.")
        );
    }

    #[test]
    fn a_reading_from_before_is_no_beginning() {
        let mut two = line(&[(5, 30.7), (7, 20.73)]);
        two.said[0].apart = true;
        let said = sentence(Lang::En, &two, 2026);
        assert!(said.contains("One answer cannot show a change") && !said.contains("30.7"), "{said}");
        assert_eq!(cautions(Lang::En, &[two], 2026).len(), 1);
    }

    #[test]
    fn two_on_one_day_and_a_change_of_voice_are_said() {
        let mut three = line(&[(5, 19.25), (5, 20.73), (7, 20.73)]);
        three.said[0].how = HowTaken::ReadAloud;
        let said = cautions(Lang::En, &[three.clone(), three], 2026);
        assert_eq!(said.len(), 2, "each once: {said:?}");
        assert!(said[0].contains("different ways") && said[1].contains("On 3 May there are two answers"));
    }

    proptest! {
        /// Whatever the numbers: no praise, no blame, no cause.
        #[test]
        fn never_claims_more_than_was_answered(values in proptest::collection::vec((1i8..12, 7.0..35.0f64), 1..6)) {
            for lang in Lang::ALL {
                let said = sentence(lang, &line(&values), 2026);
                for word in ["improve", "better", "worse", "because", "thanks to", "success", "fail", "⟨"] {
                    prop_assert!(!said.contains(word), "{}", said);
                }
            }
        }
    }
}
