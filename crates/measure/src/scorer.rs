//! How answers become scores, as data: a content pack can name any of these and can bring no code of its own.

use std::borrow::Cow;

use crate::instrument::{Band, Direction, Item, List, Text};

/// How answers become scores.
#[derive(Debug, Clone, PartialEq)]
pub enum Scorer {
    /// Each item is a result of its own. There is no composite.
    Items,
    /// One item with an order but no distances: a share answering one choice, never a mean.
    Ordinal {
        /// The answer that is counted.
        counted: u8,
    },
    /// The counting items added up, times a whole number (1 for a plain sum).
    Sum {
        /// The score's code and name.
        score: Named,
        /// 4 for the WHO-5, which moves in fours.
        times: u8,
    },
    /// The counting items added up, the sum looked up in a published table. Transform each person, then average.
    Table {
        /// The score's code and name.
        score: Named,
        /// The metric of the smallest possible sum, and of each one after it.
        metric: List<f64>,
    },
    /// The mean of each named group of items.
    Means(List<Group>),
    /// Goal Attainment Scaling: one T score of the person's own goals.
    Goals,
    /// Scores come back from the measure's owners; nothing is worked out here.
    Returned {
        /// What comes back.
        scales: List<Scale>,
        /// Whether only a whole, unadapted administration may be recorded as valid, and part of one not at all.
        whole_only: bool,
    },
    /// Items make a profile; one further item (the last) is a thermometer; an index may be given from a licensed value set.
    Profile {
        /// The index, as given.
        index: Cow<'static, Scale>,
    },
}

/// A score's code and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The stored word.
    pub code: Text,
    /// For tables and sentences.
    pub name: Text,
}

/// A named group of items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The score's code and name.
    pub score: Named,
    /// Codes of its items.
    pub items: List<Text>,
}

/// How a score is reported for a group of people.
#[derive(Debug, Clone, PartialEq)]
pub enum Reported {
    /// By mean, median and distribution.
    Mean,
    /// By the share of people at one value.
    Share {
        /// The value.
        at: f64,
        /// Its printed words.
        words: Text,
    },
    /// By how many people are at each value.
    Counts,
}

/// One score: what it is called, how far it runs and which way is better.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// The stored word.
    pub code: Text,
    /// For tables and sentences.
    pub name: Text,
    /// The lowest it can be.
    pub low: f64,
    /// The highest it can be.
    pub high: f64,
    /// Places after the point that it is recorded and printed with.
    pub decimals: u8,
    /// Which way is better.
    pub direction: Direction,
    /// How groups are reported.
    pub reported: Reported,
    /// Published bands, where the score is an item with bands.
    pub bands: List<Band>,
}

/// What happens to missing items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MissingRule {
    /// Each item stands alone; a missing answer is never filled in.
    Alone,
    /// Every counting item of a score is needed.
    AllNeeded,
    /// Up to so many missing items are given the mean of the person's own others.
    PersonMean {
        /// At most so many.
        up_to: u8,
    },
    /// A goal without an answer is left out with its weight, and the number left out is said.
    LeftOut,
    /// Whatever the owners do; their score is taken whole or not at all.
    AsReturned,
}

impl Scorer {
    /// Whether the answers are the person's own goals.
    #[must_use]
    pub fn takes_goals(&self) -> bool {
        matches!(self, Self::Goals)
    }

    /// Scores that are entered rather than worked out.
    #[must_use]
    pub fn entered(&self) -> &[Scale] {
        match self {
            Self::Returned { scales, .. } => scales,
            Self::Profile { index } => std::slice::from_ref(index),
            _ => &[],
        }
    }

    /// Every score it yields on these items.
    #[must_use]
    pub fn scales(&self, items: &[Item]) -> Vec<Scale> {
        match self {
            Self::Items => items.iter().map(Scale::of_item).collect(),
            Self::Ordinal { counted } => {
                items.iter().take(1).map(|item| Scale::of_ordinal(item, *counted)).collect()
            }
            Self::Sum { score, times } => {
                let (low, high) = sums(items);
                let ends = (low * f64::from(*times), high * f64::from(*times));
                vec![Scale::new(score, ends, 0, direction(items))]
            }
            Self::Table { score, metric } => {
                let ends = metric.first().copied().zip(metric.last().copied()).unwrap_or_default();
                vec![Scale::new(score, ends, 2, direction(items))]
            }
            Self::Means(groups) => groups.iter().filter_map(|group| mean_scale(group, items)).collect(),
            Self::Goals => {
                let score = Named { code: "t".into(), name: "Goal attainment (T)".into() };
                // However many goals there are, T stays within 50 ± 20/√0.3.
                vec![Scale::new(&score, (50.0 - FURTHEST_T, 50.0 + FURTHEST_T), 1, Direction::HigherIsBetter)]
            }
            Self::Returned { scales, .. } => scales.to_vec(),
            Self::Profile { index } => {
                items.last().map(Scale::of_item).into_iter().chain([(**index).clone()]).collect()
            }
        }
    }
}

const FURTHEST_T: f64 = 36.514_837_167_011_07;

/// Lowest and highest sum of the counting items.
pub(crate) fn sums(items: &[Item]) -> (f64, f64) {
    items
        .iter()
        .filter(|item| item.counts)
        .fold((0.0, 0.0), |(low, high), item| (low + f64::from(item.low), high + f64::from(item.high)))
}

fn direction(items: &[Item]) -> Direction {
    items.iter().find(|item| item.counts).map_or(Direction::HigherIsBetter, |item| item.direction)
}

fn mean_scale(group: &Group, items: &[Item]) -> Option<Scale> {
    let first = items.iter().find(|item| group.items.contains(&item.code))?;
    let ends = (f64::from(first.low), f64::from(first.high));
    Some(Scale::new(&group.score, ends, 2, first.direction))
}

impl Scale {
    fn new(score: &Named, (low, high): (f64, f64), decimals: u8, direction: Direction) -> Self {
        Self {
            code: score.code.clone(),
            name: score.name.clone(),
            low,
            high,
            decimals,
            direction,
            reported: Reported::Mean,
            bands: List::Borrowed(&[]),
        }
    }

    /// The score an item is by itself.
    #[must_use]
    pub fn of_item(item: &Item) -> Self {
        let named = Named { code: item.code.clone(), name: item.name.clone() };
        let ends = (f64::from(item.low), f64::from(item.high));
        Self { bands: item.bands.clone(), ..Self::new(&named, ends, 0, item.direction) }
    }

    fn of_ordinal(item: &Item, counted: u8) -> Self {
        let words = item.choices.iter().find(|choice| choice.value == counted);
        let words = words.map_or_else(|| item.low_label.clone(), |choice| choice.words.clone());
        Self { reported: Reported::Share { at: f64::from(counted), words }, ..Self::of_item(item) }
    }

    /// Whether a value is on the scale.
    #[must_use]
    pub fn holds(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// The published band a value falls in.
    #[must_use]
    pub fn band(&self, value: f64) -> Option<&Band> {
        self.bands.iter().find(|band| (f64::from(band.low)..=f64::from(band.high)).contains(&value))
    }
}
