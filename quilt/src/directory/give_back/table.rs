//! Corrections as a table for a spreadsheet.

use super::Given;
use crate::refusal::Refusal;
use crate::web::Lang;

/// The table, a row for each correction.
///
/// # Errors
/// When it cannot be written, which is a mistake of ours.
pub fn table(given: &[&Given]) -> Result<Vec<u8>, Refusal> {
    let broken = |why: csv::Error| Refusal::Internal(why.to_string());
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["id", "name", "field", "published", "correct", "why", "since", "sent"])
        .map_err(broken)?;
    for one in given {
        let correction = &one.correction;
        let day = |at| crate::moment::local(at).date().to_string();
        let cells = [
            one.source_id.clone(),
            one.name.clone(),
            correction.field().code().to_owned(),
            correction.theirs().words(Lang::En),
            correction.ours.words(Lang::En),
            correction.why.clone(),
            day(correction.at),
            one.sent_at.map(day).unwrap_or_default(),
        ];
        out.write_record(cells.map(|cell| harmless(&cell))).map_err(broken)?;
    }
    out.into_inner().map_err(|why| Refusal::Internal(why.to_string()))
}

/// A spreadsheet runs what begins like a formula. A telephone number does not.
fn harmless(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let number = cell.chars().skip(1).all(|c| c.is_ascii_digit() || c == ' ');
    if formula && !number { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::letter::tests::given;
    use super::*;
    use crate::directory::layer::Fact;

    #[test]
    fn a_row_for_each_and_no_formulas() {
        let evil = given(
            "=HYPERLINK(\"x\")",
            Fact::Name("Tea, \"talk\"".into()),
            Fact::Name("+44 1632 960100".into()),
        );
        let text = String::from_utf8(table(&[&evil]).unwrap()).unwrap();
        assert_eq!(
            text,
            "id,name,field,published,correct,why,since,sent\n\
             7,\"'=HYPERLINK(\"\"x\"\")\",name,+44 1632 960100,\"Tea, \"\"talk\"\"\",Spoke to Jean.,2026-11-20,\n"
        );
    }
}
