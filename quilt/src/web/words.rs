//! The words people outside the teams read, in every language we ship. They live in
//! Fluent files (`quilt/words/{en,cy}.ftl`); staff pages are English in the templates.

use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

pub use page::Lang;

const SOURCES: [(Lang, &str); 2] =
    [(Lang::En, include_str!("../../words/en.ftl")), (Lang::Cy, include_str!("../../words/cy.ftl"))];

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<HashMap<Lang, Bundle>> = LazyLock::new(|| SOURCES.into_iter().map(bundle).collect());

fn bundle((lang, source): (Lang, &str)) -> (Lang, Bundle) {
    let locale = lang.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(read, _)| read);
    // A message defined twice keeps its first words; a test refuses such files.
    let _twice = bundle.add_resource(resource);
    (lang, bundle)
}

/// The words for `key`, with what they speak of filled in. Words missing in one language
/// fall back to English; a key nobody wrote shows itself, so that a test can find it.
pub fn say(lang: Lang, key: &str, about: &[(&str, &str)]) -> String {
    let mut args = FluentArgs::new();
    for (name, value) in about {
        args.set(
            (*name).to_owned(),
            counted(value).unwrap_or_else(|| FluentValue::from((*value).to_owned())),
        );
    }
    spoken(lang, key, &args).or_else(|| spoken(Lang::En, key, &args)).unwrap_or_else(|| format!("⟨{key}⟩"))
}

/// A count, so that words can agree with it ("1 person", "2 people"). A telephone number or a
/// reference is no count: its noughts and its length must stay.
fn counted(value: &str) -> Option<FluentValue<'static>> {
    let is_count = value.len() <= 6 && (value == "0" || !value.starts_with('0'));
    let number: f64 = value.parse::<u32>().ok().filter(|_| is_count)?.into();
    Some(FluentValue::from(number))
}

fn spoken(lang: Lang, key: &str, args: &FluentArgs<'_>) -> Option<String> {
    let bundle = BUNDLES.get(&lang)?;
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let words = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
    errors.is_empty().then_some(words)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(source: &str) -> Vec<&str> {
        source
            .lines()
            .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|l| l.split(" =").next())
            .collect()
    }

    #[test]
    fn every_language_says_everything_once() {
        let all: Vec<Vec<&str>> = SOURCES.iter().map(|(_, source)| keys(source)).collect();
        for (keys, (lang, source)) in all.iter().zip(SOURCES) {
            let set: BTreeSet<_> = keys.iter().collect();
            assert_eq!(set.len(), keys.len(), "a key stands twice in {lang:?}");
            assert_eq!(set, all[0].iter().collect(), "{lang:?} and English say the same things");
            assert!(FluentResource::try_new(source.to_owned()).is_ok(), "{lang:?} parses");
        }
    }

    #[test]
    fn a_telephone_number_is_no_count() {
        assert!(counted("12").is_some());
        assert!(counted("0").is_some());
        for text in ["01632960110", "07", "1632960", "-3", "two"] {
            assert!(counted(text).is_none(), "{text}");
        }
    }

    #[test]
    fn words_people_asked_us_not_to_use_stay_out() {
        let unwanted = [
            "vulnerable",
            "patient",
            "service user",
            "navigation",
            "coaching",
            " case ",
            "goal",
            "did not attend",
        ];
        for line in SOURCES[0].1.lines().filter(|l| !l.starts_with('#')) {
            for word in unwanted {
                assert!(!line.to_lowercase().contains(word), "{word:?} in {line:?}");
            }
        }
    }
}
