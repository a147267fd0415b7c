//! Rows of a comma-separated table.

/// One row with its line end.
pub(super) fn row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    cells.join(",") + "\r\n"
}

fn cell(text: &str) -> String {
    let text = if is_formula(text) { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// Whether a spreadsheet would calculate with a text instead of showing it. A telephone number is left as it is.
fn is_formula(text: &str) -> bool {
    let number = text.chars().all(|c| c.is_ascii_digit() || " +-.()".contains(c));
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_disarmed() {
        assert_eq!(row(&["a", "b,c", "say \"hi\"", ""]), "a,\"b,c\",\"say \"\"hi\"\"\",\r\n");
        assert_eq!(row(&["=1+1", "+44 1632 960123", "-1", "@x"]), "'=1+1,+44 1632 960123,-1,'@x\r\n");
        assert_eq!(row(&["two\nlines"]), "\"two\nlines\"\r\n");
    }
}
