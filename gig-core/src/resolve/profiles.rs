//! Profiles: services that are only there for who asks for them.

use indexmap::IndexMap;

use super::context::Context;
use super::service::Draft;
use crate::diagnostic::Diagnostic;
use crate::name::ServiceName;

/// What stands for every profile.
const EVERY: &str = "*";

/// Takes out the services of which no profile is enabled, and returns their names. Who needs one of them nevertheless
/// is reported, but where it can do without.
pub(super) fn disable(context: &Context<'_>, drafts: &mut Vec<Draft<'_>>) -> Vec<ServiceName> {
    let (enabled, disabled): (Vec<_>, Vec<_>) = drafts.drain(..).partition(|draft| is_enabled(context, draft));
    *drafts = enabled;
    let disabled: IndexMap<ServiceName, Draft<'_>> =
        disabled.into_iter().map(|draft| (draft.name.value.clone(), draft)).collect();
    if !disabled.is_empty() {
        drafts.iter_mut().for_each(|draft| part(context, draft, &disabled));
    }
    disabled.into_keys().collect()
}

fn is_enabled(context: &Context<'_>, draft: &Draft<'_>) -> bool {
    let profiles = &draft.written.profiles;
    profiles.is_empty() || context.inputs.profiles.iter().any(|enabled| enabled == EVERY || profiles.contains(enabled))
}

fn part(context: &Context<'_>, draft: &mut Draft<'_>, disabled: &IndexMap<ServiceName, Draft<'_>>) {
    let this = &draft.name.value;
    draft.dependencies.retain(|name, need| {
        let Some(other) = disabled.get(name) else { return true };
        if need.value.required {
            let message = format!("service `{this}` needs `{name}`, which is left out");
            let error = Diagnostic::error("unknown-service", message).at(context.place(need.span));
            let profile = other.written.profiles.first().map_or("", String::as_str);
            _ = context.flaw(error.hint(format!("it belongs to a profile: enable that with `--profile {profile}`")));
        }
        false
    });
}
