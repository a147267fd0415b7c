//! A pack of a measure nobody here knows: its items, range and scorer, and of which kind it is.

use std::collections::BTreeSet;

use toml::Spanned;

use super::PackError;
use super::checked::{choices, code, direction, language, licence, small, words, words_or_none};
use super::lines::Lines;
use super::raw::{Raw, RawItem, RawScale, RawScore};
use crate::id::{InstrumentId, PackedPersonal, PackedStandard, Personal, Standard};
use crate::instrument::{Band, Instrument, Item, List, Norm, Proxy, Source, Text, Threshold};
use crate::scorer::{Group, MissingRule, Named, Reported, Scale, Scorer, sums};

/// Names that are taken, and the code to use.
const TAKEN: &[(&str, &str)] = &[
    ("ons4", "ons4"),
    ("swemwbs", "swemwbs"),
    ("wemwbs", "wemwbs"),
    ("who-5", "who5"),
    ("mycaw", "mycaw"),
    ("mycaw®", "mycaw"),
    ("reqol-10", "reqol10"),
    ("dialog", "dialog"),
    ("eq-5d-5l", "eq5d5l"),
    ("pam", "pam"),
    ("pam®", "pam"),
];

/// Measures in people's own words that a pack might call standard.
const OWN_WORDS: &[&str] = &["mymop", "mymop2", "psychlops", "goal", "goals", "concern", "concerns", "gas"];

const MOST_ITEMS: usize = 100;

pub(super) fn fresh(raw: Raw, lines: &Lines<'_>) -> Result<Instrument, PackError> {
    let id = id(&raw, lines)?;
    let name = raw
        .name
        .as_ref()
        .ok_or_else(|| lines.fail(raw.code.span(), "A new measure needs its name.", "Add name = \"…\"."))?;
    let items = items(&raw, lines)?;
    let scorer = scorer(&raw, &items, lines)?;
    let (missing, missing_rule) = missing(&raw, &scorer, &items, lines)?;
    let scales = scorer.scales(&items);
    let proxy = raw.someone_else_may_answer.as_ref().is_some_and(|may| *may.get_ref());
    Ok(Instrument {
        id,
        name: words(lines, name)?,
        edition: words(lines, &raw.edition)?,
        language: language(lines, &raw.language)?,
        licence: licence(lines, raw.licence.get_ref(), false)?,
        introduction: words_or_none(lines, raw.introduction.as_ref())?,
        items: List::Owned(items),
        scorer,
        missing,
        missing_rule,
        proxy: if proxy { Proxy::Allowed } else { Proxy::Never },
        thresholds: thresholds(&raw, lines)?,
        noise: List::Borrowed(&[]),
        norms: norms(&raw, &scales, lines)?,
        norm_shares: List::Borrowed(&[]),
        cuts: List::Borrowed(&[]),
        unconfirmed: List::Borrowed(&[]),
    })
}

fn id(raw: &Raw, lines: &Lines<'_>) -> Result<InstrumentId, PackError> {
    let code = code(lines, &raw.code)?;
    let name = raw.name.as_ref().map(|name| name.get_ref().to_lowercase()).unwrap_or_default();
    let place = raw.name.as_ref().map_or(raw.code.span(), Spanned::span);
    let said: BTreeSet<&str> = name.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '®').collect();
    if let Some((taken, code)) = TAKEN.iter().find(|(taken, _)| said.contains(taken)) {
        let wrong = format!("“{taken}” is a measure Quilt knows, and another may not bear its name.");
        return Err(lines.fail(
            place,
            wrong,
            format!("Write code = \"{code}\", or give this measure its own name."),
        ));
    }
    let Some(kind) = &raw.kind else {
        let remedy = "Write kind = \"standard\" if everyone is asked the same, or kind = \"personal\" if people answer about their own words.";
        return Err(lines.fail(raw.code.span(), "Is this measure standard or personal?", remedy));
    };
    match kind.get_ref().as_str() {
        "personal" => Ok(InstrumentId::Personal(Personal::Packed(PackedPersonal(code)))),
        "standard" => {
            let own = raw.item.iter().find(|item| item.get_ref().own_words).map(|item| item.span());
            let named = OWN_WORDS.iter().any(|word| said.contains(word)).then_some(place);
            if let Some(place) = own.or(named) {
                let said = "People answer this in their own words, so it is a personal measure: no target and no payment may rest on it.";
                return Err(lines.fail(place, said, "Write kind = \"personal\"."));
            }
            Ok(InstrumentId::Standard(Standard::Packed(PackedStandard(code))))
        }
        _ => Err(lines.fail(kind.span(), "There is no such kind.", "Write \"standard\" or \"personal\".")),
    }
}

