//! The fields of an entry, as builders and groups fill them in: plain words, one thing after
//! the other, nothing that must be typed in a machine's way.

use maud::{Markup, html};
use page::{Sheet, Width};

use crate::directory::layer::{Field, Running};
use crate::web::say;

/// The fields, in the language of the sheet.
pub fn fields(sheet: &Sheet<'_>) -> Markup {
    let lang = sheet.lang();
    let label = |field: Field| field.label(lang);
    let word = |key: &str| say(lang, key, &[]);
    let running =
        Running::ALL.into_iter().fold(sheet.radios("running", label(Field::Running)), |radios, running| {
            radios.option(running.code(), running.words(lang))
        });
    html! {
        (sheet.input("name", label(Field::Name)))
        (running)
        (sheet.textarea("description", label(Field::Description)).hint(word("edit-description-hint")).rows(6).optional())
        (sheet.textarea("times", label(Field::Times)).hint(word("edit-times-hint")).rows(3).optional())
        (sheet.textarea("address", word("edit-address")).rows(3).optional())
        div.q-columns.nhsuk-form-group {
            (sheet.input("town", word("edit-town")).width(Width::Chars20).optional())
            (sheet.input("postcode", word("edit-postcode")).width(Width::Chars10).optional())
        }
        (sheet.textarea("costs", label(Field::Costs)).hint(word("edit-costs-hint")).rows(2).optional())
        div.q-columns.nhsuk-form-group {
            (sheet.whole_number("age_from", word("edit-age-from")).width(Width::Chars4).optional())
            (sheet.whole_number("age_to", word("edit-age-to")).width(Width::Chars4).optional())
        }
        (sheet.textarea("phones", label(Field::Phones)).hint(word("edit-phones-hint")).rows(2).optional())
        (sheet.textarea("emails", label(Field::Emails)).rows(2).optional())
        (sheet.input("web", label(Field::Web)).optional())
        h2 { (word("edit-visit")) }
        (sheet.textarea("access", label(Field::Access)).hint(word("edit-access-hint")).rows(2).optional())
        (sheet.textarea("first_visit", label(Field::FirstVisit)).hint(word("edit-first-visit-hint")).rows(3).optional())
        div.q-columns.nhsuk-form-group {
            (sheet.input("capacity", label(Field::Capacity)).hint(word("edit-capacity-hint")).optional())
            (sheet.input("waiting", label(Field::Waiting)).hint(word("edit-waiting-hint")).optional())
        }
    }
}
