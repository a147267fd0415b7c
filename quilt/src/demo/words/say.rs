//! A grammar small enough to write prose in: `[one|other]` is a choice, which may hold further choices,
//! and `{slot}` is a fact of the story (a name, a pronoun, a place), the same wherever it is said.

use super::picker::Picker;
use super::season;

/// How often words are drawn anew, when what was drawn belongs to another season.
const TRIES: usize = 24;

/// The facts a template may mention, by slot name, and the month it is said in.
#[derive(Debug, Clone, Default)]
pub struct Slots {
    held: Vec<(&'static str, String)>,
    month: Option<i8>,
}

impl Slots {
    /// Sets a slot; a slot set again takes the new words.
    pub fn set(&mut self, slot: &'static str, words: impl Into<String>) {
        let words = words.into();
        match self.held.iter_mut().find(|(name, _)| *name == slot) {
            Some(held) => held.1 = words,
            None => self.held.push((slot, words)),
        }
    }

    /// The words of a slot.
    pub fn get(&self, slot: &str) -> Option<&str> {
        self.held.iter().find(|(name, _)| *name == slot).map(|(_, words)| words.as_str())
    }

    /// The same facts, said in this month; without one, whenever.
    pub fn said_in(&self, month: Option<i8>) -> Self {
        Self { held: self.held.clone(), month }
    }

    /// The month things are said in, when it is known.
    pub fn month(&self) -> Option<i8> {
        self.month
    }
}

/// Words from a template, as they stand: choices made and slots filled, no capital or full stop added.
/// A slot that is not known is left in its braces, where a test finds it.
pub fn words(p: &mut Picker, template: &str, slots: &Slots) -> String {
    in_season(slots, || typographic(&filled(&chosen(p, template), slots)))
}

/// Draws until the words may be said in their month; a template that never may is found by a test.
pub fn in_season<T: AsRef<str>>(slots: &Slots, mut draw: impl FnMut() -> T) -> T {
    let mut drawn = draw();
    for _ in 0..TRIES {
        if season::fits(drawn.as_ref(), slots.month) {
            break;
        }
        drawn = draw();
    }
    drawn
}

/// One or more whole sentences from a template: each starts with a capital and the last one ends.
pub fn sentence(p: &mut Picker, template: &str, slots: &Slots) -> String {
    ended(&capitalised(&words(p, template, slots)))
}

/// A sentence from one of several templates.
pub fn one_of(p: &mut Picker, templates: &[&str], slots: &Slots) -> String {
    in_season(slots, || {
        let template = *p.pick(templates);
        sentence(p, template, slots)
    })
}

fn chosen(p: &mut Picker, template: &str) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(open) = rest.find('[') {
        out.push_str(&rest[..open]);
        let (inside, after) = bracketed(&rest[open + 1..]);
        let options = split_top(inside);
        let option = *p.pick(&options);
        out.push_str(&chosen(p, option));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What stands before the bracket that closes an already opened one, and what follows it.
fn bracketed(text: &str) -> (&str, &str) {
    let mut depth = 1;
    for (i, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (&text[..i], &text[i + 1..]);
        }
    }
    (text, "")
}

fn split_top(inside: &str) -> Vec<&str> {
    let mut options = Vec::new();
    let (mut depth, mut from) = (0, 0);
    for (i, c) in inside.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            '|' if depth == 0 => {
                options.push(&inside[from..i]);
                from = i + 1;
            }
            _ => {}
        }
    }
    options.push(&inside[from..]);
    options
}

fn filled(text: &str, slots: &Slots) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('}') else { break };
        let name = &rest[open + 1..open + close];
        match slots.get(name) {
            Some(words) => out.push_str(words),
            None => out.push_str(&rest[open..=open + close]),
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out
}

/// Printers' apostrophes, and no double spaces where a choice came out empty.
fn typographic(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\'' if out.is_empty() || out.ends_with([' ', '(', '“']) => out.push('‘'),
            '\'' => out.push('’'),
            ' ' if out.ends_with(' ') => {}
            '.' | ',' if out.ends_with(' ') => {
                out.pop();
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

fn capitalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut start, mut ended) = (true, false);
    for c in text.chars() {
        if start && c.is_alphanumeric() {
            out.extend(c.to_uppercase());
            (start, ended) = (false, false);
            continue;
        }
        out.push(c);
        match c {
            '.' | '!' | '?' => ended = true,
            '”' | '’' => {}
            ' ' if ended => start = true,
            '“' => {}
            _ => (start, ended) = (start && !c.is_alphanumeric(), false),
        }
    }
    out
}

fn ended(text: &str) -> String {
    let done = text.trim_end_matches(['”', ')']).ends_with(['.', '!', '?']);
    if done || text.is_empty() { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots() -> Slots {
        let mut s = Slots::default();
        s.set("they", "she");
        s.set("dog", "Biscuit");
        s
    }

    #[test]
    fn slots_are_filled_and_sentences_made_whole() {
        let mut p = Picker::new(3);
        let said = sentence(&mut p, "{they} walks {dog}. {they} doesn't mind rain", &slots());
        assert_eq!(said, "She walks Biscuit. She doesn’t mind rain.");
    }

    #[test]
    fn choices_nest_and_an_empty_choice_leaves_no_gap() {
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..200 {
            seen.insert(words(&mut Picker::new(seed), "a [b|c [d|e]] [|f] g", &slots()));
        }
        let want = ["a b f g", "a b g", "a c d f g", "a c d g", "a c e f g", "a c e g"];
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), want);
    }

    #[test]
    fn speech_keeps_its_marks_and_gets_its_capital() {
        let mut p = Picker::new(1);
        let said = sentence(&mut p, "rang. “{they} was in.” all well", &slots());
        assert_eq!(said, "Rang. “She was in.” All well.");
        assert_eq!(sentence(&mut p, "said “yes please.”", &slots()), "Said “yes please.”");
    }

    #[test]
    fn an_unknown_slot_stays_visible_and_broken_brackets_do_not_panic() {
        let mut p = Picker::new(1);
        assert_eq!(words(&mut p, "{nobody} came", &slots()), "{nobody} came");
        for broken in ["[a|b", "a]b", "{a", "[|", "]", "[]"] {
            let _ = sentence(&mut p, broken, &slots());
        }
    }
}
