//! One person's story, whole: why they came, what mattered, what they tried, what got in the way, what
//! changed and what holds, all of one piece because one theme and one cast of people stand behind it.

use super::around::{self, Cast};
use super::contact::{self, Notes};
use super::names::{Gender, Origin};
use super::picker::Picker;
use super::say::{Slots, in_season, one_of, sentence, words};
use super::theme::{StepSeed, Theme};
use super::themes;
use super::topic::Topic;

/// What is known of the person before their story is written.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// What they like to be called.
    pub known_as: &'a str,
    /// How they are spoken of.
    pub gender: Gender,
    /// Their age in years.
    pub age: u8,
    /// Where the family comes from.
    pub origin: Origin,
    /// Whether they live alone, when that is known.
    pub lives_alone: Option<bool>,
    /// Their town or village.
    pub town: &'a str,
    /// The month they are referred in, when it is known.
    pub month: Option<i8>,
}

/// What troubles the person, and how much at the start and the end, 0 (not at all) to 6.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concern {
    /// In their words.
    pub words: String,
    /// Their own rating at the first conversation.
    pub at_start: u8,
    /// A likely rating at the ending; a generator may give another.
    pub at_end: u8,
}

/// A small step and what might become of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The step, in the person's words.
    pub words: String,
    /// What was noted when it went well.
    pub went: String,
    /// What got in the way, if it did.
    pub setback: String,
    /// The step written anew after a set-back.
    pub again: String,
    /// The kind of group it leads to.
    pub topic: Option<Topic>,
}

/// A search somebody makes in the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The words typed.
    pub search: String,
    /// The kind of group that answers them.
    pub topic: Topic,
}

/// A need nothing local could meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// What is missing, such as "company on Sunday afternoons".
    pub need: String,
    /// The nearest kind of group, for sorting.
    pub topic: Option<Topic>,
}

/// A reason with a length of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// Why.
    pub reason: String,
    /// For how many weeks.
    pub weeks: u8,
}

/// Somewhere better placed to help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// Where the referral went, such as "Adult social care".
    pub place: String,
    /// Why there.
    pub reason: String,
}

/// How much a supporter may hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hears {
    /// Everything.
    Everything,
    /// Everything but what the person keeps back.
    NotEverything,
    /// When and where only.
    TimesOnly,
    /// Nothing unless the person is there.
    OnlyTogether,
}

/// A friend, relative or carer who joins in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supporter {
    /// Their name.
    pub name: String,
    /// What they are to the person: "neighbour", "daughter".
    pub relation: String,
    /// How much they may hear.
    pub hears: Hears,
    /// The same in words for the page: "Not about money, Margaret asks."
    pub hears_words: String,
    /// A telephone number that reaches nobody.
    pub phone: String,
}

/// An answer to the two questions of a follow-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// Months after the ending: 3, 6 or 12.
    pub months: u8,
    /// "How are things now?"
    pub how: String,
    /// "Is what we found still there for you?"
    pub holding: String,
    /// Whether the answer is mostly a good one.
    pub well: bool,
}

