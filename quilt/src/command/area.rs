//! `quilt area`

use anyhow::bail;
use clap::Args;
use quilt::access::Actor;
use quilt::settings::name_area;

use super::settings::Resolved;

/// What the area is called on its pages; with a name, what it is called from now on.
#[derive(Args)]
pub struct AreaName {
    /// Such as "Somerset".
    name: Option<String>,
}

impl AreaName {
    pub fn run(&self, resolved: &Resolved) -> anyhow::Result<()> {
        let db = super::open(resolved)?;
        let area = super::area(&db)?;
        let Some(name) = self.name.as_deref().map(str::trim) else {
            println!("{}", area.name);
            return Ok(());
        };
        if name.is_empty() {
            bail!("an area needs a name, such as \"Somerset\"");
        }
        let by = Actor::program(area.id, "the command line");
        let now = super::now();
        db.write("name the area", |tx| name_area(tx, &by, &now, name))?;
        println!("The area is called {name}. A Quilt that is serving says so once it is started again.");
        Ok(())
    }
}
