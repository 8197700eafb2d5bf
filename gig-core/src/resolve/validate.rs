//! What concerns several services at once: names, host ports and dependencies that do not go together.

mod cycles;
mod host_ports;
mod scale;
mod sharing;

use std::collections::HashMap;

use super::context::Context;
use super::service::Draft;
use crate::diagnostic::Diagnostic;

/// Reports everything that does not go together.
pub(super) fn validate(context: &Context<'_>, drafts: &[Draft<'_>]) {
    base_names(context, drafts);
    host_ports::host_ports(context, drafts);
    scale::scale(context, drafts);
    sharing::sharing(context, drafts);
    cycles::cycles(context, drafts);
}

fn base_names(context: &Context<'_>, drafts: &[Draft<'_>]) {
    let mut seen: HashMap<&str, &Draft<'_>> = HashMap::with_capacity(drafts.len());
    for draft in drafts.iter().take_while(|_| !context.is_full()) {
        let Some(other) = seen.insert(draft.base_name.value.as_str(), draft) else { continue };
        let message = format!(
            "services `{}` and `{}` have one container name, `{}`",
            other.name.value, draft.name.value, draft.base_name.value
        );
        let diagnostic = Diagnostic::error("duplicate-container-name", message).at(context.place(draft.base_name.span));
        _ = context.flaw(diagnostic.related(context.place(other.base_name.span), "the other is here"));
    }
}
