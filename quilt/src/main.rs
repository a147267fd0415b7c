//! The `quilt` command: what it can be asked to do, and what each word means.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks to whoever typed it")]

mod command;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let line = command::Line::parse();
    match line.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("quilt: {trouble:#}");
            ExitCode::FAILURE
        }
    }
}
