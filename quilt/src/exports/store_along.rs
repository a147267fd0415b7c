//! The tables of what happens along a journey: concerns, steps, contacts, links, gaps, rests.

use super::Source;
use super::store_people::{JOURNEY, KEY, OF_JOURNEY, PERSON, PERSON_TOUCHED, column, of_journey};
use super::table::Holds::{Day, Id, Moment, OpenId, Text, Whole, Yes};
use super::table::Seen::{Always, Named};
use super::table::{About, Owner, Sql, Table};

pub(super) static CONCERNS: Table = Table {
    name: "concerns",
    row: "something that troubles somebody",
    about: About::People,
    columns: &[
        KEY,
        JOURNEY,
        column("words", "t.words", Text, Named, "the concern, in the person's words"),
        column("raised", "t.raised_at", Moment, Always, "when they spoke of it"),
        column(
            "first_severity",
            "t.first_severity",
            Whole,
            Always,
            "how much it troubled them first: 0 not at all, 6 as much as can be",
        ),
        column(
            "severity",
            "t.severity",
            Whole,
            Always,
            "how much it troubled them last, 0 to 6. It bears no target and no payment",
        ),
        column("rated", "t.rated_at", Moment, Always, "when they last said so"),
    ],
    sql: Source::Rows(of_journey("concern t")),
};

pub(super) static CONCERN_RATINGS: Table = Table {
    name: "concern_ratings",
    row: "one time somebody said how much a concern troubles them",
    about: About::People,
    columns: &[
        KEY,
        JOURNEY,
        column("concern", "t.concern_id", Id, Always, "the concern (`concerns.id`)"),
        column("severity", "t.severity", Whole, Always, "0 not at all, 6 as much as can be"),
        column("at", "t.at", Moment, Always, "when they said so"),
    ],
    sql: Source::Rows(of_journey("concern_rating t")),
};

pub(super) static STEPS: Table = Table {
    name: "steps",
    row: "something the person, or somebody with them, does next",
    about: About::People,
    columns: &[
        KEY,
        JOURNEY,
        column("words", "t.words", Text, Named, "the step, in words"),
        column("who", "t.who", Text, Named, "who does it"),
        column("by_when", "t.by_when", Text, Named, "by when, as it was said"),
        column(
            "state",
            "t.state",
            Text,
            Always,
            "`next`, `doing`, `done`, `set_back`, `let_go`. It bears no target and no payment",
        ),
        column("note", "t.note", Text, Named, "what was said of it since"),
        column("replaces", "t.replaces_id", Id, Always, "the step it was rewritten from (`steps.id`)"),
        column("agreed", "t.agreed_at", Moment, Always, "when it was agreed"),
        column("moved", "t.moved_at", Moment, Always, "when its state last changed"),
    ],
    sql: Source::Rows(of_journey("step t")),
};

pub(super) static CONTACTS: Table = Table {
    name: "contacts",
    row: "one meeting, call or message, or the attempt at one",
    about: About::People,
    columns: &[
        KEY,
        JOURNEY,
        column(
            "kind",
            "t.kind",
            Text,
            Always,
            "`visit`, `met_out`, `call`, `video`, `text`, `email`, `letter`, `went_along`, `for_them`",
        ),
        column("reached", "t.reached", Yes, Always, "whether the person was reached"),
        column("minutes", "t.minutes", Whole, Always, "how long it took, in minutes"),
        column("with_whom", "t.with_whom", Text, Named, "who else was there"),
        column("note", "t.note", Text, Named, "what was written of it"),
        column("at", "t.at", Moment, Always, "when it was"),
        column("written", "t.written_at", Moment, Always, "when it was written down"),
        column("by", "t.by_id", Id, Always, "who wrote it down"),
    ],
    sql: Source::Rows(of_journey("contact t")),
};

pub(super) static LINKS: Table = Table {
    name: "links",
    row: "somebody linked with a group or service",
    about: About::People,
    columns: &[
        KEY,
        PERSON,
        JOURNEY,
        column("service", "t.service_id", OpenId, Always, "the service (`services.id`)"),
        column("service_name", "t.service_name", Text, Always, "what it was called then"),
        column("how", "t.how", Text, Always, "`signposted`, `introduced`, `accompanied` (list `support`)"),
        column(
            "state",
            "t.state",
            Text,
            Always,
            "`made`, `asked`, `room`, `full`, `not_for_us`, `lapsed`, `came`, `did_not_go` (list `outcomes`)",
        ),
        column("shared", "t.shared", Text, Named, "what was told the group, word for word"),
        column("made", "t.made_at", Moment, Always, "when it was made"),
        column("asked", "t.asked_at", Moment, Always, "when the group was asked for room"),
        column("answered", "t.answered_at", Moment, Always, "when it answered"),
        column("arrived", "t.arrived_at", Moment, Always, "when the person first came"),
        column("times_came", "t.times_came", Whole, Always, "how often they came, as far as is known"),
    ],
    sql: Source::Rows(Sql {
        from: "link t",
        key: "t.id",
        owner: Owner::Person("t.person_id"),
        only: None,
        within: OF_JOURNEY,
        since: PERSON_TOUCHED,
    }),
};

pub(super) static GAPS: Table = Table {
    name: "gaps",
    row: "a need that nothing local meets",
    about: About::People,
    columns: &[
        KEY,
        JOURNEY,
        column("need", "t.need", Text, Named, "the need, in the person's words"),
        column("town", "t.town", Text, Always, "where it was needed"),
        column("at", "t.at", Moment, Always, "when it was found"),
        column("met", "t.met_at", Moment, Always, "when something met it after all"),
    ],
    sql: Source::Rows(of_journey("gap t")),
};

pub(super) static PAUSES: Table = Table {
    name: "pauses",
    row: "a time in which a journey rests",
    about: About::People,
    columns: &[
        KEY,
        JOURNEY,
        column("reason", "t.reason", Text, Named, "why, in words"),
        column("since", "t.since", Moment, Always, "since when"),
        column("until_about", "t.until_on", Day, Always, "until about when"),
        column("resumed", "t.resumed_at", Moment, Always, "when it went on"),
    ],
    sql: Source::Rows(of_journey("pause t")),
};

pub(super) static STEP_HOPES: Table = Table {
    name: "step_hopes",
    row: "what somebody hoped of a step, said before trying (goal attainment scaling)",
    about: About::People,
    columns: &[
        column("id", "t.step_id", Id, Always, "the step (`steps.id`)"),
        JOURNEY,
        column("expected", "t.expected", Text, Named, "what they would be glad of, in their words"),
        column("weight", "t.weight", Whole, Always, "how much it matters beside their other steps"),
        column(
            "baseline",
            "t.baseline",
            Whole,
            Always,
            "how things stood then: -1, or -2 when they could not be worse",
        ),
        column("at", "t.at", Moment, Always, "when it was said. It bears no target and no payment"),
    ],
    sql: Source::Rows(Sql { key: "t.step_id", ..of_journey("step_hope t") }),
};

pub(super) static STEP_ATTAINMENTS: Table = Table {
    name: "step_attainments",
    row: "how a step came out against what was hoped",
    about: About::People,
    columns: &[
        KEY,
        JOURNEY,
        column("step", "t.step_id", Id, Always, "the step (`steps.id`)"),
        column("level", "t.level", Whole, Always, "-2 much less than hoped, 0 as hoped, 2 much more"),
        column("at", "t.at", Moment, Always, "when it was said. It bears no target and no payment"),
    ],
    sql: Source::Rows(of_journey("step_attainment t")),
};
