//! Words people asked us not to use with them, for tests to look for in what we write.

/// The first unwanted word these words hold.
pub fn found(text: &str) -> Option<&'static str> {
    const UNWANTED: [&str; 12] = [
        "vulnerable",
        "patient",
        "service user",
        "navigation",
        "coaching",
        " case ",
        "case load",
        "goal",
        "did not attend",
        " plan ",
        "improve",
        "because of us",
    ];
    let text = text.to_lowercase();
    UNWANTED.into_iter().find(|word| text.contains(word))
}
