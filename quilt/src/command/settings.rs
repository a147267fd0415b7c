//! Where settings come from, and the key everything secret grows from.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use identity::Keys;
use serde::Deserialize;

use super::Settings;

/// The settings file, as written in TOML. A word it does not know is refused, so that a
/// slip of the pen is not a silent default.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    database: Option<String>,
    listen: Option<String>,
    base: Option<String>,
    allow_private_feeds: Option<bool>,
    mail: Option<Mail>,
    map_tiles: Option<MapTiles>,
}

/// Where the streets under a map come from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapTiles {
    /// https://tiles.example.org/{z}/{x}/{y}.png
    pub url: String,
    /// What the map says of where it comes from: "© OpenStreetMap contributors".
    pub attribution: String,
    /// The closest the pictures come. Without it: 19.
    pub closest: Option<u8>,
}

/// How e-mail leaves.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// smtps://user:password@host:465 or smtp://host:25
    pub server: String,
    /// "Taunton link workers <hello@example.org>"
    pub from: String,
}

pub struct Resolved {
    pub database: String,
    pub listen: String,
    pub base: String,
    pub mail: Option<Mail>,
    map_tiles: Option<MapTiles>,
    /// Whether feeds added on a page may stand in the private network this runs in.
    pub private_feeds: bool,
    key: Option<String>,
}

pub fn resolve(given: &Settings) -> anyhow::Result<Resolved> {
    let file = read_file(given.config.as_deref())?;
    let listen = given.listen.clone().or(file.listen).unwrap_or_else(|| "127.0.0.1:8700".into());
    let base = given.base.clone().or(file.base).unwrap_or_else(|| format!("http://{listen}"));
    Ok(Resolved {
        database: given.database.clone().or(file.database).unwrap_or_else(|| "quilt.sqlite".into()),
        base: base.trim_end_matches('/').to_owned(),
        listen,
        mail: file.mail,
        map_tiles: file.map_tiles,
        private_feeds: given.allow_private_feeds || file.allow_private_feeds.unwrap_or(false),
        key: given.key.clone(),
    })
}

fn read_file(given: Option<&Path>) -> anyhow::Result<File> {
    let path = match given {
        Some(path) => path.to_owned(),
        None if Path::new("quilt.toml").exists() => PathBuf::from("quilt.toml"),
        None => return Ok(File::default()),
    };
    let text = fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
    toml::from_str(&text)
        .with_context(|| format!("{} has a word or value that is not understood", path.display()))
}

impl Resolved {
    pub fn is_postgres(&self) -> bool {
        self.database.starts_with("postgres://") || self.database.starts_with("postgresql://")
    }

    /// How e-mail leaves, when a server is set.
    pub fn mail(&self) -> anyhow::Result<Option<quilt::messages::Mail>> {
        let Some(mail) = &self.mail else { return Ok(None) };
        let made = quilt::messages::Mail::smtp(&mail.server, &mail.from);
        made.map(Some).context("[mail] in the settings file cannot be used")
    }

    /// Where the streets under a map come from, when somebody said.
    pub fn tiles(&self) -> anyhow::Result<Option<quilt::web::Tiles>> {
        let Some(said) = &self.map_tiles else { return Ok(None) };
        let tiles = quilt::web::Tiles::parse(&said.url, &said.attribution, said.closest);
        tiles
            .map(Some)
            .map_err(|why| anyhow::anyhow!("[map_tiles] in the settings file cannot be used: {why}"))
    }

    /// The database's address without its password.
    pub fn shown_database(&self) -> String {
        match (self.database.split_once("://"), self.database.rsplit_once('@')) {
            (Some((scheme, _)), Some((_, rest))) => format!("{scheme}://…@{rest}"),
            _ => self.database.clone(),
        }
    }

    pub fn key_file(&self) -> PathBuf {
        if self.is_postgres() {
            return PathBuf::from("quilt.key");
        }
        PathBuf::from(format!("{}.key", self.database.trim_start_matches("sqlite:")))
    }

    /// The keys: as given, from the key file, or new and kept in it.
    pub fn keys(&self) -> anyhow::Result<Keys> {
        if let Some(text) = &self.key {
            return Keys::parse(text).context("QUILT_KEY is not 64 hexadecimal digits");
        }
        let path = self.key_file();
        match fs::read_to_string(&path) {
            Ok(text) => Keys::parse(text.trim()).with_context(|| {
                format!("{} does not hold a key. Put back the file this database began with", path.display())
            }),
            Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => new_key(&path),
            Err(other) => bail!("could not read {}: {other}", path.display()),
        }
    }
}

fn new_key(path: &Path) -> anyhow::Result<Keys> {
    let keys = Keys::new(super::now().bytes());
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path).with_context(|| format!("could not make {}", path.display()))?;
    writeln!(file, "{}", keys.text())?;
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_the_file_does_not_know_is_refused() {
        assert!(toml::from_str::<File>("databas = \"x\"").is_err());
        let file: File =
            toml::from_str("database = \"x\"\n[mail]\nserver = \"smtp://h\"\nfrom = \"a@b\"").unwrap();
        assert_eq!(file.database.as_deref(), Some("x"));
        let map = "[map_tiles]\nurl = \"https://t.example/{z}/{x}/{y}.png\"\nattribution = \"© Somebody\"";
        assert_eq!(toml::from_str::<File>(map).unwrap().map_tiles.unwrap().closest, None);
    }

    #[test]
    fn passwords_are_not_shown() {
        let settings = Settings {
            database: Some("postgres://sam:secret@db/quilt".into()),
            listen: None,
            base: None,
            key: None,
            allow_private_feeds: false,
            config: None,
        };
        let resolved = resolve(&settings).unwrap();
        assert_eq!(resolved.shown_database(), "postgres://…@db/quilt");
        assert_eq!(resolved.base, "http://127.0.0.1:8700");
    }
}
