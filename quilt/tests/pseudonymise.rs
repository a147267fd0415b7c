//! `quilt pseudonymise` and `quilt import use`, as whoever holds the numbers and whoever runs Quilt
//! type them: the program itself, its files and what it says.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Desk {
        Desk(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Types a command in this folder; gives whether it went well, and all it said.
    fn types(&self, words: &[&str]) -> (bool, String) {
        let Output { status, stdout, stderr } = Command::new(Path::new(env!("CARGO_BIN_EXE_quilt")))
            .args(words)
            .current_dir(self.0.path())
            .env_clear()
            .output()
            .unwrap();
        let said = format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
        (status.success(), said)
    }

    /// The same, and it must go well.
    fn done(&self, words: &[&str]) -> String {
        let (well, said) = self.types(words);
        assert!(well, "{words:?}: {said}");
        said
    }

    fn refused(&self, words: &[&str]) -> String {
        let (well, said) = self.types(words);
        assert!(!well, "{words:?} went well: {said}");
        said
    }
}

const USE: &str = "NHS number,surname,month,kind,count,group\n\
    9434765919,Vowles,2026-01,gp,2,journey\n9434765918,Pope,2026-01,gp,2,journey\n\
    943 476 5919,Vowles,2026-02,gp,1,journey\n";

#[test]
fn numbers_become_keys_and_the_file_is_taken_in() {
    let desk = Desk::new();
    desk.write("use.csv", USE);
    let said = desk.refused(&["pseudonymise", "use.csv", "--salt", "s", "--out", "keyed.csv"]);
    assert!(said.contains("there is no salt at s"), "{said}");
    let said = desk.done(&["pseudonymise", "use.csv", "--salt", "s", "--new-salt", "--out", "keyed.csv"]);
    assert!(said.contains("Line 3 is left out") && said.contains("2 lines written"), "{said}");
    let keyed = desk.read("keyed.csv");
    for gone in ["9434765919", "9434765918", "943 476", "Vowles", "Pope"] {
        assert!(!keyed.contains(gone) && !said.contains(gone), "{gone}");
    }
    assert!(
        keyed.starts_with("# quilt use, salt ") && keyed.lines().nth(1) == Some("key,month,kind,count,group")
    );
    let (seen, kept) =
        (desk.done(&["import", "use", "keyed.csv", "--preview"]), desk.done(&["import", "use", "keyed.csv"]));
    assert!(seen.contains("Nothing was kept yet") && kept.contains("Kept."), "{seen} {kept}");
    assert!(desk.done(&["import", "use", "--salt", "s"]).contains("0 people"));
    // The salt is not anywhere in the database.
    let secret = desk.read("s");
    let secret = secret.trim().rsplit(' ').next().unwrap().to_owned();
    let bytes: Vec<u8> =
        (0..32).map(|n| u8::from_str_radix(&secret[2 * n..2 * n + 2], 16).unwrap()).collect();
    let database = std::fs::read(desk.path("quilt.sqlite")).unwrap();
    assert!(!database.windows(32).any(|window| window == bytes) && database.len() > 10_000);
}

#[test]
fn no_salt_and_no_file_is_written_over() {
    let desk = Desk::new();
    desk.write("use.csv", USE);
    desk.done(&["pseudonymise", "use.csv", "--salt", "s", "--new-salt", "--out", "keyed.csv"]);
    let salt = desk.read("s");
    assert!(
        desk.refused(&["pseudonymise", "use.csv", "--salt", "s", "--new-salt"])
            .contains("never written over")
    );
    assert!(
        desk.refused(&["pseudonymise", "use.csv", "--salt", "s", "--out", "keyed.csv"])
            .contains("is there already")
    );
    assert_eq!(desk.read("s"), salt);
    desk.write("torn", "quilt-salt-1 00ff");
    assert!(desk.refused(&["pseudonymise", "use.csv", "--salt", "torn"]).contains("is not a salt"));
    desk.write("names.csv", "name,month\nJo,2026-01\n");
    assert!(
        desk.refused(&["pseudonymise", "names.csv", "--salt", "s", "--out", "n.csv"])
            .contains("no column holds")
    );
    assert!(!desk.path("n.csv").exists() && !desk.path("n.csv.part").exists());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(desk.path("s")).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn another_salt_is_refused_in_words_and_changes_nothing() {
    let desk = Desk::new();
    desk.write("use.csv", USE);
    desk.done(&["pseudonymise", "use.csv", "--salt", "one", "--new-salt", "--out", "a.csv"]);
    desk.done(&["pseudonymise", "use.csv", "--salt", "two", "--new-salt", "--out", "b.csv"]);
    desk.done(&["import", "use", "a.csv"]);
    assert!(desk.refused(&["import", "use", "b.csv"]).contains("made with another salt"));
    assert!(desk.refused(&["import", "use", "--salt", "two"]).contains("is not the one"));
    assert!(desk.refused(&["import", "use", "use.csv"]).contains("was not made by"));
    let negative = desk.read("a.csv").replace(",gp,2,", ",gp,-2,");
    desk.write("negative.csv", &negative);
    let said = desk.refused(&["import", "use", "negative.csv"]);
    assert!(
        said.contains("Line 3: the count is below nought") && said.contains("Nothing was kept"),
        "{said}"
    );
    assert!(desk.done(&["import", "use", "b.csv", "--forget"]).contains("Kept."));
}
