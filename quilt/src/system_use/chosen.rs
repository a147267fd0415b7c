//! Which comparison is told first, and why. It is chosen by how well each fits what was *before* the journeys, never by
//! what came after: whoever may look at two answers first is tempted to take the finer.

use measure::distribution::Enough;

use super::beside::InPairs;
use super::mixture::Mixture;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    Pairs(&'static str),
    Mixture(&'static str),
    Nothing,
}

/// `seen` is how many people with a journey there are to find somebody for.
pub(super) fn chosen(seen: u64, pairs: Option<&InPairs>, mixture: Option<&Mixture>) -> Chosen {
    let n = pairs.map_or(0, |pairs| pairs.beside.own.n());
    let alike = pairs.is_some_and(|pairs| !pairs.beside.started_apart());
    let whole = Enough::of(n) == Enough::Enough && n * 2 >= seen && alike;
    match (pairs, mixture) {
        (Some(_), _) if whole => Chosen::Pairs(
            "Pairs are told first: at least 30 were found, for half of the people or more, and before the journeys the two used as much.",
        ),
        (_, Some(mixture)) if mixture.fits() && mixture.can_tell() => Chosen::Mixture(
            "A mixture of groups is told first: there are too few good pairs, and the mixture went the same way before the journeys began.",
        ),
        (Some(_), _) if n >= measure::suppress::FEWEST => Chosen::Pairs(
            "Pairs are told, though they are few or found for fewer than half: no mixture of groups does better. Read them with care.",
        ),
        (_, Some(mixture)) if mixture.fits() => Chosen::Mixture(
            "A mixture of groups is told: there are no pairs. With fewer than 19 groups it shows a direction, and chance cannot be ruled out.",
        ),
        _ => Chosen::Nothing,
    }
}