fn items(raw: &Raw, lines: &Lines<'_>) -> Result<Vec<Item>, PackError> {
    if let Some(item) = raw.item.get(MOST_ITEMS) {
        return Err(lines.fail(item.span(), "A measure has at most 100 items.", "Split it."));
    }
    let mut codes = BTreeSet::new();
    let mut items = Vec::with_capacity(raw.item.len());
    for item in &raw.item {
        if !codes.insert(item.get_ref().code.get_ref()) {
            return Err(lines.fail(
                item.get_ref().code.span(),
                "Two items have this code.",
                "Give each its own.",
            ));
        }
        items.push(one(item, lines)?);
    }
    Ok(items)
}

fn one(raw: &Spanned<RawItem>, lines: &Lines<'_>) -> Result<Item, PackError> {
    let it = raw.get_ref();
    let (Some(low), Some(high), Some(better)) = (&it.low, &it.high, &it.better) else {
        let remedy = "Give it low, high and better = \"higher\" or \"lower\".";
        return Err(lines.fail(raw.span(), "This item has no scale.", remedy));
    };
    let ends = (small(lines, low)?, small(lines, high)?);
    if ends.0 >= ends.1 {
        return Err(lines.fail(
            high.span(),
            "The scale ends before it begins.",
            "Make high larger than low.",
        ));
    }
    let code = code(lines, &it.code)?;
    let name = it.name.as_ref().map_or(Ok(Text::Owned(code.to_string())), |name| words(lines, name))?;
    Ok(Item {
        code: Text::Owned(code.to_string()),
        name,
        wording: it.wording.as_ref().map(|wording| words(lines, wording)).transpose()?,
        low_label: words_or_none(lines, it.low_label.as_ref())?,
        high_label: words_or_none(lines, it.high_label.as_ref())?,
        low: ends.0,
        high: ends.1,
        direction: direction(lines, better)?,
        bands: bands(raw, ends, lines)?,
        choices: choices(lines, raw, ends)?,
        counts: it.counts.as_ref().is_none_or(|counts| *counts.get_ref()),
    })
}

/// Bands cover the range from its lowest number, one after another.
fn bands(raw: &Spanned<RawItem>, (low, high): (u8, u8), lines: &Lines<'_>) -> Result<List<Band>, PackError> {
    let mut next = i64::from(low);
    let mut bands = Vec::new();
    for band in &raw.get_ref().bands {
        let it = band.get_ref();
        let ends = u8::try_from(it.low).ok().zip(u8::try_from(it.high).ok());
        match ends {
            Some((from, to)) if it.low == next && from <= to && to <= high => {
                bands.push(Band { name: words(lines, &it.name)?, low: from, high: to });
                next = it.high + 1;
            }
            _ => {
                let remedy = format!("Let this band begin at {next}, and the last end at {high}.");
                return Err(lines.fail(band.span(), "The bands have a gap or overlap.", remedy));
            }
        }
    }
    if !bands.is_empty() && next != i64::from(high) + 1 {
        return Err(lines.fail(
            raw.span(),
            "The bands stop short.",
            format!("Let the last band end at {high}."),
        ));
    }
    Ok(List::Owned(bands))
}

fn scorer(raw: &Raw, items: &[Item], lines: &Lines<'_>) -> Result<Scorer, PackError> {
    let Some(spanned) = &raw.score else {
        let remedy =
            "Add [score] with how = \"items\", \"ordinal\", \"sum\", \"table\", \"means\" or \"returned\".";
        return Err(lines.fail(raw.code.span(), "How is this measure scored?", remedy));
    };
    let score = spanned.get_ref();
    let fail = |said: &str, remedy: String| Err(lines.fail(spanned.span(), said, remedy));
    if score.how.get_ref() == "returned" {
        return match raw.item.first() {
            Some(item) => {
                let said = "The owners of this measure return its scores; its items are not kept.";
                Err(lines.fail(item.span(), said, "Take the [[item]] parts out."))
            }
            None => returned(score, lines),
        };
    }
    if !items.iter().any(|item| item.counts) {
        return fail("There is no item to score.", "Add an [[item]] that counts.".to_owned());
    }
    match score.how.get_ref().as_str() {
        "items" => Ok(Scorer::Items),
        "ordinal" if items.len() == 1 => match score.counted.as_ref().map(|n| small(lines, n)).transpose()? {
            Some(counted) if (items[0].low..=items[0].high).contains(&counted) => {
                Ok(Scorer::Ordinal { counted })
            }
            _ => fail(
                "Which answer is counted?",
                format!("Write counted = {} to {}.", items[0].low, items[0].high),
            ),
        },
        "ordinal" => fail("Only one item can stand by its order alone.", "Use how = \"items\".".to_owned()),
        "sum" => {
            let times = score.times.as_ref().map_or(Ok(1), |times| small(lines, times))?;
            same_way(items, spanned, lines)?;
            if times == 0 {
                return fail(
                    "A score that is nought times something says nothing.",
                    "Take times out.".to_owned(),
                );
            }
            Ok(Scorer::Sum { score: named(score, spanned, lines)?, times })
        }
        "table" => table(score, items, spanned, lines),
        "means" => means(score, items, spanned, lines),
        _ => {
            let remedy = "Use \"items\", \"ordinal\", \"sum\", \"table\", \"means\" or \"returned\"; goals and concerns are built in.";
            Err(lines.fail(score.how.span(), "There is no such way to score.", remedy))
        }
    }
}

