//! The tables about the house: services, schemes and the lists of codes. Nothing in them is about a person.

use super::Source;
use super::store_people::column;
use super::table::Holds::{Day, Moment, OpenId, Real, Text, Whole, Yes};
use super::table::Seen::Always;
use super::table::{About, Owner, Sql, Table};

pub(super) static SCHEMES: Table = Table {
    name: "schemes",
    row: "a social prescribing scheme",
    about: About::House,
    columns: &[
        column("id", "t.id", OpenId, Always, "what the row is known by"),
        column("name", "t.name", Text, Always, "its name"),
        column("kind", "t.kind", Text, Always, "what kind of body runs it"),
        column("weeks", "t.weeks", Whole, Always, "how long its journeys are meant to last, in weeks"),
        column("caseload", "t.caseload", Whole, Always, "how many people one link worker should walk beside"),
        column("towns", "t.towns", Text, Always, "its towns"),
        column("active", "t.active", Yes, Always, "whether it takes referrals"),
        column("founded", "t.created_at", Moment, Always, "when it was entered"),
    ],
    sql: Source::Rows(Sql {
        from: "scheme t",
        key: "t.id",
        owner: Owner::Nobody,
        only: None,
        within: "1 = 1",
        since: "exists (select 1 from ledger_line l where l.area_id = $1 and l.about_id = t.id and l.written > {since})",
    }),
};

pub(super) static SERVICES: Table = Table {
    name: "services",
    row: "a group or service in the directory",
    about: About::House,
    columns: &[
        column("id", "t.id", OpenId, Always, "what the row is known by"),
        column("name", "t.name", Text, Always, "its name"),
        column("summary", "t.summary", Text, Always, "what it is, in a sentence"),
        column("status", "t.status", Text, Always, "`active`, `temporarily_closed`, … as its publisher says"),
        column(
            "topics",
            "t.topics",
            Text,
            Always,
            "what it is about, by the topics of the search (list `needs`), parted by commas",
        ),
        column("town", "t.town", Text, Always, "where it meets"),
        column("postcode", "t.postcode", Text, Always, "the postcode of that place"),
        column("lat", "t.lat", Real, Always, "degrees north"),
        column("lon", "t.lon", Real, Always, "degrees east"),
        column("organization", "t.organization_id", OpenId, Always, "who runs it"),
        column("feed", "t.feed_id", OpenId, Always, "the feed it came from; empty when it was written here"),
        column("assured", "t.assured_on", Day, Always, "when its publisher last said it is right"),
        column("confirmed", "t.confirmed_on", Day, Always, "when anybody last confirmed it"),
        column("withdrawn", "t.withdrawn_at", Moment, Always, "when its feed stopped naming it"),
        column("added", "t.created_at", Moment, Always, "when it was first read"),
        column("changed", "t.changed_at", Moment, Always, "when it last changed"),
    ],
    sql: Source::Rows(Sql {
        from: "service t",
        key: "t.id",
        owner: Owner::Nobody,
        only: None,
        within: "1 = 1",
        since: "(t.changed_at > {since} or t.withdrawn_at > {since})",
    }),
};

pub(super) static SCHEME_MEASURES: Table = Table {
    name: "scheme_measures",
    row: "a measure a scheme asks, from one day to another",
    about: About::House,
    columns: &[
        column("id", "t.id", OpenId, Always, "what the row is known by"),
        column("scheme", "t.scheme_id", OpenId, Always, "the scheme (`schemes.id`)"),
        column("measure", "t.measure", Text, Always, "which measure"),
        column("at_start", "t.at_start", Yes, Always, "whether it is asked at the start"),
        column("every_weeks", "t.every_weeks", Whole, Always, "every how many weeks along the way"),
        column("at_end", "t.at_end", Yes, Always, "whether it is asked at the end"),
        column("at_follow_up", "t.at_follow_up", Yes, Always, "whether it is asked afterwards"),
        column("is_primary", "t.is_primary", Yes, Always, "whether it was declared the one to judge by"),
        column("primary_since", "t.primary_since", Moment, Always, "since when"),
        column("since", "t.since", Moment, Always, "from when it is asked so"),
        column("ended", "t.ended_at", Moment, Always, "until when"),
    ],
    sql: Source::Rows(Sql {
        from: "scheme_measure t",
        key: "t.id",
        owner: Owner::Nobody,
        only: None,
        within: "1 = 1",
        since: "(t.since > {since} or t.ended_at > {since})",
    }),
};
