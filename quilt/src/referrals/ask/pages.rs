//! The pages of asking for support. Every word of them is in the Fluent files.

use identity::Code;
use maud::{Markup, html};
use page::{
    Action, Button, ButtonLink, Choice, Details, Form, Hidden, Inset, Panel, Problems, Sheet, SummaryList,
    Width,
};

use super::answers::{Answers, Question};
use crate::settings::Scheme;
use crate::web::{Fields, Shell, Visit, say};

/// One of the question pages.
pub struct Page<'a> {
    pub visit: &'a Visit<'a>,
    pub code: &'a Code,
    pub answers: &'a Answers,
    pub schemes: &'a [Scheme],
}

impl Page<'_> {
    fn say(&self, key: &str) -> String {
        say(self.visit.lang, key, &[])
    }

    /// The words of a question: about "you", or about somebody else.
    fn words(&self, key: &str) -> String {
        if self.answers.for_somebody_else() { self.say(&format!("{key}-other")) } else { self.say(key) }
    }

    fn href(&self, question: Question) -> String {
        format!("/ask/{}/{}", self.code, question.code())
    }

    pub fn render(&self, question: Question, fields: &Fields, problems: &Problems) -> Markup {
        let typed = fields.as_typed();
        let sheet = Sheet::new(self.visit.lang, &typed, problems);
        let title = self.title(question);
        let button = if question == Question::Check { "ask-send" } else { "ask-go-on" };
        // Where a change was asked for on the last page, it leads back there.
        let to = self.visit.query.some("to").or(self.visit.form.some("to")).unwrap_or_default();
        let form = Form::post(self.href(question), self.visit.csrf(), self.visit.once()).body(html! {
            @if !to.is_empty() { (Hidden::new("to", to)) }
            (self.fields(question, &sheet))
            (Button::new(self.say(button)))
        });
        let body = html! {
            h1 { (title) }
            @if question == Question::Check { (self.summary()) }
            (form)
            (Inset::body(self.visit.lang, html! {
                p { (self.say("ask-code")) " " strong { (self.code.to_string()) } }
                p { (self.say("ask-code-how")) }
            }))
        };
        let back = question.before().map_or_else(|| "/ask".to_owned(), |before| self.href(before));
        Shell::new(title.clone())
            .narrow()
            .back(self.visit.lang, &back)
            .problems(problems)
            .render(self.visit, body)
    }

    fn title(&self, question: Question) -> String {
        match question {
            Question::Who => self.say("ask-who"),
            Question::Why => self.words("ask-why"),
            Question::Name => self.words("ask-name"),
            Question::Reach => self.words("ask-reach"),
            Question::Place => self.words("ask-place"),
            Question::Team => self.words("ask-team"),
            Question::Easier => self.words("ask-easier"),
            Question::Check => self.say("ask-check"),
        }
    }

    fn fields(&self, question: Question, sheet: &Sheet<'_>) -> Markup {
        match question {
            Question::Who => self.who(sheet),
            Question::Why => html! {
                (sheet.textarea("why", self.words("ask-why-now")).hint(self.say("ask-why-now-hint")).rows(4))
                (sheet.textarea("different", self.words("ask-different")).hint(self.say("ask-different-hint")).rows(3).optional())
            },
            Question::Name => html! {
                (sheet.input("name", self.words("ask-name-label")).hint(self.say("ask-name-hint")))
            },
            Question::Reach => html! {
                p { (self.say("ask-reach-lead")) }
                (sheet.phone("phone", self.say("ask-phone")).width(Width::Chars20))
                (sheet.email("email", self.say("ask-email")))
                (sheet.textarea("address", self.say("ask-address")).rows(3))
                (sheet.input("when", self.say("ask-when")).hint(self.say("ask-when-hint")).optional())
            },
            Question::Place => html! {
                (sheet.input("place", self.say("ask-place-label")).hint(self.say("ask-place-hint")).optional())
            },
            Question::Team => self.teams(sheet),
            Question::Easier => html! {
                (sheet.input("language", self.say("ask-language")).hint(self.say("ask-language-hint")).optional())
                (sheet.checkboxes("interpreter", self.say("ask-interpreter")).option("yes", self.say("ask-interpreter-yes")).optional())
                (sheet.textarea("access", self.say("ask-access")).hint(self.say("ask-access-hint")).rows(3).optional())
            },
            Question::Check => html! { p { (self.words("ask-agree")) } },
        }
    }

    fn teams(&self, sheet: &Sheet<'_>) -> Markup {
        let radios =
            self.schemes.iter().fold(sheet.radios("scheme", self.say("ask-team-label")), |radios, scheme| {
                radios.choice(
                    Choice::new(scheme.id.to_string(), scheme.name.as_str()).hint(scheme.towns.join(", ")),
                )
            });
        html! { (radios) }
    }

    fn who(&self, sheet: &Sheet<'_>) -> Markup {
        let more = html! {
            (sheet.input("asker", self.say("ask-asker")))
            (sheet.input("relation", self.say("ask-relation")).hint(self.say("ask-relation-hint")).optional())
            (sheet.input("asker_reach", self.say("ask-asker-reach")).hint(self.say("ask-asker-reach-hint")).optional())
            (sheet.radios("know", self.say("ask-know")).option("yes", self.say("ask-know-yes")).option("no", self.say("ask-know-no")))
        };
        html! {
            (sheet.radios("who", self.say("ask-who-label"))
                .option("me", self.say("ask-who-me"))
                .choice(Choice::new("other", self.say("ask-who-other")).reveal(more)))
        }
    }

    /// Every answer, each with the way to change it.
    fn summary(&self) -> Markup {
        let row = |list: SummaryList, question: Question, label: String, answer: &str| {
            let answer = if answer.is_empty() { self.say("ask-nothing") } else { answer.to_owned() };
            let href = format!("{}?to=check", self.href(question));
            list.row_with(label.clone(), answer, [Action::new(href, self.say("ask-change"), label)])
        };
        let get = |field: &str| self.answers.get(field);
        let join = |fields: &[&str]| {
            fields
                .iter()
                .map(|field| get(field))
                .filter(|answer| !answer.is_empty())
                .collect::<Vec<_>>()
                .join(" · ")
        };
        let who = if self.answers.for_somebody_else() {
            join(&["asker", "relation", "asker_reach"])
        } else {
            self.say("ask-who-me")
        };
        let team = self.schemes.iter().find(|scheme| Some(scheme.id) == self.answers.team());
        let interpreter =
            if get("interpreter") == "yes" { self.say("ask-interpreter-yes") } else { String::new() };
        let easier = [get("language"), &interpreter, get("access")]
            .into_iter()
            .filter(|answer| !answer.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        let list = row(SummaryList::new(), Question::Who, self.say("ask-who"), &who);
        let list = row(list, Question::Why, self.words("ask-why-now"), get("why"));
        let list = row(list, Question::Why, self.words("ask-different"), get("different"));
        let list = row(list, Question::Name, self.words("ask-name-label"), get("name"));
        let list = row(
            list,
            Question::Reach,
            self.words("ask-reach"),
            &join(&["phone", "email", "address", "when"]),
        );
        let list = row(list, Question::Place, self.words("ask-place"), get("place"));
        let list = row(
            list,
            Question::Team,
            self.say("ask-team-label"),
            team.map_or("", |scheme| scheme.name.as_str()),
        );
        let list = row(list, Question::Easier, self.words("ask-easier"), &easier);
        html! { (list) }
    }
}

