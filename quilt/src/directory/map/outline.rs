//! The outline of where people live: a soft line around scattered points, worked out from how
//! thickly they lie (a field of bumps, followed at one height by marching squares).

/// A place on the flat, in kilometres east and north of somewhere.
pub(super) type Flat = (f64, f64);

/// How far one point is felt, in kilometres, and the height that is followed.
const FELT: f64 = 3.2;
const HEIGHT: f64 = 0.34;

/// Points closer together than this count once, so that a town is no mountain.
const APART: f64 = 2.4;

/// The finest net laid over the points, in kilometres, and the most knots it has each way.
const FINEST: f64 = 0.9;
const KNOTS: usize = 150;

/// A line thinned out leaves its place by at most this, in kilometres.
const SLACK: f64 = 0.35;

/// Closed lines around the points, each without its first point again at its end.
pub(super) fn outline(points: &[Flat]) -> Vec<Vec<Flat>> {
    let points = thinned(points);
    let Some(net) = Net::over(&points) else { return Vec::new() };
    net.lines().into_iter().map(|line| simpler(&line)).filter(|line| line.len() >= 4).collect()
}

/// One point for each cell of a net.
fn thinned(points: &[Flat]) -> Vec<Flat> {
    let cell = |(x, y): Flat| ((x / APART).floor() as i64, (y / APART).floor() as i64);
    let mut cells: std::collections::BTreeMap<(i64, i64), (f64, f64, f64)> =
        std::collections::BTreeMap::new();
    for point in points.iter().filter(|(x, y)| x.is_finite() && y.is_finite()) {
        let sum = cells.entry(cell(*point)).or_default();
        *sum = (sum.0 + point.0, sum.1 + point.1, sum.2 + 1.0);
    }
    cells.into_values().map(|(x, y, n)| (x / n, y / n)).collect()
}

/// A net of knots, each with the height of the field there.
struct Net {
    from: Flat,
    step: f64,
    across: usize,
    up: usize,
    heights: Vec<f64>,
}

impl Net {
    fn over(points: &[Flat]) -> Option<Net> {
        let first = points.first()?;
        let (mut low, mut high) = (*first, *first);
        for (x, y) in points {
            low = (low.0.min(*x), low.1.min(*y));
            high = (high.0.max(*x), high.1.max(*y));
        }
        let margin = 4.0 * FELT;
        let from = (low.0 - margin, low.1 - margin);
        let (wide, tall) = (high.0 - low.0 + 2.0 * margin, high.1 - low.1 + 2.0 * margin);
        let step = FINEST.max(wide.max(tall) / KNOTS as f64);
        let (across, up) = ((wide / step).ceil() as usize + 1, (tall / step).ceil() as usize + 1);
        let mut net = Net { from, step, across, up, heights: vec![0.0; across * up] };
        for point in points {
            net.raise(*point);
        }
        Some(net)
    }

    /// Raises the field around one point. A net wider than a point is felt still feels it.
    fn raise(&mut self, (x, y): Flat) {
        let felt = FELT.max(1.2 * self.step);
        let reach = (3.0 * felt / self.step).ceil() as i64;
        let (column, row) = (((x - self.from.0) / self.step) as i64, ((y - self.from.1) / self.step) as i64);
        for row in (row - reach).max(0)..(row + reach + 1).min(self.up as i64) {
            for column in (column - reach).max(0)..(column + reach + 1).min(self.across as i64) {
                let knot = self.place(column as usize, row as usize);
                let apart = (knot.0 - x).powi(2) + (knot.1 - y).powi(2);
                self.heights[row as usize * self.across + column as usize] +=
                    (-apart / (2.0 * felt * felt)).exp();
            }
        }
    }

    fn place(&self, column: usize, row: usize) -> Flat {
        (self.from.0 + column as f64 * self.step, self.from.1 + row as f64 * self.step)
    }

    fn height(&self, column: usize, row: usize) -> f64 {
        self.heights[row * self.across + column]
    }

    /// Every closed line at the height: each cell's pieces, joined end to end.
    fn lines(&self) -> Vec<Vec<Flat>> {
        let mut next: std::collections::BTreeMap<Edge, Edge> = std::collections::BTreeMap::new();
        for row in 0..self.up.saturating_sub(1) {
            for column in 0..self.across.saturating_sub(1) {
                next.extend(self.pieces(column, row));
            }
        }
        let mut lines = Vec::new();
        while let Some((first, mut at)) = next.pop_first() {
            let mut line = vec![self.crossing(first)];
            while at != first {
                line.push(self.crossing(at));
                match next.remove(&at) {
                    Some(on) => at = on,
                    None => break,
                }
            }
            lines.push(line);
        }
        lines
    }

