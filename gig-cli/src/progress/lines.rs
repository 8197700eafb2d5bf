//! Plain lines, one for each thing that has changed.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use gig_core::execute::{Event, EventSink};
use gig_core::plan::LaneName;

use super::label;
use crate::console::Console;
use crate::options::Detail;
use crate::render::event::{lane, words};

/// Plain lines on standard error.
pub(super) struct Lines<'a> {
    out: Mutex<Out<'a>>,
    width: usize,
    detail: Detail,
}

struct Out<'a> {
    console: &'a mut Console,
    pulling: BTreeSet<LaneName>,
}

impl<'a> Lines<'a> {
    /// Writes to `console`, with lane names padded to `width`.
    pub(super) fn new(console: &'a mut Console, width: usize, detail: Detail) -> Self {
        Self { out: Mutex::new(Out { console, pulling: BTreeSet::new() }), width, detail }
    }
}

impl EventSink for Lines<'_> {
    fn event(&self, event: &Event<'_>) {
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        let words = match event {
            // An image arrives in hundreds of parts; one line says it.
            Event::Pulling { lane, .. } if out.pulling.insert((*lane).clone()) => Some("pulling".to_owned()),
            _ => words(event, self.detail),
        };
        let Some(words) = words else {
            return;
        };
        let width = self.width;
        let name = lane(event).map(|lane| format!("{:width$}  ", label(lane))).unwrap_or_default();
        // What cannot be told must not stop what is being done.
        let _untold = out.console.tell(&format!("{name}{words}\n"));
    }
}
