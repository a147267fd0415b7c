//! The tables about people: what stands in each, and the SQL that finds it. Whose rows may not leave is asked once for
//! all of them, in `store.rs`.

use super::Source;
use super::table::Holds::{Day, Id, Moment, OpenId, Text, Whole, Yes};
use super::table::Seen::{Always, Named};
use super::table::{About, Column, Holds, Owner, Seen, Sql, Table};

pub(super) const fn column(
    name: &'static str,
    sql: &'static str,
    holds: Holds,
    seen: Seen,
    means: &'static str,
) -> Column {
    Column { name, sql, holds, seen, means }
}

/// Rows of a journey.
pub(super) const OF_JOURNEY: &str =
    "t.journey_id in (select id from journey where area_id = $1 and scheme_id in ({schemes}))";

/// Something was written in the ledger about the person; a look is no change.
pub(super) const PERSON_TOUCHED: &str = "exists (select 1 from ledger_line l where l.area_id = $1 and l.about_id = t.person_id \
    and l.written > {since} and l.kind not in ('journey.looked_at', 'person.looked_at', 'referral.looked_at'))";

/// Something was written in the ledger about the journey.
const JOURNEY_TOUCHED: &str = "exists (select 1 from ledger_line l where l.area_id = $1 and l.thread_id = t.journey_id \
    and l.written > {since} and l.kind not in ('journey.looked_at', 'person.looked_at', 'referral.looked_at'))";

pub(super) const fn of_journey(from: &'static str) -> Sql {
    Sql {
        from,
        key: "t.id",
        owner: Owner::Journey("t.journey_id"),
        only: None,
        within: OF_JOURNEY,
        since: JOURNEY_TOUCHED,
    }
}

pub(super) const JOURNEY: Column =
    column("journey", "t.journey_id", Id, Always, "the journey it belongs to (`journeys.id`)");
pub(super) const PERSON: Column = column("person", "t.person_id", Id, Always, "the person (`people.id`)");
pub(super) const KEY: Column = column("id", "t.id", Id, Always, "what the row is known by");
const SCHEME: Column = column("scheme", "t.scheme_id", OpenId, Always, "the scheme (`schemes.id`)");

pub(super) static PEOPLE: Table = Table {
    name: "people",
    row: "somebody who was referred",
    about: About::People,
    columns: &[
        KEY,
        column("name", "t.name", Text, Named, "the name, as it was given"),
        column("known_as", "t.known_as", Text, Named, "what they like to be called"),
        column("born", "t.born_on", Day, Named, "the day of birth, where it is known to the day"),
        column(
            "born_year",
            "cast(substr(cast(t.born_on as text), 1, 4) as integer)",
            Whole,
            Always,
            "the year of birth",
        ),
        column("postcode", "t.postcode", Text, Named, "the postcode of where they live"),
        column(
            "district",
            "case when t.postcode is null then null when length(t.postcode) > 4 then trim(substr(t.postcode, 1, length(t.postcode) - 3)) end",
            Text,
            Always,
            "the first half of the postcode",
        ),
        column(
            "deprivation_tenth",
            "w.decile",
            Whole,
            Always,
            "the tenth of the index of multiple deprivation their neighbourhood is in: 1 the most deprived, 10 the least; of the place, never of the person",
        ),
        column("phone", "t.phone", Text, Named, "the telephone number"),
        column("email", "t.email", Text, Named, "the e-mail address"),
        column(
            "nhs_number",
            "t.nhs_number",
            Text,
            Named,
            "the NHS number, ten digits, its check digit right",
        ),
        column("gender", "t.gender", Text, Always, "in the person's words"),
        column("ethnicity", "t.ethnicity", Text, Always, "in the person's words"),
        column("language", "t.language", Text, Always, "the language they like to speak"),
        column(
            "interpreter",
            "t.interpreter",
            Yes,
            Always,
            "whether an interpreter is needed (list `about_people`, code `interpreter`)",
        ),
        column(
            "lives_alone",
            "t.lives_alone",
            Yes,
            Always,
            "whether they live alone; empty when nobody asked (list `about_people`, code `lives_alone`)",
        ),
        column("access_needs", "t.access_needs", Text, Named, "what they need to take part, in words"),
        column("written", "t.created_at", Moment, Always, "when the record was begun"),
    ],
    sql: Source::Rows(Sql {
        from: "person t left join place w on w.postcode = t.postcode",
        key: "t.id",
        owner: Owner::Person("t.id"),
        only: Some("t.merged_into is null"),
        within: "t.id in (select person_id from tie where area_id = $1 and until is null and scheme_id in ({schemes}))",
        since: "exists (select 1 from ledger_line l where l.area_id = $1 and l.about_id = t.id and l.written > {since} \
            and l.kind not in ('journey.looked_at', 'person.looked_at', 'referral.looked_at'))",
    }),
};

