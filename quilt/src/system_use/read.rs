//! What the lines of a file say: who used how much of what in which month, or whose journey began
//! when. Each cell becomes a type that cannot be wrong, or the line is named with the reason.

use super::lines::column;
use super::{Month, UseKey};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UseKind {
    Gp,
    Emergency,
    Admission,
}

impl UseKind {
    pub const ALL: [UseKind; 3] = [UseKind::Gp, UseKind::Emergency, UseKind::Admission];

    pub fn code(self) -> &'static str {
        match self {
            UseKind::Gp => "gp",
            UseKind::Emergency => "ae",
            UseKind::Admission => "admission",
        }
    }

    pub fn parse(code: &str) -> Option<UseKind> {
        UseKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// “GP appointments”.
    pub fn words(self) -> &'static str {
        match self {
            UseKind::Gp => "GP appointments",
            UseKind::Emergency => "A&E visits",
            UseKind::Admission => "hospital admissions",
        }
    }

    /// The most of it anybody has in a month, generously: above it a column was misread.
    pub fn most(self) -> u32 {
        match self {
            UseKind::Gp => 100,
            UseKind::Emergency => 60,
            UseKind::Admission => 31,
        }
    }
}

/// The ages a person may be between, from the youngest.
pub const AGE_BANDS: [&str; 6] = ["0-17", "18-34", "35-49", "50-64", "65-79", "80+"];

/// What is known of somebody besides what they used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Traits {
    /// Somebody to compare with, who has no journey.
    pub compares: bool,
    /// A place in [`AGE_BANDS`].
    pub age: Option<usize>,
    /// The fifth of places by deprivation: 1 is the most deprived.
    pub fifth: Option<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UseRow {
    pub key: UseKey,
    pub month: Month,
    pub kind: UseKind,
    pub count: u32,
    pub traits: Traits,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartRow {
    pub key: UseKey,
    pub began: Month,
    pub scheme: Option<String>,
}

/// Before this nobody's journey began, and nothing is counted.
const EARLIEST: i64 = 2000 * 12;

/// Where each column stands.
#[derive(Debug, Clone, Default)]
pub struct Columns(Vec<String>);

impl Columns {
    pub fn of(names: &[String]) -> Columns {
        Columns(names.iter().map(|name| column(name)).collect())
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|it| it == name)
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    fn cell<'a>(&self, cells: &'a [String], name: &str) -> &'a str {
        let at = self.0.iter().position(|it| it == name);
        at.and_then(|at| cells.get(at)).map_or("", String::as_str)
    }

    fn key(&self, cells: &[String]) -> Result<UseKey, &'static str> {
        UseKey::parse(self.cell(cells, "key")).ok_or("the key is none that the tool makes")
    }

    fn month(&self, cells: &[String], name: &str, this: Month) -> Result<Month, &'static str> {
        let month = Month::parse(self.cell(cells, name)).ok_or("the month is not like 2026-03")?;
        if month > this {
            return Err("the month has not come yet");
        }
        if month.number() < EARLIEST { Err("the month is before the year 2000") } else { Ok(month) }
    }

    /// A line of use. `this` is the month it is.
    pub fn use_row(&self, cells: &[String], this: Month) -> Result<UseRow, &'static str> {
        let kind = UseKind::parse(self.cell(cells, "kind")).ok_or("the kind is not gp, ae or admission")?;
        Ok(UseRow {
            key: self.key(cells)?,
            month: self.month(cells, "month", this)?,
            kind,
            count: count(self.cell(cells, "count"), kind)?,
            traits: self.traits(cells)?,
        })
    }

    fn traits(&self, cells: &[String]) -> Result<Traits, &'static str> {
        let compares = match self.cell(cells, "group") {
            "" | "journey" => false,
            "comparison" => true,
            _ => return Err("the group is not journey or comparison"),
        };
        let age = match self.cell(cells, "age_band") {
            "" => None,
            band => Some(
                AGE_BANDS
                    .iter()
                    .position(|it| *it == band)
                    .ok_or("the age band is not one of 0-17, 18-34, 35-49, 50-64, 65-79, 80+")?,
            ),
        };
        let fifth = match self.cell(cells, "fifth") {
            "" => None,
            fifth => {
                Some(fifth.parse().ok().filter(|n| (1..=5).contains(n)).ok_or("the fifth is not 1 to 5")?)
            }
        };
        Ok(Traits { compares, age, fifth })
    }

    /// A line that says when somebody's journey began.
    pub fn start_row(&self, cells: &[String], this: Month) -> Result<StartRow, &'static str> {
        let scheme = Some(self.cell(cells, "scheme")).filter(|name| !name.is_empty()).map(str::to_owned);
        Ok(StartRow { key: self.key(cells)?, began: self.month(cells, "began", this)?, scheme })
    }
}

fn count(text: &str, kind: UseKind) -> Result<u32, &'static str> {
    if text.starts_with('-') {
        return Err("the count is below nought");
    }
    let count: u32 = text.parse().map_err(|_| "the count is not a whole number")?;
    if count > kind.most() { Err("the count is more than anybody has in a month") } else { Ok(count) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_or_the_reason_is_said() {
        let names: Vec<String> =
            ["Key", "month", "kind", "count", "group", "age band", "fifth"].map(str::to_owned).to_vec();
        let columns = Columns::of(&names);
        let this = Month::parse("2026-11").unwrap();
        let key = "ab".repeat(32);
        let read = |cells: &str| {
            let cells: Vec<String> = format!("{key},{cells}").split(',').map(str::to_owned).collect();
            columns.use_row(&cells, this)
        };
        let row = read("2026-03,gp,4,comparison,65-79,2").unwrap();
        assert_eq!(row.traits, Traits { compares: true, age: Some(4), fifth: Some(2) });
        assert_eq!(read("2026-03,ae,0,,,").unwrap().traits, Traits::default());
        for (cells, why) in [
            ("2026-03,gp,-1,,,", "the count is below nought"),
            ("2026-03,gp,1.5,,,", "the count is not a whole number"),
            ("2026-03,gp,999,,,", "the count is more than anybody has in a month"),
            ("2026-12,gp,1,,,", "the month has not come yet"),
            ("1999-12,gp,1,,,", "the month is before the year 2000"),
            ("March,gp,1,,,", "the month is not like 2026-03"),
            ("2026-03,dentist,1,,,", "the kind is not gp, ae or admission"),
            ("2026-03,gp,1,control,,", "the group is not journey or comparison"),
            ("2026-03,gp,1,,66,", "the age band is not one of 0-17, 18-34, 35-49, 50-64, 65-79, 80+"),
            ("2026-03,gp,1,,,6", "the fifth is not 1 to 5"),
        ] {
            assert_eq!(read(cells), Err(why), "{cells}");
        }
        let short = vec!["abc".to_owned(), "2026-03".into(), "gp".into(), "1".into()];
        assert_eq!(columns.use_row(&short, this), Err("the key is none that the tool makes"));
    }
}
