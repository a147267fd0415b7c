//! The SQL of a journey's one page: everything on it in three statements, however long the
//! journey has grown. Its readings and its lines are asked of those who keep them.

use ::store::{Row, Tx, values};
use jiff::Timestamp;
use jiff::civil::Date;

use super::store::{JOURNEY, read_journey};
use super::{Concern, ContactKind, How, Journey, JourneyId, Link, LinkState, Step, StepState};
use crate::people::{Birth, Consent, MayHear, PersonId, Supporter};
use crate::referrals::ReferrerKind;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// A journey, whose it is, who walks beside them and how it came about.
pub(super) struct Head {
    pub journey: Journey,
    pub name: String,
    pub known_as: Option<String>,
    pub birth: Birth,
    pub lives_alone: Option<bool>,
    pub postcode: Option<String>,
    pub phone: Option<String>,
    pub contact_when: Option<String>,
    pub language: Option<String>,
    pub interpreter: bool,
    pub access_needs: Option<String>,
    pub before_a_visit: Option<String>,
    /// Where they live, when their postcode is known.
    pub home: Option<(f64, f64)>,
    pub worker_name: String,
    pub scheme_name: String,
    pub referrer: ReferrerKind,
    pub asked_at: Timestamp,
    pub why_now: String,
    pub answer_wanted: bool,
}

impl Head {
    /// What to call them.
    pub fn called(&self) -> &str {
        self.known_as.as_deref().unwrap_or_else(|| page::text::first_name(&self.name))
    }
}

/// A meeting that is agreed.
pub(super) struct Meeting {
    pub kind: ContactKind,
    pub at: Timestamp,
    pub place: Option<String>,
}

pub(super) struct Gap {
    pub need: String,
    pub town: Option<String>,
    pub at: Timestamp,
    pub met_at: Option<Timestamp>,
}

pub(super) struct Paused {
    pub reason: String,
    pub since: Timestamp,
    pub until: Option<Date>,
}

pub(super) struct FollowUp {
    pub months: i64,
    pub due_on: Date,
    /// "due", "answered", "not_reached"
    pub state: String,
}

/// A link, and where its group is when that is known.
pub(super) struct Linked {
    pub link: Link,
    pub place: Option<(f64, f64)>,
}

/// Everything that hangs on a journey.
#[derive(Default)]
pub(super) struct Parts {
    pub steps: Vec<Step>,
    pub concerns: Vec<Concern>,
    pub links: Vec<Linked>,
    pub gaps: Vec<Gap>,
    pub supporters: Vec<Supporter>,
    pub consents: Vec<Consent>,
    pub follow_ups: Vec<FollowUp>,
    pub meeting: Option<Meeting>,
    pub paused: Option<Paused>,
}

pub(super) fn select_head(tx: &mut Tx<'_>, area: AreaId, id: JourneyId) -> Result<Option<Head>, Refusal> {
    let row = tx.row(
        &format!(
            "select {JOURNEY}, p.name, p.known_as, p.born_on, p.born_text, p.lives_alone, p.postcode, p.phone, \
             p.contact_when, p.language, p.interpreter, p.access_needs, p.before_a_visit, pl.lat, pl.lon, \
             a.name as worker_name, s.name as scheme_name, r.referrer_kind, r.asked_at, r.why_now, r.answer_wanted \
             from journey j \
             join person p on p.area_id = j.area_id and p.id = j.person_id \
             join account a on a.area_id = j.area_id and a.id = j.worker_id \
             join scheme s on s.area_id = j.area_id and s.id = j.scheme_id \
             join referral r on r.area_id = j.area_id and r.id = j.referral_id \
             left join place pl on pl.postcode = p.postcode \
             where j.area_id = $1 and j.id = $2"
        ),
        &values![area, id],
    )?;
    row.as_ref().map(read_head).transpose()
}

fn read_head(row: &Row) -> Result<Head, Refusal> {
    Ok(Head {
        journey: read_journey(row)?,
        name: row.get("name")?,
        known_as: row.get("known_as")?,
        birth: Birth::stored(row.get("born_on")?, row.get("born_text")?),
        lives_alone: row.get("lives_alone")?,
        postcode: row.get("postcode")?,
        phone: row.get("phone")?,
        contact_when: row.get("contact_when")?,
        language: row.get("language")?,
        interpreter: row.get("interpreter")?,
        access_needs: row.get("access_needs")?,
        before_a_visit: row.get("before_a_visit")?,
        home: place(row)?,
        worker_name: row.get("worker_name")?,
        scheme_name: row.get("scheme_name")?,
        referrer: ReferrerKind::parse(&row.get::<String>("referrer_kind")?).unwrap_or(ReferrerKind::Other),
        asked_at: row.get("asked_at")?,
        why_now: row.get("why_now")?,
        answer_wanted: row.get("answer_wanted")?,
    })
}

fn place(row: &Row) -> Result<Option<(f64, f64)>, Refusal> {
    let lat: Option<f64> = row.get("lat")?;
    let lon: Option<f64> = row.get("lon")?;
    Ok(lat.zip(lon))
}

