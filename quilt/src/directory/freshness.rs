//! How sure one can be that an entry still holds: one honest line, made of everything that ever
//! confirmed it. The latest counts; after a year nothing does, and the line says since when.

use jiff::civil::Date;
use page::text;

use super::DirectoryEntry;
use super::layer::Rang;
use crate::moment::local;
use crate::web::{Lang, say};

/// For how many days a confirmation is one.
pub const HOLDS: i32 = 365;

/// Who or what confirmed an entry. Of two on one day the earlier in this list is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// Somebody we linked came.
    Visit,
    /// We rang, and they said that it is right.
    Call,
    /// The group looked through its entry.
    Group,
    /// The group answered a question.
    Answer,
    /// Somebody of our team says so.
    Team,
    /// Its publisher says so, by a date in the feed.
    Publisher,
    /// We wrote that date ourselves.
    Written,
}

impl By {
    fn key(self) -> &'static str {
        match self {
            By::Visit => "fresh-visit",
            By::Call => "fresh-call",
            By::Group => "fresh-group",
            By::Answer => "fresh-answer",
            By::Team => "fresh-checked",
            By::Publisher => "fresh-council",
            By::Written => "fresh-team",
        }
    }
}

/// Everything that speaks for an entry, or against it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fresh {
    pub confirmed: Vec<(By, Date)>,
    /// The day somebody rang and heard that it is wrong.
    pub wrong: Option<Date>,
}

impl DirectoryEntry {
    /// What speaks for this entry.
    pub fn fresh(&self) -> Fresh {
        let day = |at: Option<jiff::Timestamp>| at.map(|at| local(at).date());
        let rang =
            |said: Rang| self.layer.rang.filter(|(heard, _)| *heard == said).map(|(_, at)| local(at).date());
        let publisher = if self.feed.is_some() { By::Publisher } else { By::Written };
        let confirmed = [
            (By::Visit, day(self.arrived_at)),
            (By::Call, rang(Rang::Right)),
            (By::Group, day(self.layer.edited_at)),
            (By::Answer, day(self.layer.answered_at)),
            (By::Team, day(self.layer.checked_at)),
            (publisher, self.assured_on),
        ];
        Fresh {
            confirmed: confirmed.into_iter().filter_map(|(by, on)| Some((by, on?))).collect(),
            wrong: rang(Rang::Wrong),
        }
    }
}

impl Fresh {
    /// What last confirmed it, and when. A day that is still to come confirms nothing.
    pub fn latest(&self, today: Date) -> Option<(By, Date)> {
        let past = self.confirmed.iter().filter(|(_, on)| *on <= today).copied();
        past.max_by(|(one, a), (other, b)| a.cmp(b).then(other.cmp(one)))
    }

    /// The line: "Confirmed by a visit 3 weeks ago.", "Nobody has confirmed this since March 2023."
    pub fn line(&self, lang: Lang, today: Date) -> String {
        let latest = self.latest(today);
        let ago = |on: Date| text::ago(lang, on, today);
        if let Some(wrong) = self.wrong.filter(|wrong| latest.is_none_or(|(_, on)| on < *wrong)) {
            return say(lang, "fresh-wrong", &[("ago", &ago(wrong))]);
        }
        let Some((by, on)) = latest else { return say(lang, "fresh-unknown", &[]) };
        if (today - on).get_days() > HOLDS {
            // Year 0 is no year anybody is in, so the year is always said.
            return say(lang, "fresh-nobody", &[("month", &text::month(lang, on, 0))]);
        }
        let day = text::day(lang, on, today.year());
        say(lang, by.key(), &[("ago", &ago(on)), ("day", &day)])
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    fn line(lang: Lang, confirmed: &[(By, Date)], wrong: Option<Date>) -> String {
        Fresh { confirmed: confirmed.to_vec(), wrong }.line(lang, TODAY)
    }

    #[test]
    fn the_latest_that_confirmed_it_is_told() {
        let visit = (By::Visit, date(2026, 11, 1));
        for (confirmed, words) in [
            (&[visit][..], "Confirmed by a visit 3 weeks ago."),
            (&[(By::Publisher, date(2026, 10, 3)), visit][..], "Confirmed by a visit 3 weeks ago."),
            (&[visit, (By::Publisher, date(2026, 11, 20))][..], "Checked by the council on 20 November."),
            (&[visit, (By::Call, date(2026, 11, 22))][..], "Confirmed by a call yesterday."),
            (&[visit, (By::Answer, date(2026, 11, 23))][..], "The group answered us today."),
            (&[(By::Group, date(2026, 11, 16))][..], "The group looked through this 7 days ago."),
            (&[(By::Team, date(2026, 11, 16))][..], "Confirmed by our team 7 days ago."),
            (&[(By::Written, date(2026, 1, 5))][..], "Checked by our team on 5 January."),
        ] {
            assert_eq!(line(Lang::En, confirmed, None), words);
        }
    }

    #[test]
    fn after_a_year_nothing_confirms_it() {
        let old = [(By::Publisher, date(2023, 3, 14)), (By::Visit, date(2022, 1, 1))];
        assert_eq!(
            line(Lang::En, &old, None),
            "Nobody has confirmed this since March 2023. Ring before you go."
        );
        assert!(line(Lang::Cy, &old, None).contains("Mawrth 2023"));
        assert_eq!(
            line(Lang::En, &[(By::Visit, date(2025, 11, 23))], None),
            "Confirmed by a visit 11 months ago."
        );
        assert!(line(Lang::En, &[(By::Visit, date(2025, 11, 22))], None).starts_with("Nobody"));
    }

    #[test]
    fn a_day_to_come_confirms_nothing() {
        let typed = [(By::Publisher, date(2062, 3, 14))];
        assert_eq!(
            line(Lang::En, &typed, None),
            "We do not know when this was last checked. Ring before you go."
        );
    }

    #[test]
    fn a_call_that_found_it_wrong_is_told_until_something_confirms_it() {
        let wrong = Some(date(2026, 11, 20));
        let before = [(By::Visit, date(2026, 11, 1))];
        assert_eq!(
            line(Lang::En, &before, wrong),
            "We rang 3 days ago, and something here is not right any more. Ring before you go."
        );
        assert!(line(Lang::En, &[(By::Visit, date(2026, 11, 20))], wrong).starts_with("Confirmed"));
        assert!(line(Lang::Cy, &[], wrong).contains("3 diwrnod"));
    }

    #[test]
    fn of_one_day_the_best_proof_is_told() {
        let all = [(By::Publisher, TODAY), (By::Answer, TODAY), (By::Visit, TODAY), (By::Call, TODAY)];
        assert_eq!(Fresh { confirmed: all.to_vec(), wrong: None }.latest(TODAY), Some((By::Visit, TODAY)));
    }

    #[test]
    fn every_line_is_said_in_both_languages() {
        for by in [By::Visit, By::Call, By::Group, By::Answer, By::Team, By::Publisher, By::Written] {
            let confirmed = [(by, date(2026, 11, 1))];
            let (en, cy) = (line(Lang::En, &confirmed, None), line(Lang::Cy, &confirmed, None));
            assert!(!en.contains('⟨') && !cy.contains('⟨') && en != cy, "{en} / {cy}");
        }
    }
}