pub(super) static REFERRALS: Table = Table {
    name: "referrals",
    row: "one time somebody was asked for",
    about: About::People,
    columns: &[
        KEY,
        PERSON,
        SCHEME,
        column("reference", "t.reference", Text, Named, "what is read out on the telephone"),
        column(
            "state",
            "t.state",
            Text,
            Always,
            "`waiting`, `accepted`, `later`, `routed`, `declined`, `not_reached`, `started` (list `support`)",
        ),
        column("source", "t.source", Text, Always, "by which door it came: a form, a file, the person"),
        column(
            "referrer_kind",
            "t.referrer_kind",
            Text,
            Always,
            "what whoever asked is: `gp`, `nurse`, `pharmacist`, `hospital`, …, `self`",
        ),
        column("referrer", "t.referrer_name", Text, Named, "who asked"),
        column("why_now", "t.why_now", Text, Named, "why now, in the person's or the referrer's words"),
        column("consent", "t.consent", Text, Always, "`given`, or `to_ask` when nobody could ask yet"),
        column("asked", "t.asked_at", Moment, Always, "when the team was asked"),
        column(
            "offered",
            "t.offered_at",
            Moment,
            Always,
            "when the person was offered support (list `support`, code `offered`); empty when not",
        ),
        column("decided", "t.decided_at", Moment, Always, "when it was decided"),
        column("allocated", "t.allocated_at", Moment, Always, "when a link worker was found"),
        column("worker", "t.allocated_to", Id, Always, "which link worker"),
        column("ask_again", "t.ask_again_on", Day, Always, "the day on which somebody asks again"),
        column("routed_to", "t.routed_to", Text, Named, "where it went instead"),
        column("journey", "t.journey_id", Id, Always, "the journey that came of it (`journeys.id`)"),
        column("started", "t.started_at", Moment, Always, "when the journey began"),
    ],
    sql: Source::Rows(Sql {
        from: "referral t",
        key: "t.id",
        owner: Owner::Person("t.person_id"),
        only: None,
        within: "t.scheme_id in ({schemes})",
        since: PERSON_TOUCHED,
    }),
};

pub(super) static JOURNEYS: Table = Table {
    name: "journeys",
    row: "one journey with a link worker, from yes to its ending",
    about: About::People,
    columns: &[
        KEY,
        PERSON,
        SCHEME,
        column("referral", "t.referral_id", Id, Always, "the referral it came of (`referrals.id`)"),
        column("worker", "t.worker_id", Id, Always, "which link worker walks along"),
        column("state", "t.state", Text, Always, "`going`, `paused`, `ended`"),
        column("said_yes", "t.said_yes_at", Moment, Always, "when the person said yes"),
        column("first_conversation", "t.first_conversation_at", Moment, Always, "when they first spoke"),
        column("weeks", "t.weeks", Whole, Always, "how long it was meant to last, in weeks"),
        column("ends", "t.ends_on", Day, Always, "the day agreed for its end"),
        column("contacts", "t.contacts", Whole, Always, "contacts so far in which the person was reached"),
        column("last_contact", "t.last_contact_at", Moment, Always, "when the last of them was"),
        column("matters", "t.matters", Text, Named, "what matters to the person, in their words"),
        column("ended", "t.ended_at", Moment, Always, "when it ended"),
        column("ending", "t.ending", Text, Always, "why it ended (list `outcomes`)"),
        column("what_changed", "t.what_changed", Text, Named, "what changed, in the person's words"),
        column("what_holds", "t.what_holds", Text, Named, "what keeps going, in the person's words"),
    ],
    sql: Source::Rows(Sql {
        from: "journey t",
        key: "t.id",
        owner: Owner::Person("t.person_id"),
        only: None,
        within: "t.scheme_id in ({schemes})",
        since: PERSON_TOUCHED,
    }),
};

