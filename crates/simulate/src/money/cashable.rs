//! When capacity freed is cash: in whole quanta, employer by employer.
//!
//! A practice spared a thousand visits employs as many GPs as before. It employs one fewer when a whole GP's year is
//! spared, and not a visit sooner; quanta of different employers are never pooled. What truly varies with each visit
//! (drugs, dressings) is saved at once.

use super::{Cash, Freed, Pence};

/// The rule for one kind of use.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Units a year that let the employer do with one fewer.
    pub quantum: f64,
    /// What that saves, pounds.
    pub quantum_cost: f64,
    /// What each unit saves at once, pounds.
    pub variable: f64,
    /// What a unit costs all in all, pounds.
    pub unit_cost: f64,
}

impl Rule {
    /// What one employer has of units spared in one year. Use that rose instead of falling saves nothing and costs its
    /// variable part.
    #[must_use]
    pub fn settle(&self, units: f64) -> (Cash, Freed) {
        let quanta = if self.quantum > 0.0 { (units / self.quantum).floor().max(0.0) } else { 0.0 };
        let cash = Pence::of(quanta * self.quantum_cost + self.variable * units);
        let whole = Pence::of(units * self.unit_cost);
        (Cash(cash), Freed(Pence((whole.0 - cash.0).max(0))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GP: Rule = Rule { quantum: 5_500.0, quantum_cost: 120_000.0, variable: 0.0, unit_cost: 42.0 };

    #[test]
    fn four_link_workers_spare_no_gp() {
        let (cash, freed) = GP.settle(4.0 * 225.0 * 2.8);
        assert_eq!((cash, freed), (Cash(Pence(0)), Freed(Pence::of(105_840.0))));
    }

    #[test]
    fn a_whole_gp_and_not_a_visit_sooner() {
        assert_eq!(GP.settle(5_499.0).0, Cash(Pence(0)));
        assert_eq!(GP.settle(5_500.0).0, Cash(Pence::of(120_000.0)));
        assert_eq!(GP.settle(5_500.0).1, Freed(Pence::of(111_000.0)));
        // Two practices with a quantum between them have none.
        assert_eq!(GP.settle(2_750.0).0 + GP.settle(2_750.0).0, Cash(Pence(0)));
    }

    #[test]
    fn what_varies_is_saved_at_once_and_freed_is_never_below_nought() {
        let rule = Rule { variable: 8.0, ..GP };
        assert_eq!(rule.settle(100.0), (Cash(Pence::of(800.0)), Freed(Pence::of(3_400.0))));
        let dear = Rule { variable: 60.0, ..GP };
        assert_eq!(dear.settle(100.0), (Cash(Pence::of(6_000.0)), Freed(Pence(0))));
        assert_eq!(rule.settle(-10.0), (Cash(Pence::of(-80.0)), Freed(Pence(0))));
    }

    #[test]
    fn value_for_each_person_at_what_is_claimed() {
        let visits: f64 = 0.28 * 10.0;
        let link: f64 = 42_340.0 * 1.2 / 225.0;
        assert!((visits * 42.0 - 117.6).abs() < 1e-9 && (visits * 49.0 - 137.2).abs() < 1e-9);
        assert!((link - 225.8).abs() < 0.1);
        assert!((visits * 42.0 / link - 0.52).abs() < 0.005 && (visits * 49.0 / link - 0.61).abs() < 0.005);
    }
}
