//! Of whom a story is told: which schemes, asked for between which days, living where, asked for by whom, about what. A
//! choice is an address, so that a story can be sent to somebody.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use page::{Lang, text};

use super::facet::{Deprived, Facet, need_named, need_words};
use crate::access::{Act, Actor};
use crate::people::{AgeBand, Ethnic, Sex};
use crate::referrals::ReferrerKind;
use crate::refusal::Refusal;
use crate::settings::{Scheme, SchemeId};
use crate::web::Fields;

/// Before anybody was asked for.
const BEGINNING: Date = date(1990, 1, 1);
/// After everybody.
const END: Date = date(2160, 1, 1);

#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Choice {
    /// Exactly these schemes; never more than the reader may see.
    pub schemes: Vec<SchemeId>,
    /// The one scheme chosen.
    pub chosen: Option<SchemeId>,
    pub from: Option<Date>,
    /// Included.
    pub to: Option<Date>,
    pub town: Option<String>,
    pub referrer: Option<ReferrerKind>,
    /// The place of a need in the directory's list.
    pub need: Option<u8>,
    pub deprived: Option<Deprived>,
    pub age: Option<AgeBand>,
    pub sex: Option<Sex>,
    pub ethnic: Option<Ethnic>,
    pub language: Option<String>,
    /// Fewest and most days between the two answers.
    pub apart: Option<(u16, u16)>,
    /// Told as it was known at the end of this day.
    pub as_known: Option<Date>,
}

/// The schemes whose story this actor may read.
pub(super) fn readable(actor: &Actor, all: Vec<Scheme>) -> Vec<Scheme> {
    if actor.area_wide(Act::ReadGroupStory) {
        return all;
    }
    let own = actor.schemes_for(Act::ReadGroupStory);
    all.into_iter().filter(|scheme| own.contains(&scheme.id)).collect()
}

impl Choice {
    /// Reads an address. Without any question it is the last twelve months; what cannot be
    /// read is left out, and the page says what it took.
    ///
    /// # Errors
    /// A scheme that is not among `readable` looks like nothing being there.
    pub fn read(query: &Fields, today: Date, readable: &[Scheme]) -> Result<Choice, Refusal> {
        let chosen = match query.some("scheme") {
            None => None,
            Some(id) => {
                Some(readable.iter().find(|s| s.id.to_string() == id).ok_or_else(Refusal::not_found)?.id)
            }
        };
        let schemes = chosen.map_or_else(|| readable.iter().map(|scheme| scheme.id).collect(), |id| vec![id]);
        let day = |name| {
            query.some(name).and_then(|day| day.parse::<Date>().ok()).filter(|d| (BEGINNING..END).contains(d))
        };
        let (mut from, mut to) = (day("from"), day("to"));
        let as_known = day("as_known").filter(|day| *day < today);
        let silent = |name| query.all(name).next().is_none();
        if silent("from") && silent("to") {
            from = Some(as_known.unwrap_or(today).saturating_sub(1.year()));
        }
        if let (Some(a), Some(b)) = (from, to)
            && a > b
        {
            (from, to) = (Some(b), Some(a));
        }
        let code = |name| query.some(name).unwrap_or_default();
        Ok(Choice {
            schemes,
            chosen,
            from,
            to,
            town: query.some("town").map(str::to_owned),
            referrer: ReferrerKind::ALL.into_iter().find(|kind| kind.code() == code("by")),
            need: need_named(code("about")),
            deprived: Deprived::parse(code("deprived")),
            age: AgeBand::ALL.into_iter().find(|band| band.code() == code("age")),
            sex: Sex::ALL.into_iter().find(|sex| sex.code() == code("sex")),
            ethnic: Ethnic::ALL.into_iter().find(|group| group.code() == code("ethnicity")),
            language: query.some("language").map(str::to_owned),
            apart: days_apart(code("apart")),
            as_known,
        })
    }

    /// Everything chosen, by the names an address gives it.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        let mut fields = Vec::new();
        let mut put = |name, value: Option<String>| {
            if let Some(value) = value {
                fields.push((name, value));
            }
        };
        put("scheme", self.chosen.map(|id| id.to_string()));
        put("from", Some(day(self.from)));
        put("to", Some(day(self.to)));
        put("town", self.town.clone());
        put("by", self.referrer.map(|kind| kind.code().to_owned()));
        put("about", self.need.and_then(need_words).map(str::to_owned));
        put("deprived", self.deprived.map(Deprived::code));
        put("age", self.age.map(|band| band.code().to_owned()));
        put("sex", self.sex.map(|sex| sex.code().to_owned()));
        put("ethnicity", self.ethnic.map(|group| group.code().to_owned()));
        put("language", self.language.clone());
        put("apart", self.apart.map(|(fewest, most)| format!("{fewest}-{most}")));
        put("as_known", self.as_known.map(|day| day.to_string()));
        fields
    }

    /// Its part of an address: `scheme=…&from=…`.
    pub fn query(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.fields()).finish()
    }

    /// Where this story stands.
    pub fn address(&self) -> String {
        format!("/stories?{}", self.query())
    }

    /// Where a page about it stands: `/stories/numbers` with what it asks for.
    pub fn at(&self, page: &str, more: &[(&str, &str)]) -> String {
        let more = form_urlencoded::Serializer::new(String::new()).extend_pairs(more).finish();
        let and = if more.is_empty() { "" } else { "&" };
        format!("/stories/{page}?{more}{and}{}", self.query())
    }

    pub fn within(&self, chosen: Option<SchemeId>) -> Choice {
        Choice { chosen, ..self.clone() }
    }

    pub fn between(&self, from: Option<Date>, to: Option<Date>) -> Choice {
        Choice { from, to, ..self.clone() }
    }

    /// The facets chosen, and each in words.
    pub fn facets(&self) -> Vec<(Facet, String)> {
        let mut all = Vec::new();
        let mut put = |facet, words: Option<String>| all.extend(words.map(|words| (facet, words)));
        put(Facet::Town, self.town.as_ref().map(|town| format!("living in or near {town}")));
        put(
            Facet::Referrer,
            self.referrer.map(|kind| format!("asked for by: {}", kind.words().to_lowercase())),
        );
        put(
            Facet::Need,
            self.need
                .and_then(need_words)
                .map(|need| format!("with a concern about: {}", need.to_lowercase())),
        );
        put(Facet::Deprived, self.deprived.map(Deprived::words));
        put(
            Facet::Age,
            self.age.map(|band| format!("aged {}", band.words().to_lowercase()).replace("aged age", "age")),
        );
        put(Facet::Sex, self.sex.map(|sex| sex.words().to_lowercase()));
        put(Facet::Ethnic, self.ethnic.map(|group| format!("ethnic group: {}", group.words())));
        put(Facet::Language, self.language.as_ref().map(|language| format!("who speak {language} best")));
        all
    }
}

