//! Three people of the small county, each on a journey: one for every way somebody can stand
//! to them.

use identity::Secret;
use openreferral::{Location, Organization, Service, Term};
use quilt::admin::{ErasureWhy, ask_erasure};
use quilt::directory::layer::{Editing, Fact, Hand, corrections_of, edit};
use quilt::directory::{
    CorrectionId, FeedId, FeedRunId, FeedSource, GroupLinkId, NewService, ReportId, ServiceId, add_service,
    import_feed, make_link as make_group_link, say_wrong,
};
use quilt::journeys::{
    Ending, EndingReason, How, Journey, LinkId, NewLink, Question, ask_room, begin, end, make_link,
    put_question,
};
use quilt::messages::{self, Channel, NewMessage};
use quilt::moment::Moment;
use quilt::outcomes::{Occasion, Whose, put_by_link};
use quilt::people::{Name, PersonDraft, PersonId};
use quilt::referrals::{
    Consent, Decision, Draft, Referral, ReferrerKind, Source, allocate, decide, refer, referral,
};
use quilt::refusal::Refusal;
use quilt::told_stories;
use quilt::web::Lang;
use store::Tx;
use store::testing::TestDb;

use super::{County, Worker};

/// Somebody on a journey, and every address that leads to them.
pub struct Walker {
    pub person: PersonId,
    pub referral: Referral,
    pub journey: Journey,
    pub link: LinkId,
    /// Waits to be passed on by hand.
    pub message: uuid::Uuid,
    /// Opens the question put to the group.
    pub secret: Secret,
    /// Opens the questions put to the person.
    pub own_secret: Secret,
    /// Opens their own story.
    pub story: Secret,
}

pub struct People {
    pub service: ServiceId,
    /// Somebody says that something is wrong with the service.
    pub report: ReportId,
    /// A feed was read, with one service in it.
    pub feed: FeedId,
    pub feed_run: FeedRunId,
    /// That service, and what was corrected of it.
    pub corrected: ServiceId,
    pub correction: CorrectionId,
    /// Opens another group's entry: it is taken out in the end, so nobody is linked with it.
    pub group: Secret,
    /// Another link of the group, to be ended.
    pub group_link: GroupLinkId,
    /// The first of them asked to be erased; nobody has agreed yet.
    pub erasure: uuid::Uuid,
    /// Referred by the GP, with the worker.
    pub own: Walker,
    /// Referred by the other GP, with the worker's colleague.
    pub scheme: Walker,
    /// Referred by the other GP, with the stranger in the other scheme.
    pub other: Walker,
}

/// Seeds them through the same acts the pages call.
pub fn seed(db: &TestDb, county: &County) -> People {
    let source = FeedSource { name: "The council".into(), address: "file:council.json".into() };
    let says = r#"[{"id": "1", "name": "Knit and Natter", "status": "active"}]"#;
    let read = import_feed(db.db(), &county.admin.actor, &county.now(), &source, says.as_bytes()).unwrap();
    db.write("seed three people", |tx| {
        let service = group(tx, county, "Cannington Talking Café")?;
        let report =
            say_wrong(tx, &county.gp.actor, &county.now(), service, "It is on Wednesdays now.", None)?;
        let (corrected, correction) = corrected(tx, county, read.run.feed)?;
        change(tx, county, service, Fact::Name("Cannington Talking Café and friends".into()))?;
        let knots = group(tx, county, "Watchet Knots")?;
        let (_, group) = make_group_link(tx, &county.worker.actor, &county.now(), knots, None)?;
        let (group_link, _) = make_group_link(tx, &county.worker.actor, &county.now(), service, None)?;
        let own = walk(tx, county, service, "Maureen Tidball", &county.gp, &county.lead, &county.worker)?;
        let erasure = ask_erasure(tx, &county.lead.actor, &county.now(), own.person, ErasureWhy::TheyAsked)?;
        Ok::<People, Refusal>(People {
            erasure,
            service,
            report,
            feed: read.run.feed,
            feed_run: read.run.id,
            corrected,
            correction,
            group,
            group_link,
            own,
            scheme: walk(
                tx,
                county,
                service,
                "Iris Popham",
                &county.other_gp,
                &county.lead,
                &county.colleague,
            )?,
            other: walk(
                tx,
                county,
                service,
                "Walter Sealy",
                &county.other_gp,
                &county.other_lead,
                &county.stranger,
            )?,
        })
    })
    .unwrap()
}

/// Somebody changes one thing of an entry.
fn change(tx: &mut Tx<'_>, county: &County, id: ServiceId, fact: Fact) -> Result<(), Refusal> {
    let editing = Editing { facts: vec![fact], why: None, hand: Hand::Team, undoes: None };
    let version = quilt::directory::service(tx, county.area, id)?.map_or(0, |entry| entry.version);
    edit(tx, &county.worker.actor, &county.now(), id, version, &editing)
}