pub(super) static READINGS: Table = Table {
    name: "readings",
    row: "one person's answers to a measure, once",
    about: About::People,
    columns: &[
        KEY,
        PERSON,
        JOURNEY,
        column("measure", "t.measure", Text, Always, "which measure: `ons4`, …"),
        column("edition", "t.edition", Text, Always, "which edition of it; empty for the first"),
        column("language", "t.language", Text, Always, "the language it was asked in"),
        column(
            "moment",
            "t.moment",
            Text,
            Always,
            "when in the journey: `start`, `along`, `end`, `follow_up`, `other`; empty for old ones",
        ),
        column(
            "satisfied",
            "t.satisfied",
            Whole,
            Always,
            "ONS4: satisfied with life, 0 not at all to 10 completely; empty when missing. The four are never added up",
        ),
        column("worthwhile", "t.worthwhile", Whole, Always, "ONS4: what they do is worthwhile, 0 to 10"),
        column("happy", "t.happy", Whole, Always, "ONS4: happy yesterday, 0 to 10"),
        column(
            "anxious",
            "t.anxious",
            Whole,
            Always,
            "ONS4: anxious yesterday, 0 to 10; here less is better",
        ),
        column(
            "answers",
            "t.answers",
            Text,
            Always,
            "answers by item, as JSON: a number, or the reason for none; of measures other than ONS4",
        ),
        column(
            "scores",
            "t.scores",
            Text,
            Always,
            "what came of the answers, by scale, as JSON; of measures other than ONS4",
        ),
        column(
            "valid",
            "t.valid",
            Yes,
            Always,
            "whether it may be scored: an adapted questionnaire is kept and never counted",
        ),
        column("who", "t.who", Text, Always, "who answered"),
        column("how", "t.how", Text, Always, "how: alone, read aloud, by telephone, on paper"),
        column(
            "reasons",
            "t.reasons",
            Text,
            Always,
            "why each answer that is missing is missing, by item, as JSON: `dont_know`, `refused`, `left_blank`, `stopped`, \
             `unwell`, `not_reached`, `no_words`, `not_asked` (and nobody wrote down why); empty for readings from before \
             reasons were recorded",
        ),
        column("missing", "t.missing", Text, Named, "what was said of what is missing, in words, as JSON"),
        column(
            "replaced_by",
            "t.replaced_by",
            Id,
            Always,
            "the reading that put this one right (`readings.id`); such a one is not counted",
        ),
        column("at", "t.at", Moment, Always, "when the person answered"),
        column("written", "t.written_at", Moment, Always, "when it was written down"),
    ],
    sql: Source::Rows(Sql {
        from: "reading t",
        key: "t.id",
        owner: Owner::Person("t.person_id"),
        only: None,
        within: OF_JOURNEY,
        since: PERSON_TOUCHED,
    }),
};

pub(super) static FOLLOW_UPS: Table = Table {
    name: "follow_ups",
    row: "one asking after somebody, months after the ending",
    about: About::People,
    columns: &[
        KEY,
        PERSON,
        JOURNEY,
        SCHEME,
        column("months", "t.months", Whole, Always, "how many months after the ending: 3, 6 or 12"),
        column("due", "t.due_on", Day, Always, "the day it is due"),
        column("state", "t.state", Text, Always, "`due`, `answered`, `not_reached`, `not_needed`"),
        column("how_are_you", "t.how_are_you", Text, Named, "how they are, in their words"),
        column("still_going", "t.still_going", Text, Named, "what still goes on, in their words"),
        column("wants_more", "t.wants_more", Yes, Always, "whether they would like more support"),
        column("answered", "t.answered_at", Moment, Always, "when they answered"),
    ],
    sql: Source::Rows(Sql {
        from: "follow_up t",
        key: "t.id",
        owner: Owner::Person("t.person_id"),
        only: None,
        within: "t.scheme_id in ({schemes})",
        since: PERSON_TOUCHED,
    }),
};

pub(super) static ASKS: Table = Table {
    name: "asks",
    row: "one time somebody was asked a measure, or it was put off",
    about: About::People,
    columns: &[
        KEY,
        PERSON,
        JOURNEY,
        column("measure", "t.measure", Text, Always, "which measure"),
        column("moment", "t.moment", Text, Always, "`start`, `along`, `end`, `follow_up`, `other`"),
        column("how", "t.how", Text, Always, "`in_person`, `link`, `paper`, `not_now`"),
        column("asked", "t.asked_at", Moment, Always, "when it was asked"),
        column("answered", "t.answered_at", Moment, Always, "when it was answered"),
        column("declined", "t.declined_at", Moment, Always, "when the person said no"),
        column("reading", "t.reading_id", Id, Always, "the reading that came of it (`readings.id`)"),
    ],
    sql: Source::Rows(Sql {
        from: "measure_ask t",
        key: "t.id",
        owner: Owner::Person("t.person_id"),
        only: None,
        within: OF_JOURNEY,
        since: PERSON_TOUCHED,
    }),
};
