//! Figures long, a row for each way and figure; and draws wide, a row for each way, draw and run.

use simulate::plan::Plan;
use simulate::runs::{Rows, summary};
use tabular::{Cell, Column, Error, Format, Kind, Writer};

use crate::plans::named::Named;
use crate::plans::said;
use crate::plans::told::mark;

/// The columns of figures long, with what each holds.
pub const COLUMNS: [(&str, Kind, &str); 18] = [
    ("way", Kind::Text, "the way's name"),
    ("figure", Kind::Text, "which figure, by its code"),
    ("unit", Kind::Text, "what it is counted in"),
    ("scenario", Kind::Text, "as claimed, cautious or nil, where the figure depends on it"),
    ("place", Kind::Text, "the place, where it is of one"),
    ("service", Kind::Text, "the kind of group, where it is of one"),
    ("item", Kind::Text, "what money is spent on, where it is of that"),
    ("payer", Kind::Text, "who pays or gains, where it is of one"),
    ("fifth", Kind::Whole, "the fifth of deprivation, 1 the most deprived"),
    ("year", Kind::Text, "the financial year, where it is of one"),
    ("month", Kind::Day, "the first day of the month, where it is of one"),
    ("draws", Kind::Whole, "how many draws"),
    ("mean", Kind::Real, "the mean"),
    ("error", Kind::Real, "the Monte Carlo standard error of the mean"),
    ("low", Kind::Real, "2.5% of draws lie below"),
    ("median", Kind::Real, "the middle draw"),
    ("high", Kind::Real, "2.5% of draws lie above"),
    ("within", Kind::Real, "the variance between runs of one draw; nothing where there is one run"),
];

fn about(plan: &Plan) -> [(&'static str, String); 3] {
    [("plan", plan.name.clone()), ("mark", mark(plan)), ("price_year", plan.price_year.to_string())]
}

fn writer(plan: &Plan, format: Format, columns: &[Column<'_>]) -> Result<Writer, Error> {
    let about = about(plan);
    let about: Vec<(&str, &str)> = about.iter().map(|(key, value)| (*key, value.as_str())).collect();
    Writer::new(format, columns, &about)
}

/// Figures long.
///
/// # Errors
/// When the file cannot be made.
pub fn figures(plan: &Plan, rows: &Rows, format: Format) -> Result<Vec<u8>, Error> {
    let columns = COLUMNS.map(|(name, kind, _)| Column::new(name, kind));
    let mut writer = writer(plan, format, &columns)?;
    for (way, it) in plan.strategies.iter().enumerate() {
        for figure in rows.layout().figures() {
            let Some(found) = summary(rows, way, *figure) else { continue };
            let named = Named::of(*figure);
            let year = named.year.map(|year| said::year(plan.first_year.year(), year));
            let numbers = [found.mean, found.error, found.low, found.median, found.high].map(Cell::Real);
            let mut cells = vec![
                Cell::Text(&it.name),
                Cell::Text(named.code),
                Cell::Text(named.unit.code()),
                text(named.scenario.map(|it| it.name())),
                text(named.place.map(|it| plan.places[it].name.as_str())),
                text(named.service.map(|it| plan.services.parts[it].name.as_str())),
                text(named.item.map(|it| it.name())),
                text(named.payer.map(|it| it.name())),
                named.fifth.map_or(Cell::Nothing, |it| Cell::Whole(it as i64 + 1)),
                text(year.as_deref()),
                named.month.map_or(Cell::Nothing, |it| day(plan, it)),
                Cell::Whole(found.draws as i64),
            ];
            cells.extend(numbers);
            cells.push(found.within.map_or(Cell::Nothing, Cell::Real));
            writer.row(&cells)?;
        }
    }
    writer.finish()
}

fn text(it: Option<&str>) -> Cell<'_> {
    it.map_or(Cell::Nothing, Cell::Text)
}

/// The first day of a month of the plan, whose first is an April.
fn day(plan: &Plan, month: usize) -> Cell<'static> {
    let number = 3 + month;
    let year = i16::try_from(usize::from(plan.first_year.year()) + number / 12);
    let of_year = i8::try_from(number % 12 + 1);
    match (year, of_year) {
        (Ok(year), Ok(month)) => jiff::civil::Date::new(year, month, 1).map_or(Cell::Nothing, Cell::Day),
        _ => Cell::Nothing,
    }
}

/// Draws wide.
///
/// # Errors
/// When the file cannot be made.
pub fn draws(plan: &Plan, rows: &Rows, format: Format) -> Result<Vec<u8>, Error> {
    let names: Vec<String> = rows.layout().figures().iter().map(|it| Named::of(*it).column()).collect();
    let first = [("way", Kind::Text), ("draw", Kind::Whole), ("run", Kind::Whole)];
    let columns: Vec<Column<'_>> = first
        .into_iter()
        .chain(names.iter().map(|name| (name.as_str(), Kind::Real)))
        .map(|(name, kind)| Column::new(name, kind))
        .collect();
    let mut writer = writer(plan, format, &columns)?;
    for (way, it) in plan.strategies.iter().enumerate() {
        let figures: Vec<Vec<Vec<f64>>> =
            rows.layout().figures().iter().map(|figure| rows.of(way, *figure).collect()).collect();
        for (at, draw) in rows.draws().enumerate() {
            for run in 0..rows.runs() {
                let mut cells =
                    vec![Cell::Text(&it.name), Cell::Whole(i64::from(draw)), Cell::Whole(run as i64)];
                cells.extend(figures.iter().map(|figure| Cell::Real(figure[at][run])));
                writer.row(&cells)?;
            }
        }
    }
    writer.finish()
}

#[cfg(test)]
mod tests {
    use simulate::plan::EXAMPLE;
    use simulate::runs::Task;

    use super::*;

    #[test]
    fn a_file_has_every_figure_of_every_way_once() {
        let mut plan = Plan::read(EXAMPLE).unwrap();
        (plan.draws, plan.runs) = (3, 2);
        let rows = Task::new(&plan).run();
        let text = String::from_utf8(figures(&plan, &rows, Format::Csv).unwrap()).unwrap();
        assert_eq!(text.lines().count(), 1 + 2 * rows.layout().len());
        assert!(text.contains("Quilt,month_open,people,,,,,,,,2026-04-01,3,"), "{}", &text[..3000]);
        assert!(text.contains("Blanket,pays,pounds,nil,,,,council,,2030-31,,3,"));
        let wide = String::from_utf8(draws(&plan, &rows, Format::Csv).unwrap()).unwrap();
        assert_eq!(wide.lines().count(), 1 + 2 * 3 * 2);
        assert!(wide.starts_with("way,draw,run,referred,"));
        assert!(figures(&plan, &rows, Format::Parquet).unwrap().ends_with(b"PAR1"));
    }
}
