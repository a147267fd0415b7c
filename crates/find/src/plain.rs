//! The ranking as plainly as it can be said: every entry looked at whole, every number worked out from nothing. Far too slow
//! to use; the index must give the same answers.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::Date;
use uuid::Uuid;

use crate::fitting::ENOUGH;
use crate::lexicon::same_language;
use crate::needs::Topic;
use crate::phrases;
use crate::places::key;
use crate::rank::{Standing, about, score};
use crate::reasons::{Concept, concepts};
use crate::segment::{Facts, day_number};
use crate::stand_in;
use crate::text::{ALSO, TELLING, fields, length, length_code, texts};
use crate::understand;
use crate::wish::Wishes;
use crate::words::{is_never_asked, stems, words};
use crate::{Days, Entry, METRES_IN_A_MILE, PartOfDay, Point, Query, Synonyms};

static SYNONYMS: LazyLock<Synonyms> = LazyLock::new(Synonyms::of_quilt);
static PHRASES: LazyLock<BTreeSet<Vec<String>>> = LazyLock::new(|| phrases::all(&SYNONYMS));

/// One entry found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plain {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) score: f64,
    /// What it would be were it like nothing else.
    pub(crate) before_steps: f64,
    pub(crate) metres: Option<f64>,
}

/// A directory, and how rare words are in it.
pub(crate) struct Directory {
    pub(crate) held: Vec<Entry>,
    /// For each of these, whether it is settled: what settled entries reach is what all are measured by.
    pub(crate) settled: Vec<bool>,
    /// The settled entries and those gone from among them, which say how rare words are.
    pub(crate) counted: Vec<Entry>,
}

/// Everything found, best first. `centre` says where a place is that is named in words.
pub(crate) fn ranked(
    directory: &Directory,
    query: &Query,
    centre: impl Fn(&str) -> Option<Point>,
) -> Vec<Plain> {
    let held = &directory.held;
    let is_place = |name: &str| held.iter().any(|entry| entry.place.iter().any(|place| key(place) == name));
    let mut understood = understand::read(&understand::cut(&query.words), is_place);
    let spoken = |asked: &str| held.iter().any(|entry| speaks(entry, asked));
    if let Some(language) = understood.language.take_if(|asked| !spoken(asked)) {
        understood.words.extend(words(&language));
    }
    let place = understood.place.as_deref();
    let concepts = concepts(&understood.words, &SYNONYMS, place, &[]);
    let wishes = Wishes::of(&understood, query);
    let from = query.near.or_else(|| place.and_then(centre));
    let fits = fits(directory, &concepts);
    let spoken_of: BTreeSet<&str> =
        concepts.iter().flat_map(|concept| &concept.topics).map(|topic| topic.name()).collect();
    let stand_ins = stand_in::of(&wishes);
    let mut found = Vec::new();
    for (entry, text) in held.iter().zip(fits) {
        let metres =
            from.and_then(|from| entry.at.iter().map(|at| from.metres_to(*at)).min_by(f64::total_cmp));
        let Some(text) = text.filter(|_| passes(entry, query, metres)) else { continue };
        let (met, missed, closely) = answered(entry, &wishes);
        let named_place = place.is_some_and(|place| entry.place.iter().any(|name| key(name) == place));
        let in_words: f64 = stand_ins
            .iter()
            .filter(|wish| {
                !(wish.known)(&Facts::of(entry)) && says(entry, &wish.says) && !says(entry, &wish.unless)
            })
            .map(|wish| wish.sure / wishes.count() as f64)
            .sum();
        let score = score(&Standing {
            text: (!concepts.is_empty()).then_some(text),
            in_words,
            narrow: narrow(entry, &spoken_of),
            metres: from.map(|_| metres),
            wishes: closely * (1.0 / wishes.count().max(1) as f64),
            missed: missed as f64 * (1.0 / wishes.count().max(1) as f64),
            named_place,
            full: entry.room == Some(false),
            assured: entry.assured.map(day_number),
            today: query.today.map(day_number),
        });
        let met = met + usize::from(in_words > 0.0);
        let plain = Plain { id: entry.id, name: entry.name.clone(), score, before_steps: score, metres };
        let about_it = concepts.is_empty() || text >= 0.6;
        found.push((plain, entry, met, missed, about_it));
    }
    if concepts.is_empty() && found.iter().any(|(_, _, met, ..)| *met > 0) {
        found.retain(|(_, _, met, ..)| *met > 0);
    }
    let about_it = found.iter().filter(|(.., about_it)| *about_it);
    let least = about_it.map(|(.., missed, _)| *missed).min().unwrap_or(0);
    found.retain(|(.., missed, _)| *missed <= least);
    let by_distance = concepts.is_empty() && from.is_some() && wishes.count() == 0;
    let order = |a: &Plain, b: &Plain| {
        let far = |plain: &Plain| plain.metres.unwrap_or(f64::MAX);
        let first = if by_distance { far(a).total_cmp(&far(b)) } else { b.score.total_cmp(&a.score) };
        first.then_with(|| (&a.name, a.id).cmp(&(&b.name, b.id)))
    };
    found.sort_by(|(a, ..), (b, ..)| order(a, b));
    if !by_distance {
        step_down(&mut found.iter_mut().map(|(plain, entry, ..)| (plain, *entry)).collect::<Vec<_>>());
    }
    let mut found: Vec<Plain> = found.into_iter().map(|(plain, ..)| plain).collect();
    found.sort_by(order);
    found
}

