//! A reader of the API that sees everything of an answer: status, headers, and a body that is
//! whole or known not to be.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use serde_json::Value;

pub const BASE: &str = "/api/openreferral/v3";

#[derive(Clone, Copy)]
pub struct Client(pub SocketAddr);

/// What came back.
#[derive(Debug, Clone)]
pub struct Got {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub path: String,
}

impl Got {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|why| panic!("{} ({}): {why}: {}", self.path, self.status, self.text()))
    }

    #[track_caller]
    pub fn must_be(&self, status: u16) -> &Got {
        assert_eq!(self.status, status, "{}: {}", self.path, self.text());
        self
    }
}

impl Client {
    /// One request; the path stands below the root of the API.
    #[track_caller]
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Got {
        let mut stream = TcpStream::connect(self.0).unwrap();
        stream.set_read_timeout(Some(std::time::Duration::from_secs(60))).unwrap();
        let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        write!(stream, "{method} {BASE}{path} HTTP/1.1\r\nHost: quilt\r\n{more}Connection: close\r\n\r\n")
            .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let at = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&answer[..at]).into_owned();
        let headers: Vec<(String, String)> = head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let mut got = Got { status, headers, body: answer[at + 4..].to_vec(), path: path.to_owned() };
        if got.header("transfer-encoding") == Some("chunked") {
            got.body = whole(&got.body).unwrap_or_else(|| panic!("{path} broke off"));
        }
        got
    }

    #[track_caller]
    pub fn get(&self, path: &str) -> Got {
        self.ask("GET", path, &[])
    }

    #[track_caller]
    pub fn json(&self, path: &str) -> Value {
        self.get(path).must_be(200).json()
    }

    /// What a stream of lines holds.
    #[track_caller]
    pub fn lines(&self, path: &str) -> Vec<Value> {
        let got = self.get(path);
        got.must_be(200);
        assert_eq!(got.header("content-type"), Some("application/x-ndjson"));
        got.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Every page of a list, as they come.
    #[track_caller]
    pub fn pages(&self, list: &str) -> Vec<Value> {
        let mut pages = Vec::new();
        let joint = if list.contains('?') { '&' } else { '?' };
        loop {
            let page = self.json(&format!("{list}{joint}page={}", pages.len() + 1));
            let last = page["last_page"] == true;
            pages.push(page);
            if last {
                return pages;
            }
            assert!(pages.len() < 1_000, "{list} has no end");
        }
    }

    /// Every entry of a list, page after page.
    #[track_caller]
    pub fn all(&self, list: &str) -> Vec<Value> {
        let contents = |page: &Value| page["contents"].as_array().unwrap().clone();
        self.pages(list).iter().flat_map(contents).collect()
    }

    /// The same, by id alone.
    #[track_caller]
    pub fn ids(&self, list: &str) -> Vec<String> {
        self.all(list).iter().map(id).collect()
    }
}

pub fn id(entry: &Value) -> String {
    entry["id"].as_str().unwrap().to_owned()
}

/// The body of a chunked answer; nothing when its last chunk is missing.
fn whole(mut chunked: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = chunked.windows(2).position(|two| two == b"\r\n")?;
        let size = usize::from_str_radix(std::str::from_utf8(&chunked[..end]).ok()?, 16).ok()?;
        chunked = chunked.get(end + 2..)?;
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(chunked.get(..size)?);
        chunked = chunked.get(size + 2..)?;
    }
}
