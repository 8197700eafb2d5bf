//! The one loop: it begins what is ready, takes in what ends, and tells both.
//!
//! It starts no task: the steps under way are futures that it polls itself. What can be begun is found in
//! [`ready`](super::ready), what a step does in [`perform`](super::perform).

use std::time::Duration;

use futures_util::future::{AbortHandle, Abortable, BoxFuture};
use futures_util::stream::{FuturesUnordered, StreamExt};
use futures_util::{FutureExt, select_biased};

use super::lane::{LaneState, Phase};
use super::perform::{Means, Performer, StepFailure};
use super::ready::{Lanes, Move, takes_place};
use super::{Event, LaneOutcome, LaneReport};
use crate::plan::{Action, Lane, LaneName, Plan, Step};
use crate::runtime::InstanceId;

/// What became of the lanes.
pub(super) struct Dispatched {
    /// The lanes, in the order of the plan.
    pub(super) lanes: Vec<LaneReport>,
    /// Whether somebody asked to stop early.
    pub(super) cancelled: bool,
}

/// The loop and what it owns.
pub(super) struct Dispatcher<'a> {
    means: Means<'a>,
    lanes: Lanes<'a>,
    under_way: FuturesUnordered<BoxFuture<'a, (usize, Ending)>>,
}

/// How something that was under way ended.
enum Ending {
    /// The step is done, and has created this, where it creates something.
    Done(Option<InstanceId>),
    /// The step has failed.
    Failed(StepFailure),
    /// The step was ended early.
    Interrupted,
    /// The lane was put back, up to the first of these errors.
    PutBack(Option<String>),
}

impl<'a> Dispatcher<'a> {
    pub(super) fn new(plan: &'a Plan, means: Means<'a>, parallel: usize) -> Self {
        Self { means, lanes: Lanes::new(plan, parallel), under_way: FuturesUnordered::new() }
    }

    /// Runs until every lane is over; begins no step any more once `cancelled` is ready.
    pub(super) async fn run(mut self, cancelled: BoxFuture<'_, ()>) -> Dispatched {
        let mut cancelled = cancelled.fuse();
        while self.advance() {
            select_biased! {
                () = cancelled => self.cancel(),
                (number, ending) = self.under_way.select_next_some() => self.take_in(number, ending),
            }
        }
        let cancelled = self.lanes.cancelled;
        Dispatched { lanes: self.lanes.states.into_iter().map(LaneState::report).collect(), cancelled }
    }

    /// Moves every lane as far as it can be moved now; returns whether anything is under way then.
    fn advance(&mut self) -> bool {
        loop {
            while self.advance_each_once() {}
            match self.lanes.first_unfinished() {
                Some(number) if self.under_way.is_empty() => self.untie(number),
                unfinished => return unfinished.is_some(),
            }
        }
    }

    /// Returns whether a lane has moved: that may let another one move.
    fn advance_each_once(&mut self) -> bool {
        let mut moved = false;
        let mut place_is_free = self.lanes.is_place_free();
        for number in 0..self.lanes.states.len() {
            let next = self.lanes.next_move(number, place_is_free);
            moved |= next != Move::Stay;
            match next {
                Move::Stay => {}
                Move::Pass => self.lanes.states[number].pass(),
                Move::Begin => {
                    self.begin(number);
                    place_is_free = self.lanes.is_place_free();
                }
                Move::Finish => self.end(number, LaneOutcome::Done),
                Move::Halt => self.halt(number),
                Move::GiveUp(lane) => self.give_up(number, lane),
            }
        }
        moved
    }

    fn begin(&mut self, number: usize) {
        let Some(Step { action, .. }) = self.lanes.states[number].step() else { return };
        self.tell(&Event::StepBegins { lane: &self.lane(number).name, action });
        let work = self.performer(number).step(action);
        let (interrupt, work) = if is_interruptible(action) {
            let (handle, registration) = AbortHandle::new_pair();
            let work = Abortable::new(work, registration).map(|ended| ended.map_or(Ending::Interrupted, Ending::from));
            (Some(handle), work.boxed())
        } else {
            (None, work.map(Ending::from).boxed())
        };
        self.lanes.states[number].begin(self.means.clock.now(), takes_place(action), interrupt);
        self.under_way.push(work.map(move |ending| (number, ending)).boxed());
    }

