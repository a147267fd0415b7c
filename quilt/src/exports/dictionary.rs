//! The dictionary: every table and column, what it means and who gets it. Written from the tables themselves;
//! `docs/exports.md` holds it between two lines, and a test compares the two.

use std::fmt::Write as _;

use super::TABLES;
use super::table::{About, Seen};

/// The dictionary as Markdown.
pub fn dictionary() -> String {
    let mut text = String::new();
    for table in TABLES {
        let whose = match table.about {
            About::People => "about people",
            About::House => "about the house",
        };
        // Writing to memory cannot fail.
        let _ = write!(
            text,
            "### `{}`\n\nA row is {}; {whose}.\n\n| Column | Holds | Given | Means |\n|---|---|---|---|\n",
            table.name, table.row
        );
        for column in table.columns {
            let given = match column.seen {
                Seen::Always => "always",
                Seen::Named => "with names",
            };
            let _ = writeln!(
                text,
                "| `{}` | {} | {given} | {} |",
                column.name,
                column.holds.words(),
                column.means
            );
        }
        text.push('\n');
    }
    text
}
