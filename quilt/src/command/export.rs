//! `quilt export`

use std::fs::{self, File};
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;
use quilt::access::Actor;
use quilt::exports::{self, Mark, Pull, TABLES, Table, View, Wanted, table_named};
use quilt::settings::AreaId;
use serde_json::json;
use store::Db;
use tabular::Format;

use super::settings::Resolved;

/// Take tables away as files: CSV or Parquet, one for each table, with a list of what was written.
#[derive(Args)]
pub struct Export {
    /// The folder the files go into; it is made when it is not there.
    #[arg(value_name = "FOLDER")]
    into: PathBuf,
    /// Only this table; may be given several times. Without it: all of them.
    #[arg(long = "table", value_name = "NAME")]
    tables: Vec<String>,
    /// csv or parquet.
    #[arg(long, default_value = "csv")]
    format: String,
    /// Only what was written or changed since the mark of an earlier export.
    #[arg(long, value_name = "MARK")]
    since: Option<String>,
    /// With names, addresses and people's own words. Without it, aliases stand for people.
    #[arg(long)]
    names: bool,
}

impl Export {
    pub fn run(&self, settings: &Resolved) -> anyhow::Result<()> {
        let format = Format::parse(&self.format)
            .with_context(|| format!("there is no format “{}”: csv or parquet", self.format))?;
        let tables = self.chosen()?;
        let db = super::open(settings)?;
        let area = super::area(&db)?.id;
        let (keys, now, view) = (settings.keys()?, super::now(), View::whole(self.names));
        let key = keys.aliases();
        let since = match &self.since {
            None => None,
            Some(text) => match Mark::parse(text, &key, area, &view) {
                Ok(mark) => Some(mark),
                Err(quilt::refusal::Refusal::Invalid(problems)) => {
                    bail!("{}", problems.iter().map(|(_, words)| words).collect::<String>())
                }
                Err(other) => return Err(other.into()),
            },
        };
        let mark = Mark::at(now.at).text(&key, area, &view);
        fs::create_dir_all(&self.into).with_context(|| format!("could not make {}", self.into.display()))?;
        let mut written = Vec::new();
        for table in tables {
            let wanted = Wanted { table, format, view: view.clone(), since };
            written.push(self.write(&db, area, &keys, wanted, &mark)?);
        }
        let list = json!({ "mark": mark, "since": self.since, "names": self.names, "at": now.at.to_string(), "files": written });
        fs::write(self.into.join("export.json"), format!("{list:#}\n"))?;
        println!("The next export goes on from --since {mark}");
        Ok(())
    }

    fn chosen(&self) -> anyhow::Result<Vec<&'static Table>> {
        if self.tables.is_empty() {
            return Ok(TABLES.to_vec());
        }
        let known = || TABLES.iter().map(|table| table.name).collect::<Vec<_>>().join(", ");
        self.tables
            .iter()
            .map(|name| table_named(name).with_context(|| format!("there is no table “{name}”: {}", known())))
            .collect()
    }

    fn write(
        &self,
        db: &Db,
        area: AreaId,
        keys: &identity::Keys,
        wanted: Wanted,
        mark: &str,
    ) -> anyhow::Result<serde_json::Value> {
        let by = Actor::program(area, "the command line");
        exports::begun(db, &by, &super::now(), &wanted)?;
        let name = format!("{}.{}", wanted.table.name, wanted.format.code());
        // Under another name until it is whole: half a file must not be taken for one.
        let (path, part) = (self.into.join(&name), self.into.join(format!("{name}.part")));
        let mut file = File::create(&part).with_context(|| format!("could not write {}", part.display()))?;
        let began = std::time::Instant::now();
        let mut pull = Pull::begin(db, area, keys, wanted, mark)?;
        while let Some(bytes) = pull.more()? {
            file.write_all(&bytes)?;
        }
        file.sync_all()?;
        fs::rename(&part, &path)?;
        let counted = pull.counted();
        exports::given(db, &by, &super::now(), pull.wanted(), counted)?;
        let seconds = began.elapsed().as_secs_f64();
        println!("{name}: {} rows in {seconds:.1} seconds", page::text::number(counted.rows));
        Ok(json!({ "file": name, "rows": counted.rows, "gone": counted.gone }))
    }
}
