//! Sentences about logs.

use gig_core::runtime::{InstanceId, RuntimeErrorKind};

use super::bench::Fixture;
use super::stage::{Stage, Verdict, refused, same};

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

async fn what_was_written_is_read(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    stage.until_greeted(&id, 1).await.map(drop)
}

async fn no_more_lines_are_read_than_asked_for(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    stage.until_greeted(&id, 1).await?;
    stage.runtime().stop(&id, None).await?;
    stage.runtime().start(&id, None).await?;
    stage.until_greeted(&id, 2).await?;
    stage.runtime().stop(&id, None).await?;
    let all = stage.runtime().log_tail(&id, 100).await?;
    let last = stage.runtime().log_tail(&id, 1).await?;
    same("last line", last, all[all.len() - 1..].to_vec())
}

async fn what_has_ended_can_be_read(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    let before = stage.until_greeted(&id, 1).await?;
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
