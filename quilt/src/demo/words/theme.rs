//! What a theme is: everything that can be said by and about people whom one kind of trouble brought here,
//! so that a story holds together from the referral to the last follow-up.

use super::names::{Gender, Origin};
use super::story::Facts;
use super::topic::Topic;

/// Who a theme fits, besides their years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fits {
    /// Anyone.
    Anyone,
    /// Somebody who has long lived hereabouts.
    Rooted,
    /// Somebody who came to Britain as a grown person.
    Newcomer,
    /// Somebody who came for safety.
    Refugee,
    /// Somebody with an adult life behind them and no one else at home.
    Alone,
}

/// A small step and what can become of it, kept together so they agree.
#[derive(Debug)]
pub struct StepSeed {
    /// The step, in the person's words, starting with a verb.
    pub step: &'static str,
    /// What the link worker noted when it went well.
    pub went: &'static str,
    /// What got in the way, told without blame.
    pub setback: &'static str,
    /// The group it leads to, when it leads to one.
    pub topic: Option<Topic>,
}

/// One kind of trouble and all that is said around it. Lists are templates of [`super::say`].
#[derive(Debug)]
pub struct Theme {
    /// A short key, such as "bereaved".
    pub key: &'static str,
    /// The theme in plain words, for staff.
    pub name: &'static str,
    /// Youngest and oldest it fits.
    pub ages: (u8, u8),
    /// How common it is, against the others.
    pub weight: u32,
    /// Who it fits.
    pub fits: Fits,
    /// Words chosen once for the story, then the same wherever they are said.
    pub slots: &'static [(&'static str, &'static [&'static str])],
    /// Why they are referred, in a professional's words.
    pub reason: &'static [&'static str],
    /// Why they are referred, in the words of a friend or relative, after the relation.
    pub friend: &'static [&'static str],
    /// Why now, in the person's words: how it starts,
    pub why: &'static [&'static str],
    /// and how it goes on.
    pub why_more: &'static [&'static str],
    /// What matters: how it starts,
    pub matters: &'static [&'static str],
    /// and how it goes on.
    pub matters_more: &'static [&'static str],
    /// What troubles the person, in few words of their own.
    pub concerns: &'static [&'static str],
    /// Steps with what became of them.
    pub steps: &'static [StepSeed],
    /// What a link worker heard or saw at some contact.
    pub notes: &'static [&'static str],
    /// What changed, in the person's words.
    pub changed: &'static [&'static str],
    /// What holds, in the person's words.
    pub holds: &'static [&'static str],
    /// What nothing local could meet.
    pub gaps: &'static [&'static str],
}

impl Theme {
    /// Whether this theme rings true for somebody.
    pub fn suits(&self, who: &Facts<'_>) -> bool {
        let newcomer = who.origin.newcomer();
        (self.ages.0..=self.ages.1).contains(&who.age)
            && match self.fits {
                Fits::Anyone => true,
                Fits::Rooted => !newcomer,
                Fits::Newcomer => newcomer && !matches!(who.origin, Origin::British),
                Fits::Refugee => who.origin.refugee(),
                Fits::Alone => who.lives_alone.unwrap_or(true),
            }
            && (self.key != "fathers" || who.gender == Gender::Man)
    }
}

/// A step, what was noted when it went well, what got in the way, and where it leads.
pub const fn step(
    step: &'static str,
    went: &'static str,
    setback: &'static str,
    topic: Option<Topic>,
) -> StepSeed {
    StepSeed { step, went, setback, topic }
}
