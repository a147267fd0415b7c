//! The bytes of a file as text, whichever program saved it.

/// Bytes 0x80 to 0x9F in Windows-1252; the five it leaves empty stand for themselves
/// (WHATWG Encoding Standard, index windows-1252).
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Reads UTF-8 and UTF-16, with or without a mark at the beginning, and else Windows-1252,
/// which is what spreadsheets save on many desks. Never fails; NULs are left out, because
/// nothing stores them.
pub fn decode(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8_or_windows(rest),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => match mostly_nul(bytes) {
            Some(1) => utf16(bytes, u16::from_le_bytes),
            Some(_) => utf16(bytes, u16::from_be_bytes),
            None => utf8_or_windows(bytes),
        },
    };
    text.replace('\0', "")
}

fn utf8_or_windows(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
    }
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => UPPER[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Where every other byte of the beginning is NUL: 1 for the second of each pair, 0 for the
/// first. That is how Latin letters look in UTF-16.
fn mostly_nul(bytes: &[u8]) -> Option<usize> {
    let start = &bytes[..bytes.len().min(400)];
    [0, 1].into_iter().find(|from| {
        let nuls = start.iter().skip(*from).step_by(2).filter(|byte| **byte == 0).count();
        start.len() >= 4 && nuls * 4 > start.len()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_way_of_saving_reads_the_same() {
        let text = "name;why\r\nSiân O’Brien;café\r\n";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let windows: Vec<u8> =
            text.chars().map(|c| if c == '’' { 0x92 } else { u8::try_from(u32::from(c)).unwrap() }).collect();
        let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(&[0xEF, 0xBB, 0xBF], text.as_bytes()),
            marked(&[0xFF, 0xFE], &le),
            marked(&[0xFE, 0xFF], &be),
            le,
            be,
            windows,
        ] {
            assert_eq!(decode(&bytes), text);
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_some_text(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            prop_assert!(!decode(&bytes).contains('\0'));
        }

        #[test]
        fn text_saved_as_utf_8_comes_back(text in "[a-zé’;,\n]{0,80}") {
            prop_assert_eq!(decode(text.as_bytes()), text);
        }
    }
}
