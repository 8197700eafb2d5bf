//! What only one instance of a service can have.

use crate::diagnostic::Diagnostic;
use crate::document::Span;
use crate::platform::{HostPort, Scale};
use crate::resolve::context::{Context, Placed};
use crate::resolve::service::Draft;

/// Reports a container name, and warns of a fixed host port, that several instances would share.
pub(super) fn scale(context: &Context<'_>, drafts: &[Draft<'_>]) {
    for draft in drafts.iter().take_while(|_| !context.is_full()) {
        let Some(scale) = draft.scale.as_ref().filter(|scale| scale.value.get() > 1) else { continue };
        if draft.base_name.span != draft.name.span {
            one_name(context, draft, scale.span);
        }
        one_port(context, draft, scale);
    }
}

fn one_name(context: &Context<'_>, draft: &Draft<'_>, scale: Span) {
    let (service, name) = (&draft.name.value, &draft.base_name.value);
    let message = format!("service `{service}` has several instances, and one container name, `{name}`");
    let error = Diagnostic::error("shared-container-name", message).at(context.place(draft.base_name.span));
    let error = error.related(context.place(scale), "so many instances are asked for here");
    _ = context.flaw(error.hint("without `container_name` each gets a name of its own"));
}

/// The plan refuses it; a file that says it can be read all the same, for compose reads it too.
fn one_port(context: &Context<'_>, draft: &Draft<'_>, scale: &Placed<Scale>) {
    for port in &draft.ports {
        let HostPort::Fixed(number) = port.value.host else { continue };
        let (service, count) = (&draft.name.value, scale.value);
        let message = format!("host port {number} can be published by one of the {count} instances of `{service}`");
        context.warn(port.span, "shared-host-port", message);
    }
}
