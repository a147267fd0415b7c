//! The whole page: the plum bar, the way back, the page's own words, the foot. No script and no style is written inside it, so the
//! strictest content policy holds.

use maud::{DOCTYPE, Markup, Render, html};

use crate::{Crumbs, Form, Hidden, Lang, Problems, Words, mark};

/// Where the style sheet and the script are.
#[derive(Clone, Copy, Debug)]
pub struct Assets<'a> {
    /// The style sheet.
    pub css: &'a str,
    /// The script, a module.
    pub js: &'a str,
    /// The mark as an SVG icon.
    pub icon: &'a str,
}

impl Default for Assets<'static> {
    fn default() -> Self {
        Self {
            css: concat!("/assets/quilt.css?v=", env!("CARGO_PKG_VERSION")),
            js: concat!("/assets/quilt.js?v=", env!("CARGO_PKG_VERSION")),
            icon: "/assets/mark.svg",
        }
    }
}

/// A place in the bar.
#[derive(Clone, Debug)]
pub struct NavItem {
    href: String,
    words: String,
    current: bool,
}

impl NavItem {
    /// A link.
    pub fn new(href: impl Into<String>, words: impl Into<String>) -> Self {
        Self { href: href.into(), words: words.into(), current: false }
    }

    /// The part of Quilt this page is in.
    pub fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }
}

/// Who is signed in, as the bar says it.
#[derive(Clone, Debug)]
pub struct Who {
    /// "Dan Okafor".
    pub name: String,
    /// "link worker, Bridgwater Bay".
    pub role: String,
    /// Where the sign-out button sends its form.
    pub sign_out: String,
    /// The token that proves the sign-out form is ours.
    pub csrf: String,
}

/// What a banner across every page says, such as "Demonstration: nobody here is real".
#[derive(Clone, Debug)]
pub struct Notice(Words);

impl Notice {
    /// A sentence.
    pub fn new(words: impl Into<Words>) -> Self {
        Self(words.into())
    }
}

/// How the page is meant to be looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// On a screen; it prints too.
    #[default]
    Screen,
    /// As a sheet of A4, which is what printing gives: the story.
    A4,
    /// As a sheet of A4 in large print, 18 points and up.
    Large,
}

/// A page.
pub struct Layout<'a> {
    title: String,
    lang: Lang,
    body: Markup,
    assets: Assets<'a>,
    nav: &'a [NavItem],
    who: Option<Who>,
    way_back: Option<Markup>,
    notice: Option<Notice>,
    banner: Option<Markup>,
    problems: Option<&'a Problems>,
    languages: &'a [(Lang, String)],
    refresh: Option<(u32, String)>,
    narrow: bool,
    paper: Paper,
    unlisted: bool,
    style: Option<String>,
}

impl<'a> Layout<'a> {
    /// A page called `title` whose main part is `body`. The body has the page's one `h1`.
    pub fn new(lang: Lang, title: impl Into<String>, body: impl Render) -> Self {
        Self {
            title: title.into(),
            lang,
            body: body.render(),
            assets: Assets::default(),
            nav: &[],
            who: None,
            way_back: None,
            notice: None,
            banner: None,
            problems: None,
            languages: &[],
            refresh: None,
            narrow: false,
            paper: Paper::Screen,
            unlisted: false,
            style: None,
        }
    }

    /// One more style sheet, for a page with something only it has, such as a map.
    pub fn style(mut self, href: impl Into<String>) -> Self {
        self.style = Some(href.into());
        self
    }

    /// Other addresses for the style sheet and the script.
    pub fn assets(mut self, assets: Assets<'a>) -> Self {
        self.assets = assets;
        self
    }

    /// The places in the bar.
    pub fn nav(mut self, nav: &'a [NavItem]) -> Self {
        self.nav = nav;
        self
    }

    /// Who is signed in.
    pub fn who(mut self, who: impl Into<Option<Who>>) -> Self {
        self.who = who.into();
        self
    }

    /// Where this page is.
    pub fn crumbs(mut self, crumbs: Crumbs) -> Self {
        self.way_back = Some(crumbs.render());
        self
    }

    /// One link back, in place of breadcrumbs.
    pub fn back(mut self, back: crate::BackLink) -> Self {
        let label = self.lang.phrases().breadcrumb;
        self.way_back = Some(html! { nav.q-back aria-label=(label) { (back) } });
        self
    }

    /// What every page says across the top.
    pub fn notice(mut self, notice: impl Into<Option<Notice>>) -> Self {
        self.notice = notice.into();
        self
    }

    /// What has just happened.
    pub fn banner(mut self, banner: impl Into<Option<crate::Banner>>) -> Self {
        self.banner = banner.into().map(|banner| banner.render());
        self
    }

    /// What is wrong with the form: listed at the top, and said in the title.
    pub fn problems(mut self, problems: &'a Problems) -> Self {
        self.problems = Some(problems);
        self
    }

    /// This page in other languages: the language and its address.
    pub fn languages(mut self, languages: &'a [(Lang, String)]) -> Self {
        self.languages = languages;
        self
    }

    /// Offers to look again at `href` every so many seconds. Nobody is interrupted: a box turns it off, and it waits while someone types.
    pub fn refresh(mut self, seconds: u32, href: impl Into<String>) -> Self {
        self.refresh = Some((seconds, href.into()));
        self
    }

    /// One column narrow enough to read: forms, letters, one question.
    pub fn narrow(mut self) -> Self {
        self.narrow = true;
        self
    }

    /// How the page is meant to be looked at.
    pub fn paper(mut self, paper: Paper) -> Self {
        self.paper = paper;
        self
    }

    /// Asks search engines to leave the page out: everything about a person.
    pub fn unlisted(mut self) -> Self {
        self.unlisted = true;
        self
    }

