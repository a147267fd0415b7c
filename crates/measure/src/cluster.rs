//! Many records of the same people are not many people: an interval that knows who belongs together.
//!
//! Records of one person, one practice or one link worker resemble each other, and an interval worked out as if they did
//! not is too narrow. Here each cluster counts once in the uncertainty, however many records it brings.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::interval::t_at;
use crate::{Error, Interval};

/// A mean over records, its interval over clusters.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Clustered {
    /// Records.
    pub records: u64,
    /// Clusters: people, practices, workers.
    pub clusters: u64,
    /// Mean over records.
    pub mean: f64,
    /// 95% interval that treats each cluster as one; `None` below two clusters.
    pub interval: Option<Interval>,
    /// How much larger the variance is than if all records were strangers (the design effect); `None` where there is no
    /// spread to compare.
    pub design_effect: Option<f64>,
}

impl Clustered {
    /// What to print beside the mean, where records outnumber clusters.
    #[must_use]
    pub fn caution(&self) -> Option<String> {
        (self.records > self.clusters).then(|| {
            format!(
                "{} records of {} people or places: records of the same one are alike, so the interval counts each once.",
                self.records, self.clusters
            )
        })
    }
}

/// The mean of (cluster, value) records; `None` for none.
///
/// # Errors
/// [`Error::NotFinite`] when a value is infinite or not a number.
pub fn by_cluster<K: Ord>(records: impl IntoIterator<Item = (K, f64)>) -> Result<Option<Clustered>, Error> {
    let mut clusters: BTreeMap<K, Vec<f64>> = BTreeMap::new();
    for (cluster, value) in records {
        if !value.is_finite() {
            return Err(Error::NotFinite);
        }
        clusters.entry(cluster).or_default().push(value);
    }
    // In order of size within each cluster and by cluster, so that shuffling the records gives the same bits.
    clusters.values_mut().for_each(|values| values.sort_by(f64::total_cmp));
    let n: usize = clusters.values().map(Vec::len).sum();
    if n == 0 {
        return Ok(None);
    }
    let (size, groups) = (n as f64, clusters.len() as f64);
    let mean = clusters.values().flatten().sum::<f64>() / size;
    let off = |values: &Vec<f64>| values.iter().map(|value| value - mean).sum::<f64>().powi(2);
    let together = clusters.values().map(off).sum::<f64>() * groups / (groups - 1.0) / (size * size);
    let apart =
        clusters.values().flatten().map(|value| (value - mean).powi(2)).sum::<f64>() / (size - 1.0) / size;
    let half = (clusters.len() > 1).then(|| t_at(groups - 1.0) * together.sqrt());
    Ok(Some(Clustered {
        records: n as u64,
        clusters: clusters.len() as u64,
        mean,
        interval: half.map(|half| Interval { low: mean - half, high: mean + half }),
        design_effect: (clusters.len() > 1 && apart > 0.0).then(|| together / apart),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every record twice says nothing new: the interval stays, and the design effect says two.
    #[test]
    fn saying_it_twice_does_not_make_it_surer() {
        let values = [1.0, 2.0, 4.0, 3.0, 5.0, 2.5, 3.5, 1.5];
        let once = by_cluster(values.iter().copied().enumerate()).unwrap().unwrap();
        let twice =
            by_cluster(values.iter().copied().enumerate().chain(values.iter().copied().enumerate())).unwrap();
        let twice = twice.unwrap();
        assert_eq!((once.records, twice.records, twice.clusters), (8, 16, 8));
        assert!((once.interval.unwrap().low - twice.interval.unwrap().low).abs() < 1e-12);
        assert!((once.design_effect.unwrap() - 1.0).abs() < 1e-12);
        assert!(twice.design_effect.unwrap() > 1.9);
        assert!(once.caution().is_none() && twice.caution().unwrap().starts_with("16 records of 8"));
        let alone = Interval::of_mean(2.8125, 1.334_634_781_5, 8).unwrap();
        assert!((once.interval.unwrap().low - alone.low).abs() < 1e-6, "{once:?} {alone:?}");
    }

    #[test]
    fn one_cluster_has_no_interval() {
        let one = by_cluster([("Ann", 1.0), ("Ann", 3.0)]).unwrap().unwrap();
        assert_eq!((one.mean, one.interval, one.design_effect), (2.0, None, None));
        assert_eq!(by_cluster::<u8>([]).unwrap(), None);
        assert!(by_cluster([(1, f64::NAN)]).is_err());
    }
}