/// Takes something off for each better entry that one is like.
fn step_down(found: &mut [(&mut Plain, &Entry)]) {
    let texts =
        |entry: &Entry| [&entry.organization, &entry.name, &entry.description].map(|text| words(text));
    let all: Vec<_> = found.iter().map(|(_, entry)| (texts(entry), entry.alike.clone())).collect();
    for (at, (plain, _)) in found.iter_mut().enumerate() {
        let ([whose, name, text], said) = &all[at];
        let same = |a: &Vec<String>, b: &Vec<String>| a == b && !a.is_empty();
        let better = all[..at].iter();
        let by_name =
            better.clone().filter(|([by, other, _], _)| same(by, whose) && same(other, name)).count();
        let by_text = better.filter(|([by, _, other], also)| match said.as_str() {
            "" => also.is_empty() && same(by, whose) && same(other, text),
            _ => also == said,
        });
        plain.score = plain.before_steps - 0.12 * by_name.max(by_text.count()).min(4) as f64;
    }
}

/// How well each entry fits the words: nothing where it does not.
fn fits(directory: &Directory, concepts: &[Concept]) -> Vec<Option<f64>> {
    let Directory { held, counted, .. } = directory;
    if concepts.is_empty() {
        return vec![Some(0.0); held.len()];
    }
    let all = Texts {
        held: held.iter().map(read).collect(),
        counted: counted.iter().map(read).collect(),
        directory,
    };
    let mut sums = vec![(0.0, 0.0); held.len()];
    for concept in concepts {
        let fits = all.holding(concept);
        let holding = all.counted_holding(concept);
        let telling = concept.weight / (1.0 + 2.0 * (holding as f64 / counted.len() as f64).sqrt());
        for ((text, covered), fit) in sums.iter_mut().zip(fits).filter(|(_, fit)| *fit > 0.0) {
            *text += fit * telling;
            *covered += concept.weight;
        }
    }
    let whole: f64 = concepts.iter().map(|concept| concept.weight).sum();
    let most = sums.iter().map(|(_, covered)| *covered).fold(0.0, f64::max);
    let fit = |(text, covered): &(f64, f64)| text * covered / whole;
    let best = sums.iter().map(fit).fold(f64::MIN_POSITIVE, f64::max);
    sums.iter().map(|sum| (sum.1 > 0.0 && sum.1 >= most * ENOUGH).then(|| fit(sum) / best)).collect()
}

/// Whether any text of an entry holds one of the phrases.
fn says(entry: &Entry, phrases: &[Vec<String>]) -> bool {
    let texts: Vec<Vec<String>> = read(entry).into_iter().flatten().collect();
    let holds =
        |phrase: &Vec<String>| texts.iter().any(|text| text.windows(phrase.len()).any(|w| w == phrase));
    phrases.iter().any(holds)
}

