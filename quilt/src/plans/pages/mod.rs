//! The pages of plans: the list, a plan with its sliders beside its answer, what it says at length, two side by side, and
//! what is done with one. [`opened`] finds a plan for whoever asks; [`levers`] and
//! [`posts`] are what is moved, [`answer`] what comes of it.

mod answer;
pub(super) mod begin;
mod cliff_chart;
pub(super) mod compare_page;
pub(super) mod composed;
pub(super) mod levers;
pub(super) mod list_page;
pub(super) mod opened;
pub(super) mod plan_page;
pub(super) mod posts;
pub(super) mod save;
pub(super) mod take;
