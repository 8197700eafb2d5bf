//! `gig.profile` read by a shell, which runs whatever stands in it: only where the user asked for that.

use std::path::Path;
use std::process::{Command, Output};

use crate::error::CommandError;
use crate::host::Host;

/// What the profile prints must not mix with the variables, so it goes to standard error; `set -a` gives plain
/// assignments the same standing as exported ones, which they have without a shell too.
const SCRIPT: &str = r#"set -a; . "$1" >&2 && exec env -0"#;

/// What a shell sets for itself.
const OF_THE_SHELL: [&str; 4] = ["_", "OLDPWD", "PWD", "SHLVL"];

/// Lets a shell read the profile and returns the variables that are other ones afterwards.
pub(crate) fn source(profile: &Path, host: &Host) -> Result<Vec<(String, String)>, CommandError> {
    let output = run(profile, host)?;
    let is_new = |name: &str, value: &str| {
        !OF_THE_SHELL.contains(&name) && host.environment.get(name).is_none_or(|before| before != value)
    };
    let text = String::from_utf8_lossy(&output.stdout);
    let variables = text.split('\0').filter_map(|entry| entry.split_once('='));
    Ok(variables.filter(|(name, value)| is_new(name, value)).map(owned).collect())
}

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn run(profile: &Path, host: &Host) -> Result<Output, CommandError> {
    let failed = |reason: &str| CommandError::unreadable(format!("failed to source `{}`: {reason}", profile.display()));
    let output = Command::new("sh")
        .args(["-c", SCRIPT, "sh"])
        .arg(profile)
        .current_dir(profile.parent().unwrap_or(&host.directory))
        .env_clear()
        .envs(&host.environment)
        .output()
        .map_err(|error| failed(&error.to_string()))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        let reason = format!("the shell ended with {}\n{complaint}", output.status);
        return Err(failed(reason.trim_end()));
    }
    Ok(output)
}
