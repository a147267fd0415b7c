//! What erasing somebody takes away and what it leaves, in words both people read before they agree.

use maud::{Markup, html};

pub(super) fn what_goes() -> Markup {
    html! {
        h2 { "What goes" }
        ul {
            li { "Their name, birth date, NHS number, address, telephone, e-mail, and everything known of them." }
            li { "Who stands beside them; what they agreed to." }
            li { "Why they were referred; every note, concern, step, answer and letter of their journeys." }
            li { "Their own story, from everywhere it is shown. Messages to them and about them, sent or not." }
            li { "What the ledger says happened to them: the facts of every line are emptied." }
        }
    }
}

pub(super) fn what_stays() -> Markup {
    html! {
        h2 { "What stays, and why" }
        ul {
            li { "That somebody was here, with which scheme and when, without anything that says who. A link to their record leads to nothing." }
            li { "The hash of each line of the ledger, and which of us wrote it: so anybody can still check that nothing else was changed. A hash cannot be read back; a guess at it could be tried." }
            li { "Who asked for this, who agreed, when, and why (one of three reasons)." }
            li { "Files that were taken away before. Whoever reads on from one is told to let the rows go; ask everybody who has one." }
            li { "Words about them in notes on a group or on paper; copies of the database made before. See to those yourselves." }
        }
    }
}