fn named(score: &RawScore, place: &Spanned<RawScore>, lines: &Lines<'_>) -> Result<Named, PackError> {
    let (Some(word), Some(name)) = (&score.code, &score.name) else {
        let remedy = "Add code = \"total\" and name = \"…\" to [score].";
        return Err(lines.fail(place.span(), "The score has no name.", remedy));
    };
    Ok(Named { code: Text::Owned(code(lines, word)?.to_string()), name: words(lines, name)? })
}

/// A sum over items that run both ways would mean nothing.
fn same_way(items: &[Item], place: &Spanned<RawScore>, lines: &Lines<'_>) -> Result<(), PackError> {
    let mut ways = items.iter().filter(|item| item.counts).map(|item| item.direction);
    let first = ways.next();
    if ways.all(|way| Some(way) == first) {
        return Ok(());
    }
    let remedy = "Enter each answer as the form scores it, so that all items run one way.";
    Err(lines.fail(place.span(), "Items that run both ways cannot be added up.", remedy))
}

fn table(
    score: &RawScore,
    items: &[Item],
    place: &Spanned<RawScore>,
    lines: &Lines<'_>,
) -> Result<Scorer, PackError> {
    same_way(items, place, lines)?;
    let (low, high) = sums(items);
    let needed = (high - low) as usize + 1;
    let numbers = score.table.as_ref().map(|table| table.get_ref().clone()).unwrap_or_default();
    let rises = numbers.windows(2).all(|pair| pair[0] < pair[1]);
    if numbers.len() != needed || !rises || numbers.iter().any(|n| !n.is_finite()) {
        let at = score.table.as_ref().map_or(place.span(), Spanned::span);
        let remedy = format!("Give {needed} rising numbers: one for each sum from {low} to {high}.");
        return Err(lines.fail(at, format!("The table has {} numbers.", numbers.len()), remedy));
    }
    Ok(Scorer::Table { score: named(score, place, lines)?, metric: List::Owned(numbers) })
}

fn means(
    score: &RawScore,
    items: &[Item],
    place: &Spanned<RawScore>,
    lines: &Lines<'_>,
) -> Result<Scorer, PackError> {
    let mut groups: Vec<Group> = Vec::new();
    for group in &score.group {
        let it = group.get_ref();
        let members: Vec<&Item> = it
            .items
            .iter()
            .filter_map(|word| items.iter().find(|item| item.code == *word.get_ref()))
            .collect();
        let same = members.windows(2).all(|two| {
            (two[0].low, two[0].high, two[0].direction) == (two[1].low, two[1].high, two[1].direction)
        });
        let word = code(lines, &it.code)?.to_string();
        if members.is_empty()
            || members.len() != it.items.len()
            || !same
            || groups.iter().any(|g| g.score.code == word)
        {
            let remedy = "Name items of this measure, all on one scale, under a code of its own.";
            return Err(lines.fail(group.span(), "This group cannot be averaged.", remedy));
        }
        let items = members.iter().map(|item| item.code.clone()).collect();
        let score = Named { code: Text::Owned(word), name: words(lines, &it.name)? };
        groups.push(Group { score, items: List::Owned(items) });
    }
    if groups.is_empty() {
        return Err(lines.fail(
            place.span(),
            "There is no group to average.",
            "Add [[score.group]] with code, name and items.",
        ));
    }
    Ok(Scorer::Means(List::Owned(groups)))
}

fn returned(score: &RawScore, lines: &Lines<'_>) -> Result<Scorer, PackError> {
    let mut scales: Vec<Scale> = Vec::new();
    for raw in &score.returned {
        let scale = scale(raw, lines)?;
        if scales.iter().any(|known| known.code == scale.code) {
            return Err(lines.fail(raw.span(), "Two scores have this code.", "Give each its own."));
        }
        scales.push(scale);
    }
    if scales.is_empty() || scales.len() > MOST_ITEMS {
        let remedy = "Add [[score.returned]] with code, name, low, high and better, at most 100.";
        return Err(lines.fail(score.how.span(), "Which scores come back?", remedy));
    }
    Ok(Scorer::Returned { scales: List::Owned(scales), whole_only: score.whole_only })
}

