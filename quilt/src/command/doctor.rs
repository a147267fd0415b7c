//! `quilt doctor`: one line for everything that could be wrong, and how to mend it.

use std::path::Path;

use anyhow::bail;
use quilt::app::{MIGRATIONS, UNLEDGERED};
use store::{Db, Rules};

use super::settings::Resolved;

/// What was looked at, and what to do about it when it is not well.
struct Finding {
    about: &'static str,
    wrong: Option<String>,
}

pub fn run(settings: &Resolved) -> anyhow::Result<()> {
    let mut findings = Vec::new();
    let mut find = |about, wrong: Option<String>| findings.push(Finding { about, wrong });
    find("the key file", key(settings));
    match Db::open(&settings.database, Rules { unledgered: UNLEDGERED }) {
        Err(error) => {
            find("the database", Some(format!("{error} Check --database ({}).", settings.shown_database())))
        }
        Ok(db) => {
            find("the database", problems(db.check()));
            find("its tables", tables(&db));
            find("the ledger", ledger_state(&db, settings));
            find("the people who can sign in", administrators(&db));
            find("the licences of measures", licences(&db));
        }
    }
    find("e-mail", settings.mail.is_none().then(|| {
        "no mail server is set, so messages wait to be printed or copied. Set [mail] server and from in quilt.toml.".into()
    }));
    find("the address people use", address(settings));
    let wrong = findings.iter().filter(|finding| finding.wrong.is_some()).count();
    for finding in &findings {
        match &finding.wrong {
            None => println!("well   {}", finding.about),
            Some(what) => println!("LOOK   {}: {what}", finding.about),
        }
    }
    if wrong > 0 {
        bail!("{wrong} of {} things need a look", findings.len());
    }
    println!("Everything is well.");
    Ok(())
}

fn problems(found: Result<Vec<String>, store::Error>) -> Option<String> {
    match found {
        Ok(wrong) if wrong.is_empty() => None,
        Ok(wrong) => Some(format!("{} Put back the last good copy with `quilt restore`.", wrong.join("; "))),
        Err(error) => Some(error.to_string()),
    }
}

fn key(settings: &Resolved) -> Option<String> {
    let path = settings.key_file();
    if std::env::var("QUILT_KEY").is_ok() {
        return None;
    }
    match std::fs::metadata(&path) {
        Err(_) => Some(format!(
            "{} is not there yet; it is made when Quilt first serves. Keep a copy somewhere safe.",
            path.display()
        )),
        #[cfg(unix)]
        Ok(found) => {
            use std::os::unix::fs::PermissionsExt;
            (found.permissions().mode() & 0o077 != 0).then(|| {
                format!(
                    "others on this machine can read {}. Run: chmod 600 {}",
                    path.display(),
                    path.display()
                )
            })
        }
        #[cfg(not(unix))]
        Ok(_) => None,
    }
}

fn tables(db: &Db) -> Option<String> {
    match db.pending(MIGRATIONS) {
        Ok(pending) if pending.is_empty() => None,
        Ok(_) => Some("they are from an earlier release. Run: quilt migrate".into()),
        Err(error) => Some(error.to_string()),
    }
}

fn ledger_state(db: &Db, settings: &Resolved) -> Option<String> {
    let key = settings
        .key_file()
        .exists()
        .then(|| settings.keys().ok())
        .flatten()
        .map(|keys| keys.ledger().verifying_key());
    match db.read("verify the ledger", |tx| ledger::verify(tx, None, key.as_ref())) {
        Ok(report) if report.is_whole() => None,
        Ok(report) => Some(format!(
            "{} problems. Run `quilt verify` to list them, and keep this database as it is.",
            report.problems.len()
        )),
        Err(error) => Some(error.to_string()),
    }
}

fn administrators(db: &Db) -> Option<String> {
    let found = db.read("look for an administrator", |tx| match quilt::settings::area(tx)? {
        Some(area) => quilt::access::accounts_in_role(tx, area.id, quilt::access::Role::Administrator, None),
        None => Ok(Vec::new()),
    });
    match found {
        Ok(accounts) if !accounts.is_empty() => None,
        Ok(_) => Some(
            "nobody is an administrator. Run: quilt user add --role administrator --name … --email …".into(),
        ),
        Err(refusal) => Some(refusal.to_string()),
    }
}

/// Wording whose licence has run out, or soon will.
fn licences(db: &Db) -> Option<String> {
    let found = db.read("look at the packs", |tx| match quilt::settings::area(tx)? {
        Some(area) => quilt::outcomes::packs(tx, area.id),
        None => Ok(Vec::new()),
    });
    let packs = match found {
        Ok(packs) => packs,
        Err(refusal) => return Some(refusal.to_string()),
    };
    let today = super::now().today();
    let soon = packs
        .iter()
        .filter(|pack| pack.days_left(today).is_some_and(|left| left <= quilt::outcomes::TOLD_BEFORE));
    let names: Vec<String> = soon
        .map(|pack| {
            let until = pack.expires_on.map(|day| day.to_string()).unwrap_or_default();
            format!("{} ({}) until {until}", pack.measure, pack.language)
        })
        .collect();
    (!names.is_empty()).then(|| {
        format!("{}. Renew, and load the pack again: quilt measures add pack.toml", names.join("; "))
    })
}

fn address(settings: &Resolved) -> Option<String> {
    let local = settings.base.contains("127.0.0.1") || settings.base.contains("localhost");
    let certain = settings.base.starts_with("https://") || local;
    if !certain {
        return Some(format!(
            "{} is not encrypted. Put Quilt behind a proxy with TLS and set --base https://…",
            settings.base
        ));
    }
    let file = Path::new(settings.database.trim_start_matches("sqlite:"));
    (local && !settings.is_postgres() && file.exists() && settings.mail.is_some()).then(|| {
        "links in messages would lead to this machine only. Set --base to the address people use.".into()
    })
}
