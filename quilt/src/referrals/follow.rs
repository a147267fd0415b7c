//! Who may follow a referral, and how closely: the team of its scheme reads it, whoever
//! made it hears what became of it, and to anybody else there is nothing here.

use ::store::Tx;

use super::{Referral, ReferralId, referral};
use crate::access::{Act, Actor, Tied, Verdict, ask};
use crate::refusal::Refusal;

/// How somebody stands to a referral they may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Of the scheme that holds it.
    Team,
    /// Made it, and is of another place: state, day and wait, never the person's record.
    Referrer,
}

/// The referral, and how this actor stands to it.
pub fn followed(tx: &mut Tx<'_>, by: &Actor, id: ReferralId) -> Result<(Referral, Standing), Refusal> {
    let referral = referral(tx, by, id)?;
    if by.verdict(Act::FollowReferral, &of_scheme(&referral)) == Verdict::Yes {
        return Ok((referral, Standing::Team));
    }
    let made = [Tied { scheme: referral.scheme, account: referral.referrer }];
    ask(by, Act::FollowReferral, referral.person, &made, false)?;
    Ok((referral, Standing::Referrer))
}

/// The referral, for somebody who may decide about it.
pub fn triaged(tx: &mut Tx<'_>, by: &Actor, id: ReferralId) -> Result<Referral, Refusal> {
    let referral = referral(tx, by, id)?;
    ask(by, Act::Triage, referral.person, &of_scheme(&referral), false)?;
    Ok(referral)
}

pub fn may_triage(by: &Actor, referral: &Referral) -> bool {
    by.verdict(Act::Triage, &of_scheme(referral)) == Verdict::Yes
}

/// The scheme alone: having made a referral gives nobody the team's view of it.
fn of_scheme(referral: &Referral) -> [Tied; 1] {
    [Tied { scheme: referral.scheme, account: None }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{engines, world};
    use crate::referrals::tests::referred;

    #[test]
    fn everybody_sees_as_much_as_they_should() {
        for db in engines() {
            let world = world(&db);
            let by_ada = referred(&db, &world, &world.referrer, "Margaret Vowles");
            let by_tom = referred(&db, &world, &world.stranger, "Ron Pope");
            let stands =
                |by: &Actor, id| db.read("follow", |tx| followed(tx, by, id)).map(|(_, how)| how).ok();
            assert_eq!(stands(&world.lead, by_ada), Some(Standing::Team));
            assert_eq!(stands(&world.worker, by_ada), Some(Standing::Team));
            assert_eq!(stands(&world.referrer, by_ada), Some(Standing::Referrer));
            assert_eq!(stands(&world.referrer, by_tom), None);
            assert_eq!(stands(&world.stranger, by_ada), None, "another scheme's link worker");
            assert_eq!(
                stands(&world.stranger, by_tom),
                Some(Standing::Referrer),
                "made it for another scheme"
            );
            for nobody in [&world.commissioner, &world.admin, &Actor::anyone(world.area.id)] {
                assert_eq!(stands(nobody, by_ada), None, "{}", nobody.name);
            }
            let decides = |by: &Actor, id| db.read("triage", |tx| triaged(tx, by, id)).is_ok();
            assert!(decides(&world.lead, by_ada));
            for not in [&world.worker, &world.referrer, &world.stranger, &world.admin] {
                assert!(!decides(not, by_ada), "{}", not.name);
            }
        }
    }
}
