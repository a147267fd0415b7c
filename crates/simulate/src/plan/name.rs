//! The values a plan has: each with its name in a file, what it may be at all, and what it means in plain words.

/// What kind of number a value is, which decides how it is checked and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A share, from nought to one.
    Share,
    /// A relative change, from minus one to one; positive means fewer visits.
    Change,
    /// Pounds, which have a price year.
    Pounds,
    /// Any other number.
    Number,
}

macro_rules! names {
    ($($variant:ident $text:literal $unit:ident $least:literal $most:literal $means:literal,)*) => {
        /// One value of a plan.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Name {
            $(#[doc = $means] $variant,)*
        }

        impl Name {
            /// Every value, in the order a page shows them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in a plan's file.
            #[must_use]
            pub fn text(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// What it means, in plain words.
            #[must_use]
            pub fn means(self) -> &'static str {
                match self { $(Self::$variant => $means,)* }
            }

            /// What kind of number it is.
            #[must_use]
            pub fn unit(self) -> Unit {
                match self { $(Self::$variant => Unit::$unit,)* }
            }

            /// The least and the most it may be; beyond that it is a slip of the finger.
            #[must_use]
            pub fn bounds(self) -> (f64, f64) {
                match self { $(Self::$variant => ($least, $most),)* }
            }
        }
    };
}

