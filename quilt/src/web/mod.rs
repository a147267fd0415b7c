//! The frame around every page, and nothing else: who came (session), whether they may
//! come in (door), what they sent (fields), in which language, and how a refusal looks.

mod alarms;
mod answer;
mod assets;
mod cookie;
mod fields;
mod frame;
mod kept;
mod looks;
mod multipart;
mod program;
mod refused;
mod route;
pub mod shell;
mod store;
mod stream;
mod tiles;
mod visit;
pub mod words;

pub use alarms::{Alarm, Alarms};
pub use answer::{Answer, Made};
pub use assets::stylesheet;
pub use cookie::session as session_cookie;
pub use fields::Fields;
pub use frame::router;
pub use kept::{Kept, Known};
pub use looks::Looks;
pub use program::Document;
pub use refused::try_again;
pub use route::{Door, Route, Serve, Verb, get, post};
pub use shell::Shell;
pub use tiles::Tiles;
pub use visit::Visit;
pub use words::{Lang, say};

pub const ROUTES: &[Route] = &[
    get("/assets/{name}", Door::Anyone, assets::show),
    get("/language/{lang}", Door::Anyone, shell::choose_language),
    get("/about", Door::Anyone, shell::about),
    get("/privacy", Door::Anyone, shell::about),
    get("/accessibility", Door::Anyone, shell::about),
    get("/health", Door::Anyone, shell::health),
];
