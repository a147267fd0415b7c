//! A browser without a screen: keeps its cookies, sends only what a page asked for.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use super::html::{self, Form};

pub struct Browser {
    /// Who sits in front of it, for messages.
    pub name: String,
    address: SocketAddr,
    cookies: BTreeMap<String, String>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Page {
    pub status: u16,
    /// Where a redirect leads.
    pub to: Option<String>,
    pub kind: String,
    pub text: String,
    /// The address it was asked from.
    pub path: String,
}

impl Page {
    /// The form sent to this address. Fails, naming those there are, when the page has none.
    #[track_caller]
    pub fn form(&self, action: &str) -> Form {
        let forms = self.forms();
        let known: Vec<&str> = forms.iter().map(|form| form.action.as_str()).collect();
        let found = forms.iter().find(|form| form.action == action).cloned();
        found.unwrap_or_else(|| {
            panic!(
                "{} ({}) has no form for {action}, only {known:?}\n{}",
                self.path,
                self.status,
                self.words()
            )
        })
    }

    pub fn forms(&self) -> Vec<Form> {
        html::forms(&self.text)
    }

    pub fn links(&self) -> Vec<String> {
        html::links(&self.text)
    }

    /// The first link whose address has all of these in it, in order.
    #[track_caller]
    pub fn link(&self, parts: &[&str]) -> String {
        let fits = |link: &String| {
            let mut rest = link.as_str();
            parts.iter().all(|part| rest.find(part).map(|at| rest = &rest[at + part.len()..]).is_some())
        };
        let found = self.links().into_iter().find(fits);
        found.unwrap_or_else(|| panic!("{} has no link like {parts:?}, only {:?}", self.path, self.links()))
    }

    pub fn words(&self) -> String {
        html::words(&self.text)
    }

    #[track_caller]
    pub fn must_say(&self, words: &str) -> &Page {
        assert!(self.words().contains(words), "{} does not say “{words}”:\n{}", self.path, self.words());
        self
    }

    #[track_caller]
    pub fn must_not_say(&self, words: &str) -> &Page {
        assert!(!self.words().contains(words), "{} says “{words}”:\n{}", self.path, self.words());
        self
    }

    #[track_caller]
    pub fn must_be(&self, status: u16) -> &Page {
        assert!(
            self.status == status,
            "{} answered {} and not {status}:\n{}",
            self.path,
            self.status,
            self.words()
        );
        self
    }
}

impl Browser {
    pub fn new(name: &str, address: SocketAddr) -> Browser {
        Browser { name: name.to_owned(), address, cookies: BTreeMap::new() }
    }

    /// The server is somewhere else now; the cookies are the same.
    pub fn moved_to(&mut self, address: SocketAddr) {
        self.address = address;
    }

    /// One request, redirects not followed.
    pub fn ask(&mut self, method: &str, path: &str, body: &str) -> Page {
        self.try_to_ask(method, path, body).unwrap_or_else(|why| panic!("{method} {path}: {why}"))
    }

    /// The same, for a server that may go away.
    pub fn try_to_ask(&mut self, method: &str, path: &str, body: &str) -> std::io::Result<Page> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(std::time::Duration::from_secs(60)))?;
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies =
            if cookies.is_empty() { String::new() } else { format!("Cookie: {}\r\n", cookies.join("; ")) };
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {}\r\n{cookies}Content-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.address,
            body.len()
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let cut = || std::io::Error::new(std::io::ErrorKind::UnexpectedEof, "the answer was cut off");
        let at = answer.windows(4).position(|four| four == b"\r\n\r\n").ok_or_else(cut)?;
        let head = String::from_utf8_lossy(&answer[..at]).into_owned();
        let header = |wanted: &str| {
            let named =
                |line: &&str| line.split_once(':').is_some_and(|(name, _)| name.eq_ignore_ascii_case(wanted));
            head.lines()
                .filter(named)
                .map(|line| line.split_once(':').map_or("", |(_, v)| v.trim()))
                .collect::<Vec<_>>()
        };
        let body = &answer[at + 4..];
        if header("content-length")
            .first()
            .and_then(|it| it.parse().ok())
            .is_some_and(|length: usize| body.len() < length)
        {
            return Err(cut());
        }
        for cookie in header("set-cookie") {
            if let Some((name, value)) = cookie.split(';').next().and_then(|pair| pair.split_once('=')) {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(Page {
            status: head.split(' ').nth(1).and_then(|it| it.parse().ok()).ok_or_else(cut)?,
            to: header("location").first().map(|it| (*it).to_owned()),
            kind: header("content-type").first().map_or(String::new(), |it| (*it).to_owned()),
            text: String::from_utf8_lossy(body).into_owned(),
            path: path.to_owned(),
        })
    }

    /// Looks at a page, and goes where it leads.
    pub fn get(&mut self, path: &str) -> Page {
        let page = self.ask("GET", path, "");
        self.follow(page)
    }

    pub fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..5 {
            match page.to.clone() {
                Some(to) => page = self.ask("GET", &to, ""),
                None => return page,
            }
        }
        panic!("{} leads round in a circle", page.path)
    }

    /// Sends a form, and goes where it leads.
    #[track_caller]
    pub fn send(&mut self, form: &Form) -> Page {
        let page = self.send_only(form);
        self.follow(page)
    }

    /// Sends a form, redirects not followed.
    pub fn send_only(&mut self, form: &Form) -> Page {
        self.try_to_send(form).unwrap_or_else(|why| panic!("{}: {why}", form.action))
    }

    pub fn try_to_send(&mut self, form: &Form) -> std::io::Result<Page> {
        let body = encode(&form.pairs());
        if form.post {
            self.try_to_ask("POST", &form.action, &body)
        } else {
            self.try_to_ask("GET", &format!("{}?{body}", form.action), "")
        }
    }

    /// The token that says a form was shown to this browser.
    pub fn csrf(&mut self) -> String {
        let forms = self.ask("GET", "/sign-in", "").forms();
        let mut fields = forms.into_iter().flat_map(|form| form.fields);
        fields.find(|field| field.name == "csrf").expect("/sign-in has a form").value
    }

    /// Signs in as somebody of the demonstration, by the button with their name.
    #[track_caller]
    pub fn be(&mut self, account: &str) -> Page {
        let page = self.get("/sign-in");
        let theirs =
            |form: &Form| form.fields.iter().any(|field| field.name == "account" && field.value == account);
        let form = page.forms().into_iter().find(theirs);
        let form = form.unwrap_or_else(|| panic!("nobody on /sign-in is {account} ({})", self.name));
        let page = self.send_only(&form);
        assert_eq!(page.status, 303, "{} could not sign in: {}", self.name, page.words());
        page
    }
}

pub fn encode(pairs: &[(String, String)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}
