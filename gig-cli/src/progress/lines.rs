//! Plain lines, one for each thing that has changed or is waited for.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use gig_core::execute::{Event, EventSink};
use gig_core::plan::LaneName;

use super::Telling;
use crate::console::Console;
use crate::options::Detail;
use crate::render::event::{lane, waiting, words};

/// Plain lines on standard error.
pub(super) struct Lines<'a> {
    telling: Telling<'a>,
    out: Mutex<Out<'a>>,
}

struct Out<'a> {
    console: &'a mut Console,
    /// Whether a line was written already.
    has_begun: bool,
    pulling: BTreeSet<LaneName>,
}

impl<'a> Lines<'a> {
    /// Writes to `console`.
    pub(super) fn new(telling: Telling<'a>, console: &'a mut Console) -> Self {
        Self { telling, out: Mutex::new(Out { console, has_begun: false, pulling: BTreeSet::new() }) }
    }

    fn words(&self, event: &Event<'_>) -> Option<String> {
        let Telling { plan, detail, .. } = self.telling;
        words(event, plan, detail).or_else(|| waiting(event).map(str::to_owned).filter(|_| detail == Detail::Changes))
    }
}

impl EventSink for Lines<'_> {
    fn event(&self, event: &Event<'_>) {
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        // An image arrives in hundreds of parts; one line says it.
        let is_known = matches!(event, Event::Pulling { lane, .. } if !out.pulling.insert((*lane).clone()));
        let Some(words) = self.words(event).filter(|_| !is_known) else {
            return;
        };
        let gap = if out.has_begun { "" } else { "\n" };
        out.has_begun = true;
        // What cannot be told must not stop what is being done.
        let _untold = out.console.tell(&format!("{gap}{}\n", self.telling.line(lane(event), &words)));
    }
}