/// Everything that may be said in one journey. A generator takes what the journey reaches.
#[derive(Debug, Clone)]
pub struct Story {
    /// The theme's short key.
    pub theme: &'static str,
    /// The theme in plain words, for staff.
    pub theme_name: &'static str,
    /// Why they are referred, in a professional's words.
    pub reason: String,
    /// Why they ask, in their own words, when they ask for themself.
    pub reason_self: String,
    /// Why they are referred, in a friend's or relative's words.
    pub reason_friend: String,
    /// Why now, in the person's words.
    pub why_now: String,
    /// What matters, in the person's words.
    pub matters: String,
    /// Who or what helps already.
    pub helps_already: String,
    /// What they have tried.
    pub tried: String,
    /// What to know before a visit.
    pub before_visit: String,
    /// How and when they like to be reached.
    pub reach: String,
    /// Two or three concerns in their words.
    pub concerns: Vec<Concern>,
    /// Three to five steps in the order they come up.
    pub steps: Vec<Step>,
    /// What is looked for in the directory.
    pub wishes: Vec<Wish>,
    /// What nothing local could meet.
    pub gap: Gap,
    /// Somebody who joins in, for about half of all people.
    pub supporter: Option<Supporter>,
    /// What changed, in the person's words.
    pub changed: String,
    /// What holds, in the person's words.
    pub holds: String,
    /// Who to call.
    pub who_to_call: String,
    /// The letter the person helped write: paragraphs between "Dear …" and the name below.
    pub letter: Vec<String>,
    /// What the referrer is told at the end.
    pub to_referrer: String,
    /// Answers at 3, 6 and 12 months.
    pub follow_ups: Vec<FollowUp>,
    /// Why they would rather not, should they say no.
    pub declined: String,
    /// Why it would be too soon.
    pub too_soon: Wait,
    /// Who would be better placed.
    pub elsewhere: Elsewhere,
    /// What was tried when they could not be reached.
    pub not_reached: String,
    /// Why a journey pauses.
    pub pause: Wait,
    /// Why a journey is given longer.
    pub extension: Wait,
    /// What is said when another link worker takes over.
    pub handover: String,
    known_as: String,
    slots: Slots,
    seed: &'static Theme,
}

impl Story {
    /// Writes a story for somebody, with a theme that fits them.
    pub fn write(p: &mut Picker, who: &Facts<'_>) -> Self {
        let fitting: Vec<&'static Theme> = themes::ALL.iter().copied().filter(|t| t.suits(who)).collect();
        let weights: Vec<u32> = fitting.iter().map(|t| t.weight).collect();
        let at = p.weighted(&weights);
        let theme = fitting.get(at).copied().unwrap_or(themes::ALL[0]);
        Self::on(p, who, theme)
    }

    /// Writes a story on the theme of this key, if there is one.
    pub fn about(p: &mut Picker, who: &Facts<'_>, key: &str) -> Option<Self> {
        themes::ALL.iter().find(|t| t.key == key).map(|theme| Self::on(p, who, theme))
    }

    /// What is noted at one contact after another, without repeating itself within the journey.
    pub fn notes(&self, p: Picker) -> Notes {
        Notes::new(p, self.slots.clone(), self.seed.notes)
    }

    /// Why a journey pauses in this month, and for how long.
    pub fn pause_in(&self, p: &mut Picker, month: i8) -> Wait {
        around::pause(p, &self.slots.said_in(Some(month)))
    }

    /// What a link worker writes to the person by text or e-mail about a group, before or after a visit.
    pub fn message_about(&self, p: &mut Picker, group: &str, day: &str) -> String {
        contact::message(p, &self.slots, group, day)
    }

    /// Whether they got there, in the person's own words, about the group of this name.
    pub fn arrival(&self, p: &mut Picker, group: &str, came: bool) -> String {
        contact::arrival(p, &self.slots, group, came)
    }

    /// The ending letter with the names of the groups the person went to.
    pub fn letter_naming(&self, p: &mut Picker, groups: &[&str]) -> Vec<String> {
        around::letter(p, &self.slots, &self.known_as, &self.matters, &self.changed, groups)
    }

