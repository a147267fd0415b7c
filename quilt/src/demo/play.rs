//! Lives are played through the functions the pages call: the same rules, the same ledger
//! lines, the same refusals.

use ::store::Tx;
use identity::Secret;
use jiff::Timestamp;

use super::cast::{kind_of, person, supporter};
use super::county::County;
use super::diary::Booked;
use super::group::Opened;
use super::life::{Happening, Life, What};
use crate::access::{Act, Actor};
use crate::journeys::{
    self, AnswerSaid, ConcernId, Ending, FollowUpAnswer, Journey, JourneyId, LinkId, NewLink, Question,
    StepId,
};
use crate::moment::Moment;
use crate::people;
use crate::referrals::{self, Consent, Decision, Draft, ReferralId, Source};
use crate::refusal::Refusal;

/// Where a life has got to.
#[derive(Clone, Default)]
pub struct Thread {
    referral: Option<ReferralId>,
    journey: Option<JourneyId>,
    pub(super) worker: Option<usize>,
    pub(super) steps: Vec<(usize, StepId)>,
    pub(super) concerns: Vec<ConcernId>,
    links: Vec<(usize, LinkId, Option<String>)>,
    /// The meeting agreed and not yet held.
    pub(super) booked: Option<Booked>,
}

pub struct Player<'a> {
    pub(super) county: &'a County,
    groups: &'a Opened,
    pub(super) lives: Vec<Life>,
    pub(super) threads: Vec<Thread>,
    pub(super) until: Timestamp,
}

