//! `/exports`: what may be taken away by whoever asks, table by table, with what each column means.

use maud::{Markup, html};
use page::{Button, Card, Caution, Column, Details, Form, Input, Lead, Select, Table, Width};

use super::table::{self, About};
use super::{Mark, TABLES, View};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// GET `/exports?names=&since=`
pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let people = TABLES.iter().find(|table| table.about == About::People);
    let may = |named| people.and_then(|table| View::of(&visit.actor, table, named));
    let named = visit.query.ticked("names") && may(true).is_some();
    let since = visit.query.get("since").to_owned();
    let problem = problem(visit, named, &since).err();
    let kept = if problem.is_some() { String::new() } else { since.clone() };
    let body = html! {
        h1 { "Take rows away" }
        (Lead::new("Tables for a spreadsheet or a program, with a dictionary of every column."))
        @if let Some(view) = may(named) { (how_far(&view)) }
        @else { p { "Nothing about people goes with your role: services, schemes and lists of codes do." } }
        (choose(&since, named, may(true).is_some(), problem.as_deref()))
        @for about in [About::People, About::House] { (tables(visit, about, named, &kept)) }
        @if may(false).is_some() { (for_analysts()) }
        (Card::new("How to read it", reading()))
    };
    Ok(Answer::page(Shell::new("Take rows away").render(visit, body)))
}

/// What is wrong with a mark, in words.
fn problem(visit: &Visit<'_>, named: bool, since: &str) -> Result<(), String> {
    if since.is_empty() {
        return Ok(());
    }
    let view = View::of_reader(&visit.actor, named);
    match Mark::parse(since, &visit.app.keys.aliases(), visit.area(), &view) {
        Ok(_) => Ok(()),
        Err(Refusal::Invalid(problems)) => Err(problems.iter().map(|(_, words)| words).collect()),
        Err(other) => Err(other.to_string()),
    }
}

fn how_far(view: &View) -> Markup {
    let whose = match view.schemes.as_ref().map(Vec::len) {
        None => "everybody in the area".to_owned(),
        Some(1) => "people of your scheme".to_owned(),
        Some(n) => format!("people of your {n} schemes"),
    };
    html! {
        @if view.named {
            (Caution::new(format!("These rows are about {whose}, with names and their own words. Keep the files as you would keep the records, and let them go when you are done.")))
        } @else {
            p { "These rows are about " (whose) ", without names, addresses, or anybody’s own words. An alias stands for each person; it is the same in every file and leads back to nobody." }
        }
        p { "Whoever took back what they agreed to, or said no to files, is in none of them. What you take is written in the ledger." }
    }
}

fn choose(since: &str, named: bool, may_name: bool, problem: Option<&str>) -> Card {
    let mark = Input::new("since", "Only what changed since a mark")
        .hint("The letters and digits in the name of your last file, after the dash. Leave it empty to have everything.")
        .width(Width::Chars30)
        .value(since)
        .error(problem);
    let names = Select::new("names", "Names")
        .option("", "Without names")
        .option("yes", "With names and people’s own words")
        .value(if named { "yes" } else { "" });
    let form = Form::get("/exports").label("Choose what is in the files").body(html! {
        @if may_name { (names) }
        (mark)
        (Button::new("Show these files"))
    });
    Card::new("Choose", form)
}

fn tables(visit: &Visit<'_>, about: About, named: bool, since: &str) -> Markup {
    let mine: Vec<&table::Table> = TABLES
        .iter()
        .copied()
        .filter(|table| table.about == about && View::of(&visit.actor, table, named).is_some())
        .collect();
    let title = match about {
        About::People => "About people",
        About::House => "About services and schemes",
    };
    // A card and the table in it are two landmarks, and need two names.
    let list = Table::new(format!("Tables {}", title.to_lowercase()))
        .caption_unseen()
        .columns([Column::text("Table"), Column::text("File"), Column::text("A row is")])
        .rows(mine.iter().map(|table| {
            let files = html! {
                (link(table, "csv", "CSV", named, since)) " · " (link(table, "parquet", "Parquet", named, since))
            };
            [html! { (table.name) }, files, html! { (table.row) }]
        }));
    html! {
        @if !mine.is_empty() {
            (Card::new(title, html! {
                (list)
                @for table in &mine { (columns(table, named)) }
            }))
        }
    }
}

fn link(table: &table::Table, format: &str, words: &str, named: bool, since: &str) -> Markup {
    let mut query = Vec::new();
    if named {
        query.push("names=yes".to_owned());
    }
    if !since.is_empty() {
        query.push(format!("since={since}"));
    }
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    let to = format!("/exports/{}/{format}{query}", table.name);
    html! { a href=(to) { (words) span.nhsuk-u-visually-hidden { " of " (table.name) } } }
}

fn columns(table: &table::Table, named: bool) -> Details {
    let rows = table.seen(named).map(|column| {
        [html! { (column.name) }, html! { (column.holds.words()) }, html! { (plain(column.means)) }]
    });
    let list = Table::new(format!("Columns of {}", table.name))
        .caption_unseen()
        .columns([Column::text("Column"), Column::text("Holds"), Column::text("Means")])
        .rows(rows);
    Details::new(format!("What the columns of {} mean", table.name), list)
}

/// The dictionary marks codes for Markdown.
fn plain(text: &str) -> String {
    text.replace('`', "")
}

fn for_analysts() -> Card {
    let form = Form::get("/exports/anonymous").label("A set for analysts").body(html! {
        (Input::new("k", "How many must say the same of themselves, at least")
            .hint("5 to 1,000. The larger, the safer and the coarser.")
            .width(Width::Chars4)
            .value(super::anonymous::USUAL.to_string()))
        (Button::quiet("Make the set"))
    });
    Card::new(
        "A set for analysts",
        html! {
            p { "One row for each journey, in which nobody can be known: no ids, ages and places in bands, months instead of days, in no order. What could be known from elsewhere is told as coarsely as it takes; a report beside the rows says how. Where that cannot be done, nothing is given." }
            (form)
        },
    )
}

fn reading() -> Markup {
    html! {
        ul {
            li { "Moments are by the clock of Greenwich; days are days here. An empty cell is nothing: nobody asked, or it has not happened." }
            li { "“gone” is yes for a row that must be let go: its person took their agreement back, or two records became one." }
            li { "A file’s name ends in its mark. With that mark the next file has only what was written or changed since, and perhaps a few rows you have: keep the newest of each id." }
            li { "In CSV, a text that a spreadsheet would take for a formula has an apostrophe before it." }
        }
    }
}