fn scale(raw: &Spanned<RawScale>, lines: &Lines<'_>) -> Result<Scale, PackError> {
    let it = raw.get_ref();
    let sane = it.low.is_finite() && it.high.is_finite() && it.low < it.high && it.high - it.low <= 1e6;
    let decimals = u8::try_from(it.decimals).ok().filter(|decimals| *decimals <= 4);
    let (true, Some(decimals)) = (sane && it.low.abs() <= 1e6, decimals) else {
        let remedy = "Give low and high within a million, and decimals from 0 to 4.";
        return Err(lines.fail(raw.span(), "This score has no scale.", remedy));
    };
    Ok(Scale {
        code: Text::Owned(code(lines, &it.code)?.to_string()),
        name: words(lines, &it.name)?,
        low: it.low,
        high: it.high,
        decimals,
        direction: direction(lines, &it.better)?,
        reported: Reported::Mean,
        bands: List::Borrowed(&[]),
    })
}

fn missing(
    raw: &Raw,
    scorer: &Scorer,
    items: &[Item],
    lines: &Lines<'_>,
) -> Result<(MissingRule, Text), PackError> {
    let said = |rule, words: &'static str| Ok((rule, Text::Borrowed(words)));
    let Some(spanned) = &raw.missing else {
        return match scorer {
            Scorer::Items | Scorer::Ordinal { .. } => {
                said(MissingRule::Alone, "Each answer stands alone; a missing answer is never filled in.")
            }
            Scorer::Returned { .. } => {
                said(MissingRule::AsReturned, "Scores are taken as the owners return them, or not at all.")
            }
            _ => said(MissingRule::AllNeeded, "All answers are needed for the score."),
        };
    };
    let rule = spanned.get_ref();
    let up_to = rule.up_to.as_ref().map(|n| small(lines, n)).transpose()?;
    let counting = items.iter().filter(|item| item.counts).count();
    match (rule.rule.get_ref().as_str(), scorer, up_to) {
        ("all needed", Scorer::Sum { .. } | Scorer::Table { .. } | Scorer::Means(_), None) => {
            said(MissingRule::AllNeeded, "All answers are needed for the score.")
        }
        ("person mean", Scorer::Sum { .. }, Some(up_to))
            if up_to > 0 && usize::from(up_to) * 2 <= counting =>
        {
            let words = format!(
                "Up to {up_to} missing answers are given the mean of the person’s own others; with more missing there is no score."
            );
            Ok((MissingRule::PersonMean { up_to }, Text::Owned(words)))
        }
        _ => {
            let remedy = "Leave [missing] out, or write rule = \"all needed\", or for a sum rule = \"person mean\" with up_to at most half the items.";
            Err(lines.fail(rule.rule.span(), "This rule does not fit this scorer.", remedy))
        }
    }
}

fn source(lines: &Lines<'_>, text: &Spanned<String>, unconfirmed: bool) -> Result<Source, PackError> {
    Ok(Source { text: words(lines, text)?, confirmed: !unconfirmed })
}

fn thresholds(raw: &Raw, lines: &Lines<'_>) -> Result<List<Threshold>, PackError> {
    let read = |spanned: &Spanned<super::raw::RawThreshold>| {
        let it = spanned.get_ref();
        if !it.points.is_finite() || it.points <= 0.0 {
            return Err(lines.fail(
                spanned.span(),
                "A change that matters is above nought.",
                "Give points as published.",
            ));
        }
        let source = source(lines, &it.source, it.unconfirmed)?;
        Ok(Threshold { points: it.points, meaning: words(lines, &it.meaning)?, source })
    };
    raw.threshold.iter().map(read).collect::<Result<Vec<_>, _>>().map(List::Owned)
}

fn norms(raw: &Raw, scales: &[Scale], lines: &Lines<'_>) -> Result<List<Norm>, PackError> {
    let read = |spanned: &Spanned<super::raw::RawNorm>| {
        let it = spanned.get_ref();
        let Some(scale) = scales.iter().find(|scale| scale.code == *it.of.get_ref()) else {
            let known: Vec<&str> = scales.iter().map(|scale| &*scale.code).collect();
            let remedy = format!("Use one of: {}.", known.join(", "));
            return Err(lines.fail(it.of.span(), "This measure has no such score.", remedy));
        };
        if !scale.holds(it.mean) {
            let remedy = format!("It runs from {} to {}.", scale.low, scale.high);
            return Err(lines.fail(spanned.span(), "This mean is off the scale.", remedy));
        }
        let source = source(lines, &it.source, it.unconfirmed)?;
        Ok(Norm { of: scale.code.clone(), who: words(lines, &it.who)?, mean: it.mean, source })
    };
    raw.norm.iter().map(read).collect::<Result<Vec<_>, _>>().map(List::Owned)
}
