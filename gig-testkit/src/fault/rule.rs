//! What decides which calls go wrong, and how.

use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use gig_core::runtime::RuntimeErrorKind;

use crate::call::Call;

/// What becomes of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is carried out.
    Pass,
    /// It is not carried out, and fails like this.
    Fail(RuntimeErrorKind),
    /// It is carried out, but the answer is lost.
    Lose,
    /// It is answered as if it had been carried out, and is not. Calls that only look are carried out all the same.
    Lie,
    /// The caller dies before it is carried out: neither this call nor any later one ever returns.
    CrashBefore,
    /// The caller dies after it was carried out.
    CrashAfter,
    /// It is carried out after this time.
    Delay(Duration),
}

/// Decides what becomes of calls. It may count, since each call is shown to it once.
pub trait Rule: Send {
    /// Decides what becomes of `call`.
    fn on_call(&mut self, call: &Call) -> Verdict;
}

impl<F: FnMut(&Call) -> Verdict + Send> Rule for F {
    fn on_call(&mut self, call: &Call) -> Verdict {
        self(call)
    }
}

/// Lets `verdict` befall the call number `n` of all, counted from 1, and no other.
pub fn nth_call(n: usize, verdict: Verdict) -> impl Rule {
    nth(n, verdict, |_| true)
}

/// Lets `verdict` befall the call number `n` of those that may change something, counted from 1, and no other.
pub fn nth_mutating_call(n: usize, verdict: Verdict) -> impl Rule {
    nth(n, verdict, Call::is_mutating)
}

fn nth(n: usize, verdict: Verdict, counts: impl Fn(&Call) -> bool + Send) -> impl Rule {
    let mut seen = 0;
    move |call: &Call| {
        seen += usize::from(counts(call));
        if counts(call) && seen == n { verdict } else { Verdict::Pass }
    }
}

/// The rules that are installed, in the order of their installation.
#[derive(Default)]
pub(super) struct Rules {
    installed: Vec<(usize, Box<dyn Rule>)>,
    next: usize,
}

impl Rules {
    pub(super) fn judge(&mut self, call: &Call) -> Verdict {
        // Every rule sees every call: one that counts must not miss those that another decides.
        let verdicts: Vec<Verdict> = self.installed.iter_mut().map(|(_, rule)| rule.on_call(call)).collect();
        verdicts.into_iter().find(|verdict| *verdict != Verdict::Pass).unwrap_or(Verdict::Pass)
    }

    pub(super) fn install(rules: &Arc<Mutex<Self>>, rule: impl Rule + 'static) -> RuleGuard {
        let mut locked = rules.lock().unwrap_or_else(PoisonError::into_inner);
        locked.next += 1;
        let number = locked.next;
        locked.installed.push((number, Box::new(rule)));
        RuleGuard { rules: Arc::downgrade(rules), number }
    }
}

/// Holds a rule in force.
#[must_use = "dropping the guard takes the rule away"]
pub struct RuleGuard {
    rules: Weak<Mutex<Rules>>,
    number: usize,
}

impl RuleGuard {
    /// Leaves the rule in force for good.
    pub fn forget(mut self) {
        self.rules = Weak::new();
    }
}

impl Drop for RuleGuard {
    fn drop(&mut self) {
        if let Some(rules) = self.rules.upgrade() {
            let mut rules = rules.lock().unwrap_or_else(PoisonError::into_inner);
            rules.installed.retain(|(number, _)| *number != self.number);
        }
    }
}
