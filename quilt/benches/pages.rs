//! How quick and how light the pages are, on a county of 20,000 journeys.
//!
//! `make bench` builds the real binary, fills a county ten times the demonstration, starts
//! the server as people start it, and asks it for pages over HTTP. Server time is what the
//! `server-timing` header says of each page; start, memory and weight are of the process.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench speaks, and stops at the first thing that is wrong"
)]

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const JOURNEYS: &str = "20000";
/// How often each page is asked for when its time is taken.
const TIMES: usize = 200;
/// For how long mixed pages are asked for, as many as there is time for.
const SECONDS: &str = "20s";

fn main() {
    let database = county();
    let began = Instant::now();
    let server = Server::start(&database);
    println!("start to first answer: {:.0} ms", began.elapsed().as_secs_f64() * 1e3);
    std::thread::sleep(Duration::from_secs(2));
    println!("idle memory: {} MB", server.memory_mb());
    let pages = pages(&server);
    times(&server, &pages);
    weights(&server, &pages);
    load(&server, &pages);
    contacts(&server);
    println!("memory after the load: {} MB", server.memory_mb());
}

/// A county of 20,000 journeys, made once and kept with the build.
fn county() -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("county-{JOURNEYS}.sqlite"));
    let began = Instant::now();
    let made = Command::new(env!("CARGO_BIN_EXE_quilt"))
        .args(["demo", "--journeys", JOURNEYS, "--database"])
        .arg(&path)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(made.success());
    println!("filling {JOURNEYS} journeys (or finding them filled): {:.1} s", began.elapsed().as_secs_f64());
    // What is recorded below is recorded in a copy, so that every run begins with the same county.
    let copy = path.with_file_name("county-in-use.sqlite");
    for left in ["-wal", "-shm"] {
        let _none = std::fs::remove_file(format!("{}{left}", copy.display()));
    }
    std::fs::copy(&path, &copy).unwrap();
    copy
}

struct Server {
    child: Child,
    base: String,
}

impl Server {
    fn start(database: &PathBuf) -> Server {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let listen = format!("127.0.0.1:{port}");
        let child = Command::new(env!("CARGO_BIN_EXE_quilt"))
            .args(["serve", "--listen", &listen, "--database"])
            .arg(database)
            .env("QUILT_LOG", "warn")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        while TcpStream::connect(&listen).is_err() {
            std::thread::sleep(Duration::from_millis(5));
        }
        Server { child, base: format!("http://{listen}") }
    }

    fn memory_mb(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find(|l| l.starts_with("VmRSS")).unwrap_or("VmRSS: 0 kB");
        line.split_whitespace().nth(1).and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) / 1024
    }

    fn get(&self, agent: &ureq::Agent, who: &Caller, path: &str) -> Answered {
        let mut answer = agent
            .get(format!("{}{path}", self.base))
            .header("cookie", &who.cookie)
            .header("accept-encoding", "identity")
            .call()
            .unwrap();
        let said = timing(answer.headers()).to_owned();
        let millis = served_in(answer.headers());
        let queries =
            said.split("desc=\"").nth(1).and_then(|s| s.split('"').next()?.parse().ok()).unwrap_or(0);
        let status = answer.status().as_u16();
        let body = answer.body_mut().with_config().limit(64 << 20).read_to_vec().unwrap();
        Answered { status, millis, queries, body }
    }
}

impl Server {
    /// How many bytes of a compressed answer come over the wire, headers left out.
    fn bytes_sent(&self, path: &str, cookie: &str) -> usize {
        let mut stream = TcpStream::connect(self.base.trim_start_matches("http://")).unwrap();
        let asked = format!(
            "GET {path} HTTP/1.1\r\nHost: quilt\r\nCookie: {cookie}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(asked.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let head = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
        assert!(
            String::from_utf8_lossy(&answer[..head]).contains("content-encoding: gzip"),
            "{path} is compressed"
        );
        answer.len() - head
    }
}

fn timing(headers: &ureq::http::HeaderMap) -> &str {
    headers.get("server-timing").and_then(|value| value.to_str().ok()).unwrap_or("")
}

/// Milliseconds from the whole request to the whole answer, as the server took its own time.
fn served_in(headers: &ureq::http::HeaderMap) -> f64 {
    let after = timing(headers).split("dur=").nth(1).unwrap_or_default();
    after.split([',', ';']).next().and_then(|millis| millis.parse().ok()).unwrap_or(f64::NAN)
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _reaped = self.child.wait();
    }
}

