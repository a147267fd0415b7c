//! The frontier of costs and effects: what is ruled out outright, what by a mixture of others, and what each step up the
//! frontier costs.

/// Where a strategy stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Standing {
    /// The cheapest on the frontier.
    First,
    /// On the frontier, at this cost for each unit of effect beyond the one before.
    On(f64),
    /// Another costs no more and does no less.
    Dominated,
    /// A mixture of two others does as much for less.
    ExtendedDominated,
}

/// A strategy by its number, and how it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stood {
    /// Its number, as given.
    pub strategy: usize,
    /// Its standing.
    pub standing: Standing,
}

/// How strategies stand, each given by its mean cost and mean effect; in the order given.
#[must_use]
pub fn frontier(means: &[(f64, f64)]) -> Vec<Stood> {
    let mut standing = vec![Standing::Dominated; means.len()];
    let mut order: Vec<usize> = (0..means.len()).collect();
    order.sort_by(|a, b| means[*a].0.total_cmp(&means[*b].0).then(means[*b].1.total_cmp(&means[*a].1)));
    let mut on: Vec<usize> = Vec::new();
    for it in order {
        if on.last().is_some_and(|last| means[it].1 <= means[*last].1) {
            continue;
        }
        // A step that costs less than the one before makes that one a mixture's business.
        while let [.., before, last] = on[..]
            && ratio(means[last], means[it]) <= ratio(means[before], means[last])
        {
            standing[last] = Standing::ExtendedDominated;
            on.pop();
        }
        on.push(it);
    }
    for (place, it) in on.iter().enumerate() {
        standing[*it] = match place.checked_sub(1) {
            None => Standing::First,
            Some(before) => Standing::On(ratio(means[on[before]], means[*it])),
        };
    }
    standing.into_iter().enumerate().map(|(strategy, standing)| Stood { strategy, standing }).collect()
}

fn ratio(from: (f64, f64), to: (f64, f64)) -> f64 {
    (to.0 - from.0) / (to.1 - from.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_another_package_has_it() {
        let costs = [5.0, 10.0, 12.0, 25.0, 35.0, 55.0].map(|thousands| thousands * 1_000.0);
        let effects = [1.0, 2.0, 1.5, 3.0, 4.0, 5.0];
        // Usual care, A to E, of which A costs more than C's neighbour and does less.
        let means: Vec<(f64, f64)> = costs.into_iter().zip(effects).collect();
        let stood: Vec<Standing> = frontier(&means).iter().map(|it| it.standing).collect();
        assert_eq!(
            stood,
            [
                Standing::First,
                Standing::On(5_000.0),
                Standing::Dominated,
                Standing::ExtendedDominated,
                Standing::On(12_500.0),
                Standing::On(20_000.0),
            ]
        );
    }

    #[test]
    fn equals_and_none() {
        assert!(frontier(&[]).is_empty());
        let twins = frontier(&[(1.0, 1.0), (1.0, 1.0)]);
        assert_eq!((twins[0].standing, twins[1].standing), (Standing::First, Standing::Dominated));
    }

    proptest::proptest! {
        /// Whatever is best at some price is on the frontier, and everything on it is best at some price.
        #[test]
        fn on_the_frontier_is_best_somewhere(means in proptest::collection::vec((0.0f64..100.0, 0.0f64..10.0), 1..8)) {
            let stood = frontier(&means);
            for step in 0..2_000 {
                let price = f64::from(step) * 0.1;
                let worth = |it: usize| price * means[it].1 - means[it].0;
                let most = (0..means.len()).map(worth).fold(f64::NEG_INFINITY, f64::max);
                let reached = stood.iter().any(|it| {
                    matches!(it.standing, Standing::First | Standing::On(_)) && worth(it.strategy) >= most - 1e-6
                });
                proptest::prop_assert!(reached, "at {}", price);
            }
        }
    }
}
