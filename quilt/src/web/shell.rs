//! What stands around every page's own words: the bar, who is signed in, the notice that a
//! demonstration is one.

use maud::{Markup, html};
use page::{Assets, BackLink, Crumbs, Lang, Layout, NavItem, Notice, Paper, Problems, Who};

use super::{Answer, Visit, assets, cookie, say};
use crate::access::Act;
use crate::refusal::Refusal;

/// A page about to be shown.
pub struct Shell<'a> {
    title: String,
    crumbs: Option<Crumbs>,
    back: Option<BackLink>,
    problems: Option<&'a Problems>,
    narrow: bool,
    paper: Paper,
    refresh: Option<(u32, Option<String>)>,
    style: Option<&'static str>,
}

impl<'a> Shell<'a> {
    /// A page called this; its body still has its own `h1`.
    pub fn new(title: impl Into<String>) -> Shell<'a> {
        Shell {
            title: title.into(),
            crumbs: None,
            back: None,
            problems: None,
            narrow: false,
            paper: Paper::Screen,
            refresh: None,
            style: None,
        }
    }

    /// One more of our style sheets, for a page with something only it has.
    #[must_use]
    pub fn style(mut self, name: &'static str) -> Self {
        self.style = Some(name);
        self
    }

    /// The places above this one: address and name, outermost first.
    #[must_use]
    pub fn under(mut self, places: &[(&str, &str)]) -> Self {
        let crumbs = Crumbs::new(Lang::En);
        self.crumbs = Some(places.iter().fold(crumbs, |crumbs, (href, name)| crumbs.link(*href, *name)));
        self
    }

    #[must_use]
    pub fn back(mut self, lang: Lang, href: &str) -> Self {
        self.back = Some(BackLink::new(lang, href));
        self
    }

    #[must_use]
    pub fn problems(mut self, problems: &'a Problems) -> Self {
        self.problems = Some(problems);
        self
    }

    /// One column, narrow enough to read: forms and letters.
    #[must_use]
    pub fn narrow(mut self) -> Self {
        self.narrow = true;
        self
    }

    #[must_use]
    pub fn paper(mut self, paper: Paper) -> Self {
        self.paper = paper;
        self
    }

    #[must_use]
    pub fn refresh(mut self, seconds: u32) -> Self {
        self.refresh = Some((seconds, None));
        self
    }

    /// The same, at another address than its path: one with a question in it.
    #[must_use]
    pub fn refresh_to(mut self, seconds: u32, address: String) -> Self {
        self.refresh = Some((seconds, Some(address)));
        self
    }

    pub fn render(self, visit: &Visit<'_>, body: Markup) -> Markup {
        let nav = nav(visit);
        let version = assets::version();
        let css = format!("/assets/quilt.css?v={version}");
        let js = format!("/assets/quilt.js?v={version}");
        let icon = format!("/assets/mark.svg?v={version}");
        let languages = languages(visit);
        // Nothing of it on paper: a letter or a story is for the person.
        let alarm = (self.paper == Paper::Screen).then(|| visit.app.alarms.shown_to(visit)).flatten();
        let body = html! { @if let Some(alarm) = alarm { (alarm) } (body) };
        let mut layout = Layout::new(visit.lang, self.title, body)
            .assets(Assets { css: &css, js: &js, icon: &icon })
            .nav(&nav)
            .who(who(visit))
            .paper(self.paper)
            .notice(
                visit
                    .app
                    .area
                    .demonstration
                    .then(|| Notice::new(say(visit.lang, "demonstration-notice", &[]))),
            )
            .languages(&languages);
        if let Some(crumbs) = self.crumbs {
            layout = layout.crumbs(crumbs);
        }
        if let Some(back) = self.back {
            layout = layout.back(back);
        }
        if let Some(problems) = self.problems {
            layout = layout.problems(problems);
        }
        if let Some(name) = self.style {
            layout = layout.style(format!("/assets/{name}?v={version}"));
        }
        if self.narrow {
            layout = layout.narrow();
        }
        if let Some((seconds, address)) = self.refresh {
            layout = layout.refresh(seconds, address.unwrap_or_else(|| visit.path.clone()));
        }
        if visit.actor.is_signed_in() {
            layout = layout.unlisted();
        }
        layout.render()
    }
}

