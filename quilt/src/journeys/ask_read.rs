//! Reading what was entered for a measure: what was typed becomes a reading to be kept, or sentences
//! beside the fields.

use measure::{Administration, Answer, Answers, Instrument, WhoAnswered};
use page::{Problems, Typed, text};

use super::measure_words;
use super::when::{Part, Toward, read_moment};
use crate::moment::{Moment, local};
use crate::outcomes::{HowTaken, Kept, Occasion, Taking};
use crate::web::Fields;

/// Reads the form.
///
/// # Errors
/// What was wrong, field by field.
pub(super) fn read_form<'a>(
    fields: &Fields,
    instrument: &'a Instrument,
    now: &Moment,
) -> Result<Taking<'a>, Problems> {
    let mut problems = Problems::none();
    let answers = read_answers(fields, instrument, &mut problems);
    let at = read_moment(fields.get("on"), fields.get("at"), now.today(), Toward::Past)
        .map_err(|(part, sentence)| problems.add(if part == Part::Day { "on" } else { "at" }, sentence));
    let how = HowTaken::parse(fields.get("asked_how"))
        .map_err(|_| problems.add("asked_how", "Say how the questions were asked: it moves the answers."));
    let who = match fields.get("who") {
        "someone_else" => WhoAnswered::SomeoneElse,
        _ => WhoAnswered::Person,
    };
    let occasion = Occasion::parse(fields.get("moment"));
    if occasion.is_none() {
        problems.add("moment", "Say on what occasion they were asked.");
    }
    match (answers, at, how) {
        (Some(answers), Ok(at), Ok(how)) if problems.is_empty() => Ok(Taking {
            instrument,
            answers: blanks(answers, instrument, how),
            how,
            who,
            occasion,
            why_missing: fields.some("why_missing").map(str::to_owned),
            at,
            instead_of: None,
        }),
        _ => Err(problems),
    }
}

/// The answers among the fields, and whether they were asked as the measure is printed.
pub(super) fn read_answers(
    fields: &Fields,
    instrument: &Instrument,
    problems: &mut Problems,
) -> Option<Answers> {
    let typed: Vec<(&str, String)> = measure_words::answers(instrument)
        .map(|code| (code, measure_words::typed_answer(fields, &format!("a-{code}"), problems).to_owned()))
        .collect();
    if !problems.is_empty() {
        return None;
    }
    let answers = Answers::parse(instrument, typed.iter().map(|(code, typed)| (*code, typed.as_str())));
    let answers = match answers {
        Ok(answers) => answers,
        Err(errors) => {
            for (code, error) in errors {
                problems.add(format!("a-{code}"), error.to_string());
            }
            return None;
        }
    };
    if !fields.ticked("adapted") {
        return Some(answers);
    }
    answers
        .administered(instrument, Administration::Adapted)
        .map_err(|error| problems.add("adapted", error.to_string()))
        .ok()
}

/// A question on a sheet they had in their hands was put, whether they marked it or not.
fn blanks(answers: Answers, instrument: &Instrument, how: HowTaken) -> Answers {
    let sheet = matches!(how, HowTaken::Paper | HowTaken::OnTheirOwn | HowTaken::Online);
    if sheet && !answers.is_empty() { answers.the_rest(instrument, Answer::LeftBlank) } else { answers }
}

/// A reading as it was kept, as the form carries it.
pub(super) fn typed_of(old: &Kept, instrument: &Instrument) -> Typed {
    let at = local(old.at);
    let begin = Typed::default()
        .with("on", at.date().to_string())
        .with("at", text::time(at.time()))
        .with("asked_how", old.how.code())
        .with("moment", old.occasion.unwrap_or(Occasion::Along).code())
        .with("who", if old.who == WhoAnswered::Person { "person" } else { "someone_else" })
        .with("why_missing", old.why_missing.clone().unwrap_or_default())
        .with("adapted", if old.valid { "" } else { "yes" });
    old.answers.as_object().into_iter().flatten().fold(begin, |typed, (code, value)| {
        let words = match value.as_str() {
            Some("not_asked") => String::new(),
            Some(reason) => reason.to_owned(),
            None => value.to_string(),
        };
        // The reason for a number that is none stands beside it; that for a choice is one of the choices.
        let numeric = instrument.item(code).is_some_and(|item| item.choices.is_empty());
        let name = format!("a-{code}");
        typed.with(if value.is_string() && numeric { measure_words::why_name(&name) } else { name }, words)
    })
}

#[cfg(test)]
mod tests {
    use measure::{Answer, Shelf};

    use super::*;
    use crate::fixture::moment;

    fn read<'a>(instrument: &'a Instrument, changes: &[(&str, &str)]) -> Result<Taking<'a>, Problems> {
        let mut fields = Fields::of(&[
            ("on", "today"),
            ("at", "09:30"),
            ("asked_how", "paper"),
            ("moment", "start"),
            ("who", "person"),
        ]);
        for (name, value) in changes {
            fields.put(name, *value);
        }
        read_form(&fields, instrument, &moment())
    }

    #[test]
    fn numbers_words_and_gaps_are_read() {
        let shelf = Shelf::built_in();
        let ucla = shelf.get("ucla3").unwrap();
        let read = read(ucla, &[("a-companionship", "3"), ("a-left_out", "don’t know")]).unwrap();
        assert_eq!(read.answers.get("companionship"), Answer::Given(3));
        assert_eq!(read.answers.get("left_out"), Answer::DontKnow);
        assert_eq!(read.answers.get("isolated"), Answer::LeftBlank, "it was on the sheet");
        let aloud = self::read(ucla, &[("a-companionship", "3"), ("asked_how", "read_aloud")]).unwrap();
        assert_eq!(aloud.answers.get("isolated"), Answer::NotAsked);
    }

    #[test]
    fn each_answer_has_a_reason_of_its_own_or_a_number() {
        let ons4 = &measure::instrument::ONS4;
        let fields = [("a-satisfied", "4"), ("a-worthwhile-why", "refused"), ("a-happy-why", "unwell")];
        let taken = read(ons4, &fields).unwrap();
        let all = ["satisfied", "worthwhile", "happy", "anxious"].map(|code| taken.answers.get(code));
        assert_eq!(all, [Answer::Given(4), Answer::Refused, Answer::Unwell, Answer::LeftBlank]);
        let both = read(ons4, &[("a-satisfied", "4"), ("a-satisfied-why", "refused")]).unwrap_err();
        assert!(both.of("a-satisfied").unwrap().contains("not both"));
        assert!(read(ons4, &[("a-satisfied-why", "the weather")]).is_err());
    }

    #[test]
    fn what_is_off_the_scale_is_said_beside_it_and_nothing_is_lost() {
        let shelf = Shelf::built_in();
        let swemwbs = shelf.get("swemwbs").unwrap();
        for (field, value) in
            [("a-i1", "6"), ("a-i7", "0"), ("on", "one day"), ("asked_how", "smoke"), ("moment", "never")]
        {
            let problems = read(swemwbs, &[("a-i2", "3"), (field, value)]).unwrap_err();
            assert!(problems.of(field).is_some(), "{field}: {problems:?}");
            assert_eq!(problems.iter().count(), 1, "{field}: {problems:?}");
        }
    }
}
