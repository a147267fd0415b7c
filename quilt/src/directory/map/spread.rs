//! Dots that would lie on one another are moved apart, so that each can be read and pressed:
//! many groups meet in the same hall.

use super::frame::{HEIGHT, WIDTH};

/// Half as wide as a dot, in units of the drawing: on the narrowest screen a dot is 24 pixels.
pub(super) const RADIUS: f64 = 17.0;

/// How far apart the middles of two dots are at least.
const APART: f64 = 2.0 * RADIUS + 1.0;

/// How far the middle of a dot keeps from where one asked from, so that both are seen.
const CLEAR: f64 = RADIUS + 12.0;

/// Places for dots that belong at `wanted`: each as near to where it belongs as there is room.
/// None covers `here`.
pub(super) fn spread(wanted: &[(f64, f64)], here: Option<(f64, f64)>) -> Vec<(f64, f64)> {
    let apart = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).hypot(a.1 - b.1);
    let mut placed: Vec<(f64, f64)> = Vec::with_capacity(wanted.len());
    for at in wanted {
        let free = |to: &(f64, f64)| {
            placed.iter().all(|other| apart(*to, *other) >= APART)
                && here.is_none_or(|here| apart(*to, here) >= CLEAR)
                && inside(*to)
        };
        let found = around(*at).find(free).unwrap_or(*at);
        placed.push(found);
    }
    placed
}

fn inside((x, y): (f64, f64)) -> bool {
    let edge = RADIUS + 2.0;
    (edge..=WIDTH - edge).contains(&x) && (edge..=HEIGHT - edge).contains(&y)
}

/// The place itself, then rings around it, each wider.
fn around((x, y): (f64, f64)) -> impl Iterator<Item = (f64, f64)> {
    let rings = (1..=24_u32).flat_map(move |ring| {
        let (far, many) = (f64::from(ring) * RADIUS, ring * 8);
        (0..many).map(move |n| {
            let turn = f64::from(n) / f64::from(many) * std::f64::consts::TAU;
            (x + far * turn.cos(), y + far * turn.sin())
        })
    });
    std::iter::once((x, y)).chain(rings)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_dot_alone_stays_where_it_belongs() {
        assert_eq!(spread(&[(100.0, 80.0)], None), [(100.0, 80.0)]);
    }

    proptest! {
        #[test]
        fn no_dot_lies_on_another(wanted in prop::collection::vec((20.0..380.0f64, 20.0..400.0f64), 0..20)) {
            let placed = spread(&wanted, None);
            prop_assert_eq!(placed.len(), wanted.len());
            for (n, a) in placed.iter().enumerate() {
                prop_assert!(inside(*a));
                for b in &placed[n + 1..] {
                    prop_assert!((a.0 - b.0).hypot(a.1 - b.1) >= APART - 1e-9);
                }
            }
        }

        #[test]
        fn twenty_groups_in_one_hall_can_all_be_pressed(x in 20.0..380.0f64, y in 20.0..400.0f64) {
            let placed = spread(&vec![(x, y); 20], Some((x, y)));
            let apart = |a: &(f64, f64), b: &(f64, f64)| (a.0 - b.0).hypot(a.1 - b.1) >= APART - 1e-9;
            prop_assert!((0..20).all(|n| (n + 1..20).all(|m| apart(&placed[n], &placed[m]))));
            prop_assert!(placed.iter().all(|at| (at.0 - x).hypot(at.1 - y) >= CLEAR - 1e-9));
        }
    }
}
