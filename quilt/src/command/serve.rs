//! `quilt serve`

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::Context;
use quilt::access::Actor;
use quilt::app::{App, routes};
use quilt::directory::Finder;
use quilt::directory::feeds::{self, Bounds, Reach};
use quilt::moment::{Chance, Clock};
use quilt::web::{Alarms, Looks, router};

use super::settings::Resolved;

/// How often chores are done: questions lapse, messages go out.
const CHORES_EVERY: Duration = Duration::from_secs(60);

/// How often is looked whether a feed is due: soon after somebody asked for it.
const FEEDS_EVERY: Duration = Duration::from_secs(2);

/// How long a reading under way is waited for when Quilt is stopped; it goes on at the next start.
const FEEDS_LEAVE: Duration = Duration::from_secs(5);

/// How many rounds of chores there are between two signatures on the ledger: an hour of them.
const ROUNDS_A_SIGNATURE: u64 = 60;

pub fn run(settings: &Resolved) -> anyhow::Result<()> {
    write_log();
    let db = super::open(settings)?;
    let area = super::area(&db)?;
    let finder = Finder::load(&db, area.id).map_err(|refusal| anyhow::anyhow!("{refusal}"))?;
    let app = Arc::new(App {
        keys: settings.keys()?,
        db,
        clock: Clock::System,
        chance: Chance::System,
        area,
        base: settings.base.clone(),
        looks: Looks::default(),
        alarms: Alarms::default(),
        private_feeds: settings.private_feeds,
        finder,
        mail: settings.mail()?,
        stories: quilt::reports::Stories::default(),
        use_told: quilt::system_use::Told::default(),
        plans: quilt::plans::Runs::default(),
        counts: quilt::admin::Counts::default(),
        giving: quilt::directory::Giving::default(),
        tiles: settings.tiles()?,
    });
    let stop = Arc::new(AtomicBool::new(false));
    let reader = read_feeds(app.clone(), stop.clone())?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(64).build()?;
    let served = runtime.block_on(serve(app, &settings.listen));
    stop.store(true, Ordering::Relaxed);
    leave(&reader);
    served
}

/// Reads feeds as they fall due, on a thread of its own: a slow publisher holds up nothing else.
fn read_feeds(app: Arc<App>, stop: Arc<AtomicBool>) -> std::io::Result<JoinHandle<()>> {
    let reach = if app.private_feeds { Reach::Anywhere } else { Reach::PublicOnly };
    std::thread::Builder::new().name("feeds".into()).spawn(move || {
        let by = Actor::program(app.area.id, "Quilt");
        while !stop.load(Ordering::Relaxed) {
            let now = app.now();
            let reading = feeds::Reading {
                db: &app.db,
                by: &by,
                now: &now,
                reach,
                bounds: Bounds::default(),
                stop: &stop,
            };
            if let Err(refusal) = feeds::read_due(&reading) {
                tracing::error!(%refusal, "what is due was not read");
            }
            rest(&stop, FEEDS_EVERY);
        }
    })
}

fn rest(stop: &AtomicBool, long: Duration) {
    let until = Instant::now() + long;
    while Instant::now() < until && !stop.load(Ordering::Relaxed) {
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Waits a little for a reading to leave its place in order; what it has kept is whole anyway.
fn leave(reader: &JoinHandle<()>) {
    let until = Instant::now() + FEEDS_LEAVE;
    while !reader.is_finished() && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
}

async fn serve(app: Arc<App>, listen: &str) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::bind(listen).await.with_context(|| {
        format!("could not listen on {listen}. Is another Quilt serving there? Choose one with --listen")
    })?;
    println!("Quilt is at http://{}", listener.local_addr()?);
    let chores = tokio::spawn(chores(app.clone()));
    let service = router(app, routes()).into_make_service_with_connect_info::<std::net::SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(told_to_stop()).await?;
    chores.abort();
    println!("Everything in flight is finished. Goodbye.");
    Ok(())
}

async fn chores(app: Arc<App>) {
    let mut every = tokio::time::interval(CHORES_EVERY);
    for round in 0.. {
        every.tick().await;
        let app = app.clone();
        let done = tokio::task::spawn_blocking(move || {
            if u64::is_multiple_of(round, ROUNDS_A_SIGNATURE) {
                quilt::app::sign_ledger(&app)?;
            }
            quilt::app::do_chores(&app)
        })
        .await;
        match done {
            Ok(Ok(())) => {}
            Ok(Err(refusal)) => tracing::error!(%refusal, "the chores were not finished"),
            Err(panicked) => tracing::error!(%panicked, "the chores failed"),
        }
    }
}

async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            },
            Err(_) => {
                let _stopped = interrupted.await;
            }
        }
    }
    #[cfg(not(unix))]
    {
        let _stopped = interrupted.await;
    }
}

/// Lines of JSON on standard error; `QUILT_LOG` says how much ("info", "quilt=debug").
fn write_log() {
    let filter = std::env::var("QUILT_LOG").unwrap_or_else(|_| "info".into());
    let _already = tracing_subscriber::fmt()
        .json()
        .with_env_filter(tracing_subscriber::EnvFilter::new(filter))
        .with_writer(std::io::stderr)
        .try_init();
}
