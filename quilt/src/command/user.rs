//! `quilt user`

use anyhow::{Context, bail};
use clap::Subcommand;
use quilt::access::{Actor, Grant, NewAccount, Role, open_account};
use quilt::settings;

use super::settings::Resolved;

#[derive(Subcommand)]
pub enum User {
    /// Open an account. The password is read from QUILT_PASSWORD, or made up and shown once.
    Add {
        /// Their name, as others see it.
        #[arg(long)]
        name: String,
        /// What they sign in with.
        #[arg(long)]
        email: String,
        /// The number their team lead rings when they are late from a visit.
        #[arg(long)]
        phone: Option<String>,
        /// administrator, team_lead, link_worker, builder, commissioner or referrer; may be repeated.
        #[arg(long, required = true)]
        role: Vec<String>,
        /// The scheme the role is held in, by name; needed for link workers and team leads.
        #[arg(long)]
        scheme: Option<String>,
    },
    /// Everyone who can sign in.
    List,
}

impl User {
    pub fn run(&self, resolved: &Resolved) -> anyhow::Result<()> {
        let db = super::open(resolved)?;
        let area = super::area(&db)?;
        match self {
            User::List => {
                for account in db.read("list accounts", |tx| quilt::access::accounts(tx, area.id))? {
                    println!("{}\t{}\t{}", account.email, account.name, account.roles_in_words());
                }
                Ok(())
            }
            User::Add { name, email, phone, role, scheme } => {
                if !email.contains('@') {
                    bail!("“{email}” is not an e-mail address");
                }
                let schemes = db.read("find the scheme", |tx| settings::schemes(tx, area.id))?;
                let scheme = match scheme {
                    Some(wanted) => Some(
                        schemes
                            .iter()
                            .find(|s| s.name.eq_ignore_ascii_case(wanted))
                            .with_context(|| format!("there is no scheme called “{wanted}”"))?
                            .id,
                    ),
                    None => None,
                };
                let grants =
                    role.iter().map(|code| grant(code, scheme)).collect::<anyhow::Result<Vec<_>>>()?;
                let (password, shown) = password()?;
                let now = super::now();
                let hash = identity::password::hash(&password, now.bytes())?;
                let by = Actor::program(area.id, "the command line");
                db.write("open an account", |tx| {
                    let new = NewAccount {
                        name: name.clone(),
                        email: email.clone(),
                        phone: phone.clone(),
                        password_hash: Some(hash.clone()),
                        organization: None,
                        grants: grants.clone(),
                    };
                    open_account(tx, &by, &now, new)
                })
                .map_err(explained)?;
                println!("{name} can sign in as {}.", email.to_lowercase());
                if shown {
                    println!("Their password, shown only now: {password}");
                }
                Ok(())
            }
        }
    }
}

fn grant(code: &str, scheme: Option<settings::SchemeId>) -> anyhow::Result<Grant> {
    let role = Role::parse(&code.replace([' ', '-'], "_")).with_context(|| {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
        format!("“{code}” is not a role. The roles are {}", known.join(", "))
    })?;
    let held_in_a_scheme = matches!(role, Role::LinkWorker | Role::TeamLead);
    if held_in_a_scheme && scheme.is_none() {
        bail!("a {} belongs to a scheme: say which with --scheme", role.words());
    }
    Ok(Grant { role, scheme: scheme.filter(|_| held_in_a_scheme) })
}

/// The password to begin with, and whether it has to be shown.
fn password() -> anyhow::Result<(String, bool)> {
    match std::env::var("QUILT_PASSWORD") {
        Ok(given) => match identity::password::acceptable(&given) {
            Ok(()) => Ok((given, false)),
            Err(weakness) => bail!("{weakness}"),
        },
        Err(_) => Ok((identity::Code::long(super::now().bytes()).to_string(), true)),
    }
}

fn explained(refusal: quilt::refusal::Refusal) -> anyhow::Error {
    match refusal {
        quilt::refusal::Refusal::Invalid(problems) => {
            anyhow::anyhow!("{}", problems.iter().map(|(_, sentence)| sentence).collect::<Vec<_>>().join(" "))
        }
        other => other.into(),
    }
}
