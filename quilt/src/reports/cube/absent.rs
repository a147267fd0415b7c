//! Why answers are missing: of each journey the latest reason somebody wrote down, for one question or for all of a measure.
//! Few have any, so these stand beside the columns and not among them.

use std::collections::{BTreeMap, HashMap};

use super::Second;
use crate::outcomes::Absent;

/// The reasons for one question (`ons4.satisfied`), or for every score of a measure (`ucla3.`), in order of their rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::reports) struct Absences {
    pub key: String,
    pub rows: Vec<(u32, Absent)>,
}

/// The four questions are scores by themselves: what is said of all is said of each.
const FOUR: [&str; 4] = ["satisfied", "worthwhile", "happy", "anxious"];

/// What a whole measure's reasons are kept under.
fn whole(measure: &str) -> String {
    format!("{measure}.")
}

/// Reasons on their way in.
#[derive(Debug, Default)]
pub(super) struct GatheringAbsent(BTreeMap<String, HashMap<u32, (Second, Absent)>>);

impl GatheringAbsent {
    /// A reason of this moment, for one item or for the whole. Only the four questions are scores by themselves; an item of
    /// another measure stands for all of it.
    pub fn add(&mut self, row: u32, at: Second, measure: &str, item: Option<&str>, absent: Absent) {
        match item {
            _ if measure != "ons4" => self.put(whole(measure), row, (at, absent)),
            Some(item) => self.put(format!("{measure}.{item}"), row, (at, absent)),
            None => FOUR.iter().for_each(|item| self.put(format!("{measure}.{item}"), row, (at, absent))),
        }
    }

    fn put(&mut self, key: String, row: u32, reason: (Second, Absent)) {
        let of = self.0.entry(key).or_default().entry(row).or_insert(reason);
        *of = (*of).max(reason);
    }

    /// Packed. A reason from before an answer came says nothing of what is missing since: `answered` knows when the first
    /// answer under a key came.
    pub fn packed(self, answered: impl Fn(&str, u32) -> Option<Second>) -> Vec<Absences> {
        let packed = |(key, rows): (String, HashMap<u32, (Second, Absent)>)| {
            let mut rows: Vec<_> = rows
                .into_iter()
                .filter(|(row, (at, _))| answered(&key, *row).is_none_or(|first| *at > first))
                .map(|(row, (_, absent))| (row, absent))
                .collect();
            rows.sort_unstable();
            (!rows.is_empty()).then_some(Absences { key, rows })
        };
        self.0.into_iter().filter_map(packed).collect()
    }
}

/// The reasons with those of some rows taken out and others put in.
pub(super) fn laid_over(old: &[Absences], out: &dyn Fn(u32) -> bool, new: Vec<Absences>) -> Vec<Absences> {
    let mut all: BTreeMap<String, Vec<(u32, Absent)>> = BTreeMap::new();
    for one in old {
        all.entry(one.key.clone()).or_default().extend(one.rows.iter().filter(|(row, _)| !out(*row)));
    }
    for one in new {
        all.entry(one.key).or_default().extend(one.rows);
    }
    all.retain(|_, rows| !rows.is_empty());
    let sorted = |(key, mut rows): (String, Vec<(u32, Absent)>)| {
        rows.sort_unstable();
        Absences { key, rows }
    };
    all.into_iter().map(sorted).collect()
}

/// The reason of each row for this score, in order of the rows: of its own, or of its whole measure.
pub(in crate::reports) fn of_score<'a>(all: &'a [Absences], code: &str) -> &'a [(u32, Absent)] {
    let own = code.split_once('.').map(|(measure, _)| whole(measure));
    let found = all.iter().find(|one| one.key == code || Some(&one.key) == own.as_ref());
    found.map_or(&[], |one| &one.rows)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn day(n: i64) -> Second {
        Second::of(Timestamp::from_second(n * 86_400).unwrap())
    }

    #[test]
    fn the_latest_reason_counts_whether_of_one_question_or_of_all() {
        let mut gathering = GatheringAbsent::default();
        gathering.add(1, day(9), "ons4", Some("happy"), Absent::DontKnow);
        gathering.add(1, day(3), "ons4", Some("happy"), Absent::Refused);
        gathering.add(2, day(4), "ons4", None, Absent::NoReply);
        gathering.add(2, day(8), "ons4", Some("happy"), Absent::Unwell);
        gathering.add(3, day(8), "ucla3", Some("isolated"), Absent::Stopped);
        // The fourth answered on the fifth day: the link of the second day was answered, that of the ninth was not.
        gathering.add(4, day(2), "ons4", None, Absent::NoReply);
        gathering.add(5, day(9), "ons4", None, Absent::NoReply);
        let all = gathering.packed(|_, row| (row > 3).then(|| day(5)));
        assert_eq!(
            of_score(&all, "ons4.happy"),
            [(1, Absent::DontKnow), (2, Absent::Unwell), (5, Absent::NoReply)]
        );
        assert_eq!(of_score(&all, "ons4.anxious"), [(2, Absent::NoReply), (5, Absent::NoReply)]);
        assert_eq!(of_score(&all, "ucla3.loneliness"), [(3, Absent::Stopped)]);
        assert_eq!(of_score(&all, "gas.t"), []);
        let patch = vec![Absences { key: "ons4.happy".into(), rows: vec![(2, Absent::Refused)] }];
        let over = laid_over(&all, &|row| row == 2, patch);
        assert_eq!(
            of_score(&over, "ons4.happy"),
            [(1, Absent::DontKnow), (2, Absent::Refused), (5, Absent::NoReply)]
        );
    }
}
