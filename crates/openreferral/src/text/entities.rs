//! The named and numbered characters of HTML that turn up in directories.

use crate::source::windows_1252;

/// The names of U+00A0 to U+00FF, in order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 \
sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring \
AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash \
Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc \
euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
thorn yuml";

const OTHERS: [(&str, char); 40] = [
    ("amp", '&'),
    ("AMP", '&'),
    ("lt", '<'),
    ("LT", '<'),
    ("gt", '>'),
    ("GT", '>'),
    ("quot", '"'),
    ("QUOT", '"'),
    ("apos", '\''),
    ("euro", '€'),
    ("trade", '™'),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("bull", '•'),
    ("larr", '←'),
    ("rarr", '→'),
    ("check", '✓'),
    ("star", '☆'),
    ("phone", '☎'),
    ("hearts", '♥'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("zwj", '\u{200D}'),
    ("zwnj", '\u{200C}'),
    ("minus", '−'),
    ("wcirc", 'ŵ'),
    ("Wcirc", 'Ŵ'),
    ("ycirc", 'ŷ'),
    ("Ycirc", 'Ŷ'),
    ("colon", ':'),
];

/// The character a reference at the start of `text` (which begins with `&`) stands for, and its length in bytes.
/// `None` when it is an ampersand and no more.
pub(super) fn decode(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    let end = body.bytes().take(12).position(|b| b == b';')?;
    let name = body.get(..end)?;
    Some((character(name)?, end + 2))
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some(match code {
            0x80..=0x9F => windows_1252(u8::try_from(code).ok()?),
            _ => char::from_u32(code).unwrap_or('\u{FFFD}'),
        });
    }
    if let Some((_, c)) = OTHERS.iter().find(|(known, _)| *known == name) {
        return Some(*c);
    }
    let place = LATIN.split_ascii_whitespace().position(|known| known == name)?;
    char::from_u32(0xA0 + u32::try_from(place).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers() {
        assert_eq!(LATIN.split_ascii_whitespace().count(), 96);
        for (said, c) in [
            ("&nbsp;", '\u{A0}'),
            ("&pound;5", '£'),
            ("&yuml;", 'ÿ'),
            ("&frac12;", '½'),
            ("&#8217;s", '’'),
            ("&#x2019;s", '’'),
            ("&#146;s", '’'),
            ("&#0;", '\0'),
            ("&#x110000;", '\u{FFFD}'),
        ] {
            assert_eq!(decode(said).map(|(c, _)| c), Some(c), "{said}");
        }
        assert_eq!(decode("& more; "), None);
        assert_eq!(decode("&unheard;"), None);
        assert_eq!(decode("&"), None);
    }
}
