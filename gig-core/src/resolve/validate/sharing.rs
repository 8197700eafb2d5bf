//! What cannot be where a service lives in the namespaces of another container.

use crate::diagnostic::Diagnostic;
use crate::platform::{Dependency, OF_CONTAINER};
use crate::resolve::context::{Context, Placed};
use crate::resolve::service::{Draft, OF_SERVICE};

/// Reports what a service says of a network that it has not got, and namespaces of a service that has no instance.
pub(super) fn sharing(context: &Context<'_>, drafts: &[Draft<'_>]) {
    for draft in drafts.iter().take_while(|_| !context.is_full()) {
        let mode = draft.configuration.network_mode.as_deref().unwrap_or_default();
        if mode.starts_with(OF_CONTAINER) || mode.starts_with(OF_SERVICE) {
            no_network(context, draft, mode);
        }
        let shared = draft.dependencies.values().filter(|need| need.value.shares);
        shared.for_each(|need| an_instance(context, drafts, need));
    }
}

/// The engine would refuse it, after others have been stopped for it.
fn no_network(context: &Context<'_>, draft: &Draft<'_>, mode: &str) {
    let configuration = &draft.configuration;
    let of_a_network = [
        ("ports", !draft.ports.is_empty()),
        ("expose", !configuration.expose.is_empty()),
        ("hostname", configuration.hostname.is_some()),
        ("dns", !configuration.dns.servers.is_empty()),
        ("extra_hosts", !configuration.extra_hosts.is_empty()),
        ("mac_address", configuration.mac_address.is_some()),
    ];
    let Some((key, _)) = of_a_network.into_iter().find(|(_, is_said)| *is_said) else { return };
    let (service, place) = (&draft.name.value, draft.ports.first().map_or(draft.name.span, |port| port.span));
    let message = format!("service `{service}` has `{key}`, and no network of its own: it is on that of `{mode}`");
    let error = Diagnostic::error("conflicting-values", message).at(context.place(place));
    _ = context.flaw(error.hint("say it there"));
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
