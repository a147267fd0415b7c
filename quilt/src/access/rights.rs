//! Who may do what: one table, to be read by whoever answers for people's privacy.
//!
//! A row says: someone in this role may do this, this far. How far is measured from the
//! person or thing concerned ([`Relation`]): their own caseload or referral, a person of
//! their scheme, or anyone in the area. What is not in the table is not allowed.

use Act::*;
use Reach::*;
use Role::*;

/// What somebody is here to do. One account may hold several roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    Referrer,
    LinkWorker,
    TeamLead,
    Builder,
    Commissioner,
    Administrator,
}

impl Role {
    pub const ALL: [Role; 6] = [Referrer, LinkWorker, TeamLead, Builder, Commissioner, Administrator];

    pub fn code(self) -> &'static str {
        match self {
            Referrer => "referrer",
            LinkWorker => "link_worker",
            TeamLead => "team_lead",
            Builder => "builder",
            Commissioner => "commissioner",
            Administrator => "administrator",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Referrer => "referrer",
            LinkWorker => "link worker",
            TeamLead => "team lead",
            Builder => "builder",
            Commissioner => "commissioner",
            Administrator => "administrator",
        }
    }

    pub fn parse(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// One kind of thing that can be done to, or seen of, somebody or something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// Ask that someone be offered social prescribing.
    Refer,
    /// See what became of a referral.
    FollowReferral,
    /// Accept, ask again later, route elsewhere, decline, allocate.
    Triage,
    /// The worklists of a link worker's day.
    SeeToday,
    SeeCaseload,
    OpenPerson,
    ChangePerson,
    /// Say that two records are one person, and undo it.
    MergePeople,
    OpenJourney,
    /// Contacts, steps, concerns, readings, links, pauses.
    RecordOnJourney,
    EndJourney,
    ReadStory,
    /// Numbers about many people; never one person.
    ReadGroupStory,
    /// Take away rows about the people of a scheme, names among them.
    ExportNamed,
    /// Take away rows about people without a name, an address or anybody's own words.
    ExportRows,
    /// Take away services, schemes and lists of codes: nothing about a person.
    ExportHouse,
    /// Stories people told and agreed to have read: those of the scheme by the scheme, those for
    /// reports by whoever pays.
    ReadToldStories,
    /// What many people used of the health service before and after; never one person.
    ReadUse,
    /// Notes and corrections in the directory.
    KeepDirectory,
    /// Ask that a person's record be erased, as they asked: the first of two people.
    AskErasure,
    /// Agree to it, and do it, without seeing the record; the second.
    Erase,
    /// Schemes, accounts, feeds, the state of the ledger; no person's record.
    Administer,
}

impl Act {
    pub const ALL: [Act; 22] = [
        Refer,
        FollowReferral,
        Triage,
        SeeToday,
        SeeCaseload,
        OpenPerson,
        ChangePerson,
        MergePeople,
        OpenJourney,
        RecordOnJourney,
        EndJourney,
        ReadStory,
        ReadGroupStory,
        ExportNamed,
        ExportRows,
        ExportHouse,
        ReadToldStories,
        ReadUse,
        KeepDirectory,
        AskErasure,
        Erase,
        Administer,
    ];
}

/// How far a permission goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Their own: the people they walk beside, the referrals they made.
    Own,
    /// Their own; others of the same scheme once they say why.
    SchemeWithReason,
    /// Everyone of their scheme.
    Scheme,
    /// Everyone in the area.
    Area,
}

