//! Telephone numbers and what is written around them.

use serde::{Deserialize, Serialize};

use crate::text;

/// A telephone number and what it is for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// UK numbers in groups, such as `0117 496 0123`; others begin with `+`.
    pub number: String,
    /// Whose or what for, such as "Young carers desk".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<String>,
}

impl Phone {
    /// The number as a `tel:` link wants it: digits, perhaps with a leading `+`.
    pub fn dial(&self) -> String {
        self.number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}

/// Three to six digits that work all over the UK and are written alone.
const SHORT: [&str; 9] = ["999", "111", "112", "101", "105", "119", "159", "116123", "116000"];

/// A run of digits in a text, with the spaces, dashes and brackets people put between them.
struct Run<'a> {
    typed: &'a str,
    start: usize,
    end: usize,
}

/// Every number in a text with its label.
pub(crate) fn phones(said: &str) -> Vec<Phone> {
    let line = text::line(&said.replace(['\n', '\r'], " ; "), 2_000);
    let runs = runs(&line);
    let alone = runs.len() == 1;
    let numbers: Vec<(Run<'_>, String)> =
        runs.into_iter().filter_map(|run| longest_number(run, alone)).collect();
    let mut found: Vec<Phone> = Vec::new();
    let mut from = 0;
    for (at, (run, number)) in numbers.iter().enumerate() {
        let next = numbers.get(at + 1).map_or(line.len(), |(next, _)| next.start);
        let (extension, after) = extension(&line, run.end);
        let mut label = label(line.get(from..run.start).unwrap_or_default());
        from = after;
        if label.is_none() {
            let behind = line.get(after..next).unwrap_or_default();
            let (mine, rest) = label_behind(behind, at + 1 == numbers.len());
            label = mine;
            from = after + rest;
        }
        if !found.iter().any(|known| known.number == *number && known.extension == extension) {
            found.push(Phone { number: number.clone(), label, extension });
        }
    }
    found
}

fn runs(line: &str) -> Vec<Run<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) =
        line.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())).map(|n| n + at)
    {
        let opened = line.get(..start).unwrap_or_default();
        let start = start - (opened.len() - opened.trim_end_matches(['+', '(']).len()).min(2);
        let rest = line.get(start..).unwrap_or_default();
        let length = rest.find(|c: char| !c.is_ascii_digit() && !" -–.()+".contains(c)).unwrap_or(rest.len());
        let typed = rest.get(..length).unwrap_or_default();
        for (from, to) in split_numbers(typed) {
            let part = typed.get(from..to).unwrap_or_default();
            let part = part.trim_end_matches(|c: char| !c.is_ascii_digit());
            found.push(Run { typed: part, start: start + from, end: start + from + part.len() });
        }
        at = start + length.max(1);
    }
    found
}

/// Two numbers with only a space between: a new one begins at a group that starts with 0 or + once ten digits stand.
fn split_numbers(typed: &str) -> Vec<(usize, usize)> {
    let mut cuts = vec![0];
    let mut digits = 0;
    let mut ahead = typed.chars().filter(char::is_ascii_digit).count();
    let mut before = ' ';
    for (at, c) in typed.char_indices() {
        let begins = (c == '0' || c == '+') && (before == ' ' || before == '-') || c == '(';
        if begins && digits >= 10 && ahead >= 10 {
            cuts.push(at);
            digits = 0;
        }
        digits += usize::from(c.is_ascii_digit());
        ahead -= usize::from(c.is_ascii_digit());
        before = c;
    }
    cuts.push(typed.len());
    cuts.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect()
}

/// The number a run begins with: "0117 496 0123 9am" has a group too many.
fn longest_number(mut run: Run<'_>, alone: bool) -> Option<(Run<'_>, String)> {
    loop {
        if let Some(number) = number(run.typed, alone) {
            return Some((run, number));
        }
        let shorter = run.typed.get(..run.typed.rfind(' ')?)?;
        let shorter = shorter.trim_end_matches(|c: char| !c.is_ascii_digit());
        run.end = run.start + shorter.len();
        run.typed = shorter;
    }
}

