//! Queues as textbooks have them: exact answers, and the simulator's own kernel asked the same questions.
//!
//! A plan's path is too rich for a closed form, so its parts are held to those that have one. [`closed`] are the forms,
//! [`station`] the kernel beside them. The forms are also of use by themselves: the cliff a page draws, where a few
//! referrals more turn a wait of days into months, is [`closed::erlang_c`].

pub mod closed;
pub mod station;

pub use closed::{Waiting, erlang_a, erlang_b, erlang_c, finite_room, fluid, general_service, ramp};
pub use station::{Observed, Service, Station};
