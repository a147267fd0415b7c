//! Numbers as people read them: "1,240 people", "0.4 miles".

use crate::Lang;

/// Metres in a statute mile, by its definition.
const METRES_A_MILE: f64 = 1_609.344;

/// "1,240".
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut said = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said
}

/// "1 person", "1,240 people".
pub fn count(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// A number with at most `places` decimals and none that say nothing: "4.6", "5". What is not a number is "not known".
pub fn decimal(n: f64, places: usize) -> String {
    if !n.is_finite() {
        return "not known".into();
    }
    let said = format!("{n:.places$}");
    let said = if said.contains('.') { said.trim_end_matches('0').trim_end_matches('.') } else { &said };
    if said == "-0" { "0".into() } else { said.replacen('-', "−", 1) }
}

/// A distance in miles: to a tenth up to ten miles, whole beyond. "very near" under a tenth, because "0 miles" reads as a mistake.
pub fn miles(lang: Lang, metres: f64) -> String {
    let miles = metres / METRES_A_MILE;
    let said = if miles < 9.95 { decimal(miles, 1) } else { decimal(miles, 0) };
    match lang {
        _ if !miles.is_finite() || miles < 0.0 => decimal(f64::NAN, 0),
        Lang::En if miles < 0.1 => "very near".into(),
        Lang::Cy if miles < 0.1 => "agos iawn".into(),
        Lang::En if said == "1" => "1 mile".into(),
        Lang::En => format!("{said} miles"),
        Lang::Cy => format!("{said} milltir"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_grouped_in_thousands() {
        assert_eq!(
            [0, 12, 999, 1_000, 1_240, 1_234_567].map(number),
            ["0", "12", "999", "1,000", "1,240", "1,234,567"]
        );
        assert_eq!(count(1, "person", "people"), "1 person");
        assert_eq!(count(0, "person", "people"), "0 people");
    }

    #[test]
    fn distances_are_in_miles_and_never_nought() {
        let said = |metres| miles(Lang::En, metres);
        assert_eq!(
            [0.0, 650.0, 1_609.344, 1_700.0, 15_950.0, 16_100.0, 40_000.0].map(said),
            ["very near", "0.4 miles", "1 mile", "1.1 miles", "9.9 miles", "10 miles", "25 miles"]
        );
        assert_eq!([f64::NAN, -1.0, f64::INFINITY].map(said), ["not known"; 3]);
    }

    #[test]
    fn decimals_say_nothing_they_need_not() {
        assert_eq!([4.6, 5.0, 100.0, -0.04, -1.25].map(|n| decimal(n, 1)), ["4.6", "5", "100", "0", "−1.2"]);
        assert_eq!(decimal(100.0, 0), "100");
    }

    proptest! {
        #[test]
        fn grouping_changes_no_digit(n: u64) {
            prop_assert_eq!(number(n).replace(',', ""), n.to_string());
        }
    }
}