impl<'a> Player<'a> {
    pub fn new(county: &'a County, groups: &'a Opened, lives: Vec<Life>, until: Timestamp) -> Player<'a> {
        let threads = vec![Thread::default(); lives.len()];
        Player { county, groups, lives, threads, until }
    }

    /// Where every life stands: a transaction that runs again begins from here again.
    pub fn clone_threads(&self) -> Vec<Thread> {
        self.threads.clone()
    }

    pub fn put_back(&mut self, threads: &[Thread]) {
        self.threads.clone_from_slice(threads);
    }

    pub fn play(&mut self, tx: &mut Tx<'_>, now: &Moment, happening: &Happening) -> Result<(), Refusal> {
        let n = happening.life;
        match &happening.what {
            What::Ask => self.ask(tx, now, n),
            What::Accept => self.decide(tx, now, n, &Decision::Accept),
            What::Later { on } => {
                let why = self.lives[n].story.too_soon.reason.clone();
                self.decide(tx, now, n, &Decision::Later { on: *on, why })
            }
            What::Route => {
                let elsewhere = self.lives[n].story.elsewhere.clone();
                self.decide(
                    tx,
                    now,
                    n,
                    &Decision::Route { to: format!("{}. {}", elsewhere.place, elsewhere.reason) },
                )
            }
            What::Decline => {
                let why = Some(self.lives[n].story.declined.clone());
                self.decide(tx, now, n, &Decision::Decline { why })
            }
            What::NotReached => {
                let tried = self.lives[n].story.not_reached.clone();
                self.decide(tx, now, n, &Decision::NotReached { tried })
            }
            What::Allocate => self.allocate(tx, now, n),
            What::Begin => self.begin(tx, now, n),
            What::FollowUp { months, answered } => self.follow_up(tx, now, n, *months, *answered),
            _ => self.on_journey(tx, now, happening),
        }
    }

    pub(super) fn worker(&self, n: usize) -> &'a Actor {
        let life = &self.lives[n];
        let worker = self.threads[n].worker.unwrap_or(life.worker);
        &self.county.workers[life.scheme][worker]
    }

    fn lead(&self, n: usize) -> &'a Actor {
        &self.county.leads[self.lives[n].scheme]
    }

    fn referral(&self, n: usize) -> Result<ReferralId, Refusal> {
        self.threads[n].referral.ok_or_else(Refusal::not_found)
    }

    pub(super) fn journey(&self, tx: &mut Tx<'_>, now: &Moment, n: usize) -> Result<Journey, Refusal> {
        let id = self.threads[n].journey.ok_or_else(Refusal::not_found)?;
        journeys::find_journey(tx, self.worker(n), now, Act::RecordOnJourney, id)
    }

    fn ask(&mut self, tx: &mut Tx<'_>, now: &Moment, n: usize) -> Result<(), Refusal> {
        let life = &self.lives[n];
        let anyone = Actor::anyone(self.county.quilt.area);
        let (by, job) = match life.referrer {
            Some(r) => (&self.county.referrers[r].0, self.county.referrers[r].1.as_str()),
            None => (&anyone, "themself"),
        };
        let contact = life.referrer.map(|_| {
            format!("{}@example.org", by.name.to_lowercase().replace(' ', ".").replace(['\'', '’'], ""))
        });
        let draft = Draft {
            person: person(life),
            scheme: self.county.schemes[life.scheme].id,
            source: Source::Demonstration,
            source_key: None,
            referrer_name: if life.asks_themself { life.name.full.clone() } else { by.name.clone() },
            referrer_kind: kind_of(job),
            referrer_contact: contact,
            organization: by.organization,
            why_now: if life.asks_themself {
                life.story.reason_self.clone()
            } else {
                life.story.why_now.clone()
            },
            note: (!life.asks_themself).then(|| life.story.reason.clone()),
            consent: Consent::Given,
            offered: !life.asks_themself && life.born.day() % 3 != 0,
            answer_wanted: true,
        };
        let referral = referrals::refer(tx, by, now, &draft)?;
        self.threads[n].referral = Some(referral.id);
        if let Some(supporter) = supporter(life) {
            people::add_supporter(tx, &self.county.quilt, now, referral.person, &supporter)?;
        }
        Ok(())
    }

    fn decide(&self, tx: &mut Tx<'_>, now: &Moment, n: usize, decision: &Decision) -> Result<(), Refusal> {
        let id = self.referral(n)?;
        let version = referrals::referral(tx, self.lead(n), id)?.version;
        referrals::decide(tx, self.lead(n), now, id, version, decision)
    }

    fn allocate(&mut self, tx: &mut Tx<'_>, now: &Moment, n: usize) -> Result<(), Refusal> {
        let account = self.worker(n).account().ok_or_else(Refusal::not_found)?;
        self.threads[n].worker = Some(self.lives[n].worker);
        referrals::allocate(tx, self.lead(n), now, self.referral(n)?, account)
    }

    fn begin(&mut self, tx: &mut Tx<'_>, now: &Moment, n: usize) -> Result<(), Refusal> {
        let worker = self.worker(n);
        let account = worker.account().ok_or_else(Refusal::not_found)?;
        let journey = journeys::begin(tx, worker, now, self.referral(n)?, account)?;
        self.threads[n].journey = Some(journey.id);
        Ok(())
    }

    fn on_journey(&mut self, tx: &mut Tx<'_>, now: &Moment, happening: &Happening) -> Result<(), Refusal> {
        let n = happening.life;
        let journey = self.journey(tx, now, n)?;
        let by = self.worker(n);
        let story = &self.lives[n].story;
        match &happening.what {
            What::Contact(contact) => self.contact(tx, now, n, &journey, contact),
            What::Link { link, how, asks } => self.link(tx, now, n, &journey, *link, *how, *asks),
            What::GroupSays { link, said } => self.group_says(tx, now, n, *link, said),
            What::Arrival { link, came } => self.arrival(tx, now, n, &journey, *link, *came),
            What::Gap => journeys::add_gap(tx, by, now, &journey, &story.gap.need, Some(&self.lives[n].town)),
            What::Pause => journeys::pause(tx, by, now, &journey, &story.pause.reason, None),
            What::Resume => journeys::resume(tx, by, now, &journey),
            What::Extend { weeks } => {
                journeys::extend(tx, by, now, &journey, *weeks, &story.extension.reason)
            }
            What::HandOver { to } => {
                let to_actor = &self.county.workers[self.lives[n].scheme][*to];
                let account = to_actor.account().ok_or_else(Refusal::not_found)?;
                journeys::hand_over(tx, self.lead(n), now, &journey, account, &story.handover)?;
                self.threads[n].worker = Some(*to);
                self.move_meeting(tx, now, n)
            }
            What::End { reason } => self.end(tx, now, n, &journey, *reason),
            _ => Ok(()),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one happening, spelled out")]
    fn link(
        &mut self,
        tx: &mut Tx<'_>,
        now: &Moment,
        n: usize,
        journey: &Journey,
        link: usize,
        how: journeys::How,
        asks: bool,
    ) -> Result<(), Refusal> {
        let by = self.worker(n);
        let group = self.lives[n].groups[link];
        let shared = format!("Somebody from {} would like to come along.", self.lives[n].town);
        let new = NewLink { service: self.groups.id(group), step: None, how, shared };
        let id = journeys::make_link(tx, by, now, journey, &new)?;
        let mut secret = None;
        if asks {
            journeys::ask_room(
                tx,
                by,
                now,
                journey,
                id,
                "Have you room for one more? They would be coming for the first time.",
            )?;
            secret = Some(journeys::put_question(tx, by, now, journey.id, id, Question::RoomForOne)?);
        }
        self.threads[n].links.push((link, id, secret.map(|secret| secret.text())));
        Ok(())
    }

    fn group_says(
        &self,
        tx: &mut Tx<'_>,
        now: &Moment,
        n: usize,
        link: usize,
        said: &str,
    ) -> Result<(), Refusal> {
        let held = self.threads[n]
            .links
            .iter()
            .find(|(at, _, _)| *at == link)
            .and_then(|(_, _, secret)| secret.as_deref());
        let Some(held) = held.and_then(|text| Secret::parse(text).ok()) else { return Ok(()) };
        journeys::answer(tx, now, &held, &AnswerSaid { code: said.into(), note: None }).map(|_| ())
    }

    fn arrival(
        &self,
        tx: &mut Tx<'_>,
        now: &Moment,
        n: usize,
        journey: &Journey,
        link: usize,
        came: bool,
    ) -> Result<(), Refusal> {
        match self.threads[n].links.iter().find(|(at, _, _)| *at == link) {
            Some((_, id, _)) => journeys::arrived(tx, self.worker(n), now, journey, *id, came, None),
            None => Ok(()),
        }
    }

    fn end(
        &mut self,
        tx: &mut Tx<'_>,
        now: &Moment,
        n: usize,
        journey: &Journey,
        reason: journeys::EndingReason,
    ) -> Result<(), Refusal> {
        let story = &self.lives[n].story;
        let good = reason == journeys::EndingReason::Complete;
        let own = |words: &str| if good { words.to_owned() } else { String::new() };
        let letter = good.then(|| {
            format!(
                "Dear {},\n\n{}\n\n{}",
                self.lives[n].name.known_as,
                story.letter.join("\n\n"),
                self.worker(n).name
            )
        });
        let ending = Ending {
            reason,
            what_changed: own(&story.changed),
            what_holds: own(&story.holds),
            who_to_call: own(&story.who_to_call),
            letter,
            story_consent: good.then_some(self.lives[n].born.day() % 4 == 0),
        };
        self.threads[n].booked = None;
        journeys::end(tx, self.worker(n), now, journey, &ending)?;
        if good { self.tell(tx, now, n, journey) } else { Ok(()) }
    }

    fn follow_up(
        &self,
        tx: &mut Tx<'_>,
        now: &Moment,
        n: usize,
        months: i64,
        answered: bool,
    ) -> Result<(), Refusal> {
        let journey = self.threads[n].journey.ok_or_else(Refusal::not_found)?;
        let by = self.worker(n);
        let said = self.lives[n].story.follow_ups.iter().find(|f| i64::from(f.months) == months);
        match said {
            Some(said) if answered => {
                let answer = FollowUpAnswer {
                    how_are_you: said.how.clone(),
                    still_going: said.holding.clone(),
                    wants_more: !said.well,
                };
                journeys::answer_follow_up(tx, by, now, journey, months, &answer)
            }
            _ => journeys::follow_up_not_reached(tx, by, now, journey, months),
        }
    }
}
