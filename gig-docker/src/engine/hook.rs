//! Hooks: commands that are run in a container beside its own.

use std::time::Duration;

use bollard::exec::{CreateExecOptions, StartExecResults};
use futures_util::TryStreamExt;
use gig_core::platform::Hook;
use gig_core::runtime::{HookEnd, InstanceId, RuntimeResult};
use gig_core::secret::Secret;

use super::EngineRuntime;
use super::call::Call;
use super::log::Tail;

/// How soon it is looked again whether a hook has ended whose output has; each further pause is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(20);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// Runs a hook and waits for its end; how long it may take is for the caller to say.
pub(super) async fn run(engine: &EngineRuntime, id: &InstanceId, hook: &Hook) -> RuntimeResult<HookEnd> {
    let call = engine.call("run a hook in instance", id.as_str());
    let made = call.answer(engine.docker.create_exec(id.as_str(), options(hook))).await?;
    let mut tail = Tail::new(HookEnd::LINES);
    let output = call.answer(engine.docker.start_exec(&made.id, None)).await?;
    if let StartExecResults::Attached { mut output, .. } = output {
        // An output that breaks off says nothing about how the hook ends.
        while let Ok(Some(chunk)) = output.try_next().await {
            tail.take(chunk);
        }
    }
    Ok(HookEnd { exit_code: exit_code(engine, call, &made.id).await?, last_lines: tail.finish() })
}

async fn exit_code(engine: &EngineRuntime, call: Call<'_>, exec: &str) -> RuntimeResult<i64> {
    let mut pause = FIRST_PAUSE;
    loop {
        let found = call.answer(engine.docker.inspect_exec(exec)).await?;
        match found.exit_code {
            Some(code) if found.running != Some(true) => return Ok(code),
            _ => tokio::time::sleep(pause).await,
        }
        pause = LONGEST_PAUSE.min(pause * 2);
    }
}

fn options(hook: &Hook) -> CreateExecOptions<String> {
    let variable = |(name, value): (&String, &Secret)| format!("{name}={}", value.expose());
    CreateExecOptions {
        attach_stdout: Some(true),
        attach_stderr: Some(true),
        cmd: Some(hook.command.clone()),
        env: Some(hook.environment.iter().map(variable).collect()),
        privileged: Some(hook.privileged),
        user: hook.user.clone(),
        working_dir: hook.working_dir.clone(),
        ..CreateExecOptions::default()
    }
}

#[cfg(test)]
mod tests {
    use gig_core::platform::Hook;
    use gig_core::secret::Secret;

    use super::options;

    #[test]
    fn a_hook_is_passed_on_whole() {
        let mut hook = Hook::new(vec!["/bin/drain".to_owned(), "--now".to_owned()]);
        hook.user = Some("app:staff".to_owned());
        hook.working_dir = Some("/srv".to_owned());
        hook.privileged = true;
        hook.environment.insert("TOKEN".to_owned(), Secret::new("a=b"));
        let options = options(&hook);
        assert_eq!(options.cmd, Some(vec!["/bin/drain".to_owned(), "--now".to_owned()]));
        assert_eq!(options.user.as_deref(), Some("app:staff"));
        assert_eq!(options.working_dir.as_deref(), Some("/srv"));
        assert_eq!(options.privileged, Some(true));
        assert_eq!(options.env, Some(vec!["TOKEN=a=b".to_owned()]));
    }
}
