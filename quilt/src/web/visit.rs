//! One visit to one page: who came, what they sent, and what a page needs to answer.

use std::net::IpAddr;
use std::str::FromStr;

use ::store::Tx;

use super::words::Lang;
use super::{Answer, Fields, store};
use crate::access::{Act, Actor, Session, Tied, Verdict};
use crate::app::App;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::AreaId;

pub struct Visit<'a> {
    pub app: &'a App,
    pub now: Moment,
    pub actor: Actor,
    pub session: Option<Session>,
    pub lang: Lang,
    /// The address asked for, without its query.
    pub path: String,
    pub params: Vec<(String, String)>,
    pub query: Fields,
    pub form: Fields,
    /// Ties forms to this browser: the session's, or a passing visitor's.
    pub browser: String,
    /// Whether the visitor's browser already carried that.
    pub known_browser: bool,
    /// Where the visit came from over the network, when that is known. It is never written down
    /// as it is: only a mark of it, for a day.
    pub from: Option<IpAddr>,
}

impl Visit<'_> {
    pub fn area(&self) -> AreaId {
        self.actor.area
    }

    /// A part of the address, read as what it should be; anything else is "not found".
    pub fn param<T: FromStr>(&self, name: &str) -> Result<T, Refusal> {
        self.text_param(name).parse().map_err(|_| Refusal::not_found())
    }

    pub fn text_param(&self, name: &str) -> &str {
        self.params.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }

    pub fn read<T>(
        &self,
        name: &'static str,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        self.app.db.read(name, work)
    }

    /// Takes a form in, once: `work` runs in one transaction and says where to go next. The
    /// same form sent again (a double click, the back button, a second tab) goes to the same
    /// place and changes nothing.
    pub fn submit(
        &self,
        name: &'static str,
        mut work: impl FnMut(&mut Tx<'_>) -> Result<String, Refusal>,
    ) -> Result<Answer, Refusal> {
        let once = self.form.get("once").to_owned();
        let to = self.app.db.write(name, |tx| {
            if let Some(led_to) = store::form_led_to(tx, &once)? {
                return Ok::<String, Refusal>(led_to);
            }
            let to = work(tx)?;
            if !once.is_empty() {
                store::insert_form(tx, &once, &to, self.now.at)?;
            }
            Ok(to)
        })?;
        Ok(Answer::redirect(to))
    }

    /// Asks the table; a look that is refused is told apart from nothing only in the ledger.
    pub fn ask(
        &self,
        act: Act,
        about: impl Into<uuid::Uuid>,
        ties: &[Tied],
        opened: bool,
    ) -> Result<(), Refusal> {
        crate::access::ask(&self.actor, act, about, ties, opened)
    }

    pub fn csrf(&self) -> String {
        identity::csrf::token(&self.app.keys.csrf(), &self.browser)
    }

    /// A fresh form token.
    pub fn once(&self) -> String {
        let bytes: [u8; 15] = self.now.bytes();
        bytes.iter().map(|b| format!("{b:02x}")).collect()
    }

    /// Writes that this person's record was looked at, at most once an hour for each viewer.
    pub fn looked(
        &self,
        kind: &'static str,
        about: impl Into<uuid::Uuid>,
        thread: Option<uuid::Uuid>,
    ) -> Result<(), Refusal> {
        self.app.looks.looked(self, kind, about.into(), thread)
    }

    pub fn may(&self, act: Act) -> bool {
        self.actor.may_ever(act)
    }

    pub fn verdict(&self, act: Act, ties: &[Tied]) -> Verdict {
        self.actor.verdict(act, ties)
    }
}