    fn take_in(&mut self, number: usize, ending: Ending) {
        match ending {
            Ending::Done(created) => self.step_done(number, created),
            Ending::Failed(failure) => {
                self.lanes.states[number].last_lines = failure.last_lines;
                self.fail(number, failure.error);
            }
            Ending::Interrupted => self.halt(number),
            Ending::PutBack(None) if self.lanes.states[number].goes_on_regardless() => {
                self.end(number, LaneOutcome::Done)
            }
            Ending::PutBack(None) => self.end(number, LaneOutcome::PutBack),
            Ending::PutBack(error) => {
                self.lanes.states[number].undo_error = error;
                self.end(number, LaneOutcome::Stuck);
            }
        }
    }

    fn step_done(&mut self, number: usize, created: Option<InstanceId>) {
        let took = self.busy_for(number);
        let state = &mut self.lanes.states[number];
        if created.is_some() {
            state.created = created;
        }
        let done = state.step();
        state.pass();
        if let Some(Step { action, .. }) = done {
            self.tell(&Event::StepDone { lane: &self.lane(number).name, action, took });
        }
    }

    fn fail(&mut self, number: usize, error: String) {
        if let Some(Step { action, .. }) = self.lanes.states[number].step() {
            self.tell(&Event::StepFailed { lane: &self.lane(number).name, action, error: &error });
        }
        self.lanes.failed = true;
        self.lanes.states[number].error = Some(error);
        self.halt(number);
    }

    /// A lane that waits in vain has not failed itself.
    fn give_up(&mut self, number: usize, lane: LaneName) {
        self.lanes.states[number].held_up_by = Some(lane);
        self.halt(number);
    }

    /// Leaves a lane at the step it is at: what was changed is put back.
    fn halt(&mut self, number: usize) {
        let state = &mut self.lanes.states[number];
        let actions = state.step().map_or(&[][..], |step| &step.if_fails);
        if !state.has_begun() {
            return self.end(number, LaneOutcome::NotRun);
        }
        if actions.is_empty() {
            return self.end(number, LaneOutcome::PutBack);
        }
        state.phase = Phase::PuttingBack;
        if !state.goes_on_regardless() {
            self.tell(&Event::PuttingBack { lane: &self.lane(number).name });
        }
        let work = self.performer(number).put_back(actions);
        self.under_way.push(work.map(move |error| (number, Ending::PutBack(error))).boxed());
    }

    /// Every wait ends, also where a plan that was written by hand makes lanes wait for each other.
    fn untie(&mut self, number: usize) {
        self.fail(number, "it waits for a lane that waits for it".to_owned());
    }

    fn cancel(&mut self) {
        self.lanes.cancelled = true;
        self.tell(&Event::Cancelling);
        for state in &self.lanes.states {
            if let Phase::Busy { interrupt: Some(interrupt), .. } = &state.phase {
                interrupt.abort();
            }
        }
    }

    fn end(&mut self, number: usize, outcome: LaneOutcome) {
        let took = self.lanes.states[number].end(outcome, self.means.clock.now());
        self.tell(&Event::LaneEnds { lane: &self.lane(number).name, outcome, took });
    }

    fn busy_for(&self, number: usize) -> Duration {
        match self.lanes.states[number].phase {
            Phase::Busy { since, .. } => self.means.clock.now().saturating_sub(since),
            Phase::Idle | Phase::PuttingBack | Phase::Ended(_) => Duration::ZERO,
        }
    }

    fn performer(&self, number: usize) -> Performer<'a> {
        let state = &self.lanes.states[number];
        Performer { means: self.means, lane: &state.lane.name, new: state.created.clone() }
    }

    fn lane(&self, number: usize) -> &'a Lane {
        self.lanes.states[number].lane
    }

    fn tell(&self, event: &Event<'_>) {
        self.means.events.event(event);
    }
}

impl From<Result<Option<InstanceId>, StepFailure>> for Ending {
    fn from(result: Result<Option<InstanceId>, StepFailure>) -> Self {
        result.map_or_else(Self::Failed, Self::Done)
    }
}

/// Waiting and fetching take long and change nothing that would have to be put back.
fn is_interruptible(action: &Action) -> bool {
    matches!(action, Action::Prove { .. } | Action::PrepareImage(_))
}
