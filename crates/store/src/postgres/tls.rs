//! TLS to the server, by rustls with ring. The certificate and the name are
//! always checked, against the machine's own roots (so that an organisation's
//! own authority is found where its administrators put it) or a file given.

use crate::Error;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use std::path::Path;
use std::sync::Arc;
use tokio_postgres_rustls::MakeRustlsConnect;

pub(super) type Tls = MakeRustlsConnect;

pub(super) fn trusting(file: Option<&Path>) -> Result<Tls, Error> {
    let mut roots = RootCertStore::empty();
    let (taken, _) = roots.add_parsable_certificates(match file {
        Some(file) => from_file(file)?,
        None => rustls_native_certs::load_native_certs().certs,
    });
    if taken == 0 {
        let place = file.map_or("this machine".to_owned(), |it| it.display().to_string());
        return Err(Error::Address(format!("TLS was asked for and {place} has no certificates to trust")));
    }
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|why| Error::Address(format!("TLS cannot be set up: {why}")))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

fn from_file(file: &Path) -> Result<Vec<CertificateDer<'static>>, Error> {
    let wrong = |why| Error::Address(format!("sslrootcert {} cannot be read: {why}", file.display()));
    CertificateDer::pem_file_iter(file).map_err(wrong)?.collect::<Result<_, _>>().map_err(wrong)
}
