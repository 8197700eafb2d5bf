//! Sentences about logs.

use gig_core::runtime::{InstanceId, RuntimeErrorKind};

use super::bench::Fixture;
use super::stage::{Failure, Stage, Verdict, refused, same};

super::sequences! {
    what_was_written_is_read:
        "`log_tail` shows what an instance wrote.",
    no_more_lines_are_read_than_asked_for:
        "`log_tail` shows the last lines, and no more than it is asked for.",
    what_has_ended_can_be_read:
        "`log_tail` shows what an instance wrote after it has ended.",
    what_never_ran_has_no_lines:
        "`log_tail` of an instance that never started shows nothing.",
    what_is_not_there_is_not_read:
        "`log_tail` of an instance that is not there fails with `NotFound`.",
}

/// Waits until an instance has written `count` lines of greeting.
async fn until_greeted(stage: &Stage<'_>, id: &InstanceId, count: usize) -> Result<Vec<String>, Failure> {
    let greeting = stage.bench().greeting();
    let began = stage.bench().clock().now();
    loop {
        let lines = stage.runtime().log_tail(id, 100).await?;
        if lines.iter().filter(|line| **line == greeting).count() >= count {
            return Ok(lines);
        }
        if stage.bench().clock().now() - began > std::time::Duration::from_secs(10) {
            return Err(Failure::new(format!("log: found {lines:?}, expected `{greeting}` {count} times")));
        }
        stage.bench().clock().sleep(std::time::Duration::from_millis(50)).await;
    }
}

async fn what_was_written_is_read(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    until_greeted(stage, &id, 1).await.map(drop)
}

async fn no_more_lines_are_read_than_asked_for(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    until_greeted(stage, &id, 1).await?;
    stage.runtime().stop(&id, None).await?;
    stage.runtime().start(&id, None).await?;
    until_greeted(stage, &id, 2).await?;
    stage.runtime().stop(&id, None).await?;
    let all = stage.runtime().log_tail(&id, 100).await?;
    let last = stage.runtime().log_tail(&id, 1).await?;
    same("last line", last, all[all.len() - 1..].to_vec())
}

async fn what_has_ended_can_be_read(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    let before = until_greeted(stage, &id, 1).await?;
    stage.runtime().stop(&id, None).await?;
    let after = stage.runtime().log_tail(&id, 100).await?;
    same("first lines", after.get(..before.len()), Some(&before[..]))
}

async fn what_never_ran_has_no_lines(stage: &Stage<'_>) -> Verdict {
    let id = stage.created("web", Fixture::Service).await?;
    same("lines", stage.runtime().log_tail(&id, 100).await?, Vec::new())
}

async fn what_is_not_there_is_not_read(stage: &Stage<'_>) -> Verdict {
    let nobody = InstanceId::new("0".repeat(64));
    refused(stage.runtime().log_tail(&nobody, 10).await, RuntimeErrorKind::NotFound)
}
