//! The map beside the list: what was found, as numbered dots over the lie of the land. It is
//! drawn here, so that it is there without a script, and asks nothing of anybody. Where the
//! settings name a source of streets, a script puts them underneath.

mod drawn;
mod frame;
mod ground;
mod outline;
mod spread;

pub(super) use drawn::{Dot, Map, anchor};
pub(super) use ground::{Ground, Grounds};
