//! `quilt token`

use anyhow::Context;
use clap::Subcommand;
use quilt::access::{Actor, add_token};

use super::settings::Resolved;

#[derive(Subcommand)]
pub enum Token {
    /// Make a token for a program that acts as somebody; it is shown once.
    Add {
        /// Whose rights the program has.
        #[arg(long)]
        email: String,
        /// What it is for: "surgery import".
        #[arg(long)]
        label: String,
        /// For how many days it is good.
        #[arg(long, default_value_t = 365)]
        days: i64,
    },
}

impl Token {
    pub fn run(&self, resolved: &Resolved) -> anyhow::Result<()> {
        let Token::Add { email, label, days } = self;
        let db = super::open(resolved)?;
        let area = super::area(&db)?;
        let wanted = email.to_lowercase();
        let accounts = db.read("find the account", |tx| quilt::access::accounts(tx, area.id))?;
        let account = accounts
            .iter()
            .find(|a| a.email == wanted)
            .with_context(|| format!("nobody signs in as {email}"))?
            .id;
        let by = Actor::program(area.id, "the command line");
        let now = super::now();
        let secret = db.write("make a token", |tx| add_token(tx, &by, &now, account, label, *days))?;
        println!("{}", secret.text());
        Ok(())
    }
}
