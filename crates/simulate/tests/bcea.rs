//! The published numbers of another package's vaccine example, recomputed. Its data is under a licence we do not ship, so
//! this runs when `QUILT_BCEA_VACCINE` names a table of it, made in R by
//!
//! ```r
//! library(BCEA); data(Vaccine)
//! write.csv(data.frame(c0 = cost[, 1], c1 = cost[, 2], e0 = eff[, 1], e1 = eff[, 2]), "vaccine.csv", row.names = FALSE)
//! ```

use simulate::judge::{NetBenefits, Standing, frontier};

#[test]
fn the_vaccine_example() {
    let Some(path) = std::env::var_os("QUILT_BCEA_VACCINE") else {
        println!("skipped: QUILT_BCEA_VACCINE names no table");
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let rows: Vec<Vec<f64>> = text
        .lines()
        .skip(1)
        .map(|line| line.split(',').map(|it| it.trim().parse().unwrap()).collect())
        .collect();
    assert_eq!(rows.len(), 1_000);
    let column = |at: usize| rows.iter().map(|row| row[at]).collect::<Vec<f64>>();
    let (costs, effects) = (vec![column(0), column(1)], vec![column(2), column(3)]);
    let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len() as f64;
    let means: Vec<(f64, f64)> = costs.iter().zip(&effects).map(|(c, e)| (mean(c), mean(e))).collect();
    let stood = frontier(&means);
    let ratio =
        stood.iter().find_map(|it| if let Standing::On(ratio) = it.standing { Some(ratio) } else { None });
    assert!((ratio.unwrap() - 20_097.59).abs() < 0.005, "{ratio:?}");
    let at = |price| NetBenefits::at_price(&costs, &effects, price).unwrap();
    let gain = |them: &NetBenefits| them.means()[1] - them.means()[0];
    let (low, high) = (at(20_000.0), at(25_000.0));
    assert!((gain(&low) + 0.024_454).abs() < 6e-7 && (gain(&high) - 1.228_428).abs() < 6e-7);
    assert!((low.evpi().worth - 2.505_627).abs() < 6e-7 && (high.evpi().worth - 2.414_467).abs() < 6e-7);
    assert!((high.probabilities()[1] - 0.529).abs() < 1e-9);
}