struct Answered {
    status: u16,
    millis: f64,
    queries: u64,
    body: Vec<u8>,
}

#[derive(Clone)]
struct Caller {
    cookie: String,
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().max_redirects(0).http_status_as_error(false).build().into()
}

/// Signs in as the first account whose button stands under this heading.
fn sign_in(server: &Server, heading: &str) -> Caller {
    let agent = agent();
    let mut page = agent.get(format!("{}/sign-in", server.base)).call().unwrap();
    let browser = cookie(page.headers());
    let html = page.body_mut().read_to_string().unwrap();
    let part = html.split(heading).nth(1).expect("the heading is there");
    let field = |name: &str| {
        part.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let answer = agent
        .post(format!("{}/sign-in/as", server.base))
        .header("cookie", &browser)
        .send_form([
            ("csrf", field("csrf")),
            ("once", field("once")),
            ("account", field("account")),
            ("to", "/".into()),
        ])
        .unwrap();
    Caller { cookie: format!("{browser}; {}", cookie(answer.headers())) }
}

fn cookie(headers: &ureq::http::HeaderMap) -> String {
    let set: Vec<&str> =
        headers.get_all("set-cookie").iter().filter_map(|v| v.to_str().ok()?.split(';').next()).collect();
    set.join("; ")
}

struct Page {
    name: &'static str,
    path: String,
    who: Caller,
}

/// The pages people open most, each as somebody who would.
fn pages(server: &Server) -> Vec<Page> {
    let worker = sign_in(server, "Link workers</h3>");
    let lead = sign_in(server, "Team lead</h3>");
    let referrer = sign_in(server, "Referrers</h3>");
    let commissioner = sign_in(server, "Commissioners</h3>");
    let admin = sign_in(server, "Administrator</h3>");
    let anyone = Caller { cookie: String::new() };
    let first = |who: &Caller, from: &str, prefix: &str| {
        let html = String::from_utf8(server.get(&agent(), who, from).body).unwrap();
        let after = html
            .split(&format!("href=\"{prefix}"))
            .nth(1)
            .unwrap_or_else(|| panic!("{from} links to {prefix}"));
        format!("{prefix}{}", after.split(['"', '#', '?']).next().unwrap())
    };
    let journey = first(&worker, "/caseload", "/journeys/");
    let service = first(&anyone, "/find?what=walking", "/find/");
    let page = |name, path: &str, who: &Caller| Page { name, path: path.to_owned(), who: who.clone() };
    vec![
        page("/", "/", &anyone),
        page("/find", "/find?what=company+on+sundays&near=Taunton", &anyone),
        page("/find (postcode)", "/find?what=walking+group&near=TA1+1NW", &anyone),
        page("/find (choosy)", "/find?what=company&near=TA5&within=10&day=2&free=yes", &anyone),
        page(
            "/find/sheet",
            &format!("/find/sheet?sheet={}", service.rsplit('/').next().unwrap_or_default()),
            &anyone,
        ),
        page("/find/{service}", &service, &anyone),
        page("/ask", "/ask", &anyone),
        page("/refer", "/refer", &referrer),
        page("/referrals (referrer)", "/referrals", &referrer),
        page("/referrals (team lead)", "/referrals", &lead),
        page("/today", "/today", &worker),
        page("/caseload", "/caseload", &worker),
        page("/journeys/{id}", &journey, &worker),
        page("/journeys/{id}/record", &format!("{journey}/record"), &worker),
        page("/journeys/{id}/story", &format!("{journey}/story"), &worker),
        page("/stories", "/stories", &commissioner),
        page("/admin", "/admin", &admin),
    ]
}

fn times(server: &Server, pages: &[Page]) {
    println!("\nserver time, {TIMES} of each, one caller:");
    println!("| page | median ms | p99 ms | queries |\n|---|---|---|---|");
    let agent = agent();
    let mut all = Vec::new();
    for page in pages {
        let mut millis = Vec::new();
        let mut queries = 0;
        for _ in 0..TIMES {
            let answered = server.get(&agent, &page.who, &page.path);
            assert_eq!(answered.status, 200, "{}", page.path);
            millis.push(answered.millis);
            queries = answered.queries;
        }
        all.extend_from_slice(&millis);
        println!(
            "| {} | {:.2} | {:.2} | {queries} |",
            page.name,
            at(&mut millis, 0.5),
            at(&mut millis, 0.99)
        );
    }
    println!("| all | {:.2} | {:.2} | |", at(&mut all, 0.5), at(&mut all, 0.99));
}

fn at(sorted: &mut [f64], share: f64) -> f64 {
    sorted.sort_by(f64::total_cmp);
    let place = ((sorted.len() - 1) as f64 * share).round() as usize;
    sorted[place]
}

/// What comes over the wire for a first visit: the page, the styles and the script, compressed.
fn weights(server: &Server, pages: &[Page]) {
    println!("\nweight, compressed:");
    let shared: usize =
        ["/assets/quilt.css", "/assets/quilt.js"].iter().map(|path| server.bytes_sent(path, "")).sum();
    println!("styles and script: {:.1} kB", shared as f64 / 1e3);
    let mut heaviest = BTreeMap::new();
    for page in pages {
        heaviest.insert(server.bytes_sent(&page.path, &page.who.cookie), page.name);
    }
    let (bytes, name) = heaviest.iter().next_back().unwrap();
    println!(
        "heaviest page: {name}, {:.1} kB; with styles and script {:.1} kB",
        *bytes as f64 / 1e3,
        (shared + bytes) as f64 / 1e3
    );
}

/// A contact recorded as its form does it: one transaction, on the disk before the answer.
fn contacts(server: &Server) {
    let worker = sign_in(server, "Link workers</h3>");
    let agent = agent();
    let caseload = String::from_utf8(server.get(&agent, &worker, "/caseload").body).unwrap();
    let after = caseload.split("href=\"/journeys/").skip(1);
    let mut journeys: Vec<&str> = after.map(|rest| rest.split('"').next().unwrap()).collect();
    journeys.dedup();
    let mut millis = Vec::new();
    for n in 0..TIMES {
        let path = format!("/journeys/{}/record", journeys[n % journeys.len()]);
        let form = String::from_utf8(server.get(&agent, &worker, &path).body).unwrap();
        let hidden = |name: &str| {
            let value = form.split(&format!("name=\"{name}\" value=\"")).nth(1);
            value.unwrap_or_else(|| panic!("{path} has {name}")).split('"').next().unwrap().to_owned()
        };
        let answer = agent
            .post(format!("{}{path}", server.base))
            .header("cookie", &worker.cookie)
            .send_form([
                ("csrf", hidden("csrf")),
                ("once", hidden("once")),
                ("version", hidden("version")),
                ("kind", "call".into()),
                ("reached", "yes".into()),
                ("on", "yesterday 14:00".into()),
                ("minutes", "12".into()),
                ("note", "Rang to hear how Tuesday went. She stayed for the whole morning.".into()),
            ])
            .unwrap();
        assert_eq!(answer.status().as_u16(), 303, "{path}");
        millis.push(served_in(answer.headers()));
    }
    println!(
        "\nrecording a contact, {TIMES} times: median {:.2} ms, p99 {:.2} ms",
        at(&mut millis, 0.5),
        at(&mut millis, 0.99)
    );
}

/// As many mixed pages as the machine serves, asked for by wrk, which costs little itself.
fn load(server: &Server, pages: &[Page]) {
    let requests: Vec<String> = pages
        .iter()
        .map(|page| format!("{{ path = [[{}]], cookie = [[{}]] }}", page.path, page.who.cookie))
        .collect();
    let script = format!(
        "local pages = {{ {} }}\nlocal n = 0\nrequest = function()\n  n = n % #pages + 1\n  \
         return wrk.format('GET', pages[n].path, {{ Cookie = pages[n].cookie, ['Accept-Encoding'] = 'gzip' }})\nend\n",
        requests.join(", ")
    );
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("mixed-pages.lua");
    std::fs::write(&path, script).unwrap();
    let asked = Command::new("wrk")
        .args(["--threads", "1", "--connections", "16", "--duration", SECONDS, "--latency", "--script"])
        .arg(&path)
        .arg(&server.base)
        .output();
    match asked {
        Ok(said) => {
            println!("\nload of mixed pages, sixteen at a time:\n{}", String::from_utf8_lossy(&said.stdout))
        }
        Err(_) => println!("\nNOT RUN: the load of mixed pages, because wrk is not here."),
    }
}
