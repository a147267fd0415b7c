//! Charts drawn on the server as SVG, each with its numbers in a table beside it. Shape, dash, pattern and words tell series apart; colour only helps.
//! Every chart is a `figure` named by its title and described by a sentence made from its numbers.

mod bands;
mod course;
mod flow;
mod frame;
mod lines;
mod pairs;
mod patchwork;
mod ranges;
mod scale;
mod tornado;

pub use bands::Bands;
pub use course::{Course, Happened, Point};
pub use flow::{Flow, FlowStage};
pub use lines::{Lines, Series};
pub use pairs::Pairs;
pub use patchwork::{Patch, Patchwork};
pub use ranges::Ranges;
pub use tornado::Tornado;
