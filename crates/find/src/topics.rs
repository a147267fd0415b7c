//! Giving an entry its topics by its own words, where its publisher gave none: precise rather than complete.

use crate::needs::{Needs, Topic, Use};
use crate::words::stems;

/// Most topics one entry is given; what does everything is about nothing.
const MOST: usize = 5;
/// Words of an entry that are read; what comes later seldom says what it is.
const READ: usize = 150;
/// The opening says most: what stands in it counts twice.
const OPENING: usize = 30;
/// What a word in the name counts beside one in the text.
const NAMED: f64 = 4.0;
/// A topic needs this many mentions a word, as if the text were [`SHORT`] words longer: one mention in the opening of a
/// few sentences will do, one in a page will not.
const ENOUGH: f64 = 1.0 / 60.0;
const SHORT: f64 = 30.0;

/// The topics an entry's words make sure of, surest first. The first line counts as its name.
#[must_use]
pub fn topics_of(text: &str) -> Vec<Topic> {
    let (name, rest) = text.split_once('\n').unwrap_or((text, ""));
    let name = stems(name);
    let mut rest = stems(rest);
    rest.truncate(READ);
    let mut weights: Vec<(Topic, f64)> = Vec::new();
    let mut add = |mention: &Mention, weight: f64| {
        let weight = if mention.against { f64::NEG_INFINITY } else { weight };
        match weights.iter_mut().find(|(topic, _)| *topic == mention.topic) {
            Some((_, sum)) => *sum += weight,
            None => weights.push((mention.topic, weight)),
        }
    };
    mentions(&name).iter().for_each(|mention| add(mention, NAMED));
    for mention in mentions(&rest) {
        add(&mention, if mention.at < OPENING { 2.0 } else { 1.0 });
    }
    let length = rest.len() as f64 + SHORT;
    weights.retain(|(_, weight)| *weight >= NAMED || weight / length >= ENOUGH);
    weights.sort_by(|a, b| b.1.total_cmp(&a.1));
    weights.truncate(MOST);
    weights.into_iter().map(|(topic, _)| topic).collect()
}

/// A topic spoken of.
struct Mention {
    topic: Topic,
    at: usize,
    /// It shows that the topic is not meant.
    against: bool,
}

