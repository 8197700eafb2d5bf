//! Profiles: services that are only there for who asks for them.

use std::collections::BTreeSet;

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
    let asked_for = asked_for(context, drafts);
    let disabled = drafts.extract_if(.., |draft| !is_enabled(&asked_for, draft));
    let disabled: IndexMap<ServiceName, Draft<'_>> = disabled.map(|draft| (draft.name.value.clone(), draft)).collect();
    if !disabled.is_empty() {
        drafts.iter_mut().for_each(|draft| part(context, draft, &disabled));
    }
    disabled.into_keys().collect()
}

/// Who names a service asks for its profiles.
fn asked_for(context: &Context<'_>, drafts: &[Draft<'_>]) -> BTreeSet<String> {
    let named = drafts.iter().filter(|draft| is_named(context, draft));
    let of_named = named.flat_map(|draft| &draft.profiles);
    context.inputs.profiles.iter().chain(of_named).cloned().collect()
}

fn is_named(context: &Context<'_>, draft: &Draft<'_>) -> bool {
    let in_full = || format!("{}_{}", draft.shared.project, draft.name.value);
    context.inputs.named.iter().any(|word| word == draft.name.value.as_str() || *word == in_full())
}

fn is_enabled(asked_for: &BTreeSet<String>, draft: &Draft<'_>) -> bool {
    let profiles = &draft.profiles;
    let mut asked_for = asked_for.iter();
    profiles.is_empty() || asked_for.any(|asked| asked == EVERY || profiles.contains(asked))
}

fn part(context: &Context<'_>, draft: &mut Draft<'_>, disabled: &IndexMap<ServiceName, Draft<'_>>) {
    let this = &draft.name.value;
    draft.dependencies.retain(|name, need| {
        let Some(other) = disabled.get(name) else { return true };
        if need.value.required {
            let message = format!("service `{this}` needs `{name}`, which is left out");
            let error = Diagnostic::error("unknown-service", message).at(context.place(need.span));
            let profile = other.profiles.first().map_or("", String::as_str);
            _ = context.flaw(error.hint(format!("it belongs to a profile: enable that with `--profile {profile}`")));
        }
        false
    });
}
