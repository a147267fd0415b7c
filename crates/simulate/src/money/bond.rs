//! A social impact bond: an investor carries costs until outcomes are paid for, and lives on the payments.

use super::{
    Pence,
    irr::{Rates, rates},
};

/// What an investor puts in and takes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waterfall {
    /// The investor's flow by month: below nought goes in, above comes out.
    pub investor: Vec<Pence>,
    /// Costs that nobody carried, by month: the commitment was drawn out.
    pub unfunded: Vec<Pence>,
    /// What is left to those who run it, by month, once the investor has had theirs.
    pub kept: Vec<Pence>,
}

/// Terms of a bond.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Terms {
    /// The most that is drawn.
    pub commitment: Pence,
    /// The manager's fee a month.
    pub fee: Pence,
    /// The investor's share of what is left once capital is back.
    pub upside: f64,
}

impl Terms {
    /// Runs the months: payments meet fees first, then costs; what lacks is drawn, up to the commitment; what is left repays
    /// capital, then is shared.
    #[must_use]
    pub fn run(&self, costs: &[Pence], payments: &[Pence]) -> Waterfall {
        let mut flows = Waterfall { investor: Vec::new(), unfunded: Vec::new(), kept: Vec::new() };
        let (mut drawn, mut owed) = (0i64, 0i64);
        for (cost, payment) in costs.iter().zip(payments) {
            let left = payment.0 - self.fee.0 - cost.0;
            let (mut investor, mut unfunded, mut kept) = (0, 0, 0);
            if left < 0 {
                let draw = (-left).min(self.commitment.0 - drawn);
                (drawn, owed) = (drawn + draw, owed + draw);
                investor = -draw;
                unfunded = -left - draw;
            } else {
                let capital = left.min(owed);
                owed -= capital;
                let gain = ((left - capital) as f64 * self.upside) as i64;
                investor += capital + gain;
                kept = left - capital - gain;
            }
            flows.investor.push(Pence(investor));
            flows.unfunded.push(Pence(unfunded));
            flows.kept.push(Pence(kept));
        }
        flows
    }
}

/// How an investor fares.
#[derive(Debug, Clone, PartialEq)]
pub struct Returns {
    /// What is left over in the end.
    pub sum: f64,
    /// The rates of return, by period.
    pub rates: Rates,
    /// What came back for each pound put in; nothing when nothing was.
    pub multiple: Option<f64>,
    /// The most that was out at once.
    pub peak_draw: f64,
    /// Whether less came back than went in.
    pub loss: bool,
}

impl Returns {
    /// Of flows a period apart.
    #[must_use]
    pub fn of(flows: &[f64]) -> Self {
        let put_in: f64 = flows.iter().filter(|flow| **flow < 0.0).map(|flow| -flow).sum();
        let came_back: f64 = flows.iter().filter(|flow| **flow > 0.0).sum();
        let mut out = 0.0f64;
        let mut peak = 0.0f64;
        for flow in flows {
            out -= flow;
            peak = peak.max(out);
        }
        Self {
            sum: came_back - put_in,
            rates: rates(flows),
            multiple: (put_in > 0.0).then(|| came_back / put_in),
            peak_draw: peak,
            loss: came_back < put_in,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::time::present_value;

    const FLOWS: [f64; 8] = [-900.0, -500.0, -250.0, 150.0, 450.0, 600.0, 600.0, 450.0];

    #[test]
    fn a_bond_as_tabled() {
        let returns = Returns::of(&FLOWS);
        let Rates::One(rate) = returns.rates else { panic!("{returns:?}") };
        assert_eq!((returns.sum, returns.peak_draw, returns.loss), (600.0, 1_650.0, false));
        assert!((rate - 0.068_250_0).abs() < 5e-8, "{rate}");
        assert!((returns.multiple.unwrap() - 1.363_64).abs() < 5e-6);
        assert!((present_value(0.035, &FLOWS) - 257.951).abs() < 5e-4);
    }

    #[test]
    fn the_same_bond_month_by_month() {
        let costs = [900, 500, 250, 0, 0, 0, 0, 0].map(Pence);
        let payments = [0, 0, 0, 150, 450, 600, 600, 450].map(Pence);
        let terms = Terms { commitment: Pence(1_650), fee: Pence(0), upside: 1.0 };
        let flows = terms.run(&costs, &payments);
        assert_eq!(flows.investor.iter().map(|it| it.0 as f64).collect::<Vec<_>>(), FLOWS);
        assert!(flows.unfunded.iter().chain(&flows.kept).all(|it| it.0 == 0));
    }

    proptest::proptest! {
        /// Nothing is lost: costs and fees are met by payments, the investor, or nobody; and never more is drawn than was promised.
        #[test]
        fn every_penny_is_somewhere(
            months in proptest::collection::vec((0i64..10_000, 0i64..10_000), 1..60),
            commitment in 0i64..100_000, fee in 0i64..200, upside in 0.0f64..1.0,
        ) {
            let (costs, payments): (Vec<_>, Vec<_>) = months.iter().map(|(c, p)| (Pence(*c), Pence(*p))).unzip();
            let flows = Terms { commitment: Pence(commitment), fee: Pence(fee), upside }.run(&costs, &payments);
            let mut drawn = 0;
            for (month, (cost, payment)) in costs.iter().zip(&payments).enumerate() {
                let (investor, unfunded, kept) = (flows.investor[month].0, flows.unfunded[month].0, flows.kept[month].0);
                proptest::prop_assert_eq!(payment.0 - investor + unfunded, cost.0 + fee + kept);
                proptest::prop_assert!(unfunded >= 0 && kept >= 0);
                drawn += (-investor).max(0);
            }
            proptest::prop_assert!(drawn <= commitment);
        }
    }
}
