//! Where somebody here makes a link for a group, sends it or copies it, and ends it.

use maud::{Markup, html};
use page::{Button, Card, Form, Inset, Lang, Problems, Row, Rows, Sheet, Tag, Typed, text};

use super::letter::{address, letter};
use super::{GroupLink, end_link, links, make_link};
use crate::directory::{DirectoryEntry, GroupLinkId, ServiceId, service};
use crate::messages::{self, Message};
use crate::moment::local;
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

struct Links {
    entry: DirectoryEntry,
    links: Vec<GroupLink>,
    /// The words of each link that was made to be copied, while it opens anything.
    to_copy: Vec<(GroupLinkId, Message)>,
}

fn open(visit: &Visit<'_>) -> Result<Links, Refusal> {
    let id: ServiceId = visit.param("service")?;
    visit.read("see a group's links", |tx| {
        let entry = service(tx, visit.area(), id)?.ok_or_else(Refusal::not_found)?;
        let links = links(tx, visit.area(), id)?;
        let mut to_copy = Vec::new();
        for link in links.iter().filter(|link| link.sent_to.is_none() && link.opens(visit.now.at)) {
            let written = messages::thread_messages(tx, visit.area(), link.id.into())?;
            to_copy.extend(written.into_iter().next().map(|message| (link.id, message)));
        }
        Ok(Links { entry, links, to_copy })
    })
}

/// GET `/find/{service}/group`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let open = open(visit)?;
    let typed =
        Typed::default().with("email", open.entry.email.clone().unwrap_or_default()).with("lang", "en");
    Ok(Answer::page(render(visit, &open, &typed, &Problems::none())))
}

fn render(visit: &Visit<'_>, open: &Links, typed: &Typed, problems: &Problems) -> Markup {
    let entry = &open.entry;
    let sheet = Sheet::new(Lang::En, typed, problems);
    let href = format!("/find/{}", entry.id);
    let year = visit.now.today().year();
    let day = |at| text::day(Lang::En, local(at).date(), year);
    let rows = open.links.iter().map(|link| {
        let row = Row::new(link.sent_to.clone().unwrap_or_else(|| "Copied or read out".into()))
            .under(format!("made on {} by {}", day(link.made_at), link.by_name))
            .under(
                link.used_at
                    .map_or_else(|| "not used yet".to_owned(), |at| format!("last used on {}", day(at))),
            );
        if !link.opens(visit.now.at) {
            return row.tag_after(Tag::plain("ended"));
        }
        let end = Form::post(format!("{href}/group/{}/end", link.id), visit.csrf(), visit.once())
            .body(Button::quiet("End it").small());
        row.under(format!("works until {}", day(link.expires_at))).aside(end)
    });
    let form = Form::post(visit.path.as_str(), visit.csrf(), visit.once()).body(html! {
        (sheet.email("email", "Their e-mail address").hint("Leave it empty to copy the link, or read it out."))
        (sheet.radios("lang", "In which language?").option("en", "English").option("cy", "Welsh").inline())
        (Button::new("Make the link"))
    });
    let body = html! {
        h1 { "Let " (entry.name) " keep its entry" }
        p.q-lead { "With this link a group can put its entry right, say whether there is room, take the entry out and keep a copy. No account is needed." }
        @for (_, message) in &open.to_copy {
            (Card::new("To copy or read out", html! {
                @for part in message.body.split("\n\n") { p { (part) } }
            }))
        }
        (Card::new("A new link", form))
        (Inset::new(Lang::En, "Whoever has the link can change this one entry, and nothing else. Every change is kept and can be taken back."))
        h2 { "Links so far" }
        (Rows::new(rows, "None yet."))
    };
    Shell::new("The group’s own link")
        .narrow()
        .under(&[("/find", "Find"), (&href, &entry.name)])
        .problems(problems)
        .render(visit, body)
}

/// POST `/find/{service}/group`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: ServiceId = visit.param("service")?;
    let email = visit.form.some("email");
    if email.is_some_and(|email| !is_email(email)) {
        let problems =
            [("email", "Write an e-mail address, like name@example.org.".to_owned())].into_iter().collect();
        return Ok(Answer::again(render(visit, &open(visit)?, &visit.form.as_typed(), &problems)));
    }
    let lang = Lang::from_code(visit.form.get("lang")).unwrap_or(Lang::En);
    visit.submit("make a group's link", |tx| {
        let (link, secret) = make_link(tx, &visit.actor, &visit.now, id, email)?;
        let entry = service(tx, visit.area(), id)?.ok_or_else(Refusal::not_found)?;
        let until = visit.now.at + jiff::Span::new().hours(super::HOLDS_DAYS * 24);
        let address = address(visit.app, &secret.text(), lang);
        let message = letter(lang, &entry, email, &address, until, &visit.actor.name, link.into());
        messages::write(tx, &visit.actor, &visit.now, &message)?;
        Ok(format!("/find/{id}/group"))
    })
}

/// Whether mail can be sent there.
pub(in crate::directory) fn is_email(said: &str) -> bool {
    said.parse::<lettre::Address>().is_ok() && said.contains('.')
}

/// POST `/find/{service}/group/{link}/end`
pub fn save_end(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let (id, link): (ServiceId, GroupLinkId) = (visit.param("service")?, visit.param("link")?);
    visit.submit("end a group's link", |tx| {
        end_link(tx, &visit.actor, &visit.now, id, link)?;
        Ok(format!("/find/{id}/group"))
    })
}
