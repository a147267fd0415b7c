//! What a running Quilt holds, and the table of everything it serves.

use store::Db;

use crate::moment::{Chance, Clock, Moment};
use crate::settings::Area;
use crate::web::{self, Looks, Route};

pub struct App {
    pub db: Db,
    pub clock: Clock,
    pub chance: Chance,
    pub keys: identity::Keys,
    pub area: Area,
    /// The address people reach this installation by: what links in letters and messages begin with.
    pub base: String,
    pub looks: Looks,
    pub finder: crate::directory::Finder,
    /// What every team lead must see at once.
    pub alarms: web::Alarms,
    /// What of the directory other directories may have.
    pub giving: crate::directory::Giving,
    /// What group stories are told from, in memory.
    pub stories: crate::reports::Stories,
    /// What people used of the health service, told lately.
    pub use_told: crate::system_use::Told,
    /// Plans being worked out, and what they came to lately.
    pub plans: crate::plans::Runs,
    /// How much there is of everything, counted lately.
    pub counts: crate::admin::Counts,
    /// Whether feeds added on a page may stand in the private network this runs in.
    pub private_feeds: bool,
    /// How e-mail leaves; without it messages wait to be copied or printed.
    pub mail: Option<crate::messages::Mail>,
    /// Where the streets under a map come from; without it maps are drawn here.
    pub tiles: Option<web::Tiles>,
}

impl App {
    pub fn now(&self) -> Moment {
        Moment { at: self.clock.now(), chance: self.chance.clone() }
    }

    /// Whether cookies may only travel encrypted.
    pub fn secure(&self) -> bool {
        self.base.starts_with("https://")
    }
}

/// What is done each minute, asked or not: old sessions go, unanswered questions lapse, leads are
/// told who is overdue, messages go out.
///
/// # Errors
/// When the database cannot be written; what was not done is done the next minute.
pub fn do_chores(app: &App) -> Result<(), crate::refusal::Refusal> {
    let now = app.now();
    app.db.write("clear old sessions", |tx| crate::access::clear_old_sessions(tx, &now))?;
    app.db.write("forget where reports came from", |tx| crate::directory::forget_marks(tx, &now))?;
    app.db.write("open groups again", |tx| crate::directory::open_again(tx, app.area.id, &now))?;
    let done = crate::journeys::chores(&app.db, &app.area, &now, app.mail.as_ref())?;
    app.alarms.put(crate::journeys::alarms(&app.db, app.area.id, &now)?);
    let secret = measure::Secret::new(app.keys.figures());
    app.stories.refresh(&app.db, app.area.id, &secret, now.at)?;
    tracing::debug!(?done, "chores");
    Ok(())
}

/// Signs where the ledger stands, so that nobody can shorten it unseen.
///
/// # Errors
/// When the database cannot be written.
pub fn sign_ledger(app: &App) -> Result<(), crate::refusal::Refusal> {
    let key = app.keys.ledger();
    let at = app.clock.now();
    let signed =
        app.db.write("sign the ledger", |tx| ledger::checkpoint(tx, app.area.id.into(), &key, at))?;
    if signed.is_some() {
        tracing::info!("signed the ledger");
    }
    Ok(())
}

/// Everything served, context by context. What is not here does not exist.
pub fn routes() -> &'static [Route] {
    static ALL: std::sync::LazyLock<Vec<Route>> = std::sync::LazyLock::new(|| {
        [
            web::ROUTES,
            crate::access::ROUTES,
            crate::people::ROUTES,
            crate::directory::ROUTES,
            crate::referrals::ROUTES,
            crate::outcomes::ROUTES,
            crate::journeys::ROUTES,
            crate::told_stories::ROUTES,
            crate::system_use::ROUTES,
            crate::reports::ROUTES,
            crate::exports::ROUTES,
            crate::plans::ROUTES,
            crate::admin::ROUTES,
            crate::api::ROUTES,
        ]
        .concat()
    });
    &ALL
}

/// Tables that hold no fact about anybody and need no ledger line: sessions, form tokens,
/// the state of a message on its way, public facts about places, marks that wear off in a day.
pub const UNLEDGERED: &[&str] = &[
    "session",
    "form_once",
    "sign_in_failure",
    "ask_draft",
    "place",
    "place_part",
    "town",
    "directory_change",
    // What a reading of a feed has come to so far; what came of it in the end has its line.
    "feed_reading",
    "feed_page",
    "feed_waiting",
    // By what an entry was read last: no fact about anything, and no more than time saved.
    "service_mark",
    "report_mark",
    // Worked out from a plan alone, and worked out again when it is not here.
    "plan_result",
    "schema_migration",
];

/// The database's history, from the first release on.
pub const MIGRATIONS: &[store::Migration] = &[
    store::Migration {
        version: 1,
        name: "the house",
        sqlite: include_str!("../migrations/sqlite/0001_the_house.sql"),
        postgres: include_str!("../migrations/postgres/0001_the_house.sql"),
    },
    store::Migration {
        version: 2,
        name: "feeds",
        sqlite: include_str!("../migrations/sqlite/0002_feeds.sql"),
        postgres: include_str!("../migrations/postgres/0002_feeds.sql"),
    },
    store::Migration {
        version: 3,
        name: "our layer",
        sqlite: include_str!("../migrations/sqlite/0003_our_layer.sql"),
        postgres: include_str!("../migrations/postgres/0003_our_layer.sql"),
    },
    store::Migration {
        version: 4,
        name: "places",
        sqlite: include_str!("../migrations/sqlite/0004_places.sql"),
        postgres: include_str!("../migrations/postgres/0004_places.sql"),
    },
    store::Migration {
        version: 7,
        name: "counting messages",
        sqlite: include_str!("../migrations/sqlite/0007_counting_messages.sql"),
        postgres: include_str!("../migrations/postgres/0007_counting_messages.sql"),
    },
    store::Migration {
        version: 8,
        name: "asking",
        sqlite: include_str!("../migrations/sqlite/0008_asking.sql"),
        postgres: include_str!("../migrations/postgres/0008_asking.sql"),
    },
    store::Migration {
        version: 10,
        name: "coded choices",
        sqlite: include_str!("../migrations/sqlite/0010_coded_choices.sql"),
        postgres: include_str!("../migrations/postgres/0010_coded_choices.sql"),
    },
    store::Migration {
        version: 11,
        name: "told stories and use",
        sqlite: include_str!("../migrations/sqlite/0011_told_stories_and_use.sql"),
        postgres: include_str!("../migrations/postgres/0011_told_stories_and_use.sql"),
    },
    store::Migration {
        version: 12,
        name: "marks",
        sqlite: include_str!("../migrations/sqlite/0012_marks.sql"),
        postgres: include_str!("../migrations/postgres/0012_marks.sql"),
    },
    store::Migration {
        version: 13,
        name: "plans",
        sqlite: include_str!("../migrations/sqlite/0013_plans.sql"),
        postgres: include_str!("../migrations/postgres/0013_plans.sql"),
    },
    store::Migration {
        version: 14,
        name: "reasons and erasures",
        sqlite: include_str!("../migrations/sqlite/0014_reasons_and_erasures.sql"),
        postgres: include_str!("../migrations/postgres/0014_reasons_and_erasures.sql"),
    },
    store::Migration {
        version: 15,
        name: "answered alone",
        sqlite: include_str!("../migrations/sqlite/0015_answered_alone.sql"),
        postgres: include_str!("../migrations/postgres/0015_answered_alone.sql"),
    },
];
