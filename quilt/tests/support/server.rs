//! A real server on a port of its own, with a clock the test moves and chance that repeats.

use std::net::SocketAddr;
use std::sync::Arc;

use jiff::{Span, Timestamp};
use quilt::app::{App, routes};
use quilt::directory::Finder;
use quilt::moment::{Chance, Clock, Moment};
use quilt::web::{Alarms, Looks, router};
use store::testing::TestDb;

use super::Browser;

pub struct Server {
    pub app: Arc<App>,
    pub address: SocketAddr,
    /// Stops the server when it is dropped.
    _runtime: tokio::runtime::Runtime,
}

impl Server {
    /// Serves this database, whose area must be founded.
    pub fn start(db: &TestDb, chance: &Chance) -> Server {
        let area = db.read("find the area", quilt::settings::area).unwrap().expect("an area is founded");
        let app = Arc::new(App {
            finder: Finder::load(db.db(), area.id).unwrap(),
            db: db.db().clone(),
            clock: Clock::set(quilt::fixture::moment().at),
            chance: chance.clone(),
            keys: identity::Keys::new([7; 32]),
            area,
            base: "http://quilt.example".into(),
            looks: Looks::default(),
            alarms: Alarms::default(),
            private_feeds: false,
            mail: None,
            stories: quilt::reports::Stories::default(),
            use_told: quilt::system_use::Told::default(),
            plans: quilt::plans::Runs::default(),
            counts: quilt::admin::Counts::default(),
            giving: quilt::directory::Giving::default(),
            tiles: None,
        });
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let served = router(app.clone(), routes()).into_make_service_with_connect_info::<SocketAddr>();
        runtime.spawn(async move { axum::serve(listener, served).await });
        Server { app, address, _runtime: runtime }
    }

    /// Someone who is not signed in.
    pub fn visitor(&self, name: &str) -> Browser {
        Browser::new(name, self.address)
    }

    /// Someone signed in to this account.
    #[track_caller]
    pub fn browser(&self, name: &str, account: &str) -> Browser {
        let mut browser = self.visitor(name);
        browser.be(account);
        browser
    }

    pub fn now(&self) -> Moment {
        self.app.now()
    }

    /// Moves the clock on: `server.pass(3.days())`.
    pub fn pass(&self, span: Span) {
        let zone = quilt::moment::zone();
        let at: Timestamp = self.app.clock.now().to_zoned(zone).checked_add(span).unwrap().timestamp();
        self.app.clock.put(at);
    }
}