/// Where asking begins.
pub fn start(visit: &Visit<'_>, schemes: &[Scheme]) -> Markup {
    let say = |key: &str| say(visit.lang, key, &[]);
    let title = say("ask-title");
    let form = Form::post("/ask", visit.csrf(), visit.once()).body(Button::new(say("ask-begin")));
    let body = html! {
        h1 { (title) }
        p.q-lead { (say("ask-lead")) }
        p { (say("ask-lead-2")) }
        (form)
        p { a href="/ask/back" { (say("ask-come-back")) } }
        (Inset::new(visit.lang, say("ask-now")))
        (ring(visit, schemes))
    };
    Shell::new(title.clone()).narrow().render(visit, body)
}

/// Telephone numbers, for whoever would rather talk.
fn ring(visit: &Visit<'_>, schemes: &[Scheme]) -> Markup {
    let list = schemes
        .iter()
        .fold(SummaryList::new(), |list, scheme| list.row_if(scheme.name.as_str(), scheme.phone.as_deref()));
    let any = schemes.iter().any(|scheme| scheme.phone.is_some());
    html! { @if any { (Details::new(say(visit.lang, "ask-ring", &[]), list)) } }
}

/// Coming back with a code.
pub fn back(visit: &Visit<'_>, problems: &Problems) -> Markup {
    let say = |key: &str| say(visit.lang, key, &[]);
    let title = say("ask-back-title");
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(visit.lang, &typed, problems);
    let form = Form::post("/ask/back", visit.csrf(), visit.once()).body(html! {
        (sheet.input("code", say("ask-code")).hint(say("ask-back-hint")).width(Width::Chars20).code())
        (Button::new(say("ask-go-on")))
    });
    let body = html! {
        h1 { (title) }
        (form)
        p { a href="/ask" { (say("ask-begin-anew")) } }
    };
    Shell::new(title.clone()).narrow().back(visit.lang, "/ask").problems(problems).render(visit, body)
}

/// Nothing is kept under that code, any more or at all.
pub fn gone(visit: &Visit<'_>, schemes: &[Scheme]) -> Markup {
    let say = |key: &str| say(visit.lang, key, &[]);
    let title = say("ask-gone-title");
    let body = html! {
        h1 { (title) }
        p.q-lead { (say("ask-gone")) }
        p { (ButtonLink::new("/ask", say("ask-begin-anew"))) }
        p { a href="/ask/back" { (say("ask-come-back")) } }
        (ring(visit, schemes))
    };
    Shell::new(title.clone()).narrow().render(visit, body)
}

/// What happens next.
pub fn done(visit: &Visit<'_>, reference: &Code, scheme: Option<&Scheme>) -> Markup {
    let reference = reference.to_string();
    let words = |key: &str| say(visit.lang, key, &[]);
    let title = words("ask-done-title");
    let team = scheme.map_or_else(|| words("ask-done-team"), |scheme| scheme.name.clone());
    let body = html! {
        (Panel::new(title.as_str(), say(visit.lang, "ask-done-reference", &[("reference", &reference)])))
        h2 { (words("ask-done-next")) }
        ul.nhsuk-list.nhsuk-list--bullet {
            li { (say(visit.lang, "ask-done-who", &[("team", &team)])) }
            li { (words("ask-done-when")) }
            li { (words("ask-done-first")) }
            li { (words("ask-done-mind")) }
        }
        @if let Some(phone) = scheme.and_then(|scheme| scheme.phone.as_deref()) {
            p { (say(visit.lang, "ask-done-ring", &[("phone", phone), ("reference", &reference)])) }
        }
        p { a href="/find" { (words("ask-done-find")) } }
        (Inset::new(visit.lang, words("ask-now")))
    };
    Shell::new(title.clone()).narrow().render(visit, body)
}
