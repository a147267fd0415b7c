//! A smooth curve through noisy points: cubic pieces that are straight beyond the outer knots, by least squares.

/// Knots at these shares of the sorted points.
const KNOTS: [f64; 5] = [0.05, 0.275, 0.5, 0.725, 0.95];
/// A constant, a line, and one bend for each knot but two.
const TERMS: usize = 5;

/// What is fitted: the basis at each point, and the factor of its normal equations.
#[derive(Debug)]
pub(super) struct Basis {
    knots: [f64; 5],
    centre: f64,
    scale: f64,
    rows: Vec<[f64; TERMS]>,
    factor: [[f64; TERMS]; TERMS],
}

/// Coefficients, and the standard deviation of what is left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fitted {
    pub(super) coefficients: [f64; TERMS],
    pub(super) residual: f64,
}

impl Basis {
    /// The basis of these points; nothing when they do not vary or are too few.
    pub(super) fn new(points: &[f64]) -> Option<Self> {
        let n = points.len() as f64;
        if points.len() < 4 * TERMS {
            return None;
        }
        let centre = points.iter().sum::<f64>() / n;
        let scale = libm::sqrt(points.iter().map(|x| (x - centre) * (x - centre)).sum::<f64>() / n);
        if scale.is_nan() || scale <= 1e-12 * centre.abs() {
            return None;
        }
        let mut sorted: Vec<f64> = points.iter().map(|x| (x - centre) / scale).collect();
        sorted.sort_by(f64::total_cmp);
        let knots = KNOTS.map(|share| sorted[(share * (n - 1.0)) as usize]);
        if knots.windows(2).any(|pair| pair[1] - pair[0] < 1e-9) {
            return None;
        }
        let mut basis = Self { knots, centre, scale, rows: Vec::new(), factor: [[0.0; TERMS]; TERMS] };
        basis.rows = points.iter().map(|x| basis.at(*x)).collect();
        basis.factor = cholesky(&basis.rows)?;
        Some(basis)
    }

    /// The basis at a point.
    pub(super) fn at(&self, x: f64) -> [f64; TERMS] {
        let x = (x - self.centre) / self.scale;
        let cube = |knot: f64| (x - knot).max(0.0).powi(3);
        let [.., before, last] = self.knots;
        let bend = |knot: f64| (cube(knot) - cube(last)) / (last - knot);
        let end = bend(before);
        let [a, b, c, ..] = self.knots;
        [1.0, x, bend(a) - end, bend(b) - end, bend(c) - end]
    }

    /// The curve through these values.
    pub(super) fn fit(&self, values: &[f64]) -> Fitted {
        let mut right = [0.0; TERMS];
        for (row, value) in self.rows.iter().zip(values) {
            for (sum, x) in right.iter_mut().zip(row) {
                *sum += x * value;
            }
        }
        let coefficients = self.up(self.down(right));
        let left = self.rows.iter().zip(values).map(|(row, value)| value - along(row, &coefficients));
        let squares: f64 = left.map(|it| it * it).sum();
        let free = (values.len() - TERMS).max(1) as f64;
        Fitted { coefficients, residual: libm::sqrt(squares / free) }
    }

    /// How coefficients differ by chance, for independent standard normals: σ·L⁻ᵀz.
    pub(super) fn shaken(&self, fitted: &Fitted, z: [f64; TERMS]) -> [f64; TERMS] {
        let by = self.up(z);
        std::array::from_fn(|it| fitted.coefficients[it] + fitted.residual * by[it])
    }

    pub(super) fn rows(&self) -> &[[f64; TERMS]] {
        &self.rows
    }

    /// Solves L x = b.
    fn down(&self, mut b: [f64; TERMS]) -> [f64; TERMS] {
        for i in 0..TERMS {
            for j in 0..i {
                b[i] -= self.factor[i][j] * b[j];
            }
            b[i] /= self.factor[i][i];
        }
        b
    }

    /// Solves Lᵀ x = b.
    fn up(&self, mut b: [f64; TERMS]) -> [f64; TERMS] {
        for i in (0..TERMS).rev() {
            for j in i + 1..TERMS {
                b[i] -= self.factor[j][i] * b[j];
            }
            b[i] /= self.factor[i][i];
        }
        b
    }
}

pub(super) fn along(row: &[f64; TERMS], coefficients: &[f64; TERMS]) -> f64 {
    row.iter().zip(coefficients).map(|(x, c)| x * c).sum()
}

fn cholesky(rows: &[[f64; TERMS]]) -> Option<[[f64; TERMS]; TERMS]> {
    let mut l = [[0.0; TERMS]; TERMS];
    for i in 0..TERMS {
        for j in 0..=i {
            let mut sum: f64 = rows.iter().map(|row| row[i] * row[j]).sum();
            for (a, b) in l[i][..j].iter().zip(&l[j][..j]) {
                sum -= a * b;
            }
            if i == j {
                if sum.is_nan() || sum <= 0.0 {
                    return None;
                }
                l[i][i] = libm::sqrt(sum);
            } else {
                l[i][j] = sum / l[j][j];
            }
        }
    }
    Some(l)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_lines_and_bends_are_followed() {
        let points: Vec<f64> = (0..400).map(|i| f64::from(i) / 40.0).collect();
        let basis = Basis::new(&points).unwrap();
        let line: Vec<f64> = points.iter().map(|x| 3.0 - 2.0 * x).collect();
        assert!(basis.fit(&line).residual < 1e-9);
        let bend: Vec<f64> = points.iter().map(|x| (x / 3.0).sin()).collect();
        assert!(basis.fit(&bend).residual < 0.02);
        assert!(Basis::new(&[1.0; 100]).is_none() && Basis::new(&[1.0, 2.0]).is_none());
    }
}
