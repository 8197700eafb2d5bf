//! What a service opens of the host: ports, paths, secrets.

use std::path::Path;

use super::warn;
use crate::document::Span;
use crate::platform::{HostPort, MountKind, Port};
use crate::resolve::context::Context;
use crate::resolve::service::Draft;

/// Words in the names of variables whose values nobody else should see.
const SECRET_WORDS: [&str; 6] = ["PASSWORD", "PASSWD", "SECRET", "TOKEN", "CREDENTIAL", "PRIVATE"];

/// A port of the engine's choice is for trying things out: who publishes one looks where it is.
pub(super) fn ports(context: &Context<'_>, draft: &Draft<'_>) {
    let open = |port: &Port| port.address.is_none() && port.host != HostPort::Ephemeral;
    for port in draft.ports.iter().filter(|port| open(&port.value)) {
        let (name, written) = (&draft.name.value, port.value);
        let message = format!("port `{written}` of service `{name}` is open on every address of the host");
        let hint = format!(
            "write `127.0.0.1:{written}`, or `0.0.0.0:{written}` where it is for everyone; firewalls such as ufw do not close it"
        );
        warn(context, port.span, "public-port", message, hint);
    }
}

/// Looks at the paths of the host that are mounted.
pub(super) fn mounts(context: &Context<'_>, draft: &Draft<'_>) {
    for mount in draft.mounts() {
        let MountKind::Bind { source, create_source, .. } = &mount.value.kind else { continue };
        if is_engine_socket(source) {
            socket(context, draft, source, mount.span);
        } else if *create_source && draft.missing_sources().contains(source) {
            missing(context, draft, source, mount.span);
        }
    }
}

fn is_engine_socket(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "docker.sock" || name == "podman.sock")
}

fn socket(context: &Context<'_>, draft: &Draft<'_>, source: &Path, span: Span) {
    let (name, path) = (&draft.name.value, source.display());
    let message = format!("service `{name}` mounts `{path}`: who breaks into it is root on the host, also with `ro`");
    let hint = "give it a proxy of the socket that lets through no more than it needs";
    warn(context, span, "engine-socket", message, hint);
}

fn missing(context: &Context<'_>, draft: &Draft<'_>, source: &Path, span: Span) {
    let (name, path) = (&draft.name.value, source.display());
    let message =
        format!("`{path}`, which service `{name}` mounts, does not exist: it will be made as an empty folder");
    warn(context, span, "missing-source", message, "make it before, or mend the path");
}

/// An env file without secrets may be read by who likes.
pub(super) fn env_files(context: &Context<'_>, draft: &Draft<'_>) {
    for file in draft.read_env_files() {
        let Some(key) = file.value.keys.iter().find(|key| is_secret(key)) else { continue };
        if context.inputs.files.is_readable_by_all(&file.value.path) {
            let path = file.value.path.display();
            let message = format!("env file `{path}` sets `{key}`, and every user of the host can read it");
            warn(context, file.span, "readable-secret", message, format!("`chmod o= {path}`"));
        }
    }
}

fn is_secret(key: &str) -> bool {
    let key = key.to_ascii_uppercase();
    SECRET_WORDS.iter().any(|word| key.contains(word))
}

#[cfg(test)]
mod tests {
    use super::is_secret;

    #[test]
    fn what_sounds_like_a_secret_is_one() {
        for (key, expected) in [("DB_PASSWORD", true), ("api_token", true), ("PORT", false), ("KEYBOARD", false)] {
            assert_eq!(is_secret(key), expected, "{key}");
        }
    }
}
