//! A table as it is told: on a page, and as a file of its rows.

use page::{Column, Table};

/// Columns, and rows of words ready to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listing {
    /// What a file of it is called.
    pub code: &'static str,
    pub title: String,
    /// Names; whether it holds numbers.
    pub columns: Vec<(&'static str, bool)>,
    pub rows: Vec<Vec<String>>,
}

impl Listing {
    pub fn new(
        code: &'static str,
        title: impl Into<String>,
        first: &'static str,
        numbers: &[&'static str],
    ) -> Listing {
        let columns = [(first, false)].into_iter().chain(numbers.iter().map(|name| (*name, true))).collect();
        Listing { code, title: title.into(), columns, rows: Vec::new() }
    }

    /// A column, counted from nought, holds words.
    pub fn words(mut self, at: usize) -> Listing {
        if let Some(column) = self.columns.get_mut(at) {
            column.1 = false;
        }
        self
    }

    pub fn row(mut self, cells: impl IntoIterator<Item = String>) -> Listing {
        self.rows.push(cells.into_iter().collect());
        self
    }

    pub fn rows<R: IntoIterator<Item = String>>(self, rows: impl IntoIterator<Item = R>) -> Listing {
        rows.into_iter().fold(self, Listing::row)
    }

    pub fn table(&self) -> Table {
        let column = |(name, numeric): &(&'static str, bool)| {
            if *numeric { Column::number(*name) } else { Column::text(*name) }
        };
        Table::new(self.title.as_str())
            .id(format!("table-{}", self.code))
            .columns(self.columns.iter().map(column))
            .rows(self.rows.iter().map(|row| row.iter().map(String::as_str)))
    }

    /// The same rows for a spreadsheet. Every row says of whom it is told and as known when, so that none is ever
    /// read without.
    pub fn csv(&self, of_whom: &str, as_known: &str) -> Vec<u8> {
        let mut file = csv::Writer::from_writer(Vec::new());
        let heads = self.columns.iter().map(|(name, _)| *name).chain(["Of whom", "As known"]);
        // Writing to memory does not fail.
        let _written = file.write_record(heads);
        for row in &self.rows {
            let cells = self
                .columns
                .iter()
                .zip(row)
                .map(|((_, numeric), cell)| if *numeric { number(cell) } else { harmless(cell) });
            let _written = file.write_record(cells.chain([harmless(of_whom), harmless(as_known)]));
        }
        file.into_inner().unwrap_or_default()
    }
}

/// A number as programs read it: no thousands mark, a hyphen for a minus.
fn number(cell: &str) -> String {
    cell.replace('−', "-").replace(',', "").trim_start_matches('+').to_owned()
}

/// Words that a spreadsheet would take for a formula are kept from being one.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_what_it_is_of_and_runs_nothing() {
        let listing = Listing::new("gaps", "Gaps", "Need", &["People", "Change"])
            .row(["=HYPERLINK(1)".into(), "1,240".into(), "−0.5".into()])
            .row(["Company, Sundays".into(), "*".into(), "+1.5".into()]);
        assert_eq!(
            String::from_utf8(listing.csv("All schemes", "today at 14:32")).unwrap(),
            "Need,People,Change,Of whom,As known\n'=HYPERLINK(1),1240,-0.5,All schemes,today at 14:32\n\
             \"Company, Sundays\",*,1.5,All schemes,today at 14:32\n"
        );
    }
}
