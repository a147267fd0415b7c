//! The links of a journey's page, each with where it stands, and the gaps: what nothing
//! local could meet.

use find::Point;
use maud::{Markup, html};
use page::{ButtonLink, Lang, Row, Rows, Tag, text};

use super::page::View;
use super::store_view::{Gap, Head, Linked};
use super::{JourneyState, Link, LinkState};
use crate::moment::local;
use crate::web::Visit;

pub(super) fn links(visit: &Visit<'_>, view: &View) -> Markup {
    let year = visit.now.today().year();
    let (head, id) = (&view.head, view.head.journey.id);
    let links = view.parts.links.iter().rev().map(|linked| link(head, linked, year));
    let gaps = view.parts.gaps.iter().rev().map(|g| gap(g, year));
    html! {
        (Rows::new(links.chain(gaps).collect::<Vec<_>>(), "No link yet. Look for something near them that fits what matters."))
        @if head.journey.state != JourneyState::Ended {
            div.q-actions {
                (ButtonLink::quiet(format!("/find?journey={id}"), "Find something near them").small())
                (ButtonLink::quiet(format!("/journeys/{id}/gap"), "Nothing local fits").small())
            }
        }
    }
}

fn link(head: &Head, linked: &Linked, year: i16) -> Row {
    let link = &linked.link;
    let day = |at| text::day(Lang::En, local(at).date(), year);
    let state = match (link.state, link.asked_at) {
        (LinkState::Asked, Some(asked)) => format!("Room for one? asked {}", day(asked)),
        _ => words(link),
    };
    let tag = match link.state {
        LinkState::Came | LinkState::Room => Tag::teal(state),
        LinkState::Made => Tag::sky(state),
        LinkState::Asked | LinkState::Lapsed | LinkState::DidNotGo => Tag::ochre(state),
        LinkState::Full | LinkState::NotForUs => Tag::rose(state),
    };
    let row = Row::new(link.service_name.as_str())
        .strong()
        .href(format!("/journeys/{}/link/{}/next", head.journey.id, link.id))
        .tag_after(tag)
        .under(link.how.words())
        .under(format!("since {}", day(link.made_at)));
    let row = match link.state {
        LinkState::Asked => row.under("no name sent yet"),
        _ => row,
    };
    let row = match link.lapses_on.filter(|_| link.state == LinkState::Asked) {
        Some(on) => row.under(format!("lapses {}", text::day(Lang::En, on, year))),
        None => row,
    };
    let row = match miles(head.home, linked.place) {
        Some(miles) => row.under(miles),
        None => row,
    };
    match link.answer_note.as_deref().filter(|note| !note.is_empty()) {
        Some(note) => row.under(format!("“{note}”")),
        None => row,
    }
}

/// "Came", "Came 3 times".
fn words(link: &Link) -> String {
    match (link.state, link.times_came) {
        (LinkState::Came, 2) => "Came twice".into(),
        (LinkState::Came, times @ 3..) => format!("Came {times} times"),
        (state, _) => state.words().into(),
    }
}

fn miles(home: Option<(f64, f64)>, place: Option<(f64, f64)>) -> Option<String> {
    let point = |(lat, lon): (f64, f64)| Point::new(lat, lon);
    let metres = home.and_then(point)?.metres_to(place.and_then(point)?);
    Some(text::miles(Lang::En, metres))
}

fn gap(gap: &Gap, year: i16) -> Row {
    let day = |at| text::day(Lang::En, local(at).date(), year);
    let row = Row::new(gap.need.as_str()).strong();
    let row = match gap.met_at {
        Some(at) => row.tag_after(Tag::moss("A gap, met since")).under(format!("met {}", day(at))),
        None => row.tag_after(Tag::rose("Nothing local: a gap")).under("the builders count it"),
    };
    row.under(format!("found {}", day(gap.at))).under(gap.town.as_deref().unwrap_or_default())
}