/// Topics mentioned; one place counts once a topic.
fn mentions(words: &[String]) -> Vec<Mention> {
    let needs = Needs::of_quilt();
    let mut found = Vec::new();
    // Up to where each topic's words are spoken for, by a mention or by what is none.
    let mut taken: Vec<(Topic, usize)> = Vec::new();
    for at in 0..words.len() {
        let here = needs.beginning(&words[at]).iter();
        let mut here: Vec<_> =
            here.filter(|p| p.used != Use::Said && words[at..].starts_with(&p.stems)).collect();
        here.sort_by_key(|phrase| std::cmp::Reverse((phrase.stems.len(), phrase.used == Use::Not)));
        for phrase in here {
            let against = phrase.used == Use::Unless;
            let spoken_for = taken.iter().any(|(topic, end)| *topic == phrase.topic && at < *end);
            if spoken_for && !against {
                continue;
            }
            taken.push((phrase.topic, at + phrase.stems.len()));
            if phrase.used != Use::Not {
                found.push(Mention { topic: phrase.topic, at, against });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Invented entries: a name, what it says of itself, and its topics.
    const ENTRIES: &[(&str, &str, &[&str])] = &[
        ("Tuesday Strollers", "A gentle walking group along the canal.", &["Walking"]),
        ("Walking Tennis", "Tennis, but slower.", &["Exercise and sport"]),
        ("Open Door", "A night shelter for people sleeping rough.", &["A bed tonight", "Homelessness"]),
        ("St Ann's Pantry", "A food bank. No referral needed.", &["Food to take home"]),
        ("Hot Pot", "A lunch club with a hot meal each Friday.", &["Meals together"]),
        ("Dinner at Your Door", "Meals on wheels, every day of the year.", &["Meals at home"]),
        ("Money Sense", "Free debt advice and help with budgets.", &["Money and debt"]),
        ("Rights Desk", "Welfare benefits checks and help completing forms.", &["Benefits"]),
        ("Warm Homes Line", "Energy advice, and help with fuel bills.", &["Energy bills"]),
        ("Tenants First", "Housing advice for anybody who rents.", &["Housing"]),
        ("Good Grief", "A group for people who are bereaved.", &["Bereavement"]),
        ("Time Out", "A sitting service, so that you can rest.", &["A break from caring"]),
        ("Junior Heroes", "We support young carers aged 8 to 18.", &["Young carers"]),
        ("Forget-me-not", "A memory cafe.", &["Dementia", "Clubs and activities"]),
        ("Dementia Studies", "Take part in research about dementia.", &[]),
        ("Bright Days", "For adults with a learning disability.", &["Learning disability"]),
        ("Spectrum", "For autistic adults and those who love them.", &["Autism"]),
        ("See Together", "Help for people with sight loss.", &["Sight loss"]),
        ("Lip Reading", "A class for anybody hard of hearing.", &["Hearing loss"]),
        ("Listening Ear", "Counselling at low cost.", &["Talking therapy"]),
        ("Night Line", "For anybody who thinks of suicide.", &["Crisis and suicide"]),
        ("Safe Haven", "For women who live with domestic abuse.", &["Domestic abuse", "For women"]),
        ("Clear Head", "Help with alcohol.", &["Alcohol"]),
        ("Welcome House", "A place for refugees.", &["Refugees and asylum seekers"]),
        ("Rainbow Tea", "Tea for anybody lesbian, gay or bisexual.", &["LGBTQ+"]),
        ("Men's Shed", "A workshop with tools and tea.", &["Making and mending", "For men"]),
        ("Little Acorns", "Stay and play with your toddler.", &["Parents and babies"]),
        ("Sprouts", "A community garden.", &["Gardening and nature"]),
        ("Green Fingers Ltd", "Gardening, lawn care and hedge trimming.", &[]),
        ("Knit and Natter", "Knitting in good company.", &["Crafts"]),
        ("The Larks", "A choir for anybody.", &["Singing and music"]),
        ("Silver Surfers", "Learn to use a computer.", &["Computers and getting online"]),
        ("Work Club", "Help with job search.", &["Work"]),
        ("Car Scheme", "Community transport to the surgery.", &["Transport"]),
        ("Old Comrades", "For veterans of any age.", &["Armed forces and veterans"]),
        ("Clear Space", "Help with hoarding.", &["Clutter and hoarding"]),
        ("Village Hall", "A hall for hire, with a car park and disabled toilet.", &[]),
        ("Lord's House", "A hall beside the river with people from all walks of life.", &[]),
    ];

    #[test]
    fn entries_are_given_what_their_words_make_sure_of() {
        let wrong: Vec<String> = ENTRIES
            .iter()
            .filter_map(|(name, words, wanted)| {
                let got: Vec<&str> =
                    topics_of(&format!("{name}\n{words}")).into_iter().map(Topic::name).collect();
                let same = got.len() == wanted.len() && wanted.iter().all(|topic| got.contains(topic));
                (!same).then(|| format!("{name}: {got:?}, not {wanted:?}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_word_by_the_way_makes_no_topic() {
        let page =
            "We hire out our hall for parties and meetings of all kinds, at any time of day. ".repeat(8);
        assert_eq!(topics_of(&format!("Hall\n{page} There was a choir once.")), []);
        assert!(topics_of("").is_empty());
    }

    proptest! {
        #[test]
        fn never_more_than_a_few_and_none_twice(text in "\\PC{0,400}") {
            let topics = topics_of(&text);
            prop_assert!(topics.len() <= MOST);
            prop_assert!(topics.iter().enumerate().all(|(at, topic)| !topics[..at].contains(topic)));
        }
    }
}
