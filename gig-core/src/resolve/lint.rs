//! What works, but will bite one day: warnings for who asks, with [`Lints::Reported`].
//!
//! What a file says in so many words is meant: `restart: "no"` and `0.0.0.0:80:80` are no reason to warn.

mod host;

use std::collections::HashSet;

use super::Lints;
use super::context::Context;
use super::description::Image;
use super::service::Draft;
use crate::diagnostic::Diagnostic;
use crate::document::{Layout, Span};
use crate::name::ServiceName;
use crate::platform::{Condition, RestartPolicy};

/// Warns of what will bite, where that was asked for.
pub(super) fn lint(context: &Context<'_>, drafts: &[Draft<'_>]) {
    if context.inputs.lints == Lints::Silent {
        return;
    }
    let jobs = jobs(drafts);
    for draft in drafts {
        image(context, draft);
        restart(context, draft, &jobs);
        privileged(context, draft);
        host::ports(context, draft);
        host::mounts(context, draft);
        host::env_files(context, draft);
    }
}

fn warn(context: &Context<'_>, span: Span, code: &'static str, message: String, hint: impl Into<String>) {
    context.report(Diagnostic::warning(code, message).at(context.place(span)).hint(hint));
}

/// Returns where a key of a service has its value; without it where the service has its name.
fn span_of(context: &Context<'_>, draft: &Draft<'_>, key: &str) -> Span {
    let service = context.document.services.value(draft.name.value.as_str());
    let value = service.and_then(|service| service.as_mapping()?.value(key));
    value.map_or(draft.name.span, |value| value.span)
}

/// An image that is built here has no tag to give.
fn image(context: &Context<'_>, draft: &Draft<'_>) {
    let Image::Reference(image) = &draft.image else { return };
    if image.digest().is_some() || image.tag().is_some_and(|tag| tag != "latest") {
        return;
    }
    let found = if image.tag().is_some() { "asks for `latest`" } else { "has no tag" };
    let message =
        format!("the image `{image}` of service `{}` {found}: it can be another one tomorrow", draft.name.value);
    let hint = "name a version, as in `:1.2.3`, or a digest";
    warn(context, span_of(context, draft, "image"), "floating-image", message, hint);
}

/// In the layout without `services` the engine starts a service again unless the file says otherwise.
fn restart(context: &Context<'_>, draft: &Draft<'_>, jobs: &HashSet<&ServiceName>) {
    let says = draft.says_when_to_restart || draft.says_when_to_restart_in_deploy();
    let silent = draft.configuration.restart == RestartPolicy::No && !says;
    if context.document.layout == Layout::Fig || !silent || jobs.contains(&draft.name.value) {
        return;
    }
    let name = &draft.name.value;
    let message = format!("service `{name}` has no restart policy: after a crash or a reboot it stays down");
    let hint = "write `restart: unless-stopped`, or `restart: \"no\"` where it is meant to end";
    warn(context, draft.name.span, "no-restart-policy", message, hint);
}

/// Returns the services that are jobs: another waits for their end.
fn jobs<'a>(drafts: &'a [Draft<'_>]) -> HashSet<&'a ServiceName> {
    let needs = drafts.iter().flat_map(|draft| draft.dependencies.values());
    let of_ends = needs.filter(|need| need.value.condition == Condition::Completed);
    of_ends.map(|need| &need.value.service).collect()
}

fn privileged(context: &Context<'_>, draft: &Draft<'_>) {
    if !draft.configuration.security.privileged {
        return;
    }
    let message = format!("service `{}` is privileged: who breaks into it is root on the host", draft.name.value);
    let hint = "add what it needs with `cap_add` and `devices` instead";
    warn(context, span_of(context, draft, "privileged"), "privileged", message, hint);
}
