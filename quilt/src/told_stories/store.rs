//! The SQL of told stories. Words stand in `told_version` alone, and a name a person chose in
//! `told_use`: both go when the story does.

use ::store::{Row, Tx, Value, values};
use jiff::Timestamp;
use uuid::Uuid;

use super::agree::Yes;
use super::story::Agreed;
use super::{Showing, Story, ToldStoryId, Words};
use crate::access::Actor;
use crate::journeys::JourneyId;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{AreaId, SchemeId};
use crate::web::Lang;

pub(super) fn insert_story(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: ToldStoryId,
    journey: JourneyId,
    lang: Lang,
    at: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "insert into told_story (area_id, id, journey_id, lang, version, begun_at) values ($1, $2, $3, $4, 1, $5)",
        &values![area, id, journey, lang.code(), at],
    )?;
    Ok(())
}

pub(super) fn insert_version(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    id: ToldStoryId,
    version: i64,
    words: &Words,
) -> Result<(), Refusal> {
    tx.run(
        "insert into told_version (area_id, story_id, version, mattered, happened, now_is, by_name, at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &values![by.area, id, version, &words.mattered, &words.happened, &words.now_is, &by.name, now.at],
    )?;
    Ok(())
}

/// Moves on from one version to the next; whether nobody was quicker.
pub(super) fn set_version(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: ToldStoryId,
    from: i64,
    to: i64,
) -> Result<bool, Refusal> {
    let moved = tx.run(
        "update told_story set version = $4 where area_id = $1 and id = $2 and version = $3 and withdrawn_at is null",
        &values![area, id, from, to],
    )?;
    Ok(moved == 1)
}

const STORY: &str = "select t.id, t.journey_id, t.lang, t.version, t.begun_at, t.withdrawn_at, j.person_id, j.scheme_id, \
    s.name as scheme_name, v.mattered, v.happened, v.now_is, v.by_name, v.at from told_story t \
    join journey j on j.area_id = t.area_id and j.id = t.journey_id \
    join scheme s on s.area_id = t.area_id and s.id = j.scheme_id \
    left join told_version v on v.area_id = t.area_id and v.story_id = t.id and v.version = t.version";

/// The story of this journey that was begun last, taken back or not.
pub(super) fn select_of_journey(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: JourneyId,
) -> Result<Option<Story>, Refusal> {
    let sql = format!(
        "{STORY} where t.area_id = $1 and t.journey_id = $2 order by t.begun_at desc, t.id desc limit 1"
    );
    let row = tx.row(&sql, &values![area, journey])?;
    row.map(|row| read_story(tx, area, &row)).transpose()
}

pub(super) fn select_live(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: JourneyId,
) -> Result<Option<Story>, Refusal> {
    Ok(select_of_journey(tx, area, journey)?.filter(|story| story.withdrawn_at.is_none()))
}

fn read_story(tx: &mut Tx<'_>, area: AreaId, row: &Row) -> Result<Story, Refusal> {
    let id: ToldStoryId = row.get("id")?;
    let begun_at: Timestamp = row.get("begun_at")?;
    let text = |name: &str| Ok::<_, Refusal>(row.get::<Option<String>>(name)?.unwrap_or_default());
    Ok(Story {
        id,
        journey: row.get("journey_id")?,
        person: row.get("person_id")?,
        scheme: row.get("scheme_id")?,
        scheme_name: row.get("scheme_name")?,
        lang: read_lang(row)?,
        version: row.get("version")?,
        words: Words { mattered: text("mattered")?, happened: text("happened")?, now_is: text("now_is")? },
        agreed: select_agreed(tx, area, id)?,
        begun_at,
        changed_at: row.get::<Option<Timestamp>>("at")?.unwrap_or(begun_at),
        changed_by: text("by_name")?,
        withdrawn_at: row.get("withdrawn_at")?,
    })
}

fn read_lang(row: &Row) -> Result<Lang, Refusal> {
    Lang::from_code(&row.get::<String>("lang")?).ok_or_else(|| Refusal::broken("told_story.lang"))
}

fn select_agreed(tx: &mut Tx<'_>, area: AreaId, id: ToldStoryId) -> Result<Vec<Agreed>, Refusal> {
    let rows = tx.rows(
        "select use_of, version, called, how, agreed_at from told_use \
         where area_id = $1 and story_id = $2 and ended_at is null order by agreed_at, id",
        &values![area, id],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Agreed {
                showing: Showing::parse(&row.get::<String>("use_of")?)
                    .ok_or_else(|| Refusal::broken("told_use.use_of"))?,
                version: row.get("version")?,
                called: row.get("called")?,
                how: row.get("how")?,
                at: row.get("agreed_at")?,
            })
        })
        .collect()
}