names! {
    ReferralRate "referral_rate" Number 0.0 500.0 "People referred a year, for each thousand who live there, once the scheme is known",
    Need "need" Number 0.0 1000.0 "People a year who would gain, for each thousand who live there",
    RampMonths "ramp_months" Number 0.0 240.0 "Months until referrals come in full",
    DeprivationGradient "deprivation_gradient" Number 0.05 20.0 "How often the most deprived fifth is referred, for each referral of the least deprived",
    Decline "decline" Share 0.0 1.0 "Share of people who say no when they are asked",
    PatienceWeeks "patience_weeks" Number 0.1 520.0 "Weeks people wait before they give up, on average",
    PatienceShape "patience_shape" Number 0.2 10.0 "1: giving up is as likely in any week; more: it comes late",
    FirstAttendance "first_attendance" Share 0.01 1.0 "Share of first appointments that people come to",
    RebookWeeks "rebook_weeks" Number 0.0 52.0 "Weeks to another first appointment after a missed one",
    MissedContact "missed_contact" Share 0.0 0.95 "Share of later contacts that are missed",
    Completion "completion" Share 0.0 1.0 "Share of journeys that come to a planned ending",
    Contacts "contacts" Number 1.0 60.0 "Contacts in a journey: calls, meetings, visits",
    CaseWeeks "case_weeks" Number 0.5 104.0 "Weeks from the first conversation to the ending",
    FollowUp "follow_up" Share 0.0 1.0 "Share of people with a planned ending who answer a follow-up",
    FollowUpWeeks "follow_up_weeks" Number 0.0 104.0 "Weeks from the ending to the follow-up",
    Caseload "caseload" Number 1.0 500.0 "Open journeys one full-time link worker holds at once",
    WorkerHours "worker_hours" Number 1.0 60.0 "Hours in a full-time week",
    Absence "absence" Share 0.0 0.9 "Share of the year away on leave and training",
    Productivity "productivity" Share 0.05 1.0 "Share of working time spent with or for people",
    ContactMinutes "contact_minutes" Number 1.0 480.0 "Minutes of a contact, over calls, meetings and visits",
    NotesMinutes "notes_minutes" Number 0.0 240.0 "Minutes of writing up after a contact",
    TravelMinutes "travel_minutes" Number 0.0 480.0 "Minutes of travel for a contact, over calls, meetings and visits",
    Turnover "turnover" Number 0.0 12.0 "How often a year a post falls vacant",
    RecruitWeeks "recruit_weeks" Number 0.0 104.0 "Weeks a post stays vacant",
    SicknessSpells "sickness_spells" Number 0.0 24.0 "Spells of illness a year, for each worker",
    SicknessWeeks "sickness_weeks" Number 0.0 52.0 "Weeks a spell of illness lasts",
    LinksPerPerson "links_per_person" Number 0.0 6.0 "Links to groups and services a journey leads to",
    Substitute "substitute" Share 0.0 1.0 "Share of people who take something else when a group is full",
    WaitForSeat "wait_for_seat" Share 0.0 1.0 "Share of people who wait when a group is full",
    SeatWeeks "seat_weeks" Number 0.5 260.0 "Weeks somebody keeps a seat in a group",
    SeatPatienceWeeks "seat_patience_weeks" Number 0.1 260.0 "Weeks people wait for a seat before they give up",
    Fit "fit" Share 0.0 1.0 "Share of links that turn out to suit",
    SeatsPerBuilder "seats_per_builder" Number 0.0 200.0 "New seats a month from one full-time builder who is known and trusted",
    BuilderLagMonths "builder_lag_months" Number 0.0 60.0 "Months before a builder's first new group",
    BuilderTrustMonths "builder_trust_months" Number 0.0 120.0 "Months until a builder is fully known and trusted",
    SeatAttrition "seat_attrition" Share 0.0 0.5 "Share of new seats lost each month as groups end",
    GroupSize "group_size" Number 1.0 200.0 "Seats in a group",
    FitPenalty "fit_penalty" Share 0.0 1.0 "Share of fit lost when one contract covers unlike places",
    BlanketTravel "blanket_travel" Number 0.1 10.0 "Travel under one contract, for each minute under local schemes",
    LinkPay "link_pay" Pounds 0.0 200_000.0 "Yearly pay of a full-time link worker",
    BuilderPay "builder_pay" Pounds 0.0 200_000.0 "Yearly pay of a full-time builder",
    OnCostNhs "on_cost_nhs" Share 0.0 1.0 "Employer's costs on pay in the NHS and councils",
    OnCostVcse "on_cost_vcse" Share 0.0 1.0 "Employer's costs on pay in a charity",
    Overhead "overhead" Share 0.0 1.0 "Overheads on pay and employer's costs",
    Supervision "supervision" Pounds 0.0 50_000.0 "Supervision a year, for each full-time post",
    SeatPrice "seat_price" Pounds 0.0 1_000.0 "What a seat costs a week",
    GroupGrant "group_grant" Pounds 0.0 100_000.0 "Grant to start one group",
    Platform "platform" Pounds 0.0 10_000_000.0 "Records, directory and their running, a year",
    Evaluation "evaluation" Pounds 0.0 10_000_000.0 "Evaluation, a year",
    Setup "setup" Pounds 0.0 100_000_000.0 "Setting up, once: of the one contract, or of each local scheme",
    SetupFirstYear "setup_first_year" Share 0.0 1.0 "Share of setting up that falls in the first year; the rest in the second",
    Integration "integration" Pounds 0.0 10_000_000.0 "Holding local schemes together, a year and place",
    GpVisits "gp_visits" Number 0.0 200.0 "GP visits a year of those referred, before",
    GpClaimed "gp_claimed" Change -1.0 1.0 "Fewer GP visits, as before-and-after studies claim",
    GpControlled "gp_controlled" Change -1.0 1.0 "Fewer GP visits, by controlled studies",
    AeVisits "ae_visits" Number 0.0 200.0 "A&E visits a year of those referred, before",
    AeClaimed "ae_claimed" Change -1.0 1.0 "Fewer A&E visits, as before-and-after studies claim",
    AeControlled "ae_controlled" Change -1.0 1.0 "Fewer A&E visits, by controlled studies",
    Admissions "admissions" Number 0.0 50.0 "Unplanned admissions a year of those referred, before",
    AdmissionsClaimed "admissions_claimed" Change -1.0 1.0 "Fewer unplanned admissions, as before-and-after studies claim",
    AdmissionsControlled "admissions_controlled" Change -1.0 1.0 "Fewer unplanned admissions, by controlled studies",
    RegressionToMean "regression_to_mean" Share 0.0 1.0 "Share of the use before that would have fallen anyway",
    Attribution "attribution" Share 0.0 1.0 "Share of an observed change that is the scheme's doing",
    GpCost "gp_cost" Pounds 0.0 1_000.0 "What a GP visit costs",
    GpQuantum "gp_quantum" Number 1.0 10_000_000.0 "GP visits a year a practice must be spared before it can employ one GP fewer",
    GpQuantumCost "gp_quantum_cost" Pounds 0.0 10_000_000.0 "What employing one GP costs a year",
    GpVariable "gp_variable" Pounds 0.0 1_000.0 "What each GP visit spared saves at once",
    AeCost "ae_cost" Pounds 0.0 10_000.0 "What an A&E visit costs",
    AeQuantum "ae_quantum" Number 1.0 10_000_000.0 "A&E visits a year a trust must be spared before it can close a shift",
    AeQuantumCost "ae_quantum_cost" Pounds 0.0 100_000_000.0 "What that shift costs a year",
    AeVariable "ae_variable" Pounds 0.0 10_000.0 "What each A&E visit spared saves at once",
    AdmissionCost "admission_cost" Pounds 0.0 100_000.0 "What an unplanned admission costs",
    AdmissionQuantum "admission_quantum" Number 1.0 10_000_000.0 "Admissions a year a trust must be spared before it can close a ward",
    AdmissionQuantumCost "admission_quantum_cost" Pounds 0.0 1_000_000_000.0 "What that ward costs a year",
    AdmissionVariable "admission_variable" Pounds 0.0 100_000.0 "What each admission spared saves at once",
    SatisfactionClaimed "satisfaction_claimed" Number -10.0 10.0 "Points of life satisfaction gained, as before-and-after readings show",
    SatisfactionControlled "satisfaction_controlled" Number -10.0 10.0 "Points of life satisfaction gained, net of what would have come anyway",
    GainThroughLinks "gain_through_links" Share 0.0 1.0 "Share of what people gain that comes through links that suit; the rest comes with the journey itself",
    WishesMetStudied "wishes_met_studied" Share 0.2 1.0 "Share of people's wishes met by links that suited, in the schemes whose gains were measured",
    SatisfactionSpread "satisfaction_spread" Number 0.0 10.0 "How much people differ in it: a standard deviation in points",
    Decay "decay" Number 0.0 5.0 "How fast a gain fades, a month",
    WellbeingMonths "wellbeing_months" Number 0.0 240.0 "Months for which a gain is counted",
    Wellby "wellby" Pounds 0.0 1_000_000.0 "One point of life satisfaction for one person and year",
    Discount "discount" Share 0.0 0.5 "Discount rate a year, for money",
    HealthDiscount "health_discount" Share 0.0 0.5 "Discount rate a year, for health and life",
    Inflation "inflation" Change -0.2 0.5 "Prices' rise a year from the plan's price year on",
}

impl Name {
    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

    /// Its number.
    #[must_use]
    pub fn at(self) -> usize {
        self as usize
    }

    /// The value with this name in a file.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|name| name.text() == text)
    }

    /// Values a place may have for itself; the rest belong to the whole plan.
    pub const OF_A_PLACE: &'static [Self] = &[
        Self::ReferralRate,
        Self::Need,
        Self::RampMonths,
        Self::Decline,
        Self::PatienceWeeks,
        Self::FirstAttendance,
        Self::MissedContact,
        Self::Completion,
        Self::Contacts,
        Self::CaseWeeks,
        Self::FollowUp,
        Self::TravelMinutes,
        Self::LinksPerPerson,
        Self::SeatWeeks,
        Self::GpVisits,
        Self::AeVisits,
        Self::Admissions,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_each_their_own() {
        for (number, name) in Name::ALL.iter().enumerate() {
            assert_eq!(name.at(), number);
            assert_eq!(Name::named(name.text()), Some(*name));
            assert!(name.bounds().0 < name.bounds().1 && !name.means().ends_with('.'));
        }
    }
}
