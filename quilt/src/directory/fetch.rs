//! Reading a feed over the network: page after page, not too much, not for too long, and
//! never led from a public address into the private network this runs in.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use ::store::Db;
use openreferral::PageInfo;
use ureq::http::Uri;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body};

use super::import::Run;
use super::{FeedSource, ImportReport};
use crate::access::Actor;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// The most read of one feed, in bytes, all its pages together: thirty times the largest seen.
const MOST_BYTES: u64 = 64 << 20;

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// The most pages of one feed.
const MOST_PAGES: u64 = 2_000;

/// How often one address may lead to another.
const LEADS: usize = 5;

/// Reads a feed from its web address, following the pages of an Open Referral UK API.
///
/// # Errors
/// When the first page cannot be had, or the database cannot take it. What goes wrong on a
/// later page stands in the report, and nothing is withdrawn.
pub fn import_directory_url(
    db: &Db,
    area: AreaId,
    now: &Moment,
    address: &str,
) -> Result<ImportReport, Refusal> {
    let mut web = Web::new(MOST_BYTES);
    let first = web.get(address).map_err(Refusal::not_now)?;
    let host = address.parse::<Uri>().ok().and_then(|uri| uri.host().map(str::to_owned));
    let source = FeedSource { name: host.unwrap_or_else(|| address.to_owned()), address: address.to_owned() };
    let by = Actor::program(area, "Quilt");
    let mut run = Run::begin(db, &by, now, &source)?;
    run.read(web.reader(first))?;
    if let Some(pages) = run.page().cloned().and_then(|page| further(address, &page)) {
        read_further(&mut web, &mut run, pages)?;
    }
    run.end()
}

/// The addresses of the pages after the first; nothing when there are none, or when the
/// address itself names a page.
fn further(address: &str, first: &PageInfo) -> Option<Vec<String>> {
    let asks_a_page = query(address).iter().any(|(name, _)| name == "page");
    let pages = first.total_pages.filter(|pages| *pages > 1 && !asks_a_page)?;
    let begins = first.page_number.unwrap_or(1).min(1);
    Some((begins + 1..begins + pages.min(MOST_PAGES)).map(|page| page_address(address, page)).collect())
}

fn read_further(web: &mut Web, run: &mut Run<'_>, pages: Vec<String>) -> Result<(), Refusal> {
    for page in pages {
        let answer = match web.get(&page) {
            Ok(answer) => answer,
            Err(why) => {
                run.partial(&format!("{why} Nothing was withdrawn."));
                return Ok(());
            }
        };
        if run.read(web.reader(answer))? == 0 {
            run.partial(&format!(
                "{page} names nothing new, so reading stopped there and nothing was withdrawn."
            ));
            return Ok(());
        }
    }
    run.is_whole();
    Ok(())
}

fn query(address: &str) -> Vec<(String, String)> {
    let bare = address.split('#').next().unwrap_or_default();
    let query = bare.split_once('?').map_or("", |(_, query)| query);
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

fn page_address(address: &str, page: u64) -> String {
    let bare = address.split(['#', '?']).next().unwrap_or_default();
    let pairs = query(address).into_iter().chain([("page".to_owned(), page.to_string())]);
    format!("{bare}?{}", form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish())
}

/// Asks the web for pages, and counts what it was given.
struct Web {
    /// For the address somebody here gave, wherever it is.
    given: Agent,
    /// For addresses others led us to: public ones only.
    led: Agent,
    left: u64,
}

impl Web {
    fn new(most: u64) -> Web {
        let config = || {
            let tls = TlsConfig::builder()
                .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
                .root_certs(roots())
                .build();
            Agent::config_builder()
                .timeout_global(Some(PATIENCE))
                .max_redirects(0)
                .http_status_as_error(false)
                .user_agent("Quilt")
                .tls_config(tls)
                .build()
        };
        let led = Agent::with_parts(config(), DefaultConnector::default(), PublicOnly::default());
        Web { given: config().into(), led, left: most }
    }

    /// The page at that address, following where it leads; else a sentence why not.
    fn get(&self, address: &str) -> Result<Body, String> {
        let mut at = address.to_owned();
        for led in 0..=LEADS {
            let agent = if led == 0 { &self.given } else { &self.led };
            let answer = agent.get(&at).call().map_err(|why| format!("{at} could not be read: {why}."))?;
            let status = answer.status();
            if status.is_success() {
                return Ok(answer.into_body());
            }
            let to = answer.headers().get("location").and_then(|to| to.to_str().ok());
            match to.filter(|_| status.is_redirection()) {
                Some(to) => at = led_to(&at, to)?,
                None => return Err(format!("{at} answered {status}.")),
            }
        }
        Err(format!("{address} leads from one address to another without end."))
    }

    /// Reads what was answered, and no more than what is left of this feed's share.
    fn reader(&mut self, body: Body) -> impl std::io::Read + '_ {
        Counted { from: body.into_reader(), left: &mut self.left }
    }
}

