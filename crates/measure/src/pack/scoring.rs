//! How a new measure from a pack is scored, and what happens to its missing answers: chosen from what there is.

use toml::Spanned;

use super::PackError;
use super::checked::{code, direction, small, words};
use super::fresh::MOST_ITEMS;
use super::lines::Lines;
use super::raw::{Raw, RawScale, RawScore};
use crate::instrument::{Item, List, Text};
use crate::scorer::{Group, MissingRule, Named, Reported, Scale, Scorer, sums};

/// The scorer a pack names, checked against its items.
pub(super) fn scorer(raw: &Raw, items: &[Item], lines: &Lines<'_>) -> Result<Scorer, PackError> {
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

/// The missing rule a pack names, or the usual one for its scorer, with its sentence.
pub(super) fn missing(
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
