//! The `quilt` command.

fn main() {}
