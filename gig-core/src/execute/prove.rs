//! The wait until an instance has come as far as it should, or cannot any more.

use std::time::Duration;

use super::perform::{ActionError, Performer};
use crate::plan::{Milestone, Target};
use crate::runtime::{Health, Inspection, RunState};

/// The pause after the first look; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
/// The longest pause. Engines run health checks no more often than about once in a second.
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

/// That an instance did not come as far as it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unproved {
    #[error("`{name}` {} within {} s", missed(*until), within.as_secs_f64())]
    TooLate { name: String, until: Milestone, within: Duration },
    #[error("`{name}` {}: it {why}", missed(*until))]
    Never { name: String, until: Milestone, why: String },
}

/// What one look shows of it.
#[derive(Debug, PartialEq, Eq)]
enum Judgement {
    Reached,
    NotYet,
    /// It cannot come that far any more: `exited with code 1`.
    Never(String),
}

/// What is asked of an instance.
#[derive(Debug, Clone, Copy)]
pub(super) struct Proof {
    /// How far it must come.
    pub(super) until: Milestone,
    /// How long it may take.
    pub(super) within: Duration,
    /// How long it must have run to count as healthy where it has no health check.
    pub(super) settle: Duration,
}

/// What is known of an instance from looking at it before.
#[derive(Debug, Clone, Copy)]
struct Watched {
    /// For how long it is being looked at.
    time: Duration,
    /// How often the engine had started it again before.
    restarts_before: u32,
}

impl Performer<'_> {
    /// Looks at an instance until it has come as far as it should.
    pub(super) async fn prove(&self, target: &Target, proof: Proof) -> Result<(), ActionError> {
        let id = self.id(target)?;
        let Proof { until, within, .. } = proof;
        let clock = self.means.clock;
        let began = clock.now();
        let mut pause = FIRST_PAUSE;
        let mut restarts_before = matches!(target, Target::New).then_some(0);
        loop {
            let seen = self.inspect(id).await?;
            let time = clock.now().saturating_sub(began);
            let watched = Watched { time, restarts_before: *restarts_before.get_or_insert(seen.restarts) };
            match judge(&seen, proof, watched) {
                Judgement::Reached => return Ok(()),
                Judgement::Never(why) => return Err(Unproved::Never { name: seen.name, until, why }.into()),
                Judgement::NotYet if time >= within => {
                    return Err(Unproved::TooLate { name: seen.name, until, within }.into());
                }
                Judgement::NotYet => clock.sleep(pause.min(within.saturating_sub(time))).await,
            }
            pause = LONGEST_PAUSE.min(pause * 2);
        }
    }
}

fn judge(seen: &Inspection, proof: Proof, watched: Watched) -> Judgement {
    match proof.until {
        Milestone::Started => judge_service(seen, watched).unwrap_or(Judgement::Reached),
        Milestone::Healthy => judge_service(seen, watched).unwrap_or_else(|| judge_health(seen.health, proof, watched)),
        Milestone::Completed => judge_job(seen),
        Milestone::Created | Milestone::SetUp | Milestone::Stopped | Milestone::Done => {
            Judgement::Never("cannot be looked at for that".to_owned())
        }
    }
}

/// `None` where it runs and has not ended since.
fn judge_service(seen: &Inspection, watched: Watched) -> Option<Judgement> {
    if seen.state != RunState::Running {
        return Some(Judgement::Never(not_running(seen)));
    }
    let started_again = seen.restarts > watched.restarts_before;
    started_again.then(|| Judgement::Never("ended and was started again by the engine".to_owned()))
}

/// Without a health check, an instance that has lived for a while is all the health there is to see.
fn judge_health(health: Health, proof: Proof, watched: Watched) -> Judgement {
    match health {
        Health::Healthy => Judgement::Reached,
        Health::None if watched.time >= proof.settle.min(proof.within) => Judgement::Reached,
        Health::None | Health::Starting => Judgement::NotYet,
        Health::Unhealthy => Judgement::Never("fails its health check".to_owned()),
    }
}

/// A job may be started again by the engine after a failure, if its restart policy says so.
fn judge_job(seen: &Inspection) -> Judgement {
    match (seen.state, seen.exit_code) {
        (RunState::Exited, Some(0)) => Judgement::Reached,
        (RunState::Running | RunState::Restarting, _) => Judgement::NotYet,
        _ => Judgement::Never(not_running(seen)),
    }
}

fn not_running(seen: &Inspection) -> String {
    let code = seen.exit_code.map_or_else(|| "an unknown code".to_owned(), |code| format!("code {code}"));
    match seen.state {
        RunState::Exited => format!("exited with {code}"),
        RunState::Restarting => format!("exited with {code} and is restarting"),
        RunState::Created => "was never started".to_owned(),
        RunState::Running | RunState::Paused | RunState::Dead | RunState::Removing => format!("is {}", seen.state),
    }
}

fn missed(until: Milestone) -> &'static str {
    match until {
        Milestone::Started | Milestone::Healthy => "did not come up",
        Milestone::Completed => "did not complete",
        Milestone::Created => "was not created",
        Milestone::SetUp => "was not set up",
        Milestone::Stopped => "did not stop",
        Milestone::Done => "did not get there",
    }
}

#[cfg(test)]
mod tests;