/// The whole table.
pub const MAY: &[(Role, Act, Reach)] = &[
    (Referrer, Refer, Area),
    (Referrer, FollowReferral, Own),
    (LinkWorker, Refer, Area),
    (LinkWorker, FollowReferral, Scheme),
    (LinkWorker, SeeToday, Own),
    (LinkWorker, SeeCaseload, Own),
    (LinkWorker, OpenPerson, SchemeWithReason),
    (LinkWorker, ChangePerson, SchemeWithReason),
    (LinkWorker, OpenJourney, SchemeWithReason),
    (LinkWorker, RecordOnJourney, SchemeWithReason),
    (LinkWorker, EndJourney, Own),
    (LinkWorker, ReadStory, SchemeWithReason),
    (LinkWorker, ReadGroupStory, Scheme),
    (LinkWorker, ReadToldStories, Scheme),
    (LinkWorker, KeepDirectory, Area),
    (TeamLead, Refer, Area),
    (TeamLead, FollowReferral, Scheme),
    (TeamLead, Triage, Scheme),
    (TeamLead, SeeCaseload, Scheme),
    (TeamLead, OpenPerson, Scheme),
    (TeamLead, ChangePerson, Scheme),
    (TeamLead, MergePeople, Scheme),
    (TeamLead, OpenJourney, Scheme),
    (TeamLead, RecordOnJourney, Scheme),
    (TeamLead, EndJourney, Scheme),
    (TeamLead, ReadStory, Scheme),
    (TeamLead, ReadGroupStory, Scheme),
    (TeamLead, ExportNamed, Scheme),
    (TeamLead, ExportRows, Scheme),
    (TeamLead, ExportHouse, Area),
    (TeamLead, ReadToldStories, Scheme),
    (TeamLead, AskErasure, Scheme),
    (TeamLead, KeepDirectory, Area),
    (Builder, KeepDirectory, Area),
    (Builder, ReadGroupStory, Area),
    (Builder, ExportHouse, Area),
    (Commissioner, ReadGroupStory, Area),
    (Commissioner, ExportRows, Area),
    (Commissioner, ExportHouse, Area),
    (Commissioner, ReadToldStories, Area),
    (Commissioner, ReadUse, Area),
    (Administrator, Administer, Area),
    (Administrator, Erase, Area),
    (Administrator, ExportHouse, Area),
    (Administrator, KeepDirectory, Area),
];

/// How somebody stands to the person or thing concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    Own,
    SameScheme,
    SameArea,
}

/// The table's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Yes,
    /// Yes, once a reason is given and written in the ledger.
    WithReason,
    No,
}

/// May someone in this role do this to someone they stand in this relation to?
pub fn verdict(role: Role, act: Act, relation: Relation) -> Verdict {
    let Some((_, _, reach)) = MAY.iter().find(|(r, a, _)| *r == role && *a == act) else {
        return Verdict::No;
    };
    match (reach, relation) {
        (Area, _) | (_, Relation::Own) | (Scheme, Relation::SameScheme) => Verdict::Yes,
        (SchemeWithReason, Relation::SameScheme) => Verdict::WithReason,
        _ => Verdict::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_in_the_table_is_not_allowed() {
        assert_eq!(verdict(Administrator, OpenPerson, Relation::Own), Verdict::No);
        assert_eq!(verdict(Commissioner, OpenJourney, Relation::SameArea), Verdict::No);
        assert_eq!(verdict(Referrer, OpenPerson, Relation::Own), Verdict::No);
    }

    #[test]
    fn a_link_worker_says_why_beyond_their_own_caseload() {
        assert_eq!(verdict(LinkWorker, OpenPerson, Relation::Own), Verdict::Yes);
        assert_eq!(verdict(LinkWorker, OpenPerson, Relation::SameScheme), Verdict::WithReason);
        assert_eq!(verdict(LinkWorker, OpenPerson, Relation::SameArea), Verdict::No);
    }

    #[test]
    fn names_leave_with_a_team_lead_alone_and_no_row_about_people_with_an_administrator() {
        for role in Role::ALL {
            assert_eq!(
                verdict(role, ExportNamed, Relation::Own) != Verdict::No,
                role == TeamLead,
                "{role:?}"
            );
        }
        assert_eq!(verdict(TeamLead, ExportNamed, Relation::SameArea), Verdict::No);
        assert_eq!(verdict(Administrator, ExportRows, Relation::Own), Verdict::No);
        assert_eq!(verdict(LinkWorker, ExportRows, Relation::Own), Verdict::No);
    }

    #[test]
    fn nobody_may_both_ask_that_a_record_be_erased_and_agree_to_it_by_one_role() {
        for role in Role::ALL {
            let may = |act| verdict(role, act, Relation::Own) != Verdict::No;
            assert!(!(may(AskErasure) && may(Erase)), "{role:?}");
        }
        assert_eq!(verdict(TeamLead, AskErasure, Relation::SameArea), Verdict::No);
    }

    #[test]
    fn no_role_and_act_stands_twice() {
        for (n, (role, act, _)) in MAY.iter().enumerate() {
            assert!(!MAY[..n].iter().any(|(r, a, _)| r == role && a == act), "{role:?} {act:?}");
        }
    }

    #[test]
    fn only_people_who_walk_beside_someone_reach_a_persons_record() {
        for (role, act, _) in MAY {
            if matches!(
                act,
                OpenPerson
                    | ChangePerson
                    | OpenJourney
                    | RecordOnJourney
                    | EndJourney
                    | ReadStory
                    | MergePeople
            ) {
                assert!(matches!(role, LinkWorker | TeamLead), "{role:?} {act:?}");
            }
        }
    }
}