pub(super) fn insert_use(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    story: ToldStoryId,
    yes: &Yes<'_>,
    called: Option<&str>,
) -> Result<(), Refusal> {
    tx.run(
        "insert into told_use (area_id, story_id, id, use_of, version, called, how, agreed_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &values![area, story, now.id::<Uuid>(), yes.showing.code(), yes.version, called, yes.how, now.at],
    )?;
    Ok(())
}

/// Ends the yes for a showing, and forgets the name it was shown under.
pub(super) fn end_use(
    tx: &mut Tx<'_>,
    area: AreaId,
    story: ToldStoryId,
    showing: Showing,
    at: Timestamp,
) -> Result<u64, Refusal> {
    Ok(tx.run(
        "update told_use set ended_at = $4, called = null \
         where area_id = $1 and story_id = $2 and use_of = $3 and ended_at is null",
        &values![area, story, showing.code(), at],
    )?)
}

/// Takes every word away; what stays is that there was a story, and when which yes stood.
pub(super) fn erase_story(
    tx: &mut Tx<'_>,
    area: AreaId,
    story: ToldStoryId,
    at: Timestamp,
) -> Result<(), Refusal> {
    tx.run("delete from told_version where area_id = $1 and story_id = $2", &values![area, story])?;
    tx.run(
        "update told_use set ended_at = coalesce(ended_at, $3), called = null where area_id = $1 and story_id = $2",
        &values![area, story, at],
    )?;
    tx.run(
        "update told_story set withdrawn_at = $3 where area_id = $1 and id = $2",
        &values![area, story, at],
    )?;
    Ok(())
}

pub(super) fn insert_link(
    tx: &mut Tx<'_>,
    area: AreaId,
    story: ToldStoryId,
    fingerprint: &[u8; 32],
    at: Timestamp,
    until: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "insert into told_link (fingerprint, area_id, story_id, made_at, expires_at) values ($1, $2, $3, $4, $5)",
        &values![&fingerprint[..], area, story, at, until],
    )?;
    Ok(())
}

/// The area, the journey and the story a link opens, and until when.
pub(super) fn select_link(
    tx: &mut Tx<'_>,
    fingerprint: &[u8; 32],
) -> Result<Option<(AreaId, Story, Timestamp)>, Refusal> {
    let row = tx.row(
        "select area_id, story_id, expires_at from told_link where fingerprint = $1",
        &values![&fingerprint[..]],
    )?;
    let Some(row) = row else { return Ok(None) };
    let (area, id): (AreaId, ToldStoryId) = (row.get("area_id")?, row.get("story_id")?);
    let expires_at: Timestamp = row.get("expires_at")?;
    let sql = format!("{STORY} where t.area_id = $1 and t.id = $2");
    let story = tx.row(&sql, &values![area, id])?.map(|row| read_story(tx, area, &row)).transpose()?;
    Ok(story.map(|story| (area, story, expires_at)))
}

/// A story as it is shown somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub id: ToldStoryId,
    pub lang: Lang,
    pub words: Words,
    pub called: Option<String>,
    pub scheme_name: String,
}

pub(super) fn select_shown(
    tx: &mut Tx<'_>,
    area: AreaId,
    showing: Showing,
    schemes: Option<&[SchemeId]>,
) -> Result<Vec<Shown>, Refusal> {
    let mut values: Vec<Value> = values![area, showing.code()].to_vec();
    let of = match schemes {
        Some([]) => return Ok(Vec::new()),
        Some(schemes) => {
            let holes: Vec<String> = (3..3 + schemes.len()).map(|n| format!("${n}")).collect();
            values.extend(schemes.iter().map(|id| Value::from(*id)));
            format!(" and j.scheme_id in ({})", holes.join(", "))
        }
        None => String::new(),
    };
    let sql = format!(
        "select t.id, t.lang, u.called, s.name as scheme_name, v.mattered, v.happened, v.now_is from told_use u \
         join told_story t on t.area_id = u.area_id and t.id = u.story_id and t.version = u.version and t.withdrawn_at is null \
         join told_version v on v.area_id = t.area_id and v.story_id = t.id and v.version = t.version \
         join journey j on j.area_id = t.area_id and j.id = t.journey_id \
         join scheme s on s.area_id = t.area_id and s.id = j.scheme_id \
         where u.area_id = $1 and u.use_of = $2 and u.ended_at is null{of} order by u.agreed_at desc, u.id desc"
    );
    tx.rows(&sql, &values)?.iter().map(read_shown).collect()
}

fn read_shown(row: &Row) -> Result<Shown, Refusal> {
    Ok(Shown {
        id: row.get("id")?,
        lang: read_lang(row)?,
        words: Words {
            mattered: row.get("mattered")?,
            happened: row.get("happened")?,
            now_is: row.get("now_is")?,
        },
        called: row.get("called")?,
        scheme_name: row.get("scheme_name")?,
    })
}
