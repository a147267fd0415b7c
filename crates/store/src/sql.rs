//! Reads the text of a statement just far enough to rewrite `$n` for SQLite and
//! to know which tables it changes. Quoted text and comments are left alone.

/// `count` places from `$first` on: `places(3, 3)` is `$3, $4, $5`.
pub fn places(first: usize, count: usize) -> String {
    (first..first + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

/// What is worth knowing of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Shape {
    /// The text for SQLite: `?n` for `$n`.
    pub sqlite: String,
    /// The highest `$n`.
    pub places: usize,
    /// The tables it inserts into, updates or deletes from, in lower case.
    pub changes: Vec<String>,
}

pub(crate) fn shape(sql: &str) -> Shape {
    let mut shape = Shape { sqlite: String::with_capacity(sql.len()), ..Shape::default() };
    let mut before: Vec<&str> = Vec::new();
    for token in Tokens(sql) {
        match token {
            Token::Place(n) => {
                shape.places = shape.places.max(n);
                shape.sqlite.push('?');
                shape.sqlite.push_str(&n.to_string());
                before.push("$");
            }
            Token::Word(word) => {
                shape.sqlite.push_str(word);
                before.push(word);
            }
            Token::Mark(mark) => {
                shape.sqlite.push_str(mark);
                before.push(mark);
            }
            Token::Space(space) => shape.sqlite.push_str(space),
        }
    }
    shape.changes = changes(&before);
    shape
}

/// `INSERT [OR …] INTO t`, `REPLACE INTO t`, `DELETE FROM t`, `UPDATE [OR …] t`, wherever in the statement they
/// stand; not `FOR UPDATE` nor `DO UPDATE SET`.
fn changes(words: &[&str]) -> Vec<String> {
    let is = |at: usize, word: &str| words.get(at).is_some_and(|it| it.eq_ignore_ascii_case(word));
    let mut tables = Vec::new();
    for at in 0..words.len() {
        let start = if is(at, "INSERT") && is(at + 1, "OR") && is(at + 3, "INTO") {
            at + 4
        } else if (is(at, "INSERT") || is(at, "REPLACE")) && is(at + 1, "INTO")
            || is(at, "DELETE") && is(at + 1, "FROM")
        {
            at + 2
        } else if is(at, "UPDATE") && (at == 0 || !is(at - 1, "FOR") && !is(at - 1, "DO")) {
            if is(at + 1, "OR") { at + 3 } else { at + 1 }
        } else {
            continue;
        };
        if let Some(table) = table(words, if is(start, "ONLY") { start + 1 } else { start }) {
            tables.push(table);
        }
    }
    tables
}

/// A table's name without its schema and quotes.
fn table(words: &[&str], mut at: usize) -> Option<String> {
    while words.get(at + 1) == Some(&".") {
        at += 2;
    }
    let name = words.get(at)?.trim_matches('"').to_ascii_lowercase();
    (!name.is_empty()).then_some(name)
}

#[derive(Debug, PartialEq, Eq)]
enum Token<'a> {
    /// `$n`
    Place(usize),
    /// A word or a quoted name.
    Word(&'a str),
    /// Any other character, or a quoted text.
    Mark(&'a str),
    /// Blanks and comments.
    Space(&'a str),
}

struct Tokens<'a>(&'a str);

impl<'a> Tokens<'a> {
    /// Cuts off the first `length` bytes; a length that would not end between two characters takes all.
    fn take(&mut self, length: usize) -> &'a str {
        let (head, tail) = self.0.split_at_checked(length).unwrap_or((self.0, ""));
        self.0 = tail;
        head
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = self.0;
        let first = rest.chars().next()?;
        let span = |keep: fn(char) -> bool| rest.find(|it| !keep(it)).unwrap_or(rest.len());
        let until = |mark: &str, from: usize| {
            rest.get(from..).and_then(|it| it.find(mark)).map_or(rest.len(), |at| from + at + mark.len())
        };
        Some(match first {
            _ if first.is_whitespace() => Token::Space(self.take(span(char::is_whitespace))),
            _ if rest.starts_with("--") => Token::Space(self.take(until("\n", 2))),
            _ if rest.starts_with("/*") => Token::Space(self.take(until("*/", 2))),
            // A doubled quote inside reads as two quoted texts side by side, which comes to the same.
            '\'' => Token::Mark(self.take(until("'", 1))),
            '"' => Token::Word(self.take(until("\"", 1))),
            '$' => {
                let digits = rest[1..].find(|it: char| !it.is_ascii_digit()).unwrap_or(rest.len() - 1);
                match rest[1..1 + digits].parse() {
                    Ok(n) => {
                        self.take(1 + digits);
                        Token::Place(n)
                    }
                    Err(_) => Token::Mark(self.take(1)),
                }
            }
            _ if first.is_alphabetic() || first == '_' => {
                Token::Word(self.take(span(|it| it.is_alphanumeric() || it == '_' || it == '$')))
            }
            _ if first.is_ascii_digit() => Token::Mark(self.take(span(|it| it.is_ascii_digit()))),
            _ => Token::Mark(self.take(first.len_utf8())),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rewritten(sql: &str) -> String {
        shape(sql).sqlite
    }

    #[test]
    fn places_become_numbered() {
        assert_eq!(rewritten("select $1, $10, $2 where a=$1"), "select ?1, ?10, ?2 where a=?1");
        assert_eq!(shape("select $1, $10, $2").places, 10);
        assert_eq!(places(3, 3), "$3, $4, $5");
        assert_eq!(places(1, 0), "");
    }

    #[test]
    fn quotes_and_comments_are_left_alone() {
        for sql in [
            "select '$1'",
            "select 'it''s $1 ''$2'''",
            "select \"$1\"",
            "select 1 -- costs $1\n",
            "select /* $2 */ 1",
            "select a$1 from t",
            "select '$1",
            "select é, '漢字 $3'",
        ] {
            assert_eq!(rewritten(sql), sql);
            assert_eq!(shape(sql).places, 0, "{sql}");
        }
        assert_eq!(rewritten("select '$1' || $1 -- $2\n, $2"), "select '$1' || ?1 -- $2\n, ?2");
    }

    #[test]
    fn changed_tables_are_found() {
        let changed = |sql: &str| shape(sql).changes;
        assert_eq!(changed("insert into person (a) values ($1)"), ["person"]);
        assert_eq!(changed("INSERT OR IGNORE INTO Person VALUES (1)"), ["person"]);
        assert_eq!(changed("replace into \"person\" values (1)"), ["person"]);
        assert_eq!(changed("update main.person set a = 1"), ["person"]);
        assert_eq!(changed("-- note\n delete\nfrom person"), ["person"]);
        assert_eq!(changed("insert into person values (1) on conflict (id) do update set a = 2"), ["person"]);
        assert_eq!(
            changed("with x as (delete from a returning *) insert into b select * from x"),
            ["a", "b"]
        );
        assert!(changed("select * from person for update").is_empty());
        assert!(changed("select replace(name, 'insert into x', '') from person").is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(sql in ".*") {
            let without = sql.replace('$', "");
            prop_assert_eq!(rewritten(&without), without);
            shape(&sql);
        }
    }
}
