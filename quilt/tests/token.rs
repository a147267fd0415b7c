//! Programs that act with somebody's rights, by a token.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

mod support;

use quilt::access::{Actor, add_token};
use support::{Server, engines, found};

fn get(address: std::net::SocketAddr, path: &str, token: &str) -> u16 {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: q\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}

#[test]
fn a_token_opens_what_its_account_may_see_until_it_runs_out() {
    for db in engines() {
        let county = found(&db);
        let server = Server::start(&db, &county.chance);
        let by = Actor::program(county.area, "a test");
        let now = server.now();
        let secret =
            db.write("make a token", |tx| add_token(tx, &by, &now, county.gp.id, "surgery", 30)).unwrap();
        assert_eq!(get(server.address, "/referrals", &secret.text()), 200);
        assert_eq!(get(server.address, "/caseload", &secret.text()), 404);
        assert_eq!(get(server.address, "/referrals", "wrong-token-wrong-token-wrong"), 303);
        server.pass(jiff::Span::new().days(31));
        assert_eq!(get(server.address, "/referrals", &secret.text()), 303);
    }
}
