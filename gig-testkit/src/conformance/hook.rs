//! Sentences about hooks.

use gig_core::runtime::{HookEnd, InstanceId, RuntimeErrorKind};

use super::bench::Fixture;
use super::stage::{Stage, Verdict, holds, refused, same};

super::sequences! {
    a_hook_is_run_to_its_end:
        "`run_hook` runs a command in an instance and returns its exit code, with what it wrote last.",
    a_hook_that_fails_says_so:
        "`run_hook` of a command that fails is no error: its exit code says it.",
    an_instance_outlives_its_hooks:
        "`run_hook` leaves the instance as it is.",
    a_hook_without_a_program_fails:
        "`run_hook` of a program that is not there is an error, or an exit code that is not 0.",
    no_hook_is_run_in_what_does_not_run:
        "`run_hook` in an instance that does not run fails with `Conflict`.",
    no_hook_is_run_in_what_is_not_there:
        "`run_hook` in an instance that is not there fails with `NotFound`.",
}

async fn a_hook_is_run_to_its_end(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    ended(&stage.runtime().run_hook(&id, &stage.bench().hook("migrated", 0)).await?, 0, "migrated")
}

fn ended(end: &HookEnd, exit_code: i64, line: &str) -> Verdict {
    same("exit code", end.exit_code, exit_code)?;
    let written = end.last_lines.len() == 1 && end.last_lines[0].ends_with(line);
    holds(written, || format!("lines: found {:?}, expected one that ends with `{line}`", end.last_lines))
}

async fn a_hook_that_fails_says_so(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    ended(&stage.runtime().run_hook(&id, &stage.bench().hook("no such table", 3)).await?, 3, "no such table")
}

async fn an_instance_outlives_its_hooks(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    let before = stage.look(&id).await?;
    stage.runtime().run_hook(&id, &stage.bench().hook("no such table", 3)).await?;
    let after = stage.look(&id).await?;
    same("state and start", (after.state, after.started), (before.state, before.started))
}

async fn a_hook_without_a_program_fails(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    let end = stage.runtime().run_hook(&id, &stage.bench().broken_hook()).await;
    holds(!matches!(end, Ok(HookEnd { exit_code: 0, .. })), || format!("found {end:?}, expected a failure"))
}

async fn no_hook_is_run_in_what_does_not_run(stage: &Stage<'_>) -> Verdict {
    let hook = stage.bench().hook("migrated", 0);
    let id = stage.created("web", Fixture::Service).await?;
    refused(stage.runtime().run_hook(&id, &hook).await, RuntimeErrorKind::Conflict)?;
    stage.runtime().start(&id, None).await?;
    stage.until_greeted(&id, 1).await?;
    stage.runtime().stop(&id, None).await?;
    refused(stage.runtime().run_hook(&id, &hook).await, RuntimeErrorKind::Conflict)
}

async fn no_hook_is_run_in_what_is_not_there(stage: &Stage<'_>) -> Verdict {
    let nobody = InstanceId::new("0".repeat(64));
    refused(stage.runtime().run_hook(&nobody, &stage.bench().hook("migrated", 0)).await, RuntimeErrorKind::NotFound)
}
