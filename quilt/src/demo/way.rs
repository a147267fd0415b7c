//! The way one life goes, happening by happening: referred, decided, met, linked, ended,
//! asked again. Chance decides at every turn; the same seed decides the same.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use measure::Answer;

use super::county::County;
use super::group::Opened;
use super::life::{Contact, Life, Reading, What, at, small};
use super::words::Picker;
use super::words::contact::{ContactKind as Kind, Stage};
use super::working_days::working;
use crate::journeys::{ContactKind, EndingReason, How, StepState};

pub(super) struct Way<'a> {
    pub(super) p: Picker,
    pub(super) life: &'a mut Life,
    pub(super) day: Date,
    pub(super) until: Timestamp,
    pub(super) happenings: Vec<(Timestamp, What)>,
}

impl Way<'_> {
    fn put(&mut self, hour: i8, minute: i8, what: What) {
        self.happenings.push((at(self.day, hour, minute), what));
    }

    fn put_by_day(&mut self, what: What) {
        let (hour, quarter) = (self.p.between(9, 16), self.p.between(0, 3) * 15);
        self.put(small(hour), small(quarter), what);
    }

    fn after(&mut self, low: i64, high: i64) {
        self.day = working(self.day.saturating_add(self.p.between(low, high).days()));
    }

    pub(super) fn walk(&mut self, county: &County, groups: &Opened) {
        self.put_by_day(What::Ask);
        self.after(1, 6);
        match self.p.weighted(&[78, 9, 5, 4, 4]) {
            0 => self.put(11, 30, What::Accept),
            1 => return self.put(11, 30, What::Decline),
            2 => return self.put(15, 0, What::NotReached),
            3 => {
                let weeks = i64::from(self.life.story.too_soon.weeks).max(2);
                let on = working(self.day.saturating_add((weeks * 7).days()));
                self.put(11, 30, What::Later { on });
                self.day = on;
                if self.p.chance(40) {
                    return self.put(10, 0, What::Decline);
                }
                self.put(10, 0, What::Accept);
            }
            _ => return self.put(14, 0, What::Route),
        }
        self.put(14, 30, What::Allocate);
        self.after(4, 32);
        self.put(9, 0, What::Begin);
        self.journey(county, groups);
    }

    fn journey(&mut self, county: &County, groups: &Opened) {
        let weeks = county.schemes[self.life.scheme].weeks;
        let contacts = usize::try_from(self.p.between(5, 9 + weeks / 4)).unwrap_or(6);
        let days_between = (weeks * 7) / i64::try_from(contacts).unwrap_or(6).max(1);
        let kinds = self.kinds(contacts);
        let mut notes = self.life.story.notes(self.p.fork("notes"));
        let ends_how = self.ending();
        let stops_early = matches!(
            ends_how,
            EndingReason::LostTouch
                | EndingReason::TheirChoice
                | EndingReason::MovedAway
                | EndingReason::Died
        );
        let last = if stops_early { contacts.div_ceil(2) } else { contacts };
        let before = self.first_reading();
        for n in 0..last {
            let (kind, stage) = kinds.get(n).copied().unwrap_or((Kind::Call, Stage::Middle));
            let note = notes.next(kind, stage, Some(self.day.month()));
            let contact = self.contact(n, last, kind, note, before, days_between);
            let reached = contact.reached;
            self.put_by_day(What::Contact(Box::new(contact)));
            if reached && n > 0 {
                self.around(n, last, county, groups);
            }
            self.after(days_between.max(3) - 2, days_between.max(3) + 3);
        }
        self.put(15, 30, What::End { reason: ends_how });
        if ends_how.is_followed_up() {
            self.follow_ups();
        }
    }

    fn ending(&mut self) -> EndingReason {
        let at = self.p.weighted(&[84, 6, 3, 3, 3, 1]);
        EndingReason::ALL.get(at).copied().unwrap_or(EndingReason::Complete)
    }

    /// How each contact goes: a call first, then a visit, then whatever suits.
    fn kinds(&mut self, contacts: usize) -> Vec<(Kind, Stage)> {
        (0..contacts)
            .map(|n| match n {
                0 if self.p.chance(22) => (Kind::NoAnswer, Stage::Asking),
                0 => (Kind::Call, Stage::Asking),
                1 => (if self.p.chance(78) { Kind::Visit } else { Kind::Elsewhere }, Stage::First),
                n if n + 1 == contacts => {
                    (if self.p.chance(70) { Kind::Visit } else { Kind::Call }, Stage::Ending)
                }
                n => {
                    let stage = if n < contacts / 3 {
                        Stage::Early
                    } else if n < contacts * 2 / 3 {
                        Stage::Middle
                    } else {
                        Stage::Late
                    };
                    let kind = *self.p.pick(&[
                        Kind::Call,
                        Kind::Call,
                        Kind::Call,
                        Kind::Visit,
                        Kind::Elsewhere,
                        Kind::Text,
                        Kind::Together,
                        Kind::NoAnswer,
                        Kind::Email,
                    ]);
                    (kind, stage)
                }
            })
            .collect()
    }

    fn contact(
        &mut self,
        n: usize,
        last: usize,
        kind: Kind,
        note: String,
        before: Option<[u8; 4]>,
        days: i64,
    ) -> Contact {
        let reached = kind != Kind::NoAnswer;
        let first = n == 1;
        let steps = self.life.story.steps.len();
        let mut contact = Contact {
            kind: match kind {
                Kind::Visit => ContactKind::Visit,
                Kind::Elsewhere => ContactKind::MetOut,
                Kind::Together => ContactKind::WentAlong,
                Kind::Call | Kind::NoAnswer => ContactKind::Call,
                Kind::Video => ContactKind::Video,
                Kind::Text => ContactKind::Text,
                Kind::Email => ContactKind::Email,
                Kind::Letter => ContactKind::Letter,
            },
            reached,
            minutes: match kind {
                Kind::Visit | Kind::Elsewhere | Kind::Together => self.p.between(7, 18) * 5,
                Kind::Call | Kind::Video => self.p.between(4, 30),
                _ => self.p.between(1, 5),
            },
            note,
            first,
            moves: Vec::new(),
            agrees: Vec::new(),
            rates: Vec::new(),
            reading: None,
            next: (n + 1 < last).then(|| working(self.day.saturating_add(days.days()))),
        };
        if first {
            contact.agrees = (0..steps.min(2)).collect();
            contact.reading = Some(before.map_or_else(|| self.why_missing(), Reading::Taken));
        } else if reached && n > 1 {
            self.moves(n, last, &mut contact);
        }
        if n + 1 == last && n > 1 && reached {
            contact.rates = self.last_ratings();
            contact.reading = if self.p.chance(72) {
                before.map(|b| Reading::Taken(self.later_reading(b)))
            } else {
                Some(self.why_missing())
            };
        } else if n == last / 2 && n > 1 && reached && self.p.chance(35) {
            contact.reading = before.map(|b| Reading::Taken(self.later_reading(b)));
        }
        contact
    }

    fn why_missing(&mut self) -> Reading {
        const WHY: [(Answer, &str); 4] = [
            (Answer::Refused, "They would rather not"),
            (Answer::Unwell, "Not the right moment"),
            (Answer::NotAsked, "We ran out of time"),
            (Answer::NotReached, "Asked by phone and the line was poor"),
        ];
        let (why, words) = WHY[self.p.below(WHY.len())];
        Reading::Missing(why, words)
    }

    /// Steps move on, are set back, are taken up again; new ones are agreed.
    fn moves(&mut self, n: usize, last: usize, contact: &mut Contact) {
        let steps = self.life.story.steps.len();
        let current = (n - 2) % steps.max(1);
        let step = &self.life.story.steps[current];
        match self.p.weighted(&[40, 35, 17]) {
            0 => contact.moves.push((current, StepState::Doing, None)),
            1 => contact.moves.push((current, StepState::Done, Some(step.went.clone()))),
            _ => contact.moves.push((current, StepState::SetBack, Some(step.setback.clone()))),
        }
        if n < steps && n >= 2 {
            contact.agrees.push(n);
        }
        if n == last / 2 {
            contact.rates = self.middle_ratings();
        }
    }

    fn middle_ratings(&mut self) -> Vec<(usize, u8)> {
        let concerns: Vec<(u8, u8)> =
            self.life.story.concerns.iter().map(|c| (c.at_start, c.at_end)).collect();
        concerns
            .iter()
            .enumerate()
            .filter_map(|(n, (start, end))| {
                self.p.chance(60).then_some((n, (start + end).div_ceil(2).min(6)))
            })
            .collect()
    }

    fn last_ratings(&mut self) -> Vec<(usize, u8)> {
        let ends: Vec<u8> = self.life.story.concerns.iter().map(|c| c.at_end.min(6)).collect();
        ends.iter().enumerate().filter_map(|(n, end)| self.p.chance(85).then_some((n, *end))).collect()
    }

    /// ONS4 at the start, for most: satisfied, worthwhile, happy and anxious.
    fn first_reading(&mut self) -> Option<[u8; 4]> {
        let low = self.p.between(-2, 2);
        let mut score =
            |middle: i64| u8::try_from((middle + low + self.p.between(-1, 1)).clamp(0, 10)).unwrap_or(5);
        let taken = [score(4), score(5), score(4), score(6)];
        self.p.chance(78).then_some(taken)
    }

    /// Later most are a little better, some the same, a few worse.
    fn later_reading(&mut self, before: [u8; 4]) -> [u8; 4] {
        let change = *self.p.pick(&[-1, 0, 0, 1, 1, 1, 2, 2, 3]);
        let mut moved = |value: u8, by: i64| {
            u8::try_from((i64::from(value) + by + self.p.between(-1, 1)).clamp(0, 10)).unwrap_or(value)
        };
        [
            moved(before[0], change),
            moved(before[1], change),
            moved(before[2], change),
            moved(before[3], -change),
        ]
    }

    /// What happens between contacts: links and answers, a gap, a pause, a handover.
    fn around(&mut self, n: usize, last: usize, county: &County, groups: &Opened) {
        let link = n.saturating_sub(2);
        if n >= 2 && link < self.life.groups.len() && link < 3 {
            self.link(link, groups);
        }
        if n == 3 && self.p.chance(24) {
            self.put(16, 50, What::Gap);
        }
        if n == last / 2 && n > 2 {
            match self.p.weighted(&[80, 8, 9, 3]) {
                1 => {
                    let month = self.day.month();
                    self.life.story.pause = self.life.story.pause_in(&mut self.p, month);
                    self.put(17, 5, What::Pause);
                    self.after(10, 35);
                    self.put(9, 10, What::Resume);
                }
                2 => {
                    let weeks = i64::from(self.life.story.extension.weeks).clamp(2, 8);
                    self.put(17, 10, What::Extend { weeks });
                }
                3 => {
                    let others = county.workers[self.life.scheme].len();
                    let to = (self.life.worker + 1) % others.max(1);
                    if to != self.life.worker {
                        self.put(17, 15, What::HandOver { to });
                    }
                }
                _ => {}
            }
        }
    }

    fn link(&mut self, link: usize, groups: &Opened) {
        let how = How::ALL[self.p.weighted(&[35, 40, 25])];
        let asks = how != How::Signposted && !groups.is_drop_in(self.life.groups[link]);
        self.put(16, 40, What::Link { link, how, asks });
        let today = self.day;
        let mut goes = true;
        if asks {
            self.day = today.saturating_add(self.p.between(1, 7).days());
            match self.p.weighted(&[68, 12, 6, 14]) {
                0 => self.put_by_day(What::GroupSays { link, said: "room" }),
                1 => {
                    self.put_by_day(What::GroupSays { link, said: "full" });
                    goes = false;
                }
                2 => {
                    self.put_by_day(What::GroupSays { link, said: "not_for_us" });
                    goes = false;
                }
                _ => goes = false,
            }
        }
        if goes {
            self.day = today.saturating_add(self.p.between(8, 20).days());
            let came = self.p.chance(72);
            self.put(17, 30, What::Arrival { link, came });
            if came && self.p.chance(55) {
                self.day = self.day.saturating_add(7.days());
                self.put(17, 30, What::Arrival { link, came: true });
            }
        }
        self.day = today;
    }

    fn follow_ups(&mut self) {
        let ended = self.day;
        for months in [3, 6, 12] {
            self.day =
                working(ended.saturating_add(months.months()).saturating_add(self.p.between(0, 9).days()));
            if at(self.day, 11, 0) > self.until {
                break;
            }
            match self.p.weighted(&[62, 22, 16]) {
                0 => self.put_by_day(What::FollowUp { months, answered: true }),
                1 => self.put_by_day(What::FollowUp { months, answered: false }),
                _ => {}
            }
        }
    }
}
