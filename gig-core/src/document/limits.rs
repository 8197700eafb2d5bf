//! How much a file may ask for. Each limit is far beyond honest files and keeps hostile ones small and quick.

/// The longest text, in bytes.
pub const TEXT: usize = 10 * 1024 * 1024;

/// The longest scalar, in bytes.
pub const SCALAR: usize = 1024 * 1024;

/// How deep lists and maps may be nested, aliases expanded.
pub const DEPTH: usize = 64;

/// How many nodes there may be, keys counted and aliases expanded.
///
/// Counting aliases instead would refuse honest files that share one block many times.
pub const NODES: u64 = 1_000_000;

/// How many bytes of text there may be in all nodes, aliases expanded.
pub const EXPANDED_TEXT: u64 = 64 * 1024 * 1024;

/// How many `%TAG` lines there may be: the parser compares each of them with all before it.
pub const TAG_DIRECTIVES: usize = 64;

/// How many files there may be, those that are included and extended counted.
pub const FILES: usize = 100;

/// How long a chain of services that extend one another may be, and one of files that include one another.
pub const CHAIN: usize = 32;
