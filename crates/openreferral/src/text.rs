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
    let taken: Vec<&str> = lines.take(20).collect();
    let source = if taken.is_empty() { description } else { &taken.join(" ") };
    let flat = line_of_plain(source, limits::SUMMARY_CHARS * 4);
    let Some((end, _)) = flat.char_indices().nth(limits::SUMMARY_CHARS) else {
        return flat;
    };
    let head = flat.get(..end).unwrap_or(&flat);
    match sentence_ends(head).filter(|at| *at > 40).last().and_then(|at| head.get(..at)) {
        Some(whole) => whole.to_owned(),
        None => shorten(&flat, limits::SUMMARY_CHARS),
    }
}

fn line_of_plain(text: &str, limit: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(limit).collect()
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

/// Squeezes spaces within lines and blank lines between them, drops invisible and control characters.
pub(crate) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    let text =
        text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{85}'], "\n").replace('\u{2029}', "\n\n");
    for line in text.lines() {
        let before = out.len();
        let mut spaced = true;
        for c in line.chars().filter(|c| !invisible(*c)) {
            let space = c.is_whitespace() || c.is_control();
            if space && spaced {
                continue;
            }
            if before == out.len() && !out.is_empty() {
                out.push_str(if blank > 0 { "\n\n" } else { "\n" });
            }
            out.push(if space { ' ' } else { c });
            spaced = space;
        }
        let end = out.trim_end().len();
        out.truncate(end.max(before));
        let empty = out.len() == before || out.ends_with("\n•");
        if empty {
            out.truncate(before);
            blank += 1;
        } else {
            blank = 0;
        }
    }
    out
}