/// The places this visitor may go, and which of them this page is in.
fn nav(visit: &Visit<'_>) -> Vec<NavItem> {
    let place = |href: &str, words: &str| {
        let inside = visit.path == href || (href != "/" && visit.path.starts_with(&format!("{href}/")));
        NavItem::new(href, words).current(inside)
    };
    let mut items = Vec::new();
    if visit.may(Act::SeeToday) {
        items.push(place("/today", "Today"));
    }
    if visit.may(Act::SeeCaseload) {
        items.push(place("/caseload", "Caseload"));
    }
    items.push(place("/find", &say(visit.lang, "nav-find", &[])));
    if visit.may(Act::KeepDirectory) {
        items.push(place("/directory/check", "Directory"));
    }
    if visit.may(Act::FollowReferral) {
        items.push(place("/referrals", "Referrals"));
    }
    if visit.may(Act::Refer) {
        items.push(place("/refer", "Refer"));
    }
    if visit.may(Act::ReadGroupStory) {
        items.push(place("/stories", "Stories"));
    }
    if visit.may(Act::Plan) {
        items.push(place("/plan", "Plans"));
    }
    if visit.may(Act::ExportRows) {
        items.push(place("/exports", "Exports"));
    }
    if visit.may(Act::Administer) {
        items.push(place("/admin", "Admin"));
    }
    if !visit.actor.is_signed_in() {
        items.push(place("/ask", &say(visit.lang, "nav-ask", &[])));
        items.push(place("/sign-in", &say(visit.lang, "nav-sign-in", &[])));
    }
    items
}

fn who(visit: &Visit<'_>) -> Option<Who> {
    visit.actor.is_signed_in().then(|| Who {
        name: visit.actor.name.clone(),
        role: visit.actor.grants.iter().map(|grant| grant.role.words()).collect::<Vec<_>>().join(", "),
        sign_out: "/sign-out".into(),
        csrf: visit.csrf(),
    })
}

fn languages(visit: &Visit<'_>) -> Vec<(Lang, String)> {
    let to = back_to(&visit.path, visit.query.typed());
    Lang::ALL.into_iter().map(|lang| (lang, format!("/language/{}?to={to}", lang.code()))).collect()
}

/// The page one is on with all that was asked of it, fit to stand in an address.
fn back_to<'a>(path: &str, asked: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(asked).finish();
    let inside: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}%3F{inside}") }
}

/// Whether an address leads to a page of this site and nowhere else: browsers read “\” as “/”,
/// and pass over control characters.
fn is_here(to: &str) -> bool {
    to.starts_with('/') && !to.starts_with("//") && !to.contains('\\') && !to.contains(char::is_control)
}

/// GET `/language/{lang}?to=`: the visitor reads in this language from now on.
pub fn choose_language(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let lang = Lang::from_code(visit.text_param("lang")).ok_or_else(Refusal::not_found)?;
    let to = visit.query.get("to");
    let to = if is_here(to) { to } else { "/" };
    let cookie = cookie::write(cookie::LANG, lang.code(), 365, visit.app.secure());
    Ok(Answer::Redirect { to: to.to_owned(), cookies: vec![cookie] })
}

/// GET `/about`, `/privacy`, `/accessibility`: plain pages whose words live in the Fluent files.
pub fn about(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let page = visit.path.trim_matches('/');
    let title = say(visit.lang, &format!("{page}-title"), &[]);
    let paragraphs: Vec<String> = (1..=6)
        .map(|n| say(visit.lang, &format!("{page}-{n}"), &[]))
        .filter(|p| !p.starts_with('⟨'))
        .collect();
    let body = html! { h1 { (title) } @for paragraph in paragraphs { p { (paragraph) } } };
    Ok(Answer::page(Shell::new(title.clone()).narrow().render(visit, body)))
}

/// GET `/health`: for whoever watches over the installation.
pub fn health(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    visit.read("see that the database answers", super::store::answers)?;
    Ok(Answer::Inline { kind: "text/plain; charset=utf-8", bytes: b"well\n".to_vec(), keep_days: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_changes_the_language_comes_back_to_what_was_asked() {
        assert_eq!(back_to("/find", []), "/find");
        let to = back_to("/find", [("what", "tea & café"), ("topic", "A"), ("topic", "B")]);
        let link = format!("to={to}");
        let read: Vec<_> = form_urlencoded::parse(link.as_bytes()).collect();
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].1, "/find?what=tea+%26+caf%C3%A9&topic=A&topic=B");
    }

    #[test]
    fn nobody_is_led_to_another_site() {
        assert!(is_here("/find?what=tea") && is_here("/"));
        for elsewhere in ["//example.org", "/\\example.org", "/\t/example.org", "https://example.org", ""] {
            assert!(!is_here(elsewhere), "{elsewhere:?}");
        }
    }
}
