//! Plans: how many link workers and builders, where and hosted by whom; how long people would wait, what it costs
//! whom, and what is honestly gained. The model is the leaf `simulate`; here a plan is kept, tried, told and shared.
//!
//! [`told`] is what a plan's results say; [`meanings`] what each figure means; [`sections`] draws them, for a page and for
//! a file that stands by itself. [`checked`] says what to know before a run; [`running`] makes rows beside a file, [`merging`] joins those of shards, [`comparing`] lays
//! two plans side by side, and [`out`] writes files.

pub mod checked;
pub mod comparing;
pub mod meanings;
pub mod merging;
mod named;
pub mod out;
pub mod running;
pub mod said;
pub mod sections;
pub mod told;
