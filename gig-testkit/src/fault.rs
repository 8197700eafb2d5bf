//! Faults between gig and an engine: every call can fail, get lost, be lied about, or be the last one.
//!
//! A [`FaultRuntime`] stands before any runtime and asks its rules about each call. Rules are asked in the order
//! of their installation; the first verdict other than [`Verdict::Pass`] holds.

mod rule;
mod runtime;

pub use rule::{Rule, RuleGuard, Verdict, nth_call, nth_mutating_call};
pub use runtime::FaultRuntime;
