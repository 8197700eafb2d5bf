//! The `gig` command.
fn main() {}
