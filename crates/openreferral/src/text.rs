//! Plain text out of what publishers paste: markup becomes paragraphs and lists, invisible characters go.

use crate::limits;

mod entities;
mod markup;

/// Reads text that may be HTML into plain, readable text: blocks become paragraphs parted by a blank line, list
/// items lines that begin with `• `, links `text (address)`. Scripts, styles and comments are dropped.
///
/// The result holds no markup, no invisible characters, no run of blank lines. It is not shortened.
pub fn plain(said: &str) -> String {
    let mut text = markup::reduce(said);
    // Some publishers escape their markup once too often: what was escaped shows only after the first round.
    for _ in 0..3 {
        if !markup::has_tags(&text) {
            return text;
        }
        text = markup::reduce(&text);
    }
    if markup::has_tags(&text) { tidy(&text.replace('<', " ")) } else { text }
}

/// Whether [`plain`] would change more than white space.
pub(crate) fn is_markup(said: &str) -> bool {
    markup::has_tags(said)
}

/// As [`plain`], on one line and no longer than `limit` characters.
pub(crate) fn line(said: &str, limit: usize) -> String {
    let text = if said.contains(['<', '&']) { plain(said) } else { said.to_owned() };
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        let word: String = word.chars().filter(|c| !invisible(*c)).collect();
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word);
    }
    shorten(&out, limit)
}

/// Cuts at the end of a sentence where one ends in the last half, else between words, else anywhere, and marks the
/// cut with an ellipsis unless a sentence ended.
pub(crate) fn shorten(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else {
        return text.to_owned();
    };
    let head = text.get(..end).unwrap_or(text);
    let sentence = sentence_ends(head).filter(|at| *at > head.len() / 2).last();
    if let Some(whole) = sentence.and_then(|at| head.get(..at)) {
        return whole.trim_end().to_owned();
    }
    let Some((end, _)) = text.char_indices().nth(limit.saturating_sub(1)) else {
        return text.to_owned();
    };
    let head = text.get(..end).unwrap_or(text);
    let word = head.rfind(char::is_whitespace).filter(|at| *at > head.len() / 2);
    let head = word.and_then(|at| head.get(..at)).unwrap_or(head);
    format!("{}…", head.trim_end().trim_end_matches([',', ';', ':', '-', '–']))
}

/// Where sentences end: after a full stop, question or exclamation mark that a space or the end follows, and after
/// a paragraph.
fn sentence_ends(text: &str) -> impl Iterator<Item = usize> {
    let follows = |at: usize| text.get(at..).and_then(|rest| rest.chars().next());
    text.char_indices().filter_map(move |(at, c)| {
        let after = at + c.len_utf8();
        let next = follows(after);
        let ends = match c {
            '.' | '!' | '?' => next.is_none_or(char::is_whitespace) && !initial(text, at),
            '\n' => next == Some('\n'),
            _ => false,
        };
        ends.then_some(after)
    })
}

/// Whether the full stop at this place belongs to an initial or a short form such as "e.g." or "St.".
fn initial(text: &str, stop: usize) -> bool {
    let before = text.get(..stop).unwrap_or_default();
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let short = ["st", "mr", "mrs", "ms", "dr", "approx", "tel", "no", "inc", "etc", "eg", "ie"];
    letters == 1 && word.chars().count() == 1
        || word.contains('.') && letters <= 3
        || short.contains(&word.to_lowercase().as_str())
}

/// The opening of a text on one line: whole sentences up to about 200 characters. Headings at the very start, such
/// as "About us", are passed over when more follows.
pub(crate) fn summary(description: &str) -> String {
    let mut lines = description.lines().filter(|l| !l.trim().is_empty()).peekable();
    while let Some(first) = lines.peek() {
        let heading = first.chars().count() < 40 && !first.ends_with(['.', '!', '?', ':', ',', ';']);
        if !heading || first.starts_with('•') {
            break;
        }
        lines.next();
    }
    let opening = flat(lines.take(20));
    let flat = if opening.is_empty() { flat(description.lines().take(20)) } else { opening };
    let Some((end, _)) = flat.char_indices().nth(limits::SUMMARY_CHARS) else {
        return flat;
    };
    let head = flat.get(..end).unwrap_or(&flat);
    match sentence_ends(head).filter(|at| *at > 40).last().and_then(|at| head.get(..at)) {
        Some(whole) => whole.to_owned(),
        None => shorten(&flat, limits::SUMMARY_CHARS),
    }
}

/// Some lines as one, without list marks and addresses in brackets, as far as a summary can need.
fn flat<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    let mut after_item = false;
    for line in lines.filter(|line| !line.trim().is_empty()) {
        let item = line.strip_prefix("• ");
        if after_item && item.is_some() && !out.ends_with(['.', '!', '?', ';', ',', ':']) {
            out.push(';');
        }
        let words = item.unwrap_or(line).split_whitespace();
        for word in words.filter(|word| !word.starts_with("(http")) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        after_item = item.is_some();
    }
    out.chars().take(limits::SUMMARY_CHARS * 4).collect()
}

