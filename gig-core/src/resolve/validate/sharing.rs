//! What cannot be where a service lives in the namespaces of another container.

use crate::diagnostic::Diagnostic;
use crate::platform::{Dependency, OF_CONTAINER};
use crate::resolve::context::{Context, Placed};
use crate::resolve::service::{Draft, OF_SERVICE};

/// Reports ports of a service that has no network of its own, and namespaces of a service that has no instance.
pub(super) fn sharing(context: &Context<'_>, drafts: &[Draft<'_>]) {
    for draft in drafts.iter().take_while(|_| !context.is_full()) {
        let mode = draft.configuration.network_mode.as_deref().unwrap_or_default();
        if mode.starts_with(OF_CONTAINER) || mode.starts_with(OF_SERVICE) {
            no_ports(context, draft, mode);
        }
        let shared = draft.dependencies.values().filter(|need| need.value.shares);
        shared.for_each(|need| an_instance(context, drafts, need));
    }
}

fn no_ports(context: &Context<'_>, draft: &Draft<'_>, mode: &str) {
    let Some(port) = draft.ports.first() else { return };
    let service = &draft.name.value;
    let message =
        format!("service `{service}` publishes a port, and has no network of its own: it is on that of `{mode}`");
    let error = Diagnostic::error("conflicting-values", message).at(context.place(port.span));
    _ = context.flaw(error.hint("publish the port there"));
}

fn an_instance(context: &Context<'_>, drafts: &[Draft<'_>], need: &Placed<Dependency>) {
    let shared = drafts.iter().find(|other| other.name.value == need.value.service);
    let Some(scale) = shared.and_then(|shared| shared.scale.as_ref()).filter(|scale| scale.value.get() == 0) else {
        return;
    };
    let message =
        format!("service `{}` is to have no instance, and another lives in its namespaces", need.value.service);
    let error = Diagnostic::error("conflicting-values", message).at(context.place(need.span));
    _ = context.flaw(error.related(context.place(scale.span), "none is asked for here"));
}
