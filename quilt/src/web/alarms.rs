//! What must not wait until somebody happens to open the right page: sentences that stand at the
//! top of whatever page a team lead opens. They are kept in memory and set anew by the chores of
//! each minute, so that a page costs nothing for them.

use std::sync::{Mutex, PoisonError};

use maud::{Markup, html};
use page::Caution;

use super::Visit;
use crate::access::Act;
use crate::settings::SchemeId;

/// One such sentence, and whose leads it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// The schemes whose leads see it; none: every team lead sees it.
    pub schemes: Option<Vec<SchemeId>>,
    pub words: String,
}

#[derive(Default)]
pub struct Alarms(Mutex<Vec<Alarm>>);

impl Alarms {
    /// Sets what is shown from now on.
    pub fn put(&self, alarms: Vec<Alarm>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = alarms;
    }

    fn for_leads_of(&self, led: &[SchemeId]) -> Vec<Alarm> {
        let alarms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let theirs = |alarm: &&Alarm| {
            alarm.schemes.as_ref().is_none_or(|schemes| schemes.iter().any(|scheme| led.contains(scheme)))
        };
        alarms.iter().filter(theirs).cloned().collect()
    }

    /// What this visitor must see; nothing for anybody who leads no team.
    pub(super) fn shown_to(&self, visit: &Visit<'_>) -> Option<Markup> {
        let led = visit.actor.schemes_for(Act::Triage);
        let alarms = if led.is_empty() { Vec::new() } else { self.for_leads_of(&led) };
        (!alarms.is_empty()).then(|| html! {
            div.q-alarms role="region" aria-label="Somebody is overdue" { @for alarm in &alarms { (Caution::new(alarm.words.as_str())) } }
        })
    }
}

#[cfg(test)]
mod tests {
    use store::uuid::Uuid;

    use super::*;

    #[test]
    fn leads_see_their_own_schemes_and_what_is_for_everyone() {
        let (here, there): (SchemeId, SchemeId) = (Uuid::from_u128(1).into(), Uuid::from_u128(2).into());
        let alarms = Alarms::default();
        let said = |led: &[SchemeId]| {
            alarms.for_leads_of(led).into_iter().map(|alarm| alarm.words).collect::<Vec<_>>()
        };
        alarms.put(vec![
            Alarm { schemes: Some(vec![here]), words: "Dan".into() },
            Alarm { schemes: None, words: "Priya".into() },
        ]);
        assert_eq!(said(&[here]), ["Dan", "Priya"]);
        assert_eq!(said(&[there]), ["Priya"]);
        alarms.put(Vec::new());
        assert!(said(&[here]).is_empty());
    }
}
