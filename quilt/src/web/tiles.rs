//! Where the streets under a map come from: a server of somebody's choice, named in the
//! settings. Without one, no map asks anything of anybody.

/// A source of map tiles that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiles {
    /// With `{z}`, `{x}` and `{y}`, and perhaps `{s}` and `{r}`, in it.
    pub template: String,
    /// Who is to be named for them. Plain text.
    pub attribution: String,
    /// The closest the pictures come.
    pub closest: u8,
    /// The hosts they come from, as a content policy names them.
    pub origin: String,
}

/// How close pictures come when nobody says.
const CLOSEST: u8 = 19;

impl Tiles {
    /// Reads what the settings say.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn parse(template: &str, attribution: &str, closest: Option<u8>) -> Result<Tiles, String> {
        let template = template.trim();
        let Some(rest) = template.strip_prefix("https://") else {
            return Err("the address begins with https://".into());
        };
        if let Some(missing) = ["{z}", "{x}", "{y}"].iter().find(|part| !template.contains(*part)) {
            return Err(format!(
                "the address holds {missing}: write it like https://tiles.example.org/{{z}}/{{x}}/{{y}}.png"
            ));
        }
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        // `{s}` stands for one of several names of the same server.
        let host = host.strip_prefix("{s}.").map_or_else(|| host.to_owned(), |rest| format!("*.{rest}"));
        let plain = host.strip_prefix("*.").unwrap_or(&host);
        let is_host = plain.contains('.')
            && plain.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'));
        if !is_host {
            return Err(format!("“{host}” is not the name of a server"));
        }
        let attribution = attribution.trim();
        if attribution.is_empty() {
            return Err("attribution says whom the map comes from, as its maker asks for".into());
        }
        Ok(Tiles {
            template: template.to_owned(),
            attribution: attribution.to_owned(),
            closest: closest.unwrap_or(CLOSEST).clamp(1, 22),
            origin: format!("https://{host}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_host_of_the_tiles_is_let_in() {
        let tiles = |url: &str| Tiles::parse(url, "© Somebody", None);
        assert_eq!(
            tiles("https://t.example.org/{z}/{x}/{y}.png?key=a;b").unwrap().origin,
            "https://t.example.org"
        );
        assert_eq!(
            tiles("https://{s}.t.example.org:8443/{z}/{x}/{y}.png").unwrap().origin,
            "https://*.t.example.org:8443"
        );
        for wrong in [
            "http://t.example.org/{z}/{x}/{y}.png",
            "https://t.example.org/{z}/{x}.png",
            "https://*/{z}/{x}/{y}.png",
            "https://a.example; script-src https:/{z}/{x}/{y}",
            "https:///{z}/{x}/{y}",
            "",
        ] {
            assert!(tiles(wrong).is_err(), "{wrong}");
        }
        assert!(Tiles::parse("https://t.example.org/{z}/{x}/{y}.png", " ", None).is_err());
    }
}
