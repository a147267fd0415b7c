//! How far a reading may reach: out to the public internet only, or into the network this
//! machine stands in as well.
//!
//! A publisher's server must not make this one ask about, say, the machine next to it. So
//! whoever types an address into a page reaches the public internet only, unless whoever runs
//! Quilt says otherwise; whoever sits at the command line may read anything; and where an
//! address *leads* is always public. The check is made on the addresses a name is found to
//! have, the very ones that are then connected to, so a name that changes its mind gains nothing.

use std::net::{IpAddr, Ipv4Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// How far a reading may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    PublicOnly,
    Anywhere,
}

/// Said of an address that is not out on the internet.
pub(super) const PRIVATE: &str = "it is inside a private network, which is not read from here";

/// Finds addresses of the public internet only.
#[derive(Debug, Default)]
pub(super) struct PublicOnly(DefaultResolver);

impl Resolver for PublicOnly {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.0.resolve(uri, config, timeout)?;
        let mut public = self.empty();
        found.iter().filter(|address| is_public(address.ip())).for_each(|address| public.push(*address));
        if public.is_empty() { Err(ureq::Error::Other(PRIVATE.into())) } else { Ok(public) }
    }
}

/// Whether an address is out on the internet (RFC 6890 lists those that are not).
pub(super) fn is_public(address: IpAddr) -> bool {
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
}