    fn head(&self) -> Markup {
        let wrong = self.problems.is_some_and(|problems| !problems.is_empty());
        html! {
            head {
                meta charset="utf-8";
                title { @if wrong { (self.lang.phrases().error) " " } (self.title) " · Quilt" }
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                meta name="theme-color" content="#4a2a5e";
                @if self.unlisted { meta name="robots" content="noindex"; }
                link rel="stylesheet" href=(self.assets.css);
                @if let Some(style) = &self.style { link rel="stylesheet" href=(style); }
                link rel="icon" href=(self.assets.icon) type="image/svg+xml";
                script type="module" src=(self.assets.js) {}
            }
        }
    }

    fn bar(&self) -> Markup {
        html! {
            header {
                @if let Some(Notice(words)) = &self.notice { p.q-notice { (words) } }
                div.q-bar { div.q-bar__in {
                    a.q-bar__name href="/" { (mark(30)) span { "Quilt" } }
                    @if !self.nav.is_empty() {
                        nav.q-bar__nav aria-label=(self.lang.phrases().main_menu) {
                            ul {
                                @for item in self.nav {
                                    li { a href=(item.href) aria-current=[item.current.then_some("page")] { (item.words) } }
                                }
                            }
                        }
                    }
                    @if let Some(who) = &self.who {
                        div.q-bar__who {
                            span { (who.name) @if !who.role.is_empty() { " · " (who.role) } }
                            form action=(who.sign_out) method="post" {
                                (Hidden::new(Form::CSRF, &who.csrf))
                                button.q-bar__sign-out type="submit" { (self.lang.phrases().sign_out) }
                            }
                        }
                    }
                } }
                div.q-stitch {}
            }
        }
    }

    fn foot(&self) -> Markup {
        let phrases = self.lang.phrases();
        html! {
            footer.q-foot {
                div.q-foot__in {
                    p.q-foot__name { (mark(22)) span { strong { "Quilt" } " · " (phrases.strapline) } }
                    nav aria-label=(phrases.footer) {
                        ul.q-foot__links {
                            li { a href="/accessibility" { (phrases.accessibility) } }
                            li { a href="/privacy" { (phrases.privacy) } }
                            li { a href="/about" { (phrases.about) } }
                            @for (lang, href) in self.languages.iter().filter(|(lang, _)| *lang != self.lang) {
                                li { a href=(href) lang=(lang.code()) hreflang=(lang.code()) rel="alternate" { (lang.own_name()) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn looking(&self) -> Markup {
        let phrases = self.lang.phrases();
        html! {
            @if let Some((seconds, href)) = &self.refresh {
                p.q-refresh data-module="quilt-refresh" data-seconds=(seconds) {
                    a href=(href) { (phrases.look_again) }
                    label hidden { input type="checkbox"; " " (phrases.keep_looking.replace("{}", &seconds.to_string())) }
                }
            }
        }
    }

    /// The whole document.
    pub fn render(&self) -> Markup {
        let paper = match self.paper {
            Paper::Screen => "",
            Paper::A4 => "q-paper",
            Paper::Large => "q-paper q-paper--large",
        };
        html! {
            (DOCTYPE)
            html.q-page lang=(self.lang.code()) {
                (self.head())
                body class=(paper) {
                    a.nhsuk-skip-link data-module="nhsuk-skip-link" href="#maincontent" { (self.lang.phrases().skip) }
                    (self.bar())
                    div class={ "q-wrap" @if self.narrow { " q-wrap--narrow" } } {
                        @if let Some(way_back) = &self.way_back { (way_back) }
                        main #maincontent {
                            @if let Some(problems) = self.problems { (problems.summary(self.lang)) }
                            @if let Some(banner) = &self.banner { (banner) }
                            (self.body)
                            (self.looking())
                        }
                    }
                    (self.foot())
                }
            }
        }
    }
}

impl Render for Layout<'_> {
    fn render(&self) -> Markup {
        Layout::render(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_a_language_a_way_to_skip_a_main_part_and_no_inline_script_or_style() {
        let nav = [NavItem::new("/today", "Today").current(true)];
        let who = Who {
            name: "Dan".into(),
            role: "link worker".into(),
            sign_out: "/sign-out".into(),
            csrf: "t".into(),
        };
        let languages = [(Lang::En, "/en".to_owned()), (Lang::Cy, "/cy".to_owned())];
        let html = Layout::new(Lang::Cy, "Heddiw <1>", html! { h1 { "Heddiw" } })
            .nav(&nav)
            .who(who)
            .languages(&languages)
            .render()
            .0;
        assert!(html.starts_with("<!DOCTYPE html><html class=\"q-page\" lang=\"cy\">"), "{html}");
        assert!(html.contains("<title>Heddiw &lt;1&gt; · Quilt</title>"));
        assert!(html.contains("href=\"#maincontent\"") && html.contains("<main id=\"maincontent\">"));
        assert!(html.contains("lang=\"en\" hreflang=\"en\"") && !html.contains("hreflang=\"cy\""));
        assert!(!html.contains("style=") && !html.contains("<style") && !html.contains("onclick"));
        assert_eq!(html.matches("<script").count(), html.matches("<script type=\"module\" src=").count());
    }

    #[test]
    fn a_page_with_problems_says_so_in_its_title_and_before_its_heading() {
        let problems: Problems = [("name", "Enter a name")].into_iter().collect();
        let html = Layout::new(Lang::En, "Refer", html! { h1 { "Refer" } }).problems(&problems).render().0;
        assert!(html.contains("<title>Error: Refer"));
        let (summary, heading) = (html.find("Enter a name"), html.find("<h1>"));
        assert!(summary.is_some() && summary < heading);
    }
}