/// How far an entry is for some people of whom the question does not speak.
fn narrow(entry: &Entry, spoken_of: &BTreeSet<&str>) -> f64 {
    let topics: Vec<Topic> = entry
        .topics
        .iter()
        .filter_map(|name| Topic::named(name))
        .filter(|topic| topic.is_for_some())
        .collect();
    let spoken = topics.iter().filter(|topic| spoken_of.contains(topic.name())).count();
    match (spoken, topics.len() - spoken) {
        (_, 0) => 0.0,
        (0, _) => 1.0,
        _ => 0.5,
    }
}

/// A directory with its texts cut into stems.
struct Texts<'a> {
    held: Vec<Read>,
    counted: Vec<Read>,
    directory: &'a Directory,
}

impl Texts<'_> {
    fn holding(&self, concept: &Concept) -> Vec<f64> {
        let words = self.in_own_words(concept);
        if concept.topics.is_empty() {
            return words;
        }
        let each = words.into_iter().zip(&self.directory.held);
        each.map(|(words, entry)| about(words, topics_of(entry, concept), concept.topics.len())).collect()
    }

    fn counted_holding(&self, concept: &Concept) -> usize {
        let terms: Vec<&Vec<String>> =
            std::iter::once(&concept.stems).chain(concept.also.iter().map(|term| &term.stems)).collect();
        let scores = scores(&self.counted, &self.counted, &terms);
        let holds = |(score, entry): &(f64, &Entry)| *score > 0.0 || topics_of(entry, concept) > 0;
        scores.into_iter().zip(&self.directory.counted).filter(holds).count()
    }

    fn in_own_words(&self, concept: &Concept) -> Vec<f64> {
        let own = scores(&self.held, &self.counted, &[&concept.stems]);
        let also: Vec<&Vec<String>> = concept.also.iter().map(|term| &term.stems).collect();
        let also = scores(&self.held, &self.counted, &also);
        let top = |scores: &[f64]| {
            let among = |which: bool| {
                let these = scores.iter().zip(&self.directory.settled).filter(|(_, is)| **is == which);
                these.map(|(score, _)| *score).fold(0.0, f64::max)
            };
            let settled = among(true);
            if settled > 0.0 { settled } else { among(false) }
        };
        let (best_own, best_also) = (top(&own), top(&also));
        let another = if best_own > 0.0 { (0.25, 0.65) } else { (0.5, 1.0) };
        let fit = |score: f64, best: f64, (least, most): (f64, f64)| {
            if score > 0.0 { least + (most - least) * (score / best).min(1.0) } else { 0.0 }
        };
        let both = own.iter().zip(&also);
        both.map(|(own, also)| fit(*own, best_own, (0.5, 1.0)).max(fit(*also, best_also, another))).collect()
    }
}

/// How many of a concept's topics an entry has.
fn topics_of(entry: &Entry, concept: &Concept) -> usize {
    let has = |topic: &&Topic| {
        entry.topics.iter().any(|name| name.trim().to_lowercase() == topic.name().to_lowercase())
    };
    concept.topics.iter().filter(has).count()
}

/// An entry's texts in each field, by their stems.
type Read = Vec<Vec<Vec<String>>>;

fn read(entry: &Entry) -> Read {
    fields().map(|place| texts(entry, place).iter().map(|text| stems(text)).collect()).collect()
}

/// For each entry the best of all terms in all fields, and a little of the others.
fn scores(held: &[Read], counted: &[Read], terms: &[&Vec<String>]) -> Vec<f64> {
    let mut scores = vec![(0.0_f64, 0.0_f64); held.len()];
    // A phrase no list knows is filed under nothing.
    for term in terms.iter().filter(|term| term.len() == 1 || PHRASES.contains(**term)) {
        for (field, (_, telling)) in TELLING.into_iter().enumerate() {
            let long = |entry: &Read| f64::from(length(length_code(entry[field].iter().map(Vec::len).sum())));
            let words = counted.iter().map(long).sum::<f64>();
            let usual = if words == 0.0 { 1.0 } else { words / counted.len() as f64 };
            let rarity = |stem: &String| {
                let holds = |entry: &&Read| entry[field].iter().any(|text| text.contains(stem));
                let holding = counted.iter().filter(holds).count() as f64;
                (1.0 + (counted.len() as f64 - holding + 0.5) / (holding + 0.5)).ln()
            };
            let rare: f64 = term.iter().filter(|stem| !is_never_asked(stem)).map(rarity).sum();
            for (entry, (best, sum)) in held.iter().zip(&mut scores) {
                let windows = entry[field].iter().flat_map(|text| text.windows(term.len()));
                let often = windows.filter(|window| window == term).count() as f64;
                if often > 0.0 && !(term.len() == 1 && is_never_asked(&term[0])) {
                    let against = 1.2 * (0.25 + 0.75 * long(entry) / usual);
                    let score = rare * f64::from(telling) * 2.2 * often / (often + against);
                    (*best, *sum) = (best.max(score), *sum + score);
                }
            }
        }
    }
    scores.into_iter().map(|(best, sum)| best + f64::from(ALSO) * (sum - best)).collect()
}