    /// The pieces of line in one cell, each from edge to edge with the high ground on its left.
    fn pieces(&self, column: usize, row: usize) -> Vec<(Edge, Edge)> {
        let high = |right: usize, above: usize| self.height(column + right, row + above) >= HEIGHT;
        let (bottom, top) = (Edge::along(column, row), Edge::along(column, row + 1));
        let (left, right) = (Edge::up(column, row), Edge::up(column + 1, row));
        match (high(0, 0), high(1, 0), high(1, 1), high(0, 1)) {
            (true, false, false, false) => vec![(bottom, left)],
            (false, true, false, false) => vec![(right, bottom)],
            (false, false, true, false) => vec![(top, right)],
            (false, false, false, true) => vec![(left, top)],
            (true, true, false, false) => vec![(right, left)],
            (false, true, true, false) => vec![(top, bottom)],
            (false, false, true, true) => vec![(left, right)],
            (true, false, false, true) => vec![(bottom, top)],
            (false, true, true, true) => vec![(left, bottom)],
            (true, false, true, true) => vec![(bottom, right)],
            (true, true, false, true) => vec![(right, top)],
            (true, true, true, false) => vec![(top, left)],
            // Two corners across from each other: kept apart.
            (true, false, true, false) => vec![(bottom, left), (top, right)],
            (false, true, false, true) => vec![(right, bottom), (left, top)],
            (true, true, true, true) | (false, false, false, false) => Vec::new(),
        }
    }

    /// Where the line crosses an edge of the net.
    fn crossing(&self, edge: Edge) -> Flat {
        let (column, row) = (edge.column, edge.row);
        let (end_column, end_row) = if edge.upward { (column, row + 1) } else { (column + 1, row) };
        let (here, there) = (self.height(column, row), self.height(end_column, end_row));
        let along = ((HEIGHT - here) / (there - here)).clamp(0.0, 1.0);
        let (from, to) = (self.place(column, row), self.place(end_column, end_row));
        (from.0 + along * (to.0 - from.0), from.1 + along * (to.1 - from.1))
    }
}

/// An edge of the net, from a knot to the right or upward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    column: usize,
    row: usize,
    upward: bool,
}

impl Edge {
    fn along(column: usize, row: usize) -> Edge {
        Edge { column, row, upward: false }
    }

    fn up(column: usize, row: usize) -> Edge {
        Edge { column, row, upward: true }
    }
}

/// The line with every point left out that lies on it anyway (Douglas and Peucker, on both halves).
fn simpler(line: &[Flat]) -> Vec<Flat> {
    if line.len() < 8 {
        return line.to_vec();
    }
    let half = line.len() / 2;
    let mut kept = vec![false; line.len()];
    (kept[0], kept[half], kept[line.len() - 1]) = (true, true, true);
    let mut open = vec![(0, half), (half, line.len() - 1)];
    while let Some((first, last)) = open.pop() {
        let far = (first + 1..last)
            .map(|at| (at, from_line(line[at], line[first], line[last])))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((at, off)) = far
            && off > SLACK
        {
            kept[at] = true;
            open.extend([(first, at), (at, last)]);
        }
    }
    line.iter().zip(kept).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect()
}

fn from_line((x, y): Flat, (ax, ay): Flat, (bx, by): Flat) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let long = dx.hypot(dy);
    if long == 0.0 { (x - ax).hypot(y - ay) } else { ((x - ax) * dy - (y - ay) * dx).abs() / long }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Twice the area a closed line holds; positive when it runs against the clock.
    fn area(line: &[Flat]) -> f64 {
        (0..line.len())
            .map(|n| (line[n], line[(n + 1) % line.len()]))
            .map(|((ax, ay), (bx, by))| ax * by - bx * ay)
            .sum()
    }

    fn holds(line: &[Flat], (x, y): Flat) -> bool {
        let crossed = (0..line.len()).filter(|n| {
            let ((ax, ay), (bx, by)) = (line[*n], line[(n + 1) % line.len()]);
            (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax
        });
        crossed.count() % 2 == 1
    }

    #[test]
    fn one_village_has_one_line_around_it() {
        let lines = outline(&[(0.0, 0.0)]);
        assert_eq!(lines.len(), 1);
        assert!(area(&lines[0]) > 0.0 && holds(&lines[0], (0.0, 0.0)) && !holds(&lines[0], (9.0, 0.0)));
    }

    #[test]
    fn what_lies_far_apart_has_two_and_what_lies_close_one() {
        assert_eq!(outline(&[(0.0, 0.0), (30.0, 0.0)]).len(), 2);
        assert_eq!(outline(&[(0.0, 0.0), (5.0, 0.0)]).len(), 1);
        assert_eq!(outline(&[]), Vec::<Vec<Flat>>::new());
        assert_eq!(outline(&[(f64::NAN, 1.0)]).len(), 0);
    }

    #[test]
    fn a_town_is_no_mountain() {
        let town: Vec<Flat> =
            (0..400).map(|n| (f64::from(n % 20) * 0.01, f64::from(n / 20) * 0.01)).collect();
        assert!(!holds(&outline(&town)[0], (7.0, 0.0)));
    }

    proptest! {
        #[test]
        fn every_point_lies_inside_a_line(points in prop::collection::vec((-60.0..60.0f64, -60.0..60.0f64), 1..60)) {
            let lines = outline(&points);
            for point in points {
                // Inside an odd number of lines: a line within a line is a hole.
                let inside = lines.iter().filter(|line| holds(line, point)).count();
                prop_assert!(inside % 2 == 1, "{point:?} lies in {inside} lines");
            }
        }
    }
}
