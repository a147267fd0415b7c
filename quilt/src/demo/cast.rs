//! Somebody of the demonstration as a referral would describe them.

use super::life::Life;
use super::words::story::Hears;
use crate::people::{Birth, MayHear, Name, NhsGiven, PersonDraft, Supporter};
use crate::referrals::ReferrerKind;
use crate::settings::PostcodeGiven;

pub(super) fn person(life: &Life) -> PersonDraft {
    let name = Name::parse(&life.name.full).or_else(|_| Name::parse("Somebody"));
    let birth = if life.about_year {
        Birth::About { year: life.born.year(), words: format!("about {}", life.born.year()) }
    } else {
        Birth::On(life.born)
    };
    let postcode =
        life.home.as_ref().map_or(Ok(PostcodeGiven::NotGiven), |home| PostcodeGiven::parse(&home.postcode));
    #[expect(clippy::expect_used, reason = "“Somebody” is a name: a test of Name says so")]
    let mut draft = PersonDraft::named(name.expect("a name"));
    draft.known_as = Some(life.name.known_as.clone());
    draft.birth = birth;
    draft.postcode = postcode.unwrap_or(PostcodeGiven::NotGiven);
    draft.address = Some(life.address.clone());
    draft.phone = Some(life.phone.clone());
    draft.contact_when = Some(life.story.reach.clone());
    draft.language = (life.name.language != "en").then(|| life.name.language_name.to_owned());
    draft.interpreter = life.name.interpreter;
    draft.gender = Some(format!("{:?}", life.name.gender).to_lowercase());
    draft.ethnicity = Some(life.name.ethnicity.to_owned());
    draft.lives_alone = life.lives_alone;
    draft.nhs = life.nhs_number.as_deref().map_or(NhsGiven::NotGiven, NhsGiven::parse);
    draft.before_a_visit = Some(life.story.before_visit.clone()).filter(|note| !note.starts_with("Nothing"));
    draft
}

pub(super) fn supporter(life: &Life) -> Option<Supporter> {
    let s = life.story.supporter.as_ref()?;
    Some(Supporter {
        name: s.name.clone(),
        relation: s.relation.clone(),
        phone: Some(s.phone.clone()),
        may_hear: match s.hears {
            Hears::Everything => MayHear::Everything,
            Hears::TimesOnly | Hears::NotEverything => MayHear::Arrangements,
            Hears::OnlyTogether => MayHear::Nothing,
        },
        note: Some(s.hears_words.clone()),
    })
}

pub(super) fn kind_of(job: &str) -> ReferrerKind {
    let job = job.to_lowercase();
    let kinds = [
        ("gp", ReferrerKind::Gp),
        ("nurse", ReferrerKind::Nurse),
        ("pharmac", ReferrerKind::Pharmacist),
        ("hospital", ReferrerKind::Hospital),
        ("social worker", ReferrerKind::SocialWorker),
        ("librar", ReferrerKind::Library),
        ("police", ReferrerKind::Police),
        ("pcso", ReferrerKind::Police),
        ("fire", ReferrerKind::Fire),
        ("housing", ReferrerKind::Housing),
        ("school", ReferrerKind::School),
        ("health visitor", ReferrerKind::Nurse),
        ("themself", ReferrerKind::Themself),
    ];
    kinds.iter().find(|(word, _)| job.contains(word)).map_or(ReferrerKind::Charity, |(_, kind)| *kind)
}
