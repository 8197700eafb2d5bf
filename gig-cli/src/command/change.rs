//! What every command that changes something is: decide, show, ask, do, tell.

use std::pin::pin;
use std::sync::OnceLock;

use futures_util::future::{Either, select};
use gig_core::execute::{Execution, ExecutionReport, Outcome, execute};
use gig_core::exit_code::ExitCode;
use gig_core::plan::{Action, PlanOptions, Planned, Verb, plan};
use gig_core::platform::Platform;
use gig_core::runtime::{ContainerRuntime, observe_for};

use super::selection::selection;
use crate::error::CommandError;
use crate::host::Host;
use crate::inputs::resolved;
use crate::options::{ChangeArguments, CommonArguments, Format};
use crate::progress;
use crate::render::{self, Heading};
use crate::signals::Signal;

/// Changes the services that `services` names as `options` ask for.
pub(crate) async fn change(
    mut options: PlanOptions,
    services: &[String],
    how: &ChangeArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let resolved = resolved(services, common, host)?;
    host.warn(resolved.warnings)?;
    let platform = &resolved.platform;
    options.selection = selection(services, platform)?;

    let runtime = host.connect().await?;
    let heading = Heading::new(&*runtime, platform, common);
    let planned = decide(platform, &*runtime, &options).await?;
    if how.dry_run {
        return show(&planned, &heading, common, host);
    }
    if common.format == Format::Text {
        let width = host.width();
        host.console.show(&render::plan::plan(&planned, &heading, common.detail(), width))?;
    }
    if must_ask(&planned) && !how.yes {
        confirm(&planned, host)?;
        stay_with(&planned, &decide(platform, &*runtime, &options).await?)?;
    }

    let (report, signal) = match carry_out(&planned, platform, &*runtime, common, host).await {
        Ended::Orderly(report, signal) => (report, signal),
        Ended::AtOnce(signal) => return Err(left(signal, options.verb, services, &heading)),
    };
    host.pass_on_warnings(&*runtime)?;
    let exit = exit_code(&report, signal);
    host.console.show(&match common.format {
        Format::Text => render::outcome::outcome(&planned, &report, &heading, services, host.width()),
        Format::Json => render::json::change(&planned, &heading, &report, exit)?,
    })?;
    Ok(exit)
}

/// Looks at what is there, and decides.
pub(crate) async fn decide(
    platform: &Platform,
    runtime: &dyn ContainerRuntime,
    options: &PlanOptions,
) -> Result<Planned, CommandError> {
    let observed = observe_for(runtime, platform).await?;
    Ok(plan(platform, &observed, &runtime.capabilities(), options)?)
}

/// Shows a plan, and leaves it at that.
pub(crate) fn show(
    planned: &Planned,
    heading: &Heading,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    host.console.show(&match common.format {
        Format::Text => render::plan::dry_run(planned, heading, common.detail(), host.width()),
        Format::Json => render::json::plan(planned, heading)?,
    })?;
    Ok(ExitCode::Done)
}

/// Asks before anything is gone that another command does not bring back as it was.
fn must_ask(planned: &Planned) -> bool {
    let mut steps = planned.plan.lanes.iter().flat_map(|lane| &lane.steps);
    let removes_data = steps.any(|step| matches!(step.action, Action::RemoveVolume { .. }));
    let removes_containers = planned.plan.verb == Verb::Rm && !planned.plan.is_empty();
    removes_data || removes_containers
}

fn confirm(planned: &Planned, host: &mut Host) -> Result<(), CommandError> {
    let verb = planned.plan.verb.as_str();
    if !host.console.terminal.stdin {
        return Err(CommandError::usage(format!("`{verb}` asks before it removes, and nobody is there to answer"))
            .hint("`--yes` does it without asking, `--dry-run` shows what it would do"));
    }
    if host.console.ask(&render::plan::question(&planned.plan))? {
        return Ok(());
    }
    Err(CommandError::unexpected("nothing was touched: the answer was no"))
}

/// A question can stand for hours; what was agreed to must still be what is done.
fn stay_with(agreed: &Planned, now: &Planned) -> Result<(), CommandError> {
    if agreed == now {
        return Ok(());
    }
    Err(CommandError::unexpected("nothing was touched: what runs has changed since the question was asked")
        .hint("give the same command again"))
}

/// How the work on a plan came to its end.
enum Ended {
    /// Every step has ended; the signal that cut it short, where one did.
    Orderly(ExecutionReport, Option<Signal>),
    /// A second signal: steps are under way, and nobody waits for them.
    AtOnce(Signal),
}

async fn carry_out(
    planned: &Planned,
    platform: &Platform,
    runtime: &dyn ContainerRuntime,
    common: &CommonArguments,
    host: &mut Host,
) -> Ended {
    let received = OnceLock::new();
    let (first, second) = (host.signals.first(), host.signals.second());
    let room = host.error_width();
    let events = progress::sink(&planned.plan, common.detail(), &mut host.console, host.bars.take(), room);
    let cancelled = async {
        let signal = first.await;
        received.get_or_init(|| signal);
    };
    let execution = Execution::new(runtime, platform, &*events, &*host.clock);
    let execution = execution.cancelled_by(cancelled).at_once(usize::from(common.parallel));
    match select(pin!(execute(&planned.plan, execution)), second).await {
        Either::Left((report, _)) => Ended::Orderly(report, received.get().copied()),
        Either::Right((signal, _)) => Ended::AtOnce(signal),
    }
}

/// What was under way is left as it is: names and labels say where to go on.
fn left(signal: Signal, verb: Verb, services: &[String], heading: &Heading) -> CommandError {
    let (status, again) =
        (heading.invocation.command("status", [""; 0]), heading.invocation.command(verb.as_str(), services));
    CommandError::ended(signal, "left at once: what was under way is neither finished nor put back")
        .hint(format!("{status} says what is there, {again} goes on"))
}

fn exit_code(report: &ExecutionReport, signal: Option<Signal>) -> ExitCode {
    match report.outcome() {
        Outcome::Done => ExitCode::Done,
        Outcome::Failed => ExitCode::Failed,
        Outcome::Broken => ExitCode::Broken,
        Outcome::Cancelled => signal.unwrap_or(Signal::Interrupt).exit_code(),
    }
}
