//! What a transaction promises.

use super::{RULES, count, each, set};
use crate::{Db, Error, Tx, statements_on_this_thread, values};
use std::sync::mpsc;
use std::thread;

fn add_one(tx: &mut Tx<'_>) -> Result<(), Error> {
    let n: i64 = tx.row("SELECT n FROM counter WHERE name = 'a'", &[])?.unwrap().get("n")?;
    tx.run("UPDATE counter SET n = $1 WHERE name = 'a'", &values![n + 1]).map(drop)
}

#[test]
fn two_threads_lose_no_count() {
    for db in each() {
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        db.write("count up", add_one).unwrap();
                    }
                });
            }
        });
        assert_eq!(count(&db), 400, "{}", db.name());
        let meter = *db.meters().iter().find(|it| it.name == "count up").unwrap();
        assert_eq!((meter.runs, meter.failures), (400, 0));
        assert!(meter.statements >= 800 + meter.retries);
        assert!(meter.longest_micros > 0 && meter.longest_micros <= meter.total_micros);
    }
}

/// The first try is made to meet another change: it reads, another connection writes, it writes.
#[test]
fn work_runs_again_when_another_change_came_first() {
    for db in each().into_iter().skip(1) {
        let other = Db::open(db.address(), RULES).unwrap();
        let mut tries = 0;
        db.write("meet another", |tx| {
            tries += 1;
            let n: i64 = tx.row("SELECT n FROM counter WHERE name = 'a'", &[])?.unwrap().get("n")?;
            if tries == 1 {
                set(&other, 100)?;
            }
            tx.run("UPDATE counter SET n = $1 WHERE name = 'a'", &values![n + 1])
        })
        .unwrap();
        assert_eq!((tries, count(&db)), (2, 101));
        assert_eq!(db.meters().iter().find(|it| it.name == "meet another").unwrap().retries, 1);
    }
}

#[test]
fn who_never_gets_through_is_told() {
    for db in each().into_iter().skip(1) {
        let other = Db::open(db.address(), RULES).unwrap();
        let always = db.write("never through", |tx| {
            let n: i64 = tx.row("SELECT n FROM counter WHERE name = 'a'", &[])?.unwrap().get("n")?;
            set(&other, n + 7)?;
            // Even work that hides the failure is run again, and never taken for done.
            drop(tx.run("UPDATE counter SET n = $1 WHERE name = 'a'", &values![n + 1]));
            Ok::<_, Error>(())
        });
        let why = always.unwrap_err();
        assert!(why.is_busy() && matches!(why, Error::GaveUp { tries: 24, .. }), "{why}");
        assert_eq!(count(&db), 24 * 7);
    }
}

#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("no")]
    No,
    #[error(transparent)]
    Store(#[from] Error),
}

#[test]
fn an_error_undoes_everything() {
    for db in each() {
        let refused: Result<(), Refusal> = db.write("change one’s mind", |tx| {
            add_one(tx)?;
            Err(Refusal::No)
        });
        assert!(matches!(refused, Err(Refusal::No)));
        let broken: Result<u64, Refusal> =
            db.write("break", |tx| Ok(tx.run("UPDATE nowhere SET n = 1", &[])?));
        assert!(matches!(broken, Err(Refusal::Store(Error::Sql { .. }))), "{broken:?}");
        assert_eq!(count(&db), 0, "{}", db.name());
    }
}

#[test]
fn a_panic_undoes_everything_and_harms_nobody() {
    for db in each() {
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            db.write("panic", |tx| -> Result<(), Error> {
                add_one(tx)?;
                panic!("on purpose")
            })
        }));
        assert!(panicked.is_err());
        assert_eq!(count(&db), 0, "{}", db.name());
        set(&db, 5).unwrap();
        assert_eq!(count(&db), 5, "{}", db.name());
    }
}

#[test]
fn a_failed_statement_cannot_be_stepped_over() {
    for db in each() {
        let hidden = db.write("hide a failure", |tx| {
            add_one(tx)?;
            assert!(tx.run("INSERT INTO counter VALUES ('a', 1)", &[]).unwrap_err().is_unique());
            Ok::<_, Error>(())
        });
        assert!(matches!(hidden, Err(Error::WentOn { .. })), "{} {hidden:?}", db.name());
        let further = db.write("go on", |tx| {
            drop(tx.run("INSERT INTO counter VALUES ('a', 1)", &[]));
            add_one(tx)
        });
        assert!(matches!(further, Err(Error::WentOn { .. })), "{} {further:?}", db.name());
        assert_eq!(count(&db), 0);
        let asked = db.write("ask instead", |tx| {
            tx.run("INSERT INTO counter VALUES ('a', 1) ON CONFLICT (name) DO NOTHING", &[])
        });
        assert_eq!(asked.unwrap(), 0);
    }
}