/// Characters that take no room and only spoil searching and comparing: zero-width spaces and joiners, marks of
/// direction, soft hyphens, byte order marks.
pub(crate) const fn invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{180E}' | '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
    )
}

/// Squeezes spaces within lines and blank lines between them, drops invisible and control characters, and gives
/// every list the same mark.
pub(crate) fn tidy(text: &str) -> String {
    let text =
        text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{85}'], "\n").replace('\u{2029}', "\n\n");
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    let mut mark_alone = false;
    let mut after_item = false;
    for line in text.lines() {
        let mut line = tidy_line(line);
        if line.is_empty() {
            blank = true;
            continue;
        }
        if line == "•" {
            mark_alone = true;
            continue;
        }
        if std::mem::take(&mut mark_alone) && !line.starts_with("• ") {
            line.insert_str(0, "• ");
        }
        let item = line.starts_with("• ");
        if !out.is_empty() {
            out.push_str(if blank && !(item && after_item) { "\n\n" } else { "\n" });
        }
        out.push_str(&line);
        (blank, after_item) = (false, item);
    }
    out
}

fn tidy_line(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars().filter(|c| !invisible(*c)) {
        if c.is_whitespace() || c.is_control() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    let unmarked = out.trim_start_matches(['•', '·', '●', '▪', '◦', '‣', '\u{F0B7}', ' ']);
    if unmarked.len() == out.len() {
        return out;
    }
    if unmarked.is_empty() { "•".to_owned() } else { format!("• {unmarked}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_paragraphs_lists_and_links() {
        for (said, expected) in [
            ("Tea and talk", "Tea and talk"),
            ("<p>One</p><p>Two</p>", "One\n\nTwo"),
            ("<h1>About</h1>\n\n<p>One\ntwo<br>three</p>", "About\n\nOne two\nthree"),
            ("<ul><li>Tea</li><li><p>Cake</p></li></ul><p>End</p>", "• Tea\n• Cake\n\nEnd"),
            ("<ol><li>Knock</li><li>Wait</li></ol>", "1. Knock\n2. Wait"),
            ("See <a href=\"https://example.org/a\">our page</a>.", "See our page (https://example.org/a)."),
            ("<a href='https://example.org/?a=1&amp;amp;b=2'>Go</a>", "Go (https://example.org/?a=1&b=2)"),
            ("<ul>\n <li>a</li>\n <li>b</li>\n</ul>", "• a\n• b"),
            ("<a href='https://example.org'>www.example.org</a>", "www.example.org"),
            ("<a href=\"mailto:tea@example.org?subject=Hi\">Write</a>", "Write (tea@example.org)"),
            ("<a href=\"javascript:alert(1)\">Press</a>", "Press"),
            ("a<script>alert('x')</script>b<style>p{}</style>c<!-- d -->e", "abce"),
            ("Fish &amp; chips&nbsp;&pound;5 &#8211; it&rsquo;s good", "Fish & chips £5 – it’s good"),
            ("&lt;p&gt;Twice &amp;amp; escaped&lt;/p&gt;", "Twice & escaped"),
            ("ages < 12 and > 5", "ages < 12 and > 5"),
            ("<jane@example.org>", "<jane@example.org>"),
            ("one\u{a0}\u{200b}two\n\n\n\n three  four \n", "one two\n\nthree four"),
            ("Things:\n\n· one\n\n· two", "Things:\n\n• one\n• two"),
            (
                "<table><tr><td>Mon</td><td>9am</td></tr><tr><td>Tue</td><td>2pm</td></tr></table>",
                "Mon | 9am\nTue | 2pm",
            ),
            ("<p onclick=\"if (a > b) x()\">Safe</p>", "Safe"),
            ("<p", "<p"),
            ("<p><br></p>", ""),
        ] {
            assert_eq!(plain(said), expected, "{said:?}");
        }
    }

    #[test]
    fn long_texts_are_cut_where_a_sentence_ends() {
        let text = "One sentence here. ".repeat(100);
        let cut = shorten(&text, 100);
        assert!(cut.ends_with("here.") && cut.chars().count() <= 100, "{cut}");
        let cut = shorten(&"word ".repeat(100), 52);
        assert!(cut.ends_with("word…") && cut.chars().count() <= 52, "{cut}");
        assert_eq!(shorten(&"é".repeat(30), 10).chars().count(), 10);
    }

    #[test]
    fn a_summary_is_the_opening() {
        assert_eq!(summary("About us\n\nWe meet for tea. Come in."), "We meet for tea. Come in.");
        assert_eq!(summary("Tea"), "Tea");
        assert_eq!(summary(""), "");
        assert_eq!(summary("We do:\n\n• tea\n• cake"), "We do: tea; cake");
        assert_eq!(summary("See our page (https://example.org/a/b) for more."), "See our page for more.");
        let long = format!(
            "We meet at St. Mary's Hall every week for tea. {}",
            "And more of the same follows on ".repeat(20)
        );
        assert_eq!(summary(&long), "We meet at St. Mary's Hall every week for tea.");
    }
}