fn speaks(entry: &Entry, asked: &str) -> bool {
    entry.languages.iter().any(|language| same_language(language, asked))
}

fn runs_in(entry: &Entry, part: PartOfDay, days: Days) -> Option<bool> {
    let on: Vec<_> = entry.times.iter().filter(|time| days.is_empty() || days.has(time.day)).collect();
    (!on.is_empty()).then(|| on.iter().any(|time| part.touches(time)))
}

fn takes(entry: &Entry, age: u8) -> Option<bool> {
    let (low, high) = entry.ages;
    (entry.ages != (None, None))
        .then(|| low.is_none_or(|low| low <= age) && high.is_none_or(|high| age <= high))
}

fn passes(entry: &Entry, query: &Query, metres: Option<f64>) -> bool {
    let circle = match (query.near, query.within_miles, metres) {
        (Some(_), Some(miles), Some(metres)) => metres <= miles * METRES_IN_A_MILE,
        _ => true,
    };
    let about = |asked: &String| {
        entry.topics.iter().any(|topic| topic.trim().to_lowercase() == asked.trim().to_lowercase())
    };
    let days = query.day.map_or(Days::NONE, Days::from);
    circle
        && query
            .online
            .is_none_or(|online| if online { entry.online } else { !entry.online || !entry.at.is_empty() })
        && query.day.is_none_or(|day| entry.days.has(day))
        && query.part.is_none_or(|part| runs_in(entry, part, days) == Some(true))
        && (!query.room || entry.room == Some(true))
        && (!query.free || entry.free == Some(true))
        && query.age.is_none_or(|age| takes(entry, age) != Some(false))
        && (!query.accessible || entry.accessible)
        && query.language.as_ref().is_none_or(|asked| speaks(entry, asked))
        && query.topic.as_ref().is_none_or(about)
        && (query.topics.is_empty() || query.topics.iter().any(about))
}

/// How many wishes an entry meets, how many it misses, and how closely it meets them in all.
fn answered(entry: &Entry, wishes: &Wishes) -> (usize, usize, f64) {
    let mut answers: Vec<Option<bool>> = Vec::new();
    if !wishes.days.is_empty() {
        answers.push((!entry.days.is_empty()).then(|| !entry.days.shared(wishes.days).is_empty()));
    }
    answers.extend(wishes.part.map(|part| runs_in(entry, part, wishes.days)));
    answers.extend(wishes.free.then_some(entry.free));
    answers.extend(wishes.age.map(|age| takes(entry, age)));
    let joined = (entry.online || !entry.at.is_empty()).then_some(entry.online);
    answers.extend(wishes.online.then_some(joined));
    answers.extend(wishes.accessible.then_some(entry.accessible.then_some(true)));
    let language = wishes.language.as_ref();
    answers.extend(language.map(|asked| (!entry.languages.is_empty()).then(|| speaks(entry, asked))));
    let count = |answer| answers.iter().filter(|given| **given == Some(answer)).count();
    let (low, high) = entry.ages;
    let wide = low.unwrap_or(0).saturating_add(50) < high.unwrap_or(100).min(100);
    let loosely = wishes.age.is_some_and(|age| takes(entry, age) == Some(true)) && wide;
    let closely = count(true) as f64 - if loosely { 0.75 } else { 0.0 };
    (count(true), count(false), closely)
}

/// The day everything in tests is asked on.
pub(crate) const TODAY: Date = jiff::civil::date(2026, 3, 2);

/// Every id once.
pub(crate) fn ids(found: &[Plain]) -> BTreeSet<Uuid> {
    found.iter().map(|plain| plain.id).collect()
}