/// The number as it is to be shown, or `None` when the digits are something else (a time, a year, a house).
fn number(typed: &str, alone: bool) -> Option<String> {
    let typed = typed.replace("(0)", "");
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let plus = typed.trim_start_matches('(').starts_with('+');
    let abroad = if plus { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    if let Some(abroad) = abroad {
        return match abroad.strip_prefix("44") {
            Some(national) => uk(&format!("0{}", national.trim_start_matches('0'))),
            None => (8..=15).contains(&abroad.len()).then(|| format!("+{}", spaced(&typed, abroad.len()))),
        };
    }
    if let Some(national) = digits.strip_prefix("44").filter(|_| digits.len() == 12) {
        return uk(&format!("0{national}"));
    }
    if digits.starts_with('0') {
        return uk(&digits);
    }
    if alone && SHORT.contains(&digits.as_str()) {
        return Some(if digits.len() == 6 { groups(&digits, &[3, 3]) } else { digits });
    }
    // Spreadsheets eat the leading 0.
    let eaten = digits.len() == 10 && digits.starts_with(['1', '2', '3', '7', '8']);
    if eaten { uk(&format!("0{digits}")) } else { None }
}

/// The last `count` digits of a number from abroad with single spaces where something stood between them.
fn spaced(typed: &str, count: usize) -> String {
    let mut skip = typed.chars().filter(char::is_ascii_digit).count() - count;
    let mut out = String::new();
    for c in typed.chars() {
        if c.is_ascii_digit() {
            if skip > 0 {
                skip -= 1;
            } else {
                out.push(c);
            }
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.trim_end().to_owned()
}

/// Groups a UK number the way it is usually written (national numbering plan: 02x, 011x and 01x1 areas, others).
fn uk(digits: &str) -> Option<String> {
    let head = |n: usize| digits.get(..n).unwrap_or_default();
    let eleven = digits.len() == 11;
    let ten = digits.len() == 10;
    let sizes: &[usize] = match digits.as_bytes().get(1)? {
        _ if digits.len() == 8 && (head(4) == "0800" || head(4) == "0845") => &[4, 4],
        b'2' if eleven => &[3, 4, 4],
        b'1' if eleven && (head(3) == "011" || digits.as_bytes().get(3) == Some(&b'1')) => &[4, 3, 4],
        b'1' | b'7' if eleven => &[5, 6],
        b'1' if ten => &[5, 5],
        b'3' | b'8' | b'9' if eleven => &[4, 3, 4],
        b'5' if eleven => &[5, 6],
        b'5' | b'8' if ten => &[4, 6],
        _ => return None,
    };
    Some(groups(digits, sizes))
}

fn groups(digits: &str, sizes: &[usize]) -> String {
    let mut rest = digits;
    let mut out = Vec::new();
    for size in sizes {
        let (group, after) = rest.split_at_checked(*size).unwrap_or((rest, ""));
        out.push(group);
        rest = after;
    }
    out.join(" ")
}

/// An extension right behind a number, and where it ends.
fn extension(line: &str, from: usize) -> (Option<String>, usize) {
    let rest = line.get(from..).unwrap_or_default();
    let lower = rest.to_ascii_lowercase();
    let body = lower.trim_start_matches([' ', ',', '(']);
    let Some(name) = ["extension", "extn", "ext", "x"].into_iter().find(|name| body.starts_with(name)) else {
        return (None, from);
    };
    let tail = body.get(name.len()..).unwrap_or_default().trim_start_matches(['.', ':', ' ']);
    let digits: String = tail.chars().take_while(char::is_ascii_digit).take(6).collect();
    if digits.is_empty() {
        return (None, from);
    }
    let end = rest.len() - tail.len() + digits.len();
    (Some(digits), from + end)
}

/// Words that only say that a number follows.
const IDLE: [&str; 24] = [
    "tel",
    "telephone",
    "phone",
    "ph",
    "t",
    "call",
    "ring",
    "us",
    "on",
    "or",
    "and",
    "number",
    "no",
    "numbers",
    "at",
    "contact",
    "please",
    "the",
    "office",
    "mob",
    "m",
    "the",
    "to",
    "by",
];
/// Idle words that still tell which kind of number it is when they stand alone.
const TELLING: [&str; 6] = ["office", "mobile", "mob", "text", "fax", "freephone"];

fn label(before: &str) -> Option<String> {
    let text = before.trim_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != ')');
    let text = text.trim_start_matches(')').trim_end_matches('(').trim();
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    let telling = words.len() <= 2 && words.iter().any(|w| TELLING.contains(&w.as_str()));
    let idle = words.iter().all(|w| IDLE.contains(&w.as_str()) || w.chars().all(|c| c.is_ascii_digit()));
    if words.is_empty() || idle && !telling {
        return None;
    }
    let text = leading_idle_off(text);
    Some(text::shorten(text, 120))
}

/// "or Mary" is Mary's.
fn leading_idle_off(text: &str) -> &str {
    ["or ", "and ", "Or ", "And "].into_iter().find_map(|idle| text.strip_prefix(idle)).unwrap_or(text).trim()
}

/// A label behind a number, such as "(Mary, mornings)": always when it stands in brackets, else only behind the last
/// number. Also how much of the text it takes up.
fn label_behind(behind: &str, last: bool) -> (Option<String>, usize) {
    let text = behind.trim_start();
    let skipped = behind.len() - text.len();
    if let Some((inside, _)) = text.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        return (label(inside), skipped + inside.len() + 2);
    }
    if last { (label(behind), behind.len()) } else { (None, 0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(said: &str) -> Vec<String> {
        phones(said)
            .into_iter()
            .map(|p| {
                let label = p.label.map(|l| format!("{l}: ")).unwrap_or_default();
                let extension = p.extension.map(|e| format!(" x{e}")).unwrap_or_default();
                format!("{label}{}{extension}", p.number)
            })
            .collect()
    }

    #[test]
    fn numbers_are_found_split_and_grouped() {
        let cases: &[(&str, &[&str])] = &[
            ("01174960123", &["0117 496 0123"]),
            ("0117 496 0123", &["0117 496 0123"]),
            ("Youth Maps: 0117 496 0123", &["Youth Maps: 0117 496 0123"]),
            ("(0117) 496-0123", &["0117 496 0123"]),
            ("+44 (0)117 496 0123", &["0117 496 0123"]),
            ("0044 117 496 0123", &["0117 496 0123"]),
            ("447700900123", &["07700 900123"]),
            ("07700900123", &["07700 900123"]),
            ("01632 960123", &["01632 960123"]),
            ("02079460123", &["020 7946 0123"]),
            ("08081570123", &["0808 157 0123"]),
            ("0800 1111", &["0800 1111"]),
            ("1632960123", &["01632 960123"]),
            ("0117 496 0123 / 0117 496 0124", &["0117 496 0123", "0117 496 0124"]),
            ("0117 496 0123 0117 496 0124", &["0117 496 0123", "0117 496 0124"]),
            ("Tel: 0117 496 0123 or Mary: 07700 900123", &["0117 496 0123", "Mary: 07700 900123"]),
            ("0117 496 0123 (Mary), 07700 900123 (Ann)", &["Mary: 0117 496 0123", "Ann: 07700 900123"]),
            ("0117 496 0123 ext 12", &["0117 496 0123 x12"]),
            ("0117 496 0123 9am-5pm", &["9am-5pm: 0117 496 0123"]),
            ("+353 1 555 0123", &["+353 1 555 0123"]),
            ("111", &["111"]),
            ("116 123", &["116 123"]),
            ("Mobile 07700 900123", &["Mobile: 07700 900123"]),
            ("0117 496 0123\n07700 900123", &["0117 496 0123", "07700 900123"]),
            ("n/a", &[]),
            ("open 9-5 since 2012", &[]),
            ("", &[]),
        ];
        for (said, expected) in cases {
            assert_eq!(shown(said), *expected, "{said:?}");
        }
    }
}