#[test]
fn a_read_sees_one_moment_and_changes_nothing() {
    for db in each() {
        db.read("look twice", |tx| {
            let look =
                |tx: &mut Tx<'_>| tx.row("SELECT n FROM counter WHERE name = 'a'", &[])?.unwrap().get("n");
            let before: i64 = look(tx)?;
            thread::scope(|scope| scope.spawn(|| set(&db, 9).unwrap()).join().unwrap());
            let after: i64 = look(tx)?;
            assert_eq!((before, after), (0, 0), "{}", db.name());
            Ok::<_, Error>(())
        })
        .unwrap();
        assert_eq!(count(&db), 9);
        let why = db.read("write in a read", add_one).unwrap_err();
        assert!(why.is_read_only(), "{} {why}", db.name());
        assert_eq!(count(&db), 9);
        set(&db, 10).unwrap();
    }
}

#[test]
fn readers_do_not_wait_for_a_writer() {
    for db in each() {
        let (begun, has_begun) = mpsc::channel();
        let (finish, may_finish) = mpsc::channel();
        thread::scope(|scope| {
            let db = &db;
            scope.spawn(move || {
                db.write("take long", |tx| {
                    add_one(tx)?;
                    begun.send(()).unwrap();
                    may_finish.recv().unwrap();
                    Ok::<_, Error>(())
                })
                .unwrap();
            });
            has_begun.recv().unwrap();
            assert_eq!(count(db), 0, "{}", db.name());
            finish.send(()).unwrap();
        });
        assert_eq!(count(&db), 1);
    }
}

#[test]
fn rows_can_be_streamed_and_the_stream_stopped() {
    for db in each() {
        db.write("many", |tx| {
            for id in 0..1000 {
                tx.run("INSERT INTO kinds (id, small) VALUES ($1, $2)", &values![id, id * 2])?;
            }
            Ok::<_, Error>(())
        })
        .unwrap();
        db.read("stream", |tx| {
            let mut sum = 0;
            tx.each("SELECT small FROM kinds", &[], &mut |row| {
                sum += row.at::<i64>(0)?;
                Ok(())
            })?;
            assert_eq!(sum, 999_000);
            let mut seen = 0;
            let stopped = tx.each("SELECT small FROM kinds ORDER BY id", &[], &mut |row| {
                seen += 1;
                row.get::<String>("small").map(drop)
            });
            assert!(matches!(stopped, Err(Error::WrongType { .. })));
            assert_eq!(seen, 1);
            let one = tx.row("SELECT small FROM kinds WHERE id = 999", &[])?.unwrap();
            assert_eq!(one.at::<i64>(0)?, 1998, "the transaction goes on");
            assert!(matches!(tx.row("SELECT small FROM kinds", &[]), Err(Error::ManyRows { .. })));
            assert!(tx.row("SELECT small FROM kinds WHERE id = -1", &[])?.is_none());
            Ok::<_, Error>(())
        })
        .unwrap();
    }
}

#[test]
fn statements_are_counted() {
    for db in each() {
        let before = statements_on_this_thread();
        db.write("count statements", |tx| {
            add_one(tx)?;
            assert_eq!(tx.statements(), 2);
            Ok::<_, Error>(())
        })
        .unwrap();
        assert_eq!(statements_on_this_thread() - before, 2);
        thread::scope(|scope| {
            scope.spawn(|| assert_eq!(statements_on_this_thread(), 0));
        });
    }
}

#[test]
fn a_transaction_inside_another_is_refused() {
    for db in each() {
        let nested = db.write("outer", |_| db.read("inner", |_| Ok::<_, Error>(())));
        assert!(matches!(nested, Err(Error::Nested { outer: "outer", inner: "inner" })), "{nested:?}");
        db.read("outer", |_| Ok::<_, Error>(())).unwrap();
    }
}

#[test]
fn more_threads_than_connections() {
    for db in each() {
        thread::scope(|scope| {
            for _ in 0..24 {
                scope.spawn(|| (0..10).for_each(|_| assert_eq!(count(&db), 0)));
            }
        });
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_works_from_blocking_threads_of_a_runtime() {
    for db in each() {
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let db = db.db().clone();
                tokio::task::spawn_blocking(move || db.write("count up", add_one).unwrap())
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        let counted = tokio::task::spawn_blocking({
            let db = db.db().clone();
            move || count(&db)
        });
        assert_eq!(counted.await.unwrap(), 8);
        // The last clone goes here, on a thread of the runtime that must not wait.
    }
}
