//! What is looked at, and what to do where something is off: a function of what was seen.

use gig_docker::own_image::ImagePlatform;
use gig_docker::{ApiVersion, ConnectError, Details, Examination, Make, Origin};

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Check {
    pub(crate) what: &'static str,
    pub(crate) found: String,
    pub(crate) verdict: Verdict,
}

/// What to think of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is as it should be.
    Good,
    /// It works, but not all that gig can do; with what to do about it.
    Limited(String),
    /// It does not work; with what to do about it.
    Bad(String),
}

/// Judges what was seen of an engine. Whether a program can be called is found by `is_on_path`.
pub(crate) fn checks(examined: &Result<Examination, ConnectError>, is_on_path: &dyn Fn(&str) -> bool) -> Vec<Check> {
    let examination = match examined {
        Ok(examination) => examination,
        Err(error) => return vec![bad("engine", format!("failed to {error}"), error.hint())],
    };
    let mut checks = vec![engine(examination)];
    if let Some(details) = &examination.details {
        checks.extend([found_by(details), api(details), own_image(details)]);
        checks.extend([storage(details), control_groups(details), rights(details)]);
    }
    checks.extend([networks(examination), start_interval(examination)]);
    if let Some(details) = &examination.details {
        checks.extend(details.credential_helpers.iter().map(|program| helper(program, is_on_path(program))));
        checks.extend(details.warnings.iter().map(|warning| complaint(warning)));
    }
    checks
}

fn engine(examination: &Examination) -> Check {
    let found = examination.description.clone();
    match examination.details.as_ref().map(|details| details.introduction.make) {
        Some(Make::Podman) => {
            let advice = "Podman is supported in part: docs/engines.md lists what it does otherwise than Docker's \
                          engine; without systemd it runs no health checks, and before 5.1 a service with a restart \
                          policy cannot be replaced";
            limited("engine", found, advice)
        }
        Some(Make::Docker) | None => good("engine", found),
    }
}

fn found_by(details: &Details) -> Check {
    let what = "found by";
    let found = details.location.origin.to_string();
    if details.location.is_exposed() {
        let advice = "it is spoken to without encryption: let ssh bring its socket here, see docs/engines.md";
        return limited(what, found, advice);
    }
    match details.location.origin {
        Origin::Podman => limited(what, found, "name the engine in DOCKER_HOST to be sure which one it is"),
        Origin::DockerHost | Origin::Context { .. } | Origin::Default => good(what, found),
    }
}

fn api(details: &Details) -> Check {
    let spoken = details.introduction.api;
    good("API", format!("{spoken}; gig speaks {} to {}", ApiVersion::OLDEST, ApiVersion::NEWEST))
}

fn own_image(details: &Details) -> Check {
    let (engine, own) = (&details.introduction.platform, ImagePlatform::own());
    if *engine == own {
        return good("own image", format!("possible: the engine and gig are {own}"));
    }
    let advice = format!("`gig demo` tells its story in memory; with a gig made for {engine} it runs there");
    limited("own image", format!("not possible: the engine is {engine}, gig is {own}"), advice)
}

fn storage(details: &Details) -> Check {
    let driver = details.storage.clone();
    match driver.as_str() {
        "vfs" => limited("storage", driver, "it copies each layer in full: let the engine use `overlay2`"),
        "aufs" | "devicemapper" => {
            limited("storage", driver, "newer engines do not have it any more: let the engine use `overlay2`")
        }
        _ => good("storage", driver),
    }
}

fn control_groups(details: &Details) -> Check {
    let found = format!("version {}, by {}", details.cgroup_version, details.cgroup_driver);
    if details.cgroup_driver == "none" {
        let advice = "limits of memory and CPU are not kept: have systemd delegate control groups to the user";
        return limited("control groups", found, advice);
    }
    good("control groups", found)
}

fn rights(details: &Details) -> Check {
    if !details.is_rootless {
        return good("rights", "those of root".to_owned());
    }
    let advice = "ports below 1024 are published only if sysctl net.ipv4.ip_unprivileged_port_start is that low";
    limited("rights", "those of a user (rootless)".to_owned(), advice)
}

fn networks(examination: &Examination) -> Check {
    let at_creation = examination.capabilities.several_networks_at_creation;
    let found = if at_creation { "at creation" } else { "one at creation, the others before the start" };
    good("several networks", found.to_owned())
}

fn start_interval(examination: &Examination) -> Check {
    if examination.capabilities.start_interval {
        return good("start_interval", "kept".to_owned());
    }
    let advice = "health checks run every `interval` from the start; engines of API 1.44, such as Docker's 25, keep it";
    limited("start_interval", "not kept".to_owned(), advice)
}

fn helper(program: &str, is_on_path: bool) -> Check {
    if is_on_path {
        return good("credentials", format!("`{program}`"));
    }
    let advice = "install it, or take it out of docker's config; until then images are fetched without credentials";
    limited("credentials", format!("`{program}` is not on PATH"), advice)
}

fn complaint(warning: &str) -> Check {
    limited("engine's word", warning.to_owned(), "the engine says so itself, and its documents say what to do")
}

fn good(what: &'static str, found: String) -> Check {
    Check { what, found, verdict: Verdict::Good }
}

fn limited(what: &'static str, found: String, advice: impl Into<String>) -> Check {
    Check { what, found, verdict: Verdict::Limited(advice.into()) }
}

fn bad(what: &'static str, found: String, advice: impl Into<String>) -> Check {
    Check { what, found, verdict: Verdict::Bad(advice.into()) }
}

#[cfg(test)]
mod tests;
