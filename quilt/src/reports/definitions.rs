//! What each number on the page means, in words, beside the number.

use maud::{Markup, html};
use page::Details;

use super::pairs::AGREEMENT;

pub(super) fn flow() -> Markup {
    html! { (Details::new("Definition", html! {
        ul {
            li { "Everybody asked for in these days is counted, by referral: a person asked for twice counts twice. Everything else is as known today, so people asked for lately have had less time." }
            li { strong { "Asked" } ": a referral arrived, from a professional, a friend or the person." }
            li { strong { "Offered" } ": somebody offered support to the person, or the person answered." }
            li { strong { "Said yes" } ": the person accepted, whether or not a journey has begun." }
            li { strong { "Began" } ": a journey was opened with a link worker. " strong { "Ended" } ": it came to an ending, of whatever kind." }
            li { strong { "Followed up" } ": after the ending somebody asked how they are, and was answered, at least once." }
            li { "A median is the middle person’s: half waited less, half more. It is of those who came that far: whoever still waits is not in it." }
        }
        (small_numbers())
    })) }
}

pub(super) fn change() -> Markup {
    html! { (Details::new("Definition", html! {
        ul {
            li { "Before is the first, after the last answer to this one question in the same journey. Whoever gave fewer than two answers is not in the means, and is counted beside them." }
            li { "The four questions of the Office for National Statistics (ONS4) are shown one by one. They have no sum: their authors reject one." }
            li { "The 95% interval says how far chance alone could move the mean change (Student’s t on the pairs). It says nothing of who is missing, nor of what caused the change." }
            li { "SRM, the standardised response mean, is the mean change divided by the standard deviation of the changes. Other effect sizes of the same people differ: compare only SRM with SRM." }
            li { "“Changed” is not “improved by the service”: there is no comparison group here." }
        }
        (small_numbers())
    })) }
}

/// Why some of a change may be nothing that anybody did.
pub(super) fn why_we_say_so(country: f64) -> Markup {
    html! { (Details::new("Why we say so", html! {
        p { "People come when things are bad, and after a bad time most people feel somewhat better, whatever is done. This is called regression to the mean." }
        p {
            "The number is an upper bound: " (page::text::decimal(1.0 - AGREEMENT, 1)) " of the distance between these people’s mean before and the country’s ("
            (page::text::decimal(country, 2)) ", ONS, year to March 2023), taking two answers of an unchanged person to correlate "
            (page::text::decimal(AGREEMENT, 1)) ". People referred come from a part of the country with a lower mean of its own, so the true share is probably smaller. Only a comparison group could tell."
        }
    })) }
}

pub(super) fn equity() -> Markup {
    html! { (Details::new("Definition", html! {
        ul {
            li { "Fifths of the English Indices of Deprivation 2019, by the neighbourhood of the person’s postcode. It describes the place, not the person." }
            li { "“Said no” is a share of those offered, “not reached” and “began” of those asked for; each worked out from rounded counts." }
        }
        (small_numbers())
    })) }
}

pub(super) fn small_numbers() -> Markup {
    html! {
        p.q-quiet { "Counts from 1 to 7 print as *, others are rounded to the nearest five; means and medians need eight people. So no one person can be seen, by anybody." }
    }
}
