//! What a contact brought, played: the note, the first conversation, steps, ratings, a reading.

use ::store::Tx;
use jiff::civil::Date;
use measure::{Answer, HowAsked, Ons4, Severity};

use super::diary::{self, Booked};
use super::life::{Contact, Reading};
use super::play::Player;
use super::play_measures::{Sitting, occasion};
use super::words::Picker;
use crate::journeys::{self, Journey, NewContact, NewMeeting, NewStep};
use crate::moment::{Moment, local};
use crate::outcomes::{self, NewReading};
use crate::refusal::Refusal;

impl Player<'_> {
    pub(super) fn contact(
        &mut self,
        tx: &mut Tx<'_>,
        now: &Moment,
        n: usize,
        journey: &Journey,
        contact: &Contact,
    ) -> Result<(), Refusal> {
        let by = self.worker(n);
        let new = NewContact {
            kind: contact.kind,
            reached: contact.reached,
            minutes: Some(contact.minutes),
            with_whom: None,
            note: contact.note.clone(),
            at: now.at,
        };
        journeys::add_contact(tx, by, now, journey, &new)?;
        if contact.first {
            self.first_conversation(tx, now, n, journey)?;
        }
        for (step, to, note) in &contact.moves {
            let known = self.threads[n].steps.iter().find(|(at, _)| at == step).map(|(_, id)| *id);
            if let Some(id) = known {
                journeys::move_step(tx, by, now, journey, id, *to, note.as_deref())?;
                self.came_out(tx, now, n, journey, id, *to)?;
            }
        }
        for step in &contact.agrees {
            let words = self.lives[n].story.steps[*step].words.clone();
            let who = self.lives[n].name.known_as.clone();
            let id = journeys::agree_step(
                tx,
                by,
                now,
                journey,
                &NewStep { words, who, by_when: None, replaces: None },
            )?;
            self.threads[n].steps.push((*step, id));
            if contact.first {
                self.hope(tx, now, n, journey, id)?;
            }
        }
        for (concern, severity) in &contact.rates {
            if let (Some(id), Ok(severity)) =
                (self.threads[n].concerns.get(*concern), Severity::try_from(*severity))
            {
                journeys::rate_concern(tx, by, now, journey, *id, severity)?;
            }
        }
        self.reading(tx, now, n, journey, contact)?;
        match contact.next {
            Some(day) if day >= local(self.until).date() => self.agree(tx, now, n, journey, day),
            _ => Ok(()),
        }
    }

    /// The next visit, from that day on: the first time their link worker has free.
    fn agree(
        &mut self,
        tx: &mut Tx<'_>,
        now: &Moment,
        n: usize,
        journey: &Journey,
        day: Date,
    ) -> Result<(), Refusal> {
        let (scheme, worker) = (self.lives[n].scheme, self.threads[n].worker.unwrap_or(self.lives[n].worker));
        let taken = |it: Booked| it.at <= self.until || self.threads.iter().any(|t| t.booked == Some(it));
        let mut p = Picker::new(n as u64).fork(&day.to_string());
        let booked = diary::free(taken, scheme, worker, day, &mut p);
        self.threads[n].booked = Some(booked);
        let meeting =
            NewMeeting { kind: journeys::ContactKind::Visit, at: booked.at, place: Some("at home".into()) };
        journeys::agree_meeting(tx, self.worker(n), now, journey, &meeting)
    }

    /// Whoever takes over agrees a time of their own: the old one may be taken up in their diary.
    pub(super) fn move_meeting(&mut self, tx: &mut Tx<'_>, now: &Moment, n: usize) -> Result<(), Refusal> {
        let Some(booked) = self.threads[n].booked else { return Ok(()) };
        let journey = self.journey(tx, now, n)?;
        self.agree(tx, now, n, &journey, local(booked.at).date())
    }

    fn first_conversation(
        &mut self,
        tx: &mut Tx<'_>,
        now: &Moment,
        n: usize,
        journey: &Journey,
    ) -> Result<(), Refusal> {
        let by = self.worker(n);
        let story = &self.lives[n].story;
        journeys::say_what_matters(
            tx,
            by,
            now,
            journey,
            &story.matters,
            Some("at home"),
            Some(&story.tried),
        )?;
        let mut raised = Vec::new();
        for concern in &story.concerns {
            if let Ok(severity) = Severity::try_from(concern.at_start.min(6)) {
                raised.push(journeys::raise_concern(tx, by, now, journey, &concern.words, severity)?);
            }
        }
        self.threads[n].concerns = raised;
        Ok(())
    }

    fn reading(
        &self,
        tx: &mut Tx<'_>,
        now: &Moment,
        n: usize,
        journey: &Journey,
        contact: &Contact,
    ) -> Result<(), Refusal> {
        let (answers, why_missing) = match &contact.reading {
            None => return Ok(()),
            Some(Reading::Taken([satisfied, worthwhile, happy, anxious])) => {
                let given = |score: &u8| Answer::Given(*score);
                (Ons4::new(given(satisfied), given(worthwhile), given(happy), given(anxious)), None)
            }
            Some(Reading::Missing(not, why)) => (Ons4::new(*not, *not, *not, *not), Some((*why).to_owned())),
        };
        let answers = answers.map_err(|error| Refusal::Internal(error.to_string()))?;
        let how =
            if contact.kind == journeys::ContactKind::Visit { HowAsked::ReadAloud } else { HowAsked::Phone };
        let occasion = occasion(contact.first, contact.next.is_none());
        let new = NewReading { answers, how, why_missing, at: now.at };
        let (worker, id) = (self.worker(n), Some(journey.id.into()));
        outcomes::take(tx, worker, now, journey.person, id, &new.taking(Some(occasion)))?;
        match &contact.reading {
            Some(Reading::Taken(four)) => {
                self.besides(tx, now, n, journey, &Sitting { four: *four, occasion, how })
            }
            _ => Ok(()),
        }
    }
}
