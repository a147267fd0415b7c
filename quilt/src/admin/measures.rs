//! `/admin/measures`: every measure at hand, on what terms, whose wording is loaded and until when.

use jiff::civil::Date;
use maud::{Markup, html};
use measure::Instrument;
use measure::instrument::Offer;
use page::{Card, Caution, Column, Lang, Row, Rows, Table, Tag, text};

use super::under_admin;
use crate::outcomes::{self, LoadedPack, TOLD_BEFORE, offer};
use crate::refusal::Refusal;
use crate::settings;
use crate::web::{Answer, Visit};

pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let area = visit.area();
    let (shelf, packs, schemes) = visit.read("list the measures", |tx| {
        Ok((outcomes::shelf(tx, area)?, outcomes::packs(tx, area)?, settings::schemes(tx, area)?))
    })?;
    let today = visit.now.today();
    let schemes = schemes.iter().map(|scheme| {
        Row::new(scheme.name.as_str())
            .href(format!("/admin/schemes/{}/measures", scheme.id))
            .under("What it asks, and when")
    });
    let body = html! {
        (lapsing(&packs, today))
        (Card::new("What each scheme asks", Rows::new(schemes.collect::<Vec<_>>(), "There is no scheme yet.")))
        (Card::new("Wording that is loaded", loaded(&packs, today)))
        (Card::new("Measures at hand", html! {
            p { "A measure whose words are not here is entered by its numbers, from its owners’ own form or reply." }
            (Rows::new(shelf.all().map(|one| row(one, visit)).collect::<Vec<_>>(), ""))
        }))
    };
    Ok(under_admin(visit, "Measures", body))
}

/// Packs that have lapsed or soon will, each in a sentence.
pub(super) fn warnings(packs: &[LoadedPack], today: Date) -> Vec<String> {
    let mut warnings = Vec::new();
    for pack in packs {
        let name = format!("“{}” ({})", pack.measure, pack.language);
        let day = pack.expires_on.map(|day| text::day(Lang::En, day, today.year())).unwrap_or_default();
        match pack.days_left(today) {
            _ if !outcomes::is_readable(pack) => {
                warnings.push(format!("This release cannot read the pack for {name}. Load it again."));
            }
            Some(..=-1) => warnings.push(format!(
                "The licence for {name} ran out on {day}. Nobody is asked it until it is renewed; what was recorded stays."
            )),
            Some(left) if left <= TOLD_BEFORE => {
                let days = text::count(u64::try_from(left).unwrap_or(0), "day", "days");
                warnings.push(format!("The licence for {name} runs out on {day}, in {days}. Renew it, and load the pack again."));
            }
            _ => {}
        }
    }
    warnings
}

fn lapsing(packs: &[LoadedPack], today: Date) -> Markup {
    html! { @for warning in warnings(packs, today) { (Caution::new(warning)) } }
}

fn loaded(packs: &[LoadedPack], today: Date) -> Markup {
    let year = today.year();
    let rows = packs.iter().map(|pack| {
        let until = pack.expires_on.map_or_else(|| "–".to_owned(), |day| text::day(Lang::En, day, year));
        let added = text::day(Lang::En, crate::moment::local(pack.added_at).date(), year);
        [
            pack.measure.clone(),
            pack.edition.clone(),
            pack.language.clone(),
            pack.licence_reference.clone(),
            until,
            format!("{added}, {}", pack.added_name),
        ]
    });
    html! {
        @if packs.is_empty() { p { "None. What ships with Quilt needs none." } }
        @else {
            (Table::new("Wording that is loaded").caption_unseen()
                .columns(["Measure", "Edition", "Language", "Licence", "Until", "Loaded"].map(Column::text))
                .rows(rows))
        }
        p.q-quiet { "Load one with “quilt measures add pack.toml”, take it away with “quilt measures remove”, on the machine Quilt runs on." }
    }
}

fn row(instrument: &Instrument, visit: &Visit<'_>) -> Row {
    let tag = match offer(instrument, visit.now.at) {
        Offer::Ask => Tag::teal("Words here"),
        Offer::NumbersOnly => Tag::sky("By numbers"),
        Offer::Lapsed => Tag::rose("Lapsed"),
    };
    let unsettled = instrument.unconfirmed.iter().map(|one| &**one).collect::<Vec<_>>().join(" ");
    Row::new(&*instrument.name)
        .tag(tag)
        .under(format!("{}. {}", instrument.edition, instrument.licence.name))
        .under(instrument.licence.attribution.to_string())
        .under(unsettled)
}
