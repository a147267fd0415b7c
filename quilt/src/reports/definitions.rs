//! What each number on the page means, in words, beside the number.

use maud::{Markup, html};
use measure::bootstrap::RESAMPLES;
use page::Details;

use super::figures::{AGREEMENT, Figures};

/// The sentence for small groups, with how far figures of this one may be from the truth.
pub(super) fn small_numbers() -> Markup {
    html! {
        p {
            "So that nobody can be found out: counts from 1 to 7 are shown as *, other counts are moved by at most two and rounded to the nearest five (so at most four from the truth), "
            "and nothing is told of fewer than 8 people. The same people give the same figure wherever they are counted. A choice that would leave out only a few people is not made, and the page says so."
        }
    }
}

pub(super) fn flow() -> Markup {
    html! { (Details::new("What these numbers mean", html! {
        ul {
            li { "Everybody asked for in these days is counted, by referral: a person asked for twice counts twice. Everything else is as known at the moment named above, so people asked for lately have had less time." }
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

pub(super) fn equity() -> Markup {
    html! { (Details::new("What these numbers mean", html! {
        ul {
            li { "Deprivation is that of the neighbourhood (English Indices of Deprivation), found by postcode. Whoever gave none, or one no list knows, is “not known”." }
            li { "Age is in the year they were asked for. Sex and ethnic group are as somebody wrote them down; many were never asked." }
            li { "Said no is of those offered; not reached and began are of those asked for; answered twice is of those who began." }
        }
        (small_numbers())
    })) }
}

pub(super) fn change() -> Markup {
    html! { (Details::new("What these numbers mean", html! {
        ul {
            li { "Before is the first, after the last answer to this one question in the same journey, on a later day. Whoever gave fewer than two answers is not in the means, and is counted beside them." }
            li { "Who is missing, and why: of those who began and have no answer, or one and no second, the latest reason that was written down: with a reading, or because a link or a sheet brought nothing back, was put off on a hard day or declined. Not knowing and not wanting to say are answers, and kept apart from not having been asked." }
            li { "The four questions of the Office for National Statistics (ONS4) are shown one by one. They have no sum: their authors reject one." }
            li { "The 95% interval says how far chance alone could move the mean change (Student’s t on the pairs; where fewer than 30 people answered or many are at an end of the scale, " (RESAMPLES) " resamples of the same people). It says nothing of who is missing, nor of what caused the change." }
            li { "SRM, the standardised response mean, is the mean change divided by the standard deviation of the changes. Other effect sizes of the same people differ: compare only SRM with SRM." }
            li { "“Exploratory” is every score but the one the scheme declared, in advance, it would judge itself by. Of twenty exploratory scores one may look changed by chance alone." }
            li { "“Changed” is not “improved by the service”: there is no comparison group here." }
        }
        (small_numbers())
    })) }
}

/// How far the means of this group were moved.
pub(super) fn moved_by(figures: &Figures) -> Markup {
    html! {
        p.q-quiet {
            "Means of this group are moved by at most " (page::text::decimal(figures.moved_by, 2))
            ", which is what one person’s answer could move them by, so that nobody’s answer can be worked out."
        }
    }
}

/// Why some of a change may be nothing that anybody did.
pub(super) fn why_we_say_so(country: f64) -> Markup {
    html! { (Details::new("Why we say so", html! {
        p { "People come when things are bad, and after a bad time most people feel somewhat better, whatever is done. This is called regression to the mean." }
        p {
            "Two answers of a person whose life has not changed agree only so far (we take a correlation of " (AGREEMENT)
            "). So of the distance between the first answers and the country’s mean (" (page::text::decimal(country, 2)) "), "
            (page::text::decimal((1.0 - AGREEMENT) * 100.0, 0)) "% could close by itself. It is an upper bound: people who come may also be people whose usual is lower."
        }
        p { "Only a comparison with people who had no such support can say how much is the service’s doing." }
    })) }
}
