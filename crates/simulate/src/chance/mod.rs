//! Chance that can be had again: a generator with as many streams as anybody asks for, samplers whose output is part of
//! the contract, and distributions a plan's values may have.
//!
//! Every number drawn is a function of a seed and of *what it is for*, so two strategies meet the same people, and the
//! number of threads changes nothing. Logarithms and powers come from one library written in Rust, so that a run on one
//! machine can be joined with a run on another bit by bit.

mod count;
mod distribution;
mod normal;
mod philox;
mod special;
mod stream;
mod truncated;
mod variate;
mod ziggurat;

pub(crate) use count::few;
pub use count::{dirichlet, poisson};
pub use distribution::{Distribution, Shape, Unfit};
pub use normal::{normal_density, normal_probability, normal_quantile};
pub use philox::philox;
pub use special::{beta_probability, beta_quantile, gamma_probability, gamma_quantile};
pub(crate) use special::{power, weibull_mean};
pub use stream::{Purpose, Stream, StreamId};
pub use truncated::Truncated;
pub use variate::{beta, exponential, gamma, lognormal, normal, weibull};
pub use ziggurat::Ziggurat;
