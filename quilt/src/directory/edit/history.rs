//! Everything that was ever changed of an entry, and taking a change back.

use maud::{Markup, Render, html};
use page::{Button, Card, Column, Form, Lang, Row, Table, Tag, Timeline, text};

use crate::directory::layer::{Version, VersionKind, undo, versions};
use crate::directory::{DirectoryEntry, ServiceId, service};
use crate::moment::local;
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// How much of one value a table shows, in characters.
const SHOWN: usize = 400;

/// What happened to an entry besides its versions, and how it is told.
const TOLD: [(&str, &str); 12] = [
    ("service.added", "Came into the directory"),
    ("service.withdrawn", "Its feed named it no longer"),
    ("service.noted", "A note was added"),
    ("service.said_wrong", "Somebody said that it is wrong"),
    ("service.settled", "What was said to be wrong was settled"),
    ("service.checked", "It was checked"),
    ("service.room", "They said how much room there is"),
    ("service.open_again", "Opened again on the day they said"),
    ("service.taken_up", "Its publisher took a correction up"),
    ("service.disputed", "Its publisher changed what we had corrected"),
    ("service.stood_by", "We looked, and stood by our correction"),
    ("service.gave_way", "We looked, and its publisher was right"),
];

/// GET `/find/{service}/history`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: ServiceId = visit.param("service")?;
    let (entry, versions, lines) = visit.read("read the history of an entry", |tx| {
        let entry = service(tx, visit.area(), id)?.ok_or_else(Refusal::not_found)?;
        let versions = versions(tx, visit.area(), id)?;
        Ok((entry, versions, ledger::about(tx, visit.area().into(), id.into(), 200, None)?))
    })?;
    let year = visit.now.today().year();
    let told = lines.iter().filter_map(|line| {
        let (_, words) = TOLD.iter().find(|(kind, _)| *kind == line.kind)?;
        let day = local(line.happened).date();
        Some(
            Row::new(*words)
                .when(day.to_string(), text::short_date(Lang::En, day, year))
                .under(line.by_name.as_str()),
        )
    });
    let href = format!("/find/{id}");
    let body = html! {
        h1 { "What was changed of " (entry.name) }
        p.q-lead { "Every version is kept. Taking a change back is a change of its own, and can be taken back too." }
        @if versions.is_empty() { p { "Nothing was changed since it came into the directory." } }
        @for version in &versions { (one(visit, &entry, version)) }
        h2 { "What else happened" }
        (Timeline::new(told, "Nothing else."))
    };
    let shell = Shell::new(format!("What was changed of {}", entry.name));
    Ok(Answer::page(shell.under(&[("/find", "Find"), (&href, &entry.name)]).render(visit, body)))
}

fn one(visit: &Visit<'_>, entry: &DirectoryEntry, version: &Version) -> Markup {
    let at = local(version.at);
    let when = format!(
        "{} at {}, {}",
        text::date(Lang::En, at.date(), visit.now.today().year()),
        text::time(at.time()),
        version.by_name
    );
    let shown = |fact: &crate::directory::layer::Fact| {
        let words = fact.words_or_none(Lang::En);
        let cut: String = words.chars().take(SHOWN).collect();
        if cut.len() < words.len() { format!("{cut}…") } else { cut }
    };
    let rows = version
        .changes
        .iter()
        .map(|change| [change.after.field().label(Lang::En), shown(&change.before), shown(&change.after)]);
    let table = Table::new(format!("Version {}", version.number))
        .caption_unseen()
        .columns(["What", "Before", "After"].map(Column::text))
        .rows(rows);
    Card::plain(html! {
        h2.q-card__heading {
            (version.kind.words())
            @if let Some(undone) = version.undoes { " " (Tag::sky(format!("takes version {undone} back"))) }
        }
        p.q-quiet { "Version " (version.number) " · " (when) }
        @if let Some(why) = &version.why { p { "“" (why) "”" } }
        @if !version.changes.is_empty() { (table) }
        @else if version.kind == VersionKind::Published { p { "Other parts of what they publish." } }
        @if !version.changes.is_empty() || version.kind == VersionKind::TakenOut {
            (Form::post(format!("/find/{}/undo/{}", entry.id, version.number), visit.csrf(), visit.once())
                .label(format!("Version {}", version.number))
                .body(Button::quiet("Take this back").small()))
        }
    })
    .render()
}

/// POST `/find/{service}/undo/{number}`
pub fn save_undo(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: ServiceId = visit.param("service")?;
    let number: i64 = visit.param("number")?;
    visit.submit("take a change back", |tx| {
        undo(tx, &visit.actor, &visit.now, id, number)?;
        Ok(format!("/find/{id}/history"))
    })
}
