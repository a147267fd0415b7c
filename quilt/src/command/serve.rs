//! `quilt serve`

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use quilt::app::{App, routes};
use quilt::directory::Finder;
use quilt::moment::{Chance, Clock};
use quilt::web::{Alarms, Looks, router};

use super::settings::Resolved;

/// How often chores are done: questions lapse, messages go out.
const CHORES_EVERY: Duration = Duration::from_secs(60);

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
        finder,
        mail: settings.mail()?,
        stories: quilt::reports::Stories::default(),
        counts: quilt::admin::Counts::default(),
        giving: quilt::directory::Giving::default(),
        tiles: settings.tiles()?,
    });
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(64).build()?;
    runtime.block_on(serve(app, &settings.listen))
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
