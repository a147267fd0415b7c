//! A pack of a measure whose scorer is built in: it brings wording and licence, and can change nothing else.

use toml::Spanned;

use super::PackError;
use super::checked::{choices, direction, language, licence, small, words, words_or_none};
use super::lines::Lines;
use super::raw::{Raw, RawItem};
use crate::instrument::{Instrument, InstrumentId, Item, List};

pub(super) fn attach(known: &Instrument, raw: Raw, lines: &Lines<'_>) -> Result<Instrument, PackError> {
    changes_nothing(known, &raw, lines)?;
    let tongue = language(lines, &raw.language)?;
    let same_language = tongue.split('-').next() == known.language.split('-').next();
    if known.licence.wording_ships && same_language {
        let said = format!(
            "The wording of “{}” is built in, and an instrument reworded is no longer that instrument.",
            known.name
        );
        return Err(lines.fail(
            raw.code.span(),
            said,
            "Take this pack away; a pack may bring another language.",
        ));
    }
    let items =
        if known.items.is_empty() { no_items(known, &raw, lines)? } else { worded(known, &raw, lines)? };
    Ok(Instrument {
        edition: words(lines, &raw.edition)?,
        language: tongue,
        licence: licence(lines, raw.licence.get_ref(), false)?,
        introduction: words_or_none(lines, raw.introduction.as_ref())?,
        items,
        ..known.clone()
    })
}

/// Scorer, missing rule, thresholds, norms, name and kind are built in.
fn changes_nothing(known: &Instrument, raw: &Raw, lines: &Lines<'_>) -> Result<(), PackError> {
    let places = [
        ("[score]", raw.score.as_ref().map(Spanned::span)),
        ("[missing]", raw.missing.as_ref().map(Spanned::span)),
        ("[[threshold]]", raw.threshold.first().map(Spanned::span)),
        ("[[norm]]", raw.norm.first().map(Spanned::span)),
        ("name", raw.name.as_ref().map(Spanned::span)),
        ("someone_else_may_answer", raw.someone_else_may_answer.as_ref().map(Spanned::span)),
    ];
    for (what, place) in places {
        if let Some(place) = place {
            let said = format!("{what} of “{}” is built in and cannot be changed.", known.name);
            return Err(lines.fail(place, said, format!("Take {what} out.")));
        }
    }
    let kind = match known.id {
        InstrumentId::Standard(_) => "standard",
        InstrumentId::Personal(_) => "personal",
    };
    match &raw.kind {
        Some(said) if said.get_ref() != kind => {
            let wrong = format!("“{}” is a {kind} measure, whatever a pack says.", known.name);
            Err(lines.fail(said.span(), wrong, "Take kind out."))
        }
        _ => Ok(()),
    }
}

fn no_items(known: &Instrument, raw: &Raw, lines: &Lines<'_>) -> Result<List<Item>, PackError> {
    match raw.item.first() {
        None => Ok(known.items.clone()),
        Some(item) => {
            let said =
                format!("“{}” is kept by its scores alone; its questions cannot be loaded.", known.name);
            Err(lines.fail(item.span(), said, "Take the [[item]] parts out and keep the [licence]."))
        }
    }
}

fn worded(known: &Instrument, raw: &Raw, lines: &Lines<'_>) -> Result<List<Item>, PackError> {
    if raw.item.len() != known.items.len() {
        let place = raw.item.last().map_or(raw.code.span(), Spanned::span);
        let said = format!("“{}” has {} items; {} are here.", known.name, known.items.len(), raw.item.len());
        return Err(lines.fail(place, said, "Give each of its items once, in the order of the form."));
    }
    let items = known.items.iter().zip(&raw.item).map(|(item, raw)| one(item, raw, lines));
    Ok(List::Owned(items.collect::<Result<Vec<_>, _>>()?))
}

fn one(known: &Item, raw: &Spanned<RawItem>, lines: &Lines<'_>) -> Result<Item, PackError> {
    let it = raw.get_ref();
    let fail = |place, said: String, remedy: String| Err(lines.fail(place, said, remedy));
    if *it.code.get_ref() != known.code {
        let remedy = format!("Write code = \"{}\".", known.code);
        return fail(it.code.span(), "The items are in another order than on the form.".to_owned(), remedy);
    }
    for (number, is) in [(&it.low, known.low), (&it.high, known.high)] {
        if let Some(number) = number
            && small(lines, number)? != is
        {
            let said = format!("Item “{}” runs from {} to {}.", known.code, known.low, known.high);
            return fail(number.span(), said, format!("Write {is}, or take the line out."));
        }
    }
    if let Some(better) = &it.better
        && direction(lines, better)? != known.direction
    {
        return fail(
            better.span(),
            format!("Item “{}” runs the other way.", known.code),
            "Take the line out.".to_owned(),
        );
    }
    if let Some(counts) = &it.counts {
        return fail(counts.span(), "What counts is built in.".to_owned(), "Take counts out.".to_owned());
    }
    if let Some(band) = it.bands.first() {
        return fail(band.span(), "Bands are built in.".to_owned(), "Take bands out.".to_owned());
    }
    let Some(wording) = &it.wording else {
        let remedy = "Write wording = \"…\", verbatim from the licensed form.".to_owned();
        return fail(raw.span(), format!("Item “{}” has no wording.", known.code), remedy);
    };
    Ok(Item {
        name: it.name.as_ref().map_or(Ok(known.name.clone()), |name| words(lines, name))?,
        wording: Some(words(lines, wording)?),
        low_label: words_or_none(lines, it.low_label.as_ref())?,
        high_label: words_or_none(lines, it.high_label.as_ref())?,
        choices: choices(lines, raw, (known.low, known.high))?,
        ..known.clone()
    })
}