/// The feed's one service, corrected.
fn corrected(tx: &mut Tx<'_>, county: &County, feed: FeedId) -> Result<(ServiceId, CorrectionId), Refusal> {
    let row = tx.row("select id from service where feed_id = $1", &store::values![feed])?;
    let id: ServiceId = row.unwrap().get("id")?;
    change(tx, county, id, Fact::Name("Knit and natter".into()))?;
    let held = corrections_of(tx, county.area, id)?;
    Ok((id, held.first().map(|held| held.id).unwrap()))
}

/// The same three once more, after their journeys came to a good end.
pub fn seed_ended(db: &TestDb, county: &County) -> People {
    let people = seed(db, county);
    let workers = [
        (&people.own, &county.worker),
        (&people.scheme, &county.colleague),
        (&people.other, &county.stranger),
    ];
    let ending = Ending {
        reason: EndingReason::Complete,
        what_changed: "They go out again.".into(),
        what_holds: "The café.".into(),
        who_to_call: "The team.".into(),
        letter: Some("Well done.".into()),
        story_consent: None,
    };
    for (walker, worker) in workers {
        db.write("end a journey", |tx| end(tx, &worker.actor, &county.now(), &walker.journey, &ending))
            .unwrap();
    }
    people
}

/// They told their own story; gives their link to it.
fn tell_story(tx: &mut Tx<'_>, worker: &Worker, now: &Moment, journey: &Journey) -> Result<Secret, Refusal> {
    let words = told_stories::Words { mattered: "I like gardens.".into(), ..told_stories::Words::default() };
    told_stories::begin(tx, &worker.actor, now, journey, Lang::En, &words)?;
    let story = told_stories::story_of(tx, &worker.actor, journey.id)?.ok_or_else(Refusal::not_found)?;
    told_stories::open_link(tx, &worker.actor, now, &story)
}

/// A group of the directory that can be asked by e-mail.
pub fn group(tx: &mut Tx<'_>, county: &County, name: &str) -> Result<ServiceId, Refusal> {
    let service = Service {
        name: name.to_owned(),
        description: "Tea, cake and company every Tuesday morning in the village hall.".into(),
        emails: vec!["cafe@example.org".into()],
        organization: Some(Organization { name: "Cannington Neighbours".into(), ..Organization::default() }),
        locations: vec![Location { name: Some("Village Hall".into()), ..Location::default() }],
        terms: vec![Term { name: "Company".into(), vocabulary: Some("quilt".into()), ..Term::default() }],
        ..Service::default()
    };
    add_service(tx, &county.admin.actor, &county.now(), NewService { service, organization: None })
}

fn walk(
    tx: &mut Tx<'_>,
    county: &County,
    service: ServiceId,
    name: &str,
    gp: &Worker,
    lead: &Worker,
    worker: &Worker,
) -> Result<Walker, Refusal> {
    let now = &county.now();
    let Some(scheme) = worker.actor.grants.first().and_then(|grant| grant.scheme) else {
        return Err(Refusal::not_found());
    };
    let draft = Draft {
        person: PersonDraft {
            phone: Some("01632 960200".into()),
            ..PersonDraft::named(Name::parse(name).unwrap())
        },
        scheme,
        source: Source::Form,
        source_key: None,
        referrer_name: gp.name.clone(),
        referrer_kind: ReferrerKind::ALL[0],
        referrer_contact: None,
        organization: None,
        why_now: "Has not been out since the spring.".into(),
        note: None,
        consent: Consent::Given,
        offered: true,
        answer_wanted: true,
    };
    let asked = refer(tx, &gp.actor, now, &draft)?;
    decide(tx, &lead.actor, now, asked.id, asked.version, &Decision::Accept)?;
    allocate(tx, &lead.actor, now, asked.id, worker.id)?;
    let journey = begin(tx, &worker.actor, now, asked.id, worker.id)?;
    let new = NewLink { service, step: None, how: How::ALL[1], shared: "Someone who likes gardens.".into() };
    let link = make_link(tx, &worker.actor, now, &journey, &new)?;
    ask_room(tx, &worker.actor, now, &journey, link, "Is there room for one?")?;
    let secret = put_question(tx, &worker.actor, now, journey.id, link, Question::RoomForOne)?;
    let whose = Whose { person: journey.person, journey: journey.id.into() };
    let own_secret = put_by_link(tx, &worker.actor, now, whose, "ons4", Occasion::Start)?;
    let referral = referral(tx, &worker.actor, asked.id)?;
    let text = NewMessage {
        person: Some(referral.person.into()),
        thread: Some(journey.id.into()),
        channel: Channel::Text,
        send_to: "01632 960200".into(),
        subject: "The café".into(),
        body: "They would love to meet you.".into(),
    };
    messages::write(tx, &worker.actor, now, &text)?;
    let waiting = messages::thread_messages(tx, county.area, journey.id.into())?;
    let message = waiting.iter().find(|it| it.subject == text.subject).map(|it| it.id).unwrap_or_default();
    let story = tell_story(tx, worker, now, &journey)?;
    Ok(Walker { message, person: referral.person, referral, journey, link, secret, own_secret, story })
}
