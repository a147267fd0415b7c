//! Whether a set of rows can be told apart: k-anonymity, checked and reported.
//!
//! Quasi-identifiers are what a neighbour may know: age, place, sex, ethnicity. Rows alike in all of them make a class;
//! the smallest class is how well the worst-off person hides. Ages become bands and places become districts or
//! deprivation tenths before anything leaves, no more coarsely than they must ([`generalise`]); what still stands out is
//! left out, and how much that was is said. [`Anonymity`] counts the result once more.

mod coarse;

use std::collections::BTreeMap;

use serde::Serialize;

pub use coarse::{Coarse, NOTHING, Told, generalise, key};

/// What a set of rows comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Anonymity {
    /// The size asked for.
    pub k: u64,
    /// Rows.
    pub rows: u64,
    /// Classes of rows alike in every quasi-identifier.
    pub classes: u64,
    /// Rows of the smallest class; nought for no rows.
    pub smallest: u64,
    /// Rows in classes smaller than `k`.
    pub exposed: u64,
    /// How many classes there are of each size below `k`.
    pub small: BTreeMap<u64, u64>,
}

impl Anonymity {
    /// Of rows of quasi-identifiers.
    #[must_use]
    pub fn of<R: AsRef<[String]>>(rows: &[R], k: u64) -> Self {
        let sizes = classes(rows);
        let small = |size: &&u64| **size < k;
        let mut counted = BTreeMap::new();
        for size in sizes.values().filter(small) {
            *counted.entry(*size).or_insert(0) += 1;
        }
        Self {
            k,
            rows: rows.len() as u64,
            classes: sizes.len() as u64,
            smallest: sizes.values().copied().min().unwrap_or(0),
            exposed: sizes.values().filter(small).sum(),
            small: counted,
        }
    }

    /// Whether every class holds `k` rows or more.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.exposed == 0
    }

    /// Share (0 to 1) of rows in classes smaller than `k`; nought for no rows.
    #[must_use]
    pub fn exposed_share(&self) -> f64 {
        if self.rows == 0 { 0.0 } else { self.exposed as f64 / self.rows as f64 }
    }

    /// The report, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        if self.rows == 0 {
            return "There are no rows.".to_owned();
        }
        let share = self.exposed_share() * 100.0;
        format!(
            "{} rows in {} classes; the smallest class has {}; {} rows ({share:.1}%) are in classes of fewer than {}.",
            self.rows, self.classes, self.smallest, self.exposed, self.k
        )
    }
}

fn classes<R: AsRef<[String]>>(rows: &[R]) -> BTreeMap<&[String], u64> {
    let mut sizes = BTreeMap::new();
    for row in rows {
        *sizes.entry(row.as_ref()).or_insert(0) += 1;
    }
    sizes
}

/// Places of the rows whose class has `k` rows or more: what may leave. The rest is left out whole.
#[must_use]
pub fn keep<R: AsRef<[String]>>(rows: &[R], k: u64) -> Vec<usize> {
    let sizes = classes(rows);
    let large = |at: &usize| sizes.get(rows[*at].as_ref()).is_some_and(|size| *size >= k);
    (0..rows.len()).filter(large).collect()
}

/// An age as a band so many years wide, `18–29` the first and `90 and over` the last; "not known" for what is no age.
#[must_use]
pub fn age_band(age: Option<u8>, width: u8) -> String {
    let (Some(age), width) = (age.filter(|age| *age <= 130), width.max(1)) else {
        return "not known".to_owned();
    };
    match age {
        0..18 => "under 18".to_owned(),
        90.. => "90 and over".to_owned(),
        18..30 if width >= 10 => "18–29".to_owned(),
        _ => {
            let low = age / width * width;
            let high = low.saturating_add(width - 1).min(89);
            if low == high { low.to_string() } else { format!("{}–{high}", low.max(18)) }
        }
    }
}