/// "asked for since 1 April 2026"
pub(super) fn days_in_words(from: Option<Date>, to: Option<Date>) -> String {
    let day = |day: Date, year| text::day(Lang::En, day, year);
    match (from, to) {
        (None, None) => "asked for at any time".into(),
        (Some(from), None) => format!("asked for since {}", day(from, 0)),
        (None, Some(to)) => format!("asked for up to {}", day(to, 0)),
        (Some(from), Some(to)) => {
            format!("asked for between {} and {}", day(from, to.year()), day(to, 0))
        }
    }
}

fn days_apart(typed: &str) -> Option<(u16, u16)> {
    let (fewest, most) = typed.split_once('-')?;
    let (fewest, most): (u16, u16) = (fewest.trim().parse().ok()?, most.trim().parse().ok()?);
    (1..=most).contains(&fewest).then_some((fewest, most))
}

/// The stretches of time most often wanted: name, first and last day.
pub(super) fn quick(today: Date) -> [(&'static str, Option<Date>, Option<Date>); 5] {
    let april = |year| Date::new(year, 4, 1).ok();
    let this = if today.month() >= 4 { today.year() } else { today.year() - 1 };
    let eve = april(this).map(|day| day.saturating_sub(1.day()));
    [
        ("Last 3 months", Some(today.saturating_sub(3.months())), None),
        ("Last 12 months", Some(today.saturating_sub(1.year())), None),
        ("This year from April", april(this), None),
        ("The year before", april(this - 1), eve),
        ("All time", None, None),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = date(2026, 2, 3);

    fn read(pairs: &[(&str, &str)]) -> Choice {
        Choice::read(&Fields::of(pairs), TODAY, &[]).unwrap()
    }

    fn again(choice: &Choice) -> Choice {
        let query = Fields::parse(choice.address().split_once('?').unwrap().1.as_bytes());
        Choice::read(&query, TODAY, &[]).unwrap()
    }

    #[test]
    fn an_address_reads_back_as_itself() {
        for (_, from, to) in quick(TODAY) {
            let choice = read(&[]).between(from, to);
            assert_eq!(again(&choice), choice);
        }
        let choice = read(&[
            ("from", "2025-06-01"),
            ("town", "Wells & Wookey"),
            ("by", "gp"),
            ("about", "Befriending"),
            ("deprived", "f1"),
            ("age", "65-79"),
            ("sex", "women"),
            ("ethnicity", "white"),
            ("language", "Polish"),
            ("apart", "60-200"),
            ("as_known", "2025-12-31"),
        ]);
        assert_eq!(again(&choice), choice);
        assert_eq!((choice.facets().len(), choice.apart), (8, Some((60, 200))));
    }

    #[test]
    fn no_question_is_the_last_twelve_months_and_nonsense_is_left_out() {
        assert_eq!((read(&[]).from, read(&[]).to), (Some(date(2025, 2, 3)), None));
        let odd = read(&[
            ("from", "yesterday"),
            ("to", "0001-01-01"),
            ("age", "old"),
            ("deprived", "11"),
            ("apart", "200-60"),
            ("as_known", "2030-01-01"),
            ("about", "everything"),
        ]);
        assert_eq!(days_in_words(odd.from, odd.to), "asked for at any time");
        assert_eq!(odd, read(&[("from", "")]));
        let turned = read(&[("from", "2026-09-30"), ("to", "2026-04-01")]);
        assert_eq!(days_in_words(turned.from, turned.to), "asked for between 1 April and 30 September 2026");
    }

    #[test]
    fn a_scheme_one_may_not_read_is_not_there() {
        let fields = Fields::of(&[("scheme", "018f6f1e-0000-7000-8000-000000000000")]);
        assert!(matches!(Choice::read(&fields, TODAY, &[]), Err(Refusal::NotFound { .. })));
    }

    #[test]
    fn years_begin_in_april() {
        assert_eq!(quick(TODAY)[2].1, Some(date(2025, 4, 1)));
        assert_eq!(quick(TODAY)[3], ("The year before", Some(date(2024, 4, 1)), Some(date(2025, 3, 31))));
    }
}
