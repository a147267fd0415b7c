//! How quickly a directory is read: `make bench-import`.
fn main() {}
