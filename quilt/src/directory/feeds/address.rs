//! The address of a feed, as an administrator types it.

use std::net::IpAddr;

use ureq::http::Uri;

use super::reach::{Reach, is_public};

/// A web address a feed may be read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedAddress(String);

/// The longest address taken.
const LONGEST: usize = 2_000;

impl FeedAddress {
    /// Reads what was typed. Where only public addresses may be read, one that is plainly of
    /// the private network is refused here; a name is looked up each time it is read.
    ///
    /// # Errors
    /// A sentence for whoever typed it.
    pub fn parse(typed: &str, reach: Reach) -> Result<FeedAddress, String> {
        let typed = typed.trim().split('#').next().unwrap_or_default();
        let wrong = || "Write the whole web address, like https://example.org/services.".to_owned();
        if typed.is_empty() {
            return Err("Write the feed’s web address.".into());
        }
        let uri: Uri = typed.parse().map_err(|_| wrong())?;
        let host = uri.host().filter(|host| !host.is_empty()).ok_or_else(wrong)?;
        if typed.len() > LONGEST || !matches!(uri.scheme_str(), Some("http" | "https")) {
            return Err(wrong());
        }
        if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err(
                "Leave out the name and password: everybody who keeps feeds can read the address.".into()
            );
        }
        if reach == Reach::PublicOnly && is_plainly_private(host) {
            return Err(PRIVATE.into());
        }
        Ok(FeedAddress(typed.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host's name: what a feed is called until somebody names it.
    pub fn host(&self) -> String {
        self.0
            .parse::<Uri>()
            .ok()
            .and_then(|uri| uri.host().map(str::to_owned))
            .unwrap_or_else(|| self.0.clone())
    }
}

const PRIVATE: &str = "This address is inside a private network, which Quilt does not read from here. Whoever runs \
    Quilt may allow it (allow_private_feeds), or read it once with “quilt import directory”.";

fn is_plainly_private(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(ip) => !is_public(ip),
        Err(_) => {
            let name = bare.trim_end_matches('.').to_lowercase();
            !name.contains('.')
                || [".local", ".localhost", ".internal", ".lan"].iter().any(|end| name.ends_with(end))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_whole_and_public_or_says_why_not() {
        let public = |typed: &str| FeedAddress::parse(typed, Reach::PublicOnly);
        let good = public(" https://directory.example.gov.uk/services?per_page=50#top ").unwrap();
        assert_eq!(good.as_str(), "https://directory.example.gov.uk/services?per_page=50");
        assert_eq!(good.host(), "directory.example.gov.uk");
        for not in [
            "",
            "services",
            "file:///etc/passwd",
            "ftp://a.example",
            "https://",
            "https://a b/",
            "https://me:pw@a.example/",
        ] {
            assert!(public(not).is_err(), "{not}");
        }
        for inside in [
            "http://127.0.0.1/x",
            "http://[::1]/",
            "http://localhost:8700/",
            "https://nas.local/",
            "http://intranet/",
            "http://10.0.0.7/",
        ] {
            assert!(public(inside).unwrap_err().contains("private network"), "{inside}");
            assert!(FeedAddress::parse(inside, Reach::Anywhere).is_ok(), "{inside}");
        }
    }
}
