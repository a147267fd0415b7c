//! Who is told of: people whose journey began, and people to compare with, each with the key that moves what is printed of
//! a set they are in. A scheme is told of by itself only where that tells of no few people.

use std::collections::BTreeMap;

use measure::{Crowd, Heads, RecordKey, Secret, suppress_choice};

use super::Month;
use super::read::Traits;
use super::store::Course;
use super::story::Scope;
use super::window::{Window, around};
use crate::settings::SchemeId;

/// What must be the same of two people for one to stand beside the other: age band and fifth, as far as they are known.
pub(super) type Likeness = (Option<usize>, Option<u8>);

pub(super) fn like(traits: Traits) -> Likeness {
    (traits.age, traits.fifth)
}

/// Somebody whose journey began, with numbers far enough to both sides.
pub(super) struct Seen<'a> {
    pub month: i64,
    pub like: Likeness,
    pub window: Window,
    pub key: RecordKey,
    pub counts: &'a [u32],
}

/// Somebody to compare with.
pub(super) struct Free<'a> {
    pub like: Likeness,
    pub key: RecordKey,
    pub counts: &'a [u32],
}

pub(super) struct People<'a> {
    /// As it is told.
    pub scope: Scope,
    /// A scheme was asked for and is not told of by itself.
    pub undone: bool,
    pub first: Month,
    pub began: Crowd,
    pub seen: Vec<Seen<'a>>,
    pub free: Vec<Free<'a>>,
    /// What 99 of 100 people use in so many months: no mean is moved by more than that of one person.
    pub range: f64,
}

/// A journey, whether it is told of or not.
struct Began<'a> {
    course: &'a Course,
    month: Month,
    window: Option<Window>,
}

impl<'a> People<'a> {
    pub fn of(
        asked: Scope,
        span: Option<(Month, Month)>,
        courses: &'a [Course],
        secret: &Secret,
    ) -> People<'a> {
        let first = span.map_or(Month::counted(0), |(first, _)| first);
        let window = |course: &Course, month: Month| {
            around(&course.counts, usize::try_from(month.since(first)).ok()?, asked.months)
        };
        let all: Vec<Began<'_>> = courses
            .iter()
            .filter_map(|course| course.began.map(|month| (course, month)))
            .map(|(course, month)| Began { course, month, window: window(course, month) })
            .collect();
        let undone = asked.scheme.is_some_and(|scheme| !may_be_told(&all, scheme));
        let scope = if undone { Scope { scheme: None, ..asked } } else { asked };
        let own = || all.iter().filter(|it| scope.scheme.is_none() || it.course.scheme == scope.scheme);
        let key = |course: &Course| secret.key_of(course.key.record());
        let mut began = Crowd::NOBODY;
        own().for_each(|it| began.add(key(it.course)));
        let seen = own()
            .filter_map(|it| {
                let Course { traits, counts, .. } = it.course;
                let (month, like) = (it.month.number(), like(*traits));
                Some(Seen { month, like, window: it.window?, key: key(it.course), counts })
            })
            .collect();
        let free = courses.iter().filter(|course| course.traits.compares && course.began.is_none());
        let free = free.map(|it| Free { like: like(it.traits), key: key(it), counts: &it.counts }).collect();
        People { scope, undone, first, began, seen, free, range: range(courses, asked.months) }
    }

    /// What somebody to compare with used round a month.
    pub fn window(&self, free: &Free<'_>, month: i64) -> Option<Window> {
        around(free.counts, self.place(month)?, self.scope.months)
    }

    /// Where a month stands among the counts.
    pub fn place(&self, month: i64) -> Option<usize> {
        usize::try_from(Month::counted(month).since(self.first)).ok()
    }

    pub fn seen_crowd(&self) -> Crowd {
        crowd(self.seen.iter().map(|seen| seen.key))
    }

    pub fn free_crowd(&self) -> Crowd {
        crowd(self.free.iter().map(|free| free.key))
    }
}

pub(super) fn crowd(keys: impl IntoIterator<Item = RecordKey>) -> Crowd {
    let mut crowd = Crowd::NOBODY;
    keys.into_iter().for_each(|key| crowd.add(key));
    crowd
}

/// Whether what is said of this scheme, and of all, says nothing of a few people elsewhere.
fn may_be_told(all: &[Began<'_>], scheme: SchemeId) -> bool {
    let mut parts: BTreeMap<Option<SchemeId>, Heads> = BTreeMap::new();
    for it in all {
        parts.entry(it.course.scheme).or_default().add(it.window.is_some());
    }
    // Whoever is of no scheme can be asked for by nobody: they come first, as a part that is never told.
    let unnamed = parts.remove(&None).unwrap_or_default();
    let heads: Vec<Heads> = parts.values().copied().collect();
    let told = suppress_choice::tellable(&heads, unnamed);
    // A scheme nobody is of leaves nothing to take away.
    parts.keys().position(|it| *it == Some(scheme)).is_none_or(|at| told[at])
}

fn range(courses: &[Course], months: usize) -> f64 {
    let mut used: Vec<f64> = courses
        .iter()
        .map(|course| {
            let all: f64 = course.counts.iter().map(|count| f64::from(*count)).sum();
            all / course.counts.len().max(1) as f64
        })
        .collect();
    used.sort_by(f64::total_cmp);
    let at = (used.len() * 99 / 100).min(used.len().saturating_sub(1));
    (used.get(at).copied().unwrap_or(0.0) * months as f64).ceil().max(1.0)
}
