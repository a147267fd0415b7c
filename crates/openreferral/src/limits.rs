//! How much of a feed is taken in, so that a broken or hostile one cannot fill the machine.
//!
//! The largest real entry seen is a 145 KB description made almost wholly of styling, so the limits below are far
//! above honest use.

/// Levels of nesting inside one element of a feed.
pub const DEPTH: usize = 64;
/// Bytes of one element of a feed: 4 MiB.
pub const ELEMENT_BYTES: usize = 4 << 20;
/// Elements of one feed. Ids are held while it is read, some fifty bytes each, so this bounds the memory as well.
pub const ELEMENTS: u64 = 2_000_000;
/// Rows of one table of a data package.
pub const ROWS: u64 = 10_000_000;
/// Characters kept of a long text such as a description.
pub const TEXT_CHARS: usize = 20_000;
/// Characters kept of a name or another single line.
pub const NAME_CHARS: usize = 250;
/// Characters of a summary.
pub const SUMMARY_CHARS: usize = 200;
/// Entries kept of one list inside a service (locations, schedules, phones ...).
pub const LIST: usize = 500;
/// Repairs reported for one service.
pub const REPAIRS: usize = 100;
/// Refusals and notes that [`crate::read`] lists one by one; what is beyond is counted in a note.
pub const LISTED: usize = 10_000;
/// Bytes kept of organisations that stand before the services that name them: 64 MiB.
pub const OWNERS_BYTES: usize = 64 << 20;
/// Bytes of all tables of a data package together, unpacked: 512 MiB.
pub const PACKAGE_BYTES: usize = 512 << 20;
/// Files in a packed data package.
pub const PACKAGE_FILES: usize = 200;
/// How many times larger than packed a file may be: text packs some 20 times at best.
pub const PACKAGE_RATIO: u64 = 250;
/// Bytes of one row of a table: 1 MiB.
pub const ROW_BYTES: usize = 1 << 20;
