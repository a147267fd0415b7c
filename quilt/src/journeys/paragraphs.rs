//! Text somebody wrote, as paragraphs on a page: an empty line parts them, a line break stays.

use maud::{Markup, html};

pub fn paragraphs(text: &str) -> Markup {
    html! {
        @for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
            p dir="auto" {
                @for (n, line) in paragraph.lines().enumerate() {
                    @if n > 0 { br; }
                    (line)
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_and_paragraphs_stay_apart() {
        assert_eq!(
            paragraphs("Dear May,\n\nCome\nand <see>.\n\n\n").0,
            "<p dir=\"auto\">Dear May,</p><p dir=\"auto\">Come<br>and &lt;see&gt;.</p>"
        );
        assert_eq!(paragraphs("").0, "");
    }

    proptest! {
        #[test]
        fn any_text_stays_text(text in any::<String>()) {
            let shown = paragraphs(&text).0;
            prop_assert!(!shown.replace("<p dir=\"auto\">", "").replace("</p>", "").replace("<br>", "").contains('<'));
        }
    }
}