/// The address one is led to, in full.
fn led_to(from: &str, to: &str) -> Result<String, String> {
    let wrong = || format!("{from} leads to {to}, which is not followed.");
    let uri: Uri = from.parse().map_err(|_| wrong())?;
    let (scheme, host) = uri.scheme_str().zip(uri.authority()).ok_or_else(wrong)?;
    match to {
        _ if to.starts_with("https://") => Ok(to.to_owned()),
        _ if to.starts_with("http://") && scheme == "http" => Ok(to.to_owned()),
        _ if to.starts_with('/') && !to.starts_with("//") => Ok(format!("{scheme}://{host}{to}")),
        _ => Err(wrong()),
    }
}

struct Counted<'a, R> {
    from: R,
    left: &'a mut u64,
}

impl<R: std::io::Read> std::io::Read for Counted<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if *self.left == 0 {
            return Err(std::io::Error::other("it is larger than what is read of one feed"));
        }
        let most = into.len().min(usize::try_from(*self.left).unwrap_or(usize::MAX));
        let read = self.from.read(&mut into[..most])?;
        *self.left -= read as u64;
        Ok(read)
    }
}

/// The certificates this machine trusts.
fn roots() -> RootCerts {
    let found = rustls_native_certs::load_native_certs();
    let certificates: Vec<_> =
        found.certs.iter().map(|certificate| Certificate::from_der(certificate).to_owned()).collect();
    RootCerts::new_with_certs(&certificates)
}

/// Finds addresses of the public internet only: a publisher's server must not make this
/// one ask about, say, the machine next to it.
#[derive(Debug, Default)]
struct PublicOnly(DefaultResolver);

impl Resolver for PublicOnly {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.0.resolve(uri, config, timeout)?;
        let mut public = self.empty();
        found.iter().filter(|address| is_public(address.ip())).for_each(|address| public.push(*address));
        if public.is_empty() { Err(ureq::Error::HostNotFound) } else { Ok(public) }
    }
}

/// Whether an address is out on the internet (RFC 6890 lists those that are not).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => {
            let [first, second, ..] = v6.segments();
            let mapped = v6.to_ipv4_mapped();
            let translated = (first == 0x64 && second == 0xff9b).then(|| {
                let [.., a, b, c, d] = v6.octets();
                Ipv4Addr::new(a, b, c, d)
            });
            match mapped.or(translated) {
                Some(v4) => is_public_v4(v4),
                // Global unicast is 2000::/3; of it, 2001:db8::/32 is for books and 2002::/16 wraps IPv4.
                None => first & 0xe000 == 0x2000 && (first, second) != (0x2001, 0x0db8) && first != 0x2002,
            }
        }
    }
}

fn is_public_v4(v4: Ipv4Addr) -> bool {
    let [a, b, c, _] = v4.octets();
    let reserved = v4.is_private()
        || v4.is_loopback()
        || v4.is_link_local()
        || v4.is_documentation()
        || a == 0
        || a >= 224
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b));
    !reserved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_private_network_is_not_public() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "224.0.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in ["8.8.8.8", "100.63.0.1", "172.32.0.1", "2606:4700::1", "::ffff:8.8.8.8"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn pages_are_asked_for_one_after_the_other() {
        let page = |number, total| PageInfo {
            page_number: Some(number),
            total_pages: Some(total),
            ..PageInfo::default()
        };
        let v3 = further("https://example.org/services?per_page=2#top", &page(1, 3)).unwrap();
        assert_eq!(
            v3,
            [
                "https://example.org/services?per_page=2&page=2",
                "https://example.org/services?per_page=2&page=3"
            ]
        );
        assert_eq!(further("https://example.org/s", &page(0, 2)).unwrap(), ["https://example.org/s?page=1"]);
        assert_eq!(further("https://example.org/s?page=4", &page(4, 9)), None);
        assert_eq!(further("https://example.org/s", &page(1, 1)), None);
        let endless = further("https://example.org/s", &page(1, u64::MAX)).unwrap();
        assert_eq!(endless.len() as u64, MOST_PAGES - 1);
    }

    #[test]
    fn one_is_led_only_where_it_is_safe() {
        let from = "https://example.org/a";
        assert_eq!(led_to(from, "/b?c").as_deref(), Ok("https://example.org/b?c"));
        assert_eq!(led_to(from, "https://example.com/").as_deref(), Ok("https://example.com/"));
        for not in ["http://example.org/b", "//example.com", "file:///etc/passwd", "b", ""] {
            assert!(led_to(from, not).is_err(), "{not}");
        }
    }
}
