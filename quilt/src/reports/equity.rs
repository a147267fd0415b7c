//! For whom: offered, said no and reached, by how deprived the place is where people live.
//! Who is missing from a service is a fact about the service.

use measure::Suppressed;

use super::flow::{Counts, Passage};

/// Counts by fifth of deprivation, most deprived first, and those whose place is not known.
#[derive(Debug, Clone, Default)]
pub(super) struct Fifths {
    fifths: [Counts; 5],
    unknown: Counts,
}

impl Fifths {
    pub fn add(&mut self, passage: &Passage) {
        let at = passage.decile.and_then(fifth).and_then(|at| self.fifths.get_mut(at));
        at.unwrap_or(&mut self.unknown).add(passage);
    }

    /// Each row of the table, by name.
    pub fn rows(&self) -> impl Iterator<Item = (&'static str, &Counts)> {
        let names = ["Most deprived fifth", "Second", "Third", "Fourth", "Least deprived fifth"];
        names.into_iter().zip(&self.fifths).chain([("Not known", &self.unknown)])
    }

    /// Known from the address of how many, of all.
    pub fn known(&self) -> u64 {
        self.fifths.iter().map(|counts| counts.asked).sum()
    }

    /// Whether people of the most deprived fifth said no, or were not reached, more or less
    /// often than all others whose place is known. Worked out from rounded numbers; a
    /// difference under [`WORTH_SAYING`] says "about as often". Nothing when too few to say.
    pub fn sentence(&self) -> Option<String> {
        let most = &self.fifths[0];
        let sum = |of: fn(&Counts) -> u64| self.fifths[1..].iter().map(of).sum::<u64>();
        let no =
            compare(percent(most.said_no, most.offered)?, percent(sum(|c| c.said_no), sum(|c| c.offered))?);
        let missed = compare(
            percent(most.not_reached, most.asked)?,
            percent(sum(|c| c.not_reached), sum(|c| c.asked))?,
        );
        // "Not reached more often" is plainer said as "reached less often".
        let reached = match missed {
            MORE => LESS,
            LESS => MORE,
            alike => alike,
        };
        let than = |how| if how == ALIKE { " as others" } else { " than others" };
        // Saying no less often and being reached less often point two ways.
        let and = if no == reached && no != ALIKE { "but" } else { "and" };
        let first = if than(no) == than(reached) { "" } else { than(no) };
        Some(format!(
            "People in the most deprived fifth said no {no}{first} {and} were reached {reached}{}.",
            than(reached)
        ))
    }
}

/// The fifth (0 to 4) a tenth (1 to 10) lies in.
fn fifth(decile: i64) -> Option<usize> {
    (1..=10).contains(&decile).then(|| usize::try_from((decile - 1) / 2).ok())?
}

/// Percentage points below which two shares are called alike.
const WORTH_SAYING: u8 = 3;

pub(super) fn percent(part: u64, whole: u64) -> Option<u8> {
    Suppressed::new(part).percent_of(Suppressed::new(whole))
}

const MORE: &str = "more often";
const LESS: &str = "less often";
const ALIKE: &str = "about as often";

fn compare(here: u8, elsewhere: u8) -> &'static str {
    match (here.abs_diff(elsewhere) < WORTH_SAYING, here > elsewhere) {
        (true, _) => ALIKE,
        (false, true) => MORE,
        (false, false) => LESS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::referrals::State;
    use crate::reports::flow::tests::passage;

    fn fifths(rows: &[(i64, State, usize)]) -> Fifths {
        let mut fifths = Fifths::default();
        for (decile, state, times) in rows {
            let mut one = passage(*state);
            one.decile = Some(*decile);
            (0..*times).for_each(|_| fifths.add(&one));
        }
        fifths
    }

    #[test]
    fn tenths_fall_in_fifths_and_what_is_no_tenth_is_not_known() {
        assert_eq!([1, 2, 3, 9, 10].map(fifth), [Some(0), Some(0), Some(1), Some(4), Some(4)]);
        assert_eq!([0, 11, -1].map(fifth), [None; 3]);
        let mut fifths = Fifths::default();
        fifths.add(&passage(State::Waiting));
        assert_eq!((fifths.unknown.asked, fifths.known()), (1, 0));
    }

    #[test]
    fn the_sentence_says_which_way_and_no_more_than_the_numbers_hold() {
        // Most deprived: 10 of 100 offered said no (10%), 30 of 130 asked not reached (23%).
        // Others: 40 of 200 said no (20%), 20 of 220 not reached (9%).
        let here = [(1, State::Started, 90), (2, State::Declined, 10), (1, State::NotReached, 30)];
        let there = [(5, State::Started, 160), (6, State::Declined, 40), (9, State::NotReached, 20)];
        let all = fifths(&[here, there].concat());
        assert_eq!(
            all.sentence().unwrap(),
            "People in the most deprived fifth said no less often but were reached less often than others."
        );
        let few = fifths(&[(1, State::Started, 90), (2, State::Declined, 3), (8, State::Started, 50)]);
        assert_eq!(few.sentence(), None);
    }

    #[test]
    fn alike_is_said_plainly() {
        let one = |decile| {
            [(decile, State::Started, 80), (decile, State::Declined, 20), (decile, State::NotReached, 20)]
        };
        let all = fifths(&[one(1), one(7)].concat());
        assert_eq!(
            all.sentence().unwrap(),
            "People in the most deprived fifth said no about as often and were reached about as often as others."
        );
    }
}
