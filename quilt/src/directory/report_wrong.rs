//! "Tell us it's wrong": anybody may, without an account; whoever keeps the directory
//! looks and settles it.

use ::store::Tx;
use jiff::{Timestamp, ToSpan};
use page::Problems;

use super::{ReportId, ServiceId, add_note, report_guard, service_name, show, store_reports};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::AreaId;
use crate::web::{Answer, Visit};

/// What somebody says is wrong with an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongReport {
    pub id: ReportId,
    pub words: String,
    /// How to reach them, if they said.
    pub from_whom: Option<String>,
    pub at: Timestamp,
}

/// The most reports taken in an hour about one service, and about all of them: enough for
/// people, too few for a program to do harm with.
const OF_ONE: i64 = 5;
const OF_ALL: i64 = 60;

/// The longest text taken, in characters.
const LONGEST: usize = 2_000;

/// Keeps what somebody says is wrong.
///
/// # Errors
/// [`Refusal::Wait`] when there were too many within the hour.
pub fn say_wrong(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    service: ServiceId,
    words: &str,
    from_whom: Option<&str>,
) -> Result<ReportId, Refusal> {
    let name = service_name(tx, by.area, service)?.ok_or_else(Refusal::not_found)?;
    let (of_one, of_all) = store_reports::since(tx, by.area, service, now.at - 1.hours())?;
    if of_one >= OF_ONE || of_all >= OF_ALL {
        return Err(Refusal::Wait("an hour".into()));
    }
    let id = store_reports::insert(tx, by.area, now, service, words, from_whom)?;
    // The words stay out of the ledger: they may name somebody, and it never forgets.
    line(by, now, "service.said_wrong", service).fact("name", name).record(tx)?;
    Ok(id)
}

/// What has been looked into is settled.
pub fn settle(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    service: ServiceId,
    report: ReportId,
) -> Result<(), Refusal> {
    if store_reports::settle(tx, by.area, service, report, now.at)? {
        line(by, now, "service.settled", service).record(tx)?;
    }
    Ok(())
}

/// What is still to be looked into, newest first.
pub fn unsettled(tx: &mut Tx<'_>, area: AreaId, service: ServiceId) -> Result<Vec<WrongReport>, Refusal> {
    store_reports::unsettled(tx, area, service)
}

/// POST `/find/{service}/wrong`
pub fn save_wrong(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: ServiceId = visit.param("service")?;
    let thanks = format!("/find/{id}?said=thanks");
    if visit.form.some("website").is_some() {
        return Ok(Answer::redirect(thanks));
    }
    let words = visit.form.get("wrong");
    let problem = match words.chars().count() {
        0 => Some("amiss-empty"),
        n if n > LONGEST => Some("amiss-long"),
        _ if !report_guard::is_unhurried(visit) => Some("amiss-quick"),
        _ => None,
    };
    if let Some(key) = problem {
        let problems: Problems = [("wrong", crate::web::say(visit.lang, key, &[]))].into_iter().collect();
        return Ok(Answer::again(show::render(visit, None, &problems)?));
    }
    let from: Option<String> = visit.form.some("from").map(|from| from.chars().take(200).collect());
    visit.submit("hear that an entry is wrong", |tx| {
        report_guard::count(tx, visit)?;
        say_wrong(tx, &visit.actor, &visit.now, id, words, from.as_deref())?;
        Ok(thanks.clone())
    })
}

/// POST `/find/{service}/settled/{report}`
pub fn save_settled(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let (service, report) = (visit.param("service")?, visit.param("report")?);
    visit.submit("settle what was wrong", |tx| {
        settle(tx, &visit.actor, &visit.now, service, report)?;
        Ok(format!("/find/{service}"))
    })
}

/// POST `/find/{service}/note`
pub fn save_note(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: ServiceId = visit.param("service")?;
    let words = visit.form.get("words");
    let wrong = match words.chars().count() {
        0 => Some("Write what others should know."),
        n if n > LONGEST => Some("Write no more than 2,000 characters."),
        _ => None,
    };
    if let Some(sentence) = wrong {
        let problems: Problems = [("words", sentence)].into_iter().collect();
        return Ok(Answer::again(show::render(visit, None, &problems)?));
    }
    visit.submit("note something about a service", |tx| {
        add_note(tx, &visit.actor, &visit.now, id, words)?;
        Ok(format!("/find/{id}"))
    })
}