/// The district of a postcode (`TA5` of `TA5 2LX`); "not known" where it is no postcode.
#[must_use]
pub fn postcode_district(postcode: &str) -> String {
    let plain: String =
        postcode.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_uppercase();
    let inward = plain.len().checked_sub(3).and_then(|at| Some((plain.get(..at)?, plain.get(at..)?)));
    match inward {
        Some((outward, inward))
            if (2..=4).contains(&outward.len())
                && outward.starts_with(|c: char| c.is_ascii_uppercase())
                && inward.starts_with(|c: char| c.is_ascii_digit())
                && inward[1..].bytes().all(|b| b.is_ascii_uppercase()) =>
        {
            outward.to_owned()
        }
        _ => "not known".to_owned(),
    }
}

/// A deprivation tenth as a fifth: 1 and 2 are the most deprived fifth; "not known" outside 1 to 10.
#[must_use]
pub fn deprivation_fifth(tenth: Option<u8>) -> String {
    match tenth {
        Some(tenth @ 1..=10) => format!("fifth {}", tenth.div_ceil(2)),
        _ => "not known".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(list: &[&[&str]]) -> Vec<Vec<String>> {
        list.iter().map(|row| row.iter().map(|value| (*value).to_owned()).collect()).collect()
    }

    #[test]
    fn classes_are_counted_and_the_worst_off_named() {
        let rows = rows(&[
            &["30–39", "TA5"],
            &["30–39", "TA5"],
            &["30–39", "TA5"],
            &["40–49", "TA5"],
            &["40–49", "TA6"],
        ]);
        let got = Anonymity::of(&rows, 3);
        assert_eq!((got.rows, got.classes, got.smallest, got.exposed), (5, 3, 1, 2));
        assert_eq!((got.holds(), got.exposed_share(), got.small[&1]), (false, 0.4, 2));
        assert_eq!(
            got.sentence(),
            "5 rows in 3 classes; the smallest class has 1; 2 rows (40.0%) are in classes of fewer than 3."
        );
        assert_eq!(keep(&rows, 3), [0, 1, 2]);
        let none = Anonymity::of::<Vec<String>>(&[], 5);
        assert_eq!((none.holds(), none.smallest, none.exposed_share()), (true, 0, 0.0));
    }

    #[test]
    fn bands_districts_and_fifths() {
        let bands = [Some(17), Some(18), Some(29), Some(30), Some(64), Some(89), Some(90), Some(140), None];
        assert_eq!(
            bands.map(|age| age_band(age, 10)),
            [
                "under 18",
                "18–29",
                "18–29",
                "30–39",
                "60–69",
                "80–89",
                "90 and over",
                "not known",
                "not known"
            ]
        );
        assert_eq!(
            (age_band(Some(33), 5), age_band(Some(18), 5), age_band(Some(33), 0)),
            ("30–34".into(), "18–19".into(), "33".into())
        );
        assert_eq!(
            ["ta5 2lx", "SW1A1AA", "M1 1AE", "nowhere", "", "TA5"].map(postcode_district),
            ["TA5", "SW1A", "M1", "not known", "not known", "not known"]
        );
        assert_eq!(
            [Some(1), Some(2), Some(3), Some(10), Some(11), None].map(deprivation_fifth).join(" "),
            "fifth 1 fifth 1 fifth 2 fifth 5 not known not known"
        );
    }

    proptest! {
        #[test]
        fn what_is_kept_holds(ages in prop::collection::vec(0u8..100, 0..120), k in 1u64..8) {
            let rows: Vec<Vec<String>> = ages.iter().map(|age| vec![age_band(Some(*age), 10), postcode_district("TA5 2LX")]).collect();
            let kept: Vec<Vec<String>> = keep(&rows, k).into_iter().map(|at| rows[at].clone()).collect();
            prop_assert!(Anonymity::of(&kept, k).holds());
            prop_assert_eq!(rows.len() as u64 - kept.len() as u64, Anonymity::of(&rows, k).exposed);
        }

        #[test]
        fn any_text_is_a_district_or_not_known(text in ".{0,12}") {
            let district = postcode_district(&text);
            prop_assert!(district == "not known" || district.len() <= 4);
        }
    }
}