    fn on(p: &mut Picker, who: &Facts<'_>, theme: &'static Theme) -> Self {
        let cast = Cast::gather(p, who);
        let slots = chosen_once(p, theme, cast.slots(who).said_in(who.month));
        // Said on the day they are referred; all else is said some day, in any season.
        let now = &slots;
        let s = &slots.said_in(None);
        let mut why_now = two(p, theme.why, theme.why_more, now);
        if p.chance(70) {
            why_now = format!("{why_now} {}", around::by_the_way(p, now));
        }
        let mut matters = two(p, theme.matters, theme.matters_more, s);
        if p.chance(88) {
            matters = format!("{matters} {}", around::above_all(p, s));
        }
        let steps = steps(p, theme, s);
        let changed = one_of(p, theme.changed, s);
        let holds = one_of(p, theme.holds, s);
        let supporter = cast.supporter(p, who, s);
        Self {
            theme: theme.key,
            theme_name: theme.name,
            reason: format!("{} {}", one_of(p, theme.reason, now), around::referrer_adds(p, now)),
            reason_self: around::reason_self(p, theme.why, now),
            reason_friend: around::reason_friend(p, theme.friend, now),
            helps_already: around::helps_already(p, s),
            tried: around::tried(p, s),
            before_visit: around::before_visit(p, s),
            reach: around::reach(p, s),
            concerns: concerns(p, theme, s),
            wishes: wishes(p, &steps, theme),
            gap: gap(p, theme, s),
            supporter,
            who_to_call: around::who_to_call(p, s),
            letter: around::letter(p, s, who.known_as, &matters, &changed, &[]),
            to_referrer: around::to_referrer(p, s),
            follow_ups: around::follow_ups(p, s, &holds),
            declined: around::declined(p, now),
            too_soon: around::too_soon(p, now),
            elsewhere: around::elsewhere(p, now),
            not_reached: around::not_reached(p, now),
            pause: around::pause(p, s),
            extension: around::extension(p, s),
            handover: around::handover(p, s, &matters),
            why_now,
            matters,
            steps,
            changed,
            holds,
            known_as: who.known_as.to_owned(),
            slots: slots.said_in(None),
            seed: theme,
        }
    }
}

/// The facts of a story, with the words its theme chooses once.
fn chosen_once(p: &mut Picker, theme: &Theme, mut slots: Slots) -> Slots {
    for (slot, options) in theme.slots {
        let said = in_season(&slots, || {
            let template = *p.pick(options);
            words(p, template, &slots)
        });
        slots.set(slot, said);
    }
    slots
}

fn two(p: &mut Picker, first: &[&str], second: &[&str], s: &Slots) -> String {
    let (a, b) = (one_of(p, first, s), one_of(p, second, s));
    if b.is_empty() { a } else { format!("{a} {b}") }
}

fn concerns(p: &mut Picker, theme: &Theme, s: &Slots) -> Vec<Concern> {
    let many = 2 + usize::from(p.chance(45));
    let templates = p.shuffled(theme.concerns);
    templates
        .iter()
        .take(many)
        .map(|template| {
            let at_start = p.between(3, 6) as u8;
            let eased = *p.pick(&[0_u8, 0, 1, 1, 1, 2, 2, 3]);
            Concern { words: headed(p, template, s), at_start, at_end: at_start.saturating_sub(eased) }
        })
        .collect()
}

fn steps(p: &mut Picker, theme: &'static Theme, s: &Slots) -> Vec<Step> {
    let order: Vec<usize> = p.shuffled(&(0..theme.steps.len()).collect::<Vec<_>>());
    let many = p.between(3, 5) as usize;
    order.into_iter().take(many).map(|i| step(p, &theme.steps[i], s)).collect()
}

fn step(p: &mut Picker, seed: &StepSeed, s: &Slots) -> Step {
    Step {
        words: headed(p, seed.step, s),
        went: sentence(p, seed.went, s),
        setback: sentence(p, seed.setback, s),
        again: around::again(p, seed.topic, s),
        topic: seed.topic,
    }
}

fn wishes(p: &mut Picker, steps: &[Step], theme: &Theme) -> Vec<Wish> {
    let mut topics: Vec<Topic> = steps.iter().filter_map(|s| s.topic).collect();
    if topics.is_empty() {
        topics.extend(theme.steps.iter().find_map(|s| s.topic));
    }
    topics.into_iter().map(|topic| Wish { search: (*p.pick(topic.searches())).to_owned(), topic }).collect()
}

fn gap(p: &mut Picker, theme: &Theme, s: &Slots) -> Gap {
    let need = in_season(s, || {
        let template = *p.pick(theme.gaps);
        words(p, template, s)
    });
    let topics: Vec<Topic> = theme.steps.iter().filter_map(|s| s.topic).collect();
    Gap { need, topic: topics.first().copied() }
}

// A heading: capital, no full stop unless it is whole sentences.
fn headed(p: &mut Picker, template: &str, s: &Slots) -> String {
    let said = sentence(p, template, s);
    let one = said.matches(['.', '!', '?']).count() == 1;
    if one { said.trim_end_matches('.').to_owned() } else { said }
}