/// Every kind of thing that hangs on a journey, one below the other: `what` says which kind a
/// row is, and `read_part` what its columns mean for it. The first branch gives every column
/// its type.
const PARTS: &str = "\
    select 'step' as what, id, words as a, who as b, by_when as c, state as d, note as e, cast(null as text) as f, \
        cast(null as bigint) as n, cast(null as bigint) as m, agreed_at as at_1, moved_at as at_2, \
        cast(null as timestamptz) as at_3, cast(null as date) as day, cast(null as uuid) as other, \
        cast(null as uuid) as another, cast(null as double precision) as lat, cast(null as double precision) as lon \
        from step where area_id = $1 and journey_id = $2 \
    union all select 'concern', id, words, null, null, null, null, null, first_severity, severity, raised_at, rated_at, \
        null, null, null, null, null, null from concern where area_id = $1 and journey_id = $2 \
    union all select 'link', l.id, l.service_name, l.how, l.state, l.shared, l.question, l.answer_note, l.times_came, null, \
        l.made_at, l.asked_at, l.answered_at, l.lapses_on, l.service_id, l.step_id, s.lat, s.lon from link l \
        left join service s on s.area_id = l.area_id and s.id = l.service_id \
        where l.area_id = $1 and l.journey_id = $2 \
    union all select 'gap', id, need, town, null, null, null, null, null, null, at, met_at, null, null, null, null, null, null \
        from gap where area_id = $1 and journey_id = $2 \
    union all select 'supporter', id, name, relation, phone, may_hear, note, null, null, null, at, null, null, null, null, \
        null, null, null from supporter where area_id = $1 and person_id = $3 and ended_at is null \
    union all select 'consent', id, about, how, null, null, null, null, case when given then 1 else 0 end, null, at, \
        withdrawn_at, null, null, null, null, null, null from consent where area_id = $1 and person_id = $3 \
    union all select 'meeting', id, kind, place, null, null, null, null, null, null, at, null, null, null, null, null, null, \
        null from meeting where area_id = $1 and journey_id = $2 and state = 'agreed' \
    union all select 'pause', id, reason, null, null, null, null, null, null, null, since, null, null, until_on, null, null, \
        null, null from pause where area_id = $1 and journey_id = $2 and resumed_at is null \
    union all select 'follow_up', id, state, null, null, null, null, null, months, null, null, null, null, due_on, null, null, \
        null, null from follow_up where area_id = $1 and journey_id = $2 \
    order by at_1, id";

pub(super) fn select_parts(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: JourneyId,
    person: PersonId,
) -> Result<Parts, Refusal> {
    let mut parts = Parts::default();
    for row in &tx.rows(PARTS, &values![area, id, person])? {
        read_part(row, &mut parts)?;
    }
    parts.follow_ups.sort_by_key(|f| f.months);
    Ok(parts)
}

fn read_part(row: &Row, parts: &mut Parts) -> Result<(), Refusal> {
    match row.get::<String>("what")?.as_str() {
        "step" => parts.steps.push(read_step(row)?),
        "concern" => parts.concerns.push(Concern {
            id: row.get("id")?,
            words: row.get("a")?,
            first_severity: row.get("n")?,
            severity: row.get("m")?,
            raised_at: row.get("at_1")?,
            rated_at: row.get("at_2")?,
        }),
        "link" => parts.links.push(read_linked(row)?),
        "gap" => parts.gaps.push(Gap {
            need: row.get("a")?,
            town: row.get("b")?,
            at: row.get("at_1")?,
            met_at: row.get("at_2")?,
        }),
        "supporter" => parts.supporters.push(Supporter {
            name: row.get("a")?,
            relation: row.get("b")?,
            phone: row.get("c")?,
            may_hear: MayHear::parse(&row.get::<String>("d")?).unwrap_or(MayHear::Nothing),
            note: row.get("e")?,
        }),
        "consent" => parts.consents.push(Consent {
            about: row.get("a")?,
            how: row.get("b")?,
            given: row.get::<i64>("n")? == 1,
            at: row.get("at_1")?,
            withdrawn_at: row.get("at_2")?,
        }),
        // The earliest that is agreed comes first and stays.
        "meeting" if parts.meeting.is_none() => {
            let kind = ContactKind::parse(&row.get::<String>("a")?).unwrap_or(ContactKind::Visit);
            parts.meeting = Some(Meeting { kind, at: row.get("at_1")?, place: row.get("b")? });
        }
        "pause" => {
            parts.paused =
                Some(Paused { reason: row.get("a")?, since: row.get("at_1")?, until: row.get("day")? });
        }
        "follow_up" => parts.follow_ups.push(FollowUp {
            months: row.get("n")?,
            due_on: row.get("day")?,
            state: row.get("a")?,
        }),
        _ => {}
    }
    Ok(())
}

fn read_step(row: &Row) -> Result<Step, Refusal> {
    Ok(Step {
        id: row.get("id")?,
        words: row.get("a")?,
        who: row.get("b")?,
        by_when: row.get("c")?,
        state: StepState::parse(&row.get::<String>("d")?).ok_or_else(|| Refusal::broken("step.state"))?,
        note: row.get("e")?,
        agreed_at: row.get("at_1")?,
        moved_at: row.get("at_2")?,
    })
}

fn read_linked(row: &Row) -> Result<Linked, Refusal> {
    let link = Link {
        id: row.get("id")?,
        service: row.get("other")?,
        service_name: row.get("a")?,
        step: row.get("another")?,
        how: How::parse(&row.get::<String>("b")?).ok_or_else(|| Refusal::broken("link.how"))?,
        state: LinkState::parse(&row.get::<String>("c")?).ok_or_else(|| Refusal::broken("link.state"))?,
        shared: row.get("d")?,
        question: row.get("e")?,
        made_at: row.get("at_1")?,
        asked_at: row.get("at_2")?,
        answered_at: row.get("at_3")?,
        answer_note: row.get("f")?,
        lapses_on: row.get("day")?,
        times_came: row.get("n")?,
    };
    Ok(Linked { link, place: place(row)? })
}
